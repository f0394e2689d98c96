#!/bin/sh
# Usage: judges.sh FOLDER   installs what tests/tools/package.json names into FOLDER, by npm.
#
# FOLDER/package.json is written last and says that all is there.

folder=${1:?} list=$(dirname "$0")/package.json
for tool in node npm; do
	command -v $tool >/dev/null 2>&1 || {
		echo "judges: no $tool, so that nothing can judge the outputs; make deps-check-all installs it" >&2
		exit 1
	}
done
if [ -d "$folder/node_modules" ] && cmp -s "$list" "$folder/package.json"; then
	touch "$folder/package.json"
	exit
fi
mkdir -p "$folder" || exit 1
tmp=$(mktemp -d "$folder/new.XXXXXX") || exit 1
trap 'rm -rf "$tmp"' EXIT
cp "$list" "$tmp/" || exit 1
# No scripts of packages are run, and none is fetched that others only go along with.
(cd "$tmp" && npm install --no-package-lock --ignore-scripts --no-audit --no-fund --omit=peer \
	--loglevel=error </dev/null) >"$tmp/log" 2>&1 || {
	cat "$tmp/log" >&2
	echo "judges: npm could not install what tests/tools/package.json names" >&2
	exit 1
}
rm -rf "$folder/node_modules" &&
	mv "$tmp/node_modules" "$folder/" && cp "$list" "$folder/package.json"
