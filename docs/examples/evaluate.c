/* evaluate CATALOG CHART CITY: from three files to the first "No" and to who could clear it. */
#include <clusterflow.h>
#include <stdio.h>

/* The input stays until the next one is read; loading copies what it needs. */
static bool read_file(struct cf_input *input, const char *name)
{
    static char bytes[CF_FILE_LIMIT + 1]; /* one byte too many is for the library to refuse */
    FILE *file = fopen(name, "rb");
    *input = (struct cf_input){ .name = name, .bytes = bytes };
    input->length = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (!file || ferror(file))
        perror(name);
    return file && fclose(file) == 0;
}

static int put(void *stream, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, stream) == length ? 0 : -1;
}

static void print(const struct cf_evaluation *evaluation)
{
    const struct cf_candidates *actors = evaluation->actors; /* by class; none without a "No" */
    printf("%s: %s\n", evaluation->city->self.name, cf_verdict_name(evaluation->verdict));
    if (evaluation->first_no != CF_NO_STEP)
        printf("first No: %s\n", evaluation->steps[evaluation->first_no].step->title);
    for (size_t i = 0; i < evaluation->actor_count; i++)
        for (size_t j = 0; j < actors[i].named_count; j++)
            printf("  %s: %s\n", actors[i].actor_class->label, actors[i].named[j]->name);
}

int main(int argc, char **argv)
{
    struct cf_catalog *catalog = NULL;
    struct cf_chart *chart = NULL;
    struct cf_city *city = NULL;
    struct cf_program *program = NULL;
    struct cf_binding *binding = NULL;
    struct cf_evaluation *evaluation = NULL;
    struct cf_diags *diags = argc == 4 ? cf_diags_new() : NULL;
    struct cf_input input;
    if (diags && read_file(&input, argv[1]) && !cf_load_catalog(&catalog, &input, diags) &&
        read_file(&input, argv[2]) && !cf_load_chart(&chart, &input, NULL, diags) &&
        read_file(&input, argv[3]) && !cf_load_city(&city, &input, diags) &&
        !cf_compile(&program, chart, catalog, diags) && !cf_bind(&binding, program, city, diags) &&
        !cf_evaluate(&evaluation, binding, NULL, NULL, diags)) /* CF_OK is 0 */
        print(evaluation);
    if (diags) /* what refused an input, or warnings */
        cf_write_diags(&(struct cf_sink){ put, stderr }, diags, 0, NULL);
    int status = evaluation && fflush(stdout) == 0 ? 0 : 1;
    cf_evaluation_free(evaluation); /* the reverse of how they were made; each takes NULL */
    cf_binding_free(binding);
    cf_program_free(program);
    cf_city_free(city);
    cf_chart_free(chart);
    cf_catalog_free(catalog);
    cf_diags_free(diags);
    return status;
}
