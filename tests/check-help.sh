#!/bin/sh
# Usage: check-help.sh TOOL PAGE   does the man page tell what the tool's help tells?
#
# Every command of `TOOL help` has a part (.Ss) in the page and every part is a command. The options
# of the two are the same, in the same order and spelt alike, and the page's words about an option
# begin with those of the help. Markup and punctuation do not count.

tool=$1 page=$2
help=$(mktemp) && man=$(mktemp) || exit 1
trap 'rm -f "$help" "$man"' EXIT

# Both become lines "command: -c, --chart CHART: words of its text".
commands=$("$tool" help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p')
for command in $commands; do
	"$tool" help "$command" | awk -v command="$command" '
	function flush() { if (option != "") print command ": " option ": " words(text); option = text = "" }
	function words(s) { gsub(/[^[:alnum:]]+/, " ", s); gsub(/^ | $/, "", s); return s }
	/^ +(-[a-zA-Z], )?--[a-z]/ {
		flush()
		line = $0; sub(/^ +/, "", line)
		option = line; sub(/   *.*/, "", option)
		text = substr(line, length(option) + 1); next
	}
	option != "" { text = text " " $0 }
	END { flush() }'
done >"$help"

awk '
function flush() { if (option != "") print command ": " option ": " words(text); option = text = "" }
function words(s) { gsub(/[^[:alnum:]]+/, " ", s); gsub(/^ | $/, "", s); return s }
function plain(s) { # "Fl s , Fl -set Ar INDEX Ns = Ns Ar VALUE" is "-s, --set INDEX=VALUE"
	gsub(/ Ns /, "\001", s); gsub(/(Ar|Cm) /, "", s); gsub(/Fl /, "-", s); gsub(/ ,/, ",", s)
	gsub(/\001/, "", s)
	return s
}
/^\.Sh/ { flush(); inside = $2 == "COMMANDS" }
!inside { next }
/^\.Ss/ { flush(); command = $2; next }
/^\.It/ { flush(); option = plain(substr($0, 5)); next }
/^\.El/ { flush(); next }
option != "" { sub(/^\.[A-Z][a-z] /, ""); gsub(/\\&/, ""); text = text " " $0 }
END { flush() }' "$page" >"$man"

parts=$(awk '/^\.Sh/ { inside = $2 == "COMMANDS" } inside && /^\.Ss/ { print $2 }' "$page")
[ -n "$commands" ] && [ "$commands" = "$parts" ] || {
	echo "help: the commands are" $commands "and the man page has" $parts; exit 1
}
[ -s "$help" ] || { echo "help: no options are found"; exit 1; }

# Line by line: the page may go on where the help ends.
awk -v help="$help" '
function complain(a, b) { print "help:     " a "\nman page: " b; bad = 1 }
{ if ((getline line <help) <= 0) line = "(nothing)"
  if (index($0 " ", line " ") != 1) complain(line, $0) }
END { while ((getline line <help) > 0) complain(line, "(nothing)")
      if (!bad) print "help: " NR " options are the same in the man page"
      exit bad }' "$man"
