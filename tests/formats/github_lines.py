"""Reads workflow commands as GitHub documents them, and says what is wrong with one.

The rules are those of GitHub's page "Workflow commands for GitHub Actions" and of its own library for
writing them (@actions/core): a command is a line `::name key=value,key=value::data`; '%', CR and LF
are escaped everywhere, ':' and ',' in values too. A runner takes a line for a command if it begins
with "::", and the first "::" behind that ends the properties.
"""

import re
import unicodedata

COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>.*?)::(?P<data>.*)", re.S)
KNOWN = {"file", "line", "endLine", "col", "endColumn", "title"}
NUMBERS = {"line", "endLine", "col", "endColumn"}
HIDDEN = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}


class Fault(Exception):
    pass


def unescape(text, characters):
    """The text with its escapes undone; only those of `characters` may be there."""
    escapes = {f"%{ord(c):02X}": c for c in characters}
    for escape in re.findall(r"%.{0,2}", text):
        if escape not in escapes:
            raise Fault(f"escape {escape!r}")
    return re.sub(r"%..", lambda match: escapes[match[0]], text)


def check_shown(text, breaks=""):
    for c in text:
        # An emoji's joiner and the like are hidden; so is what is not assigned.
        if unicodedata.category(c) in HIDDEN and c not in breaks:
            raise Fault(f"hidden character U+{ord(c):04X}")


def read(line):
    """A line without its end as (name, properties, data)."""
    match = COMMAND.fullmatch(line)
    if not match:
        raise Fault("no command")
    properties = {}
    for part in match["properties"].split(","):
        key, equals, value = part.partition("=")
        if not equals or key not in KNOWN or key in properties or ":" in value:
            raise Fault(f"property {part!r}")
        properties[key] = unescape(value, "%\r\n:,")
        check_shown(properties[key])
    if "line" not in properties:
        raise Fault("no line")
    for key in NUMBERS & properties.keys():
        if not re.fullmatch(r"[1-9][0-9]{0,8}", properties[key]):
            raise Fault(f"{key} {properties[key]!r}")
    # A runner drops the columns of what spans lines, and refuses what ends before it begins.
    if properties.get("endLine", properties["line"]) != properties["line"]:
        raise Fault("more than one line")
    if int(properties.get("col", 1)) > int(properties.get("endColumn", 10**9)):
        raise Fault("ends before it begins")
    data = unescape(match["data"], "%\r\n")
    check_shown(data, "\n")
    if not data:
        raise Fault("no message")
    return match["name"], properties, data
