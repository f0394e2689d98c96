/* What came of a case, held against what it expects; and which steps made the difference. */
#include <string.h>

#include "analysis/suite_case.h"

const char *cf_expected_name(enum cf_expected expected)
{
    static const char *const names[] = { "verdict", "first_no", "first_stop", "unknown", "steps",
                                         "stages",  "values",   "actors",     "reports" };
    return names[expected];
}

/* The next comparison; there is room for all. */
static struct cf_comparison *add(struct cf_case_run *run, enum cf_expected what,
                                 const char *subject, struct cf_pos pos)
{
    struct cf_comparison *item = &run->items[run->result.count++];
    *item = (struct cf_comparison){ .what = what, .subject = subject, .pos = pos };
    return item;
}

/* ---- steps that made the difference ---- */

/* Room for the numbers of so many steps; NULL: no memory. */
static size_t *make_step_room(struct cf_case_run *run, struct cf_comparison *item, size_t most)
{
    size_t *steps = cf_arena_array(run->arena, most, sizeof *steps);
    item->steps = steps;
    return steps;
}

static void set_step(struct cf_case_run *run, struct cf_comparison *item, size_t step)
{
    size_t *steps = make_step_room(run, item, 1);
    if (steps)
        steps[item->step_count++] = step;
}

/* The steps of some stages that are not known. */
static void add_unknown_steps(struct cf_case_run *run, struct cf_comparison *item, size_t first,
                              size_t end)
{
    const struct cf_evaluation *evaluation = run->evaluation;
    size_t most = 0;
    for (size_t i = first; i < end; i++)
        most += evaluation->stages[i].stage->step_count;
    size_t *steps = make_step_room(run, item, most);
    for (size_t i = 0; i < evaluation->unknown_count && steps; i++) {
        size_t stage = evaluation->steps[evaluation->unknown[i]].stage;
        if (stage >= first && stage < end)
            steps[item->step_count++] = evaluation->unknown[i];
    }
}

/* Of two steps at which the walk may stop the first one tells why: it stopped there, or did not.
 * One of them is a step, since they differ. */
static void add_earlier(struct cf_case_run *run, struct cf_comparison *item, int expected,
                        int actual)
{
    int step = actual < 0 || (expected >= 0 && expected < actual) ? expected : actual;
    set_step(run, item, (size_t)step);
}

/* ---- words ---- */

static void compare_words(struct cf_comparison *item, const struct cf_text *expected,
                          const char *actual)
{
    item->expected_word = expected->text;
    item->actual_word = actual;
    item->met = strcmp(expected->text, actual) == 0;
}

static void compare_verdict(struct cf_case_run *run)
{
    const struct cf_text *expected = &run->test->expect.verdict;
    const struct cf_evaluation *evaluation = run->evaluation;
    if (!expected->text)
        return;
    struct cf_comparison *item = add(run, CF_EXPECTED_VERDICT, NULL, expected->pos);
    compare_words(item, expected, cf_verdict_name(evaluation->verdict));
    if (!item->met && evaluation->first_no != CF_NO_STEP)
        set_step(run, item, (size_t)evaluation->first_no);
    else if (!item->met)
        add_unknown_steps(run, item, 0, run->chart->stage_count);
}

static void compare_stop(struct cf_case_run *run, enum cf_expected what,
                         const struct cf_text *expected, int stop)
{
    const struct cf_evaluation *evaluation = run->evaluation;
    if (!expected->text)
        return;
    struct cf_comparison *item = add(run, what, NULL, expected->pos);
    compare_words(item, expected,
                  stop == CF_NO_STEP ? "none" : evaluation->steps[stop].step->id.text);
    if (!item->met)
        add_earlier(run, item, cf_case_find_step(run->chart, expected->text), stop);
}

static void compare_steps(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    for (size_t i = 0; i < expect->step_count; i++) {
        const struct cf_expected_word *expected = &expect->steps[i];
        size_t step = (size_t)cf_case_find_step(run->chart, expected->id.text);
        struct cf_comparison *item =
            add(run, CF_EXPECTED_STEP, expected->id.text, expected->word.pos);
        compare_words(item, &expected->word, cf_answer_name(run->evaluation->steps[step].answer));
        if (!item->met)
            set_step(run, item, step);
    }
}

/* A stage that is not reached is so since the walk stopped before it. */
static void add_stage_steps(struct cf_case_run *run, struct cf_comparison *item, size_t stage)
{
    const struct cf_evaluation *evaluation = run->evaluation;
    enum cf_verdict verdict = evaluation->stages[stage].verdict;
    if (verdict == CF_BOTTLENECK || (verdict == CF_NOT_REACHED && evaluation->first_no >= 0))
        set_step(run, item, (size_t)evaluation->first_no);
    else if (verdict == CF_UNDECIDED)
        add_unknown_steps(run, item, stage, stage + 1);
}

static void compare_stages(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    for (size_t i = 0; i < expect->stage_count; i++) {
        const struct cf_expected_word *expected = &expect->stages[i];
        size_t stage = cf_case_find_stage(run->chart, expected->id.text);
        struct cf_comparison *item =
            add(run, CF_EXPECTED_STAGE, expected->id.text, expected->word.pos);
        compare_words(item, &expected->word,
                      cf_verdict_name(run->evaluation->stages[stage].verdict));
        if (!item->met)
            add_stage_steps(run, item, stage);
    }
}

/* ---- lists ---- */

static bool holds(struct cf_ids ids, const char *id)
{
    for (size_t i = 0; i < ids.count; i++)
        if (strcmp(ids.items[i], id) == 0)
            return true;
    return false;
}

static bool same_ids(struct cf_ids a, struct cf_ids b)
{
    for (size_t i = 0; i < a.count; i++)
        if (!holds(b, a.items[i]))
            return false;
    return a.count == b.count; /* each stands once in its list */
}

static struct cf_ids stated_ids(struct cf_case_run *run, const struct cf_expected_list *list)
{
    const char **items = cf_arena_array(run->arena, list->ids.count, sizeof(*items));
    for (size_t i = 0; i < list->ids.count && items; i++)
        items[i] = list->ids.items[i].text;
    return (struct cf_ids){ items, items ? list->ids.count : 0 };
}

static struct cf_comparison *compare_ids(struct cf_case_run *run, enum cf_expected what,
                                         const char *subject, const struct cf_expected_list *list,
                                         struct cf_ids actual)
{
    struct cf_comparison *item = add(run, what, subject, list->layout.pos);
    item->lists = true;
    item->layout = &list->layout;
    item->expected_ids = stated_ids(run, list);
    item->actual_ids = actual;
    item->met = same_ids(item->expected_ids, actual);
    return item;
}

static void compare_unknown(struct cf_case_run *run)
{
    const struct cf_expected_list *list = &run->test->expect.unknown;
    const struct cf_evaluation *evaluation = run->evaluation;
    if (!list->given)
        return;
    const char **ids = cf_arena_array(run->arena, evaluation->unknown_count, sizeof(*ids));
    for (size_t i = 0; i < evaluation->unknown_count && ids; i++)
        ids[i] = evaluation->steps[evaluation->unknown[i]].step->id.text;
    struct cf_ids actual = { ids, ids ? evaluation->unknown_count : 0 };
    struct cf_comparison *item = compare_ids(run, CF_EXPECTED_UNKNOWN, NULL, list, actual);
    size_t *steps = make_step_room(run, item, evaluation->step_count);
    for (size_t i = 0; i < evaluation->step_count && steps; i++) {
        const char *id = evaluation->steps[i].step->id.text;
        if (holds(item->expected_ids, id) != holds(actual, id))
            steps[item->step_count++] = i;
    }
}

static struct cf_ids named_actors(struct cf_case_run *run, const char *actor_class)
{
    const struct cf_evaluation *evaluation = run->evaluation;
    for (size_t i = 0; i < evaluation->actor_count; i++) {
        const struct cf_candidates *candidates = &evaluation->actors[i];
        if (strcmp(candidates->actor_class->id.text, actor_class) != 0)
            continue;
        const char **ids = cf_arena_array(run->arena, candidates->named_count, sizeof(*ids));
        for (size_t j = 0; j < candidates->named_count && ids; j++)
            ids[j] = candidates->named[j]->id.text;
        return (struct cf_ids){ ids, ids ? candidates->named_count : 0 };
    }
    return (struct cf_ids){ NULL, 0 };
}

static void compare_actors(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    for (size_t i = 0; i < expect->actor_count; i++) {
        const char *actor_class = expect->actors[i].actor_class.text;
        struct cf_comparison *item =
            compare_ids(run, CF_EXPECTED_ACTORS, actor_class, &expect->actors[i].named,
                        named_actors(run, actor_class));
        if (!item->met && run->evaluation->first_no != CF_NO_STEP)
            set_step(run, item, (size_t)run->evaluation->first_no);
    }
}

static bool expects_more_than_reports(const struct cf_expectation *expect)
{
    return expect->verdict.text || expect->first_no.text || expect->first_stop.text ||
           expect->unknown.given || expect->step_count || expect->stage_count ||
           expect->value_count || expect->actor_count;
}

static bool holds_refusal(struct cf_ids rules)
{
    for (size_t i = 0; i < rules.count; i++)
        if (cf_rule_find(rules.items[i])->severity == CF_ERROR)
            return true;
    return false;
}

/* A rule that refuses a file can only be expected alone. */
static void compare_reports(struct cf_case_run *run)
{
    const struct cf_expected_list *list = &run->test->expect.reports;
    size_t count = run->reported;
    if (!list->given)
        return;
    const char **ids = cf_arena_array(run->arena, count, sizeof(*ids));
    struct cf_ids actual = { ids, 0 };
    for (size_t i = 0; i < count && ids; i++) {
        const char *id = cf_diags_get(run->diags, i)->rule->id;
        if (!holds(actual, id))
            ids[actual.count++] = id;
    }
    struct cf_comparison *item = compare_ids(run, CF_EXPECTED_REPORTS, NULL, list, actual);
    item->unwritable = holds_refusal(actual) && expects_more_than_reports(&run->test->expect);
}

/* ---- values ---- */

/* The observations that were used, of all that were looked at. */
static bool list_used(struct cf_case_run *run, const struct cf_known *known,
                      struct cf_criterion_result *result)
{
    struct cf_evidence *used = cf_arena_array(run->arena, known->considered_count, sizeof *used);
    if (!used)
        return false;
    result->evidence = used;
    for (size_t i = 0; i < known->considered_count; i++)
        if (known->considered[i].use == CF_USED)
            used[result->evidence_count++] = known->considered[i];
    return true;
}

static const struct cf_criterion_result *told_as_criterion(struct cf_case_run *run,
                                                           const struct cf_index *index,
                                                           const struct cf_known *known)
{
    struct cf_criterion_result *result = cf_arena_alloc(run->arena, sizeof *result);
    if (!result || !list_used(run, known, result))
        return NULL;
    result->index = index;
    result->value = known->value;
    result->year = known->year;
    result->derived = known->derived;
    result->disputed = known->disputed;
    result->mixed_years = known->mixed_years;
    result->considered = known->considered;
    result->considered_count = known->considered_count;
    return result;
}

static void compare_value(struct cf_case_run *run, size_t number)
{
    const struct cf_expected_value *stated = &run->test->expect.values[number];
    const struct cf_known *actual = &run->known.survey->items[number];
    const struct cf_known *expected = &run->expected.survey->items[number];
    const struct cf_index *index = cf_program_index(run->program, actual->index);
    struct cf_comparison *item =
        add(run, CF_EXPECTED_VALUE, stated->index.text, stated->layout.pos);
    item->stated = stated;
    item->layout = &stated->layout;
    item->expected = (struct cf_known_value){ index, expected->value, stated->observation->year };
    if (stated->observation->form == CF_FORM_MISSING) /* of a derived index the others speak, too */
        item->expected.value.known = false;
    item->actual = (struct cf_known_value){ index, actual->value, actual->year };
    item->known = told_as_criterion(run, index, actual);
    item->met = item->expected.value.known
                    ? cf_value_answer(&actual->value, &expected->value) == CF_YES
                    : cf_case_knows_nothing(run, &item->actual);
    if (item->expected.year && item->expected.year != actual->year)
        item->met = false;
    if (!item->met)
        cf_case_tell_value(run, item);
    item->unwritable = !item->met && !item->word_count;
}

/* ---- all together ---- */

static bool make_room(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    size_t most =
        5 + expect->step_count + expect->stage_count + expect->value_count + expect->actor_count;
    run->items = cf_arena_array(run->arena, most, sizeof *run->items);
    run->result.items = run->items;
    return run->items;
}

enum cf_status cf_case_compare_reports(struct cf_case_run *run)
{
    if (!make_room(run))
        return CF_NO_MEMORY;
    compare_reports(run);
    return run->arena->failed ? CF_NO_MEMORY : CF_OK;
}

enum cf_status cf_case_compare(struct cf_case_run *run)
{
    const struct cf_expectation *expect = &run->test->expect;
    if (!make_room(run))
        return CF_NO_MEMORY;
    compare_verdict(run);
    compare_stop(run, CF_EXPECTED_FIRST_NO, &expect->first_no, run->evaluation->first_no);
    compare_stop(run, CF_EXPECTED_FIRST_STOP, &expect->first_stop, run->evaluation->first_stop);
    compare_unknown(run);
    compare_steps(run);
    compare_stages(run);
    for (size_t i = 0; i < expect->value_count; i++)
        compare_value(run, i);
    compare_actors(run);
    compare_reports(run);
    return run->arena->failed ? CF_NO_MEMORY : CF_OK;
}
