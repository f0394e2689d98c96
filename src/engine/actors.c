#include <string.h>

#include "engine/evaluation.h"

/* The step of an evaluation, as an actor's `clears` may name it. */
struct goal {
    const char *chart, *step, *stage, *factor; /* factor may be NULL */
};

static struct goal goal_of(const struct cf_program *program, const struct cf_program_step *step)
{
    return (struct goal){ program->chart->id.text, step->step->id.text,
                          program->chart->stages[step->stage].id.text, step->step->factor.text };
}

/* The classes who could clear the step when that criterion fails. */
static const struct cf_text_list *classes_of(const struct cf_step *step, size_t criterion)
{
    const struct cf_text_list *own = &step->criteria[criterion].actors;
    return own->count ? own : &step->actors;
}

static bool names_goal(const char *text, const struct goal *goal)
{
    const char *slash = strchr(text, '/');
    if (slash) {
        size_t length = (size_t)(slash - text);
        return strlen(goal->chart) == length && memcmp(goal->chart, text, length) == 0 &&
               strcmp(slash + 1, goal->step) == 0;
    }
    return strcmp(text, goal->step) == 0 || strcmp(text, goal->stage) == 0 ||
           (goal->factor && strcmp(text, goal->factor) == 0);
}

static bool clears(const struct cf_actor *actor, const struct goal *goal)
{
    for (size_t i = 0; i < actor->clears.count; i++)
        if (names_goal(actor->clears.items[i].text, goal))
            return true;
    return false;
}

static bool is_of_class(const struct cf_actor *actor, const char *actor_class)
{
    for (size_t i = 0; i < actor->classes.count; i++)
        if (strcmp(actor->classes.items[i].text, actor_class) == 0)
            return true;
    return false;
}

/* The actors of a class at one place: those who name the goal, or those who name nothing. */
static void add_named(const struct cf_locality *place, const char *actor_class,
                      const struct goal *goal, bool general, const struct cf_actor **named,
                      size_t *count)
{
    for (size_t i = 0; i < place->actor_count; i++) {
        const struct cf_actor *actor = &place->actors[i];
        bool fits = general ? !actor->clears.count : clears(actor, goal);
        if (fits && is_of_class(actor, actor_class))
            named[(*count)++] = actor;
    }
}

/* The candidates for a step while they are listed. */
struct listing {
    struct cf_arena *arena;
    const struct cf_program *program;
    const struct cf_locality *city, *site; /* site NULL: the city itself is evaluated */
    struct goal goal;
    struct cf_candidates *items; /* room for every class; NULL: memory failed */
    size_t count;
};

static struct listing begin_listing(struct cf_arena *arena, const struct cf_program *program,
                                    const struct cf_city *city, const struct cf_locality *site,
                                    const struct cf_program_step *step)
{
    struct cf_candidates *items = cf_arena_array(arena, program->class_count, sizeof *items);
    return (struct listing){ arena, program, &city->self, site, goal_of(program, step), items, 0 };
}

static bool list_class(const struct listing *listing, const struct cf_term *actor_class,
                       struct cf_candidates *candidates)
{
    const struct cf_locality *city = listing->city, *site = listing->site;
    size_t most = city->actor_count + (site ? site->actor_count : 0);
    const struct cf_actor **named = cf_arena_array(listing->arena, most, sizeof(*named));
    if (!named)
        return false;
    candidates->actor_class = actor_class;
    candidates->named = named;
    const char *id = actor_class->id.text;
    for (int general = 0; general <= 1; general++) {
        add_named(city, id, &listing->goal, general, named, &candidates->named_count);
        if (site)
            add_named(site, id, &listing->goal, general, named, &candidates->named_count);
    }
    return true;
}

static bool listed(const struct listing *listing, const struct cf_term *actor_class)
{
    for (size_t i = 0; i < listing->count; i++)
        if (listing->items[i].actor_class == actor_class)
            return true;
    return false;
}

static void add_classes(struct listing *listing, const struct cf_text_list *classes)
{
    const struct cf_program *program = listing->program;
    for (size_t i = 0; i < classes->count; i++) {
        const char *name = classes->items[i].text;
        const struct cf_term *actor_class =
            program->classes[cf_map_get(&program->class_numbers, name, strlen(name))];
        if (listed(listing, actor_class))
            continue;
        if (list_class(listing, actor_class, &listing->items[listing->count]))
            listing->count++;
    }
}

void cf_list_actors(const struct cf_question *question, const struct cf_program_step *step,
                    struct cf_evaluation *evaluation)
{
    const struct cf_program *program = question->binding->program;
    const struct cf_step_result *result = &evaluation->steps[step - program->steps];
    struct listing listing =
        begin_listing(question->arena, program, evaluation->city, evaluation->site, step);
    for (size_t i = 0; i < step->step->criterion_count && listing.items; i++)
        if (result->criteria[i].answer == CF_NO)
            add_classes(&listing, classes_of(step->step, i));
    evaluation->actors = listing.items;
    evaluation->actor_count = listing.count;
}

enum cf_status cf_list_candidates(struct cf_candidate_list **out, const struct cf_binding *binding,
                                  const struct cf_locality *site, size_t step,
                                  const size_t *criteria, size_t count)
{
    struct cf_candidate_list *list = cf_document_new(sizeof *list);
    *out = NULL;
    if (!list)
        return CF_NO_MEMORY;
    const struct cf_program *program = binding->program;
    const struct cf_program_step *compiled = &program->steps[step];
    struct listing listing =
        begin_listing(cf_arena_of(list), program, binding->city, site, compiled);
    for (size_t i = 0; i < count && listing.items; i++)
        add_classes(&listing, classes_of(compiled->step, criteria[i] - compiled->first_criterion));
    list->items = listing.items;
    list->count = listing.count;
    if (cf_arena_of(list)->failed) {
        cf_candidate_list_free(list);
        return CF_NO_MEMORY;
    }
    *out = list;
    return CF_OK;
}

void cf_candidate_list_free(struct cf_candidate_list *list)
{
    cf_document_free(list);
}

/* ---- whether there is anybody at all ---- */

static bool could_clear(const struct cf_actor *actor, const struct cf_text_list *classes,
                        const struct goal *goal)
{
    for (size_t i = 0; i < classes->count; i++)
        if (is_of_class(actor, classes->items[i].text))
            return !actor->clears.count || clears(actor, goal);
    return false;
}

static bool place_names_candidate(const struct cf_locality *place, const struct cf_step *step,
                                  const struct goal *goal)
{
    for (size_t i = 0; i < place->actor_count; i++)
        for (size_t j = 0; j < step->criterion_count; j++)
            if (could_clear(&place->actors[i], classes_of(step, j), goal))
                return true;
    return false;
}

bool cf_names_candidate(const struct cf_program *program, size_t step, const struct cf_city *city)
{
    const struct cf_program_step *compiled = &program->steps[step];
    struct goal goal = goal_of(program, compiled);
    if (place_names_candidate(&city->self, compiled->step, &goal))
        return true;
    for (size_t i = 0; i < city->site_count; i++)
        if (place_names_candidate(&city->sites[i], compiled->step, &goal))
            return true;
    return false;
}
