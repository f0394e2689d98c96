/* The parts of a suite file. */
#ifndef CF_LOAD_SUITE_H
#define CF_LOAD_SUITE_H

#include "load/document.h"

/* Reads `expect` into a struct cf_expectation. */
cf_field_reader cf_read_expectation;

#endif
