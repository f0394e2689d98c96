#!/usr/bin/env python3
"""Usage: run_cases.py [--first] [FILTER]   FILTER: part of a case's name, such as eval/first-no

Each folder tests/cases/<command>/<name>/ is a case. It holds

    cmd                   shell lines in which `clusterflow` is the tool; run in a copy of the folder
    stdin                 optional: their standard input, else nothing
    stdout, stderr, exit  what is expected; absent means empty, and exit status 0
    out.NAME              optional: what the file NAME must hold afterwards
    and any input files, whose names have an ending, or folders of them

`terminal COLUMNS COMMAND...` runs a command on a terminal of that width (tests/tools/terminal.py).
Files of data/ and flowcharts/ are found by their names alone, through CLUSTERFLOW_PATH.

UPDATE=1 rewrites what differs. --first runs the first case of each command only. CLUSTERFLOW is
the tool; WRAP='valgrind ...' runs it under another program; JOBS says how many cases at a time;
COUNTS is the folder for the number of cases that passed.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

REPO = pathlib.Path.cwd()
CASES = REPO / "tests" / "cases"
EXPECTED = ("stdout", "stderr", "exit")
SECONDS = 60  # a case that hangs must not hang the run


# --- one case ---

class Case:
    def __init__(self, folder, place):
        self.folder, self.place = folder, place
        self.name = folder.relative_to(CASES).as_posix()
        self.told, self.passes = [], True

    def tell(self, text, *lines):
        self.told += [f"-- {self.name}: {text}", *lines]

    def fault(self, text, *lines):
        self.tell(text, *lines)
        self.passes = False

    def check_names(self):
        """A misspelt expectation must not pass for an input."""
        for path in sorted(self.folder.iterdir()):
            if path.name in ("cmd", "stdin", *EXPECTED) or re.match(r"out\..", path.name):
                if not path.is_file():
                    self.fault(f"{path.name} is no file")
            elif re.match(r"(cmd|stdin|stdout|stderr|exit)?\.", path.name) or \
                    "." not in path.name and not path.is_dir():
                self.fault(f"{path.name} is not a name that means something here")

    def compare(self, path, got):
        """Shows how they differ, or, with UPDATE, takes over what came."""
        expected = path.read_bytes() if path.exists() else b""
        if got == expected:
            return
        folders = [str(folder).encode() for folder in (self.place, REPO)]
        if any(folder in got for folder in folders):
            self.fault(f"{path.name} depends on the folder in which it runs",
                       *(shown(line) for line in got.split(b"\n") if any(folder in line for folder in folders)))
        elif not os.environ.get("UPDATE"):
            self.fault(f"{path.name} differs", *difference(expected, got))
        elif got:
            path.write_bytes(got)
            self.tell(f"{path.name} rewritten")
        else:
            path.unlink()
            self.tell(f"{path.name} removed")

    def run(self):
        if not (self.folder / "cmd").exists() or not (self.folder / "cmd").stat().st_size:
            self.fault("has no cmd")
            return self
        self.check_names()
        own = {"cmd", "stdin", *EXPECTED, *(path.name for path in self.folder.glob("out.*"))}
        work = self.place / "work" / self.name.replace("/", ".")
        shutil.copytree(self.folder, work, symlinks=True, copy_function=shutil.copy,
                        ignore=lambda folder, _: own if folder == str(self.folder) else ())
        for part, got in zip(EXPECTED, self.results(work)):
            self.compare(self.folder / part, got)
        for want in sorted(self.folder.glob("out.*")):
            made = work / want.name.removeprefix("out.")
            if made.is_file():
                self.compare(want, made.read_bytes())
            else:
                self.fault(f"wrote no file {made.name}")
        shutil.rmtree(work, ignore_errors=True)
        return self

    def results(self, work):
        """What it writes to both streams, and its exit status, if that is not 0."""
        stdin = self.folder / "stdin"
        with open(stdin if stdin.exists() else os.devnull, "rb") as given, \
                tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            # a fixed environment, but for the options of the sanitizers
            environment = {
                "PATH": f"{self.place}/bin:{os.environ['PATH']}", "HOME": str(work), "TERM": "xterm", "LC_ALL": "C",
                "TZ": "UTC", "CLUSTERFLOW_PATH": "../../project",
                "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""),
                "UBSAN_OPTIONS": os.environ.get("UBSAN_OPTIONS", "print_stacktrace=1")}
            with subprocess.Popen(["sh", str(self.folder / "cmd")], cwd=work, env=environment, stdin=given,
                                  stdout=out, stderr=err, start_new_session=True) as process:
                try:
                    process.wait(SECONDS)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
            status = process.returncode if process.returncode >= 0 else 128 - process.returncode
            out.seek(0)
            err.seek(0)
            return out.read(), err.read(), f"{status}\n".encode() if status else b""


def shown(line):
    return line.decode("utf-8", "backslashreplace")


def difference(expected, got):
    before, after = ([shown(line) for line in text.split(b"\n")] for text in (expected, got))
    return difflib.unified_diff(before, after, "expected", "actual", lineterm="")


# --- all cases ---

def make_place(place, tool):
    """The tool and its helper under their names, and the shipped files."""
    for part in ("bin", "project", "work"):
        (place / part).mkdir()
    wrap = os.environ.get("WRAP")
    if wrap:
        (place / "bin" / "clusterflow").write_text(f'#!/bin/sh\nexec {wrap} "{tool}" "$@"\n')
        (place / "bin" / "clusterflow").chmod(0o755)
    else:
        (place / "bin" / "clusterflow").symlink_to(tool)
    (place / "bin" / "terminal").symlink_to(REPO / "tests" / "tools" / "terminal.py")
    for part in ("data", "flowcharts"):
        shutil.copytree(REPO / part, place / "project" / part)


def choose(first, part):
    folders = sorted(path for path in CASES.glob("*/*") if path.is_dir())
    chosen, commands = [], set()
    for folder in folders:
        if part in folder.relative_to(CASES).as_posix() and not (first and folder.parent in commands):
            chosen.append(folder)
            commands.add(folder.parent)
    return chosen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--first", action="store_true")
    parser.add_argument("filter", nargs="?", default="")
    args = parser.parse_args()
    tool = pathlib.Path(os.environ.get("CLUSTERFLOW", "build/clusterflow")).resolve()
    if not os.access(tool, os.X_OK):
        sys.exit(f"cases: no tool '{tool}'")
    # Loose files beside the case folders are cases gone wrong.
    loose = [str(path) for path in (*CASES.glob("*"), *CASES.glob("*/*"))
             if not path.is_dir() and path.name != "README.md"]
    if loose:
        sys.exit(f"cases: belongs to no case: {' '.join(loose)}")
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder, \
            concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        place = pathlib.Path(folder)
        make_place(place, tool)
        for case in pool.map(lambda path: Case(path, place).run(), choose(args.first, args.filter)):
            passed += case.passes
            failed += not case.passes
            print(*case.told, sep="\n", end="\n" if case.told else "", flush=True)
    under = f" under {os.environ['WRAP'].split()[0]}" if os.environ.get("WRAP") else ""
    print(f"cases{under}: {passed} passed, {failed} failed")
    if failed or not passed:
        return 1
    if os.environ.get("COUNTS"):
        os.makedirs(os.environ["COUNTS"], exist_ok=True)
        pathlib.Path(os.environ["COUNTS"], "cases").write_text(f"{passed}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
