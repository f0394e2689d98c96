#include "output/plan_words.h"

#include <math.h>
#include <string.h>

#include "output/result_text.h"
#include "output/threshold.h"
#include "output/words.h"

/* ---- where things are ---- */

size_t cf_plan_step_of(const struct cf_plan *plan, size_t criterion)
{
    size_t count, step = 0;
    const struct cf_program_step *steps =
        cf_program_steps(cf_binding_program(plan->binding), &count);
    while (step + 1 < count && steps[step + 1].first_criterion <= criterion)
        step++;
    return step;
}

const struct cf_criterion_result *cf_plan_result(const struct cf_plan *plan, size_t criterion)
{
    size_t count, step = cf_plan_step_of(plan, criterion);
    const struct cf_program_step *steps =
        cf_program_steps(cf_binding_program(plan->binding), &count);
    return &plan->before->steps[step].criteria[criterion - steps[step].first_criterion];
}

const char *cf_plan_step_title(struct cf_page *page, const struct cf_plan *plan, size_t step)
{
    return cf_page_clean(page, plan->before->steps[step].step->title);
}

/* ---- sets ---- */

static const char *with_unit(struct cf_page *page, const struct cf_plan *plan,
                             const struct cf_plan_demand *demand, const char *words, double number)
{
    return cf_words_with_unit(page, words,
                              cf_words_unit(page, plan->before, demand->index->unit.text, number));
}

/* An end that is the range's own says nothing, nor does one at it that a change leads away from. */
static bool is_low_bound(const struct cf_plan_demand *demand, const struct cf_interval *set)
{
    bool open = set->low_open && (demand->action == CF_PLAN_ESTABLISH || demand->rises);
    return isfinite(set->low) && (open || !cf_near(set->low, demand->index->low));
}

static bool is_high_bound(const struct cf_plan_demand *demand, const struct cf_interval *set)
{
    bool open = set->high_open && (demand->action == CF_PLAN_ESTABLISH || !demand->rises);
    return isfinite(set->high) && (open || !cf_near(set->high, demand->index->high));
}

static const char *number_needed(struct cf_page *page, const struct cf_plan *plan,
                                 const struct cf_plan_demand *demand)
{
    const struct cf_interval *set = &demand->needed.interval;
    bool low = is_low_bound(demand, set), high = is_high_bound(demand, set);
    const char *from = isfinite(set->low) ? cf_words_number(page, set->low) : "";
    const char *to = isfinite(set->high) ? cf_words_number(page, set->high) : "";
    if (isfinite(set->low) && cf_near(set->low, set->high))
        return with_unit(page, plan, demand, from, set->low);
    if (low && !high)
        return cf_page_format(page, "%s" CF_TIE "%s", set->low_open ? "more than" : "at least",
                              with_unit(page, plan, demand, from, set->low));
    if (!low)
        return cf_page_format(page, "%s" CF_TIE "%s", set->high_open ? "less than" : "at most",
                              with_unit(page, plan, demand, to, set->high));
    const char *both =
        set->low_open || set->high_open
            ? cf_page_format(page, "%s%s to %s%s", set->low_open ? "over" CF_TIE : "", from,
                             set->high_open ? "under" CF_TIE : "", to)
            : cf_words_range(page, from, to);
    return with_unit(page, plan, demand, both, set->high);
}

/* All levels from one on, or up to one, are told by that one. */
static bool is_run(uint64_t members, size_t count, bool up)
{
    size_t held = cf_member_count(members);
    size_t first = cf_member_at(members, 0), last = cf_member_at(members, held - 1);
    return held > 1 && last - first + 1 == held && (up ? last + 1 == count : first == 0);
}

static const char *member_name(struct cf_page *page, const struct cf_index *index, size_t member)
{
    if (index->type == CF_FLAG)
        return member ? "yes" : "no";
    return cf_page_clean(page, cf_member_name(index, member));
}

static const char *member_words(struct cf_page *page, const struct cf_index *index,
                                uint64_t members)
{
    struct cf_phrase words = { 0 };
    size_t held = cf_member_count(members);
    if (index->type == CF_LEVEL && is_run(members, index->values.count, true))
        return cf_page_format(page, "at least %s",
                              member_name(page, index, cf_member_at(members, 0)));
    if (index->type == CF_LEVEL && is_run(members, index->values.count, false))
        return cf_page_format(page, "at most %s",
                              member_name(page, index, cf_member_at(members, held - 1)));
    for (size_t i = 0; i < held; i++)
        cf_phrase_add(&words, page, " or ", member_name(page, index, cf_member_at(members, i)));
    return cf_phrase_text(&words);
}

const char *cf_plan_needed(struct cf_page *page, const struct cf_plan *plan,
                           const struct cf_plan_demand *demand)
{
    if (demand->index->type == CF_NUMBER)
        return number_needed(page, plan, demand);
    return member_words(page, demand->index, demand->needed.members);
}

/* ---- what is known ---- */

static bool is_as_stated(const struct cf_plan_demand *demand,
                         const struct cf_criterion_result *result)
{
    if (!result->value.known)
        return demand->blank;
    if (demand->index->type == CF_NUMBER)
        return cf_interval_equal(result->value.interval, demand->known.interval);
    return result->value.members == demand->known.members;
}

const char *cf_plan_known_words(struct cf_page *page, const struct cf_plan *plan,
                                const struct cf_plan_demand *demand,
                                const struct cf_criterion_result *result)
{
    struct cf_criterion_result known = { .index = demand->index, .answer = CF_NO };
    bool stated = result && is_as_stated(demand, result);
    if (demand->blank)
        return "not" CF_TIE "known";
    if (stated)
        known = *result;
    known.value = demand->known;
    const char *words = with_unit(page, plan, demand, cf_words_value(page, &known), 0);
    if (!stated)
        return result ? cf_page_format(page, "%s (with the other changes)", words) : words;
    return cf_page_format(page, "%s%s", words, cf_words_standing(page, &known));
}

/* ---- what to do ---- */

/* Whether the level asked for lies between known ones, so that the way is upwards or downwards. */
static bool lies_between(const struct cf_plan_demand *demand)
{
    uint64_t known = demand->known.members, target = demand->target.members;
    return known > target && known & (target - 1);
}

static const char *establish_words(struct cf_page *page, const struct cf_plan *plan,
                                   const struct cf_plan_demand *demand)
{
    const struct cf_interval *set = &demand->needed.interval;
    if (demand->index->type == CF_FLAG)
        return demand->needed.members == 2 ? "establish that it is so"
                                           : "establish that it is not so";
    if (demand->index->type == CF_NUMBER && !is_low_bound(demand, set) &&
        !is_high_bound(demand, set))
        return "establish the figure, whatever it is";
    return cf_page_format(page, "establish that it is %s", cf_plan_needed(page, plan, demand));
}

const char *cf_plan_action_words(struct cf_page *page, const struct cf_plan *plan,
                                 const struct cf_plan_demand *demand)
{
    const struct cf_index *index = demand->index;
    if (demand->action == CF_PLAN_ESTABLISH)
        return establish_words(page, plan, demand);
    const char *needed = cf_plan_needed(page, plan, demand);
    if (index->type == CF_NUMBER)
        return cf_page_format(page, "%s to %s", demand->rises ? "raise" : "lower", needed);
    const char *known = member_words(page, index, demand->known.members);
    if (index->type == CF_LEVEL && !lies_between(demand))
        return cf_page_format(page, "%s from %s to %s", demand->rises ? "raise" : "lower", known,
                              needed);
    return cf_page_format(page, "change from %s to %s", known, needed);
}

/* ---- how far it is ---- */

/* "5", "5 to 8", "over 5", "at least 5" where it may be any more; nothing where that begins at 0.
 */
static const char *span_words(struct cf_page *page, double least, double most, bool open,
                              int digits)
{
    const char *low = cf_words_rounded(page, least, digits);
    if (!isfinite(most) && least == 0)
        return "";
    if (!isfinite(most))
        return cf_page_format(page, "%s" CF_TIE "%s", open ? "over" : "at least", low);
    const char *high = cf_words_rounded(page, most, digits);
    const char *span = strcmp(low, high) == 0 ? low : cf_page_format(page, "%s to %s", low, high);
    return open ? cf_page_format(page, "over" CF_TIE "%s", span) : span;
}

static const char *unit_of_distance(struct cf_page *page, const struct cf_plan *plan,
                                    const struct cf_plan_demand *demand)
{
    const char *unit = demand->index->unit.text;
    if (strcmp(unit, "percent") == 0)
        return "percentage points";
    return cf_words_unit(page, plan->before, unit, demand->most);
}

static const char *level_distance(struct cf_page *page, const struct cf_plan_demand *demand)
{
    const char *levels = span_words(page, demand->least, demand->most, false, 1);
    const char *way = lies_between(demand) ? "up or down" : demand->rises ? "up" : "down";
    return cf_page_format(page, "%s level%s %s", levels, demand->most == 1 ? "" : "s", way);
}

const char *cf_plan_distance(struct cf_page *page, const struct cf_plan *plan,
                             const struct cf_plan_demand *demand)
{
    enum { SHARE_DIGITS = 3 };
    if (demand->action == CF_PLAN_ESTABLISH)
        return "";
    if (demand->index->type == CF_LEVEL)
        return level_distance(page, demand);
    if (demand->index->type != CF_NUMBER)
        return "";
    if (demand->most == 0) /* it is at the edge, which does not do */
        return "";
    const char *span =
        span_words(page, demand->least, demand->most, demand->open, CF_DIGITS_COMPUTED);
    if (!*span)
        return "";
    const char *words = cf_page_format(
        page, "%s %s", cf_words_with_unit(page, span, unit_of_distance(page, plan, demand)),
        demand->rises ? "more" : "less");
    const char *share = "";
    if (isfinite(demand->least_share)) /* nothing has no parts */
        share = span_words(page, demand->least_share * 100, demand->most_share * 100, false,
                           SHARE_DIGITS);
    return *share ? cf_page_format(page, "%s (%s" CF_TIE "%%)", words, share) : words;
}

/* ---- ways ---- */

const char *cf_plan_way_words(struct cf_page *page, const struct cf_plan *plan,
                              const struct cf_plan_way *way)
{
    struct cf_phrase words = { 0 };
    for (size_t i = 0; i < way->demand_count; i++) {
        const struct cf_plan_demand *demand = &way->demands[i];
        const char *distance = cf_plan_distance(page, plan, demand);
        const char *part = cf_page_format(page, "%s: %s", cf_page_clean(page, demand->index->label),
                                          cf_plan_action_words(page, plan, demand));
        if (*distance)
            part = cf_page_format(page, "%s, %s", part, distance);
        cf_phrase_add(&words, page, "; and ", part);
    }
    return cf_phrase_text(&words);
}

/* ---- what is in the way ---- */

const char *cf_plan_barred_words(struct cf_page *page, const struct cf_plan *plan,
                                 const struct cf_plan_barred *barred)
{
    const struct cf_criterion_result *result = cf_plan_result(plan, barred->criterion);
    const char *finding = cf_text_finding(page, plan->before, result);
    switch (barred->bar) {
    case CF_PLAN_GIVEN: return cf_page_format(page, "%s. It has been decided.", finding);
    case CF_PLAN_OUT_OF_RANGE:
        return cf_page_format(page, "%s. That lies outside of what it can be.", finding);
    case CF_PLAN_ARITHMETIC:
        return cf_page_format(page, "%s. What is asked of its operands excludes that.", finding);
    case CF_PLAN_CONTRADICTION:
        return cf_page_format(
            page, "%s. That excludes what %s needs: %s.", finding,
            cf_plan_step_title(page, plan, cf_plan_step_of(plan, barred->other)),
            cf_words_needed(page, plan->before, cf_plan_result(plan, barred->other)));
    default: return cf_page_format(page, "%s. This alone could be met.", finding);
    }
}
