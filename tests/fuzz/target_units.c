/*
 * Lines to units: NAME=EXPRESSION defines, other lines are expressions. What holds of any two that
 * are read: a unit converts to itself and leaves figures alone, there and back again is near, the
 * product and the quotient undo each other. A fault lies within the text.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

enum { UNITS_MOST = 12 };

struct desk {
    struct cf_units *units;
    struct cf_unit read[UNITS_MOST];
    size_t count;
};

static void judge_fault(const struct cf_unit_fault *fault, const char *text)
{
    if (!fault->reason || !*fault->reason || fault->at > strlen(text) ||
        fault->length > strlen(text) - fault->at)
        fuzz_fail("'%s': a fault at %zu, %zu long", text, fault->at, fault->length);
}

static void define(struct desk *desk, const char *name, const char *equals)
{
    static const char *const also[] = { "%", "people" };
    struct cf_unit_fault fault = { .reason = NULL };
    const char *taken = NULL;
    enum cf_status status = cf_units_define(desk->units, name, *equals ? equals : NULL, also,
                                            *name == 'p' ? 2 : 0, &fault, &taken);
    if (status != CF_OK && status != CF_INVALID)
        fuzz_fail("'%s' gives %d", name, (int)status);
    if (status == CF_INVALID && !taken)
        judge_fault(&fault, equals);
}

static void parse(struct desk *desk, const char *text)
{
    struct cf_unit unit;
    struct cf_unit_fault fault = { .reason = NULL };
    enum cf_status status = cf_units_parse(desk->units, text, &unit, &fault);
    if (status != CF_OK) {
        judge_fault(&fault, text);
        return;
    }
    if (!unit.num || !unit.den)
        fuzz_fail("'%s' has the scale %llu / %llu", text, (unsigned long long)unit.num,
                  (unsigned long long)unit.den);
    desk->read[desk->count++] = unit;
}

static bool is_normal(double number)
{
    return fabs(number) > 1e-290 && fabs(number) < 1e290;
}

static void judge_conversion(const struct cf_unit *from, const struct cf_unit *to, double figure)
{
    double there = cf_unit_convert(figure, from, to);
    double back = cf_unit_convert(there, to, from);
    if (isnan(there) || (figure > 0 && there < 0) || (figure < 0 && there > 0))
        fuzz_fail("%g becomes %g", figure, there);
    if (is_normal(there) && fabs(back - figure) > 1e-12 * fabs(figure))
        fuzz_fail("%.17g becomes %.17g and then %.17g", figure, there, back);
    if (cf_unit_convert(-figure, from, to) != -there)
        fuzz_fail("%g becomes %g, and less it does not", figure, there);
}

static void judge_pair(const struct cf_unit *a, const struct cf_unit *b)
{
    static const double figures[] = { 1, 4.35, 0.1, 9007199254740993.0, 1e-20, 123456.789 };
    struct cf_unit product, again;
    bool converts = cf_unit_converts(a, b);
    if (converts != cf_unit_converts(b, a))
        fuzz_fail("one unit converts to another, and not back");
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        if (cf_unit_convert(figures[i], a, a) != figures[i])
            fuzz_fail("%g changes in its own unit", figures[i]);
        if (converts)
            judge_conversion(a, b, figures[i]);
    }
    if (cf_unit_multiply(&product, a, b) == CF_OK && cf_unit_divide(&again, &product, b) == CF_OK)
        if (!cf_unit_converts(&again, a) || fabs(cf_unit_convert(1, &again, a) - 1) > 1e-12)
            fuzz_fail("a * b / b is not a");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cf_input input = { "", (const char *)data, size };
    struct desk desk = { .units = cf_units_new() };
    char *text = fuzz_text(&input), *rest = text;
    define(&desk, "person", "");
    define(&desk, "m", "");
    define(&desk, "km", "1000 m");
    while (*rest && desk.count < UNITS_MOST) {
        char *line = rest, *equals = NULL;
        rest += strcspn(rest, "\n");
        if (*rest)
            *rest++ = '\0';
        equals = strchr(line, '=');
        if (equals) {
            *equals = '\0';
            define(&desk, line, equals + 1);
        } else {
            parse(&desk, line);
        }
    }
    for (size_t i = 0; i < desk.count; i++)
        for (size_t j = 0; j < desk.count; j++)
            judge_pair(&desk.read[i], &desk.read[j]);
    cf_units_free(desk.units);
    free(text);
    return 0;
}
