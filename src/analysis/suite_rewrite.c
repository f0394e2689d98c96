/* Taking over what came: the expectations of failed cases rewritten where they stand. */
#include <stdlib.h>
#include <string.h>

#include <clusterflow/analysis.h>

#include "analysis/edit.h"

/* The suite while it is rewritten. */
struct rewriting {
    struct cf_arena arena;
    struct cf_edits edits;
    size_t count; /* of expectations */
};

static bool holds(struct cf_ids ids, const char *id)
{
    for (size_t i = 0; i < ids.count; i++)
        if (strcmp(ids.items[i], id) == 0)
            return true;
    return false;
}

/* A piece of the text as it stands. */
static const char *piece(struct rewriting *rewriting, struct cf_pos pos)
{
    return cf_arena_copy(&rewriting->arena, pos.source->text + pos.offset, pos.length);
}

/* ---- lists ---- */

/* In the place of a list that is one text alone. */
static void rewrite_single(struct rewriting *rewriting, const struct cf_comparison *item)
{
    const char *text = "";
    for (size_t i = 0; i < item->actual_ids.count && text; i++)
        text = cf_arena_format(&rewriting->arena, "%s%s%s", text, *text ? ", " : "",
                               item->actual_ids.items[i]);
    struct cf_pos pos = item->layout->pos;
    if (text && item->actual_ids.count != 1)
        text = cf_arena_format(&rewriting->arena, "[%s]", text);
    cf_edit_replace(&rewriting->edits, pos.offset, pos.offset + pos.length, text);
}

static void rewrite_list(struct rewriting *rewriting, const struct cf_comparison *item)
{
    const struct cf_layout *layout = item->layout;
    struct cf_ids actual = item->actual_ids, expected = item->expected_ids;
    const char **parts = cf_arena_array(&rewriting->arena, layout->part_count, sizeof(*parts));
    const char **added = cf_arena_array(&rewriting->arena, actual.count, sizeof(*added));
    size_t added_count = 0;
    if (!parts || !added)
        return;
    for (size_t i = 0; i < actual.count; i++)
        if (!holds(expected, actual.items[i]))
            added[added_count++] = actual.items[i];
    for (size_t i = 0; i < layout->part_count; i++)
        if (holds(actual, expected.items[i]))
            parts[i] = piece(rewriting, layout->parts[i]);
    cf_edit_parts(&rewriting->edits, layout, false, parts, added, added_count);
}

/* ---- values ---- */

/* The key of a pair as it is written, without quotes: none of them begins with another one. */
static bool has_key(const struct cf_pos *pair, const char *key)
{
    const char *text = pair->source->text + pair->offset;
    size_t quoted = *text == '"' || *text == '\'';
    size_t length = strlen(key);
    return pair->length > length + quoted && strncmp(text + quoted, key, length) == 0;
}

static bool is_form(const struct cf_pos *pair)
{
    static const char *const forms[] = { "value",   "about", "nearly",  "at_least", "over",
                                         "at_most", "under", "between", "missing" };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (has_key(pair, forms[i]))
            return true;
    return false;
}

static const char *pair_text(struct rewriting *rewriting, const struct cf_pair *pair)
{
    return cf_arena_format(&rewriting->arena, "%s: %s", pair->key, pair->value);
}

/* The words that a pair has from now on; key 0 of the words is the form. NULL: the pair goes. */
static const char *new_pair(struct rewriting *rewriting, const struct cf_comparison *item,
                            const struct cf_pos *pair, bool *placed)
{
    for (size_t i = 0; i < item->word_count; i++) {
        if (i == 0 ? !is_form(pair) : !has_key(pair, item->words[i].key))
            continue;
        placed[i] = true;
        bool changes = i == 0 || strcmp(item->words[i].key, "year") == 0;
        return changes ? pair_text(rewriting, &item->words[i]) : piece(rewriting, *pair);
    }
    bool harmless = has_key(pair, "unit") || /* beside `missing`, and of the default size */
                    (has_key(pair, "tolerance") && strcmp(item->words[0].key, "about") == 0);
    return harmless ? piece(rewriting, *pair) : NULL;
}

static void rewrite_value(struct rewriting *rewriting, const struct cf_comparison *item)
{
    enum { WORDS_MOST = 4 };
    const struct cf_layout *layout = item->layout;
    const char **parts = cf_arena_array(&rewriting->arena, layout->part_count, sizeof(*parts));
    const char *added[WORDS_MOST];
    bool placed[WORDS_MOST] = { false };
    size_t added_count = 0;
    if (!parts)
        return;
    for (size_t i = 0; i < layout->part_count; i++)
        parts[i] = new_pair(rewriting, item, &layout->parts[i], placed);
    for (size_t i = 0; i < item->word_count; i++)
        if (!placed[i])
            added[added_count++] = pair_text(rewriting, &item->words[i]);
    cf_edit_parts(&rewriting->edits, layout, true, parts, added, added_count);
}

/* ---- all of a suite ---- */

static void rewrite(struct rewriting *rewriting, const struct cf_comparison *item)
{
    if (item->unwritable)
        return; /* the case goes on failing */
    rewriting->count++;
    if (item->stated)
        rewrite_value(rewriting, item);
    else if (item->lists && !item->layout->part_count && !item->layout->flow)
        rewrite_single(rewriting, item);
    else if (item->lists)
        rewrite_list(rewriting, item);
    else
        cf_edit_word(&rewriting->edits, item->pos, item->actual_word);
}

enum cf_status cf_rewrite_suite(char **text, size_t *length, size_t *rewritten,
                                const struct cf_suite *suite,
                                const struct cf_case_result *const *results, size_t count)
{
    struct rewriting rewriting = { .count = 0 };
    rewriting.edits.arena = &rewriting.arena;
    rewriting.edits.source = suite->source;
    *text = NULL;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < results[i]->count && results[i]->state == CF_CASE_FAILED; j++)
            if (!results[i]->items[j].met)
                rewrite(&rewriting, &results[i]->items[j]);
    *rewritten = rewriting.count;
    bool failed = rewriting.arena.failed;
    if (rewriting.count && !failed) {
        *text = cf_edits_apply(&rewriting.edits, length);
        failed = !*text;
    } else {
        free(rewriting.edits.items);
    }
    cf_arena_clear(&rewriting.arena);
    return failed ? CF_NO_MEMORY : CF_OK;
}
