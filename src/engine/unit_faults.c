/* What is said of units that cannot be read. */
#include <string.h>

#include "base/suggest.h"
#include "engine/program.h"

enum { UNIT_NAME_LONGEST = 64 };

struct cf_pos cf_unit_fault_pos(const struct cf_text *text, const struct cf_unit_fault *fault)
{
    struct cf_pos pos = text->pos;
    if (text->plain) { /* as it stands in the file */
        pos.offset += (uint32_t)fault->at;
        pos.length = (uint32_t)fault->length;
    }
    return pos;
}

static void suggest_units(struct cf_suggestion *suggestion, const struct cf_vocabulary *words)
{
    for (size_t i = 0; i < words->unit_count; i++) {
        const struct cf_unit_def *unit = &words->units[i];
        if (unit->id.text)
            cf_suggest(suggestion, unit->id.text);
        for (size_t j = 0; j < unit->also.count; j++)
            cf_suggest(suggestion, unit->also.items[j].text);
    }
}

const char *cf_unit_meant(const struct cf_program *program, const struct cf_text *text,
                          const struct cf_unit_fault *fault, struct cf_diags *diags)
{
    char name[UNIT_NAME_LONGEST];
    if (!fault->unknown || fault->length >= sizeof name)
        return NULL;
    memcpy(name, text->text + fault->at, fault->length);
    name[fault->length] = '\0';
    struct cf_suggestion suggestion = { .text = name, .guesses = cf_diags_guesses(diags) };
    suggest_units(&suggestion, &program->catalog->words);
    for (size_t i = 0; i < program->chart->words_count; i++)
        suggest_units(&suggestion, &program->chart->words[i]);
    bool defined_badly = suggestion.best && strcmp(suggestion.best, name) == 0;
    return defined_badly ? NULL : suggestion.best;
}

void cf_report_unit(const struct cf_text *text, const struct cf_unit_fault *fault,
                    enum cf_rule_id rule, struct cf_diags *diags)
{
    struct cf_pos pos = cf_unit_fault_pos(text, fault);
    const char *word = text->text + fault->at;
    if (fault->unknown && fault->length == strlen(text->text))
        cf_report(diags, rule, pos, "%s '%s'", fault->reason, word);
    else
        cf_report(diags, rule, pos, "unit '%s': %s '%.*s'", text->text, fault->reason,
                  (int)fault->length, word);
}
