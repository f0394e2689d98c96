"""What SARIF 2.1.0 and GitHub ask for beyond the schema; each check says what is wrong, or nothing."""

import re

# RFC 3986: a relative reference whose first part has no colon, or an absolute path of this machine.
PART = r"(?:[A-Za-z0-9._~!$&'()*+,;=@-]|%[0-9A-F]{2})"
REFERENCE = re.compile(rf"(?:file:///)?{PART}*(?:/{PART}*)*")
LIMIT = 1024  # characters of a rule's descriptions, by GitHub


def check(log):
    (run,) = log["runs"]
    return [*of_rules(run), *of_artifacts(run), *of_results(run)]


def of_rules(run):
    rules = run["tool"]["driver"]["rules"]
    ids = [rule["id"] for rule in rules]
    if len(set(ids)) != len(ids):
        yield "a rule stands twice"
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            if not rule[key]["text"]:
                yield f"{rule['id']}: {key} is empty"
        for key in ("shortDescription", "fullDescription"):
            if len(rule[key]["text"]) > LIMIT:
                yield f"{rule['id']}: {key} is longer than {LIMIT}"


def of_artifacts(run):
    bases = run["originalUriBaseIds"]
    for artifact in run["artifacts"]:
        location = artifact["location"]
        uri = location["uri"]
        if not REFERENCE.fullmatch(uri):
            yield f"no reference: {uri!r}"
        if uri.startswith("file:") == ("uriBaseId" in location):
            yield f"base of {uri!r}"
        if location.get("uriBaseId", "%SRCROOT%") not in bases:
            yield f"unknown base of {uri!r}"


def of_results(run):
    rules = run["tool"]["driver"]["rules"]
    prints = set()
    for result in run["results"]:
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            yield f"index of rule {result['ruleId']}"
        if len(result["locations"]) != 1:
            yield "GitHub wants one location"
        (mark,) = result["partialFingerprints"].values()
        if mark in prints:
            yield f"fingerprint {mark} stands twice"
        prints.add(mark)
        yield from of_message(result)
        for location in result["locations"] + result.get("relatedLocations", []):
            yield from of_location(run, location["physicalLocation"])


def of_message(result):
    """Links lead to the related location; what a file says is neither a link nor a placeholder."""
    ids = {str(location["id"]) for location in result.get("relatedLocations", [])}
    text = result["message"]["text"]
    for target in re.findall(r"\]\(([^)]*)\)", text):
        if target not in ids:
            yield f"link to {target!r}"
    if re.search(r"\{[0-9]+\}", text):
        yield f"placeholder in {text!r}"


def of_location(run, place):
    file, region = place["artifactLocation"], place["region"]
    if run["artifacts"][file["index"]]["location"]["uri"] != file["uri"]:
        yield f"index of {file['uri']}"
    for key in ("startLine", "startColumn", "endLine", "endColumn"):
        if key not in region:
            yield f"no {key}"
    yield from of_extent(region)
    if "contextRegion" in place:
        context = place["contextRegion"]
        yield from of_extent(context)
        outer, inner = extent(context), extent(region)
        if context["startLine"] != region["startLine"] or outer == inner or not (
                outer[0] <= inner[0] and inner[1] <= outer[1]):
            yield f"context {outer} of region {inner}"


def extent(region):
    return region["startColumn"], region["endColumn"]


def of_extent(region):
    """The text of a region has as many characters as it has columns, unless some are shown as <..>."""
    start, end = extent(region)
    text = region.get("snippet", {}).get("text", "")
    if start > end or region["startLine"] != region["endLine"]:
        yield f"region {region}"
    if "snippet" in region and not re.search(r"<U\+|<[0-9A-F]{2}>", text) and len(text) != end - start:
        yield f"{len(text)} characters in columns {start} to {end}"
