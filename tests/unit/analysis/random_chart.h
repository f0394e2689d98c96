/* Small random charts, and on which lines their parts stand. */
#ifndef TESTS_UNIT_ANALYSIS_RANDOM_CHART_H
#define TESTS_UNIT_ANALYSIS_RANDOM_CHART_H

#include "unit/analysis/brute_force.h"

struct random_chart {
    struct text text;
    unsigned line; /* of the text so far */
    unsigned step_lines[MOST_STEPS], need_lines[MOST_STEPS], criterion_lines[MOST_CRITERIA];
};

/* The catalog of all random charts: indices of every type, with and without a range. */
extern const char random_catalog[];

/* Begins the sequence of random numbers; a number below the limit. */
void random_seed(uint64_t seed);
unsigned random_below(unsigned limit);

/* The next chart, with steps called s0, s1 and so on; free chart->text.text. Its levels are clearly
 * apart, or some of them are nearly near. */
void random_chart(struct random_chart *chart, bool blurred);

#endif
