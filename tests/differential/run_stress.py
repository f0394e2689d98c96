#!/usr/bin/env python3
"""Stress tests of random charts and cities, judged by the second evaluator.

    run_stress.py CLUSTERFLOW_BINARY [--tests N] [--seed S] [--jobs J] [--counts]

Flip points: the figure in the city, or the level in the chart, is replaced by values inside of the
interval that is told, just inside of its ends, and just outside; flags, levels and categories by
each member. Draws are made again, by a generator of its own, and evaluated one by one. Neighbouring
steps are exchanged in the chart. Where few indices are not known, all sets of candidate values are
tried, and what they come to is what the tool says is possible, also when one of them is known.
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
from collections import Counter
from itertools import product

import values
from evaluator import Book, answer_of, find, step_answer, verdict, walk
from generate import make_batch
from run import write_batch
from run_plans import Walker, Wrong, domain, need, shorten
from selection import NUMBER_WORDS, CityFile, observed_set
from values import Interval

DRAWS, SPREAD = 24, 0.15
MOST_WORLDS = 3000
MASK = 2 ** 64 - 1


# --- outcomes by the second evaluator ---

def outcome(walker, laid=None, steps=None):
    """(verdict, first No) of the place, with values laid over it, also in another order."""
    answers = {step["id"]: step_answer(step.get("need", "all"), row)
               for step, row in zip(walker.steps, walker.answers(laid or {}))}
    visited, first_no = walk(steps or walker.steps, answers)
    return verdict(visited, answers, first_no), first_no


def end_of(said):
    return said["verdict"], said["first_no"]


# --- flip points ---

class Lever:
    """A figure in the city's file, or a level in the chart's, that can be given other values."""

    def __init__(self, book, file, site, options, said):
        self.book, self.file, self.site, self.options, self.said = book, file, site, options, said
        self.index = book.indices[said["index"]]
        self.year = file.year_and_newer(options["year"])[0]
        self.number = self.index.get("type", "number") == "number"
        found = self.figures() if said["kind"] == "figure" else self.levels()
        self.place = found[0] if len(found) == 1 else None      # told apart from all others

    def figures(self):
        places = [self.file.own] + ([self.file.sites[self.site]] if self.site else [])
        said, found = self.said, []
        for o in (o for place in places for o in place.get(said["index"], [])):
            word = next((word for word in (*NUMBER_WORDS, "began", "ended") if word in o), None)
            if word == "ended":
                word = "began"
            if word != said["form"] or o.get("year") != said["year"]:
                continue
            if not self.number or values.near(self.in_unit(o, word, o[word]), said["value"]):
                found.append((o, word))
        return [] if said["index"] in self.options["sets"] else found

    def levels(self):
        said, found = self.said, []
        for _, step in self.book.steps:
            for c in step["criteria"]:
                if step["id"] != said["step"] or c["index"] != said["index"] or said["test"] not in c:
                    continue
                if not self.number or values.near(self.in_unit(c, said["test"], c[said["test"]]), said["value"]):
                    found.append((c, said["test"]))
        return [] if (said["step"], said["index"]) in self.options["thresholds"] else found

    def in_unit(self, record, word, stated):
        if word == "between":
            stated = stated[self.said["end"] == "high"]
        return self.book.units.convert(stated, record.get("unit") or self.index["unit"], self.index["unit"])

    def outcome_at(self, value):
        """With the value in place of what the file states."""
        record, word = self.place
        before = dict(record)
        if not self.number and self.said["kind"] == "figure":
            period = record.pop("began", None) or record.pop("ended", None)
            record.pop("ended", None)
            if period and self.year:
                record["year"] = self.year      # as recent as a period
            record["value"] = value
        elif word == "between":
            high = self.said["end"] == "high"
            other = self.book.units.convert(before[word][not high], before.get("unit") or self.index["unit"],
                                            self.index["unit"])
            record[word] = [other, value] if high else [value, other]
        else:
            record[word] = value
        if self.number:
            record["unit"] = self.index["unit"]
        try:
            if self.number and self.said["kind"] == "figure" and \
                    observed_set(record, self.index, self.book) is None:
                return None     # out of its range
            return outcome(Walker(self.book, self.file, self.site, self.options))
        finally:
            record.clear()
            record.update(before)


def check_members(lever, now, counts):
    for member in lever.said["members"]:
        if lever.said["kind"] == "figure" or member["value"] is not None:
            counts["members"] += 1
            need(lever.outcome_at(member["value"]) == end_of(member), "member", member)


def check_side(lever, now, side, sign, counts):
    """Just inside of the end everything is as it is now, just outside it is what is told."""
    said = lever.said
    end, flip = said["stays"][side], said["lower" if sign < 0 else "higher"]
    if end is None:
        far = said["value"] + sign * (abs(said["value"]) + 1) * 1e4
        counts["no flip"] += 1
        need(flip is None and (lever.outcome_at(far) == now or limited(lever)), "no end", side, far)
        return
    if flip is None:
        counts["end of range"] += 1
        return
    need(flip["at"] == end, "end", side)
    tried = []
    parts = (1e-7, 1e-5, 1e-3)
    ways = [part * abs(end) for part in parts if end]
    # beside large operands numbers are near over a longer stretch
    ways += [part * max(abs(end), abs(said["value"])) or part for part in parts]
    for way in ways:
        inside = end - sign * way
        if (inside - said["value"]) * sign < 0:
            inside = said["value"]
        outside = end if flip["from_at"] else end + sign * way
        tried.append((inside, lever.outcome_at(inside), outside, lever.outcome_at(outside)))
        if tried[-1][1] == now and tried[-1][3] == end_of(flip):
            counts["flips"] += 1
            counts["flips", "at once" if way == ways[0] else "further away"] += 1
            break
    else:
        raise Wrong(f"{side}: {flip}: {tried}")
    if not flip["from_at"]:
        need(lever.outcome_at(end) == now, "at the end", side, end)
    share = abs(end - said["value"]) / abs(said["value"]) if said["value"] else None
    need((share is None) == (flip["share"] is None) or end == said["value"], "share", side)
    need(share is None or abs(share - flip["share"]) <= 1e-6 * max(1, share), "share", share, flip)


def limited(lever):
    """A figure cannot leave its range, nor an end of `between` pass the other one."""
    return lever.said["kind"] == "figure" or lever.said["end"] is not None


def check_lever(book, file, site, options, said, now, counts, rng):
    lever = Lever(book, file, site, options, said)
    if lever.place is None:
        counts["levers not told apart"] += 1
        return
    if not lever.number:
        check_members(lever, now, counts)
        return
    low, high = said["stays"]["low"], said["stays"]["high"]
    low = said["value"] - 10 - abs(said["value"]) if low is None else low
    high = said["value"] + 10 + abs(said["value"]) if high is None else high
    for _ in range(2):
        value = low + (high - low) * rng.uniform(0.001, 0.999)
        if not (value == 0 and said.get("form") == "nearly"):
            counts["inside"] += 1
            need(lever.outcome_at(value) == now, "inside", value)
    check_side(lever, now, "low", -1, counts)
    check_side(lever, now, "high", 1, counts)


def shares_of(lever):
    return [flip["share"] for flip in (lever["lower"], lever["higher"]) if flip and flip["share"] is not None]


def check_order_of(flips):
    """Nearest first."""
    nearest = [min(shares_of(lever)) for lever in flips if shares_of(lever)]
    need(nearest == sorted(nearest), "not in order")


# --- draws ---

def philox(counter, key):
    a, b, c, d = counter
    left, right = key
    for _ in range(10):
        first, second = 0xD2E7470EE14C6C93 * a, 0xCA5A826395121157 * c
        a, b, c, d = second >> 64 ^ b ^ left, second & MASK, first >> 64 ^ d ^ right, first & MASK
        left, right = left + 0x9E3779B97F4A7C15 & MASK, right + 0xBB67AE8584CAA73B & MASK
    return a, b, c, d


def uniform(seed, draw, variable):
    return ((philox((draw, variable // 4, 0, 0), (seed, 0))[variable % 4] >> 12) + 0.5) * 2.0 ** -52


def used_once(book, name):
    """Whether one value alone rests on what is known of the index: then it can be laid over it."""
    asked = {c["index"] for _, step in book.steps for c in step["criteria"]}
    resting = [index for index in asked if index == name or name in book.operands(book.indices[index])]
    return len(resting) == 1 and "growth" not in book.indices[resting[0]]


def drawn_figure(index, said, u):
    if index.get("type", "number") == "number":
        x = said["low"] + u * (said["high"] - said["low"])
        return Interval(x, x)
    members = said if said is not None else [False, True]
    return frozenset([members[int(u * len(members))]])


def at_end(accepted, range_):
    """Does only the first or the last value of the index reach the level?"""
    return range_ is not None and (accepted.high <= range_[0] or accepted.low >= range_[1])


def move_level(walker, drawn, taken, factor):
    """The accepted set of the next criterion of that step and index, moved."""
    for i, step in enumerate(walker.steps):
        for j, criterion in enumerate(step["criteria"]):
            if (step["id"], criterion["index"]) == (drawn["step"], drawn["index"]) and (i, j) not in taken and \
                    (criterion.get("basis") != "existence" or (step["id"], criterion["index"]) in walker.options["thresholds"]):
                set_ = walker.fixed[i][j]
                if at_end(set_, walker.book.indices[criterion["index"]].get("range")):
                    continue
                taken.add((i, j))
                walker.accepted[i][j] = Interval(set_.low * factor, set_.high * factor, set_.low_open, set_.high_open)
                return
    raise Wrong(f"no criterion for {drawn}")


def wilson(count, total):
    z, p = 1.959963984540054, count / total
    middle, half = p + z * z / (2 * total), z * math.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    return (middle - half) / scale, (middle + half) / scale


def check_draws(book, walker, said, counts):
    need(said["drawn"] == said["asked"] == DRAWS and not said["partial"], "drawn")
    need(sum(one["count"] for one in said["outcomes"]) == DRAWS, "sum")
    for one in said["outcomes"]:
        low, high = wilson(one["count"], DRAWS)
        need(abs(one["low"] - low) < 1e-9 and abs(one["high"] - high) < 1e-9, "Wilson", one)
    names = [figure["index"] for figure in said["figures"]]
    if len(set(names)) < len(names) or not all(used_once(book, name) for name in names):
        counts["draws not made again"] += 1
        return
    walker.fixed = [list(row) for row in walker.accepted]
    seen = Counter()
    for draw in range(DRAWS):
        laid = {figure["index"]: drawn_figure(book.indices[figure["index"]], figure["from"], uniform(said["seed"], draw, v))
                for v, figure in enumerate(said["figures"])}
        taken = set()
        for v, level in enumerate(said["levels"], len(said["figures"])):
            move_level(walker, level, taken, 1 + said["spread"] * (2 * uniform(said["seed"], draw, v) - 1))
        seen[outcome(walker, laid)] += 1
    walker.accepted = walker.fixed
    need(seen == Counter({end_of(one): one["count"] for one in said["outcomes"]}), "draws", dict(seen), said["outcomes"])
    counts["draws made again"] += DRAWS
    counts["outcomes", min(len(seen), 3)] += 1


# --- other orders ---

def check_swaps(walker, said, counts):
    steps = walker.steps
    need(len(said) == len(steps) - 1, "pairs")
    for i, pair in enumerate(said):
        first, second = steps[i], steps[i + 1]
        need((pair["first"], pair["second"]) == (first["id"], second["id"]), "pair")
        bound = second["id"] in (first.get("on_yes"), first.get("on_no"))
        need(pair["possible"] != bound, "possible", pair)
        if not bound:
            order = steps[:i] + [second, first] + steps[i + 2:]
            need(outcome(walker, {}, order) == end_of(pair), "order", pair)
            counts["orders"] += 1


# --- what is not known ---

def candidates(walker, name, known):
    """Values on, beside and between all levels of the index, of those that it may have."""
    if not isinstance(known, Interval):
        return [frozenset([member]) for member in known]
    edges = {edge for step, row in zip(walker.steps, walker.accepted) for c, accepted in zip(step["criteria"], row)
             if c["index"] == name for edge in (accepted.low, accepted.high) if math.isfinite(edge)}
    edges |= {edge for edge in (known.low, known.high) if math.isfinite(edge)}
    points = []
    for edge in sorted(edges):      # near levels are one
        if not points or not values.near(points[-1], edge):
            points.append(edge)
    points = points or [0.0]
    points = [points[0] - abs(points[0]) - 1, *points, points[-1] + abs(points[-1]) + 1]
    points += [(a + b) / 2 for a, b in zip(points, points[1:])]
    return [Interval(x, x) for x in points if values.inside(Interval(x, x), known)]


def patterns(walker, name, sets):
    """One value for each way to answer the criteria on the index."""
    found = {}
    for one in sets:
        key = tuple(answer_of(one, accepted) for step, row in zip(walker.steps, walker.accepted)
                    for c, accepted in zip(step["criteria"], row) if c["index"] == name)
        found.setdefault(key, one)
    return list(found.values())


def ends_of(walker, known, choices):
    """The outcomes of all the worlds in which each gap has one of its values."""
    seen = set()
    for world in product(*choices.values()):
        all_known = {**known, **dict(zip(choices, world))}
        answers = {step["id"]: step_answer(step.get("need", "all"),
                                           [answer_of(all_known[c["index"]], accepted)
                                            for c, accepted in zip(step["criteria"], row)])
                   for step, row in zip(walker.steps, walker.accepted)}
        visited, first_no = walk(walker.steps, answers)
        seen.add((verdict(visited, answers, first_no), first_no))
    return seen


def check_unknown(book, walker, said, counts):
    walker.place.laid = {}
    known = {c["index"]: find(walker.place, c["index"]).value for step in walker.steps for c in step["criteria"]}
    gaps = []
    for row, step in zip(walker.answers({}), walker.steps):
        gaps += [c["index"] for c, answer in zip(step["criteria"], row) if answer == "unknown"]
    gaps = sorted(set(gaps))
    need(sorted(gap["index"] for gap in said["gaps"]) == gaps, "gaps", gaps)
    means = [gap["mean"] for gap in said["gaps"]]
    need(means == sorted(means), "order of the gaps")
    choices = {name: patterns(walker, name, candidates(walker, name, domain(book, name) if known[name] is None
                                                        else known[name])) for name in gaps}
    if math.prod(map(len, choices.values())) > MOST_WORLDS or said["given_up"]:
        counts["worlds not tried"] += 1
        return
    need({end_of(end) for end in said["ends"]} == ends_of(walker, known, choices), "ends")
    counts["places with gaps" if gaps else "places without gaps"] += 1
    for gap in said["gaps"]:
        left = sorted(len(ends_of(walker, known, {**choices, gap["index"]: [one]})) for one in choices[gap["index"]])
        need(left == sorted(len(answer["ends"]) for answer in gap["answers"]), "left", gap["index"], left)
        need((gap["least"], gap["most"]) == (left[0], left[-1]), "least and most")
        counts["gaps"] += 1


# --- batches ---

def check_test(book, file, said, options, counts, rng):
    walker = Walker(book, file, said["site"], options)
    now = outcome(walker)
    need(now == end_of(said), "outcome")
    check_order_of(said["flips"])
    for lever in said["flips"]:
        try:
            check_lever(book, file, said["site"], options, lever, now, counts, rng)
        except Wrong as wrong:
            raise Wrong(f"{wrong}\n  {json.dumps(lever)}") from wrong
    check_draws(book, walker, said["draws"], counts)
    check_swaps(walker, said["order"], counts)
    check_unknown(book, walker, said["unknown"], counts)


def run_tool(binary, charts, cities, arguments, folder, seed):
    chosen = [word for chart in charts for word in ("--chart", chart)]
    done = subprocess.run([binary, "stress", *chosen, *arguments, "--flips", "--draws", "--order", "--unknown", "-n",
                           str(DRAWS), "--spread", str(SPREAD * 100), "--seed", str(seed), "-j", "1", "-f", "jsonl",
                           *cities], cwd=folder, capture_output=True, timeout=300)
    if done.returncode != 0:
        raise Wrong(f"exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:2000]}")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def vary(batch, rng):
    """Some charts of a few steps, so that all worlds can be tried."""
    for chart in batch.charts:
        if rng.random() < 0.5:
            del chart["stages"][1:]
            shorten(chart["stages"][0], rng.randint(1, 4))


def do_batch(task):
    binary, seed, root = task
    folder = os.path.join(root, "stress-" + seed.replace("/", "-"))
    os.makedirs(folder, exist_ok=True)
    batch = make_batch(seed)
    vary(batch, random.Random(f"{seed} variety"))
    kept = {(step["id"], c["index"]) for chart in batch.charts for stage in chart["stages"]
            for step in stage["steps"] for c in step["criteria"]}
    charts, cities = write_batch(batch, folder, seed)
    books = {chart["id"]: Book(batch.catalog, chart) for chart in batch.charts}
    files = {city["id"]: CityFile(city) for city in batch.cities}
    rng = random.Random(f"{seed} stress")
    counts, report, done = Counter(), [], 0
    for run in batch.runs[:2]:
        if any(asked not in kept for asked in run["options"]["thresholds"]):
            continue        # the variation has left out the step
        try:
            tests = run_tool(binary, charts, cities, run["arguments"], folder, rng.randrange(10 ** 15))
        except (Wrong, ValueError, subprocess.TimeoutExpired) as wrong:
            report.append(f"{folder}: {' '.join(run['arguments'])}: {wrong}")
            continue
        for said in rng.sample(tests, min(len(tests), 4)):
            done += 1
            try:
                check_test(books[said["chart"]], files[said["city"]], said, run["options"], counts, rng)
            except Wrong as wrong:
                report.append(f"{folder}: {' '.join(run['arguments'])}: {said['city']}, site {said['site']}, "
                              f"{said['chart']}: {wrong}")
    if not report:
        shutil.rmtree(folder)
    return done, report, counts


def main():
    parser = argparse.ArgumentParser(description="Judge stress tests by the second evaluator.")
    parser.add_argument("binary", metavar="CLUSTERFLOW_BINARY")
    parser.add_argument("--tests", type=int, default=3000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--counts", action="store_true", help="tell how often what came about")
    options = parser.parse_args()
    root = tempfile.mkdtemp(prefix="stress-")
    binary = os.path.abspath(options.binary)
    done, wrong, counts, batches = 0, [], Counter(), 0
    with multiprocessing.Pool(options.jobs) as pool:
        while done < options.tests and len(wrong) < 20:
            tasks = [(binary, f"{options.seed}/{batches + i}", root)
                     for i in range(max(options.jobs, (options.tests - done) // 16))]
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
        for name in sorted(counts, key=str):
            print(f"  {str(name):30}  {counts[name]:8}")
    if os.environ.get("COUNTS") and not wrong:
        os.makedirs(os.environ["COUNTS"], exist_ok=True)
        with open(os.path.join(os.environ["COUNTS"], "stress"), "w", encoding="ascii") as file:
            file.write(f"{done}\n")
    print(f"stress: {done - len(wrong)} tests hold, {len(wrong)} do not ({batches} batches, seed {options.seed})")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
