/* The parts of cf_lint_chart. Each reports what it finds. */
#ifndef CF_ANALYSIS_LINT_CHART_H
#define CF_ANALYSIS_LINT_CHART_H

#include "analysis/questions.h"
#include "analysis/say.h"
#include "base/diag.h"

/* One chart while it is looked at. */
struct cf_lint {
    const struct cf_questions *questions;
    struct cf_speaker speaker;
    struct cf_diags *diags;
};

/* Criteria that no value meets, and criteria of one step that no values meet together. */
void cf_lint_contradictions(const struct cf_lint *lint, size_t step);

/* Criteria that the others of their step imply, or that every value meets. */
void cf_lint_implied(const struct cf_lint *lint, size_t step);

/* Steps that no route reaches, and steps that can never be No. */
void cf_lint_routes(const struct cf_lint *lint);

/* Where a criterion's level stands. */
struct cf_pos cf_level_pos(const struct cf_program_criterion *criterion);

/* Points to the index of the message reported last, by the range where it has one. */
void cf_lint_also_index(const struct cf_lint *lint, size_t index);

#endif
