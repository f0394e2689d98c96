/* The explanation of a city as text: what its file holds. */
#include <clusterflow/output.h>
#include <string.h>

#include "output/citation.h"
#include "output/columns.h"
#include "output/explain.h"
#include "output/result_text.h"
#include "output/words.h"

static const char *name_words(struct cf_page *page, const struct cf_locality *place)
{
    struct cf_phrase words = { 0 };
    cf_phrase_add(&words, page, " ", cf_page_clean(page, place->name));
    for (size_t i = 0; i < place->name_count; i++)
        cf_phrase_add(&words, page, " ", cf_page_clean(page, place->names[i].name));
    return cf_phrase_text(&words);
}

/* ---- how much of what ---- */

/* "2004–2014"; "" when no year is named. */
static const char *years_words(struct cf_page *page, const struct cf_holding *holding)
{
    if (!holding->from || holding->from == holding->to)
        return holding->from ? cf_page_format(page, "%d", holding->from) : "";
    return cf_page_format(page, "%d%s%d", holding->from, page->symbols->to, holding->to);
}

/* "5 actual, 3 targets, 2 missing"; "" where all are actual. */
static const char *kinds_words(struct cf_page *page, const struct cf_holding *holding)
{
    struct cf_phrase words = { 0 };
    size_t actual = holding->kinds[CF_ACTUAL];
    if (actual == holding->count)
        return "";
    if (actual)
        cf_phrase_add(&words, page, ", ", cf_page_format(page, "%zu" CF_TIE "actual", actual));
    for (size_t i = CF_ESTIMATE; i < CF_WHAT_IF; i++)
        if (holding->kinds[i])
            cf_phrase_add(&words, page, ", ",
                          cf_text_count(page, holding->kinds[i], cf_kind_name((enum cf_kind)i)));
    if (holding->missing)
        cf_phrase_add(&words, page, ", ",
                      cf_page_format(page, "%zu" CF_TIE "missing", holding->missing));
    return cf_phrase_text(&words);
}

static const char *figures_words(struct cf_page *page, const struct cf_inventory *inventory)
{
    const struct cf_holding *total = &inventory->total;
    const char *years = years_words(page, total), *kinds = kinds_words(page, total);
    if (!total->count)
        return "none";
    return cf_page_format(page, "%s of %s%s%s%s%s",
                          cf_text_count(page, total->count, "observation"),
                          inventory->holding_count == 1
                              ? "1 index"
                              : cf_page_format(page, "%zu indices", inventory->holding_count),
                          *years ? ", " : "", years, *kinds ? ": " : "", kinds);
}

static const char *charts_words(struct cf_page *page, const struct cf_inventory *inventory)
{
    const struct cf_text_list *charts = &inventory->city->charts;
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < charts->count; i++) {
        const char *id = charts->items[i].text, *title = NULL;
        for (size_t j = 0; j < inventory->program_count && !title; j++)
            if (strcmp(cf_program_chart(inventory->programs[j])->id.text, id) == 0)
                title = cf_program_chart(inventory->programs[j])->title;
        cf_phrase_add(&words, page, "; ",
                      title ? cf_explain_named(page, title, id)
                            : cf_page_format(page, "%s, not found", cf_page_clean(page, id)));
    }
    return words.length ? words.text : "none are named";
}

static void write_sites(struct cf_page *page, const struct cf_inventory *inventory)
{
    const struct cf_city *city = inventory->city;
    if (city->site_count)
        cf_explain_heading(page, "Sites");
    for (size_t i = 0; i < city->site_count; i++)
        cf_page_hanging(
            page, CF_EXPLAIN_INDENT,
            cf_page_format(page, "%s: %s",
                           cf_explain_named(page, city->sites[i].name, city->sites[i].id.text),
                           cf_text_count(page, inventory->site_counts[i], "observation")));
}

/* ---- gaps ---- */

static const char *gap_words(struct cf_page *page, const struct cf_gap *gap)
{
    const struct cf_holding *holding = gap->holding;
    if (!holding || !holding->count)
        return "nothing is stated";
    if (holding->kinds[CF_ACTUAL] + holding->kinds[CF_ESTIMATE])
        return "stated for sites only";
    return holding->missing == holding->count
               ? "stated as missing"
               : cf_page_format(page, "only %s", kinds_words(page, holding));
}

static void write_gaps(struct cf_page *page, const struct cf_inventory *inventory)
{
    if (!inventory->gap_count)
        return;
    cf_explain_heading(
        page, cf_page_format(page, "Not known, though its charts ask for it: %s",
                             inventory->gap_count == 1
                                 ? "1 index"
                                 : cf_page_format(page, "%zu indices", inventory->gap_count)));
    for (size_t i = 0; i < inventory->gap_count; i++) {
        const struct cf_gap *gap = &inventory->gaps[i];
        cf_page_hanging(
            page, CF_EXPLAIN_INDENT,
            cf_page_format(page, "%s: %s",
                           cf_explain_named(page, gap->index->label, gap->index->id.text),
                           gap_words(page, gap)));
    }
}

/* ---- who, what came of it, on what it rests ---- */

static const char *class_label(struct cf_page *page, const struct cf_class_actors *class)
{
    return cf_page_clean(page, class->term ? class->term->label : class->id);
}

static const char *actor_names(struct cf_page *page, const struct cf_class_actors *class)
{
    struct cf_phrase names = { 0 };
    for (size_t i = 0; i < class->count; i++)
        cf_phrase_add(&names, page, "; ", cf_page_clean(page, class->actors[i]->name));
    return cf_phrase_text(&names);
}

static void write_classes(struct cf_page *page, const struct cf_inventory *inventory)
{
    size_t widest = 0;
    if (inventory->class_count)
        cf_explain_heading(page, "Actors");
    for (size_t i = 0; i < inventory->class_count; i++) {
        size_t columns = cf_columns(class_label(page, &inventory->classes[i]));
        widest = columns > widest ? columns : widest;
    }
    for (size_t i = 0; i < inventory->class_count; i++)
        cf_page_labelled(page, CF_EXPLAIN_INDENT, class_label(page, &inventory->classes[i]),
                         cf_explain_list_columns(page, widest),
                         actor_names(page, &inventory->classes[i]));
}

static void write_outcomes(struct cf_page *page, const struct cf_city *city)
{
    if (city->outcome_count)
        cf_explain_heading(page, "What came of it");
    for (size_t i = 0; i < city->outcome_count; i++) {
        const struct cf_outcome *outcome = &city->outcomes[i];
        const char *year = outcome->year ? cf_page_format(page, " (%d)", outcome->year) : "";
        const char *place = cf_words_cite(page, outcome->source, outcome->where);
        const char *note = cf_page_clean(page, outcome->note);
        cf_page_hanging(page, CF_EXPLAIN_INDENT,
                        cf_page_format(page, "%s/%s: %s%s%s%s%s%s",
                                       cf_page_clean(page, outcome->chart.text),
                                       cf_page_clean(page, outcome->stage.text),
                                       outcome->reached ? "reached" : "not reached", year,
                                       *place ? "; " : "", place, *note ? ". " : "", note));
    }
}

static void write_sources(struct cf_page *page, const struct cf_inventory *inventory)
{
    const struct cf_city *city = inventory->city;
    if (city->citation_count || inventory->uncited)
        cf_explain_heading(page, "Sources");
    for (size_t i = 0; i < city->citation_count; i++)
        cf_page_hanging(page, CF_EXPLAIN_INDENT,
                        cf_page_format(page, "%s (%s)",
                                       cf_words_document(page, &city->citations[i]),
                                       cf_text_count(page, inventory->cited[i], "observation")));
    if (inventory->uncited)
        cf_page_hanging(page, CF_EXPLAIN_INDENT,
                        cf_page_format(page, "none (%s)",
                                       cf_text_count(page, inventory->uncited, "observation")));
}

/* ---- the indices ---- */

/* Known indices are told by their factors, in the order of the inventory. */
static const char *factor_words(struct cf_page *page, const struct cf_inventory *inventory,
                                const struct cf_holding *holding)
{
    const struct cf_term *term = NULL;
    if (!holding->index)
        return "In no catalog of its charts";
    if (!holding->index->factor.text)
        return "Without a factor";
    for (size_t i = 0; i < inventory->program_count && !term; i++)
        term = cf_explain_find_factor(inventory->programs[i], holding->index->factor.text);
    return cf_page_clean(page, term ? term->label : holding->index->factor.text);
}

static const char *holding_words(struct cf_page *page, const struct cf_holding *holding)
{
    const char *kinds = kinds_words(page, holding);
    return *kinds ? kinds : cf_page_format(page, "%zu", holding->count);
}

static void write_holdings(struct cf_page *page, const struct cf_inventory *inventory)
{
    struct cf_table table = { 0 };
    const char *before = "";
    for (size_t i = 0; i < inventory->holding_count; i++) {
        const struct cf_holding *holding = &inventory->holdings[i];
        const char *factor = factor_words(page, inventory, holding);
        if (strcmp(factor, before) != 0)
            cf_table_add(&table, page,
                         (struct cf_table_row){ .kind = CF_ROW_STAGE, .title = factor });
        before = factor;
        const char *label = holding->index ? holding->index->label : holding->id;
        cf_table_add(&table, page,
                     (struct cf_table_row){ .kind = CF_ROW_CRITERION,
                                            .label = cf_page_clean(page, label),
                                            .value = holding_words(page, holding),
                                            .year = years_words(page, holding) });
    }
    cf_explain_table(&table, page);
}

/* ---- the page ---- */

enum cf_status cf_write_city_page(const struct cf_sink *sink, const struct cf_inventory *inventory,
                                  const struct cf_style *style)
{
    struct cf_page page;
    const struct cf_city *city = inventory->city;
    cf_page_init(&page, style);
    cf_explain_title(&page, city->self.id.text, "city", name_words(&page, &city->self));
    cf_explain_line(&page, "Note", cf_page_clean(&page, city->self.note));
    cf_explain_line(&page, "As of", city->as_of ? cf_page_format(&page, "%d", city->as_of) : "");
    cf_explain_line(&page, "Charts", charts_words(&page, inventory));
    cf_explain_line(&page, "Figures", figures_words(&page, inventory));
    cf_explain_line(&page, "File", cf_clean_literal(&page.arena, city->source->name));
    write_gaps(&page, inventory);
    write_classes(&page, inventory);
    write_sites(&page, inventory);
    write_outcomes(&page, city);
    write_sources(&page, inventory);
    write_holdings(&page, inventory);
    return cf_page_send(&page, sink);
}
