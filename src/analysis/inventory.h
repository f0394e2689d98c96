/* The parts of taking an inventory. */
#ifndef CF_ANALYSIS_INVENTORY_H
#define CF_ANALYSIS_INVENTORY_H

#include <clusterflow/analysis.h>

#include "base/arena.h"

/* Fills the classes of actors; a failure shows in the arena. */
void cf_list_classes(struct cf_inventory *inventory, struct cf_arena *arena);

#endif
