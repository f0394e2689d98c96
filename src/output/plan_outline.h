/* What a text about a plan says, line by line; its writers decide how that looks. */
#ifndef CF_OUTPUT_PLAN_OUTLINE_H
#define CF_OUTPUT_PLAN_OUTLINE_H

#include <clusterflow/plan.h>

#include "output/page.h"

enum cf_outline_kind {
    CF_OUTLINE_TITLE,   /* of the whole */
    CF_OUTLINE_SUMMARY, /* what it comes to */
    CF_OUTLINE_PART,    /* the title of a part */
    CF_OUTLINE_NOTE,    /* about the part */
    CF_OUTLINE_TASK,    /* something to do */
    CF_OUTLINE_FACT,    /* about the task, with a label */
    CF_OUTLINE_GROUP,   /* the label of what follows */
    CF_OUTLINE_MEMBER,  /* of the group, with or without a label */
};

struct cf_outline_line {
    enum cf_outline_kind kind;
    enum cf_paint paint; /* of a summary */
    const char *label;   /* as of words.h; "": none */
    const char *text;
};

struct cf_outline {
    struct cf_page *page; /* whose memory it uses */
    struct cf_outline_line *lines;
    size_t count, capacity;
};

/* The outline of a plan; with page->style.verbose 1 all alternatives that it lists. */
void cf_plan_outline(struct cf_outline *outline, struct cf_page *page, const struct cf_plan *plan,
                     bool by_actor);

#endif
