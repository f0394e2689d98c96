#!/usr/bin/env python3
"""Usage: check_completions.py [--shells] TOOL

Does `complete` answer for every command, option and value that the help tells of? A value is known by
its name: what may stand for a name that is not in FREE has to be offered.

With --shells bash, zsh and fish are driven with the scripts of docs/completions: lines are typed, each
with a Tab behind it, and what arrives at the command is looked at.
"""

import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "docs/completions"
FREE = {"P", "ID", "N", "TEXT", "Y", "WORD", "SEED"}  # values of which nothing is known beforehand
PATIENCE = 20  # seconds for one line

# A line, and the last word after it was completed.
LINES = [
    ("clusterflow ev", "eval"),
    ("clusterflow eval dal", "dalian"),
    ("clusterflow eval data/dal", "data/dalian.yaml"),
    ("clusterflow eval --thre", "--threshold"),
    ("clusterflow eval -c hit", "hitech"),
    ("clusterflow eval --chart=soft", "--chart=software"),
    ("clusterflow eval --format mark", "markdown"),
    ("clusterflow eval --format=mark", "--format=markdown"),
    ("clusterflow eval -qf mark", "markdown"),
    ("clusterflow eval --fail-on und", "undecided"),
    ("clusterflow eval beijing --site ths", "thsp"),
    ("clusterflow eval dalian --set business_it", "business_it_expertise="),
    ("clusterflow eval dalian --set business_it_expertise=par", "business_it_expertise=partial"),
    ("clusterflow eval --threshold belt_highw", "belt_highway/"),
    ("clusterflow eval --threshold belt_highway/lon", "belt_highway/longest_travel_time="),
    ("clusterflow eval -o my", "my file.txt"),
    ("clusterflow eval --output=my", "--output=my file.txt"),
    ("clusterflow check --report sarif=my", "sarif=my file.txt"),
    ("clusterflow check --only chart-no-ac", "chart-no-actor"),
    ("clusterflow check --skip lint,chart-no-ac", "lint,chart-no-actor"),
    ("clusterflow test software-lev", "software-levels.suite"),
    ("clusterflow explain high_skill", "high_skill_talent"),
    ("clusterflow schema sui", "suite"),
    ("clusterflow init cit", "city"),
    ("clusterflow help exp", "explain"),
]

faults = []


# ---- the tables ----

def ask(tool, *words):
    done = subprocess.run([tool, "complete", "--", *words], capture_output=True, text=True, check=True,
                          env={**os.environ, "CLUSTERFLOW_PATH": str(ROOT)})
    return [line.split("\t") for line in done.stdout.splitlines()]


def help_of(tool, *words):
    return subprocess.run([tool, "help", *words], capture_output=True, text=True, check=True).stdout


def check_command(tool, command):
    """Its options and their values, and what may be operands. Returns how many things were asked."""
    text = help_of(tool, command)
    options = re.findall(r"^ +(?:(-\w), )?(--[\w-]+)(?: (\S+))?(?=  |$)", text, re.M)
    offered = {answer[0] for answer in ask(tool, command, "-")}
    told = {name for option in options for name in option[:2] if name and name != "-h"}
    if offered != told:
        faults.append(f"{command}: the help has {sorted(told - offered)}, complete {sorted(offered - told)}")
    for letter, name, value in options:
        if value and value not in FREE:
            for words in [[name, ""], [f"{name}="]] + ([[letter, ""]] if letter else []):
                if not ask(tool, command, *words):
                    faults.append(f"{command} {' '.join(words)}: nothing is offered for a {value}")
    operands = re.match(r"usage: clusterflow \S+(?: \[OPTIONS\])?(.*)", text)[1]
    names = set(re.findall(r"[A-Za-z]+", operands)) - FREE
    if names and not ask(tool, command, ""):
        faults.append(f"{command}: nothing is offered for the operands{operands}")
    return 1 + len(options)


def check_tables(tool):
    commands = re.findall(r"^  ([a-z]+)  ", help_of(tool), re.M)
    offered = [answer[0] for answer in ask(tool, "") if not answer[0].startswith("-")]
    if commands != offered or not commands:
        faults.append(f"the help has the commands {commands}, complete {offered}")
    for line, expected in LINES:
        words = line.split()[1:]
        answers = [answer for answer in ask(tool, *words)]
        if [expected] not in [answer[:1] for answer in answers] and not any(
                answer[0] == ":files" for answer in answers):
            faults.append(f"{line}: {expected} is not among {answers}")
    return sum(check_command(tool, command) for command in commands) + len(LINES)


# ---- the shells ----

# What stands for the tool: it answers completions, and keeps the arguments of everything else.
RECORDER = """#!/bin/sh
[ "$1" = complete ] && exec "{tool}" "$@"
printf '%s\\n' "$@" >"{kept}.new" && mv "{kept}.new" "{kept}"
"""

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], f"source '{SCRIPTS}/clusterflow.bash'"),
    "zsh": (["zsh", "-f", "-i"],
            f"fpath=('{SCRIPTS}' $fpath); autoload -U compinit; compinit -u -d zcompdump; unsetopt beep"),
}


class Terminal:
    """A shell at a terminal that nobody looks at."""

    def __init__(self, arguments, folder, environment):
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.execvpe(arguments[0], arguments, environment)

    def type(self, text):
        os.write(self.descriptor, text.encode())

    def read(self, seconds):
        """What comes within a time, so that the shell is not held up."""
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        try:
            return os.read(self.descriptor, 65536) if ready else b""
        except OSError:
            return b""

    def wait_for(self, file):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.02)
            if file.exists():
                text = file.read_text()
                file.unlink()
                return text.splitlines()
        return None

    def close(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.descriptor)


def check_shell(name, folder, environment, kept):
    arguments, setup = SHELLS[name]
    terminal = Terminal(arguments, folder, environment)
    terminal.type(f"{setup}\nclusterflow ready\n")
    if terminal.wait_for(kept) != ["ready"]:
        faults.append(f"{name}: does not begin")
    for line, expected in LINES:
        terminal.type(f"{line}\t\n")
        words = terminal.wait_for(kept)
        if not words or words != line.split()[1:-1] + [expected]:
            faults.append(f"{name}: {line} becomes {words}, not {expected!r}")
    terminal.close()


def check_fish(folder, environment):
    for line, expected in LINES:
        script = f"source '{SCRIPTS}/clusterflow.fish'; complete -C '{line}'"
        done = subprocess.run(["fish", "--no-config", "-c", script], cwd=folder, env=environment,
                              capture_output=True, text=True, check=False)
        answers = [answer.split("\t")[0].replace("\\", "") for answer in done.stdout.splitlines()]
        if answers != [expected]:
            faults.append(f"fish: {line} becomes {answers}, not {expected!r} {done.stderr}")


def check_shells(tool):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "my file.txt").touch()
        (folder / "data").mkdir()
        shutil.copy(ROOT / "data/dalian.yaml", folder / "data")
        programs, kept = folder / "bin", folder / "kept"
        programs.mkdir()
        (programs / "clusterflow").write_text(RECORDER.format(tool=tool, kept=kept))
        (programs / "clusterflow").chmod(0o755)
        environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": name, "TERM": "dumb",
                       "CLUSTERFLOW_PATH": str(ROOT), "LC_ALL": "C.UTF-8"}
        for shell in ("bash", "zsh", "fish"):
            if not shutil.which(shell):
                sys.exit(f"completions: no {shell}; make deps-check-all installs it")
        for shell in SHELLS:
            check_shell(shell, folder, environment, kept)
        check_fish(folder, environment)
    return 3 * len(LINES)


def main():
    arguments = sys.argv[1:]
    shells = "--shells" in arguments
    tool = pathlib.Path(arguments[-1]).resolve()
    total = check_shells(tool) if shells else check_tables(tool)
    if faults:
        print("\n".join(faults))
        return 1
    print(f"completions: {total} {'lines in three shells' if shells else 'commands, options and lines'} "
          "are completed as they should be")
    if os.environ.get("COUNTS"):
        folder = pathlib.Path(os.environ["COUNTS"])
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ("shells" if shells else "completions")).write_text(f"{total}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
