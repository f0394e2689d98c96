#!/usr/bin/env python3
"""Checks that the shipped cities and flowcharts rest on their documents.

Usage: check_evidence.py [ROOT]

* Each observation, actor and outcome names its document and the place in it. Only an observation that says
  `missing: not_stated` may go without, since nothing has a place for what it does not say.
* The document is one of the file's `sources`, described alike wherever it is described, and cited.
* The place is one that the document has, by tests/evidence/places.txt. So it is for a criterion, and for a case of a
  suite, which has to name document and place if it is about a city.
* Figures cited twice agree: what a city and its sites, or two files, take of one index and time from one place of a
  document. tests/evidence/same.txt tells which indices are one under two names, and where a passage really prints
  several figures.
* The level of a criterion with `basis: comparator` is a figure of data/comparators.yaml, of the same index, document
  and place.
"""

import os
import pathlib
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "evidence"))

from places import places_of, read_documents
from reader import Fault, List, Mapping, read

BOUNDS = ("at_least", "over", "at_most", "under", "between")
FORMS = ("value", "about", "nearly", *BOUNDS, "missing", "began", "ended")


class Observation:
    """What is stated of an index: for a city or one of its sites, and in which line."""

    def __init__(self, path, city, site, index, fields):
        self.path, self.city, self.site, self.index, self.fields = path, city, site, index, fields
        self.line = fields.line

    def name(self):
        """Place and index. Each site of the comparators is a place of its own; those of a city are parts of it."""
        return (self.site if self.city == "comparators" else self.city), self.index

    def time(self):
        return tuple(self.fields.get(key) for key in ("year", "since", "until")) + (self.fields.get("kind", "actual"),)

    def figure(self):
        """What is stated, to compare: the words, the numbers, the unit."""
        words = [form for form in FORMS if form in self.fields]
        return words, [self.fields[form] for form in words], self.fields.get("unit", "").replace(" per ", "/")

    def agrees(self, other):
        mine, others = self.figure(), other.figure()
        if mine[0] != others[0]:
            # The whole figure of a part is a least one for the city.
            least = self if mine[0] == ["at_least"] else other
            if least.site or sorted(mine[0] + others[0]) != ["at_least", "value"]:
                return False
        return mine[1:] == others[1:]

    def text(self):
        return " ".join(f"{key} {self.fields[key]}" for key in (*FORMS, "unit") if key in self.fields)


class Check:
    def __init__(self, root):
        self.root = root
        self.documents = read_documents(root / "tests/evidence/places.txt")
        self.indices = read(root / "flowcharts/catalog.yaml")["indices"]
        self.observations, self.described, self.faults, self.count = [], {}, [], 0

    def fault(self, path, line, message, hint=None):
        self.faults.append((str(path.relative_to(self.root)), line, message, hint))

    def expect(self, condition, path, line, message, hint=None):
        self.count += 1
        if not condition:
            self.fault(path, line, message, hint)

    # --- one file ---

    def file(self, path):
        tree = read(path)
        sources = tree.get("sources", {})
        for name, source in sources.items():
            words = {key: value for key, value in source.items() if key != "note"}
            known = self.described.setdefault(name, (path, words))
            self.expect(known[1] == words, path, source.line,
                        f"'{name}' is described otherwise than in {known[0].name}",
                        "describe a document alike in every file; only its note may differ")
        cited = set()
        for line, what, fields, required in self.statements(path, tree):
            self.citation(path, line, what, fields, required, sources, cited)
        for name in sources:
            self.expect(name in cited, path, sources[name].line, f"'{name}' is not cited",
                        "delete the document, or cite it")
        return tree

    def statements(self, path, tree):
        """What has to say where it is from: line, name, fields, and whether it must."""
        if tree["clusterflow"] == "suite/1":
            for case in tree["cases"]:
                yield case.line, case["name"], case, "city" in case or "city" in tree
            return
        for place, site in [(tree, None)] + [(site, name) for name, site in tree.get("sites", {}).items()]:
            for o in observations(path, tree["id"], site, place.get("indicators", {})):
                self.observations.append(o)
                yield o.line, o.index, o.fields, o.fields.get("missing") != "not_stated"
            for actor in place.get("actors", []):
                yield actor.line, actor["id"], actor, True
        for outcome in tree.get("outcomes", []):
            yield outcome.line, outcome["stage"], outcome, True
        for step, criterion in criteria(tree):
            needed = criterion.get("basis") in ("source", "comparator", "existence")
            yield criterion.line, f"{step}/{criterion['index']}", criterion, needed

    def citation(self, path, line, what, fields, required, sources, cited):
        name, where = fields.get("source"), fields.get("where")
        if not name and not where and not required:
            self.count += 1
            return
        self.expect(name, path, line, f"'{what}' has no source", "name the document that says so")
        self.expect(where, path, line, f"'{what}' has no place", "say where in the document it stands")
        if not name or not where:
            return
        cited.add(name)
        self.expect(name in sources, path, line, f"'{what}' cites '{name}', which the file does not describe",
                    "add it to sources")
        document = self.documents.get(name)
        if not document:
            self.fault(path, line, f"no places are known of '{name}'", "list them in tests/evidence/places.txt")
            return
        for place in places_of(where):
            self.count += 1
            if place not in document.places:
                self.fault(path, line, f"'{what}': '{name}' has no place '{place}'",
                           f"the nearest is '{document.nearest(place)}'; tests/evidence/places.txt lists all")

    # --- figures cited twice ---

    def agreement(self):
        self.read_same()
        groups = {}
        for o in self.observations:
            if "missing" in o.fields or not (o.fields.get("source") and o.fields.get("where")):
                continue
            key = self.names.get(o.name(), o.name())
            for place in places_of(o.fields["where"]):
                groups.setdefault((key, o.fields["source"], place, o.time()), []).append(o)
        differing, twice = set(), set()
        for (name, source, place, _), group in groups.items():
            if len({o.name() for o in group}) > 1:
                twice.update(o.name() for o in group)
            for o in group[1:]:
                self.count += 1
                if o.agrees(group[0]):
                    continue
                differing.add((*name, place))
                if (*name, place) not in self.apart:
                    self.fault(o.path, o.line, f"'{o.index}' is {o.text()}, but {group[0].text()} in "
                               f"{group[0].path.name}:{group[0].line}, both from '{source}', {place}",
                               "correct one of them, cite the passage more closely, or say in tests/evidence/same.txt "
                               "that it has several figures")
        for name, line in self.second_names.items():
            self.expect(name in twice, self.same, line, f"no figure of '{' '.join(name)}' is cited twice",
                        "delete the line")
        for name, line in self.apart.items():
            self.expect(name in differing, self.same, line, f"'{name[0]} {name[1]}' has no two figures at '{name[2]}'",
                        "delete the line")

    def read_same(self):
        """Indices that are one under two names, and passages with several figures, with their lines; see same.txt."""
        self.same = self.root / "tests/evidence/same.txt"
        self.names, self.second_names, self.apart = {}, {}, {}
        for number, line in enumerate(self.same.read_text(encoding="utf-8").split("\n"), 1):
            match = re.match(r"(\w+) (\w+)(?: = (\w+) (\w+)|: (.+))$", line)
            if match and match[5]:
                self.apart.update(((match[1], match[2], place), number) for place in places_of(match[5]))
            elif match:
                self.names[match[1], match[2]] = match[3], match[4]
                self.second_names[match[1], match[2]] = number
            elif line and not line.startswith("#"):
                raise Fault(f"{self.same}:{number}: neither 'PLACE INDEX = PLACE INDEX' nor 'PLACE INDEX: WHERE'")

    # --- comparators ---

    def levels(self, charts):
        figures = [o for o in self.observations if o.city == "comparators"]
        for path, tree in charts:
            for step, criterion in criteria(tree):
                if criterion.get("basis") != "comparator":
                    continue
                level = next(criterion[bound] for bound in BOUNDS if bound in criterion)
                unit = criterion.get("unit") or self.indices[criterion["index"]].get("unit")
                self.expect(any(backs(o, criterion, level, unit) for o in figures), path, criterion.line,
                            f"'{step}/{criterion['index']}': no place of data/comparators.yaml has the level {level}",
                            "correct the level, or add the figure with the same index, source and place")


def backs(o, criterion, level, unit):
    """Whether the figure of another place is the level of the criterion, in the unit of the criterion."""
    _, stated, measured = o.figure()
    return (o.index == criterion["index"] and o.fields.get("source") == criterion.get("source")
            and stated == [level] and measured == unit.replace(" per ", "/")
            and set(places_of(o.fields.get("where", "-"))) & set(places_of(criterion["where"])))


def observations(path, city, site, indicators):
    for index, value in indicators.items():
        for fields in listed(value):
            yield Observation(path, city, site, index, fields)


def listed(value):
    """The observations of an index, those of a series with what they have in common."""
    if isinstance(value, List):
        return value
    if "series" not in value:
        return [value]
    result = []
    for year, entry in value["series"].items():
        fields = Mapping({key: common for key, common in value.items() if key != "series"})
        fields.update(entry if isinstance(entry, Mapping) else {"value": entry}, year=year)
        fields.line = entry.line if isinstance(entry, Mapping) else value.line
        result.append(fields)
    return result


def criteria(tree):
    for stage in tree.get("stages", []):
        for step in stage.get("steps", []):
            for criterion in step["criteria"]:
                yield step["id"], criterion


def run(root):
    """Checks the files below ROOT: the faults in order, and how much was looked at."""
    check = Check(root)
    charts = []
    paths = [p for folder in ("data", "flowcharts") for p in sorted((root / folder).glob("*.yaml"))]
    for path in paths:
        if path.name == "catalog.yaml":
            continue
        charts.append((path, check.file(path)))
    check.agreement()
    check.levels(charts)
    return sorted(check.faults, key=lambda f: f[:2]), check.count, len(check.observations)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    try:
        faults, count, observed = run(root)
    except Fault as fault:
        sys.exit(str(fault).replace(f"{root}/", ""))
    for path, line, message, hint in faults:
        print(f"{path}:{line}: {message}\n  hint: {hint}")
    if faults:
        sys.exit(1)
    print(f"evidence: {observed} observations rest on their documents; {count} checks passed")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "evidence").write_text(f"{count}\n")


if __name__ == "__main__":
    main()
