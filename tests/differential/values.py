"""Sets of values: intervals with open or closed ends, and plain sets for flags, levels, categories.

"An observation is the set of values that an indicator may have; a criterion is the set of values
that are good enough." None stands for "nothing is known".
"""

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from functools import reduce
from typing import NamedTuple

from units import exact, times

INF = math.inf


class Interval(NamedTuple):
    low: float
    high: float
    low_open: bool = False
    high_open: bool = False


REAL_LINE = Interval(-INF, INF, True, True)


def near(a, b):
    """N1: less than one part in 10^9 of the larger apart; then they count as equal."""
    return a == b or (math.isfinite(a) and math.isfinite(b)
                      and abs(a - b) < 1e-9 * max(abs(a), abs(b)))


def below(a, b):
    """Less in a comparison: near numbers are equal."""
    return a < b and not near(a, b)


# --- merging, cutting, comparing (N4, N5, N13) ---

def merge_low(one, other):
    """Two candidate low ends (value, open): the smaller; of near ones closed if either is."""
    if near(one[0], other[0]):
        return min(one[0], other[0]), one[1] and other[1]
    return min(one, other)


def merge_high(one, other):
    if near(one[0], other[0]):
        return max(one[0], other[0]), one[1] and other[1]
    return max(one, other)


def from_ends(lows, highs):
    low, high = reduce(merge_low, lows), reduce(merge_high, highs)
    return Interval(low[0], high[0], low[1], high[1])


def union(sets):
    """"then the union (numbers: the hull, on purpose: the truth may lie between)"."""
    if isinstance(sets[0], frozenset):
        return frozenset().union(*sets)
    return from_ends([(s.low, s.low_open) for s in sets], [(s.high, s.high_open) for s in sets])


def differ(one, other):
    """Whether two sets differ: by near ends and by openness."""
    if isinstance(one, frozenset):
        return one != other
    return not (near(one.low, other.low) and near(one.high, other.high)
                and one[2:] == other[2:])


def cut(value, domain):
    """The part of value inside domain, or None when nothing is left (N4)."""
    if near(value.low, domain.low):
        low, low_open = max(value.low, domain.low), value.low_open or domain.low_open
    else:
        low, low_open = max((value.low, value.low_open), (domain.low, domain.low_open))
    if near(value.high, domain.high):
        high, high_open = min(value.high, domain.high), value.high_open or domain.high_open
    else:
        high, high_open = min((value.high, value.high_open), (domain.high, domain.high_open))
    if near(low, high):
        if low_open or high_open:
            return None
        if low > high:                  # "both take the range's bound value"
            low = high = domain.low if low == domain.low else domain.high
    elif low > high:
        return None
    return Interval(low, high, low_open, high_open)


def inside(value, accepted):
    """Whether value is a subset of accepted (N5)."""
    if isinstance(value, frozenset):
        return value <= accepted
    low_ok = (accepted.low == -INF or below(accepted.low, value.low)
              or near(value.low, accepted.low) and (not accepted.low_open or value.low_open))
    high_ok = (accepted.high == INF or below(value.high, accepted.high)
               or near(value.high, accepted.high) and (not accepted.high_open or value.high_open))
    return low_ok and high_ok


def apart(value, accepted):
    """Whether value and accepted do not meet (N5)."""
    if isinstance(value, frozenset):
        return not value & accepted
    return wholly_below(value, accepted) or wholly_below(accepted, value)


def wholly_below(one, other):
    if near(one.high, other.low):
        return one.high_open or other.low_open
    return one.high < other.low


# --- interval arithmetic of derived indices (N7) ---

def corner(x, x_open, y, y_open, operation):
    """One end of a product or ratio, and whether no choice attains it: 0 needs only its own factor."""
    if operation == "product":
        value = 0.0 if x == 0 or y == 0 else x * y
        zeros = [is_open for end, is_open in ((x, x_open), (y, y_open)) if end == 0]
    else:
        value = x / y
        zeros = [x_open] if x == 0 else []
    return value, all(zeros) if zeros else x_open or y_open


def corners(a, b, operation):
    ends = []
    for x, x_open in ((a.low, a.low_open), (a.high, a.high_open)):
        for y, y_open in ((b.low, b.low_open), (b.high, b.high_open)):
            if operation == "ratio" and math.isinf(x) and math.isinf(y):
                continue            # x / b.low is as far out, and b.low is finite
            ends.append(corner(x, x_open, y, y_open, operation))
    return from_ends(ends, ends)


def product(a, b):
    return corners(a, b, "product")


def ratio(a, b):
    """"A divisor whose set reaches zero or below, open or closed, makes nothing known"."""
    return None if b.low <= 0 else corners(a, b, "ratio")


def snap(result, ends):
    """"A sum or difference smaller than 10^-12 of its largest operand is 0"."""
    return 0.0 if abs(result) < 1e-12 * max(abs(end) for end in ends) else result


def add(ends):
    return snap(reduce(lambda a, b: a + b, ends), ends)


def total(operands):
    return Interval(add([o.low for o in operands]), add([o.high for o in operands]),
                    any(o.low_open for o in operands), any(o.high_open for o in operands))


def negated(a):
    return Interval(-a.high, -a.low, a.high_open, a.low_open)


def difference(operands):
    return total([operands[0], negated(operands[1])])


def maximum(operands):
    """"the high end of max is closed if any operand that reaches it is, its low end if all are"."""
    low, high = max(o.low for o in operands), max(o.high for o in operands)
    return Interval(low, high,
                    any(o.low_open for o in operands if near(o.low, low)),
                    all(o.high_open for o in operands if near(o.high, high)))


def minimum(operands):
    return negated(maximum([negated(o) for o in operands]))


FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)


def root(number, n):
    """The double next to the n-th root, by exact fractions: those of systems differ in the last digit."""
    found = math.pow(number, 1.0 / n)
    while Fraction(found) ** n > Fraction(number):
        found = math.nextafter(found, 0)
    while Fraction(math.nextafter(found, INF)) ** n <= Fraction(number):
        found = math.nextafter(found, INF)
    above = math.nextafter(found, INF)
    return found if ((Fraction(found) + Fraction(above)) / 2) ** n > Fraction(number) else above


def growth(end, base, years):
    """Compound annual rate; "a positive base and a non-negative end, else nothing is known"."""
    if base.low <= 0 or end.low < 0:
        return None
    quotient = ratio(end, base)

    def rate(q):        # "smaller than 1e-12 of its largest operand is 0": so is a root next to 1
        if q == INF:
            return INF
        found = root(q, years)
        if found < 1e15:
            found = float(FIFTEEN_DIGITS.create_decimal(repr(found)))
        return 0.0 if abs(found - 1) < 1e-12 * max(found, 1) else found - 1
    return Interval(rate(quotient.low), rate(quotient.high), quotient.low_open, quotient.high_open)


def scaled(value, factor):
    return value._replace(low=times(value.low, factor), high=times(value.high, factor))


# --- criteria on numbers: the acceptance set and the margin (N3, N6) ---

def widened(bound, tolerance, direction):
    """"widens outwards by t times the bound's magnitude on each bounded side", rounded once."""
    if not tolerance:
        return bound
    return float(exact(bound) + direction * exact(tolerance) * abs(exact(bound)))


def acceptance(test, bounds, tolerance):
    low = widened(bounds[0], tolerance, -1)
    high = widened(bounds[-1], tolerance, +1)
    return {"at_least": Interval(low, INF, False, True), "over": Interval(low, INF, True, True),
            "at_most": Interval(-INF, high, True, False), "under": Interval(-INF, high, True, True),
            "between": Interval(low, high)}[test]


def gap(a, b):
    """a - b as decimals say it, rounded once; "a difference of near numbers is 0"."""
    if near(a, b):
        return 0.0
    if not (math.isfinite(a) and math.isfinite(b)):
        return a - b
    return float(exact(a) - exact(b))


def margin(value, accepted):
    """Signed distance to the nearest edge: worst and best over the set, None where unbounded."""
    if value is None:
        return {"worst": None, "best": None}
    if accepted.high == INF:
        worst, best = gap(value.low, accepted.low), gap(value.high, accepted.low)
    elif accepted.low == -INF:
        worst, best = gap(accepted.high, value.high), gap(accepted.high, value.low)
    else:
        a, b = accepted.low, accepted.high
        at_ends = [min(gap(x, a), gap(b, x)) for x in (value.low, value.high)]
        worst, best = min(at_ends), max(at_ends)
        middle = a + gap(b, a) / 2
        if not below(middle, value.low) and not below(value.high, middle):
            best = gap(b, a) / 2
    return {"worst": finite(worst), "best": finite(best)}


def finite(number):
    return number + 0.0 if math.isfinite(number) else None


# --- printing ---

def printable(value, order=()):
    """A number, flag or text when it is one; an interval; a list; null when nothing is known."""
    if value is None:
        return None
    if isinstance(value, frozenset):
        if len(value) == 1:
            return next(iter(value))
        # "A flag that may be either prints null"; several levels or categories in catalog order.
        return [item for item in order if item in value] if order else None
    if value.low == value.high:
        return value.low + 0.0
    return {"low": finite(value.low), "high": finite(value.high),
            "low_open": value.low_open, "high_open": value.high_open}


def number_text(number):
    """N15: the fewest digits that read back, plain notation below 10^16 and up to 64 characters, never -0."""
    text = repr(float(number) + 0.0)
    if "e" in text:
        plain = format(Decimal(text), "f")
        text = text.replace("e+", "e") if abs(number) >= 1e16 or len(plain) > 64 else plain
    elif abs(number) >= 1e16:
        raise AssertionError(text)      # repr switches to an exponent exactly there
    return text[:-2] if text.endswith(".0") else text
