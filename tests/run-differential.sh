#!/bin/sh
# Usage: run-differential.sh [OPTION...]   options are those of tests/differential/run.py
#
# Compares the tool with a second evaluator, written in Python from docs/format.md alone. First that
# evaluator's own tests, then both on the same random charts and cities.

tool=${CLUSTERFLOW:-build/clusterflow}
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
export PYTHONDONTWRITEBYTECODE=1

${PYTHON:-python3} tests/differential/test_evaluator.py >"$log" 2>&1 || { cat "$log"; exit 1; }
own=$(sed -n 's/^Ran \([0-9]*\) tests\{0,1\} in .*/\1/p' "$log")

${PYTHON:-python3} tests/differential/run.py "$tool" "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }
# Its last line tells the number of cases first.
cases=$(sed -n '$s/[^0-9]*\([0-9][0-9]*\).*/\1/p' "$log")
[ "${own:-0}" -gt 0 ] && [ "${cases:-0}" -gt 0 ] || { cat "$log"; echo "differential: nothing was compared"; exit 1; }

echo "differential: $cases cases agree; $own tests of the second evaluator passed"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo $((own + cases)) >"$COUNTS/differential"; }
