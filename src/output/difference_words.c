/* Changes of charts and cities, and what they make of answers, in words. */
#include <string.h>

#include "output/difference_words.h"
#include "output/result_text.h"

const char *cf_difference_arrow(const struct cf_page *page)
{
    return page->style.ascii ? "->" : "→";
}

const char *cf_difference_title(struct cf_page *page, const struct cf_difference *difference)
{
    const struct cf_chart *chart =
        difference->new_chart ? difference->new_chart : difference->old_chart;
    const struct cf_city *city = difference->new_city ? difference->new_city : difference->old_city;
    return cf_page_clean(page, chart ? chart->title : city->self.name);
}

/* ---- changes ---- */

/* "Title (id)", or the title alone where it says the same. */
static const char *name_of(struct cf_page *page, const struct cf_change *change)
{
    const char *title = cf_page_clean(page, change->title);
    const char *id = cf_page_clean(page, change->id);
    if (strcmp(title, id) == 0)
        return id;
    return cf_page_format(page, "%s (%s)", title, id);
}

static const char *subject(struct cf_page *page, const struct cf_change *change)
{
    static const char *const words[] = { "Chart",  "Stage",           "Step",    "",      "Index",
                                         "Unit",   "Class of actors", "Factor",  "City",  "Site",
                                         "Figure", "Actor",           "Outcome", "Source" };
    const char *name = name_of(page, change);
    if (change->of == CF_OF_CRITERION)
        return cf_page_format(page, "Step %s, %s", cf_page_clean(page, change->step), name);
    if (change->site)
        return cf_page_format(page, "%s %s at %s", words[change->of], name,
                              cf_page_clean(page, change->site));
    return cf_page_format(page, "%s %s", words[change->of], name);
}

static const char *from_to(struct cf_page *page, const struct cf_change *change)
{
    return cf_page_format(
        page, "%s %s %s", change->before ? cf_page_clean(page, change->before) : "none",
        cf_difference_arrow(page), change->after ? cf_page_clean(page, change->after) : "none");
}

const char *cf_difference_change(struct cf_page *page, const struct cf_change *change)
{
    const char *what = subject(page, change);
    const char *state = change->after ? change->after : change->before;
    if (change->kind == CF_MOVED || change->kind == CF_RENAMED)
        return cf_page_format(page, "%s %s: %s", what, cf_change_kind_name(change->kind),
                              from_to(page, change));
    if (change->kind == CF_CHANGED)
        return cf_page_format(page, "%s: %s: %s", what, cf_page_clean(page, change->field),
                              from_to(page, change));
    if (!state)
        return cf_page_format(page, "%s %s", what, cf_change_kind_name(change->kind));
    return cf_page_format(page, "%s %s: %s", what, cf_change_kind_name(change->kind),
                          cf_page_clean(page, state));
}

const char *cf_difference_count(struct cf_page *page, const struct cf_difference *difference)
{
    size_t matter = 0, count = difference->change_count;
    for (size_t i = 0; i < count; i++)
        matter += difference->changes[i].matters;
    if (!count)
        return "Nothing changed but perhaps comments and layout.";
    if (matter == count)
        return cf_page_format(page, "%s.", cf_text_count(page, count, "change"));
    return cf_page_format(page, "%s, and %zu on which no answer depends.",
                          cf_text_count(page, matter, "change"), count - matter);
}

/* ---- answers ---- */

const char *cf_difference_effects(struct cf_page *page, const struct cf_difference *difference)
{
    size_t changed = 0;
    for (size_t i = 0; i < difference->effect_count; i++)
        changed += difference->effects[i].aspects != 0;
    if (!difference->effect_count)
        return "No answer was looked at.";
    if (!changed)
        return cf_page_format(page, "No answer changes, of %s.",
                              cf_text_count(page, difference->effect_count, "walk"));
    return cf_page_format(page, "%zu of %s %s another answer.", changed,
                          cf_text_count(page, difference->effect_count, "walk"),
                          changed == 1 ? "has" : "have");
}

const char *cf_difference_place(struct cf_page *page, const struct cf_difference *difference,
                                const struct cf_effect *effect)
{
    const char *city = cf_page_clean(page, effect->city->self.name);
    if (effect->site)
        city = cf_page_format(page, "%s, %s", city, cf_page_clean(page, effect->site->name));
    if (difference->new_chart)
        return city;
    return cf_page_format(page, "%s %s %s", city, page->symbols->dot,
                          cf_page_clean(page, effect->chart->title));
}

const char *cf_difference_aspect(unsigned aspect)
{
    switch (aspect) {
    case CF_ASPECT_VERDICT: return "Verdict";
    case CF_ASPECT_FIRST_NO: return "First No";
    case CF_ASPECT_UNKNOWN: return "Unknown";
    default: return "Actors";
    }
}

static const char *verdict_words(const struct cf_evaluation *evaluation)
{
    return evaluation ? cf_verdict_words(evaluation->verdict) : "no answer";
}

static const char *first_no(struct cf_page *page, const struct cf_evaluation *evaluation)
{
    if (!evaluation || evaluation->first_no == CF_NO_STEP)
        return "none";
    return cf_page_clean(page, evaluation->steps[evaluation->first_no].step->title);
}

/* What the step is called in the new version. */
static const char *new_id(const struct cf_difference *difference, const char *old_id)
{
    for (size_t i = 0; i < difference->change_count; i++) {
        const struct cf_change *change = &difference->changes[i];
        if (change->of == CF_OF_STEP && change->kind == CF_RENAMED &&
            strcmp(change->before, old_id) == 0)
            return change->after;
    }
    return old_id;
}

static const struct cf_step *unknown_step(const struct cf_evaluation *evaluation, size_t i)
{
    return evaluation->steps[evaluation->unknown[i]].step;
}

/* `id` is that of the new version. */
static bool is_unknown(const struct cf_difference *difference,
                       const struct cf_evaluation *evaluation, bool is_new, const char *id)
{
    for (size_t i = 0; evaluation && i < evaluation->unknown_count; i++) {
        const char *other = unknown_step(evaluation, i)->id.text;
        if (strcmp(is_new ? other : new_id(difference, other), id) == 0)
            return true;
    }
    return false;
}

static const char *unknown_change(struct cf_page *page, const struct cf_difference *difference,
                                  const struct cf_effect *effect)
{
    struct cf_phrase phrase = { 0 };
    const struct cf_evaluation *before = effect->before, *after = effect->after;
    for (size_t i = 0; after && i < after->unknown_count; i++)
        if (!is_unknown(difference, before, false, unknown_step(after, i)->id.text))
            cf_phrase_add(&phrase, page, "; ",
                          cf_page_format(page, "+" CF_TIE "%s",
                                         cf_page_clean(page, unknown_step(after, i)->title)));
    for (size_t i = 0; before && i < before->unknown_count; i++)
        if (!is_unknown(difference, after, true,
                        new_id(difference, unknown_step(before, i)->id.text)))
            cf_phrase_add(&phrase, page, "; ",
                          cf_page_format(page, "-" CF_TIE "%s",
                                         cf_page_clean(page, unknown_step(before, i)->title)));
    return cf_phrase_text(&phrase);
}

/* ---- actors ---- */

static bool is_named(const struct cf_evaluation *evaluation, const char *class_id, const char *id)
{
    for (size_t i = 0; evaluation && i < evaluation->actor_count; i++) {
        const struct cf_candidates *candidates = &evaluation->actors[i];
        if (strcmp(candidates->actor_class->id.text, class_id) != 0)
            continue;
        for (size_t j = 0; j < candidates->named_count; j++)
            if (strcmp(candidates->named[j]->id.text, id) == 0)
                return true;
        return !*id;
    }
    return false;
}

/* Adds who is named in the one and not in the other; a class without anybody by its own name. */
static void add_actors(struct cf_phrase *phrase, struct cf_page *page, const char *sign,
                       const struct cf_evaluation *in, const struct cf_evaluation *not_in)
{
    for (size_t i = 0; in && i < in->actor_count; i++) {
        const struct cf_candidates *candidates = &in->actors[i];
        const char *class_id = candidates->actor_class->id.text;
        const char *label = cf_page_clean(page, candidates->actor_class->label);
        if (!candidates->named_count && !is_named(not_in, class_id, ""))
            cf_phrase_add(phrase, page, "; ",
                          cf_page_format(page, "%s" CF_TIE "%s (nobody named)", sign, label));
        for (size_t j = 0; j < candidates->named_count; j++)
            if (!is_named(not_in, class_id, candidates->named[j]->id.text))
                cf_phrase_add(phrase, page, "; ",
                              cf_page_format(page, "%s" CF_TIE "%s (%s)", sign,
                                             cf_page_clean(page, candidates->named[j]->name),
                                             label));
    }
}

static const char *actors_change(struct cf_page *page, const struct cf_effect *effect)
{
    struct cf_phrase phrase = { 0 };
    add_actors(&phrase, page, "+", effect->after, effect->before);
    add_actors(&phrase, page, "-", effect->before, effect->after);
    return cf_phrase_text(&phrase);
}

const char *cf_difference_aspect_change(struct cf_page *page,
                                        const struct cf_difference *difference,
                                        const struct cf_effect *effect, unsigned aspect)
{
    const char *arrow = cf_difference_arrow(page);
    switch (aspect) {
    case CF_ASPECT_VERDICT:
        return cf_page_format(page, "%s %s %s", verdict_words(effect->before), arrow,
                              verdict_words(effect->after));
    case CF_ASPECT_FIRST_NO:
        return cf_page_format(page, "%s %s %s", first_no(page, effect->before), arrow,
                              first_no(page, effect->after));
    case CF_ASPECT_UNKNOWN: return unknown_change(page, difference, effect);
    default: return actors_change(page, effect);
    }
}

/* ---- causes ---- */

bool cf_difference_responsible(const struct cf_cause *cause, size_t change)
{
    for (size_t i = 0; i < cause->set_count; i++)
        for (size_t j = 0; j < cause->sets[i].count; j++)
            if (cause->sets[i].changes[j] == change)
                return true;
    return false;
}

const char *cf_difference_aspect_names(struct cf_page *page, unsigned aspects)
{
    struct cf_phrase phrase = { 0 };
    for (unsigned bit = 0; bit < CF_ASPECTS; bit++)
        if (aspects & 1u << bit)
            cf_phrase_add(&phrase, page, ", ", cf_difference_aspect(1u << bit));
    return cf_phrase_text(&phrase);
}

static const char *set_words(struct cf_page *page, const struct cf_change_set *set)
{
    struct cf_phrase phrase = { 0 };
    for (size_t i = 0; i < set->count; i++)
        cf_phrase_add(&phrase, page, i + 1 < set->count ? ", " : " and ",
                      cf_page_format(page, "%zu", set->changes[i] + 1));
    return cf_phrase_text(&phrase);
}

static bool all_single(const struct cf_cause *cause)
{
    for (size_t i = 0; i < cause->set_count; i++)
        if (cause->sets[i].count > 1)
            return false;
    return true;
}

const char *cf_difference_together(struct cf_page *page, const struct cf_cause *cause)
{
    struct cf_phrase sets = { 0 };
    const char *others = cause->complete ? "" : " Others may do it, too.";
    if (cause->set_count == 1 && cause->sets[0].count == 1)
        return cause->complete ? "" : "Others may do it, too.";
    if (all_single(cause))
        return cf_page_format(page, "They act together: undoing any one of them is enough.%s",
                              others);
    if (cause->set_count == 1)
        return cf_page_format(page, "They act together: only undoing all of them is enough.%s",
                              others);
    for (size_t i = 0; i < cause->set_count; i++)
        cf_phrase_add(&sets, page, "; or ", set_words(page, &cause->sets[i]));
    return cf_page_format(page, "They act together: it is enough to undo %s.%s",
                          cf_phrase_text(&sets), others);
}
