#!/usr/bin/env python3
"""Usage: check_terminal.py TOOL

Runs commands at terminals of several widths. No line is wider than the terminal, unless it is a word
that cannot be broken, and none ends in a blank; colours come where they are wanted alone; the carets of
messages stand under what they are about; and a pipe gets the same bytes whatever the terminal is.
"""

import fcntl
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
COLOR = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (40, 60, 80, 200)
END = b"\x00the end\x00"

CITY = """clusterflow: city/1
id: quay
name: 港口 Quay
charts: [software]
indicators:
  universities: {value: 17,000, unit: institution, note: a note that makes the line a long one to show}
"""
SUITE = """clusterflow: suite/1
chart: software
cases:
  - name: A case of a long name that does not stand in a line of forty columns 大连大连大连大连大连大连
    indicators: {leader_exists: {value: true}}
    expect: {verdict: clear, first_no: none, steps: {software_park: no, leader: unknown}}
"""
COMMANDS = [
    ["eval", "dalian", "beijing", "guangzhou"],
    ["eval", "-v", "dalian"],
    ["eval", "--explain", "--ascii", "beijing"],
    ["eval", "quay.yaml"],
    ["eval", "--nosuch"],
    ["eval", "nowhere", "--set", "x=1"],
    ["check", "quay.yaml"],
    ["check", "-v", "--only", "city", str(ROOT / "data")],
    ["test", "quay.suite.yaml", "--coverage"],
    ["compare", "dalian", "beijing", "guangzhou"],
    ["compare", "-v", "dalian", "--chart", "software", "--chart", "hitech"],
    ["compare", "--by", "year", "dalian"],
    ["compare", "--by", "year", "--values", "dalian"],
    ["compare", "--by", "site", "--values", "dalian"],
    ["compare", "--by", "chart", "--transpose", "dalian", "--chart", "software", "--chart", "hitech"],
    ["compare", "--values", "--peers", "beijing", "dalian", "beijing", "guangzhou", "--chart", "innovation"],
    ["compare", "--transpose", "--values", "dalian", "beijing", "--chart", "hitech"],
    ["compare", *12 * ["dalian"]],
    ["backtest", "dalian", "beijing", "guangzhou"],
    ["diff", "-v", str(ROOT / "flowcharts/software.yaml"), str(ROOT / "flowcharts/hitech.yaml")],
    ["plan", "dalian", "beijing"],
    ["stress", "--flips", "--draws", "--order", "--unknown", "dalian", "beijing", "guangzhou"],
    ["explain", "high_skill_talent"],
    ["explain", "universities"],
    ["explain", "software"],
    ["explain", "dalian"],
    ["explain", "city-unit"],
    ["explain"],
    ["list"],
    ["help"],
]

faults = []


def fault(command, width, words):
    faults.append(f"{' '.join(command)} at {width} columns: {words}")


def columns(text):
    """The columns of a text as terminals count them."""
    return sum(0 if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
               else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def run_at_terminal(arguments, width, folder, environment):
    """What is shown on both of standard output and standard error."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, width, 0, 0))
    process = subprocess.Popen(arguments, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                               stdout=theirs, stderr=theirs)

    def mark_end():
        process.wait()
        os.write(theirs, END)

    # The terminal stays open until its mark is read: a kernel may lose what a reader has not yet got
    # when the last writer closes.
    waiting = threading.Thread(target=mark_end)
    waiting.start()
    shown = b""
    while not shown.endswith(END):
        shown += os.read(ours, 65536)
    waiting.join()
    os.close(theirs)
    os.close(ours)
    return shown.removesuffix(END).decode("utf-8").replace("\r\n", "\n")


def check_lines(command, width, text):
    for line in text.split("\n"):
        words = line.split()  # a path stands alone
        long_word = words and columns(line) - columns(words[0]) <= (8 if words[-1].endswith(":") else 4)
        if columns(line) > width and not long_word:
            fault(command, width, f"too wide: {line}")
        if line.endswith(" ") and not re.fullmatch(r" *\d* \| *", line):
            fault(command, width, f"ends in a blank: {line!r}")


def check_carets(command, width, text):
    """The caret of the city's fault stands under the key 000."""
    lines = text.split("\n")
    for above, line in zip(lines, lines[1:]):
        at = line.find("^^^")
        if at >= 0 and "|" in above:
            before = columns(line[:at])
            under = [i for i in range(len(above)) if columns(above[:i]) == before]
            if not under or not above[under[0]:].startswith("000"):
                fault(command, width, f"the caret is not under its fault:\n{above}\n{line}")
            return
    fault(command, width, "no caret is in view")


def check_command(tool, command, folder, environment):
    for width in WIDTHS:
        shown = run_at_terminal([tool, *command], width, folder, {**environment, "TERM": "xterm"})
        check_lines(command, width, COLOR.sub("", shown))
        if "\x1b" in COLOR.sub("", shown):
            fault(command, width, "an escape sequence that is no colour")
        if command[-1] == "quay.yaml":
            check_carets(command, width, COLOR.sub("", shown))
        for plain in ({"TERM": "dumb"}, {"TERM": "xterm", "NO_COLOR": "1"}, {}):
            again = run_at_terminal([tool, *command], width, folder, {**environment, **plain})
            if again != COLOR.sub("", shown):
                fault(command, width, f"with {plain} it is not the same without colours:\n{again}")


def check_pipe(tool, command, folder, environment):
    outputs = set()
    for more in ({"TERM": "xterm", "COLUMNS": "40"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}, {"LC_ALL": "C.UTF-8"}):
        done = subprocess.run([tool, *command], cwd=folder, env={**environment, **more}, check=False,
                              stdin=subprocess.DEVNULL, capture_output=True)
        outputs.add((done.stdout, done.stderr))
    if len(outputs) != 1:
        fault(command, "no", "a pipe does not always get the same")
    if any(b"\x1b" in part for output in outputs for part in output):
        fault(command, "no", "a pipe gets escape sequences")


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    helps = re.findall(r"^  ([a-z]+) ", subprocess.run([tool, "help"], capture_output=True, text=True,
                                                       check=True).stdout, re.M)
    commands = COMMANDS + [["help", name] for name in helps]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "quay.yaml").write_text(CITY)
        (folder / "quay.suite.yaml").write_text(SUITE)
        environment = {"PATH": os.environ["PATH"], "HOME": name, "CLUSTERFLOW_PATH": str(ROOT)}
        for command in commands:
            check_command(tool, command, folder, environment)
            check_pipe(tool, command, folder, environment)
    if faults:
        print("\n".join(faults[:40]))
        return 1
    print(f"terminal: {len(commands)} commands fit terminals of {len(WIDTHS)} widths")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "terminal").write_text(f"{len(commands)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
