# make check-all: a part of the Makefile.

# What takes longest begins first.
DEEP_STAGES := check-asan check-coverage check-tidy check-analyzer check-valgrind check-clang \
               check-cppcheck check-man check-formats check-outputs check-schemas \
               check-pre-commit check-shells check-numbers check-threads check-reproducible

# Short runs of what is random are enough where the tool is ten times slower. The seed is one whose
# plans meet much of what is rare.
SHORT := DIFFERENTIAL='--cases 800' SUITES='--batches 2' PLANS='--plans 24 --seed 14' BACKTESTS='--batches 6' DIFFS='--batches 4' STRESS='--tests 16' SAME_FAULTS='--every 3' HELD='--batches 1'

check-all: deps-check-all
	@rm -rf $(COUNTS)
	@$(MAKE) $(PARALLEL) WERROR=1 $(DEEP_STAGES)
	@sh tests/summary.sh

# Each of these has a build folder of its own. A variable that hardening sets to 0 would hide that
# nobody has set it. check-failures has an allocator of its own, which does not go with a sanitizer's.
UNSET    := -ftrivial-auto-var-init=uninitialized
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all $(UNSET)
check-asan:
	@$(MAKE) BUILD=$(BUILD)/asan COUNTS=$(COUNTS)/asan $(SHORT) LDFLAGS= \
	  CFLAGS='-O1 -g1 -fno-omit-frame-pointer $(SANITIZE)' $(filter-out check-failures,$(TEST_STAGES))

# What the tests reach. Of failing allocations and calls each that other calls lead to; in one
# process, since gcov counts what comes to its end. Where many processes write their counts at a time,
# those of a unit test have been seen to be lost: before anything is held to be missed, they run again.
COVERAGE := BUILD=$(BUILD)/coverage COUNTS= $(SHORT) LDFLAGS= HARDEN=0 CFLAGS='-O0 -g1 --coverage'
REACHED  := $(PYTHON) -B tests/tools/coverage.py --report $(BUILD)/figures/coverage.json $(BUILD)/coverage
check-coverage:
	@find $(BUILD)/coverage -name '*.gcda' -delete 2>/dev/null || :
	@$(MAKE) $(COVERAGE) FAILING='--within --new' FAILING_CALLS='--within --new --calls' \
	  check-unit check-cases check-differential check-suites check-plans check-stress check-held check-backtest check-compare check-diff \
	  check-failures
	@mkdir -p $(BUILD)/figures
	@$(REACHED) >/dev/null || $(MAKE) $(COVERAGE) check-unit
	@$(REACHED)

# Valgrind reads no newer form of debugging data.
CLANG := BUILD=$(BUILD)/clang CC=clang CFLAGS='-O2 -gdwarf-4 -g1 $(UNSET)' LDFLAGS=
check-clang:
	@$(MAKE) $(CLANG) COUNTS= check-unit all

# The unit tests, and one case of each command.
MEMCHECK := valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible
check-valgrind: check-clang
	@$(MAKE) $(CLANG) COUNTS=$(COUNTS)/valgrind memcheck

memcheck: $(UNIT) $(TOOL) locales
	@NUMBERS=3000 WRAP='$(MEMCHECK)' LOCPATH='$(abspath $(LOCALES))' sh tests/run-unit.sh $(UNIT)
	@WRAP='$(MEMCHECK)' CLUSTERFLOW=$(TOOL) $(PYTHON) -B tests/run_cases.py --first

# As many numbers as take some seconds.
NUMBERS ?= 800000
NUMBER_TEST := $(BUILD)/tests/unit/base/test_number_reference
check-numbers: $(NUMBER_TEST) locales
	@COUNTS=$(COUNTS)/numbers NUMBERS=$(NUMBERS) LOCPATH='$(abspath $(LOCALES))' sh tests/run-unit.sh $(NUMBER_TEST)

# gcc's own analysis, with the warnings that only gcc knows. Optimised code hides faults from it, and
# hardened code, in which every call may throw, has some that are none.
check-analyzer:
	@$(MAKE) BUILD=$(BUILD)/analyzer CC=gcc LDFLAGS= HARDEN=0 \
	  CFLAGS='-O0 -fanalyzer -Wlogical-op -Wduplicated-cond -Wduplicated-branches' objects
	@echo "analyzer: no findings"

objects: $(LIB_OBJ) $(TOOL_OBJ)

# How far the analyzer follows one function: half of its own limit, 225000, takes half of the time.
TIDY_NODES ?= 100000
TIDY_DEPTH := $(addprefix --extra-arg=,-Xclang -analyzer-config -Xclang max-nodes=$(TIDY_NODES))

check-tidy: $(patsubst %.c,$(BUILD)/tidy/%.log,$(LIB_SRC) $(TOOL_SRC))
	@echo "clang-tidy: no findings in $(words $^) files"

$(BUILD)/tidy/%.log: %.c $(HEADERS) .clang-tidy
	$(call say,TIDY,$<)
	@mkdir -p $(@D)
	$(Q)clang-tidy --quiet $(TIDY_DEPTH) $< -- $(CF_CPPFLAGS) -std=c11 >$@.tmp 2>&1 || \
	  { grep -v ' warnings\{0,1\} generated' $@.tmp; exit 1; }
	@mv $@.tmp $@

# invalidPointerCast: a table of fields holds offsets, and its reader casts to the field's type.
check-cppcheck:
	@mkdir -p $(BUILD)/cppcheck
	@cppcheck -q -j$(JOBS) --cppcheck-build-dir=$(BUILD)/cppcheck --std=c11 --inline-suppr \
	  --enable=warning,performance,portability --error-exitcode=1 \
	  --suppress=invalidPointerCast -Iinclude -Isrc src
	@echo "cppcheck: no findings"

# One chart and many cities in many threads, and the tool where it reads ahead by threads.
THREADS := $(BUILD)/tests/embed/threads
$(THREADS): %: %.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(CF_LDFLAGS) -o $@ $< $(LIB) $(CF_LDLIBS) -pthread

check-threads:
	@$(MAKE) BUILD=$(BUILD)/threads LDFLAGS= CFLAGS='-O0 -g1 -fsanitize=thread $(UNSET)' threads

threads: $(THREADS) $(TOOL)
	@sh tests/embed/threads.sh $(THREADS) $(TOOL)

# Built again in another folder.
check-reproducible: all
	@MAKE='$(MAKE)' sh tests/check-reproducible.sh $(TOOL) $(LIB) $(SHARED)

# The hook as its users run it.
check-pre-commit: $(TOOL)
	@$(PYTHON) -B tests/check_ci.py --pre-commit $(TOOL)

# The completions, as somebody types them.
check-shells: $(TOOL)
	@$(PYTHON) -B tests/check_completions.py --shells $(TOOL)

check-man:
	@$(if $(MAN),mandoc -T lint -W warning $(MAN) &&) echo "man pages: $(words $(MAN)) are well formed"

# What judges outputs by schemas, from npm: see tests/tools/package.json.
JUDGES := $(BUILD)/node/package.json
$(JUDGES): tests/tools/package.json
	$(call say,NPM,$@)
	@sh tests/tools/judges.sh $(@D)

# Findings made by hand: names and texts that no file could hold.
SAMPLES := $(BUILD)/tests/formats/samples
$(SAMPLES): %: %.o $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(CF_LDFLAGS) -o $@ $< $(LIB) $(CF_LDLIBS)

check-formats: $(TOOL) $(SAMPLES) $(JUDGES)
	@$(PYTHON) -B tests/formats/check.py $(TOOL) $(SAMPLES) $(BUILD)/node
	@$(PYTHON) -B tests/formats/tables.py $(TOOL)

# Every JSON document that the cases bring about.
check-outputs: $(TOOL) $(JUDGES)
	@$(PYTHON) -B tests/formats/outputs.py $(TOOL) $(BUILD)/node

# The schemas, on every file that there is: 2000 of them are too many for a command line.
check-schemas: $(TOOL) $(JUDGES)
	@find data flowcharts tests/cases -name '*.y*ml' | LC_ALL=C sort >$(BUILD)/yaml-files
	@node tests/schemas/agree.mjs $(TOOL) $(BUILD)/node $(BUILD)/yaml-files
