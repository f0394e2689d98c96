#include "analysis/trail.h"

const struct cf_trail *cf_trail_add(struct cf_arena *arena, const struct cf_trail *before,
                                    uint32_t step, enum cf_asked answer)
{
    struct cf_trail *trail = cf_arena_alloc(arena, sizeof *trail);
    if (!trail)
        return before;
    *trail = (struct cf_trail){ before, step, answer, before ? before->noes : 0 };
    trail->noes += answer == CF_ASKED_NO;
    return trail;
}

bool cf_trail_room_init(struct cf_trail_room *room, const struct cf_questions *questions)
{
    room->rounds = 0;
    room->round = cf_arena_array(questions->arena, questions->subject_count, sizeof *room->round);
    room->kept = cf_arena_array(questions->arena, questions->step_count, sizeof(*room->kept));
    return room->round && room->kept;
}

static void spend(struct cf_search *search)
{
    search->budget -= search->budget > 0;
}

/* The trail of the first `count` answers of room->kept, which go from the last to the first. */
static const struct cf_trail *build(struct cf_trail_room *room, size_t count,
                                    struct cf_arena *arena)
{
    const struct cf_trail *trail = NULL;
    while (count--)
        trail = cf_trail_add(arena, trail, room->kept[count]->step, room->kept[count]->answer);
    return trail;
}

/* ---- forgetting ---- */

/* Whether a subject of the step matters: it is asked about from step `from` on, or an answer that
 * matters speaks of it. */
static bool matters(const struct cf_questions *questions, const struct cf_trail_room *room,
                    const struct cf_program_step *step, size_t from)
{
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        uint32_t subject = questions->subject_of[step->first_criterion + i];
        if (questions->subjects[subject].last_step >= from || room->round[subject] == room->rounds)
            return true;
    }
    return false;
}

/* An answer that matters makes all subjects of its step matter. Returns whether one is new. */
static bool spread(const struct cf_questions *questions, struct cf_trail_room *room,
                   const struct cf_program_step *step)
{
    bool new = false;
    for (size_t i = 0; i < step->step->criterion_count; i++) {
        uint32_t subject = questions->subject_of[step->first_criterion + i];
        new |= room->round[subject] != room->rounds;
        room->round[subject] = room->rounds;
    }
    return new;
}

/* What the trail says about what is asked from the step on, directly or through other subjects. */
static const struct cf_trail *forget(const struct cf_trail *trail, size_t from,
                                     struct cf_search *search, struct cf_trail_room *room)
{
    const struct cf_questions *questions = search->questions;
    const struct cf_trail *answer;
    size_t count = 0, length = 0;
    bool grown = true;
    room->rounds++;
    while (grown) {
        grown = false;
        for (answer = trail; answer && search->budget; answer = answer->before) {
            const struct cf_program_step *step = &questions->steps[answer->step];
            spend(search);
            if (matters(questions, room, step, from) && spread(questions, room, step))
                grown = true;
        }
    }
    for (answer = trail; answer; answer = answer->before, length++)
        if (matters(questions, room, &questions->steps[answer->step], from))
            room->kept[count++] = answer;
    return count == length ? trail : build(room, count, questions->arena);
}

/* ---- comparing ---- */

/* The answers that are in both trails, put into room->kept. Returns how many. */
static size_t find_common(const struct cf_trail *a, const struct cf_trail *b,
                          struct cf_search *search, struct cf_trail_room *room)
{
    size_t count = 0;
    while (a && b) {
        spend(search);
        if (a->step == b->step && a->answer == b->answer)
            room->kept[count++] = a;
        uint32_t step = a->step > b->step ? a->step : b->step;
        if (a->step == step)
            a = a->before;
        if (b && b->step == step)
            b = b->before;
    }
    return count;
}

static size_t length_of(const struct cf_trail *trail)
{
    size_t length = 0;
    for (; trail; trail = trail->before)
        length++;
    return length;
}

void cf_trails_meet(struct cf_trails *trails, const struct cf_trail *trail, size_t step,
                    struct cf_search *search, struct cf_trail_room *room)
{
    enum { MOST = sizeof trails->items / sizeof *trails->items };
    size_t kept = 0;
    if (!search->budget) { /* the trail that says nothing allows everything */
        *trails = (struct cf_trails){ { NULL }, 1 };
        return;
    }
    trail = forget(trail, step, search, room);
    for (size_t i = 0; i < trails->count; i++) {
        const struct cf_trail *other = trails->items[i];
        size_t common = find_common(trail, other, search, room);
        if (common == length_of(other))
            return;
        if (common < length_of(trail))
            trails->items[kept++] = other;
    }
    trails->count = kept;
    if (kept < MOST) {
        trails->items[trails->count++] = trail;
        return;
    }
    size_t common = find_common(trail, trails->items[MOST - 1], search, room);
    trails->items[MOST - 1] = build(room, common, search->questions->arena);
}
