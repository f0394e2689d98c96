#include "analysis/figure.h"

#include "analysis/say.h"

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* "from 1998 to 2003", "<first> 1998" or "<last> 2003"; NULL where there is neither year. */
static const char *stretch(struct cf_arena *arena, int from, int to, const char *first,
                           const char *last)
{
    if (from && to)
        return cf_arena_format(arena, "from %d to %d", from, to);
    if (from)
        return cf_arena_format(arena, "%s %d", first, from);
    return to ? cf_arena_format(arena, "%s %d", last, to) : NULL;
}

static const char *form_words(enum cf_form form)
{
    switch (form) {
    case CF_FORM_ABOUT: return "about ";
    case CF_FORM_NEARLY: return "nearly ";
    case CF_FORM_AT_LEAST: return "at least ";
    case CF_FORM_OVER: return "over ";
    case CF_FORM_AT_MOST: return "at most ";
    case CF_FORM_UNDER: return "under ";
    default: return "";
    }
}

/* With a blank before it; "" where there is none. */
static const char *unit_words(struct cf_arena *arena, const struct cf_program *program,
                              const struct cf_observation *observation)
{
    const struct cf_speaker speaker = { program, arena };
    const char *unit = observation->unit.text;
    double number =
        observation->form == CF_FORM_BETWEEN ? observation->number_2 : observation->number;
    if (!unit)
        return "";
    if (!program)
        return or_empty(cf_arena_format(arena, " %s", unit));
    if (observation->form == CF_FORM_VALUE && observation->value.text)
        cf_number_parse(observation->value.text, &number);
    return cf_say_unit(&speaker, unit, number);
}

const char *cf_figure_words(struct cf_arena *arena, const struct cf_program *program,
                            const struct cf_observation *observation)
{
    const char *unit = unit_words(arena, program, observation);
    char number[CF_NUMBER_SIZE], number_2[CF_NUMBER_SIZE];
    switch (observation->form) {
    case CF_FORM_PERIOD:
        return or_empty(stretch(arena, observation->began, observation->ended, "began", "ended"));
    case CF_FORM_MISSING: return "missing";
    case CF_FORM_VALUE:
        return or_empty(cf_arena_format(arena, "%s%s", or_empty(observation->value.text), unit));
    case CF_FORM_BETWEEN:
        cf_number_format(observation->number, number);
        cf_number_format(observation->number_2, number_2);
        return or_empty(cf_arena_format(arena, "between %s and %s%s", number, number_2, unit));
    default:
        cf_number_format(observation->number, number);
        return or_empty(
            cf_arena_format(arena, "%s%s%s", form_words(observation->form), number, unit));
    }
}

const char *cf_figure_time(struct cf_arena *arena, const struct cf_observation *observation)
{
    if (observation->year)
        return or_empty(cf_arena_format(arena, "%d", observation->year));
    const char *span = stretch(arena, observation->since, observation->until, "since", "until");
    return span ? span : "no year";
}

const char *cf_figure_dated(struct cf_arena *arena, const struct cf_program *program,
                            const struct cf_observation *observation)
{
    const char *words = cf_figure_words(arena, program, observation);
    if (observation->form == CF_FORM_PERIOD)
        return words;
    return or_empty(cf_arena_format(arena, "%s (%s)", words, cf_figure_time(arena, observation)));
}

bool cf_figure_is_actual(const struct cf_observation *observation)
{
    return observation->form != CF_FORM_MISSING &&
           (observation->kind == CF_ACTUAL || observation->kind == CF_ESTIMATE);
}
