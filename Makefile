# clusterflow: plain GNU make. Everything that is built lies in $(BUILD).
#
## make            build the tool (build/clusterflow) and the library (libclusterflow.a and .so)
## make deps       install what the build needs and is missing (apt, as root or by sudo)
## make demo       build, then evaluate three cities
## make check      every test and every structural rule; ends with "N passed, 0 failed"
## make check-all  the tests under sanitizers and valgrind, both compilers, static analysis,
##                 and what the tests reach, held to a gate: make check-coverage
## make check-every-failure  each allocation and each call of the system fails once, in minutes
## make bench      time the tool against the bare YAML parser
## make fuzz       SECONDS=N of libFuzzer for each target in tests/fuzz; make fuzz-afl: of AFL++;
##                 make fuzz-compare: what was found, by the second evaluator
## make docs-reliability  write docs/reliability.md with what the tests have measured
## make docs-rules write docs/rules.md from the table of the rules; docs-man the keys in man pages
## make docs-api   write docs/api.md and the manual of the library from its headers
## make format     rewrite the C sources in the project's format
## make install    into $(DESTDIR)$(PREFIX); make uninstall removes the same files
## make deb        Debian packages in build/deb; make check-deb has them checked, installed and removed
## make clean      remove all that was built
##
## One stage alone: make check-unit, check-cases, ... (see STAGES and DEEP_STAGES)
## Some cases: make check-cases FILTER=eval/first-no; UPDATE=1 rewrites what they expect
## Variables: CC CFLAGS LDFLAGS BUILD JOBS; DESTDIR PREFIX BINDIR LIBDIR INCLUDEDIR MANDIR; WERROR=1
## (warnings are errors), HARDEN=0 (plain code), STATIC=0 (the tool with shared libraries only), V=1
## (show the commands); config.mk, if it is there, is read first

-include config.mk

BUILD   ?= build
CFLAGS  ?= -O2 -g
NM      ?= nm
PYTHON  ?= python3
JOBS    ?= $(shell nproc 2>/dev/null || getconf _NPROCESSORS_ONLN)

# A row of a table leaves out what it has none of (-Wno-missing-field-initializers).
# The Makefile's own flags have names of their own, so that CFLAGS= on the command line only
# replaces what is the user's: optimisation and debugging.
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
        -Wold-style-definition -Wwrite-strings -Wcast-qual -Wcast-align -Wpointer-arith -Wundef \
        -Wvla -Wformat=2 -Wno-missing-field-initializers $(if $(filter-out 0,$(WERROR)),-Werror)
CF_CPPFLAGS = -D_XOPEN_SOURCE=700 -Iinclude -Isrc $(CPPFLAGS)
CF_CFLAGS   = -std=c11 $(WARN) $(HARDENED) $(PIC) $(SAME) $(DEP_CFLAGS) $(CFLAGS)
CF_LDFLAGS  = $(SEALED) $(PACKED) $(LDFLAGS)

# Of a library the objects have to be position independent, and show what public headers declare.
PIC     := -fPIE
LIB_PIC := -fPIC -fno-semantic-interposition -fvisibility=hidden
# No object tells in which folder it was built.
SAME    := -fmacro-prefix-map=$(CURDIR)=. -fdebug-prefix-map=$(CURDIR)=.

include docs/packaging/hardening.mk

# Tables with many texts are relocated at start, which takes a tenth of the time when they are packed.
# Only a program that runs shows whether linker and C library both know how.
PACK   := -Wl,-z,pack-relative-relocs
PACKED := $(shell d=$$(mktemp -d) && cd $$d && echo 'int i, *p = &i; int main(void) { return p != &i; }' | \
            $(CC) $(PACK) -x c -o p - 2>e && ./p && [ ! -s e ] && echo '$(PACK)'; rm -rf "$$d")

# Each shared object costs the tool 0.03 to 0.16 ms at start, and start is most of a run. So the
# static archive is linked where the compiler finds one, and else whatever there is. With STATIC=0
# all are shared, libclusterflow too.
STATIC    ?= 1
archive    = $(or $(if $(filter 0,$(STATIC)),,$(filter /%,$(shell $(CC) -print-file-name=lib$1.a 2>/dev/null))),$2)
pkg        = $(shell pkg-config $1 2>/dev/null)
DEP_CFLAGS := $(call pkg,--cflags yaml-0.1 libutf8proc)
DEP_LIBS   := $(or $(call pkg,--libs yaml-0.1 libutf8proc),-lyaml -lutf8proc)
CF_LDLIBS  := $(call archive,yaml,$(DEP_LIBS)) $(call archive,utf8proc,$(DEP_LIBS)) $(LDLIBS) -lm
CMOCKA     := $(or $(call pkg,--cflags --libs cmocka),-lcmocka)

# ---- what there is ----

# The rooms, lowest first; tests/check-layers.sh says which may use which. All but the last are the
# library, the last is the tool. A room that has no file yet does no harm.
ROOMS    := base model load engine analysis output commands

LIB_SRC  := $(sort $(foreach r,$(filter-out commands,$(ROOMS)),$(wildcard src/$r/*.c)))
TOOL_SRC := $(sort $(wildcard src/commands/*.c src/main.c))
HEADERS  := $(sort $(wildcard include/*.h include/*/*.h src/*/*.h))
UNIT_SRC := $(sort $(wildcard tests/unit/test_*.c tests/unit/*/test_*.c))
HELP_SRC := $(filter-out $(UNIT_SRC),$(sort $(wildcard tests/unit/*.c tests/unit/*/*.c)))
EXAMPLES := $(sort $(wildcard docs/examples/*.c))
DOCS     := $(wildcard README.md) $(sort $(wildcard docs/*.md))
MAN      := $(sort $(wildcard docs/man/*.[1-9]))
C_FILES  := $(LIB_SRC) $(TOOL_SRC) $(HEADERS) $(EXAMPLES) \
            $(sort $(shell find tests -name '*.[ch]' 2>/dev/null))

# The version of the interface is its own: docs/library.md says what raises it.
VERSION   := $(shell sed -n 's/^.define CF_VERSION "\(.*\)"/\1/p' include/clusterflow/base.h)
SOVERSION := 0

LIB      := $(BUILD)/libclusterflow.a
ifeq ($(shell uname -s),Darwin)
SO       := libclusterflow.$(SOVERSION).dylib
SO_FILE  := libclusterflow.$(SOVERSION).$(VERSION).dylib
SO_LINK  := libclusterflow.dylib
SO_FLAGS  = -dynamiclib -install_name $(LIBDIR)/$(SO)
else
SO       := libclusterflow.so.$(SOVERSION)
SO_FILE  := $(SO).$(word 2,$(subst ., ,$(VERSION))).$(word 3,$(subst ., ,$(VERSION)))
SO_LINK  := libclusterflow.so
SO_FLAGS  = -shared -Wl,-soname,$(SO) -Wl,--version-script,$(BUILD)/exports.map
endif
SHARED   := $(BUILD)/$(SO)
TOOL     := $(BUILD)/clusterflow
TOOL_LIB := $(if $(filter 0,$(STATIC)),$(SHARED),$(LIB))
LIB_OBJ  := $(LIB_SRC:%.c=$(BUILD)/%.o)
TOOL_OBJ := $(TOOL_SRC:%.c=$(BUILD)/%.o)
HELP_OBJ := $(HELP_SRC:%.c=$(BUILD)/%.o)
UNIT     := $(UNIT_SRC:%.c=$(BUILD)/%)
EXAMPLE  := $(EXAMPLES:%.c=$(BUILD)/%)

# ---- how it is built ----

all: $(TOOL) $(LIB) $(SHARED)

# Quiet unless V=1.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-5s %s\n' $1 $2)

$(TOOL): $(TOOL_OBJ) $(TOOL_LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(CF_LDFLAGS) -o $@ $(TOOL_OBJ) $(TOOL_LIB) $(CF_LDLIBS)

$(LIB): $(LIB_OBJ) $(BUILD)/flags
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(LIB_OBJ)

# One set of objects is both libraries. What no public header declares is not exported.
$(LIB_OBJ): PIC = $(LIB_PIC)

$(SHARED): $(LIB_OBJ) $(BUILD)/flags
	$(call say,LINK,$@)
	$(Q)printf 'CLUSTERFLOW_$(SOVERSION) {\n  global: cf_*;\n  local: *;\n};\n' >$(BUILD)/exports.map
	$(Q)$(CC) $(CFLAGS) $(filter-out -pie,$(CF_LDFLAGS)) $(SO_FLAGS) -o $@ $(LIB_OBJ) $(DEP_LIBS) $(LDLIBS) -lm
	$(Q)ln -sf $(SO) $(BUILD)/$(SO_LINK)

# Draws go through columns by vector instructions: compilers make them of loops without traps.
$(BUILD)/src/analysis/stress_columns.o $(BUILD)/pic/src/analysis/stress_columns.o: \
	CF_CFLAGS += $(if $(filter -O2,$(CFLAGS)),-O3 -fno-trapping-math)

# -MMD -MP: each object knows its headers, and a header that is gone does not break the build.
$(BUILD)/%.o: %.c $(BUILD)/flags
	$(call say,CC,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CF_CPPFLAGS) $(CF_CFLAGS) -MMD -MP -c -o $@ $<

# Objects depend on this file, which changes only when the flags do.
FLAGS := $(CC) $(CF_CPPFLAGS) $(CF_CFLAGS) $(LIB_PIC) $(CF_LDFLAGS) $(CF_LDLIBS)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(FLAGS)' | cmp -s - $@ || echo '$(FLAGS)' >$@

# Unit tests may look into private headers; those of the tool link all of it but its main(). From
# the files beside the tests (fixtures and the like) a test takes what it uses.
$(BUILD)/tests/%.o: CF_CPPFLAGS += -Itests -Itests/unit
$(BUILD)/tests/unit/commands/%: TOOL_PARTS = $(filter-out %/main.o,$(TOOL_OBJ))
$(filter $(BUILD)/tests/unit/commands/%,$(UNIT)): $(TOOL_OBJ)

HELPERS := $(BUILD)/tests/helpers.a
$(HELPERS): $(HELP_OBJ) $(BUILD)/flags
	$(Q)rm -f $@ && $(AR) rcs $@ $(HELP_OBJ)

$(UNIT): %: %.o $(HELPERS) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(CF_LDFLAGS) -o $@ $< $(HELPERS) $(TOOL_PARTS) $(LIB) $(CMOCKA) $(CF_LDLIBS)

# Examples see what a user of the installed library sees.
$(BUILD)/docs/examples/%: docs/examples/%.c $(LIB)
	$(call say,CC,$@)
	@mkdir -p $(@D)
	$(Q)$(CC) -D_XOPEN_SOURCE=700 -Iinclude $(CF_CFLAGS) $(CF_LDFLAGS) -MMD -MP -MF $@.d \
	  -o $@ $< $(LIB) $(CF_LDLIBS)

-include $(LIB_OBJ:.o=.d) $(TOOL_OBJ:.o=.d) $(HELP_OBJ:.o=.d) $(BUILD)/tests/formats/samples.d $(BUILD)/tests/embed/threads.d $(UNIT:=.d) $(EXAMPLE:=.d) \
         $(wildcard $(BUILD)/tests/fuzz/*.d)

# ---- what it needs ----

deps:           ; @CC='$(CC)' sh tests/tools/deps.sh build
deps-check:     ; @CC='$(CC)' sh tests/tools/deps.sh build check
deps-fuzz:      ; @CC='$(CC)' sh tests/tools/deps.sh build fuzz
deps-check-all: ; @CC='$(CC)' sh tests/tools/deps.sh build check check-all
deps-deb:       ; @CC='$(CC)' sh tests/tools/deps.sh build deb
deps-check-deb: ; @CC='$(CC)' sh tests/tools/deps.sh build deb check-deb

# A second make, since this one looked for the libraries before they were installed.
demo: deps
	@$(MAKE) --no-print-directory all
	$(TOOL) eval dalian beijing guangzhou

# ---- make check ----

# Every runner writes how many tests passed to a file in $(COUNTS); the summary adds them up.
COUNTS ?= $(BUILD)/counts
export COUNTS JOBS NM PYTHON

# The slowest first, so that no core idles at the end.
TEST_STAGES := check-differential check-suites check-plans check-stress check-held check-backtest check-compare check-diff check-same-faults check-unit check-cases \
               check-docs check-rule-pages check-terminal check-ci check-example check-failures check-streams
RULE_STAGES := check-install check-embed check-symbols check-hardening check-api check-headers check-rules check-layers check-evidence \
               check-format check-files
STAGES      := $(TEST_STAGES) $(RULE_STAGES)

# In parallel, unless the caller has said how; going on after a failure, so that one run shows all.
PARALLEL = $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS)) -k --no-print-directory -Otarget

check: deps-check
	@rm -rf $(COUNTS)
	@$(MAKE) $(PARALLEL) WERROR=1 $(STAGES)
	@sh tests/summary.sh

# Numbers are tried in locales that write them otherwise.
LOCALES := $(BUILD)/locales
locales:
	@sh tests/tools/locales.sh $(LOCALES) de_DE.UTF-8 tr_TR.UTF-8

check-unit: $(UNIT) locales
	@LOCPATH='$(abspath $(LOCALES))' sh tests/run-unit.sh $(UNIT)

check-cases: $(TOOL)
	@CLUSTERFLOW=$(TOOL) $(PYTHON) -B tests/run_cases.py $(FILTER)

check-differential: $(TOOL)
	@CLUSTERFLOW=$(TOOL) sh tests/run-differential.sh $(DIFFERENTIAL)

# The suites of the shipped charts, and what holds of all suites, on random ones.
check-suites: $(TOOL)
	@CLUSTERFLOW=$(TOOL) sh tests/run-suites.sh $(SUITES)

# Plans for random cities, carried out in the second evaluator. PLANS='--plans 10000' is thorough.
PLANS ?= --plans 500
check-plans: $(TOOL)
	@$(PYTHON) -B tests/differential/run_plans.py $(TOOL) $(PLANS)

# Stress tests of random cities, judged by the second evaluator. STRESS='--tests 10000' is thorough.
STRESS ?= --tests 100
check-stress: $(TOOL)
	@$(PYTHON) -B tests/differential/run_stress.py $(TOOL) $(STRESS)
	@$(PYTHON) -B tests/differential/closed_forms.py $(TOOL)
	@$(PYTHON) -B tests/check_interrupt.py $(TOOL)

# The suites that stress and diff write, of the shipped cities and of random ones. HELD='--batches 100' is thorough.
check-held: $(TOOL)
	@$(PYTHON) -B tests/differential/run_held.py $(TOOL) $(HELD)

# Outcomes of random cities, judged once more by the second evaluator.
check-backtest: $(TOOL)
	@$(PYTHON) -B tests/backtest/run.py $(TOOL) $(BACKTESTS)

# Random cities side by side, put together once more from what the second evaluator says.
check-compare: $(TOOL)
	@$(PYTHON) -B tests/compare/run.py $(TOOL) $(COMPARISONS)

# What differences make responsible is undone, and judged by the second evaluator; then git calls.
# DIFFS='--batches 1000' is thorough.
check-diff: $(TOOL)
	@$(PYTHON) -B tests/diff/run.py $(TOOL) $(DIFFS)
	@$(PYTHON) -B tests/diff/git.py $(TOOL)

# Some hundred charts and cities.
check-diff-more: $(TOOL)
	@$(MAKE) COUNTS=$(COUNTS)/more DIFFS='--batches 24 --seed 1000' check-diff

check-same-faults: $(TOOL)
	@$(PYTHON) -B tests/check_same_faults.py $(SAME_FAULTS) $(TOOL) $(FILTER)

check-terminal: $(TOOL)
	@$(PYTHON) -B tests/check_terminal.py $(TOOL)

# STREAMS=--all: all command lines of tests/failures/commands, not one for each format.
check-streams: $(TOOL)
	@$(PYTHON) -B tests/check_streams.py $(STREAMS) $(TOOL) $(FILTER)

check-ci: $(TOOL)
	@$(PYTHON) -B tests/check_ci.py $(TOOL)

check-docs: $(TOOL)
	@$(PYTHON) -B tests/check_man.py $(TOOL)
	@$(PYTHON) -B tests/check_rules_doc.py $(if $(UPDATE),--update) $(TOOL) docs/rules.md
	@$(PYTHON) -B tests/check_reliability.py $(if $(UPDATE),--update)
	@$(PYTHON) -B tests/check_completions.py $(TOOL)
	@$(PYTHON) tests/check_docs.py $(if $(UPDATE),--update) $(TOOL) $(DOCS) $(MAN)

# With the figures that make fuzz and others have left in the build folder.
docs-reliability:
	@mkdir -p $(BUILD)/figures && $(PYTHON) -B tests/check_reliability.py --take $(BUILD)/figures --update

# After a rule was added or its page changed.
docs-rules: $(TOOL)
	@$(PYTHON) -B tests/check_rules_doc.py --update $(TOOL) docs/rules.md

# After a key of a file was added or its sentence changed.
docs-man: $(TOOL)
	@$(PYTHON) -B tests/check_man.py --update $(TOOL)

# Each rule fires on its bad example and not on its good one.
check-rule-pages: $(TOOL)
	@$(PYTHON) -B tests/check_rule_pages.py $(TOOL) $(RULE)

check-example: $(EXAMPLE)
	@sh tests/run-examples.sh $(EXAMPLE)

check-layers:
	@sh tests/check-layers.sh

# The checks above and below are scripts, and can be wrong as well.
check-rules:
	@CC='$(CC)' sh tests/check-rules-test.sh

# The figures of the shipped files, against what their documents can be cited for.
check-evidence:
	@$(PYTHON) tests/evidence/test_check.py
	@$(PYTHON) tests/check_evidence.py

# Each header compiles alone; a public one sees only the public ones.
check-headers:
	@for h in $(HEADERS); do \
	  case $$h in include/*) private= ;; *) private=-Isrc ;; esac; \
	  $(CC) -D_XOPEN_SOURCE=700 -Iinclude $$private $(CF_CFLAGS) -Werror -fsyntax-only \
	    -x c -include $$h /dev/null || exit 1; \
	done; echo "headers: $(words $(HEADERS)) compile alone"
	@command -v $(CXX) >/dev/null || { echo "headers: skipped: no C++ compiler"; exit 0; }; \
	for h in $(filter include/%,$(HEADERS)); do \
	  $(CXX) -std=c++11 -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Werror -Iinclude -fsyntax-only -x c++ -include $$h /dev/null || exit 1; \
	done; echo "headers: $(words $(filter include/%,$(HEADERS))) public ones are C++, too"

check-symbols: $(LIB) $(SHARED)
	@CC='$(CC)' sh tests/check-symbols.sh $(LIB) $(SHARED) include/clusterflow/*.h

check-api:
	@$(PYTHON) -B tests/check_api.py

# After a public header was changed.
docs-api:
	@$(PYTHON) -B tests/check_api.py --update

check-hardening: $(TOOL) $(LIB) $(SHARED)
	@sh tests/check-hardening.sh $(TOOL) $(SHARED) $(LIB) $(TOOL_OBJ)

# Installed into an empty folder: used from elsewhere, and taken away.
check-install: all
	@MAKE='$(MAKE)' sh tests/check-install.sh

# Programs of others, with an installed library.
check-embed: all
	@MAKE='$(MAKE)' CC='$(CC)' CXX='$(CXX)' sh tests/embed/check.sh

check-format:
	@sh tests/tools/format.sh --check $(C_FILES)

check-files:
	@sh tests/check-files.sh

format:
	@sh tests/tools/format.sh $(C_FILES)

include tests/check-all.mk

# ---- make bench ----

BENCH := $(addprefix $(BUILD)/tests/bench/,launch floor_empty floor_yaml)

# The floors are linked as the tool is. The launcher is static: a child's peak memory counts from
# its parent's.
$(BUILD)/tests/bench/launch: CF_LDFLAGS = -static $(LDFLAGS)
$(BENCH): %: %.o
	@$(CC) $(CFLAGS) $(CF_LDFLAGS) -o $@ $< $(CF_LDLIBS)

bench: $(TOOL) $(BENCH)
	@$(PYTHON) -B tests/bench/bench.py $(BUILD)

include tests/failures/failures.mk
include tests/fuzz/fuzz.mk
include docs/packaging/install.mk

clean:
	rm -rf $(BUILD)

help:
	@sed -n 's/^## \{0,1\}//p' Makefile

FORCE:
.PHONY: all docs-rules docs-reliability docs-man docs-api deps deps-check deps-check-all demo check check-all $(STAGES) $(DEEP_STAGES) objects memcheck threads \
        format locales bench fuzz fuzz-afl fuzz-compare fuzz-targets deps-fuzz deps-deb deps-check-deb \
        install uninstall deb check-deb clean help FORCE
.DELETE_ON_ERROR:
.SECONDARY:
.SUFFIXES:
