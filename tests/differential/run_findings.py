#!/usr/bin/env python3
"""Differential test of `check`: what the tool finds in random cities against a second look at them.

    run_findings.py CLUSTERFLOW_BINARY [--cities N] [--seed S] [--keep DIR]

A case is a city. Every observation is written on a line of its own, by which findings are told.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter

from evaluator import Book
from findings import Look, wrong_conflicts, wrong_disputes
from generate import YEARS, chance, make_batch
from selection import CityFile, expand_all
from to_yaml import document, flow

CITIES_NEED = 300               # fewer may honestly miss a rare finding
BY_PAIRS = ("city-disputed", "city-period-conflict")
BY_LOOK = ("city-no-source", "city-no-year", "city-jump", "city-share-above-whole", "city-site-above-city",
           "city-stale", "city-mixed-years", "city-on-threshold", "city-lacks-indicator")
NAMED = {"city-share-above-whole": 1, "city-site-above-city": 1, "city-stale": 1, "city-mixed-years": 1,
         "city-on-threshold": 2, "city-lacks-indicator": 1}     # how many quoted ids are compared
OTHERS = ("catalog-unused-index", "chart-no-actor")


# --- what the generator of evaluations has no use for ---

def add_counts(rng, batch):
    """An index that adds up and one that is a share, with figures from year to year."""
    batch.catalog["units"]["firm"] = {"label": "firms"}
    batch.catalog["indices"]["firms"] = {"label": "Firms", "unit": "firm"}
    batch.catalog["indices"]["tenants"] = {"label": "Tenants", "unit": "percent"}
    for city in batch.cities:
        for place in [city, *city.get("sites", {}).values()]:
            for name, unit in (("firms", "firm"), ("tenants", "percent")):
                if chance(rng, 0.7):
                    place["indicators"][name] = [random_figure(rng, unit) for _ in range(rng.randint(1, 5))]


def random_figure(rng, unit):
    word = rng.choice(["value", "value", "value", "about", "nearly", "at_least", "under"])
    least = word == "nearly"            # than 0 nothing is nearly as much
    o = {word: rng.choice([0, 1, 2, 9, 10, 11, 19, 20, 90, 91, 100, 105, 110, 200, 1000][least:]), "unit": unit}
    if chance(rng, 0.9):
        o["year"] = rng.choice(YEARS)
    if chance(rng, 0.2):
        o["kind"] = rng.choice(["estimate", "target", "plan"])
    if chance(rng, 0.1):
        o["preferred"] = True
    return o


# --- writing: one observation a line ---

class Pages:
    """The lines of a city, and which observation stands on which."""

    def __init__(self, rng):
        self.rng, self.lines, self.notes = rng, [], {}

    def indicators(self, indicators, indent):
        self.lines.append(" " * indent + "indicators:" + ("" if indicators else " {}"))
        for index_id, observations in indicators.items():
            self.lines.append(" " * (indent + 2) + f"{index_id}:" + ("" if observations else " []"))
            for o in observations:
                o["note"] = f"o{len(self.notes)}"
                self.lines.append(" " * (indent + 4) + "- " + flow(self.rng, o))
                self.notes[len(self.lines)] = o["note"]

    def rest(self, mapping, indent):
        for key, value in mapping.items():
            if key not in ("indicators", "sites"):
                self.lines.append(" " * indent + f"{key}: {flow(self.rng, value)}")


def write_city(rng, city):
    """Writes series out as lists; the city itself becomes what is written."""
    pages = Pages(rng)
    for place in [city, *city.get("sites", {}).values()]:
        place["indicators"] = {index_id: [dict(o) for o in observations]
                               for index_id, observations in expand_all(place["indicators"]).items()}
    pages.rest(city, 0)
    pages.indicators(city["indicators"], 0)
    if "sites" in city:
        pages.lines.append("sites:")
    for name, site in city.get("sites", {}).items():
        pages.lines.append(f"  {name}:")
        pages.rest(site, 4)
        pages.indicators(site["indicators"], 4)
    return pages


# --- comparing ---

def quoted(message):
    return re.findall(r"'([^']*)'", message)


def tool_findings(binary, folder, names, charts):
    chosen = [word for chart in charts for word in ("--chart", chart)]
    command = [binary, "check", *chosen, "--format", "json", "catalog.yaml", *charts, *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
    if done.returncode not in (0, 1):
        raise ValueError(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr.decode()}")
    return json.loads(done.stdout)["findings"]


def shape(finding, notes):
    """The tool's finding as one of the second look."""
    words = quoted(finding["message"])[:NAMED.get(finding["rule"], 0)]
    told = () if finding["rule"] == "city-lacks-indicator" else (notes.get(finding["line"]),)
    return (finding["rule"], *told, *words)


def compare_city(look, pages, found, counts):
    expected = look.all()
    yield from (f"error: {f['message']}" for f in found if f["severity"] == "error")
    tool = {shape(f, pages.notes) for f in found if f["rule"] in BY_LOOK}
    counts.update(each[0] for each in expected)
    for each in sorted(expected - tool, key=str):
        yield f"not found: {each}"
    for each in sorted(tool - expected, key=str):
        yield f"found, and should not be: {each}"
    pairs = {rule: {} for rule in BY_PAIRS}
    for finding in found:
        if finding["rule"] in BY_PAIRS:
            counts[finding["rule"]] += 1
            pair = pages.notes.get(finding["line"]), pages.notes.get(finding["also"]["line"])
            pairs[finding["rule"]].setdefault(quoted(finding["message"])[0], set()).add(pair)
    for stated in [look.file.own, *look.file.sites.values()]:
        for index_id, observations in stated.items():
            yield from compare_pairs(look, index_id, observations, pairs)


def compare_pairs(look, index_id, observations, pairs):
    book = look.book_of(index_id)
    own = {o["note"] for o in observations}
    if book is None:
        return
    told = {rule: {pair for pair in pairs[rule].get(index_id, ()) if pair[0] in own} for rule in BY_PAIRS}
    yield from wrong_disputes(look, index_id, observations,
                              told["city-disputed"] | {pair[::-1] for pair in told["city-disputed"]})
    if book.indices[index_id].get("type") == "flag":
        yield from wrong_conflicts(index_id, observations,
                                   told["city-period-conflict"]
                                   | {pair[::-1] for pair in told["city-period-conflict"]})


def expected_of_charts(batch, files):
    """Indices without use, and steps without actors."""
    indices = dict(batch.catalog["indices"])
    used = {index_id for file in files for place in [file.own, *file.sites.values()] for index_id in place}
    for chart in batch.charts:
        book = Book(batch.catalog, chart)
        indices.update(chart.get("indices", {}))
        for stage, step in book.steps:
            for criterion in step["criteria"]:
                used |= {criterion["index"], *book.operands(book.indices[criterion["index"]])}
            if "on_no" not in step and not any(somebody(chart, stage, step, file.city) for file in files):
                yield "chart-no-actor", step["id"]
    yield from (("catalog-unused-index", index_id) for index_id in indices if index_id not in used)


def compare_charts(batch, files, found, counts):
    expected = set(expected_of_charts(batch, files))
    tool = {(f["rule"], quoted(f["message"])[0]) for f in found if f["rule"] in OTHERS}
    counts.update(rule for rule, _ in expected)
    return [f"{each} differs" for each in sorted(expected ^ tool)]


def somebody(chart, stage, step, city):
    """By the rule of candidate actors."""
    classes = {name for criterion in step["criteria"] for name in criterion.get("actors") or step["actors"]}
    goals = {step["id"], stage["id"], step.get("factor"), f"{chart['id']}/{step['id']}"}
    people = [actor for place in [city, *city.get("sites", {}).values()] for actor in place.get("actors", [])]
    return any(classes & set(actor["class"]) and ("clears" not in actor or goals & set(actor["clears"]))
               for actor in people)


def do_batch(binary, seed, folder, counts):
    """The number of cities, and what differs."""
    os.makedirs(folder)
    batch, rng = make_batch(seed), random.Random(f"{seed} findings")
    add_counts(rng, batch)
    pages = {f"{city['id']}.yaml": write_city(rng, city) for city in batch.cities}
    charts = [f"{chart['id']}.yaml" for chart in batch.charts]
    for name, root in [("catalog.yaml", batch.catalog), *zip(charts, batch.charts)]:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(document(rng, root))
    for name, page in pages.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write("\n".join(page.lines) + "\n")
    found = tool_findings(binary, folder, pages, charts)
    books = [Book(batch.catalog, chart) for chart in batch.charts]
    files = [CityFile(city) for city in batch.cities]
    told = []
    for file, (name, page) in zip(files, pages.items()):
        look = Look(file, books)
        own = [f for f in found if f["file"] == name]
        told += [f"{name}: {line}" for line in compare_city(look, page, own, counts)]
    told += compare_charts(batch, files, found, counts)
    alone = tool_findings(binary, folder, list(pages)[:1], charts)     # many cities leave nothing out
    told += compare_charts(batch, files[:1], alone, counts)
    return len(files), told


def main():
    parser = argparse.ArgumentParser(description="Compare what check finds with a second look.")
    parser.add_argument("binary", metavar="CLUSTERFLOW_BINARY")
    parser.add_argument("--cities", type=int, default=400)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", metavar="DIR", help="keep the files of every batch in DIR")
    options = parser.parse_args()
    root = os.path.abspath(options.keep or tempfile.mkdtemp(prefix="findings-"))
    cities, batches, counts, told = 0, 0, Counter(), []
    while cities < options.cities and not told:
        folder = os.path.join(root, f"batch-{batches}")
        more, told = do_batch(os.path.abspath(options.binary), f"{options.seed}/{batches}", folder, counts)
        cities, batches = cities + more, batches + 1
        if not told and not options.keep:
            shutil.rmtree(folder)
    if told:
        print(f"in {folder}:")
        print("\n".join(told[:40]))
    elif not options.keep:
        shutil.rmtree(root)
    for rule in (*BY_LOOK, *BY_PAIRS, *OTHERS):
        print(f"{rule:<30}{counts[rule]:>8}")
    never = [rule for rule in (*BY_LOOK, *BY_PAIRS, *OTHERS) if not counts[rule]]
    if never and cities >= CITIES_NEED:
        print("never found: " + ", ".join(never))
    print(f"findings: {cities} cities, {len(told)} differences")
    return 1 if told or (never and cities >= CITIES_NEED) else 0


if __name__ == "__main__":
    sys.exit(main())
