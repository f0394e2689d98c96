/*
 * The least that a program takes which reads YAML by libyaml: each file that is named, read whole
 * into memory, through the event loop, and nothing done with the events.
 */
#include <stdio.h>
#include <stdlib.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <yaml.h>

static unsigned char *buffer;
static size_t capacity;

/* Reads the file into the buffer and returns its length; ends the program if that fails. */
static size_t read_file(const char *path)
{
    struct stat status;
    int file = open(path, O_RDONLY);
    if (file < 0 || fstat(file, &status) < 0) {
        perror(path);
        exit(1);
    }
    if ((size_t)status.st_size > capacity) {
        free(buffer);
        capacity = (size_t)status.st_size;
        buffer = malloc(capacity);
    }
    size_t length = 0;
    while (buffer != NULL && length < (size_t)status.st_size) {
        ssize_t got = read(file, buffer + length, (size_t)status.st_size - length);
        if (got <= 0)
            break;
        length += (size_t)got;
    }
    close(file);
    return length;
}

/* Runs through the events of the text in the buffer. */
static int parse(const char *path, size_t length)
{
    yaml_parser_t parser;
    yaml_event_t event;
    int end = 0;
    if (!yaml_parser_initialize(&parser))
        return 0;
    yaml_parser_set_input_string(&parser, buffer, length);
    while (!end && yaml_parser_parse(&parser, &event)) {
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    if (!end)
        fprintf(stderr, "%s: does not parse\n", path);
    return end;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (!parse(argv[i], read_file(argv[i])))
            return 1;
    free(buffer);
    return 0;
}
