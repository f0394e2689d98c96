/*
 * A YAML file as a tree of nodes that know their places. Built from libyaml's events; no value is
 * interpreted. Everything that the format forbids in any file is reported here.
 */
#ifndef CF_LOAD_TREE_H
#define CF_LOAD_TREE_H

#include <clusterflow/load.h>

#include "base/arena.h"
#include "base/map.h"

enum cf_node_kind {
    CF_NODE_SCALAR,
    CF_NODE_SEQUENCE,
    CF_NODE_MAPPING,
    CF_NODE_FAULTY, /* reported already: readers pass over it in silence */
};

/* Small, since a tree is most of the memory that a run touches, and that is most of what it adds to
 * the time of the parser. */
struct cf_node {
    struct cf_node *next;
    uint32_t offset; /* in bytes */
    uint32_t length; /* of the scalar, or of what a message about the collection underlines */
    uint32_t count;  /* a scalar's bytes after decoding, a sequence's items, a mapping's pairs */
    uint8_t kind;    /* enum cf_node_kind */
    bool plain;      /* a scalar without quotes */
    bool flow;       /* a collection in brackets or braces */
    char text[];     /* of a scalar, with a NUL; no other has one */
};

/* Where a collection has its first node, behind the rest. */
static inline struct cf_node **cf_node_children(struct cf_node *collection)
{
    return (struct cf_node **)(void *)(collection + 1);
}

/* The first node of a collection, NULL if it is empty; in a mapping keys and values alternate. */
static inline const struct cf_node *cf_node_first(const struct cf_node *collection)
{
    return *(struct cf_node *const *)(const void *)(collection + 1);
}

/* The work on one file. */
struct cf_reading {
    struct cf_arena *arena;  /* of the document: gets the source and the records with their texts */
    struct cf_arena scratch; /* gets the tree, and what else is of no use behind the reading */
    struct cf_diags *diags;
    const struct cf_source *source;
    const struct cf_reader *reader;
    size_t first_error; /* errors in diags before this file */
    bool ascii;         /* the text has no character of more than one byte */
    size_t passed_over; /* nodes whose faults were reported before they were read */
    bool truncated;     /* a syntax error: what is missing may stand behind it */
    bool partial;       /* a used file was not read: what is missing may stand there */
    const struct cf_citation *citations;
    size_t citation_count;
    struct cf_pos used_at;          /* where another file names this one; empty: nowhere */
    struct cf_map citation_numbers; /* of the citations, by id */
};

/* The input as a source in the arena, without a byte order mark: its bytes are copied. NULL: no
 * memory. */
const struct cf_source *cf_source_copy(struct cf_arena *arena, const struct cf_input *input);

/* The same, but the arena takes the bytes over where the input allows it. */
const struct cf_source *cf_source_take(struct cf_arena *arena, const struct cf_input *input);

/*
 * Checks the bytes of the source: encoding, control and direction characters. Returns false when
 * the file cannot be parsed at all.
 */
bool cf_scan(struct cf_reading *reading);

/* What is wrong with a character that no text may hold; NULL: nothing. */
const char *cf_unwanted_character(uint32_t code);

/* Parses the source. NULL: there is no root mapping, or no memory. */
const struct cf_node *cf_tree_parse(struct cf_reading *reading);

/* Reports keys that stand twice in a mapping. */
void cf_check_duplicates(struct cf_reading *reading, const struct cf_node *mapping);

/* How many faults were met so far: errors, and nodes passed over since they are faulty. Reading a
 * record that makes it grow makes a faulty record. */
size_t cf_reading_faults(const struct cf_reading *reading);

/* Whether this file has errors so far. */
bool cf_reading_faulty(const struct cf_reading *reading);

/* The place of a node. */
struct cf_pos cf_node_pos(const struct cf_reading *reading, const struct cf_node *node);

#endif
