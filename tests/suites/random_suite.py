"""Random suites, mostly with wrong expectations, in all styles that YAML has for them.

A suite is a list of pieces: texts that nobody may touch, and expectations (marked True).
"""

from expected import ANSWERS, VERDICTS, asked
from evaluator import Book
from generate import ANCHORS, CLASSES

NONE = "none"
RULES = ["city-unknown-index", "city-derived-empty"]


class Pieces:
    def __init__(self, rng):
        self.rng, self.items, self.comments = rng, [], 0

    def fixed(self, text):
        self.items.append((text, False))

    def expected(self, text):
        self.items.append((text, True))

    def remark(self, share=0.3):
        """A comment at the end of a line, told apart from all others."""
        if self.rng.random() < share:
            self.comments += 1
            self.fixed(f"  # remark {self.comments}: [a, {{b}}]")

    def line_of_its_own(self):
        if self.rng.random() < 0.15:
            self.comments += 1
            self.fixed(f"{' ' * self.rng.choice([0, 6, 8])}# remark {self.comments}\n")


def quoted(rng, word):
    return rng.choice([word] * 6 + [f'"{word}"', f"'{word}'"])


def number(x):
    text = repr(float(x)).replace("e+", "e")
    return text[:-2] if text.endswith(".0") else text


# --- words, lists and mappings of words ---

def put_word(pieces, indent, key, word, flow):
    if flow:
        pieces.fixed(f"{key}: ")
        pieces.expected(quoted(pieces.rng, word))
        return
    pieces.fixed(f"{indent}{key}:" + pieces.rng.choice([" ", " ", " ", f"\n{indent}  "]))
    pieces.expected(quoted(pieces.rng, word))
    pieces.remark()
    pieces.fixed("\n")


def put_spread_list(pieces, indent, items):
    """In brackets over several lines, with comments between."""
    pieces.fixed(" [")
    for i, item in enumerate(items):
        pieces.expected(quoted(pieces.rng, item))
        pieces.expected("," if i + 1 < len(items) or pieces.rng.random() < 0.2 else "")
        pieces.remark(0.5)
        pieces.expected(f"\n{indent}    ")  # a line on which nothing is left goes
    pieces.fixed("]")


def put_list(pieces, indent, key, items, flow):
    rng = pieces.rng
    if flow or not items or rng.random() < 0.4:
        pieces.fixed(f"{key}: " if flow else f"{indent}{key}: ")
        single = len(items) == 1 and rng.random() < 0.5
        pieces.expected(items[0] if single else "[" + rng.choice([", ", " ,"]).join(items) + "]")
    elif rng.random() < 0.3:
        pieces.fixed(f"{indent}{key}:")
        put_spread_list(pieces, indent, items)
    else:
        pieces.fixed(f"{indent}{key}:")
        pieces.remark(0.1)
        inner = indent + rng.choice(["", "  ", "    "])
        for item in items:
            pieces.expected(f"\n{inner}- {quoted(rng, item)}")
            pieces.remark()
        pieces.expected("")  # here new items come
    if not flow:
        pieces.remark(0)
        pieces.fixed("\n")


def put_words(pieces, indent, key, words, flow):
    """`steps` and `stages`."""
    if flow or pieces.rng.random() < 0.5:
        pieces.fixed(f"{key}: {{" if flow else f"{indent}{key}: {{")
        for i, (thing, word) in enumerate(words.items()):
            pieces.fixed(", " * (i > 0) + f"{thing}: ")
            pieces.expected(quoted(pieces.rng, word))
        pieces.fixed("}" if flow else "}\n")
        return
    pieces.fixed(f"{indent}{key}:\n")
    for thing, word in words.items():
        put_word(pieces, indent + "  ", thing, word, False)


# --- values ---

def number_words(rng, domain):
    n = min(max(rng.choice(ANCHORS), domain.low), domain.high)
    inside = domain.low < n < domain.high
    word = rng.choice(["value", "about", "about", "at_least", "at_most", "between"] +
                      ["over", "under"] * inside + ["nearly"] * (n > domain.low and n != 0))
    if word == "between":
        m = min(max(rng.choice(ANCHORS), domain.low), domain.high)
        return {word: f"[{number(min(n, m))}, {number(max(n, m))}]"}
    words = {word: number(n)}
    if word in ("about", "nearly") and rng.random() < 0.6:
        words["tolerance"] = rng.choice(["0.1", "0.05", "0.3"])
    return words


def value_words(rng, book, name):
    index = book.indices[name]
    kind = index.get("type", "number")
    if rng.random() < 0.15:
        return {"missing": "not_stated"}
    if kind == "number":
        words = number_words(rng, book.domain(index))
        unit = index["unit"]
        words["unit"] = f'"{unit}"' if rng.random() < 0.2 or not unit[0].isalpha() else unit
    elif kind == "flag":
        words = {"value": rng.choice(["true", "false"])}
    else:
        words = {"value": rng.choice(index.get("levels") or index["values"])}
    if rng.random() < 0.3:
        words["year"] = str(rng.choice([2001, 2004, 2006]))
    pairs = list(words.items())
    rng.shuffle(pairs)
    return dict(pairs)


def put_value(pieces, indent, name, words, flow):
    if flow or pieces.rng.random() < 0.6:
        pieces.fixed(f"{name}: " if flow else f"{indent}{name}: ")
        pieces.expected("{" + ", ".join(f"{key}: {word}" for key, word in words.items()) + "}")
    else:
        pieces.fixed(f"{indent}{name}:")
        pieces.remark(0.2)
        for key, word in words.items():
            pieces.expected(f"\n{indent}  {key}: {word}")
            pieces.remark()
        pieces.expected("")
    if not flow:
        pieces.fixed("\n")


def put_mapping(pieces, indent, key, things, flow, put):
    """`values` and `actors`, whose things are lists or mappings themselves."""
    pieces.fixed(f"{key}: {{" if flow else f"{indent}{key}:\n")
    for i, (thing, what) in enumerate(things.items()):
        if flow:
            pieces.fixed(", " * (i > 0))
        put(pieces, indent + "  ", thing, what, flow)
    if flow:
        pieces.fixed("}")


# --- cases ---

def some(rng, items, most):
    items = list(items)
    return rng.sample(items, rng.randint(0, min(most, len(items))))


def expectations(rng, book, chart, city):
    steps = [step["id"] for stage in chart["stages"] for step in stage["steps"]]
    stages = [stage["id"] for stage in chart["stages"]]
    people = [person["id"] for person in city.get("actors") or []] or ["nobody"]
    every = {
        "verdict": rng.choice(VERDICTS),
        "first_no": rng.choice([NONE, *steps]),
        "first_stop": rng.choice([NONE, *steps]),
        "unknown": some(rng, steps, 4),
        "steps": {step: rng.choice(ANSWERS) for step in some(rng, steps, 3)},
        "stages": {stage: rng.choice((*VERDICTS, "not_reached")) for stage in some(rng, stages, 2)},
        "values": {name: value_words(rng, book, name) for name in some(rng, book.indices, 4)},
        "actors": {name: some(rng, people, 3) for name in some(rng, CLASSES, 3)},
        "reports": some(rng, RULES, 1),
    }
    keys = [key for key in every if rng.random() < 0.6 and every[key] != {}] or ["verdict"]
    rng.shuffle(keys)
    return {key: every[key] for key in keys}


PUT = {"verdict": put_word, "first_no": put_word, "first_stop": put_word, "unknown": put_list,
       "reports": put_list, "steps": put_words, "stages": put_words}


def put_expectation(pieces, expect):
    flow = pieces.rng.random() < 0.3
    pieces.fixed("    expect: {" if flow else "    expect:\n")
    for i, (key, what) in enumerate(expect.items()):
        if flow:
            pieces.fixed(", " * (i > 0))
        else:
            pieces.line_of_its_own()
        if key in PUT:
            PUT[key](pieces, "      ", key, what, flow)
        else:
            put_mapping(pieces, "      ", key, what, flow, put_value if key == "values" else put_list)
    pieces.fixed("}\n" if flow else "")


def put_case(pieces, number_of_case, book, chart, city, run):
    rng = pieces.rng
    pieces.line_of_its_own()
    pieces.fixed(f"  - name: Case {number_of_case}\n    chart: {chart['id']}\n    city: {city['id']}.yaml\n")
    for key, value in asked(run, book.indices).items():
        if isinstance(value, dict):
            value = "{" + ", ".join(f'{target}: "{text}"' for target, text in value.items()) + "}"
        pieces.fixed(f"    {key}: {str(value).replace(chr(39), '') if isinstance(value, list) else value}\n")
    if city.get("sites") and rng.random() < 0.3:
        pieces.fixed(f"    site: {rng.choice(list(city['sites']))}\n")
    put_expectation(pieces, expectations(rng, book, chart, city))


def make(rng, batch):
    pieces = Pieces(rng)
    pieces.fixed("clusterflow: suite/1\ntitle: A random suite\ncases:\n")
    books = {chart["id"]: Book(batch.catalog, chart) for chart in batch.charts}
    for number_of_case in range(rng.randint(2, 8)):
        chart = rng.choice(batch.charts)
        put_case(pieces, number_of_case, books[chart["id"]], chart, rng.choice(batch.cities),
                 rng.choice(batch.runs))
    if rng.random() < 0.3:
        pieces.fixed("# the end")
    end = "\r\n" if rng.random() < 0.25 else "\n"
    start = [("\ufeff", False)] if rng.random() < 0.1 else []
    return start + [(text.replace("\n", end), mark) for text, mark in pieces.items]


def text(pieces):
    return "".join(piece for piece, _ in pieces).encode("utf-8")


def only_expectations_differ(pieces, after):
    """All that is fixed stands there in its order, and between it no remark that was not."""
    after = after.decode("utf-8")
    place, between = 0, ""
    fixed = [""]
    for piece, mark in pieces:
        if mark:
            fixed.append("")
        else:
            fixed[-1] += piece
    if not after.startswith(fixed[0]):
        return False
    place = len(fixed[0])
    for i, piece in enumerate(fixed[1:], 1):
        found = len(after) - len(piece) if i == len(fixed) - 1 else after.find(piece, place)
        if found < place or after[found:found + len(piece)] != piece:
            return False
        between += after[place:found]
        place = found + len(piece)
    return "#" not in between and place == len(after)
