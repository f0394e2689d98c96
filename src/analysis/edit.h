/*
 * Edits of a text in its place. Lists and mappings are changed item by item, so that what stands
 * between the items, comments above all, stays.
 */
#ifndef CF_ANALYSIS_EDIT_H
#define CF_ANALYSIS_EDIT_H

#include <clusterflow/model.h>

#include "base/arena.h"

/* The bytes from `from` up to `to` become `text`. */
struct cf_edit {
    size_t from, to;
    const char *text;
};

/* A text while it is edited. */
struct cf_edits {
    struct cf_arena *arena; /* of the new texts */
    const struct cf_source *source;
    struct cf_edit *items; /* in any order; they do not overlap */
    size_t count, capacity;
    bool failed;
};

void cf_edit_replace(struct cf_edits *edits, size_t from, size_t to, const char *text);

/* A word in the place of another, in the same quotes. */
void cf_edit_word(struct cf_edits *edits, struct cf_pos pos, const char *word);

/*
 * Makes a list (of ids) or a mapping (of pairs such as "unit: percent") say other parts. parts[i]
 * is the text of part i from now on: its own, another, or NULL where the part goes. Parts of
 * `added` take the places of those that go, and further ones come behind the last.
 */
void cf_edit_parts(struct cf_edits *edits, const struct cf_layout *layout, bool mapping,
                   const char **parts, const char *const *added, size_t added_count);

/* The whole new text, to be freed; NULL when memory failed. Releases the edits. */
char *cf_edits_apply(struct cf_edits *edits, size_t *length);

#endif
