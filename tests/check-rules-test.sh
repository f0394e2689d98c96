#!/bin/sh
# Tests the checks: plants one fault at a time in a small tree and sees that it is refused.

tests=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/include/clusterflow" "$tree/src/commands" "$tree/src/shelf"
for room in base model load engine analysis output; do
	mkdir "$tree/src/$room"
	echo '#include <stddef.h>' >"$tree/include/clusterflow/$room.h"
done
count=0

# expect accepted|refused WHAT CHECK ARGUMENT: what the check must say
expect() {
	want=$1 what=$2
	shift 2
	if sh "$@" >"$tree.log" 2>&1; then seen=accepted; else seen=refused; fi
	[ "$seen" = "$want" ] || { echo "rules: ${1##*/}: '$what' was $seen"; cat "$tree.log"; exit 1; }
	count=$((count + 1))
}

# ---- check-layers.sh ----

layers() { # accepted|refused FILE LINE: the line is added to the file for this trial
	[ ! -e "$tree/$2" ] || cp "$tree/$2" "$tree/kept"
	echo "$3" >>"$tree/$2"
	expect "$1" "$2: $3" "$tests/check-layers.sh" "$tree"
	rm -f "$tree/$2"
	[ ! -e "$tree/kept" ] || mv "$tree/kept" "$tree/$2"
}

layers accepted src/model/a.c '#include <clusterflow/base.h>'
layers accepted src/model/a.c '#include "model/a.h"'
layers accepted src/engine/a.c '#include "base/arena.h"'
layers accepted src/load/a.c '#include <yaml.h>'
layers accepted src/output/a.c '#include <clusterflow/analysis.h>'
layers accepted src/commands/a.c '#include <clusterflow.h>'
layers accepted src/commands/a.c '#include <unistd.h>'
layers accepted include/clusterflow.h '#include <clusterflow/load.h>'
layers refused src/model/a.c '#include <clusterflow/engine.h>'
layers refused src/base/a.c '#include <clusterflow/model.h>'
layers refused src/engine/a.c '#include <clusterflow/load.h>'
layers refused src/analysis/a.c '#include <clusterflow/output.h>'
layers refused src/output/a.c '#include <clusterflow/load.h>'
layers refused src/engine/a.c '#include "model/a.h"'
layers refused src/engine/a.c '#  include <yaml.h>'
layers refused src/model/a.c '#include <utf8proc.h>'
layers refused src/model/a.c '#include <clusterflow.h>'
layers refused src/model/a.c '#include <unistd.h>'
layers refused src/model/a.c '#include "a.h"'
layers refused src/model/a.c '#include "../base/a.h"'
layers refused src/model/a.c '#include HIDDEN'
layers refused src/commands/a.c '#include "base/arena.h"'
layers refused src/commands/a.c '#include <clusterflow/base.h>'
layers refused src/commands/a.c '#include <yaml.h>'
layers refused src/main.c '#include <clusterflow/base.h>'
layers refused src/shelf/a.c '#include <stddef.h>'
layers refused include/clusterflow/base.h '#include <clusterflow/model.h>'
layers refused include/clusterflow/base.h '#include "base/arena.h"'

# ---- check-files.sh ----

files() { # accepted|refused FILE FORMAT [VALUE]: the text of the file as printf takes it
	printf "$3" ${4-} >"$tree/$2"
	expect "$1" "$2: $3" "$tests/check-files.sh" "$tree"
	rm -f "$tree/$2"
}

files accepted a.md 'one\ntwo\n'
files accepted a.md 'see https://example.org/%s/x\n' work
files refused a.md 'one \ntwo\n'
files refused a.md 'one\r\n'
files refused a.md 'no newline'
files refused a.yaml 'a:\tb\n'
files refused src/base/a.c '\tint a;\n'
files refused a.md 'see /ro''ot/x\n'
files refused src/base/a.c '/* TO''DO */\n'
files refused a.sh '#!/bin/sh\nif\n'

# ---- check-symbols.sh ----

symbols() { # accepted|refused SOURCE
	printf '#include <%s.h>\n' ctype stddef stdio stdlib time >"$tree/a.c"
	echo "$2" >>"$tree/a.c"
	rm -f "$tree/a.a"
	${CC:-cc} -O2 -c -o "$tree/a.o" "$tree/a.c" && ar rcs "$tree/a.a" "$tree/a.o" || exit 1
	expect "$1" "$2" "$tests/check-symbols.sh" "$tree/a.a"
}

symbols accepted 'void *cf_a(void); void *cf_a(void) { return malloc(1); }'
symbols accepted 'const char *const cf_a[] = { "constant", "addresses" };'
symbols refused 'int other; int cf_a(void); int cf_a(void) { return 1; }'
symbols refused 'void cf_a(int n); void cf_a(int n) { printf("%d", n); }'
symbols refused 'void cf_a(void); void cf_a(void) { fputs("x", stderr); }'
symbols refused 'void cf_a(void); void cf_a(void) { exit(1); }'
symbols refused 'double pow(double, double); double cf_a(double x); double cf_a(double x) { return pow(x, x); }'
symbols refused 'void *cf_a(void); void *cf_a(void) { return fopen("x", "r"); }'
symbols refused 'char *cf_a(void); char *cf_a(void) { return getenv("x"); }'
symbols refused 'time_t cf_a(void); time_t cf_a(void) { return time(NULL); }'
symbols refused 'int cf_a(int c); int cf_a(int c) { return isalpha(c); }'
symbols refused 'int cf_a(void); int cf_a(void) { static int n; return n++; }'
symbols refused 'int cf_a(void); int cf_a(void) { static int n = 5; return n++; }'

exports() { # accepted|refused HEADER SOURCE: of a shared library and its header
	echo "$2" >"$tree/a.h"
	echo "$3" >"$tree/a.c"
	rm -f "$tree/a.a"
	${CC:-cc} -fPIC -c -o "$tree/a.o" "$tree/a.c" && ar rcs "$tree/a.a" "$tree/a.o" &&
		${CC:-cc} -shared -o "$tree/a.so" "$tree/a.o" || exit 1
	expect "$1" "$2 $3" "$tests/check-symbols.sh" "$tree/a.a" "$tree/a.so" "$tree/a.h"
}

exports accepted 'int cf_a(int (*cf_call)(int)); /* not cf_b() */' 'int cf_a(void *a) { return !a; }'
exports refused 'int cf_a(void); int cf_b(void);' 'int cf_a(void) { return 1; }'
exports refused 'int cf_a(void);' 'int cf_a(void) { return 1; } int cf_b(void) { return 2; }'

# ---- check-hardening.sh ----

hardened() { # accepted|refused FLAG...: of a compiler that hardens nothing by itself
	want=$1
	shift
	off='-U_FORTIFY_SOURCE -fno-stack-protector -fcf-protection=none -no-pie -Wl,-z,norelro,-z,lazy'
	all='-fstack-protector-strong -fcf-protection -D_FORTIFY_SOURCE=2 -fPIE'
	seal='-pie -Wl,-z,relro,-z,now'
	echo '#include <stdio.h>
	int main(int n, char **v) { char a[9]; return sprintf(a, "%s", v[n - 1]); }' >"$tree/a.c"
	rm -f "$tree/a.a"
	${CC:-cc} -O2 $off $all "$@" -c -o "$tree/a.o" "$tree/a.c" 2>/dev/null &&
		ar rcs "$tree/a.a" "$tree/a.o" &&
		${CC:-cc} $off $seal "$@" -o "$tree/a.tool" "$tree/a.o" || exit 1
	expect "$want" "$*" "$tests/check-hardening.sh" "$tree/a.tool" "$tree/a.tool" "$tree/a.a" "$tree/a.o"
}

if [ "$(uname -sm)" = 'Linux x86_64' ]; then
	hardened accepted
	for flag in -fno-stack-protector -fcf-protection=none -U_FORTIFY_SOURCE -no-pie -Wl,-z,norelro \
		-Wl,-z,lazy -Wl,-z,execstack; do
		hardened refused $flag
	done
fi

# ---- check_api.py ----

mkdir -p "$tree/api/include/clusterflow" "$tree/api/docs/examples" "$tree/api/docs/man"
printf '/* cf: does it.\n *\n * All of it.\n */\n' >"$tree/api/include/clusterflow.h"
echo 'int main(void);' >"$tree/api/docs/examples/evaluate.c"
for room in base model load engine analysis output; do
	printf '/* About. */\nCF_BEGIN_C\n\n/* It. */\nint cf_%s(void);\n\nCF_END_C\n' $room \
		>"$tree/api/include/clusterflow/$room.h"
done
base=$tree/api/include/clusterflow/base.h
sed 's/^int.*/&\n\n#define CF_VERSION "0.2.0"/' "$base" >"$base.new" && mv "$base.new" "$base"
sed -i 's,^#define,/* The version. */\n&,' "$base"

api() { # accepted|refused WHAT [--update]
	expect "$1" "$2" -c "exec '${PYTHON:-python3}' -B \"\$0\" \"\$@\"" "$tests/check_api.py" ${3-} "$tree/api"
}
declare_in_load() { # COMMENT DECLARATION
	printf '/* About. */\nCF_BEGIN_C\n\n%s\n%s\n\nCF_END_C\n' "$1" "$2" >"$tree/api/include/clusterflow/load.h"
}

api refused "pages that are not there"
api accepted "pages that are made" --update
api accepted "pages as the headers"
declare_in_load '/* It. */' 'int cf_load(int other);'
api refused "another argument"
declare_in_load '' 'int cf_load(void);'
api refused "no comment" --update
declare_in_load '/* It. */' 'enum cf_status cf_load(void);'
api refused "a status of which nothing is told" --update
declare_in_load '/* It. CF_OK. */' 'enum cf_status cf_load(void);'
api accepted "a status that is told" --update
declare_in_load '/* It. */' 'int cf_loaded(void);'
api accepted "a name of this version that goes" --update
sed -i 's/ cf_loaded@CLUSTERFLOW_0 .*/ cf_loaded@CLUSTERFLOW_0 0.1.0/' "$tree/api/docs/packaging/debian/"*.symbols
declare_in_load '/* It. */' 'int cf_load(void);'
api refused "a name of an older version that goes" --update
declare_in_load '/* It. */' 'struct cf_b { struct cf_a a; }; int cf_loaded(struct cf_b *b);'
api accepted "a struct in a struct" --update
echo 'Structs may grow that the library only ever hands out by its address: `cf_a`.' >"$tree/api/docs/library.md"
api refused "a struct that may grow in a struct"

# ---- check_rule_pages.py and check_rules_doc.py ----

python='COUNTS= exec "${PYTHON:-python3}" -B "$0" "$@"'

# A tool with one rule, which finds it in files that hold the word "wrong", and a real error in those
# that hold "broken".
mkdir "$tree/tool"
cat >"$tree/tool/clusterflow" <<'END'
#!/bin/sh
here=$(dirname "$0")
case $1 in
explain) cat "$here/table" ;;
check)
	! grep -qr wrong . || echo 'data/quay.yaml:3:1: note: this is wrong [city-rule]'
	! grep -qr broken . || echo 'data/quay.yaml:3:1: error: this is broken [city-other]'
	;;
esac
END
chmod +x "$tree/tool/clusterflow"

pages() { # accepted|refused WHY BAD GOOD [CONTEXT]: as the rule has them
	cat >"$tree/tool/table" <<END
{"explained": [{"id": "city-rule", "family": "Cities", "severity": "note", "check_only": true,
  "sentence": "A sentence.", "why": "$2", "context": "${5-city}", "place": "keys of a city",
  "bad": "$3", "good": "$4"}]}
END
	expect "$1" "$2 $3 $4" -c "$python" "$tests/check_rule_pages.py" "$tree/tool/clusterflow" city-rule
}

pages accepted 'Because.' 'note: wrong' 'note: right'
pages refused '' 'note: wrong' 'note: right'
pages refused 'Because' 'note: wrong' 'note: right'
pages refused 'Because.' '' 'note: right'
pages refused 'Because.' 'note: right' 'note: right'
pages refused 'Because.' 'note: wrong' 'note: wrong'
pages refused 'Because.' 'note: wrong' 'note: broken'
pages refused 'Because.' ' note: wrong' ' note: right'
pages refused 'Because.' 'note: wrong' 'note: right' mayor

document() { # accepted|refused TEXT [--update]: what follows the comment in the document
	printf 'Words.\n\n<!-- The rest is made by hand. -->\n%s' "$2" >"$tree/rules.md"
	expect "$1" "$2" -c "$python" "$tests/check_rules_doc.py" ${3-} "$tree/tool/clusterflow" "$tree/rules.md"
}

document refused ''
document accepted 'old' --update
made=$(sed '1,3d' "$tree/rules.md"; echo x)
document accepted "${made%x}"
document refused "${made%x}more"

rm -f "$tree.log"
echo "rules: the checks are right in $count trials"
[ -z "${COUNTS-}" ] || { mkdir -p "$COUNTS" && echo "$count" >"$COUNTS/rules"; }
