/*
 * A streaming JSON writer. The first failure sticks; cf_json_flush tells.
 *
 * Documents are indented by two blanks, except within what cf_json_inline begins; compact ones
 * have no white space at all.
 */
#ifndef CF_OUTPUT_JSON_H
#define CF_OUTPUT_JSON_H

#include "output/stream.h"

struct cf_json {
    struct cf_stream out;
    bool compact;
    unsigned depth;        /* of objects and lists that are open */
    unsigned inline_depth; /* from this depth on all stands in one line; 0: nowhere */
    bool after_value;      /* the next one needs a comma */
    bool after_key;
};

/* A writer that goes on at a depth, behind another value or not. */
void cf_json_init(struct cf_json *json, const struct cf_sink *sink, bool compact, unsigned depth,
                  bool after_value);

/* Sends what is left and returns the status of the whole. */
enum cf_status cf_json_flush(struct cf_json *json);

/* '{' or '[', and its end. */
void cf_json_open(struct cf_json *json, char bracket);
void cf_json_close(struct cf_json *json, char bracket);

/* The same for an object or list that shall stand in one line. */
void cf_json_open_inline(struct cf_json *json, char bracket);

void cf_json_key(struct cf_json *json, const char *key);

/* Text; null for NULL. */
void cf_json_text(struct cf_json *json, const char *text);
/* A number; null for one that is not finite. */
void cf_json_number(struct cf_json *json, double number);
void cf_json_flag(struct cf_json *json, bool flag);
void cf_json_null(struct cf_json *json);
void cf_json_newline(struct cf_json *json);

/* A key and its value. */
void cf_json_key_text(struct cf_json *json, const char *key, const char *text);
void cf_json_key_number(struct cf_json *json, const char *key, double number);
void cf_json_key_flag(struct cf_json *json, const char *key, bool flag);
/* A year; null for 0. */
void cf_json_key_year(struct cf_json *json, const char *key, int year);

#endif
