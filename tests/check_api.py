#!/usr/bin/env python3
"""Compares what is made from the public headers with the headers, and asks whether they tell all.

Usage: check_api.py [--update] [ROOT]

Made from them are docs/api.md, the manual pages of section 3 and the list of what the shared library
exports since which version. --update writes them. The headers themselves have a comment for whatever
they declare, and tell what a function that can fail returns.
"""

import argparse
import difflib
import os
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "api"))

import headers as reader  # noqa: E402
import manual  # noqa: E402
import markdown  # noqa: E402

ROOMS = ("base", "model", "load", "engine", "analysis")  # in this order; others follow, then the last
LAST = "output"
SYMBOLS = pathlib.Path("docs/packaging/debian/libclusterflow0.symbols")


def exports(root, functions, version):
    """The exported symbols with the version that each came with; `version` for those not listed yet."""
    path = root / SYMBOLS
    text = path.read_text(encoding="ascii") if path.exists() else ""
    since = dict(re.findall(r"^ (\w+)@\S+ (\S+)$", text, re.M))
    node = "CLUSTERFLOW_0"
    lines = ["libclusterflow.so.0 libclusterflow0 #MINVER#", "* Build-Depends-Package: libclusterflow-dev"]
    lines += [f" {name}@{node} {since.get(name, version)}" for name in sorted([node, *functions])]
    gone = [name for name in since if name not in functions and name != node and since[name] != version]
    return "\n".join(lines) + "\n", gone


def complaints(headers):
    """What the headers do not tell."""
    for header in headers:
        for paragraph in header.paragraphs:
            first = paragraph.code.split("\n")[0]
            place = f"include/clusterflow/{header.name}:{paragraph.line}"
            if paragraph.code and not paragraph.comment and not paragraph.code.startswith("/*"):
                yield f"{place}: no comment on {first}"
            elif re.search(r"^enum cf_status cf_", paragraph.code, re.M) and \
                    not re.search(r"\bCF_[A-Z]", header.about + paragraph.comment):
                yield f"{place}: not told which statuses it returns: {first}"


def held_by_value(root, headers):
    """Structs that docs/library.md lets grow, although callers hold them, or others hold them in themselves."""
    promises = root / "docs/library.md"
    text = promises.read_text(encoding="utf-8") if promises.exists() else ""
    growing = re.search(r"hands? out by its address:(.*?)\.", " ".join(text.split()))
    for name in re.findall(r"cf_\w+", growing[1]) if growing else ():
        for header in headers:
            for paragraph in header.paragraphs:
                if re.search(rf"struct {name} \w", reader.COMMENT.sub("", paragraph.code)):
                    yield f"include/clusterflow/{header.name}:{paragraph.line}: struct {name} may grow, and is held here"


def header_names(folder):
    """All headers of the library: no other list of them has to be kept."""
    there = {path.stem for path in folder.glob("*.h")}
    return [*ROOMS, *sorted(there - {*ROOMS, LAST}), LAST]


def differences(root, made):
    for path, text in made.items():
        file = root / path
        there = file.read_text(encoding="utf-8") if file.exists() else ""
        if there != text:
            yield path, there, text


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--update", action="store_true")
    parser.add_argument("root", type=pathlib.Path, nargs="?", default=HERE.parent)
    options = parser.parse_args()

    root = options.root
    include = root / "include"
    umbrella = (include / "clusterflow.h").read_text(encoding="utf-8")
    umbrella = reader.plain(umbrella[:umbrella.index("*/") + 2])
    folder = include / "clusterflow"
    headers = [reader.Header(folder / f"{name}.h") for name in header_names(folder)]
    functions = [name for header in headers for p in header.paragraphs for name in p.functions]
    version = re.search(r'CF_VERSION "(.*)"', (include / "clusterflow/base.h").read_text(encoding="utf-8"))[1]
    example = (root / "docs/examples/evaluate.c").read_text(encoding="utf-8")

    symbols, gone = exports(root, functions, version)
    made = {pathlib.Path("docs/api.md"): markdown.document(umbrella, headers), SYMBOLS: symbols,
            pathlib.Path("docs/man/libclusterflow.3"): manual.of_library(umbrella, headers, example)}
    pages = [manual.name_of(header) for header in headers]
    for header in headers:
        made[pathlib.Path(f"docs/man/{manual.name_of(header)}.3")] = manual.of_header(header, pages)

    wrong = [*complaints(headers), *held_by_value(root, headers)]
    wrong += [f"{name} was exported by an older version and is gone: that takes another SOVERSION, see docs/library.md"
              for name in gone]
    for path, there, text in differences(root, made):
        if options.update and not wrong:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
            print(f"api: {path} rewritten")
        elif not options.update:
            wrong += list(difflib.unified_diff(there.splitlines(), text.splitlines(), str(path), "the headers",
                                               lineterm="", n=1))[:20]
            wrong.append(f"api: 'make docs-api' writes {path} anew")
    if wrong:
        print("\n".join(wrong))
        return 1
    print(f"api: {len(functions)} functions are told, in docs/api.md and {len(pages) + 1} manual pages")
    if os.environ.get("COUNTS"):
        folder = pathlib.Path(os.environ["COUNTS"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "api").write_text(f"{len(functions)}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
