#include "base/hint.h"

#include <string.h>

#include <clusterflow/base.h>

static bool only(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Is it one of the words for "nothing is known"? */
static bool is_nothing(const char *text)
{
    static const char *const words[] = { "n.a.", "N.A.", "n.a",  "n/a", "N/A",  "na",   "NA",
                                         "-",    "--",   "..",   "...", "null", "Null", "NULL",
                                         "~",    "none", "None", "nan", ".nan" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

/* How often the character occurs in the text. */
static size_t count(const char *text, char character)
{
    size_t number = 0;
    for (; *text; text++)
        number += *text == character;
    return number;
}

/* What is written of digits and marks between them. */
static const char *separator_hint(const char *t)
{
    const char *comma = strchr(t, ',');
    if (only(t, "0123456789") && strlen(t) > 64)
        return "a number has at most 64 characters: write it with an exponent, as 1.5e70";
    if (only(t, "-0123456789.,") && comma && count(t, ',') == 1 &&
        strspn(comma + 1, "0123456789") != 3)
        return "write '.' for the decimal comma";
    if (only(t, "-0123456789., '") && (comma || strpbrk(t, " '") || count(t, '.') > 1))
        return "write it without thousands separators, with '.' for decimals";
    if (only(t, "-0123456789_.") && strchr(t, '_'))
        return "write it without '_'";
    if (only(t, "0123456789:") && strchr(t, ':'))
        return "write it as a decimal number";
    if (t[0] != '-' && strchr(t, '-') && only(t, "0123456789.-"))
        return "write a span as between: [5, 10]";
    return NULL;
}

/* What begins or ends in a way that numbers do not. */
static const char *ending_hint(const char *t)
{
    size_t length = strlen(t), digits = t[0] == '-' ? 1 : 0;
    if (t[digits] == '0' && strchr("xXoObB", t[digits + 1]) && t[digits + 1])
        return "write it as a decimal number";
    if (t[digits] == '0' && t[digits + 1] >= '0' && t[digits + 1] <= '9' && only(t, "-0123456789."))
        return "write it without leading zeros";
    if (t[0] == '+')
        return "write it without '+'";
    if (t[digits] == '.' && only(t, "-0123456789."))
        return "write a 0 before the '.'";
    if (only(t, "-0123456789.") && t[length - 1] == '.')
        return "write it without the last '.'";
    if (begins(t, "<") || begins(t, ">") || begins(t, "\xE2\x89\xA4") || begins(t, "\xE2\x89\xA5"))
        return "write at_least, over, at_most or under, and the number alone";
    if (strpbrk(t, "0123456789") &&
        (begins(t, "~") || begins(t, "\xE2\x89\x88") || begins(t, "ca") || begins(t, "c.")))
        return "write about, and the number alone";
    if (begins(t, "\xE2\x88\x92") || begins(t, "\xE2\x80\x93"))
        return "write a plain '-' before the digits";
    if (begins(t, "\xEF\xBC"))
        return "write plain digits, not full-width ones";
    return NULL;
}

/* The first that fits. */
const char *cf_number_hint(const char *t, bool plain)
{
    const char *hint;
    double number;
    if (!*t)
        return "write a number";
    if (!plain && cf_number_parse(t, &number))
        return "write the number without quotes";
    if (is_nothing(t))
        return "for a figure that is not known write missing: not_available";
    if ((hint = separator_hint(t)) || (hint = ending_hint(t)))
        return hint;
    if (strchr(t, '%'))
        return "write the number alone, and 'percent' as its unit";
    if (only(t, "-0123456789.eE+") && strpbrk(t, "eE"))
        return "write a number such as 29, 0.5 or 1.5e3, not larger than 1e308";
    if (strpbrk(t, "0123456789"))
        return "write the number alone; its unit belongs into 'unit'";
    return "write a number such as 29, 0.5 or 1.5e3";
}

const char *cf_year_hint(const char *t, bool plain)
{
    if (!plain && only(t, "0123456789"))
        return "write the year without quotes";
    if (strspn(t, "0123456789") == 4 && strpbrk(t, "-/") == t + 4 && strlen(t) == 9 &&
        only(t + 5, "0123456789"))
        return "write a span as since: 2006, until: 2007";
    if (t[0] == '0' && only(t, "0123456789"))
        return "write all four digits of the year, and no more";
    return "write a year such as 2007; a month or day goes into 'note'";
}

const char *cf_flag_hint(const char *text, bool plain)
{
    const char *meant = cf_flag_meant(text);
    if (!meant)
        return "write true or false";
    if (!plain)
        return meant[0] == 't' ? "write true without quotes" : "write false without quotes";
    return meant[0] == 't' ? "did you mean true?" : "did you mean false?";
}

const char *cf_flag_meant(const char *text)
{
    static const char *const yes[] = { "yes", "on", "y", "true" };
    static const char *const no[] = { "no", "off", "n", "false" };
    char lower[6] = { 0 };
    if (strlen(text) >= sizeof lower)
        return NULL;
    for (size_t i = 0; text[i]; i++)
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcmp(lower, yes[i]) == 0)
            return "true";
        if (strcmp(lower, no[i]) == 0)
            return "false";
    }
    return NULL;
}
