"""Writes plain dicts as YAML in the strict profile, in a style chosen at random.

The Python type decides the scalar: str is text (plain or quoted), int and float are numbers (always
plain), bool is a flag. The document means the same in every style.
"""

import re
from fractions import Fraction

PLAIN_TEXT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_/^*. -]*[A-Za-z0-9_/^*])?\Z")
GRAMMAR = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?\Z")
INDENTS = (2, 2, 2, 4)


def number(rng, x):
    """The same double in one of the spellings of the number grammar."""
    text = repr(x).replace("e+", "e")
    if rng.random() < 0.85:
        return text[:-2] if text.endswith(".0") else text
    spellings = [text, f"{x:e}", text + "0" if "." in text and "e" not in text else text]
    if x == 0:
        spellings.append("-0")
    if Fraction(text).denominator == 1 and abs(x) < 1e15:
        spellings += [f"{int(x)}.0", f"{int(x)}E0", f"{int(x)}0e-1" if x else "0e1", f"{x / 10!r}e1"]
    return rng.choice([s for s in spellings if GRAMMAR.match(s) and float(s) == x and len(s) <= 64])


def text(rng, value):
    plain = PLAIN_TEXT.match(value)
    style = rng.random()
    if plain and style < 0.8:
        return value
    if style < 0.9 and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def scalar(rng, value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return text(rng, value)
    if isinstance(value, int):
        return str(value)
    return number(rng, value)


def flow(rng, value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(rng, item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(rng, item) for item in value) + "]"
    return scalar(rng, value)


def deep(value):
    """Whether a collection holds collections."""
    items = value.values() if isinstance(value, dict) else value
    return any(isinstance(item, (dict, list)) for item in items)


class Writer:
    def __init__(self, rng):
        self.rng = rng
        self.step = rng.choice(INDENTS)
        self.flow_share = rng.choice((0.3, 0.8, 1.0))
        self.comments = rng.random() < 0.2
        self.lines = []

    def as_flow(self, value):
        if not isinstance(value, (dict, list)) or not value:
            return True
        return self.rng.random() < self.flow_share * (0.15 if deep(value) else 1)

    def line(self, indent, content):
        if self.comments and self.rng.random() < 0.05:
            self.lines.append(" " * indent + "# a remark: [not] {data}")
        self.lines.append(" " * indent + content)

    def pairs(self, mapping, indent, first=None):
        """A block mapping; `first` is the prefix ("- ") of its first line in a list."""
        for key, value in mapping.items():
            lead, column = (first, indent - len(first)) if first else ("", indent)
            first = None
            if key == "why":
                self.line(column, f"{lead}{key}: {self.rng.choice('|>')}")
                self.lines += [" " * (indent + self.step) + part for part in value.split("\n")]
            elif self.as_flow(value):
                self.line(column, f"{lead}{key}: {flow(self.rng, value)}")
            else:
                self.line(column, f"{lead}{key}:")
                self.block(value, indent + self.step)

    def block(self, value, indent):
        if isinstance(value, dict):
            self.pairs(value, indent)
            return
        for item in value:
            if isinstance(item, dict) and not self.as_flow(item):
                self.pairs(item, indent + 2, "- ")
            else:
                self.line(indent, "- " + flow(self.rng, item))


def document(rng, root):
    """The document as bytes."""
    writer = Writer(rng)
    writer.pairs(root, 0)
    end = "\r\n" if rng.random() < 0.05 else "\n"
    head = "---" + end if rng.random() < 0.05 else ""
    body = head + end.join(writer.lines) + end
    return (b"\xef\xbb\xbf" if rng.random() < 0.05 else b"") + body.encode("utf-8")
