#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <clusterflow.h>

#include "commands/command.h"
#include "commands/product.h"
#include "commands/writing.h"

static int put(void *payload, const char *bytes, size_t length)
{
    return writer_put(payload, bytes, length) ? 0 : -1;
}

static void say(const char *format, va_list args) __attribute__((format(printf, 1, 0)));

/* What hides in arguments and names of files does not reach the terminal. Without memory a line is
 * as long as it is. */
static void say(const char *format, va_list args)
{
    static const char name[] = "clusterflow: ";
    struct writer *writer = standard_error();
    struct cf_sink sink = { put, writer };
    struct cf_style style = style_for(writer->descriptor, "never");
    char text[1024];
    memcpy(text, name, sizeof name);
    vsnprintf(text + sizeof name - 1, sizeof text - sizeof name + 1, format, args);
    if (style.wrap && cf_write_talk(&sink, text, &style) != CF_NO_MEMORY)
        return;
    cf_write_visible(&sink, text);
    put(writer, "\n", 1);
}

/* The command whose options are read: what is wrong with the command line is wrong with it. */
static const char *asked_command;

void talk_about(const char *command)
{
    asked_command = command;
}

static void point_to_help(void)
{
    char text[128];
    bool one = asked_command && strcmp(asked_command, command_help.name) != 0;
    int length = one ? snprintf(text, sizeof text, "try 'clusterflow %s --help'\n", asked_command)
                     : snprintf(text, sizeof text, "try 'clusterflow help'\n");
    put(standard_error(), text, (size_t)length);
}

int usage_error(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
    point_to_help();
    writer_flush(standard_error());
    return EXIT_USAGE;
}

void complain(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    say(format, args);
    va_end(args);
    writer_flush(standard_error());
}

int worse(int a, int b)
{
    return a > b ? a : b;
}

/* ---- memory ---- */

static bool memory_failed;

int out_of_memory(void)
{
    if (!memory_failed)
        complain("out of memory");
    memory_failed = true;
    return EXIT_MACHINE;
}

void talk_begin(void)
{
    memory_failed = false;
    asked_command = NULL;
}

int talk_end(void)
{
    return memory_failed ? EXIT_MACHINE : EXIT_DONE;
}

/* ---- diagnostics ---- */

size_t print_diags(const struct cf_diags *diags, size_t from, const char *color, bool ascii)
{
    if (cf_diags_failed(diags))
        out_of_memory();
    if (from == cf_diags_count(diags))
        return from;
    struct cf_sink sink = { put, standard_error() };
    struct cf_style style = style_for(2, color);
    style.ascii = ascii;
    if (cf_write_diags(&sink, diags, from, &style) == CF_NO_MEMORY)
        out_of_memory();
    writer_flush(standard_error());
    return cf_diags_count(diags);
}
