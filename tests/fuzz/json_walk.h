/* Finds its way in JSON that fuzz_judge_json has taken. A place is where a value begins; texts are
 * compared as they are written. */
#ifndef TESTS_FUZZ_JSON_WALK_H
#define TESTS_FUZZ_JSON_WALK_H

#include "fuzz.h"

/* The member of an object; NULL: the place is NULL, or there is none. */
const char *fuzz_json_member(const char *object, const char *key);

/* The same of members of members: "tool.driver.rules". Fails where there is none. */
const char *fuzz_json_need(const char *object, const char *path);

/* The first item of an array or value of an object, and the one behind another; NULL: none. */
const char *fuzz_json_first(const char *container);
const char *fuzz_json_next(const char *item);
size_t fuzz_json_count(const char *array);

/* The bytes of the value, with the quotes of a text. */
size_t fuzz_json_length(const char *value);
bool fuzz_json_same(const char *a, const char *b);

/* A whole number; fails if it is none or below `least`. */
size_t fuzz_json_whole(const char *value, size_t least);

#endif
