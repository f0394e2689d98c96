#!/bin/sh
# Usage: run-unit.sh PROGRAM...   runs unit tests, some at a time; prints the output of those that fail.
# WRAP='valgrind ...' runs them under another program, JOBS says how many at a time, COUNTS is the
# folder for the number of tests that passed.

[ $# -gt 0 ] || { echo "unit: there are no tests" >&2; exit 1; }

if [ "$1" = --one ]; then # DIR PROGRAM: the log and the number passed go to DIR
	name=$(echo "$3" | tr / _)
	limit=
	if command -v timeout >/dev/null 2>&1; then limit='timeout 300'; fi
	CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C TZ=UTC $limit ${WRAP-} "$3" >"$2/$name.log" 2>&1 </dev/null
	status=$?
	# cmocka 1.1 says of a test that is skipped: not ok N # SKIP NAME
	passed=$(grep '^ok ' "$2/$name.log" | grep -vc '# SKIP')
	grep '# SKIP' "$2/$name.log" >"$2/$name.skipped"
	if [ $status -ne 0 ] || [ "$passed" -eq 0 ] ||
		grep '^not ok ' "$2/$name.log" | grep -qv '# SKIP'; then
		echo "-- $3: exit status $status, $passed passed"
		grep -v '^ok ' "$2/$name.log"
		: >"$2/failed"
	fi
	echo "$passed" >"$2/$name.passed"
	exit 0
fi

dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
printf '%s\n' "$@" | xargs -n 1 -P "${JOBS:-2}" sh "$0" --one "$dir"
total=$(cat "$dir"/*.passed | awk '{ n += $1 } END { print n }')
cat "$dir"/*.skipped | sed 's/.*# SKIP/unit tests: skipped:/'
under=
[ -z "${WRAP-}" ] || under=" under ${WRAP%% *}"
echo "unit tests$under: $total passed in $# programs"
[ ! -e "$dir/failed" ] && [ "$(ls "$dir"/*.passed | wc -l)" -eq $# ] || exit 1
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo "$total" >"$COUNTS/unit"; }
