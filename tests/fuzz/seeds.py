#!/usr/bin/env python3
"""Makes the inputs that the fuzzers begin with, and dictionaries, from the files of the repository.

    seeds.py CLUSTERFLOW_BINARY FOLDER

FOLDER/corpus/TARGET/ receives the inputs of each target, FOLDER/words.dict the keys and words of the
files. Documents of one input stand between bytes 0x1E.
"""

import hashlib
import json
import os
import random
import re
import struct
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "differential"))
from generate import make_batch  # noqa: E402
from to_yaml import document  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
SEPARATOR = b"\x1e"
LARGEST = 40000                 # a larger seed would make every run slow
BATCHES = 40
KINDS = {b"catalog": "catalog", b"flowchart": "chart", b"city": "city", b"suite": "suite"}


def put(folder, content):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(content).hexdigest()[:16]).write_bytes(content)


def kind_of(content):
    match = re.match(rb"(?:\s*#.*\n|\s*\n)*clusterflow: *([a-z]+)/1", content)
    return KINDS.get(match.group(1)) if match else None


def files():
    for folder in ("data", "flowcharts", "tests/cases", "tests/rules"):
        for path in sorted((ROOT / folder).rglob("*.y*ml")):
            if path.is_file():
                yield path


def documents():
    """By folder and kind the contents of the files."""
    by_folder = {}
    for path in files():
        content = path.read_bytes()
        kind = kind_of(content)
        if kind and len(content) <= LARGEST:
            by_folder.setdefault(path.parent, {}).setdefault(kind, []).append(content)
    return by_folder


def options_of(run):
    lines = []
    for word, value in zip(run["arguments"], run["arguments"][1:]):
        name = {"--set": "set", "--threshold": "threshold", "--year": "year", "--max-age": "max_age"}.get(word)
        if name:
            lines.append(f"{name}={value}")
    return "\n".join(lines).encode()


def outcomes_of(chart, years):
    """What became of the stages of a chart, for a city file that tells nothing of it."""
    chart_id = re.search(rb"^id: *(\S+)", chart, re.M).group(1)
    stages = re.findall(rb"^  - id: *([a-z][a-z0-9_-]*)", chart, re.M)
    lines = [b"  - {chart: %s, stage: %s, reached: %s, year: %d}" % (chart_id, stage, reached, year)
             for stage in stages for year in years for reached in (b"true" if year % 2 else b"false",)]
    return b"outcomes:\n" + b"\n".join(lines) + b"\n" if lines else b""


def generated():
    """Of the differential test's generator a catalog, a chart, a city, options, and another city."""
    for number in range(BATCHES):
        batch = make_batch(f"seeds/{number}")
        rng = random.Random(number)
        catalog = document(rng, batch.catalog)
        for chart in batch.charts[:2]:
            for city in batch.cities[:2]:
                run = rng.choice(batch.runs)
                yield catalog, document(rng, chart), document(rng, city), options_of(run), document(rng, batch.cities[-1])


def suite_for(chart, city):
    chart_id = re.search(rb"^id: *(\S+)", chart, re.M).group(1)
    steps = re.findall(rb"\bid: *([a-z][a-z0-9_-]*)", chart)
    return (b"clusterflow: suite/1\nchart: " + chart_id + b"\ncity: city.yaml\ncases:\n"
            b"  - name: one\n    expect:\n      verdict: clear\n      first_no: none\n"
            b"      unknown: [" + steps[-1] + b"]\n      steps: {" + steps[-1] + b": yes}\n"
            b"  - {name: two, year: 2003, expect: {first_stop: none}}\n")


def made_suite(binary, folder, parts):
    """The suite that the tool makes of a chart."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in zip(("catalog.yaml", "chart.yaml"), parts):
        (folder / name).write_bytes(content)
    done = subprocess.run([binary, "test", "--generate", "./chart.yaml"], cwd=folder, capture_output=True)
    return done.stdout if done.returncode == 0 else b""


def changed(number, chart):
    """Another version of a chart: one of its numbers is another."""
    numbers = list(re.finditer(rb"(?<=: )[0-9]+(?=[,}\n])", chart))
    if not numbers:
        return chart
    match = numbers[number % len(numbers)]
    return chart[:match.start()] + b"1" + chart[match.start():]


def write_documents(corpus, binary, folder):
    found = documents()
    for kinds in found.values():
        for contents in kinds.values():
            for content in contents:
                put(corpus / "model", content)
        catalogs = kinds.get("catalog") or [b""]
        for chart in kinds.get("chart", []):
            cities = kinds.get("city") or [b""]
            for city in cities[:2]:
                for target in ("evaluate", "plan", "stress"):
                    put(corpus / target, SEPARATOR.join((catalogs[0], chart, city, b"")))
                put(corpus / "compare", SEPARATOR.join((catalogs[0], chart, city, b"", cities[-1])))
                put(corpus / "backtest", SEPARATOR.join((catalogs[0], chart, city, cities[-1])))
                put(corpus / "diff", SEPARATOR.join((catalogs[0], chart, city, cities[-1], kinds["chart"][-1])))
                for suite in kinds.get("suite", [])[:2]:
                    put(corpus / "suite", SEPARATOR.join((catalogs[0], chart, city, suite)))
    for number, (catalog, chart, city, options, other) in enumerate(generated()):
        for content in (catalog, chart, city):
            if number % 8 == 0:
                put(corpus / "model", content)
        parts = catalog, chart, city
        put(corpus / "evaluate", SEPARATOR.join((*parts, options)))
        put(corpus / "plan", SEPARATOR.join((*parts, options)))
        put(corpus / "stress", SEPARATOR.join((*parts, options)))
        put(corpus / "diff", SEPARATOR.join((*parts, other, changed(number, chart))))
        put(corpus / "compare", SEPARATOR.join((*parts, options, other)))
        told = outcomes_of(chart, (2001 + number % 3, 2004 + number % 4))
        put(corpus / "backtest", SEPARATOR.join((*parts[:2], city + told, other + told)))
        put(corpus / "explain", SEPARATOR.join((*parts, b"sales")))
        put(corpus / "made", SEPARATOR.join(parts[:2]))
        put(corpus / "suite", SEPARATOR.join((*parts, suite_for(chart, city))))
        if number % 10 == 0:
            suite = made_suite(binary, folder / "made", parts)
            put(corpus / "suite", SEPARATOR.join((*parts, suite[:LARGEST])))


def write_small(corpus):
    numbers = ["0", "-0.0", "1e23", "9007199254740993", "2.2250738585072012e-308", "4.35", "1e400", "0x1p3", "1,5",
               "8.9884656743115795e307", "5e-324", "123456789012345678901234567890.5e-12"]
    for text in numbers:
        put(corpus / "numbers", text.encode())
        if "x" not in text and "," not in text:
            put(corpus / "numbers", struct.pack("<d", float(text.replace("e400", "e300"))))
    for path in files():
        units = re.findall(rb"\bunit: *([^,}#\n]+)", path.read_bytes())
        if units:
            put(corpus / "units", b"\n".join(units[:6]))
        names = re.findall(rb"\b(?:name|note|title|printed): *([^\n]+)", path.read_bytes())
        for name in names[:3]:
            put(corpus / "text", name)
        keys = re.findall(rb"^ *([a-z_]+): *([^\n]*)", path.read_bytes(), re.M)
        if keys and path.stat().st_size % 8 == 0:
            put(corpus / "schema", b"\n".join(b"\t".join(key) for key in keys[:12]))
    put(corpus / "units", "mu=666.67 m^2\nten_thousand=10000\nten_thousand person\nm2/km\n% * m^-2\n1/3 m".encode())


def words_of(binary):
    """Keys and words, by the schemas that the tool prints."""
    words = {"true", "false", "null", "- ", ": ", "\\x0a  ", "{", "}", "[", "]", "# allow: ", "<<: ", "&a ", "*a", "!!str ",
             "%TAG", "---", "...", "|", ">-", "'", '\\"', "\\x1e", "\\xef\\xbb\\xbf", "\\xe2\\x80\\xae", "none", "end"}

    def walk(schema):
        if isinstance(schema, dict):
            words.update(key for key in schema.get("properties", {}))
            words.update(word for word in schema.get("enum", []) if isinstance(word, str))
            if isinstance(schema.get("const"), str):
                words.add(schema["const"])
            for value in schema.values():
                walk(value)
        elif isinstance(schema, list):
            for value in schema:
                walk(value)
    for kind in ("catalog", "flowchart", "city", "suite"):
        done = subprocess.run([binary, "schema", kind], capture_output=True, check=True)
        walk(json.loads(done.stdout))
    return sorted(words)


def main():
    binary, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2]).resolve()
    corpus = folder / "corpus"
    write_documents(corpus, binary, folder)
    write_small(corpus)
    (folder / "words.dict").write_text("".join(f'"{word}"\n' for word in words_of(binary)), encoding="utf-8")
    counts = {target.name: len(list(target.iterdir())) for target in sorted(corpus.iterdir())}
    print("seeds: " + ", ".join(f"{count} {name}" for name, count in counts.items()))


if __name__ == "__main__":
    main()
