/* The parts of a comparison. All belong to the arena, which remembers when memory failed. */
#ifndef CF_ANALYSIS_COMPARE_PARTS_H
#define CF_ANALYSIS_COMPARE_PARTS_H

#include <clusterflow/compare.h>

#include "base/arena.h"

/* How far the walk of a column gets, and which level it misses (compare_reach.c). */
void cf_compare_reach(struct cf_arena *arena, struct cf_compare_column *column);

/* The one level that keeps the walk from going on where it stops at that step: the number of its
 * criterion; -1: there are several, none, or it is no number. */
int cf_compare_missed(const struct cf_evaluation *evaluation, size_t step);

/* Puts the columns of a table in order and gives them their ranks (compare_rank.c). */
void cf_compare_rank(struct cf_arena *arena, struct cf_compare_table *table,
                     struct cf_compare_column *columns);

/* Unites the stages and steps of the columns' charts (compare_rows.c). */
void cf_compare_rows(struct cf_arena *arena, struct cf_compare_table *table);

/* What moved the bottleneck from year to year (compare_moves.c). */
void cf_compare_moves(struct cf_arena *arena, struct cf_compare_table *table);

/* Who cleared the bottlenecks of that city (compare_peers.c). */
enum cf_status cf_compare_peers_of(struct cf_arena *arena, struct cf_compare_table *table,
                                   const struct cf_city *city);

#endif
