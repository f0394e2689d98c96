"""The same as manual pages (section 3): one about the library, and one a header."""

import re

DATE = "January 1, 2026"
BOOK = {"\\": "\\e", "`": "\\(ga", "'": "\\(aq", "^": "\\(ha", "~": "\\(ti", "-": "\\-"}
LIBRARY = ["Cluster flowchart library (libclusterflow, \\-lclusterflow)"]


def shielded(line):
    """No line of text is a request."""
    return "\\&" + line if line[:1] in (".", "'") else line


def literal(text):
    """Code as it is."""
    rows = ["".join(BOOK.get(sign, sign) for sign in row) for row in text.split("\n")]
    return [".Bd -literal -offset indent", *map(shielded, rows), ".Ed"]


def words(text):
    text = re.sub(r"`([^`]*)`", "\\\\(oq\\1\\\\(cq", text.replace("\\", "\\e"))
    return [shielded(row) for row in re.sub(r"(?<=[.:?]) (?=[A-Z])", "\n", text).split("\n")]


def prose(text):
    """A comment as paragraphs, lists and examples."""
    lines, listed = [], False
    for part in re.split(r"\n\s*\n|\n(?= +- )", text):
        item = re.match(r" *- ", part)
        if item and not listed:
            lines.append(".Bl -bullet")
        if listed and not item:
            lines.append(".El")
        listed = bool(item)
        if item:
            lines += [".It", *words(" ".join(part[item.end():].split()))]
        elif re.match(r" {4}", part):
            lines += literal("\n".join(row[4:] for row in part.split("\n")))
        else:
            lines += [".Pp", *words(" ".join(part.split()))]
    return lines + [".El"] * listed


def arguments(text):
    """The arguments of a declaration; one that is a function has commas of its own."""
    found, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return [argument.strip() for argument in found]


def synopsis(paragraph):
    bare = " ".join(re.sub(r"/\*.*?\*/", "", paragraph.code, flags=re.S).split())
    for kind, name, given in re.findall(r"([^;]*?)\b(cf_\w+)\((.*?)\);", bare):
        quoted = " ".join(f'"{argument}"' for argument in arguments(given))
        yield from (f'.Ft "{kind.strip()}"', f".Fn {name} {quoted}")


def page(title, names, about, body):
    listed = [f".Nm {name} ," for name in names[:-1]] + [f".Nm {names[-1]}"]
    text = "\n".join([
        ".\\\" Made from the headers by make docs-api; change those.",
        f".Dd {DATE}", f".Dt {title.upper()} 3", ".Os", ".Sh NAME", *listed, f".Nd {about}",
        ".Sh LIBRARY", *LIBRARY, *body]) + "\n"
    return re.sub(r"(\n\.S[hs] .*)\n\.Pp\n", r"\1\n", text)  # a section begins a paragraph


def first_sentence(text):
    """For the NAME section: no full stop, no capital letter."""
    sentence = re.split(r"\.(?:\s|$)", text)[0]
    return " ".join(sentence[:1].lower().split() + [sentence[1:]]).replace(" ", "", 1).replace("\n", " ")


def of_header(header, others):
    body = [".Sh SYNOPSIS", ".In clusterflow.h"]
    for paragraph in header.paragraphs:
        if paragraph.functions:
            body += synopsis(paragraph)
    body += [".Sh DESCRIPTION", *prose(header.about)]
    for paragraph in header.paragraphs:
        if paragraph.section:
            body.append(f".Ss {paragraph.section[0].upper()}{paragraph.section[1:]}")
            continue
        body += prose(paragraph.comment) if paragraph.comment else []
        body += literal(paragraph.code) if paragraph.code else []
    body += see_also(["libclusterflow", *(other for other in others if other != name_of(header))])
    names = [name for paragraph in header.paragraphs for name in paragraph.functions]
    return page(name_of(header), [name_of(header), *names], first_sentence(header.about), body)


def see_also(names):
    references = [("clusterflow", 1)] + [(name, 3) for name in sorted(names)]
    return [".Sh SEE ALSO"] + [
        f".Xr {name} {section}" + (" ," if number < len(references) else "")
        for number, (name, section) in enumerate(references, 1)]


def name_of(header):
    return "libclusterflow-" + header.name.removesuffix(".h")


def of_library(umbrella, headers, example):
    about, rest = umbrella.split("\n\n", 1)
    body = [".Sh SYNOPSIS", ".In clusterflow.h", ".Pp", "cc $(pkg\\-config \\-\\-cflags \\-\\-libs clusterflow)",
            ".Sh DESCRIPTION", *prose(rest),
            ".Sh EXAMPLES", "A whole program, which is given a catalog, a chart and a city:", *literal(example.rstrip("\n")),
            *see_also([name_of(header) for header in headers])]
    return page("libclusterflow", ["libclusterflow"],
                about.split(": ", 1)[1].rstrip("."), body)
