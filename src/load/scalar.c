#include <stdlib.h>
#include <string.h>

#include "base/hint.h"
#include "base/suggest.h"
#include "load/record.h"

enum { ID_LIMIT = 64 };

/* ---- texts ---- */

static const char *const kind_names[] = { "a text", "a list", "a mapping" };

static bool is_empty(const struct cf_node *node)
{
    return node->kind == CF_NODE_SCALAR && node->plain && !node->count;
}

void cf_report_kind(struct cf_reading *reading, const struct cf_node *node, const char *wanted)
{
    cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, node), "%s here, not %s",
              is_empty(node) ? "nothing" : kind_names[node->kind], wanted);
}

/* The text as it lies in the tree, which is gone behind the reading. */
static bool look_at(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out)
{
    if (node->kind == CF_NODE_FAULTY) {
        reading->passed_over++;
        return false;
    }
    if (node->kind != CF_NODE_SCALAR) {
        cf_report_kind(reading, node, "a text");
        cf_report_hint(reading->diags,
                       node->kind == CF_NODE_SEQUENCE
                           ? "write one value; a text that begins with '[' or '- ' "
                             "needs quotes"
                           : "write one value; a text that begins with '{' or holds "
                             "': ' needs quotes");
        return false;
    }
    *out = (struct cf_text){ node->text, cf_node_pos(reading, node), node->plain };
    return true;
}

static bool look_at_given(struct cf_reading *reading, const struct cf_node *node,
                          struct cf_text *out)
{
    if (!is_empty(node))
        return look_at(reading, node, out);
    cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, node), "no value");
    cf_report_hint(reading->diags,
                   "write a value, or delete the key; a text that begins with # needs quotes");
    return false;
}

/* Moves the text to the document. */
static bool keep(struct cf_reading *reading, const struct cf_node *node, struct cf_text *text)
{
    text->text = cf_arena_copy(reading->arena, node->text, node->count);
    return text->text;
}

bool cf_node_text(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out)
{
    return look_at(reading, node, out) && keep(reading, node, out);
}

bool cf_node_given_text(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out)
{
    return look_at_given(reading, node, out) && keep(reading, node, out);
}

void cf_read_string(struct cf_reading *reading, const struct cf_node *node,
                    const struct cf_field *field, void *record)
{
    struct cf_text text;
    if (cf_node_given_text(reading, node, &text))
        *(const char **)cf_member(field, record) = text.text;
}

void cf_read_text(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    struct cf_text text;
    if (cf_node_given_text(reading, node, &text))
        *(struct cf_text *)cf_member(field, record) = text;
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

/* "new_town" for "New Town"; false: no id is near. `out` has room for ID_LIMIT letters. */
static bool id_meant(const char *text, char *out)
{
    size_t i = 0;
    for (; i < ID_LIMIT && text[i]; i++) {
        char c = text[i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c == ' ' ? '_' : c;
        if (!id_letter(out[i], i == 0))
            return false;
    }
    out[i] = '\0';
    return i && !text[i];
}

bool cf_node_id(struct cf_reading *reading, const struct cf_node *node, struct cf_text *out)
{
    char meant[ID_LIMIT + 1];
    struct cf_text text;
    if (!look_at_given(reading, node, &text))
        return false;
    size_t length = node->count, good = 0;
    while (good < length && id_letter(text.text[good], good == 0))
        good++;
    if (good == length && length && length <= ID_LIMIT) {
        bool kept = keep(reading, node, &text);
        *out = text;
        return kept;
    }
    cf_report(reading->diags, CF_R_FORMAT_ID, text.pos, "'%s' is not an id", text.text);
    if (length > ID_LIMIT)
        cf_report_hint(reading->diags, "an id has at most %d bytes", ID_LIMIT);
    else if (cf_hint_colon(reading, node))
        return false;
    else if (id_meant(text.text, meant))
        cf_report_hint(reading->diags, "did you mean '%s'?", meant);
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
    cf_node_id(reading, node, (struct cf_text *)cf_member(field, record));
}

static void
read_text_list(struct cf_reading *reading, const struct cf_node *node, struct cf_text_list *list,
               bool (*read)(struct cf_reading *, const struct cf_node *, struct cf_text *))
{
    if (node->kind == CF_NODE_FAULTY)
        return;
    if (node->kind == CF_NODE_MAPPING) {
        cf_report_kind(reading, node, "a list");
        cf_report_hint(reading->diags, "write [a, b]");
        return;
    }
    bool single = node->kind == CF_NODE_SCALAR;
    const struct cf_node *item = single ? node : cf_node_first(node);
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
    read_text_list(reading, node, (struct cf_text_list *)cf_member(field, record),
                   cf_node_given_text);
}

void cf_read_ids(struct cf_reading *reading, const struct cf_node *node,
                 const struct cf_field *field, void *record)
{
    struct cf_text_list *list = (struct cf_text_list *)cf_member(field, record);
    read_text_list(reading, node, list, cf_node_id);
    cf_check_unique(reading, list->items, list->count, sizeof *list->items, 0, "entry");
}

bool cf_hint_colon(struct cf_reading *reading, const struct cf_node *key)
{
    const char *colon = key->plain ? strchr(key->text, ':') : NULL;
    if (!colon || colon == key->text)
        return false;
    cf_report_hint(reading->diags, "write a blank behind the colon: '%.*s: %s'",
                   (int)(colon - key->text), key->text, colon + 1);
    return true;
}

/* ---- numbers ---- */

static bool only(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

bool cf_node_number(struct cf_reading *reading, const struct cf_node *node, double *out)
{
    struct cf_text text;
    if (!look_at_given(reading, node, &text))
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
    cf_node_number(reading, node, (double *)cf_member(field, record));
}

void cf_read_fraction(struct cf_reading *reading, const struct cf_node *node,
                      const struct cf_field *field, void *record)
{
    double number;
    if (!cf_node_number(reading, node, &number))
        return;
    if (number >= 0 && number < 1) {
        *(double *)cf_member(field, record) = number;
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
    if (!text->plain || (digit[0] == '0' && digit[1]))
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
    if (!look_at_given(reading, node, &text))
        return false;
    if (parse_int(&text, range, out))
        return true;
    cf_report(reading->diags, CF_R_FORMAT_RANGE, text.pos,
              "'%s' is not a whole number from %d to %d", text.text, range->low, range->high);
    if (!text.plain)
        cf_report_hint(reading->diags, "write the number without quotes");
    else if (!only(text.text, "0123456789"))
        cf_report_hint(reading->diags, "write plain digits and nothing else");
    else
        cf_report_hint(reading->diags, "write one of them");
    return false;
}

void cf_read_int(struct cf_reading *reading, const struct cf_node *node,
                 const struct cf_field *field, void *record)
{
    cf_node_int(reading, node, field->extra, (int *)cf_member(field, record));
}

bool cf_node_year(struct cf_reading *reading, const struct cf_node *node, int *out)
{
    static const struct cf_int_range years = { 1, 9999 };
    struct cf_text text;
    if (!look_at_given(reading, node, &text))
        return false;
    if (parse_int(&text, &years, out))
        return true;
    cf_report(reading->diags, CF_R_FORMAT_YEAR, text.pos, "'%s' is not a year", text.text);
    if (cf_hint_colon(reading, node))
        return false;
    cf_report_hint(reading->diags, "%s", cf_year_hint(text.text, text.plain));
    return false;
}

void cf_read_year(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    cf_node_year(reading, node, (int *)cf_member(field, record));
}

/* ---- flags and words ---- */

void cf_read_flag(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    struct cf_text text;
    bool *out = (bool *)cf_member(field, record);
    if (!look_at_given(reading, node, &text))
        return;
    if (text.plain && strcmp(text.text, "true") == 0) {
        *out = true;
    } else if (text.plain && strcmp(text.text, "false") == 0) {
        *out = false;
    } else {
        cf_report(reading->diags, CF_R_FORMAT_FLAG, text.pos, "'%s' is not a flag", text.text);
        cf_report_hint(reading->diags, "%s", cf_flag_hint(text.text, text.plain));
    }
}

void cf_read_word(struct cf_reading *reading, const struct cf_node *node,
                  const struct cf_field *field, void *record)
{
    const struct cf_words *words = field->extra;
    struct cf_text text;
    if (!look_at_given(reading, node, &text))
        return;
    for (int i = 0; words->words[i]; i++)
        if (strcmp(words->words[i], text.text) == 0) {
            *(int *)cf_member(field, record) = words->first + i;
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
        const struct cf_citation **citation = (void *)cf_member(field, record);
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
