#include <stdio.h>
#include <string.h>

#include "commands/command.h"
#include "commands/product.h"

static int run_schema(const struct command *command, int argc, char **argv);

static const struct option_spec options[] = {
    { 'o', "output", "FILE", "write to FILE, whole or not at all" },
    { 0 },
};

const struct command command_schema = {
    "schema",
    "print the JSON Schema of a kind of file, for editors",
    "catalog|flowchart|city|suite",
    "Prints a JSON Schema (draft 7) made from the tables by which the files are\n"
    "read, so that an editor can complete keys and point out wrong ones. What it\n"
    "cannot know, such as whether an index is defined, 'clusterflow check' does.\n",
    options,
    run_schema,
};

static const struct {
    const char *word;
    enum cf_file_kind kind;
} kinds[] = {
    { "catalog", CF_FILE_CATALOG },
    { "flowchart", CF_FILE_CHART },
    { "city", CF_FILE_CITY },
    { "suite", CF_FILE_SUITE },
};

static bool take_option(void *settings, int key, const char *value)
{
    (void)key;
    *(const char **)settings = value;
    return true;
}

static int print_schema(enum cf_file_kind kind, const char *path)
{
    struct product product;
    struct cf_format *format;
    if (cf_load_format(&format, kind) != CF_OK) {
        out_of_memory();
        return EXIT_MACHINE;
    }
    if (!product_open(&product, path)) {
        cf_format_free(format);
        return EXIT_MACHINE;
    }
    struct cf_sink sink = product_sink(&product);
    enum cf_status status = cf_write_schema(&sink, format);
    cf_format_free(format);
    return product_close(&product, status == CF_OK);
}

static int run_schema(const struct command *command, int argc, char **argv)
{
    const char *path = NULL;
    enum parsed parsed = parse_options(command, &argc, argv, take_option, &path);
    if (parsed != PARSED_RUN)
        return parsed == PARSED_HELP ? EXIT_DONE : EXIT_USAGE;
    if (argc != 2)
        return usage_error("schema takes one kind of file: %s", command->operands);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].word, argv[1]) == 0)
            return print_schema(kinds[i].kind, path);
    return usage_error("schema: no kind of file '%s': write %s", argv[1], command->operands);
}
