#!/bin/sh
# Installs into an empty folder, uses what is there from elsewhere, and takes it away again.

fail() { echo "install: $1"; exit 1; }

stage=$(mktemp -d) || exit 1
trap 'rm -rf "$stage"' EXIT
run_make() { ${MAKE:-make} --no-print-directory "$1" DESTDIR="$stage" PREFIX=/usr >"$stage/log" 2>&1; }

run_make install || { cat "$stage/log"; fail "make install failed"; }
cp "$stage/usr/bin/clusterflow" "$stage/was"

# The data must be found beside the executable, not in this folder.
city=$(ls data/*.yaml | xargs grep -l '^clusterflow: city/' | sed -n '1s,.*/\(.*\)\.yaml$,\1,p')
(cd / && env -u CLUSTERFLOW_PATH "$stage/usr/bin/clusterflow" eval "$city") >"$stage/out" 2>&1 ||
	{ cat "$stage/out"; fail "the installed tool does not find $city"; }
[ -s "$stage/out" ] || fail "the installed tool prints nothing"

# A program can be built from what is installed.
printf '#include <clusterflow.h>\nint main(void) { return cf_version() == 0; }\n' >"$stage/use.c"
${CC:-cc} -I"$stage/usr/include" -o "$stage/use" "$stage/use.c" "$stage/usr/lib/libclusterflow.a" \
	-lyaml -lutf8proc -lm || fail "no program builds with what is installed"
"$stage/use" || fail "a program with the installed library fails"

run_make uninstall || { cat "$stage/log"; fail "make uninstall failed"; }
left=$(find "$stage/usr" ! -type d)
[ -z "$left" ] || fail "uninstall leaves $left"
echo "install: installed, used and removed"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo 1 >"$COUNTS/install"; }
