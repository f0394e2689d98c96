#!/bin/sh
# Builds programs outside of the project with nothing but what is installed, as its users would: C
# with the shared library and with the archive, C++, and Python through ctypes. Each has to print what
# the examples of the documents print.

fail() { echo "embed: $*"; exit 1; }

examples=$PWD/docs/examples tests=$PWD/tests/embed
place=$(mktemp -d) || exit 1
trap 'rm -rf "$place"' EXIT
prefix=$place/prefix count=0
${MAKE:-make} --no-print-directory install DESTDIR= PREFIX="$prefix" >"$place/log" 2>&1 ||
	{ cat "$place/log"; fail "make install failed"; }

# From here on only the installed files count.
mkdir "$place/elsewhere" && cd "$place/elsewhere" || exit 1
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig" LD_LIBRARY_PATH="$prefix/lib" LC_ALL=C.UTF-8
command -v pkg-config >/dev/null 2>&1 || { echo "embed: skipped: no pkg-config"; exit 0; }

prints() { # WANTED WHAT COMMAND...: its output is that file
	wanted=$1 what=$2
	shift 2
	"$@" >out 2>&1 || { cat out; fail "$what: exit status $?"; }
	diff "$wanted" out || fail "$what prints something else"
	count=$((count + 1))
}
flags() { pkg-config "$@" clusterflow || fail "pkg-config $* fails"; }

strict='-Wall -Wextra -Wpedantic -Werror'
cc=${CC:-cc}
$cc -std=c11 $strict $(flags --cflags) -o shared "$examples/embed.c" $(flags --libs) ||
	fail "no program builds with the shared library"
prints "$examples/embed.out" "C with the shared library" ./shared
LD_LIBRARY_PATH= ./shared >out 2>&1 && fail "the program does without the shared library"

# All libraries as archives, which only the private parts of clusterflow.pc make possible.
if echo 'int main(void) { return 0; }' | $cc -static -x c -o nothing - 2>/dev/null; then
	$cc -std=c11 $strict $(flags --cflags) -static -o archive "$examples/embed.c" \
		$(flags --static --libs) || fail "no program builds with the archive"
	LD_LIBRARY_PATH= prints "$examples/embed.out" "C with the archive" ./archive
else
	echo "embed: skipped: no static C library for a program with the archive"
fi

cxx=${CXX:-c++}
if command -v $cxx >/dev/null 2>&1; then
	$cxx -std=c++11 $strict $(flags --cflags) -o plus "$tests/embed.cc" $(flags --libs) ||
		fail "no C++ program builds"
	prints "$tests/embed.cc.out" "C++" ./plus
else
	echo "embed: skipped: no C++ compiler"
fi

shared=$(find "$prefix/lib" -name 'libclusterflow.so.?' -o -name 'libclusterflow.?.dylib')
prints "$examples/embed.py.out" "Python with ctypes" ${PYTHON:-python3} -B "$examples/embed.py" "$shared"

[ "$(flags --modversion)" = "$(sed -n 's/.*define CF_VERSION "\(.*\)"/\1/p' \
	"$prefix/include/clusterflow/base.h")" ] || fail "pkg-config and the header differ on the version"

echo "embed: $count programs use the installed library"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo "$count" >"$COUNTS/embed"; }
