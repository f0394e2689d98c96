#!/usr/bin/env python3
"""Usage: bench.py BUILD   times the tool against the least that reading its files takes.

Cold: for each city of data/ that names charts, `eval` against libyaml's bare event loop over
exactly the files that `eval` reads, and an empty program. Batch: `eval -q` over many generated
cities against the same loop. Both sides run in turn, so the ratios hold where the times do not.
Prints tables, and writes them to BUILD/bench.txt; it never fails for being slow.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

import generate

ROUNDS = 301
BATCH_ROUNDS = 7
BATCH_CITIES = 10_000

# What to reach; the ratios are to the YAML loop over the same files.
COLD_RATIO = 1.25
COLD_PEAK = 3 * 1024  # KiB
BATCH_RATIO = 1.35


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


class Launcher:
    """Runs commands in turn and keeps the lines of the report."""

    def __init__(self, build):
        self.build = build.resolve()
        self.bench = self.build / "tests" / "bench"
        self.lines = []

    def say(self, line=""):
        print(line, flush=True)
        self.lines.append(line)

    def run(self, rounds, commands, folder):
        """Runs {label: argv}; returns {label: (median in ms, peak in KiB)}."""
        text = "".join("\t".join([label, *map(str, argv)]) + "\n" for label, argv in commands.items())
        done = subprocess.run([self.bench / "launch", str(rounds)], input=text, text=True,
                              stdout=subprocess.PIPE, cwd=folder, check=True)
        result = {}
        for line in done.stdout.splitlines():
            label, median, _, _, peak, status = line.split("\t")
            if status != "0":
                sys.exit(f"bench: {label} ended with status {status}")
            result[label] = float(median), int(peak)
        return result


def judge(value, aim):
    return "ok" if value <= aim else "over"


def is_city(path):
    """Is there a chart to walk? A file of figures to compare with names none."""
    text = path.read_text(encoding="utf-8")
    return re.search(r"^clusterflow: city/", text, re.MULTILINE) and keys(path, "charts")


def cold(launcher):
    cities = [path for path in sorted(pathlib.Path("data").glob("*.yaml")) if is_city(path)]
    launcher.say(f"Cold: one city, {ROUNDS} rounds. Aims: {COLD_RATIO} times the YAML loop,"
                 f" {COLD_PEAK / 1024:g} MiB.")
    launcher.say()
    launcher.say(f"{'city':<16}{'files':>6}{'empty':>9}{'loop':>9}{'eval':>9}{'ratio':>8}      "
                 f"{'memory':>9}")
    for city in cities:
        files = files_read(city)
        result = launcher.run(ROUNDS, {
            "empty": [launcher.bench / "floor_empty"],
            "loop": [launcher.bench / "floor_yaml", *files],
            "eval": [launcher.build / "clusterflow", "eval", city.stem],
        }, ".")
        ratio = result["eval"][0] / result["loop"][0]
        peak = result["eval"][1]
        launcher.say(f"{city.stem:<16}{len(files):>6}"
                     + "".join(f"{result[label][0]:>6.3f} ms" for label in ("empty", "loop", "eval"))
                     + f"{ratio:>7.2f}x {judge(ratio, COLD_RATIO):<5}"
                     + f"{peak / 1024:>5.1f} MiB {judge(peak, COLD_PEAK)}")


def batch(launcher):
    with tempfile.TemporaryDirectory() as folder:
        names = generate.write(pathlib.Path(folder), BATCH_CITIES)
        result = launcher.run(BATCH_ROUNDS, {
            "loop": [launcher.bench / "floor_yaml", "catalog.yaml", "chart.yaml", *names],
            "eval": [launcher.build / "clusterflow", "eval", "-q", "--chart", "./chart.yaml", *names],
        }, folder)
    ratio = result["eval"][0] / result["loop"][0]
    launcher.say()
    launcher.say(f"Batch: {BATCH_CITIES} cities in one run, {BATCH_ROUNDS} rounds."
                 f" Aim: {BATCH_RATIO} times the YAML loop.")
    launcher.say()
    for label in ("loop", "eval"):
        time, peak = result[label]
        launcher.say(f"{label:<6}{time:>8.1f} ms{BATCH_CITIES / time * 1e3:>9.0f} cities/s"
                     f"{peak / 1024:>6.1f} MiB")
    launcher.say(f"ratio {ratio:>8.2f}x {judge(ratio, BATCH_RATIO)}")


def main():
    launcher = Launcher(pathlib.Path(sys.argv[1]))
    cold(launcher)
    batch(launcher)
    report = launcher.build / "bench.txt"
    report.write_text("\n".join(launcher.lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
