/*
 * Figures, sets and tests in words. All texts belong to the page and are clean; ties hold together
 * what should stand on one line.
 */
#ifndef CF_OUTPUT_WORDS_H
#define CF_OUTPUT_WORDS_H

#include "output/page.h"

/* A number as it is, and one without the digits that only the arithmetic made: what stands before
 * the point and `digits` significant ones stay. */
const char *cf_words_number(struct cf_page *page, double number);
const char *cf_words_rounded(struct cf_page *page, double number, int digits);

/* How many digits a figure that was computed deserves, and one that was stated or converted. */
enum { CF_DIGITS_COMPUTED = 4, CF_DIGITS_STATED = 8 };

/* 0.1 as "10 %". */
const char *cf_words_percent(struct cf_page *page, double fraction);

/* A unit for people: its label, "" for none, "%" for percent; for `number` of it. */
const char *cf_words_unit(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const char *unit, double number);

/* The phrase and the unit behind it, tied, where there is a unit. */
const char *cf_words_with_unit(struct cf_page *page, const char *phrase, const char *unit);

/* Between two ends: "360–440", "-5 to 3". */
const char *cf_words_range(struct cf_page *page, const char *low, const char *high);

/* Whether anything is known: neither a set that fills the index's range says anything, nor a flag
 * that may be either. */
bool cf_words_is_known(const struct cf_criterion_result *result);

/* What is known of a criterion's index, without unit: "360–440", "about 400 (±10 %)", "partial",
 * "not known". */
const char *cf_words_value(struct cf_page *page, const struct cf_criterion_result *result);

/* The test in short, with the value: "15 ≥ 10", "70 > 60 min", "partial, needs full". */
const char *cf_words_test(struct cf_page *page, const struct cf_evaluation *evaluation,
                          const struct cf_criterion_result *result);

/* What is asked for: "at least 10 institutions", "full", "other than private". */
const char *cf_words_needed(struct cf_page *page, const struct cf_evaluation *evaluation,
                            const struct cf_criterion_result *result);

/* How many of the step's criteria have to be met: "all of 3", "any of 2", "2 of 3". */
const char *cf_words_need(struct cf_page *page, const struct cf_step *step);

/* What a reader should know about the value: "derived, disputed, estimate"; "" for nothing. */
const char *cf_words_marks(struct cf_page *page, const struct cf_criterion_result *result);

/* The year that the value counts as of: "2007", "mixed", "n.d." or, when nothing is known, "". */
const char *cf_words_year(struct cf_page *page, const struct cf_criterion_result *result);

/* The year and the marks within a sentence: " (2007, disputed)", " (undated)" or "". */
const char *cf_words_standing(struct cf_page *page, const struct cf_criterion_result *result);

/* How far from the edge: "5", "5 to 8", "5 or more"; "" when nothing is known. */
const char *cf_words_margin(struct cf_page *page, const struct cf_evaluation *evaluation,
                            const struct cf_criterion_result *result);

#endif
