/*
 * Everything that could be known of a city, as far as a small chart can tell it apart, tried one by
 * one. What an observation means is left to the engine: it evaluates each of them. Shares nothing
 * with the analysis that is tested by it.
 */
#ifndef TESTS_UNIT_ANALYSIS_BRUTE_FORCE_H
#define TESTS_UNIT_ANALYSIS_BRUTE_FORCE_H

#include "unit/analysis/chart_fixture.h"

enum { MOST_STEPS = 8, MOST_CRITERIA = 24, MOST_INDICES = 6, MOST_CASES = 4000 };

/* An observation of an index, and how the chart's criteria on that index answer it. */
struct brute_case {
    char observation[80]; /* as a city states it */
    enum cf_answer answers[MOST_CRITERIA];
};

/* All observations of an index that are answered differently. */
struct brute_index {
    const struct cf_index *index;
    bool asked[MOST_CRITERIA]; /* which criteria are on it */
    struct brute_case *cases;
    size_t count;
    size_t at; /* the one that the city at hand has */
};

struct brute {
    const struct chart_fixture *fixture;
    const struct cf_program_step *steps;
    size_t step_count;
    const struct cf_program_criterion *criteria;
    size_t criterion_count;
    struct brute_index indices[MOST_INDICES];
    size_t index_count;
    bool begun;
    bool fine; /* try numbers within the nearness of the ends, too */

    /* of the city at hand */
    enum cf_answer criterion_answers[MOST_CRITERIA];
    enum cf_answer step_answers[MOST_STEPS];
    bool visited[MOST_STEPS];
};

/* Returns false when there would be more than `most` cities. */
bool brute_init(struct brute *brute, const struct chart_fixture *fixture, bool fine, size_t most);
void brute_release(struct brute *brute);

/* Makes the next city the one at hand; false when there is none. */
bool brute_next(struct brute *brute);

/* How a step that needs `need` of the criteria answers, if only those in `counted` were its. */
enum cf_answer brute_step(const struct brute *brute, size_t step, size_t need,
                          const bool counted[MOST_CRITERIA]);

/* Lets the engine evaluate some of all cities, and fails the test where it walks differently. */
void brute_verify(struct brute *brute, unsigned (*choose)(unsigned below));

#endif
