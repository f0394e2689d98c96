/* The files that are found without being named. */
#ifndef CF_COMMANDS_FOLDERS_H
#define CF_COMMANDS_FOLDERS_H

#include "commands/files.h"

/* Takes the name of one file; false: that is enough. */
typedef bool file_visitor(void *payload, const char *name);

/* Shows every .yaml file in flowcharts/ and data/ of each place, in the order of the places and
 * then of names. False when the visitor had enough or memory failed. */
bool each_found_file(const struct places *places, file_visitor *visit, void *payload);

#endif
