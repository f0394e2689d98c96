#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "model/unit.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* ---- numbers ---- */

/* Appends `zeros` zeros and one digit. */
static bool append(uint64_t *number, int zeros, int digit)
{
    for (; zeros >= 0; zeros--) {
        if (*number > UINT64_MAX / 10)
            return false;
        *number *= 10;
    }
    if (*number > UINT64_MAX - (uint64_t)digit)
        return false;
    *number += (uint64_t)digit;
    return true;
}

/* The exact scale that a text says, which is a number other than 0. */
static const char *read_scale(const char *text, struct cf_unit *unit)
{
    int zeros = 0; /* behind the digits so far, not yet appended */
    bool fraction = false;
    for (; is_digit(*text) || *text == '.'; text++) {
        if (*text == '.') {
            fraction = true;
            continue;
        }
        unit->exp10 -= fraction;
        if (*text == '0') {
            zeros++;
        } else if (append(&unit->num, zeros, *text - '0')) {
            zeros = 0;
        } else {
            return "a number with too many digits";
        }
    }
    unit->exp10 += zeros;
    if (*text)
        unit->exp10 += (int)strtol(text + 1, NULL, 10);
    return NULL;
}

static const char *read_number(const char *word, size_t length, struct cf_unit *unit)
{
    char text[80] = "";
    double number;
    memcpy(text, word, length < sizeof text ? length : sizeof text - 1);
    if (!cf_number_parse(text, &number))
        return "not a number as it is written here (1000, 0.5, 1e6)";
    if (number == 0)
        return "zero is no scale";
    *unit = (struct cf_unit){ .num = 0, .den = 1 };
    return read_scale(text, unit);
}

/* ---- expressions ---- */

struct parser {
    const struct cf_units *units;
    const char *text;
    size_t at; /* the next byte to read */
    struct cf_unit_fault *fault;
};

/* One factor of an expression: unit^power. */
struct factor {
    struct cf_unit unit;
    int power;
    bool has_power; /* the power was written */
};

static void skip_blanks(struct parser *parser)
{
    parser->at += strspn(parser->text + parser->at, CF_UNIT_BLANKS);
}

static size_t word_length(const struct parser *parser)
{
    return strcspn(parser->text + parser->at, CF_UNIT_BLANKS CF_UNIT_OPERATORS);
}

/* Reads an integer without leading zeros: the whole of `length` bytes. */
static const char *read_power(const char *text, size_t length, int *power)
{
    int value = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(text[i]) || (i > 0 && text[0] == '0'))
            return "a power is an integer such as 2 or -1";
        if (value <= CF_UNIT_LAST_POWER)
            value = value * 10 + (text[i] - '0');
    }
    *power = value;
    if (!length)
        return "a power is an integer such as 2 or -1";
    return value > CF_UNIT_LAST_POWER ? "a power beyond 127" : NULL;
}

static const char unknown_unit[] = "unknown unit";

static const char *why_unknown(const char *word, size_t length)
{
    if (strchr("+-.", word[0]))
        return "neither a name nor a number, which begins with a digit";
    if (memchr(word, '(', length) || memchr(word, ')', length))
        return "unknown unit; brackets have no meaning here";
    return unknown_unit;
}

/* A name with digits behind it, such as m2; the longest name counts. */
static const char *read_name_with_power(const struct cf_units *units, const char *word,
                                        size_t length, struct factor *factor)
{
    enum { MOST_DIGITS = 4 }; /* more are no power, and the word may be very long */
    for (size_t n = length - 1; n > 0 && is_digit(word[n]) && length - n <= MOST_DIGITS; n--) {
        const struct cf_unit *unit = cf_units_find(units, word, n);
        if (unit) {
            factor->unit = *unit;
            factor->has_power = true;
            return read_power(word + n, length - n, &factor->power);
        }
    }
    return why_unknown(word, length);
}

static const char *read_word(const struct cf_units *units, const char *word, size_t length,
                             struct factor *factor)
{
    const struct cf_unit *unit = cf_units_find(units, word, length);
    factor->power = 1;
    factor->has_power = false;
    if (unit) {
        factor->unit = *unit;
        return NULL;
    }
    if (is_digit(word[0]))
        return read_number(word, length, &factor->unit);
    return read_name_with_power(units, word, length, factor);
}

/* Reads the integer behind a ^. */
static enum cf_status parse_power(struct parser *parser, struct factor *factor)
{
    size_t caret = parser->at++;
    skip_blanks(parser);
    const char *text = parser->text + parser->at;
    size_t length = word_length(parser), sign = *text == '-';
    const char *reason = factor->has_power ? "a second power"
                                           : read_power(text + sign, length - sign, &factor->power);
    parser->at += length;
    if (reason)
        return cf_unit_fail(parser->fault, reason, caret, parser->at - caret);
    if (sign)
        factor->power = -factor->power;
    factor->has_power = true;
    return CF_OK;
}

/* Reads a word and its power and multiplies or divides the unit by it. */
static enum cf_status parse_factor(struct parser *parser, struct cf_unit *unit, int sign)
{
    struct factor factor;
    size_t start = parser->at, length = word_length(parser);
    if (!length)
        return cf_unit_fail(parser->fault, "a power without a unit before it", start, 1);
    const char *reason = read_word(parser->units, parser->text + start, length, &factor);
    if (reason) {
        cf_unit_fail(parser->fault, reason, start, length);
        parser->fault->unknown = reason == unknown_unit;
        return CF_INVALID;
    }
    parser->at += length;
    enum cf_status status = CF_OK;
    for (skip_blanks(parser); !status && parser->text[parser->at] == '^'; skip_blanks(parser))
        status = parse_power(parser, &factor);
    if (status)
        return status;
    reason = cf_unit_fold(unit, &factor.unit, sign * factor.power);
    return reason ? cf_unit_fail(parser->fault, reason, start, length) : CF_OK;
}

/* The length of the operator at which the text stands, 0 when there is none. */
static size_t operator_length(const struct parser *parser)
{
    const char *text = parser->text + parser->at;
    if (*text == '*' || *text == '/')
        return 1;
    return cf_unit_is_per(text, word_length(parser)) ? 3 : 0;
}

static enum cf_status parse_product(struct parser *parser, struct cf_unit *unit)
{
    enum cf_status status = CF_OK;
    size_t operator_at = 0, length = 0; /* of an operator that waits for its factor */
    bool begun = false;
    skip_blanks(parser);
    while (!status && parser->text[parser->at]) {
        size_t start = parser->at, next = operator_length(parser);
        if (next && !begun)
            return cf_unit_fail(parser->fault, "nothing stands before this", start, next);
        if (next && length)
            return cf_unit_fail(parser->fault, "two operators in a row", start, next);
        if (next) {
            parser->at += next;
            operator_at = start;
        } else {
            bool divides = length && parser->text[operator_at] != '*';
            status = parse_factor(parser, unit, divides ? -1 : 1);
        }
        length = next;
        begun = true;
        skip_blanks(parser);
    }
    if (!status && !begun)
        return cf_unit_fail(parser->fault, "an empty unit", 0, 0);
    if (!status && length)
        return cf_unit_fail(parser->fault, "nothing stands behind this", operator_at, length);
    return status;
}

enum cf_status cf_units_parse(const struct cf_units *units, const char *text, struct cf_unit *unit,
                              struct cf_unit_fault *fault)
{
    const struct cf_unit *named = cf_units_find(units, text, strlen(text));
    if (named) {
        *unit = *named;
        return CF_OK;
    }
    struct cf_unit product = cf_unit_one();
    struct parser parser = { .units = units, .text = text, .fault = fault };
    enum cf_status status = parse_product(&parser, &product);
    if (!status)
        *unit = product;
    return status;
}
