#!/usr/bin/env python3
"""Runs what docs/ci.md, docs/ci/ and .pre-commit-hooks.yaml tell people to copy.

Usage: check_ci.py [--pre-commit] TOOL

Every command line in a block of docs/ci.md, in the workflow and in the hook is run in a project
without faults, where it has to end well, and in one with an error and a warning, where it must not.
Commands of `make` are only asked for their targets. The problem matchers, also the one for VS Code
in docs/check.md, are applied to what the tool prints, and what they take out of it is compared with
the JSON. --pre-commit: the hook is run by pre-commit itself, with the configuration of the page.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "ci.md"
WORKFLOW = ROOT / "docs" / "ci" / "check.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
MATCHER = ROOT / "docs" / "ci" / "problem-matcher.json"
TIME_LIMIT = 120

faults = []


def fault(place, words):
    faults.append(f"ci: {place}: {words}")


# ---- projects ----

def add_faults(project):
    """An error, and a warning of the same file; names that could confuse a reader of lines."""
    city = project / "data" / "quay.yaml"
    text = city.read_text(encoding="utf-8")
    city.write_text(text.replace("universities: {", "berths: {value: 5}\n  universities: {"),
                    encoding="utf-8")
    for name in ("a town.yaml", "b:3:4.yaml", "c: error: d [e].yaml"):
        wrong = text.replace("unit: institution", "unit: institutes").replace(
            "\nname: Quay\n", '\nname: "Quay:1:2: error: not one [yaml-key]"\n')
        (project / "data" / name).write_text(wrong, encoding="utf-8")


class Projects:
    """A sound and a faulty project, each made anew for a command."""

    def __init__(self, folder, tool):
        self.folder, self.count = folder, 0
        programs = folder / "bin"
        programs.mkdir()
        (programs / "clusterflow").symlink_to(tool)
        (programs / "sudo").write_text('#!/bin/sh\nexec "$@"\n', encoding="ascii")
        (programs / "make").write_text('#!/bin/sh\nunset MAKEFLAGS MAKELEVEL\n'
                                       f'exec {shutil.which("make")} -n "$@" >/dev/null\n', encoding="ascii")
        for name in ("sudo", "make"):
            (programs / name).chmod(0o755)
        self.environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder),
                            "LC_ALL": "C", "TZ": "UTC"}

    def make(self, faulty):
        self.count += 1
        project = self.folder / f"project-{self.count}"
        shutil.copytree(ROOT / "tests" / "rules", project)
        (project / ".clusterflow").symlink_to(ROOT)
        if faulty:
            add_faults(project)
        return project

    def run(self, project, command):
        return subprocess.run(["sh", "-ec", command], cwd=project, env=self.environment, check=False,
                              capture_output=True, timeout=TIME_LIMIT, encoding="utf-8",
                              errors="replace")


# ---- commands to copy ----

def blocks(text):
    """The fenced blocks of a page as (language, text), but for those that check_docs.py runs."""
    found = re.findall(r"^ *```(\w+)\n(.*?)^ *```$", text, re.M | re.S)
    return [block for block in found if block[0] != "console"]


def list_of(text):
    """The words of a YAML list in brackets."""
    return [word.strip() for word in text.strip("[] ").split(",")]


def hook_command(arguments=None):
    text = HOOKS.read_text(encoding="utf-8")
    entry, own = re.search(r"^  entry: (.*)$", text, re.M)[1], re.search(r"^  args: (.*)$", text, re.M)[1]
    return " ".join([entry, *list_of(arguments or own)])


def commands():
    """All command lines, as (where they stand, the line)."""
    yield HOOKS.name, hook_command()
    for run in re.findall(r"^        run: \|\n((?: {10}.*\n)+)", WORKFLOW.read_text(encoding="utf-8"), re.M):
        yield WORKFLOW.name, "".join(line.strip() + "\n" for line in run.splitlines())
    for language, text in blocks(PAGE.read_text(encoding="utf-8")):
        if "clusterflow-check" in text:
            yield PAGE.name, hook_command(re.search(r"args: (.*)", text)[1])
            continue
        for line in text.splitlines():
            command = re.match(r"\s*(?:- run: |- |sh ')?((?:clusterflow|make) .*?)'?$", line)
            if command:
                yield PAGE.name, command[1]


def check_command(projects, place, command):
    checks = "clusterflow" in command.replace(".clusterflow", "")
    for faulty in (False, True):
        project = projects.make(faulty)
        done = projects.run(project, command)
        if done.returncode != (1 if checks and faulty else 0):
            fault(place, f"'{command}' ends with {done.returncode} in a project "
                         f"{'with' if faulty else 'without'} faults\n{done.stdout}{done.stderr}")
        for report in re.findall(r"--report \w+=(\S+)", command):
            if not (project / report).stat().st_size:
                fault(place, f"'{command}' leaves {report} empty")
        for path in re.findall(r"::add-matcher::(\S+?)'", command):
            if not (project / path).is_file():
                fault(place, f"there is no file '{path}'")


# ---- problem matchers ----

def matchers():
    """All patterns, as (where they stand, the pattern)."""
    yield MATCHER.name, json.loads(MATCHER.read_text(encoding="utf-8"))["problemMatcher"][0]["pattern"][0]
    page = ROOT / "docs" / "check.md"
    for language, text in blocks(page.read_text(encoding="utf-8")):
        if language == "json" and "problemMatcher" in text:
            yield page.name, json.loads(text)["problemMatcher"]["pattern"]


def check_matcher(projects, place, pattern):
    """What the pattern takes out of the lines has to be what the JSON says."""
    project = projects.make(True)
    told = json.loads(projects.run(project, "clusterflow check -f json . || :").stdout)["findings"]
    told = [each for each in told if each["severity"] != "note"]
    keys = ("file", "line", "column", "severity", "code", "message")
    for form in ("gcc", "text"):
        if form == "text" and pattern["regexp"].startswith("^(.+?)"):
            continue  # made for gcc: a line of a file could look like a message
        lines = projects.run(project, f"clusterflow check -f {form} . || :").stdout.splitlines()
        found = [match for match in (re.match(pattern["regexp"], line) for line in lines) if match]
        got = [{key: match[pattern[key]] for key in keys} for match in found]
        want = [{**{key: str(each.get(key)) for key in keys}, "code": each["rule"],
                 "message": each["message"] + (f"; {each['hint']}" if form == "gcc" else "")}
                for each in told]
        if got != want or not want:
            fault(place, f"takes out of {form}\n{json.dumps(got, indent=1)}\nand not\n{json.dumps(want, indent=1)}")


# ---- pre-commit itself ----

def check_pre_commit(projects):
    """The configuration of the page, with a repository of our own in the place of the one named."""
    hooks = projects.folder / "hooks"
    hooks.mkdir()
    shutil.copy(HOOKS, hooks)
    git = "git -c user.name=x -c user.email=x@example.org"
    projects.run(hooks, f"git init -q . && git add . && {git} commit -qm hooks && git tag v0.1.0")
    config = next(text for _, text in blocks(PAGE.read_text(encoding="utf-8")) if "clusterflow-check" in text)
    config = re.sub(r"repo: \S+.*", f"repo: {hooks}", config)
    for faulty in (False, True):
        project = projects.make(faulty)
        (project / ".clusterflow").unlink()
        (project / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        done = projects.run(project, "git init -q . && git add . && pre-commit validate-config && "
                                     f"pre-commit validate-manifest {hooks}/{HOOKS.name} && "
                                     "pre-commit run --all-files")
        if done.returncode != int(faulty) or ("[city-unit]" in done.stdout) != faulty:
            fault("pre-commit", f"ends with {done.returncode}\n{done.stdout}{done.stderr}")
    return 2


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--pre-commit", action="store_true")
    parser.add_argument("tool", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        projects = Projects(pathlib.Path(folder), options.tool.resolve())
        if options.pre_commit:
            count, what = check_pre_commit(projects), "runs by pre-commit end"
        else:
            lines, patterns = list(commands()), list(matchers())
            for place, command in lines:
                check_command(projects, place, command)
            for place, pattern in patterns:
                check_matcher(projects, place, pattern)
            count, what = len(lines) + len(patterns), "commands and problem matchers do"
            if len(lines) < 10 or len(patterns) < 2:
                fault("docs/ci.md", f"only {len(lines)} commands and {len(patterns)} matchers are found")
    if faults:
        print("\n".join(faults))
        return 1
    print(f"ci: {count} {what} as they should")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / f"ci{'-pre-commit' if options.pre_commit else ''}").write_text(f"{count}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
