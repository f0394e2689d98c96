#!/usr/bin/env python3
"""Usage: closed_forms.py CLUSTERFLOW_BINARY [--charts N] [--seed S]

Draws of small charts against what can be written down: steps that rest on independent figures and
levels, each uniform, are Yes with a probability that is an area, and a walk ends at a step with the
product of those. A share of so many draws that is six standard deviations off is a fault.
"""

import argparse
import json
import math
import os
import pathlib
import random
import subprocess
import sys
import tempfile

DRAWS = 100000
OFF = 6  # standard deviations: with the seeds fixed, a test that fails has found something


def area_above(low, high, at):
    """The integral up to `at` of the chance that a figure from low to high reaches a level there."""
    if at <= low:
        return at
    inside = min(at, high) - low
    return low + inside - inside * inside / (2 * (high - low))


def reaches(figure, level, spread):
    """The chance that the figure (low, high) is at least the level, which is within the spread."""
    low, high = figure
    least, most = level * (1 - spread), level * (1 + spread)
    if low == high:
        if least == most:
            return float(low >= level)
        return min(1, max(0, (low - least) / (most - least)))
    if least == most:
        return min(1, max(0, (high - level) / (high - low)))
    return (area_above(low, high, most) - area_above(low, high, least)) / (most - least)


class Case:
    """A chart of some steps, each with one figure and one level."""

    def __init__(self, rng):
        self.spread = rng.choice((0, 0.05, 0.1, 0.5))
        self.steps = []
        for _ in range(rng.randint(1, 5)):
            level = rng.randint(10, 1000)
            middle, half = level * rng.uniform(0.7, 1.5), level * rng.choice((0, 0.02, 0.2, 0.6))
            self.steps.append((level, (round(middle - half, 3), round(middle + half, 3))))

    def write(self, folder):
        indices = "".join(f"  x{i}: {{unit: firm}}\n" for i in range(len(self.steps)))
        (folder / "catalog.yaml").write_text("clusterflow: catalog/1\nunits:\n  firm: {}\nactor_classes:\n"
                                             "  local_government: {label: Local government}\nindices:\n" + indices)
        steps = "".join(f"      - id: s{i}\n        ask: Enough?\n        actors: [local_government]\n"
                        "        criteria:\n"
                        f"          - {{index: x{i}, at_least: {level}, unit: firm, basis: assumption}}\n"
                        for i, (level, _) in enumerate(self.steps))
        (folder / "small.yaml").write_text("clusterflow: flowchart/1\nid: small\ncatalog: catalog.yaml\nstages:\n"
                                           "  - id: first\n    steps:\n" + steps)
        figures = "".join(f"  x{i}: {{{'value: ' + str(low) if low == high else f'between: [{low}, {high}]'}, "
                          "unit: firm, year: 2000}\n" for i, (_, (low, high)) in enumerate(self.steps))
        (folder / "town.yaml").write_text("clusterflow: city/1\nid: town\nname: Town\nas_of: 2000\ncharts: [small]\n"
                                          "indicators:\n" + figures)

    def chances(self):
        """By the step of the first No; None: clear."""
        left, result = 1.0, {}
        for i, (level, figure) in enumerate(self.steps):
            chance = reaches(figure, level, self.spread)
            result[f"s{i}"] = left * (1 - chance)
            left *= chance
        result[None] = left
        return result


def faults_of(case, outcomes):
    counts = {one["first_no"]: one["count"] for one in outcomes}
    if sum(counts.values()) != DRAWS or not set(counts) <= set(case.chances()):
        yield f"outcomes {counts}"
    for name, chance in case.chances().items():
        bound = OFF * math.sqrt(DRAWS * chance * (1 - chance)) + 1e-6
        if abs(counts.get(name, 0) - DRAWS * chance) > bound:
            yield f"{name}: {counts.get(name, 0)} of {DRAWS}, not about {DRAWS * chance:.1f}"


def draw(tool, folder, case, seed):
    done = subprocess.run([tool, "stress", "--draws", "-n", str(DRAWS), "--spread", str(case.spread * 100), "--seed",
                           str(seed), "-j", "1", "-f", "jsonl", "town.yaml"], cwd=folder, capture_output=True,
                          text=True, check=True)
    return json.loads(done.stdout)["draws"]["outcomes"]


def main():
    parser = argparse.ArgumentParser(description="Draws against closed forms.")
    parser.add_argument("tool")
    parser.add_argument("--charts", type=int, default=60)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    rng, faults = random.Random(f"{options.seed} closed forms"), 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for _ in range(options.charts):
            case, seed = Case(rng), rng.randrange(10 ** 15)
            case.write(folder)
            for fault in faults_of(case, draw(os.path.abspath(options.tool), folder, case, seed)):
                faults += 1
                print(f"{case.steps}, spread {case.spread}, seed {seed}: {fault}")
    if faults:
        return 1
    print(f"closed forms: the draws of {options.charts} charts are as often as they should be (seed {options.seed})")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "closed-forms").write_text(f"{options.charts}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
