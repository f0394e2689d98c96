#include "load/chart.h"

#include <string.h>

#include "load/allow.h"

enum { USED_LIMIT = 64 }; /* files that a chart may use */

/* ---- stages ---- */

/* A chart while it is read. */
struct chart_reading {
    struct cf_reading *reading;
    struct cf_chart *chart;
    struct cf_stage *stages; /* grows */
    size_t stage_count, stage_capacity;
    struct cf_vocabulary *words; /* grows */
    size_t words_count, words_capacity;
    struct cf_allowance_list allowances;   /* grows */
    struct cf_text used_files[USED_LIMIT]; /* their names, and where they are used */
    size_t used_count;
    bool used;           /* this file is used by another */
    const char *catalog; /* of the using file, as it is written there */
    const char *user;    /* the name of that file */
};

static void *grow(struct cf_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t more = *capacity ? *capacity * 2 : 4;
    void *bigger = cf_arena_array(arena, more, size);
    if (bigger && count)
        memcpy(bigger, items, count * size);
    *capacity = bigger ? more : *capacity;
    return bigger;
}

static struct cf_stage *add_stage(struct chart_reading *work)
{
    struct cf_stage *stages = grow(work->reading->arena, work->stages, work->stage_count,
                                   &work->stage_capacity, sizeof *stages);
    if (!stages)
        return NULL;
    work->stages = stages;
    return &work->stages[work->stage_count++];
}

static void read_steps(struct cf_reading *reading, const struct cf_node *node,
                       const struct cf_field *field, void *record)
{
    struct cf_stage *stage = record;
    (void)field;
    stage->steps =
        cf_read_list(reading, node, sizeof *stage->steps, cf_read_step, &stage->step_count);
}

static const struct cf_shape steps_shape = { .kind = CF_SHAPE_LIST, .items = &cf_step_shape };

static const struct cf_field stage_fields[] = {
    { "id", cf_read_id, offsetof(struct cf_stage, id), true, NULL, NULL,
      "names the stage in outcomes and results" },
    { "title", cf_read_string, offsetof(struct cf_stage, title), false, NULL, NULL,
      "how it is called in text for people" },
    { "note", cf_read_string, offsetof(struct cf_stage, note), false, NULL, NULL,
      "what a reader has to know about it" },
    { "steps", read_steps, 0, false, NULL, &steps_shape, "the steps in the order of the walk" },
};

static const struct cf_field use_fields[] = {
    { "use", cf_read_nothing, 0, true, NULL, &cf_shape_text,
      "a flowchart file whose stages come in here" },
};

static const struct cf_table stage_table = { "stage", CF_FIELDS(stage_fields) };
static const struct cf_table use_table = { "stage with 'use'", CF_FIELDS(use_fields) };

static void read_chart_file(struct chart_reading *work, const struct cf_node *root);
static const char *folded(struct cf_reading *reading, const char *path);
static const char *resolved(struct cf_reading *reading, const char *from, const char *path);

static void report_unreadable(struct cf_reading *reading, struct cf_pos pos, const char *path,
                              enum cf_status status)
{
    cf_report(reading->diags, status == CF_INVALID ? CF_R_FILE_OUTSIDE : CF_R_FILE_UNREADABLE, pos,
              status == CF_INVALID     ? "'%s' leads out of the chart's folders"
              : status == CF_NOT_FOUND ? "there is no file '%s'"
                                       : "cannot read '%s'",
              path);
    cf_report_hint(reading->diags, status == CF_INVALID
                                       ? "put the file beside this one"
                                       : "name a file relative to the folder of this one");
}

static void report_use(struct cf_reading *reading, const struct cf_text *path, const char *message,
                       const char *hint)
{
    cf_report(reading->diags, CF_R_CHART_USE, path->pos, "'%s' %s", path->text, message);
    cf_report_hint(reading->diags, "%s", hint);
}

/* May the chart use the file of that path? Each once, and not too many: a small chart must not take
 * the time of a large one. */
static bool may_use(struct chart_reading *work, const struct cf_text *path)
{
    struct cf_reading *reading = work->reading;
    const char *name = resolved(reading, reading->source->name, path->text);
    const char *own = name ? folded(reading, reading->source->name) : NULL;
    if (!own)
        return false;
    if (strcmp(name, own) == 0)
        report_use(reading, path, "would use itself", "delete this stage");
    else if (work->used)
        report_use(reading, path, "is used by a file that is itself used",
                   "use it from the chart itself");
    else if (!reading->reader)
        report_use(reading, path, "cannot be used here", "name the chart as a file");
    else if (work->used_count == USED_LIMIT)
        report_use(reading, path, "is one used file too many", "join some of them");
    else {
        for (size_t i = 0; i < work->used_count; i++)
            if (strcmp(work->used_files[i].text, name) == 0) {
                report_use(reading, path, "is used twice", "delete one of the two");
                cf_report_also(reading->diags, work->used_files[i].pos, "first used here");
                return false;
            }
        work->used_files[work->used_count++] = (struct cf_text){ name, path->pos, true };
        return true;
    }
    return false;
}

/* Returns whether the whole of it was read. */
static bool read_used_file(struct chart_reading *work, const struct cf_text *path)
{
    struct cf_reading *reading = work->reading;
    struct cf_input input = { 0 };
    if (!may_use(work, path))
        return false;
    enum cf_status status =
        reading->reader->read(reading->reader->payload, path->text, reading->source->name, &input);
    if (status != CF_OK) {
        if (status == CF_NO_MEMORY)
            reading->arena->failed = true;
        else
            report_unreadable(reading, path->pos, path->text, status);
        return false;
    }
    struct cf_reading used = { .arena = reading->arena,
                               .diags = reading->diags,
                               .reader = reading->reader,
                               .used_at = path->pos };
    input.release = NULL;
    const struct cf_node *root = cf_reading_begin(&used, &input, "flowchart/1");
    struct cf_chart record = { 0 };
    struct chart_reading inner = *work;
    inner.reading = &used;
    inner.chart = &record;
    inner.used = true;
    inner.catalog = work->chart->catalog.text;
    inner.user = reading->source->name;
    if (root)
        read_chart_file(&inner, root);
    bool whole = root && !used.truncated && !used.partial;
    cf_reading_release(&used);
    inner.reading = reading;
    inner.chart = work->chart;
    inner.used = false;
    inner.catalog = inner.user = NULL;
    *work = inner;
    return whole;
}

static void read_stage(struct chart_reading *work, const struct cf_node *node)
{
    const struct cf_node *use = cf_node_get(node, "use");
    struct cf_text path;
    if (use) {
        cf_read_record(work->reading, node, &use_table, NULL);
        if (!cf_node_given_text(work->reading, use, &path) || !read_used_file(work, &path))
            work->reading->partial = true;
        return;
    }
    struct cf_stage *stage = add_stage(work);
    if (!stage)
        return;
    cf_read_record(work->reading, node, &stage_table, stage);
    if (!stage->title)
        stage->title = cf_title_of_id(work->reading, stage->id.text);
}

/* ---- the file ---- */

/* A chart's members, then the words that the file adds. */
struct chart_record {
    struct cf_chart *chart;
    struct cf_text id, catalog;
    const char *title, *note;
    struct cf_vocabulary words;
};

static const char *const kind_words[] = { "flowchart/1", NULL };
static const struct cf_shape kind = { .kind = CF_SHAPE_WORD, .words = kind_words };

static const struct cf_shape stage_record = { .kind = CF_SHAPE_RECORD, .table = &stage_table };
static const struct cf_shape use_record = { .kind = CF_SHAPE_RECORD, .table = &use_table };
static const struct cf_shape *const stage_shapes[] = { &stage_record, &use_record, NULL };
static const struct cf_shape stage_shape = { .kind = CF_SHAPE_EITHER, .either = stage_shapes };
static const struct cf_shape stages_shape = { .kind = CF_SHAPE_LIST,
                                              .low = 1,
                                              .items = &stage_shape };

static const struct cf_field chart_fields[] = {
    { "clusterflow", cf_read_nothing, 0, true, NULL, &kind,
      "the kind of file and the version of its format" },
    { "id", cf_read_id, offsetof(struct chart_record, id), true, NULL, NULL,
      "names the chart; a chart that cities name lies in a file of that name" },
    { "title", cf_read_string, offsetof(struct chart_record, title), false, NULL, NULL,
      "how it is called in text for people" },
    { "note", cf_read_string, offsetof(struct chart_record, note), false, NULL, NULL,
      "what a reader has to know about it" },
    { "catalog", cf_read_text, offsetof(struct chart_record, catalog), true, NULL, NULL,
      "the catalog, as a path from the folder of this file" },
    { "sources", cf_read_nothing, 0, false, NULL, &cf_citations_shape,
      "the documents that this file cites" }, /* read before all else */
    { "units", cf_read_units, offsetof(struct chart_record, words), false, NULL, &cf_units_shape,
      "units beside those of the catalog" },
    { "actor_classes", cf_read_actor_classes, offsetof(struct chart_record, words), false, NULL,
      &cf_classes_shape, "actor classes beside those of the catalog" },
    { "factors", cf_read_factors, offsetof(struct chart_record, words), false, NULL,
      &cf_factors_shape, "factors beside those of the catalog" },
    { "indices", cf_read_indices, offsetof(struct chart_record, words), false, NULL,
      &cf_indices_shape, "indices beside those of the catalog" },
    { "stages", cf_read_nothing, 0, true, NULL, &stages_shape,
      "the stages in the order of the walk" }, /* read after all else */
};

const struct cf_table cf_chart_table = { "flowchart", CF_FIELDS(chart_fields) };

/* A path without "./", and without "x/../" where the one takes back the other. */
static const char *folded(struct cf_reading *reading, const char *path)
{
    char *text = cf_arena_copy(reading->arena, path, strlen(path));
    char *out = text;
    for (char *in = text; in && *in;) {
        size_t length = strcspn(in, "/") + (in[strcspn(in, "/")] == '/');
        if (length == 2 && in[0] == '.') {
            in += length;
            continue;
        }
        if (length == 3 && memcmp(in, "../", 3) == 0 && out > text + 1 &&
            !(out - text >= 3 && memcmp(out - 3, "../", 3) == 0)) {
            out--;
            while (out > text && out[-1] != '/')
                out--;
            in += length;
            continue;
        }
        memmove(out, in, length);
        out += length;
        in += length;
    }
    if (out)
        *out = '\0';
    return text;
}

/* The path told from where the name of a file is told from: "a/b.yaml" and "../c.yaml" give
 * "c.yaml".
 */
static const char *resolved(struct cf_reading *reading, const char *from, const char *path)
{
    const char *slash = strrchr(from, '/');
    int folder = path && path[0] != '/' && slash ? (int)(slash - from) + 1 : 0;
    const char *whole = cf_arena_format(reading->arena, "%.*s%s", folder, from, path ? path : "");
    return whole ? folded(reading, whole) : NULL;
}

/* The name under which the reader finds the file of a path; NULL: it does not. *unread: it is there
 * and cannot be read, which is told where its content is needed. */
static const char *found_name(struct cf_reading *reading, const char *from, const char *path,
                              bool *unread)
{
    struct cf_input input;
    const struct cf_reader *reader = reading->reader;
    enum cf_status status = reader->read(reader->payload, path, from, &input);
    reading->arena->failed |= status == CF_NO_MEMORY;
    *unread |= status == CF_IO;
    return status == CF_OK ? cf_arena_copy(reading->arena, input.name, strlen(input.name)) : NULL;
}

/* Do two files name the same catalog? What their paths do not show, the reader knows. */
static bool is_same_catalog(struct cf_reading *reading, const char *from, const char *path,
                            const char *user, const char *user_path)
{
    const char *name = resolved(reading, from, path), *other = resolved(reading, user, user_path);
    if (name && other && strcmp(name, other) != 0) {
        bool unread = false;
        name = found_name(reading, from, path, &unread);
        other = found_name(reading, user, user_path, &unread);
        return unread || (name && other && strcmp(name, other) == 0);
    }
    return true;
}

static void check_same_catalog(struct chart_reading *work)
{
    struct cf_reading *reading = work->reading;
    const struct cf_text *catalog = &work->chart->catalog;
    if (!catalog->text || !work->catalog ||
        is_same_catalog(reading, reading->source->name, catalog->text, work->user, work->catalog))
        return;
    cf_report(reading->diags, CF_R_CHART_USE, catalog->pos,
              "the chart that uses this file names another catalog, '%s'", work->catalog);
    cf_report_hint(reading->diags, "let both name the same");
}

static void add_words(struct chart_reading *work, const struct cf_vocabulary *added)
{
    struct cf_vocabulary *words = grow(work->reading->arena, work->words, work->words_count,
                                       &work->words_capacity, sizeof *words);
    if (!words)
        return;
    work->words = words;
    work->words[work->words_count++] = *added;
}

static void read_chart_file(struct chart_reading *work, const struct cf_node *root)
{
    struct cf_reading *reading = work->reading;
    struct chart_record record = { 0 };
    cf_read_allowances(reading, root, &work->allowances);
    cf_read_citations(reading, root);
    cf_read_record(reading, root, &cf_chart_table, &record);
    work->chart->id = record.id;
    work->chart->title = record.title ? record.title : cf_title_of_id(reading, record.id.text);
    work->chart->note = record.note;
    work->chart->catalog = record.catalog;
    add_words(work, &record.words);
    if (work->used)
        check_same_catalog(work);

    const struct cf_node *stages = cf_node_get(root, "stages");
    if (!stages || stages->kind == CF_NODE_FAULTY)
        return;
    if (stages->kind != CF_NODE_SEQUENCE) {
        cf_report(reading->diags, CF_R_FORMAT_TYPE, cf_node_pos(reading, stages), "not a list");
        cf_report_hint(reading->diags, "begin each stage with '- '");
        return;
    }
    for (const struct cf_node *stage = cf_node_first(stages); stage; stage = stage->next)
        read_stage(work, stage);
}

static void check_has_steps(struct cf_reading *reading, const struct cf_chart *chart,
                            const struct cf_node *root)
{
    const struct cf_node *stages = cf_node_get(root, "stages");
    for (size_t i = 0; i < chart->stage_count; i++)
        if (chart->stages[i].step_count)
            return;
    if (!stages || reading->truncated || cf_reading_faulty(reading))
        return;
    cf_report(reading->diags, CF_R_CHART_EMPTY, cf_node_pos(reading, stages),
              "a chart without a step");
    cf_report_hint(reading->diags, "add a stage with steps");
}

enum cf_status cf_load_chart(struct cf_chart **out, const struct cf_input *input,
                             const struct cf_reader *reader, struct cf_diags *diags)
{
    struct cf_chart *chart = cf_document_new(sizeof *chart);
    *out = NULL;
    if (!chart)
        return cf_no_document(input);
    struct cf_reading reading = { .arena = cf_arena_of(chart), .diags = diags, .reader = reader };
    struct chart_reading work = { .reading = &reading, .chart = chart };
    const struct cf_node *root = cf_reading_begin(&reading, input, "flowchart/1");
    if (root) {
        read_chart_file(&work, root);
        chart->stages = work.stages;
        chart->stage_count = work.stage_count;
        chart->words = work.words;
        chart->words_count = work.words_count;
        chart->allowances = work.allowances;
        cf_check_routes(&reading, chart);
        check_has_steps(&reading, chart, root);
    }
    chart->source = reading.source;
    bool readable = root && !reading.truncated && !reading.partial;
    enum cf_status status = cf_reading_end(&reading);
    chart->faulty = status != CF_OK;
    if (status == CF_OK || (status == CF_INVALID && readable))
        *out = chart;
    else
        cf_document_free(chart);
    return status;
}
