#include "unit/analysis/random_chart.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char random_catalog[] = "clusterflow: catalog/1\n"
                              "units:\n"
                              "  firm: {label: firms}\n"
                              "  m:\n"
                              "  km: {equals: 1000 m}\n"
                              "actor_classes:\n"
                              "  someone: {label: Someone}\n"
                              "indices:\n"
                              "  firms: {unit: firm, range: [0, 10]}\n"
                              "  distance: {unit: m}\n"
                              "  balance: {unit: firm, range: [-5, 5]}\n"
                              "  leader: {type: flag}\n"
                              "  policy: {type: flag}\n"
                              "  harbour: {type: flag}\n"
                              "  skills: {type: level, levels: [none, partial, full]}\n"
                              "  form: {type: category, values: [public, private, mixed]}\n";

static uint64_t state;

void random_seed(uint64_t seed)
{
    state = seed;
}

/* splitmix64 */
unsigned random_below(unsigned limit)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (unsigned)((z ^ z >> 31) % limit);
}

#define PICK(list) ((list)[random_below(sizeof(list) / sizeof *(list))])

/* ---- criteria ---- */

/* Few levels, so that they often meet; some beyond the range. `most` of them are of the index. */
static void add_number_test(struct text *line, const char *const *levels, unsigned count)
{
    static const char *const tests[] = { "at_least", "over", "at_most", "under" };
    static const char *const tolerances[] = { "0.1", "0.5", "0.001" };
    unsigned level = random_below(count);
    if (random_below(4) == 0)
        text_add(line, "between: [%s, %s]", levels[level],
                 levels[level + random_below(count - level)]);
    else
        text_add(line, "%s: %s", PICK(tests), levels[level]);
    if (random_below(6) == 0)
        text_add(line, ", tolerance: %s", PICK(tolerances));
}

static void add_level_test(struct text *line)
{
    static const char *const tests[] = { "at_least", "at_most", "is" };
    static const char *const levels[] = { "none", "partial", "full" };
    text_add(line, "%s: %s", PICK(tests), PICK(levels));
}

static void add_form_test(struct text *line)
{
    static const char *const forms[] = { "public", "private", "mixed" };
    unsigned first = random_below(3);
    if (random_below(2))
        text_add(line, "one_of: [%s, %s]", forms[first], forms[(first + 1 + random_below(2)) % 3]);
    else
        text_add(line, "%s: %s", random_below(2) ? "is" : "is_not", forms[first]);
}

static void add_test(struct text *line, unsigned index, bool blurred)
{
    static const char *const near_firms[] = { "4.999999998", "5", "5.000000004", "5.00000001",
                                              "8" };
    static const char *const firms[] = { "-1", "0", "3", "5", "5.5", "8", "10", "12" };
    static const char *const metres[] = { "-40", "0", "100", "250", "250", "700" };
    static const char *const kilometres[] = { "0", "0.1", "0.25", "0.7" };
    static const char *const balances[] = { "-6", "-5", "-2", "0", "2", "5" };
    switch (index) {
    case 0:
        if (blurred)
            add_number_test(line, near_firms, 5);
        else
            add_number_test(line, firms, 8);
        break;
    case 1: add_number_test(line, metres, 6); break;
    case 2:
        text_add(line, "unit: km, ");
        add_number_test(line, kilometres, 4);
        break;
    case 3: add_number_test(line, balances, 6); break;
    case 4: add_level_test(line); break;
    case 5: add_form_test(line); break;
    default: text_add(line, "is: %s", random_below(2) ? "true" : "false"); break;
    }
}

/* ---- steps ---- */

/* Of all the indices a chart asks for a few, so that its steps have to do with each other. */
struct palette {
    unsigned indices[5], count;
    bool blurred;
};

static void add_line(struct random_chart *chart, const char *line)
{
    text_add(&chart->text, "%s\n", line);
    chart->line++;
}

static size_t add_criteria(struct random_chart *chart, const struct palette *palette, size_t first,
                           unsigned count)
{
    static const char *const names[] = { "firms", "distance", "distance", "balance", "skills",
                                         "form",  "leader",   "policy",   "harbour" };
    add_line(chart, "        criteria:");
    for (unsigned i = 0; i < count; i++) {
        struct text line = { 0 };
        unsigned index = palette->indices[random_below(palette->count)];
        text_add(&line, "          - {index: %s, ", names[index]);
        add_test(&line, index, palette->blurred);
        text_add(&line, "}");
        add_line(chart, line.text);
        chart->criterion_lines[first + i] = chart->line;
        free(line.text);
    }
    return first + count;
}

/* A route to one of the next steps, up to `last`; the number of steps is the end. */
static void add_route(struct random_chart *chart, const char *key, unsigned step, unsigned last,
                      unsigned steps)
{
    char line[40];
    unsigned to = step + 1 + random_below(last - step);
    if (to == steps)
        snprintf(line, sizeof line, "        %s: end", key);
    else
        snprintf(line, sizeof line, "        %s: s%u", key, to);
    add_line(chart, line);
}

static size_t add_step(struct random_chart *chart, const struct palette *palette, unsigned step,
                       unsigned steps, size_t first)
{
    char line[40];
    unsigned count = random_below(2) ? 1 : 2 + random_below(2);
    snprintf(line, sizeof line, "      - id: s%u", step);
    add_line(chart, line);
    chart->step_lines[step] = chart->line;
    add_line(chart, "        ask: Is it so?");
    add_line(chart, "        actors: someone");
    if (random_below(3)) {
        snprintf(line, sizeof line, "        need: %u", 1 + random_below(count));
        add_line(chart, line);
        chart->need_lines[step] = chart->line;
    }
    if (random_below(5) == 0)
        add_route(chart, "on_yes", step, steps, steps);
    if (random_below(2) && step + 1 < steps)
        add_route(chart, "on_no", step, steps - 1, steps);
    return add_criteria(chart, palette, first, count);
}

void random_chart(struct random_chart *chart, bool blurred)
{
    unsigned steps = 1 + random_below(MOST_STEPS);
    struct palette palette = { .count = 1 + random_below(blurred ? 2 : 5), .blurred = blurred };
    size_t criteria = 0;
    for (unsigned i = 0; i < palette.count; i++)
        palette.indices[i] = i < 3 && !blurred ? random_below(9) : 6 + random_below(3);
    if (blurred)
        palette.indices[0] = 0;
    *chart = (struct random_chart){ .line = 0 };
    add_line(chart, "clusterflow: flowchart/1");
    add_line(chart, "id: random");
    add_line(chart, "catalog: catalog.yaml");
    add_line(chart, "stages:");
    add_line(chart, "  - id: all");
    add_line(chart, "    steps:");
    for (unsigned i = 0; i < steps; i++)
        criteria = add_step(chart, &palette, i, steps, criteria);
}
