/* The difference of two versions: the list of changes, and what they make of each answer. */
#include <string.h>

#include "analysis/difference.h"
#include "base/diag.h"

const char *cf_change_kind_name(enum cf_change_kind kind)
{
    static const char *const names[] = { "added", "removed", "moved", "renamed", "changed" };
    return names[kind];
}

const char *cf_change_of_name(enum cf_change_of of)
{
    static const char *const names[] = { "chart",  "stage", "step",    "criterion", "index",
                                         "unit",   "class", "factor",  "city",      "site",
                                         "figure", "actor", "outcome", "source" };
    return names[of];
}

int cf_changes_add(struct cf_changes *changes, struct cf_change change)
{
    if (changes->count == changes->capacity) {
        size_t capacity = changes->capacity ? changes->capacity * 2 : 16;
        struct cf_change *items = cf_arena_array(changes->arena, capacity, sizeof *items);
        if (!items)
            return CF_DIFF_NONE;
        if (changes->count)
            memcpy(items, changes->items, changes->count * sizeof *items);
        changes->items = items;
        changes->capacity = capacity;
    }
    if (!change.title)
        change.title = change.id;
    changes->items[changes->count] = change;
    return (int)changes->count++;
}

void cf_changes_add_words(struct cf_changes *changes, const struct cf_change *thing,
                          const char *field, const char *before, const char *after)
{
    struct cf_change change = *thing;
    if (cf_diff_same_text(before, after))
        return;
    change.kind = CF_CHANGED;
    change.field = field;
    change.before = before;
    change.after = after;
    change.matters = false;
    cf_changes_add(changes, change);
}

static const char *source_id(const struct cf_diff_grounds *grounds)
{
    return grounds->source ? grounds->source->id.text : NULL;
}

void cf_changes_add_grounds(struct cf_changes *changes, const struct cf_change *thing,
                            const struct cf_diff_grounds *before,
                            const struct cf_diff_grounds *after)
{
    cf_changes_add_words(changes, thing, "source", source_id(before), source_id(after));
    cf_changes_add_words(changes, thing, "where", before->where, after->where);
    cf_changes_add_words(changes, thing, "note", before->note, after->note);
}

/* A difference with what it has to free. */
struct difference {
    struct cf_difference shown;
    struct cf_changes changes;
    struct cf_diff_target *targets;
    size_t target_count;
};

static struct difference *difference_new(void)
{
    struct difference *difference = cf_document_new(sizeof *difference);
    if (difference)
        difference->changes.arena = cf_arena_of(difference);
    return difference;
}

void cf_difference_free(struct cf_difference *shown)
{
    struct difference *difference = (struct difference *)shown;
    struct cf_diff_target *targets = difference ? difference->targets : NULL;
    for (size_t i = 0; targets && i < difference->target_count; i++) {
        struct cf_diff_target *target = &targets[i];
        cf_evaluation_free(target->before);
        cf_evaluation_free(target->after);
        cf_binding_free(target->old_binding);
        cf_binding_free(target->new_binding);
    }
    cf_document_free(difference);
}

unsigned cf_difference_aspects(const struct cf_difference *difference)
{
    unsigned aspects = 0;
    for (size_t i = 0; i < difference->effect_count; i++)
        aspects |= difference->effects[i].aspects;
    return aspects;
}

/* ---- both versions evaluated ---- */

const struct cf_locality *cf_diff_site(const struct cf_city *city, const char *id)
{
    for (size_t i = 0; i < city->site_count; i++)
        if (strcmp(city->sites[i].id.text, id) == 0)
            return &city->sites[i];
    return NULL;
}

/* What is wrong with a city is told once, whichever version it does not fit. */
static enum cf_status copy_all(struct cf_diags *to, const struct cf_diags *from)
{
    enum cf_status status = CF_OK;
    for (size_t i = 0; i < cf_diags_count(from) && status == CF_OK; i++)
        status = cf_diags_copy(to, cf_diags_get(from, i));
    return status;
}

/* One version of a target. There is no evaluation where the city does not fit, or has no such site.
 */
static enum cf_status evaluate(const struct cf_program *program, const struct cf_city *city,
                               const char *site, const struct cf_evaluate_options *options,
                               struct cf_binding **binding, struct cf_evaluation **evaluation,
                               struct cf_diags *diags)
{
    struct cf_diags *own = cf_diags_new();
    const struct cf_locality *place = city && site ? cf_diff_site(city, site) : NULL;
    enum cf_status status = own ? CF_OK : CF_NO_MEMORY;
    if (own && program && city && (place || !site)) {
        status = cf_bind(binding, program, city, own);
        if (status == CF_OK)
            status = cf_evaluate(evaluation, *binding, place, options, own);
        if (status == CF_INVALID)
            status = copy_all(diags, own);
    }
    cf_diags_free(own);
    return status;
}

/* With `fitting` nothing is said of what fits neither version. */
static enum cf_status evaluate_target(struct cf_diff_target *target,
                                      const struct cf_diff_options *options, struct cf_diags *diags)
{
    struct cf_diags *own = cf_diags_new();
    enum cf_status status = own ? CF_OK : CF_NO_MEMORY;
    if (own)
        status = evaluate(target->old_program, target->old_city, target->site, &options->evaluate,
                          &target->old_binding, &target->before, own);
    if (status == CF_OK)
        status = evaluate(target->new_program, target->new_city, target->site, &options->evaluate,
                          &target->new_binding, &target->after, own);
    if (status == CF_OK && (target->before || target->after || !options->fitting))
        status = copy_all(diags, own);
    cf_diags_free(own);
    return status;
}

static void show_effect(struct cf_effect *effect, const struct cf_diff_target *target,
                        const struct cf_diff_chart *chart)
{
    const struct cf_program *program =
        target->new_program ? target->new_program : target->old_program;
    effect->city = target->new_city ? target->new_city : target->old_city;
    effect->chart = cf_program_chart(program);
    effect->before = target->before;
    effect->after = target->after;
    effect->site = target->site ? cf_diff_site(effect->city, target->site) : NULL;
    if (target->site && !effect->site)
        effect->site = cf_diff_site(target->old_city, target->site);
    bool both = target->old_program && target->new_program && target->old_city && target->new_city;
    if (both)
        effect->aspects = cf_diff_aspects(target->before, chart ? chart->of_old.step_pairs : NULL,
                                          target->after, chart ? chart->of_new.step_pairs : NULL);
}

/* ---- what is evaluated ---- */

static size_t count_sites(const struct cf_city *city)
{
    return city ? city->site_count : 0;
}

/* The city itself and, if they are asked for, its sites: those of the old version that are gone
 * come last. */
static void add_targets(struct difference *difference, struct cf_diff_target target, bool sites)
{
    const struct cf_city *new_city = target.new_city, *old_city = target.old_city;
    difference->targets[difference->target_count++] = target;
    for (size_t i = 0; sites && i < count_sites(new_city); i++) {
        target.site = new_city->sites[i].id.text;
        difference->targets[difference->target_count++] = target;
    }
    for (size_t i = 0; sites && i < count_sites(old_city); i++) {
        target.site = old_city->sites[i].id.text;
        if (!new_city || !cf_diff_site(new_city, target.site))
            difference->targets[difference->target_count++] = target;
    }
}

static bool make_room(struct difference *difference, size_t count)
{
    difference->targets =
        cf_arena_array(difference->changes.arena, count, sizeof *difference->targets);
    return difference->targets;
}

static enum cf_status finish(struct difference *difference, const struct cf_diff_chart *chart,
                             const struct cf_diff_city *city, const struct cf_diff_options *options,
                             struct cf_diags *diags)
{
    struct cf_arena *arena = difference->changes.arena;
    size_t count = difference->target_count;
    struct cf_effect *effects = cf_arena_array(arena, count + 1, sizeof *effects);
    struct cf_diff_search search = { arena, &difference->changes, chart,
                                     city,  options->evaluate,    difference->targets,
                                     count };
    enum cf_status status = effects && !arena->failed ? CF_OK : CF_NO_MEMORY;
    for (size_t i = 0; i < count && status == CF_OK; i++) {
        struct cf_diff_target *target = &difference->targets[i];
        status = evaluate_target(target, options, diags);
        bool told = target->before || target->after || !options->fitting;
        target->effect = &effects[told ? difference->shown.effect_count++ : count];
        show_effect(target->effect, target, chart);
    }
    difference->shown.effects = effects;
    difference->shown.changes = difference->changes.items;
    difference->shown.change_count = difference->changes.count;
    if (status == CF_OK)
        status = cf_diff_find_causes(&search);
    return arena->failed ? CF_NO_MEMORY : status;
}

static struct cf_diff_options settle_options(const struct cf_diff_options *options)
{
    struct cf_diff_options settled = { CF_EVALUATE_OPTIONS_INIT, false, false };
    if (options)
        settled = *options;
    settled.evaluate.explain = false;
    settled.evaluate.laid = NULL;
    settled.evaluate.laid_count = 0;
    return settled;
}

static enum cf_status publish(struct cf_difference **out, struct difference *difference,
                              enum cf_status status)
{
    if (status == CF_OK)
        *out = &difference->shown;
    else
        cf_difference_free(&difference->shown);
    return status;
}

/* ---- versions of a chart ---- */

static const struct cf_chart *chart_of(const struct cf_program *program)
{
    return program ? cf_program_chart(program) : NULL;
}

/* A chart that is there in one version only. */
static void add_whole(struct cf_changes *changes, enum cf_change_of of, bool is_new, const char *id,
                      const char *title)
{
    cf_changes_add(changes, (struct cf_change){ .kind = is_new ? CF_ADDED : CF_REMOVED,
                                                .of = of,
                                                .id = id,
                                                .title = title,
                                                .matters = true });
}

enum cf_status cf_diff_charts(struct cf_difference **out, const struct cf_program *old_program,
                              const struct cf_program *new_program,
                              const struct cf_city *const *cities, size_t city_count,
                              const struct cf_diff_options *options, struct cf_diags *diags)
{
    struct cf_diff_options own = settle_options(options);
    struct difference *difference = difference_new();
    struct cf_diff_chart chart = { 0 };
    size_t places = 0;
    *out = NULL;
    if (!difference)
        return CF_NO_MEMORY;
    for (size_t i = 0; i < city_count; i++)
        places += 1 + cities[i]->site_count;
    bool good = make_room(difference, places);
    difference->shown.old_chart = chart_of(old_program);
    difference->shown.new_chart = chart_of(new_program);
    if (good && old_program && new_program) {
        good = cf_diff_chart(&chart, old_program, new_program, &difference->changes);
    } else {
        const struct cf_chart *only = chart_of(new_program ? new_program : old_program);
        add_whole(&difference->changes, CF_OF_CHART, new_program, only->id.text, only->title);
    }
    for (size_t i = 0; i < city_count && good; i++)
        add_targets(difference,
                    (struct cf_diff_target){ .old_program = old_program,
                                             .new_program = new_program,
                                             .old_city = cities[i],
                                             .new_city = cities[i] },
                    own.sites);
    enum cf_status status = good ? finish(difference, &chart, NULL, &own, diags) : CF_NO_MEMORY;
    return publish(out, difference, status);
}

/* ---- versions of a city ---- */

/* Figures are called as the charts call their indices. */
static void name_figures(struct cf_changes *changes, const struct cf_program *const *programs,
                         size_t count)
{
    for (size_t i = 0; i < changes->count; i++)
        for (size_t j = 0; j < count && changes->items[i].of == CF_OF_FIGURE; j++) {
            size_t index = cf_program_index_number(programs[j], changes->items[i].id);
            const struct cf_index *named = cf_program_index(programs[j], index);
            if (named)
                changes->items[i].title = named->label;
        }
}

enum cf_status cf_diff_cities(struct cf_difference **out, const struct cf_city *old_city,
                              const struct cf_city *new_city,
                              const struct cf_program *const *programs, size_t program_count,
                              const struct cf_diff_options *options, struct cf_diags *diags)
{
    struct cf_diff_options own = settle_options(options);
    struct difference *difference = difference_new();
    const struct cf_diff_city *city = NULL;
    *out = NULL;
    if (!difference)
        return CF_NO_MEMORY;
    size_t places = 1 + count_sites(old_city) + count_sites(new_city);
    bool good = make_room(difference, places * program_count);
    difference->shown.old_city = old_city;
    difference->shown.new_city = new_city;
    if (good && old_city && new_city) {
        city = cf_diff_city(old_city, new_city, &difference->changes);
        good = city;
        name_figures(&difference->changes, programs, program_count);
    } else {
        const struct cf_city *only = new_city ? new_city : old_city;
        add_whole(&difference->changes, CF_OF_CITY, new_city, only->self.id.text, only->self.name);
    }
    for (size_t i = 0; i < program_count && good; i++)
        add_targets(difference,
                    (struct cf_diff_target){ .old_program = programs[i],
                                             .new_program = programs[i],
                                             .old_city = old_city,
                                             .new_city = new_city },
                    own.sites);
    enum cf_status status = good ? finish(difference, NULL, city, &own, diags) : CF_NO_MEMORY;
    return publish(out, difference, status);
}
