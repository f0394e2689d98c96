/* Observations in JSON, in the words in which the files state them. */
#include <string.h>

#include "output/result_json.h"

/* A value as its index's type has it; text that is no such value stays text. */
static void json_value(struct cf_json *json, const struct cf_text *value, enum cf_type type)
{
    double number;
    cf_json_key(json, "value");
    if (type == CF_NUMBER && cf_number_parse(value->text, &number))
        cf_json_number(json, number);
    else if (type == CF_FLAG && strcmp(value->text, "true") == 0)
        cf_json_flag(json, true);
    else if (type == CF_FLAG && strcmp(value->text, "false") == 0)
        cf_json_flag(json, false);
    else
        cf_json_text(json, value->text);
}

static void json_form(struct cf_json *json, const struct cf_observation *stated, enum cf_type type)
{
    const char *key = cf_form_name(stated->form);
    switch (stated->form) {
    case CF_FORM_VALUE: json_value(json, &stated->value, type); break;
    case CF_FORM_BETWEEN:
        cf_json_key(json, key);
        cf_json_open_inline(json, '[');
        cf_json_number(json, stated->number);
        cf_json_number(json, stated->number_2);
        cf_json_close(json, ']');
        break;
    case CF_FORM_MISSING: cf_json_key_text(json, key, cf_missing_name(stated->missing)); break;
    case CF_FORM_PERIOD:
        if (stated->began)
            cf_json_key_year(json, "began", stated->began);
        if (stated->ended)
            cf_json_key_year(json, "ended", stated->ended);
        break;
    default:
        cf_json_key_number(json, key, stated->number);
        if (stated->form == CF_FORM_ABOUT || stated->form == CF_FORM_NEARLY)
            cf_json_key_number(json, "tolerance", stated->tolerance);
        break;
    }
}

static void optional_text(struct cf_json *json, const char *key, const char *text)
{
    if (text)
        cf_json_key_text(json, key, text);
}

static void optional_year(struct cf_json *json, const char *key, int year)
{
    if (year)
        cf_json_key_year(json, key, year);
}

static void json_observation(struct cf_json *json, const struct cf_observation *stated,
                             enum cf_type type)
{
    json_form(json, stated, type);
    optional_text(json, "unit", stated->unit.text);
    cf_json_key_text(json, "kind", cf_kind_name(stated->kind));
    optional_year(json, "year", stated->year);
    optional_year(json, "since", stated->since);
    optional_year(json, "until", stated->until);
    optional_text(json, "printed", stated->printed);
    optional_text(json, "note", stated->note);
    if (stated->preferred)
        cf_json_key_flag(json, "preferred", true);
    optional_text(json, "source", stated->source ? stated->source->id.text : NULL);
    optional_text(json, "where", stated->where);
}

void cf_json_evidence(struct cf_json *json, const struct cf_evidence *evidence, size_t count,
                      const struct cf_index *own, bool use)
{
    cf_json_open(json, '[');
    for (size_t i = 0; i < count; i++) {
        const struct cf_index *index = evidence[i].index;
        cf_json_open(json, '{');
        if (strcmp(index->id.text, own->id.text) != 0)
            cf_json_key_text(json, "index", index->id.text);
        json_observation(json, evidence[i].observation, index->type);
        if (use)
            cf_json_key_text(json, "use", cf_use_name(evidence[i].use));
        cf_json_close(json, '}');
    }
    cf_json_close(json, ']');
}
