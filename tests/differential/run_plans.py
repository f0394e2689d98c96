#!/usr/bin/env python3
"""Plans on random charts and cities, judged by the second evaluator.

    run_plans.py CLUSTERFLOW_BINARY [--plans N] [--seed S] [--jobs J] [--counts]

Each plan is carried out in the second evaluator: with all its changes the place is clear; without
any one of them it is not; with a smaller one it is not. Its figures are derived again. Where a
chart is small, all sets of candidate values (unchanged; on, beside and between all critical levels;
every level and category) are tried: none that is clear asks for less, and where the tool says that
there is no plan none is clear. And at each step the ways are enumerated and put in order again.
"""

import argparse
import json
import math
import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from itertools import combinations, product

import values
from evaluator import TESTS, Book, answer_of, find, number_test, step_answer, walk, word_test
from generate import make_batch
from run import write_batch
from selection import CityFile, Place
from values import INF, Interval

MOST_WORLDS = 3000      # sets of candidate values that are tried for one plan


# --- a chart at a place, with values laid over it ---

def domain(book, index_id):
    index = book.indices[index_id]
    kind = index.get("type", "number")
    if kind == "number":
        return book.domain(index)
    return frozenset([True, False] if kind == "flag" else index.get("levels") or index["values"])


class Walker:
    """A chart at a place: answers with any values laid over it."""

    def __init__(self, book, file, site, options):
        self.book, self.options = book, options
        self.steps = [step for _, step in book.steps]
        asked, _ = file.year_and_newer(options["year"])
        self.place = Place(book, file, site, asked, options["sets"], options["accept"], options["max_age"])
        self.accepted = [[self.accept(step, criterion) for criterion in step["criteria"]] for step in self.steps]

    def accept(self, step, criterion):
        index = self.book.indices[criterion["index"]]
        test = next(word for word in TESTS if word in criterion)
        threshold, unit, tolerance = criterion[test], criterion.get("unit"), criterion.get("tolerance", 0)
        replaced = self.options["thresholds"].get((step["id"], criterion["index"]))
        if replaced:
            threshold, unit, tolerance = replaced[0], replaced[1] or unit, 0
        if index.get("type", "number") == "number":
            return number_test(self.book, index, test, threshold, unit, tolerance)[1]
        return word_test(test, threshold, index.get("levels") or index.get("values") or ())

    def value(self, index_id, laid):
        self.place.laid = laid
        return find(self.place, index_id).value

    def answers(self, laid):
        self.place.laid = laid
        found = {}
        rows = []
        for step, accepted in zip(self.steps, self.accepted):
            row = []
            for criterion, good in zip(step["criteria"], accepted):
                name = criterion["index"]
                if name not in found:
                    found[name] = find(self.place, name).value
                row.append(answer_of(found[name], good))
            rows.append(row)
        return rows

    def walk(self, laid, last):
        """Whether the walk is clear as far as the step `last`; the visited steps; the answers."""
        rows = self.answers(laid)
        answers = {step["id"]: step_answer(step.get("need", "all"), row) for step, row in zip(self.steps, rows)}
        visited, first_no = walk(self.steps, answers)
        order = [step["id"] for step in self.steps]
        stops = [order.index(step) for step in visited if answers[step] == "unknown" or step == first_no]
        return not stops or stops[0] > last, visited, answers

    def clear(self, laid, last):
        return self.walk(laid, last)[0]


# --- what the tool says, as sets ---

def number(text):
    return -0.0 + float(text)


def as_set(said, kind, low=-INF, high=INF):
    if isinstance(said, dict):
        def end(word, infinite):
            return infinite if said[word] is None else number(said[word])
        return Interval(end("low", -INF), end("high", INF), said["low_open"], said["high_open"])
    if kind == "number":
        return Interval(number(said), number(said))
    return frozenset(said if isinstance(said, list) else [said])


def same(one, other):
    return not values.differ(one, other)


class Wrong(Exception):
    """What a plan says is not so."""


def need(condition, *what):
    if not condition:
        raise Wrong(" ".join(str(part) for part in what))


# --- the arithmetic of one demand ---

def target_of(book, index_id, known, needed):
    """The action and the nearest values, by the words of docs/plan.md."""
    meet = known & needed if isinstance(known, frozenset) else values.cut(known, needed)
    return "establish" if meet else "change"


def check_distance(book, index_id, said, known, needed):
    index = book.indices[index_id]
    kind = index.get("type", "number")
    if said["action"] == "establish" or kind in ("flag", "category"):
        need(said["distance"] is None, index_id, "has a distance")
        return
    told = said["distance"]
    if kind == "level":
        order = index["levels"]
        known_at, good = [order.index(x) for x in known], [order.index(x) for x in needed]
        ways = [min(abs(a - b) for b in good) for a in known_at]
        need([min(ways), max(ways)] == [float(told["least"]), float(told["most"])], "levels", ways, told)
        return
    up = values.wholly_below(known, needed)
    need(told["direction"] == ("up" if up else "down"), index_id, "direction", told)
    edge, is_open = (needed.low, needed.low_open) if up else (needed.high, needed.high_open)
    near, far = (known.high, known.low) if up else (known.low, known.high)
    need(told["more_than"] == is_open, index_id, "open")
    for word, end in (("least", near), ("most", far)):
        gap = abs(values.gap(edge, end)) if math.isfinite(end) else None
        said_gap = None if told[word] is None else float(told[word])
        need(said_gap == gap, index_id, word, gap, told)
        share = None
        if gap == 0:
            share = 0.0
        elif gap is not None and end != 0:
            share = gap / abs(end)
        said_share = None if told[word + "_share"] is None else float(told[word + "_share"])
        need(said_share == share, index_id, word, "share", share, told)


def smaller(known, demand, needed, index, levels_on_way, edges, rng):
    """Values that ask for less than the target, for one index."""
    kind = index.get("type", "number")
    target = as_set(demand["target"], kind)
    if demand["action"] == "establish":
        if kind != "number":
            return [target | {x} for x in known - target]
        wider = []
        for high in (False, True):
            end, limit = (target.high, known.high) if high else (target.low, known.low)
            is_open, was_open = (target.high_open, known.high_open) if high else (target.low_open, known.low_open)
            if values.near(end, limit) and is_open == was_open:
                continue
            for share in (1e-6, 1e-3, 0.5, 1):
                far = limit if math.isfinite(limit) else end + (1 if high else -1) * max(abs(end), 1)
                to = end if is_open else far if share == 1 else end + (far - end) * share
                if not is_open and values.near(to, end):
                    continue
                wider.append(target._replace(high=to, high_open=False) if high
                             else target._replace(low=to, low_open=False))
        return wider
    if kind == "level":
        return [frozenset([level]) for level in levels_on_way]
    if kind != "number":
        return []
    up = demand["distance"]["direction"] == "up"
    start, end = (known.high, needed.low) if up else (known.low, needed.high)
    nearer = [end + (start - end) * share for share in (1e-6, 1e-3, 0.25, 0.5, 0.9, rng.random())]
    nearer += [edge for edge in edges if min(start, end) < edge < max(start, end)]
    if demand["distance"]["more_than"]:
        nearer.append(end)
    return [Interval(x, x) for x in nearer
            if demand["distance"]["more_than"] and x == end or not values.near(x, end)]


def levels_between(index, known, target):
    """Levels that are nearer to what is known than the target."""
    order = index["levels"]
    at = order.index(next(iter(target)))
    reach = min(abs(order.index(x) - at) for x in known)
    return [level for i, level in enumerate(order)
            if level not in known and min(abs(order.index(x) - i) for x in known) < reach]


# --- a plan ---

def check_plan(walker, plan, counts, rng):
    steps = [step["id"] for step in walker.steps]
    last = steps.index(plan["until"]) if plan["until"] else len(steps) - 1
    counts["state " + plan["state"]] += 1
    need(plan["state"] != "faulty", "a faulty plan")
    if plan["state"] == "clear":
        need(walker.clear({}, last), "said to be clear")
        return
    need(not walker.clear({}, last), "is clear already")
    given = set(plan["given"])
    if plan["state"] != "plan":
        check_none(walker, plan, last, given, counts, rng)
        return
    laid, known = lay(walker, plan)
    need(walker.clear(laid, last), "not clear with all changes")
    for change in plan["changes"]:
        check_change(walker, plan, change, laid, known, last, given, counts, rng)
    check_stops(walker, plan, laid, last, counts)
    check_worlds(walker, plan, laid, known, last, given, counts)


def kind_of(walker, index_id):
    return walker.book.indices[index_id].get("type", "number")


def lay(walker, plan):
    """What is laid over the place, and what is known of each index without its own change."""
    laid = {change["index"]: as_set(change["target"], kind_of(walker, change["index"]))
            for change in plan["changes"]}
    need(len(laid) == len(plan["changes"]), "an index twice")
    known = {}
    for index_id in laid:
        others = {name: value for name, value in laid.items() if name != index_id}
        known[index_id] = walker.value(index_id, others)
        if known[index_id] is None:
            known[index_id] = domain(walker.book, index_id)
    return laid, known


def check_change(walker, plan, change, laid, known, last, given, counts, rng):
    name, book = change["index"], walker.book
    kind = kind_of(walker, name)
    need(name not in given, name, "was given")
    if change["known"] is None:
        need(same(known[name], domain(book, name)), name, "is known")
    else:
        need(same(known[name], as_set(change["known"], kind)), name, "known", known[name], change["known"])
    needed = as_set(change["needed"], kind) if change["needed"] is not None else domain(book, name)
    target = laid[name]
    need(values.inside(target, needed), name, "the target is not needed")
    need(target_of(book, name, known[name], needed) == change["action"], name, "action")
    check_distance(book, name, change, known[name], needed)
    others = {index: value for index, value in laid.items() if index != name}
    need(not walker.clear(others, last), name, "can be left out")
    edges = [end for row, step in zip(walker.accepted, walker.steps)
             for good, criterion in zip(row, step["criteria"]) if criterion["index"] == name and kind == "number"
             for end in (good.low, good.high) if math.isfinite(end)]
    between = levels_between(book.indices[name], known[name], target) if kind == "level" and change["action"] == "change" else []
    for value in smaller(known[name], change, needed, book.indices[name], between, edges, rng):
        counts["smaller values tried"] += 1
        need(not walker.clear({**others, name: value}, last), name, "smaller would do:", value, "for", target)
    counts[change["action"] + " " + kind] += 1
    counts["avoids"] += change["avoids"]
    counts["undone"] += change["undone"]
    check_operands(walker, change, others, laid, given, counts, rng)


def check_operands(walker, change, others, laid, given, counts, rng):
    """With one operand's change in place of the derived index's the criteria are Yes."""
    name, book = change["index"], walker.book
    needed = as_set(change["needed"], "number") if kind_of(walker, name) == "number" else None
    for operand in change["operands"]:
        index_id = operand["index"]
        rest = {index: value for index, value in others.items() if index != index_id}
        if operand["given"]:
            need(index_id in given, index_id, "was not given")
            continue
        if not operand["enough"]:
            counts["operand is not enough"] += 1
            space = book.domain(book.indices[index_id])
            for _ in range(12):
                value = random_number(rng, space)
                if index_id in laid:
                    continue
                found = walker.value(name, {**rest, index_id: Interval(value, value)})
                need(answer_of(found, needed) != "yes", name, "operand", index_id, "would do at", value)
            continue
        counts["operand is enough"] += 1
        target = as_set(operand["target"], "number")
        if operand["action"] == "establish":
            target = as_set(operand["needed"], "number")
        points = ends_of(target)
        for value in points:
            found = walker.value(name, {**rest, index_id: Interval(value, value)})
            need(answer_of(found, needed) == "yes", name, "operand", index_id, "does not do at", value, found)
        if operand["action"] == "change" and index_id not in laid:
            check_operand_nearest(walker, name, index_id, operand, rest, needed, counts, rng)


def check_operand_nearest(walker, name, index_id, operand, rest, needed, counts, rng):
    up = operand["distance"]["direction"] == "up"
    room = as_set(operand["needed"], "number")
    known = domain(walker.book, index_id) if operand["known"] is None else as_set(operand["known"], "number")
    start, end = (known.high, room.low) if up else (known.low, room.high)
    for share in (1e-5, 1e-3, 0.1, 0.5, rng.random()):
        value = end + (start - end) * share
        if abs(value - end) <= 1e-7 * abs(end):
            continue
        found = walker.value(name, {**rest, index_id: Interval(value, value)})
        need(answer_of(found, needed) != "yes", name, "operand", index_id, "would do already at", value, operand)
        counts["nearer operands tried"] += 1


def random_number(rng, space):
    low, high = max(space.low, -1e4), min(space.high, 1e4)
    value = rng.choice([rng.uniform(low, high), rng.uniform(max(low, -5), min(high, 5)) if high > -5 and low < 5 else low,
                        float(round(rng.uniform(low, high))), low, high])
    return min(max(value, space.low), space.high)


def ends_of(target):
    """Points of a set at and near its ends."""
    low, high = target.low, target.high
    if math.isinf(low):
        low = min(high - 1, -1e3) if math.isfinite(high) else -1e3
    if math.isinf(high):
        high = max(low + 1, 1e3)
    points = [low + (high - low) / 2]
    if not target.low_open:
        points.append(low)
    if not target.high_open:
        points.append(high)
    return points


# --- the ways of a step ---

def check_stops(walker, plan, laid, last, counts):
    clear, visited, answers = walker.walk(laid, last)
    order = [step["id"] for step in walker.steps]
    told = [stop["step"] for stop in plan["stops"]]
    need(told == sorted(told, key=order.index), "stops out of order")
    passed = [step for step in visited if answers[step] == "no" and order.index(step) <= last]
    need(set(passed) >= {stop["step"] for stop in plan["stops"] if stop["kind"] == "passed_by"}, "passed by")
    need(set(passed) <= set(told), "passed by without a word")
    before = walker.walk({}, last)[2]
    kinds = {"no": "bottleneck", "unknown": "unknown", "yes": "undone"}
    for stop in plan["stops"]:
        counts["stop " + stop["kind"]] += 1
        if stop["kind"] != "passed_by":
            need(stop["kind"] == kinds[before[stop["step"]]], stop["step"], "kind")
            need(stop["changes"], stop["step"], "has no changes")
    listed = [name for stop in plan["stops"] for name in stop["changes"]]
    need(sorted(listed) == sorted(laid), "changes and stops")
    if is_plain(walker, plan):
        for stop in plan["stops"]:
            check_ways(walker, plan, stop, counts)


def is_plain(walker, plan):
    """No index matters to two criteria, directly or by derivation, so that each step is by itself."""
    seen = Counter()
    for step in walker.steps:
        for criterion in step["criteria"]:
            names = {criterion["index"], *walker.book.operands(walker.book.indices[criterion["index"]])}
            seen.update(names)
    return all(count == 1 for count in seen.values())


def check_ways(walker, plan, stop, counts):
    """All sets of criteria that are enough, in order; each index is asked for once."""
    number = next(i for i, step in enumerate(walker.steps) if step["id"] == stop["step"])
    step, row = walker.steps[number], walker.answers({})[number]
    k = {"all": len(row), "any": 1}.get(step.get("need", "all"), step.get("need", "all"))
    given = set(plan["given"])
    priced = []
    for size in range(len(row) + 1):
        for chosen in combinations([i for i, answer in enumerate(row) if answer != "yes"], size):
            cost = cost_of(walker, step, number, chosen, given)
            if cost is not None and row.count("yes") + size == k:
                priced.append((cost, chosen, [step["criteria"][i]["index"] for i in chosen]))
    priced.sort(key=lambda way: (way[0], way[1]))
    told = [[demand["index"] for demand in way] for way in stop["ways"]]
    need(told == [names for _, _, names in priced][:10], stop["step"], "ways", told, [(c, n) for c, _, n in priced])
    counts["steps with ways enumerated"] += 1
    counts["steps with a choice"] += len(priced) > 1
    if stop["kind"] != "passed_by" and len(plan["stops"]) == sum(s["kind"] != "passed_by" for s in plan["stops"]):
        need(stop["chosen"] == "0", stop["step"], "chosen", stop["chosen"])


def cost_of(walker, step, number, chosen, given):
    changes, establishes, shares = 0, 0, []
    for i in chosen:
        name, good = step["criteria"][i]["index"], walker.accepted[number][i]
        space = domain(walker.book, name)
        needed = space & good if isinstance(space, frozenset) else values.cut(space, good)
        if not needed or name in given:
            return None
        known = walker.value(name, {})
        known = space if known is None else known
        meet = known & needed if isinstance(known, frozenset) else values.cut(known, needed)
        changes += not meet
        establishes += bool(meet)
        shares.append(0.0 if meet else share_of(walker, name, known, needed))
    return changes, establishes, max(shares, default=0.0), sum(shares)


def share_of(walker, name, known, needed):
    index = walker.book.indices[name]
    kind = index.get("type", "number")
    if kind in ("flag", "category"):
        return 1.0
    if kind == "level":
        order = index["levels"]
        ways = [min(abs(order.index(a) - order.index(b)) for b in needed) for a in known]
        return max(ways) / (len(order) - 1)
    up = values.wholly_below(known, needed)
    edge, far = (needed.low, known.low) if up else (needed.high, known.high)
    gap = abs(values.gap(edge, far)) if math.isfinite(far) else INF
    if gap == 0:
        return 0.0
    return gap / abs(far) if math.isfinite(far) and far != 0 else INF


# --- all small worlds ---

def candidates(walker, name, known):
    """Sets that an index may be laid with: points at and beside all levels, cuts, members."""
    goods = [good for row, step in zip(walker.accepted, walker.steps)
             for good, criterion in zip(row, step["criteria"]) if criterion["index"] == name]
    space = domain(walker.book, name)
    if isinstance(space, frozenset):
        found = {frozenset([x]) for x in space} | {known & good for good in goods} | {good & space for good in goods}
        return [x for x in found if x]
    edges = sorted({end for good in goods for end in (good.low, good.high) if math.isfinite(end)})
    points = set()
    for edge in edges:
        points |= {edge, edge - max(abs(edge), 1) * 1e-4, edge + max(abs(edge), 1) * 1e-4}
    sets = {Interval(x, x) for x in points if values.inside(Interval(x, x), space)}
    sets |= {values.cut(known, good) for good in goods}
    sets |= {values.cut(values.cut(known, one) or known, other) for one, other in combinations(goods, 2)}
    return [x for x in sets if x is not None]


def worlds(walker, given):
    """Every set of candidate values, or None when there are too many."""
    names = list(dict.fromkeys(c["index"] for step in walker.steps for c in step["criteria"]))
    choices = []
    for name in names:
        known = walker.value(name, {})
        known = domain(walker.book, name) if known is None else known
        choices.append([None] + ([] if name in given else candidates(walker, name, known)))
    if math.prod(len(choice) for choice in choices) > MOST_WORLDS:
        return None
    return ({name: value for name, value in zip(names, world) if value is not None}
            for world in product(*choices))


def derives(walker):
    return any(walker.book.operation(walker.book.indices[c["index"]]) for step in walker.steps for c in step["criteria"])


def check_none(walker, plan, last, given, counts, rng):
    """Where no route leads past a No, "none" means that nothing does. Operands are left alone."""
    need(plan["obstacle"], "no obstacle")
    counts["none, " + ("exhausted" if plan["exhausted"] else "not exhausted")] += 1
    if derives(walker):
        return
    for world in worlds(walker, given) or ():
        if walker.clear(world, last):
            counts["none, although a world is clear"] += 1
            need(not plan["exhausted"], "there is a plan:", world)
            return
    counts["none, and no world is clear"] += 1


def less_or_equal(known, one, other):
    """Whether a world asks for no more of an index than another: 1 less, 0 the same, None neither."""
    if one is None:
        return None if other is None else 1
    if other is None:
        return None
    if isinstance(one, frozenset):
        if one == other:
            return 0
        return 1 if known & one and known & other and (known & one) > (known & other) and one <= known and other <= known else None
    if same(one, other):
        return 0
    meet, met = values.cut(known, one), values.cut(known, other)
    if meet and met:
        return 1 if values.inside(one, known) and values.inside(other, one) else None
    if meet or met:
        return None
    up = values.wholly_below(known, other)
    if up != values.wholly_below(known, one):
        return None
    nearer = values.below(one.high, other.low) if up else values.below(other.high, one.low)
    return 1 if nearer else None


def check_worlds(walker, plan, laid, known, last, given, counts):
    """No world that is clear asks for less of some index and for more of none."""
    all_worlds = worlds(walker, given)
    if all_worlds is None:
        return
    counts["plans against all worlds"] += 1
    for world in all_worlds:
        if set(world) - set(laid):
            continue
        compared = [less_or_equal(known[name], world.get(name), laid[name]) for name in laid]
        if None in compared or 1 not in compared:
            continue
        counts["worlds that ask for less"] += 1
        need(not walker.clear(world, last), "less would do:", world, "for", laid)


# --- batches ---

def run_tool(binary, charts, cities, arguments, folder):
    chosen = [word for chart in charts for word in ("--chart", chart)]
    done = subprocess.run([binary, "plan", *chosen, *arguments, "-f", "jsonl", *cities],
                          cwd=folder, capture_output=True, timeout=300)
    if done.returncode != 0:
        raise Wrong(f"exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:2000]}")
    return [json.loads(line, parse_float=str, parse_int=str) for line in done.stdout.decode().splitlines()]


def vary(batch, rng):
    """Charts without ways round, steps with more to choose from, and charts of one step or two."""
    for chart in batch.charts:
        steps = [step for stage in chart["stages"] for step in stage["steps"]]
        if rng.random() < 0.5:
            for step in steps:
                step.pop("on_no", None)
        for step, other in zip(steps, steps[1:]):
            if rng.random() < 0.25:
                step["criteria"] = step["criteria"] + [dict(criterion) for criterion in other["criteria"]]
                step["need"] = rng.choice(["any", "any", "all", rng.randint(1, len(step["criteria"]))])
        if rng.random() < 0.3:
            del chart["stages"][1:]
            shorten(chart["stages"][0], rng.randint(1, 3))


def shorten(stage, most):
    del stage["steps"][most:]
    kept = {step["id"] for step in stage["steps"]} | {"end"}
    for step in stage["steps"]:
        for route in ("on_yes", "on_no"):
            if step.get(route, "end") not in kept:
                del step[route]


def tests_of(charts):
    """The tests with which each step asks for each index."""
    tests = defaultdict(set)
    for step in (step for chart in charts for stage in chart["stages"] for step in stage["steps"]):
        for criterion in step["criteria"]:
            tests[step["id"], criterion["index"]].add(next(word for word in TESTS if word in criterion))
    return tests


def do_batch(task):
    binary, seed, root = task
    folder = os.path.join(root, "plans-" + seed.replace("/", "-"))
    os.makedirs(folder, exist_ok=True)
    batch = make_batch(seed)
    vary(batch, random.Random(f"{seed} variety"))
    charts, cities = write_batch(batch, folder, seed)
    books = {chart["id"]: Book(batch.catalog, chart) for chart in batch.charts}
    files = {city["id"]: CityFile(city) for city in batch.cities}
    rng = random.Random(f"{seed} plans")
    counts, report, done = Counter(), [], 0
    tests = tests_of(batch.charts)
    for run in batch.runs:
        if any(len(tests[asked]) != 1 for asked in run["options"]["thresholds"]):
            continue        # the variation has left out the step, or made it ask in two ways
        arguments = list(run["arguments"])
        fixed = random.Random(f"{seed} given").random() < 0.3
        if fixed:       # what is set by the run is decided
            arguments = ["--given" if word == "--set" else word for word in arguments]
        try:
            plans = run_tool(binary, charts, cities, arguments, folder)
        except (Wrong, ValueError, subprocess.TimeoutExpired) as wrong:
            report.append(f"{folder}: {' '.join(arguments)}: {wrong}")
            continue
        for plan in plans:
            walker = Walker(books[plan["chart"]], files[plan["city"]], plan["site"], run["options"])
            done += 1
            try:
                check_plan(walker, plan, counts, rng)
            except Wrong as wrong:
                report.append(f"{folder}: {' '.join(arguments)}: {plan['city']}, site {plan['site']}, "
                              f"{plan['chart']}: {wrong}")
    if not report:
        shutil.rmtree(folder)
    return done, report, counts


def main():
    parser = argparse.ArgumentParser(description="Judge plans by the second evaluator.")
    parser.add_argument("binary", metavar="CLUSTERFLOW_BINARY")
    parser.add_argument("--plans", type=int, default=10000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--counts", action="store_true", help="tell how often what came about")
    options = parser.parse_args()
    root = tempfile.mkdtemp(prefix="plans-")
    binary = os.path.abspath(options.binary)
    done, wrong, counts, batches = 0, [], Counter(), 0
    with multiprocessing.Pool(options.jobs) as pool:
        while done < options.plans and len(wrong) < 20:
            tasks = [(binary, f"{options.seed}/{batches + i}", root) for i in range(max(options.jobs, (options.plans - done) // 200))]
            batches += len(tasks)
            for more, report, seen in pool.imap(do_batch, tasks):
                done += more
                wrong += report
                counts.update(seen)
    for line in wrong[:20]:
        print(line)
    if not wrong:
        shutil.rmtree(root)
    if options.counts or wrong:
        width = max(map(len, counts), default=0)
        for name in sorted(counts):
            print(f"  {name:{width}}  {counts[name]:8}")
    if os.environ.get("COUNTS") and not wrong:
        os.makedirs(os.environ["COUNTS"], exist_ok=True)
        with open(os.path.join(os.environ["COUNTS"], "plans"), "w", encoding="ascii") as file:
            file.write(f"{done}\n")
    print(f"plans: {done - len(wrong)} plans hold, {len(wrong)} do not ({batches} batches, seed {options.seed})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
