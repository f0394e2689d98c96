#include "load/city.h"

#include <string.h>

#include "load/allow.h"

/* ---- actors ---- */

/* A part of the scalar's text as a scalar at the same place; NULL: no memory. */
static const struct cf_node *part_of(struct cf_reading *reading, const struct cf_node *node,
                                     size_t from, size_t length)
{
    struct cf_node *part = cf_arena_alloc(&reading->scratch, sizeof *part + length + 1);
    if (!part)
        return NULL;
    *part = *node;
    part->plain = false; /* nothing before or behind the slash is a fault of the id */
    part->count = (uint32_t)length;
    memcpy(part->text, node->text + from, length);
    part->text[length] = '\0';
    return part;
}

/* "software_park", "software/living_conditions": one or two ids. */
static bool read_cleared(struct cf_reading *reading, const struct cf_node *node,
                         struct cf_text *out)
{
    const char *slash = node->kind == CF_NODE_SCALAR ? strchr(node->text, '/') : NULL;
    struct cf_text id;
    if (!slash)
        return cf_node_id(reading, node, out);
    size_t before = (size_t)(slash - node->text), behind = strlen(slash + 1);
    const struct cf_node *chart = part_of(reading, node, 0, before);
    const struct cf_node *step = part_of(reading, node, before + 1, behind);
    return chart && step && cf_node_id(reading, chart, &id) && cf_node_id(reading, step, &id) &&
           cf_node_text(reading, node, out);
}

static void read_clears(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_actor *actor = record;
    if (node->kind == CF_NODE_SCALAR) { /* also a list of one */
        struct cf_text *item = cf_arena_alloc(reading->arena, sizeof *item);
        if (item && read_cleared(reading, node, item))
            actor->clears = (struct cf_text_list){ item, 1 };
        return;
    }
    if (node->kind != CF_NODE_SEQUENCE) {
        cf_read_ids(reading, node, field, record); /* reports it */
        return;
    }
    struct cf_text *items = cf_arena_array(reading->arena, node->count, sizeof *items);
    size_t count = 0;
    for (const struct cf_node *item = cf_node_first(node); item && items; item = item->next)
        if (read_cleared(reading, item, &items[count]))
            count++;
    actor->clears = (struct cf_text_list){ items, items ? count : 0 };
}

static const struct cf_shape cleared = { .kind = CF_SHAPE_TEXT,
                                         .pattern = "^[a-z][a-z0-9_-]*(/[a-z][a-z0-9_-]*)?$" };
static const struct cf_shape clears_shape = { .kind = CF_SHAPE_LIST_OR_ONE, .items = &cleared };

static const struct cf_field actor_fields[] = {
    { "id", cf_read_id, offsetof(struct cf_actor, id), true, NULL, NULL,
      "names the actor in results" },
    { "name", cf_read_string, offsetof(struct cf_actor, name), true, NULL, NULL,
      "as the document names it" },
    { "class", cf_read_ids, offsetof(struct cf_actor, classes), true, NULL, NULL,
      "the classes of actors that it belongs to" },
    { "clears", read_clears, offsetof(struct cf_actor, clears), false, NULL, &clears_shape,
      "steps, stages, factors or chart/step; without it any" },
    { "source", cf_read_citation, offsetof(struct cf_actor, source), false, NULL, NULL,
      "the document that names it" },
    { "where", cf_read_string, offsetof(struct cf_actor, where), false, NULL, NULL,
      "the place in the document" },
    { "note", cf_read_string, offsetof(struct cf_actor, note), false, NULL, NULL,
      "what a reader has to know about it" },
};

static const struct cf_table actor_table = { "actor", CF_FIELDS(actor_fields) };
static const struct cf_shape actor_shape = { .kind = CF_SHAPE_RECORD, .table = &actor_table };
static const struct cf_shape actors_shape = { .kind = CF_SHAPE_LIST, .items = &actor_shape };

static void read_actor(struct cf_reading *reading, const struct cf_node *key,
                       const struct cf_node *value, void *record)
{
    (void)key;
    cf_read_record(reading, value, &actor_table, record);
}

/* ---- outcomes ---- */

static const struct cf_field outcome_fields[] = {
    { "chart", cf_read_id, offsetof(struct cf_outcome, chart), true, NULL, NULL, "the chart" },
    { "stage", cf_read_id, offsetof(struct cf_outcome, stage), true, NULL, NULL,
      "one of its stages" },
    { "reached", cf_read_flag, offsetof(struct cf_outcome, reached), true, NULL, NULL,
      "whether the stage was reached" },
    { "year", cf_read_year, offsetof(struct cf_outcome, year), false, NULL, NULL, "when" },
    { "source", cf_read_citation, offsetof(struct cf_outcome, source), false, NULL, NULL,
      "the document that says so" },
    { "where", cf_read_string, offsetof(struct cf_outcome, where), false, NULL, NULL,
      "the place in the document" },
    { "note", cf_read_string, offsetof(struct cf_outcome, note), false, NULL, NULL,
      "what a reader has to know about it" },
};

static const struct cf_table outcome_table = { "outcome", CF_FIELDS(outcome_fields) };
static const struct cf_shape outcome_shape = { .kind = CF_SHAPE_RECORD, .table = &outcome_table };
static const struct cf_shape outcomes_shape = { .kind = CF_SHAPE_LIST, .items = &outcome_shape };

static void read_outcome(struct cf_reading *reading, const struct cf_node *key,
                         const struct cf_node *value, void *record)
{
    (void)key;
    cf_read_record(reading, value, &outcome_table, record);
}

static void read_outcomes(struct cf_reading *reading, const struct cf_node *node,
                          const struct cf_field *field, void *record)
{
    struct cf_city *city = record;
    (void)field;
    city->outcomes =
        cf_read_list(reading, node, sizeof *city->outcomes, read_outcome, &city->outcome_count);
}

/* ---- what a city and a site have in common; `offset` is the place of the locality ---- */

static struct cf_locality *locality_of(const struct cf_field *field, void *record)
{
    return (struct cf_locality *)cf_member(field, record);
}

static void read_name(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, void *record)
{
    static const struct cf_field field = { .name = "name",
                                           .offset = offsetof(struct cf_name, name) };
    struct cf_name *name = record;
    cf_node_id(reading, key, &name->language);
    cf_read_string(reading, value, &field, name);
    if (!name->name)
        name->name = "";
}

static void read_names(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    struct cf_locality *locality = locality_of(field, record);
    locality->names =
        cf_read_mapping(reading, node, sizeof *locality->names, read_name, &locality->name_count);
}

static void read_indicators(struct cf_reading *reading, const struct cf_node *node,
                            const struct cf_field *field, void *record)
{
    struct cf_locality *locality = locality_of(field, record);
    locality->indicators = cf_read_mapping(reading, node, sizeof *locality->indicators,
                                           cf_read_indicator, &locality->indicator_count);
}

static void read_actors(struct cf_reading *reading, const struct cf_node *node,
                        const struct cf_field *field, void *record)
{
    struct cf_locality *locality = locality_of(field, record);
    locality->actors =
        cf_read_list(reading, node, sizeof *locality->actors, read_actor, &locality->actor_count);
    cf_check_unique(reading, locality->actors, locality->actor_count, sizeof *locality->actors,
                    offsetof(struct cf_actor, id), "actor");
}

static const struct cf_shape names_shape = { .kind = CF_SHAPE_MAPPING,
                                             .pattern = CF_ID_PATTERN,
                                             .items = &cf_shape_text };
const struct cf_shape cf_indicators_shape = { .kind = CF_SHAPE_MAPPING,
                                              .pattern = CF_ID_PATTERN,
                                              .items = &cf_indicator_shape };

static const struct cf_field site_fields[] = {
    { "name", cf_read_string, offsetof(struct cf_locality, name), false, NULL, NULL,
      "how it is called" },
    { "names", read_names, 0, false, NULL, &names_shape,
      "its names in other languages, by language" },
    { "note", cf_read_string, offsetof(struct cf_locality, note), false, NULL, NULL,
      "what a reader has to know about it" },
    { "indicators", read_indicators, 0, false, NULL, &cf_indicators_shape,
      "what is known of it, by index" },
    { "actors", read_actors, 0, false, NULL, &actors_shape, "who could clear something there" },
};

static const struct cf_table site_table = { "site", CF_FIELDS(site_fields) };
static const struct cf_shape site_shape = { .kind = CF_SHAPE_RECORD, .table = &site_table };
static const struct cf_shape sites_shape = { .kind = CF_SHAPE_MAPPING,
                                             .pattern = CF_ID_PATTERN,
                                             .items = &site_shape };

static void read_site(struct cf_reading *reading, const struct cf_node *key,
                      const struct cf_node *value, void *record)
{
    struct cf_locality *site = record;
    cf_node_id(reading, key, &site->id);
    cf_read_record(reading, value, &site_table, site);
    if (!site->name)
        site->name = cf_title_of_id(reading, site->id.text);
}

static void read_sites(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    struct cf_city *city = record;
    (void)field;
    city->sites = cf_read_mapping(reading, node, sizeof *city->sites, read_site, &city->site_count);
}

/* ---- the file ---- */

#define SELF offsetof(struct cf_city, self)

static const char *const kind_words[] = { "city/1", NULL };
static const struct cf_shape kind = { .kind = CF_SHAPE_WORD, .words = kind_words };

static const struct cf_field city_fields[] = {
    { "clusterflow", cf_read_nothing, 0, true, NULL, &kind,
      "the kind of file and the version of its format" },
    { "id", cf_read_id, SELF + offsetof(struct cf_locality, id), true, NULL, NULL,
      "names the city in results" },
    { "name", cf_read_string, SELF + offsetof(struct cf_locality, name), true, NULL, NULL,
      "how it is called" },
    { "names", read_names, SELF, false, NULL, &names_shape,
      "its names in other languages, by language" },
    { "note", cf_read_string, SELF + offsetof(struct cf_locality, note), false, NULL, NULL,
      "what a reader has to know about it" },
    { "charts", cf_read_ids, offsetof(struct cf_city, charts), false, NULL, NULL,
      "the charts by which it is evaluated when none is asked for" },
    { "as_of", cf_read_year, offsetof(struct cf_city, as_of), false, NULL, NULL,
      "the year asked for when none is given" },
    { "sources", cf_read_nothing, 0, false, NULL, &cf_citations_shape,
      "the documents that this file cites" }, /* read before all else */
    { "indicators", read_indicators, SELF, false, NULL, &cf_indicators_shape,
      "what is known of it, by index" },
    { "actors", read_actors, SELF, false, NULL, &actors_shape, "who could clear something" },
    { "outcomes", read_outcomes, 0, false, NULL, &outcomes_shape, "what really happened" },
    { "sites", read_sites, 0, false, NULL, &sites_shape, "its parks and districts" },
};

const struct cf_table cf_city_table = { "city", CF_FIELDS(city_fields) };

enum cf_status cf_load_city(struct cf_city **out, const struct cf_input *input,
                            struct cf_diags *diags)
{
    struct cf_city *city = cf_document_new(sizeof *city);
    *out = NULL;
    if (!city)
        return cf_no_document(input);
    struct cf_reading reading = { .arena = cf_arena_of(city), .diags = diags };
    const struct cf_node *root = cf_reading_begin(&reading, input, "city/1");
    if (root) {
        cf_read_citations(&reading, root);
        city->citations = reading.citations;
        city->citation_count = reading.citation_count;
        cf_read_record(&reading, root, &cf_city_table, city);
        cf_read_allowances(&reading, root, &city->allowances);
    }
    city->source = reading.source;
    bool readable = root && !reading.truncated;
    enum cf_status status = cf_reading_end(&reading);
    city->faulty = status != CF_OK;
    if (status == CF_OK || (status == CF_INVALID && readable))
        *out = city;
    else
        cf_document_free(city);
    return status;
}
