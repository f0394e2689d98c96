"""Which observation counts, asked for a place and a year (format sections 3 and 4)."""

from collections import Counter

from values import Interval, INF, cut, exact, scaled

NUMBER_WORDS = ("value", "about", "nearly", "at_least", "over", "at_most", "under", "between")
SPAN_WORDS = ("since", "until")
LIFE_WORDS = ("began", "ended")


def expand(indicator):
    """"An indicator is one observation, a list of them, or fields in common with `series`"."""
    if isinstance(indicator, list):
        return indicator
    if "series" not in indicator:
        return [indicator]
    common = {key: value for key, value in indicator.items() if key != "series"}
    observations = []
    for year, entry in indicator["series"].items():
        own = entry if isinstance(entry, dict) else {"value": entry}
        observations.append({**common, **own, "year": year})   # "an entry overrides the common fields"
    return observations


def expand_all(indicators):
    """An empty list or series states nothing, so its index is left out."""
    expanded = {index: expand(indicator) for index, indicator in (indicators or {}).items()}
    return {index: observations for index, observations in expanded.items() if observations}


class CityFile:
    """A city's file with its observations written out."""

    def __init__(self, city):
        self.city = city
        self.own = expand_all(city.get("indicators"))
        self.sites = {name: expand_all((site or {}).get("indicators"))
                      for name, site in (city.get("sites") or {}).items()}

    def known_years(self):
        """For each actual or estimate that is not missing: its `year`, `since`, `began` (N14)."""
        for indicators in [self.own, *self.sites.values()]:
            for observations in indicators.values():
                for o in observations:
                    if "missing" not in o and kind_of(o) in ("actual", "estimate"):
                        yield [o[word] for word in ("year", "since", "began") if word in o]

    def year_and_newer(self, asked):
        """"Y is the option's, else the file's as_of, else the newest ...", and newer_figures."""
        if asked is not None:
            return asked, 0
        as_of = self.city.get("as_of")
        if as_of is not None:
            return as_of, sum(any(year > as_of for year in years) for years in self.known_years())
        every = [year for years in self.known_years() for year in years]
        return (max(every) if every else None), 0


def kind_of(o):
    return o.get("kind", "actual")


def has(o, words):
    return any(word in o for word in words)


def holds(o, year):
    """"from/to that year, both included, it is known to hold"."""
    return o.get("since", year) <= year <= o.get("until", year)


def dated(o):
    return has(o, ("year",) + SPAN_WORDS + LIFE_WORDS)


def as_of(o, year):
    """Recency: "its `year`; began/ended and a span with until as of Y; only since as of that year"."""
    if "year" in o:
        return o["year"]
    return o["since"] if "since" in o and "until" not in o else year


def stated_interval(o):
    """The set in the stated unit, exactly as the words say (N3)."""
    tolerance = exact(o.get("tolerance", 0.1))
    if "value" in o:
        return Interval(float(o["value"]), float(o["value"]))
    if "about" in o:
        n = exact(o["about"])
        return Interval(float(n - tolerance * abs(n)), float(n + tolerance * abs(n)))
    if "nearly" in o:
        n = exact(o["nearly"])
        return Interval(float(n - tolerance * abs(n)), float(n), False, True)
    if "between" in o:
        return Interval(float(o["between"][0]), float(o["between"][1]))
    if "at_least" in o or "over" in o:
        return Interval(float(o.get("at_least", o.get("over"))), INF, "over" in o, True)
    return Interval(-INF, float(o.get("at_most", o.get("under"))), True, "under" in o)


def observed_set(o, index, book, year=None):
    """The observation as a set of values of its index; None for one that holds no value."""
    kind = index.get("type", "number")
    if kind == "number":
        factor = book.units.factor_between(o.get("unit") or index["unit"], index["unit"])
        return cut(scaled(stated_interval(o), factor), book.domain(index))
    if not has(o, LIFE_WORDS):
        return frozenset([o["value"]])
    if year is None:                    # N8: without any Y the flag may be either
        return frozenset([True, False])
    return frozenset([o.get("began", year) <= year <= o.get("ended", year)])


class Place:
    """A city or a site, with the options that bear on its observations."""

    def __init__(self, book, file, site, year, sets, accept, max_age):
        self.book, self.file, self.site, self.year = book, file, site, year
        self.own = file.own if site is None else file.sites[site]
        # N9: one undated observation that every place counts as its own.
        self.what_if = {index: [{"value": value, "kind": "what_if", **({"unit": unit} if unit else {})}]
                        for index, (value, unit) in sets.items()}
        self.accepted = {"actual", "estimate", "what_if", *accept}
        self.max_age = max_age
        self.dropped = Counter()
        self.laid = {}      # "what is laid takes the place of the value": sets by index

    def stated(self, index_id):
        """What the place states itself."""
        return self.what_if.get(index_id) or self.own.get(index_id, [])

    def observations(self, index_id):
        """"its own if it states the index at all, else the city's if `shared`, else none"."""
        own = self.stated(index_id)
        if own or self.site is None:
            return own
        index = self.book.indices[index_id]
        if not index.get("shared", index.get("type", "number") != "number"):
            return []
        # "a site that states an operand of its own does not inherit the city's observation"
        if any(self.stated(operand) for operand in self.book.operands(index)):
            return []
        return self.file.own.get(index_id, [])

    def age_limit(self, index_id):
        """"the index's or the option's, whichever is smaller"."""
        limits = [self.book.indices[index_id].get("max_age"), self.max_age]
        return min((limit for limit in limits if limit is not None), default=INF)

    def reason_to_drop(self, o, age_limit):
        if "missing" in o:
            return "missing"
        if kind_of(o) not in self.accepted:
            return "kind"
        if self.year is None:           # N8: every observation counts as undated
            return None
        if "year" in o and o["year"] > self.year:
            return "future"
        if "year" in o and self.year - o["year"] > age_limit:
            return "stale"
        if has(o, SPAN_WORDS) and not holds(o, self.year):
            return "span"
        return None

    def left(self, index_id, age_limit=None):
        """The place's observations of the index after the drops."""
        limit = self.age_limit(index_id) if age_limit is None else age_limit
        kept = []
        for o in self.observations(index_id):
            reason = self.reason_to_drop(o, limit)
            if reason:
                self.dropped[reason] += 1
            else:
                kept.append(o)
        return kept

    def dated_part(self, observations):
        return [] if self.year is None else [o for o in observations if dated(o)]


def newest(observations, year):
    """The newest of dated observations as of `year`, and the year they count as of."""
    best = max(as_of(o, year) for o in observations)
    return [o for o in observations if as_of(o, year) == best], best


def preferred(observations):
    """"Of several left: the `preferred` ones if any"."""
    return [o for o in observations if o.get("preferred")] or observations
