#!/usr/bin/env python3
"""Tests check_evidence.py: plants one fault at a time in a small tree and sees that it is found."""

import io
import os
import pathlib
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE), str(HERE.parent)]

from check_evidence import run
from places import places_of
from reader import Fault, read

TOWN, OTHERS, CHART = "data/town.yaml", "data/comparators.yaml", "flowcharts/chart.yaml"
SUITE = "flowcharts/chart.suite.yaml"
PLACES, SAME = "tests/evidence/places.txt", "tests/evidence/same.txt"
TREE = {
    PLACES: """\
# A comment.
smith-2001
  Abstract
  Sec. 1: para. 1 to 3, last para.
  Sec. 2(1)
  Sec. 2(2)
  Table 1: row 1 to 2
  Note 1 to 2
gazette-2002: 9 paragraphs
  Para. on wages = 4, 5
""",
    SAME: """\
# A comment.
town wages_elsewhere = city wages
town parks: Sec. 1, para. 3
""",
    "flowcharts/catalog.yaml": """\
clusterflow: catalog/1
indices:
  wages: {label: Wages, unit: CNY/year}
  firms: {label: Firms, unit: firm}
""",
    CHART: """\
clusterflow: flowchart/1
id: chart
sources:
  smith-2001: {title: On towns, year: 2001}
stages:
  - id: start
    steps:
      - id: cost
        ask: Are wages low?
        criteria:
          - index: wages
            under: 900
            unit: CNY/year
            basis: comparator
            source: smith-2001
            where: Sec. 1, para. 1
          - index: firms
            at_least: 5
            basis: comparator
            source: smith-2001
            where: Table 1, rows 1 and 2
          - {index: firms, over: 0, basis: assumption}
        actors: [government]
""",
    SUITE: """\
clusterflow: suite/1
sources:
  smith-2001: {title: On towns, year: 2001}
chart: chart
cases:
  - name: The town
    city: ../data/town.yaml
    threshold:
      cost/wages: 800
    source: smith-2001
    where: Sec. 1, para. 2
    expect: {verdict: clear}
  - name: A place of which nothing is known
    indicators: {}
    expect:
      verdict: undecided
""",
    OTHERS: """\
clusterflow: city/1
id: comparators
name: Other places
sources:
  smith-2001: {title: On towns, year: 2001}
sites:
  city:
    indicators:
      wages: {value: 900, unit: CNY per year, year: 2000, source: smith-2001, where: "Sec. 1, para. 1"}
      firms: {about: 5, unit: firm, year: 2000, source: smith-2001, where: "Table 1, row 2"}
  port:
    indicators:
      wages: {value: 950, unit: CNY/year, year: 2000, source: smith-2001, where: "Sec. 1, para. 1"}
""",
    TOWN: """\
clusterflow: city/1
id: town
name: Town
sources:
  smith-2001: {title: On towns, year: 2001, note: Only its abstract.}
  gazette-2002: {title: "The Gazette: daily", year: 2002}
indicators:
  leader_exists: {began: 1999, source: smith-2001, where: "Abstract; Sec. 2(1) and (2)"}
  lawyers: {missing: not_stated}
  firms:
    - at_least: 40
      unit: firm
      year: 2000
      source: smith-2001
      where: Table 1, row 1
      note: >-
        Those of the park: at least
        as many in the town.
    - {missing: not_available, year: 2001, source: smith-2001, where: Table 1}
  wages:
    unit: CNY/year
    source: gazette-2002
    where: Para. on wages
    series:
      2001: 700
      2002: {value: 710, where: "Abstract; note 2", source: smith-2001}
  wages_elsewhere: {value: 900, unit: CNY/year, year: 2000, source: smith-2001, where: "Sec. 1, para. 1"}
  parks: {value: 3, unit: park, year: 2000, source: smith-2001, where: "Sec. 1, paras. 2 and 3"}
actors:
  - id: mayor
    name: The mayor
    class: [government]
    source: gazette-2002
    where: Para. on wages
outcomes:
  - {chart: chart, stage: start, reached: true, year: 2001, source: smith-2001, where: "Sec. 1, last para."}
sites:
  park:
    name: The park
    indicators:
      firms: {value: 40, unit: firm, year: 2000, source: smith-2001, where: "Table 1, row 1"}
      parks: {value: 1, unit: park, year: 2000, source: smith-2001, where: "Sec. 1, para. 3"}
""",
}


class Trial(unittest.TestCase):
    def faults(self, name=None, old=None, new=None):
        """What the check finds in the tree, in which a text of one file is replaced."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in TREE.items():
                if path == name:
                    self.assertIn(old, text)
                    text = text.replace(old, new, 1)
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text, encoding="utf-8")
            faults, self.count, _ = run(root)
            return [f"{path.rpartition('/')[2]}:{line}: {message}" for path, line, message, hint in faults if hint]

    def found(self, name, old, new, *messages):
        self.assertEqual(self.faults(name, old, new), list(messages))

    def refused(self, name, old, new, message):
        with self.assertRaisesRegex(Fault, message):
            self.faults(name, old, new)

    def test_sound_tree(self):
        self.assertEqual(self.faults(), [])
        self.assertGreater(self.count, 40)

    # --- sources and places ---

    def test_wrong_place(self):
        self.found(TOWN, 'where: "Sec. 1, paras. 2 and 3"', 'where: "Sec. 1, paras. 3 and 4"',
                   "town.yaml:28: 'parks': 'smith-2001' has no place 'Sec. 1, para. 4'")

    def test_wrong_place_in_one_year_of_a_series(self):
        self.found(TOWN, "note 2", "note 3", "town.yaml:26: 'wages': 'smith-2001' has no place 'Note 3'")

    def test_wrong_place_of_an_actor(self):
        self.found(TOWN, "source: gazette-2002\n    where: Para. on wages\noutcomes",
                   "source: gazette-2002\n    where: Para. on rents\noutcomes",
                   "town.yaml:30: 'mayor': 'gazette-2002' has no place 'Para. on rents'")

    def test_wrong_place_of_an_outcome(self):
        self.found(TOWN, "Sec. 1, last para.", "Sec. 2, last para.",
                   "town.yaml:36: 'start': 'smith-2001' has no place 'Sec. 2, last para.'")

    def test_wrong_place_of_a_criterion(self):
        self.found(CHART, "Table 1, rows 1 and 2", "Table 1, rows 2 and 3",
                   "chart.yaml:17: 'cost/firms': 'smith-2001' has no place 'Table 1, row 3'")

    def test_wrong_place_of_a_case(self):
        self.found(SUITE, "Sec. 1, para. 2", "Sec. 1, para. 9",
                   "chart.suite.yaml:6: 'The town': 'smith-2001' has no place 'Sec. 1, para. 9'")

    def test_a_case_about_a_city_without_place(self):
        self.found(SUITE, "    where: Sec. 1, para. 2\n", "",
                   "chart.suite.yaml:3: 'smith-2001' is not cited", "chart.suite.yaml:6: 'The town' has no place")

    def test_place_of_another_document(self):
        self.found(TOWN, "source: gazette-2002\n    where: Para. on wages\n    series",
                   "source: smith-2001\n    where: Para. on wages\n    series",
                   "town.yaml:20: 'wages': 'smith-2001' has no place 'Para. on wages'")

    def test_no_source(self):
        self.found(TOWN, 'year: 2000, source: smith-2001, where: "Sec. 1, paras', 'year: 2000, where: "Sec. 1, paras',
                   "town.yaml:28: 'parks' has no source",
                   "same.txt:3: 'town parks' has no two figures at 'Sec. 1, para. 3'")

    def test_no_place(self):
        self.found(TOWN, "      where: Table 1, row 1\n", "", "town.yaml:11: 'firms' has no place")

    def test_no_source_of_an_actor(self):
        self.found(TOWN, "    source: gazette-2002\n    where: Para. on wages\noutcomes", "outcomes",
                   "town.yaml:30: 'mayor' has no source", "town.yaml:30: 'mayor' has no place")

    def test_no_place_of_an_outcome(self):
        self.found(TOWN, ', where: "Sec. 1, last para."', "", "town.yaml:36: 'start' has no place")

    def test_not_available_needs_a_place(self):
        self.found(TOWN, "{missing: not_available, year: 2001, source: smith-2001, where: Table 1}",
                   "{missing: not_available, year: 2001}",
                   "town.yaml:19: 'firms' has no source", "town.yaml:19: 'firms' has no place")

    def test_source_that_the_file_does_not_describe(self):
        self.found(TOWN, '  gazette-2002: {title: "The Gazette: daily", year: 2002}\n', "",
                   "town.yaml:19: 'wages' cites 'gazette-2002', which the file does not describe",
                   "town.yaml:29: 'mayor' cites 'gazette-2002', which the file does not describe")

    def test_source_that_is_not_cited(self):
        self.found(OTHERS, "sources:\n", 'sources:\n  gazette-2002: {title: "The Gazette: daily", year: 2002}\n',
                   "comparators.yaml:5: 'gazette-2002' is not cited")

    def test_source_described_in_two_ways(self):
        self.found(TOWN, "{title: On towns, year: 2001, note", "{title: On towns, year: 2003, note",
                   "town.yaml:5: 'smith-2001' is described otherwise than in comparators.yaml")

    def test_document_without_places(self):
        self.assertIn("town.yaml:20: no places are known of 'gazette-2002'",
                      self.faults(PLACES, "gazette-2002: 9 paragraphs\n  Para. on wages = 4, 5\n", ""))

    # --- figures cited twice ---

    def test_city_and_park_disagree(self):
        self.found(TOWN, "firms: {value: 40,", "firms: {value: 41,",
                   "town.yaml:41: 'firms' is value 41 unit firm, but at_least 40 unit firm in town.yaml:11, both from "
                   "'smith-2001', Table 1, row 1")

    def test_quantifiers_disagree(self):
        self.found(TOWN, "firms: {value: 40,", "firms: {over: 40,",
                   "town.yaml:41: 'firms' is over 40 unit firm, but at_least 40 unit firm in town.yaml:11, both from "
                   "'smith-2001', Table 1, row 1")

    def test_only_a_part_may_be_a_least_figure(self):
        self.assertEqual(self.faults(TOWN, "wages_elsewhere: {value: 900", "wages_elsewhere: {at_least: 900"), [])
        self.assertIn("town.yaml:27: 'wages_elsewhere' is value 900 unit CNY/year, but at_least 900 unit CNY per year in "
                      "comparators.yaml:9, both from 'smith-2001', Sec. 1, para. 1",
                      self.faults(OTHERS, "wages: {value: 900", "wages: {at_least: 900"))

    def test_units_disagree(self):
        self.found(TOWN, "firms: {value: 40, unit: firm", "firms: {value: 40, unit: thousand firm",
                   "town.yaml:41: 'firms' is value 40 unit thousand firm, but at_least 40 unit firm in town.yaml:11, "
                   "both from 'smith-2001', Table 1, row 1")

    def test_two_files_and_two_names_disagree(self):
        self.found(TOWN, "wages_elsewhere: {value: 900", "wages_elsewhere: {value: 901",
                   "town.yaml:27: 'wages_elsewhere' is value 901 unit CNY/year, but value 900 unit CNY per year in "
                   "comparators.yaml:9, both from 'smith-2001', Sec. 1, para. 1")

    def test_other_years_and_kinds_do_not_count(self):
        for old, new in (("firms: {value: 40, unit: firm, year: 2000", "firms: {value: 41, unit: firm, year: 2001"),
                         ("firms: {value: 40,", "firms: {kind: target, value: 41,")):
            self.assertEqual(self.faults(TOWN, old, new), [])

    def test_passage_without_several_figures(self):
        self.found(TOWN, "parks: {value: 1,", "parks: {value: 3,",
                   "same.txt:3: 'town parks' has no two figures at 'Sec. 1, para. 3'")

    def test_passage_with_several_figures_has_to_be_told(self):
        self.found(SAME, "town parks: Sec. 1, para. 3\n", "",
                   "town.yaml:42: 'parks' is value 1 unit park, but value 3 unit park in town.yaml:28, both from "
                   "'smith-2001', Sec. 1, para. 3")

    def test_second_name_that_nothing_has(self):
        self.found(SAME, "town wages_elsewhere", "town wages_of_old",
                   "same.txt:2: no figure of 'town wages_of_old' is cited twice")

    # --- comparators ---

    def test_level_disagrees(self):
        self.found(CHART, "under: 900", "under: 910",
                   "chart.yaml:11: 'cost/wages': no place of data/comparators.yaml has the level 910")

    def test_comparator_disagrees(self):
        self.assertIn("chart.yaml:17: 'cost/firms': no place of data/comparators.yaml has the level 5",
                      self.faults(OTHERS, "about: 5,", "about: 50,"))

    def test_level_in_another_unit(self):
        self.found(OTHERS, "about: 5, unit: firm", "about: 5, unit: thousand firm",
                   "chart.yaml:17: 'cost/firms': no place of data/comparators.yaml has the level 5")

    def test_level_from_another_place(self):
        self.found(OTHERS, '"Table 1, row 2"', "Abstract",
                   "chart.yaml:17: 'cost/firms': no place of data/comparators.yaml has the level 5")

    # --- files that cannot be read ---

    def test_files_that_cannot_be_read(self):
        self.refused(PLACES, "= 4, 5", "= 4, 10", r"places.txt:10: a paragraph that")
        self.refused(PLACES, "  Sec. 2(2)", "  Sec. 2(1)", r"places.txt:6: 'Sec. 2\(1\)' stands there twice")
        self.refused(PLACES, "gazette-2002:", "Gazette:", r"places.txt:9: neither a document nor a place")
        self.refused(SAME, "town parks: Sec", "town parks Sec", r"same.txt:3: neither")
        for old, new, message in (
                ("  lawyers: {missing: not_stated}", "  firms: []", "10: key 'firms' for the second time"),
                ("{missing: not_stated}", "{missing: not_stated", "9: no '}' on the line"),
                ("{missing: not_stated}", "{a: b, a: c}", "9: 'a: c}' where a new key should be"),
                ("  lawyers: {missing: not_stated}", "  lawyers:", "9: nothing behind a key"),
                ("  lawyers: {missing: not_stated}", "  lawyers: &a 1", "9: a value written as &a 1"),
                ("  lawyers: {missing: not_stated}", "   lawyers: 1", "9: a line that belongs to nothing"),
                ("  lawyers: {missing: not_stated}", "  lawyers: \"a\" b", "9: 'b' behind a value"),
                ("    name: The park", "    The park", "39: neither a key nor an item"),
                ("    name: The park", "    name: The: park", "39: a value written as The: park")):
            self.refused(TOWN, old, new, f"town.yaml:{message}")


class Parts(unittest.TestCase):
    def test_places_of(self):
        for where, places in {
            "Sec. 4, paras. 1 to 3": ["Sec. 4, para. 1", "Sec. 4, para. 2", "Sec. 4, para. 3"],
            "Table 5, rows 1, 3 and 7 to 8": [f"Table 5, row {n}" for n in (1, 3, 7, 8)],
            "Sec. 3(2) and (3)(i)": ["Sec. 3(2)", "Sec. 3(3)(i)"],
            "Sec. 3(3)(iii) and (v)": ["Sec. 3(3)(iii)", "Sec. 3(3)(v)"],
            "Sec. 2(2)1) and 2)": ["Sec. 2(2)1)", "Sec. 2(2)2)"],
            "Sec. 4-1(1) to (4)": [f"Sec. 4-1({n})" for n in (1, 2, 3, 4)],
            "Sec. 1(1); note 8": ["Sec. 1(1)", "Note 8"],
            "References 5 and 7; References": ["Reference 5", "Reference 7", "References"],
            "Para. on supply and demand": ["Para. on supply and demand"],
        }.items():
            self.assertEqual(places_of(where), places)

    def test_reader(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "a.yaml")
            path.write_text("a: b c # d\ne:\n  - f: 1\n    g: [-2, 'h, i', {}]\n  - {j: k l, m: \"n: o\"}\n"
                            "p: >-\n  q\n  # r\n\ns: [] # t\n", encoding="utf-8")
            items = [{"f": "1", "g": ["-2", "h, i", {}]}, {"j": "k l", "m": "n: o"}]
            self.assertEqual(read(path), {"a": "b c", "e": items, "p": "q # r", "s": []})
            self.assertEqual([item.line for item in read(path)["e"]], [3, 5])


if __name__ == "__main__":
    log = io.StringIO()
    tests = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    result = unittest.TextTestRunner(log).run(tests)
    if not result.wasSuccessful():
        sys.exit(log.getvalue())
    print(f"evidence: the check is right in {result.testsRun} tests")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "evidence-tests").write_text(f"{result.testsRun}\n")
