#!/usr/bin/env python3
"""Differential test: the tool against the second evaluator, on random but valid inputs.

    run.py CLUSTERFLOW_BINARY [--cases N] [--seed S] [--keep DIR] [--jobs J]

A case is the result of one city (or site) for one chart. Each batch is written into a folder of its
own, the tool runs once per set of options, and every number is compared as text.
"""

import argparse
import json
import multiprocessing
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

import covered
from evaluator import Book, evaluate
from generate import make_batch
from selection import CityFile
from to_yaml import document
from values import number_text

CASES_PER_BATCH = 120           # about; used to plan how many batches a round needs
COUNTERS_NEED = 5000            # fewer cases may honestly miss a rare situation
RESULT_FIELDS = ("city", "site", "chart", "year", "newer_figures", "verdict", "first_no", "first_stop", "unknown")
CRITERION_FIELDS = ("index", "answer", "test", "threshold", "tolerance", "unit", "value", "year", "derived",
                    "disputed", "mixed_years", "margin")
EVIDENCE_FIELDS = ("index", "value", "about", "nearly", "at_least", "over", "at_most", "under", "between",
                   "tolerance", "unit", "kind", "year", "since", "until", "began", "ended", "printed", "note")


# --- both results in one comparable shape ---

def pick(mapping, fields):
    return {field: mapping.get(field, "(no such key)") for field in fields}


def evidence(o):
    """The words stated; a what-if without a unit may show the index's."""
    words = {field: o[field] for field in EVIDENCE_FIELDS if field in o}
    if words.get("kind") == "what_if":
        words.pop("unit", None)
    return words


def comparable(result):
    shape = pick(result, RESULT_FIELDS)
    shape["stages"] = [pick(stage, ("id", "verdict")) for stage in result["stages"]]
    shape["steps"] = [
        {**pick(step, ("id", "stage", "answer", "visited")),
         "criteria": [{**pick(criterion, CRITERION_FIELDS),
                       "evidence": [evidence(o) for o in criterion["evidence"]]}
                      for criterion in step["criteria"]]}
        for step in result["steps"]]
    shape["actors"] = [{**pick(actor, ("class", "label")),
                        "named": [pick(person, ("id", "name")) for person in actor["named"]]}
                       for actor in result["actors"]]
    return shape


def same(expected, found):
    """Equal, with the evaluator's numbers as the texts that the tool must print."""
    if isinstance(expected, dict):
        return (isinstance(found, dict) and expected.keys() == found.keys()
                and all(same(item, found[key]) for key, item in expected.items()))
    if isinstance(expected, list):
        return (isinstance(found, list) and len(expected) == len(found)
                and all(map(same, expected, found)))
    return text_of(expected) == found and isinstance(expected, bool) == isinstance(found, bool)


def text_of(scalar):
    if isinstance(scalar, bool) or not isinstance(scalar, (int, float)):
        return scalar
    return number_text(scalar)


def differences(expected, found, path=""):
    """Lines "path: expected ..., found ..." for every leaf that differs."""
    if same(expected, found):
        return
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in {**expected, **found}:
            yield from differences(expected.get(key, "(absent)"), found.get(key, "(absent)"), f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for position, (one, other) in enumerate(zip(expected, found)):
            yield from differences(one, other, f"{path}[{label(one, position)}]")
    else:
        yield f"{path}: expected {json.dumps(text_of(expected))}, the tool says {json.dumps(found)}"


def label(item, position):
    if isinstance(item, dict):
        return item.get("id") or f"{position} {item.get('index', '')}".strip()
    return position


# --- one batch ---

def write_batch(batch, folder, seed):
    rng = random.Random(f"{seed} style")

    def write(name, root):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(document(rng, root))
        return name
    write("catalog.yaml", batch.catalog)
    charts = [write(f"{chart['id']}.yaml", chart) for chart in batch.charts]
    return charts, [write(f"{city['id']}.yaml", city) for city in batch.cities]


def command_line(binary, charts, cities, arguments):
    chosen = [word for chart in charts for word in ("--chart", chart)]
    return [binary, "eval", *chosen, *arguments, "-f", "jsonl", *cities]


def expected_results(batch, books, files, run):
    """"Order: as given, cities, then their sites in file order, then charts"."""
    for file in files:
        if run["places"] == "city":
            places = [None]
        else:
            places = list(file.sites) if run["places"] == "sites" else [run["places"]]
        for place in places:
            for book in books:
                yield evaluate(book, file, place, **run["options"])


def run_tool(command, folder):
    """The tool's results, or what went wrong."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return None, "no answer within 120 s"
    if done.returncode != 0:
        return None, f"exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:2000]}"
    try:
        lines = done.stdout.decode("utf-8").splitlines()
        return [json.loads(line, parse_float=str, parse_int=str) for line in lines], None
    except ValueError as error:
        return None, f"unreadable output: {error}"


def compare_run(batch, books, files, run, command, folder, counts):
    """The number of cases of one run of the tool, and the lines that tell its differences."""
    expected = list(expected_results(batch, books, files, run))
    for position, result in enumerate(expected):
        covered.count(counts, result, run, books[position % len(books)])
    found, trouble = run_tool(command, folder)
    if trouble:
        return len(expected), 1, [trouble]
    if len(found) != len(expected):
        return len(expected), 1, [f"{len(expected)} results expected, the tool gives {len(found)}"]
    bad, lines = 0, []
    for one, other in zip(expected, found):
        one = comparable(one)
        try:
            other = comparable(other)
            told = list(differences(one, other))
        except (KeyError, TypeError, AttributeError) as error:
            told = [f"the result lacks its shape: {error!r}"]
        if told:
            bad += 1
            lines.append(f"{one['city']}, site {one['site']}, {one['chart']}:")
            lines += ["  " + line for line in told[:6]]
    return len(expected), bad, lines


def do_batch(task):
    """Writes, runs and compares one batch; its folder stays when something differs."""
    binary, seed, root, keep_all = task
    folder = os.path.join(root, "batch-" + seed.replace("/", "-"))
    os.makedirs(folder, exist_ok=True)
    batch = make_batch(seed)
    charts, cities = write_batch(batch, folder, seed)
    books = [Book(batch.catalog, chart) for chart in batch.charts]
    files = [CityFile(city) for city in batch.cities]
    counts, cases, bad, report = Counter(), 0, 0, []
    for run in batch.runs:
        command = command_line(binary, charts, cities, run["arguments"])
        run_cases, run_bad, lines = compare_run(batch, books, files, run, command, folder, counts)
        cases += run_cases
        bad += run_bad
        if lines:
            report.append(f"cd {shlex.quote(folder)} && {shlex.join(command)}\n  " + "\n  ".join(lines[:20]))
    if not bad and not keep_all:
        shutil.rmtree(folder)
    return cases, bad, report, counts


# --- all batches ---

def run_all(options, root):
    """Rounds of batches until there are enough cases; the same seed gives the same batches."""
    cases = bad = batches = 0
    counts, reports = Counter(), []
    binary = os.path.abspath(options.binary)
    with multiprocessing.Pool(options.jobs) as pool:
        while cases < options.cases and not bad:
            planned = max(1, (options.cases - cases) // CASES_PER_BATCH)
            tasks = [(binary, f"{options.seed}/{batches + i}", root, bool(options.keep)) for i in range(planned)]
            for more_cases, more_bad, report, more_counts in pool.imap(do_batch, tasks):
                cases, bad, batches = cases + more_cases, bad + more_bad, batches + 1
                counts.update(more_counts)
                reports += report
    return cases, bad, batches, reports, counts


def parse_arguments():
    parser = argparse.ArgumentParser(description="Compare the tool with the second evaluator.")
    parser.add_argument("binary", metavar="CLUSTERFLOW_BINARY")
    parser.add_argument("--cases", type=int, default=20000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", metavar="DIR", help="keep the files of every batch in DIR")
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    options = parse_arguments()
    if not os.access(options.binary, os.X_OK):
        sys.exit(f"{options.binary}: not a program that can be run")
    root = os.path.abspath(options.keep or tempfile.mkdtemp(prefix="differential-"))
    os.makedirs(root, exist_ok=True)
    cases, bad, batches, reports, counts = run_all(options, root)
    for report in reports[:5]:
        print(report)
    if not bad and not options.keep:
        shutil.rmtree(root)
    print(covered.table(counts))
    missing = covered.missing(counts) if options.cases >= COUNTERS_NEED else []
    if missing:
        print("never happened: " + ", ".join(missing))
    print(f"differential: {cases - bad} cases agree, {bad} differ ({batches} batches, seed {options.seed})")
    return 1 if bad or missing else 0


if __name__ == "__main__":
    sys.exit(main())
