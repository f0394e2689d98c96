#!/bin/sh
# Usage: run-cases.sh [--first] [FILTER]   FILTER: part of a case's name, such as eval/first-no
#
# Each folder tests/cases/<command>/<name>/ is a case. It holds
#
#     cmd                   shell lines in which `clusterflow` is the tool; run in a copy of the folder
#     stdin                 optional: their standard input, else nothing
#     stdout, stderr, exit  what is expected; absent means empty, and exit status 0
#     out.NAME              optional: what the file NAME must hold afterwards
#     and any input files, whose names have an ending, or folders of them
#
# `terminal COLUMNS COMMAND...` runs a command on a terminal of that width (tests/tools/terminal.py).
# Files of data/ and flowcharts/ are found by their names alone, through CLUSTERFLOW_PATH.
#
# UPDATE=1 rewrites what differs. --first runs the first case of each command only. CLUSTERFLOW is
# the tool; WRAP='valgrind ...' runs it under another program; JOBS says how many cases at a time;
# COUNTS is the folder for the number of cases that passed.

# ---- one case, in a process of its own: run-cases.sh --one TMP CASE ----

fault() { echo "-- $case: $1"; bad=1; }

# compare EXPECTED ACTUAL: show how they differ, or, with UPDATE, take over what came
compare() {
	[ -e "$1" ] || set -- "$1" "$2" "$tmp/empty"
	cmp -s "${3:-$1}" "$2" && return
	if grep -qF -e "$tmp" -e "$repo" "$2"; then
		fault "${1##*/} depends on the folder in which it runs"
		grep -F -e "$tmp" -e "$repo" "$2"
	elif [ -z "${UPDATE-}" ]; then
		fault "${1##*/} differs"
		diff -u --label expected --label actual "${3:-$1}" "$2"
	elif [ -s "$2" ]; then
		cp "$2" "$1"; echo "-- $case: ${1##*/} rewritten"
	else
		rm -f "$1"; echo "-- $case: ${1##*/} removed"
	fi
}

# A misspelt expectation must not pass for an input.
check_names() {
	for path in "$dir"/* "$dir"/.[!.]*; do
		name=${path##*/}
		case $name in
		cmd | stdin | stdout | stderr | exit | out.?*) [ -f "$path" ] || fault "$name is no file" ;;
		cmd.* | stdin.* | stdout.* | stderr.* | exit.* | .*)
			[ ! -e "$path" ] || fault "$name is not a name that means something here" ;;
		*.*) ;;
		*) [ -d "$path" ] || fault "$name is not a name that means something here" ;;
		esac
	done
}

run_one() {
	tmp=$1 case=$2 bad=
	dir=tests/cases/$case repo=$(pwd)
	slot=$(echo "$case" | tr / .)
	work=$tmp/work/$slot got=$tmp/got/$slot
	[ -s "$dir/cmd" ] || { fault "has no cmd"; : >"$tmp/failed/$slot"; return; }
	check_names
	mkdir "$got" && cp -R "$dir" "$work" || exit 1
	(cd "$work" && rm -f cmd stdin stdout stderr exit out.*)
	if [ -f "$dir/stdin" ]; then stdin=$repo/$dir/stdin; else stdin=/dev/null; fi
	# A fixed environment, but for the options of the sanitizers.
	(cd "$work" && exec env -i PATH="$tmp/bin:$PATH" HOME="$work" TERM=xterm LC_ALL=C TZ=UTC \
		CLUSTERFLOW_PATH=../../project ASAN_OPTIONS="${ASAN_OPTIONS-}" \
		UBSAN_OPTIONS="${UBSAN_OPTIONS-print_stacktrace=1}" \
		$limit sh "$repo/$dir/cmd") <"$stdin" >"$got/stdout" 2>"$got/stderr"
	status=$?
	[ $status -eq 0 ] || echo $status >"$got/exit"
	for part in stdout stderr exit; do
		[ -e "$got/$part" ] || : >"$got/$part"
		compare "$dir/$part" "$got/$part"
	done
	for want in "$dir"/out.*; do
		[ -e "$want" ] || continue
		if [ -f "$work/${want##*/out.}" ]; then
			compare "$want" "$work/${want##*/out.}"
		else
			fault "wrote no file ${want##*/out.}"
		fi
	done
	if [ -n "$bad" ]; then : >"$tmp/failed/$slot"; else : >"$tmp/passed/$slot"; fi
	rm -rf "$work" "$got"
}

if [ "${1-}" = --one ]; then
	run_one "$2" "$3"
	exit 0
fi

# ---- all cases ----

first=
[ "${1-}" != --first ] || { first=1; shift; }
tool=$(cd "$(dirname "${CLUSTERFLOW:-build/clusterflow}")" && pwd)/clusterflow
[ -x "$tool" ] || { echo "cases: no tool '$tool'" >&2; exit 1; }

tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM
mkdir "$tmp/bin" "$tmp/project" "$tmp/work" "$tmp/got" "$tmp/passed" "$tmp/failed"
: >"$tmp/empty"
if [ -n "${WRAP-}" ]; then
	printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$WRAP" "$tool" >"$tmp/bin/clusterflow"
	chmod +x "$tmp/bin/clusterflow"
else
	ln -s "$tool" "$tmp/bin/clusterflow"
fi
ln -s "$PWD/tests/tools/terminal.py" "$tmp/bin/terminal"
for part in data flowcharts; do
	[ ! -d $part ] || cp -R $part "$tmp/project/"
done
# A case that hangs must not hang the run.
limit=
if command -v timeout >/dev/null 2>&1; then limit='timeout 60'; fi
export limit

# Loose files beside the case folders are cases gone wrong.
loose=$(find tests/cases -mindepth 1 -maxdepth 2 ! -type d ! -name README.md)
[ -z "$loose" ] || { echo "cases: belongs to no case:" $loose >&2; exit 1; }

find tests/cases -mindepth 2 -maxdepth 2 -type d | sed 's,^tests/cases/,,' | sort |
	grep -F -e "${1-}" | awk -F/ -v first="$first" '!first || $1 != last { print } { last = $1 }' \
	>"$tmp/list"
xargs -n 1 -P "${JOBS:-2}" sh "$0" --one "$tmp" <"$tmp/list"

passed=$(ls "$tmp/passed" | wc -l) failed=$(ls "$tmp/failed" | wc -l)
under=
[ -z "${WRAP-}" ] || under=" under ${WRAP%% *}"
echo "cases$under: $((passed)) passed, $((failed)) failed"
[ "$passed" -gt 0 ] && [ "$passed" -eq "$(wc -l <"$tmp/list")" ] || exit 1
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo "$passed" >"$COUNTS/cases"; }
