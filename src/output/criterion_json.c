/* A criterion and what was found about it in JSON. */
#include <math.h>
#include <string.h>

#include "output/result_json.h"
#include "output/threshold.h"

/* A word of a flag, level or category: flags are JSON's own. */
static void json_word(struct cf_json *json, enum cf_type type, const char *word)
{
    if (type == CF_FLAG)
        cf_json_flag(json, strcmp(word, "true") == 0);
    else
        cf_json_text(json, word);
}

static void json_threshold(struct cf_json *json, const struct cf_criterion_result *result)
{
    enum cf_test test = result->criterion->test;
    bool list = test == CF_BETWEEN || test == CF_ONE_OF;
    bool number = result->index->type == CF_NUMBER;
    size_t count = number ? (test == CF_BETWEEN ? 2 : 1) : cf_threshold_count(result);
    cf_json_key(json, "threshold");
    if (list)
        cf_json_open_inline(json, '[');
    else if (!count) /* a what-if cannot be told */
        cf_json_null(json);
    for (size_t i = 0; i < count; i++) {
        if (number)
            cf_json_number(json, result->threshold[i]);
        else
            json_word(json, result->index->type, cf_threshold_word(result, i));
    }
    if (list)
        cf_json_close(json, ']');
}

static void json_interval(struct cf_json *json, const struct cf_interval *set)
{
    if (set->low == set->high) {
        cf_json_number(json, set->low);
        return;
    }
    cf_json_open_inline(json, '{');
    cf_json_key_number(json, "low", set->low);
    cf_json_key_number(json, "high", set->high);
    cf_json_key_flag(json, "low_open", set->low_open);
    cf_json_key_flag(json, "high_open", set->high_open);
    cf_json_close(json, '}');
}

static void json_members(struct cf_json *json, const struct cf_index *index, uint64_t members)
{
    size_t count = cf_member_count(members);
    bool list = count != 1;
    if (index->type == CF_FLAG && list) {
        cf_json_null(json);
        return;
    }
    if (list)
        cf_json_open_inline(json, '[');
    for (size_t i = 0; i < count; i++)
        json_word(json, index->type, cf_member_name(index, cf_member_at(members, i)));
    if (list)
        cf_json_close(json, ']');
}

void cf_json_known(struct cf_json *json, const struct cf_index *index, const struct cf_value *value)
{
    if (!value->known)
        cf_json_null(json);
    else if (index->type == CF_NUMBER)
        json_interval(json, &value->interval);
    else
        json_members(json, index, value->members);
}

static void json_margin(struct cf_json *json, const struct cf_margin *margin)
{
    cf_json_key(json, "margin");
    if (!margin->given) {
        cf_json_null(json);
        return;
    }
    cf_json_open_inline(json, '{');
    cf_json_key_number(json, "worst", margin->worst);
    cf_json_key_number(json, "best", margin->best);
    cf_json_close(json, '}');
}

void cf_json_asked(struct cf_json *json, const struct cf_criterion_result *result)
{
    cf_json_key_text(json, "test", cf_test_name(result->criterion->test));
    json_threshold(json, result);
    cf_json_key_number(json, "tolerance", result->tolerance);
    cf_json_key_text(json, "basis", cf_basis_name(result->basis));
    cf_json_key_text(json, "unit", result->index->unit.text);
}

void cf_json_criterion(struct cf_json *json, const struct cf_criterion_result *result,
                       bool explained)
{
    const struct cf_index *index = result->index;
    cf_json_open(json, '{');
    cf_json_key_text(json, "index", index->id.text);
    cf_json_key_text(json, "answer", cf_answer_name(result->answer));
    cf_json_asked(json, result);
    cf_json_key(json, "value");
    cf_json_known(json, index, &result->value);
    cf_json_key_year(json, "year", result->year);
    cf_json_key_flag(json, "derived", result->derived);
    cf_json_key_flag(json, "disputed", result->disputed);
    cf_json_key_flag(json, "mixed_years", result->mixed_years);
    json_margin(json, &result->margin);
    cf_json_key(json, "evidence");
    cf_json_evidence(json, result->evidence, result->evidence_count, index, false);
    if (explained) {
        cf_json_key(json, "considered");
        cf_json_evidence(json, result->considered, result->considered_count, index, true);
    }
    cf_json_close(json, '}');
}
