#!/bin/sh
# Usage: deb.sh FOLDER VERSION MAINTAINER   makes Debian packages and their source package in the folder.
#
# The project is copied there, with docs/packaging/debian as its debian/. What git ignores stays out.

folder=$1 version=$2 maintainer=$3
tree=$folder/clusterflow-$version

rm -rf "$folder" && mkdir -p "$tree" || exit 1
tar -cf - --exclude=.git --exclude='./build*' --exclude=./config.mk --exclude=__pycache__ . |
	tar -xf - -C "$tree" || exit 1
cp -R docs/packaging/debian "$tree/debian" || exit 1
{ echo; echo "License: Expat"; sed -e '1,/^Copyright/d' -e '/./,$!d' LICENSE | sed -e 's/^$/./' -e 's/^/ /'; } \
	>>"$tree/debian/copyright"
sed -i -e "s/@VERSION@/$version/" -e "s/@MAINTAINER@/$maintainer/" "$tree/debian/control" "$tree/debian/changelog"

# The flags are the package's own: what was said to this make is not meant for it.
cd "$tree" && env -u MAKEFLAGS -u MAKELEVEL -u CFLAGS -u LDFLAGS SOURCE_DATE_EPOCH=1767225600 \
	dpkg-buildpackage -us -uc ${JOBS:+-j$JOBS} >../log 2>&1 ||
	{ tail -40 ../log; echo "deb: the packages could not be built"; exit 1; }
cd .. && ls -- *.deb *.dsc
