#!/usr/bin/env python3
"""Runs the examples of the documents and compares what they print.

Usage: check_docs.py [--update] TOOL DOCUMENT...

An example is a fenced block of the kind `console`:

    ```console
    $ clusterflow eval dalian -q
    dalian software 2014 bottleneck high_skill_talent
    $ clusterflow eval nowhere
    clusterflow: ...
    [exit 3]
    ```

A line that begins with `$ ` is a command, and lines after it that begin with `> ` carry it on. What
follows, up to the next command, is what it must print, standard output and standard error together.
`[exit N]` as the last line is the exit status when it is not 0, and a line `...` stands for any
number of lines. The commands of a document run one after the other in a copy of the project, each
in a shell of its own, with the tool on the PATH.

A document without examples says so in a line `<!-- no examples -->`. --update writes what came into
the document, where it differs.

In man pages the examples are the lines `.Dl $ COMMAND`; what they print is not told there, and a comment
`.\\" [exit N]` behind one is its exit status. A file shown between `.Bd -literal` and `.Ed` has to pass
`clusterflow check`, and if it is a suite also `clusterflow test`.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
NO_EXAMPLES = "<!-- no examples -->"
TIME_LIMIT = 60


class Command:
    """One command of a block: its lines as they stand in the document, and what it must print."""

    def __init__(self, line_number, line):
        self.line_number = line_number
        self.lines = [line]
        self.expected = []

    def shell(self):
        return "\n".join([self.lines[0][2:]] + [line[2:] for line in self.lines[1:]])


def split(text):
    """The document as a list of strings (prose) and Commands (examples), in order."""
    parts, inside = [], False
    for number, line in enumerate(text.split("\n"), 1):
        fence = re.match(r"\s*```\s*(\w*)", line)
        if fence and not inside and fence[1] == "console":
            inside = True
        elif fence and inside:
            inside = False
        elif inside:
            if line.startswith("$ "):
                parts.append(Command(number, line))
            elif not parts or not isinstance(parts[-1], Command):
                raise ValueError(f"line {number}: a console block begins with a command, '$ '")
            elif line.startswith("> ") and not parts[-1].expected:
                parts[-1].lines.append(line)
            else:
                parts[-1].expected.append(line)
            continue
        parts.append(line)
    if inside:
        raise ValueError("the last block is not closed")
    return parts


def split_man(text):
    """The same of a man page."""
    parts = []
    for number, line in enumerate(text.split("\n"), 1):
        command = re.match(r"\.Dl (\$ .*)", line)
        status = re.match(r'\.\\" (\[exit \d+\])', line)
        if command:
            parts.append(Command(number, command[1].replace("\\(dq", '"').replace("\\-", "-")))
            parts[-1].expected = ["..."]
        elif status:
            parts[-1].expected.append(status[1])
    for block in re.finditer(r"^\.Bd -literal\n(clusterflow: (\w+)/1\n.*?)^\.Ed", text, re.M | re.S):
        number = text[:block.start()].count("\n") + 2
        file = f"{'data' if block[2] == 'city' else 'flowcharts'}/example-{number}.yaml"
        shown = block[1].replace("'", "'\\''")
        run = f"clusterflow check {file}" + (f" && clusterflow test {file}" if block[2] == "suite" else "")
        parts.append(Command(number, f"$ printf '%s' '{shown}' >{file} && {run}"))
        parts[-1].expected = ["..."]
    return parts


def join(parts):
    lines = []
    for part in parts:
        lines += part.lines + part.expected if isinstance(part, Command) else [part]
    return "\n".join(lines)


def agree(expected, actual):
    """Whether the lines agree, `...` among those expected standing for any number of lines."""
    reach = {0}  # how many lines of `actual` the lines of `expected` so far can stand for
    for line in expected:
        if line == "...":
            reach = set(range(min(reach), len(actual) + 1)) if reach else reach
        else:
            reach = {n + 1 for n in reach if n < len(actual) and actual[n] == line}
    return len(actual) in reach


def run(command, folder, environment):
    """What the command prints, as lines, and its exit status as `[exit N]` if it is not 0."""
    done = subprocess.run(
        ["sh", "-c", command.shell()],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=TIME_LIMIT,
        check=False,
    )
    text = done.stdout.decode("utf-8", "backslashreplace")
    lines = text.removesuffix("\n").split("\n") if text else []
    if done.returncode != 0:
        lines.append(f"[exit {done.returncode}]")
    return lines


def check(path, tool, update):
    """Runs one document. Returns the number of commands and a list of complaints."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT) if path.is_absolute() else path
    page = path.suffix in (".1", ".3", ".5")
    update = update and not page
    try:
        parts = split_man(text) if page else split(text)
    except ValueError as error:
        return 0, [f"{name}: {error}"]
    commands = [part for part in parts if isinstance(part, Command)]
    if not commands and page and path.suffix == ".3":
        return 0, []
    if not commands and NO_EXAMPLES not in text:
        return 0, [f"{name}: no console block, and no line '{NO_EXAMPLES}'"]
    if not commands:
        return 0, []

    complaints = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary, "clusterflow")
        kept = {"data", "flowcharts"} if page else {
            name for name in os.listdir(ROOT) if name not in (".git", "tests") and not name.startswith("build")}
        shutil.copytree(ROOT, folder, symlinks=True, ignore=lambda where, names: [
            n for n in names if n == "__pycache__" or (where == str(ROOT) and n not in kept)])
        programs = pathlib.Path(temporary, "bin")
        programs.mkdir()
        (programs / "clusterflow").symlink_to(tool)
        environment = {
            "PATH": f"{programs}:{os.environ['PATH']}", "HOME": temporary, "TERM": "xterm",
            "LC_ALL": "C", "TZ": "UTC",
        }
        environment.update({k: v for k, v in os.environ.items() if k.endswith("SAN_OPTIONS")})
        for command in commands:
            try:
                actual = run(command, folder, environment)
            except subprocess.TimeoutExpired:
                complaints.append(f"{name}:{command.line_number}: takes over {TIME_LIMIT} s")
                continue
            if temporary in "\n".join(actual):
                complaints.append(f"{name}:{command.line_number}: prints the folder in which it runs")
            if agree(command.expected, actual):
                continue
            if update:
                command.expected = actual
            else:
                difference = difflib.unified_diff(
                    command.expected, actual, "expected", "actual", lineterm="", n=2)
                complaints.append("\n".join(
                    [f"{name}:{command.line_number}: {command.lines[0]}", *difference]))
    if update and join(parts) != text:
        path.write_text(join(parts), encoding="utf-8")
        print(f"{name}: rewritten")
    return len(commands), complaints


def main():
    parser = argparse.ArgumentParser(description="Run the examples of the documents.")
    parser.add_argument("--update", action="store_true", help="write what came into the documents")
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("documents", type=pathlib.Path, nargs="*")
    options = parser.parse_args()
    tool = options.tool.resolve()

    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
        found = list(pool.map(
            lambda path: check(path.resolve(), tool, options.update), options.documents))
    total = sum(count for count, _ in found)
    complaints = [complaint for _, each in found for complaint in each]
    if total == 0:
        complaints.append("docs: there are no examples")
    if complaints:
        print("\n".join(complaints))
        return 1
    print(f"docs: {total} examples in {len(options.documents)} documents print what they should")
    if os.environ.get("COUNTS"):
        folder = pathlib.Path(os.environ["COUNTS"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "docs").write_text(f"{total}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
