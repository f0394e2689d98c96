#include "commands/relative.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands/files.h"

/* How many bytes of two real paths are folders that they share, with the slash behind them. */
static size_t shared_length(const char *folder, const char *file)
{
    size_t shared = 0;
    for (size_t i = 0; folder[i] == file[i] && file[i]; i++)
        if (file[i] == '/')
            shared = i + 1;
    return shared;
}

static char *name_from(const char *folder, const char *file)
{
    size_t shared = shared_length(folder, file), ups = 0;
    for (const char *rest = folder + shared; *rest; rest++)
        ups += *rest == '/';
    size_t length = strlen(file + shared) + 1; /* with the end */
    char *name = malloc(3 * ups + length);
    if (!name)
        return NULL;
    for (size_t i = 0; i < 3 * ups; i++)
        name[i] = "../"[i % 3];
    memcpy(name + 3 * ups, file + shared, length);
    return name;
}

char *relative_name(const char *folder, const char *file)
{
    char *real_file = realpath(file, NULL);
    char *real_folder = real_file ? realpath(*folder ? folder : ".", NULL) : NULL;
    bool root = real_folder && strcmp(real_folder, "/") == 0;
    char *with_slash = real_folder ? text_format("%s%s", real_folder, root ? "" : "/") : NULL;
    char *name = with_slash ? name_from(with_slash, real_file) : NULL;
    int reason = errno;
    free(with_slash);
    free(real_folder);
    free(real_file);
    errno = reason;
    return name;
}
