"""Reads the public headers: what they declare, and the comment above each declaration.

A header is a comment about all of it and then paragraphs, with blank lines between them. A paragraph is
a comment, declarations, or a comment and the declarations that it is about. `/* ---- words ---- */`
begins a section.
"""

import re

FUNCTION = re.compile(r"\b(cf_\w+)\(")
RECORD = re.compile(r"^(?:struct|enum) (cf_\w+)(?: \{|;)", re.M)
MACRO = re.compile(r"^#define (CF_\w+)", re.M)
CONSTANT = re.compile(r"^ *(?:enum \{ )?(CF_\w+)\b", re.M)
COMMENT = re.compile(r"/\*.*?\*/", re.S)


class Paragraph:
    """What stands between two blank lines: `comment` as plain lines, `code` as it is written."""

    def __init__(self, text, line):
        self.line = line
        found = COMMENT.match(text)
        self.comment = plain(found[0]) if found else ""
        self.code = text[found.end():].strip("\n") if found else text
        section = re.fullmatch(r"---- (.*) ----", self.comment)
        self.section = section[1] if section else None
        bare = COMMENT.sub("", self.code)
        self.functions = FUNCTION.findall(bare) if not bare.startswith("#") else []
        self.names = list(dict.fromkeys(RECORD.findall(bare) + MACRO.findall(bare) + self.functions))
        inner = re.search(r"enum(?: \w+)? \{(.*?)\}", bare, re.S)
        self.constants = re.findall(r"\bCF_\w+", re.sub(r"=[^,]*", "", inner[1])) if inner else []


class Header:
    """A public header: `name`, what it says of itself, its paragraphs."""

    def __init__(self, path):
        self.name = path.name
        text = path.read_text(encoding="utf-8")
        self.about = plain(COMMENT.match(text)[0])
        body = text[text.index("\nCF_BEGIN_C\n"):text.index("\nCF_END_C\n")]
        first = text[:text.index("\nCF_BEGIN_C\n")].count("\n") + 2
        self.paragraphs = list(paragraphs(body.removeprefix("\nCF_BEGIN_C\n"), first + 1))


def plain(comment):
    """The text of a comment without its signs, its lines joined where they wrap."""
    lines = comment.removeprefix("/*").removesuffix("*/").split("\n")
    return "\n".join(re.sub(r"^ \* ?", "", line).rstrip() for line in lines).strip("\n ")


def paragraphs(text, line):
    """Cuts at blank lines that are neither in a comment nor between braces."""
    gathered, depth, comment = [], 0, False
    for row in text.split("\n") + [""]:
        if row == "" and depth == 0 and not comment:
            if gathered:
                yield Paragraph("\n".join(gathered), line - len(gathered))
            gathered = []
        else:
            gathered.append(row)
        bare = COMMENT.sub("", row)
        comment = ("/*" in bare or comment) and "*/" not in bare
        if not comment:
            depth += bare.count("{") - bare.count("}")
        line += 1
