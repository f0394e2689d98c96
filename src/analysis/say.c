#include "analysis/say.h"

#include <math.h>
#include <string.h>

/* More of a long list are counted, not named. */
enum { MOST_NAMED = 5 };

static const char *or_nothing(const char *text)
{
    return text ? text : "";
}

const char *cf_say_joined(const struct cf_speaker *speaker, const char *text, const char *between,
                          const char *more)
{
    return *text ? or_nothing(cf_arena_format(speaker->arena, "%s%s%s", text, between, more))
                 : more;
}

/* ---- units ---- */

static const struct cf_unit_def *find_unit_in(const struct cf_vocabulary *words, const char *unit)
{
    for (size_t i = 0; i < words->unit_count; i++)
        if (strcmp(words->units[i].id.text, unit) == 0)
            return &words->units[i];
    return NULL;
}

/* Whether the label is the id in the plural: "firms" of "firm", not "yuan" of "CNY". */
static bool is_plural(const char *label, const char *id)
{
    size_t length = strlen(label), stem = strlen(id) < 4 ? strlen(id) : 4;
    return length > stem && strncmp(label, id, stem) == 0 && label[length - 1] == 's';
}

const char *cf_say_unit(const struct cf_speaker *speaker, const char *unit, double number)
{
    const struct cf_chart *chart = cf_program_chart(speaker->program);
    const struct cf_unit_def *found = NULL;
    if (!unit || strcmp(unit, "1") == 0)
        return "";
    found = find_unit_in(&cf_program_catalog(speaker->program)->words, unit);
    for (size_t i = 0; i < chart->words_count && !found; i++)
        found = find_unit_in(&chart->words[i], unit);
    if (found && found->label && !(number == 1 && is_plural(found->label, unit)))
        unit = found->label;
    return or_nothing(cf_arena_format(speaker->arena, " %s", unit));
}

/* ---- sets ---- */

static const char *number_words(const struct cf_speaker *speaker, double number)
{
    char text[CF_NUMBER_SIZE];
    cf_number_format(number, text);
    return or_nothing(cf_arena_format(speaker->arena, "%s", text));
}

static const char *interval_words(const struct cf_speaker *speaker, const struct cf_index *index,
                                  const struct cf_interval *set)
{
    const char *unit =
        cf_say_unit(speaker, index->unit.text, isfinite(set->high) ? set->high : set->low);
    const char *low = isfinite(set->low) ? number_words(speaker, set->low) : NULL;
    const char *high = isfinite(set->high) ? number_words(speaker, set->high) : NULL;
    struct cf_arena *arena = speaker->arena;
    if (!low && !high)
        return "any number";
    if (!high)
        return or_nothing(
            cf_arena_format(arena, "%s %s%s", set->low_open ? "over" : "at least", low, unit));
    if (!low)
        return or_nothing(
            cf_arena_format(arena, "%s %s%s", set->high_open ? "under" : "at most", high, unit));
    if (cf_near(set->low, set->high))
        return or_nothing(cf_arena_format(arena, "exactly %s%s", low, unit));
    if (!set->low_open && !set->high_open)
        return or_nothing(cf_arena_format(arena, "%s to %s%s", low, high, unit));
    return or_nothing(cf_arena_format(arena, "%s %s and %s %s%s",
                                      set->low_open ? "over" : "at least", low,
                                      set->high_open ? "under" : "at most", high, unit));
}

static const char *member_name(const struct cf_index *index, size_t member)
{
    if (index->type == CF_FLAG)
        return member ? "true" : "false";
    return index->values.items[member].text;
}

static const char *member_words(const struct cf_speaker *speaker, const struct cf_index *index,
                                uint64_t members)
{
    size_t count = 0, named = 0, last = 0;
    for (size_t i = 0; i < 64; i++)
        if (members >> i & 1) {
            count++;
            last = i;
        }
    const char *words = "";
    bool all = count <= MOST_NAMED;
    for (size_t i = 0; i < last && named < MOST_NAMED - 1; i++)
        if (members >> i & 1) {
            words = cf_say_joined(speaker, words, ", ", member_name(index, i));
            named++;
        }
    if (all)
        return count ? cf_say_joined(speaker, words, " or ", member_name(index, last))
                     : "none of its values";
    return or_nothing(
        cf_arena_format(speaker->arena, "%s or one of %zu others", words, count - named));
}

const char *cf_say_set(const struct cf_speaker *speaker, const struct cf_index *index,
                       const struct cf_value *set)
{
    if (index->type == CF_NUMBER)
        return interval_words(speaker, index, &set->interval);
    return member_words(speaker, index, set->members);
}

const char *cf_say_every_value(const struct cf_speaker *speaker, size_t index)
{
    const struct cf_index *said = cf_program_index(speaker->program, index);
    struct cf_value domain = cf_program_domain(speaker->program, index);
    if (said->type == CF_LEVEL)
        return "every level";
    if (said->type != CF_NUMBER || (isinf(said->low) && isinf(said->high)))
        return "every value";
    return or_nothing(
        cf_arena_format(speaker->arena, "every value (%s)", cf_say_set(speaker, said, &domain)));
}

/* ---- criteria ---- */

const char *cf_say_accepted(const struct cf_speaker *speaker,
                            const struct cf_program_criterion *criterion)
{
    return cf_say_set(speaker, cf_program_index(speaker->program, criterion->index),
                      &criterion->accepted);
}

const char *cf_say_criterion(const struct cf_speaker *speaker,
                             const struct cf_program_criterion *criterion)
{
    const struct cf_index *index = cf_program_index(speaker->program, criterion->index);
    return or_nothing(cf_arena_format(speaker->arena, "'%s' %s%s", index->id.text,
                                      index->type == CF_NUMBER ? "" : "is ",
                                      cf_say_accepted(speaker, criterion)));
}
