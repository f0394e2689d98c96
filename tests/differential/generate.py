"""Seeded random catalogs, charts, cities and options: valid, small, and full of collisions.

Few years, few small numbers ("anchors") that observations and thresholds share, many units for the
same thing, and small disturbances around the limit at which numbers count as equal.
"""

import random
from typing import NamedTuple

import values
from evaluator import OPERATIONS, TESTS, Book, calculate
from selection import observed_set
from to_yaml import number as spelled
from units import exact

YEARS = range(2000, 2009)
LEVELS = ["none", "partial", "good", "full"]
FORMS = ["public", "private", "mixed"]
CLASSES = ["central_government", "local_government", "quasi_public", "private_sector"]
FACTORS = ["human_resources", "infrastructure", "living"]
NUDGES = [1e-13, 5e-13, 9e-13, 1.1e-12, 1e-10, 5e-10, 9e-10, 9.99e-10, 1.001e-9, 1.1e-9, 2e-9, 1e-8]
RANGES = [[0, 10], [0, 5], [-5, 5], [1, 8], [-2, 3], [0, 100], [2, 4], [0.5, 5], [-10, 0]]
ANCHORS = [-3, -1, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 8, 10, 0.5, 1.5, 0.1, 4.35, 100]

# Units of the same thing; the checks of the evaluator see to it that they convert.
FAMILIES = {
    "people": ["person", "person", "people", "ten_thousand person", "dozen person", "crowd",
               "10^3 person", "percent * crowd", "0.01 ten_thousand person"],
    "money": ["CNY", "yuan", "million CNY", "ten_thousand CNY", "purse", "1000 purse", "crowd purse/person"],
    "wage": ["CNY per person", "million CNY per person", "CNY / ten_thousand / person",
             "1/person * purse", "purse per crowd", "ten_thousand yuan/people"],
    "length": ["m", "km", "1000 m", "span", "0.5 km", "km2/km", "metre"],
    "area": ["m2", "km2", "m^2", "ha", "km * m", "span2", "plot", "km m"],
    "time": ["minute", "hour", "day", "60 minute", "week"],
    "speed": ["m / minute", "km per hour", "1/hour km", "km per day", "span/minute", "hour km / hour^2"],
    "pure": ["percent", "%", "1", "ten_thousand", "dozen", "km per m", "third", "100 %"],
    "token": ["t", "t2", "5 t", "t2 t / t", "third t"],
}
RATIOS = [("people", "people", "pure"), ("money", "people", "wage"), ("length", "time", "speed"),
          ("money", "money", "pure"), ("area", "length", "length"), ("money", "wage", "people")]
PRODUCTS = [("wage", "people", "money"), ("speed", "time", "length"), ("people", "pure", "people"),
            ("pure", "pure", "pure"), ("length", "length", "area")]
BASES = ["people", "people", "people", "money", "money", "length", "time", "wage", "speed", "pure",
         "area", "token"]


class Batch(NamedTuple):
    catalog: dict
    charts: list
    cities: list
    runs: list          # one dict of options per run of the tool


def chance(rng, share):
    return rng.random() < share


# --- catalog ---

def make_units(rng):
    return {
        "person": {"label": "persons", "also": ["persons", "people"]},
        "CNY": {"label": "yuan", "also": ["yuan", "RMB"]},
        "m": {"also": ["metre"]},
        "minute": {"label": "minutes"},
        "t": {"label": "tokens"},
        "ten_thousand": {"equals": "10000"},
        "million": {"equals": rng.choice(["1000000", "10^6", "100 ten_thousand"])},
        "percent": {"equals": "0.01", "also": ["%"]},
        "dozen": {"equals": "12"},
        "third": {"equals": "1/3"},
        "km": {"equals": "1000 m"},
        "hour": {"equals": "60 minute"},
        "day": {"equals": "24 hour"},
        "week": {"equals": "7 day"},
        "ha": {"equals": rng.choice(["10000 m2", "0.01 km^2", "ten_thousand m m"])},
        "span": {"equals": rng.choice(["0.3048 m", "3 m", "1/7 km"])},
        "plot": {"equals": rng.choice(["15 ha", "span^2", "km * span / 3"])},
        "crowd": {"equals": rng.choice(["7 person", "2.5 person", "3 dozen person", "1/3 person"])},
        "purse": {"equals": rng.choice(["3 CNY", "0.1 million CNY", "0.7 yuan", "1000 CNY"])},
        "t2": {"equals": "5 t"},        # an exact name beats a name with digits
    }


def number_index(rng, family):
    index = {"label": f"Some {family}", "unit": rng.choice(FAMILIES[family])}
    if chance(rng, 0.3):
        index["factor"] = rng.choice(FACTORS)
    if chance(rng, 0.45):
        index["range"] = [float(end) for end in rng.choice(RANGES)]
    common_keys(rng, index)
    return index


def common_keys(rng, index):
    if chance(rng, 0.25):
        index["max_age"] = rng.randint(0, 6)
    if chance(rng, 0.4):
        index["shared"] = chance(rng, 0.6)


def derive(rng, index, bases, families):
    """Makes the index derived, and returns the family of the result."""
    def of(family):
        return rng.choice([name for name in bases if families[name] == family])
    present = set(families[name] for name in bases)
    operation = rng.choice(OPERATIONS + ("ratio", "product", "sum", "growth"))
    if operation in ("ratio", "product"):
        table = [row for row in (RATIOS if operation == "ratio" else PRODUCTS) if present >= set(row[:2])]
        if not table:
            return derive(rng, index, bases, families)
        a, b, family = rng.choice(table)
        index[operation] = [of(a), of(b)]
        return family
    elif operation == "growth":
        index["growth"] = {"of": rng.choice(bases), "over": rng.choice([1, 1, 1, 2, 2, 3, 5])}
        return "pure"
    else:
        family = families[rng.choice(bases)]
        count = 2 if operation == "difference" else rng.choice([2, 2, 3])
        index[operation] = [of(family) for _ in range(count)]
        return family


def keep_positive(rng, indices, index):
    """Most divisors stay off zero, or few ratios and rates would ever be known."""
    divisor = index["ratio"][1] if "ratio" in index else index.get("growth", {}).get("of")
    if divisor and chance(rng, 0.75):
        indices[divisor]["range"] = rng.choice([[1.0, 8.0], [0.5, 5.0], [2.0, 4.0], [0.1, 100.0]])


def add_indices(rng, indices, families, prefix, base_count, derived_count):
    """Adds number indices, and derived ones over all base ones so far."""
    for i in range(base_count):
        family = rng.choice(BASES)
        indices[f"{prefix}{family}_{i}"] = number_index(rng, family)
        families[f"{prefix}{family}_{i}"] = family
    bases = [name for name, index in indices.items() if name in families
             and not any(word in index for word in OPERATIONS)]
    for i in range(derived_count):
        index = number_index(rng, "pure")
        if chance(rng, 0.5):
            index.pop("range", None)
        family = derive(rng, index, bases, families)
        index["unit"] = rng.choice(FAMILIES[family])
        keep_positive(rng, indices, index)
        indices[f"{prefix}derived_{i}"] = index
        families[f"{prefix}derived_{i}"] = family


def make_catalog(rng, families):
    indices = {}
    for i in range(2):                      # always something to divide and to add
        indices[f"staff_{i}"] = number_index(rng, "people")
        families[f"staff_{i}"] = "people"
    add_indices(rng, indices, families, "", rng.randint(3, 5), rng.randint(3, 5))
    for i in range(rng.randint(1, 2)):
        indices[f"leader_{i}"] = {"label": "A leader", "type": "flag"}
    indices["skills"] = {"label": "Skills", "type": "level", "levels": LEVELS[:rng.choice([3, 4])]}
    indices["park_form"] = {"label": "Form", "type": "category", "values": list(FORMS)}
    for index in indices.values():
        if "type" in index:
            common_keys(rng, index)
    return {"clusterflow": "catalog/1", "title": "Things that can be counted", "units": make_units(rng),
            "actor_classes": {name: {"label": name.replace("_", " ").capitalize()} for name in CLASSES},
            "factors": {name: {"label": name.replace("_", " ").capitalize()} for name in FACTORS},
            "indices": indices}


# --- numbers ---

def point(x):
    return values.Interval(float(x), float(x))


def plausible(rng, book, anchors, name):
    """A figure in the index's unit: an anchor, or of a derived index what anchors lead to."""
    index = book.indices[name]
    operation = book.operation(index)
    if operation and chance(rng, 0.8):
        operands = book.operands(index)
        picks = [point(rng.choice(anchors[o])) for o in operands]
        if operation == "growth":
            factor = book.units.factor_between("1", index["unit"])
            result = values.growth(picks[0], point(rng.choice(anchors[operands[0]])), index["growth"]["over"])
            result = result and values.scaled(result, factor)
        else:
            result = calculate(book, index, operation, operands, picks)
        if result is not None and abs(result.low) < 1e15:
            return result.low + 0.0
    return rng.choice(anchors[name])


def nudged(rng, x):
    """Mostly the figure itself; sometimes just inside or outside of what counts as equal."""
    if chance(rng, 0.12):
        return float(exact(x) * (1 + exact(rng.choice(NUDGES)) * rng.choice([-1, 1])))
    return x


def figure(rng, book, anchors, name, unit):
    """A figure in the stated unit."""
    return nudged(rng, book.units.convert(plausible(rng, book, anchors, name), book.indices[name]["unit"], unit))


def interval(rng, book, anchors, name, unit):
    return sorted(figure(rng, book, anchors, name, unit) for _ in range(2))


def make_anchors(rng, book, families):
    """A few figures per index, inside its range, which observations and thresholds share.

    Some are another index's, so that the operands of max, min and difference often meet.
    """
    anchors, first = {}, {}
    for name, index in book.indices.items():
        if index.get("type", "number") == "number":
            domain = book.domain(index)
            fitting = [float(a) for a in ANCHORS if domain.low <= a <= domain.high]
            anchors[name] = [rng.choice(fitting) for _ in range(4)]
            anchors[name] += [end for end in domain[:2] if abs(end) != values.INF and chance(rng, 0.4)]
            if chance(rng, 0.5):        # a neighbour so close that a difference of the two is 0
                anchors[name].append(min(anchors[name][0] * (1 + 3e-13), domain.high))
            other = first.setdefault(families[name], name)
            converted = [book.units.convert(a, book.indices[other]["unit"], index["unit"]) for a in anchors[other]]
            if other != name and chance(rng, 0.6):
                anchors[name] += [a for a in converted if domain.low <= a <= domain.high]
    return anchors


# --- chart ---

def make_criterion(rng, book, anchors, families, name):
    index = book.indices[name]
    kind = index.get("type", "number")
    criterion = {"index": name}
    if kind == "number":
        unit = index["unit"]
        if chance(rng, 0.4):
            unit = criterion["unit"] = rng.choice(FAMILIES[families[name]])
        test = rng.choice(["at_least", "at_least", "over", "at_most", "under", "between"])
        criterion[test] = (interval if test == "between" else figure)(rng, book, anchors, name, unit)
        if chance(rng, 0.25):
            criterion["tolerance"] = rng.choice([0.0, 0.05, 0.1, 0.2, 0.5, 0.99])
    elif kind == "flag":
        criterion["is"] = chance(rng, 0.7)
    elif kind == "level":
        criterion[rng.choice(["at_least", "at_most", "is"])] = rng.choice(index["levels"])
    else:
        test = rng.choice(["is", "is_not", "one_of"])
        criterion[test] = rng.sample(FORMS, rng.randint(1, 3)) if test == "one_of" else rng.choice(FORMS)
    if chance(rng, 0.2):
        criterion.update(basis="source", source="book-1", where="Sec. 4")
    else:
        criterion["basis"] = rng.choice(["existence", "assumption"])
    if chance(rng, 0.2):
        criterion["actors"] = rng.sample(CLASSES, rng.randint(1, 2))
    return criterion


def make_step(rng, book, anchors, families, step_id, names):
    criteria = [make_criterion(rng, book, anchors, families, rng.choice(names))
                for _ in range(rng.choice([1, 1, 2, 2, 3]))]
    step = {"id": step_id, "ask": "Is it there, and is it enough?"}
    if chance(rng, 0.3):
        step["title"] = rng.choice(["A title", "It's a \"title\": with [marks]", "出口"])
    if chance(rng, 0.4):
        step["factor"] = rng.choice(FACTORS)
    if chance(rng, 0.15):
        step["why"] = "Because the text says so:\n# not a remark - and more"
    if len(criteria) > 1 and chance(rng, 0.6):
        step["need"] = rng.choice(["any", "any", "any", "all", rng.randint(1, len(criteria))])
    step["criteria"] = criteria
    step["actors"] = rng.sample(CLASSES, rng.randint(1, 3))
    return step


def add_routes(rng, stages):
    """Routes lead forward only, also into later stages."""
    steps = [step for stage in stages for step in stage["steps"]]
    for position, step in enumerate(steps):
        later = [other["id"] for other in steps[position + 1:]]
        if chance(rng, 0.15):
            step["on_yes"] = rng.choice(later + ["end"])
        if later and chance(rng, 0.4):
            step["on_no"] = rng.choice(later)


def make_chart(rng, catalog, families, letter, with_own):
    chart = {"clusterflow": "flowchart/1", "id": f"chart_{letter}", "title": "A chart",
             "catalog": "catalog.yaml",
             "sources": {"book-1": {"title": "A book", "authors": "A. Author", "year": 2007}}}
    if with_own:
        chart["units"] = {f"gang_{letter}": {"equals": "11 person"}}
        own = dict(catalog["indices"])
        add_indices(rng, own, families, f"own_{letter}_", 1, 1)
        chart["indices"] = {name: index for name, index in own.items() if name not in catalog["indices"]}
        next(iter(chart["indices"].values()))["shared"] = True
    chart["stages"] = []
    book = Book(catalog, chart)
    anchors = make_anchors(rng, book, families)
    names = list(book.indices)
    for s in range(rng.randint(1, 3)):
        steps = [make_step(rng, book, anchors, families, f"step_{letter}{s}{i}", names)
                 for i in range(rng.choice([1, 2, 2, 3, 3, 4, 8] if s == 0 else [1, 2, 2]))]
        stage = {"id": f"stage_{letter}{s}", "steps": steps}
        if chance(rng, 0.5):
            stage["title"] = f"Step {s}: a stage"
        chart["stages"].append(stage)
    add_routes(rng, chart["stages"])
    return chart, book, anchors


# --- city ---

class CityMaker:
    """Makes the cities of one batch; `where` maps an index to its book and anchors."""

    def __init__(self, rng, where, families, charts):
        self.rng, self.where, self.families, self.charts = rng, where, families, charts
        self.timeless = False
        self.growing = {index["growth"]["of"] for book, _ in where.values()
                        for index in book.indices.values() if "growth" in index}

    def time(self):
        """When an observation holds: a year, a span, or nothing."""
        rng, share = self.rng, self.rng.random()
        if self.timeless:
            return {"until": rng.choice(YEARS)} if share < 0.1 else {}
        if share < 0.62:
            return {"year": rng.choice(YEARS)}
        if share < 0.82:
            ends = sorted(rng.choice(YEARS) for _ in range(2))
            return rng.choice([{"since": ends[0]}, {"until": ends[1]}, {"since": ends[0], "until": ends[1]}])
        return {}

    def manner(self):
        rng, words = self.rng, {}
        if chance(rng, 0.3):
            words["kind"] = rng.choice(["actual", "estimate", "estimate", "target", "plan", "opinion"])
        if chance(rng, 0.15):
            words["preferred"] = True
        if chance(rng, 0.1):
            words.update(source="report-1", where="Table 3")
        if chance(rng, 0.04):
            words.update(printed="17,000 or so", note="corrected: a misprint")
        return words

    def number_words(self, name, unit):
        rng, (book, anchors) = self.rng, self.where[name]
        word = rng.choice(["value"] * 12 + ["about", "about", "nearly", "at_least", "over", "at_most",
                                            "under", "between", "between", "missing"])
        if word == "missing":
            return {"missing": rng.choice(["not_available", "not_stated", "disputed"])}
        if word == "between":
            return {word: interval(rng, book, anchors, name, unit)}
        words = {word: figure(rng, book, anchors, name, unit)}
        if word in ("about", "nearly") and chance(rng, 0.5):
            words["tolerance"] = rng.choice([0.05, 0.2, 0.25, 0.5, 0.001] + [0.0] * (word == "about"))
        return words

    def number(self, name, unit):
        """The words of a set that meets the index's range."""
        book = self.where[name][0]
        for _ in range(8):
            words = self.number_words(name, unit)
            if "missing" in words or observed_set({**words, "unit": unit}, book.indices[name], book):
                return words
        return {"missing": "not_stated"}

    def unit(self, name):
        index = self.where[name][0].indices[name]
        if name.startswith("own_") and self.families[name] == "people" and chance(self.rng, 0.3):
            return f"gang_{name[4]}"
        return index["unit"] if chance(self.rng, 0.5) else self.rng.choice(FAMILIES[self.families[name]])

    def word(self, index):
        """A value of a flag, level or category."""
        if index["type"] == "flag":
            return chance(self.rng, 0.6)
        return self.rng.choice(index["levels"] if index["type"] == "level" else index["values"])

    def observation(self, name):
        rng, index = self.rng, self.where[name][0].indices[name]
        if "type" not in index:
            unit = self.unit(name)
            words = self.number(name, unit)
            if "missing" not in words:
                words["unit"] = unit
        elif chance(rng, 0.07):
            words = {"missing": "not_stated"}
        elif index["type"] == "flag" and chance(rng, 0.3):
            ends = sorted(rng.choice(YEARS) for _ in range(2))
            words = rng.choice([{"began": ends[0]}, {"ended": ends[1]}, {"began": ends[0], "ended": ends[1]}])
            if self.timeless:
                words = {"ended": ends[1]}
            return {**words, **self.manner()}
        else:
            words = {"value": self.word(index)}
        return {**words, **self.time(), **self.manner()}

    def series(self, name):
        rng, index = self.rng, self.where[name][0].indices[name]
        common = self.manner() if chance(rng, 0.5) else {}
        unit = None
        if "type" not in index:
            unit = common["unit"] = self.unit(name)
        entries = {}
        count = 9 if name in self.growing else rng.choice([0, 1, 2, 3, 4, 5, 6, 7, 9])
        for year in sorted(rng.sample(YEARS, count)):
            entries[year] = self.entry(name, index, unit)
        return {**common, "series": entries}

    def entry(self, name, index, unit):
        rng = self.rng
        if "type" in index:
            value = self.word(index)
            return value if chance(rng, 0.7) else {"value": value, **self.manner()}
        own_unit = self.unit(name) if chance(rng, 0.15) else unit
        words = self.number(name, own_unit)
        if own_unit == unit and "value" in words and chance(rng, 0.7):
            return words["value"]
        if own_unit != unit and "missing" not in words:
            words["unit"] = own_unit
        return {**words, **self.manner()} if chance(rng, 0.3) else words

    def indicator(self, name):
        share = self.rng.random()
        if not self.timeless and share < (0.55 if name in self.growing else 0.35):
            return self.series(name)
        if share < 0.58:
            return self.observation(name)
        if share < 0.6:
            return []
        return [self.observation(name) for _ in range(self.rng.choice([1, 2, 2, 3, 3, 4]))]

    def indicators(self, share):
        stated = {}
        for name, (book, _) in self.where.items():
            own_share = share * (0.25 if book.operation(book.indices[name]) else 1)
            if chance(self.rng, own_share):
                stated[name] = self.indicator(name)
        return stated

    def clears(self):
        chart = self.rng.choice(self.charts)
        stage = self.rng.choice(chart["stages"])
        step = self.rng.choice(stage["steps"])["id"]
        return self.rng.choice([step, step, stage["id"], self.rng.choice(FACTORS), f"{chart['id']}/{step}"])

    def actors(self, prefix, most):
        people = []
        for i in range(self.rng.randint(0, most)):
            actor = {"id": f"{prefix}_{i}", "name": f"Actor {prefix} {i}",
                     "class": self.rng.sample(CLASSES, self.rng.choice([1, 1, 2]))}
            if chance(self.rng, 0.6):
                actor["clears"] = list(dict.fromkeys(self.clears() for _ in range(self.rng.randint(1, 2))))
            people.append(actor)
        return people

    def site(self, name):
        site = {"name": f"Site {name}", "indicators": self.indicators(0.6)}
        people = self.actors(f"{name}_actor", 2)
        if people:
            site["actors"] = people
        return site

    def city(self, number, sites):
        rng = self.rng
        self.timeless = chance(rng, 0.08)
        city = {"clusterflow": "city/1", "id": f"city_{number}", "name": f"City {number}"}
        if chance(rng, 0.2):
            city["names"] = {"zh": "大连"}
        if not self.timeless and chance(rng, 0.5):
            city["as_of"] = rng.choice(YEARS[3:])
        city["sources"] = {"report-1": {"title": "A report", "year": 2008}}
        city["indicators"] = self.indicators(0.93)
        people = self.actors("actor", 4)
        if people:
            city["actors"] = people
        if sites:
            city["sites"] = {name: self.site(name) for name in sites}
        return city


# --- options ---

def value_text(rng, x):
    if isinstance(x, bool):
        return "true" if x else "false"
    return x if isinstance(x, str) else spelled(rng, x)


def make_set(rng, maker, options, arguments):
    catalog_names = [name for name in maker.where if not name.startswith("own_")]
    name = rng.choice(catalog_names)
    if name in options["sets"]:
        return
    book, anchors = maker.where[name]
    index, unit = book.indices[name], None
    if "type" in index:
        value = maker.word(index)
    else:
        unit = rng.choice(FAMILIES[maker.families[name]]) if chance(rng, 0.5) else None
        value = figure(rng, book, anchors, name, unit or index["unit"])
        if observed_set({"value": value, "unit": unit}, index, book) is None:
            value, unit = rng.choice(anchors[name]), None
    options["sets"][name] = (value, unit)
    arguments += ["--set", f"{name}={value_text(rng, value)}" + (f" {unit}" if unit else "")]


def make_threshold(rng, maker, options, arguments):
    """Only for a step whose criteria on the index all have the same test."""
    chart = rng.choice(maker.charts)
    step = rng.choice([step for stage in chart["stages"] for step in stage["steps"]])
    criterion = rng.choice(step["criteria"])
    name = criterion["index"]
    tests = {test for c in step["criteria"] if c["index"] == name for test in c
             if test in TESTS}
    units = {c.get("unit") for c in step["criteria"] if c["index"] == name}
    if len(tests) > 1 or len(units) > 1 or "one_of" in tests:
        return
    book, anchors = maker.where[name]
    unit = None
    if "type" in book.indices[name]:
        value = maker.word(book.indices[name])
        shown = value_text(rng, value)
    else:
        unit = rng.choice(FAMILIES[maker.families[name]]) if chance(rng, 0.5) else None
        stated = unit or criterion.get("unit") or book.indices[name]["unit"]
        many = "between" in tests
        value = (interval if many else figure)(rng, book, anchors, name, stated)
        shown = "..".join(value_text(rng, x) for x in value) if many else value_text(rng, value)
    options["thresholds"][step["id"], name] = (value, unit)
    arguments += ["--threshold", f"{step['id']}/{name}={shown}" + (f" {unit}" if unit else "")]


def make_options(rng, maker, plain, common_site, any_site):
    """Options for one run: the evaluator's, the places, and the tool's arguments."""
    options = {"year": None, "sets": {}, "thresholds": {}, "accept": [], "max_age": None}
    arguments, places = [], "city"
    if not plain:
        if chance(rng, 0.5):
            options["year"] = rng.choice([1999, *YEARS[1:], *YEARS[4:], 2010])
            arguments += ["--year", str(options["year"])]
        if any_site and chance(rng, 0.45):
            places = common_site if common_site and chance(rng, 0.4) else "sites"
            arguments += ["--sites"] if places == "sites" else ["--site", places]
        for _ in range(rng.choice([0, 0, 1, 2])):
            make_set(rng, maker, options, arguments)
        for _ in range(rng.choice([0, 0, 1]) if len(maker.charts) == 1 else 0):
            make_threshold(rng, maker, options, arguments)
        if chance(rng, 0.35):
            options["accept"] = rng.sample(["target", "plan", "opinion"], rng.randint(1, 2))
            for kind in options["accept"]:
                arguments += ["--accept", kind]
        if chance(rng, 0.2):
            options["max_age"] = rng.randint(0, 5)
            arguments += ["--max-age", str(options["max_age"])]
    return {"options": options, "places": places, "arguments": arguments}


# --- a batch ---

def make_batch(seed):
    rng = random.Random(seed)
    families = {}
    catalog = make_catalog(rng, families)
    charts, where = [], {}
    for letter in "ab"[:rng.choice([1, 2])]:
        chart, book, anchors = make_chart(rng, catalog, families, letter, chance(rng, 0.25))
        charts.append(chart)
        for name in book.indices:
            where.setdefault(name, (book, anchors))
    maker = CityMaker(rng, where, families, charts)
    common_site = "core" if chance(rng, 0.7) else None
    cities, any_site = [], False
    for number in range(rng.randint(18, 26)):
        sites = (["core"] if common_site else []) + (["rim"] if chance(rng, 0.3) else [])
        any_site = any_site or bool(sites)
        cities.append(maker.city(number, sites))
    runs = [make_options(rng, maker, i == 0, common_site, any_site) for i in range(4)]
    return Batch(catalog, charts, cities, runs)
