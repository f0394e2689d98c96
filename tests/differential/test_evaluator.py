#!/usr/bin/env python3
"""Answers worked out by hand for the second evaluator itself; no tool is needed."""

import math
import unittest
from fractions import Fraction

import values
from evaluator import Book, evaluate, step_answer
from selection import CityFile
from units import UnitTable
from values import Interval, INF, number_text

UNITS = {"person": {"also": ["people", "%p"]}, "m": {}, "km": {"equals": "1000 m"}, "CNY": {},
         "hundred": {"equals": "100"}, "percent": {"equals": "0.01", "also": ["%"]}, "minute": {},
         "hour": {"equals": "60 minute"}, "t": {}, "t2": {"equals": "5 t"}}
INDICES = {
    "a": {"unit": "person"}, "b": {"unit": "person"}, "sales": {"unit": "CNY"},
    "ranged": {"unit": "person", "range": [0, 10]}, "aged": {"unit": "person", "max_age": 3},
    "shared_a": {"unit": "person", "shared": True},
    "leader": {"type": "flag"}, "own_leader": {"type": "flag", "shared": False},
    "skills": {"type": "level", "levels": ["none", "partial", "full"]},
    "form": {"type": "category", "values": ["public", "private", "mixed"]},
    "share": {"unit": "percent", "ratio": ["a", "b"], "shared": True},
    "half": {"unit": "percent", "ratio": ["a", "b"], "range": [0, 50]},
    "square": {"unit": "person^2", "product": ["a", "b"]},
    "both": {"unit": "person", "sum": ["a", "b"]}, "twice": {"unit": "person", "sum": ["a", "a"]},
    "more": {"unit": "person", "difference": ["a", "b"]},
    "largest": {"unit": "person", "max": ["a", "b"]}, "smallest": {"unit": "person", "min": ["a", "b"]},
    "by_range": {"unit": "1", "ratio": ["a", "ranged"]},
    "rate": {"unit": "percent", "growth": {"of": "a", "over": 2}},
    "fresh_rate": {"unit": "1", "growth": {"of": "aged", "over": 5}},
}
CATALOG = {"units": UNITS, "indices": INDICES,
           "actor_classes": {c: {"label": c.upper()} for c in ("central", "local", "private")}}


def one_criterion(criterion):
    return {"id": "chart", "stages": [{"id": "stage", "steps": [
        {"id": "step", "criteria": [criterion], "actors": ["local"]}]}]}


def ask(criterion, indicators, site=None, sites=None, as_of=2010, **options):
    """The result of the only criterion of a chart."""
    city = {"id": "city", "as_of": as_of, "indicators": indicators, "sites": sites or {}}
    book = Book(CATALOG, one_criterion(criterion))
    return evaluate(book, CityFile(city), site, **options)["steps"][0]["criteria"][0]


def of(index, indicators, **options):
    test = {"at_least": 1} if "type" not in INDICES[index] else {"is": True}
    return ask({"index": index, **test}, indicators, **options)


def persons(**words):
    return {"unit": "person", **words}


def interval(low, high, low_open=False, high_open=False):
    return {"low": low, "high": high, "low_open": low_open, "high_open": high_open}


class Numbers(unittest.TestCase):
    def test_units(self):
        table = UnitTable(UNITS)
        self.assertEqual(table.factor_between("km^2", "m2"), 1000000)
        self.assertEqual(table.factor_between("hundred person", "people"), 100)
        self.assertEqual(table.factor_between("km per hour", "m/minute"), Fraction(50, 3))
        self.assertEqual(table.factor_between("1/hour km", "km / hour"), 1)     # binds the next factor only
        self.assertEqual(table.factor_between("t2", "t"), 5)                    # an exact name wins
        self.assertEqual(table.factor_between("t^2", "t t"), 1)
        self.assertEqual(table.factor_between("10^3 m", "km"), 1)
        with self.assertRaises(ValueError):
            table.factor_between("hour", "1/hour")

    def test_conversion_is_decimal(self):
        table = UnitTable(UNITS)
        self.assertEqual(table.convert(4.35, "hundred", "1"), 435.0)
        self.assertEqual(table.convert(1.1, "percent", "1"), 0.011)
        self.assertEqual(table.convert(INF, "percent", "1"), INF)

    def test_number_text(self):
        for number, text in ((29.0, "29"), (-0.0, "0"), (0.1, "0.1"), (1e-7, "0.0000001"), (1e15, "1" + "0" * 15),
                             (1e16, "1e16"), (1.5e300, "1.5e300"), (-2.5e-5, "-0.000025"), (5e-324, "5e-324"),
                             (-1e-61, "-0." + "0" * 60 + "1"), (-1e-62, "-1e-62")):
            self.assertEqual(number_text(number), text)

    def test_near(self):
        self.assertTrue(values.near(1, 1 + 9e-10))
        self.assertFalse(values.near(1, 1 + 2e-9))
        self.assertFalse(values.near(0, 1e-300))
        self.assertTrue(values.near(-5, -5.000000001))
        self.assertFalse(values.near(-5, 5))


class Sets(unittest.TestCase):
    """Each criterion answered by subset, disjoint, or neither."""

    def answer(self, criterion, **words):
        return ask({"index": "a", **criterion}, {"a": persons(**words)})["answer"]

    def test_point_on_the_threshold(self):
        for test, answer in (("at_least", "yes"), ("over", "no"), ("at_most", "yes"), ("under", "no")):
            self.assertEqual(self.answer({test: 5}, value=5), answer)

    def test_point_near_the_threshold(self):
        for test, answer in (("at_least", "yes"), ("over", "no"), ("at_most", "yes"), ("under", "no")):
            self.assertEqual(self.answer({test: 5}, value=5.000000001), answer)
            self.assertEqual(self.answer({test: 5}, value=4.999999999), answer)

    def test_point_just_off_the_threshold(self):
        self.assertEqual(self.answer({"over": 5}, value=5.00000001), "yes")
        self.assertEqual(self.answer({"at_least": 5}, value=4.99999999), "no")

    def test_open_end_meets_closed_bound(self):
        self.assertEqual(self.answer({"over": 5}, over=5), "yes")
        self.assertEqual(self.answer({"over": 5}, at_least=5), "unknown")
        self.assertEqual(self.answer({"at_most": 5}, over=5), "no")
        self.assertEqual(self.answer({"at_most": 5}, at_least=5), "unknown")
        self.assertEqual(self.answer({"under": 5}, at_least=5), "no")
        self.assertEqual(self.answer({"under": 5}, under=5), "yes")

    def test_between(self):
        self.assertEqual(self.answer({"between": [2, 5]}, between=[2, 5]), "yes")
        self.assertEqual(self.answer({"between": [2, 5]}, between=[5, 6]), "unknown")
        self.assertEqual(self.answer({"between": [2, 5]}, over=5), "no")
        self.assertEqual(self.answer({"between": [2, 5]}, at_most=1), "no")

    def test_about_and_nearly(self):
        self.assertEqual(self.answer({"at_least": 450}, about=500), "yes")
        self.assertEqual(self.answer({"over": 450}, about=500), "unknown")
        self.assertEqual(self.answer({"under": 650}, nearly=650), "yes")
        self.assertEqual(self.answer({"at_least": 650}, nearly=650), "no")
        self.assertEqual(self.answer({"at_least": 585}, nearly=650), "yes")

    def test_exact_tolerance(self):
        value = of("a", {"a": persons(about=1.1)})["value"]
        self.assertEqual(value, interval(0.99, 1.21))
        value = of("a", {"a": persons(nearly=-10, tolerance=0.2)})["value"]
        self.assertEqual(value, interval(-12, -10, False, True))
        self.assertEqual(of("a", {"a": persons(about=7, tolerance=0)})["value"], 7)

    def test_criterion_tolerance_widens_outwards(self):
        self.assertEqual(self.answer({"at_least": 10, "tolerance": 0.1}, value=9), "yes")
        self.assertEqual(self.answer({"at_least": 10, "tolerance": 0.1}, value=8.9), "no")
        self.assertEqual(self.answer({"over": -10, "tolerance": 0.1}, value=-11), "no")
        self.assertEqual(self.answer({"over": -10, "tolerance": 0.1}, value=-10.9), "yes")
        self.assertEqual(self.answer({"between": [10, 20], "tolerance": 0.5}, between=[5, 30]), "yes")

    def test_criterion_unit(self):
        got = ask({"index": "a", "at_least": 4.35, "unit": "hundred person"}, {"a": persons(value=435)})
        self.assertEqual((got["answer"], got["threshold"], got["unit"]), ("yes", 435.0, "person"))

    def test_nothing_known_is_unknown_whatever_the_range(self):
        got = ask({"index": "ranged", "at_least": 0}, {})
        self.assertEqual((got["answer"], got["value"], got["year"]), ("unknown", None, None))
        self.assertEqual(got["margin"], {"worst": None, "best": None})

    def test_range_cuts(self):
        self.assertEqual(of("ranged", {"ranged": persons(over=4)})["value"], interval(4, 10, True, False))
        self.assertEqual(of("ranged", {"ranged": persons(about=10)})["value"], interval(9, 10))
        self.assertEqual(of("ranged", {"ranged": persons(value=10.000000001)})["value"], 10)
        self.assertIsNone(values.cut(Interval(10, INF, True, True), Interval(0, 10)))
        self.assertIsNone(values.cut(Interval(11, 12), Interval(0, 10)))

    def test_words(self):
        skills = {"skills": {"value": "partial"}}
        self.assertEqual(ask({"index": "skills", "at_least": "partial"}, skills)["answer"], "yes")
        self.assertEqual(ask({"index": "skills", "at_most": "none"}, skills)["answer"], "no")
        form = {"form": [{"value": "mixed"}, {"value": "public"}]}
        got = ask({"index": "form", "is_not": "private"}, form)
        self.assertEqual((got["answer"], got["value"], got["disputed"], got["margin"]),
                         ("yes", ["public", "mixed"], True, None))
        self.assertEqual(ask({"index": "form", "one_of": ["private", "public"]}, form)["answer"], "unknown")

    def test_flag_that_may_be_either(self):
        got = of("leader", {"leader": [{"value": True, "year": 2005}, {"value": False, "year": 2005}]})
        self.assertEqual((got["answer"], got["value"], got["disputed"], got["year"]), ("unknown", None, True, 2005))


class Margins(unittest.TestCase):
    def margin(self, criterion, **words):
        margin = ask({"index": "a", **criterion}, {"a": persons(**words)})["margin"]
        return margin["worst"], margin["best"]

    def test_one_sided(self):
        self.assertEqual(self.margin({"at_least": 1}, value=29), (28, 28))
        self.assertEqual(self.margin({"at_least": 5}, between=[3, 9]), (-2, 4))
        self.assertEqual(self.margin({"under": 5}, between=[3, 9]), (-4, 2))
        self.assertEqual(self.margin({"at_least": 5}, over=3), (-2, None))
        self.assertEqual(self.margin({"at_least": 5}, at_most=3), (None, -2))
        self.assertEqual(self.margin({"at_least": 10, "tolerance": 0.1}, value=10), (1, 1))

    def test_between(self):
        self.assertEqual(self.margin({"between": [2, 8]}, value=3), (1, 1))
        self.assertEqual(self.margin({"between": [2, 8]}, between=[3, 9]), (-1, 3))     # the middle is inside
        self.assertEqual(self.margin({"between": [2, 8]}, between=[6, 9]), (-1, 2))
        self.assertEqual(self.margin({"between": [2, 8]}, over=7), (None, 1))
        self.assertEqual(self.margin({"between": [2, 8]}, over=5), (None, 3))           # openness ignored

    def test_near_is_zero(self):
        worst, best = self.margin({"at_least": 5}, value=4.999999999)
        self.assertEqual((worst, best), (0, 0))
        self.assertEqual(math.copysign(1, self.margin({"at_most": 0}, value=0)[0]), 1)


class WhichObservation(unittest.TestCase):
    def value(self, observations, index="a", **options):
        got = of(index, {index: observations}, **options)
        return got["value"], got["year"]

    def test_newest_not_future(self):
        series = persons(series={2003: 3, 2005: 5, 2012: 12})
        self.assertEqual(self.value(series), (5, 2005))
        self.assertEqual(self.value(series, year=2004), (3, 2003))
        self.assertEqual(self.value(series, year=2002), (None, None))

    def test_series_entry_overrides(self):
        series = persons(kind="estimate", series={2003: {"value": 2, "unit": "hundred person"}, 2004: {"missing": "x"}})
        self.assertEqual(self.value(series), (200, 2003))

    def test_undated_only_when_nothing_dated(self):
        self.assertEqual(self.value([persons(value=1), persons(value=2, year=2001)]), (2, 2001))
        self.assertEqual(self.value([persons(value=1), persons(value=2, year=2011)]), (1, None))

    def test_stale(self):
        self.assertEqual(self.value(persons(value=2, year=2007), "aged"), (2, 2007))
        self.assertEqual(self.value(persons(value=2, year=2006), "aged"), (None, None))
        self.assertEqual(self.value(persons(value=2, year=2007), "aged", max_age=2), (None, None))
        self.assertEqual(self.value(persons(value=2, since=1990), "aged"), (2, 1990))

    def test_spans(self):
        self.assertEqual(self.value(persons(value=2, since=2011)), (None, None))
        self.assertEqual(self.value(persons(value=2, until=2009)), (None, None))
        self.assertEqual(self.value(persons(value=2, until=2010)), (2, 2010))
        both = [persons(value=2, since=2005), persons(value=3, year=2006)]
        self.assertEqual(self.value(both), (3, 2006))               # only `since`: as of that year
        both[0]["until"] = 2020
        self.assertEqual(self.value(both), (2, 2010))               # with `until`: as of Y

    def test_began_and_ended(self):
        life = {"began": 1997, "ended": 2005}
        self.assertEqual(self.value(life, "leader", year=1997), (True, 1997))
        self.assertEqual(self.value(life, "leader", year=2005), (True, 2005))
        self.assertEqual(self.value(life, "leader", year=2006), (False, 2006))
        self.assertEqual(self.value(life, "leader", year=1990), (False, 1990))

    def test_kinds(self):
        both = [persons(value=1, year=2001), persons(value=2, year=2005, kind="target")]
        self.assertEqual(self.value(both), (1, 2001))
        self.assertEqual(self.value(both, accept=["target"]), (2, 2005))

    def test_preferred_and_disputed(self):
        pair = [persons(value=1, year=2001), persons(between=[3, 4], year=2001)]
        got = of("a", {"a": pair})
        self.assertEqual((got["value"], got["disputed"]), (interval(1, 4), True))
        pair[0]["preferred"] = True
        got = of("a", {"a": pair})
        self.assertEqual((got["value"], got["disputed"], len(got["evidence"])), (1, False, 1))

    def test_preferred_does_not_beat_newer(self):
        self.assertEqual(self.value([persons(value=1, year=2001, preferred=True), persons(value=2, year=2002)]),
                         (2, 2002))

    def test_near_sets_are_not_disputed(self):
        got = of("a", {"a": [persons(value=1, year=2001), persons(value=1.0000000001, year=2001)]})
        self.assertFalse(got["disputed"])
        got = of("a", {"a": [persons(at_least=1), persons(over=1)]})
        self.assertEqual((got["value"], got["disputed"]), (interval(1, None, False, True), True))

    def test_default_year_and_newer_figures(self):
        city = {"id": "c", "indicators": {"a": persons(series={2003: 1, 2005: 2, 2006: {"missing": "x"}}),
                                          "leader": {"began": 2007, "kind": "plan"}},
                "sites": {"s": {"indicators": {"b": persons(value=1, since=2004, until=2020)}}}}
        self.assertEqual(CityFile(city).year_and_newer(None), (2005, 0))
        city["as_of"] = 2003
        self.assertEqual(CityFile(city).year_and_newer(None), (2003, 2))
        self.assertEqual(CityFile(city).year_and_newer(2004), (2004, 0))

    def test_no_year_at_all(self):
        got = of("leader", {"leader": {"ended": 2001}}, as_of=None)
        self.assertEqual((got["value"], got["year"], got["answer"]), (None, None, "unknown"))
        self.assertEqual(self.value(persons(value=3, until=2001), as_of=None), (3, None))

    def test_set_replaces_everything(self):
        got = of("a", {"a": persons(value=1, year=2005)}, sets={"a": (2, "hundred person")})
        self.assertEqual((got["value"], got["year"], got["evidence"][0]["kind"]), (200, None, "what_if"))

    def test_threshold_replaces_level_and_tolerance(self):
        got = ask({"index": "a", "at_least": 3, "unit": "hundred person", "tolerance": 0.5},
                  {"a": persons(value=199)}, thresholds={("step", "a"): (2, None)})
        self.assertEqual((got["answer"], got["threshold"], got["tolerance"]), ("no", 200, 0))


class Sites(unittest.TestCase):
    def site(self, index, city, own, **options):
        return of(index, city, site="s", sites={"s": {"name": "S", "indicators": own}}, **options)["value"]

    def test_numbers_are_not_shared(self):
        self.assertIsNone(self.site("a", {"a": persons(value=5)}, {}))
        self.assertEqual(self.site("shared_a", {"shared_a": persons(value=5)}, {}), 5)
        self.assertTrue(self.site("leader", {"leader": {"value": True}}, {}))
        self.assertIsNone(self.site("own_leader", {"own_leader": {"value": True}}, {}))

    def test_own_statement_hides_the_citys(self):
        self.assertIsNone(self.site("shared_a", {"shared_a": persons(value=5)}, {"shared_a": {"missing": "x"}}))
        self.assertEqual(self.site("shared_a", {"shared_a": persons(value=5)}, {"shared_a": []}), 5)

    def test_own_operand_stops_inheriting_a_derived_index(self):
        city = {"share": {"value": 7, "unit": "%"}}
        self.assertEqual(self.site("share", city, {}), 7)
        own = {"a": persons(value=1), "b": persons(value=4)}
        self.assertEqual(self.site("share", city, own), 25)
        self.assertIsNone(self.site("share", city, {"a": persons(value=1)}))    # b is the whole line

    def test_set_counts_as_the_sites_own(self):
        self.assertEqual(self.site("a", {}, {}, sets={"a": (9, None)}), 9)


class Derived(unittest.TestCase):
    def of(self, index, a, b=None, **options):
        indicators = {"a": a} if b is None else {"a": a, "b": b}
        return of(index, {name: words for name, words in indicators.items() if words}, **options)

    def value(self, index, a, b=None, **options):
        return self.of(index, a, b, **options)["value"]

    def test_ratio(self):
        got = self.of("share", persons(value=1, year=2005), persons(value=4, year=2005))
        self.assertEqual((got["value"], got["year"], got["derived"]), (25, 2005, True))
        self.assertEqual([o["index"] for o in got["evidence"]], ["a", "b"])

    def test_zero_numerator_is_attained_whatever_the_divisor(self):
        self.assertEqual(self.value("share", persons(between=[0, 1]), persons(over=4)), interval(0, 25, False, True))
        self.assertEqual(self.value("share", persons(between=[2, 4]), persons(at_least=1)),
                         interval(0, 400, True, False))

    def test_divisor_reaching_zero(self):
        for words in ({"value": 0}, {"at_least": 0}, {"over": 0}, {"between": [-1, 2]}):
            got = self.of("share", persons(value=1), persons(**words))
            self.assertEqual((got["value"], got["answer"], len(got["evidence"])), (None, "unknown", 2))

    def test_product_of_signs(self):
        self.assertEqual(self.value("square", persons(between=[-2, 3]), persons(between=[-5, 4])), interval(-15, 12))
        self.assertEqual(self.value("square", persons(value=0), persons(over=4)), 0)
        self.assertEqual(self.value("square", persons(over=0), persons(between=[0, 2])),
                         interval(0, None, False, True))

    def test_sum_difference(self):
        self.assertEqual(self.value("both", persons(between=[1, 2]), persons(nearly=10)), interval(10, 12, False, True))
        self.assertEqual(self.value("more", persons(between=[1, 2]), persons(nearly=10)), interval(-9, -7, True, False))
        self.assertEqual(self.value("more", persons(value=0.1 + 0.2), persons(value=0.3)), 0)   # rounding noise
        self.assertEqual(self.value("twice", persons(about=10)), interval(18, 22))

    def test_max_and_min_ends(self):
        closed, half_open = persons(between=[1, 5]), persons(nearly=5, tolerance=0.8)
        self.assertEqual(self.value("largest", closed, half_open), interval(1, 5))
        self.assertEqual(self.value("smallest", closed, half_open), interval(1, 5, False, True))
        self.assertEqual(self.value("largest", persons(over=1), persons(between=[1, 3])), interval(1, None, True, True))
        self.assertEqual(self.value("smallest", persons(over=1), persons(between=[1, 3])), interval(1, 3))

    def test_empty_pool_is_the_whole_domain(self):
        self.assertEqual(self.value("largest", persons(value=3)), interval(3, None, False, True))
        got = ask({"index": "largest", "at_least": 3}, {"a": persons(value=3)})
        self.assertEqual(got["answer"], "yes")
        self.assertEqual(self.of("largest", [])["evidence"], [])

    def test_range_cut_of_a_derived_value(self):
        self.assertEqual(self.value("half", persons(between=[1, 3]), persons(value=4)), interval(25, 50))
        self.assertIsNone(self.value("half", persons(value=3), persons(value=4)))

    def test_own_observation_wins(self):
        got = of("both", {"a": persons(value=1), "b": persons(value=2), "both": persons(value=9, year=1990)})
        self.assertEqual((got["value"], got["derived"], got["year"]), (9, False, 1990))

    def test_newest_common_year(self):
        a = persons(series={2003: 3, 2005: 5, 2006: 6})
        got = self.of("both", a, persons(series={2003: 30, 2005: 50, 2007: 70}))
        self.assertEqual((got["value"], got["year"], got["mixed_years"]), (55, 2005, False))

    def test_mixed_years(self):
        got = self.of("both", persons(value=1, year=2003), persons(value=20, year=2004))
        self.assertEqual((got["value"], got["year"], got["mixed_years"]), (21, None, True))

    def test_span_supplies_the_common_year(self):
        a, b = persons(value=1, year=2003), persons(value=20, since=2002)
        got = self.of("both", a, b)
        self.assertEqual((got["value"], got["year"]), (21, 2003))
        got = self.of("both", a, persons(value=20, since=2004))
        self.assertEqual((got["value"], got["year"], got["mixed_years"]), (21, None, True))
        got = self.of("both", persons(value=1, until=2015), b)
        self.assertEqual(got["year"], 2010)

    def test_undated_pools_fit_any_year(self):
        got = self.of("both", persons(value=1, year=2003), persons(value=20))
        self.assertEqual((got["value"], got["year"], got["mixed_years"]), (21, 2003, False))
        self.assertIsNone(self.of("both", persons(value=1), persons(value=20))["year"])

    def test_derived_inherits_disputed(self):
        pair = [persons(value=1, year=2003), persons(value=2, year=2003)]
        got = self.of("both", pair, persons(value=20))
        self.assertEqual((got["value"], got["disputed"]), (interval(21, 22), True))
        self.assertFalse(self.of("share", pair, persons(value=0))["disputed"])

    def test_growth(self):
        got = self.of("rate", persons(series={2003: 100, 2004: 7, 2005: 121}))
        self.assertAlmostEqual(got["value"], 10)
        self.assertEqual((got["year"], [o["year"] for o in got["evidence"]]), (2005, [2005, 2003]))
        self.assertEqual(self.value("rate", persons(series={2003: 4, 2005: 0})), -100)
        self.assertEqual(self.value("rate", persons(series={2003: 4, 2005: {"between": [0, 16]}})), interval(-100, 100))

    def test_growth_knows_nothing(self):
        for series in ({2004: 4, 2005: 5}, {2003: 0, 2005: 5}, {2003: 4, 2005: -1}, {2003: {"at_least": 0}, 2005: 5}):
            self.assertIsNone(self.value("rate", persons(series=series)))
        self.assertIsNone(self.value("rate", persons(series={2003: 4, 2005: 5}), sets={"a": (3, None)}))

    def test_growth_base_may_be_old_but_not_its_end(self):
        self.assertEqual(of("fresh_rate", {"aged": persons(series={2003: 1, 2008: 32})})["value"], 1)
        self.assertIsNone(of("fresh_rate", {"aged": persons(series={2001: 1, 2006: 32})})["value"])

    def test_ranged_divisor(self):
        got = of("by_range", {"a": persons(value=1)})
        self.assertIsNone(got["value"])         # the divisor's domain reaches zero
        self.assertEqual(len(got["evidence"]), 1)


def step(name, **more):
    return {"id": name, "criteria": [{"index": name, "at_least": 1}], "actors": ["local"], **more}


class Walk(unittest.TestCase):
    """Steps p, q, r, s, each of one index; 1 is a Yes, 0 a No, None Unknown."""

    def walk(self, answers, more=None, split=2):
        more = more or {}
        indices = {name: {"unit": "person"} for name in "pqrs"}
        steps = [step(name, **more.get(name, {})) for name in "pqrs"]
        chart = {"id": "chart", "stages": [{"id": "one", "steps": steps[:split]}, {"id": "two", "steps": steps[split:]}]}
        city = {"id": "c", "indicators": {name: persons(value=v) for name, v in zip("pqrs", answers) if v is not None}}
        return evaluate(Book({**CATALOG, "indices": indices}, chart), city)

    def test_clear(self):
        result = self.walk([1, 1, 1, 1])
        self.assertEqual((result["verdict"], result["first_no"], result["first_stop"]), ("clear", None, None))

    def test_bottleneck_leaves_the_rest_unvisited(self):
        result = self.walk([1, 0, 1, 1])
        self.assertEqual((result["verdict"], result["first_no"], result["first_stop"]), ("bottleneck", "q", "q"))
        self.assertEqual([s["visited"] for s in result["steps"]], [True, True, False, False])
        self.assertEqual(result["steps"][3]["answer"], "yes")
        self.assertEqual([s["verdict"] for s in result["stages"]], ["bottleneck", "not_reached"])

    def test_unknown_is_passed_and_noted(self):
        result = self.walk([1, None, 1, 0])
        self.assertEqual((result["first_no"], result["first_stop"], result["unknown"]), ("s", "q", ["q"]))
        self.assertEqual([s["verdict"] for s in result["stages"]], ["undecided", "bottleneck"])
        self.assertEqual(self.walk([1, None, 1, 1])["verdict"], "undecided")

    def test_routes(self):
        result = self.walk([0, 1, 1, 1], {"p": {"on_no": "r"}})
        self.assertEqual([s["visited"] for s in result["steps"]], [True, False, True, True])
        self.assertEqual((result["verdict"], result["first_stop"]), ("clear", None))
        result = self.walk([1, 0, 0, 0], {"p": {"on_yes": "end"}})
        self.assertEqual((result["verdict"], result["stages"][1]["verdict"]), ("clear", "not_reached"))
        result = self.walk([None, 0, 1, 0], {"p": {"on_yes": "r"}})
        self.assertEqual((result["first_no"], result["first_stop"]), ("s", "p"))

    def test_need(self):
        for need, answers, expected in (
                ("all", "yyu", "unknown"), ("all", "nyu", "no"), ("all", "yyy", "yes"),
                ("any", "nnu", "unknown"), ("any", "nnn", "no"), ("any", "unY", "yes"),
                (2, "yyn", "yes"), (2, "yun", "unknown"), (2, "ynn", "no"), (2, "unn", "no"), (2, "uun", "unknown")):
            words = [{"y": "yes", "n": "no", "u": "unknown"}[letter] for letter in answers.lower()]
            self.assertEqual(step_answer(need, words), expected, (need, answers))

    def test_no_bottleneck_no_actors(self):
        self.assertEqual(self.walk([1, None, 1, 1])["actors"], [])


class Actors(unittest.TestCase):
    def candidates(self, site=None):
        criteria = [{"index": "a", "at_least": 1, "actors": ["private"]}, {"index": "b", "at_least": 1}]
        chart = {"id": "chart", "stages": [{"id": "stage", "steps": [
            {"id": "step", "factor": "living", "criteria": criteria, "actors": ["local", "private", "central"]}]}]}

        def actor(name, classes, **more):
            return {"id": name, "name": name.upper(), "class": classes, **more}
        city = {"id": "c", "indicators": {"a": persons(value=0), "b": persons(value=0)},
                "actors": [actor("any", ["local", "private"]), actor("by_step", ["local"], clears=["step"]),
                           actor("elsewhere", ["local"], clears=["other"]),
                           actor("by_factor", ["private"], clears=["other", "living"]),
                           actor("wrong_chart", ["private"], clears=["other/step"])],
                "sites": {"s": {"name": "S", "indicators": {"a": persons(value=0), "b": persons(value=0)},
                                "actors": [actor("site_any", ["local"]),
                                           actor("site_stage", ["local"], clears=["stage"]),
                                           actor("site_path", ["private"], clears=["chart/step"])]}}}
        result = evaluate(Book(CATALOG, chart), city, site)
        return [(group["class"], [person["id"] for person in group["named"]]) for group in result["actors"]]

    def test_city(self):
        self.assertEqual(self.candidates(), [("private", ["by_factor", "any"]), ("local", ["by_step", "any"]),
                                             ("central", [])])

    def test_site(self):
        self.assertEqual(self.candidates("s"), [
            ("private", ["by_factor", "site_path", "any"]),
            ("local", ["by_step", "site_stage", "any", "site_any"]), ("central", [])])


if __name__ == "__main__":
    unittest.main()
