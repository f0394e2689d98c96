#!/usr/bin/env python3
"""Usage: bench.py BUILD   times the tool against the least that reading its files takes.

Cold: for each city of data/ that names charts, `eval` against libyaml's bare event loop over
exactly the files that `eval` reads, and an empty program. Batch: `eval -q` over many generated
cities against the same loop. Both sides run in turn, so the ratios hold where the times do not.
Prints tables, and writes them to BUILD/bench.txt; it never fails for being slow.
"""

import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

import generate

ROUNDS = 301
BATCH_ROUNDS = 7
BATCH_CITIES = 10_000
FEW_CITIES = 1000  # after which memory must not grow

# What to reach; the ratios are to the YAML loop over the same files.
COLD_RATIO = 1.25
COLD_PEAK = 3 * 1024  # KiB
BATCH_RATIO = 1.35
FLAT = 1.3  # peak of many cities to that of few: their names, and how far the threads came ahead
DRAWS, DRAWS_REACHED = 10_000_000, 3  # of a stress test; million a second and core


def keys(path, key):
    """The values of `key: value`, `key: [value, ...]` or `- key: value` in a YAML file."""
    found = []
    text = path.read_text(encoding="utf-8")
    for value in re.findall(rf"^ *(?:- )?{key}: *(.*?) *(?:#.*)?$", text, re.MULTILINE):
        found += [word.strip("\"' ") for word in value.strip("[]").split(",") if word.strip()]
    return found


def files_read(city):
    """The files that `eval` reads for a city: itself, its charts, what these use, their catalog."""
    read = [city]
    charts = [pathlib.Path("flowcharts", f"{name}.yaml") for name in keys(city, "charts")]
    for chart in charts:
        read.append(chart)
        used = [chart.parent / name for name in keys(chart, "use")]
        read += used
        charts += [path for path in used if path not in charts]
        read += [chart.parent / name for name in keys(chart, "catalog")]
    return list(dict.fromkeys(path.resolve() for path in read))


class Times:
    """What came of one command: milliseconds (medians, and the least wall time), peak in KiB."""

    def __init__(self, wall, least, _, processor, peak, status):
        self.wall, self.least, self.processor = float(wall), float(least), float(processor)
        self.peak, self.status = int(peak), int(status)


class Launcher:
    """Runs commands in turn and keeps the lines of the report."""

    def __init__(self, build):
        self.build = build.resolve()
        self.bench = self.build / "tests" / "bench"
        self.lines = []

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def run(self, rounds, commands, folder, confine=None):
        """Runs {label: argv}, where asked for confined to one core; returns {label: Times}."""
        text = "".join("\t".join([label, *map(str, argv)]) + "\n" for label, argv in commands.items())
        done = subprocess.run([self.bench / "launch", str(rounds)], input=text, text=True,
                              stdout=subprocess.PIPE, cwd=folder, check=True, preexec_fn=confine)
        result = {}
        for line in done.stdout.splitlines():
            label, *columns = line.split("\t")
            result[label] = Times(*columns)
            if result[label].status:
                sys.exit(f"bench: {label} ended with status {result[label].status}")
        return result


def one_core():
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def kinds_of_run():
    """All cores, then one, where a process can be confined to it: ((how many, how), ...)."""
    if not hasattr(os, "sched_setaffinity"):
        return ((os.cpu_count(), None),)
    count = len(os.sched_getaffinity(0))
    return ((count, None), (1, one_core)) if count > 1 else ((1, None),)


def is_city(path):
    """Is there a chart to walk? A file of figures to compare with names none."""
    text = path.read_text(encoding="utf-8")
    return re.search(r"^clusterflow: city/", text, re.MULTILINE) and keys(path, "charts")


def judge(value, aim):
    return "ok" if value <= aim else "over"


def ratios(result, aim):
    """The columns of how eval compares with the loop."""
    loop, tool = result["loop"], result["eval"]
    wall = tool.wall / loop.wall
    return (f"{wall:>7.2f}x {judge(wall, aim):<5}{tool.least / loop.least:>6.2f}x"
            f"{tool.processor / loop.processor:>7.2f}x")


RATIOS = f"{'ratio':>8}      {'least':>7}{'cpu':>8}"


def explain(launcher):
    launcher.say("eval uses the cores that there are, the loop and the empty program use one. ratio: the wall")
    launcher.say("time of eval to that of the loop, medians; least: of the quickest rounds; cpu: the time of")
    launcher.say("all cores, medians. The aims are for the ratio, in which more cores help.")
    launcher.say()


def cold(launcher):
    cities = [path for path in sorted(pathlib.Path("data").glob("*.yaml")) if is_city(path)]
    launcher.say(f"Cold: one city, {ROUNDS} rounds. Aims: {COLD_RATIO} times the YAML loop,"
                 f" {COLD_PEAK / 1024:g} MiB.")
    launcher.say()
    launcher.say(f"{'city':<12}{'cores':>5}{'files':>6}{'empty':>9}{'loop':>9}{'eval':>9}{RATIOS}"
                 f"  {'memory':>9}")
    for city in cities:
        files = files_read(city)
        for cores, confine in kinds_of_run():
            result = launcher.run(ROUNDS, {
                "empty": [launcher.bench / "floor_empty"],
                "loop": [launcher.bench / "floor_yaml", *files],
                "eval": [launcher.build / "clusterflow", "eval", city.stem],
            }, ".", confine)
            peak = result["eval"].peak
            launcher.say(f"{city.stem:<12}{cores:>5}{len(files):>6}"
                         + "".join(f"{result[label].wall:>6.2f} ms" for label in ("empty", "loop", "eval"))
                         + ratios(result, COLD_RATIO)
                         + f"{peak / 1024:>7.1f} MiB {judge(peak, COLD_PEAK)}")
    launcher.say()


def batch(launcher):
    launcher.say(f"Batch: {BATCH_CITIES} cities in one run, {BATCH_ROUNDS} rounds."
                 f" Aims: {BATCH_RATIO} times the YAML loop, as much memory for {FEW_CITIES}.")
    launcher.say()
    launcher.say(f"{'cores':>5}{'loop':>11}{'eval':>11}{RATIOS}{'cities/s':>10}  {'memory':>9}"
                 f"  {f'of {FEW_CITIES}':>9}")
    with tempfile.TemporaryDirectory() as folder:
        names = generate.write(pathlib.Path(folder), BATCH_CITIES)
        evaluate = [launcher.build / "clusterflow", "eval", "-q", "--chart", "./chart.yaml"]
        for cores, confine in kinds_of_run():
            result = launcher.run(BATCH_ROUNDS, {
                "loop": [launcher.bench / "floor_yaml", "catalog.yaml", "chart.yaml", *names],
                "eval": [*evaluate, *names],
                "few": [*evaluate, *names[:FEW_CITIES]],
            }, folder, confine)
            wall, peak, few = result["eval"].wall, result["eval"].peak, result["few"].peak
            launcher.say(f"{cores:>5}{result['loop'].wall:>8.1f} ms{wall:>8.1f} ms"
                         + ratios(result, BATCH_RATIO)
                         + f"{BATCH_CITIES / wall * 1e3:>10.0f}{peak / 1024:>7.1f} MiB"
                         f"{few / 1024:>7.1f} MiB {judge(peak, few * FLAT)}")


def draws(launcher):
    """Draws of a stress test a second and core, beside evaluating as many files by `eval`."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        generate.write(folder, FEW_CITIES)
        chart = ["-c", str(folder / "chart.yaml")]
        cities = [str(path) for path in sorted(folder.glob("c0*.yaml"))]
        tool = str(launcher.build / "clusterflow")

        def seconds(*arguments):
            best = float("inf")
            for _ in range(3):
                before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
                subprocess.run([tool, *arguments], check=True, stdout=subprocess.DEVNULL)
                best = min(best, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
            return best

        stress = ["stress", "--draws", "-j", "1", *chart, cities[0], "-n"]
        draw = (seconds(*stress, str(DRAWS)) - seconds(*stress, "1")) / DRAWS
        evaluation = seconds("eval", "-q", *chart, *cities) / len(cities)
    launcher.say()
    launcher.say(f"Draws on a chart of {generate.STEPS} steps: {1e-6 / draw:.1f} million a second and core, to reach "
                 f"{DRAWS_REACHED}; one takes 1/{evaluation / draw:.0f} of evaluating a file by eval -q")


def main():
    launcher = Launcher(pathlib.Path(sys.argv[1]))
    explain(launcher)
    cold(launcher)
    batch(launcher)
    draws(launcher)
    report = launcher.build / "bench.txt"
    report.write_text("\n".join(launcher.lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
