#include <stdlib.h>
#include <string.h>

#include "base/hint.h"
#include "base/suggest.h"
#include "load/record.h"

enum { ID_LIMIT = 64 };

/* ---- texts ---- */

static const char *const kind_names[] = { "a text", "a list", "a mapping", "nothing" };

static void report_kind(struct cf_reading *reading, const struct cf_node *node, const char *wanted)
{
    cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, node), "%s here, not %s",
              kind_names[node->kind], wanted);
}

bool cf_node_text(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out)
{
    if (node->kind == CF_NODE_FAULTY)
        return false;
    if (node->kind != CF_NODE_SCALAR) {
        report_kind(reading, node, "a text");
        if (node->kind == CF_NODE_MAPPING)
            cf_report_hint(reading->diags, "quote a text that holds ': ' or begins with '{'");
        return false;
    }
    *out = (struct cf_text){ node->text, cf_node_pos(reading, node), node->plain };
    return true;
}

/* Nothing behind the colon is almost always a forgotten value. */
static bool given_text(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out)
{
    if (!cf_node_text(reading, node, out))
        return false;
    if (!node->count && node->plain) {
        cf_report(reading->diags, CF_R_FORMAT_TYPE, out->pos, "no value");
        cf_report_hint(reading->diags,
                       "write a value, or delete the key; a text of # needs quotes");
        return false;
    }
    return true;
}

void cf_read_string(struct cf_reading *reading, const struct cf_node *node,
                    const struct cf_field *field, void *record)
{
    struct cf_text text;
    if (given_text(reading, node, &text))
        *(const char **)((char *)record + field->offset) = text.text;
}

void cf_read_text(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    struct cf_text text;
    if (given_text(reading, node, &text))
        *(struct cf_text *)((char *)record + field->offset) = text;
}

void cf_read_nothing(struct cf_reading *reading, const struct cf_node *node,
                     const struct cf_field *field, void *record)
{
    (void)reading, (void)node, (void)field, (void)record;
}

/* ---- ids ---- */

static bool id_letter(char c, bool first)
{
    return (c >= 'a' && c <= 'z') || (!first && ((c >= '0' && c <= '9') || c == '_' || c == '-'));
}

bool cf_node_id(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out)
{
    struct cf_text text;
    if (!given_text(reading, node, &text))
        return false;
    size_t length = strlen(text.text), good = 0;
    while (good < length && id_letter(text.text[good], good == 0))
        good++;
    if (good == length && length && length <= ID_LIMIT) {
        *out = text;
        return true;
    }
    cf_report(reading->diags, CF_R_FORMAT_ID, text.pos, "'%s' is not an id", text.text);
    if (length > ID_LIMIT)
        cf_report_hint(reading->diags, "an id has at most %d bytes", ID_LIMIT);
    else if ((unsigned char)text.text[good] >= 0x80)
        cf_report_hint(reading->diags, "letter %zu is not a plain a to z, though it may look so",
                       good + 1);
    else
        cf_report_hint(reading->diags,
                       "an id begins with a to z and goes on with a to z, 0 to 9, _ and -");
    return false;
}

void cf_read_id(struct cf_reading *reading, const struct cf_node *node,
                const struct cf_field *field, void *record)
{
    cf_node_id(reading, node, (struct cf_text *)((char *)record + field->offset));
}

static void
read_text_list(struct cf_reading *reading, const struct cf_node *node, struct cf_text_list *list,
               bool (*read)(struct cf_reading *, const struct cf_node *, struct cf_text *))
{
    if (node->kind == CF_NODE_FAULTY)
        return;
    if (node->kind == CF_NODE_MAPPING) {
        report_kind(reading, node, "a list");
        cf_report_hint(reading->diags, "write [a, b]");
        return;
    }
    bool single = node->kind == CF_NODE_SCALAR;
    const struct cf_node *item = single ? node : node->first;
    struct cf_text *items = cf_arena_array(reading->arena, single ? 1 : node->count, sizeof *items);
    size_t count = 0;
    for (; item && items; item = single ? NULL : item->next)
        if (read(reading, item, &items[count]))
            count++;
    *list = (struct cf_text_list){ items, items ? count : 0 };
}

void cf_read_texts(struct cf_reading *reading, const struct cf_node *node,
                   const struct cf_field *field, void *record)
{
    read_text_list(reading, node, (struct cf_text_list *)((char *)record + field->offset),
                   given_text);
}

void cf_read_ids(struct cf_reading *reading, const struct cf_node *node,
                 const struct cf_field *field, void *record)
{
    struct cf_text_list *list = (struct cf_text_list *)((char *)record + field->offset);
    read_text_list(reading, node, list, cf_node_id);
    cf_check_unique(reading, list->items, list->count, sizeof *list->items, 0, "entry");
}

/* ---- numbers ---- */

static bool only(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

bool cf_node_number(struct cf_reading *reading, const struct cf_node *node, double *out)
{
    struct cf_text text;
    if (!given_text(reading, node, &text))
        return false;
    if (text.plain && cf_number_parse(text.text, out))
        return true;
    cf_report(reading->diags, CF_R_FORMAT_NUMBER, text.pos, "'%s' is not a number", text.text);
    cf_report_hint(reading->diags, "%s", cf_number_hint(text.text, text.plain));
    return false;
}

void cf_read_number(struct cf_reading *reading, const struct cf_node *node,
                    const struct cf_field *field, void *record)
{
    cf_node_number(reading, node, (double *)((char *)record + field->offset));
}

void cf_read_fraction(struct cf_reading *reading, const struct cf_node *node,
                      const struct cf_field *field, void *record)
{
    double number;
    if (!cf_node_number(reading, node, &number))
        return;
    if (number >= 0 && number < 1) {
        *(double *)((char *)record + field->offset) = number;
        return;
    }
    cf_report(reading->diags, CF_R_FORMAT_RANGE, cf_node_pos(reading, node),
              "'%s' is %s, not a fraction from 0 up to 1", field->name, node->text);
    cf_report_hint(reading->diags, "ten percent is 0.1");
}

/* Plain digits, at most 9, within the range. */
static bool parse_int(const struct cf_text *text, const struct cf_int_range *range, int *out)
{
    const char *digit = text->text;
    int number = 0;
    if (!text->plain || !*digit || (digit[0] == '0' && digit[1]))
        return false;
    for (; *digit >= '0' && *digit <= '9' && digit - text->text < 9; digit++)
        number = number * 10 + (*digit - '0');
    if (*digit || number < range->low || number > range->high)
        return false;
    *out = number;
    return true;
}

bool cf_node_int(struct cf_reading *reading, const struct cf_node *node,
                 const struct cf_int_range *range, int *out)
{
    struct cf_text text;
    if (!given_text(reading, node, &text))
        return false;
    if (parse_int(&text, range, out))
        return true;
    cf_report(reading->diags, CF_R_FORMAT_RANGE, text.pos,
              "'%s' is not a whole number from %d to %d", text.text, range->low, range->high);
    cf_report_hint(reading->diags, "write plain digits, without quotes");
    return false;
}

void cf_read_int(struct cf_reading *reading, const struct cf_node *node,
                 const struct cf_field *field, void *record)
{
    cf_node_int(reading, node, field->extra, (int *)((char *)record + field->offset));
}

bool cf_node_year(struct cf_reading *reading, const struct cf_node *node, int *out)
{
    static const struct cf_int_range years = { 1, 9999 };
    struct cf_text text;
    if (!given_text(reading, node, &text))
        return false;
    if (parse_int(&text, &years, out))
        return true;
    cf_report(reading->diags, CF_R_FORMAT_YEAR, text.pos, "'%s' is not a year", text.text);
    if (!text.plain && only(text.text, "0123456789"))
        cf_report_hint(reading->diags, "write the year without quotes");
    else
        cf_report_hint(reading->diags,
                       "write a year such as 2007; a month or day goes into 'note'");
    return false;
}

void cf_read_year(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    cf_node_year(reading, node, (int *)((char *)record + field->offset));
}

/* ---- flags and words ---- */

void cf_read_flag(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    struct cf_text text;
    bool *out = (bool *)((char *)record + field->offset);
    if (!given_text(reading, node, &text))
        return;
    if (text.plain && strcmp(text.text, "true") == 0) {
        *out = true;
    } else if (text.plain && strcmp(text.text, "false") == 0) {
        *out = false;
    } else {
        const char *meant = cf_flag_meant(text.text);
        cf_report(reading->diags, CF_R_FORMAT_FLAG, text.pos, "'%s' is not a flag", text.text);
        if (meant)
            cf_report_hint(reading->diags, "did you mean %s, without quotes?", meant);
        else
            cf_report_hint(reading->diags, "write true or false");
    }
}

void cf_read_word(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    const struct cf_words *words = field->extra;
    struct cf_text text;
    if (!given_text(reading, node, &text))
        return;
    for (int i = 0; words->words[i]; i++)
        if (strcmp(words->words[i], text.text) == 0) {
            *(int *)((char *)record + field->offset) = words->first + i;
            return;
        }
    struct cf_suggestion suggestion = { .text = text.text };
    for (int i = 0; words->words[i]; i++)
        cf_suggest(&suggestion, words->words[i]);
    cf_report(reading->diags, CF_R_FORMAT_WORD, text.pos, "'%s' is no word for '%s'", text.text,
              field->name);
    cf_report_meant(reading->diags, &suggestion, NULL);
}

void cf_read_citation(struct cf_reading *reading, const struct cf_node *node,
                      const struct cf_field *field, void *record)
{
    struct cf_text text;
    if (!cf_node_id(reading, node, &text))
        return;
    uint32_t number = cf_map_get(&reading->citation_numbers, text.text, strlen(text.text));
    if (number != CF_MAP_NONE) {
        const struct cf_citation **citation = (void *)((char *)record + field->offset);
        *citation = &reading->citations[number];
        return;
    }
    size_t *guesses = cf_diags_guesses(reading->diags);
    struct cf_suggestion suggestion = { .text = text.text, .guesses = guesses };
    for (size_t i = 0; i < reading->citation_count && *guesses; i++)
        cf_suggest(&suggestion, reading->citations[i].id.text);
    cf_report(reading->diags, CF_R_FORMAT_SOURCE, text.pos, "no source '%s' in this file",
              text.text);
    cf_report_meant(reading->diags, &suggestion, "add it to the file's 'sources'");
}
