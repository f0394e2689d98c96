"""The places of the documents, and what a `where` names of them."""

import difflib
import re

from reader import Fault

RANGE = re.compile(r"(.*?)(\d+) to (\d+)$")
PLURALS = {"paras.": "para.", "rows": "row", "items": "item", "nos.": "no."}
LIST = re.compile(r"(\w+\.?) (\d+(?:(?:, | and | to )\d+)+)$")
WORDS = {word: one for many, one in PLURALS.items() for word in (many, one)}
# The last of these parts of a section is what the words behind "and" or "to" stand in for.
PARTS = re.compile(r"(Sec\. .*?)(\([^()]+\)|\d\))( and | to )((?:\([^()]+\)|\d\))+)$")


def spread(text):
    """'para. 1 to 3' as its three members; what has no range as itself."""
    match = RANGE.match(text)
    if not match:
        return [text]
    return [f"{match[1]}{n}" for n in range(int(match[2]), int(match[3]) + 1)]


class Document:
    def __init__(self, paragraphs):
        self.paragraphs = paragraphs
        self.places = set()

    def add(self, line):
        name, equals, numbers = line.partition(" = ")
        if equals:
            if not all(0 < int(n) <= self.paragraphs for n in numbers.split(", ")):
                raise Fault("a paragraph that the document does not have")
            parts = []
        else:
            name, _, rest = line.partition(": ")
            parts = rest.split(", ") if rest else []
        for place in spread(name):
            for full in [place] + [f"{place}, {one}" for part in parts for one in spread(part)]:
                if full in self.places:
                    raise Fault(f"'{full}' stands there twice")
                self.places.add(full)

    def nearest(self, place):
        found = difflib.get_close_matches(place, sorted(self.places), 1, 0)
        return found[0] if found else None


def read_documents(path):
    documents, current = {}, None
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            if line.startswith("  ") and current:
                current.add(line.strip())
                continue
            match = re.match(r"([a-z0-9-]+)(?:: (\d+) paragraphs)?$", line)
            if not match or match[1] in documents:
                raise Fault("neither a document nor a place")
            current = documents[match[1]] = Document(int(match[2] or 0))
        except (Fault, ValueError) as fault:
            raise Fault(f"{path}:{number}: {fault}") from None
    return documents


def numbers(text):
    """'1, 3 and 5 to 7' as its five numbers."""
    result = []
    for part in re.split(r", | and ", text):
        first, _, last = part.partition(" to ")
        result += range(int(first), int(last or first) + 1)
    return result


def places_of(where):
    """The single places that a `where` names: '; ' parts them, and a plural stands for several."""
    result = []
    for citation in where.split("; "):
        citation = citation[0].upper() + citation[1:]
        citation = re.sub("^Quotes of ", "Quote of ", citation)
        match = LIST.search(citation)
        if match and match[1] in PLURALS:
            result += [f"{citation[:match.start()]}{PLURALS[match[1]]} {n}" for n in numbers(match[2])]
        elif match and match[1] == "References":
            result += [f"Reference {n}" for n in numbers(match[2])]
        else:
            result += sections(citation)
    return result


def sections(citation):
    """'Sec. 3(2) and (3)' as its two sections; others as they are."""
    match = PARTS.match(citation)
    if not match:
        return [citation]
    stem, first, link, second = match.groups()
    if link == " to " and re.match(r"\(\d\)$", first) and re.match(r"\(\d\)$", second):
        return [f"{stem}({n})" for n in range(int(first[1]), int(second[1]) + 1)]
    return [stem + first, stem + second]
