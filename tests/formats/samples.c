/*
 * Usage: samples SAMPLE FORMAT   findings made by hand, as the library writes them
 *
 * Names of files, messages and lines here are such as no file that the tool reads could bring
 * about.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <clusterflow/output.h>

#include "base/diag.h"

static const char *const formats[] = { "text", "gcc", "json", "sarif", "github", "junit" };

/* What one format or another means something by, and what is no text. */
static const char *const nasty[] = {
    "a\nb\r\n::error::c\r",
    "\x1b[31mred\x1b]8;;http://example.org\x07",
    "]]></failure><![CDATA[ <!-- & \" ' &amp; &#0;",
    "%0A%25%%s%n%3A::set-output name=x::y,title=z",
    "\xff\xfe\xc0\xaf\xed\xa0\x80\xf8\x88\x80\x80\x80",
    "\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8b\xe2\x80\xa8\xc2\x85",
    "\xef\xbf\xbe\xef\xbf\xbf\xf0\x9f\xbf\xbe\xef\xbb\xbf",
    "\x01\x08\x0b\x0c\x1f\x7f\\u0000\\",
    "[link](http://example.org) {0} {{1}} `code` *b* <b>",
    "大连 e\xcc\x81 \xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xf3\xa0\x84\x80",
    "##[error]old ::debug::",
    "../a b/c?d#e:f;g&h=i+j@k!$'()*,[]\\",
    "",
};
enum { NASTY = sizeof nasty / sizeof *nasty };

static void report(struct cf_diags *diags, size_t rule, const struct cf_source *source,
                   uint32_t offset, uint32_t length, const char *text)
{
    struct cf_pos pos = { source, offset, length };
    cf_report(diags, (enum cf_rule_id)(rule % CF_R_COUNT), pos, "fault in '%s'", text);
}

/* Each text as a file's name, as its line, as message, hint and note. */
static void report_hostile(struct cf_diags *diags)
{
    for (size_t i = 0; i < NASTY; i++) {
        const char *next = nasty[(i + 1) % NASTY];
        struct cf_source source = { nasty[i], nasty[i], strlen(nasty[i]) };
        struct cf_source other = { next, next, strlen(next) };
        for (uint32_t at = 0; at <= source.length; at += 3)
            report(diags, i + at, &source, at, at % 7, nasty[i]);
        cf_report_hint(diags, "%s", nasty[i]);
        cf_report_also(diags, (struct cf_pos){ &other, 0, 1 }, "%s", next);
        report(diags, i, &source, UINT32_MAX, 0, nasty[i]); /* the whole file */
        report(diags, i, NULL, 0, 0, nasty[i]);
        cf_diags_settle(diags);
    }
}

/* A line of 1 MiB, with faults all over it, short and long. */
static void report_long(struct cf_diags *diags)
{
    enum { LENGTH = 1 << 20, STEP = 70001 };
    char *line = malloc(LENGTH + 1);
    if (!line)
        abort();
    for (size_t i = 0; i < LENGTH; i++)
        line[i] = "x\xe5\xa4\xa7\x80 \t\""[i % 8];
    line[LENGTH] = '\0';
    struct cf_source source = { "long.yaml", line, LENGTH };
    for (uint32_t at = 0; at <= LENGTH; at += STEP)
        report(diags, at, &source, at, at % 2 ? 1 : 5000, "long");
    report(diags, 0, &source, LENGTH, 0, "end");
    cf_diags_settle(diags);
    free(line);
}

static void report_plain(struct cf_diags *diags, enum cf_rule_id rule)
{
    static const char text[] = "id: quays\nname: 大连\n";
    struct cf_source source = { "data/bay view.yaml", text, sizeof text - 1 };
    report(diags, rule, &source, 16, 6, "name");
    cf_report_hint(diags, "mend it");
    cf_diags_settle(diags);
}

static bool fill(struct cf_diags *diags, const char *sample)
{
    if (strcmp(sample, "warned") == 0)
        report_plain(diags, CF_R_CITY_UNKNOWN_INDEX);
    else if (strcmp(sample, "broken") == 0)
        report_plain(diags, CF_R_YAML_SYNTAX);
    else if (strcmp(sample, "hostile") == 0)
        report_hostile(diags);
    else if (strcmp(sample, "long") == 0)
        report_long(diags);
    else
        return strcmp(sample, "clean") == 0 || strcmp(sample, "nothing") == 0 ||
               strcmp(sample, "unread") == 0;
    return true;
}

static int print(void *payload, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, payload) == length ? 0 : -1;
}

int main(int argc, char **argv)
{
    static const char *const files[] = { "data/clean.yaml", "data/bay view.yaml", "a\nb.yaml" };
    static const struct cf_checked some = { files, 3, NULL, 0 }, none = { NULL, 0, NULL, 0 };
    static const struct cf_checked unread = { files, 3, nasty, NASTY };
    const struct cf_checked *checked = &some;
    struct cf_sink sink = { print, stdout };
    struct cf_diags *diags = cf_diags_new();
    enum cf_status status = CF_INVALID;
    if (argc == 3 && strcmp(argv[1], "nothing") == 0)
        checked = &none;
    if (argc == 3 && strcmp(argv[1], "unread") == 0)
        checked = &unread;
    if (argc == 3 && diags && fill(diags, argv[1]))
        for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
            if (strcmp(argv[2], formats[i]) == 0)
                status = cf_write_findings(&sink, (enum cf_findings_format)i, diags, checked, NULL);
    cf_diags_free(diags);
    return status == CF_OK && fflush(stdout) == 0 ? 0 : 1;
}
