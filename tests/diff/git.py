#!/usr/bin/env python3
"""Runs `clusterflow diff` as git does: as an external diff, and in the workflow of docs/ci/diff.yml.

Usage: git.py TOOL

Without git there is nothing to be tried, which is said.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs" / "diff.md"
WORKFLOW = ROOT / "docs" / "ci" / "diff.yml"
CHART = "flowcharts/port.yaml"
TIME_LIMIT = 120

faults = []
tried = 0


def expect(words, condition, done):
    global tried  # pylint: disable=global-statement
    tried += 1
    if not condition:
        faults.append(f"diff in git: {words}: exit status {done.returncode}\n{done.stdout}{done.stderr}")


class Project:
    """A repository with the scene of tests/failures, and the tool on its path."""

    def __init__(self, folder, tool):
        self.path = folder / "project"
        programs = folder / "bin"
        programs.mkdir()
        (programs / "clusterflow").symlink_to(tool)
        (programs / "gh").write_text('#!/bin/sh\necho "$@"\n', encoding="ascii")
        (programs / "gh").chmod(0o755)
        self.environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(folder), "LC_ALL": "C",
                            "TZ": "UTC", "GIT_CONFIG_NOSYSTEM": "1", "GIT_PAGER": "cat",
                            **{f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER")
                               for what in ("NAME", "EMAIL")}}
        shutil.copytree(ROOT / "tests" / "failures" / "scene", self.path)
        for name in ("faulty.yaml", "draft.yaml", "new-bay.yaml"):
            (self.path / name).unlink()
        (self.path / ".clusterflow").symlink_to(ROOT)
        self.run("git init -q -b main . && echo .clusterflow >.git/info/exclude")
        self.commit("The beginning")

    def run(self, command, **environment):
        return subprocess.run(["sh", "-c", command], cwd=self.path, env={**self.environment, **environment},
                              check=False, capture_output=True, timeout=TIME_LIMIT, encoding="utf-8",
                              errors="replace")

    def commit(self, words):
        done = self.run(f"git add -A && git commit -qm '{words}'")
        assert done.returncode == 0, done.stderr

    def edit(self, name, old, new):
        path = self.path / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new), encoding="utf-8")


def raise_level(project):
    project.edit(CHART, "at_least: 100", "at_least: 420")


def try_external(project):
    """GIT_EXTERNAL_DIFF, on what is changed, added, removed and renamed."""
    external = "GIT_EXTERNAL_DIFF='clusterflow diff' git "
    raise_level(project)
    done = project.run(external + "diff")
    expect("a chart", done.returncode == 0 and "level: at_least 100 → at_least 420" in done.stdout
           and "port.yaml → flowcharts/port.yaml" in done.stdout and not done.stderr, done)
    project.commit("A higher level")
    done = project.run(external + "log -p --ext-diff -1")
    expect("the log", done.returncode == 0 and "level: at_least 100" in done.stdout, done)
    project.edit("data/bay.yaml", "about: 400", "about: 40")
    shutil.copy(project.path / CHART, project.path / "flowcharts" / "more.yaml")
    (project.path / "data" / "cove.yaml").rename(project.path / "data" / "creek.yaml")
    project.run("git add -A")
    done = project.run(external + "diff --cached -M")
    expect("a city, a new chart, a city in another file", done.returncode == 0
           and "about 400" in done.stdout and "added" in done.stdout
           and "data/cove.yaml → data/creek.yaml" in done.stdout, done)
    project.run("git reset -q --hard && git rm -q flowcharts/port.yaml")
    done = project.run(external + "diff --cached")
    expect("a chart that is gone", done.returncode == 0 and "Chart A small port (port) removed" in done.stdout, done)
    project.run("git reset -q --hard")


def try_others(project):
    """What cannot be compared does not keep git from going on."""
    external = "GIT_EXTERNAL_DIFF='clusterflow diff' git "
    project.edit("flowcharts/port.yaml", "at_least: 420", "at_leest: 420")
    project.edit("flowcharts/words.yaml", "clusterflow: catalog/1", "clusterflow: catalog/1\ntitle: Words")
    project.edit("port.suite.yaml", "clusterflow: suite/1", "clusterflow: suite/1\ntitle: A suite")
    project.edit("data/bay.yaml", "about: 400", "about: 40")
    done = project.run(external + "diff")
    expect("files that are not compared", done.returncode == 0 and "about 400" in done.stdout
           and "'at_leest'" in done.stderr and "a suite" in done.stderr and "a catalog" in done.stderr
           and "flowcharts/port.yaml (new):" in done.stderr, done)
    project.run("git reset -q --hard")
    project.run("git checkout -q -b side HEAD~1")
    project.edit(CHART, "at_least: 100", "at_least: 50")
    project.commit("A lower level")
    project.run("git merge -q main")
    done = project.run(external + "diff --cached")
    expect("what is not merged", done.returncode == 0 and "not merged yet" in done.stderr, done)
    project.run("git reset -q --hard main && git checkout -q main && git branch -q -D side")


def try_page(project):
    """The commands of the page, and a gate."""
    text = PAGE.read_text(encoding="utf-8")
    block = next(block for block in re.findall(r"^```sh\n(.*?)^```$", text, re.M | re.S) if "git config" in block)
    project.edit(CHART, "at_least: 420", "at_least: 10000")
    done = project.run("GIT_EXTERNAL_DIFF='clusterflow diff --fail-on first-no' git diff")
    expect("a gate", done.returncode != 0 and "First No" in done.stdout, done)
    project.run("git reset -q --hard")
    project.edit(CHART, "at_least: 420", "at_least: 430")
    done = project.run(f"set -e\n{block}")
    expect("the commands of the page", done.returncode == 0
           and done.stdout.count("level: at_least 420 → at_least 430") == 2, done)
    project.run("git reset -q --hard && git clean -q -f")


def steps_of_workflow():
    text = WORKFLOW.read_text(encoding="utf-8")
    runs = re.findall(r"- name: (\w+)\n(?:(?!      - ).*\n)*?        run: \|\n((?: {10}.*\n)+)", text)
    return {name: "set -e\n" + re.sub("^ {10}", "", lines, flags=re.M) for name, lines in runs}


def try_workflow(project):
    """A pull request as the workflow sees it."""
    steps = steps_of_workflow()
    summary = project.path.parent / "summary"

    def pull(words):
        done = project.run(steps["Compare"], BASE="main")
        shown = project.run(steps["Show"], GITHUB_STEP_SUMMARY=str(summary), PULL_REQUEST="https://example.org/1")
        expect(f"the comment of {words}", shown.returncode == 0 and "--body-file comment.md" in shown.stdout, shown)
        comment = (project.path / "comment.md").read_text(encoding="utf-8")
        project.run("git worktree prune && git clean -q -f -f -d")
        return done, comment
    project.run("git checkout -q -b pull")
    project.edit("bay.txt", (project.path / "bay.txt").read_text(encoding="utf-8"), "Another text.\n")
    project.commit("Nothing of a chart")
    done, comment = pull("nothing")
    expect("nothing", done.returncode == 0 and comment == "No chart and no city has changed.\n", done)
    project.edit("flowcharts/words.yaml", "label: ", "label: New ")
    project.edit("data/bay.yaml", "value: none", "value: full")
    (project.path / "data" / "cove.yaml").unlink()
    project.commit("A verdict")
    done, comment = pull("a pull request")
    expect("a pull request", done.returncode == 1 and "**Verdict**: bottleneck → " in comment
           and "## Difference: A small port" in comment and "City Cove" in comment
           and "label: " in comment, done)
    expect("what is left behind", not (project.path / ".before").exists(), done)


def main():
    if not shutil.which("git"):
        print("diff in git: skipped: no git")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        project = Project(pathlib.Path(folder), pathlib.Path(sys.argv[1]).resolve())
        for each in (try_external, try_others, try_page, try_workflow):
            each(project)
    for words in faults:
        print(words)
    if faults:
        return 1
    print(f"diff in git: {tried} runs of git end as they should")
    if os.environ.get("COUNTS"):
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "diff-git").write_text(f"{tried}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
