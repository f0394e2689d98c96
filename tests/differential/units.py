"""Units: products of named units with integer powers, times an exact scale (format section 1).

Everything here is exact: scales are Fractions, and a figure is read as the shortest decimal text
that reads back to the same double (ruling N2), so that a conversion rounds once.
"""

import math
import re
from fractions import Fraction

# A number, a word (letters, digits, "_" or an alias such as "%"), or an operator.
TOKEN = re.compile(r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]+)?)(?![A-Za-z_])|(?P<op>[*/^])|(?P<word>[^\s*/^]+))")


def exact(number):
    """The number as its shortest decimal text says it, exactly."""
    return Fraction(repr(float(number)))


def times(number, factor):
    """A figure times an exact factor, rounded once; infinite ends stay infinite (N2)."""
    if factor == 1 or math.isinf(number):
        return float(number)
    return float(exact(number) * factor)


class UnitTable:
    def __init__(self, units):
        self.known = {}        # name or alias -> (scale, {base: power})
        self.parsed = {}
        self.factors = {}
        for name, entry in units.items():
            entry = entry or {}
            # "nothing given: a new base unit"; else "an expression in earlier units".
            meaning = self.parse(str(entry["equals"])) if "equals" in entry else (Fraction(1), {name: 1})
            for word in [name] + entry.get("also", []):
                self.known.setdefault(word, meaning)
            self.parsed.clear()

    def parse(self, text):
        if text not in self.parsed:
            self.parsed[text] = self.read(tokens(text))
        return self.parsed[text]

    def read(self, words):
        scale, powers = Fraction(1), {}
        position, direction = 0, 1
        while position < len(words):
            kind, word = words[position]
            position += 1
            if word == "*":
                continue
            if word == "/" or word == "per":
                direction = -1          # "division binds the next factor only"
                continue
            part_scale, part_powers, power = self.factor(kind, word)
            if position < len(words) and words[position][1] == "^":
                power *= int(words[position + 1][1])
                position += 2
            power *= direction
            direction = 1
            scale *= part_scale ** power
            for base, own in part_powers.items():
                powers[base] = powers.get(base, 0) + own * power
        return scale, {base: power for base, power in powers.items() if power}

    def factor(self, kind, word):
        if kind == "number":
            return Fraction(word), {}, 1
        if word in self.known:          # "an exact name beats a name with digits"
            return self.known[word] + (1,)
        name = word.rstrip("0123456789")
        return self.known[name] + (int(word[len(name):]),)

    def factor_between(self, source, target):
        """What a figure in the unit `source` is multiplied by to be in the unit `target`."""
        key = (source, target)
        if key not in self.factors:
            (scale, powers), (target_scale, target_powers) = self.parse(source), self.parse(target)
            if powers != target_powers:
                raise ValueError(f"{source} does not convert to {target}")
            self.factors[key] = scale / target_scale
        return self.factors[key]

    def convert(self, number, source, target):
        return times(number, 1 if source == target else self.factor_between(source, target))


def tokens(text):
    found, position = [], 0
    text = text.rstrip()
    while position < len(text):
        match = TOKEN.match(text, position)
        found.append((match.lastgroup, match.group(match.lastgroup)))
        position = match.end()
    return found
