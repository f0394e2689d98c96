#!/usr/bin/env python3
"""Usage: check_man.py [--update] TOOL

Do the man pages in docs/man tell what the tool tells of itself, and nothing else?

Each command has a page NAME-COMMAND.1, and each such page a command. Its one line is that of the help,
its synopsis the usage, its options are the same, in the same order and spelt alike, and its words about
an option begin with those of the help; markup and punctuation do not count. The overview lists all
commands. No help is wider than 80 columns.

The pages about files list the keys as `TOOL schema` has them, between the comments "Keys made of" and
"End of the keys"; --update writes these parts. Each page is named in the overview.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs/man"
KINDS = {"catalog": "catalog", "chart": "flowchart", "city": "city", "suite": "suite"}  # page: kind
BEGIN, END = '.\\" Keys made of the schema; make docs-man writes them.', '.\\" End of the keys.'
WIDTH = 80

faults = []


def words(text):
    return re.sub(r"[^0-9A-Za-z]+", " ", text).strip()


def section(page, name):
    found = re.search(rf"^\.Sh {name}\n(.*?)(?=^\.Sh |\Z)", page, re.M | re.S)
    return found[1] if found else ""


def plain(line):
    """"Fl s , Fl -set Ar INDEX Ns = Ns Ar VALUE" is "-s, --set INDEX=VALUE"."""
    line = re.sub(r" Ns ", "\1", line)
    line = re.sub(r"\b(Ar|Cm|Nm|Op|Fl) ", lambda m: "-" if m[1] == "Fl" else "", line)
    return line.replace("\1", "").replace(" ,", ",").strip()


def text_of(lines):
    """The words of mdoc lines, macros and escapes left out."""
    bare = [re.sub(r"^\.[A-Z][a-z] ", "", line) for line in lines if not line.startswith('.\\"')]
    return words(re.sub(r"\\&|\\\(dq", "", " ".join(bare)))


# ---- commands ----

def help_of(tool, *arguments):
    text = subprocess.run([tool, "help", *arguments], capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        if len(line) > WIDTH:
            faults.append(f"help {' '.join(arguments)}: wider than {WIDTH} columns: {line}")
    return text


def options_of_help(text):
    """[(spelling, words)]"""
    found = []
    for line in text.splitlines():
        begin = re.match(r" +((?:-\w, )?--\w.*?)(?:  +(.*))?$", line)
        if begin:
            found.append([begin[1], begin[2] or ""])
        elif found:
            found[-1][1] += " " + line
    return [(spelling, words(text)) for spelling, text in found]


def options_of_page(page):
    items = re.split(r"^\.It ", section(page, "OPTIONS"), flags=re.M)[1:]
    found = []
    for item in items:
        lines = item.split("\n")
        end = lines.index(".El") if ".El" in lines else len(lines)
        found.append((plain(lines[0]), text_of(lines[1:end])))
    return found


def check_options(name, told, written):
    for i in range(max(len(told), len(written))):
        ours, theirs = (told[i] if i < len(told) else ("nothing", ""),
                        written[i] if i < len(written) else ("nothing", ""))
        if ours[0] != theirs[0] or not f"{theirs[1]} ".startswith(f"{ours[1]} "):
            faults.append(f"{name}:\n  help: {ours[0]}: {ours[1]}\n  page: {theirs[0]}: {theirs[1]}")


def synopsis(page):
    """Of what stands between brackets and dots only the words."""
    return [words(plain(line.lstrip("."))) for line in section(page, "SYNOPSIS").split("\n") if line]


def check_command(tool, name, summary):
    path = PAGES / f"clusterflow-{name}.1"
    if not path.is_file():
        faults.append(f"no man page {path.name}")
        return 0
    page, text = path.read_text(), help_of(tool, name)
    if words(summary) != text_of(re.findall(r"^\.Nd .*", page, re.M)):
        faults.append(f"{path.name}: .Nd is not '{summary}'")
    usage = words(re.match("usage: (.*)", text)[1])
    if usage != " ".join(filter(None, synopsis(page))):
        faults.append(f"{path.name}: the synopsis is not '{usage}' but '{' '.join(synopsis(page))}'")
    told = options_of_help(text)
    check_options(path.name, told, options_of_page(page))
    return 2 + len(told)


def check_overview(commands):
    page = (PAGES / "clusterflow.1").read_text()
    listed = re.findall(r"^\.It Xr clusterflow-(\w+) 1\n((?:(?!\.It|\.El).*\n)*)", section(page, "COMMANDS"), re.M)
    told = [(name, words(summary)) for name, summary in commands]
    if told != [(name, text_of(text.split("\n"))) for name, text in listed]:
        faults.append(f"clusterflow.1 lists {listed}, not {told}")
    named = set(re.findall(r"^\.Xr (\S+ \d)", section(page, "SEE ALSO"), re.M))
    # The parts of the library's manual stand in libclusterflow.3, which is made from the headers.
    pages = {f"{file.stem} {file.suffix[1:]}" for file in PAGES.iterdir()
             if not file.stem.startswith("libclusterflow-")} - {"clusterflow 1"}
    if named != pages:
        faults.append(f"clusterflow.1 does not see also {sorted(pages - named)}, and does {sorted(named - pages)}")


# ---- files ----

def names_of(schema, shape):
    """What a value may be, in short."""
    if "$ref" in shape:
        return schema["definitions"][shape["$ref"].split("/")[-1]].get("title") or shape["$ref"].split("/")[-1]
    for key in ("allOf", "anyOf"):
        if key in shape:
            parts = [names_of(schema, part) for part in shape[key] if set(part) - {"required"}]
            return " or ".join(dict.fromkeys(parts))
    if "enum" in shape:
        return ", ".join(map(str, shape["enum"]))
    kind = shape.get("type")
    if kind == "array":
        return f"list of {names_of(schema, shape['items'])}"
    if kind == "object":
        inner = list(shape.get("patternProperties", {}).values())
        return f"mapping to {names_of(schema, inner[0])}" if inner else "mapping"
    if isinstance(kind, list):
        return "text"
    if kind == "string":
        return "id" if shape.get("pattern", "").startswith("^[a-z][a-z0-9_-]") else "text"
    return {"integer": "whole number", "number": "number", "boolean": "true or false"}.get(kind, "any")


def quoted(text):
    return text.replace("\\", "\\e").replace("'", "\\(aq").replace('"', "\\(dq").replace("-", "\\-")


def keys(tool, kind):
    """The lines of mdoc that list the records and keys of a kind of file."""
    schema = json.loads(subprocess.run([tool, "schema", kind], capture_output=True, text=True, check=True).stdout)
    lines = []
    for name, record in schema["definitions"].items():
        lines += [f".Ss {name}", ".Bl -tag -width Ds"]
        for key, shape in record["properties"].items():
            needed = ", required" if key in record.get("required", []) else ""
            lines += [f".It Cm {quoted(key)} No ({quoted(names_of(schema, shape))}{needed})",
                      quoted(shape["description"]) + "."]
        lines.append(".El")
    return "\n".join(lines)


def check_kind(tool, name, kind, update):
    path = PAGES / f"clusterflow-{name}.5"
    if not path.is_file():
        faults.append(f"no man page {path.name}")
        return 0
    page, made = path.read_text(), keys(tool, kind)
    if page.count(BEGIN) != 1 or page.count(END) != 1:
        faults.append(f"{path.name}: where are the keys?")
        return 0
    head, rest = page.split(f"{BEGIN}\n")
    written, tail = rest.split(END)
    if written != f"{made}\n" and not update:
        faults.append(f"{path.name}: the keys are not those of the schema; make docs-man writes them")
    if update:
        path.write_text(f"{head}{BEGIN}\n{made}\n{END}{tail}")
    return made.count("\n.It ")


def main():
    update = "--update" in sys.argv[1:]
    tool = pathlib.Path(sys.argv[-1]).resolve()
    commands = re.findall(r"^  ([a-z]+) +(.*)$", help_of(tool), re.M)
    total = sum(check_command(tool, name, summary) for name, summary in commands)
    total += sum(check_kind(tool, name, kind, update) for name, kind in KINDS.items())
    check_overview(commands)
    known = {f"clusterflow-{name}.1" for name, _ in commands} | {"clusterflow.1"}
    others = sorted(file.name for file in PAGES.glob("*.1") if file.name not in known)
    if others or not commands:
        faults.append(f"pages of no command: {others}")
    if faults:
        print("\n".join(faults))
        return 1
    print(f"man pages: {total} lines, options and keys are those of the tool")
    if os.environ.get("COUNTS"):
        folder = pathlib.Path(os.environ["COUNTS"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "man").write_text(f"{total}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
