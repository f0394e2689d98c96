/* How a file is named by another one. */
#ifndef CF_COMMANDS_RELATIVE_H
#define CF_COMMANDS_RELATIVE_H

/*
 * The name of an existing file as a file in `folder` would write it ("../data/x.yaml"); `folder` is
 * "" for the working directory, or ends with a slash. To be freed. NULL with errno: one of them
 * cannot be found, or memory failed.
 */
char *relative_name(const char *folder, const char *file);

#endif
