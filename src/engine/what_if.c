/* What-ifs: "INDEX=VALUE" and "STEP/INDEX=VALUE" as text, with places for messages. */
#include <string.h>

#include "engine/program.h"

/* An assignment taken apart; all texts lie in the program's arena. */
struct assignment {
    struct cf_source *source;
    struct cf_text target, value;
};

/* A part of the source's text, without blanks around it. */
static struct cf_text part(struct cf_arena *arena, const struct cf_source *source, size_t from,
                           size_t to)
{
    while (from < to && source->text[from] == ' ')
        from++;
    while (to > from && source->text[to - 1] == ' ')
        to--;
    struct cf_text text = { cf_arena_copy(arena, source->text + from, to - from),
                            { source, (uint32_t)from, (uint32_t)(to - from) },
                            true };
    return text;
}

static size_t offset_of(const struct cf_source *source, const char *at)
{
    return at ? (size_t)(at - source->text) : source->length;
}

static enum cf_status take_apart(struct cf_program *program, const char *option, const char *text,
                                 struct assignment *parts, struct cf_diags *diags)
{
    struct cf_arena *arena = cf_arena_of(program);
    struct cf_source *source = cf_arena_alloc(arena, sizeof *source);
    if (!source)
        return CF_NO_MEMORY;
    source->name = option;
    source->length = strlen(text);
    source->text = cf_arena_copy(arena, text, source->length);
    if (!source->text)
        return CF_NO_MEMORY;
    size_t equals = offset_of(source, strchr(source->text, '='));
    parts->source = source;
    parts->target = part(arena, source, 0, equals);
    parts->value =
        part(arena, source, equals < source->length ? equals + 1 : equals, source->length);
    if (!parts->target.text || !parts->value.text)
        return CF_NO_MEMORY;
    if (equals < source->length && *parts->target.text && *parts->value.text)
        return CF_OK;
    cf_report(diags, CF_R_WHAT_IF, (struct cf_pos){ source, 0, (uint32_t)source->length },
              "'%s' is not an assignment", text);
    return CF_INVALID;
}

/* Splits "3 million CNY" into the figure and, if there is one, its unit. */
static void split_unit(struct cf_arena *arena, const struct cf_text *text, struct cf_text *figure,
                       struct cf_text *unit)
{
    const struct cf_source *source = text->pos.source;
    size_t from = text->pos.offset, to = from + text->pos.length;
    size_t blank = from + strcspn(text->text, " ");
    *figure = part(arena, source, from, blank);
    *unit = part(arena, source, blank, to);
    if (unit->text && !*unit->text)
        unit->text = NULL;
}

/* ---- values ---- */

static enum cf_status type_what_if(struct cf_program *program, struct cf_program_index *index,
                                   const struct cf_text *value, struct cf_bound *bound,
                                   struct cf_observation *observation, struct cf_diags *diags)
{
    bound->value = (struct cf_value){ .type = index->index->type, .known = true };
    observation->value = *value;
    if (index->index->type != CF_NUMBER) {
        unsigned member;
        if (!cf_type_member(index, value, CF_R_WHAT_IF, diags, &member))
            return CF_INVALID;
        bound->value.members = UINT64_C(1) << member;
        return CF_OK;
    }
    double number;
    struct cf_unit from = *index->unit;
    split_unit(cf_arena_of(program), value, &observation->value, &observation->unit);
    if (!observation->value.text)
        return CF_NO_MEMORY;
    if (!cf_type_number(index, &observation->value, CF_R_WHAT_IF, diags, &number))
        return CF_INVALID;
    if (observation->unit.text &&
        !cf_type_unit(program, index, &observation->unit, CF_R_WHAT_IF, diags, &from))
        return CF_INVALID;
    if (!observation->unit.text)
        observation->unit = index->index->unit;
    bound->value.interval =
        cf_interval_convert(cf_form_interval(CF_FORM_VALUE, number, 0, 0), &from, index->unit);
    if (!cf_interval_overflows(bound->value.interval) &&
        cf_interval_cut(&bound->value.interval, index->domain.interval))
        return CF_OK;
    cf_report(diags, CF_R_WHAT_IF, value->pos, "%s lies outside the range of '%s'", value->text,
              index->index->id.text);
    cf_report_also(diags, index->index->range_pos, "its range");
    cf_report_hint(diags, "give a value that '%s' can have", index->index->id.text);
    return CF_INVALID;
}

static enum cf_status set_index(struct cf_program *program, const char *option, const char *text,
                                struct cf_diags *diags)
{
    struct assignment parts;
    enum cf_status status = take_apart(program, option, text, &parts, diags);
    if (status == CF_INVALID)
        cf_report_hint(diags, "write INDEX=VALUE, such as universities=29");
    struct cf_bound *bound = cf_arena_alloc(cf_arena_of(program), sizeof *bound);
    struct cf_observation *observation = cf_arena_alloc(cf_arena_of(program), sizeof *observation);
    if (!bound || !observation)
        return CF_NO_MEMORY;
    if (status == CF_OK) {
        uint32_t number = cf_program_find(program, parts.target.text);
        if (number == CF_MAP_NONE)
            return CF_NOT_FOUND;
        *observation = (struct cf_observation){ .pos = parts.value.pos, .kind = CF_WHAT_IF };
        bound->observation = observation;
        status = type_what_if(program, &program->indices[number], &parts.value, bound, observation,
                              diags);
        if (status == CF_OK)
            program->indices[number].what_if = bound;
    }
    cf_diags_settle(diags);
    return status;
}

enum cf_status cf_program_set(struct cf_program *program, const char *text, struct cf_diags *diags)
{
    return set_index(program, "--set", text, diags);
}

enum cf_status cf_program_set_given(struct cf_program *program, const char *text,
                                    struct cf_diags *diags)
{
    return set_index(program, "--given", text, diags);
}

/* ---- thresholds ---- */

/* The bounds that a value states: "A..B" for between, "A,B" for one_of, else one. */
static bool split_bounds(struct cf_program *program, const struct cf_text *value, enum cf_test test,
                         struct cf_text_list *bounds)
{
    struct cf_arena *arena = cf_arena_of(program);
    const char *separator = test == CF_BETWEEN ? ".." : test == CF_ONE_OF ? "," : NULL;
    const struct cf_source *source = value->pos.source;
    size_t at = value->pos.offset, end = at + value->pos.length, count = 0;
    struct cf_text *items = cf_arena_array(arena, value->pos.length + 1, sizeof *items);
    if (!items)
        return false;
    while (at <= end) {
        const char *next = separator ? strstr(source->text + at, separator) : NULL;
        size_t to =
            next && (size_t)(next - source->text) < end ? (size_t)(next - source->text) : end;
        items[count] = part(arena, source, at, to);
        if (!items[count++].text)
            return false;
        at = to + (separator ? strlen(separator) : 1);
    }
    *bounds = (struct cf_text_list){ items, count };
    return true;
}

static enum cf_status set_criterion(struct cf_program *program,
                                    struct cf_program_criterion *criterion,
                                    const struct cf_text *value, struct cf_diags *diags)
{
    struct cf_program_criterion changed = *criterion;
    const struct cf_program_index *index = &program->indices[criterion->index];
    enum cf_test test = criterion->criterion->test;
    struct cf_text figure = *value, unit = { 0 };
    struct cf_text_list bounds;
    if (index->index->type == CF_NUMBER)
        split_unit(cf_arena_of(program), value, &figure, &unit);
    if (!unit.text)
        unit = criterion->criterion->unit;
    if (!figure.text || !split_bounds(program, &figure, test, &bounds))
        return CF_NO_MEMORY;
    if (test == CF_BETWEEN && bounds.count != 2) {
        cf_report(diags, CF_R_WHAT_IF, value->pos, "'between' takes two numbers");
        cf_report_hint(diags, "write them as A..B");
        return CF_INVALID;
    }
    changed.tolerance = 0;
    changed.basis = CF_BASIS_WHAT_IF;
    if (!cf_type_test(program, &changed, &bounds, &unit, CF_R_WHAT_IF, diags))
        return CF_INVALID;
    *criterion = changed;
    return CF_OK;
}

static enum cf_status set_step(struct cf_program *program, const struct cf_program_step *step,
                               const char *index, const struct cf_text *value,
                               struct cf_diags *diags)
{
    enum cf_status status = CF_NOT_FOUND;
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        struct cf_program_criterion *criterion = &program->criteria[step->first_criterion + i];
        if (strcmp(criterion->criterion->index.text, index) != 0)
            continue;
        status = set_criterion(program, criterion, value, diags);
        if (status != CF_OK)
            break;
    }
    return status;
}

enum cf_status cf_program_set_threshold(struct cf_program *program, const char *text,
                                        struct cf_diags *diags)
{
    struct assignment parts;
    enum cf_status status = take_apart(program, "--threshold", text, &parts, diags);
    const char *slash = status == CF_OK ? strchr(parts.target.text, '/') : NULL;
    if (status == CF_OK && !slash) {
        cf_report(diags, CF_R_WHAT_IF, parts.target.pos, "'%s' is not a step and an index",
                  parts.target.text);
        status = CF_INVALID;
    }
    if (status == CF_INVALID)
        cf_report_hint(diags, "write STEP/INDEX=VALUE, such as universities/universities=10");
    if (status == CF_OK) {
        size_t length = (size_t)(slash - parts.target.text);
        status = CF_NOT_FOUND;
        for (size_t i = 0; i < program->step_count && status == CF_NOT_FOUND; i++) {
            const char *id = program->steps[i].step->id.text;
            if (strlen(id) == length && memcmp(id, parts.target.text, length) == 0)
                status = set_step(program, &program->steps[i], slash + 1, &parts.value, diags);
        }
    }
    cf_diags_settle(diags);
    return status;
}
