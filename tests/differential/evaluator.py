"""A second evaluator of charts, written from the format's sentences: small, slow and obvious.

    book = Book(catalog, chart)
    result = evaluate(book, CityFile(city), site="park", year=2005, sets={"sales": (3, "million CNY")})

The documents are plain dicts shaped like the YAML files. The result has the shape of format
section 6, without the fields that only repeat the input (titles, sources).
"""

from typing import NamedTuple

import values
from selection import CityFile, Place, has, holds, newest, observed_set, preferred
from units import UnitTable
from values import Interval

OPERATIONS = ("ratio", "product", "sum", "difference", "max", "min", "growth")
TESTS = ("at_least", "over", "at_most", "under", "between", "is", "is_not", "one_of")


class Book:
    """A chart with its catalog, and the chart's own units, classes, factors and indices."""

    def __init__(self, catalog, chart):
        def both(key):
            return {**catalog.get(key, {}), **chart.get(key, {})}
        self.chart = chart
        self.unit_entries = both("units")
        self.units = UnitTable(self.unit_entries)
        self.indices = both("indices")
        self.classes = both("actor_classes")
        self.steps = [(stage, step) for stage in chart["stages"] for step in stage["steps"]]

    def domain(self, index):
        """"the domain of a number; without it the domain is the real line"."""
        if "range" not in index:
            return values.REAL_LINE
        return Interval(float(index["range"][0]), float(index["range"][1]))

    def operation(self, index):
        return next((word for word in OPERATIONS if word in index), None)

    def operands(self, index):
        word = self.operation(index)
        if word is None:
            return []
        return [index["growth"]["of"]] if word == "growth" else index[word]



class Finding(NamedTuple):
    """What is known of an index: a set (None: nothing), and where it comes from."""
    value: object
    year: object = None
    derived: bool = False
    disputed: bool = False
    mixed: bool = False
    evidence: list = []


# --- an index at a place ---

def combine(place, index_id, chosen, year=None):
    """The union of the chosen observations, and whether their sets differ (N13)."""
    index = place.book.indices[index_id]
    sets = [observed_set(o, index, place.book, year) for o in chosen]
    return values.union(sets), any(values.differ(sets[0], other) for other in sets[1:])


def choose(place, pool):
    """"Keep the newest; undated ones count only when nothing dated is left"; then preferred."""
    within = place.dated_part(pool)
    if not within:
        return preferred(pool), None
    chosen, year = newest(within, place.year)
    return preferred(chosen), year


def find(place, index_id):
    index = place.book.indices[index_id]
    if index_id in place.laid:
        return Finding(place.laid[index_id])
    left = place.left(index_id)
    if left:                            # also of a derived index: its own observation wins
        chosen, year = choose(place, left)
        value, disputed = combine(place, index_id, chosen, place.year)
        return Finding(value, year, False, disputed, False, [shown(o) for o in chosen])
    operation = place.book.operation(index)
    if operation is None:
        return Finding(None)
    if operation == "growth":
        return find_growth(place, index)
    return find_derived(place, index, operation)


def common_year(place, pools):
    """"the newest year <= Y in which every operand with a dated pool has an observation of that
    year or a span that holds in it". Spans left hold at Y, so Y and the stated years are enough."""
    years = {place.year} | {o["year"] for pool in pools for o in pool if "year" in o}
    for year in sorted(years, reverse=True):
        if all(at_year(pool, year) for pool in pools):
            return year
    return None


def at_year(pool, year):
    return [o for o in pool if (o["year"] == year if "year" in o else holds(o, year))]


def find_derived(place, index, operation):
    operands = place.book.operands(index)
    # "each operand's pool is what is left after the drops, without the undated ones if any dated"
    pools = []
    for operand in operands:
        left = place.left(operand)
        pools.append(place.dated_part(left) or left)
    if not any(pools) and not any(operand in place.laid for operand in operands):
        return Finding(None, derived=True)
    in_time = [pool for pool in pools if place.dated_part(pool)]
    year = common_year(place, in_time) if in_time else None
    sets, disputed, evidence = [], False, []
    for operand, pool in zip(operands, pools):
        if operand in place.laid:
            sets.append(place.laid[operand])
            continue
        if not pool:                    # "the whole domain of their index"
            sets.append(place.book.domain(place.book.indices[operand]))
            continue
        if year is not None and place.dated_part(pool):
            chosen = preferred(newest(at_year(pool, year), year)[0])
        else:                           # undated, or mixed years: as of Y by itself
            chosen = choose(place, pool)[0]
        value, differ = combine(place, operand, chosen)
        sets.append(value)
        disputed = disputed or differ
        evidence += [shown(o, operand) for o in chosen]
    value = calculate(place.book, index, operation, operands, sets)
    return derived_finding(place, index, value, year, disputed, bool(in_time) and year is None, evidence)


def find_growth(place, index):
    """"uses only observations with `year`": the newest not stale, and one exactly N years before."""
    operand, years = index["growth"]["of"], index["growth"]["over"]
    if place.year is None:
        return Finding(None, derived=True)
    fresh = [o for o in place.left(operand) if "year" in o]
    if not fresh:
        return Finding(None, derived=True)
    newest_ones, year = newest(fresh, place.year)
    ends = preferred(newest_ones)
    however_old = [o for o in place.left(operand, values.INF) if "year" in o]
    bases = preferred([o for o in however_old if o["year"] == year - years])
    evidence = [shown(o, operand) for o in ends + bases]
    if not bases:
        return Finding(None, derived=True, evidence=evidence)
    end, end_disputed = combine(place, operand, ends)
    base, base_disputed = combine(place, operand, bases)
    value = values.growth(end, base, years)
    if value is not None:
        value = values.scaled(value, place.book.units.factor_between("1", index["unit"]))
    return derived_finding(place, index, value, year, end_disputed or base_disputed, False, evidence)


def derived_finding(place, index, value, year, disputed, mixed, evidence):
    """Cut to the index's range; "where nothing is known, nothing is disputed or mixed"."""
    if value is not None:
        value = values.cut(value, place.book.domain(index))
    if value is None:
        return Finding(None, derived=True, evidence=evidence)
    return Finding(value, year, True, disputed, mixed, evidence)


def calculate(book, index, operation, operands, sets):
    units = [book.indices[operand]["unit"] for operand in operands]
    if operation in ("ratio", "product"):
        # In the operands' own units; then the result's ends to the index's unit (N7).
        value = values.ratio(*sets) if operation == "ratio" else values.product(*sets)
        sign = "/" if operation == "ratio" else "*"
        return value if value is None else values.scaled(value, compound(book, units, sign, index["unit"]))
    converted = [values.scaled(s, book.units.factor_between(unit, index["unit"]))
                 for s, unit in zip(sets, units)]
    return {"sum": values.total, "difference": values.difference,
            "max": values.maximum, "min": values.minimum}[operation](converted)


def compound(book, units, sign, target):
    """The exact factor from "unit a times (or by) unit b" to the index's unit."""
    (a, a_powers), (b, b_powers) = (book.units.parse(unit) for unit in units)
    goal, goal_powers = book.units.parse(target)
    direction = 1 if sign == "*" else -1
    powers = dict(a_powers)
    for base, power in b_powers.items():
        powers[base] = powers.get(base, 0) + direction * power
    if {base: power for base, power in powers.items() if power} != goal_powers:
        raise ValueError(f"{units[0]} {sign} {units[1]} does not convert to {target}")
    return a * b ** direction / goal


def shown(o, index_id=None):
    """Evidence: the words stated, the kind, and for about and nearly the tolerance."""
    words = {"kind": "actual", **o}
    if has(o, ("about", "nearly")):
        words.setdefault("tolerance", 0.1)
    return {"index": index_id, **words} if index_id else words


# --- a criterion ---

def answer_of(value, accepted):
    """"Yes when the first lies inside the second, No when they do not meet, Unknown otherwise"."""
    if value is None:
        return "unknown"
    if values.inside(value, accepted):
        return "yes"
    return "no" if values.apart(value, accepted) else "unknown"


def evaluate_criterion(place, step, criterion, thresholds, found):
    index_id = criterion["index"]
    index = place.book.indices[index_id]
    if index_id not in found:
        found[index_id] = find(place, index_id)
    finding = found[index_id]
    test = next(word for word in TESTS if word in criterion)
    threshold, unit = criterion[test], criterion.get("unit")
    tolerance = criterion.get("tolerance", 0)
    if (step["id"], index_id) in thresholds:    # "replaces a critical level and its tolerance"
        threshold, other_unit = thresholds[step["id"], index_id]
        unit, tolerance = other_unit or unit, 0
    if index.get("type", "number") == "number":
        threshold, accepted = number_test(place.book, index, test, threshold, unit, tolerance)
        margin, order = values.margin(finding.value, accepted), ()
    else:
        margin, order = None, index.get("levels") or index.get("values") or ()
        accepted = word_test(test, threshold, order)
    return {"index": index_id, "answer": answer_of(finding.value, accepted), "test": test,
            "threshold": threshold, "tolerance": tolerance, "unit": index.get("unit"),
            "value": values.printable(finding.value, order), "year": finding.year,
            "derived": finding.derived, "disputed": finding.disputed, "mixed_years": finding.mixed,
            "margin": margin, "evidence": finding.evidence}


def number_test(book, index, test, threshold, unit, tolerance):
    """The threshold in the index's unit, and the widened acceptance set."""
    bounds = [book.units.convert(bound, unit or index["unit"], index["unit"])
              for bound in (threshold if test == "between" else [threshold])]
    return bounds if test == "between" else bounds[0], values.acceptance(test, bounds, tolerance)


def word_test(test, threshold, order):
    """The values of a flag, level or category that are good enough."""
    if test == "is":
        return frozenset([threshold])
    if test == "is_not":
        return frozenset(order) - {threshold}
    if test == "one_of":
        return frozenset(threshold)
    place = list(order).index(threshold)        # levels: lowest first
    return frozenset(order[place:] if test == "at_least" else order[:place + 1])


# --- steps, walk, verdicts ---

def step_answer(need, answers):
    """Kleene's logic: all, any, or at least k."""
    yes, unknown = answers.count("yes"), answers.count("unknown")
    k = {"all": len(answers), "any": 1}.get(need, need)
    if yes >= k:
        return "yes"
    return "no" if yes + unknown < k else "unknown"


def walk(steps, answers):
    """The visited steps in order, and the step at which the walk stopped, or None."""
    order = [step["id"] for step in steps]
    visited, position = [], 0
    while position < len(order):
        step = steps[position]
        visited.append(step["id"])
        if answers[step["id"]] == "no":
            if "on_no" not in step:     # "stops: this is the first No, the bottleneck"
                return visited, step["id"]
            position = order.index(step["on_no"])
        else:                           # "Unknown is passed provisionally along on_yes"
            goal = step.get("on_yes")
            position = position + 1 if goal is None else len(order) if goal == "end" else order.index(goal)
    return visited, None


def verdict(visited, answers, first_no):
    if first_no in visited:
        return "bottleneck"
    return "undecided" if any(answers[step] == "unknown" for step in visited) else "clear"


def evaluate(book, file, site=None, year=None, sets=None, thresholds=None, accept=(), max_age=None):
    file = file if isinstance(file, CityFile) else CityFile(file)
    asked, newer = file.year_and_newer(year)
    place = Place(book, file, site, asked, sets or {}, accept, max_age)
    found, steps, answers = {}, [], {}
    for stage, step in book.steps:
        criteria = [evaluate_criterion(place, step, c, thresholds or {}, found) for c in step["criteria"]]
        answers[step["id"]] = step_answer(step.get("need", "all"), [c["answer"] for c in criteria])
        steps.append({"id": step["id"], "stage": stage["id"], "answer": answers[step["id"]],
                      "criteria": criteria})
    visited, first_no = walk([step for _, step in book.steps], answers)
    unknown = [step for step in visited if answers[step] == "unknown"]
    for step in steps:
        step["visited"] = step["id"] in visited
    stages = []
    for stage in book.chart["stages"]:
        inside = [step["id"] for step in stage["steps"] if step["id"] in visited]
        stages.append({"id": stage["id"],
                       "verdict": verdict(inside, answers, first_no) if inside else "not_reached"})
    stops = [step for step in visited if answers[step] == "unknown" or step == first_no]
    return {"city": file.city["id"], "site": site, "chart": book.chart["id"], "year": asked,
            "newer_figures": newer, "verdict": verdict(visited, answers, first_no),
            "first_no": first_no, "first_stop": stops[0] if stops else None, "unknown": unknown,
            "stages": stages, "steps": steps,
            "actors": candidates(book, file.city, site, first_no, steps), "dropped": place.dropped}


# --- candidate actors ---

def candidates(book, city, site, first_no, steps):
    """"for each criterion that is No, its own `actors` or else the step's, without repeats"."""
    if first_no is None:
        return []
    stage, step = next(pair for pair in book.steps if pair[1]["id"] == first_no)
    answered = next(s for s in steps if s["id"] == first_no)["criteria"]
    classes = []
    for criterion, result in zip(step["criteria"], answered):
        if result["answer"] == "no":
            classes += [c for c in criterion.get("actors", step["actors"]) if c not in classes]
    names = {step["id"], stage["id"], step.get("factor"), f"{book.chart['id']}/{step['id']}"}
    people = list(city.get("actors") or [])
    if site is not None:
        people += city["sites"][site].get("actors") or []
    return [{"class": c, "label": book.classes[c]["label"], "named": named(people, c, names)}
            for c in classes]


def named(people, class_id, names):
    """The city's then the site's whose `clears` matches, then those without `clears` (N12)."""
    members = [p for p in people if class_id in p["class"]]
    matching = [p for p in members if names & set(p.get("clears", []))]
    general = [p for p in members if "clears" not in p]
    return [{"id": p["id"], "name": p["name"]} for p in matching + general]
