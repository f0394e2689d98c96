/* The explanation of a city as JSON: what its file holds. */
#include <clusterflow/output.h>

#include "output/explain_json.h"

/* ---- the place ---- */

static void json_names(struct cf_json *json, const struct cf_locality *place)
{
    cf_json_key_text(json, "name", place->name);
    cf_json_key(json, "names");
    cf_json_open_inline(json, '{');
    for (size_t i = 0; i < place->name_count; i++)
        cf_json_key_text(json, place->names[i].language.text, place->names[i].name);
    cf_json_close(json, '}');
    cf_json_key_text(json, "note", place->note);
}

static void json_sites(struct cf_json *json, const struct cf_inventory *inventory)
{
    cf_json_key(json, "sites");
    cf_json_open(json, '[');
    for (size_t i = 0; i < inventory->city->site_count; i++) {
        const struct cf_locality *site = &inventory->city->sites[i];
        cf_json_open(json, '{');
        cf_json_key_text(json, "id", site->id.text);
        json_names(json, site);
        cf_json_key_number(json, "observations", (double)inventory->site_counts[i]);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

/* ---- figures ---- */

static void json_counts(struct cf_json *json, const struct cf_holding *holding)
{
    cf_json_key_number(json, "observations", (double)holding->count);
    for (size_t i = CF_ACTUAL; i < CF_WHAT_IF; i++)
        cf_json_key_number(json, cf_kind_name((enum cf_kind)i), (double)holding->kinds[i]);
    cf_json_key_number(json, "missing", (double)holding->missing);
    cf_json_key_year(json, "from", holding->from);
    cf_json_key_year(json, "to", holding->to);
}

static void json_holdings(struct cf_json *json, const struct cf_inventory *inventory)
{
    cf_json_key(json, "total");
    cf_json_open_inline(json, '{');
    json_counts(json, &inventory->total);
    cf_json_close(json, '}');
    cf_json_key(json, "indices");
    cf_json_open(json, '[');
    for (size_t i = 0; i < inventory->holding_count; i++) {
        const struct cf_holding *holding = &inventory->holdings[i];
        const struct cf_index *index = holding->index;
        cf_json_open_inline(json, '{');
        cf_json_key_text(json, "index", holding->id);
        cf_json_key_text(json, "label", index ? index->label : NULL);
        cf_json_key_text(json, "factor", index ? index->factor.text : NULL);
        json_counts(json, holding);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_gaps(struct cf_json *json, const struct cf_inventory *inventory)
{
    cf_json_key(json, "not_known");
    cf_json_open_inline(json, '[');
    for (size_t i = 0; i < inventory->gap_count; i++)
        cf_json_text(json, inventory->gaps[i].index->id.text);
    cf_json_close(json, ']');
}

/* ---- who, what came of it, on what it rests ---- */

static void json_actors(struct cf_json *json, const struct cf_inventory *inventory)
{
    cf_json_key(json, "actors");
    cf_json_open(json, '[');
    for (size_t i = 0; i < inventory->class_count; i++) {
        const struct cf_class_actors *class = &inventory->classes[i];
        cf_json_open(json, '{');
        cf_json_key_text(json, "class", class->id);
        cf_json_key_text(json, "label", class->term ? class->term->label : NULL);
        cf_json_key(json, "named");
        cf_json_open(json, '[');
        for (size_t j = 0; j < class->count; j++) {
            cf_json_open_inline(json, '{');
            cf_json_key_text(json, "id", class->actors[j]->id.text);
            cf_json_key_text(json, "name", class->actors[j]->name);
            cf_json_close(json, '}');
        }
        cf_json_close(json, ']');
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_outcomes(struct cf_json *json, const struct cf_city *city)
{
    cf_json_key(json, "outcomes");
    cf_json_open(json, '[');
    for (size_t i = 0; i < city->outcome_count; i++) {
        const struct cf_outcome *outcome = &city->outcomes[i];
        cf_json_open(json, '{');
        cf_json_key_text(json, "chart", outcome->chart.text);
        cf_json_key_text(json, "stage", outcome->stage.text);
        cf_json_key_flag(json, "reached", outcome->reached);
        cf_json_key_year(json, "year", outcome->year);
        cf_json_place(json, outcome->source, outcome->where);
        cf_json_key_text(json, "note", outcome->note);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}

static void json_sources(struct cf_json *json, const struct cf_inventory *inventory)
{
    cf_json_key(json, "sources");
    cf_json_open(json, '[');
    for (size_t i = 0; i < inventory->city->citation_count; i++) {
        const struct cf_citation *citation = &inventory->city->citations[i];
        cf_json_open(json, '{');
        cf_json_key_text(json, "id", citation->id.text);
        cf_json_key_text(json, "title", citation->title);
        cf_json_key_text(json, "authors", citation->authors);
        cf_json_key_year(json, "year", citation->year);
        cf_json_key_text(json, "publisher", citation->publisher);
        cf_json_key_number(json, "observations", (double)inventory->cited[i]);
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
    cf_json_key_number(json, "without_source", (double)inventory->uncited);
}

enum cf_status cf_write_explain_json_city(const struct cf_sink *sink,
                                          const struct cf_inventory *inventory, bool first)
{
    struct cf_json json;
    const struct cf_city *city = inventory->city;
    cf_json_begin_explained(&json, sink, first, "city", city->self.id.text);
    json_names(&json, &city->self);
    cf_json_key_text(&json, "file", city->source->name);
    cf_json_key_year(&json, "as_of", city->as_of);
    cf_json_key_ids(&json, "charts", &city->charts);
    json_sites(&json, inventory);
    json_holdings(&json, inventory);
    json_gaps(&json, inventory);
    json_actors(&json, inventory);
    json_outcomes(&json, city);
    json_sources(&json, inventory);
    return cf_json_end_explained(&json);
}
