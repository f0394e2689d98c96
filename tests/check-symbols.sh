#!/bin/sh
# Usage: check-symbols.sh ARCHIVE [SHARED HEADER...]   what the library exports, calls and keeps.
#
# It exports cf_ names only; it never prints, exits, opens a file, reads the environment, the clock
# or the locale, or uses what overruns a buffer; and it keeps no global state. The shared library
# exports what the headers declare, no less and no more.

library=$1 shared=${2-} status=0
shift $(($# > 1 ? 2 : 1))
nm=${NM:-nm}

# member:name of the defined (global) or the undefined symbols. nm prints "library:member.o: [value] T name".
symbols() { $nm -A "$@" "$library" | sed 's/^[^:]*:\([^:]*\):.* \([^ ]*\)$/\1:\2/'; }

refuse() { # TITLE FINDINGS
	[ -z "$2" ] || { echo "symbols: $1:" $(echo "$2" | sort -u); status=1; }
}

refuse "exported without cf_" "$(symbols -g --defined-only | grep -v ':cf_')"

# banned WHY NAME...
banned() {
	why=$1; shift
	# A fortified build calls __NAME_chk.
	refuse "the library must not $why" "$(symbols -u | grep -E ":(__)?($(echo "$@" | tr ' ' '|'))(_chk)?$")"
}
banned print printf vprintf fprintf vfprintf dprintf puts fputs putchar fputc putc fwrite perror \
	stdin stdout stderr
banned "end the process" exit _exit _Exit quick_exit abort __assert_fail raise signal longjmp
banned "touch files" open openat creat fopen freopen fdopen close read write fread fgets getline \
	stat fstat lstat opendir readdir mmap remove rename unlink tmpfile mkstemp realpath
banned "read its surroundings" getenv secure_getenv setenv putenv getcwd isatty ioctl system popen \
	time clock clock_gettime gettimeofday localtime gmtime mktime strftime rand srand random getrandom
banned "follow the locale" setlocale newlocale uselocale localeconv __ctype_b_loc __ctype_tolower_loc \
	__ctype_toupper_loc isalpha isdigit isspace tolower toupper strcoll strcasecmp mbstowcs mbrtowc
# src/base/number.h has what stands in for them.
banned "load the mathematical library" fmax fmin pow sqrt cbrt exp exp2 expm1 log log2 log10 log1p \
	round lround rint nearbyint nextafter fma fmod hypot
banned "use what is unsafe" gets strcpy strcat stpcpy sprintf vsprintf strtok atoi atol atof scanf sscanf \
	__isoc99_sscanf alloca

# Writable data. Constant tables of addresses lie in .data.rel.ro, which the loader seals.
refuse "global state" "$(objdump -h "$library" | awk '
	/file format/ { member = $1; sub(/:$/, "", member) }
	$2 ~ /^\.(data|bss|tdata|tbss)($|\.)/ && $2 !~ /^\.data\.rel\.ro/ && $3 !~ /^0+$/ { print member $2 }
')"

exported=
if [ -n "$shared" ]; then
	lists=$(mktemp -d) || exit 1
	trap 'rm -rf "$lists"' EXIT
	# No comment is left, and a header calls nothing: what stands before a bracket is declared.
	cat "$@" | sed 's/^# *include.*//' | ${CC:-cc} -E -P -x c - | tr -s ' \n' ' ' |
		grep -oE '\<cf_[a-z0-9_]+\(' | tr -d '(' | sort -u >"$lists/declared"
	$nm -D --defined-only "$shared" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' |
		sort >"$lists/exported"
	refuse "declared and not exported" "$(comm -23 "$lists/declared" "$lists/exported")"
	refuse "exported and not declared" "$(comm -13 "$lists/declared" "$lists/exported")"
	exported=", $(wc -l <"$lists/exported" | tr -d ' ') of them by the shared library"
fi

[ $status -ne 0 ] ||
	echo "symbols: $(symbols -g --defined-only | wc -l | tr -d ' ') global$exported, none out of place"
exit $status
