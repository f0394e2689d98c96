/*
 * Draws, a block at a time, in columns: each loop runs over all draws of the block and does one
 * thing, so that compilers make vector instructions of it. Answers and steps are kept as doubles
 * for the same reason: all columns have elements of one width.
 *
 * The arithmetic is that of IEEE doubles, one operation a statement, so that no compiler may join
 * two of them: the counts are the same everywhere.
 */
#include <string.h>

#include "analysis/stress_sampler.h"
#include "base/number.h"
#include "base/philox.h"

enum { BLOCK = 256, LANES = 4 };

typedef double column[BLOCK];

/* A column that no other one of a loop overlaps. */
typedef double *restrict output;
typedef const double *restrict input;

/* The columns of one thread. */
struct room {
    const struct cf_sampler *sampler;
    column *variables;          /* between 0 and 1; as many as make whole groups of LANES */
    column *pools;              /* points: what is drawn, and what is fixed */
    column *grounds;            /* points, or the number of a member */
    column *factors;            /* by criterion: by how much its level is moved */
    struct cf_value **thorough; /* by ground: the values in each draw; NULL: it is a point */
    struct cf_value *drawn;     /* by pool, of one draw */
    struct cf_interval *operands;
    column yes, no, at, unknown, good;
};

/* ---- the room ---- */

static bool make_columns(struct room *room, struct cf_arena *arena)
{
    const struct cf_stress_model *model = &room->sampler->model;
    size_t groups = (room->sampler->variable_count + LANES - 1) / LANES;
    room->variables = cf_arena_array(arena, groups * LANES, sizeof *room->variables);
    room->pools = cf_arena_array(arena, model->grounds->pool_count, sizeof *room->pools);
    room->grounds = cf_arena_array(arena, model->grounds->count, sizeof *room->grounds);
    room->factors = cf_arena_array(arena, model->criterion_count, sizeof *room->factors);
    room->thorough = cf_arena_array(arena, model->grounds->count, sizeof(*room->thorough));
    room->drawn = cf_arena_array(arena, model->grounds->pool_count, sizeof *room->drawn);
    return room->variables && room->pools && room->grounds && room->factors && room->thorough &&
           room->drawn;
}

static void fill(output out, double number)
{
    for (size_t i = 0; i < BLOCK; i++)
        out[i] = number;
}

static size_t most_operands(const struct cf_stress_model *model)
{
    size_t most = 2;
    for (size_t i = 0; i < model->grounds->count; i++)
        if (model->grounds->items[i].pool_count > most)
            most = model->grounds->items[i].pool_count;
    return most;
}

/* Columns that are the same in all blocks are filled here. */
static bool make_room(struct room *room, const struct cf_sampler *sampler, struct cf_arena *arena)
{
    const struct cf_stress_model *model = &sampler->model;
    const struct cf_grounds *grounds = model->grounds;
    room->sampler = sampler;
    room->operands = cf_arena_array(arena, most_operands(model), sizeof *room->operands);
    if (!make_columns(room, arena) || !room->operands)
        return false;
    for (size_t i = 0; i < grounds->pool_count; i++) {
        room->drawn[i] = grounds->pools[i].value;
        fill(room->pools[i], grounds->pools[i].value.interval.low);
    }
    for (size_t i = 0; i < grounds->count; i++) {
        fill(room->grounds[i], grounds->items[i].value.interval.low);
        if (sampler->courses[i].course != CF_COURSE_THOROUGH)
            continue;
        room->thorough[i] = cf_arena_array(arena, BLOCK, sizeof **room->thorough);
        if (!room->thorough[i])
            return false;
    }
    return true;
}

/* ---- drawing ---- */

/* Variable v of draw d is lane v % 4 of the words that follow from the counter (d, v / 4). */
static void draw_variables(struct room *room, uint64_t first)
{
    const uint64_t key[2] = { room->sampler->seed, 0 };
    for (size_t group = 0; group * LANES < room->sampler->variable_count; group++) {
        column *lanes = room->variables + group * LANES;
        for (size_t i = 0; i < BLOCK; i++) {
            uint64_t words[4] = { first + i, group, 0, 0 };
            cf_philox(words, key);
            for (size_t lane = 0; lane < LANES; lane++)
                lanes[lane][i] = cf_unit_interval(words[lane]);
        }
    }
}

static void draw_number(input variable, struct cf_interval set, output out)
{
    double width = set.high - set.low;
    for (size_t i = 0; i < BLOCK; i++) {
        double way = variable[i] * width;
        out[i] = set.low + way;
    }
}

/* The members of the set are as likely as each other. */
static void draw_member(input variable, uint64_t members, output out)
{
    unsigned char numbers[64] = { 0 };
    size_t count = 0;
    for (unsigned i = 0; i < 64; i++)
        if (members >> i & 1)
            numbers[count++] = (unsigned char)i;
    for (size_t i = 0; i < BLOCK; i++) {
        double place = variable[i] * (double)count;
        out[i] = numbers[(size_t)place];
    }
}

static void draw_factor(input variable, double spread, output out)
{
    for (size_t i = 0; i < BLOCK; i++) {
        double way = 2 * variable[i];
        double off = way - 1;
        double part = spread * off;
        out[i] = 1 + part;
    }
}

static void draw(struct room *room, uint64_t first)
{
    const struct cf_sampler *sampler = room->sampler;
    draw_variables(room, first);
    for (size_t i = 0; i < sampler->model.grounds->pool_count; i++) {
        const struct cf_value *value = &sampler->model.grounds->pools[i].value;
        if (sampler->of_pool[i] == CF_NOT_DRAWN)
            continue;
        const double *variable = room->variables[sampler->of_pool[i]];
        if (value->type == CF_NUMBER)
            draw_number(variable, value->interval, room->pools[i]);
        else
            draw_member(variable, value->members, room->pools[i]);
    }
    for (size_t i = 0; i < sampler->model.criterion_count; i++)
        if (sampler->of_criterion[i] != CF_NOT_DRAWN)
            draw_factor(room->variables[sampler->of_criterion[i]], sampler->spread,
                        room->factors[i]);
}

/* ---- the values of the indices ---- */

static void scale(input in, double factor, output out)
{
    for (size_t i = 0; i < BLOCK; i++)
        out[i] = in[i] * factor;
}

/* Joins an operand, in the unit of the arithmetic, to what came of those before. */
static void join(enum cf_derivation by, input operand, output out)
{
    switch (by) {
    case CF_RATIO:
        for (size_t i = 0; i < BLOCK; i++)
            out[i] = out[i] / operand[i];
        break;
    case CF_PRODUCT:
        for (size_t i = 0; i < BLOCK; i++)
            out[i] = out[i] * operand[i];
        break;
    case CF_SUM:
        for (size_t i = 0; i < BLOCK; i++)
            out[i] = out[i] + operand[i];
        break;
    case CF_DIFFERENCE:
        for (size_t i = 0; i < BLOCK; i++)
            out[i] = out[i] - operand[i];
        break;
    case CF_MAX:
        for (size_t i = 0; i < BLOCK; i++)
            out[i] = out[i] >= operand[i] ? out[i] : operand[i];
        break;
    default:
        for (size_t i = 0; i < BLOCK; i++)
            out[i] = out[i] <= operand[i] ? out[i] : operand[i];
    }
}

static void derive_quickly(struct room *room, const struct cf_ground *ground,
                           const struct cf_stress_course *course, column out)
{
    enum cf_derivation by =
        cf_program_index(room->sampler->model.program, ground->index)->derivation;
    scale(room->pools[ground->pools[0]], course->factors[0], out);
    for (size_t i = 1; i < ground->pool_count; i++) {
        scale(room->pools[ground->pools[i]], course->factors[i], room->good);
        join(by, room->good, out);
    }
    for (size_t i = 0; i < BLOCK; i++)
        out[i] *= course->factor;
}

static void derive_thoroughly(struct room *room, const struct cf_ground *ground,
                              struct cf_value *out)
{
    const struct cf_sampler *sampler = room->sampler;
    for (size_t i = 0; i < BLOCK; i++) {
        for (size_t j = 0; j < ground->pool_count; j++) {
            uint32_t pool = ground->pools[j];
            double point = room->pools[pool][i];
            if (sampler->of_pool[pool] != CF_NOT_DRAWN)
                room->drawn[pool].interval = (struct cf_interval){ point, point, false, false };
        }
        out[i] = cf_stress_value(&sampler->model, ground, room->drawn, room->operands);
    }
}

static void find_values(struct room *room)
{
    const struct cf_sampler *sampler = room->sampler;
    for (size_t i = 0; i < sampler->model.grounds->count; i++) {
        const struct cf_ground *ground = &sampler->model.grounds->items[i];
        const struct cf_stress_course *course = &sampler->courses[i];
        if (course->course == CF_COURSE_NUMBER || course->course == CF_COURSE_MEMBER)
            memcpy(room->grounds[i], room->pools[ground->pools[0]], sizeof(column));
        else if (course->course == CF_COURSE_QUICK)
            derive_quickly(room, ground, course, room->grounds[i]);
        else if (course->course == CF_COURSE_THOROUGH)
            derive_thoroughly(room, ground, room->thorough[i]);
    }
}

/* ---- criteria ---- */

/* Numbers nearer than this part of the larger one are equal, as in cf_near. */
static const double nearness = 1e-9;

static inline double magnitude(double a)
{
    return a < 0 ? 0 - a : a;
}

/*
 * Which numbers are not beyond one end of what is accepted; sign 1: the low end, -1: the high one.
 * A number that is near the end is in unless the end is open.
 */
static inline double is_within(double number, double end, double sign, bool open)
{
    double over = sign * (number - end);
    double a = magnitude(number), b = magnitude(end);
    double larger = a > b ? a : b;
    double hair = nearness * larger;
    double in = open ? (over >= hair ? over : 0) > 0 : (over > 0 - hair ? 1 : over == 0 ? 1 : 0);
    return in;
}

static void hold_end(input number, input factor, double end, double sign, bool open, output good)
{
    if (open)
        for (size_t i = 0; i < BLOCK; i++) {
            double limit = end * factor[i];
            good[i] *= is_within(number[i], limit, sign, true);
        }
    else
        for (size_t i = 0; i < BLOCK; i++) {
            double limit = end * factor[i];
            good[i] *= is_within(number[i], limit, sign, false);
        }
}

static void hold_number(input number, input factor, struct cf_interval accepted, output good)
{
    fill(good, 1);
    if (isfinite(accepted.low))
        hold_end(number, factor, accepted.low, 1, accepted.low_open, good);
    if (isfinite(accepted.high))
        hold_end(number, factor, accepted.high, -1, accepted.high_open, good);
}

static void hold_member(input member, uint64_t accepted, output good)
{
    for (size_t i = 0; i < BLOCK; i++)
        good[i] = (double)(accepted >> (unsigned)member[i] & 1);
}

static void count_good(input good, output yes, output no)
{
    for (size_t i = 0; i < BLOCK; i++) {
        yes[i] += good[i];
        no[i] += 1 - good[i];
    }
}

static void count_answer(enum cf_answer answer, size_t i, column yes, column no)
{
    yes[i] += answer == CF_YES;
    no[i] += answer == CF_NO;
}

/* What is a set in each draw, or is held against other levels: as the engine does it. */
static void count_sets(struct room *room, size_t criterion, const struct cf_value *values,
                       size_t stride)
{
    const struct cf_value *accepted = &room->sampler->model.criteria[criterion].accepted;
    for (size_t i = 0; i < BLOCK; i++) {
        struct cf_value moved = *accepted;
        moved.interval.low *= room->factors[criterion][i];
        moved.interval.high *= room->factors[criterion][i];
        count_answer(cf_value_answer(&values[i * stride], &moved), i, room->yes, room->no);
    }
}

static bool is_point(const struct cf_value *value)
{
    return value->known && value->type == CF_NUMBER && value->interval.low == value->interval.high;
}

static void answer_fixed(struct room *room, size_t criterion, uint32_t ground)
{
    const struct cf_program_criterion *asked = &room->sampler->model.criteria[criterion];
    const struct cf_value *value = &room->sampler->model.grounds->items[ground].value;
    if (room->sampler->of_criterion[criterion] == CF_NOT_DRAWN) {
        enum cf_answer answer = cf_value_answer(value, &asked->accepted);
        for (size_t i = 0; i < BLOCK; i++)
            count_answer(answer, i, room->yes, room->no);
    } else if (is_point(value)) {
        hold_number(room->grounds[ground], room->factors[criterion], asked->accepted.interval,
                    room->good);
        count_good(room->good, room->yes, room->no);
    } else {
        count_sets(room, criterion, value, 0);
    }
}

static void answer_criterion(struct room *room, size_t criterion)
{
    const struct cf_sampler *sampler = room->sampler;
    const struct cf_program_criterion *asked = &sampler->model.criteria[criterion];
    uint32_t ground = sampler->model.grounds->of_criterion[criterion];
    const double *points = room->grounds[ground];
    switch (sampler->courses[ground].course) {
    case CF_COURSE_FIXED: answer_fixed(room, criterion, ground); break;
    case CF_COURSE_THOROUGH: count_sets(room, criterion, room->thorough[ground], 1); break;
    case CF_COURSE_MEMBER:
        hold_member(points, asked->accepted.members, room->good);
        count_good(room->good, room->yes, room->no);
        break;
    case CF_COURSE_NUMBER:
    case CF_COURSE_QUICK:
        hold_number(points, room->factors[criterion], asked->accepted.interval, room->good);
        count_good(room->good, room->yes, room->no);
        break;
    }
}

/* ---- the walk ---- */

/* From a step those that are at it go on. Where a walk stopped it is beyond the end, by the number
 * of the step. */
static void walk_step(struct room *room, size_t step)
{
    const struct cf_stress_model *model = &room->sampler->model;
    const struct cf_program_step *asked = &model->steps[step];
    double own = (double)step, need = asked->step->need;
    double too_many = (double)asked->step->criterion_count - need;
    double on_yes = asked->on_yes;
    double on_no = asked->on_no == CF_ROUTE_STOP ? (double)(model->step_count + 1 + step)
                                                 : (double)asked->on_no;
    input noes = room->no, yeses = room->yes;
    output at = room->at, unknown = room->unknown;
    for (size_t i = 0; i < BLOCK; i++) {
        double here = at[i] == own ? 1 : 0;
        double no = noes[i] > too_many ? 1 : 0;
        double yes = yeses[i] >= need ? 1 : 0;
        double next = no > 0 ? on_no : on_yes;
        double open = (1 - no) * (1 - yes);
        unknown[i] += open * here;
        at[i] += (next - own) * here;
    }
}

static void walk(struct room *room)
{
    const struct cf_stress_model *model = &room->sampler->model;
    fill(room->at, 0);
    fill(room->unknown, 0);
    for (size_t i = 0; i < model->step_count; i++) {
        fill(room->yes, 0);
        fill(room->no, 0);
        for (size_t j = 0; j < model->steps[i].step->criterion_count; j++)
            answer_criterion(room, model->steps[i].first_criterion + j);
        walk_step(room, i);
    }
}

/* Adds the outcomes of the first `count` draws of the block. */
static void tally(const struct room *room, size_t count, uint64_t *counts)
{
    size_t steps = room->sampler->model.step_count;
    for (size_t i = 0; i < count; i++) {
        size_t at = (size_t)room->at[i];
        if (at > steps)
            counts[at - steps - 1]++;
        else
            counts[room->unknown[i] > 0 ? steps : steps + 1]++;
    }
}

enum cf_status cf_sampler_count(const struct cf_sampler *sampler, uint64_t first, uint64_t count,
                                uint64_t *counts)
{
    struct cf_arena arena = { 0 };
    struct room *room = cf_arena_alloc(&arena, sizeof *room);
    bool made = room && make_room(room, sampler, &arena);
    for (size_t i = 0; made && i < sampler->model.criterion_count; i++)
        fill(room->factors[i], 1);
    for (uint64_t done = 0; made && done < count; done += BLOCK) {
        draw(room, first + done);
        find_values(room);
        walk(room);
        tally(room, count - done < BLOCK ? (size_t)(count - done) : BLOCK, counts);
    }
    cf_arena_clear(&arena);
    return made ? CF_OK : CF_NO_MEMORY;
}
