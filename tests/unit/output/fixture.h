/* An evaluation made by hand, and a sink that keeps what is written. */
#ifndef TESTS_OUTPUT_FIXTURE_H
#define TESTS_OUTPUT_FIXTURE_H

#include <clusterflow/output.h>

/* A text that stands in no file. */
#define TEXT(words)                                                                                \
    {                                                                                              \
        .text = (words)                                                                            \
    }

enum {
    F_UNIVERSITIES, /* number, institution, range 0 to 5000 */
    F_SUPPLIERS,    /* number, supplier, no range */
    F_HOUSING,      /* flag */
    F_SKILLS,       /* level: none, partial, full */
    F_FORM,         /* category: public, private, mixed */
    F_SHARE,        /* number, percent, 0 to 100, derived from two others */
    F_INDICES
};

enum { F_STEPS = 5, F_CRITERIA = 6 };

/*
 * Dalian against a chart of two stages: universities (Yes), living conditions (any of suppliers
 * and housing; Yes), land (Unknown), talent (No) and value (not reached). Tests change what they
 * are about before they write.
 */
struct fixture {
    struct cf_citation citations[2];
    struct cf_index indices[F_INDICES];
    struct cf_observation observations[F_CRITERIA];
    struct cf_evidence evidence[F_CRITERIA];
    struct cf_text bounds[F_CRITERIA];
    struct cf_criterion criteria[F_CRITERIA];
    struct cf_criterion_result results[F_CRITERIA];
    struct cf_step steps[F_STEPS];
    struct cf_step_result step_results[F_STEPS];
    struct cf_stage stages[2];
    struct cf_stage_result stage_results[2];
    struct cf_chart chart;
    struct cf_name names[1];
    struct cf_city city;
    struct cf_locality site;
    struct cf_term classes[2];
    struct cf_actor named[2];
    const struct cf_actor *named_list[2];
    struct cf_candidates candidates[2];
    size_t unknown[1];
    struct cf_evaluation evaluation;
};

void fixture_init(struct fixture *f);

/* Nothing stops the walk any more: the level is full, and land is known or not. */
void fixture_pass(struct fixture *f, bool land_known);

/* A value of one number, and a range. */
struct cf_value fixture_number(double number);
struct cf_value fixture_range(double low, double high, bool low_open, bool high_open);

/* What was written; always ended by a NUL. */
struct capture {
    char bytes[1 << 20];
    size_t length;
    unsigned writes, fail_at; /* fail_at: this write fails, from 1; 0: none */
};

struct cf_sink capture_sink(struct capture *capture);

/* The text of the evaluation in the style. */
const char *fixture_text(struct capture *capture, const struct fixture *f,
                         const struct cf_style *style);

/* The widest line in columns, escape sequences of colours left out. */
size_t widest_line(const char *text);

#endif
