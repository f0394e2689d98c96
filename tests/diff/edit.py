"""Random edits of charts, catalogs and cities, as people make them: the versions that diff compares."""

import copy

from generate import CLASSES, FACTORS, YEARS
from hybrid import all_steps
from selection import observed_set

NEW_ACTOR = "actor_new"


def steps_of(chart):
    return [step for stage in chart["stages"] for step in stage["steps"]]


def settle(chart):
    """Takes out routes that lead nowhere or backwards, stages without steps, and needs of too many."""
    chart["stages"] = [stage for stage in chart["stages"] if stage["steps"]]
    order = [step["id"] for step in steps_of(chart)]
    for number, step in enumerate(steps_of(chart)):
        for field in ("on_yes", "on_no"):
            target = step.get(field)
            if target not in (None, "end") and (target not in order or order.index(target) <= number):
                del step[field]
        if isinstance(step.get("need"), int):
            step["need"] = min(step["need"], len(step["criteria"]))


# --- charts ---

def change_level(rng, chart, _):
    criterion = rng.choice(rng.choice(steps_of(chart))["criteria"])
    for word in ("at_least", "over", "at_most", "under"):
        if isinstance(criterion.get(word), (int, float)):
            factor = rng.choice([0, 0.1, 0.5, 0.9, 1.1, 2, 10, 100])
            criterion[word] = round(criterion[word] * factor, 6)
            return
    if isinstance(criterion.get("is"), bool):
        criterion["is"] = not criterion["is"]


def change_tolerance(rng, chart, _):
    criterion = rng.choice(rng.choice(steps_of(chart))["criteria"])
    if "tolerance" in criterion:
        del criterion["tolerance"]


def change_need(rng, chart, _):
    step = rng.choice(steps_of(chart))
    step["need"] = rng.choice(["all", "any", rng.randint(1, len(step["criteria"]))])


def change_route(rng, chart, _):
    steps = steps_of(chart)
    number = rng.randrange(len(steps))
    later = [step["id"] for step in steps[number + 1:]]
    field = rng.choice(["on_yes", "on_no", "on_no"])
    steps[number].pop(field, None)
    if later and rng.random() < 0.7:
        steps[number][field] = rng.choice(later)


def change_actors(rng, chart, _):
    step = rng.choice(steps_of(chart))
    rng.choice([step, rng.choice(step["criteria"])])["actors"] = rng.sample(CLASSES, rng.randint(1, 3))
    if rng.random() < 0.3:
        step["factor"] = rng.choice(FACTORS)


def move_step(rng, chart, _):
    stage = rng.choice(chart["stages"])
    step = stage["steps"].pop(rng.randrange(len(stage["steps"])))
    other = rng.choice(chart["stages"])
    other["steps"].insert(rng.randint(0, len(other["steps"])), step)


def remove_step(rng, chart, _):
    if len(steps_of(chart)) > 1:
        stage = rng.choice(chart["stages"])
        stage["steps"].pop(rng.randrange(len(stage["steps"])))


def add_step(rng, chart, _):
    step = copy.deepcopy(rng.choice(steps_of(chart)))
    step.update(id=f"new_step_{rng.randrange(10 ** 6)}", ask="Is it new?")
    stage = rng.choice(chart["stages"])
    stage["steps"].insert(rng.randint(0, len(stage["steps"])), step)


def rename_step(rng, chart, _):
    step = rng.choice(steps_of(chart))
    before, step["id"] = step["id"], f"other_name_{rng.randrange(10 ** 6)}"
    for other in steps_of(chart):
        for field in ("on_yes", "on_no"):
            if other.get(field) == before:
                other[field] = step["id"]


def add_criterion(rng, chart, _):
    steps = steps_of(chart)
    criterion = copy.deepcopy(rng.choice(rng.choice(steps)["criteria"]))
    rng.choice(steps)["criteria"].append(criterion)


def remove_criterion(rng, chart, _):
    step = rng.choice(steps_of(chart))
    if len(step["criteria"]) > 1:
        step["criteria"].pop(rng.randrange(len(step["criteria"])))


def rename_stage(rng, chart, _):
    stage = rng.choice(chart["stages"])
    stage["title"] = stage.get("title", stage["id"].replace("_", " "))
    stage["id"] = f"other_stage_{rng.randrange(10 ** 6)}"


def move_stage(rng, chart, _):
    stage = chart["stages"].pop(rng.randrange(len(chart["stages"])))
    chart["stages"].insert(rng.randint(0, len(chart["stages"])), stage)


def reword(rng, chart, _):
    step = rng.choice(steps_of(chart))
    rng.choice([step, rng.choice(step["criteria"])])["note"] = f"A remark, {rng.random()}"


def change_index(rng, chart, catalog):
    asked = {criterion["index"] for step in steps_of(chart) for criterion in step["criteria"]}
    index = catalog["indices"].get(rng.choice(sorted(asked)))
    if index is None:
        return
    if rng.random() < 0.5:
        index["max_age"] = rng.choice([0, 1, 2, 4])
    else:
        index["shared"] = not index.get("shared", "type" in index)


def add_words(rng, chart, catalog):
    name = f"new_index_{rng.randrange(10 ** 6)}"
    catalog["units"]["fathom"] = {"equals": "1.8 m"}
    catalog["indices"][name] = {"label": "New", "type": "flag"}
    if rng.random() < 0.7:
        rng.choice(steps_of(chart))["criteria"].append({"index": name, "is": True})


CHART_EDITS = ([change_level] * 6 + [change_need, change_route, change_actors, move_step, remove_step, add_step,
                                     add_criterion, remove_criterion, change_index] * 2
               + [change_tolerance, rename_step, rename_stage, move_stage, reword, add_words])


def edit_chart(rng, chart, catalog):
    chart, catalog = copy.deepcopy(chart), copy.deepcopy(catalog)
    for _ in range(rng.choice([1, 1, 2, 2, 3, 4, 6, 9])):
        rng.choice(CHART_EDITS)(rng, chart, catalog)
        settle(chart)
    assert all_steps(chart)
    return chart, catalog


# --- cities ---

def figures_of(city):
    for place in (city, *city.get("sites", {}).values()):
        for index, observations in place["indicators"].items():
            yield from ((place, index, number) for number in range(len(observations)))


def holds_values(index, observation, books):
    """Whether the figure is still one that the index can have."""
    return all(observed_set(observation, book.indices[index], book) for book in books if index in book.indices)


def change_figure(rng, place, index, number, books):
    observation = place["indicators"][index][number]
    for word in ("value", "about", "nearly", "at_least", "over", "at_most", "under"):
        value = observation.get(word)
        if isinstance(value, bool):
            observation[word] = not value
            return
        if isinstance(value, (int, float)):
            observation[word] = round(value * rng.choice([0, 0.5, 0.9, 0.99, 1.01, 1.1, 2, 10]), 6)
            if not holds_values(index, observation, books):
                observation[word] = value
            return


def change_state(rng, place, index, number, _):
    observation = place["indicators"][index][number]
    if "year" in observation:
        observation["year"] = rng.choice(YEARS)
    key, value = rng.choice([("kind", "plan"), ("kind", "estimate"), ("preferred", True), ("note", "x")])
    observation[key] = value


def lose_figure(_, place, index, number, _books):
    del place["indicators"][index][number]


def copy_figure(rng, place, index, number, _):
    observation = copy.deepcopy(place["indicators"][index][number])
    if "year" in observation:
        observation["year"] = rng.choice(YEARS)
    place["indicators"][index].append(observation)


def edit_city(rng, city, books):
    city = copy.deepcopy(city)
    for _ in range(rng.choice([1, 1, 2, 3, 4, 6])):
        figures = list(figures_of(city))
        share = rng.random()
        if share < 0.8 and figures:
            edit = rng.choice([change_figure, change_figure, change_state, lose_figure, copy_figure])
            edit(rng, *rng.choice(figures), books)
        elif share < 0.86:
            city["as_of"] = rng.choice(YEARS)
        elif share < 0.9 and city.get("sites"):
            city["sites"].pop(rng.choice(sorted(city["sites"])))
        elif city.get("actors"):
            rng.choice([lambda: city["actors"].pop(), lambda: city["actors"][0].pop("clears", None),
                        lambda: city["actors"][0].update(name="Another name")])()
    return city
