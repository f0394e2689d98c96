#include "engine/evaluation.h"

static struct cf_evidence evidence_of(const struct cf_question *question,
                                      const struct cf_look *look, size_t i, enum cf_use use)
{
    return (struct cf_evidence){ look->items[i].observation,
                                 question->binding->program->indices[look->index].index, use };
}

bool cf_list_evidence(const struct cf_question *question, const struct cf_finding *finding,
                      const struct cf_evidence **list, size_t *count)
{
    size_t used = 0;
    for (size_t i = 0; i < finding->look_count; i++)
        used += cf_look_used(&finding->looks[i]);
    struct cf_evidence *evidence = cf_arena_array(question->arena, used, sizeof *evidence);
    if (!evidence)
        return false;
    *list = evidence;
    for (size_t i = 0; i < finding->look_count; i++) {
        const struct cf_look *look = &finding->looks[i];
        for (size_t j = 0; j < look->count; j++)
            if (look->uses[j] == CF_USED)
                evidence[(*count)++] = evidence_of(question, look, j, CF_USED);
    }
    return true;
}

/* The two looks of a growth are at the same observations. */
bool cf_list_considered(const struct cf_question *question, const struct cf_finding *finding,
                        const struct cf_evidence **list, size_t *count)
{
    const struct cf_program_index *indices = question->binding->program->indices;
    bool growth =
        finding->derived && indices[finding->looks[0].index].index->derivation == CF_GROWTH;
    size_t looks = growth ? 2 : finding->look_count, all = 0;
    for (size_t i = 0; i < looks; i++)
        all += finding->looks[i].count;
    struct cf_evidence *considered = cf_arena_array(question->arena, all, sizeof *considered);
    if (!considered)
        return false;
    *list = considered;
    for (size_t i = 0; i < looks; i++) {
        const struct cf_look *look = &finding->looks[i];
        for (size_t j = 0; j < look->count; j++) {
            bool base = growth && i == 1 && finding->looks[2].uses[j] == CF_USED;
            considered[(*count)++] = evidence_of(question, look, j, base ? CF_USED : look->uses[j]);
        }
    }
    return true;
}
