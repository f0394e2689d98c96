"""Cases whose expectations are what the second evaluator says, and one word of them changed."""

import json

ANSWERS = ("yes", "no", "unknown")
VERDICTS = ("bottleneck", "undecided", "clear")


def what_ifs(run, word, indices):
    """The texts of --set or --threshold, by what they are for; those of other charts are left out."""
    arguments = run["arguments"]
    pairs = [arguments[i + 1].split("=", 1) for i in range(len(arguments)) if arguments[i] == word]
    return {target: value for target, value in pairs if target.split("/")[-1] in indices}


def asked(run, indices):
    """The keys of a case for the options of a run."""
    options = run["options"]
    keys = {"year": options["year"], "max_age": options["max_age"], "accept": options["accept"],
            "set": what_ifs(run, "--set", indices), "threshold": what_ifs(run, "--threshold", indices)}
    return {key: value for key, value in keys.items() if value or value == 0 and key == "max_age"}


def words(value, unit):
    """What is known, in the words of an expectation; None: it has none."""
    if value is None or value == {"low": None, "high": None, "low_open": True, "high_open": True}:
        return {"missing": "not_stated"}
    if isinstance(value, list):
        return None
    if not isinstance(value, dict):
        return {"value": value, **({"unit": unit} if unit else {})}
    low, high = value["low"], value["high"]
    if low is not None and high is not None:
        return {"between": [low, high], "unit": unit}
    if low is not None:
        return {"over" if value["low_open"] else "at_least": low, "unit": unit}
    return {"under" if value["high_open"] else "at_most": high, "unit": unit}


def values(rng, result):
    known = {}
    for step in result["steps"]:
        for criterion in step["criteria"]:
            stated = words(criterion["value"], criterion["unit"])
            if stated and rng.random() < 0.5:
                if "missing" not in stated and criterion["year"]:
                    stated["year"] = criterion["year"]
                known[criterion["index"]] = stated
    return known


def case(rng, result, run, number, batch):
    indices = set(batch.catalog["indices"])
    for chart in batch.charts:
        if chart["id"] == result["chart"]:
            indices |= set(chart.get("indices", {}))
    expect = {"verdict": result["verdict"], "first_no": result["first_no"] or "none",
              "first_stop": result["first_stop"] or "none", "unknown": result["unknown"],
              "steps": {step["id"]: step["answer"] for step in result["steps"]},
              "stages": {stage["id"]: stage["verdict"] for stage in result["stages"]},
              "values": values(rng, result),
              "actors": {actor["class"]: [person["id"] for person in actor["named"]]
                         for actor in result["actors"]}}
    keys = {"name": f"case {number}", "chart": result["chart"], "city": result["city"] + ".yaml",
            **asked(run, indices), "expect": {key: value for key, value in expect.items() if value != {}}}
    if result["site"]:
        keys["site"] = result["site"]
    return keys


def other(rng, word, choices):
    return rng.choice([choice for choice in choices if choice != word])


def change_value(stated):
    """Another year, or nothing known where there is one value; None: it is left alone."""
    if "year" in stated:
        stated["year"] += 1
    elif "value" in stated:
        stated.clear()
        stated["missing"] = "not_stated"
    else:
        return None
    return True


def change(rng, keys):
    """Changes one word of what is expected; returns which, as (case, key, thing)."""
    expect = keys["expect"]
    key = rng.choice(list(expect))
    thing = None
    if key == "verdict":
        expect[key] = other(rng, expect[key], VERDICTS)
    elif key in ("first_no", "first_stop"):
        expect[key] = other(rng, expect[key], ["none", *expect["steps"]])
    elif key == "unknown":
        step = rng.choice(list(expect["steps"]))
        before = expect[key]
        expect[key] = [each for each in before if each != step] if step in before else [*before, step]
    elif key == "steps":
        thing = rng.choice(list(expect[key]))
        expect[key][thing] = other(rng, expect[key][thing], ANSWERS)
    elif key == "stages":
        thing = rng.choice(list(expect[key]))
        expect[key][thing] = other(rng, expect[key][thing], (*VERDICTS, "not_reached"))
    elif key == "values":
        thing = rng.choice(list(expect[key]))
        if not change_value(expect[key][thing]):
            return None
    else:
        thing = rng.choice(list(expect[key]))
        expect[key][thing] = [*expect[key][thing], "nobody"]
    return keys["name"], key, thing


def suite(cases):
    """JSON is YAML, but for flags and the like, which are the same here."""
    return "clusterflow: suite/1\ncases:\n" + "".join(f"  - {json.dumps(each)}\n" for each in cases)
