#!/bin/sh
# Usage: check-reproducible.sh FILE...   builds a copy of the project and compares it to what is built.
#
# The copy lies in a folder of another length, is built into another folder, later, in another
# language, time zone and order, by another mask: each of the files has to have the same bytes.

copy=$(mktemp -d)/a-longer-name-than-before || exit 1
trap 'rm -rf "${copy%/*}"' EXIT
mkdir "$copy" && tar -cf - --exclude=.git --exclude='./build*' . | tar -xf - -C "$copy" || exit 1
find "$copy" -exec touch -d '2001-02-03 04:05' {} +

umask 077
(cd "$copy" && env LC_ALL=C.UTF-8 TZ=Asia/Shanghai SOURCE_DATE_EPOCH=1 \
	${MAKE:-make} --no-print-directory BUILD="$copy/elsewhere" all) >"$copy.log" 2>&1 ||
	{ cat "$copy.log"; echo "reproducible: the copy does not build"; exit 1; }

status=0 count=0
for file in "$@"; do
	count=$((count + 1))
	cmp "$file" "$copy/elsewhere/${file##*/}" || status=1
done
[ $status -eq 0 ] || { echo "reproducible: two builds differ"; exit 1; }
echo "reproducible: $count files have the same bytes when they are built elsewhere"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo "$count" >"$COUNTS/reproducible"; }
