#!/bin/sh
# Usage: threads.sh PROGRAM TOOL   runs both, built with ThreadSanitizer, in many threads.

program=$1 tool=$2
out=$(mktemp) || exit 1
trap 'rm -f "$out"' EXIT

# The sanitizer wants its addresses free, which a kernel may give away at random.
fixed=
! setarch -R true 2>/dev/null || fixed='setarch -R'
run() { # WHAT COMMAND...
	what=$1
	shift
	TSAN_OPTIONS=exitcode=66 $fixed "$@" >"$out" 2>&1 || { cat "$out"; echo "threads: $what: exit status $?"; exit 1; }
}
nm "$program" | grep -q __tsan_ || { echo "threads: $program is not built with ThreadSanitizer"; exit 1; }

cities='data/dalian.yaml data/beijing.yaml data/guangzhou.yaml'
for chart in software; do
	run "a chart" "$program" flowcharts/catalog.yaml flowcharts/$chart.yaml $cities
	cat "$out"
done
many=
for i in 1 2 3 4 5 6 7 8 9 10; do many="$many $cities"; done
run "the tool" "$tool" eval -q $many
[ "$(wc -l <"$out")" -eq 30 ] || { cat "$out"; echo "threads: the tool has lost a city"; exit 1; }
echo "threads: no two of them touch the same data"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo 3 >"$COUNTS/threads"; }
