/* What is known of an index, in the words in which a suite would expect it. */
#include <math.h>
#include <string.h>

#include "analysis/suite_case.h"
#include "base/number.h"
#include "base/yaml_text.h"

enum { PAIRS_MOST = 4, DIGITS_ABOUT = 4 };

/* Words while they are found. */
struct wording {
    struct cf_case_run *run;
    struct cf_comparison *item;
    struct cf_pair *pairs;
    struct cf_unit own, stated; /* the index's unit, and that in which it is told */
};

static void add(struct wording *wording, const char *key, const char *value)
{
    wording->pairs[wording->item->word_count++] = (struct cf_pair){ key, value };
}

static const char *figure(struct wording *wording, double number)
{
    char text[CF_NUMBER_SIZE];
    cf_number_format(number, text);
    return cf_arena_format(wording->run->arena, "%s", text);
}

/* A figure of the index, told in the unit of the words. */
static double told(const struct wording *wording, double number)
{
    return cf_unit_convert(number, &wording->own, &wording->stated);
}

static void add_year(struct wording *wording)
{
    const struct cf_comparison *item = wording->item;
    if (item->expected.year && item->actual.year)
        add(wording, "year", cf_arena_format(wording->run->arena, "%d", item->actual.year));
}

/* ---- numbers ---- */

/* Does "about this figure" hold the point? */
static bool about_holds(const struct wording *wording, double about, double tolerance, double point)
{
    struct cf_value known = { CF_NUMBER, true, { point, point, false, false }, 0 };
    struct cf_value words = known;
    words.interval.low =
        cf_unit_convert(cf_widen(about, -tolerance), &wording->stated, &wording->own);
    words.interval.high =
        cf_unit_convert(cf_widen(about, tolerance), &wording->stated, &wording->own);
    return cf_value_answer(&known, &words) == CF_YES;
}

static void add_about(struct wording *wording, double point)
{
    const struct cf_observation *stated = wording->item->stated->observation;
    double exact = told(wording, point), rounded = cf_decimal_round(exact, DIGITS_ABOUT);
    bool holds = about_holds(wording, rounded, stated->tolerance, point);
    add(wording, "about", figure(wording, holds ? rounded : exact));
    if (!cf_near(stated->tolerance, 0.1)) /* what it is when nothing is said */
        add(wording, "tolerance", figure(wording, stated->tolerance));
}

static void add_interval(struct wording *wording, struct cf_interval set)
{
    double low = told(wording, set.low), high = told(wording, set.high);
    if (cf_near(set.low, set.high))
        add(wording, "value", figure(wording, low));
    else if (isfinite(low) && isfinite(high))
        add(wording, "between",
            cf_arena_format(wording->run->arena, "[%s, %s]", figure(wording, low),
                            figure(wording, high)));
    else if (isfinite(low))
        add(wording, set.low_open ? "over" : "at_least", figure(wording, low));
    else
        add(wording, set.high_open ? "under" : "at_most", figure(wording, high));
}

static void tell_number(struct wording *wording)
{
    const struct cf_observation *stated = wording->item->stated->observation;
    const struct cf_index *index = wording->item->actual.index;
    const struct cf_units *units = cf_program_units(wording->run->program);
    const char *unit = stated->unit.text ? stated->unit.text : index->unit.text;
    struct cf_interval set = wording->item->actual.value.interval;
    struct cf_unit_fault fault; /* both have been read before */
    cf_units_parse(units, index->unit.text, &wording->own, &fault);
    cf_units_parse(units, unit, &wording->stated, &fault);
    if (stated->form == CF_FORM_ABOUT && cf_near(set.low, set.high))
        add_about(wording, set.low);
    else
        add_interval(wording, set);
    add(wording, "unit", cf_yaml_text(wording->run->arena, unit));
}

/* ---- other types ---- */

/* Several levels or categories have no word. */
static void tell_member(struct wording *wording)
{
    const struct cf_index *index = wording->item->actual.index;
    uint64_t members = wording->item->actual.value.members;
    if (!members || members & (members - 1))
        return;
    unsigned number = 0;
    while (!(members >> number & 1))
        number++;
    add(wording, "value",
        index->type == CF_FLAG ? (number ? "true" : "false") : index->values.items[number].text);
}

bool cf_case_knows_nothing(const struct cf_case_run *run, const struct cf_known_value *known)
{
    size_t number = cf_program_index_number(run->program, known->index->id.text);
    struct cf_value domain = cf_program_domain(run->program, number);
    return !known->value.known || cf_value_answer(&domain, &known->value) == CF_YES;
}

void cf_case_tell_value(struct cf_case_run *run, struct cf_comparison *item)
{
    struct wording wording = { .run = run, .item = item };
    wording.pairs = cf_arena_array(run->arena, PAIRS_MOST, sizeof *wording.pairs);
    item->words = wording.pairs;
    if (!wording.pairs)
        return;
    if (cf_case_knows_nothing(run, &item->actual)) {
        add(&wording, "missing", "not_stated");
        return;
    }
    if (item->actual.index->type == CF_NUMBER)
        tell_number(&wording);
    else
        tell_member(&wording);
    if (item->word_count)
        add_year(&wording);
}
