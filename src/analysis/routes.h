/*
 * Walks all routes of a chart for all cities at once: which steps are reached, and which of them
 * can be No.
 */
#ifndef CF_ANALYSIS_ROUTES_H
#define CF_ANALYSIS_ROUTES_H

#include "analysis/trail.h"

/* An answer that an earlier step has to have given. */
struct cf_premise {
    uint32_t step;
    enum cf_asked answer; /* CF_ASKED_NO or CF_ASKED_NOT_NO */
};

/* What is known of a step. Where nothing could be concluded, all is possible. */
struct cf_prospect {
    bool reached;   /* some walk comes to it */
    bool can_be_no; /* on some walk that comes to it, it is No */
    bool can_pass;  /* on some walk that comes to it, it is Yes or Unknown */
    bool always;    /* it can never be No, whatever comes before it */
    /* Of a step that is reached and cannot be No because of what comes before it: the answers that
     * rule it out. Each route has some of them, and of what it has none could be left out. None
     * where finding them would take too long. */
    const struct cf_premise *premises;
    size_t premise_count;
    bool one_way; /* these are the answers of every route */
};

/* The prospects of all steps, which belong to the arena; NULL when memory fails. */
const struct cf_prospect *cf_walk_routes(const struct cf_questions *questions);

#endif
