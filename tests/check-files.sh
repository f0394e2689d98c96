#!/bin/sh
# Usage: check-files.sh [ROOT]
#
# What holds for every text file: no stray white space, a final newline, no path of a machine.

cd "${1:-.}" || exit 1
status=0
refuse() { # TITLE FINDINGS
	[ -z "$2" ] || { printf 'files: %s\n%s\n' "$1" "$2"; status=1; }
}

# All files but those that are built or git's own.
list() {
	find . \( -name .git -o -path './build*' -o -name __pycache__ -o -name .cache \) -prune -o -type f "$@" -print |
		sed 's,^\./,,' | sort
}
# The files of the test cases are kept byte for byte: some are wrong on purpose.
prose() { list "$@" | grep -v '^tests/cases/'; }
# search PATTERN: in the files named on standard input; binary files are passed over
search() { tr '\n' '\0' | xargs -0 grep -InE -e "$1" /dev/null; }
tab=$(printf '\t') return=$(printf '\r')

refuse "white space at the end of a line" "$(prose | search "[ $tab]+\$")"
refuse "carriage return" "$(prose | search "$return")"
refuse "tab in YAML" "$(prose -name '*.y*ml' | search "$tab")"
refuse "tab; indent with blanks" "$(prose \( -name '*.[ch]' -o -name '*.py' \) | search "$tab")"
refuse "path of a machine" "$(list | search '(^|[^[:alnum:]_.~-])/(work|root|home|Users)/')"
refuse "unfinished" "$(list | grep -E '^(src|include)/' | search '\<(TODO|FIXME|XXX)\>')"
refuse "no newline at the end" "$(prose -size +0 | while read -r file; do
	[ -z "$(tail -c 1 "$file" | tr '\0' x)" ] || echo "$file"
done)"
refuse "shell syntax" "$(list \( -name '*.sh' -o -path ./.ci/run \) | while read -r file; do
	interpreter=$(sed -n '1s,^#!.*[/ ],,p' "$file")
	"${interpreter:-sh}" -n "$file" 2>&1
done)"

[ $status -ne 0 ] || echo "files: $(list | wc -l | tr -d ' ') are tidy"
exit $status
