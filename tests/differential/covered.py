"""Counts what the cases covered, so that the generator cannot silently become toothless."""

from evaluator import OPERATIONS
from selection import NUMBER_WORDS
from values import near

FEATURES = (
    [f"verdict {v}" for v in ("bottleneck", "undecided", "clear")]
    + [f"stage {v}" for v in ("bottleneck", "undecided", "clear", "not_reached")]
    + [f"step {a}" for a in ("yes", "no", "unknown")]
    + [f"{t}: {a}" for t in ("at_least", "over", "at_most", "under", "between", "is", "is_not", "one_of")
       for a in ("yes", "no", "unknown")]
    + [f"dropped {r}" for r in ("missing", "kind", "future", "stale", "span")]
    + [f"evidence {w}" for w in NUMBER_WORDS + ("began", "ended", "since", "until", "preferred")]
    + [f"kind {k}" for k in ("actual", "estimate", "target", "plan", "opinion", "what_if")]
    + [f"derived by {operation}" for operation in OPERATIONS]
    + ["own figure of a derived index", "site", "no year", "newer figures", "not visited", "No passed by on_no", "unknown before bottleneck",
       "disputed", "derived", "derived disputed", "mixed years", "derived, undated", "derived, nothing known",
       "several operands' evidence", "interval", "open low end", "open high end", "unbounded", "either flag",
       "several words", "value near the threshold", "value on the threshold", "margin 0", "negative margin",
       "margin null", "best below half width", "tolerance", "threshold replaced", "set replaced",
       "class without a name", "class with several names"])


def count(counts, result, run, book):
    counts["verdict " + result["verdict"]] += 1
    counts["site"] += result["site"] is not None
    counts["no year"] += result["year"] is None
    counts["newer figures"] += result["newer_figures"] > 0
    counts["threshold replaced"] += bool(run["options"]["thresholds"])
    counts["set replaced"] += bool(run["options"]["sets"])
    counts["unknown before bottleneck"] += bool(result["unknown"] and result["first_no"])
    for reason, times in result["dropped"].items():
        counts["dropped " + reason] += times
    for stage in result["stages"]:
        counts["stage " + stage["verdict"]] += 1
    for actor in result["actors"]:
        counts["class without a name"] += not actor["named"]
        counts["class with several names"] += len(actor["named"]) > 1
    for step in result["steps"]:
        count_step(counts, result, step, book)


def count_step(counts, result, step, book):
    counts["step " + step["answer"]] += 1
    counts["not visited"] += not step["visited"]
    counts["No passed by on_no"] += step["visited"] and step["answer"] == "no" and step["id"] != result["first_no"]
    for criterion in step["criteria"]:
        count_criterion(counts, criterion)
        operation = book.operation(book.indices[criterion["index"]])
        if operation and criterion["value"] is not None:
            counts[f"derived by {operation}" if criterion["derived"] else "own figure of a derived index"] += 1
        for o in criterion["evidence"]:
            counts["kind " + o["kind"]] += 1
            for word in o:
                counts["evidence " + word] += 1


def count_criterion(counts, criterion):
    value, derived = criterion["value"], criterion["derived"]
    counts[f"{criterion['test']}: {criterion['answer']}"] += 1
    counts["disputed"] += criterion["disputed"]
    counts["derived"] += derived
    counts["derived disputed"] += derived and criterion["disputed"]
    counts["mixed years"] += criterion["mixed_years"]
    counts["derived, undated"] += (derived and value is not None and criterion["year"] is None
                                   and not criterion["mixed_years"])
    counts["derived, nothing known"] += derived and value is None
    counts["several operands' evidence"] += len({o.get("index") for o in criterion["evidence"]}) > 1
    counts["tolerance"] += criterion["tolerance"] > 0
    counts["several words"] += isinstance(value, list)
    counts["either flag"] += value is None and criterion["test"] == "is" and bool(criterion["evidence"])
    if isinstance(value, dict):
        counts["interval"] += 1
        counts["open low end"] += value["low"] is not None and value["low_open"]
        counts["open high end"] += value["high"] is not None and value["high_open"]
        counts["unbounded"] += value["low"] is None or value["high"] is None
    elif isinstance(value, float) and isinstance(criterion["threshold"], float):
        on_it = value == criterion["threshold"]
        counts["value on the threshold"] += on_it
        counts["value near the threshold"] += not on_it and near(value, criterion["threshold"])
    count_margin(counts, criterion["margin"], criterion["test"])


def count_margin(counts, margin, test):
    if margin is None:
        return
    best, worst = margin["best"], margin["worst"]
    counts["margin null"] += worst is None
    counts["margin 0"] += worst == 0
    counts["negative margin"] += worst is not None and worst < 0
    counts["best below half width"] += test == "between" and best is not None and best > 0


def missing(counts):
    return [feature for feature in FEATURES if not counts[feature]]


def table(counts):
    """The counters, three in a row."""
    cells = [f"{feature:<30}{counts[feature]:>9}" for feature in FEATURES]
    return "\n".join("   ".join(cells[i:i + 3]) for i in range(0, len(cells), 3))
