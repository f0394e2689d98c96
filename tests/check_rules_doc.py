#!/usr/bin/env python3
"""Compares the pages of the rules in a document with the table of the rules.

Usage: check_rules_doc.py [--update] TOOL DOCUMENT

What follows the comment "The rest is made by" in the document must be what this program makes of
`TOOL explain --format json`. --update writes it.
"""

import argparse
import difflib
import json
import pathlib
import subprocess
import sys
import textwrap
import unicodedata

MARK = "<!-- The rest is made by"


def visible(text):
    """Hidden characters as explain shows them."""
    return "".join(f"<U+{ord(c):04X}>" if unicodedata.category(c) == "Cc" and c != "\n" else c
                   for c in text)


def standing(rule):
    return rule["severity"] + ("\\*" if rule["check_only"] else "")


def example(title, rule, which):
    language = "sh" if rule["context"] == "command" else "yaml"
    return ["", f"{title}:", "", f"```{language}", *visible(rule[which]).split("\n"), "```"]


def page(rule):
    return ["", f"### {rule['id']}", "", f"*{standing(rule)}.* **{rule['sentence']}**", "", *textwrap.wrap(rule["why"], 120),
            *example(f"Wrong, as {rule['place']}", rule, "bad"), *example("Right", rule, "good")]


def families(rules):
    """The rules by families, in their order."""
    found = {}
    for rule in rules:
        found.setdefault(rule["family"], []).append(rule)
    return found.items()


def table(rules):
    rows = [f"| [{rule['id']}](#{rule['id']}) | {standing(rule)} | {rule['sentence']} |" for rule in rules]
    return ["", "| | | |", "|---|---|---|", *rows]


def document(rules):
    lines = ["", "## All rules"]
    for family, members in families(rules):
        lines += ["", f"{family}:", *table(members)]
    for family, members in families(rules):
        lines += ["", f"## {family}"]
        for rule in members:
            lines += page(rule)
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("document", type=pathlib.Path)
    options = parser.parse_args()
    rules = json.loads(subprocess.run([options.tool.resolve(), "explain", "--format", "json"], check=True,
                                      capture_output=True).stdout)["explained"]
    text = options.document.read_text(encoding="utf-8")
    at = text.find("\n", text.find(MARK)) + 1 if MARK in text else len(text)
    made = document(rules)
    if text[at:] == made:
        print(f"rules: {options.document.name} tells all {len(rules)}")
        return 0
    if options.update:
        options.document.write_text(text[:at] + made, encoding="utf-8")
        print(f"rules: {options.document.name} rewritten")
        return 0
    sys.stdout.writelines(difflib.unified_diff(text[at:].splitlines(True), made.splitlines(True),
                                               str(options.document), "the table of the rules"))
    print("rules: 'make docs-rules' writes the pages anew")
    return 1


if __name__ == "__main__":
    sys.exit(main())
