/* What changed between two versions of a city. */
#include <string.h>

#include "analysis/difference_city.h"
#include "analysis/say.h"

/* ---- what is said of the city as a whole ---- */

static const char *say_year(struct cf_arena *arena, int year)
{
    return year ? cf_diff_say_number(arena, year) : NULL;
}

/* "zh 大连, ja 大連"; NULL: it has none. */
static const char *say_names(struct cf_arena *arena, const struct cf_locality *place)
{
    const struct cf_speaker speaker = { NULL, arena };
    const char *text = place->name_count ? "" : NULL;
    for (size_t i = 0; i < place->name_count && text; i++) {
        const char *name =
            cf_arena_format(arena, "%s %s", place->names[i].language.text, place->names[i].name);
        text = name ? cf_say_joined(&speaker, text, ", ", name) : NULL;
    }
    return text;
}

/* What of a place is words: its names and its note. */
static void list_words(struct cf_changes *changes, const struct cf_change *place,
                       const struct cf_locality *a, const struct cf_locality *b)
{
    cf_changes_add_words(changes, place, "name", a->name, b->name);
    cf_changes_add_words(changes, place, "names", say_names(changes->arena, a),
                         say_names(changes->arena, b));
    cf_changes_add_words(changes, place, "note", a->note, b->note);
}

static int list_city(const struct cf_city *a, const struct cf_city *b, struct cf_changes *changes)
{
    struct cf_arena *arena = changes->arena;
    struct cf_change city = { .of = CF_OF_CITY, .id = b->self.id.text, .title = b->self.name };
    cf_changes_add_words(changes, &city, "id", a->self.id.text, b->self.id.text);
    list_words(changes, &city, &a->self, &b->self);
    if (!cf_diff_same_list(&a->charts, &b->charts))
        cf_changes_add_words(changes, &city, "charts", cf_diff_say_list(arena, &a->charts),
                             cf_diff_say_list(arena, &b->charts));
    if (a->as_of == b->as_of)
        return CF_DIFF_NONE;
    city.kind = CF_CHANGED;
    city.field = "as_of";
    city.before = say_year(arena, a->as_of);
    city.after = say_year(arena, b->as_of);
    city.matters = true;
    return cf_changes_add(changes, city);
}

/* ---- outcomes ---- */

static bool same_outcome(const struct cf_outcome *a, const struct cf_outcome *b)
{
    return a->year == b->year && strcmp(a->chart.text, b->chart.text) == 0 &&
           strcmp(a->stage.text, b->stage.text) == 0;
}

static const struct cf_outcome *find_outcome(const struct cf_city *city,
                                             const struct cf_outcome *like)
{
    for (size_t i = 0; i < city->outcome_count; i++)
        if (same_outcome(&city->outcomes[i], like))
            return &city->outcomes[i];
    return NULL;
}

static const char *say_outcome(struct cf_arena *arena, const struct cf_outcome *outcome)
{
    const char *reached = outcome->reached ? "reached" : "not reached";
    if (!outcome->year)
        return reached;
    return cf_arena_format(arena, "%s, %d", reached, outcome->year);
}

static void list_outcome(struct cf_changes *changes, const struct cf_outcome *a,
                         const struct cf_outcome *b)
{
    const struct cf_outcome *any = cf_newer(a, b);
    const char *chart = any->chart.text, *stage = any->stage.text;
    struct cf_change change = { .kind = !a   ? CF_ADDED
                                        : !b ? CF_REMOVED
                                             : CF_CHANGED,
                                .of = CF_OF_OUTCOME,
                                .id = cf_arena_format(changes->arena, "%s/%s", chart, stage),
                                .field = a && b ? "reached" : NULL,
                                .before = a ? say_outcome(changes->arena, a) : NULL,
                                .after = b ? say_outcome(changes->arena, b) : NULL };
    if (!a || !b || a->reached != b->reached)
        cf_changes_add(changes, change);
    if (a && b)
        cf_changes_add_grounds(changes, &change,
                               &(struct cf_diff_grounds){ a->source, a->where, a->note },
                               &(struct cf_diff_grounds){ b->source, b->where, b->note });
}

static void list_outcomes(const struct cf_city *a, const struct cf_city *b,
                          struct cf_changes *changes)
{
    for (size_t i = 0; i < b->outcome_count; i++)
        list_outcome(changes, find_outcome(a, &b->outcomes[i]), &b->outcomes[i]);
    for (size_t i = 0; i < a->outcome_count; i++)
        if (!find_outcome(b, &a->outcomes[i]))
            list_outcome(changes, &a->outcomes[i], NULL);
}

/* ---- places ---- */

static bool compare_place(struct cf_diff_city *diff, const struct cf_locality *a,
                          const struct cf_locality *b, struct cf_changes *changes)
{
    struct cf_diff_locality *place = &diff->places[diff->place_count++];
    const struct cf_locality *any = cf_newer(a, b);
    const char *site = diff->place_count > 1 ? any->id.text : NULL;
    *place = (struct cf_diff_locality){ .a = a, .b = b, .change = CF_DIFF_NONE };
    struct cf_change change = { .of = CF_OF_SITE, .id = any->id.text };
    change.title = any->name;
    if (!a || !b) {
        change.kind = b ? CF_ADDED : CF_REMOVED;
        change.matters = true;
        place->change = cf_changes_add(changes, change);
        return true;
    }
    if (site)
        list_words(changes, &change, a, b);
    return cf_diff_figures(place, site, changes);
}

struct cf_diff_city *cf_diff_city(const struct cf_city *a, const struct cf_city *b,
                                  struct cf_changes *changes)
{
    struct cf_diff_city *diff = cf_arena_alloc(changes->arena, sizeof *diff);
    if (!diff)
        return NULL;
    diff->a = a;
    diff->b = b;
    diff->as_of = list_city(a, b, changes);
    diff->places =
        cf_arena_array(changes->arena, 1 + a->site_count + b->site_count, sizeof *diff->places);
    bool good = diff->places && compare_place(diff, &a->self, &b->self, changes);
    for (size_t i = 0; i < b->site_count && good; i++)
        good = compare_place(diff, cf_diff_site(a, b->sites[i].id.text), &b->sites[i], changes);
    for (size_t i = 0; i < a->site_count && good; i++)
        if (!cf_diff_site(b, a->sites[i].id.text))
            good = compare_place(diff, &a->sites[i], NULL, changes);
    list_outcomes(a, b, changes);
    cf_diff_sources(a, b, changes);
    return good && !changes->arena->failed ? diff : NULL;
}

/* ---- versions in between ---- */

struct mixing {
    struct cf_arena *arena;
    const bool *undone;
};

static bool as_new(const struct mixing *mixing, int change)
{
    return change == CF_DIFF_NONE || !mixing->undone[change];
}

static bool mix_indicator(const struct mixing *mixing, struct cf_indicator *out,
                          const struct cf_diff_indicator *indicator)
{
    struct cf_observation *observations =
        cf_arena_array(mixing->arena, indicator->figure_count, sizeof *observations);
    *out = (struct cf_indicator){ indicator->index, observations, 0 };
    for (size_t i = 0; i < indicator->figure_count && observations; i++) {
        const struct cf_diff_figure *figure = &indicator->figures[i];
        const struct cf_observation *taken = as_new(mixing, figure->change) ? figure->b : figure->a;
        if (taken)
            observations[out->observation_count++] = *taken;
    }
    return observations;
}

/* An index of which no figure is left is not stated at all. */
static bool mix_indicators(const struct mixing *mixing, struct cf_locality *out,
                           const struct cf_diff_locality *place)
{
    struct cf_indicator *indicators =
        cf_arena_array(mixing->arena, place->indicator_count, sizeof *indicators);
    size_t count = 0;
    bool good = indicators;
    for (size_t i = 0; i < place->indicator_count && good; i++) {
        good = mix_indicator(mixing, &indicators[count], &place->indicators[i]);
        count += good && indicators[count].observation_count;
    }
    out->indicators = indicators;
    out->indicator_count = count;
    return good;
}

static bool mix_actors(const struct mixing *mixing, struct cf_locality *out,
                       const struct cf_diff_locality *place)
{
    struct cf_actor *actors = cf_arena_array(mixing->arena, place->actor_count, sizeof *actors);
    size_t count = 0;
    for (size_t i = 0; i < place->actor_count && actors; i++) {
        const struct cf_diff_actor *actor = &place->actors[i];
        const struct cf_actor *taken = as_new(mixing, actor->change) ? actor->b : actor->a;
        if (taken)
            actors[count++] = *taken;
    }
    out->actors = actors;
    out->actor_count = count;
    return actors;
}

static bool mix_place(const struct mixing *mixing, struct cf_locality *out,
                      const struct cf_diff_locality *place)
{
    *out = *(place->b ? place->b : place->a);
    if (!place->a || !place->b)
        return true;
    return mix_indicators(mixing, out, place) && mix_actors(mixing, out, place);
}

struct cf_city *cf_hybrid_city(struct cf_arena *arena, const struct cf_diff_city *diff,
                               const bool *undone)
{
    struct mixing mixing = { arena, undone };
    struct cf_city *city = cf_arena_alloc(arena, sizeof *city);
    struct cf_locality *sites = cf_arena_array(arena, diff->place_count, sizeof *sites);
    if (!city || !sites)
        return NULL;
    *city = *diff->b;
    city->as_of = as_new(&mixing, diff->as_of) ? diff->b->as_of : diff->a->as_of;
    city->sites = sites;
    city->site_count = 0;
    bool good = mix_place(&mixing, &city->self, &diff->places[0]);
    for (size_t i = 1; i < diff->place_count && good; i++) {
        const struct cf_diff_locality *place = &diff->places[i];
        if (as_new(&mixing, place->change) ? !!place->b : !!place->a)
            good = mix_place(&mixing, &sites[city->site_count++], place);
    }
    return good ? city : NULL;
}
