/* What comes out when the city is evaluated for its own year. */
#include <math.h>

#include "analysis/lint_city.h"
#include "analysis/say.h"

static bool is_alive(const struct cf_evidence *evidence)
{
    return evidence->use == CF_USED || evidence->use == CF_NOT_NEWEST ||
           evidence->use == CF_NOT_PREFERRED;
}

/* The first observation used, of another index than `but` where that is given; NULL: none. */
static const struct cf_evidence *first_used(const struct cf_known *known,
                                            const struct cf_index *but)
{
    for (size_t i = 0; i < known->evidence_count; i++)
        if (known->evidence[i].index != but)
            return &known->evidence[i];
    return NULL;
}

static const struct cf_index *index_of(const struct cf_lint_chart_of_city *chart,
                                       const struct cf_known *known)
{
    return cf_program_index(chart->program, known->index);
}

/* ---- stale figures ---- */

static void report_stale(struct cf_city_lint *lint, const struct cf_evidence *newest, int year)
{
    const struct cf_index *index = newest->index;
    cf_report(lint->diags, CF_R_CITY_STALE, newest->observation->pos,
              "'%s' has no figure that is fresh enough for %d: its newest is of %d, and its "
              "'max_age' is %d",
              index->id.text, year, newest->observation->year, index->max_age);
    cf_report_also(lint->diags, index->id.pos, "'%s' is defined here", index->id.text);
    cf_report_hint(lint->diags, "look for a newer figure; this one counts as not known");
}

/* The observations from number `from` on that are of one index; returns where they end. */
static size_t check_stale_run(struct cf_city_lint *lint, const struct cf_known *known, size_t from,
                              int year)
{
    const struct cf_evidence *newest = NULL;
    bool alive = false;
    size_t i = from;
    for (;
         i < known->considered_count && known->considered[i].index == known->considered[from].index;
         i++) {
        const struct cf_evidence *evidence = &known->considered[i];
        alive |= is_alive(evidence);
        if (evidence->use == CF_NOT_FRESH &&
            (!newest || evidence->observation->year > newest->observation->year))
            newest = evidence;
    }
    if (newest && !alive)
        report_stale(lint, newest, year);
    return i;
}

/* A derived index that is known does not need figures of its own. */
static void check_stale(struct cf_city_lint *lint, const struct cf_known *known,
                        const struct cf_index *index, int year)
{
    size_t i = 0;
    if (known->derived && known->value.known)
        while (i < known->considered_count && known->considered[i].index == index)
            i++;
    while (i < known->considered_count)
        i = check_stale_run(lint, known, i, year);
}

/* ---- derived values ---- */

static void check_mixed(struct cf_city_lint *lint, const struct cf_program *program,
                        const struct cf_known *known, const struct cf_index *index)
{
    const struct cf_evidence *one = known->mixed_years ? first_used(known, NULL) : NULL;
    const struct cf_evidence *other = one ? first_used(known, one->index) : NULL;
    if (!other)
        return;
    cf_report(lint->diags, CF_R_CITY_MIXED_YEARS, one->observation->pos,
              "'%s' is derived from different years: '%s' %s, '%s' %s", index->id.text,
              one->index->id.text, cf_figure_dated(&lint->arena, program, one->observation),
              other->index->id.text, cf_figure_dated(&lint->arena, program, other->observation));
    cf_report_also(lint->diags, other->observation->pos, "the figure of '%s'",
                   other->index->id.text);
    cf_report_hint(lint->diags, "state them for one year, or '%s' itself", index->id.text);
}

static void check_derived_share(struct cf_city_lint *lint, const struct cf_program *program,
                                const struct cf_known *known, const struct cf_index *index)
{
    char number[CF_NUMBER_SIZE];
    const struct cf_evidence *one = first_used(known, NULL);
    if (!known->derived || !known->value.known || !one || !cf_is_share(program, index) ||
        !cf_interval_above(known->value.interval, 100, false))
        return;
    const struct cf_evidence *other = first_used(known, one->index);
    cf_number_format(known->value.interval.low, number);
    cf_report(lint->diags, CF_R_CITY_SHARE_ABOVE_WHOLE, one->observation->pos,
              "'%s' comes out at %s percent%s, a share of more than the whole", index->id.text,
              number, known->value.interval.low < known->value.interval.high ? " or more" : "");
    if (other)
        cf_report_also(lint->diags, other->observation->pos, "the figure of '%s'",
                       other->index->id.text);
    cf_report_hint(lint->diags, "check the figures and units from which it is derived; if it is no "
                                "share, give the index a 'range' that reaches above 100");
}

/* ---- values on a critical level ---- */

/* A criterion with one of its ends opened or closed, and what the answer would be then. */
struct turned {
    double level;
    bool open; /* as the chart has it */
    enum cf_answer answer;
};

/*
 * Whether the answer depends on an end of what is accepted being taken in or left out. An end of
 * the index's own range is no level: the first place in a ranking, all 100 percent.
 */
static bool hangs_on(const struct cf_value *value, const struct cf_value *accepted,
                     const struct cf_value *domain, bool high, struct turned *turned)
{
    struct cf_value other = *accepted;
    bool *open = high ? &other.interval.high_open : &other.interval.low_open;
    turned->level = high ? accepted->interval.high : accepted->interval.low;
    turned->open = *open;
    if (isinf(turned->level) || cf_near(turned->level, domain->interval.low) ||
        cf_near(turned->level, domain->interval.high))
        return false;
    *open = !*open;
    turned->answer = cf_value_answer(value, &other);
    return turned->answer != cf_value_answer(value, accepted);
}

static void report_threshold(struct cf_city_lint *lint, const struct cf_program *program,
                             const struct cf_known *known, const struct cf_step *step,
                             const struct cf_program_criterion *criterion,
                             const struct turned *turned)
{
    char level[CF_NUMBER_SIZE];
    const struct cf_speaker speaker = { program, &lint->arena };
    const struct cf_index *index = cf_program_index(program, known->index);
    const struct cf_evidence *one = first_used(known, NULL);
    cf_number_format(turned->level, level);
    cf_report(lint->diags, CF_R_CITY_ON_THRESHOLD, one->observation->pos,
              "'%s' reaches the critical level of step '%s' exactly, %s%s%s", index->id.text,
              step->id.text, level, cf_say_unit(&speaker, index->unit.text, turned->level),
              criterion->tolerance > 0 ? " with its tolerance" : "");
    cf_report_also(lint->diags, criterion->criterion->pos, "the critical level");
    cf_report_hint(lint->diags,
                   "the answer is %s since the level itself is %s, else it would be %s: see "
                   "whether the figure or the level is rounded",
                   cf_answer_name(cf_value_answer(&known->value, &criterion->accepted)),
                   turned->open ? "not good enough" : "good enough",
                   cf_answer_name(turned->answer));
}

/* Existence is no level: one university is a university. */
static void check_threshold(struct cf_city_lint *lint, const struct cf_lint_chart_of_city *chart,
                            const struct cf_known *known, const struct cf_step *step,
                            const struct cf_program_criterion *criterion)
{
    const struct cf_value domain = cf_program_domain(chart->program, known->index);
    struct turned turned;
    if (criterion->basis == CF_BASIS_EXISTENCE || !first_used(known, NULL))
        return;
    for (int high = 0; high <= 1; high++)
        if (hangs_on(&known->value, &criterion->accepted, &domain, high, &turned))
            report_threshold(lint, chart->program, known, step, criterion, &turned);
}

/* ---- all of a chart ---- */

/* The criteria of a chart by their index. */
struct criteria {
    const struct cf_program_criterion *items;
    const struct cf_step **steps; /* by criterion: its step */
    size_t *first;                /* by index: 1 + the number of its last criterion; 0: none */
    size_t *next;                 /* by criterion: the same for the one before of that index */
};

static bool sort_criteria(struct cf_city_lint *lint, const struct cf_program *program,
                          struct criteria *criteria)
{
    size_t step_count, count, indices = cf_program_index_count(program);
    const struct cf_program_step *steps = cf_program_steps(program, &step_count);
    criteria->items = cf_program_criteria(program, &count);
    criteria->steps = cf_arena_array(&lint->arena, count, sizeof(*criteria->steps));
    criteria->first = cf_arena_array(&lint->arena, indices, sizeof *criteria->first);
    criteria->next = cf_arena_array(&lint->arena, count, sizeof *criteria->next);
    if (!criteria->steps || !criteria->first || !criteria->next)
        return false;
    for (size_t i = 0; i < step_count; i++)
        for (size_t j = 0; j < steps[i].step->criterion_count; j++) {
            size_t number = steps[i].first_criterion + j;
            size_t *first = &criteria->first[criteria->items[number].index];
            criteria->steps[number] = steps[i].step;
            criteria->next[number] = *first;
            *first = number + 1;
        }
    return true;
}

void cf_lint_survey(struct cf_city_lint *lint, const struct cf_lint_chart_of_city *chart)
{
    struct criteria criteria;
    if (!sort_criteria(lint, chart->program, &criteria))
        return;
    for (size_t i = 0; i < chart->survey->count; i++) {
        const struct cf_known *known = &chart->survey->items[i];
        const struct cf_index *index = index_of(chart, known);
        check_stale(lint, known, index, chart->survey->year);
        check_mixed(lint, chart->program, known, index);
        check_derived_share(lint, chart->program, known, index);
        for (size_t j = criteria.first[known->index]; j && index->type == CF_NUMBER;
             j = criteria.next[j - 1])
            check_threshold(lint, chart, known, criteria.steps[j - 1], &criteria.items[j - 1]);
    }
}
