#include <stdlib.h>
#include <string.h>

#include "json_walk.h"

enum { RULES_MOST = 512, FILES_MOST = 64 };

/* A run of the log, and where the items of its lists are. */
struct log {
    const char *run;
    const char *rules[RULES_MOST], *files[FILES_MOST];
    size_t rule_count, file_count;
};

/* ---- lists that others point into ---- */

static size_t collect(const char **places, size_t most, const char *array)
{
    size_t count = 0;
    for (const char *item = fuzz_json_first(array); item; item = fuzz_json_next(item)) {
        if (count == most)
            fuzz_fail("more than %zu items: %.80s", most, array);
        places[count++] = item;
    }
    return count;
}

static void need_text(const char *object, const char *path)
{
    const char *text = fuzz_json_need(object, path);
    if (*text != '"' || fuzz_json_length(text) <= 2)
        fuzz_fail("%s is no text: %.80s", path, text);
}

static void judge_rules(const struct log *log)
{
    for (size_t i = 0; i < log->rule_count; i++) {
        need_text(log->rules[i], "shortDescription.text");
        need_text(log->rules[i], "fullDescription.text");
        need_text(log->rules[i], "help.text");
        for (size_t j = 0; j < i; j++)
            if (fuzz_json_same(fuzz_json_need(log->rules[i], "id"),
                               fuzz_json_need(log->rules[j], "id")))
                fuzz_fail("rule %zu stands twice", i);
    }
}

/* What may stand in a reference without an escape; quotes are around it. */
static bool is_reference(const char *uri)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "._~!$&'()*+,;=@-/%:";
    return strspn(uri + 1, plain) == fuzz_json_length(uri) - 2;
}

static void judge_file(const struct log *log, const char *file)
{
    const char *uri = fuzz_json_need(file, "location.uri");
    const char *base = fuzz_json_member(fuzz_json_need(file, "location"), "uriBaseId");
    if (!is_reference(uri))
        fuzz_fail("no reference: %.80s", uri);
    if ((strncmp(uri, "\"file:", 6) == 0) == (base != NULL))
        fuzz_fail("the base of %.80s", uri);
    if (base && (strncmp(base, "\"%SRCROOT%\"", 11) != 0 ||
                 !fuzz_json_member(fuzz_json_need(log->run, "originalUriBaseIds"), "%SRCROOT%")))
        fuzz_fail("an unknown base: %.40s", base);
}

/* ---- places ---- */

static size_t number_of(const char *region, const char *key)
{
    return fuzz_json_whole(fuzz_json_need(region, key), 1);
}

/* Characters of a text as it was written: escapes are one. */
static size_t characters(const char *text)
{
    size_t count = 0;
    const char *end = text + fuzz_json_length(text) - 1;
    for (text++; text < end; text++) {
        if (*text == '\\') /* a pair of surrogates is one character, too */
            text += text[1] != 'u'                                       ? 1
                    : strncmp(text + 6, "\\u", 2) == 0 && text[2] == 'd' ? 11
                                                                         : 5;
        count += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return count;
}

/* Of what is shown as <U+202E> or <FF> there are other characters than in the file. */
static bool shows_hidden(const char *text)
{
    size_t length = fuzz_json_length(text);
    for (const char *at = text; at < text + length; at++)
        if (*at == '<')
            return true;
    return false;
}

static void judge_region(const char *region)
{
    size_t start = number_of(region, "startColumn"), end = number_of(region, "endColumn");
    const char *snippet = fuzz_json_member(region, "snippet");
    if (number_of(region, "startLine") != number_of(region, "endLine") || start > end)
        fuzz_fail("a region that ends before it begins: %.120s", region);
    const char *text = snippet ? fuzz_json_need(snippet, "text") : NULL;
    if (text && !shows_hidden(text) && characters(text) != end - start)
        fuzz_fail("%zu characters in columns %zu to %zu: %.120s", characters(text), start, end,
                  text);
}

static void judge_context(const char *context, const char *region)
{
    size_t start = number_of(context, "startColumn"), end = number_of(context, "endColumn");
    size_t inner = number_of(region, "startColumn"), inner_end = number_of(region, "endColumn");
    judge_region(context);
    if (number_of(context, "startLine") != number_of(region, "startLine") || start > inner ||
        end < inner_end || (start == inner && end == inner_end))
        fuzz_fail("columns %zu to %zu around %zu to %zu", start, end, inner, inner_end);
}

static void judge_place(const struct log *log, const char *location)
{
    const char *place = fuzz_json_need(location, "physicalLocation");
    const char *region = fuzz_json_need(place, "region");
    const char *context = fuzz_json_member(place, "contextRegion");
    size_t index = fuzz_json_whole(fuzz_json_need(place, "artifactLocation.index"), 0);
    if (index >= log->file_count ||
        !fuzz_json_same(fuzz_json_need(log->files[index], "location.uri"),
                        fuzz_json_need(place, "artifactLocation.uri")))
        fuzz_fail("file %zu is another one: %.120s", index, place);
    judge_region(region);
    if (context)
        judge_context(context, region);
}

/* ---- results ---- */

static bool has_location(const char *related, size_t id)
{
    for (const char *item = related ? fuzz_json_first(related) : NULL; item;
         item = fuzz_json_next(item))
        if (fuzz_json_whole(fuzz_json_need(item, "id"), 0) == id)
            return true;
    return false;
}

/* Links lead to related places; what a file says is neither a link nor to be filled in. */
static void judge_message(const char *result)
{
    const char *text = fuzz_json_need(result, "message.text");
    const char *related = fuzz_json_member(result, "relatedLocations");
    const char *end = text + fuzz_json_length(text);
    need_text(result, "message.text");
    for (const char *at = text; at < end; at++) {
        size_t digits = strspn(at + 1, "0123456789");
        if (*at == '{' && digits && at[1 + digits] == '}')
            fuzz_fail("something to be filled in: %.80s", at);
        if (strncmp(at, "](", 2) == 0 &&
            !has_location(related, fuzz_json_whole((char[]){ at[2], '\0' }, 0)))
            fuzz_fail("a link to no place: %.80s", at);
    }
}

static void judge_rule_of(const struct log *log, const char *id, const char *index)
{
    size_t number = fuzz_json_whole(index, 0);
    if (number >= log->rule_count || !fuzz_json_same(id, fuzz_json_need(log->rules[number], "id")))
        fuzz_fail("rule %zu is another one than %.40s", number, id);
}

static void judge_result(const struct log *log, const char *result)
{
    const char *places = fuzz_json_need(result, "locations");
    const char *related = fuzz_json_member(result, "relatedLocations");
    judge_rule_of(log, fuzz_json_need(result, "ruleId"), fuzz_json_need(result, "ruleIndex"));
    judge_message(result);
    if (fuzz_json_count(places) != 1)
        fuzz_fail("more places than one: %.120s", places);
    judge_place(log, fuzz_json_first(places));
    for (const char *item = related ? fuzz_json_first(related) : NULL; item;
         item = fuzz_json_next(item))
        judge_place(log, item);
}

static int compare_texts(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    size_t length = fuzz_json_length(*a);
    return strncmp(*a, *b, length);
}

/* Fingerprints tell the results apart. */
static void judge_results(const struct log *log)
{
    const char *results = fuzz_json_need(log->run, "results");
    size_t count = fuzz_json_count(results), number = 0;
    const char **prints = malloc((count + 1) * sizeof *prints);
    for (const char *item = fuzz_json_first(results); item && prints; item = fuzz_json_next(item)) {
        judge_result(log, item);
        prints[number++] = fuzz_json_first(fuzz_json_need(item, "partialFingerprints"));
    }
    if (!prints || number != count)
        fuzz_fail("%zu of %zu results", number, count);
    qsort(prints, count, sizeof *prints, compare_texts);
    for (size_t i = 1; i < count; i++)
        if (fuzz_json_same(prints[i - 1], prints[i]))
            fuzz_fail("a fingerprint stands twice: %.60s", prints[i]);
    free(prints);
}

static void judge_notices(const struct log *log)
{
    const char *invocation = fuzz_json_first(fuzz_json_need(log->run, "invocations"));
    const char *notices = fuzz_json_need(invocation, "toolExecutionNotifications");
    for (const char *item = fuzz_json_first(notices); item; item = fuzz_json_next(item)) {
        judge_rule_of(log, fuzz_json_need(item, "associatedRule.id"),
                      fuzz_json_need(item, "associatedRule.index"));
        need_text(item, "message.text");
    }
}

void fuzz_judge_sarif(const struct fuzz_output *output)
{
    struct log log = { .run = NULL };
    fuzz_judge_json(output);
    const char *runs = fuzz_json_need(output->bytes, "runs");
    if (strncmp(fuzz_json_need(output->bytes, "version"), "\"2.1.0\"", 7) != 0 ||
        fuzz_json_count(runs) != 1)
        fuzz_fail("no log of one run: %.80s", output->bytes);
    log.run = fuzz_json_first(runs);
    log.rule_count = collect(log.rules, RULES_MOST, fuzz_json_need(log.run, "tool.driver.rules"));
    log.file_count = collect(log.files, FILES_MOST, fuzz_json_need(log.run, "artifacts"));
    judge_rules(&log);
    for (size_t i = 0; i < log.file_count; i++)
        judge_file(&log, log.files[i]);
    judge_results(&log);
    judge_notices(&log);
}
