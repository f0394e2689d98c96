#!/usr/bin/env python3
"""Usage: run.py [--calls] [--points N] [--seed S] [--report FILE] FAILURES [FILTER]

Runs the command lines of tests/failures/commands on copies of tests/failures/scene/, or of a case, by the
program FAILURES, which lets one allocation (with --calls: one call of the system) after the other fail.

--points N  of every command only about N points are tried, spread evenly, chosen by --seed; without
            it all of them
--new       only points to which a call leads that has led to none before, in any of the commands, in arenas, too
--within    all runs in one process, which is quicker where gcov counts
--report    writes the figures to FILE, as JSON
FILTER      only command lines with this part
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
NO_SECCOMP = 77


def read_commands(text):
    """The first character, which may mean something, and the words."""
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line[0], ["" if word == "''" else word for word in line.lstrip("!&").split()]


def expand(words):
    for word in words:
        name, _, count = word.partition("*")
        yield from [name] * int(count or 1)


def make_scene(folder, cases=()):
    """A copy of the scene, with a link to one of its files; or of the case that is named."""
    for case in cases:
        shutil.copytree(HERE.parent / "cases" / case, folder)
    if not cases:
        shutil.copytree(HERE / "scene", folder)
        (folder / "link.txt").symlink_to("bay.txt")


class Runner:
    def __init__(self, args, folder):
        self.args = args
        self.program = str(pathlib.Path(args.failures).resolve())
        self.folder = pathlib.Path(folder)

    def start(self, scene, mark, words, *options):
        inputs = [word[1:] for word in words if word.startswith("<")]
        words = [word for word in expand(words) if word[:1] not in ("<", "@")]
        command = [self.program, *options]
        if self.args.calls:
            command.append("--calls")
        if mark == "&":
            command += ["--threads", "--processors", "2"]
        if self.args.within and mark != "&": # the C library keeps more of the threads of many runs
            command.append("--within")
        if self.args.new:
            command += ["--arenas", "--new", str(self.folder / "calls")]
        for name in inputs:
            command += ["--input", name]
        # The folders of the tool's own are those above FAILURES, and hold no charts.
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C", "ASAN_OPTIONS": "detect_leaks=0"}
        return subprocess.run([*command, "--", *words], cwd=scene, env=environment, text=True, errors="replace",
                              capture_output=True, check=False)

    def stride(self, scene, mark, words):
        """So many points are left out that about the wanted number remains."""
        if not self.args.points or self.args.new:
            return 1
        done = self.start(scene, mark, words, "--count")
        return max(1, int(done.stdout or 0) // self.args.points)

    def run(self, number, mark, words):
        scene = self.folder / str(number)
        make_scene(scene, [word[1:] for word in words if word.startswith("@")])
        stride = self.stride(scene, mark, words)
        first = random.Random(f"{self.args.seed} {number}").randint(1, stride)
        done = self.start(scene, mark, words, "--stride", str(stride), "--from", str(first))
        return words, done


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--calls", action="store_true")
    parser.add_argument("--new", action="store_true")
    parser.add_argument("--within", action="store_true")
    parser.add_argument("--points", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report")
    parser.add_argument("failures")
    parser.add_argument("filter", nargs="?", default="")
    args = parser.parse_args()
    what = "calls of the system" if args.calls else "allocations"

    commands = [command for command in read_commands((HERE / "commands").read_text())
                if args.filter in " ".join(command[1]) and not (args.calls and command[0] in "!@")]
    runs = points = faulty = 0
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        runner = Runner(args, folder)
        jobs = [pool.submit(runner.run, number, *command) for number, command in enumerate(commands)]
        for job in concurrent.futures.as_completed(jobs):
            words, done = job.result()
            if done.returncode == NO_SECCOMP:
                print("failures: skipped:", done.stderr.strip())
                return 0
            last = re.search(r"^(\d+) runs, (\d+) points, (\d+) faults\Z", done.stdout.strip(), re.M)
            if done.returncode or not last:
                faulty += 1
                print(f"-- {' '.join(words)}: exit status {done.returncode}\n{done.stdout}{done.stderr}", end="")
            if last:
                runs += int(last[1])
                points += int(last[2])
    print(f"failures: {runs} runs with failing {what}, of {points} in {len(commands)} commands;"
          f" {faulty} commands are faulty")
    figures = {"commands": len(commands), "points": points, "runs": runs, "every": not args.points}
    if args.report:
        pathlib.Path(args.report).write_text(json.dumps(figures) + "\n")
    if faulty or not runs:
        return 1
    counts = os.environ.get("COUNTS")
    if counts:
        os.makedirs(counts, exist_ok=True)
        name = "failing-calls" if args.calls else "failing-allocations"
        (pathlib.Path(counts) / name).write_text(f"{len(commands)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
