#include "base/hint.h"

#include <string.h>

static bool only(const char *text, const char *characters)
{
    return *text && text[strspn(text, characters)] == '\0';
}

/* The first line that fits. */
const char *cf_number_hint(const char *t, bool plain)
{
    size_t length = strlen(t);
    if (!plain)
        return "write the number without quotes";
    if (only(t, "0123456789.,") && strchr(t, ','))
        return "write it without thousands separators, with '.' for decimals";
    if (only(t, "0123456789_"))
        return "write it without '_'";
    if (length > 1 && t[0] == '0' && only(t, "0123456789."))
        return "write it without leading zeros";
    if (t[0] == '+')
        return "write it without '+'";
    if (t[0] == '.' && only(t, "0123456789."))
        return "write a 0 before the '.'";
    if (length > 1 && only(t, "0123456789.") && t[length - 1] == '.')
        return "write it without the last '.'";
    if (length > 1 && only(t, "0123456789:"))
        return "write it as a decimal number";
    if (t[0] == '0' && (t[1] == 'x' || t[1] == 'o' || t[1] == 'b'))
        return "write it as a decimal number";
    if (strchr(t, '%'))
        return "write the number alone, and 'percent' as its unit";
    if (strstr(t, ".."))
        return "a range A..B goes with 'between' alone";
    if (only(t, "0123456789.eE+-") && strpbrk(t, "eE") && only(&t[length - 1], "0123456789"))
        return "write a number that is not that large, as 1.5e3 is";
    if (t[0] >= '0' && t[0] <= '9')
        return "write the number alone; its unit belongs into 'unit'";
    return "write a number such as 29, 0.5 or 1.5e3";
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
