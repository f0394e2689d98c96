#!/bin/sh
# Usage: run-differential.sh [OPTION...]   options are those of tests/differential/run.py
#
# Compares the tool with a second evaluator, written in Python from docs/format.md alone: first that
# evaluator's own tests, then both on the same random charts and cities, then what check finds in
# such cities with a second look at them.

tool=${CLUSTERFLOW:-build/clusterflow}
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
export PYTHONDONTWRITEBYTECODE=1

run() { ${PYTHON:-python3} "$@" >"$log" 2>&1 || { cat "$log"; exit 1; }; }

run tests/differential/test_evaluator.py
own=$(sed -n 's/^Ran \([0-9]*\) tests\{0,1\} in .*/\1/p' "$log")

# The last line of each tells the number of cases first.
run tests/differential/run.py "$tool" "$@"
cases=$(sed -n '$s/[^0-9]*\([0-9][0-9]*\).*/\1/p' "$log")
run tests/differential/run_findings.py "$tool"
cities=$(sed -n '$s/[^0-9]*\([0-9][0-9]*\).*/\1/p' "$log")
[ "${own:-0}" -gt 0 ] && [ "${cases:-0}" -gt 0 ] && [ "${cities:-0}" -gt 0 ] ||
	{ cat "$log"; echo "differential: nothing was compared"; exit 1; }

echo "differential: $cases cases and the findings in $cities cities agree; $own tests of the second evaluator passed"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo $((own + cases + cities)) >"$COUNTS/differential"; }
