#!/bin/sh
# Usage: run-suites.sh [OPTION...]   options are those of tests/suites/run.py
#
# Runs the suites of the shipped charts, which have to cover all that can come about in them. Those of
# the critical levels have to be what --generate makes of the charts; UPDATE=1 makes them anew. Then
# come the property tests of suites on random charts and cities.

tool=${CLUSTERFLOW:-build/clusterflow}
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

for suite in flowcharts/*-levels.suite.yaml; do
	chart=${suite%-levels.suite.yaml}.yaml
	"$tool" test --generate "$chart" >"$log" || exit 1
	cmp -s "$suite" "$log" && continue
	if [ -n "${UPDATE-}" ]; then
		cp "$log" "$suite" && echo "suites: $suite rewritten"
	else
		diff -u "$suite" "$log" | head -40
		echo "suites: $suite is not what --generate makes of $chart; UPDATE=1 makes it anew"
		exit 1
	fi
done

"$tool" test -q --min-coverage 100 flowcharts >"$log" 2>&1 || { cat "$log"; exit 1; }
passed=$(sed -n '$s/^\([0-9]*\) passed, 0 failed, [0-9]* pending$/\1/p' "$log")
charts=$(grep -c '^Coverage of' "$log")
[ "${passed:-0}" -gt 0 ] && [ "$charts" -gt 0 ] || { cat "$log"; echo "suites: nothing was run"; exit 1; }
echo "suites: $passed cases of $charts shipped charts passed, and cover all that can come about in them"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo "$passed" >"$COUNTS/shipped-suites"; }

${PYTHON:-python3} -B tests/suites/run.py "$tool" "$@"
