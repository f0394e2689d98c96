#!/usr/bin/env python3
"""Property test of `diff`: what it makes responsible is undone in the files, and judged by the second evaluator.

    run.py CLUSTERFLOW_BINARY [--batches N] [--seed S] [--keep DIR]

Random charts and cities are edited at random. Both answers have to be those of the second evaluator,
and to differ in just what the tool says. All changes that matter undone, the old answers are back.
Each set of changes that is made responsible, undone as it is named, brings the old answer back, and
no part of it does; and no change by itself does that is not told.
"""

import argparse
import copy
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from itertools import combinations

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "differential"))
# pylint: disable=wrong-import-position
from edit import edit_chart, edit_city
from evaluator import Book, evaluate
from generate import make_batch
from hybrid import ChartPair, CityPair, NoChart, all_steps
from selection import CityFile, expand_all
from to_yaml import document

ASPECTS = ("verdict", "first_no", "unknown", "actors")
BATCHES_NEED = 30               # fewer may honestly miss what is rare
CITIES = 6                      # of a batch


# --- answers ---

def answer(result, keys):
    """What is compared of an answer; steps by their keys. None: there is no answer."""
    if result is None:
        return {"verdict": None, "first_no": None, "unknown": frozenset(), "actors": frozenset()}
    return {"verdict": result["verdict"], "first_no": keys.get(result["first_no"]),
            "unknown": frozenset(keys[step] for step in result["unknown"]),
            "actors": frozenset((each["class"], actor["id"]) for each in result["actors"]
                                for actor in each["named"] or [{"id": None}])}


def told(said):
    """The tool's words for an answer, as the second evaluator has them."""
    return said and {"verdict": said["verdict"], "first_no": said["first_no"], "unknown": said["unknown"],
                     "actors": [{key: each[key] for key in ("class", "label", "named")} for each in said["actors"]]}


def shown(result):
    return result and {key: result[key] for key in ASPECTS}


class Wrong(Exception):
    """What is found wrong."""


def check(condition, *words):
    if not condition:
        raise Wrong(" ".join(str(word) for word in words))


# --- versions of a chart ---

class Charts:
    """Evaluates versions in between of a chart."""

    def __init__(self, pair, cities):
        self.pair = pair
        self.cities = {city["id"]: CityFile(city) for city in cities}
        self.made = {}

    def keys(self, old):
        steps = all_steps(self.pair.old if old else self.pair.new)
        return {step: self.pair.key(step) if old else step for step in steps}

    def version(self, old, effect):
        catalog = self.pair.old_catalog if old else self.pair.new_catalog
        chart = self.pair.old if old else self.pair.new
        return evaluate(Book(catalog, chart), self.cities[effect["city"]])

    def between(self, numbers, effect):
        numbers = tuple(numbers)
        if numbers not in self.made:
            try:
                chart, catalog, keys = self.pair.chart(numbers)
                self.made[numbers] = Book(catalog, chart), keys
            except NoChart:
                self.made[numbers] = None
        if self.made[numbers] is None:
            return None
        book, keys = self.made[numbers]
        return answer(evaluate(book, self.cities[effect["city"]]), keys)


# --- versions of a city ---

class Cities:
    """Evaluates versions in between of a city."""

    def __init__(self, pair, books):
        self.pair, self.books = pair, books

    def keys(self, _):
        return {step: step for book in self.books.values() for step in all_steps(book.chart)}

    def evaluate(self, city, effect):
        if effect["site"] is not None and effect["site"] not in city.get("sites", {}):
            return None
        return evaluate(self.books[effect["chart"]], CityFile(city), effect["site"])

    def version(self, old, effect):
        return self.evaluate(self.pair.old if old else self.pair.new, effect)

    def between(self, numbers, effect):
        return answer(self.evaluate(self.pair.city(numbers), effect), self.keys(None))


# --- what is told, held against both ---

def check_set(versions, effect, before, aspects, numbers):
    found = versions.between(numbers, effect)
    check(found is not None, "no chart comes of undoing", numbers)
    for aspect in aspects:
        check(found[aspect] == before[aspect], aspect, "is not back without", numbers, found[aspect])
    for part in combinations(numbers, len(numbers) - 1):
        found = versions.between(part, effect) if part else None
        for aspect in aspects:
            check(not found or found[aspect] != before[aspect], aspect, "is back with", part, "of", numbers)


def check_effect(versions, effect, changes, counts):
    before = answer(versions.version(True, effect), versions.keys(True))
    after = answer(versions.version(False, effect), versions.keys(False))
    for name, old in (("before", True), ("after", False)):
        expected = shown(versions.version(old, effect))
        check(told(effect[name]) == expected, f"{name}: expected {expected}, found {told(effect[name])}")
    changed = [aspect for aspect in ASPECTS if before[aspect] != after[aspect]]
    check(effect["changed"] == changed, "changed are", changed, "and not", effect["changed"])
    matter = [i for i, change in enumerate(changes) if change["matters"]]
    check(versions.between(matter, effect) == before, "undoing all gives", versions.between(matter, effect))
    check(sorted(sum((cause["aspects"] for cause in effect["causes"]), [])) == sorted(changed), "causes of others")
    singles = {i: versions.between([i], effect) for i in matter} if changed else {}
    for cause in effect["causes"]:
        counts["single" if [len(each) for each in cause["sets"]] == [1] else
               "either" if all(len(each) == 1 for each in cause["sets"]) else
               "pair" if max(len(each) for each in cause["sets"]) == 2 else "more"] += 1
        for numbers in cause["sets"]:
            check_set(versions, effect, before, cause["aspects"], numbers)
        for i, found in singles.items():
            if cause["complete"] and found and all(found[aspect] == before[aspect] for aspect in cause["aspects"]):
                check([i] in cause["sets"], "not told that", i, "is responsible for", cause["aspects"])


def check_report(versions, report, counts):
    check(report["effects"], "nothing was evaluated")
    for effect in report["effects"]:
        try:
            check_effect(versions, effect, report["changes"], counts)
        except Wrong as wrong:
            raise Wrong(f"{effect['city']}/{effect['site']}/{effect['chart']}: {wrong}") from wrong
        counts["answers"] += 1
        counts["changed"] += bool(effect["changed"])


# --- the tool ---

def write(rng, path, root):
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(document(rng, root))


def run_tool(binary, folder, *arguments):
    done = subprocess.run([binary, "diff", "--format", "json", *arguments], cwd=folder, capture_output=True,
                          timeout=300, check=False)
    if done.returncode:
        raise Wrong(f"exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:3000]}")
    return json.loads(done.stdout)


def diff_charts(binary, folder, batch, rng, counts):
    for number, old in enumerate(batch.charts):
        new, catalog = edit_chart(rng, old, batch.catalog)
        place = folder / f"charts-{number}"
        place.mkdir()
        for version, root, words in (("old", old, batch.catalog), ("new", new, catalog)):
            write(rng, place / version / "chart.yaml", root)
            write(rng, place / version / "catalog.yaml", words)
        cities = rng.sample(batch.cities, CITIES)
        for city in cities:
            write(rng, place / f"{city['id']}.yaml", city)
        report = run_tool(binary, place, "old/chart.yaml", "new/chart.yaml", *(f"{city['id']}.yaml" for city in cities))
        pair = ChartPair(old, new, batch.catalog, catalog, report["changes"])
        check_report(Charts(pair, cities), report, counts)
        counts["charts"] += 1


def listed(city):
    """The city with each indicator as a list of observations."""
    city = copy.deepcopy(city)
    for place in (city, *city.get("sites", {}).values()):
        place["indicators"] = expand_all(place.get("indicators"))
    return city


def diff_cities(binary, folder, batch, rng, counts):
    books = {chart["id"]: Book(batch.catalog, chart) for chart in batch.charts}
    write(rng, folder / "catalog.yaml", batch.catalog)
    for chart in batch.charts:
        write(rng, folder / f"{chart['id']}.yaml", chart)
    for number, each in enumerate(rng.sample(batch.cities, 3)):
        old = listed(each)
        new = edit_city(rng, old, books.values())
        for city in (old, new):
            city["charts"] = sorted(books)
        names = [f"{version}-{number}.yaml" for version in ("old", "new")]
        write(rng, folder / names[0], old)
        write(rng, folder / names[1], new)
        report = run_tool(binary, folder, *names)
        check_report(Cities(CityPair(old, new, report["changes"]), books), report, counts)
        counts["cities"] += 1


# --- batches ---

def run_batch(task):
    binary, seed, keep = task
    folder = pathlib.Path(tempfile.mkdtemp(prefix="diff-"))
    batch, rng, counts, trouble = make_batch(seed), random.Random(f"{seed} edits"), Counter(), None
    try:
        diff_charts(binary, folder, batch, rng, counts)
        diff_cities(binary, folder, batch, rng, counts)
    except Wrong as wrong:
        trouble = f"seed {seed}: {str(wrong)[:3000]}"
        if keep:
            shutil.copytree(folder, os.path.join(keep, str(seed)), dirs_exist_ok=True)
    shutil.rmtree(folder)
    return trouble, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("binary")
    parser.add_argument("--batches", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="copy the files of batches that fail into this folder")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    tasks = [(binary, options.seed + i, options.keep) for i in range(options.batches)]
    totals, failures = Counter(), []
    with multiprocessing.Pool(int(os.environ.get("JOBS") or 2)) as pool:
        for failure, counts in pool.imap(run_batch, tasks):
            totals.update(counts)
            failures += [failure] if failure else []
    missed = [name for name in ("single", "either", "pair", "more")
              if not totals[name] and options.batches >= BATCHES_NEED]
    if failures or missed:
        print("\n".join(failures[:3]) or f"diff: never came up: {', '.join(missed)}")
        print(f"diff: {len(failures)} of {options.batches} batches fail")
        return 1
    print(f"diff: {totals['changed']} of {totals['answers']} answers change in {totals['charts']} charts and "
          f"{totals['cities']} cities, all by what is responsible ({totals['single']} by one change, "
          f"{totals['either']} by any of several, {totals['pair']} by pairs, {totals['more']} by more)")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "diff").write_text(f"{totals['answers']}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
