/* What a second thread loads early: only what is asked for, and only what is without a fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "commands/command.h"
#include "commands/cores.h"
#include "commands/early.h"

/* What main.c has for the rest of the tool. */
const struct command *const commands[] = { NULL };

const struct command *find_command(const char *name)
{
    (void)name;
    return NULL;
}

int no_command(const char *name)
{
    (void)name;
    return EXIT_USAGE;
}

bool interrupted(void)
{
    return false;
}

static const char sound_catalog[] = "clusterflow: catalog/1\n"
                                    "units:\n"
                                    "  firm: {label: firms}\n"
                                    "actor_classes:\n"
                                    "  local: {label: Local government}\n"
                                    "indices:\n"
                                    "  firms: {label: Firms, unit: firm}\n";
static const char sound_chart[] =
    "clusterflow: flowchart/1\n"
    "id: small\n"
    "catalog: catalog.yaml\n"
    "stages:\n"
    "  - id: start\n"
    "    steps:\n"
    "      - id: park\n"
    "        ask: Are there firms?\n"
    "        criteria: [{index: firms, at_least: 5, basis: assumption}]\n"
    "        actors: [local]\n";

static char before[4096];
static char folder[] = "/tmp/clusterflow-early-XXXXXX";
static const struct places no_places;

static int enter_folder(void **state)
{
    (void)state;
    return !(getcwd(before, sizeof before) && mkdtemp(folder) && chdir(folder) == 0);
}

static int leave_folder(void **state)
{
    (void)state;
    unlink("small.yaml");
    unlink("catalog.yaml");
    return chdir(before) != 0 || rmdir(folder) != 0;
}

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void load_city(void *payload)
{
    ++*(int *)payload;
}

/* Begins with a city of this text, where there is a second core. The city is always loaded. */
static struct early *begin(const char *text)
{
    struct file city = { .name = strdup("city.yaml"),
                         .bytes = strdup(text),
                         .length = strlen(text) };
    int loaded = 0;
    struct early *early = early_start(&city, &no_places, load_city, &loaded);
    assert_int_equal(loaded, 1);
    file_release(&city);
    return early;
}

static struct early *begin_small(const char *chart, const char *catalog)
{
    write_file("small.yaml", chart);
    write_file("catalog.yaml", catalog);
    struct early *early = begin("clusterflow: city/1\nid: town\ncharts: [small]\n");
    assert_int_equal(early != NULL, usable_cores() > 1);
    return early;
}

static bool take_catalog(struct early *early, const char *path, const char *from)
{
    struct file_id id = { 0 };
    struct cf_catalog *catalog = NULL;
    if (!early_catalog(early, path, from, &id, &catalog))
        return false;
    assert_true(id.known);
    assert_string_equal(catalog->source->name, "catalog.yaml");
    assert_int_equal(catalog->words.index_count, 1);
    cf_catalog_free(catalog);
    return true;
}

/* By a chart that was read in the meantime. */
static bool take_chart(struct early *early, const char *text)
{
    struct file file = { .name = strdup("small.yaml"),
                         .bytes = strdup(text),
                         .length = strlen(text) };
    struct cf_chart *chart = NULL;
    bool taken = early_chart(early, &file, &chart);
    if (taken)
        assert_string_equal(chart->id.text, "small");
    cf_chart_free(chart);
    file_release(&file);
    return taken;
}

static void a_catalog_is_taken_once_by_what_names_it(void **state)
{
    struct early *early = begin_small(sound_chart, sound_catalog);
    (void)state;
    assert_false(take_catalog(early, "other.yaml", "small.yaml"));
    assert_false(take_catalog(early, "catalog.yaml", "other.yaml"));
    assert_int_equal(take_catalog(early, "catalog.yaml", "small.yaml"), early != NULL);
    assert_false(take_catalog(early, "catalog.yaml", "small.yaml"));
    early_end(early);
}

/* Waiting for the catalog gives the thread the time to load the chart, too. */
static void a_chart_is_taken_when_its_bytes_are_the_same(void **state)
{
    struct early *early = begin_small(sound_chart, sound_catalog);
    (void)state;
    assert_int_equal(take_catalog(early, "catalog.yaml", "small.yaml"), early != NULL);
    assert_false(take_chart(early, "clusterflow: flowchart/1\nid: changed\n"));
    assert_int_equal(take_chart(early, sound_chart), early != NULL);
    assert_false(take_chart(early, sound_chart));
    early_end(early);
}

static void faults_are_left_to_who_tells_them(void **state)
{
    char faulty[sizeof sound_catalog + 32];
    struct early *early;
    (void)state;
    snprintf(faulty, sizeof faulty, "%slabel: 1\n", sound_catalog);
    early = begin_small(sound_chart, faulty);
    assert_false(take_catalog(early, "catalog.yaml", "small.yaml"));
    assert_int_equal(take_chart(early, sound_chart), early != NULL);
    early_end(early);

    char chart[sizeof sound_chart + 32];
    snprintf(chart, sizeof chart, "%slabel: 1\n", sound_chart);
    early = begin_small(chart, sound_catalog);
    assert_int_equal(take_catalog(early, "catalog.yaml", "small.yaml"), early != NULL);
    assert_false(take_chart(early, chart));
    early_end(early);
}

static void nobody_has_to_take_anything(void **state)
{
    (void)state;
    early_end(begin_small(sound_chart, sound_catalog));
    early_end(begin("clusterflow: city/1\nid: town\ncharts: [missing]\n"));
    assert_null(begin("clusterflow: city/1\nid: town\n"));
    assert_null(begin("charts:"));
    assert_null(begin(""));
    assert_false(take_catalog(NULL, "catalog.yaml", "small.yaml"));
    assert_false(take_chart(NULL, sound_chart));
    early_end(NULL);
}

static void charts_are_seen_however_they_are_listed(void **state)
{
    static const char *const lists[] = {
        "\ncharts: [small, other]\n",
        "\ncharts: small",
        "\ncharts:\n  - small\n  - other\n",
        "\r\ncharts: [\"small\"]\r\n",
        "\n  charts: [other]\ncharts: [ 'small' ]\n",
    };
    (void)state;
    write_file("small.yaml", sound_chart);
    write_file("catalog.yaml", sound_catalog);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct early *early = begin(lists[i]);
        assert_int_equal(take_catalog(early, "catalog.yaml", "small.yaml"), usable_cores() > 1);
        early_end(early);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_catalog_is_taken_once_by_what_names_it),
        cmocka_unit_test(a_chart_is_taken_when_its_bytes_are_the_same),
        cmocka_unit_test(faults_are_left_to_who_tells_them),
        cmocka_unit_test(nobody_has_to_take_anything),
        cmocka_unit_test(charts_are_seen_however_they_are_listed),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
