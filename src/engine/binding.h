/* A city bound to a program: typed observations by place and index. */
#ifndef CF_ENGINE_BINDING_H
#define CF_ENGINE_BINDING_H

#include "engine/program.h"

/* The observations of an index at one place. */
struct cf_bound_list {
    const struct cf_bound *items;
    uint32_t count;
    bool stated; /* the place says something about the index, if only that it is missing */
};

struct cf_binding {
    const struct cf_program *program;
    const struct cf_city *city;
    struct cf_bound_list *lists; /* what the places state */
    size_t list_count;
    uint32_t *numbers; /* of the city, then of each site, program->index_count each: the number of
                          the list of an index, from 1; 0: the place states nothing of it. Most
                          places state little, and whole lists here would be most of the memory. */
    int newest;        /* the default year without `as_of`; 0: the file has no years */
    int newer;         /* how many figures are newer than `as_of` */
};

/* The number of a place: 0 is the city (site NULL), i + 1 its site i. */
size_t cf_binding_place(const struct cf_binding *binding, const struct cf_locality *site);

/* What a place itself states of an index. */
struct cf_bound_list cf_binding_own(const struct cf_binding *binding, size_t place, size_t index);

/* The observations that count for a place: 0 is the city, i + 1 its site i. For a site its own if
 * it states the index at all, else the city's if the index is shared. */
struct cf_bound_list cf_binding_list(const struct cf_binding *binding, size_t place,
                                     uint32_t index);

#endif
