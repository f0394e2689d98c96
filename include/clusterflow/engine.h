/*
 * Walks flowcharts: compile a chart once, bind cities to it, evaluate.
 *
 *     struct cf_program *program;
 *     struct cf_binding *binding;
 *     struct cf_evaluation *evaluation;
 *     if (cf_compile(&program, chart, catalog, diags) == CF_OK &&
 *         cf_bind(&binding, program, city, diags) == CF_OK &&
 *         cf_evaluate(&evaluation, binding, NULL, NULL, diags) == CF_OK)
 *         puts(cf_verdict_name(evaluation->verdict));
 *
 * docs/format.md, sections 4 and 5, says what the answers mean. The rule of the walk and the
 * classes of actors are Kuchiki's (2007, section 2).
 */
#ifndef CLUSTERFLOW_ENGINE_H
#define CLUSTERFLOW_ENGINE_H

#include <clusterflow/model.h>

CF_BEGIN_C

/* ---- compile ---- */

/*
 * A chart in flat arrays: names resolved, thresholds typed and converted, routes turned into step
 * numbers. Borrows from the chart and the catalog. Constant once what-ifs are set.
 */
struct cf_program;

/*
 * CF_INVALID: something that the chart names does not exist or does not fit, see diags. *program is
 * the caller's to free by cf_program_free, before the chart and the catalog.
 */
enum cf_status cf_compile(struct cf_program **program, const struct cf_chart *chart,
                          const struct cf_catalog *catalog, struct cf_diags *diags);
void cf_program_free(struct cf_program *program);

/* What cf_compile reports of a catalog for every chart, without one: units, derived indices, what
 * is named and not defined. CF_OK, CF_INVALID or CF_NO_MEMORY. */
enum cf_status cf_check_catalog(const struct cf_catalog *catalog, struct cf_diags *diags);

/*
 * "INDEX=VALUE": what if every place had this one value, known for every year? A number may carry a
 * unit ("sales=3 million CNY"; without: the index's). Only for bindings made afterwards.
 * CF_NOT_FOUND: the catalog has no such index. CF_INVALID: not of this form or type, see diags.
 */
enum cf_status cf_program_set(struct cf_program *program, const char *assignment,
                              struct cf_diags *diags);

/* The same of a value that has been decided (cf_plan_options): messages place it in "--given", and
 * not in "--set". */
enum cf_status cf_program_set_given(struct cf_program *program, const char *assignment,
                                    struct cf_diags *diags);

/*
 * "STEP/INDEX=VALUE": what if this were the critical level? Replaces the level and the tolerance of
 * every criterion of the step on that index. VALUE is like the criterion's own: "60", "60 minute",
 * "A..B" for between, "A,B" for one_of; without a unit it is in the criterion's.
 * It holds for bindings made before, too. CF_NOT_FOUND: the chart has no such step, or the step no
 * such index.
 */
enum cf_status cf_program_set_threshold(struct cf_program *program, const char *assignment,
                                        struct cf_diags *diags);

/* What the program was made of, borrowed from whoever made it. */
const struct cf_chart *cf_program_chart(const struct cf_program *program);
const struct cf_catalog *cf_program_catalog(const struct cf_program *program);

/* ---- what a program holds, for those who reason about charts ---- */

/* A criterion of a program. */
struct cf_program_criterion {
    const struct cf_criterion *criterion;
    uint32_t index;           /* number of its index: the same number, the same index */
    enum cf_basis basis;      /* the criterion's, or CF_BASIS_WHAT_IF */
    double threshold[2];      /* numbers, in the index's unit, not widened; [1] of between only */
    double tolerance;         /* numbers; 0 for other types */
    struct cf_value accepted; /* what is good enough, tolerance included; not cut to the range */
};

/* In place of a step number: the walk stops, at a bottleneck. */
enum { CF_ROUTE_STOP = -1 };

/* A step of a program. Its criteria are those from `first_criterion` on, as many as the step has.
 */
struct cf_program_step {
    const struct cf_step *step;
    size_t stage;           /* number of its stage, from 0 */
    size_t first_criterion; /* number of its first criterion among those of all steps */
    int on_yes;             /* number of a later step; the number of steps is the end */
    int on_no;              /* the same, or CF_ROUTE_STOP */
};

/* All steps, and the criteria of all steps, in file order. They belong to the program. */
const struct cf_program_step *cf_program_steps(const struct cf_program *program, size_t *count);
const struct cf_program_criterion *cf_program_criteria(const struct cf_program *program,
                                                       size_t *count);

/* How many indices the catalog and the chart define, and the one of that number; of numbers from
 * there on NULL. */
size_t cf_program_index_count(const struct cf_program *program);
const struct cf_index *cf_program_index(const struct cf_program *program, size_t number);

/* Every value that the index can have: its range, its levels, its categories. Not known for a
 * number that no index has. */
struct cf_value cf_program_domain(const struct cf_program *program, size_t number);

/* The number of the index of that id; the number of indices: there is none. */
size_t cf_program_index_number(const struct cf_program *program, const char *id);

/* The units that the catalog and the chart define. */
const struct cf_units *cf_program_units(const struct cf_program *program);

/* Whether the city or one of its sites names an actor who could clear the step of that number,
 * should it be the bottleneck by any of its criteria. */
bool cf_names_candidate(const struct cf_program *program, size_t step, const struct cf_city *city);

/* ---- bind ---- */

/* A city's indicators, typed and told in the units of the program's catalog. Borrows from the
 * program and the city: free them later. */
struct cf_binding;

/*
 * CF_INVALID: a value of the wrong type, a unit that does not convert and so on, see diags.
 * Indicators that the catalog does not know are passed over: see cf_check_indicators. *binding is
 * the caller's to free by cf_binding_free, before the program and the city.
 */
enum cf_status cf_bind(struct cf_binding **binding, const struct cf_program *program,
                       const struct cf_city *city, struct cf_diags *diags);
void cf_binding_free(struct cf_binding *binding);

/* The program that the city was bound to, borrowed. */
const struct cf_program *cf_binding_program(const struct cf_binding *binding);
const struct cf_city *cf_binding_city(const struct cf_binding *binding);

/* The year asked for when the options name none: the city's `as_of`, else the newest year of its
 * figures; 0: it has no years. */
int cf_binding_year(const struct cf_binding *binding);

/* An observation, typed. */
struct cf_bound {
    const struct cf_observation *observation;
    struct cf_value value; /* in the index's unit, cut to its range; not known for `missing`, and
                              without members for CF_FORM_PERIOD, which depends on the year */
};

/* What the city itself (site NULL) or one of its sites states of an index, in file order, not what
 * a site takes over from the city. *count receives the number of observations. */
const struct cf_bound *cf_binding_stated(const struct cf_binding *binding,
                                         const struct cf_locality *site, size_t index,
                                         size_t *count);

/* Warns of each indicator of the city that none of the `count` programs' catalogs knows. CF_OK or
 * CF_NO_MEMORY. */
enum cf_status cf_check_indicators(const struct cf_city *city,
                                   const struct cf_program *const *programs, size_t count,
                                   struct cf_diags *diags);

/* ---- evaluate ---- */

/*
 * What if the value were this, all else being as it is? For one place and one evaluation. Unlike
 * with cf_program_set, which observations count stays as it is: what is laid takes the place of the
 * value that comes of them, also where other indices are derived from it. A growth, which is about
 * past years, does not heed what is laid over its operand. The observation that stands for it in
 * the evidence has the kind CF_WHAT_IF and states no text.
 */
struct cf_laid {
    size_t index;          /* its number in the program */
    struct cf_value value; /* known, in the index's unit and within its domain */
};

/* What an evaluation asks for. CF_EVALUATE_OPTIONS_INIT is what NULL means, too. */
struct cf_evaluate_options {
    int year;        /* the year asked for; 0: the file's `as_of`, else its newest year */
    int max_age;     /* in years, for every index beside its own; -1: none */
    unsigned accept; /* kinds that answer, as bits 1u << kind; CF_ACCEPT_DEFAULT */
    bool explain;    /* fill `considered` */
    const struct cf_laid *laid; /* over the observations; the last one of an index counts */
    size_t laid_count;
};

/* Figures that were measured or estimated answer; plans, targets and opinions do not. */
#define CF_ACCEPT_DEFAULT (1u << CF_ACTUAL | 1u << CF_ESTIMATE)
#define CF_EVALUATE_OPTIONS_INIT                                                                   \
    {                                                                                              \
        0, -1, CF_ACCEPT_DEFAULT, false, NULL, 0                                                   \
    }

/* Why an observation was not used. */
enum cf_use {
    CF_USED,
    CF_NOT_MISSING_VALUE, /* it says that the value is missing */
    CF_NOT_KIND,          /* its kind is not accepted */
    CF_NOT_YET,           /* it is newer than the year asked for */
    CF_NOT_FRESH,         /* it is older than max_age */
    CF_NOT_IN_SPAN,       /* it does not hold in the year asked for */
    CF_NOT_NEWEST,        /* another one is newer */
    CF_NOT_PREFERRED,     /* another one of the same year is preferred */
};

/* The word for it in the JSON: "used", "missing", "kind", "future", "stale", "span", "older",
 * "not_preferred". */
const char *cf_use_name(enum cf_use use);

/* One observation that was looked at. */
struct cf_evidence {
    const struct cf_observation *observation;
    const struct cf_index *index; /* of which index it is an observation */
    enum cf_use use;
};

/* How far what is known is from changing the answer. */
struct cf_margin {
    bool given; /* false: not a number criterion */
    /* Signed distance to the nearest edge of the accepted values, in the index's unit, positive
     * inside; over the observed values. +-INFINITY: unbounded. NAN: nothing is known. */
    double worst, best;
};

/* What came of one criterion, and of what. */
struct cf_criterion_result {
    const struct cf_criterion *criterion;
    const struct cf_index *index;
    enum cf_answer answer;
    enum cf_basis basis;           /* the criterion's, or CF_BASIS_WHAT_IF */
    double threshold[2];           /* numbers, in the index's unit; [1] of between only */
    double tolerance;              /* numbers; 0 for other types */
    struct cf_value threshold_set; /* what is good enough, tolerance included */
    struct cf_value value;         /* what is known, in the index's unit */
    int year;         /* the year it counts as of; 0: undated, mixed or nothing known */
    bool derived;     /* computed from operands, not observed */
    bool disputed;    /* observations of equal standing differ */
    bool mixed_years; /* the operands are of different years */
    struct cf_margin margin;
    const struct cf_evidence *evidence; /* the observations used */
    size_t evidence_count;
    const struct cf_evidence *considered; /* with `explain`: all observations of the index */
    size_t considered_count;
};

/* What came of one step. */
struct cf_step_result {
    const struct cf_step *step;
    size_t stage; /* number of its stage, from 0 */
    enum cf_answer answer;
    bool visited;
    const struct cf_criterion_result *criteria; /* step->criterion_count of them */
};

/* What a walk comes to: of a stage it may also be that the walk does not get there. */
enum cf_verdict { CF_NOT_REACHED, CF_BOTTLENECK, CF_UNDECIDED, CF_CLEAR };

/* The word for it in the JSON: "not_reached", "bottleneck", "undecided", "clear". Static text. */
const char *cf_verdict_name(enum cf_verdict verdict);

/* What came of one stage. */
struct cf_stage_result {
    const struct cf_stage *stage;
    enum cf_verdict verdict;
    size_t first_step; /* number of its first step; its steps follow one another */
};

/* A class of actors who could clear the bottleneck, with the actors that the city names. */
struct cf_candidates {
    const struct cf_term *actor_class;
    const struct cf_actor *const *named; /* none: no document names one */
    size_t named_count;
};

/* In place of a step number: there is none. */
enum { CF_NO_STEP = -1 };

/* The answer for one place (a city or a site), one chart and one year. Borrows from the binding,
 * its program and its city, and from their chart and catalog: free them later. */
struct cf_evaluation {
    const struct cf_city *city;
    const struct cf_locality *site; /* NULL: the city itself */
    const struct cf_chart *chart;
    const struct cf_catalog *catalog; /* for the labels of units */
    int year;                         /* 0: the file has no years */
    int newer_figures;                /* how many figures `as_of` hides */
    bool explained;                   /* `considered` of the criteria is filled */
    enum cf_verdict verdict;
    int first_no;   /* number of the step at which the walk stopped, or CF_NO_STEP */
    int first_stop; /* the first visited step that is not Yes and has no way round, or CF_NO_STEP */
    const size_t *unknown; /* visited steps whose answer is Unknown, in order */
    size_t unknown_count;
    const struct cf_stage_result *stages; /* chart->stage_count of them */
    const struct cf_step_result *steps;   /* of all stages, in file order */
    size_t step_count;
    const struct cf_candidates *actors; /* empty without a bottleneck */
    size_t actor_count;                 /* of classes */
};

/*
 * Evaluates the city itself (site NULL) or one of the city's sites. `options` may be NULL. Adds
 * warnings only: CF_OK or CF_NO_MEMORY. *evaluation is the caller's to free by cf_evaluation_free,
 * before the binding.
 */
enum cf_status cf_evaluate(struct cf_evaluation **evaluation, const struct cf_binding *binding,
                           const struct cf_locality *site,
                           const struct cf_evaluate_options *options, struct cf_diags *diags);
void cf_evaluation_free(struct cf_evaluation *evaluation);

/* ---- who could act ---- */

/* Classes of actors, with those that the city names. */
struct cf_candidate_list {
    const struct cf_candidates *items;
    size_t count;
};

/*
 * Who could change what these criteria of a step are about, as an evaluation lists it for those of
 * the bottleneck that are No. `criteria` are `count` numbers of criteria among those of all steps,
 * ascending. Borrows as an evaluation does. CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_list_candidates(struct cf_candidate_list **list, const struct cf_binding *binding,
                                  const struct cf_locality *site, size_t step,
                                  const size_t *criteria, size_t count);
void cf_candidate_list_free(struct cf_candidate_list *list);

/* ---- survey ---- */

/* What is known of one index at one place. */
struct cf_known {
    const struct cf_locality *site; /* NULL: the city itself */
    size_t index;                   /* its number in the program */
    struct cf_value value;          /* in the index's unit */
    int year;                       /* this and the next three are those of a criterion's result */
    bool derived, disputed, mixed_years;
    const struct cf_evidence *evidence; /* the observations used */
    size_t evidence_count;
    const struct cf_evidence *considered; /* all of the index and of its operands */
    size_t considered_count;
};

/* What is known of several indices, those that a chart asks for or others. Borrows as an evaluation
 * does. */
struct cf_survey {
    int year; /* the year asked for; 0: there is none */
    const struct cf_known *items;
    size_t count;
};

/*
 * Finds out about every index that the chart asks for at the city, and at each site that states it
 * or an operand of it, for the year that an evaluation without options asks for; by place, the city
 * first, then by index. Adds the warnings of an evaluation: CF_OK or CF_NO_MEMORY.
 */
enum cf_status cf_survey_city(struct cf_survey **survey, const struct cf_binding *binding,
                              struct cf_diags *diags);

/* What is known of the indices of these numbers at the city (site NULL) or a site; the items are in
 * the order asked for. `options` may be NULL. */
enum cf_status cf_survey_indices(struct cf_survey **survey, const struct cf_binding *binding,
                                 const struct cf_locality *site,
                                 const struct cf_evaluate_options *options, const size_t *indices,
                                 size_t count, struct cf_diags *diags);
void cf_survey_free(struct cf_survey *survey);

CF_END_C

#endif
