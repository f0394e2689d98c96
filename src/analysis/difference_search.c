/*
 * Which changes are responsible for what changed of an answer. They are undone one at a time and,
 * where none by itself brings the old answer back, in pairs; where no pair does, all of them are
 * undone and then done again one after the other, as long as the old answer stays.
 */
#include <string.h>

#include "analysis/difference_trial.h"

/* Changes that are undone together, since one of them cannot be by itself. */
struct group {
    bool *undone; /* by change */
    size_t count;
    bool faulty; /* no chart comes of undoing it, whatever is undone with it */
};

/* Changes that bring aspects of one target's answer back. */
struct found {
    const bool *undone;
    size_t count;
    unsigned aspects;
    bool complete;
    struct found *next;
};

struct attribution {
    struct cf_diff_search *search;
    struct cf_trials trials;
    size_t change_count;
    struct group *groups;
    size_t group_count;
    struct found **found; /* by target */
    unsigned *open;       /* by target: aspects that nothing is found for yet */
};

/* ---- sets of changes ---- */

static bool *new_set(struct attribution *attribution)
{
    bool *set = cf_arena_array(attribution->search->arena, attribution->change_count, sizeof *set);
    if (!set)
        attribution->trials.status = CF_NO_MEMORY;
    return set;
}

static bool holds(const bool *set, const bool *part, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (part[i] && !set[i])
            return false;
    return true;
}

static size_t count_set(const bool *set, size_t count)
{
    size_t members = 0;
    for (size_t i = 0; i < count; i++)
        members += set[i];
    return members;
}

/* Whether a hybrid may have the change undone: indices that no criterion needs are words, too. */
static bool takes_part(const struct cf_change *change)
{
    return change->matters || (change->of == CF_OF_INDEX && change->kind != CF_CHANGED);
}

static const struct cf_change *change_at(const struct attribution *attribution, size_t number)
{
    return &attribution->search->changes->items[number];
}

/* Notes that undoing these brings aspects back, but for those that a part of them brings back. */
static void note(struct attribution *attribution, size_t target, const bool *undone,
                 unsigned aspects, bool complete)
{
    size_t changes = attribution->change_count;
    struct found **end = &attribution->found[target];
    for (; *end; end = &(*end)->next)
        if (holds(undone, (*end)->undone, changes))
            aspects &= ~(*end)->aspects;
    if (!aspects)
        return;
    bool *copy = new_set(attribution);
    *end = copy ? cf_arena_alloc(attribution->search->arena, sizeof **end) : NULL;
    if (!copy || !*end) {
        attribution->trials.status = CF_NO_MEMORY;
        return;
    }
    memcpy(copy, undone, changes * sizeof *copy);
    **end = (struct found){ copy, count_set(copy, changes), aspects, complete, NULL };
}

/* ---- one at a time ---- */

static bool makes_chart(struct attribution *attribution, const bool *undone)
{
    struct cf_trial trial;
    cf_trial_begin(&attribution->trials, &trial, undone);
    cf_trial_end(&trial);
    return trial.valid;
}

/* Undoes another change with the one that cannot be undone by itself. */
static bool tie_to_one(struct attribution *attribution, bool *undone, size_t change)
{
    for (size_t i = 0; i < attribution->change_count; i++) {
        if (i == change || !takes_part(change_at(attribution, i)))
            continue;
        undone[i] = true;
        if (makes_chart(attribution, undone))
            return true;
        undone[i] = false;
    }
    return false;
}

/* Undoes all others with it, and then as few as can be. */
static bool tie_to_some(struct attribution *attribution, bool *undone, size_t change)
{
    for (size_t i = 0; i < attribution->change_count; i++)
        undone[i] = takes_part(change_at(attribution, i));
    if (!makes_chart(attribution, undone))
        return false;
    for (size_t i = 0; i < attribution->change_count; i++) {
        if (i == change || !undone[i])
            continue;
        undone[i] = false;
        undone[i] = !makes_chart(attribution, undone);
    }
    return true;
}

static void find_group(struct attribution *attribution, size_t change)
{
    struct group *group = &attribution->groups[attribution->group_count];
    group->undone = new_set(attribution);
    if (!group->undone)
        return;
    group->undone[change] = true;
    group->faulty = !makes_chart(attribution, group->undone) &&
                    !tie_to_one(attribution, group->undone, change) &&
                    !tie_to_some(attribution, group->undone, change);
    group->count = count_set(group->undone, attribution->change_count);
    for (size_t i = 0; i < attribution->group_count; i++)
        if (memcmp(attribution->groups[i].undone, group->undone,
                   attribution->change_count * sizeof *group->undone) == 0)
            return;
    attribution->group_count += !group->faulty;
}

/* Those of fewer changes first, else in the order of the changes. */
static void sort_groups(struct attribution *attribution)
{
    struct group *groups = attribution->groups;
    for (size_t i = 1; i < attribution->group_count; i++) {
        struct group group = groups[i];
        size_t j = i;
        for (; j > 0 && groups[j - 1].count > group.count; j--)
            groups[j] = groups[j - 1];
        groups[j] = group;
    }
}

static bool find_groups(struct attribution *attribution)
{
    attribution->groups = cf_arena_array(attribution->search->arena, attribution->change_count,
                                         sizeof *attribution->groups);
    if (!attribution->groups)
        return false;
    for (size_t i = 0; i < attribution->change_count; i++)
        if (change_at(attribution, i)->matters)
            find_group(attribution, i);
    sort_groups(attribution);
    return attribution->trials.status == CF_OK;
}

static unsigned brought_back(struct attribution *attribution, const bool *undone, size_t target)
{
    struct cf_trial trial;
    cf_trial_begin(&attribution->trials, &trial, undone);
    unsigned back = trial.valid ? cf_trial_answer(&attribution->trials, &trial, target) : 0;
    cf_trial_end(&trial);
    return back;
}

/* The aspects that no set with one change less brings back: what is undone together need not all
 * be needed. */
static unsigned all_needed(struct attribution *attribution, bool *undone, size_t target,
                           unsigned aspects)
{
    for (size_t i = 0; i < attribution->change_count && aspects; i++) {
        if (!undone[i])
            continue;
        undone[i] = false;
        aspects &= ~brought_back(attribution, undone, target);
        undone[i] = true;
    }
    return aspects;
}

/* Undoes these for each target that has an aspect open. */
static void try_set(struct attribution *attribution, bool *undone)
{
    struct cf_trial trial;
    bool several = count_set(undone, attribution->change_count) > 1;
    cf_trial_begin(&attribution->trials, &trial, undone);
    for (size_t i = 0; i < attribution->search->target_count && trial.valid; i++) {
        if (!attribution->open[i])
            continue;
        unsigned back = cf_trial_answer(&attribution->trials, &trial, i) & attribution->open[i];
        if (several)
            back = all_needed(attribution, undone, i, back);
        note(attribution, i, undone, back, true);
    }
    cf_trial_end(&trial);
}

static bool any_open(const struct attribution *attribution)
{
    for (size_t i = 0; i < attribution->search->target_count; i++)
        if (attribution->open[i])
            return true;
    return false;
}

/* What nothing was found for stays open. */
static void close_found(struct attribution *attribution)
{
    for (size_t i = 0; i < attribution->search->target_count; i++)
        for (const struct found *found = attribution->found[i]; found; found = found->next)
            attribution->open[i] &= ~found->aspects;
}

static void try_groups(struct attribution *attribution)
{
    for (size_t i = 0; i < attribution->group_count; i++)
        try_set(attribution, attribution->groups[i].undone);
    close_found(attribution);
}

/* ---- in pairs ---- */

static void try_pairs(struct attribution *attribution)
{
    bool *both = new_set(attribution);
    if (!both || attribution->group_count > CF_DIFF_PAIRS || !any_open(attribution))
        return;
    for (size_t i = 0; i < attribution->group_count; i++)
        for (size_t j = i + 1; j < attribution->group_count; j++) {
            const bool *a = attribution->groups[i].undone, *b = attribution->groups[j].undone;
            for (size_t k = 0; k < attribution->change_count; k++)
                both[k] = a[k] || b[k];
            try_set(attribution, both);
        }
    close_found(attribution);
}

/* ---- more than two ---- */

/* Leaves what is tied together done, if the aspect is back all the same. */
static bool spare_group(struct attribution *attribution, bool *undone, const struct group *group,
                        size_t target, unsigned aspect)
{
    size_t count = attribution->change_count;
    if (group->count < 2 || !holds(undone, group->undone, count))
        return false;
    for (size_t i = 0; i < count; i++)
        undone[i] = undone[i] && !group->undone[i];
    bool spared = brought_back(attribution, undone, target) & aspect;
    for (size_t i = 0; i < count && !spared; i++)
        undone[i] = undone[i] || group->undone[i];
    return spared;
}

static bool spare_any(struct attribution *attribution, bool *undone, size_t target, unsigned aspect)
{
    bool any = false;
    for (size_t i = 0; i < attribution->change_count; i++) {
        if (!undone[i])
            continue;
        undone[i] = false;
        bool spared = brought_back(attribution, undone, target) & aspect;
        undone[i] = !spared;
        any |= spared;
    }
    for (size_t i = 0; i < attribution->group_count; i++)
        any |= spare_group(attribution, undone, &attribution->groups[i], target, aspect);
    return any;
}

/* All changes, less those that need not be undone, by themselves or as a group; until none can be
 * spared. */
static void shrink(struct attribution *attribution, size_t target, unsigned aspect)
{
    bool *undone = new_set(attribution);
    if (!undone)
        return;
    for (size_t i = 0; i < attribution->change_count; i++)
        undone[i] = takes_part(change_at(attribution, i));
    while (spare_any(attribution, undone, target, aspect))
        ;
    note(attribution, target, undone, aspect, false);
}

static void shrink_open(struct attribution *attribution)
{
    for (size_t i = 0; i < attribution->search->target_count; i++)
        for (unsigned bit = 0; bit < CF_ASPECTS; bit++)
            if (attribution->open[i] & 1u << bit)
                shrink(attribution, i, 1u << bit);
}

/* ---- causes ---- */

static bool give_set(struct attribution *attribution, struct cf_change_set *set,
                     const struct found *found)
{
    size_t *changes = cf_arena_array(attribution->search->arena, found->count, sizeof *changes);
    if (!changes)
        return false;
    for (size_t i = 0; i < attribution->change_count; i++)
        if (found->undone[i])
            changes[set->count++] = i;
    set->changes = changes;
    return true;
}

/* Which of the aspects have just the same sets as the one of that bit. */
static unsigned alike(const struct found *first, unsigned aspects, unsigned bit)
{
    unsigned same = aspects;
    for (const struct found *found = first; found; found = found->next)
        same &= found->aspects & 1u << bit ? found->aspects : ~found->aspects;
    return same;
}

static bool give_cause(struct attribution *attribution, struct cf_cause *cause,
                       const struct found *first, unsigned aspects)
{
    size_t count = 0;
    for (const struct found *found = first; found; found = found->next)
        count++;
    struct cf_change_set *sets = cf_arena_array(attribution->search->arena, count, sizeof *sets);
    *cause = (struct cf_cause){ aspects, sets, 0, true };
    for (const struct found *found = first; found && sets; found = found->next) {
        if (!(found->aspects & aspects))
            continue;
        cause->complete &= found->complete;
        if (!give_set(attribution, &sets[cause->set_count++], found))
            return false;
    }
    cause->complete &= attribution->trials.budget > 0;
    return sets;
}

static bool give_causes(struct attribution *attribution, size_t target)
{
    struct cf_effect *effect = attribution->search->targets[target].effect;
    const struct found *first = attribution->found[target];
    unsigned left = effect->aspects;
    struct cf_cause *causes =
        cf_arena_array(attribution->search->arena, CF_ASPECTS, sizeof *causes);
    bool good = causes;
    for (unsigned bit = 0; bit < CF_ASPECTS && good; bit++) {
        if (!(left & 1u << bit))
            continue;
        unsigned aspects = alike(first, left, bit);
        good = give_cause(attribution, &causes[effect->cause_count++], first, aspects);
        left &= ~aspects;
    }
    effect->causes = causes;
    return good;
}

enum cf_status cf_diff_find_causes(struct cf_diff_search *search)
{
    struct attribution attribution = { .search = search, .change_count = search->changes->count };
    attribution.found =
        cf_arena_array(search->arena, search->target_count, sizeof(*attribution.found));
    attribution.open =
        cf_arena_array(search->arena, search->target_count, sizeof *attribution.open);
    if (!attribution.found || !attribution.open)
        return CF_NO_MEMORY;
    for (size_t i = 0; i < search->target_count; i++)
        attribution.open[i] = search->targets[i].effect->aspects;
    if (!any_open(&attribution))
        return CF_OK;
    cf_trials_begin(&attribution.trials, search);
    if (find_groups(&attribution))
        try_groups(&attribution);
    try_pairs(&attribution);
    shrink_open(&attribution);
    for (size_t i = 0; i < search->target_count && attribution.trials.status == CF_OK; i++)
        if (search->targets[i].effect->aspects && !give_causes(&attribution, i))
            return CF_NO_MEMORY;
    return attribution.trials.status;
}
