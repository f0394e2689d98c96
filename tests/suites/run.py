#!/usr/bin/env python3
"""Property tests of suites, on the random charts and cities of the differential tests.

    run.py CLUSTERFLOW_BINARY [--batches N] [--seed S] [--keep DIR]

1. What the second evaluator says of a city passes as expectation, and with one word of it changed
   exactly that one fails.
2. After --update a random suite passes, a second --update changes nothing, and what is not an
   expectation is what it was, byte by byte.
3. A suite made by --generate passes and covers all that can come about; and what comes about in
   random cities can come about by its coverage.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "differential"))
# pylint: disable=wrong-import-position
import expected
import random_suite
from evaluator import OPERATIONS, Book
from generate import make_batch
from run import expected_results, write_batch
from selection import CityFile


class Failure(Exception):
    """What is wrong, in words."""


class Unfit(Exception):
    """The random files are none that a test could be made of."""


def tool(binary, folder, *arguments):
    done = subprocess.run([binary, *arguments], cwd=folder, capture_output=True, timeout=120, check=False)
    if b"[what-if]" in done.stdout:  # once in many batches a what-if lies outside its range
        raise Unfit
    if done.returncode not in (0, 1):
        raise Failure(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return done


def run_suite(binary, folder, name, *options):
    done = tool(binary, folder, "test", "--format", "json", *options, name)
    return done.returncode, json.loads(done.stdout)


def unmet(report):
    """What was not met: case, key and thing."""
    return [(case["name"], item["expectation"], item["of"]) for suite in report["suites"]
            for case in suite["cases"] for item in case["expectations"] if not item["met"]]


# --- 1. the second evaluator ---

def test_expected(binary, folder, batch, rng, charts):
    count = 0
    books = [Book(batch.catalog, chart) for chart in batch.charts]
    files = [CityFile(city) for city in batch.cities]
    for run in batch.runs:
        cases = []
        try:
            for result in expected_results(batch, books, files, run):
                cases.append(expected.case(rng, result, run, len(cases), batch))
        except AttributeError as error:  # once in many batches a figure lies outside its range
            raise Unfit from error
        rng.shuffle(cases)
        cases = cases[:40]
        if not cases:
            continue
        write(folder, "expected.suite.yaml", expected.suite(cases))
        status, report = run_suite(binary, folder, "expected.suite.yaml")
        if status or report["passed"] != len(cases):
            raise Failure(f"what the second evaluator says is not met: {unmet(report)[:5]}")
        changed = [expected.change(rng, case) for case in cases]
        write(folder, "changed.suite.yaml", expected.suite(cases))
        _, report = run_suite(binary, folder, "changed.suite.yaml")
        wanted, found = [item for item in changed if item], unmet(report)
        if wanted != found:
            raise Failure(f"changed but met {[item for item in wanted if item not in found][:5]}, "
                          f"not met but not changed {[item for item in found if item not in wanted][:5]}")
        count += 2 * len(cases)
    return count


# --- 2. --update ---

def is_wordless(report):
    """Several levels at once have no word: only such values may still fail."""
    return all(key == "values" for _, key, _ in unmet(report)) and all(
        "no words" in message["hint"] for suite in report["suites"] for case in suite["cases"]
        for message in case["messages"])


def test_update(binary, folder, batch, rng, charts):
    count = 0
    for number in range(4):
        name = f"random-{number}.suite.yaml"
        pieces = random_suite.make(rng, batch)
        before = random_suite.text(pieces)
        write(folder, name, before)
        write(folder, f"{name}.before", before)
        _, report = run_suite(binary, folder, name)
        failed = unmet(report)
        _, report = run_suite(binary, folder, name, "--update")
        after = (folder / name).read_bytes()
        if not is_wordless(report):
            raise Failure(f"{name}: after --update {unmet(report)[:5]} are not met")
        if not failed and before != after:
            raise Failure(f"{name}: rewritten, though everything was met")
        if not random_suite.only_expectations_differ(pieces, after):
            raise Failure(f"{name}: more was rewritten than the expectations; see {name}.before")
        run_suite(binary, folder, name, "--update")
        if (folder / name).read_bytes() != after:
            raise Failure(f"{name}: a second --update rewrites it again")
        count += len(failed)
    return count


# --- 3. --generate ---

def happened(binary, folder, batch, chart, cities):
    """The steps and criteria that were visited in the random cities, each with its answer."""
    for run in batch.runs:
        if "--threshold" in run["arguments"]:
            continue
        done = tool(binary, folder, "eval", "--chart", chart, *run["arguments"], "-f", "jsonl", *cities)
        for line in done.stdout.splitlines():
            for step in json.loads(line)["steps"]:
                if step["visited"]:
                    yield step["id"], None, step["answer"]
                    for number, criterion in enumerate(step["criteria"]):
                        yield step["id"], number, criterion["answer"]


def is_coupled(batch, chart):
    """Does the chart ask for an index and for what is derived from it? Coverage does not look into that
    arithmetic, and takes some answers for impossible that it can bring about."""
    indices = {**batch.catalog["indices"], **chart.get("indices", {})}
    asked = {criterion["index"] for stage in chart["stages"] for step in stage["steps"]
             for criterion in step["criteria"]}
    operands = {operand for name in asked for word in OPERATIONS for operand in indices[name].get(word, [])}
    return bool(asked & operands)


def test_generate(binary, folder, batch, rng, charts):
    count = 0
    cities = sorted(path.name for path in folder.glob("city_*.yaml"))
    for stated, chart in zip(batch.charts, charts):
        made = tool(binary, folder, "test", "--generate", chart)
        write(folder, "made.suite.yaml", made.stdout)
        status, report = run_suite(binary, folder, "made.suite.yaml", "--min-coverage", "100")
        if status:
            raise Failure(f"the suite made of {chart} does not pass, or does not cover all")
        steps = {step["id"]: step for step in report["coverage"][0]["steps"]}
        for step, criterion, answer in happened(binary, folder, batch, chart, cities):
            if is_coupled(batch, stated):
                break
            place = steps[step] if criterion is None else steps[step]["criteria"][criterion]
            if place["answers"][answer] is None:
                raise Failure(f"{chart}: {step}, criterion {criterion}: {answer} came about in a city, "
                              "but is said not to be possible")
        count += report["passed"]
    return count


# --- all ---

PROPERTIES = (test_expected, test_update, test_generate)


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def run_batch(task):
    """How many cases each property had, and what is wrong."""
    binary, seed, keep = task
    folder = pathlib.Path(tempfile.mkdtemp(prefix="suites-"))
    batch = make_batch(seed)
    counts, failure = [], None
    try:
        charts, _ = write_batch(batch, folder, seed)
        for place in PROPERTIES:
            counts.append(place(binary, folder, batch, random.Random(f"{seed} {place.__name__}"), charts))
    except Unfit:
        counts = [0] * len(PROPERTIES)
    except Failure as found:
        failure = f"seed {seed}: {found}"
        if keep:
            shutil.copytree(folder, os.path.join(keep, str(seed)), dirs_exist_ok=True)
    shutil.rmtree(folder)
    return counts, failure


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("binary")
    parser.add_argument("--batches", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="copy the files of batches that fail into this folder")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    tasks = [(binary, options.seed + i, options.keep) for i in range(options.batches)]
    totals, failures = [0] * len(PROPERTIES), []
    with multiprocessing.Pool(int(os.environ.get("JOBS") or 2)) as pool:
        for counts, failure in pool.imap(run_batch, tasks):
            totals = [total + count for total, count in zip(totals, counts)] if not failure else totals
            failures += [failure] if failure else []
    if failures or not all(totals):
        print("\n".join(failures) or f"suites: a property was not tested: {totals}")
        return 1
    print(f"suites: {totals[0]} cases of the second evaluator, {totals[1]} rewritten expectations, "
          f"{totals[2]} generated cases, all as they should be")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "suites").write_text(f"{sum(totals)}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
