#!/usr/bin/env python3
"""Property test of `compare`: random charts and cities, compared once more by the second evaluator.

    run.py CLUSTERFLOW_BINARY [--batches N] [--seed S] [--keep DIR]

Cells, verdicts and shares are those of the second evaluator for each place and year. How far a walk may
get is found by trying every way in which the unknown steps may turn out, and places in the ranking by
counting who is ahead. Between the years of a history nothing changes.
"""

import argparse
import itertools
import json
import math
import multiprocessing
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "differential"))
# pylint: disable=wrong-import-position
from evaluator import Book, evaluate
from generate import make_batch
from run import write_batch
from selection import CityFile

MOST_UNKNOWN = 10       # steps of one walk, of which all outcomes are tried
MOST_JOINT = 3000       # outcomes of all walks of a table together
CITIES = 6


class Failure(Exception):
    """What is wrong, in words."""


def expect(what, expected, found):
    if expected != found:
        raise Failure(f"{what}: expected {expected!r}, not {found!r}")


def run(binary, folder, *arguments):
    done = subprocess.run([binary, "compare", *arguments], cwd=folder, capture_output=True, timeout=120, check=False)
    if done.returncode != 0:
        raise Failure(f"compare {' '.join(arguments)} ended with {done.returncode}: {done.stderr.decode()[:500]}")
    return done.stdout.decode()


# --- how far ---

def stop_of(steps, answers):
    """Where a walk with these answers stops: the number of a step, or that of steps at the end."""
    numbers = {step["id"]: number for number, step in enumerate(steps)} | {"end": len(steps)}
    at = 0
    while at < len(steps):
        if answers[at] == "no" and "on_no" not in steps[at]:
            return at
        way = "on_no" if answers[at] == "no" else "on_yes"
        at = numbers[steps[at][way]] if way in steps[at] else at + 1
    return at


def stops_of(steps, answers):
    """All steps at which the walk may stop, whatever the unknown ones prove to be; None: too many."""
    open_steps = [number for number, answer in enumerate(answers) if answer == "unknown"]
    if len(open_steps) > MOST_UNKNOWN:
        return None
    found = set()
    for outcome in itertools.product(("yes", "no"), repeat=len(open_steps)):
        settled = list(answers)
        for number, answer in zip(open_steps, outcome):
            settled[number] = answer
        found.add(stop_of(steps, settled))
    return found


def missed(result):
    """The margin of the one level that is missed at the bottleneck, with its criterion; else None."""
    if result["first_no"] is None:
        return None
    step = next(step for step in result["steps"] if step["id"] == result["first_no"])
    failing = [(number, criterion["margin"]) for number, criterion in enumerate(step["criteria"])
               if criterion["answer"] == "no"]
    if len(failing) != 1 or failing[0][1] is None:
        return None
    number, margin = failing[0]
    worst, best = (-math.inf if margin["worst"] is None else margin["worst"],
                   math.inf if margin["best"] is None else margin["best"])
    return number, worst, best


def near(a, b):
    return a == b or abs(a - b) < 1e-9 * max(abs(a), abs(b))


def ahead(a, b):
    return not near(a, b) and a > b


# --- one table ---

def check_column(column, result, stops):
    for key in ("verdict", "first_no", "year"):
        expect(f"{column['city']} {key}", result[key], column[key])
    visited = [step for step in result["steps"] if step["visited"]]
    expect("cleared", sum(step["answer"] == "yes" for step in visited), column["cleared"])
    expect("unknown", sum(step["answer"] == "unknown" for step in visited), column["unknown"])
    if stops is not None:
        ids = [step["id"] for step in result["steps"]] + [None]
        expect("stops", (ids[min(stops)], ids[max(stops)]), (column["stops"]["least"], column["stops"]["most"]))


def check_cells(table, results):
    """Every cell, for tables of one chart."""
    rows = [row for stage in table["stages"] for row in stage["rows"]]
    expect("steps", [step["id"] for step in results[0]["steps"]], [row["step"] for row in rows])
    for column, result in enumerate(results):
        cells = [(row["cells"][column]["answer"], row["cells"][column]["visited"], row["cells"][column]["bottleneck"])
                 for row in rows]
        expect("cells", [(step["answer"], step["visited"], step["id"] == result["first_no"])
                         for step in result["steps"]], cells)
        expect("verdicts", [stage["verdict"] for stage in result["stages"]],
               [stage["verdicts"][column] for stage in table["stages"]])


def sort_keys(table, results, ids):
    """What each column is ranked by, and at which steps margins count."""
    ends = [tuple(ids.index(column["stops"][end]) for end in ("least", "most")) for column in table["columns"]]
    misses = [missed(result) for result in results]
    keys = []
    for (least, most), miss in zip(ends, misses):
        alike = [other for end, other in zip(ends, misses) if end == (least, least)]
        counts = least == most and len(alike) > 1 and all(alike) and len({other[0] for other in alike}) == 1
        keys.append((least, most) + (miss[1:] if counts else ()))
    return ends, keys


def before(a, b):
    """Is the one key ahead of the other?"""
    for left, right in zip(a, b):
        if ahead(left, right):
            return True
        if not near(left, right):
            return False
    return False


def check_ranks(table, results, ids, stops, counts):
    _, keys = sort_keys(table, results, ids)
    for number, column in enumerate(table["columns"]):
        rank = column["rank"]
        others = [key for other, key in enumerate(keys) if other != number]
        expect(f"rank of {column['city']}", 1 + sum(before(key, keys[number]) for key in others), rank["place"])
        expect("tie", any(not before(key, keys[number]) and not before(keys[number], key) for key in others),
               rank["tied"])
        if not rank["best"] <= rank["place"] <= rank["worst"]:
            raise Failure(f"{rank} does not hold itself")
        counts["by margin"] += len(keys[number]) > 2
        counts["ties"] += rank["tied"]
    if None in stops or math.prod(map(len, stops)) > MOST_JOINT:
        return
    for outcome in itertools.product(*stops):
        for number, column in enumerate(table["columns"]):
            place = 1 + sum(stop > outcome[number] for stop in outcome)
            same = sum(stop == outcome[number] for stop in outcome) - 1
            if not (column["rank"]["best"] <= place + same and place <= column["rank"]["worst"]):
                raise Failure(f"{column['city']} may be {place}, which {column['rank']} does not hold")
        counts["outcomes"] += 1


def check_places(binary, folder, world, by, counts):
    batch, books, files = world
    chart = [word for each in batch.charts for word in ("-c", each["id"])]
    found = json.loads(run(binary, folder, "--by", by, "-f", "json", *chart, *(f"{c['id']}.yaml" for c in batch.cities)))
    expect("tables", [each["id"] for each in batch.charts], [table["chart"] for table in found["tables"]])
    for table, each, book in zip(found["tables"], batch.charts, books):
        results = [evaluate(book, file, site) for file in files for site in (file.sites if by == "site" else [None])]
        steps = [step for stage in each["stages"] for step in stage["steps"]]
        expect("columns", len(results), len(table["columns"]))
        stops = [stops_of(steps, [step["answer"] for step in result["steps"]]) for result in results]
        for column, result, possible in zip(table["columns"], results, stops):
            check_column(column, result, possible)
        check_cells(table, results)
        check_ranks(table, results, [step["id"] for step in steps] + [None], stops, counts)
        counts[by] += len(results)


# --- years ---

def answers(result):
    return [[criterion["answer"] for criterion in step["criteria"]] for step in result["steps"]]


def check_history(binary, folder, rng, world, counts):
    batch, books, files = world
    number = rng.randrange(len(batch.charts))
    book, file, city = books[number], *rng.choice(list(zip(files, batch.cities)))
    found = json.loads(run(binary, folder, "--by", "year", "-f", "json", "-c", batch.charts[number]["id"],
                           f"{city['id']}.yaml"))
    table, = found["tables"]
    years = [column["year"] for column in table["columns"]]
    if years == [None]:
        return
    expect("order of years", sorted(set(years)), years)
    results = [evaluate(book, file, None, year=year) for year in years]
    check_cells(table, results)
    moves = [(later["year"], earlier["first_no"], later["first_no"])
             for earlier, later in itertools.pairwise(results) if earlier["first_no"] != later["first_no"]]
    expect("moves", moves, [(move["year"], move["from"], move["to"]) for move in table["moves"]])
    for (year, result), later in zip(zip(years, results), years[1:]):
        if later - year > 1:
            between = evaluate(book, file, None, year=rng.randrange(year + 1, later))
            expect(f"answers between {year} and {later}", answers(result), answers(between))
            counts["years between"] += 1
    counts["year"] += len(years)
    counts["moves"] += len(moves)


# --- tables for programs ---

def check_table(binary, folder, world):
    """The table of a row a column says what the JSON says."""
    batch, _, _ = world
    words = ["-c", batch.charts[0]["id"], *(f"{city['id']}.yaml" for city in batch.cities)]
    table, = json.loads(run(binary, folder, "-f", "json", *words))["tables"]
    head, *lines = [line.split("\t") for line in run(binary, folder, "-f", "tsv", "--transpose", *words).splitlines()]
    rows = [row for stage in table["stages"] for row in stage["rows"]]
    for number, (column, line) in enumerate(zip(table["columns"], lines)):
        cells = dict(zip(head, line))
        expect("first_no", column["first_no"] or "", cells["first_no"])
        expect("rank", str(column["rank"]["place"]), cells["rank"])
        for row in rows:
            cell = row["cells"][number]
            word = "bottleneck" if cell["bottleneck"] else cell["answer"] if cell["visited"] else f"({cell['answer']})"
            expect(row["step"], word, cells[f"{table['chart']}/{row['step']}"])


# --- batches ---

def run_batch(task):
    binary, seed, keep = task
    folder, counts = tempfile.mkdtemp(), Counter()
    batch = make_batch(seed)
    batch = batch._replace(cities=batch.cities[:CITIES])
    write_batch(batch, folder, seed)
    world = batch, [Book(batch.catalog, chart) for chart in batch.charts], [CityFile(city) for city in batch.cities]
    try:
        check_places(binary, folder, world, "city", counts)
        if any(file.sites for file in world[2]):
            check_places(binary, folder, world, "site", counts)
        check_history(binary, folder, random.Random(seed), world, counts)
        check_table(binary, folder, world)
        trouble = None
    except Failure as failure:
        trouble = f"seed {seed}: {failure}"
        if keep:
            shutil.copytree(folder, os.path.join(keep, str(seed)), dirs_exist_ok=True)
    shutil.rmtree(folder)
    return trouble, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("binary")
    parser.add_argument("--batches", type=int, default=48)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="copy the files of batches that fail into this folder")
    options = parser.parse_args()
    tasks = [(os.path.abspath(options.binary), options.seed + i, options.keep) for i in range(options.batches)]
    totals, failures = Counter(), []
    with multiprocessing.Pool(int(os.environ.get("JOBS") or 2)) as pool:
        for failure, counts in pool.imap(run_batch, tasks):
            totals.update(counts)
            failures += [failure] if failure else []
    missing = [name for name in ("by margin", "ties", "outcomes", "moves", "years between", "site")
               if not totals[name] and options.batches >= 48]
    if failures or missing:
        print("\n".join(failures[:3]) or f"compare: never came up: {', '.join(missing)}")
        return 1
    columns = totals["city"] + totals["site"] + totals["year"]
    print(f"compare: {columns} columns are as the second evaluator has them ({totals['by margin']} ranked by margin, "
          f"{totals['ties']} ties, {totals['moves']} moves, {totals['outcomes']} outcomes of rankings)")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "compare").write_text(f"{columns}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
