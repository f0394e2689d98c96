/*
 * Where files lie, and reading them. docs/format.md tells the places; nothing else in the project
 * opens an input file or reads the environment for one.
 */
#ifndef CF_COMMANDS_FILES_H
#define CF_COMMANDS_FILES_H

#include <sys/types.h>

#include <clusterflow.h>

/* What tells files apart, whatever they are called. */
struct file_id {
    bool known; /* false: a pipe or the like, which is no other file */
    dev_t device;
    ino_t inode;
};

bool file_id_same(const struct file_id *a, const struct file_id *b);

/* That of the file of a name, which is not read; false: there is no such file. */
bool file_find_id(const char *name, struct file_id *id);

/* A file that was read. */
struct file {
    char *name; /* as messages call it; where it was found */
    struct file_id id;
    char *bytes; /* NULL: it could not be read */
    size_t length;
};

void file_release(struct file *file);

struct cf_input file_input(const struct file *file);

/* The same for who takes the bytes over: the file has none any more. */
struct cf_input file_give(struct file *file);

/* The folder that a name is looked for in first, below each place. */
enum folder { FOLDER_DATA, FOLDER_FLOWCHARTS };

/* The places: the working directory, CLUSTERFLOW_PATH, the share folder, the source tree. */
struct places {
    char **items;
    size_t count;
};

/* False when memory fails. */
bool places_find(struct places *places);
void places_release(struct places *places);

/* Why a file could not be opened, for file_complain. */
struct file_fault {
    int reason; /* errno */
};

/*
 * Reads the file that an operand names: "-" is standard input; a name without a slash is looked for
 * as given and then in the folders of the places; ".yaml" may be left out. On failure *fault
 * receives the reason.
 */
enum cf_status file_open(struct file *file, const char *operand, enum folder folder,
                         const struct places *places, struct file_fault *fault);

/* Reads the regular file of exactly that name. errno tells why it cannot. */
enum cf_status file_read(struct file *file, const char *name);

/* Calls a file that was read by its shortest name: "x.yaml" for "./x.yaml", and "b/x.yaml" for
 * "a/../b/x.yaml" where that is the same file. CF_NO_MEMORY; CF_IO: errno tells why it cannot be
 * looked for. */
enum cf_status file_tidy_name(struct file *file);

/* Says that a file cannot be found or read. */
void file_complain(const char *operand, enum cf_status status, const struct file_fault *fault);

/* Reads the chart that a city or a suite names by its id: beside it, in ../flowcharts, then as
 * above. `regular`: nothing that may keep the reader waiting is a chart.
 */
enum cf_status file_open_chart(struct file *file, const char *id, const char *from,
                               const struct places *places, bool regular);

/* A reader for the library: paths inside files, kept within the folders that they may use. Its
 * payload is a struct relative_files. */
struct relative_files {
    const struct places *places;
    struct file file; /* the one read last */
};

struct cf_reader file_reader(struct relative_files *files);

/* The folder of a file's name, with its slash; "" for a name without one. To be freed. */
char *folder_of(const char *name);

/* printf into a new text, to be freed; NULL: no memory. */
char *text_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
