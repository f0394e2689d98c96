/*
 * What the fuzz targets share. A target is a file target_NAME.c with one LLVMFuzzerTestOneInput,
 * for libFuzzer as for AFL++. It makes something of any bytes, and holds what came of it against
 * what has to be true of every input; what is not ends the run by `fuzz_fail`.
 */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include <clusterflow.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what is wrong and aborts. */
_Noreturn void fuzz_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- inputs ---- */

enum { FUZZ_PARTS = 8, FUZZ_SEPARATOR = 0x1E };

/* An input of several documents: what stands between bytes that no document may hold. Each part
 * lies in memory of its own, with nothing behind it. */
struct fuzz_parts {
    struct cf_input items[FUZZ_PARTS]; /* those that there are not are empty */
    size_t count;
};

void fuzz_split(struct fuzz_parts *parts, const uint8_t *data, size_t size);
void fuzz_release(struct fuzz_parts *parts);

/* The part as a text with a NUL, cut short at the first NUL in it; to be freed. */
char *fuzz_text(const struct cf_input *part);

/* ---- outputs ---- */

/* What a writer wrote, with a NUL behind. */
struct fuzz_output {
    char *bytes;
    size_t length, capacity;
};

struct cf_sink fuzz_sink(struct fuzz_output *output);
void fuzz_output_release(struct fuzz_output *output);

/* Each fails unless the bytes are well formed, by a reader that is not the project's. */
void fuzz_judge_json(const struct fuzz_output *output);
void fuzz_judge_json_lines(const struct fuzz_output *output);
void fuzz_judge_xml(const struct fuzz_output *output);
/* JSON, and what SARIF and GitHub ask for beyond the schema, as tests/formats/sarif_rules.py. */
void fuzz_judge_sarif(const struct fuzz_output *output);
/* Text without HTML, in whose tables all rows have the same cells. */
void fuzz_judge_markdown(const struct fuzz_output *output);
/* CSV, or TSV: no row is cut, no cell a formula. */
void fuzz_judge_table(const struct fuzz_output *output, bool tabs);
/* No control characters but line feeds and, where there are colours, their escapes; UTF-8. */
void fuzz_judge_text(const struct fuzz_output *output, bool color);

/* ---- what is true of everything ---- */

/* A loader's or compiler's status fits the messages; `before` is the number of errors before. */
void fuzz_judge_status(enum cf_status status, const struct cf_diags *diags, size_t before,
                       const char *what);

/* A suite that the tool made loads, and all its `count` cases pass. */
void fuzz_judge_suite(const struct fuzz_output *output, const struct cf_resolver *resolver,
                      size_t count);

/* An evaluation's answers, walk and verdicts, found once more from its values. */
void fuzz_judge_evaluation(const struct cf_evaluation *evaluation,
                           const struct cf_program *program);

/* All messages, judged, and written in one of the formats, by turns. */
void fuzz_write_findings(const struct cf_diags *diags, const char *const *files, size_t count,
                         size_t turn);

#endif
