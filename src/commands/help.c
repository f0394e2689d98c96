/* Help is written for 80 columns, and filled anew where a terminal has fewer. */
#include <stdio.h>
#include <string.h>

#include "commands/command.h"
#include "commands/product.h"
#include "commands/writing.h"

enum { FULL_WIDTH = 80, OPTION_COLUMN = 28, COMMAND_COLUMN = 12, NARROW_COLUMN = 8 };

const struct option_spec help_option = { 'h', "help", NULL, "print this help" };

static size_t width_of_output(void)
{
    return style_for(standard_output()->descriptor, "never").width;
}

/* The words of a text, whatever lines they stand in; `used` columns of the first line are taken,
 * the others are indented. */
static void fill(const char *text, size_t used, size_t indent, size_t width)
{
    for (size_t at = used; *(text += strspn(text, " \n"));) {
        size_t length = strcspn(text, " \n");
        if (at > indent && at + 1 + length > width) {
            print("\n%*s", (int)indent, "");
            at = indent;
        } else if (at > indent) {
            print(" ");
            at++;
        } else {
            print("%*s", (int)(indent - at), "");
            at = indent;
        }
        print("%.*s", (int)length, text);
        at += length;
        text += length;
    }
    print("\n");
}

/* A text with its own lines where they fit. */
static void print_text(const char *text, size_t width)
{
    if (width >= FULL_WIDTH)
        writer_put(standard_output(), text, strlen(text));
    else
        fill(text, 0, 0, width);
}

/* What stands left, and the lines of a text beside it, from a column on. */
static void print_beside(const char *left, const char *text, size_t column)
{
    size_t length = strlen(left);
    print("%s", left);
    if (length >= column) {
        print("\n");
        length = 0;
    }
    for (const char *line = text; *line; length = 0) {
        size_t size = strcspn(line, "\n");
        print("%*s%.*s\n", (int)(column - length), "", (int)size, line);
        line += size + (line[size] == '\n');
    }
}

static void print_option(const struct option_spec *option, size_t width)
{
    char left[64];
    int length = option->key < 256
                     ? snprintf(left, sizeof left, "  -%c, --%s", option->key, option->name)
                     : snprintf(left, sizeof left, "      --%s", option->name);
    if (option->value)
        snprintf(left + length, sizeof left - (size_t)length, " %s", option->value);
    if (width >= FULL_WIDTH) {
        print_beside(left, option->help, OPTION_COLUMN);
    } else {
        print("%s\n", left);
        fill(option->help, 0, NARROW_COLUMN, width);
    }
}

int print_help(const struct command *command)
{
    char usage[160];
    size_t width = width_of_output();
    snprintf(usage, sizeof usage, "usage: clusterflow %s%s%s%s\n", command->name,
             command->options[0].name ? " [OPTIONS]" : "", *command->operands ? " " : "",
             command->operands);
    print_text(usage, width);
    print("\n");
    print_text(command->about, width);
    print("\n");
    for (const struct option_spec *option = command->options; option->name; option++)
        print_option(option, width);
    print_option(&help_option, width);
    return EXIT_DONE;
}

void print_commands(void)
{
    size_t width = width_of_output();
    print_text("usage: clusterflow COMMAND [OPTIONS] FILE...\n", width);
    print("\n");
    print_text("Evaluates flowcharts of industrial cluster policy against city indicators.\n",
               width);
    print("\ncommands:\n");
    for (const struct command *const *command = commands; *command; command++) {
        print("  %-9s", (*command)->name);
        fill((*command)->summary, COMMAND_COLUMN - 1, COMMAND_COLUMN, width);
    }
    print("\n");
    print_text("'clusterflow help COMMAND' tells more, 'clusterflow --version' the version;\n"
               "'clusterflow eval dalian' is a first try.\n",
               width);
}
