#!/usr/bin/env python3
"""Usage: check_interrupt.py TOOL

Draws that take long tell of their progress at a terminal, and Ctrl-C ends them with the result so far:
marked as partial, and that of the first draws, as a run that asks for no more gives it.
"""

import json
import os
import pathlib
import pty
import signal
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
MANY = 10 ** 12


def start(tool, count, **streams):
    return subprocess.Popen([tool, "stress", "guangzhou", "--draws", "-f", "jsonl", "-n", str(count)], cwd=ROOT,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, **streams)


def result_of(process):
    text, _ = process.communicate()
    return json.loads(text)["draws"]


def main():
    signal.alarm(120)  # who waits for what never comes
    tool = pathlib.Path(sys.argv[1]).resolve()
    ours, theirs = pty.openpty()
    process = start(tool, MANY, stderr=theirs)
    shown = b""
    while b"draws" not in shown:  # its first progress: then it draws for sure
        shown += os.read(ours, 4096)
    process.send_signal(signal.SIGINT)
    partial = result_of(process)
    again = result_of(start(tool, partial["drawn"]))
    faults = []
    if f"% of {MANY} draws".encode() not in shown:
        faults.append(f"the progress is {shown!r}")
    if process.returncode != 130:
        faults.append(f"exit status {process.returncode}")
    if not partial["partial"] or partial["asked"] != MANY or not 0 < partial["drawn"] < MANY:
        faults.append(f"{partial['drawn']} of {partial['asked']} draws, partial: {partial['partial']}")
    if again["partial"] or again["outcomes"] != partial["outcomes"]:
        faults.append("as many draws without Ctrl-C give another result")
    print("\n".join(faults) or "interrupt: Ctrl-C leaves the result of the first draws, marked as partial")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
