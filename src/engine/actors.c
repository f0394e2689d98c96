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

static bool list_class(const struct cf_question *question, const struct cf_evaluation *evaluation,
                       const struct cf_term *actor_class, const struct goal *goal,
                       struct cf_candidates *candidates)
{
    const struct cf_locality *city = &evaluation->city->self, *site = evaluation->site;
    size_t most = city->actor_count + (site ? site->actor_count : 0);
    const struct cf_actor **named = cf_arena_array(question->arena, most, sizeof(*named));
    if (!named)
        return false;
    candidates->actor_class = actor_class;
    candidates->named = named;
    for (int general = 0; general <= 1; general++) {
        add_named(city, actor_class->id.text, goal, general, named, &candidates->named_count);
        if (site)
            add_named(site, actor_class->id.text, goal, general, named, &candidates->named_count);
    }
    return true;
}

static bool listed(const struct cf_candidates *candidates, size_t count,
                   const struct cf_term *actor_class)
{
    for (size_t i = 0; i < count; i++)
        if (candidates[i].actor_class == actor_class)
            return true;
    return false;
}

static void add_classes(const struct cf_question *question, const struct cf_text_list *classes,
                        const struct goal *goal, struct cf_candidates *candidates,
                        struct cf_evaluation *evaluation)
{
    const struct cf_program *program = question->binding->program;
    for (size_t i = 0; i < classes->count; i++) {
        const char *name = classes->items[i].text;
        const struct cf_term *actor_class =
            program->classes[cf_map_get(&program->class_numbers, name, strlen(name))];
        if (listed(candidates, evaluation->actor_count, actor_class))
            continue;
        if (list_class(question, evaluation, actor_class, goal,
                       &candidates[evaluation->actor_count]))
            evaluation->actor_count++;
    }
}

void cf_list_actors(const struct cf_question *question, const struct cf_program_step *step,
                    struct cf_evaluation *evaluation)
{
    const struct cf_program *program = question->binding->program;
    const struct cf_step_result *result = &evaluation->steps[step - program->steps];
    struct goal goal = goal_of(program, step);
    struct cf_candidates *candidates =
        cf_arena_array(question->arena, program->class_count, sizeof *candidates);
    for (size_t i = 0; i < step->step->criterion_count && candidates; i++)
        if (result->criteria[i].answer == CF_NO)
            add_classes(question, classes_of(step->step, i), &goal, candidates, evaluation);
    evaluation->actors = candidates;
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
