/* What files.c, places.c and inside.c share; files.h says what they do. */
#ifndef CF_COMMANDS_FILES_OWN_H
#define CF_COMMANDS_FILES_OWN_H

#include "commands/files.h"

/* Below each place, by enum folder. */
extern const char *const place_folders[];

/* A path told from a folder, without "./" and with "x/../" folded: names stay short and readable.
 * To be freed; NULL: no memory. */
char *path_join(const char *folder, const char *path);

/* Whether a reason says that there is no such file, and not that it cannot be looked at. */
bool reason_is_absence(int reason);

/* Reads the file of that name, of which it takes over the memory. `regular`: nothing that may
 * block. CF_OK, CF_NOT_FOUND, CF_IO with the reason in errno, or CF_NO_MEMORY, also of no name. */
enum cf_status file_load(struct file *file, char *name, bool regular);

/* Reads standard input, as file_load. */
enum cf_status file_load_stdin(struct file *file);

#endif
