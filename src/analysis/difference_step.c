/* What changed of a step that both versions have. */
#include <string.h>

#include "analysis/difference.h"

bool cf_diff_same_criteria(const struct cf_step *a, const struct cf_step *b)
{
    if (a->criterion_count != b->criterion_count)
        return false;
    for (size_t i = 0; i < a->criterion_count; i++) {
        const struct cf_criterion *x = &a->criteria[i], *y = &b->criteria[i];
        if (strcmp(x->index.text, y->index.text) != 0 || x->test != y->test ||
            x->tolerance != y->tolerance || !cf_diff_same_texts(&x->bounds, &y->bounds) ||
            !cf_diff_same_text(x->unit.text, y->unit.text))
            return false;
    }
    return true;
}

/* A step in both versions while its changes are listed. */
struct compared {
    const struct cf_step *a, *b;
    const struct cf_program_criterion *a_criteria, *b_criteria; /* of the steps */
    const struct cf_diff_chart *diff;
    struct cf_diff_step *parts;
    struct cf_changes *changes;
};

/* ---- criteria ---- */

static struct cf_change criterion_change(const struct compared *compared,
                                         const struct cf_diff_pair *pair)
{
    bool is_new = pair->new_number != CF_DIFF_NONE;
    const struct cf_criterion *criterion = is_new ? &compared->b->criteria[pair->new_number]
                                                  : &compared->a->criteria[pair->old_number];
    const struct cf_program *program =
        is_new ? compared->diff->of_new.program : compared->diff->of_old.program;
    size_t index = cf_program_index_number(program, criterion->index.text);
    return (struct cf_change){ .of = CF_OF_CRITERION,
                               .step = compared->b->id.text,
                               .id = criterion->index.text,
                               .title = cf_program_index(program, index)->label,
                               .old_number = (size_t)(pair->old_number + 1),
                               .new_number = (size_t)(pair->new_number + 1),
                               .matters = true };
}

static int list_field(struct cf_changes *changes, struct cf_change change, const char *field,
                      const char *before, const char *after)
{
    change.kind = CF_CHANGED;
    change.field = field;
    change.before = before;
    change.after = after;
    return cf_changes_add(changes, change);
}

/* Whether the levels are the same though they may be written otherwise: 1000 m and 1 km. */
static bool same_level(const struct compared *compared, const struct cf_diff_pair *pair)
{
    const struct cf_criterion *a = &compared->a->criteria[pair->old_number];
    const struct cf_criterion *b = &compared->b->criteria[pair->new_number];
    const struct cf_program_criterion *x = &compared->a_criteria[pair->old_number];
    const struct cf_program_criterion *y = &compared->b_criteria[pair->new_number];
    const struct cf_index *of_x = cf_program_index(compared->diff->of_old.program, x->index);
    const struct cf_index *of_y = cf_program_index(compared->diff->of_new.program, y->index);
    if (a->test != b->test)
        return false;
    if (cf_diff_same_text(a->unit.text, b->unit.text) && cf_diff_same_texts(&a->bounds, &b->bounds))
        return true;
    return of_x->type == CF_NUMBER && of_y->type == CF_NUMBER &&
           strcmp(of_x->unit.text, of_y->unit.text) == 0 && x->threshold[0] == y->threshold[0] &&
           (a->test != CF_BETWEEN || x->threshold[1] == y->threshold[1]);
}

static void list_evidence(struct cf_changes *changes, struct cf_change change,
                          const struct cf_criterion *a, const struct cf_criterion *b)
{
    const char *old_source = a->source ? a->source->id.text : NULL;
    const char *new_source = b->source ? b->source->id.text : NULL;
    change.matters = false;
    if (a->basis != b->basis)
        list_field(changes, change, "basis", cf_basis_name(a->basis), cf_basis_name(b->basis));
    if (!cf_diff_same_text(old_source, new_source))
        list_field(changes, change, "source", old_source, new_source);
    if (!cf_diff_same_text(a->where, b->where))
        list_field(changes, change, "where", a->where, b->where);
    if (!cf_diff_same_text(a->note, b->note))
        list_field(changes, change, "note", a->note, b->note);
}

static void list_criterion(struct compared *compared, struct cf_diff_criterion *criterion)
{
    struct cf_changes *changes = compared->changes;
    struct cf_arena *arena = changes->arena;
    struct cf_diff_pair *pair = &criterion->pair;
    const struct cf_criterion *a = &compared->a->criteria[pair->old_number];
    const struct cf_criterion *b = &compared->b->criteria[pair->new_number];
    struct cf_change change = criterion_change(compared, pair);
    if (!same_level(compared, pair))
        criterion->level = list_field(changes, change, "level", cf_diff_say_test(arena, a),
                                      cf_diff_say_test(arena, b));
    if (a->tolerance != b->tolerance)
        criterion->tolerance =
            list_field(changes, change, "tolerance", cf_diff_say_number(arena, a->tolerance),
                       cf_diff_say_number(arena, b->tolerance));
    if (!cf_diff_same_list(&a->actors, &b->actors))
        criterion->actors =
            list_field(changes, change, "actors", cf_diff_say_list(arena, &a->actors),
                       cf_diff_say_list(arena, &b->actors));
    list_evidence(changes, change, a, b);
}

/* A criterion that one version alone has. */
static void list_single(struct compared *compared, struct cf_diff_pair *pair)
{
    struct cf_change change = criterion_change(compared, pair);
    if (pair->new_number != CF_DIFF_NONE) {
        change.kind = CF_ADDED;
        change.after = cf_diff_say_criterion(compared->changes->arena,
                                             &compared->b->criteria[pair->new_number]);
    } else {
        change.kind = CF_REMOVED;
        change.before = cf_diff_say_criterion(compared->changes->arena,
                                              &compared->a->criteria[pair->old_number]);
    }
    pair->change = cf_changes_add(compared->changes, change);
}

/* ---- which criterion is which ---- */

/* How much two criteria on one index have in common. */
static int likeness(const struct cf_criterion *a, const struct cf_criterion *b)
{
    bool bounds = cf_diff_same_texts(&a->bounds, &b->bounds);
    return strcmp(a->index.text, b->index.text) != 0 ? 0 : a->test != b->test ? 1 : bounds ? 3 : 2;
}

/* The first old criterion that is not paired yet and has so much in common with the new one. */
static int find_old(const struct compared *compared, const bool *paired,
                    const struct cf_criterion *criterion, int like)
{
    for (size_t i = 0; i < compared->a->criterion_count; i++)
        if (!paired[i] && likeness(&compared->a->criteria[i], criterion) >= like)
            return (int)i;
    return CF_DIFF_NONE;
}

static struct cf_diff_criterion make_pair(int old_number, int new_number)
{
    return (struct cf_diff_criterion){
        { old_number, new_number, CF_DIFF_NONE, false }, CF_DIFF_NONE, CF_DIFF_NONE, CF_DIFF_NONE
    };
}

static bool pair_criteria(struct compared *compared)
{
    struct cf_diff_step *parts = compared->parts;
    size_t a_count = compared->a->criterion_count, b_count = compared->b->criterion_count;
    parts->criteria =
        cf_arena_array(compared->changes->arena, a_count + b_count, sizeof *parts->criteria);
    bool *paired = cf_arena_array(compared->changes->arena, a_count, sizeof *paired);
    if (!parts->criteria || !paired)
        return false;
    for (; parts->criterion_count < b_count; parts->criterion_count++)
        parts->criteria[parts->criterion_count] =
            make_pair(CF_DIFF_NONE, (int)parts->criterion_count);
    for (int like = 3; like > 0; like--)
        for (size_t i = 0; i < b_count; i++) {
            struct cf_diff_pair *pair = &parts->criteria[i].pair;
            if (pair->old_number != CF_DIFF_NONE)
                continue;
            pair->old_number = find_old(compared, paired, &compared->b->criteria[i], like);
            if (pair->old_number != CF_DIFF_NONE)
                paired[pair->old_number] = true;
        }
    for (size_t i = 0; i < a_count; i++)
        if (!paired[i])
            parts->criteria[parts->criterion_count++] = make_pair((int)i, CF_DIFF_NONE);
    return true;
}

/* ---- the step ---- */

/* A count of all criteria is the same as "all", while their number stays. */
static bool same_need(const struct cf_step *a, const struct cf_step *b)
{
    bool a_all = a->need == (int)a->criterion_count, b_all = b->need == (int)b->criterion_count;
    if (a->need_text.text && b->need_text.text && strcmp(a->need_text.text, b->need_text.text) == 0)
        return true;
    if (a->criterion_count == b->criterion_count)
        return a->need == b->need;
    return a_all && b_all && (!a->need_text.text || strcmp(a->need_text.text, "all") == 0) &&
           (!b->need_text.text || strcmp(b->need_text.text, "all") == 0);
}

static const char *say_need(const struct cf_step *step)
{
    return step->need_text.text ? step->need_text.text : "all";
}

static size_t pair_of_id(const struct cf_diff_chart_side *side, const char *id)
{
    for (size_t i = 0; i < side->step_count; i++)
        if (strcmp(side->steps[i]->id.text, id) == 0)
            return side->step_pairs[i];
    return SIZE_MAX; /* "end" */
}

/* Routes lead to the same if that is the same step, whatever it is called. */
static bool same_route(const struct cf_diff_chart *diff, const char *a, const char *b)
{
    if (!a || !b)
        return a == b;
    return pair_of_id(&diff->of_old, a) == pair_of_id(&diff->of_new, b);
}

static void list_wording(struct cf_changes *changes, struct cf_change change,
                         const struct cf_step *a, const struct cf_step *b)
{
    change.matters = false;
    if (strcmp(a->title, b->title) != 0)
        list_field(changes, change, "title", a->title, b->title);
    if (strcmp(a->ask, b->ask) != 0)
        list_field(changes, change, "ask", a->ask, b->ask);
    if (!cf_diff_same_text(a->why, b->why))
        list_field(changes, change, "why", a->why, b->why);
    if (!cf_diff_same_text(a->note, b->note))
        list_field(changes, change, "note", a->note, b->note);
}

static void list_step(struct compared *compared)
{
    const struct cf_step *a = compared->a, *b = compared->b;
    struct cf_changes *changes = compared->changes;
    struct cf_arena *arena = changes->arena;
    struct cf_diff_step *parts = compared->parts;
    struct cf_change change = {
        .of = CF_OF_STEP, .id = b->id.text, .title = b->title, .matters = true
    };
    if (!same_need(a, b))
        parts->need = list_field(changes, change, "need", say_need(a), say_need(b));
    if (!cf_diff_same_list(&a->actors, &b->actors))
        parts->actors = list_field(changes, change, "actors", cf_diff_say_list(arena, &a->actors),
                                   cf_diff_say_list(arena, &b->actors));
    if (!cf_diff_same_text(a->factor.text, b->factor.text))
        parts->factor = list_field(changes, change, "factor", a->factor.text, b->factor.text);
    if (!same_route(compared->diff, a->on_yes.text, b->on_yes.text))
        parts->on_yes = list_field(changes, change, "on_yes", a->on_yes.text, b->on_yes.text);
    if (!same_route(compared->diff, a->on_no.text, b->on_no.text))
        parts->on_no = list_field(changes, change, "on_no", a->on_no.text, b->on_no.text);
    list_wording(changes, change, a, b);
}

static const struct cf_program_criterion *criteria_of(const struct cf_diff_chart_side *side,
                                                      int number)
{
    size_t count;
    const struct cf_program_step *steps = cf_program_steps(side->program, &count);
    return cf_program_criteria(side->program, &count) + steps[number].first_criterion;
}

bool cf_diff_step(struct cf_diff_chart *diff, size_t number, struct cf_changes *changes)
{
    const struct cf_diff_pair *pair = &diff->steps.pairs[number];
    struct compared compared = { diff->of_old.steps[pair->old_number],
                                 diff->of_new.steps[pair->new_number],
                                 criteria_of(&diff->of_old, pair->old_number),
                                 criteria_of(&diff->of_new, pair->new_number),
                                 diff,
                                 &diff->step_parts[number],
                                 changes };
    if (!pair_criteria(&compared))
        return false;
    list_step(&compared);
    for (size_t i = 0; i < compared.parts->criterion_count; i++) {
        struct cf_diff_criterion *criterion = &compared.parts->criteria[i];
        if (criterion->pair.old_number != CF_DIFF_NONE &&
            criterion->pair.new_number != CF_DIFF_NONE)
            list_criterion(&compared, criterion);
        else
            list_single(&compared, &criterion->pair);
    }
    return !changes->arena->failed;
}
