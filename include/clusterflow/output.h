/*
 * Writes evaluations, explanations and diagnostics. Every writer returns CF_OK, CF_IO when the sink
 * failed or CF_NO_MEMORY; the same input gives the same bytes. A style that is NULL is 80 columns
 * without anything else.
 */
#ifndef CLUSTERFLOW_OUTPUT_H
#define CLUSTERFLOW_OUTPUT_H

#include <clusterflow/analysis.h>
#include <clusterflow/backtest.h>
#include <clusterflow/compare.h>
#include <clusterflow/diff.h>
#include <clusterflow/plan.h>
#include <clusterflow/stress.h>

CF_BEGIN_C

/* How text for people looks. */
struct cf_style {
    unsigned width; /* in columns; 0: 80 */
    bool color;     /* ANSI colours */
    bool ascii;     /* only ASCII symbols and lines; text from the files stays as it is */
    int verbose;    /* 0; 1: sources, margins and notes too; -1: one line an evaluation */
    bool wrap;      /* messages, too, are broken into lines of that width, for a screen; else each
                       stands in one, to be searched for */
};

/*
 * An evaluation as text. Control and bidi characters of the files are made visible. In one line
 * (verbose -1), separated by tabs: city or city/site, chart, year, verdict, first_no, unknown steps
 * joined by commas; "-" for what there is none of.
 */
enum cf_status cf_write_text(const struct cf_sink *sink, const struct cf_evaluation *evaluation,
                             const struct cf_style *style);

/* Results as one JSON document, schema clusterflow/result/1: its beginning, ... */
enum cf_status cf_write_json_begin(const struct cf_sink *sink);
/* ... each result (`first`: no comma before it), ... */
enum cf_status cf_write_json_result(const struct cf_sink *sink,
                                    const struct cf_evaluation *evaluation, bool first);
/* ... and the end, with the inputs that were left out (named as the caller names them). */
enum cf_status cf_write_json_end(const struct cf_sink *sink, const char *const *refused,
                                 size_t refused_count);

/* One result as one line of JSON with its own schema key. */
enum cf_status cf_write_jsonl(const struct cf_sink *sink, const struct cf_evaluation *evaluation);

/* How the cells of a table for other programs are separated: CSV as in RFC 4180, or TSV. */
enum cf_delimiter { CF_CSV, CF_TSV };

/*
 * Results as a table: the row with the names of the columns, ... With verbose -1 a row is a result,
 * else a step, with 1 a criterion; docs/format.md has the columns. Of the style nothing else
 * counts but `ascii`.
 */
enum cf_status cf_write_rows_header(const struct cf_sink *sink, enum cf_delimiter delimiter,
                                    const struct cf_style *style);
/* ... and the rows of each result. */
enum cf_status cf_write_rows(const struct cf_sink *sink, const struct cf_evaluation *evaluation,
                             enum cf_delimiter delimiter, const struct cf_style *style);

/* One result as Markdown, a section with a heading of level 2; with verbose -1 a row of a table
 * that the first one begins. With 1 also margins, sources and levels. Width and colour do not
 * count. */
enum cf_status cf_write_markdown(const struct cf_sink *sink, const struct cf_evaluation *evaluation,
                                 const struct cf_style *style, bool first);

/* Messages as `file:line:col: error: ... [rule-id]`, the line with a caret, and the hint; from
 * message `from` on. */
enum cf_status cf_write_diags(const struct cf_sink *sink, const struct cf_diags *diags, size_t from,
                              const struct cf_style *style);

/* How findings are written for other programs. */
enum cf_findings_format {
    CF_FINDINGS_TEXT,   /* as cf_write_diags */
    CF_FINDINGS_GCC,    /* file:line:column: severity: message; hint [rule], a line each */
    CF_FINDINGS_JSON,   /* schema clusterflow/findings/1 */
    CF_FINDINGS_SARIF,  /* SARIF 2.1.0 */
    CF_FINDINGS_GITHUB, /* workflow commands */
    CF_FINDINGS_JUNIT,  /* a test suite with a case for each file */
};

/* Which files findings are about. */
struct cf_checked {
    const char *const *files; /* that were checked, whether or not anything was found in them */
    size_t count;
    const char *const *unread; /* that could not be read, by the names that they were called */
    size_t unread_count;
};

/*
 * All messages, in their order. What could not be read is an error of its own in every format but
 * the text, in which the caller says why. `style` counts for text alone.
 */
enum cf_status cf_write_findings(const struct cf_sink *sink, enum cf_findings_format format,
                                 const struct cf_diags *diags, const struct cf_checked *checked,
                                 const struct cf_style *style);

/* One row of a list of files. */
struct cf_list_row {
    const char *id, *title;
    const char *name; /* of the file */
};

/* A heading and the rows in columns; names that do not fit stand on lines of their own. */
enum cf_status cf_write_list(const struct cf_sink *sink, const char *heading,
                             const struct cf_list_row *rows, size_t count,
                             const struct cf_style *style);

/*
 * A city file to fill in: every indicator that the charts of the `count` programs (at least 1)
 * need, as not stated; `id` is the new city's.
 */
enum cf_status cf_write_city_form(const struct cf_sink *sink, const char *id,
                                  const struct cf_program *const *programs, size_t count);

/* A JSON Schema (draft 7) of files of that format, for editors. */
enum cf_status cf_write_schema(const struct cf_sink *sink, const struct cf_format *format);

/* ---- comparisons ---- */

/* What is shown of a comparison. */
struct cf_compare_view {
    bool values;                /* the figures of each criterion, too */
    bool transpose;             /* the columns one below the other, the steps side by side */
    bool chosen_years;          /* of years: nothing is known of those between the columns */
    const char *const *refused; /* inputs that were left out, as the caller names them */
    size_t refused_count;
};

/* For people: which is furthest and why, the table, what moved a bottleneck, and what cannot be
 * told. With verbose -1 a line for each column: rank, what it is, chart, year, verdict, first_no,
 * steps cleared and steps, separated by tabs; "-" for what there is none of. */
enum cf_status cf_write_compare_text(const struct cf_sink *sink, const struct cf_compared *compared,
                                     const struct cf_compare_view *view,
                                     const struct cf_style *style);

/* One JSON document, schema clusterflow/compare/1. */
enum cf_status cf_write_compare_json(const struct cf_sink *sink, const struct cf_compared *compared,
                                     const struct cf_compare_view *view);

/*
 * One table: a row for each step, with the columns of the comparison side by side, and a last one
 * with the percent of steps cleared; transposed a row for each column, with the steps side by side.
 * With values each index, too.
 */
enum cf_status cf_write_compare_rows(const struct cf_sink *sink, const struct cf_compared *compared,
                                     const struct cf_compare_view *view,
                                     enum cf_delimiter delimiter);

/* The ranking, the table, what moved a bottleneck and who cleared it, for a memo. */
enum cf_status cf_write_compare_markdown(const struct cf_sink *sink,
                                         const struct cf_compared *compared,
                                         const struct cf_compare_view *view);

/* ---- suites ---- */

/*
 * Adds messages about what a case expects and what came instead, each at the place of the
 * expectation and with the evidence that made the difference. Before the result is settled. CF_OK
 * or CF_NO_MEMORY.
 */
enum cf_status cf_tell_case(struct cf_diags *diags, const struct cf_case_result *result);

/* A case that was run, and which of the messages are about it. */
struct cf_tested_case {
    const struct cf_case_result *result;
    size_t first_message, message_count;
};

/* A suite that was run, with its cases in their order. */
struct cf_tested_suite {
    const struct cf_suite *suite;
    const struct cf_diags *diags; /* the messages about its cases */
    const struct cf_tested_case *cases;
    size_t count;
};

/* What a run of suites came to. */
struct cf_test_report {
    const struct cf_tested_suite *suites;
    size_t suite_count;
    const char *const *refused; /* suites that were left out, named as the caller names them */
    size_t refused_count;
    const struct cf_coverage *coverage; /* NULL: not asked for */
};

/* The cases in their order, with the messages, and at the end how many passed. With verbose -1 only
 * what did not pass. */
enum cf_status cf_write_test_text(const struct cf_sink *sink, const struct cf_test_report *report,
                                  const struct cf_style *style);

/* One JSON document, schema clusterflow/test/1. */
enum cf_status cf_write_test_json(const struct cf_sink *sink, const struct cf_test_report *report);

/* JUnit's XML: a test suite for each suite. */
enum cf_status cf_write_test_junit(const struct cf_sink *sink, const struct cf_test_report *report);

/* How suites that are written name the files of cities: as the suite has to, or NULL: no memory.
 * The text is used up before the next call. */
struct cf_suite_names {
    const char *(*city)(void *payload, const struct cf_city *city);
    void *payload;
};

/* A suite that was made, as the YAML of a suite file. */
enum cf_status cf_write_made_suite(const struct cf_sink *sink, const struct cf_made_suite *suite);

/* ---- plans ---- */

/* Plans as one JSON document, schema clusterflow/plan/1: its beginning, ... */
enum cf_status cf_write_plan_json_begin(const struct cf_sink *sink);
/* ... and each plan (`first`: no comma before it). cf_write_json_end ends it. */
enum cf_status cf_write_plan_json(const struct cf_sink *sink, const struct cf_plan *plan,
                                  bool first);

/*
 * A plan as text that can be put into a memo; `by_actor`: what each actor would have to do. Of the
 * alternatives of a step three are told, with verbose 1 as many as the plan lists
 * (CF_PLAN_MOST_LISTED); all else is the same. In one line (verbose -1), separated by
 * tabs: city or city/site, chart, year, state, number of changes, the steps that are in the way
 * joined by commas; "-" for what there is none of.
 */
enum cf_status cf_write_plan_text(const struct cf_sink *sink, const struct cf_plan *plan,
                                  bool by_actor, const struct cf_style *style);

/* The same as Markdown, a section with a list to tick off; `first`: no other plan stands before it.
 * Of the style nothing counts but `verbose` and `ascii`. */
enum cf_status cf_write_plan_markdown(const struct cf_sink *sink, const struct cf_plan *plan,
                                      bool by_actor, const struct cf_style *style, bool first);

/* Plans as a table: the row with the names of the columns, ... A row is a change, `by_actor` a
 * change for each actor; docs/plan.md has the columns. */
enum cf_status cf_write_plan_rows_header(const struct cf_sink *sink, enum cf_delimiter delimiter,
                                         bool by_actor);
/* ... and the rows of each plan; one row for a plan without changes. */
enum cf_status cf_write_plan_rows(const struct cf_sink *sink, const struct cf_plan *plan,
                                  enum cf_delimiter delimiter, bool by_actor);

/* One plan as one line of JSON with its own schema key. */
enum cf_status cf_write_plan_jsonl(const struct cf_sink *sink, const struct cf_plan *plan);

/* ---- stress tests ---- */

/* Stress tests as one JSON document, schema clusterflow/stress/1: its beginning, ... */
enum cf_status cf_write_stress_json_begin(const struct cf_sink *sink);
/* ... and each of them (`first`: no comma before it). cf_write_json_end ends it. */
enum cf_status cf_write_stress_json(const struct cf_sink *sink, const struct cf_stress *stress,
                                    bool first);
/* One of them as one line of JSON with its own schema key. */
enum cf_status cf_write_stress_jsonl(const struct cf_sink *sink, const struct cf_stress *stress);

/*
 * A stress test as text. Of the flip points the nearest ten are told, with verbose 1 all. In one
 * line (verbose -1), separated by tabs: city or city/site, chart, year, verdict, first_no, and of
 * the nearest flip its share, verdict and first_no; "-" for what there is none of.
 */
enum cf_status cf_write_stress_text(const struct cf_sink *sink, const struct cf_stress *stress,
                                    const struct cf_style *style);

/* The same as Markdown, a section; `first`: nothing stands before it. Of the style nothing counts
 * but `verbose` and `ascii`. */
enum cf_status cf_write_stress_markdown(const struct cf_sink *sink, const struct cf_stress *stress,
                                        const struct cf_style *style, bool first);

/* One part of stress tests as a table: the row with the names of the columns, ... The part is the
 * one that is not NULL; docs/stress.md has the columns. */
enum cf_status cf_write_stress_rows_header(const struct cf_sink *sink,
                                           const struct cf_stress *stress,
                                           enum cf_delimiter delimiter);
/* ... and the rows of each. */
enum cf_status cf_write_stress_rows(const struct cf_sink *sink, const struct cf_stress *stress,
                                    enum cf_delimiter delimiter);

/*
 * Flip points as a suite: its beginning, and the cases of each place that was tested. First what is
 * so as things are, then for each flip a value just inside of it and one just beyond. `asked` is
 * what the evaluation was asked for, or NULL. *number counts the cases, from 0 on; a suite needs
 * one place at least.
 */
enum cf_status cf_write_stress_suite_begin(const struct cf_sink *sink);
enum cf_status cf_write_stress_suite(const struct cf_sink *sink, const struct cf_stress *stress,
                                     const struct cf_pins *pins,
                                     const struct cf_evaluate_options *asked,
                                     const struct cf_suite_names *names, size_t *number);

/* ---- explanations ---- */

/* All rules by families, each with its severity and its sentence. */
enum cf_status cf_write_rule_list(const struct cf_sink *sink, const struct cf_style *style);

/* The page of a rule: why it is there, an example that breaks it and one that does not, and how to
 * silence it. */
enum cf_status cf_write_rule_page(const struct cf_sink *sink, const struct cf_rule *rule,
                                  const struct cf_style *style);

/* What an index, a step or a chart is about; topics of that kind (analysis.h). */
enum cf_status cf_write_index_page(const struct cf_sink *sink, const struct cf_topic *topic,
                                   const struct cf_style *style);
enum cf_status cf_write_step_page(const struct cf_sink *sink, const struct cf_topic *topic,
                                  const struct cf_style *style);
enum cf_status cf_write_chart_page(const struct cf_sink *sink, const struct cf_program *program,
                                   const struct cf_style *style);

/* What a city file holds. */
enum cf_status cf_write_city_page(const struct cf_sink *sink, const struct cf_inventory *inventory,
                                  const struct cf_style *style);

/* Explanations as one JSON document, schema clusterflow/explain/1: its beginning, ... */
enum cf_status cf_write_explain_json_begin(const struct cf_sink *sink);
/* ... each thing that is explained (`first`: no comma before it), ... */
enum cf_status cf_write_explain_json_rule(const struct cf_sink *sink, const struct cf_rule *rule,
                                          bool first);
enum cf_status cf_write_explain_json_index(const struct cf_sink *sink, const struct cf_topic *topic,
                                           bool first);
enum cf_status cf_write_explain_json_step(const struct cf_sink *sink, const struct cf_topic *topic,
                                          bool first);
enum cf_status cf_write_explain_json_chart(const struct cf_sink *sink,
                                           const struct cf_program *program, bool first);
enum cf_status cf_write_explain_json_city(const struct cf_sink *sink,
                                          const struct cf_inventory *inventory, bool first);
/* ... and the end. */
enum cf_status cf_write_explain_json_end(const struct cf_sink *sink);

/* A message of the caller's own as one line or, with style->wrap, as many as it needs; hidden
 * characters are made visible. */
enum cf_status cf_write_talk(const struct cf_sink *sink, const char *text,
                             const struct cf_style *style);

/* A text of the user's with control, bidi and other hidden characters made visible. It takes no
 * memory, so that what goes wrong can be told when there is none. */
enum cf_status cf_write_visible(const struct cf_sink *sink, const char *text);

/* ---- backtests ---- */

/* As text: counts by stage, each counterexample with its evidence, what cannot be judged and what
 * speaks against reading much into it; verbose 1: also the outcomes that agree. */
enum cf_status cf_write_backtest(const struct cf_sink *sink,
                                 const struct cf_backtest_result *result,
                                 const struct cf_style *style);

/* As JSON, schema clusterflow/backtest/1, with the inputs that were left out. */
enum cf_status cf_write_backtest_json(const struct cf_sink *sink,
                                      const struct cf_backtest_result *result,
                                      const char *const *refused, size_t refused_count);

/* As CSV or, with `tabs`, TSV: a row for each outcome. */
enum cf_status cf_write_backtest_table(const struct cf_sink *sink,
                                       const struct cf_backtest_result *result, bool tabs);

/* As Markdown, for a memo. All outcomes are told. */
enum cf_status cf_write_backtest_markdown(const struct cf_sink *sink,
                                          const struct cf_backtest_result *result);

/* A suite with a case for each counterexample, which holds what the chart says now. It needs one at
 * least. */
enum cf_status cf_write_backtest_suite(const struct cf_sink *sink,
                                       const struct cf_backtest_result *result,
                                       const struct cf_suite_names *names);

/* ---- differences ---- */

/* What is told beside the difference itself. */
struct cf_diff_view {
    const char *old_name, *new_name; /* of the two files; NULL: there is no such version */
    const char *const *refused;      /* inputs that were left out, as they were named */
    size_t refused_count;
};

/* As text: the changes, then each answer that changes with the changes that are responsible;
 * verbose 1: also the changes on which no answer depends. */
enum cf_status cf_write_difference(const struct cf_sink *sink,
                                   const struct cf_difference *difference,
                                   const struct cf_diff_view *view, const struct cf_style *style);

/* As JSON, schema clusterflow/diff/1. */
enum cf_status cf_write_difference_json(const struct cf_sink *sink,
                                        const struct cf_difference *difference,
                                        const struct cf_diff_view *view);

/* As Markdown, for a memo or a comment. All changes are told. */
enum cf_status cf_write_difference_markdown(const struct cf_sink *sink,
                                            const struct cf_difference *difference,
                                            const struct cf_diff_view *view);

/* How many answers of the new version are others than before: cases of a suite. */
size_t cf_count_new_answers(const struct cf_difference *difference);

/* As a suite with a case for each of them, which expects the new answer. It needs one at least.
 * `asked` is what the evaluations were asked for, or NULL. */
enum cf_status cf_write_difference_suite(const struct cf_sink *sink,
                                         const struct cf_difference *difference,
                                         const struct cf_evaluate_options *asked,
                                         const struct cf_suite_names *names);

CF_END_C

#endif
