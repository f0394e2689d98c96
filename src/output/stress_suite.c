/* Flip points as the YAML of a suite file. */
#include <string.h>

#include "output/stress_words.h"
#include "output/suite_writing.h"
#include "output/threshold.h"

/* A place whose cases are written. */
struct writing {
    struct cf_suite_writing suite;
    const struct cf_stress *stress;
    const struct cf_suite_names *names;
    const struct cf_evaluate_options *asked;
    size_t number; /* of the last case */
};

static const struct cf_index *index_of(const struct writing *w, const struct cf_lever *lever)
{
    return cf_program_index(w->stress->program, lever->index);
}

static const struct cf_step *step_of(const struct writing *w, const struct cf_lever *lever)
{
    return w->stress->evaluation->steps[cf_stress_step_of(w->stress, lever->criterion)].step;
}

/* A number, or the name of a member. */
static void put_value(struct writing *w, const struct cf_index *index, double value)
{
    if (index->type == CF_NUMBER)
        cf_suite_number(&w->suite, value);
    else
        cf_suite_put(&w->suite, cf_member_name(index, (size_t)value));
}

static const char *value_words(struct writing *w, const struct cf_index *index, double value)
{
    char number[CF_NUMBER_SIZE];
    if (index->type != CF_NUMBER)
        return cf_member_name(index, (size_t)value);
    cf_number_format(value, number);
    return cf_arena_format(&w->suite.arena, "%s %s", number, index->unit.text);
}

/* ---- figures ---- */

static void put_number_figure(struct writing *w, const struct cf_index *index,
                              const struct cf_pin_figure *figure)
{
    const struct cf_observation *observation = figure->observation;
    bool between = observation->form == CF_FORM_BETWEEN;
    bool tolerant = observation->form == CF_FORM_ABOUT || observation->form == CF_FORM_NEARLY;
    cf_suite_put(&w->suite, cf_form_name(observation->form));
    cf_suite_put(&w->suite, between ? ": [" : ": ");
    cf_suite_number(&w->suite, figure->figures[0]);
    if (between) {
        cf_suite_put(&w->suite, ", ");
        cf_suite_number(&w->suite, figure->figures[1]);
        cf_suite_put(&w->suite, "]");
    }
    cf_suite_put(&w->suite, ", unit: ");
    cf_suite_text(&w->suite, index->unit.text);
    if (tolerant) {
        cf_suite_put(&w->suite, ", tolerance: ");
        cf_suite_number(&w->suite, observation->tolerance);
    }
}

static void put_year(struct writing *w, const char *key, int year)
{
    if (year)
        cf_suite_put(&w->suite, cf_arena_format(&w->suite.arena, "%s: %d", key, year));
}

/* From when to when a flag was so, in the words of the file. */
static void put_period(struct writing *w, const struct cf_observation *observation)
{
    put_year(w, "began", observation->began);
    put_year(w, observation->began ? ", ended" : "ended", observation->ended);
}

/* A period that is moved counts as one statement about the year asked for, which is as recent. */
static void put_member_figure(struct writing *w, const struct cf_index *index,
                              const struct cf_pin *pin, const struct cf_pin_figure *figure)
{
    const struct cf_observation *observation = figure->observation;
    bool period = observation->form == CF_FORM_PERIOD;
    if (period && !figure->moved) {
        put_period(w, observation);
        return;
    }
    cf_suite_put(&w->suite, "value: ");
    cf_suite_put(&w->suite, figure->moved ? cf_member_name(index, (size_t)pin->value)
                                          : observation->value.text);
    if (period)
        put_year(w, ", year", w->stress->evaluation->year);
}

/* What says when and how an observation counts. */
static void put_standing(struct writing *w, const struct cf_observation *observation)
{
    put_year(w, ", year", observation->year);
    put_year(w, ", since", observation->since);
    put_year(w, ", until", observation->until);
    if (observation->kind != CF_ACTUAL) {
        cf_suite_put(&w->suite, ", kind: ");
        cf_suite_put(&w->suite, cf_kind_name(observation->kind));
    }
    if (observation->preferred)
        cf_suite_put(&w->suite, ", preferred: true");
}

static void put_figures(struct writing *w, const struct cf_pin *pin)
{
    const struct cf_index *index = index_of(w, pin->line->lever);
    bool several = pin->figure_count > 1;
    cf_suite_put(&w->suite, "    indicators:\n      ");
    cf_suite_put(&w->suite, index->id.text);
    cf_suite_put(&w->suite, several ? ":\n" : ": ");
    for (size_t i = 0; i < pin->figure_count; i++) {
        cf_suite_put(&w->suite, several ? "        - {" : "{");
        if (index->type == CF_NUMBER)
            put_number_figure(w, index, &pin->figures[i]);
        else
            put_member_figure(w, index, pin, &pin->figures[i]);
        put_standing(w, pin->figures[i].observation);
        cf_suite_put(&w->suite, "}\n");
    }
}

/* ---- what-ifs ---- */

static void put_set(struct writing *w, const struct cf_pin *pin)
{
    const struct cf_index *index = index_of(w, pin->line->lever);
    cf_suite_put(&w->suite, "    set: {");
    cf_suite_put(&w->suite, index->id.text);
    cf_suite_put(&w->suite, ": ");
    put_value(w, index, pin->value);
    cf_suite_put(&w->suite, "}\n");
}

/* "60", "10..20"; with the unit where the chart states the level in a unit of its own. */
static const char *level_words(struct writing *w, const struct cf_pin *pin)
{
    const struct cf_lever *lever = pin->line->lever;
    const struct cf_index *index = index_of(w, lever);
    size_t count;
    const struct cf_criterion *criterion =
        cf_program_criteria(w->stress->program, &count)[lever->criterion].criterion;
    char number[CF_NUMBER_SIZE], second[CF_NUMBER_SIZE];
    bool between = criterion->test == CF_BETWEEN, unit = criterion->unit.text;
    if (index->type != CF_NUMBER)
        return cf_member_name(index, (size_t)pin->value);
    cf_number_format(pin->level[0], number);
    cf_number_format(pin->level[1], second);
    return cf_arena_format(&w->suite.arena, "%s%s%s%s%s", number, between ? ".." : "",
                           between ? second : "", unit ? " " : "", unit ? index->unit.text : "");
}

static void put_level(struct writing *w, const struct cf_pin *pin)
{
    cf_suite_put(&w->suite, "    threshold: {");
    cf_suite_put(&w->suite, step_of(w, pin->line->lever)->id.text);
    cf_suite_put(&w->suite, "/");
    cf_suite_put(&w->suite, index_of(w, pin->line->lever)->id.text);
    cf_suite_put(&w->suite, ": ");
    cf_suite_text(&w->suite, level_words(w, pin));
    cf_suite_put(&w->suite, "}\n");
}

/* ---- cases ---- */

static const char *place_name(struct writing *w)
{
    const struct cf_evaluation *evaluation = w->stress->evaluation;
    return cf_arena_format(&w->suite.arena, "%zu: %s/%s%s%s", ++w->number,
                           evaluation->city->self.id.text,
                           evaluation->site ? evaluation->site->id.text : "",
                           evaluation->site ? "/" : "", evaluation->chart->id.text);
}

static void put_end(struct writing *w, struct cf_walk_end end)
{
    const struct cf_step_result *steps = w->stress->evaluation->steps;
    cf_suite_expect(&w->suite, end.verdict,
                    end.first_no == CF_NO_STEP ? NULL : steps[end.first_no].step);
}

static const char *case_name(struct writing *w, const struct cf_pin *pin)
{
    const struct cf_lever *lever = pin->line->lever;
    const struct cf_index *index = index_of(w, lever);
    const char *place = place_name(w), *value = value_words(w, index, pin->value);
    if (!place || !value)
        return NULL;
    if (lever->observation)
        return cf_arena_format(&w->suite.arena, "%s, if %s were %s", place, index->id.text, value);
    return cf_arena_format(&w->suite.arena, "%s, if the level of %s/%s were %s", place,
                           step_of(w, lever)->id.text, index->id.text, value);
}

/* Whether a level is stated as what it accepts, since `threshold` takes its tolerance away. */
static bool takes_tolerance(const struct writing *w, const struct cf_pin *pin)
{
    size_t count;
    return pin->way == CF_PIN_LEVEL &&
           cf_program_criteria(w->stress->program, &count)[pin->line->lever->criterion].tolerance >
               0;
}

/* Beside which flip it lies. */
static const char *case_note(struct writing *w, const struct cf_pin *pin)
{
    const struct cf_lever *lever = pin->line->lever;
    const struct cf_index *index = index_of(w, lever);
    const char *where = pin->value == pin->line->flip.at ? "At"
                        : pin->beyond                    ? "Just beyond"
                                                         : "Just inside of";
    const char *at = value_words(w, index, pin->line->flip.at);
    const char *now = value_words(w, index, lever->value);
    if (!at || !now)
        return NULL;
    return cf_arena_format(&w->suite.arena, "%s the flip point %s; now it is %s%s", where, at, now,
                           takes_tolerance(w, pin) ? "; stated with its tolerance" : "");
}

static void put_pin(struct writing *w, const struct cf_pin *pin)
{
    static void (*const put[])(struct writing *, const struct cf_pin *) = {
        [CF_PIN_FIGURES] = put_figures,
        [CF_PIN_SET] = put_set,
        [CF_PIN_LEVEL] = put_level,
    };
    cf_suite_open_case(&w->suite, case_name(w, pin), w->stress->evaluation, w->names, w->asked);
    put[pin->way](w, pin);
    cf_suite_key(&w->suite, "    note: ", case_note(w, pin));
    put_end(w, pin->end);
}

/* What follows, and what does not. */
static const char *place_note(struct writing *w, const struct cf_pins *pins)
{
    size_t untold = w->stress->flips->line_count - pins->told;
    const char *text = cf_arena_format(&w->suite.arena, "%zu flip point%s", pins->told,
                                       pins->told == 1 ? "" : "s");
    if (untold && text)
        text = cf_arena_format(&w->suite.arena, "%s, %zu more %s further away", text, untold,
                               untold == 1 ? "is" : "are");
    if (pins->left_out && text)
        text = cf_arena_format(&w->suite.arena, "%s; %zu of them left out, which no case can state",
                               text, pins->left_out);
    return text;
}

static void put_present(struct writing *w, const struct cf_pins *pins)
{
    const char *place = place_name(w);
    cf_suite_open_case(&w->suite,
                       place ? cf_arena_format(&w->suite.arena, "%s as it is", place) : NULL,
                       w->stress->evaluation, w->names, w->asked);
    cf_suite_key(&w->suite, "    note: ", place_note(w, pins));
    put_end(w, w->stress->flips->now);
}

enum cf_status cf_write_stress_suite_begin(const struct cf_sink *sink)
{
    struct cf_suite_writing suite;
    cf_suite_begin(&suite, sink);
    cf_suite_put(
        &suite, "clusterflow: suite/1\ntitle: Flip points\nnote: >-\n"
                "  How firm verdicts are: what comes of figures and critical levels just inside of "
                "and just beyond the values\n  at which verdict or first No change; made by "
                "clusterflow stress --as-suite. A case that fails shows that a\n"
                "  verdict has become firmer or less firm.\ncases:\n");
    return cf_suite_end(&suite);
}

enum cf_status cf_write_stress_suite(const struct cf_sink *sink, const struct cf_stress *stress,
                                     const struct cf_pins *pins,
                                     const struct cf_evaluate_options *asked,
                                     const struct cf_suite_names *names, size_t *number)
{
    struct writing w = { .stress = stress, .names = names, .asked = asked, .number = *number };
    cf_suite_begin(&w.suite, sink);
    put_present(&w, pins);
    for (size_t i = 0; i < pins->count; i++)
        put_pin(&w, &pins->items[i]);
    *number = w.number;
    return cf_suite_end(&w.suite);
}
