#!/usr/bin/env python3
"""Usage: coverage.py FOLDER   sums up what gcov says about the objects of src/ in a build folder.

Prints the files with the most branches that were never taken, then one line for all.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

WORST = 5


def read(objects):
    """What gcov says of one object: {(file, line): (executions, for each branch whether taken)}."""
    text = subprocess.run(
        ["gcov", "--json-format", "--stdout", "--branch-probabilities", str(objects)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout
    lines = {}
    for document in text.splitlines():
        for file in json.loads(document)["files"]:
            for line in file["lines"]:
                branches = [branch["count"] > 0 for branch in line["branches"] if not branch["throw"]]
                lines[os.path.relpath(file["file"]), line["line_number"]] = (line["count"], branches)
    return lines


def percent(part, whole):
    return 100 * part / whole if whole else 100.0


def main():
    folder = pathlib.Path(sys.argv[1])
    counts = sorted(folder.glob("src/**/*.gcda"))
    notes = sorted(folder.glob("src/**/*.gcno"))
    if not counts:
        print("coverage: nothing was run", file=sys.stderr)
        return 1
    # A file that no test has run has notes and no counts; it counts as not covered.
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        found = list(pool.map(read, notes))

    total = collections.Counter()
    missed = collections.Counter()
    seen = set()
    for lines in found:
        for (file, number), (executions, branches) in lines.items():
            if not file.startswith("src/") or (file, number) in seen:
                continue
            seen.add((file, number))
            total["lines"] += 1
            total["lines run"] += executions > 0
            total["branches"] += len(branches)
            total["branches taken"] += sum(branches)
            missed[file] += len(branches) - sum(branches)
    for file, count in missed.most_common(WORST):
        if count > 0:
            print(f"coverage: {count:5} branches never taken in {file}")
    print(f"coverage of src: {percent(total['branches taken'], total['branches']):.1f} % of"
          f" {total['branches']} branches,"
          f" {percent(total['lines run'], total['lines']):.1f} % of {total['lines']} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
