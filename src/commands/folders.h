/* The files that are found without being named. */
#ifndef CF_COMMANDS_FOLDERS_H
#define CF_COMMANDS_FOLDERS_H

#include "commands/files.h"
#include "commands/names.h"

/* Shows every .yaml file in flowcharts/ and data/ of each place, in the order of the places and
 * then of names; such a folder may be missing. False when the walker had enough or memory failed.
 */
bool each_found_file(const struct places *places, const struct walker *walker);

#endif
