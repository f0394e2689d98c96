#!/usr/bin/env python3
"""Property test of `backtest`: random outcomes, judged once more from what the second evaluator says.

    run.py CLUSTERFLOW_BINARY [--batches N] [--seed S] [--keep DIR]

The counterexamples, written as a suite, have to pass as well.
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
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "differential"))
# pylint: disable=wrong-import-position
from evaluator import Book, evaluate
from generate import YEARS, make_batch
from run import write_batch
from selection import CityFile

JUDGEMENTS = ("confirmed", "refuted", "not_necessary", "held_back", "not_judged")
BATCHES_NEED = 12               # fewer may honestly miss a rare judgement


def add_outcomes(rng, batch):
    for city in batch.cities:
        city["outcomes"] = []
        for _ in range(rng.randint(0, 4)):
            chart = rng.choice(batch.charts)
            outcome = {"chart": chart["id"], "stage": rng.choice(chart["stages"])["id"],
                       "reached": rng.random() < 0.6}
            if rng.random() < 0.8:
                outcome["year"] = rng.choice(YEARS)
            city["outcomes"].append(outcome)
        city["charts"] = sorted({outcome["chart"] for outcome in city["outcomes"]}) or [batch.charts[0]["id"]]


# --- the second look ---

def answer_up_to(result, stages, stage):
    """What the walk says of a stage, and the steps that say it."""
    depth = {each["id"]: number for number, each in enumerate(stages)}
    routed = {step["id"] for each in stages for step in each["steps"] if "on_no" in step}
    inside = [step for step in result["steps"] if depth[step["stage"]] <= depth[stage]]
    ids = [step["id"] for step in result["steps"]]
    if any(step["id"] == result["first_no"] for step in inside):
        behind = set(ids[ids.index(result["first_no"]):])
        return "no", [step["id"] for step in inside if step["answer"] == "no" and step["id"] not in routed
                      and (step["visited"] or step["id"] in behind)]
    walked = [step for step in inside if step["visited"]]
    unknown = [step["id"] for step in walked if step["answer"] == "unknown"]
    if unknown or not any(step["stage"] == stage for step in walked):
        return "unknown", unknown
    return "yes", []


def judge(answer, reached):
    if answer == "unknown":
        return "not_judged"
    if answer == "yes":
        return "confirmed" if reached else "refuted"
    return "not_necessary" if reached else "held_back"


def expected_chart(chart, book, batch):
    outcomes, cities = [], 0
    for city in batch.cities:
        mine = [outcome for outcome in city["outcomes"] if outcome["chart"] == chart["id"]]
        cities += bool(mine)
        for outcome in mine:
            result = evaluate(book, CityFile(city), None, year=outcome.get("year"))
            answer, steps = answer_up_to(result, chart["stages"], outcome["stage"])
            outcomes.append({"city": city["id"], "stage": outcome["stage"], "year": result["year"],
                             "reached": outcome["reached"], "judgement": judge(answer, outcome["reached"]),
                             "verdict": result["verdict"], "steps": steps})
    times = Counter(step for each in outcomes if each["judgement"] == "not_necessary" for step in each["steps"])
    order = [step["id"] for stage in chart["stages"] for step in stage["steps"]]
    judged = [each for each in outcomes if each["judgement"] != "not_judged"]
    return {"chart": chart["id"], "cities": cities, "judged": len(judged),
            "reached": sum(each["reached"] for each in judged),
            "stages": [{"id": stage["id"], **{name: sum(each["stage"] == stage["id"] and each["judgement"] == name
                                                        for each in outcomes) for name in JUDGEMENTS}}
                       for stage in chart["stages"]],
            "contradicted": [{"step": step, "times": times[step]} for step in order if times[step]],
            "outcomes": outcomes}


# --- the tool ---

def shape(chart):
    """The tool's report as one of the second look."""
    picked = {key: chart[key] for key in ("chart", "cities", "judged", "reached", "stages", "contradicted")}
    picked["outcomes"] = [{**{key: each[key] for key in ("city", "stage", "year", "reached", "judgement", "verdict")},
                           "steps": [step["id"] for step in each["steps"]]} for each in chart["outcomes"]]
    return picked


def tool(binary, folder, *arguments):
    done = subprocess.run([binary, *arguments], cwd=folder, capture_output=True, timeout=120, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def check_suite(binary, folder, cities, counterexamples):
    """What is wrong with the suite of the counterexamples; None: nothing."""
    status, text, said = tool(binary, folder, "backtest", "--as-suite", *cities)
    if not counterexamples:
        return None if status == 0 and not text else f"a suite of nothing: {status} {said}"
    (folder / "counter.suite.yaml").write_bytes(text)
    status, text, said = tool(binary, folder, "test", "-f", "json", "counter.suite.yaml")
    passed = json.loads(text)["passed"] if text else 0
    return None if passed == counterexamples else f"{passed} of {counterexamples} counterexamples pass: {said[:2000]}"


def compare(binary, folder, batch, cities):
    """What is wrong, or None; and the judgements that came up."""
    status, text, said = tool(binary, folder, "backtest", "-f", "json", *cities)
    if status:
        return f"exit status {status}: {said[:2000]}", Counter()
    found = {chart["chart"]: shape(chart) for chart in json.loads(text)["charts"]}
    counts = Counter()
    for chart in batch.charts:
        expected = expected_chart(chart, Book(batch.catalog, chart), batch)
        counts.update(each["judgement"] for each in expected["outcomes"])
        if expected["outcomes"] and found.get(chart["id"]) != expected:
            return f"{chart['id']}: expected {expected}\nfound {found.get(chart['id'])}", counts
    return check_suite(binary, folder, cities, counts["refuted"] + counts["not_necessary"]), counts


def run_batch(task):
    binary, seed, keep = task
    folder = pathlib.Path(tempfile.mkdtemp(prefix="backtest-"))
    batch = make_batch(seed)
    add_outcomes(random.Random(f"{seed} outcomes"), batch)
    _, cities = write_batch(batch, folder, seed)
    trouble, counts = compare(binary, folder, batch, cities)
    if trouble and keep:
        shutil.copytree(folder, os.path.join(keep, str(seed)), dirs_exist_ok=True)
    shutil.rmtree(folder)
    return f"seed {seed}: {trouble}" if trouble else None, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("binary")
    parser.add_argument("--batches", type=int, default=24)
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
    missed = [name for name in JUDGEMENTS if not totals[name] and options.batches >= BATCHES_NEED]
    if failures or missed:
        print("\n".join(failures[:3]) or f"backtest: never came up: {', '.join(missed)}")
        return 1
    print(f"backtest: {sum(totals.values())} outcomes are judged as by the second evaluator "
          f"({', '.join(f'{totals[name]} {name}' for name in JUDGEMENTS)})")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "backtest").write_text(f"{sum(totals.values())}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
