#!/usr/bin/env python3
"""Suites that `stress` and `diff` write: each case passes at once, and no flip or answer goes without.

    run_held.py CLUSTERFLOW_BINARY [--batches N] [--seed S] [--keep DIR]

The shipped cities and charts, each with each, then random ones, also edited. A flip point has a case
beyond it, unless the suite says that it is left out; an answer that changed has one.
"""

import argparse
import copy
import json
import multiprocessing
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "diff"))
# pylint: disable=wrong-import-position
from edit import edit_chart, edit_city
from evaluator import Book
from generate import make_batch
from run import write_batch
from selection import expand_all
from to_yaml import document

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PRESENT = re.compile(r" as it is\"\n(?:    (?!note).*\n)*    note: \"(\d+) flip points?(?:; (\d+) of them left out)?")
CITIES = 5                      # of a batch, for each thing that is tried


class Wrong(Exception):
    """What is found wrong."""


def need(condition, *words):
    if not condition:
        raise Wrong(" ".join(str(word) for word in words))


def tool(binary, folder, *arguments, statuses=(0,)):
    done = subprocess.run([binary, *arguments], cwd=folder, capture_output=True, timeout=300, check=False)
    said = done.stderr.decode("utf-8", "replace")
    need(done.returncode in statuses, " ".join(arguments), "ends with", done.returncode, said[:2000])
    return done.stdout.decode("utf-8")


def check_passes(binary, folder, name):
    """How many cases the suite has, which all pass."""
    report = json.loads(tool(binary, folder, "test", "-f", "json", name, statuses=(0, 1)))
    for case in report["suites"][0]["cases"] if report["suites"] else []:
        need(case["state"] == "passed", name, json.dumps(case))
    need(report["passed"] and not report["refused"], name, "has no cases")
    return report["passed"]


# --- flip points ---

def count_flips(test):
    """How many flips a test tells: on two sides, or by other members of a category."""
    now = test["verdict"], test["first_no"]
    count = 0
    for lever in test["flips"]:
        sides = sum(lever[side] is not None for side in ("lower", "higher"))
        others = [member for member in lever["members"] or [] if (member["verdict"], member["first_no"]) != now]
        count += sides or len(others)
    return count


def check_stress(binary, folder, arguments, counts):
    """The suite of all flips, against what is told of them as JSON."""
    name = next(word for word in ("flowcharts/held.suite.yaml", "held.suite.yaml")
                if (folder / word).parent.is_dir())
    tests = [json.loads(line) for line in
             tool(binary, folder, "stress", "--flips", "-f", "jsonl", *arguments).splitlines()]
    tool(binary, folder, "stress", "--as-suite", "-v", "-o", name, *arguments)
    text = (folder / name).read_text(encoding="utf-8")
    told = [(int(flips), int(left_out or 0)) for flips, left_out in PRESENT.findall(text)]
    need([flips for flips, _ in told] == [count_flips(test) for test in tests], name, told)
    flips, left_out = (sum(column) for column in zip(*told))
    cases = check_passes(binary, folder, name) - len(tests)
    need(flips - left_out <= cases <= 2 * (flips - left_out), cases, "cases of", flips, "flips,", left_out, "left out")
    counts.update({"places": len(tests), "flips": flips, "left out": left_out, "flip cases": cases})
    for way in ("indicators", "set", "threshold"):
        counts[way] += len(re.findall(rf"^    {way}: *", text, re.M))


def check_shipped(binary, folder, counts):
    for name in ("flowcharts", "data"):
        shutil.copytree(ROOT / name, folder / name)
    charts, cities = (sorted(path.stem for path in (folder / name).glob("*.yaml")
                             if re.search(rf"^clusterflow: {kind}/1$", path.read_text(encoding="utf-8"), re.M))
                      for name, kind in (("flowcharts", "flowchart"), ("data", "city")))
    chosen = [word for chart in charts for word in ("--chart", chart)]
    check_stress(binary, folder, [*chosen, *cities], counts)
    check_stress(binary, folder, ["--sites", *chosen, *cities], counts)


def check_random(binary, folder, batch, seed, counts):
    charts, cities = write_batch(batch, folder, seed)
    chosen = [word for chart in charts for word in ("--chart", chart)]
    rng = random.Random(f"{seed} held")
    for run in batch.runs:
        asked, words = run["options"], []
        words += ["--year", str(asked["year"])] if asked["year"] else []
        words += [word for kind in asked["accept"] for word in ("--accept", kind)]
        words += ["--max-age", str(asked["max_age"])] if asked["max_age"] is not None else []
        some = rng.sample(cities, CITIES)
        check_stress(binary, folder, [*chosen, *words, *some], counts)
        sites = [f"{city['id']}.yaml" for city in batch.cities if city.get("sites")][:CITIES]
        if sites:
            check_stress(binary, folder, [*chosen, *words, "--sites", *sites], counts)


# --- answers that changed ---

def check_diff(binary, folder, name, arguments, counts):
    said = json.loads(tool(binary, folder, "diff", "-f", "json", *arguments, statuses=(0, 3)))
    changed = sum(bool(effect["changed"] and effect["after"]) for effect in said["effects"])
    tool(binary, folder, "diff", "--as-suite", "-o", name, *arguments, statuses=(0, 3))
    need((folder / name).exists() == (changed > 0), name, "of", changed, "answers")
    if changed:
        need(check_passes(binary, folder, name) == changed, name, "of", changed, "answers")
    counts["answers"] += changed


def write(rng, path, root):
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_bytes(document(rng, root))


def check_charts(binary, folder, batch, seed, counts):
    rng = random.Random(f"{seed} charts")
    for number, old in enumerate(batch.charts):
        new, catalog = edit_chart(rng, old, batch.catalog)
        place = folder / f"charts-{number}"
        name = f"{old['id']}.yaml"
        for version, root, words in (("old", old, batch.catalog), ("new", new, catalog)):
            write(rng, place / version / name, root)
            write(rng, place / version / "catalog.yaml", words)
        cities = rng.sample(batch.cities, CITIES)
        for city in cities:
            write(rng, place / "new" / f"{city['id']}.yaml", city)
        check_diff(binary, place, "new/held.suite.yaml",
                   ["--sites", f"old/{name}", f"new/{name}", *(f"new/{city['id']}.yaml" for city in cities)], counts)


def listed(city):
    """The city with each indicator as a list of observations."""
    city = copy.deepcopy(city)
    for place in (city, *city.get("sites", {}).values()):
        place["indicators"] = expand_all(place.get("indicators"))
    return city


def check_cities(binary, folder, batch, seed, counts):
    rng = random.Random(f"{seed} cities")
    books = {chart["id"]: Book(batch.catalog, chart) for chart in batch.charts}
    for number, old in enumerate(rng.sample(batch.cities, CITIES)):
        old = {**old, "charts": sorted(books)}
        write(rng, folder / f"old-{number}.yaml", old)
        write(rng, folder / f"new-{number}.yaml", edit_city(rng, listed(old), books.values()))
        check_diff(binary, folder, f"city-{number}.suite.yaml", [f"old-{number}.yaml", f"new-{number}.yaml"], counts)


# --- all of it ---

def run_task(task):
    binary, seed, keep = task
    folder = pathlib.Path(tempfile.mkdtemp(prefix="held-"))
    counts, trouble = Counter(), None
    try:
        if seed is None:
            check_shipped(binary, folder, counts)
        else:
            batch = make_batch(seed)
            check_random(binary, folder, batch, seed, counts)
            check_charts(binary, folder, batch, seed, counts)
            check_cities(binary, folder, batch, seed, counts)
    except Wrong as wrong:
        trouble = f"seed {seed}: {str(wrong)[:3000]}"
        if keep:
            shutil.copytree(folder, os.path.join(keep, str(seed)), dirs_exist_ok=True)
    shutil.rmtree(folder)
    return trouble, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("binary")
    parser.add_argument("--batches", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="copy the files of batches that fail into this folder")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    tasks = [(binary, seed, options.keep) for seed in (None, *range(options.seed, options.seed + options.batches))]
    totals, failures = Counter(), []
    with multiprocessing.Pool(int(os.environ.get("JOBS") or 2)) as pool:
        for failure, counts in pool.imap(run_task, tasks):
            totals.update(counts)
            failures += [failure] if failure else []
    missed = [name for name in ("flip cases", "left out", "indicators", "set", "threshold", "answers")
              if not totals[name]]
    if failures or missed:
        print("\n".join(failures[:3]) or f"held: never came up: {', '.join(missed)}")
        print(f"held: {len(failures)} of {len(tasks)} batches fail")
        return 1
    held = totals["flip cases"] + totals["places"] + totals["answers"]
    print(f"held: {held} cases pass, for {totals['flips']} flip points ({totals['left out']} left out; "
          f"{totals['indicators']} cases by figures, {totals['set']} by what-ifs, {totals['threshold']} by levels) "
          f"and {totals['answers']} answers that changed")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "held").write_text(f"{held}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
