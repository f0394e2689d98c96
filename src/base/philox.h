/*
 * Random numbers by counter: Philox4x64-10 of J. K. Salmon, M. A. Moraes, R. O. Dror and D. E.
 * Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11, 2011). Each number follows from a
 * counter and a key alone, so any stretch of them can be had anywhere, in any order, and is the
 * same.
 */
#ifndef CF_BASE_PHILOX_H
#define CF_BASE_PHILOX_H

#include <stdint.h>
#include <string.h>

__extension__ typedef unsigned __int128 cf_philox_wide;

/* One round on the counter at a and c with b and d, under a key. */
static inline void cf_philox_round(uint64_t words[4], uint64_t left, uint64_t right)
{
    cf_philox_wide first = (cf_philox_wide)UINT64_C(0xD2E7470EE14C6C93) * words[0];
    cf_philox_wide second = (cf_philox_wide)UINT64_C(0xCA5A826395121157) * words[2];
    words[0] = (uint64_t)(second >> 64) ^ words[1] ^ left;
    words[1] = (uint64_t)second;
    words[2] = (uint64_t)(first >> 64) ^ words[3] ^ right;
    words[3] = (uint64_t)first;
}

/* Turns the four words of a counter into those that follow from it under the key. */
static inline void cf_philox(uint64_t words[4], const uint64_t key[2])
{
    enum { ROUNDS = 10 };
    uint64_t left = key[0], right = key[1];
    for (int i = 0; i < ROUNDS / 2; i++) { /* two at a time: the loop is most of the cost */
        cf_philox_round(words, left, right);
        left += UINT64_C(0x9E3779B97F4A7C15);
        right += UINT64_C(0xBB67AE8584CAA73B);
        cf_philox_round(words, left, right);
        left += UINT64_C(0x9E3779B97F4A7C15);
        right += UINT64_C(0xBB67AE8584CAA73B);
    }
}

/* A number between 0 and 1, both excluded, of the upper 52 bits of a word: (bits + 1/2) / 2^52. As
 * digits of a number from 1 to 2 they need no conversion. */
static inline double cf_unit_interval(uint64_t word)
{
    uint64_t bits = word >> 12 | UINT64_C(0x3FF) << 52;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number - (1 - 0x1p-53);
}

#endif
