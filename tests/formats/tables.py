#!/usr/bin/env python3
"""Usage: tables.py TOOL

Has the tables and the Markdown of `eval` judged by readers that are not ours: CSV and TSV by Python's
csv, Markdown by cmark-gfm, GitHub's own parser. The files that are evaluated have names, titles and
labels that would be formulas, markup, HTML, links or ends of cells. Every cell has to hold what the JSON
of the same run says, and nothing of a user's text may become anything but text.
"""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = pathlib.Path(__file__).resolve().parents[2]

NASTY = [
    "=cmd|' /C calc'!A0", "+1+2", "-2", "@SUM(A1:A9)", "'=1", "''+", "'s-Hertogenbosch", "＝1", "－x",
    'a,b;"c"', "a|b\\|c\\", "a\tb", "| --- | --- |", "`code` ``x``", "*bold* _em_ ~~no~~ ***x***",
    "[a](http://example.org) ![i](x.png) [^1]", "<b>x</b> <!-- y --> <script>", "&amp; &#60; R&D &copy;",
    "https://example.org www.example.org a@b.example", "@everyone #12", "# heading", "- item", "+ item",
    "1. item", "12) item", "> quote", "---", "===", "***", "~~~", "```", ": term", "$x$ $$y$$", "{a} {{b}}",
    "\\", "a\\", "  blanks  inside ", "大连 港口", "e\u0301 \u00a0x", "\\t\\n", "[ ] todo", "[x] done", "_",
    "__init__", "a_b_c", "*", "**", "|", "||", "x\u200by", "a&#8203;b", "http://", "1.", "-", "+", "1)",
]

faults = []


def fault(document, words):
    faults.append(f"{document}: {words}")


def quoted(text):
    return json.dumps(text, ensure_ascii=False).replace("\u200b", "\\u200b")


def write_files(folder):
    """A chart with a step for each text, in which it is title, question and label, and two cities."""
    chart = ["clusterflow: flowchart/1", "id: nasty", f"title: {quoted(NASTY[0])}", "catalog: catalog.yaml", "indices:"]
    chart += [f"  i{number}: {{label: {quoted(text)}, type: {kind}}}" for number, text in enumerate(NASTY)
              for kind in ["number, unit: \"1\"" if number % 2 else "flag"]]
    chart += ["stages:", "  - id: all", f"    title: {quoted(NASTY[1])}", "    steps:"]
    for number, text in enumerate(NASTY):
        test = "at_most: -1, tolerance: 0.5" if number % 2 else "is: true"
        chart += [f"      - id: s{number}", f"        title: {quoted(text)}", f"        ask: {quoted(text)}",
                  f"        criteria: [{{index: i{number}, {test}, basis: assumption}}]",
                  "        actors: local_government",
                  *([] if number == len(NASTY) - 1 else [f"        on_no: s{number + 1}"])]
    (folder / "nasty.yaml").write_text("\n".join(chart) + "\n")
    for city, name in enumerate(NASTY):
        lines = ["clusterflow: city/1", f"id: c{city}", f"name: {quoted(name)}", "charts: [nasty]", "sources:",
                 f"  book: {{title: {quoted(name)}, authors: {quoted(NASTY[-city])}}}", "indicators:"]
        for number in range(len(NASTY)):
            value = ["value: -5", "about: -2.5", "missing: not_stated"][(number + city) % 3]
            flag = ["value: true", "value: false", "missing: not_stated"][(number + city) % 3]
            unit = ", unit: \"1\"" if number % 2 and "missing" not in value else ""
            lines.append(f"  i{number}: {{{value if number % 2 else flag}{unit}, year: 2001, source: book, "
                         f"where: {quoted(NASTY[number])}}}")
        lines += ["actors:", f"  - {{id: a, name: {quoted(name)}, class: local_government}}"]
        (folder / f"c{city}.yaml").write_text("\n".join(lines) + "\n")


def run(tool, folder, *arguments):
    done = subprocess.run([tool, "eval", *arguments], cwd=folder, capture_output=True, check=False,
                          env={**os.environ, "CLUSTERFLOW_PATH": str(ROOT)})
    if done.returncode:
        sys.exit(f"tables: {' '.join(arguments[-3:])}: exit {done.returncode}\n{done.stderr.decode()[:2000]}")
    return done.stdout.decode("utf-8")


# ---- CSV and TSV ----

def shown(text):
    """Hidden characters as the writers show them."""
    return text.replace("\u200b", "<U+200B>") if text else ""


def unguarded(cell):
    """A text without the apostrophe that was put before a formula."""
    rest = cell.lstrip("'")
    return cell[1:] if cell != rest and rest[:1] in tuple("=+-@\t\r\n＝＋－＠") and rest else cell


def read_table(kind, text):
    if kind == "csv":
        if text.replace("\r\n", "").count("\n") and '"' not in text:
            fault(kind, "a line does not end with CRLF")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    cells = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    back = {"\\t": "\t", "\\n": "\n", "\\r": "\r", "\\\\": "\\"}
    def restore(cell):
        parts, at = [], 0
        while at < len(cell):
            pair = cell[at:at + 2]
            parts.append(back.get(pair, cell[at]))
            at += 2 if pair in back else 1
        return "".join(parts)
    return [[restore(cell) for cell in row] for row in cells]


def expected_rows(results, level, names):
    """What the JSON says, by the names of the columns."""
    for result in results:
        common = {"city": result["city"], "site": result["site"], "chart": result["chart"], "year": result["year"],
                  "verdict": result["verdict"], "first_no": result["first_no"], "name": names[result["city"]]}
        if level == "-q":
            yield {**common, "first_stop": result["first_stop"], "unknown": " ".join(result["unknown"]),
                   "newer_figures": result["newer_figures"]}
            continue
        for number, step in enumerate(result["steps"], 1):
            row = {**common, "stage": step["stage"], "number": number, "step": step["id"], "title": step["title"],
                   "answer": step["answer"], "visited": step["visited"]}
            if not level:
                by = {answer: " ".join(c["index"] for c in step["criteria"] if c["answer"] == answer)
                      for answer in ("yes", "no", "unknown")}
                yield {**row, "met": by["yes"], "not_met": by["no"], "not_known": by["unknown"]}
                continue
            for criterion in step["criteria"]:
                value = criterion["value"]
                interval = value if isinstance(value, dict) else {}
                known = None if isinstance(value, (dict, list)) else value
                number_known = isinstance(value, (int, float)) and not isinstance(value, bool)
                margin = criterion["margin"] or {}
                yield {**row, "index": criterion["index"], "criterion": criterion["answer"], "test": criterion["test"],
                       "basis": criterion["basis"], "unit": criterion["unit"], "value": known,
                       "low": value if number_known else interval.get("low"),
                       "high": value if number_known else interval.get("high"),
                       "value_year": criterion["year"], "margin_worst": margin.get("worst"),
                       "margin_best": margin.get("best"), "derived": criterion["derived"]}


def as_cell(value):
    """A value of the JSON as a cell has it; numbers are compared as numbers."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, (int, float)) else shown(value)


def same(cell, value):
    value = as_cell(value)
    if isinstance(value, (int, float)):
        return cell != "" and float(cell) == value
    return unguarded(cell) == value


def check_tables(tool, folder, cities, results, names):
    count = 0
    for kind in ("csv", "tsv"):
        for level in ("", "-q", "-v"):
            document = f"{kind} {level}".strip()
            text = run(tool, folder, "-f", kind, *filter(None, [level]), *cities)
            header, *rows = read_table(kind, text)
            expected = list(expected_rows(results, level, names))
            if len(rows) != len(expected):
                fault(document, f"{len(rows)} rows, not {len(expected)}")
            for row, values in zip(rows, expected):
                count += 1
                if len(row) != len(header):
                    fault(document, f"a row of {len(row)} cells below {len(header)} names: {row}")
                    continue
                cells = dict(zip(header, row))
                for key, value in values.items():
                    if not same(cells[key], value):
                        fault(document, f"{key} is {cells[key]!r}, not {value!r}")
                for key, cell in cells.items():
                    if cell[:1] in tuple("=+-@\t\r＝＋－＠") and cell and not is_number(cell):
                        fault(document, f"{key} would be a formula: {cell!r}")
    return count


def is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


# ---- Markdown ----

SPACE = "{http://commonmark.org/xml/1.0}"
ALLOWED = {"document", "heading", "paragraph", "strong", "text", "list", "item", "table", "table_row",
           "table_header", "table_cell"}


def parse(text):
    command = ["cmark-gfm", "--to", "xml", *sum((["-e", name] for name in (
        "table", "strikethrough", "autolink", "tagfilter", "tasklist", "footnotes")), [])]
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    except FileNotFoundError:
        sys.exit("tables: no cmark-gfm; make deps-check-all installs it")
    xml_text = done.stdout.decode().replace("<!DOCTYPE document SYSTEM \"CommonMark.dtd\">", "")
    return xml.etree.ElementTree.fromstring(xml_text)


def text_of(node):
    """What is read there, with the zero-width spaces behind '@' taken away."""
    return "".join(part.text or "" for part in node.iter(f"{SPACE}text")).replace("@\u200b", "@")


def folded(text):
    return " ".join(shown(text).split())


def cells_of(tree):
    for row in tree.iter(f"{SPACE}table_row"):
        yield [text_of(cell) for cell in row.iter(f"{SPACE}table_cell")]


def check_markdown(tool, folder, cities, results, names):
    count = 0
    for level, columns in ((None, 6), ("-v", 9)):
        tree = parse(run(tool, folder, "-f", "markdown", *filter(None, [level]), *cities))
        kinds = {node.tag.removeprefix(SPACE) for node in tree.iter()}
        if kinds - ALLOWED:
            fault("markdown", f"text has become {sorted(kinds - ALLOWED)}")
        headings = [text_of(node) for node in tree.iter(f"{SPACE}heading") if node.get("level") == "2"]
        if len(headings) != len(results):
            fault("markdown", f"{len(headings)} sections of {len(results)} results")
        for heading, result in zip(headings, results):
            if not heading.startswith(folded(names[result["city"]])):
                fault("markdown", f"{heading!r} does not begin with {names[result['city']]!r}")
        rows = [row for row in cells_of(tree)]
        titles = [folded(step["title"]) for result in results for step in result["steps"]]
        for row in rows:
            count += 1
            if len(row) != columns:
                fault("markdown", f"a row of {len(row)} cells, not {columns}: {row}")
        if [row[1] for row in rows] != titles:
            fault("markdown", "the steps of the tables are not those of the JSON: " + next(
                (f"{a!r}, not {b!r}" for a, b in zip([row[1] for row in rows], titles) if a != b), "their number"))
    tree = parse(run(tool, folder, "-f", "markdown", "-q", *cities))
    rows = list(cells_of(tree))
    if [row[0] for row in rows] != [folded(names[result["city"]]) for result in results]:
        fault("markdown -q", "the names are not those of the cities")
    if any(len(row) != 6 for row in rows) or len(list(tree.iter(f"{SPACE}table"))) != 1:
        fault("markdown -q", "it is not one table of six columns")
    return count + len(rows)


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_files(folder)
        cities = [f"./c{number}.yaml" for number in range(len(NASTY))]
        results = json.loads(run(tool, folder, "-f", "json", *cities))["results"]
        names = {f"c{number}": text for number, text in enumerate(NASTY)}
        total = check_tables(tool, folder, cities, results, names)
        total += check_markdown(tool, folder, cities, results, names)
        shipped = ["dalian", "beijing", "guangzhou"]
        results = json.loads(run(tool, ROOT, "-f", "json", *shipped))["results"]
        names = {"dalian": "Dalian", "beijing": "Beijing", "guangzhou": "Guangzhou"}
        total += check_tables(tool, ROOT, shipped, results, names)
    if faults:
        print("\n".join(faults[:30]))
        return 1
    print(f"tables: {total} rows of CSV, TSV and Markdown are what the JSON says, and nothing else")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "tables").write_text(f"{total}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
