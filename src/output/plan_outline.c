#include "output/plan_outline.h"

#include <string.h>

#include "output/citation.h"
#include "output/plan_actors.h"
#include "output/plan_words.h"
#include "output/result_text.h"
#include "output/result_words.h"
#include "output/words.h"

/* ---- lines ---- */

static void add(struct cf_outline *outline, enum cf_outline_kind kind, const char *label,
                const char *text)
{
    if (outline->count == outline->capacity) {
        size_t capacity = outline->capacity ? 2 * outline->capacity : 64;
        struct cf_outline_line *lines =
            cf_arena_array(&outline->page->arena, capacity, sizeof *lines);
        if (!lines)
            return;
        if (outline->count)
            memcpy(lines, outline->lines, outline->count * sizeof *lines);
        outline->lines = lines;
        outline->capacity = capacity;
    }
    outline->lines[outline->count++] = (struct cf_outline_line){ kind, CF_PAINT_NONE, label, text };
}

static void add_fact(struct cf_outline *outline, const char *label, const char *text)
{
    if (*text)
        add(outline, CF_OUTLINE_FACT, label, text);
}

static void add_summary(struct cf_outline *outline, enum cf_paint paint, const char *text)
{
    add(outline, CF_OUTLINE_SUMMARY, "", text);
    if (outline->count)
        outline->lines[outline->count - 1].paint = paint;
}

/* ---- one change ---- */

/* Where the levels come from: once, if they come from one place. */
static const char *origin_words(struct cf_page *page, const struct cf_plan *plan,
                                const struct cf_plan_change *change)
{
    struct cf_phrase words = { 0 };
    const char *before = "";
    for (size_t i = 0; i < change->criterion_count; i++) {
        const char *origin = cf_words_basis(page, cf_plan_result(plan, change->criteria[i]));
        if (strcmp(origin, before) != 0)
            cf_phrase_add(&words, page, "; ", origin);
        before = origin;
    }
    return cf_phrase_text(&words);
}

/* What asks for the index, where that is not said yet: several criteria, or one with a tolerance.
 */
static const char *asked_words(struct cf_page *page, const struct cf_plan *plan,
                               const struct cf_plan_change *change)
{
    struct cf_phrase words = { 0 };
    bool plain =
        change->criterion_count == 1 && cf_plan_result(plan, change->criteria[0])->tolerance == 0;
    for (size_t i = 0; i < change->criterion_count && !plain; i++) {
        size_t step = cf_plan_step_of(plan, change->criteria[i]);
        const char *needed =
            cf_words_needed(page, plan->before, cf_plan_result(plan, change->criteria[i]));
        cf_phrase_add(&words, page, "; ",
                      cf_page_format(page, "%s: %s", cf_plan_step_title(page, plan, step), needed));
    }
    return cf_phrase_text(&words);
}

static const char *operand_words(struct cf_page *page, const struct cf_plan *plan,
                                 const struct cf_plan_change *change,
                                 const struct cf_plan_operand *operand)
{
    const char *label = cf_page_clean(page, operand->index->label);
    if (change->demand.index->derivation == CF_GROWTH)
        return cf_page_format(page, "%s: only figures of years to come, past ones stay", label);
    if (operand->given)
        return cf_page_format(page, "%s: has been decided", label);
    if (!operand->enough)
        return cf_page_format(page, "%s: no change of it alone does it", label);
    const char *action = cf_plan_action_words(page, plan, &operand->demand);
    const char *known = cf_plan_known_words(page, plan, &operand->demand, NULL);
    const char *distance = cf_plan_distance(page, plan, &operand->demand);
    return cf_page_format(page, "%s: %s, now %s%s%s", label, action, known, *distance ? "; " : "",
                          distance);
}

static void add_operands(struct cf_outline *outline, const struct cf_plan *plan,
                         const struct cf_plan_change *change)
{
    for (size_t i = 0; i < change->operand_count; i++)
        add_fact(outline, i ? "" : "By one of",
                 operand_words(outline->page, plan, change, &change->operands[i]));
}

static const char *change_words(struct cf_page *page, const struct cf_plan *plan,
                                const struct cf_plan_change *change)
{
    return cf_page_format(page, "%s: %s", cf_page_clean(page, change->demand.index->label),
                          cf_plan_action_words(page, plan, &change->demand));
}

static void add_change(struct cf_outline *outline, const struct cf_plan *plan,
                       const struct cf_plan_change *change)
{
    struct cf_page *page = outline->page;
    const struct cf_criterion_result *result = cf_plan_result(plan, change->criteria[0]);
    add(outline, CF_OUTLINE_TASK, "", change_words(page, plan, change));
    add_fact(outline, "Now", cf_plan_known_words(page, plan, &change->demand, result));
    add_fact(outline, "Change", cf_plan_distance(page, plan, &change->demand));
    if (change->undoes)
        add_fact(outline, "Why", "it is so now; the plan's other changes would undo it");
    if (change->avoids)
        add_fact(outline, "Why",
                 cf_page_format(page, "then the answer is No, and the walk goes another way"));
    add_fact(outline, "Asked by", asked_words(page, plan, change));
    add_fact(outline, "Level", origin_words(page, plan, change));
    add_operands(outline, plan, change);
}

/* ---- who ---- */

static void add_actors(struct cf_outline *outline, const struct cf_candidates *actors, size_t count)
{
    struct cf_page *page = outline->page;
    add(outline, CF_OUTLINE_GROUP, "Who could act", "");
    for (size_t i = 0; i < count; i++)
        add(outline, CF_OUTLINE_MEMBER, cf_page_clean(page, actors[i].actor_class->label),
            cf_result_named(page, &actors[i]));
}

/* ---- a stop ---- */

/* The ways that are not taken; without --verbose the first of them. */
static void add_ways(struct cf_outline *outline, const struct cf_plan *plan,
                     const struct cf_plan_stop *stop, const char *label)
{
    enum { BRIEF = 3 };
    struct cf_page *page = outline->page;
    size_t most = page->style.verbose > 0 ? CF_PLAN_MOST_LISTED : BRIEF, told = 0;
    bool countless = stop->way_total == SIZE_MAX;
    size_t others = stop->way_total - (stop->chosen < stop->way_count);
    for (size_t i = 0; i < stop->way_count && told < most; i++) {
        if (i == stop->chosen)
            continue;
        if (!told++)
            add(outline, CF_OUTLINE_GROUP, label, "");
        add(outline, CF_OUTLINE_MEMBER, "", cf_plan_way_words(page, plan, &stop->ways[i]));
    }
    if (told && others > told)
        add(outline, CF_OUTLINE_MEMBER, "",
            cf_page_format(page, "and %s more%s",
                           countless ? "very many" : cf_page_format(page, "%zu", others - told),
                           stop->compared ? "" : ", not all of them compared"));
}

static const char *kind_words(const struct cf_plan_stop *stop)
{
    switch (stop->kind) {
    case CF_PLAN_BOTTLENECK: return "bottleneck";
    case CF_PLAN_UNKNOWN: return "not" CF_TIE "known";
    case CF_PLAN_UNDONE: return "Yes now";
    default: return "passed" CF_TIE "by";
    }
}

static void add_part(struct cf_outline *outline, const struct cf_plan *plan,
                     const struct cf_plan_stop *stop, size_t number)
{
    struct cf_page *page = outline->page;
    const struct cf_step_result *step = &plan->before->steps[stop->step];
    const struct cf_stage *stage = plan->before->stages[step->stage].stage;
    const char *text =
        cf_page_format(page, "%zu. %s (%s, step" CF_TIE "%zu of" CF_TIE "%zu, %s)", number,
                       cf_plan_step_title(page, plan, stop->step), kind_words(stop), stop->step + 1,
                       plan->before->step_count, cf_page_clean(page, stage->title));
    add(outline, CF_OUTLINE_PART, "", text);
    add(outline, CF_OUTLINE_NOTE, "", cf_page_clean(page, step->step->ask));
}

static void add_passed_by(struct cf_outline *outline, const struct cf_plan *plan,
                          const struct cf_plan_stop *stop)
{
    struct cf_page *page = outline->page;
    size_t count;
    const struct cf_program_step *steps =
        cf_program_steps(cf_binding_program(plan->binding), &count);
    size_t to = (size_t)steps[stop->step].on_no;
    add(outline, CF_OUTLINE_NOTE, "",
        cf_page_format(page, "No, and the walk goes on to %s: nothing has to be done.",
                       cf_plan_step_title(page, plan, to)));
    add_ways(outline, plan, stop, "To clear it all the same");
}

static void add_stop(struct cf_outline *outline, const struct cf_plan *plan,
                     const struct cf_plan_stop *stop, size_t number, bool first)
{
    struct cf_page *page = outline->page;
    add_part(outline, plan, stop, number);
    if (stop->kind == CF_PLAN_PASSED_BY) {
        add_passed_by(outline, plan, stop);
        return;
    }
    if (stop->kind == CF_PLAN_UNKNOWN)
        add(outline, CF_OUTLINE_NOTE, "",
            cf_page_format(page,
                           "Establish whether it is so: it may prove to be the %s bottleneck.",
                           first ? "first" : "next"));
    for (size_t i = 0; i < stop->change_count; i++)
        add_change(outline, plan, &plan->changes[stop->changes[i]]);
    add_actors(outline, stop->actors, stop->actor_count);
    add_ways(outline, plan, stop, "Or instead");
}

static void add_stops(struct cf_outline *outline, const struct cf_plan *plan)
{
    bool first = true;
    for (size_t i = 0; i < plan->stop_count; i++) {
        add_stop(outline, plan, &plan->stops[i], i + 1, first);
        first = first && plan->stops[i].kind != CF_PLAN_BOTTLENECK;
    }
}

/* ---- by actor ---- */

static void add_by_actor(struct cf_outline *outline, const struct cf_plan *plan)
{
    struct cf_page *page = outline->page;
    struct cf_plan_actors actors = cf_plan_by_actor(&page->arena, plan);
    for (size_t i = 0; i < actors.count; i++) {
        const struct cf_plan_actor *actor = &actors.items[i];
        const char *label = cf_page_clean(page, actor->actor_class->label);
        add(outline, CF_OUTLINE_PART, "",
            actor->named
                ? cf_page_format(page, "%s (%s)", cf_page_clean(page, actor->named->name), label)
                : cf_page_format(page, "%s (none named in the documents)", label));
        for (size_t j = 0; j < actor->count; j++) {
            const struct cf_plan_change *change = &plan->changes[actor->changes[j]];
            add(outline, CF_OUTLINE_TASK, "", change_words(page, plan, change));
            add_fact(outline, "For", cf_plan_step_title(page, plan, change->step));
            add_fact(outline, "Change", cf_plan_distance(page, plan, &change->demand));
        }
    }
    if (actors.count)
        add(outline, CF_OUTLINE_NOTE, "",
            "Each of them could act; the documents do not say that all of them have to.");
}

/* ---- the whole ---- */

static size_t count_of(const struct cf_plan *plan, enum cf_plan_action action)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->change_count; i++)
        count += plan->changes[i].demand.action == action;
    return count;
}

static bool asks_for(const struct cf_plan *plan, const struct cf_plan_change *change, size_t step)
{
    for (size_t i = 0; i < change->criterion_count; i++)
        if (cf_plan_step_of(plan, change->criteria[i]) == step)
            return true;
    return false;
}

/* Those that ask for some change. */
static size_t steps_to_clear(const struct cf_plan *plan)
{
    size_t count = 0;
    for (size_t step = 0; step <= plan->last; step++) {
        bool asked = false;
        for (size_t i = 0; i < plan->change_count && !asked; i++)
            asked = asks_for(plan, &plan->changes[i], step);
        count += asked;
    }
    return count;
}

/* "; as far as High-skill talent" where the plan does not go to the end. */
static const char *until_words(struct cf_page *page, const struct cf_plan *plan)
{
    if (plan->last + 1 == plan->before->step_count)
        return "";
    return cf_page_format(page, ", as far as %s", cf_plan_step_title(page, plan, plan->last));
}

static const char *found_words(struct cf_page *page, const struct cf_plan *plan)
{
    struct cf_phrase words = { 0 };
    size_t changes = count_of(plan, CF_PLAN_CHANGE), facts = count_of(plan, CF_PLAN_ESTABLISH);
    if (changes)
        cf_phrase_add(&words, page, " and ", cf_text_count(page, changes, "change"));
    if (facts)
        cf_phrase_add(&words, page, " and ",
                      cf_page_format(page, "%s to establish", cf_text_count(page, facts, "fact")));
    return cf_page_format(
        page, "Plan: %s clear%s %s%s", cf_phrase_text(&words), changes + facts == 1 ? "s" : "",
        cf_text_count(page, steps_to_clear(plan), "step"), until_words(page, plan));
}

static void add_obstacle(struct cf_outline *outline, const struct cf_plan *plan)
{
    struct cf_page *page = outline->page;
    const struct cf_plan_obstacle *obstacle = &plan->obstacle;
    if (!obstacle->criteria)
        return;
    const struct cf_step_result *step = &plan->before->steps[obstacle->step];
    add(outline, CF_OUTLINE_PART, "",
        cf_page_format(page, "In the way: %s (step" CF_TIE "%zu of" CF_TIE "%zu)",
                       cf_plan_step_title(page, plan, obstacle->step), obstacle->step + 1,
                       plan->before->step_count));
    add(outline, CF_OUTLINE_NOTE, "", cf_page_clean(page, step->step->ask));
    for (size_t i = 0; i < obstacle->count; i++)
        add(outline, CF_OUTLINE_MEMBER, "",
            cf_plan_barred_words(page, plan, &obstacle->criteria[i]));
}

static const char *none_words(struct cf_page *page, const struct cf_plan *plan)
{
    const char *until = until_words(page, plan);
    if (plan->state == CF_PLAN_GIVEN_UP)
        return cf_page_format(page, "No plan found%s: the search ended after %d turns", until,
                              CF_PLAN_MOST_TURNS);
    if (plan->exhausted)
        return cf_page_format(page, "There is no plan%s", until);
    return cf_page_format(page, "No plan found%s, whichever steps are cleared or gone round",
                          until);
}

static void add_given(struct cf_outline *outline, const struct cf_plan *plan)
{
    struct cf_page *page = outline->page;
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < plan->given_count; i++)
        cf_phrase_add(
            &words, page, "; ",
            cf_page_clean(
                page, cf_program_index(cf_binding_program(plan->binding), plan->given[i])->label));
    if (words.length)
        add(outline, CF_OUTLINE_NOTE, "",
            cf_page_format(page, "Decided, and left as it is: %s.", words.text));
}

static void add_sources(struct cf_outline *outline, const struct cf_plan *plan)
{
    struct cf_page *page = outline->page;
    struct cf_citations citations = { 0 };
    for (size_t i = 0; i < plan->change_count; i++)
        for (size_t j = 0; j < plan->changes[i].criterion_count; j++)
            cf_citations_add(&citations, page, cf_plan_result(plan, plan->changes[i].criteria[j]));
    if (citations.count)
        add(outline, CF_OUTLINE_PART, "", "Sources");
    for (size_t i = 0; i < citations.count; i++)
        add(outline, CF_OUTLINE_MEMBER, "", cf_words_document(page, citations.items[i]));
}

void cf_plan_outline(struct cf_outline *outline, struct cf_page *page, const struct cf_plan *plan,
                     bool by_actor)
{
    *outline = (struct cf_outline){ .page = page };
    add(outline, CF_OUTLINE_TITLE, "", cf_result_title(page, plan->before));
    if (plan->state == CF_PLAN_DONE)
        add_summary(outline, CF_PAINT_GREEN,
                    cf_page_format(page, "Nothing to do%s: no step is in the way",
                                   until_words(page, plan)));
    else if (plan->state == CF_PLAN_FOUND)
        add_summary(outline, CF_PAINT_BOLD, found_words(page, plan));
    else
        add_summary(outline, CF_PAINT_BOLD_RED, none_words(page, plan));
    add_given(outline, plan);
    if (plan->state == CF_PLAN_NONE || plan->state == CF_PLAN_GIVEN_UP)
        add_obstacle(outline, plan);
    else if (by_actor)
        add_by_actor(outline, plan);
    else
        add_stops(outline, plan);
    add_sources(outline, plan);
}
