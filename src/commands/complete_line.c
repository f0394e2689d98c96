#include <stdlib.h>
#include <string.h>

#include "commands/complete.h"
#include "commands/files.h"

static const struct option_spec *find_letter(const struct command *command, char letter)
{
    for (const struct option_spec *option = command->options; option->name; option++)
        if (option->key == letter)
            return option;
    return NULL;
}

/* The long option of that name, of which enough may be written. */
static const struct option_spec *find_long(const struct command *command, const char *name,
                                           size_t length)
{
    const struct option_spec *found = NULL;
    for (const struct option_spec *option = command->options; option->name; option++) {
        if (strncmp(option->name, name, length) != 0)
            continue;
        if (strlen(option->name) == length)
            return option;
        if (found)
            return NULL;
        found = option;
    }
    return found;
}

/* An option in a word, and the value in it, which may be missing: NULL. */
struct option_word {
    const struct option_spec *option; /* NULL: none that takes a value */
    const char *value;
};

static struct option_word read_long(const struct command *command, const char *word)
{
    size_t length = strcspn(word + 2, "=");
    const struct option_spec *option = find_long(command, word + 2, length);
    const char *value = word[2 + length] ? word + 2 + length + 1 : NULL;
    return (struct option_word){ option && option->value ? option : NULL, value };
}

/* "-qf" is -q and -f; what stands behind a letter that takes a value is the value. */
static struct option_word read_short(const struct command *command, const char *word)
{
    for (const char *letter = word + 1; *letter; letter++) {
        const struct option_spec *option = find_letter(command, *letter);
        if (option && option->value)
            return (struct option_word){ option, letter[1] ? letter + 1 : NULL };
    }
    return (struct option_word){ NULL, NULL };
}

static bool is_option(const struct unfinished *line, const char *word)
{
    return !line->options_over && word[0] == '-' && word[1];
}

static struct option_word read_option(const struct unfinished *line, const char *word)
{
    return word[1] == '-' ? read_long(line->command, word) : read_short(line->command, word);
}

static bool take_value(struct unfinished *line, const struct option_spec *option, const char *value)
{
    return strcmp(option->name, "chart") != 0 || add_value(&line->charts, value);
}

/* A word before the last; line->option is left to tell that the next one is its value. */
static bool read_word(struct unfinished *line, const char *word)
{
    const struct option_spec *awaits = line->option;
    line->option = NULL;
    if (awaits)
        return take_value(line, awaits, word);
    if (!line->options_over && strcmp(word, "--") == 0) {
        line->options_over = true;
        return true;
    }
    if (!is_option(line, word))
        return add_value(&line->operands, word);
    struct option_word found = read_option(line, word);
    if (found.option && found.value)
        return take_value(line, found.option, found.value);
    line->option = found.option;
    return true;
}

/* The last word: "--chart=so" is a value behind what does not change. */
static bool read_last(struct unfinished *line, const char *word)
{
    line->word = word;
    if (!line->option && is_option(line, word)) {
        struct option_word found = read_option(line, word);
        if (found.option && found.value) {
            line->option = found.option;
            line->word = found.value;
        }
    }
    line->before = text_format("%.*s", (int)(line->word - word), word);
    return line->before != NULL;
}

bool unfinished_read(struct unfinished *line, const struct command *command, size_t count,
                     char **words)
{
    *line = (struct unfinished){ .command = command };
    for (size_t i = 0; i + 1 < count; i++)
        if (!read_word(line, words[i]))
            return false;
    return read_last(line, words[count - 1]);
}

void unfinished_release(struct unfinished *line)
{
    free(line->before);
    free(line->charts.items);
    free(line->operands.items);
}
