/* In what two answers differ. */
#include <string.h>

#include "analysis/difference.h"

/* A step of an evaluation, told in a way that both versions share. */
static size_t shared(const size_t *pairs, size_t step)
{
    return pairs ? pairs[step] : step;
}

static bool has_unknown(const struct cf_evaluation *evaluation, const size_t *pairs, size_t step)
{
    for (size_t i = 0; i < evaluation->unknown_count; i++)
        if (shared(pairs, evaluation->unknown[i]) == step)
            return true;
    return false;
}

static bool same_unknown(const struct cf_evaluation *a, const size_t *a_pairs,
                         const struct cf_evaluation *b, const size_t *b_pairs)
{
    bool same = a->unknown_count == b->unknown_count;
    for (size_t i = 0; i < a->unknown_count && same; i++)
        same = has_unknown(b, b_pairs, shared(a_pairs, a->unknown[i]));
    return same;
}

static bool same_first_no(const struct cf_evaluation *a, const size_t *a_pairs,
                          const struct cf_evaluation *b, const size_t *b_pairs)
{
    if (a->first_no == CF_NO_STEP || b->first_no == CF_NO_STEP)
        return a->first_no == b->first_no;
    return shared(a_pairs, (size_t)a->first_no) == shared(b_pairs, (size_t)b->first_no);
}

/* ---- actors ---- */

static const struct cf_candidates *find_class(const struct cf_evaluation *evaluation,
                                              const char *id)
{
    for (size_t i = 0; i < evaluation->actor_count; i++)
        if (strcmp(evaluation->actors[i].actor_class->id.text, id) == 0)
            return &evaluation->actors[i];
    return NULL;
}

static bool names(const struct cf_candidates *candidates, const struct cf_actor *actor)
{
    for (size_t i = 0; i < candidates->named_count; i++)
        if (strcmp(candidates->named[i]->id.text, actor->id.text) == 0)
            return true;
    return false;
}

static bool same_actors(const struct cf_evaluation *a, const struct cf_evaluation *b)
{
    bool same = a->actor_count == b->actor_count;
    for (size_t i = 0; i < a->actor_count && same; i++) {
        const struct cf_candidates *other = find_class(b, a->actors[i].actor_class->id.text);
        same = other && other->named_count == a->actors[i].named_count;
        for (size_t j = 0; j < a->actors[i].named_count && same; j++)
            same = names(other, a->actors[i].named[j]);
    }
    return same;
}

/* ---- all of it ---- */

unsigned cf_diff_aspects(const struct cf_evaluation *a, const size_t *a_pairs,
                         const struct cf_evaluation *b, const size_t *b_pairs)
{
    static const struct cf_evaluation none = { .verdict = CF_NOT_REACHED, .first_no = CF_NO_STEP };
    unsigned aspects = 0;
    a = a ? a : &none;
    b = b ? b : &none;
    if (a->verdict != b->verdict)
        aspects |= CF_ASPECT_VERDICT;
    if (!same_first_no(a, a_pairs, b, b_pairs))
        aspects |= CF_ASPECT_FIRST_NO;
    if (!same_unknown(a, a_pairs, b, b_pairs))
        aspects |= CF_ASPECT_UNKNOWN;
    if (!same_actors(a, b))
        aspects |= CF_ASPECT_ACTORS;
    return aspects;
}
