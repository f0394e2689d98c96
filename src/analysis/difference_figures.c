/* Which figures and actors of a city or a site changed. */
#include <string.h>

#include "analysis/difference_city.h"
#include "analysis/say.h"

struct comparing {
    struct cf_diff_locality *place;
    const char *site;
    struct cf_changes *changes;
};

/* ---- what an observation says ---- */

static bool same_years(const struct cf_observation *a, const struct cf_observation *b)
{
    return a->year == b->year && a->since == b->since && a->until == b->until;
}

static bool same_value(const struct cf_observation *a, const struct cf_observation *b)
{
    bool tolerant = a->form == CF_FORM_ABOUT || a->form == CF_FORM_NEARLY;
    if (a->form != b->form)
        return false;
    return cf_diff_same_text(a->value.text, b->value.text) && a->number == b->number &&
           a->number_2 == b->number_2 && (!tolerant || a->tolerance == b->tolerance) &&
           a->began == b->began && a->ended == b->ended;
}

static bool same_reason(const struct cf_observation *a, const struct cf_observation *b)
{
    return a->form != CF_FORM_MISSING || a->missing == b->missing;
}

static const char *source_of(const struct cf_observation *observation)
{
    return observation->source ? observation->source->id.text : NULL;
}

/* How much two observations of an index have in common. */
static int likeness(const struct cf_observation *a, const struct cf_observation *b)
{
    bool source = cf_diff_same_text(source_of(a), source_of(b));
    bool years = same_years(a, b) && a->kind == b->kind;
    bool value = same_value(a, b) && cf_diff_same_text(a->unit.text, b->unit.text);
    return years && value && source ? 4 : years && source ? 3 : years || (value && source) ? 2 : 1;
}

/* ---- one figure ---- */

/* Adds the key to those that differ. */
static void add_key(struct cf_arena *arena, const char **keys, const char *key, bool same)
{
    if (!same)
        *keys = cf_say_joined(&(struct cf_speaker){ NULL, arena }, *keys, ", ", key);
}

/* Which keys decide what is known, and which do not. */
static const char *deciding_keys(struct cf_arena *arena, const struct cf_observation *a,
                                 const struct cf_observation *b)
{
    const char *keys = "";
    bool missing = a->form == CF_FORM_MISSING && b->form == CF_FORM_MISSING;
    add_key(arena, &keys, "value", same_value(a, b));
    if (missing) /* nothing is known, in whatever year or unit */
        return keys;
    add_key(arena, &keys, "unit", cf_diff_same_text(a->unit.text, b->unit.text));
    add_key(arena, &keys, "year", a->year == b->year);
    add_key(arena, &keys, "since", a->since == b->since);
    add_key(arena, &keys, "until", a->until == b->until);
    add_key(arena, &keys, "kind", a->kind == b->kind);
    add_key(arena, &keys, "preferred", a->preferred == b->preferred);
    return keys;
}

static const char *other_keys(struct cf_arena *arena, const struct cf_observation *a,
                              const struct cf_observation *b)
{
    const char *keys = "";
    bool missing = a->form == CF_FORM_MISSING && b->form == CF_FORM_MISSING;
    add_key(arena, &keys, "missing", same_reason(a, b) || a->form != b->form);
    add_key(arena, &keys, "year", !missing || same_years(a, b));
    add_key(arena, &keys, "source", cf_diff_same_text(source_of(a), source_of(b)));
    add_key(arena, &keys, "where", cf_diff_same_text(a->where, b->where));
    add_key(arena, &keys, "printed", cf_diff_same_text(a->printed, b->printed));
    add_key(arena, &keys, "note", cf_diff_same_text(a->note, b->note));
    return keys;
}

/* The figure with its source, where that is what changed. */
static const char *say(struct cf_arena *arena, const struct cf_observation *observation,
                       bool with_source)
{
    const char *figure = cf_diff_say_figure(arena, observation);
    const char *source = source_of(observation);
    if (!figure || !with_source)
        return figure;
    return cf_arena_format(arena, "%s, %s%s", figure, source ? "source " : "no source",
                           source ? source : "");
}

static const struct cf_indicator *find_indicator(const struct cf_locality *locality,
                                                 const char *index)
{
    for (size_t i = 0; i < locality->indicator_count; i++)
        if (strcmp(locality->indicators[i].index.text, index) == 0)
            return &locality->indicators[i];
    return NULL;
}

static const struct cf_observation *figures_of(const struct cf_locality *locality,
                                               const char *index)
{
    return find_indicator(locality, index)->observations;
}

static void list_figure(struct comparing *comparing, const struct cf_diff_indicator *indicator,
                        struct cf_diff_figure *figure)
{
    struct cf_arena *arena = comparing->changes->arena;
    const struct cf_observation *a = figure->a, *b = figure->b;
    struct cf_change change = { .kind = !a   ? CF_ADDED
                                        : !b ? CF_REMOVED
                                             : CF_CHANGED,
                                .of = CF_OF_FIGURE,
                                .site = comparing->site,
                                .id = indicator->index.text,
                                .matters = true };
    const char *deciding = "", *others = "";
    if (a && b) {
        deciding = deciding_keys(arena, a, b);
        others = other_keys(arena, a, b);
        if (!*deciding && !*others)
            return;
        change.matters = *deciding;
        add_key(arena, &deciding, others, !*others);
        change.field = deciding;
    }
    bool sources = a && b && !cf_diff_same_text(source_of(a), source_of(b));
    change.before = a ? say(arena, a, sources) : NULL;
    change.after = b ? say(arena, b, sources) : NULL;
    change.old_number = a ? (size_t)(a - figures_of(comparing->place->a, change.id)) + 1 : 0;
    change.new_number = b ? (size_t)(b - figures_of(comparing->place->b, change.id)) + 1 : 0;
    int number = cf_changes_add(comparing->changes, change);
    if (change.matters)
        figure->change = number;
}

/* ---- which figure is which ---- */

static bool pair_figures(struct cf_diff_indicator *indicator, struct cf_arena *arena,
                         const struct cf_indicator *a, const struct cf_indicator *b)
{
    size_t a_count = a ? a->observation_count : 0, b_count = b ? b->observation_count : 0;
    bool *paired = cf_arena_array(arena, a_count, sizeof *paired);
    indicator->figures = cf_arena_array(arena, a_count + b_count, sizeof *indicator->figures);
    if (!paired || !indicator->figures)
        return false;
    for (size_t i = 0; i < b_count; i++)
        indicator->figures[i] = (struct cf_diff_figure){ NULL, &b->observations[i], CF_DIFF_NONE };
    for (int like = 4; like > 0; like--)
        for (size_t i = 0; i < b_count; i++)
            for (size_t j = 0; j < a_count && !indicator->figures[i].a; j++)
                if (!paired[j] && likeness(&a->observations[j], &b->observations[i]) >= like) {
                    indicator->figures[i].a = &a->observations[j];
                    paired[j] = true;
                }
    indicator->figure_count = b_count;
    for (size_t j = 0; j < a_count; j++)
        if (!paired[j])
            indicator->figures[indicator->figure_count++] =
                (struct cf_diff_figure){ &a->observations[j], NULL, CF_DIFF_NONE };
    return true;
}

static bool compare_indicator(struct comparing *comparing, const struct cf_indicator *a,
                              const struct cf_indicator *b)
{
    struct cf_diff_locality *place = comparing->place;
    struct cf_diff_indicator *indicator = &place->indicators[place->indicator_count++];
    indicator->index = (b ? b : a)->index;
    if (!pair_figures(indicator, comparing->changes->arena, a, b))
        return false;
    for (size_t i = 0; i < indicator->figure_count; i++)
        list_figure(comparing, indicator, &indicator->figures[i]);
    return true;
}

static bool compare_indicators(struct comparing *comparing)
{
    struct cf_diff_locality *place = comparing->place;
    bool good = true;
    place->indicators = cf_arena_array(comparing->changes->arena,
                                       place->a->indicator_count + place->b->indicator_count,
                                       sizeof *place->indicators);
    for (size_t i = 0; i < place->b->indicator_count && place->indicators && good; i++) {
        const struct cf_indicator *b = &place->b->indicators[i];
        good = compare_indicator(comparing, find_indicator(place->a, b->index.text), b);
    }
    for (size_t i = 0; i < place->a->indicator_count && place->indicators && good; i++) {
        const struct cf_indicator *a = &place->a->indicators[i];
        if (!find_indicator(place->b, a->index.text))
            good = compare_indicator(comparing, a, NULL);
    }
    return good && place->indicators;
}

/* ---- actors ---- */

static const struct cf_actor *find_actor(const struct cf_locality *locality, const char *id)
{
    for (size_t i = 0; i < locality->actor_count; i++)
        if (strcmp(locality->actors[i].id.text, id) == 0)
            return &locality->actors[i];
    return NULL;
}

static const char *say_actor(struct cf_arena *arena, const struct cf_actor *actor)
{
    const char *classes = cf_diff_say_list(arena, &actor->classes);
    const char *clears = cf_diff_say_list(arena, &actor->clears);
    if (!classes || !clears)
        return classes;
    return cf_arena_format(arena, "%s, clears %s", classes, clears);
}

static void list_actor(struct comparing *comparing, struct cf_diff_actor *actor)
{
    struct cf_arena *arena = comparing->changes->arena;
    const struct cf_actor *a = actor->a, *b = actor->b, *any = b ? b : a;
    const char *id = any->id.text, *name = any->name;
    struct cf_change change = { .kind = !a   ? CF_ADDED
                                        : !b ? CF_REMOVED
                                             : CF_CHANGED,
                                .of = CF_OF_ACTOR,
                                .site = comparing->site,
                                .id = id,
                                .title = name,
                                .before = a ? say_actor(arena, a) : NULL,
                                .after = b ? say_actor(arena, b) : NULL,
                                .matters = true };
    if (a && b)
        change.field = !cf_diff_same_list(&a->classes, &b->classes) ? "class" : "clears";
    if (!a || !b || !cf_diff_same_list(&a->classes, &b->classes) ||
        !cf_diff_same_list(&a->clears, &b->clears))
        actor->change = cf_changes_add(comparing->changes, change);
    if (!a || !b)
        return;
    cf_changes_add_words(comparing->changes, &change, "name", a->name, b->name);
    cf_changes_add_grounds(comparing->changes, &change,
                           &(struct cf_diff_grounds){ a->source, a->where, a->note },
                           &(struct cf_diff_grounds){ b->source, b->where, b->note });
}

static bool compare_actors(struct comparing *comparing)
{
    struct cf_diff_locality *place = comparing->place;
    struct cf_diff_actor *actors = cf_arena_array(
        comparing->changes->arena, place->a->actor_count + place->b->actor_count, sizeof *actors);
    place->actors = actors;
    for (size_t i = 0; i < place->b->actor_count && actors; i++) {
        const struct cf_actor *b = &place->b->actors[i];
        actors[place->actor_count++] =
            (struct cf_diff_actor){ find_actor(place->a, b->id.text), b, CF_DIFF_NONE };
    }
    for (size_t i = 0; i < place->a->actor_count && actors; i++) {
        const struct cf_actor *a = &place->a->actors[i];
        if (!find_actor(place->b, a->id.text))
            actors[place->actor_count++] = (struct cf_diff_actor){ a, NULL, CF_DIFF_NONE };
    }
    for (size_t i = 0; i < place->actor_count && actors; i++)
        list_actor(comparing, &actors[i]);
    return actors;
}

bool cf_diff_figures(struct cf_diff_locality *place, const char *site, struct cf_changes *changes)
{
    struct comparing comparing = { place, site, changes };
    return compare_indicators(&comparing) && compare_actors(&comparing);
}
