"""The reference of the interface as one Markdown document."""

import re

HEAD = """# The interface

<!-- no examples -->
<!-- Made from the headers in include/clusterflow/ by make docs-api; change those. -->

All that the library offers, as its headers tell it. [library.md](library.md) says how programs find it, what its versions
promise and what threads may do.
"""


def prose(text):
    """A comment as Markdown: its examples become blocks, and no sign of its words has a meaning."""
    lines = []
    for row in text.split("\n"):
        if re.match(r" {4}\S", row) or (row.startswith("     ") and lines and lines[-1].startswith("    ")):
            lines.append(row)
            continue
        parts = row.split("`")
        parts[::2] = [re.sub(r"([*<>\[\]|])", r"\\\1", part) for part in parts[::2]]
        lines.append("`".join(parts))
    return lines


def anchors(paragraph):
    return "".join(f'<a id="{name}"></a>' for name in paragraph.names + paragraph.constants)


def block(paragraph):
    lines = [""]
    if paragraph.section:
        return ["", f"### {paragraph.section[0].upper()}{paragraph.section[1:]}"]
    if paragraph.comment:
        lines += prose(paragraph.comment)
    if paragraph.code:
        lines += ["", anchors(paragraph), "", "```c", *paragraph.code.split("\n"), "```"]
    return lines


def functions(headers):
    """A line a name, so that what is added is seen as that."""
    lines = ["", "## All functions"]
    for header in headers:
        names = sorted(name for paragraph in header.paragraphs for name in paragraph.functions)
        lines += ["", f"{header.name}:", *(f"[{name}](#{name})" for name in names)]
    return lines


def document(umbrella, headers):
    lines = [HEAD.rstrip("\n"), "", *prose(umbrella), *functions(headers)]
    for header in headers:
        lines += ["", f"## {header.name}", "", *prose(header.about)]
        for paragraph in header.paragraphs:
            lines += block(paragraph)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"
