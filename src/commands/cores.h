/* How many threads can run at the same time. */
#ifndef CF_COMMANDS_CORES_H
#define CF_COMMANDS_CORES_H

#include <stddef.h>

/* The cores that this process may use, at least 1: fewer than the machine has where it was confined
 * to some of them, as by taskset or a container. */
size_t usable_cores(void);

#endif
