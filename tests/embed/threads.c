/*
 * threads CATALOG CHART CITY...: evaluates each city in threads of its own over one
 * compiled chart, all at once and several times, and wants of each what it gave alone. Under a
 * sanitizer this shows whether threads share what they should not.
 */
#include <clusterflow.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 8, THREADS_A_CITY = 2, CITIES = 8 };

static const struct cf_program *program;

/* A file and, of a city's, what was written of the city. */
struct work {
    char *bytes;
    struct cf_input input;
    char *text;
    size_t length;
};

static void give_up(const char *what)
{
    fprintf(stderr, "threads: %s\n", what);
    exit(1);
}

static struct work read_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    char *bytes = malloc(CF_FILE_LIMIT);
    if (!file || !bytes)
        give_up(name);
    struct work work = { bytes, { name, bytes, fread(bytes, 1, CF_FILE_LIMIT, file) }, NULL, 0 };
    fclose(file);
    return work;
}

static int append(void *payload, const char *bytes, size_t length)
{
    struct work *work = payload;
    char *text = realloc(work->text, work->length + length);
    if (!text)
        return -1;
    memcpy(text + work->length, bytes, length);
    work->text = text;
    work->length += length;
    return 0;
}

/* From the bytes of a city to JSON, text and findings, with messages of its own. */
static bool evaluate(struct work *work)
{
    struct cf_sink sink = { append, work };
    struct cf_city *city = NULL;
    struct cf_binding *binding = NULL;
    struct cf_evaluation *evaluation = NULL;
    struct cf_diags *diags = cf_diags_new();
    bool done = diags && !cf_load_city(&city, &work->input, diags) &&
                !cf_bind(&binding, program, city, diags) &&
                !cf_evaluate(&evaluation, binding, NULL, NULL, diags) &&
                !cf_lint_city(city, (const struct cf_binding *const *)&binding, 1, diags) &&
                !cf_write_jsonl(&sink, evaluation) && !cf_write_text(&sink, evaluation, NULL) &&
                !cf_write_diags(&sink, diags, 0, NULL);
    cf_evaluation_free(evaluation);
    cf_binding_free(binding);
    cf_city_free(city);
    cf_diags_free(diags);
    return done;
}

/* The city again and again; each time the same has to come. */
static void *repeat(void *payload)
{
    struct work *alone = payload;
    struct work mine = { .input = alone->input };
    bool same = true;
    for (int i = 0; i < ROUNDS && same; i++) {
        mine.length = 0;
        same = evaluate(&mine) && mine.length == alone->length &&
               memcmp(mine.text, alone->text, mine.length) == 0;
    }
    free(mine.text);
    return same ? NULL : payload;
}

static void run(struct work *works, size_t count)
{
    pthread_t threads[CITIES * THREADS_A_CITY];
    for (size_t i = 0; i < count * THREADS_A_CITY; i++)
        if (pthread_create(&threads[i], NULL, repeat, &works[i % count]) != 0)
            give_up("a thread could not be made");
    for (size_t i = 0; i < count * THREADS_A_CITY; i++) {
        void *failed;
        if (pthread_join(threads[i], &failed) != 0 || failed)
            give_up("a city came out otherwise than alone");
    }
}

int main(int argc, char **argv)
{
    struct cf_catalog *catalog = NULL;
    struct cf_chart *chart = NULL;
    struct cf_program *made = NULL;
    struct cf_diags *diags = cf_diags_new();
    struct work works[CITIES] = { 0 };
    size_t count = argc > 3 ? (size_t)argc - 3 : 0;
    if (count < 2 || count > CITIES || !diags)
        give_up("usage: threads CATALOG CHART CITY CITY ...");
    struct work words = read_file(argv[1]), steps = read_file(argv[2]);
    if (cf_load_catalog(&catalog, &words.input, diags) ||
        cf_load_chart(&chart, &steps.input, NULL, diags) ||
        cf_compile(&made, chart, catalog, diags))
        give_up("the chart does not compile");
    program = made;
    for (size_t i = 0; i < count; i++) {
        works[i] = read_file(argv[3 + i]);
        if (!evaluate(&works[i]))
            give_up(argv[3 + i]);
    }
    run(works, count);
    for (size_t i = 0; i < count; i++)
        free(works[i].bytes), free(works[i].text);
    free(words.bytes), free(steps.bytes);
    cf_program_free(made);
    cf_chart_free(chart);
    cf_catalog_free(catalog);
    cf_diags_free(diags);
    printf("threads: %zu cities in %zu threads over one chart, as each alone\n", count,
           count * THREADS_A_CITY);
    return 0;
}
