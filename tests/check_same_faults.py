#!/usr/bin/env python3
"""Proves that `check` tells every error that `eval` tells, in the same words and at the same place.

Usage: check_same_faults.py [--every N] TOOL [FILTER]

Runs the commands of tests/cases/ (load, eval, semantics) with a program in the tool's place, which
runs the tool and then, after each `eval`, `check` on the same files and charts. Whatever error
`eval` tells `check` has to tell, too, and what `eval` refuses must never be a clean run of `check`.

--every N   only of each Nth case, where the tool is slow
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
COMMANDS = ("load", "eval", "semantics")
ERROR = re.compile(r"^(?:(.+?):)?(?:(\d+):(\d+):)? error: (.*) \[([a-z-]+)\]$", re.M)
COLOR = re.compile("\033\\[[0-9;]*m")
TIME_LIMIT = 60

# What only eval says: it takes cities alone, where check takes files of all kinds.
NO_CITY = re.compile(r"this is a '.*' file, not a 'city' file")

# In the tool's place. Of the options of eval check gets the charts.
STAND_IN = r"""#!/bin/sh
[ "${1-}" = eval ] || exec "$TOOL" "$@"
shift
log=$LOG/$$ input=/dev/null
for each; do [ "$each" != - ] || { cat >"$log.in"; input=$log.in; }; done
"$TOOL" eval "$@" <"$input" 2>"$log.eval"
status=$?
cat "$log.eval" >&2
case $status in 0 | 1 | 3) ;; *) exit $status ;; esac
wanted= ended=
for each; do
    shift
    case $wanted$ended$each in
    chart*) set -- "$@" --chart="$each"; wanted= ;;
    value*) wanted= ;;
    ended*) set -- "$@" "$each" ;;
    --) set -- "$@" --; ended=ended ;;
    -c | --chart) wanted=chart ;;
    -[ysfo] | --year | --site | --set | --threshold | --accept | --max-age | --fail-on | --format | --output | --color)
        wanted=value ;;
    -c* | --chart=*) set -- "$@" "$each" ;;
    -?*) ;;
    *) set -- "$@" "$each" ;;
    esac
done
echo "$*" >"$log.arguments"
"$TOOL" check "$@" <"$input" >"$log.check" 2>&1
echo $? >"$log.exit"
exit $status
"""


def errors_in(path):
    """The errors as (file, line, column, message, rule)."""
    text = COLOR.sub("", path.read_text(encoding="utf-8", errors="replace"))
    return {(os.path.normpath(file), *rest) for file, *rest in ERROR.findall(text)}


def complaints_about(run):
    """What `check` did not tell in one run of `eval`, whose log has this name."""
    arguments = run.read_text(encoding="utf-8").strip()
    told = {error for error in errors_in(run.with_suffix(".eval"))
            if not (error[0] in arguments.split() and NO_CITY.fullmatch(error[3]))}
    for error in sorted(told - errors_in(run.with_suffix(".check"))):
        yield f"is not told by 'check {arguments}': {error}"
    if told and run.with_suffix(".exit").read_text(encoding="ascii") == "0\n":
        yield f"'check {arguments}' ends with 0"


def run_case(case, temporary, environment):
    """Returns how many runs of eval there were and how many errors they told, and the complaints."""
    name = str(case.relative_to(ROOT / "tests" / "cases"))
    work, log = temporary / "work" / name, temporary / "log" / name
    shutil.copytree(case, work, symlinks=True)
    log.mkdir(parents=True)
    for part in ("cmd", "stdin", "stdout", "stderr", "exit"):
        (work / part).unlink(missing_ok=True)
    stdin = case / "stdin" if (case / "stdin").exists() else pathlib.Path(os.devnull)
    with open(stdin, "rb") as given:
        subprocess.run(["sh", case / "cmd"], cwd=work, check=False, timeout=TIME_LIMIT,
                       env={**environment, "HOME": str(work), "LOG": str(log)}, stdin=given,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    runs = sorted(log.glob("*.arguments"))
    errors = sum(len(errors_in(run.with_suffix(".eval"))) for run in runs)
    return len(runs), errors, [f"same faults: {name}: {each}"
                               for run in runs for each in complaints_about(run)]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("tool", type=pathlib.Path)
    parser.add_argument("only", nargs="?", default="")
    options = parser.parse_args()
    tool, only = options.tool.resolve(), options.only
    cases = sorted(path.parent for command in COMMANDS
                   for path in (ROOT / "tests" / "cases" / command).glob("*/cmd")
                   if only in str(path))[::options.every]
    with tempfile.TemporaryDirectory() as folder:
        temporary = pathlib.Path(folder)
        for name in ("data", "flowcharts"):
            shutil.copytree(ROOT / name, temporary / "root" / name)
        (temporary / "bin").mkdir()
        program = temporary / "bin" / "clusterflow"
        program.write_text(STAND_IN, encoding="ascii")
        program.chmod(0o755)
        environment = {"PATH": f"{program.parent}:{os.environ['PATH']}", "LC_ALL": "C", "TZ": "UTC",
                       "CLUSTERFLOW_PATH": str(temporary / "root"), "TOOL": str(tool)}
        with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS") or 2)) as pool:
            found = list(pool.map(lambda case: run_case(case, temporary, environment), cases))
    runs, errors = sum(each[0] for each in found), sum(each[1] for each in found)
    complaints = [line for each in found for line in each[2]]
    if complaints or not errors:
        print("\n".join(complaints) or "same faults: no case has an error")
        return 1
    print(f"same faults: check tells all {errors} errors of {runs} runs of eval")
    if os.environ.get("COUNTS") and not only:
        counts = pathlib.Path(os.environ["COUNTS"])
        counts.mkdir(parents=True, exist_ok=True)
        (counts / "same-faults").write_text(f"{runs}\n", encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main())
