#!/bin/sh
# Usage: locales.sh FOLDER LOCALE...   makes the locales for LOCPATH in FOLDER, from what Debian's
# package `locales` has. Where that is not here, the system's own locales have to do.

folder=${1:?}
shift
mkdir -p "$folder" || exit 1
[ -d /usr/share/i18n/locales ] && command -v localedef >/dev/null 2>&1 || exit 0
for locale in "$@"; do
	[ ! -d "$folder/$locale" ] || continue
	tmp=$(mktemp -d "$folder/new.XXXXXX") || exit 1
	localedef --no-archive -i "${locale%.*}" -f "${locale#*.}" "$tmp/$locale" >"$tmp/log" 2>&1 ||
		{ cat "$tmp/log" >&2; rm -rf "$tmp"; exit 1; }
	mv "$tmp/$locale" "$folder/"
	rm -rf "$tmp"
done
