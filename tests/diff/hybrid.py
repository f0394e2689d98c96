"""Versions in between: changes that the tool names are undone in what was written, by their names.

What a change is named by is all that is used here: nothing is compared again.
"""

import copy

TESTS = ("at_least", "over", "at_most", "under", "between", "is", "is_not", "one_of")


class NoChart(Exception):
    """What is undone and what is not do not fit together."""


def need(condition):
    if not condition:
        raise NoChart


def replace(target, source, keys):
    """The keys as the source has them, also when it has none."""
    for key in keys:
        target.pop(key, None)
        if key in source:
            target[key] = copy.deepcopy(source[key])


def all_steps(chart):
    return {step["id"]: step for stage in chart["stages"] for step in stage["steps"]}


def stage_of(chart):
    return {step["id"]: stage["id"] for stage in chart["stages"] for step in stage["steps"]}


class ChartPair:
    """Two versions of a chart and its catalog, and the changes that lead from the one to the other."""

    def __init__(self, old, new, old_catalog, new_catalog, changes):
        self.old, self.new = old, new
        self.old_catalog, self.new_catalog = old_catalog, new_catalog
        self.changes = changes
        self.old_steps, self.new_steps = all_steps(old), all_steps(new)
        steps = [each for each in changes if each["of"] == "step"]
        self.called = {each["before"]: each["after"] for each in steps if each["kind"] == "renamed"}
        self.stages = {each["before"]: each["after"] for each in changes
                       if each["of"] == "stage" and each["kind"] == "renamed"}

    def key(self, old_id):
        """What a step of the old version is called here: its id in the new one."""
        return self.called.get(old_id, old_id)

    def undone(self, numbers, **wanted):
        return any(all(self.changes[i][name] == value for name, value in wanted.items()) for i in numbers)

    def listed(self, **wanted):
        return self.undone(range(len(self.changes)), **wanted)

    # --- the order of the steps ---

    def places(self, numbers):
        """(stage of the new version or None, that of the old one, key of the step), in order."""
        old = [(self.key(step["id"]), stage["id"]) for stage in self.old["stages"] for step in stage["steps"]]
        new = [(step["id"], stage["id"]) for stage in self.new["stages"] for step in stage["steps"]]
        loose = {each["id"] for each in self.changes
                 if each["of"] == "step" and each["kind"] in ("moved", "removed", "added")}

        def back(key):
            return any(self.undone(numbers, of="step", kind=kind, id=key) for kind in ("moved", "removed", "added"))
        while old or new:
            while old and old[0][0] in loose:
                key, stage = old.pop(0)
                if back(key):
                    yield self.stages.get(stage, stage), key
            while new and new[0][0] in loose:
                key, stage = new.pop(0)
                if not back(key):
                    yield stage, key
            if old or new:
                assert old[0][0] == new[0][0], "what stays is in another order"
                old.pop(0)
                key, stage = new.pop(0)
                yield stage, key

    # --- a step ---

    def step(self, key, numbers):
        old_id = next((old for old, new in self.called.items() if new == key), key)
        if key not in self.new_steps:
            return copy.deepcopy(self.old_steps[old_id]), True, True
        step = copy.deepcopy(self.new_steps[key])
        if old_id not in self.old_steps:
            return step, False, False
        before = self.old_steps[old_id]
        if self.undone(numbers, of="step", kind="renamed", id=key):
            step["id"] = old_id
        for field in ("need", "actors", "factor", "on_yes", "on_no"):
            if self.undone(numbers, of="step", kind="changed", id=key, field=field):
                replace(step, before, [field])
        self.criteria(step, before, key, numbers)
        return (step, *(self.undone(numbers, of="step", kind="changed", id=key, field=field)
                        for field in ("on_yes", "on_no")))

    def criteria(self, step, before, key, numbers):
        for i in numbers:
            change = self.changes[i]
            if change["of"] != "criterion" or change["step"] != key or change["kind"] != "changed":
                continue
            criterion = step["criteria"][change["new_number"] - 1]
            source = before["criteria"][change["old_number"] - 1]
            keys = {"level": (*TESTS, "unit")}.get(change["field"], [change["field"]])
            replace(criterion, source, keys)
        added = {self.changes[i]["new_number"] for i in numbers
                 if self.is_criterion(i, key, "added")}
        step["criteria"] = [each for number, each in enumerate(step["criteria"], 1) if number not in added]
        step["criteria"] += [copy.deepcopy(before["criteria"][self.changes[i]["old_number"] - 1])
                             for i in numbers if self.is_criterion(i, key, "removed")]
        need(step["criteria"])

    def is_criterion(self, i, key, kind):
        change = self.changes[i]
        return change["of"] == "criterion" and change["step"] == key and change["kind"] == kind

    # --- routes ---

    def settle(self, placed):
        """Routes lead to the same steps as before, whatever they are called now."""
        position = {key: number for number, (_, key, *_) in enumerate(placed)}
        for number, (_, key, step, *from_old) in enumerate(placed):
            for field, old in zip(("on_yes", "on_no"), from_old):
                target = step.get(field)
                if target in (None, "end"):
                    continue
                target = self.key(target) if old else target
                need(position.get(target, -1) > number)
                step[field] = placed[position[target]][2]["id"]

    # --- all of it ---

    def chart(self, numbers):
        """The version in which these changes are undone, its catalog, and what its steps are: {id: key}."""
        placed = [(stage, key, *self.step(key, numbers)) for stage, key in self.places(numbers)]
        need(placed)
        self.settle(placed)
        chart = {key: value for key, value in self.new.items() if key != "stages"}
        if self.undone(numbers, of="chart", kind="renamed"):
            chart["id"] = self.old["id"]
        chart["stages"] = []
        for stage, _, step, *_ in placed:
            if not chart["stages"] or chart["stages"][-1]["key"] != stage:
                name = stage
                if self.undone(numbers, of="stage", kind="renamed", id=stage):
                    name = next(old for old, new in self.stages.items() if new == stage)
                chart["stages"].append({"id": name, "key": stage, "steps": []})
            chart["stages"][-1]["steps"].append(step)
        for things in (chart["stages"], [step for stage in chart["stages"] for step in stage["steps"]]):
            need(len({thing["id"] for thing in things}) == len(things))
        for _, _, step, *_ in placed:
            need(not isinstance(step.get("need"), int) or step["need"] <= len(step["criteria"]))
        catalog = self.words(chart, numbers)
        return chart, catalog, {step["id"]: key for _, key, step, *_ in placed}

    def words(self, chart, numbers):
        """The words of the catalog and the chart in one, which the chart then has none of."""
        words = {}
        for section, of in (("units", "unit"), ("indices", "index"), ("actor_classes", "class"),
                            ("factors", "factor")):
            old = {**self.old_catalog.get(section, {}), **self.old.get(section, {})}
            words[section] = {**self.new_catalog.get(section, {}), **self.new.get(section, {})}
            for i in numbers:
                change = self.changes[i]
                if change["of"] == of and change["matters"]:
                    words[section].pop(change["id"], None)
                    if change["id"] in old:
                        words[section][change["id"]] = old[change["id"]]
            chart.pop(section, None)
        known = set(words["indices"])
        for index in list(words["indices"].values()):
            need(set(self.operands(index)) <= known)
        for step in all_steps(chart).values():
            need(all(criterion["index"] in known for criterion in step["criteria"]))
        return words

    @staticmethod
    def operands(index):
        for word in ("ratio", "product", "sum", "difference", "max", "min"):
            if word in index:
                return index[word]
        return [index["growth"]["of"]] if "growth" in index else []


class CityPair:
    """Two versions of a city, and what changed. Indicators are lists of observations."""

    def __init__(self, old, new, changes):
        self.old, self.new, self.changes = old, new, changes

    @staticmethod
    def place(city, site):
        return city if site is None else city["sites"][site]

    def city(self, numbers):
        city = copy.deepcopy(self.new)
        dropped, restored = [], []
        for i in numbers:
            change = self.changes[i]
            if change["of"] == "city":
                replace(city, self.old, [change["field"]])
            elif change["of"] == "site":
                city.setdefault("sites", {}).pop(change["id"], None)
                if change["kind"] == "removed":
                    city["sites"][change["id"]] = copy.deepcopy(self.old["sites"][change["id"]])
            elif change["of"] == "actor":
                self.actor(city, change)
            elif change["of"] == "figure":
                if change["new_number"]:
                    dropped.append(change)
                if change["old_number"]:
                    restored.append(change)
        for change in sorted(dropped, key=lambda each: -each["new_number"]):
            indicators = self.place(city, change["site"])["indicators"]
            del indicators[change["id"]][change["new_number"] - 1]
        for change in restored:
            old = self.place(self.old, change["site"])["indicators"][change["id"]][change["old_number"] - 1]
            self.place(city, change["site"]).setdefault("indicators", {}).setdefault(change["id"], []).append(old)
        return city

    def actor(self, city, change):
        place, old = self.place(city, change["site"]), self.place(self.old, change["site"])
        place["actors"] = [each for each in place.get("actors", []) if each["id"] != change["id"]]
        place["actors"] += [each for each in old.get("actors", []) if each["id"] == change["id"]]
