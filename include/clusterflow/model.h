/*
 * What the documents say: catalogs, flowcharts, cities and suites, as read-only records.
 *
 * A record is as the file states it: names are not resolved against a catalog, values are not
 * typed and units not converted before a city meets a compiled chart (engine.h). Records belong to
 * the document they are read from. Arrays come with their count; an empty one may be NULL.
 * docs/format.md is the reference for what each field means.
 */
#ifndef CLUSTERFLOW_MODEL_H
#define CLUSTERFLOW_MODEL_H

#include <clusterflow/base.h>

CF_BEGIN_C

/* A piece of text and where it stands. `text` is NULL when the field is not given. */
struct cf_text {
    const char *text;
    struct cf_pos pos;
    bool plain; /* written without quotes: only plain text can be a number or a flag */
};

/* Some texts, in the order of the file. */
struct cf_text_list {
    const struct cf_text *items;
    size_t count;
};

/* A comment "# clusterflow: allow RULE -- reason": what the rule finds on a line is wanted so. */
struct cf_allowance {
    struct cf_pos pos;     /* of the comment, from its # on */
    unsigned line;         /* the line that it allows something on, from 1: its own, or the next one
                              that holds something where it stands alone */
    struct cf_text rule;   /* as it is written; not given: the comment names none */
    struct cf_text reason; /* not given: the comment has none */
};

/* The comments of one file. */
struct cf_allowance_list {
    const struct cf_allowance *items;
    size_t count;
};

/* ---- catalog ---- */

/* One of the units of a catalog, in the order of definition. */
struct cf_unit_def {
    struct cf_text id;
    const char *label;        /* for people; may be NULL */
    struct cf_text equals;    /* an expression in earlier units; not given: a new base unit */
    struct cf_text_list also; /* further names */
};

/* An actor class or a factor. */
struct cf_term {
    struct cf_text id;
    const char *label; /* never NULL: the id when none is given */
};

/* What the values of an index are: numbers, true or false, ordered levels, or categories. */
enum cf_type { CF_NUMBER, CF_FLAG, CF_LEVEL, CF_CATEGORY };

/* How an index is computed from its operands. */
enum cf_derivation {
    CF_BASE, /* observed, not derived */
    CF_RATIO,
    CF_PRODUCT,
    CF_SUM,
    CF_DIFFERENCE,
    CF_MAX,
    CF_MIN,
    CF_GROWTH, /* compound annual rate of the one operand over `years` */
};

/* What can be measured. */
struct cf_index {
    struct cf_text id;
    const char *label; /* never NULL: the id with blanks when none is given */
    const char *note;  /* may be NULL */
    enum cf_type type;
    struct cf_text unit;        /* numbers only */
    struct cf_text factor;      /* may be absent */
    struct cf_text_list values; /* levels, lowest first, or categories; at most 64 */
    double low, high;           /* range in the index's unit, closed; +-INFINITY where none */
    struct cf_pos range_pos;
    int max_age; /* years; -1: an observation is never too old */
    bool shared; /* a site takes the city's observations where it has none of its own */
    enum cf_derivation derivation;
    struct cf_text_list operands;
    int years;   /* of CF_GROWTH, at least 1 */
    bool faulty; /* of a faulty document: reported, nothing more is checked by it */
};

/* A catalog's words, or those that a flowchart adds. */
struct cf_vocabulary {
    const struct cf_unit_def *units;
    size_t unit_count;
    const struct cf_term *actor_classes; /* most central first */
    size_t actor_class_count;
    const struct cf_term *factors;
    size_t factor_count;
    const struct cf_index *indices;
    size_t index_count;
};

/* A file of units, classes of actors, factors and indices. */
struct cf_catalog {
    const struct cf_source *source;
    const char *title; /* may be NULL */
    struct cf_vocabulary words;
    struct cf_allowance_list allowances;
};

/* Frees a catalog; NULL is let be. */
void cf_catalog_free(struct cf_catalog *catalog);

/* ---- sources of evidence ---- */

/* A document that a chart or a city cites. */
struct cf_citation {
    struct cf_text id;
    const char *title;   /* this and all below may be NULL */
    const char *authors; /* as printed, in one text */
    const char *publisher;
    const char *doi;
    const char *url;
    const char *note;
    int year; /* 0: not given */
};

/* ---- flowchart ---- */

/* How a criterion holds values against its bounds. */
enum cf_test {
    CF_AT_LEAST,
    CF_OVER,
    CF_AT_MOST,
    CF_UNDER,
    CF_BETWEEN,
    CF_IS,
    CF_IS_NOT,
    CF_ONE_OF,
};

/* Where a critical level comes from. */
enum cf_basis {
    CF_BASIS_NONE,       /* not said */
    CF_BASIS_SOURCE,     /* printed as a condition */
    CF_BASIS_COMPARATOR, /* another place's figure */
    CF_BASIS_EXISTENCE,  /* the text asks only whether it is there */
    CF_BASIS_ASSUMPTION, /* ours */
    CF_BASIS_WHAT_IF,    /* set for this run, no file says so */
};

/* One test of one index. */
struct cf_criterion {
    struct cf_pos pos;
    struct cf_text index;
    enum cf_test test;
    struct cf_text_list bounds; /* one text; two for CF_BETWEEN; any number for CF_ONE_OF */
    struct cf_text unit;        /* of the bounds; not given: the index's */
    double tolerance;           /* fraction of the bound's magnitude, 0 <= t < 1; default 0 */
    struct cf_pos tolerance_pos;
    enum cf_basis basis;
    const struct cf_citation *source; /* may be NULL */
    const char *where;                /* place in the source; may be NULL */
    const char *note;                 /* may be NULL */
    struct cf_text_list actors;       /* in place of the step's; empty: the step's */
    bool faulty;                      /* as of cf_index */
};

/* A question of a flowchart. */
struct cf_step {
    struct cf_pos pos;
    struct cf_text id;
    const char *title; /* never NULL: the id with blanks when none is given */
    const char *ask;
    const char *why;  /* may be NULL */
    const char *note; /* may be NULL */
    struct cf_text factor;
    int need; /* how many criteria have to be met: 1 for any, criterion_count for all */
    struct cf_text need_text;
    const struct cf_criterion *criteria;
    size_t criterion_count;
    struct cf_text_list actors; /* classes who could clear the step */
    struct cf_text on_yes;      /* a later step or "end"; not given: the next step */
    struct cf_text on_no;       /* a later step; not given: stop, a bottleneck */
};

/* Steps that belong together, such as agglomeration. */
struct cf_stage {
    struct cf_text id;
    const char *title; /* never NULL: the id with blanks when none is given */
    const char *note;  /* may be NULL */
    const struct cf_step *steps;
    size_t step_count;
};

/* A flowchart, with the stages of the files that it uses in their places. */
struct cf_chart {
    const struct cf_source *source;
    struct cf_text id;
    const char *title;      /* never NULL: the id with blanks when none is given */
    const char *note;       /* may be NULL */
    struct cf_text catalog; /* a path, relative to the chart's file */
    const struct cf_stage *stages;
    size_t stage_count;
    const struct cf_vocabulary *words; /* what the file and each used file add to the catalog */
    size_t words_count;
    struct cf_allowance_list allowances; /* of all of its files */
    bool faulty; /* only cf_compile takes it, to report what else is wrong */
};

/* Frees a chart; NULL is let be. */
void cf_chart_free(struct cf_chart *chart);

/* ---- city ---- */

/* How an observation states its value. */
enum cf_form {
    CF_FORM_VALUE,
    CF_FORM_ABOUT,
    CF_FORM_NEARLY,
    CF_FORM_AT_LEAST,
    CF_FORM_OVER,
    CF_FORM_AT_MOST,
    CF_FORM_UNDER,
    CF_FORM_BETWEEN,
    CF_FORM_MISSING,
    CF_FORM_PERIOD, /* a flag, true from `began` to `ended` */
};

/* Why there is no value: no document has it, nobody has looked it up, documents disagree. */
enum cf_missing { CF_NOT_AVAILABLE, CF_NOT_STATED, CF_DISPUTED };

/* What sort of statement an observation is. CF_WHAT_IF is none of a file: cf_program_set makes it.
 */
enum cf_kind { CF_ACTUAL, CF_ESTIMATE, CF_TARGET, CF_PLAN, CF_OPINION, CF_WHAT_IF };

/* One statement about one index. Years are 1 to 9999; 0: not given. */
struct cf_observation {
    struct cf_pos pos;
    enum cf_form form;
    struct cf_text value;    /* CF_FORM_VALUE: untyped until bound */
    double number, number_2; /* the figure of the other forms as stated; the second of between */
    enum cf_missing missing;
    enum cf_kind kind;
    struct cf_text unit;
    double tolerance; /* of about and nearly: a fraction of |number|; 0.1 when not given */
    int year, since, until, began, ended;
    bool preferred;
    const struct cf_citation *source; /* may be NULL */
    const char *where;                /* place in the source; may be NULL */
    const char *printed;              /* the figure as the source prints it, where corrected */
    const char *note;                 /* may be NULL */
    bool faulty;                      /* as of cf_index */
};

/* What is stated about one index. */
struct cf_indicator {
    struct cf_text index;
    const struct cf_observation *observations; /* in file order; none: nothing is stated */
    size_t observation_count;
};

/* Somebody who could clear a bottleneck. Where a source stands, and `where` in it and `note`, may
 * be NULL. */
struct cf_actor {
    struct cf_text id;
    const char *name;
    struct cf_text_list classes; /* at least one */
    struct cf_text_list clears;  /* steps, stages, factors or chart/step; none: any */
    const struct cf_citation *source;
    const char *where;
    const char *note;
};

/* What really happened. */
struct cf_outcome {
    struct cf_text chart, stage;
    bool reached;
    int year; /* 0: not given */
    const struct cf_citation *source;
    const char *where;
    const char *note;
};

/* A name in another language: `language` is the key, such as "zh". */
struct cf_name {
    struct cf_text language;
    const char *name;
};

/* A city, or a site (park, district) of it. */
struct cf_locality {
    struct cf_text id;
    const char *name;
    const struct cf_name *names;
    size_t name_count;
    const char *note;
    const struct cf_indicator *indicators;
    size_t indicator_count;
    const struct cf_actor *actors;
    size_t actor_count;
};

/* A file about a city. */
struct cf_city {
    const struct cf_source *source;
    struct cf_locality self;
    struct cf_text_list charts;
    int as_of; /* 0: not given */
    const struct cf_citation *citations;
    size_t citation_count;
    const struct cf_outcome *outcomes;
    size_t outcome_count;
    const struct cf_locality *sites;
    size_t site_count;
    struct cf_allowance_list allowances;
    bool faulty; /* only cf_bind takes it, to report what else is wrong */
};

/* Frees a city; NULL is let be. */
void cf_city_free(struct cf_city *city);

/* ---- suite ---- */

/* A list or a mapping as it is written, so that it can be rewritten where it stands. */
struct cf_layout {
    struct cf_pos pos;          /* all of it, with its brackets */
    const struct cf_pos *parts; /* each item without its dash, each pair from its key on */
    size_t part_count;
    bool flow; /* in brackets or braces */
};

/* What is expected to be exactly these, in any order. */
struct cf_expected_list {
    bool given;
    struct cf_text_list ids;
    struct cf_layout layout; /* of a single text: its place, and no parts */
};

/* What is expected of one thing: the answer of a step, the verdict of a stage. */
struct cf_expected_word {
    struct cf_text id, word;
};

/* What is expected to be known of an index: nothing outside the set that the words stand for. */
struct cf_expected_value {
    struct cf_text index;
    const struct cf_observation *observation; /* CF_FORM_MISSING: nothing is known; its year: as of
                                                 which the value counts, 0: not said */
    struct cf_layout layout;                  /* of the words */
};

/* Who is expected to be named under a class of actors. */
struct cf_expected_actors {
    struct cf_text actor_class;
    struct cf_expected_list named;
};

/* What a case expects. What is not given is not looked at. */
struct cf_expectation {
    struct cf_pos pos;
    struct cf_text verdict;               /* bottleneck, undecided or clear */
    struct cf_text first_no, first_stop;  /* a step, or "none" */
    struct cf_expected_list unknown;      /* steps */
    const struct cf_expected_word *steps; /* yes, no, unknown */
    size_t step_count;
    const struct cf_expected_word *stages; /* bottleneck, undecided, clear, not_reached */
    size_t stage_count;
    const struct cf_expected_value *values;
    size_t value_count;
    const struct cf_expected_actors *actors;
    size_t actor_count;
    struct cf_expected_list reports; /* ids of rules */
};

/* "INDEX: VALUE" of `set`, "STEP/INDEX: VALUE" of `threshold`: what-ifs (cf_program_set). */
struct cf_assignment {
    struct cf_text target, value;
};

/* One question and what is expected of its answer. What a case leaves out the suite may give. */
struct cf_case {
    struct cf_pos pos;
    struct cf_text name;
    struct cf_text chart;                  /* an id */
    struct cf_text city;                   /* a path, relative to the suite's file */
    const struct cf_indicator *indicators; /* in place of the city's own for their indices */
    size_t indicator_count;
    int as_of; /* in place of the city's; 0: not given */
    struct cf_text site;
    int year;        /* 0: not given */
    int max_age;     /* in years; -1: not given */
    unsigned accept; /* kinds that answer beside actual and estimate, as bits 1u << kind */
    const struct cf_assignment *sets, *thresholds;
    size_t set_count, threshold_count;
    struct cf_text pending; /* why it cannot pass yet; not given: it has to */
    const struct cf_citation *source;
    const char *where;
    const char *note;
    struct cf_expectation expect;
    bool faulty; /* as of cf_index */
};

/* Cases with expected results. */
struct cf_suite {
    const struct cf_source *source;
    const char *title, *note; /* may be NULL */
    const struct cf_citation *citations;
    size_t citation_count;
    struct cf_text chart, city;            /* of the cases that name none */
    const struct cf_indicator *indicators; /* under those of each case */
    size_t indicator_count;
    const struct cf_case *cases;
    size_t case_count;
    struct cf_allowance_list allowances;
    bool faulty; /* some of it could not be read: it is not run */
};

/* Frees a suite; NULL is let be. */
void cf_suite_free(struct cf_suite *suite);

/* ---- what files look like, for schemas ---- */

/* What sort of thing a value of a file is. */
enum cf_shape_kind {
    CF_SHAPE_TEXT,        /* any scalar; one that fits `pattern` where there is one */
    CF_SHAPE_ID,          /* a text that fits CF_ID_PATTERN */
    CF_SHAPE_NUMBER,      /* a number */
    CF_SHAPE_FRACTION,    /* a number from 0 up to, not including, 1 */
    CF_SHAPE_COUNT,       /* a whole number from `low` to `high` */
    CF_SHAPE_FLAG,        /* true or false */
    CF_SHAPE_WORD,        /* one of `words` */
    CF_SHAPE_LIST,        /* `low` to `high` of `items`; high 0: any number */
    CF_SHAPE_LIST_OR_ONE, /* the same, or one of `items` by itself */
    CF_SHAPE_MAPPING,     /* of keys that fit `pattern` to `items` */
    CF_SHAPE_RECORD,      /* the record of `table`, in which the key `needs` has to be given */
    CF_SHAPE_EITHER,      /* one of `either` */
    CF_SHAPE_EMPTY,       /* nothing behind the key */
};

/* What a value of a file looks like. Members that the kind does not name are 0. */
struct cf_shape {
    enum cf_shape_kind kind;
    int low, high;
    const char *const *words; /* ends with NULL */
    const char *pattern;      /* a regular expression */
    const struct cf_shape *items;
    const struct cf_table *table;         /* tells the records of a format apart */
    const char *needs;                    /* beside the keys that are always required; NULL: none */
    const struct cf_shape *const *either; /* ends with NULL */
};

/* What an id looks like, as a regular expression. */
#define CF_ID_PATTERN "^[a-z][a-z0-9_-]{0,63}$"

/* A key of a record. */
struct cf_key {
    const char *name;
    const char *about; /* what it is for, one sentence */
    bool required;
    struct cf_shape shape;
};

/* What holds for some keys of a record when its key `selector` has the value `word`. */
struct cf_variant {
    const char *word;
    uint64_t needed, forbidden; /* keys, as bits by their numbers */
};

/* A mapping with certain keys. */
struct cf_record {
    const char *what; /* such as "step" */
    const struct cf_table *table;
    const struct cf_key *keys;
    size_t key_count;
    size_t one_of;                     /* one of the first so many is given; 0: no such rule */
    size_t together;                   /* the last so many of these count as one */
    size_t selector;                   /* the key that decides between the variants */
    const struct cf_variant *variants; /* the last one has no word; NULL: none */
    const char *otherwise;             /* the variant when that key is not given; NULL: none */
};

/* What a kind of file looks like; its first record is the file itself. */
struct cf_format {
    const char *kind; /* such as "city/1" */
    const struct cf_record *records;
    size_t count;
};

/* Frees a format; NULL is let be. */
void cf_format_free(struct cf_format *format);

/* ---- names of the enumerations, as the files and the JSON spell them ---- */

/* Static texts. */
const char *cf_type_name(enum cf_type type);
const char *cf_derivation_name(enum cf_derivation derivation); /* CF_BASE: NULL */
const char *cf_test_name(enum cf_test test);
const char *cf_basis_name(enum cf_basis basis); /* CF_BASIS_NONE: NULL */
const char *cf_form_name(enum cf_form form);    /* CF_FORM_PERIOD: "began" */
const char *cf_missing_name(enum cf_missing missing);
const char *cf_kind_name(enum cf_kind kind);

/* ---- units ---- */

/*
 * A unit: an exact scale times base units with integer powers. Two units convert when their base
 * powers agree. Made by cf_units_parse.
 */
struct cf_unit {
    uint64_t num, den; /* the scale is num / den * 10^exp10; num and den without factors of ten */
    int exp10;
    unsigned dims; /* how many entries of base[] and power[] are used; base[] ascends */
    uint16_t base[8];
    int8_t power[8];
};

/* The units that a catalog and its charts define. */
struct cf_units;

/* A new table without units; NULL when memory fails. cf_units_free takes NULL. */
struct cf_units *cf_units_new(void);
void cf_units_free(struct cf_units *units);

/* Why a unit was not accepted. `at` and `length` are the bytes of the text that are at fault. */
struct cf_unit_fault {
    const char *reason; /* static text, lower case, without the offending word */
    size_t at, length;
    bool unknown; /* it is a word that no unit is called by */
};

/*
 * Defines the unit `id` and its further names: by `equals`, an expression in earlier units, or as a
 * new base unit when `equals` is NULL. A name that is taken already is a fault (its `at` counts
 * from the beginning of that name, and *taken, which may be NULL, receives the name). The texts are
 * copied. CF_OK, CF_NO_MEMORY or CF_INVALID: *fault says why, and nothing was defined.
 */
enum cf_status cf_units_define(struct cf_units *units, const char *id, const char *equals,
                               const char *const *also, size_t also_count,
                               struct cf_unit_fault *fault, const char **taken);

/* Reads a unit expression such as "CNY per person", "ten_thousand person", "m2". CF_OK or
 * CF_INVALID: *fault says why. */
enum cf_status cf_units_parse(const struct cf_units *units, const char *text, struct cf_unit *unit,
                              struct cf_unit_fault *fault);

/* Whether figures of the one unit can be told in the other: 20 km in m, not 20 km in km2. */
bool cf_unit_converts(const struct cf_unit *from, const struct cf_unit *to);

/*
 * A figure told in another unit, exact in decimal and rounded once: 4.35 hundred is 435. Infinite
 * figures stay as they are, and one that does not fit becomes infinite. The units must convert.
 * Where the quotient of the two scales does not fit 64 bits it is rounded twice.
 */
double cf_unit_convert(double figure, const struct cf_unit *from, const struct cf_unit *to);

/* The units a*b and a/b; CF_INVALID when the scale or a power does not fit. */
enum cf_status cf_unit_multiply(struct cf_unit *out, const struct cf_unit *a,
                                const struct cf_unit *b);
enum cf_status cf_unit_divide(struct cf_unit *out, const struct cf_unit *a,
                              const struct cf_unit *b);

/* ---- value sets ---- */

/* A set of numbers without gaps. Infinite ends are open. */
struct cf_interval {
    double low, high;
    bool low_open, high_open;
};

/* The values that an indicator may have, or that are good enough. */
struct cf_value {
    enum cf_type type;
    bool known;                  /* false: nothing is known; the rest does not count then */
    struct cf_interval interval; /* numbers */
    uint64_t members; /* flags: bit 0 false, bit 1 true; levels, categories: bit i is values[i] */
};

/* The answer to a criterion or a step, in the order of how good it is. */
enum cf_answer { CF_NO, CF_UNKNOWN, CF_YES };

/* The word for it in the JSON: "no", "unknown", "yes". Static text. */
const char *cf_answer_name(enum cf_answer answer);

/* Whether two numbers are equal in every comparison: they differ by less than 1e-9 of the larger.
 */
bool cf_near(double a, double b);

/* a - b, exact in decimal and rounded once: 70.2 - 70 is 0.2; 0 when they are near. */
double cf_distance(double a, double b);

/* figure + fraction * |figure|, exact in decimal and rounded once where |fraction| < 1; fraction
 * may be negative. An infinity when it does not fit. */
double cf_widen(double figure, double fraction);

/* Whether both ends are near (cf_near), and open or closed alike. */
bool cf_interval_equal(struct cf_interval a, struct cf_interval b);

/* The smallest interval that holds both. */
struct cf_interval cf_interval_hull(struct cf_interval a, struct cf_interval b);

/* *a becomes what lies in both; false, and *a as it was, when nothing does. */
bool cf_interval_cut(struct cf_interval *a, struct cf_interval b);

/* Yes when the observed values lie inside the accepted ones, No when they do not meet, else
 * Unknown; Unknown when nothing is known. */
enum cf_answer cf_value_answer(const struct cf_value *observed, const struct cf_value *accepted);

CF_END_C

#endif
