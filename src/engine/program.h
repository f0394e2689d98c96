/* A compiled chart: everything that the evaluation of a city needs, by number. */
#ifndef CF_ENGINE_PROGRAM_H
#define CF_ENGINE_PROGRAM_H

#include <clusterflow/engine.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"

struct cf_program_index {
    const struct cf_index *index;
    const struct cf_unit
        *unit;                /* never NULL; of a number without one and of others, the empty one */
    bool no_unit;             /* the unit is faulty, which is reported: nothing is checked by it */
    struct cf_value domain;   /* every value that it can have */
    const uint32_t *operands; /* numbers of the indices; index->operands.count of them */
    const struct cf_unit *computed; /* of a derived one: in which it comes out; else NULL */
    const struct cf_bound *what_if; /* in place of all observations; NULL: none */
};

struct cf_program {
    const struct cf_chart *chart;
    const struct cf_catalog *catalog;
    struct cf_units *units;
    const struct cf_term **classes;
    size_t class_count;
    struct cf_map class_numbers, factor_numbers, index_numbers;
    struct cf_program_index *indices;
    size_t index_count;
    struct cf_program_step *steps;
    size_t step_count;
    struct cf_program_criterion *criteria; /* of all steps, in file order */
    size_t criterion_count;
};

/* The number of an index, or CF_MAP_NONE. */
uint32_t cf_program_find(const struct cf_program *program, const char *index);

/* ---- the parts of compiling; each reports what does not fit ---- */

/* Collects the words of the catalog and of the chart's files into the program. */
void cf_compile_words(struct cf_program *program, const struct cf_catalog *catalog,
                      struct cf_diags *diags);
void cf_compile_steps(struct cf_program *program, struct cf_diags *diags);

/* Finds an actor class in the program; reports an undefined one under the rule. */
uint32_t cf_find_class(const struct cf_program *program, const struct cf_text *name,
                       enum cf_rule_id rule, struct cf_diags *diags);

/* ---- typing: texts become values of an index ---- */

/* A number as it stands, without its unit. Reports under the rule, returns false. */
bool cf_type_number(const struct cf_program_index *index, const struct cf_text *text,
                    enum cf_rule_id rule, struct cf_diags *diags, double *number);

/* Which of an index's values (bit number) a text names: flags, levels, categories. */
bool cf_type_member(const struct cf_program_index *index, const struct cf_text *text,
                    enum cf_rule_id rule, struct cf_diags *diags, unsigned *member);

/* Where the faulty part of a unit stands; the whole of it when it is not written plainly. */
struct cf_pos cf_unit_fault_pos(const struct cf_text *text, const struct cf_unit_fault *fault);

/* The name of a unit that is like the unknown one; NULL: none is. */
const char *cf_unit_meant(const struct cf_program *program, const struct cf_text *text,
                          const struct cf_unit_fault *fault, struct cf_diags *diags);

void cf_report_unit(const struct cf_text *text, const struct cf_unit_fault *fault,
                    enum cf_rule_id rule, struct cf_diags *diags);

/* A unit that has to convert to the index's. */
bool cf_type_unit(const struct cf_program *program, const struct cf_program_index *index,
                  const struct cf_text *text, enum cf_rule_id rule, struct cf_diags *diags,
                  struct cf_unit *unit);

/* What a criterion accepts: fills threshold and accepted from bounds in the unit. */
bool cf_type_test(const struct cf_program *program, struct cf_program_criterion *criterion,
                  const struct cf_text_list *bounds, const struct cf_text *unit,
                  enum cf_rule_id rule, struct cf_diags *diags);

/* The interval that a figure of this form stands for, in its own unit. */
struct cf_interval cf_form_interval(enum cf_form form, double number, double number_2,
                                    double tolerance);

/* Is an end infinite that was not stated so? Then a figure is too large for its unit. */
bool cf_interval_overflows(struct cf_interval interval);

/* An interval told in another unit. */
struct cf_interval cf_interval_convert(struct cf_interval interval, const struct cf_unit *from,
                                       const struct cf_unit *to);

#endif
