#include "output/threshold.h"

size_t cf_member_count(uint64_t members)
{
    size_t count = 0;
    for (; members; members &= members - 1)
        count++;
    return count;
}

size_t cf_member_at(uint64_t members, size_t i)
{
    size_t member = 0;
    for (; member < 63; member++)
        if (members >> member & 1 && i-- == 0)
            break;
    return member;
}

const char *cf_member_name(const struct cf_index *index, size_t i)
{
    if (index->type == CF_FLAG)
        return i ? "true" : "false";
    return i < index->values.count ? index->values.items[i].text : "";
}

static uint64_t all_members(const struct cf_index *index)
{
    if (index->type == CF_FLAG)
        return 3;
    size_t count = index->values.count;
    return count >= 64 ? UINT64_MAX : (UINT64_C(1) << count) - 1;
}

/*
 * The members that the chart names. A what-if level stands in no chart; what was named is read off
 * the accepted set then: the lowest member of at_least, the highest of at_most.
 */
static uint64_t named_members(const struct cf_criterion_result *result)
{
    uint64_t accepted = result->threshold_set.members;
    size_t count = cf_member_count(accepted);
    switch (result->criterion->test) {
    case CF_AT_LEAST: return count ? UINT64_C(1) << cf_member_at(accepted, 0) : 0;
    case CF_AT_MOST: return count ? UINT64_C(1) << cf_member_at(accepted, count - 1) : 0;
    case CF_IS_NOT: return all_members(result->index) & ~accepted;
    default: return accepted;
    }
}

size_t cf_threshold_count(const struct cf_criterion_result *result)
{
    if (result->basis == CF_BASIS_WHAT_IF)
        return cf_member_count(named_members(result));
    return result->criterion->bounds.count;
}

const char *cf_threshold_word(const struct cf_criterion_result *result, size_t i)
{
    if (result->basis == CF_BASIS_WHAT_IF)
        return cf_member_name(result->index, cf_member_at(named_members(result), i));
    return result->criterion->bounds.items[i].text;
}
