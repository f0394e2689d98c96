#!/bin/sh
# Usage: check-deb.sh FOLDER   lints the packages of the folder, and installs, uses and removes them.
#
# That happens in a Debian of its own, which debootstrap makes in the folder once. As root; the
# machine's own packages are left alone.

fail() { echo "deb: $*"; exit 1; }

[ "$(id -u)" -eq 0 ] || fail "only root can make a Debian to install into"
folder=$(cd "$1" && pwd) || exit 1
root=${folder%/*}/deb-root
log=$folder/check.log

lintian --allow-root --fail-on error,warning "$folder"/*.changes >"$log" 2>&1 ||
	{ cat "$log"; fail "lintian refuses the packages"; }
! grep '^[EW]:' "$log" || fail "lintian warns"
overrides=$(find "$folder"/clusterflow-*/debian -name '*lintian-overrides' 2>/dev/null)
[ -z "$overrides" ] || fail "overrides want a look: $overrides"

# What building with the library takes is there beforehand: only our packages come and go.
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
if [ ! -e "$root/complete" ]; then
	rm -rf "$root"
	debootstrap --variant=minbase --include=gcc,libc6-dev,libutf8proc-dev,libyaml-dev,pkg-config,python3 \
		"$suite" "$root" ${MIRROR-} >"$log" 2>&1 || { tail -20 "$log"; fail "debootstrap fails"; }
	touch "$root/complete"
fi
# The tool asks /proc where it lies. The mount is gone with the command.
unshare --mount true 2>/dev/null || fail "no mounts here: a container needs the right to make them"
inside() {
	unshare --mount sh -c 'mount -t proc proc "$0/proc" && exec chroot "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"' "$root" "$@"
}
# Files and links with what they hold, but for dpkg's own records and what is rebuilt by others.
state() {
	(cd "$root" && find . -xdev \( -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log -o -path ./proc \
		-o -path ./tmp -o -path ./complete -o -path ./etc/ld.so.cache \) -prune -o ! -type d -print | sort)
}
packages=$(cd "$folder" && ls -- *.deb | grep -v dbgsym)
names=$(echo "$packages" | sed 's/_.*//')

inside dpkg --purge $names >/dev/null 2>&1
state >"$folder/before"
(cd "$folder" && cp $packages "$root/tmp/")
inside sh -c 'cd /tmp && dpkg --install "$@"' sh $packages >"$log" 2>&1 || { cat "$log"; fail "the packages do not install"; }

# What each package is for.
expect() { # FILE COMMAND...: prints what is in the file
	wanted=$1
	shift
	inside "$@" >"$folder/out" 2>&1 || { cat "$folder/out"; fail "installed: '$*' fails"; }
	diff "$wanted" "$folder/out" || fail "installed: '$*' prints something else"
}
inside clusterflow eval -q dalian >"$folder/out" 2>&1 || { cat "$folder/out"; fail "the tool does not run"; }
grep -q bottleneck "$folder/out" || fail "the tool finds no bottleneck"
examples=/usr/share/doc/libclusterflow-dev/examples
expect docs/examples/embed.py.out python3 $examples/embed.py
inside sh -c "cc -std=c11 -o /tmp/embed $examples/embed.c \$(pkg-config --cflags --libs clusterflow)" ||
	fail "no program builds"
expect docs/examples/embed.out /tmp/embed
inside sh -c "cc -static -std=c11 -o /tmp/embed $examples/embed.c \$(pkg-config --cflags --static --libs clusterflow)" ||
	fail "no program builds with the archive"
expect docs/examples/embed.out /tmp/embed

inside dpkg --purge $names >"$log" 2>&1 || { cat "$log"; fail "the packages cannot be removed"; }
rm -f "$root"/tmp/*
state >"$folder/after"
diff "$folder/before" "$folder/after" || fail "something is left behind, or gone"
echo "deb: $(echo "$names" | wc -l) packages are accepted by lintian, installed, used and removed"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo 1 >"$COUNTS/deb"; }
