/* What the explanations of indices, steps, charts and cities share. */
#ifndef CF_OUTPUT_EXPLAIN_H
#define CF_OUTPUT_EXPLAIN_H

#include <clusterflow/analysis.h>

#include "output/table.h"

/* Where labels stand and how wide they are. */
enum { CF_EXPLAIN_INDENT = 2, CF_EXPLAIN_LABEL = 9 };

/* ---- the parts of a page ---- */

/* "software · chart", and below it the title, a blank line behind. */
void cf_explain_title(struct cf_page *page, const char *id, const char *kind, const char *title);

/* A heading with a blank line before it. */
void cf_explain_heading(struct cf_page *page, const char *text);

/* A label and a clean text beside it; nothing where the text is "". */
void cf_explain_line(struct cf_page *page, const char *label, const char *text);

/* The same, further in and with a short label, for what belongs to an item of a list. */
void cf_explain_detail(struct cf_page *page, const char *label, const char *text);

/* Several labels, of lists, in a column as wide as most of them need. */
size_t cf_explain_list_columns(const struct cf_page *page, size_t widest);

/* A table whose rows are headings (CF_ROW_STAGE, CF_ROW_GROUP), criteria and details; on a narrow
 * page without columns. */
void cf_explain_table(const struct cf_table *table, struct cf_page *page);

/* ---- charts without a city ---- */

/* Chart and catalog alone, as those who put figures into words ask for them. */
struct cf_evaluation cf_explain_chart_only(const struct cf_program *program);

/* A criterion as if it had been evaluated and nothing were known. */
struct cf_criterion_result cf_explain_criterion(const struct cf_program *program, size_t number);

/* ---- phrases ---- */

/* "Universities (universities)": what people read, and what files and command lines write. */
const char *cf_explain_named(struct cf_page *page, const char *label, const char *id);

/* "at least 10 institutions". */
const char *cf_explain_needed(struct cf_page *page, const struct cf_program *program,
                              size_t criterion);

/* "Exports (exports) divided by Sales (sales)"; "" for an index that is not derived. */
const char *cf_explain_derivation(struct cf_page *page, const struct cf_program *program,
                                  const struct cf_index *index);

/* "printed in A. Kuchiki (2007), Sec. 4"; where nothing is said, that. */
const char *cf_explain_basis(struct cf_page *page, const struct cf_program *program,
                             size_t criterion);

/* Where Yes or No leads: "to Leader and policy (leader)", "to the end of the chart", "stops ...".
 */
const char *cf_explain_route(struct cf_page *page, const struct cf_program *program, int route);

/* The factor of that id with its label; "" for none. */
const char *cf_explain_factor(struct cf_page *page, const struct cf_program *program,
                              const struct cf_text *factor);

/* The labels of actor classes: "Local government; Private sector". */
const char *cf_explain_classes(struct cf_page *page, const struct cf_program *program,
                               const struct cf_text_list *classes);

/* The index of that id; NULL: none. */
const struct cf_index *cf_explain_find_index(const struct cf_program *program, const char *id);

/* The factor or actor class of that id among the words of the catalog and the chart; NULL: none. */
const struct cf_term *cf_explain_find_factor(const struct cf_program *program, const char *id);
const struct cf_term *cf_explain_find_class(const struct cf_program *program, const char *id);

#endif
