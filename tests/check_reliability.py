#!/usr/bin/env python3
"""docs/reliability.md: what is promised when things go wrong, how each promise is tried, and figures.

    check_reliability.py [--update] [--take FOLDER]

Compares the page with what this program makes of tests/reliability/: promises.txt, and figures.json
as far as figures do not follow from the tests themselves. --update writes the page. --take first
takes over figures that runs have left in FOLDER: NAME.json becomes the figures called NAME.

Each promise names tests, and these have to exist: files, or `make` and a target.
"""

import argparse
import difflib
import json
import re
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reliability.md"
FIGURES = ROOT / "tests/reliability/figures.json"
PROMISES = ROOT / "tests/reliability/promises.txt"

HEAD = """# What can be relied on

<!-- no examples -->

<!-- made by make docs-reliability from tests/reliability/ -->

What is promised when things go wrong, which tests try it, and what they measured. Tests can show that a promise is broken,
not that it never will be. They run in `make check` and `make check-all`; `make fuzz`, `make fuzz-afl`, `make fuzz-compare`
and `make check-every-failure` run by themselves, and leave the figures that stand here.
"""


# --- figures ---

def count(path, pattern):
    """How often a line of a file begins so."""
    return len(re.findall(pattern, (ROOT / path).read_text(encoding="utf-8"), re.M))


def first(path, pattern):
    return int(re.search(pattern, (ROOT / path).read_text(encoding="utf-8"), re.M).group(1))


def makefiles():
    return [ROOT / "Makefile", *sorted(ROOT.glob("tests/*.mk")), *sorted(ROOT.glob("tests/*/*.mk"))]


def from_tests():
    """Figures that the tests themselves tell."""
    makefile = next(path for path in makefiles() if "NUMBERS ?=" in path.read_text(encoding="utf-8"))
    return {
        "numbers.read": count("tests/unit/base/hard_numbers.inc", r"^READ\("),
        "numbers.written": count("tests/unit/base/hard_numbers.inc", r"^WRITE\("),
        "numbers.few": first("tests/unit/base/test_number_reference.c", r"\bFEW = (\d+)"),
        "numbers.many": first(makefile.relative_to(ROOT), r"^NUMBERS \?= (\d+)"),
        "yaml.refused": count("tests/unit/load/yaml_kinds.inc", r"^REFUSED\("),
        "yaml.read": count("tests/unit/load/yaml_kinds.inc", r"^READ\("),
        "fuzz.targets": len(list(ROOT.glob("tests/fuzz/target_*.c"))),
        "threads.lines": count("tests/failures/commands", r"^&"),
        "differential.cases": first("tests/differential/run.py", r'"--cases", type=int, default=(\d+)'),
    }


def from_runs():
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    return {f"{name}.{key}": value for name, measured in figures.items() for key, value in measured.items()}


def take(folder):
    figures = json.loads(FIGURES.read_text(encoding="utf-8"))
    for path in sorted(Path(folder).glob("*.json")):
        figures[path.stem] = json.loads(path.read_text(encoding="utf-8"))
    FIGURES.write_text(json.dumps(figures, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def shown(value):
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", " ")
    return str(value)


# --- promises ---

def promises():
    """Blocks of text: a heading, or a promise with lines of `proof:` and `figures:`."""
    text = PROMISES.read_text(encoding="utf-8")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("//"))
    return [block for block in text.strip().split("\n\n") if block.strip()]


def field(block, name):
    found = re.search(rf"^{name}: ((?:.|\n(?! *\w+: ))*)", block, re.M)
    return " ".join(found.group(1).split()) if found else ""


def exists(proof):
    if not proof.startswith("make "):
        return (ROOT / proof).exists()
    target = re.escape(proof.split()[1])
    return any(re.search(rf"^(?:[\w-]+ )*{target}\b[^=\n]*:", path.read_text(encoding="utf-8"), re.M)
               for path in makefiles())


def paragraph(text):
    return textwrap.fill(text, 120, break_on_hyphens=False, break_long_words=False)


def page():
    figures = {**from_tests(), **from_runs()}
    lines, missing = [HEAD], []
    for block in promises():
        if block.startswith("#"):
            lines.append(block + "\n")
            continue
        proofs = field(block, "proof").split(", ")
        missing += [f"no such test: {proof}" for proof in proofs if not exists(proof)]
        told = field(block, "figures")
        missing += [f"no figure: {name}" for name in re.findall(r"\{([\w.-]+)\}", told) if name not in figures]
        told = re.sub(r"\{([\w.-]+)\}", lambda match: shown(figures.get(match.group(1), "?")), told)
        lines.append(paragraph(f"**{field(block, 'promise')}**") + "\n")
        lines.append(paragraph(f"Tried by {', '.join(f'`{proof}`' for proof in proofs)}." + (f" {told}" if told else "")) + "\n")
    return "\n".join(lines), missing


def main():
    parser = argparse.ArgumentParser(description="Compare docs/reliability.md with what was measured.")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--take", metavar="FOLDER")
    options = parser.parse_args()
    if options.take:
        take(options.take)
    made, missing = page()
    for fault in missing:
        print(f"reliability: {fault}")
    if options.update:
        PAGE.write_text(made, encoding="utf-8")
    there = PAGE.read_text(encoding="utf-8")
    difference = list(difflib.unified_diff(there.split("\n"), made.split("\n"), "docs/reliability.md", "made", lineterm=""))
    if difference:
        print(*difference[:40], "reliability: run make docs-reliability", sep="\n")
    if missing or difference:
        return 1
    print(f"reliability: {made.count('Tried by')} promises name tests that exist")
    return 0


if __name__ == "__main__":
    sys.exit(main())
