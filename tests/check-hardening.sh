#!/bin/sh
# Usage: check-hardening.sh TOOL SHARED ARCHIVE OBJECT...   have they what the flags ask for?
#
# Each property is read from the file, so a flag that was dropped on the way is found. The objects are
# the tool's own: other people's archives in the tool have been hardened by others.

tool=$1 shared=$2 archive=$3 status=0 count=0
shift 3
if ! command -v readelf >/dev/null 2>&1 || ! readelf -h "$tool" >/dev/null 2>&1; then
	echo "hardening: skipped: no readelf, or not ELF"
	exit 0
fi
case $(readelf -h "$tool" | sed -n 's/.*Machine: *//p') in
*X86-64*) marks='IBT, SHSTK' ;;
*AArch64*) marks='BTI, PAC' ;;
*) marks= ;;
esac

# has FILE WHAT COMMAND...: the command has to find it
has() {
	who=$1 lacks=$2
	shift 2
	count=$((count + 1))
	"$@" || { echo "hardening: ${who##*/} has no $lacks"; status=1; }
}
header() { readelf -lW "$1" | grep -q "$2"; }
dynamic() { readelf -dW "$1" | grep -q "$2"; }
calls() { # WHAT FILE...
	called=$1
	shift
	${NM:-nm} --undefined-only "$@" | grep -q "$called"
}
stack_is_data() { readelf -lW "$1" | grep GNU_STACK | grep -q ' RW '; }
# Each of the objects: a linker drops the mark when one lacks it, as those of some C libraries do.
marked() {
	[ "$(readelf -nW "$@" 2>/dev/null | grep -c "feature: $marks")" -eq \
		"$(readelf -hW "$@" | grep -c '^ELF Header')" ]
}
prefix_free() { ! grep -qF "$PWD" "$1"; }

for file in "$tool" "$shared"; do
	has "$file" "segment that is sealed (RELRO)" header "$file" GNU_RELRO
	has "$file" "binding at start (BIND_NOW)" dynamic "$file" BIND_NOW
	has "$file" "stack without code" stack_is_data "$file"
	has "$file" "freedom from its folder" prefix_free "$file"
done
has "$tool" "position independence (PIE)" dynamic "$tool" 'Flags:.*PIE'
for file in "$archive" "$*"; do
	has "${file%% *}" "stack protector" calls __stack_chk_fail $file
	has "${file%% *}" "fortified calls" calls '__[a-z]*_chk$' $file
	[ -z "$marks" ] || has "${file%% *}" "mark of control flow ($marks) in each object" marked $file
done

[ $status -ne 0 ] || {
	echo "hardening: $count properties are there"
	[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo "$count" >"$COUNTS/hardening"; }
}
exit $status
