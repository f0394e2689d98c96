#!/usr/bin/env python3
"""Runs the fuzz targets for a time, and tells how many inputs were tried and what came of it.

    run.py [--afl] [--seconds N] [--jobs J] CLUSTERFLOW_BINARY FOLDER [TARGET...]

FOLDER/tests/fuzz/target_TARGET are the programs. FOLDER/corpus/TARGET keeps the inputs that reach
something new, so that a later run goes on from there; FOLDER/crashes/TARGET those that crash, leak,
take more than 20 s or are not what a judge accepts. FOLDER/../figures/fuzz.json (fuzz-afl.json) adds
the runs up.
Exits with 1 if an input crashes.
"""

import argparse
import concurrent.futures
import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
TARGETS = tuple(sorted(path.stem.removeprefix("target_") for path in HERE.glob("target_*.c")))
LARGEST = 65536                 # bytes of an input
LONGEST = 20                    # seconds for one input
MEMORY = 2048                   # MiB
PR_SET_CHILD_SUBREAPER = 36


class Figures(NamedTuple):
    target: str
    executions: int
    edges: int                  # libFuzzer's "cov", AFL++'s "edges_found"
    corpus: int
    seconds: float              # of processor time
    crashes: list


def last_number(pattern, text):
    found = re.findall(pattern, text, re.M)
    return int(found[-1]) if found else 0


def files_in(folder):
    """But for inputs that only took long."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("slow-unit"))


def run(command, log, env=None):
    """The exit status, and the processor time of the program and its children."""
    with open(log, "wb") as stream:
        child = subprocess.Popen(command, stdout=stream, stderr=subprocess.STDOUT, env=env)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, time_of(usage)


def time_of(usage):
    return usage.ru_utime + usage.ru_stime


# AFL++ leaves the target to whoever takes orphans: else its time would not be known.

def adopt():
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def time_of_orphans(name):
    used = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            told, rest = stat.read_text(encoding="utf-8", errors="replace").split(") ", 1)
        except OSError:
            continue
        if told.partition("(")[2] == name[:15] and int(rest.split()[1]) == os.getpid():
            used += time_of(os.wait4(int(stat.parent.name), 0)[2])
    return used


# --- libFuzzer ---

def libfuzzer(target, folder, seconds):
    corpus, crashes = folder / "corpus" / target, folder / "crashes" / target
    for path in (corpus, crashes, folder / "logs"):
        path.mkdir(parents=True, exist_ok=True)
    before = set(files_in(crashes))
    command = [folder / "tests/fuzz" / f"target_{target}", corpus, folder / "seeds/corpus" / target,
               f"-max_total_time={seconds}", f"-timeout={LONGEST}", f"-rss_limit_mb={MEMORY}", f"-max_len={LARGEST}",
               f"-dict={folder / 'seeds/words.dict'}", "-print_final_stats=1", "-use_value_profile=1",
               f"-artifact_prefix={crashes}/"]
    log = folder / "logs" / f"{target}.log"
    status, used = run(command, log)
    text = log.read_text(encoding="utf-8", errors="replace")
    executions = last_number(r"^stat::number_of_executed_units: (\d+)", text) or last_number(r"^#(\d+)\s", text)
    new = [path for path in files_in(crashes) if path not in before]
    if status and not new:
        new = [log]
    return Figures(target, executions, last_number(r"\bcov: (\d+)", text), len(files_in(corpus)),
                   used, new)


# --- AFL++ ---

AFL_SETTINGS = {"AFL_SKIP_CPUFREQ": "1", "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1", "AFL_NO_UI": "1",
                "AFL_NO_AFFINITY": "1", "AFL_AUTORESUME": "1", "AFL_SKIP_CRASHES": "1", "AFL_FAST_CAL": "1"}


def afl(target, folder, seconds):
    out = folder / "afl" / target
    out.mkdir(parents=True, exist_ok=True)
    (folder / "logs").mkdir(exist_ok=True)
    before = set(files_in(out / "default/crashes")) | set(files_in(out / "default/hangs"))
    already = afl_figure(out, "execs_done")
    command = ["afl-fuzz", "-i", folder / "seeds/corpus" / target, "-o", out, "-V", str(seconds), "-m", "none",
               "-t", f"{LONGEST * 1000}", "-G", str(LARGEST), "-x", folder / "seeds/words.dict", "--",
               folder / "tests/fuzz" / f"target_{target}"]
    log = folder / "logs" / f"{target}.log"
    status, used = run(command, log, {**os.environ, **AFL_SETTINGS})
    used += time_of_orphans(f"target_{target}")
    found = files_in(out / "default/crashes") + files_in(out / "default/hangs")
    new = [path for path in found if path not in before and path.name != "README.txt"]
    if status:
        new.append(log)
    executions = afl_figure(out, "execs_done")
    return Figures(target, executions - already if executions >= already else executions,
                   afl_figure(out, "edges_found"), afl_figure(out, "corpus_count"), used, new)


def afl_figure(out, name):
    stats = out / "default/fuzzer_stats"
    return last_number(rf"^{name} *: (\d+)", stats.read_text(encoding="utf-8")) if stats.exists() else 0


# --- all targets ---

def make_seeds(binary, folder):
    shutil.rmtree(folder / "seeds", ignore_errors=True)
    subprocess.run([sys.executable, "-B", HERE / "seeds.py", binary, folder / "seeds"], check=True)


def show(figures):
    print(f"{'target':10} {'executions':>11} {'a second':>11} {'edges':>7} {'corpus':>7} {'crashes':>8}")
    for one in figures:
        print(f"{one.target:10} {one.executions:11} {one.executions / max(one.seconds, 1):11.0f} {one.edges:7} "
              f"{one.corpus:7} {len(one.crashes):8}")
    for path in (path for one in figures for path in one.crashes):
        print(f"crash: {path}")
    total, hours = sum(one.executions for one in figures), sum(one.seconds for one in figures) / 3600
    print(f"fuzz: {total} inputs in {hours:.2f} hours of processor time for {len(figures)} targets, "
          f"{sum(len(one.crashes) for one in figures)} crashes")


def add_up(file, figures):
    """Adds this run to those before it, for docs/reliability.md."""
    total = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"inputs": 0, "minutes": 0.0, "crashes": 0}
    total["inputs"] += sum(one.executions for one in figures)
    total["minutes"] = round(total["minutes"] + sum(one.seconds for one in figures) / 60, 1)
    total["crashes"] += sum(len(one.crashes) for one in figures)
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(total) + "\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description="Run the fuzz targets.")
    parser.add_argument("binary", metavar="CLUSTERFLOW_BINARY")
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("targets", metavar="TARGET", nargs="*")
    parser.add_argument("--afl", action="store_true", help="by AFL++ instead of libFuzzer")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    folder = options.folder.resolve()
    targets = options.targets or TARGETS
    unknown = set(targets) - set(TARGETS)
    if unknown:
        sys.exit(f"no target is called {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    make_seeds(options.binary, folder)
    engine = afl if options.afl else libfuzzer
    adopt()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        figures = list(pool.map(lambda target: engine(target, folder, options.seconds), targets))
    show(figures)
    add_up(folder.parent / "figures" / ("fuzz-afl.json" if options.afl else "fuzz.json"), figures)
    return 1 if any(one.crashes for one in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
