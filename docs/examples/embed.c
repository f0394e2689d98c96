/* embed: evaluates a city of which nothing lies in a file; the chart's other file comes, as all
 * files would, from the program's own reader. */
#include <clusterflow.h>
#include <stdio.h>
#include <string.h>

static const char catalog_text[] =
    "clusterflow: catalog/1\n"
    "units: {person: {label: persons}}\n"
    "actor_classes: {local_government: {label: Local government}}\n"
    "indices:\n"
    "  seaport: {type: flag, label: A seaport}\n"
    "  it_students: {type: number, unit: person, label: Students of IT}\n";

static const char chart_text[] =
    "clusterflow: flowchart/1\n"
    "id: quays\n"
    "catalog: catalog.yaml\n"
    "stages:\n"
    "  - id: start\n"
    "    steps:\n"
    "      - id: harbour\n"
    "        ask: Is there a seaport?\n"
    "        criteria: [{index: seaport, is: true, basis: existence}]\n"
    "        actors: local_government\n"
    "  - use: people.yaml\n";

static const char people_text[] =
    "clusterflow: flowchart/1\n"
    "id: people\n"
    "catalog: catalog.yaml\n"
    "stages:\n"
    "  - id: people\n"
    "    steps:\n"
    "      - id: talent\n"
    "        ask: Do 5000 study IT?\n"
    "        criteria: [{index: it_students, at_least: 5000, basis: assumption}]\n"
    "        actors: local_government\n";

static const char city_text[] = "clusterflow: city/1\n"
                                "id: bayview\n"
                                "name: Bayview\n"
                                "charts: [quays]\n"
                                "indicators:\n"
                                "  seaport: {value: true, year: 2020}\n"
                                "  it_students: {about: 4000, unit: person, year: 2019}\n";

/* What is not named is 0: the bytes are borrowed. */
static struct cf_input input_of(const char *name, const char *text)
{
    return (struct cf_input){ .name = name, .bytes = text, .length = strlen(text) };
}

/* The library asks for a path as the chart spells it. The bytes are not copied by the reader. */
static enum cf_status read_memory(void *payload, const char *path, const char *from,
                                  struct cf_input *input)
{
    (void)payload, (void)from;
    if (strcmp(path, "people.yaml") != 0)
        return CF_NOT_FOUND;
    *input = input_of("people.yaml", people_text);
    return CF_OK;
}

static int put(void *stream, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, stream) == length ? 0 : -1;
}

int main(void)
{
    struct cf_input catalog_input = input_of("catalog.yaml", catalog_text);
    struct cf_input chart_input = input_of("quays.yaml", chart_text);
    struct cf_input city_input = input_of("bayview.yaml", city_text);
    struct cf_reader reader = { read_memory, NULL };
    struct cf_sink out = { put, stdout }, talk = { put, stderr };
    struct cf_catalog *catalog = NULL;
    struct cf_chart *chart = NULL;
    struct cf_city *city = NULL;
    struct cf_program *program = NULL;
    struct cf_binding *binding = NULL;
    struct cf_evaluation *evaluation = NULL;
    struct cf_diags *diags = cf_diags_new();
    if (strcmp(cf_version(), CF_VERSION) != 0)
        fprintf(stderr, "built for %s, runs with %s\n", CF_VERSION, cf_version());
    bool done = diags && !cf_load_catalog(&catalog, &catalog_input, diags) &&
                !cf_load_chart(&chart, &chart_input, &reader, diags) &&
                !cf_load_city(&city, &city_input, diags) &&
                !cf_compile(&program, chart, catalog, diags) &&
                !cf_bind(&binding, program, city, diags) &&
                !cf_evaluate(&evaluation, binding, NULL, NULL, diags) &&
                !cf_write_text(&out, evaluation, NULL) && fflush(stdout) == 0;
    if (diags)
        cf_write_diags(&talk, diags, 0, NULL);
    cf_evaluation_free(evaluation);
    cf_binding_free(binding);
    cf_program_free(program);
    cf_city_free(city);
    cf_chart_free(chart);
    cf_catalog_free(catalog);
    cf_diags_free(diags);
    return done ? 0 : 1;
}
