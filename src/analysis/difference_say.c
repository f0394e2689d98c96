/* What the two versions say, in the words of the file, and whether it is the same. */
#include <string.h>

#include "analysis/difference.h"
#include "analysis/say.h"

bool cf_diff_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool has(const struct cf_text_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].text, text) == 0)
            return true;
    return false;
}

static bool has_all(const struct cf_text_list *list, const struct cf_text_list *of)
{
    for (size_t i = 0; i < of->count; i++)
        if (!has(list, of->items[i].text))
            return false;
    return true;
}

bool cf_diff_same_list(const struct cf_text_list *a, const struct cf_text_list *b)
{
    return has_all(a, b) && has_all(b, a);
}

bool cf_diff_same_texts(const struct cf_text_list *a, const struct cf_text_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (strcmp(a->items[i].text, b->items[i].text) != 0)
            return false;
    return true;
}

/* ---- words ---- */

static char *append(char *end, const char *text)
{
    size_t length = strlen(text);
    memcpy(end, text, length + 1);
    return end + length;
}

static const char *join(struct cf_arena *arena, const struct cf_text_list *list,
                        const char *between)
{
    size_t length = 1;
    for (size_t i = 0; i < list->count; i++)
        length += strlen(list->items[i].text) + strlen(between);
    char *text = cf_arena_alloc(arena, length), *end = text;
    for (size_t i = 0; i < list->count && text; i++) {
        end = append(end, i ? between : "");
        end = append(end, list->items[i].text);
    }
    return text;
}

const char *cf_diff_say_list(struct cf_arena *arena, const struct cf_text_list *list)
{
    return list->count ? join(arena, list, ", ") : NULL;
}

const char *cf_diff_say_number(struct cf_arena *arena, double number)
{
    char text[CF_NUMBER_SIZE];
    size_t length = cf_number_format(number, text);
    return cf_arena_copy(arena, text, length);
}

const char *cf_diff_say_test(struct cf_arena *arena, const struct cf_criterion *criterion)
{
    const char *bounds =
        join(arena, &criterion->bounds, criterion->test == CF_BETWEEN ? " and " : ", ");
    const char *unit = criterion->unit.text;
    return cf_arena_format(arena, "%s %s%s%s", cf_test_name(criterion->test), bounds ? bounds : "",
                           unit ? " " : "", unit ? unit : "");
}

const char *cf_diff_say_criterion(struct cf_arena *arena, const struct cf_criterion *criterion)
{
    const char *test = cf_diff_say_test(arena, criterion);
    const char *tolerance = cf_diff_say_number(arena, criterion->tolerance);
    if (!test || !tolerance || criterion->tolerance <= 0)
        return test;
    return cf_arena_format(arena, "%s, tolerance %s", test, tolerance);
}

/* ---- figures ---- */

static const char *say_years(struct cf_arena *arena, const char *first, int from,
                             const char *second, int to)
{
    if (from && to)
        return cf_arena_format(arena, "%s %d, %s %d", first, from, second, to);
    return cf_arena_format(arena, "%s %d", from ? first : second, from ? from : to);
}

static bool has_tolerance(const struct cf_observation *observation)
{
    return observation->form == CF_FORM_ABOUT || observation->form == CF_FORM_NEARLY;
}

static const char *say_form(struct cf_arena *arena, const struct cf_observation *observation)
{
    const char *word = cf_form_name(observation->form);
    const char *number = cf_diff_say_number(arena, observation->number);
    const char *second = cf_diff_say_number(
        arena, has_tolerance(observation) ? observation->tolerance : observation->number_2);
    if (!number || !second)
        return NULL;
    switch (observation->form) {
    case CF_FORM_VALUE: return observation->value.text;
    case CF_FORM_MISSING:
        return cf_arena_format(arena, "missing (%s)", cf_missing_name(observation->missing));
    case CF_FORM_PERIOD:
        return say_years(arena, "began", observation->began, "ended", observation->ended);
    case CF_FORM_BETWEEN: return cf_arena_format(arena, "%s %s and %s", word, number, second);
    case CF_FORM_ABOUT:
    case CF_FORM_NEARLY:
        return cf_arena_format(arena, "%s %s (tolerance %s)", word, number, second);
    default: return cf_arena_format(arena, "%s %s", word, number);
    }
}

const char *cf_diff_say_figure(struct cf_arena *arena, const struct cf_observation *observation)
{
    const char *text = say_form(arena, observation);
    if (text && observation->unit.text)
        text = cf_arena_format(arena, "%s %s", text, observation->unit.text);
    if (text && observation->year)
        text = cf_arena_format(arena, "%s, %d", text, observation->year);
    if (text && (observation->since || observation->until))
        text = cf_say_joined(
            &(struct cf_speaker){ NULL, arena }, text, ", ",
            say_years(arena, "since", observation->since, "until", observation->until));
    if (text && observation->kind != CF_ACTUAL)
        text = cf_arena_format(arena, "%s, %s", text, cf_kind_name(observation->kind));
    if (text && observation->preferred)
        text = cf_arena_format(arena, "%s, preferred", text);
    return text;
}
