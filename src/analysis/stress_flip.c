/*
 * Exact flip points: the values of a figure or a level at which the outcome changes.
 *
 * On the way from the present value outwards the signs of the probe change a few times. Each time
 * is found by halving among the doubles, so it is exact to the last bit. Near numbers are equal;
 * where two ends meet there is therefore a small stretch of values that are all the same, and its
 * middle is what is told.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/stress_flip.h"
#include "base/number.h"

/* Further away nothing is looked for. */
static const double farthest = 1e100;

/* ---- doubles in order ---- */

static int64_t key_of(double number)
{
    int64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

static double number_of(int64_t key)
{
    double number;
    int64_t bits = key < 0 ? INT64_MIN - key : key;
    memcpy(&number, &bits, sizeof number);
    return number;
}

/* The key half way between two, also where their difference does not fit. */
static int64_t middle_of(int64_t a, int64_t b)
{
    return (a & b) + ((a ^ b) >> 1);
}

/* The shortest decimal that is no further from the number than `slack`. */
static double shortest_near(double number, double slack)
{
    struct cf_decimal decimal = cf_decimal_of(number);
    uint64_t unit = 1;
    double best = number;
    for (; unit <= decimal.digits; unit *= 10) {
        struct cf_decimal rounded = decimal;
        rounded.digits = (decimal.digits + unit / 2) / unit * unit;
        double shorter = cf_decimal_scale(rounded, 1, 1, 0);
        if (!(fabs(shorter - number) <= slack))
            break;
        best = shorter;
    }
    return best;
}

/* ---- the way outwards ---- */

/* Values from `first` on, outwards, that have the same signs. */
struct stretch {
    double first, last;
    bool valid; /* the lever can have them */
    uint16_t *signs;
};

/* Where a search goes: to 0 if that is on the way, since beyond it a product of a figure with
 * itself rises where it fell; then on to its limit. */
struct way {
    struct cf_flip_search *search;
    double ends[2];
    size_t count;
};

/* So near to 0 nothing is looked for, either: squares and quotients would leave the range of
 * numbers. */
static double without_dust(double value)
{
    return fabs(value) <= 1 / farthest ? 0 : value;
}

static bool look(struct cf_flip_search *search, double value, uint16_t *signs)
{
    bool valid = cf_probe_put(&search->probe, without_dust(value));
    if (valid)
        cf_probe_signs(&search->probe, signs);
    return valid;
}

static bool is_same(struct cf_flip_search *search, const struct stretch *stretch, double value)
{
    bool valid = look(search, value, search->tried);
    return valid == stretch->valid &&
           (!valid || memcmp(search->tried, stretch->signs, search->sign_size) == 0);
}

/* Lets the stretch reach as far as it does, from its first value; *next is the first value beyond.
 * False: it reaches to the end of the way. */
static bool extend(const struct way *way, struct stretch *stretch, double *next)
{
    struct cf_flip_search *search = way->search;
    stretch->valid = look(search, stretch->first, stretch->signs);
    stretch->last = stretch->first;
    for (size_t i = 0; i < way->count; i++) {
        int64_t inside = key_of(stretch->last), outside = key_of(way->ends[i]);
        bool down = way->ends[way->count - 1] < stretch->first;
        if (down ? outside >= inside : outside <= inside)
            continue; /* the stretch begins beyond */
        if (is_same(search, stretch, way->ends[i])) {
            stretch->last = way->ends[i];
            continue;
        }
        while (outside - inside > 1 || inside - outside > 1) {
            int64_t middle = middle_of(inside, outside);
            if (is_same(search, stretch, number_of(middle)))
                inside = middle;
            else
                outside = middle;
        }
        stretch->last = number_of(inside);
        *next = number_of(outside);
        return true;
    }
    return false;
}

/* ---- the flip ---- */

static double share_of(double at, double value)
{
    double distance = fabs(cf_distance(at, value));
    if (distance == 0)
        return 0;
    return value == 0 ? INFINITY : distance / fabs(value);
}

/* Two values so near that only levels and ranges which are almost near have anything between. */
static bool is_narrow(double from, double to)
{
    static const double little = 1e-6;
    return fabs(to - from) <= little * cf_larger(fabs(from), fabs(to));
}

/* The number to tell for the end of a stretch: the middle of the values at which two ends meet, or
 * else a short number near it. */
static double point_of(const struct way *way, const struct stretch *in, struct stretch *out,
                       double value, double next)
{
    enum { PART_OF_STRETCH = 20 };
    static const double hair = 1e-9;
    struct cf_flip_search *search = way->search;
    double beyond;
    const struct stretch *meeting = NULL;
    out->first = next;
    bool ends = extend(way, out, &beyond);
    if (out->valid && cf_signs_touch(in->signs, out->signs, search->probe.model->criterion_count))
        meeting = in;
    else if (out->valid && ends &&
             cf_signs_touch(out->signs, in->signs, search->probe.model->criterion_count))
        meeting = out;
    if (meeting && !is_narrow(meeting->first, meeting->last))
        meeting = NULL; /* the range holds an end there */
    if (meeting == in && in->first == value)
        return value;
    if (without_dust(next) == 0 && !meeting)
        return 0;
    if (!meeting)
        return without_dust(shortest_near(in->last, hair * fabs(in->last)));
    double width = fabs(meeting->last - meeting->first);
    double middle = meeting->first + (meeting->last - meeting->first) / 2;
    return shortest_near(middle, width / PART_OF_STRETCH);
}

/* False also where the lever cannot have the value. */
static bool has_outcome(struct cf_flip_search *search, double value, struct cf_walk_end end)
{
    return cf_probe_put(&search->probe, without_dust(value)) &&
           cf_same_outcome(cf_probe_outcome(&search->probe), end);
}

/* Where the present outcome ends on one side. */
struct leaving {
    double last, next; /* the last value with it, and the first without */
    double told;       /* the number to tell for the two */
};

static struct cf_flip flip_to(struct cf_walk_end becomes, double at, bool from_at)
{
    return (struct cf_flip){ .found = true, .at = at, .from_at = from_at, .becomes = becomes };
}

/* The first other value, to the last bit. */
static struct cf_flip exact(struct cf_flip_search *search, const struct leaving *leaving)
{
    double next = without_dust(leaving->next);
    cf_probe_put(&search->probe, next);
    return flip_to(cf_probe_outcome(&search->probe), next, true);
}

/*
 * The flip to an outcome that was met, if that counts: since it is there at the point that is told,
 * or since it lasts. It may have begun where the present one ends, or behind others.
 */
static struct cf_flip settle(struct cf_flip_search *search, const struct leaving *leaving,
                             const struct leaving *met, double end, struct cf_walk_end becomes)
{
    bool begun = has_outcome(search, leaving->next, becomes);
    const struct leaving *from = begun ? leaving : met;
    if (has_outcome(search, from->told, becomes))
        return flip_to(becomes, from->told, true);
    if (is_narrow(from->next, end))
        return (struct cf_flip){ 0 };
    bool stays = has_outcome(search, leaving->told, search->now);
    return flip_to(becomes, stays ? leaving->told : leaving->last, false);
}

/*
 * Looks outwards from the value for another outcome. One that is there at the point that is told
 * counts, and one that lasts. What is neither is passed over if one that does follows: it lies
 * between levels that are almost near, or comes of rounding.
 */
static struct cf_flip look_out(const struct way *way, double value, struct leaving *leaving)
{
    struct cf_flip_search *search = way->search;
    struct stretch in = { .first = value, .signs = search->signs[0] };
    struct stretch out = { .signs = search->signs[1] };
    bool passed = false;
    double next;
    while (extend(way, &in, &next)) {
        struct stretch before = in;
        in.first = next;
        bool valid = cf_probe_put(&search->probe, without_dust(next));
        struct cf_walk_end becomes = cf_probe_outcome(&search->probe);
        if (valid && cf_same_outcome(becomes, search->now)) {
            passed = false;
            continue;
        }
        struct leaving met = { before.last, next, point_of(way, &before, &out, value, next) };
        if (!passed)
            *leaving = met;
        if (!valid)
            break;
        struct cf_flip flip = settle(search, leaving, &met, out.last, becomes);
        if (flip.found)
            return flip.from_at && is_narrow(value, flip.at) ? exact(search, leaving) : flip;
        passed = true;
    }
    return passed ? exact(search, leaving) : (struct cf_flip){ 0 };
}

/* How far the present outcome reaches where nothing stops it. */
static double end_of(const struct way *way)
{
    double limit = way->ends[way->count - 1];
    return fabs(limit) < farthest ? limit : limit < 0 ? -INFINITY : INFINITY;
}

/* The flip on one side; *stays receives the end there, and whether it is open. */
static struct cf_flip seek(const struct way *way, double value, double *stays, bool *open)
{
    double end = end_of(way);
    struct leaving leaving = { .told = end };
    struct cf_flip flip = look_out(way, value, &leaving);
    flip.share = flip.found ? share_of(flip.at, value) : 0;
    *stays = flip.found ? flip.at : leaving.told;
    bool reached = !isinf(*stays) && cf_probe_put(&way->search->probe, *stays);
    *open = flip.found ? flip.from_at : !reached;
    return flip;
}

/* From the value to the limit on one side. */
static struct way way_to(struct cf_flip_search *search, double value, double limit)
{
    struct way way = { .search = search };
    if (value * limit < 0)
        way.ends[way.count++] = 0;
    way.ends[way.count++] = limit;
    return way;
}

/* How far the lever can go: an end of `between` not beyond the other one. */
static double limit_of(const struct cf_flip_search *search, const struct cf_lever *lever, bool down)
{
    const struct cf_program_criterion *criterion = &search->probe.model->criteria[lever->criterion];
    bool between = lever->observation ? lever->observation->form == CF_FORM_BETWEEN
                                      : criterion->criterion->test == CF_BETWEEN;
    if (between && down == lever->second)
        return search->probe.figures[!lever->second];
    return down ? -farthest : farthest;
}

void cf_find_number_flips(struct cf_flip_search *search, struct cf_lever *lever)
{
    struct way down = way_to(search, lever->value, limit_of(search, lever, true));
    struct way up = way_to(search, lever->value, limit_of(search, lever, false));
    lever->lower = seek(&down, lever->value, &lever->stays.low, &lever->stays.low_open);
    lever->higher = seek(&up, lever->value, &lever->stays.high, &lever->stays.high_open);
}
