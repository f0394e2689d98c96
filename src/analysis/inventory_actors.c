/* The actors of a city and its sites by their classes. */
#include <string.h>

#include "analysis/inventory.h"

/* The lists while they are made. */
struct roster {
    const struct cf_inventory *inventory;
    struct cf_arena *arena;
    struct cf_class_actors *classes;
    size_t count;
};

/* The city's own actors are those of place 0, the others those of its sites. */
static const struct cf_locality *place(const struct roster *roster, size_t number)
{
    const struct cf_city *city = roster->inventory->city;
    return number ? &city->sites[number - 1] : &city->self;
}

static bool is_of_class(const struct cf_actor *actor, const char *id)
{
    for (size_t i = 0; i < actor->classes.count; i++)
        if (strcmp(actor->classes.items[i].text, id) == 0)
            return true;
    return false;
}

/* Counts the actors of a class and puts them into the list unless that is NULL. */
static size_t list_actors(const struct roster *roster, const char *id,
                          const struct cf_actor **actors)
{
    size_t found = 0;
    for (size_t i = 0; i <= roster->inventory->city->site_count; i++)
        for (size_t j = 0; j < place(roster, i)->actor_count; j++) {
            const struct cf_actor *actor = &place(roster, i)->actors[j];
            if (!is_of_class(actor, id))
                continue;
            if (actors)
                actors[found] = actor;
            found++;
        }
    return found;
}

static void add_class(struct roster *roster, const char *id, const struct cf_term *term)
{
    for (size_t i = 0; i < roster->count; i++)
        if (strcmp(roster->classes[i].id, id) == 0)
            return;
    size_t count = list_actors(roster, id, NULL);
    const struct cf_actor **actors = cf_arena_array(roster->arena, count, sizeof(*actors));
    if (!count || !actors)
        return;
    list_actors(roster, id, actors);
    roster->classes[roster->count++] = (struct cf_class_actors){ id, term, actors, count };
}

static void add_known(struct roster *roster, const struct cf_vocabulary *words)
{
    for (size_t i = 0; i < words->actor_class_count; i++)
        add_class(roster, words->actor_classes[i].id.text, &words->actor_classes[i]);
}

static void add_unknown(struct roster *roster)
{
    for (size_t i = 0; i <= roster->inventory->city->site_count; i++)
        for (size_t j = 0; j < place(roster, i)->actor_count; j++) {
            const struct cf_text_list *classes = &place(roster, i)->actors[j].classes;
            for (size_t k = 0; k < classes->count; k++)
                add_class(roster, classes->items[k].text, NULL);
        }
}

/* No more classes have actors than the actors name. */
static size_t most_classes(const struct roster *roster)
{
    size_t most = 0;
    for (size_t i = 0; i <= roster->inventory->city->site_count; i++)
        for (size_t j = 0; j < place(roster, i)->actor_count; j++)
            most += place(roster, i)->actors[j].classes.count;
    return most;
}

void cf_list_classes(struct cf_inventory *inventory, struct cf_arena *arena)
{
    struct roster roster = { .inventory = inventory, .arena = arena };
    roster.classes = cf_arena_array(arena, most_classes(&roster), sizeof *roster.classes);
    if (!roster.classes)
        return;
    for (size_t i = 0; i < inventory->program_count; i++) {
        const struct cf_chart *chart = cf_program_chart(inventory->programs[i]);
        add_known(&roster, &cf_program_catalog(inventory->programs[i])->words);
        for (size_t j = 0; j < chart->words_count; j++)
            add_known(&roster, &chart->words[j]);
    }
    add_unknown(&roster);
    inventory->classes = roster.classes;
    inventory->class_count = roster.count;
}
