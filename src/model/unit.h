/* What the arithmetic of units and the reading of their expressions share. */
#ifndef CF_MODEL_UNIT_H
#define CF_MODEL_UNIT_H

#include <clusterflow/model.h>

enum { CF_UNIT_LAST_POWER = 127 };

/* What ends a name: blanks and the operators. */
#define CF_UNIT_BLANKS    " \t\r\n"
#define CF_UNIT_OPERATORS "*/^"

/* The pure number 1. */
struct cf_unit cf_unit_one(void);

/*
 * Multiplies *unit by factor^power, |power| <= CF_UNIT_LAST_POWER. Returns NULL, or the reason why
 * the result is not a unit; *unit does not count then.
 */
const char *cf_unit_fold(struct cf_unit *unit, const struct cf_unit *factor, int power);

/* The unit of that name; NULL when there is none. Valid until a unit is defined. */
const struct cf_unit *cf_units_find(const struct cf_units *units, const char *name, size_t length);

/* Whether a word divides. It is no name therefore. */
bool cf_unit_is_per(const char *word, size_t length);

/* Fills in the fault and returns CF_INVALID. */
enum cf_status cf_unit_fail(struct cf_unit_fault *fault, const char *reason, size_t at,
                            size_t length);

#endif
