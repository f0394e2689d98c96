#!/bin/sh
# Usage: run-examples.sh PROGRAM...   runs the examples of docs/examples from the project's folder.
#
# What the program built from docs/examples/NAME.c prints must be docs/examples/NAME.out. Its
# arguments are the words of docs/examples/NAME.args, if there is one. UPDATE=1 rewrites NAME.out.

status=0
actual=$(mktemp) || exit 1
trap 'rm -f "$actual"' EXIT
for program in "$@"; do
	name=docs/examples/${program##*/}
	args=
	[ ! -f "$name.args" ] || args=$(cat "$name.args")
	LC_ALL=C TZ=UTC "$program" $args >"$actual" 2>&1 </dev/null ||
		{ echo "-- $name: exit status $?"; cat "$actual"; status=1; continue; }
	if [ -n "${UPDATE-}" ]; then
		cmp -s "$name.out" "$actual" || cp "$actual" "$name.out"
	elif ! diff -u --label "$name.out" --label actual "$name.out" "$actual"; then
		status=1
	fi
done
[ $status -eq 0 ] || exit 1
echo "examples: $# passed"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo $# >"$COUNTS/examples"; }
