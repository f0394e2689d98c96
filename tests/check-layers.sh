#!/bin/sh
# Usage: check-layers.sh [ROOT]   does each file of src and include only include what it may?
#
# The table below is the architecture: room, the rooms whose public headers it may include, and the
# other libraries' headers it may include. Beside these a room may include
#
#   - the headers of C11; POSIX is for commands alone
#   - its own private headers, as "room/x.h", and those of base (not in commands)
#
# commands sees the library through <clusterflow.h> alone, and public headers show nothing private.

cd "${1:-.}" || exit 1
exec awk '
BEGIN {
	room_is("base",     "",                         "utf8proc.h")
	room_is("model",    "base",                     "")
	room_is("load",     "base model",               "yaml.h")
	room_is("engine",   "base model",               "")
	room_is("analysis", "base model engine",        "")
	room_is("output",   "base model engine analysis", "utf8proc.h")
	room_is("commands", "",                         "")
	part_of["compare"] = part_of["plan"] = part_of["backtest"] = part_of["stress"] = part_of["diff"] = "analysis"; part_of["grounds"] = "engine"   # further public headers of a room
	split("assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal " \
	      "stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath " \
	      "threads time uchar wchar wctype", names, " ")
	for (i in names) c11[names[i] ".h"]
}
function room_is(room, doors, others,    i, n, names) {
	rooms[room]
	n = split(doors, names, " "); for (i = 1; i <= n; i++) door[room, names[i]]
	n = split(others, names, " "); for (i = 1; i <= n; i++) other[room, names[i]]
}
function bad(why) { printf "%s:%d: %s: %s\n", FILENAME, FNR, why, $0; status = 1 }

FNR == 1 {
	n = split(FILENAME, part, "/")
	public = part[1] == "include"
	umbrella = FILENAME == "include/clusterflow.h"
	room = public ? part[3] : n > 2 ? part[2] : "commands"   # src/main.c belongs to commands
	sub(/\.h$/, "", room)
	if (public && room in part_of) room = part_of[room]
	if (!umbrella && !(room in rooms)) bad("no room of the table in tests/check-layers.sh")
}
!/^[ \t]*#[ \t]*include/ { next }
!/^[ \t]*#[ \t]*include[ \t]*[<"][^>"]*[>"]/ { bad("include hidden behind a macro"); next }
{
	header = $0; sub(/^[^<"]*/, "", header)
	quoted = header ~ /^"/
	header = substr(header, 2); sub(/[>"].*/, "", header)
	n = split(header, part, "/")
	to = part[n]; sub(/\.h$/, "", to)

	if (quoted) own_header()
	else if (header == "clusterflow.h") { if (room != "commands") bad("the umbrella is for commands only") }
	else if (part[1] == "clusterflow") public_header()
	else if ((room, header) in other || header in c11) ;
	else if (public || room != "commands") bad(room " may not use <" header ">")
	else if (header ~ /^(yaml|utf8proc|cmocka)\.h$/) bad("commands may not use <" header ">")
}
function own_header() {
	if (public) bad("a public header includes a private one")
	else if (n != 2 || !(part[1] in rooms)) bad("write \"room/x.h\", or <x.h> for a header not ours")
	else if (part[1] == room) ;
	else if (room == "commands") bad("commands sees the library through <clusterflow.h>")
	else if (part[1] != "base") bad("private header of room " part[1])
}
function public_header() {
	if (to in part_of) to = part_of[to]
	if (umbrella || to == room) ;
	else if (room == "commands") bad("commands sees the library through <clusterflow.h>")
	else if (!((room, to) in door)) bad(room " may not use " to)
}
END { if (!status) print "layers: every include is in its place"; exit status }
' $(find src include -name '*.[ch]' | sort)
