/*
 * Reasons about charts, catalogs, cities and evaluations. Findings are messages under the rules;
 * nothing here refuses a document. Each function returns CF_OK or CF_NO_MEMORY.
 */
#ifndef CLUSTERFLOW_ANALYSIS_H
#define CLUSTERFLOW_ANALYSIS_H

#include <clusterflow/engine.h>

CF_BEGIN_C

/*
 * What is suspicious in a chart by itself: steps that no route reaches or that can never be No,
 * criteria that contradict or imply each other, levels without a basis. Decided by sets of values,
 * for every city that there could be.
 */
enum cf_status cf_lint_chart(const struct cf_program *program, struct cf_diags *diags);

/*
 * What the cities of a run have to do with its charts and catalogs, taken in one after the other:
 * the cities need not be kept, the programs have to.
 */
struct cf_usage;

/* NULL when memory fails. */
struct cf_usage *cf_usage_new(void);
void cf_usage_free(struct cf_usage *usage);

/* Takes in a city and a chart that it is checked with, once for each of its charts. `program` may
 * be NULL: the city is checked with none. */
enum cf_status cf_usage_add(struct cf_usage *usage, const struct cf_city *city,
                            const struct cf_program *program);

/* Steps that could be the bottleneck of the chart, for which none of the cities that were taken in
 * with it names an actor. Without such a city: nothing. */
enum cf_status cf_lint_chart_actors(const struct cf_program *program, const struct cf_usage *usage,
                                    struct cf_diags *diags);

/*
 * Indices of the catalog, and those that its charts define, that none of the programs asks for and
 * no city that was taken in states. Programs that were made with another catalog do not count;
 * without any that does, or without a city: nothing.
 */
enum cf_status cf_lint_catalog(const struct cf_catalog *catalog,
                               const struct cf_program *const *programs, size_t count,
                               const struct cf_usage *usage, struct cf_diags *diags);

/*
 * What is suspicious in a city's figures and names, by themselves and for the charts that it is
 * bound to: `bindings` are `count` bindings of the city, each to another chart. Without any only
 * what needs no catalog is looked for. Adds the warnings of an evaluation, too.
 */
enum cf_status cf_lint_city(const struct cf_city *city, const struct cf_binding *const *bindings,
                            size_t count, struct cf_diags *diags);

/* What is said about comments that allow something. */
enum cf_allow_talk {
    CF_ALLOW_NOTHING, /* of the comments themselves nothing */
    CF_ALLOW_FORM,    /* which are not well formed */
    CF_ALLOW_USE,     /* and which allow nothing, since all was looked for in their files */
};

/*
 * Takes out of the messages from number `from` on those that a comment allows; messages of rules
 * for which every command refuses a document stay. `allowances` are `count` lists, as the documents
 * hold them; a file may come up in several.
 */
enum cf_status cf_apply_allowances(const struct cf_allowance_list *allowances, size_t count,
                                   enum cf_allow_talk talk, size_t from, struct cf_diags *diags);

/* ---- what a word means ---- */

/* What sort of thing a word names. */
enum cf_topic_kind { CF_TOPIC_RULE, CF_TOPIC_INDEX, CF_TOPIC_STEP, CF_TOPIC_CHART, CF_TOPIC_CITY };

/* A step of a chart, or a criterion of one. */
struct cf_chart_place {
    const struct cf_program *program;
    size_t step;      /* number of the step, from 0 */
    size_t criterion; /* number of the criterion among those of all steps */
};

/* One thing that a word names. Members that are not of its kind are NULL. */
struct cf_topic {
    enum cf_topic_kind kind;
    const struct cf_rule *rule;
    const struct cf_index *index;
    const struct cf_step *step;
    const struct cf_program *program; /* the chart; of an index or a step the first that has it */
    const struct cf_city *city;
    /* Of a step: each chart in which it stands, since charts use each other's stages. Of an index:
     * each criterion that asks for it, or for what is derived from it. */
    const struct cf_chart_place *places;
    size_t place_count;
};

/* What a word names: rules, indices, steps, charts and cities, in that order. */
struct cf_topics {
    const struct cf_topic *items;
    size_t count;
    const char *nearest; /* when there are none: what was probably meant; NULL: nothing is near */
};

/*
 * Finds everything of that id, or of that title, label or name (capital letters do not count). A
 * step may be named as CHART/STEP. Borrows from the programs and the cities. CF_OK or
 * CF_NO_MEMORY.
 */
enum cf_status cf_find_topics(struct cf_topics **topics, const char *word,
                              const struct cf_program *const *programs, size_t program_count,
                              const struct cf_city *const *cities, size_t city_count);
void cf_topics_free(struct cf_topics *topics);

/* ---- what a city file holds ---- */

/* The observations of one index in a city and its sites. */
struct cf_holding {
    const char *id;               /* as the file spells it */
    const struct cf_index *index; /* NULL: no catalog of the charts knows it */
    size_t count;                 /* of observations */
    size_t missing;               /* of those that say that the value is missing */
    size_t kinds[CF_WHAT_IF];     /* of the others, by enum cf_kind */
    size_t answering;             /* of the city's own that are actual or estimate, not missing */
    int from, to;                 /* the first and last year that they name; 0: none names one */
};

/* An index that a chart of the city asks for and that nothing in the file answers. */
struct cf_gap {
    const struct cf_index *index;     /* asked for, or an operand of what is */
    const struct cf_holding *holding; /* what there is all the same; NULL: nothing is stated */
};

/* The actors of a class, those of the city first, then those of its sites. */
struct cf_class_actors {
    const char *id;             /* of the class, as the file spells it */
    const struct cf_term *term; /* NULL: no catalog of the charts knows it */
    const struct cf_actor *const *actors;
    size_t count; /* at least 1 */
};

/* What a city file holds. Borrows from the city and the programs. */
struct cf_inventory {
    const struct cf_city *city;
    const struct cf_program *const *programs; /* of its charts, as far as they are found */
    size_t program_count;
    const struct cf_holding *holdings; /* by factors in the catalog's order, then by the file's */
    size_t holding_count;
    struct cf_holding total;
    const size_t *cited;       /* how many observations cite each of the city's citations */
    size_t uncited;            /* how many cite none */
    const size_t *site_counts; /* how many observations each site has */
    const struct cf_gap *gaps; /* in the order of the charts' criteria */
    size_t gap_count;
    const struct cf_class_actors *classes; /* in the catalog's order, then the file's */
    size_t class_count;
};

/* `programs` are borrowed, too. CF_OK or CF_NO_MEMORY. */
enum cf_status cf_take_inventory(struct cf_inventory **inventory, const struct cf_city *city,
                                 const struct cf_program *const *programs, size_t program_count);
void cf_inventory_free(struct cf_inventory *inventory);

/* ---- suites ---- */

/*
 * How the files that a case names are found. The documents stay the resolver's and live as long as
 * the results. Returns CF_OK, CF_INVALID (what is wrong was added to `diags`; the document is NULL,
 * or faulty), CF_NO_MEMORY or CF_IO. Warnings are added with each call, so that a case can expect
 * them.
 */
struct cf_resolver {
    enum cf_status (*chart)(void *payload, const struct cf_suite *suite, const struct cf_text *id,
                            const struct cf_chart **chart, const struct cf_catalog **catalog,
                            struct cf_diags *diags);
    enum cf_status (*city)(void *payload, const struct cf_suite *suite, const struct cf_text *path,
                           const struct cf_city **city, struct cf_diags *diags);
    void *payload;
};

/* What an expectation is about. */
enum cf_expected {
    CF_EXPECTED_VERDICT,
    CF_EXPECTED_FIRST_NO,
    CF_EXPECTED_FIRST_STOP,
    CF_EXPECTED_UNKNOWN,
    CF_EXPECTED_STEP,
    CF_EXPECTED_STAGE,
    CF_EXPECTED_VALUE,
    CF_EXPECTED_ACTORS,
    CF_EXPECTED_REPORTS
};

/* Its key in the file: "verdict", "first_no", "first_stop", "unknown", "steps", "stages", "values",
 * "actors", "reports". */
const char *cf_expected_name(enum cf_expected expected);

/* Some ids. */
struct cf_ids {
    const char *const *items;
    size_t count;
};

/* What is known of an index, or is expected to be. */
struct cf_known_value {
    const struct cf_index *index;
    struct cf_value value; /* in the index's unit */
    int year;              /* as of which it counts; 0: undated or, of what is expected, not said */
};

/* A key of an observation and its value, as they would be written. */
struct cf_pair {
    const char *key, *value;
};

/* One expectation and what came. Of words, lists and values one pair is given. */
struct cf_comparison {
    enum cf_expected what;
    const char *subject; /* the step, stage, index or class; NULL where there is one of the kind */
    struct cf_pos pos;   /* of what is expected */
    bool met;
    const char *expected_word, *actual_word; /* NULL: it is no word */
    bool lists;
    struct cf_ids expected_ids, actual_ids;
    const struct cf_layout *layout;         /* of a list, as it is written */
    const struct cf_expected_value *stated; /* NULL: it is no value */
    struct cf_known_value expected, actual;
    /* How the value was found, as if by a criterion; its criterion, answer and threshold are not
     * set. NULL after cf_case_result_settle. */
    const struct cf_criterion_result *known;
    const struct cf_pair *words; /* what is known, as an expectation would state it */
    size_t word_count;           /* 0: it cannot be told in such words */
    bool unwritable;             /* what came cannot be written where this is expected */
    const size_t *steps;         /* numbers of the steps whose answers made the difference */
    size_t step_count;
};

/* What became of a case. */
enum cf_case_state {
    CF_CASE_PASSED,
    CF_CASE_FAILED,
    CF_CASE_FAULTY,         /* a file, or what the case names, is faulty: it was not compared */
    CF_CASE_PENDING,        /* it does not pass, and need not yet */
    CF_CASE_PENDING_PASSES, /* it passes although it need not */
};

/* "passed", "failed", "faulty", "pending"; CF_CASE_PENDING_PASSES: "pending", too. */
const char *cf_case_state_name(enum cf_case_state state);

/* What came of running one case. */
struct cf_case_result {
    const struct cf_case *test;
    enum cf_case_state state;
    const struct cf_comparison *items; /* in the order of the keys above; none of a faulty case */
    size_t count;
    const struct cf_evaluation *evaluation; /* NULL: there is none */
    const char
        *fault; /* of a faulty case: the first error, as "FILE:LINE:COLUMN: MESSAGE [RULE]" */
};

/*
 * Runs one case of a suite without faults. Errors that the case does not expect are added to
 * `diags`, but for those of a pending case. CF_OK, whatever became of the case; CF_NO_MEMORY or
 * CF_IO.
 */
enum cf_status cf_run_case(struct cf_case_result **result, const struct cf_suite *suite,
                           const struct cf_case *test, const struct cf_resolver *resolver,
                           struct cf_diags *diags);

/*
 * Looks at a suite without faults, and does not run it: whether its charts are found, and whether
 * they have what its cases name. *whole: false when a chart could not be read, so that names were
 * not looked for.
 * Calls the resolver's `chart` alone. CF_OK, whatever was reported; CF_NO_MEMORY or CF_IO.
 */
enum cf_status cf_check_suite(const struct cf_suite *suite, const struct cf_resolver *resolver,
                              bool *whole, struct cf_diags *diags);

/* Lets go of the evaluation and all that it took; the comparisons stay. */
void cf_case_result_settle(struct cf_case_result *result);
void cf_case_result_free(struct cf_case_result *result);

/*
 * The suite's text with each expectation of a failed case that was not met rewritten to what came;
 * nothing else in it changes. *text is the caller's to free, and NULL when there is nothing to
 * rewrite. *rewritten receives the number of expectations. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_rewrite_suite(char **text, size_t *length, size_t *rewritten,
                                const struct cf_suite *suite,
                                const struct cf_case_result *const *results, size_t count);

/* ---- coverage ---- */

/* How often something came about in the cases, and whether it can at all. */
struct cf_covered {
    size_t times;
    bool possible;
};

/* What the cases that were run made of one chart. Only visited steps count. */
struct cf_chart_coverage {
    const struct cf_program *program;        /* the chart as it is filed, without what-ifs */
    const struct cf_covered (*steps)[3];     /* by step and by enum cf_answer */
    const struct cf_covered (*criteria)[3];  /* by number of the criterion; not of what-if levels */
    const struct cf_covered *on_yes, *on_no; /* by step: the routes that the chart names for it */
    struct cf_covered end;                   /* the walk reaches the end */
    size_t covered, possible, impossible;    /* how many of all these */
};

/* What the cases made of all charts. */
struct cf_coverage {
    const struct cf_chart_coverage *charts; /* in the order in which they came up */
    size_t chart_count;
};

/* Counts while cases are run. */
struct cf_coverage_count;

/* A new count; NULL: no memory. cf_coverage_free takes NULL. */
struct cf_coverage_count *cf_coverage_new(void);
void cf_coverage_free(struct cf_coverage_count *count);

/* Counts a case before its result is settled; one that is pending or was not run does not count. */
enum cf_status cf_coverage_add(struct cf_coverage_count *count,
                               const struct cf_case_result *result);

/* What came of it, which belongs to the count. Finds out what is possible by a search that gives up
 * on charts made to be hard: then it counts as impossible. CF_OK or CF_NO_MEMORY. */
enum cf_status cf_coverage_finish(struct cf_coverage_count *count,
                                  const struct cf_coverage **coverage);

/* ---- suites that are made ---- */

/* A figure of a made case. Not known: it is missing. A set of levels or categories: there is a
 * figure for each. */
struct cf_made_figure {
    const struct cf_index *index;
    struct cf_value value; /* in the index's unit */
};

/* A case of a made suite. */
struct cf_made_case {
    const char *name;
    const struct cf_made_figure *figures; /* in place of the suite's */
    size_t figure_count;
    const struct cf_step *step; /* that the case is about; NULL: the chart as a whole */
    enum cf_answer answer;      /* of that step */
    enum cf_verdict verdict;
    const struct cf_step *first_no; /* NULL: there is none */
};

/* Cases on and beside each critical level of a chart, and what else can come about in it. */
struct cf_made_suite {
    const struct cf_program *program;
    const struct cf_made_figure *figures; /* that every case begins with: as much Yes as can be */
    size_t figure_count;
    const struct cf_made_case *cases;
    size_t case_count;
};

/* Makes them, with the answers that the engine gives. Borrows from the program. CF_OK or
 * CF_NO_MEMORY. */
enum cf_status cf_make_suite(struct cf_made_suite **suite, const struct cf_program *program);
void cf_made_suite_free(struct cf_made_suite *suite);

CF_END_C

#endif
