#!/usr/bin/env python3
"""Holds the tool against the second evaluator on what the fuzzer has found: the inputs of the targets
that evaluate which the tool takes.

    compare.py CLUSTERFLOW_BINARY FOLDER...

FOLDERs hold inputs: a catalog, a chart, a city, lines of options and more between bytes 0x1E. Exits with 1
if the two differ on one of them; figures/compared.json beside the tool has the figures.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "differential"))
from evaluator import Book, evaluate  # noqa: E402
from run import comparable, differences  # noqa: E402
from selection import CityFile  # noqa: E402

SEPARATOR = b"\x1e"
NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\Z")
TEXTS = {"id", "name", "title", "label", "note", "printed", "where", "unit", "equals", "ask", "why"}
LISTS = {"class", "clears", "actors", "also", "charts"}


class Beyond(Exception):
    """The second evaluator does not know this part of the format."""


# --- documents as the second evaluator takes them ---

def scalar(node, field):
    if field in TEXTS or node.style:
        return node.value
    if node.value in ("true", "false"):
        return node.value == "true"
    if not NUMBER.match(node.value):
        return node.value or None
    return int(node.value) if re.match(r"-?[0-9]+\Z", node.value) else float(node.value)


def plain(node, field=None):
    if isinstance(node, yaml.MappingNode):
        keys = field if field not in LISTS | {"series"} else None
        return {plain(key, keys): plain(value, key.value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    value = scalar(node, field)
    return [value] if field in LISTS and value is not None else value


def document(content):
    root = plain(yaml.compose(content.decode("utf-8"), Loader=yaml.CSafeLoader))
    for key, entry in (root.get("actor_classes") or {}).items():
        root["actor_classes"][key] = {"label": re.sub("[_-]", " ", key), **(entry or {})}
    return root


def check_chart(chart):
    if any("use" in stage for stage in chart["stages"]):
        raise Beyond("stages of other files")
    for stage in chart["stages"]:
        stage.setdefault("steps", [])


# --- both evaluators ---

def options_of(content):
    arguments = []
    for line in content.decode("utf-8", "replace").split("\n")[:8]:
        name, _, value = line.partition("=")
        if name in ("set", "threshold") and value.isprintable():
            raise Beyond("what-ifs")    # the generator of the differential test has many
        if name == "year" and re.match(r"[1-9][0-9]{0,3}\Z", value):
            arguments = ["--year", value]
    return arguments


def run_tool(binary, folder, arguments):
    command = [binary, "eval", "--chart", "./chart.yaml", *arguments, "-f", "jsonl", "./city.yaml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60)
    if done.returncode in (0, 3):
        return [json.loads(line, parse_float=str, parse_int=str) for line in done.stdout.decode().splitlines()]
    raise RuntimeError(f"exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:300]}")


def compare(binary, content, folder):
    """Lines that tell the differences; None: the tool refuses the input."""
    parts = (content.split(SEPARATOR) + [b""] * 4)[:4]
    arguments = options_of(parts[3])
    named = re.search(rb"^catalog: *(\S+)", parts[1], re.M)
    if not named or b"/" in named.group(1) or b'"' in named.group(1):
        return None
    names = os.fsdecode(named.group(1)), "chart.yaml", "city.yaml"
    if names[0] in names[1:] or "\0" in names[0]:
        return None
    for name, part in zip(names, parts):
        (folder / name).write_bytes(part)
    found = run_tool(binary, folder, arguments)
    (folder / names[0]).unlink()
    if not found:
        return None
    catalog, chart, city = (document(part) for part in parts[:3])
    check_chart(chart)
    year = int(arguments[1]) if arguments else None
    expected = evaluate(Book(catalog, chart), CityFile(city), year=year)
    return list(differences(comparable(expected), comparable(found[0])))


def main():
    binary = os.path.abspath(sys.argv[1])
    counts, bad = Counter(), 0
    with tempfile.TemporaryDirectory() as name:
        for path in sorted(path for folder in sys.argv[2:] for path in Path(folder).iterdir()):
            try:
                told = compare(binary, path.read_bytes(), Path(name))
            except Beyond as reason:
                counts[f"not compared: {reason}"] += 1
                continue
            except Exception as error:  # whatever the second evaluator makes of it
                told = [f"no answer: {error!r}"]
            counts["refused by the tool" if told is None else "compared"] += 1
            if told:
                bad += 1
                print(path, *told[:6], sep="\n  ")
    figures = Path(binary).parent / "figures/compared.json"
    figures.parent.mkdir(exist_ok=True)
    figures.write_text(json.dumps({"inputs": counts["compared"], "differ": bad}) + "\n", encoding="utf-8")
    for what, count in sorted(counts.items()):
        print(f"{count:7} {what}")
    print(f"compare: {counts['compared'] - bad} inputs agree with the second evaluator, {bad} differ")
    return 1 if bad or not counts["compared"] else 0


if __name__ == "__main__":
    sys.exit(main())
