/* Names, each once, and the walk through folders, also those that somebody has put traps into. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "commands/command.h"
#include "commands/names.h"

enum { NOBODY = 65534 };

/* What main.c has for the rest of the tool. */
const struct command *const commands[] = { NULL };

const struct command *find_command(const char *name)
{
    (void)name;
    return NULL;
}

int no_command(const char *name)
{
    (void)name;
    return EXIT_USAGE;
}

bool interrupted(void)
{
    return false;
}

/* ---- names ---- */

static void names_are_kept_in_order(void **state)
{
    struct names names = { 0 };
    char name[16];
    (void)state;
    for (int i = 0; i < 1000; i++) {
        snprintf(name, sizeof name, "%d", (i * 7919) % 1000);
        assert_false(names_have(&names, name));
        assert_true(names_add(&names, name));
        assert_true(names_have(&names, name));
    }
    assert_int_equal(names.count, 1000);
    assert_string_equal(names.items[0], "0");
    assert_string_equal(names.items[999], "81");
    assert_false(names_have(&names, "1000"));
    assert_false(names_have(&names, ""));
    names_release(&names);
    assert_false(names_have(&names, "0"));
    names_release(&names);
}

/* ---- folders ---- */

/* What a walk met, a line each. */
struct met {
    char text[8192];
    int left; /* how many files until it is ended; -1: no end */
};

static void note(struct met *met, const char *name, const char *colon, const char *reason)
{
    size_t length = strlen(met->text);
    snprintf(met->text + length, sizeof met->text - length, "%s%s%s\n", name, colon, reason);
}

static bool note_file(void *payload, const char *name)
{
    struct met *met = payload;
    note(met, name, "", "");
    return met->left < 0 || --met->left > 0;
}

static void note_unreadable(void *payload, const char *name, int reason)
{
    note(payload, name, ": ", strerror(reason));
}

static bool walk(struct met *met, const char *folder, int most)
{
    struct walker walker = { note_file, note_unreadable, met };
    *met = (struct met){ .left = most };
    return walk_folder(folder, &walker);
}

static void write_file(const char *name)
{
    int descriptor = open(name, O_CREAT | O_WRONLY, 0600);
    assert_true(descriptor >= 0);
    close(descriptor);
}

/* A new folder to work in; *state is the one before. */
static int enter_folder(void **state)
{
    char folder[] = "/tmp/names.XXXXXX";
    *state = realpath(".", NULL);
    return *state && mkdtemp(folder) && chmod(folder, 0755) == 0 && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    char *here = realpath(".", NULL), command[512];
    snprintf(command, sizeof command, "rm -rf '%s'", here);
    int left = chdir(*state) == 0 && system(command) == 0 ? 0 : -1;
    free(here);
    free(*state);
    return left;
}

static void files_come_in_the_order_of_bytes(void **state)
{
    struct met met;
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(mkdir("d/b", 0700), 0);
    assert_int_equal(mkdir("d/b.yaml", 0700), 0);
    write_file("d/b/z.yaml");
    write_file("d/b.yaml/in.yml");
    write_file("d/B.yaml");
    write_file("d/a.yml");
    write_file("d/\xC3\xA9.yaml");
    write_file("d/b.yml");
    write_file("d/c.YAML");
    write_file("d/c.yaml~");
    write_file("d/yaml");
    assert_true(walk(&met, "d", -1));
    assert_string_equal(met.text, "d/B.yaml\nd/a.yml\nd/b/z.yaml\nd/b.yaml/in.yml\nd/b.yml\n"
                                  "d/\xC3\xA9.yaml\n");
}

static void slashes_behind_the_folder_do_not_count(void **state)
{
    struct met met;
    (void)state;
    write_file("a.yaml");
    assert_true(walk(&met, ".", -1));
    assert_string_equal(met.text, "./a.yaml\n");
    assert_true(walk(&met, ".//", -1));
    assert_string_equal(met.text, "./a.yaml\n");
}

static void what_is_hidden_or_no_file_is_passed_over(void **state)
{
    struct met met;
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(mkdir("d/.git", 0700), 0);
    write_file("d/.git/a.yaml");
    write_file("d/.a.yaml");
    write_file("d/.yaml");
    assert_int_equal(mkfifo("d/pipe.yaml", 0600), 0);
    assert_int_equal(symlink("/dev/null", "d/null.yaml"), 0);
    assert_true(walk(&met, "d", -1));
    assert_string_equal(met.text, "");
}

static void links_to_files_are_followed_and_those_to_folders_not(void **state)
{
    struct met met;
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(mkdir("e", 0700), 0);
    write_file("e/x.yaml");
    assert_int_equal(symlink("../e/x.yaml", "d/a.yaml"), 0);
    assert_int_equal(symlink("../e", "d/b"), 0);
    assert_int_equal(symlink("../d", "d/loop"), 0);
    assert_int_equal(symlink("../d", "d/loop.yaml"), 0);
    assert_int_equal(symlink("nowhere", "d/nowhere.yaml"), 0);
    assert_int_equal(symlink("nowhere", "d/nowhere.txt"), 0);
    assert_int_equal(symlink("self.yaml", "d/self.yaml"), 0);
    assert_true(walk(&met, "d", -1));
    assert_string_equal(met.text, "d/a.yaml\nd/nowhere.yaml: No such file or directory\n"
                                  "d/self.yaml: Too many levels of symbolic links\n");
}

/* For root nothing is unreadable: the walk is done as somebody else. */
static void a_folder_that_cannot_be_read_is_told_and_the_rest_goes_on(void **state)
{
    struct met met;
    bool root = geteuid() == 0;
    (void)state;
    assert_int_equal(mkdir("d", 0755), 0);
    assert_int_equal(mkdir("d/closed", 0), 0);
    assert_int_equal(mkdir("d/blind", 0755), 0);
    write_file("d/blind/x");
    write_file("d/blind/x.yaml");
    assert_int_equal(chmod("d/blind", 0444), 0);
    write_file("d/z.yaml");
    if (root)
        assert_int_equal(seteuid(NOBODY), 0);
    bool good = walk(&met, "d", -1);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_true(good);
    assert_int_equal(chmod("d/blind", 0755), 0);
    assert_string_equal(met.text,
                        "d/blind/x: Permission denied\nd/blind/x.yaml: Permission denied\n"
                        "d/closed: Permission denied\nd/z.yaml\n");
    assert_true(walk(&met, "d/none", -1));
    assert_string_equal(met.text, "d/none: No such file or directory\n");
}

static void deep_folders_end_where_names_do(void **state)
{
    struct met met;
    char *start = realpath(".", NULL);
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    assert_int_equal(chdir("d"), 0);
    for (int i = 0; i < 50; i++) { /* each name has 100 letters, a path at most 4096 */
        char name[101];
        memset(name, 'a', 100);
        name[100] = '\0';
        assert_int_equal(mkdir(name, 0700), 0);
        assert_int_equal(chdir(name), 0);
    }
    assert_int_equal(chdir(start), 0);
    free(start);
    assert_true(walk(&met, "d", -1));
    assert_non_null(strstr(met.text, ": File name too long\n"));
}

static void a_walk_can_be_ended(void **state)
{
    struct met met;
    (void)state;
    write_file("a.yaml");
    write_file("b.yaml");
    write_file("c.yaml");
    assert_false(walk(&met, ".", 2));
    assert_string_equal(met.text, "./a.yaml\n./b.yaml\n");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, enter_folder, leave_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_kept_in_order),
        IN_FOLDER(files_come_in_the_order_of_bytes),
        IN_FOLDER(slashes_behind_the_folder_do_not_count),
        IN_FOLDER(what_is_hidden_or_no_file_is_passed_over),
        IN_FOLDER(links_to_files_are_followed_and_those_to_folders_not),
        IN_FOLDER(a_folder_that_cannot_be_read_is_told_and_the_rest_goes_on),
        IN_FOLDER(deep_folders_end_where_names_do),
        IN_FOLDER(a_walk_can_be_ended),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
