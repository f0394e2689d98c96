#!/bin/sh
# Installs into an empty folder, uses what is there from elsewhere, and takes it away again.

fail() { echo "install: $1"; exit 1; }

stage=$(mktemp -d) || exit 1
trap 'rm -rf "$stage"' EXIT
folders='PREFIX=/usr LIBDIR=/usr/lib/here MANDIR=/usr/man'
run_make() { ${MAKE:-make} --no-print-directory "$1" DESTDIR="$stage/a b" $folders >"$stage/log" 2>&1; }

run_make install || { cat "$stage/log"; fail "make install failed"; }
root="$stage/a b/usr"

# The data must be found beside the executable, not in this folder.
city=$(ls data/*.yaml | xargs grep -l '^clusterflow: city/' | sed -n '1s,.*/\(.*\)\.yaml$,\1,p')
(cd / && env -u CLUSTERFLOW_PATH "$root/bin/clusterflow" eval "$city") >"$stage/out" 2>&1 ||
	{ cat "$stage/out"; fail "the installed tool does not find $city"; }
[ -s "$stage/out" ] || fail "the installed tool prints nothing"

# Each thing is in its place, as far as the project has it.
in_place() { # FOLDER FILE...
	folder=$1
	shift
	for file in "$@"; do
		[ ! -e "$file" ] || [ -s "$root/$folder/${file##*/}" ] || fail "$file is not in $folder"
	done
}
in_place include include/*.h
in_place include/clusterflow include/clusterflow/*.h
in_place man/man1 docs/man/*.1
in_place man/man3 docs/man/*.3
in_place man/man5 docs/man/*.5
in_place share/clusterflow/data data/*.yaml
in_place share/clusterflow/flowcharts flowcharts/*.yaml
in_place share/fish/vendor_completions.d docs/completions/*.fish
in_place share/zsh/site-functions docs/completions/_*
[ ! -d docs/completions ] || [ -s "$root/share/bash-completion/completions/clusterflow" ] ||
	fail "there is no completion for bash"
[ -s "$root/lib/here/libclusterflow.a" ] && [ -s "$root/lib/here/libclusterflow.so" ] ||
	fail "the libraries are not in LIBDIR"
! grep -q '@\|/tmp' "$root/lib/here/pkgconfig/clusterflow.pc" || fail "clusterflow.pc is not filled in"

run_make uninstall || { cat "$stage/log"; fail "make uninstall failed"; }
left=$(find "$root" ! -type d -o -path '*clusterflow*')
[ -z "$left" ] || fail "uninstall leaves $left"
echo "install: installed, used and removed"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo 1 >"$COUNTS/install"; }
