/*
 * What cf_lint_chart concludes about random charts, against all cities that there could be: nothing
 * is reported that is not so, and nothing that is so is left out.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "unit/analysis/random_chart.h"

/* A chart under test: what all cities show of it. */
struct trial {
    bool blurred; /* some levels are nearly near: what is said has to be so, but may be left out */
    struct random_chart chart;
    struct chart_fixture fixture;
    struct brute brute;
    bool visited[MOST_STEPS], visited_no[MOST_STEPS]; /* by some city */
    bool yes[MOST_STEPS], no[MOST_STEPS];             /* likewise, visited or not */
    bool met[MOST_CRITERIA], failed[MOST_CRITERIA];   /* a criterion was Yes, was No */
    size_t most[MOST_STEPS];                          /* criteria of a step that were Yes at once */
};

/* How often a rule was found to be broken. */
static size_t contradictions, unmeetable, unreachable, never_no, by_steps, implied;

static void expect(const struct trial *trial, bool good, const char *what, size_t number)
{
    if (good)
        return;
    for (size_t i = 0; i < cf_diags_count(trial->fixture.diags); i++) {
        const struct cf_diag *diag = cf_diags_get(trial->fixture.diags, i);
        if (strcmp(diag->rule->id, "chart-no-basis") != 0)
            print_message("%u: %s [%s]\n", diag->line, diag->message, diag->rule->id);
    }
    fputs(trial->chart.text.text, stderr); /* cmocka would cut it */
    fail_msg("%s: %zu", what, number);
}

/* Whether what is said is so. */
static void agree(const struct trial *trial, bool said, bool so, const char *what, size_t number)
{
    expect(trial, trial->blurred ? !said || so : said == so, what, number);
}

static bool is_found(const struct trial *trial, const char *rule, unsigned line)
{
    return line && chart_findings(&trial->fixture, rule, line);
}

static const struct cf_step *step_of(const struct trial *trial, size_t step)
{
    return trial->brute.steps[step].step;
}

/* ---- what all cities show ---- */

static void begin_again(struct trial *trial)
{
    trial->brute.begun = false;
    for (size_t i = 0; i < trial->brute.index_count; i++)
        trial->brute.indices[i].at = 0;
}

static size_t count_yes(const struct brute *brute, size_t step)
{
    size_t yes = 0, first = brute->steps[step].first_criterion;
    for (size_t i = first; i < first + brute->steps[step].step->criterion_count; i++)
        yes += brute->criterion_answers[i] == CF_YES;
    return yes;
}

static void look_at_all(struct trial *trial)
{
    struct brute *brute = &trial->brute;
    begin_again(trial);
    while (brute_next(brute)) {
        for (size_t i = 0; i < brute->step_count; i++) {
            bool no = brute->step_answers[i] == CF_NO;
            trial->visited[i] |= brute->visited[i];
            trial->visited_no[i] |= brute->visited[i] && no;
            trial->yes[i] |= brute->step_answers[i] == CF_YES;
            trial->no[i] |= no;
            size_t yes = count_yes(brute, i);
            trial->most[i] = yes > trial->most[i] ? yes : trial->most[i];
        }
        for (size_t i = 0; i < brute->criterion_count; i++) {
            trial->met[i] |= brute->criterion_answers[i] == CF_YES;
            trial->failed[i] |= brute->criterion_answers[i] == CF_NO;
        }
    }
}

/* ---- steps and single criteria ---- */

static void check_routes(const struct trial *trial)
{
    for (size_t i = 0; i < trial->brute.step_count; i++) {
        unsigned line = trial->chart.step_lines[i];
        bool lost = is_found(trial, "chart-unreachable", line);
        bool passed = is_found(trial, "chart-never-no", line);
        agree(trial, lost, !trial->visited[i], "whether a step is reached", i);
        bool reached = trial->visited[i] || trial->blurred; /* that it is not may be left out */
        agree(trial, passed, reached && !trial->visited_no[i], "whether a step is never No", i);
        unreachable += lost;
        never_no += passed;
    }
}

/*
 * A criterion that is never Yes is reported. So is a step of whose other criteria too few are Yes
 * at once: at its 'need' when it needs some of them, else where they contradict each other.
 */
static void check_contradictions(const struct trial *trial)
{
    for (size_t i = 0; i < trial->brute.step_count; i++) {
        const struct cf_step *step = step_of(trial, i);
        size_t meetable = step->criterion_count, need = (size_t)step->need, found = 0;
        for (size_t j = 0; j < step->criterion_count; j++) {
            size_t criterion = trial->brute.steps[i].first_criterion + j;
            unsigned line = trial->chart.criterion_lines[criterion];
            bool reported = is_found(trial, "chart-unmeetable", line);
            expect(trial, reported == !trial->met[criterion], "whether a criterion can be met",
                   criterion);
            meetable -= reported;
            unmeetable += reported;
            found += is_found(trial, "chart-contradiction", line);
        }
        bool all = need == step->criterion_count;
        size_t short_of = is_found(trial, "chart-contradiction", trial->chart.need_lines[i]);
        agree(trial, found, all && trial->most[i] < meetable, "whether criteria conflict", i);
        agree(trial, short_of, !all && trial->most[i] < need && meetable >= need,
              "whether enough criteria can be met", i);
        contradictions += found + short_of;
    }
}

/* ---- criteria that could be left out ---- */

/* Which criteria of a step count, and how many of these are needed. */
struct part {
    bool counted[MOST_CRITERIA];
    size_t count, need;
};

static void leave_out(struct part *part, size_t criterion, bool all)
{
    part->counted[criterion] = false;
    part->count--;
    if (all)
        part->need--;
}

/* Whether the two parts of a step answer alike for all cities. */
static bool are_equal(struct trial *trial, size_t step, const struct part *a, const struct part *b)
{
    begin_again(trial);
    while (brute_next(&trial->brute))
        if (brute_step(&trial->brute, step, a->need, a->counted) !=
            brute_step(&trial->brute, step, b->need, b->counted))
            return false;
    return true;
}

/*
 * Criteria that every value meets are reported. Of the others, those that are reported can be left
 * out all at once, and of those that are left none can.
 */
static void check_implied(struct trial *trial, size_t number)
{
    const struct cf_step *step = step_of(trial, number);
    size_t first = trial->brute.steps[number].first_criterion;
    bool all = step->need == (int)step->criterion_count;
    struct part part = { .count = step->criterion_count, .need = (size_t)step->need }, kept;
    for (size_t i = first; i < first + step->criterion_count; i++) {
        bool found = is_found(trial, "chart-implied", trial->chart.criterion_lines[i]);
        part.counted[i] = true;
        implied += found;
        if (trial->failed[i] && (all || step->need == 1))
            continue;
        agree(trial, found, !trial->failed[i], "whether a criterion is always met", i);
        if (found)
            leave_out(&part, i, all);
    }
    if (!all && step->need != 1)
        return;
    kept = part;
    for (size_t i = first; i < first + step->criterion_count; i++)
        if (part.counted[i] && is_found(trial, "chart-implied", trial->chart.criterion_lines[i]))
            leave_out(&kept, i, all);
    expect(trial, are_equal(trial, number, &part, &kept), "left out although it counts", number);
    for (size_t i = first; i < first + step->criterion_count; i++) {
        struct part less = kept;
        if (!kept.counted[i] || kept.count == 1 || !trial->met[i] || trial->blurred)
            continue;
        leave_out(&less, i, all);
        expect(trial, !are_equal(trial, number, &kept, &less), "kept although it is implied", i);
    }
}

/* What is wrong with a step as a whole is told as such, and nothing of its criteria. */
static void check_none_implied(const struct trial *trial, size_t step)
{
    size_t first = trial->brute.steps[step].first_criterion;
    for (size_t i = first; i < first + step_of(trial, step)->criterion_count; i++)
        expect(trial, !is_found(trial, "chart-implied", trial->chart.criterion_lines[i]),
               "implied in a step that is faulty as a whole", i);
}

static void check_all_implied(struct trial *trial)
{
    for (size_t i = 0; i < trial->brute.step_count; i++)
        if (step_of(trial, i)->criterion_count > 1 && trial->yes[i] && trial->no[i])
            check_implied(trial, i);
        else if (!trial->blurred)
            check_none_implied(trial, i);
}

/* ---- by which steps a step is never No ---- */

struct premises {
    bool asked[MOST_STEPS], no[MOST_STEPS];
    size_t count;
    bool any; /* "or" */
};

/* Reads "step 's3' (...) can never be No after 's0' (...) passed and 's1' (...) was No". */
static bool read_premises(const char *message, struct premises *premises)
{
    const char *at = strstr(message, " can never be No after ");
    *premises = (struct premises){ .count = 0 };
    while (at && (at = strstr(at, "'s"))) {
        size_t step = (size_t)(at[2] - '0');
        at += strlen("'s0'");
        if (strncmp(at, " (", 2) == 0)
            at = strchr(at, ')') + 1;
        premises->asked[step] = true;
        premises->no[step] = strncmp(at, " was No", 7) == 0;
        premises->count++;
        at = strchr(at + (premises->no[step] ? 7 : 1), ' ');
        premises->any |= at && strncmp(at, " or ", 4) == 0;
        if (at && strncmp(at, " ...", 4) == 0)
            return false;
    }
    return premises->count;
}

/* How many of the premises do not hold in the city at hand; the last one that does not. */
static size_t count_open(const struct brute *brute, const struct premises *premises, size_t *last)
{
    size_t open = 0;
    for (size_t i = 0; i < brute->step_count; i++)
        if (premises->asked[i] && (brute->step_answers[i] == CF_NO) != premises->no[i]) {
            open++;
            *last = i;
        }
    return open;
}

/* The steps that the message names do rule out a No, and none of them could be left out. */
static void check_premises(struct trial *trial, size_t step)
{
    const struct cf_diag *diag =
        chart_finding(&trial->fixture, "chart-never-no", trial->chart.step_lines[step]);
    struct brute *brute = &trial->brute;
    struct premises premises;
    bool needed[MOST_STEPS] = { false };
    size_t last = 0;
    if (!diag)
        return;
    expect(trial, trial->blurred || !strstr(diag->message, " after ") == !trial->no[step],
           "whether other steps make it so", step);
    if (!read_premises(diag->message, &premises))
        return;
    by_steps++;
    begin_again(trial);
    while (brute_next(brute)) {
        size_t open = count_open(brute, &premises, &last);
        bool no = brute->step_answers[step] == CF_NO;
        if (premises.any)
            expect(trial, !brute->visited[step] || open < premises.count, "no premise holds", step);
        else
            expect(trial, open || !no, "No although the premises hold", step);
        if (open == 1 && no)
            needed[last] = true;
    }
    for (size_t i = 0; i < brute->step_count && !premises.any && !trial->blurred; i++)
        expect(trial, needed[i] == premises.asked[i], "a premise that is not needed", i);
}

/* ---- all together ---- */

static void try_chart(struct trial *trial, bool blurred)
{
    enum { MOST_CITIES = 20000 };
    memset(trial, 0, sizeof *trial);
    trial->blurred = blurred;
    random_chart(&trial->chart, blurred);
    chart_setup(&trial->fixture, random_catalog, trial->chart.text.text);
    if (brute_init(&trial->brute, &trial->fixture, blurred, MOST_CITIES)) {
        look_at_all(trial);
        check_routes(trial);
        check_contradictions(trial);
        check_all_implied(trial);
        for (size_t i = 0; i < trial->brute.step_count; i++)
            check_premises(trial, i);
        brute_verify(&trial->brute, random_below);
    }
    brute_release(&trial->brute);
    chart_teardown(&trial->fixture);
    free(trial->chart.text.text);
}

static size_t number_of_charts(void)
{
    const char *asked = getenv("CHARTS");
    return asked ? strtoul(asked, NULL, 10) : getenv("WRAP") ? 20 : 1500;
}

static void agrees_with_all_cities(void **state)
{
    static struct trial trial;
    size_t charts = number_of_charts();
    (void)state;
    random_seed(2007);
    for (size_t i = 0; i < charts; i++)
        try_chart(&trial, false);
    print_message("# %zu charts: %zu contradictions, %zu unmeetable, %zu unreachable, "
                  "%zu never No, of these %zu by other steps, %zu implied\n",
                  charts, contradictions, unmeetable, unreachable, never_no, by_steps, implied);
    if (charts >= 1000) {
        assert_true(contradictions > charts / 20);
        assert_true(unmeetable > charts / 20);
        assert_true(unreachable > charts / 20);
        assert_true(by_steps > charts / 5);
        assert_true(never_no - by_steps > charts / 20);
        assert_true(implied > charts / 10);
    }
}

/* How often something is said about them is not held against it, only that it is so. */
static void says_nothing_wrong_of_nearly_near_levels(void **state)
{
    static struct trial trial;
    size_t charts = number_of_charts() / 5;
    (void)state;
    random_seed(89);
    for (size_t i = 0; i < charts; i++)
        try_chart(&trial, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_all_cities),
        cmocka_unit_test(says_nothing_wrong_of_nearly_near_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
