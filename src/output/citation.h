/* Documents and places in them, as readers cite them. */
#ifndef CF_OUTPUT_CITATION_H
#define CF_OUTPUT_CITATION_H

#include "output/page.h"

/* "A. Kuchiki (2007), Sec. 4"; the place may be NULL, the citation too. */
const char *cf_words_cite(struct cf_page *page, const struct cf_citation *citation,
                          const char *where);

/* "zhang-kawabata-2013, Table 3": shorter, by the id that the files use. */
const char *cf_words_cite_id(struct cf_page *page, const struct cf_citation *citation,
                             const char *where);

/* "A. Kuchiki (2007): Clusters and Innovation". */
const char *cf_words_document(struct cf_page *page, const struct cf_citation *citation);

/* Where a critical level comes from: "printed in A. Kuchiki (2007), Sec. 4". */
const char *cf_words_basis(struct cf_page *page, const struct cf_criterion_result *result);

/*
 * The distinct documents that the text draws upon, in order of first use: those of the evidence of
 * the visited steps, and those of the critical levels that the text tells the origin of.
 */
struct cf_citations {
    const struct cf_citation **items;
    size_t count, capacity;
};

/* Adds those of one criterion: of its evidence and of its level. */
void cf_citations_add(struct cf_citations *citations, struct cf_page *page,
                      const struct cf_criterion_result *result);

void cf_citations_collect(struct cf_citations *citations, struct cf_page *page,
                          const struct cf_evaluation *evaluation);

#endif
