#!/usr/bin/env python3
"""Usage: coverage.py [--missing PART] [--report FILE] FOLDER   holds what gcov says to the gate

Reads the counts that runs have left in the build folder FOLDER. Of all branches in src/ so many are
taken as LEAST says; in the files of THROUGHOUT every one is, but for those that unreachable.txt
justifies. An entry there that does not say what gcov says is an error.

--missing PART  only lists the lines with branches never taken in files with this part of a name
--report FILE   writes the figures to FILE, as JSON
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import json
import os
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
UNREACHABLE = HERE / "unreachable.txt"
LEAST = 96.0  # what is reached; it may rise and not fall
WORST = 5

# Numbers, units, sets of values, escaping, and the engine.
THROUGHOUT = [
    "src/base/number.*", "src/base/root.*", "src/base/utf8.*", "src/base/yaml_text.*",
    "src/model/unit*", "src/model/value.*", "src/analysis/sets.*",
    "src/output/escape.*", "src/output/xml.*", "src/output/uri.*", "src/output/json.*",
    "src/output/delimited.*", "src/output/markdown.*", "src/output/findings_github.*",
    "src/engine/*",
]


# --- what gcov says ---

def read(notes):
    """What gcov says of one object: {(file, function, line): (executions, [count of each branch])}."""
    text = subprocess.run(
        ["gcov", "--json-format", "--stdout", "--branch-probabilities", str(notes)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    lines = {}
    for document in text.splitlines():
        for file in json.loads(document)["files"]:
            for line in file["lines"]:
                key = os.path.relpath(file["file"]), line.get("function_name", ""), line["line_number"]
                lines[key] = line["count"], [branch["count"] for branch in line["branches"] if not branch["throw"]]
    return lines


def read_all(folder):
    """A file that no test has run has notes and no counts. What stands in a header is in many objects."""
    lines = {}
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        for found in pool.map(read, sorted(folder.glob("**/*.gcno"))):
            for key, (count, branches) in found.items():
                if not key[0].startswith("src/"):
                    continue
                before, taken = lines.get(key, (0, [0] * len(branches)))
                lines[key] = before + count, [a + b for a, b in zip(branches, taken)]
    return lines


class Line:
    def __init__(self, key, count, branches, source):
        self.file, self.function, self.number = key
        self.count, self.branches = count, branches
        self.never = branches.count(0)
        self.text = " ".join(source[self.number - 1].split())

    def __str__(self):
        taken = "".join("-+"[branch > 0] for branch in self.branches)
        return f"{self.file}:{self.number}: {self.function}: [{taken}] {self.text}"


def lines_of(folder):
    sources = {}
    for key, (count, branches) in sorted(read_all(folder).items()):
        if key[0] not in sources:
            sources[key[0]] = pathlib.Path(key[0]).read_text(encoding="utf-8").split("\n")
        yield Line(key, count, branches, sources[key[0]])


# --- what is justified ---

def justified(text):
    """Yields (file, function, how many branches, the line's text, the reason)."""
    text = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    for block in re.split(r"\n\s*\n", text.strip()):
        if not block.strip():
            continue
        entry = re.fullmatch(r"(\S+) (\w+) (\d+)\n    (.+)\n((?:.|\n)*)", block)
        if not entry or not entry[5].strip():
            sys.exit(f"coverage: not an entry of unreachable.txt:\n{block}")
        yield entry[1], entry[2], int(entry[3]), " ".join(entry[4].split()), entry[5]


def justify(lines, entries):
    """The lines whose branches are justified, and what is wrong with entries."""
    by_place = collections.defaultdict(list)
    for line in lines:
        by_place[line.file, line.function, line.text].append(line)
    taken, faults = set(), []
    for file, function, branches, text, _ in entries:
        found = [line for line in by_place[file, function, text] if line.never == branches and line not in taken]
        if found:
            taken.add(found[0])
        elif by_place[file, function, text]:
            never = ", ".join(str(line.never) for line in by_place[file, function, text])
            faults.append(f"{file}: {function}: {never} branches are never taken, not {branches}: {text}")
        else:
            faults.append(f"{file}: {function}: no such line: {text}")
    return taken, faults


# --- the gate ---

def percent(part, whole):
    return 100 * part / whole if whole else 100.0


def is_throughout(file):
    return any(fnmatch.fnmatch(file, pattern) for pattern in THROUGHOUT)


def tell_worst(lines):
    missed = collections.Counter()
    for line in lines:
        missed[line.file] += line.never
    for file, count in missed.most_common(WORST):
        if count:
            print(f"coverage: {count:5} branches never taken in {file}")


def figures_of(lines, excused):
    branches = sum(len(line.branches) for line in lines)
    taken = branches - sum(line.never for line in lines)
    throughout = [line for line in lines if is_throughout(line.file)]
    return {
        "branches": branches,
        "taken": f"{percent(taken, branches):.1f}",
        "lines": f"{percent(sum(line.count > 0 for line in lines), len(lines)):.1f}",
        "throughout": sum(len(line.branches) for line in throughout),
        "justified": sum(line.never for line in excused),
        "justified_throughout": sum(line.never for line in excused if is_throughout(line.file)),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--missing")
    parser.add_argument("--report")
    parser.add_argument("folder", type=pathlib.Path)
    args = parser.parse_args()
    if not any(args.folder.glob("src/**/*.gcda")):
        sys.exit("coverage: nothing was run")
    lines = list(lines_of(args.folder))
    excused, faults = justify(lines, justified(UNREACHABLE.read_text(encoding="utf-8")))
    left = [line for line in lines if line.never and line not in excused]
    if args.missing is not None:
        print(*(line for line in left if args.missing in line.file), sep="\n")
        return 0

    faults += [f"never taken: {line}" for line in left if is_throughout(line.file)]
    figures = figures_of(lines, excused)
    if float(figures["taken"]) < LEAST:
        tell_worst(left)
        faults.append(f"fewer than {LEAST} % of the branches are taken")
    for fault in faults:
        print(f"coverage: {fault}")
    print(f"coverage of src: {figures['taken']} % of {figures['branches']} branches,"
          f" {figures['lines']} % of {len(lines)} lines; {figures['justified']} branches are justified;"
          f" of {figures['throughout']} in numbers, units, sets, escaping and the engine"
          f" {sum(line.never for line in left if is_throughout(line.file))} are never taken")
    if args.report and not faults:
        pathlib.Path(args.report).write_text(json.dumps(figures) + "\n", encoding="utf-8")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
