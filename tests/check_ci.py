#!/usr/bin/env python3
"""Runs what docs/ci.md offers to copy: the jobs, the hook, the problem matcher.

Usage: check_ci.py TOOL

Each command of the files in docs/ci/ and of .pre-commit-hooks.yaml is run twice in a copy of the
project: as it is, where it has to succeed, and with a fault planted, where it has to fail and to
leave its reports. The problem matcher's expression is applied to what `check` prints, and what it
captures has to be what the JSON says.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FAULT = ("data/dalian.yaml", "as_of: 2014", "as_of: soon")
faults = []
passed = 0


def expect(holds, what):
    global passed
    passed += bool(holds)
    if not holds:
        faults.append(what)


def copy_project(folder):
    for part in ("data", "flowcharts", "docs"):
        shutil.copytree(ROOT / part, folder / part)


def plant_fault(folder):
    path, old, new = folder / FAULT[0], FAULT[1], FAULT[2]
    text = path.read_text("utf-8")
    assert text.count(old) == 1, "the fault has to be planted elsewhere"
    path.write_text(text.replace(old, new), "utf-8")


def run(command, folder, tool):
    env = {"PATH": f"{tool.parent}:{os.environ['PATH']}", "LC_ALL": "C", "HOME": str(folder)}
    return subprocess.run(["sh", "-c", command], cwd=folder, env=env, capture_output=True,
                          text=True, timeout=60)


def commands_of(text, pattern):
    commands = re.findall(pattern, text, re.M)
    assert commands, "no command is found"
    return commands


def copied_commands():
    """(where, command) for all that is offered to copy."""
    github = (ROOT / "docs/ci/github.yml").read_text("utf-8")
    gitlab = (ROOT / "docs/ci/gitlab.yml").read_text("utf-8")
    page = (ROOT / "docs/ci.md").read_text("utf-8")
    for command in commands_of(github, r"^\s*run: (.*)$"):
        yield "docs/ci/github.yml", command
    for command in commands_of(gitlab, r"^\s*- (clusterflow .*)$"):
        yield "docs/ci/gitlab.yml", command
    for command in commands_of(page, r"^sh '(.*)'$"):
        yield "docs/ci.md, Jenkins", command
    for command in commands_of(page, r"^exec (clusterflow .*)$"):
        yield "docs/ci.md, hook", command
    for command in commands_of(page, r"^(clusterflow check --format gcc .*)$"):
        yield "docs/ci.md, matcher", command
    yield ".pre-commit-hooks.yaml", hook_command()


def hook_command():
    """The hook's entry with the files that its expression chooses, as pre-commit calls it."""
    text = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"^  entry: (.*)$", text, re.M).group(1)
    chosen = re.compile(re.search(r"^  files: (.*)$", text, re.M).group(1))
    tracked = sorted(str(path.relative_to(ROOT)) for part in ("data", "flowcharts", "docs")
                     for path in (ROOT / part).rglob("*") if path.is_file())
    files = [name for name in tracked if chosen.search(name)]
    expect(files and all(name.endswith((".yaml", ".yml")) for name in files), "hook: its files")
    return " ".join([entry, *files])


def check_commands(sound, faulty, tool):
    for where, command in copied_commands():
        result = run(command, sound, tool)
        expect(result.returncode == 0, f"{where}: '{command}' fails:\n{result.stdout}{result.stderr}")
        if " check " not in command:
            continue
        reports = re.findall(r"--report \w+=(\S+)", command)
        for name in reports:
            (faulty / name).unlink(missing_ok=True)
        result = run(command, faulty, tool)
        expect(result.returncode == 1, f"{where}: '{command}' does not see a fault")
        expect(FAULT[0] in result.stdout, f"{where}: '{command}' does not tell the file")
        for name in reports:
            expect((faulty / name).stat().st_size > 0, f"{where}: no report {name}")


def matched(pattern, output):
    """What the matcher finds in the output, a tuple for each line that it knows."""
    keys = ("file", "line", "column", "severity", "message", "code")
    for line in output.splitlines():
        match = re.search(pattern["regexp"], line)
        if match:
            yield tuple(match.group(pattern[key]) for key in keys)


def check_matcher(folder, tool):
    matcher = json.loads((ROOT / "docs/ci/problem-matcher.json").read_text("utf-8"))
    pattern = matcher["problemMatcher"][0]["pattern"][0]
    findings = json.loads(run("clusterflow check -f json data flowcharts", folder, tool).stdout)
    told = [(f["file"], str(f["line"]), str(f["column"]), f["severity"], f["rule"])
            for f in findings["findings"] if f["severity"] != "note"]
    expect(told, "matcher: nothing to find")
    for form in ("gcc", "text"):
        output = run(f"clusterflow check -f {form} data flowcharts", folder, tool).stdout
        found = [(*place, code) for *place, message, code in matched(pattern, output)]
        expect(found == told, f"matcher: in the format {form} it finds {found}, not {told}")


def main():
    tool = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        sound, faulty = pathlib.Path(folder, "sound"), pathlib.Path(folder, "faulty")
        for copy in (sound, faulty):
            copy_project(copy)
        plant_fault(faulty)
        check_commands(sound, faulty, tool)
        check_matcher(faulty, tool)
    for fault in faults:
        print(f"ci: {fault}")
    if faults:
        sys.exit(1)
    print(f"ci: {passed} checks of what is offered to copy passed")
    if counts := os.environ.get("COUNTS"):
        pathlib.Path(counts).mkdir(parents=True, exist_ok=True)
        pathlib.Path(counts, "ci").write_text(f"{passed}\n")


if __name__ == "__main__":
    main()
