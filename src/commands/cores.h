/* How many threads can run at the same time, starting one, and what one can do for another. */
#ifndef CF_COMMANDS_CORES_H
#define CF_COMMANDS_CORES_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* The cores that this process may use, at least 1: fewer than the machine has where it was confined
 * to some of them, as by taskset or a container. */
size_t usable_cores(void);

/* Starts a thread, on another core than the caller's where that can be asked for: some systems let
 * a short one wait for the caller's core while another has nothing to do. It gets no signals: these
 * stay with the caller, where Ctrl-C ends a read that waits. False: there is none to be had. */
bool start_thread(pthread_t *thread, void *(*work)(void *payload), void *payload);

/* Has the system hand out the pages that lie behind `from` now, in this thread, so that another
 * one, whose heap grows there, need not stop for each. A wish: memory that is not there, or not
 * this process's to write, is let be. */
void ask_for_pages(const void *from, size_t size);

#endif
