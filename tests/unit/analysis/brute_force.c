#include "unit/analysis/brute_force.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ---- observations worth trying ---- */

/* Numbers at, between and beyond all ends of what the criteria accept and of the range. */
struct points {
    double items[8 * MOST_CRITERIA];
    size_t count;
};

static int compare_numbers(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

static void add_point(struct points *points, const struct cf_index *index, double number)
{
    if (isfinite(number) && number >= index->low && number <= index->high)
        points->items[points->count++] = number;
}

static void sort_points(struct points *points)
{
    size_t kept = 0;
    qsort(points->items, points->count, sizeof *points->items, compare_numbers);
    for (size_t i = 0; i < points->count; i++)
        if (!i || points->items[i] != points->items[i - 1])
            points->items[kept++] = points->items[i];
    points->count = kept;
}

static void find_points(const struct brute *brute, const struct brute_index *asked,
                        struct points *points)
{
    const struct cf_index *index = asked->index;
    points->count = 0;
    add_point(points, index, index->low);
    add_point(points, index, index->high);
    for (size_t i = 0; i < brute->criterion_count; i++) {
        const struct cf_interval *set = &brute->criteria[i].accepted.interval;
        if (!asked->asked[i])
            continue;
        add_point(points, index, set->low);
        add_point(points, index, set->high);
    }
    sort_points(points);
    size_t ends = points->count;
    double first = points->items[0], last = points->items[ends - 1];
    for (size_t i = 1; i < ends; i++)
        add_point(points, index, (points->items[i - 1] + points->items[i]) / 2);
    for (size_t i = 0; i < ends && brute->fine; i++) {
        add_point(points, index, points->items[i] * (1 - 0.9e-9));
        add_point(points, index, points->items[i] * (1 + 0.9e-9));
    }
    add_point(points, index, first - 1);
    add_point(points, index, last + 1);
    sort_points(points);
}

static void add_case(struct brute_index *asked, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void add_case(struct brute_index *asked, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    assert_true(asked->count < MOST_CASES);
    struct brute_case *added = &asked->cases[asked->count++];
    int length = vsnprintf(added->observation, sizeof added->observation, format, args);
    assert_in_range(length, 1, sizeof added->observation - 1);
    va_end(args);
}

static void add_number_cases(const struct brute *brute, struct brute_index *asked)
{
    struct points points;
    const struct cf_index *index = asked->index;
    const char *unit = index->unit.text;
    find_points(brute, asked, &points);
    for (size_t i = 0; i < points.count; i++) {
        double low = points.items[i];
        if (low < index->high && !cf_near(low, index->high))
            add_case(asked, "{over: %.17g, unit: %s}", low, unit);
        if (low > index->low && !cf_near(low, index->low))
            add_case(asked, "{under: %.17g, unit: %s}", low, unit);
        for (size_t j = i; j < points.count; j++)
            add_case(asked, "{between: [%.17g, %.17g], unit: %s}", low, points.items[j], unit);
        add_case(asked, "{at_least: %.17g, unit: %s}", low, unit);
        add_case(asked, "{at_most: %.17g, unit: %s}", low, unit);
    }
}

/* Each set of values is stated as observations that differ. */
static void add_member_cases(struct brute_index *asked)
{
    bool flag = asked->index->type == CF_FLAG;
    unsigned values = flag ? 2 : (unsigned)asked->index->values.count;
    for (unsigned set = 1; set < 1u << values; set++) {
        char list[80] = "";
        for (unsigned i = 0; i < values; i++) {
            size_t length = strlen(list);
            if (set >> i & 1)
                snprintf(list + length, sizeof list - length, "%s{value: %s}", length ? ", " : "",
                         flag ? (i ? "true" : "false") : asked->index->values.items[i].text);
        }
        add_case(asked, "[%s]", list);
    }
}

/* ---- what the engine makes of them ---- */

static struct cf_evaluation *evaluate(const struct cf_binding *binding,
                                      const struct cf_locality *site)
{
    struct cf_diags *diags = cf_diags_new();
    struct cf_evaluation *evaluation;
    assert_int_equal(cf_evaluate(&evaluation, binding, site, NULL, diags), CF_OK);
    cf_diags_free(diags);
    return evaluation;
}

static void begin_city(struct text *text)
{
    *text = (struct text){ 0 };
    text_add(text, "clusterflow: city/1\nid: city\nname: City\nsites:\n");
}

/* The answers of the criteria, in file order. */
static void take_answers(const struct brute *brute, const struct cf_evaluation *evaluation,
                         enum cf_answer answers[MOST_CRITERIA])
{
    for (size_t i = 0; i < brute->step_count; i++)
        for (size_t j = 0; j < brute->steps[i].step->criterion_count; j++)
            answers[brute->steps[i].first_criterion + j] = evaluation->steps[i].criteria[j].answer;
}

/* Keeps one case of each way in which the criteria on the index answer. */
static void keep_different(struct brute_index *asked, size_t criterion_count)
{
    size_t kept = 0;
    for (size_t i = 0; i < asked->count; i++) {
        bool different = true;
        for (size_t j = 0; j < kept && different; j++) {
            different = false;
            for (size_t c = 0; c < criterion_count; c++)
                different |=
                    asked->asked[c] && asked->cases[i].answers[c] != asked->cases[j].answers[c];
        }
        if (different)
            asked->cases[kept++] = asked->cases[i];
    }
    asked->count = kept;
}

static void answer_cases(const struct brute *brute, struct brute_index *asked)
{
    struct text text;
    struct cf_city *city;
    begin_city(&text);
    for (size_t i = 0; i < asked->count; i++)
        text_add(&text, "  p%zu: {indicators: {%s: %s}}\n", i, asked->index->id.text,
                 asked->cases[i].observation);
    struct cf_binding *binding = city_bind(brute->fixture, text.text, &city);
    for (size_t i = 0; i < asked->count; i++) {
        struct cf_evaluation *evaluation = evaluate(binding, &city->sites[i]);
        take_answers(brute, evaluation, asked->cases[i].answers);
        cf_evaluation_free(evaluation);
    }
    cf_binding_free(binding);
    cf_city_free(city);
    free(text.text);
    keep_different(asked, brute->criterion_count);
}

/* ---- all cities ---- */

static struct brute_index *index_of(struct brute *brute, const struct cf_index *index)
{
    for (size_t i = 0; i < brute->index_count; i++)
        if (brute->indices[i].index == index)
            return &brute->indices[i];
    assert_true(brute->index_count < MOST_INDICES);
    struct brute_index *asked = &brute->indices[brute->index_count++];
    *asked = (struct brute_index){ .index = index };
    asked->cases = calloc(MOST_CASES, sizeof *asked->cases);
    assert_non_null(asked->cases);
    return asked;
}

bool brute_init(struct brute *brute, const struct chart_fixture *fixture, bool fine, size_t most)
{
    size_t cities = 1;
    *brute = (struct brute){ .fixture = fixture, .fine = fine };
    brute->steps = cf_program_steps(fixture->program, &brute->step_count);
    brute->criteria = cf_program_criteria(fixture->program, &brute->criterion_count);
    assert_true(brute->step_count <= MOST_STEPS && brute->criterion_count <= MOST_CRITERIA);
    for (size_t i = 0; i < brute->criterion_count; i++)
        index_of(brute, cf_program_index(fixture->program, brute->criteria[i].index))->asked[i] =
            true;
    for (size_t i = 0; i < brute->index_count; i++) {
        struct brute_index *asked = &brute->indices[i];
        add_case(asked, "[]");
        if (asked->index->type == CF_NUMBER)
            add_number_cases(brute, asked);
        else
            add_member_cases(asked);
        answer_cases(brute, asked);
        cities *= asked->count;
    }
    return cities <= most;
}

void brute_release(struct brute *brute)
{
    for (size_t i = 0; i < brute->index_count; i++)
        free(brute->indices[i].cases);
}

enum cf_answer brute_step(const struct brute *brute, size_t step, size_t need,
                          const bool counted[MOST_CRITERIA])
{
    const struct cf_program_step *asked = &brute->steps[step];
    size_t yes = 0, not_no = 0;
    for (size_t i = asked->first_criterion;
         i < asked->first_criterion + asked->step->criterion_count; i++) {
        yes += counted[i] && brute->criterion_answers[i] == CF_YES;
        not_no += counted[i] && brute->criterion_answers[i] != CF_NO;
    }
    return yes >= need ? CF_YES : not_no >= need ? CF_UNKNOWN : CF_NO;
}

static void walk(struct brute *brute)
{
    bool all[MOST_CRITERIA];
    memset(all, true, sizeof all);
    memset(brute->visited, false, sizeof brute->visited);
    for (size_t i = 0; i < brute->step_count; i++)
        brute->step_answers[i] = brute_step(brute, i, (size_t)brute->steps[i].step->need, all);
    for (int at = 0; at != CF_ROUTE_STOP && at < (int)brute->step_count;) {
        brute->visited[at] = true;
        at = brute->step_answers[at] == CF_NO ? brute->steps[at].on_no : brute->steps[at].on_yes;
    }
}

static void look(struct brute *brute)
{
    for (size_t i = 0; i < brute->index_count; i++) {
        const struct brute_index *asked = &brute->indices[i];
        for (size_t c = 0; c < brute->criterion_count; c++)
            if (asked->asked[c])
                brute->criterion_answers[c] = asked->cases[asked->at].answers[c];
    }
    walk(brute);
}

bool brute_next(struct brute *brute)
{
    for (size_t i = 0; i < brute->index_count && brute->begun; i++) {
        if (++brute->indices[i].at < brute->indices[i].count)
            break;
        brute->indices[i].at = 0;
        if (i + 1 == brute->index_count)
            return false;
    }
    brute->begun = true;
    look(brute);
    return true;
}

void brute_verify(struct brute *brute, unsigned (*choose)(unsigned below))
{
    enum { CITIES = 4 };
    size_t chosen[CITIES][MOST_INDICES];
    struct text text;
    struct cf_city *city;
    begin_city(&text);
    for (size_t i = 0; i < CITIES; i++) {
        text_add(&text, "  p%zu:\n    indicators:\n", i);
        for (size_t j = 0; j < brute->index_count; j++) {
            chosen[i][j] = choose((unsigned)brute->indices[j].count);
            text_add(&text, "      %s: %s\n", brute->indices[j].index->id.text,
                     brute->indices[j].cases[chosen[i][j]].observation);
        }
    }
    struct cf_binding *binding = city_bind(brute->fixture, text.text, &city);
    for (size_t i = 0; i < CITIES; i++) {
        struct cf_evaluation *evaluation = evaluate(binding, &city->sites[i]);
        for (size_t j = 0; j < brute->index_count; j++)
            brute->indices[j].at = chosen[i][j];
        look(brute);
        for (size_t j = 0; j < brute->step_count; j++) {
            assert_int_equal(brute->step_answers[j], evaluation->steps[j].answer);
            assert_int_equal(brute->visited[j], evaluation->steps[j].visited);
        }
        cf_evaluation_free(evaluation);
    }
    cf_binding_free(binding);
    cf_city_free(city);
    free(text.text);
}
