#!/usr/bin/env python3
"""Usage: generate.py FOLDER COUNT   writes a catalog, a chart and COUNT cities, always the same.

The chart has 20 steps over 30 indices, of which each city states most; a step passes in about nine
of ten cities.
"""

import pathlib
import random
import sys

NUMBERS, FLAGS, LEVELS = 22, 5, 3
STEPS = 20
LEVEL_NAMES = ["none", "partial", "full"]

NUMBER_IDS = [f"number_{i}" for i in range(NUMBERS)]
FLAG_IDS = [f"flag_{i}" for i in range(FLAGS)]
LEVEL_IDS = [f"level_{i}" for i in range(LEVELS)]


def catalog():
    lines = [
        "clusterflow: catalog/1",
        "title: Indices for timing",
        "units:",
        "  person: {label: persons}",
        "  thousand: {equals: 1000}",
        "actor_classes:",
        "  local_government: {label: Local government}",
        "  private_sector: {label: Private sector}",
        "factors:",
        "  resources: {label: Resources}",
        "indices:",
    ]
    common = "factor: resources"
    lines += [f"  {i}: {{label: Number {i}, unit: person, {common}}}" for i in NUMBER_IDS]
    lines += [f"  {i}: {{label: Flag {i}, type: flag, {common}}}" for i in FLAG_IDS]
    lines += [f"  {i}: {{label: Level {i}, type: level, levels: [{', '.join(LEVEL_NAMES)}], {common}}}"
              for i in LEVEL_IDS]
    return lines


def criterion(index):
    if index in NUMBER_IDS:
        return f"          - {{index: {index}, at_least: 1000, basis: assumption}}"
    if index in FLAG_IDS:
        return f"          - {{index: {index}, is: true, basis: assumption}}"
    return f"          - {{index: {index}, at_least: partial, basis: assumption}}"


def chart():
    ids = NUMBER_IDS + FLAG_IDS + LEVEL_IDS
    lines = ["clusterflow: flowchart/1", "id: timing", "title: A chart for timing",
             "catalog: catalog.yaml", "stages:"]
    for number in range(STEPS):
        if number in (0, STEPS // 2):
            name = "agglomeration" if number == 0 else "innovation"
            lines += [f"  - id: {name}", f"    title: Stage of {name}", "    steps:"]
        lines += [
            f"      - id: step_{number}",
            f"        title: Step {number}",
            f"        ask: Is there enough for step {number}?",
            "        need: all" if number % 3 else "        need: any",
            "        criteria:",
            criterion(ids[number]),
            criterion(ids[(number + STEPS) % len(ids)]),
            "        actors: [local_government, private_sector]",
        ]
    return lines


def city(number, source):
    lines = [
        "clusterflow: city/1",
        f"id: city_{number}",
        f"name: City {number}",
        "charts: [timing]",
        "as_of: 2014",
        "sources:",
        "  yearbook: {title: Statistical yearbook, year: 2014}",
        "indicators:",
    ]
    for index in NUMBER_IDS + FLAG_IDS + LEVEL_IDS:
        chance = source.random()
        if chance > 0.97:
            continue
        origin = f"year: {source.randint(2008, 2014)}, source: yearbook, where: Table {source.randint(1, 40)}"
        if index in NUMBER_IDS:
            value = source.randint(1000, 9000) if source.random() < 0.92 else source.randint(1, 999)
            if chance < 0.2:
                lines.append(f"  {index}: {{about: {value / 1000:.3f}, unit: thousand person, {origin}}}")
            else:
                lines.append(f"  {index}: {{value: {value}, unit: person, {origin}}}")
        elif index in FLAG_IDS:
            lines.append(f"  {index}: {{value: {'true' if source.random() < 0.92 else 'false'}, {origin}}}")
        else:
            level = source.choices(LEVEL_NAMES, [8, 40, 52])[0]
            lines.append(f"  {index}: {{value: {level}, {origin}}}")
    return lines


def write(folder, count):
    """Writes the files and returns the cities' names."""
    source = random.Random("clusterflow")
    def put(name, lines):
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return name
    put("catalog.yaml", catalog())
    put("chart.yaml", chart())
    return [put(f"c{number:05}.yaml", city(number, source)) for number in range(count)]


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), int(sys.argv[2]))
