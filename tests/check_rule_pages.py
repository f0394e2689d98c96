#!/usr/bin/env python3
"""Proves that each rule has a page, fires on its bad example and not on its good one.

Usage: check_rule_pages.py TOOL [RULE...]

The table of the rules comes from `TOOL explain --format json`. The examples go into a copy of
tests/rules/, a small project in which nothing is wrong; the rule's `context` says where:

    file                    a whole file, which takes the place of the one of its kind
    catalog, chart, city    keys at the root of such a file, in place of those of the same name
    units, indices          entries of the catalog, the same way; so `indicators` of the city
    steps, criteria         items in place of all steps, or of all criteria of the first step
    suite, cases            keys at the root of the suite, or items in place of its cases
    command                 a command line, run as it stands

Then the project is checked. The messages have to name the rule, or not to, and the good example
must leave no error of any kind. What cannot be written into an example, such as a file that is too
large, is made by a set-up of its own below.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROJECT = ROOT / "tests" / "rules"
CATALOG, CHART, CITY = "flowcharts/catalog.yaml", "flowcharts/park.yaml", "data/quay.yaml"
SUITE = "flowcharts/park.suite.yaml"
MESSAGE = re.compile(r"^(?:.*: )?(error|warning|note): .* \[([a-z-]+)\]$", re.M)
TIME_LIMIT = 60
WIDEST = 72  # columns of an example's line

# Where an example goes: the file, and the keys that lead there.
CONTEXTS = {
    "catalog": (CATALOG, []),
    "units": (CATALOG, ["units"]),
    "indices": (CATALOG, ["indices"]),
    "chart": (CHART, []),
    "steps": (CHART, ["stages", "steps"]),
    "criteria": (CHART, ["stages", "steps", "criteria"]),
    "city": (CITY, []),
    "indicators": (CITY, ["indicators"]),
    "suite": (SUITE, []),
    "cases": (SUITE, ["cases"]),
}
KINDS = {"catalog": CATALOG, "flowchart": CHART, "city": CITY, "suite": SUITE}


# ---- putting an example into the project ----

def indentation(line):
    return len(line) - len(line.lstrip(" "))


def region(lines, keys):
    """The lines [first, last) below the first such keys, one within the other."""
    first, last = 0, len(lines)
    for key in keys:
        first = next(i for i in range(first, last) if lines[i].strip(" -").startswith(key + ":")) + 1
        depth = indentation(lines[first])
        last = next((i for i in range(first, last) if indentation(lines[i]) < depth), last)
    return first, last


def keys_of(lines):
    """The keys of a mapping whose lines begin at its own indentation."""
    depth = min(indentation(line) for line in lines)
    return [line.strip().split(":")[0] if indentation(line) == depth else None for line in lines]


def without(lines, keys):
    """The mapping without the entries of these keys."""
    kept, dropping = [], False
    for line, key in zip(lines, keys_of(lines)):
        dropping = key in keys if key else dropping
        if not dropping:
            kept.append(line)
    return kept


def place(example, text, keys):
    """The text of a file with the example in it."""
    lines, new = text.split("\n")[:-1], example.rstrip("\n").split("\n")
    first, last = region(lines, keys)
    depth = min(indentation(line) for line in lines[first:last])
    kept = [] if new[0].startswith("- ") else without(lines[first:last], set(keys_of(new)) - {None})
    new = [" " * depth + line if line else line for line in new]
    return "\n".join(lines[:first] + kept + new + lines[last:]) + "\n"


def kind_of(example):
    """Which file of the project a whole file takes the place of: a city's if it does not say."""
    found = re.search(r"^clusterflow: *(\w+)", example, re.M)
    return KINDS.get(found[1] if found else "", CITY)


# ---- what an example alone cannot show ----

def large_file(project, example, bad):
    """`yearbooks.yaml` is a city of 9 MiB."""
    text = (project / CITY).read_text(encoding="utf-8")
    (project / "yearbooks.yaml").write_text(text + "# a comment\n" * (9 << 20 >> 3), encoding="utf-8")


def many_faults(project, example, bad):
    """The first line, a thousand times and once more."""
    name, value = example.split("\n")[0].split("_1:") if bad else ("", "")
    with open(project / CITY, "a", encoding="utf-8") as city:
        city.writelines(f"{name}_{i}:{value}\n" for i in range(2, 1002 if bad else 0))


def other_encoding(project, example, bad):
    city = project / CITY
    if bad:
        city.write_bytes(city.read_text(encoding="utf-8").encode("latin-1"))


def long_text(project, example, bad):
    """The text that the example only speaks of."""
    city = project / CITY
    text = city.read_text(encoding="utf-8")
    city.write_text(text.replace("pasted in here", "pasted in here" + " and here" * 8000),
                    encoding="utf-8")


SET_UPS = {
    "file-too-large": large_file,
    "file-faults": many_faults,
    "yaml-encoding": other_encoding,
    "yaml-size": long_text,
}


# ---- trying ----

class Trial:
    """One example of a rule in a project of its own."""

    def __init__(self, tool, rule, which, folder):
        self.tool, self.rule, self.which = tool, rule, which
        self.folder = folder / f"{rule['id']}-{which}"
        self.project = self.folder / "project"

    def prepare(self):
        shutil.copytree(PROJECT, self.project)
        (self.folder / "shared").mkdir()
        shutil.copy(PROJECT / CATALOG, self.folder / "shared")
        example, context = self.rule[self.which], self.rule["context"]
        if context == "file":
            (self.project / kind_of(example)).write_text(example + "\n", encoding="utf-8")
        elif context != "command":
            name, keys = CONTEXTS[context]
            file = self.project / name
            file.write_text(place(example, file.read_text(encoding="utf-8"), keys), encoding="utf-8")
        if self.rule["id"] in SET_UPS:
            SET_UPS[self.rule["id"]](self.project, example, self.which == "bad")

    def command(self):
        if self.rule["context"] == "command":
            return self.rule[self.which]
        if self.rule["id"].startswith("suite-"):
            return f"clusterflow test {SUITE}"
        return "clusterflow check ."

    def run(self):
        """The messages, as pairs of severity and rule."""
        path = f"{self.tool.parent}:{os.environ['PATH']}"
        done = subprocess.run(["sh", "-c", self.command()], cwd=self.project, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT,
                              env={"PATH": path, "LC_ALL": "C"}, encoding="utf-8", errors="replace")
        if done.returncode not in (0, 1, 2, 3):
            raise ValueError(f"'{self.command()}' ended with {done.returncode}:\n{done.stderr}")
        self.said = done.stdout + done.stderr
        return MESSAGE.findall(self.said)

    def complaint(self):
        """What is wrong with this trial; None: it is as it should be."""
        self.prepare()
        messages = self.run()
        fired = any(rule == self.rule["id"] for _, rule in messages)
        if self.which == "bad":
            return None if fired else f"is not found in its bad example\n{self.said}"
        if fired:
            return f"is found in its good example\n{self.said}"
        if any(severity == "error" for severity, _ in messages):
            return f"has a good example with other errors\n{self.said}"
        return None


# ---- the pages ----

def page_complaints(rule):
    for part in ("sentence", "why", "context", "bad", "good"):
        if not rule[part]:
            yield f"has no {part}"
    if rule["context"] not in {*CONTEXTS, "file", "command"}:
        yield f"has an unknown context '{rule['context']}'"
    if rule["place"] == rule["context"]:
        yield f"context '{rule['context']}' has no words for people in src/output/rule_words.c"
    if rule["family"] == "Other rules":
        yield "is of a family that src/output/rule_words.c does not know"
    for text in (rule["sentence"], rule["why"]):
        if text and not text.endswith("."):
            yield f"'{text}' does not end like a sentence"
    for which in ("bad", "good"):
        lines = (rule[which] or "").split("\n")
        if any(len(line) > WIDEST for line in lines):
            yield f"has a {which} example with a line of more than {WIDEST} characters"
        if min(indentation(line) for line in lines) > 0:
            yield f"has a {which} example that begins with blanks"


def complaints_about(rule, tool, folder):
    found = list(page_complaints(rule))
    if not found:
        found = [Trial(tool, rule, which, folder).complaint() for which in ("bad", "good")]
    return [f"rule pages: {rule['id']} {each}" for each in found if each]


def project_complaint(tool, folder):
    """The project itself has to be without any fault, else nothing is proved."""
    rule = {"id": "none", "context": "command", "all": "clusterflow check . && clusterflow eval -q quay"}
    trial = Trial(tool, rule, "all", folder)
    trial.prepare()
    return [f"rule pages: tests/rules is not clean\n{trial.said}"] if trial.run() else []


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("rules", nargs="*")
    options = parser.parse_args()
    tool = options.tool.resolve()
    table = json.loads(subprocess.run([tool, "explain", "--format", "json"], check=True,
                                      capture_output=True).stdout)["explained"]
    chosen = [rule for rule in table if not options.rules or rule["id"] in options.rules]
    unknown = {*(options.rules or SET_UPS)} - {rule["id"] for rule in table}
    complaints = [f"rule pages: there is no rule '{rule}'" for rule in sorted(unknown)]
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        complaints += project_complaint(tool, pathlib.Path(folder))
        for found in pool.map(lambda rule: complaints_about(rule, tool, pathlib.Path(folder)), chosen):
            complaints += found
    if complaints or not chosen:
        print("\n".join(complaints) or "rule pages: there are no rules")
        return 1
    print(f"rule pages: {len(chosen)} rules fire on their bad examples and not on their good ones")
    if os.environ.get("COUNTS") and not options.rules:
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "rule-pages").write_text(f"{len(chosen)}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
