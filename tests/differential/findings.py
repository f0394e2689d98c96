"""A second look at cities, written from the pages of the rules: what `check` has to find in them.

Every observation has a `note` of its own by which it is told, such as "o17". A finding is the rule,
the note of the observation at which it is told, and the ids that its message quotes. Where a rule
leaves open which of several figures it tells, `wrong_pairs` judges the tool's choice instead.
"""

import math

from evaluator import TESTS, find, number_test
from selection import Place, as_of, expand_all, has, holds, kind_of, observed_set, preferred
from values import INF, Interval, differ, inside, apart, near, union

FIRST_YEAR, LAST_YEAR = 1, 9999
NEIGHBOURS, JUMP = 3, 10


def is_actual(o):
    return "missing" not in o and kind_of(o) in ("actual", "estimate")


def is_period(o):
    return has(o, ("began", "ended"))


def above(one, high, high_open):
    """All of one interval lies above all values up to `high`."""
    return one.low_open or high_open if near(one.low, high) else one.low > high


class Look:
    """A city file, the charts that it is held against, and what has to be found."""

    def __init__(self, file, books):
        self.file, self.books = file, books
        self.year = file.year_and_newer(None)[0]
        self.found = set()

    def all(self):
        for site, stated in [(None, self.file.own), *self.file.sites.items()]:
            for index_id, observations in stated.items():
                self.look_at(site, index_id, observations)
        asked = {}
        for book in self.books:
            for stage, step in book.steps:
                for criterion in step["criteria"]:
                    self.survey(book, step, criterion)
                    asked.setdefault(criterion["index"], book)
        self.lacks(asked)
        return self.found

    def book_of(self, index_id):
        return next((book for book in self.books if index_id in book.indices), None)

    # --- one index at one place ---

    def look_at(self, site, index_id, observations):
        book = self.book_of(index_id)
        for o in observations:
            if "missing" in o:
                continue
            if not ("source" in o and "where" in o):
                self.found.add(("city-no-source", o["note"]))
            if not has(o, ("year", "since", "until", "began", "ended")):
                self.found.add(("city-no-year", o["note"]))
        if book and book.indices[index_id].get("type", "number") == "number":
            self.jumps(book, index_id, observations)
            self.shares(book, index_id, observations)
            self.sites(book, site, index_id, observations)

    def by_year(self, book, index_id, observations, actual):
        """For each year the set and the first of the figures that count."""
        figures = {}
        for o in observations:
            if "missing" not in o and "year" in o and is_actual(o) == actual:
                figures.setdefault(o["year"], []).append(o)
        index = book.indices[index_id]
        return {year: (union([observed_set(o, index, book) for o in preferred(group)]),
                       preferred(group)[0])
                for year, group in sorted(figures.items())}

    def jumps(self, book, index_id, observations):
        if book.operation(book.indices[index_id]) in ("growth", "difference"):
            return
        for actual in (True, False):
            years = list(self.by_year(book, index_id, observations, actual).items())
            before = 0
            for (year, (one, _)), (next_year, (other, first)) in zip(years, years[1:]):
                turn = direction(one, other) if next_year - year <= NEIGHBOURS else 0
                back = turn and turn == -before
                if turn and not back:
                    self.found.add(("city-jump", first["note"]))
                before = 0 if back else turn

    def is_share(self, book, index_id):
        index = book.indices[index_id]
        scale, powers = book.units.parse(index["unit"])
        return (not any(powers.values()) and scale * 100 == 1 and "range" not in index
                and book.operation(index) not in ("growth", "difference"))

    def shares(self, book, index_id, observations):
        for o in observations:
            if ("missing" not in o and self.is_share(book, index_id)
                    and above(observed_set(o, book.indices[index_id], book), 100, False)):
                self.found.add(("city-share-above-whole", o["note"], index_id))

    def adds_up(self, book, index_id):
        index = book.indices[index_id]
        powers = {base: power for base, power in book.units.parse(index["unit"])[1].items() if power}
        measures = [{base for base, power in book.units.parse(unit)[1].items() if power}
                    for unit, entry in book.unit_entries.items() if "equals" in (entry or {})]
        return (not book.operation(index) and not index.get("shared", False)
                and index.get("range", [0])[0] <= 0
                and list(powers.values()) == [1] and set(powers) not in measures)

    def sites(self, book, site, index_id, observations):
        if site is None or not self.adds_up(book, index_id):
            return
        whole = self.by_year(book, index_id, self.file.own.get(index_id, []), True)
        for year, (part, first) in self.by_year(book, index_id, observations, True).items():
            if year in whole and above(part, whole[year][0].high, whole[year][0].high_open):
                self.found.add(("city-site-above-city", first["note"], index_id))

    # --- what an evaluation finds ---

    def survey(self, book, step, criterion):
        index_id = criterion["index"]
        operands = book.operands(book.indices[index_id])
        for site in [None, *self.file.sites]:
            place = Place(book, self.file, site, self.year, {}, [], None)
            if site is None or any(place.stated(each) for each in [index_id, *operands]):
                known = find(place, index_id)
                self.stale(place, index_id, operands, known)
                self.derived(book, index_id, known)
                self.on_threshold(book, step, criterion, known)

    def stale(self, place, index_id, operands, known):
        for each in dict.fromkeys([index_id, *operands]):
            if each == index_id and known.derived and known.value is not None:
                continue
            reasons = [(place.reason_to_drop(o, place.age_limit(each)), o)
                       for o in self.considered(place, index_id, each)]
            old = [o for reason, o in reasons if reason == "stale"]
            if old and all(reasons) and not any(reason is None for reason, _ in reasons):
                newest = max(o["year"] for o in old)
                self.found.add(("city-stale", next(o["note"] for o in old if o["year"] == newest), each))

    def considered(self, place, index_id, each):
        """Of an own figure only if it counts for this; an operand's only where it is derived."""
        own = place.left(index_id)
        return place.observations(each) if each == index_id or not own else []

    def derived(self, book, index_id, known):
        if not known.evidence:
            return
        if known.mixed and any(o["index"] != known.evidence[0]["index"] for o in known.evidence):
            self.found.add(("city-mixed-years", known.evidence[0]["note"], index_id))
        if (known.derived and known.value is not None and self.is_share(book, index_id)
                and above(known.value, 100, False)):
            self.found.add(("city-share-above-whole", known.evidence[0]["note"], index_id))

    def on_threshold(self, book, step, criterion, known):
        index = book.indices[criterion["index"]]
        if (index.get("type", "number") != "number" or known.value is None or not known.evidence
                or criterion["basis"] == "existence"):
            return
        test = next(word for word in TESTS if word in criterion)
        _, accepted = number_test(book, index, test, criterion[test], criterion.get("unit"),
                                  criterion.get("tolerance", 0))
        domain = book.domain(index)
        for end, other in (("low", accepted._replace(low_open=not accepted.low_open)),
                           ("high", accepted._replace(high_open=not accepted.high_open))):
            level = getattr(accepted, end)
            if math.isinf(level) or near(level, domain.low) or near(level, domain.high):
                continue
            if answer(known.value, accepted) != answer(known.value, other):
                self.found.add(("city-on-threshold", known.evidence[0]["note"], criterion["index"], step["id"]))

    def lacks(self, asked):
        stated = {index_id for place in [self.file.own, *self.file.sites.values()] for index_id in place}
        for index_id, book in asked.items():
            if index_id not in stated:
                for each in book.operands(book.indices[index_id]) or [index_id]:
                    if each not in stated:
                        self.found.add(("city-lacks-indicator", each))


def answer(value, accepted):
    return "yes" if inside(value, accepted) else "no" if apart(value, accepted) else "unknown"


def direction(one, other):
    """1: more than tenfold up, -1: down, 0: neither."""
    if one.high < 0 and other.high < 0:
        one, other = (Interval(-x.high, -x.low, x.high_open, x.low_open) for x in (one, other))
    if min(one.low, other.low) < 0 or min(one.high, other.high) <= 0:
        return 0
    if above(other, JUMP * one.high, one.high_open):
        return 1
    return -1 if above(one, JUMP * other.high, other.high_open) else 0


# --- figures and periods that contradict each other: the tool chooses the pairs that it tells ---

def as_recent_as(observations, year):
    """The figures that count for the year; None: the undated ones."""
    figures = [o for o in observations if is_actual(o) and not is_period(o)]
    if year is None:
        return preferred([o for o in figures if not has(o, ("year", "since", "until"))])
    return preferred([o for o in figures if (o["year"] == year if "year" in o else
                                             has(o, ("since", "until")) and holds(o, year)
                                             and as_of(o, year) == year)])


def disputed_years(observations):
    """For each year with a dispute the notes of the figures that count, and a test of a pair."""
    years = {o[word] + more for o in observations for word in ("year", "since", "until")
             if word in o for more in (0, 1)} | {FIRST_YEAR}
    periods = any(is_actual(o) and is_period(o) for o in observations)
    return years if periods else years | {None}


def wrong_disputes(look, index_id, observations, pairs):
    """Pairs that are no dispute, and disputes of which no pair is told."""
    book = look.book_of(index_id)
    right = set()
    for year in disputed_years(observations):
        group = as_recent_as(observations, year)
        sets = {o["note"]: observed_set(o, book.indices[index_id], book) for o in group}
        disputes = {(a, b) for a in sets for b in sets if differ(sets[a], sets[b])}
        if disputes and not disputes & pairs:
            yield f"the dispute of {index_id} in {year} is not told"
        right |= disputes
    for pair in pairs - right:
        yield f"{pair} of {index_id} is no dispute"


def says(o, year):
    """True or False; None: nothing of that year."""
    if is_period(o):
        return o.get("began", year) <= year <= o.get("ended", year)
    if "year" in o:
        return o["value"] if o["year"] == year else None
    return o["value"] if has(o, ("since", "until")) and holds(o, year) else None


def contradict(one, other):
    years = {o[word] + more for o in (one, other) for word in ("year", "since", "until", "began", "ended")
             if word in o for more in (-1, 0, 1)}
    return any(None not in (says(one, year), says(other, year)) and says(one, year) != says(other, year)
               for year in years)


def wrong_conflicts(index_id, observations, pairs):
    facts = [o for o in observations if is_actual(o)]
    decided = any(is_period(o) and o.get("preferred", False) for o in facts)
    facts = [o for o in facts if o.get("preferred", False) == decided]
    right = {(a["note"], b["note"]) for a in facts for b in facts
             if a is not b and (is_period(a) or is_period(b)) and contradict(a, b)}
    if right and not pairs:
        yield f"the conflict of {index_id} is not told"
    for pair in pairs - right:
        yield f"{pair} of {index_id} is no conflict"
