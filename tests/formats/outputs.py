#!/usr/bin/env python3
"""Usage: outputs.py TOOL NODE

Has every JSON document that the tool writes in the cases of tests/cases, and over the shipped files,
judged by ajv with the schema in docs/schemas that its `schema` key names, and every report for JUnit by
xmllint. Then each of our schemas has to refuse documents in which one key was added or one value is of
another type.

NODE is the folder with the judges from npm.
"""

import concurrent.futures
import copy
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import check

ROOT = check.ROOT
SCHEMAS = ROOT / "docs/schemas"
KEY = re.compile(r"clusterflow/([a-z]+)/([0-9]+)")
LEAST = 3  # documents of each schema; fewer would mean that the search has gone blind

# What stands for the tool in a case: it keeps what was printed.
RECORDER = """#!/bin/sh
out=$(mktemp "{outputs}/XXXXXXXX") || exit 99
"{tool}" "$@" >"$out"
status=$?
cat "$out"
exit $status
"""

SHIPPED = [
    ["eval", "--format", "json", "--explain", "dalian", "beijing", "guangzhou"],
    ["eval", "--format", "json", "--sites", "dalian", "beijing", "guangzhou"],
    ["eval", "--format", "jsonl", "--year", "2000", "dalian", "beijing", "guangzhou"],
    *(["compare", "--format", "json", "--by", by, "--values", "-c", "software", "-c", "hitech", "dalian",
       "beijing", "guangzhou"] for by in ("city", "site", "year", "chart")),
    ["compare", "--format", "json", "-c", "hitech", "--peers", "dalian", "dalian", "beijing"],
    *(["explain", "--format", "json", "--chart", chart, word] for chart, word in [
        ("software", "software"), ("hitech", "hitech"), ("automobile", "automobile")]),
    *(["explain", "--format", "json", city] for city in ("dalian", "beijing", "guangzhou")),
    ["backtest", "--format", "json", "dalian", "beijing", "guangzhou"],
    ["stress", "--format", "json", "--flips", "--draws", "--order", "--unknown", "dalian", "beijing", "guangzhou"],
    ["diff", "--format", "json", "flowcharts/software.yaml", "flowcharts/automobile.yaml"],
    *(["check", "--format", "json", file] for file in ("data", "flowcharts", "tests/cases/load")),
]


# Suites are run in both formats, whatever their case does with them.
SUITES = "clusterflow test --format json .; clusterflow test --format junit ."


def run_case(case, folder, recorder):
    """What the case does, in a copy of it."""
    work = folder / str(case.relative_to(ROOT)).replace("/", "-")
    shutil.copytree(case, work, symlinks=True)
    environment = {"PATH": f"{recorder}:{os.environ['PATH']}", "HOME": str(work), "LC_ALL": "C",
                   "CLUSTERFLOW_PATH": str(ROOT)}
    stdin = case / "stdin"
    commands = [["sh", case / "cmd"]]
    if case.parent.name == "test":
        commands.append(["sh", "-c", SUITES])
    for command in commands:
        with open(stdin if stdin.exists() else os.devnull, "rb") as source:
            subprocess.run(command, cwd=work, env=environment, stdin=source, check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
    shutil.rmtree(work)


def record(tool, folder):
    """Runs the cases that have to do with these formats, and the shipped files: the texts printed."""
    outputs, recorder, work = (folder / name for name in ("outputs", "bin", "work"))
    for part in (outputs, recorder, work):
        part.mkdir()
    program = recorder / "clusterflow"
    program.write_text(RECORDER.format(outputs=outputs, tool=tool))
    program.chmod(0o755)
    # A signal for the tool would not reach it behind the recorder: such cases would wait for ever.
    cases = [cmd.parent for cmd in sorted((ROOT / "tests/cases").glob("*/*/cmd"))
             if "kill " not in (text := cmd.read_text(errors="replace"))
             and (cmd.parent.parent.name == "test" or re.search("json|junit", text))]
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        list(pool.map(lambda case: run_case(case, work, recorder), cases))
    environment = {**os.environ, "CLUSTERFLOW_PATH": str(ROOT)}
    for arguments in SHIPPED:
        subprocess.run([program, *arguments], cwd=ROOT, env=environment, check=False,
                       stdout=subprocess.DEVNULL)
    return [file.read_bytes().decode("utf-8") for file in sorted(outputs.iterdir())]


def read(text):
    """A document, or the documents of its lines."""
    try:
        return [check.read_json(text)]
    except ValueError:
        return [check.read_json(line) for line in text.splitlines()]


def sort(texts):
    """The documents by the schema that they name: {name: {text}}. JSON Schemas name another."""
    found = {}
    for text in texts:
        for document in read(text) if text.startswith("{") else []:
            if "$schema" in document:
                continue
            key = KEY.fullmatch(document.get("schema", ""))
            if not key:
                check.fault("outputs", f"a document without a schema: {text[:80]!r}")
            else:
                found.setdefault(f"{key[1]}-{key[2]}", set()).add(json.dumps(document))
    return found


# ---- the schemas are judged: each has to refuse what is wrong ----

def places(value, path=()):
    """The paths of all objects and of all other values that stand in objects."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))
    else:
        yield path, value


def spoil(document, seen):
    """Documents with one fault each, one for each place that is not `seen`; numbers make no other place."""
    for path, value in places(document):
        shape = tuple("#" if isinstance(part, int) else part for part in path)
        if shape in seen or "names" in path:  # names by language have any key
            continue
        seen.add(shape)
        other = copy.deepcopy(document)
        target = other
        for part in path[:-1]:
            target = target[part]
        if isinstance(value, dict):
            (target[path[-1]] if path else other)["of_no_schema"] = 1
        else:
            target[path[-1]] = {"of_no_schema": 1}
        yield ".".join(map(str, shape)), other


def check_schemas(found, node, folder):
    """Of each schema documents are spoilt until each place is, the shortest first; all must be refused."""
    pairs, names = [], {}
    for name, texts in found.items():
        seen = set()
        for text in sorted(texts, key=lambda text: (len(text), text)):
            for shape, document in spoil(json.loads(text), seen):
                file = folder / f"spoilt-{name}-{len(names)}.json"
                file.write_text(json.dumps(document))
                pairs.append((SCHEMAS / f"{name}.json", file))
                names[file] = f"{name}: {shape}"
    output = check.by_ajv(node, pairs).stdout
    refused = {line.split(":")[0] for line in output.splitlines()}
    for file, words in names.items():
        if str(file) not in refused:
            check.fault(words, "what is wrong there was let pass")
    return len(pairs)


def check_junit(texts, node, folder):
    files = []
    for number, text in enumerate(sorted(texts)):
        files.append(folder / f"report-{number}.xml")
        files[-1].write_text(text)
    if len(files) < LEAST:
        check.fault("outputs", f"only {len(files)} reports for JUnit")
    verdict = check.by_xmllint(check.Judges(node).junit, files)
    if verdict.returncode != 0:
        wrong = [line for line in verdict.stderr.splitlines() if not line.endswith(" validates")]
        check.fault("xmllint", "\n".join(wrong[:20]).replace(f"{folder}/", ""))


def main():
    tool, node = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        texts = record(tool, folder)
        check_junit({text for text in texts if text.startswith("<?xml")}, node, folder)
        found = sort(texts)
        pairs = []
        for schema, texts in sorted(found.items()):
            if not (SCHEMAS / f"{schema}.json").is_file():
                check.fault("outputs", f"no docs/schemas/{schema}.json")
                continue
            file = folder / f"{schema}.jsonl"
            file.write_text("".join(f"{text}\n" for text in sorted(texts)))
            pairs.append((SCHEMAS / f"{schema}.json", file))
            if len(texts) < LEAST:
                check.fault("outputs", f"only {len(texts)} documents of {schema}")
        verdict = check.by_ajv(node, pairs)
        if verdict.returncode != 0:
            check.fault("ajv", (verdict.stdout + verdict.stderr).replace(f"{folder}/", "").strip()[:4000])
        spoilt = check_schemas({schema.stem: found[schema.stem] for schema, _ in pairs}, node, folder)
    unused = {file.stem for file in SCHEMAS.glob("*.json")} - found.keys()
    if unused:
        check.fault("outputs", f"no document of {sorted(unused)}")
    total = sum(map(len, found.values()))
    return check.tell("outputs", total, f"documents are as docs/schemas says; {spoilt} spoilt ones are refused")


if __name__ == "__main__":
    sys.exit(main())
