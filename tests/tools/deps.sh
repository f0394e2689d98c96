#!/bin/sh
# Usage: deps.sh SET...   installs what the sets (make build check check-all fuzz deb check-deb) need and is missing.
#
# Quick and silent when all is there: it asks the compiler and the shell, not apt.

cc=${CC:-cc}

has_command() { command -v "$1" >/dev/null 2>&1; }

# Whether the compiler finds the headers. cmocka.h wants four others before it.
has_headers() {
	has_command "$cc" || return 1
	{ printf '#include <%s>\n' stdarg.h stddef.h stdint.h setjmp.h "$@"; } |
		"$cc" -E -x c $(pkg-config --cflags yaml-0.1 libutf8proc cmocka 2>/dev/null) - >/dev/null 2>&1
}

debian='' brew=''
need() { # DEBIAN_NAME HOMEBREW_NAME: note what is missing
	debian="$debian $1" brew="$brew $2"
}

for set in "$@"; do
	case $set in
	make)
		has_command make || need make make ;;
	build)
		has_command "$cc" && has_command ar || need gcc gcc
		has_headers stdio.h math.h yaml.h utf8proc.h || {
			has_headers stdio.h math.h || need libc6-dev ''
			has_headers yaml.h || need libyaml-dev libyaml
			has_headers utf8proc.h || need libutf8proc-dev utf8proc
		} ;;
	check)
		has_headers cmocka.h || need libcmocka-dev cmocka
		has_command python3 || need python3 python
		has_command git || need git git
		[ -e /usr/share/i18n/locales/tr_TR ] || ! has_command apt-get || need locales ''
		has_command clang-format-14 || has_command clang-format || need clang-format clang-format ;;
	check-all)
		has_command gcc || need gcc gcc
		has_command g++ || need g++ gcc
		has_command pkg-config || need pkg-config pkgconf
		has_command gcov || need gcc gcc
		has_command clang || need clang llvm
		has_command clang-tidy || need clang-tidy llvm
		has_command cppcheck || need cppcheck cppcheck
		has_command valgrind || need valgrind valgrind
		has_command mandoc || need mandoc mandoc
		has_command node || need nodejs node
		has_command npm || need npm node
		has_command jq || need jq jq
		has_command cmark-gfm || need cmark-gfm cmark-gfm
		has_command bash || need bash bash
		has_command zsh || need zsh zsh
		has_command fish || need fish fish
		has_command pre-commit || need pre-commit pre-commit
		has_command xmllint || need libxml2-utils libxml2 ;;
	fuzz)
		has_command clang || need clang llvm
		has_command python3 || need python3 python
		python3 -c 'import yaml' 2>/dev/null || need python3-yaml ''
		has_command afl-clang-fast || need afl++ afl++ ;;
	deb)
		has_command dpkg-buildpackage || need dpkg-dev ''
		has_command dh || need debhelper '' ;;
	check-deb)
		has_command lintian || need lintian ''
		has_command debootstrap || need debootstrap '' ;;
	*)
		echo "deps.sh: no set '$set'" >&2; exit 2 ;;
	esac
done
debian=$(printf '%s\n' $debian | sort -u | tr '\n' ' ')
brew=$(printf '%s\n' $brew | sort -u | tr '\n' ' ')
debian=${debian% } brew=${brew% }
[ -n "$debian" ] || exit 0

if ! has_command apt-get; then
	if has_command brew; then
		echo "missing; install them with: brew install $brew" >&2
	else
		echo "missing; install what Debian calls: $debian" >&2
	fi
	exit 1
fi
if [ "$(id -u)" -eq 0 ]; then
	sudo=
elif has_command sudo && if [ -t 0 ]; then sudo -v; else sudo -n true 2>/dev/null; fi; then
	sudo=sudo
else
	echo "missing, and neither root nor sudo; install them with: apt-get install $debian" >&2
	exit 1
fi

install() {
	$sudo env DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends $debian </dev/null
}
update() {
	$sudo apt-get update -qq </dev/null
}

echo "installing: $debian" >&2
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# A machine that has never seen `apt-get update`, or whose lists are out of date.
set -- /var/lib/apt/lists/*_Packages*
{ [ -e "$1" ] || update; } >"$log" 2>&1 && install >>"$log" 2>&1 ||
	{ update && install; } >>"$log" 2>&1 ||
	{ cat "$log" >&2; echo "could not install: $debian" >&2; exit 1; }
