/* The parts of a city file. */
#ifndef CF_LOAD_CITY_H
#define CF_LOAD_CITY_H

#include "load/document.h"

/* Reads one indicator, an id and its observations: see cf_item_reader. */
cf_item_reader cf_read_indicator;

#endif
