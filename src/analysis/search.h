/*
 * Is there a city for which some steps are No while others are not?
 *
 * Nothing known of a subject makes none of its criteria No. So only the subjects of steps that have
 * to be No matter, and of these the widest observations that do it: the wider, the fewer criteria
 * are No beside those that have to be. That leaves few cases to try: which criteria of a step are
 * No, and on which side of what they accept a number lies. Trying them all is exact.
 */
#ifndef CF_ANALYSIS_SEARCH_H
#define CF_ANALYSIS_SEARCH_H

#include "analysis/questions.h"

/* What is asked of a step. */
enum cf_asked { CF_ASKED_NOTHING, CF_ASKED_NOT_NO, CF_ASKED_NO };

struct cf_search {
    const struct cf_questions *questions;
    unsigned char *asked; /* by step, an enum cf_asked; the user's, also to put another in place */
    size_t last;          /* the last step of which anything is asked; the user's */

    /* of the search at hand */
    struct cf_value *seen; /* by subject: what is observed in the case that is tried */
    const uint32_t *noes;  /* the steps that have to be No */
    size_t no_count;
    size_t looks, most_looks; /* comparisons done, and how many it may do */
    uint32_t *in_way;         /* the steps that were not to be No and ruled out a case */
    size_t in_way_count;
    bool *is_in_way; /* by step */

    size_t budget; /* how many comparisons all searches together may still do */
};

/* Returns false when memory fails. */
bool cf_search_init(struct cf_search *search, const struct cf_questions *questions);

/*
 * Whether the `count` steps `noes`, each of which is asked to be No, can be No while those that are
 * asked not to be No are not. A search that takes too long gives up and returns true, too: then
 * nothing may be concluded.
 */
bool cf_search_possible(struct cf_search *search, const uint32_t *noes, size_t count);

#endif
