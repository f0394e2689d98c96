# make fuzz, make fuzz-afl: a part of the Makefile.

FUZZ_SRC := $(sort $(wildcard tests/fuzz/target_*.c))
FUZZ     := $(FUZZ_SRC:%.c=$(BUILD)/%)
FUZZ_OBJ  = $(patsubst %.c,$(BUILD)/%.o,$(filter-out $(FUZZ_SRC) $(FUZZ_LESS),$(wildcard tests/fuzz/*.c)))
SECONDS  ?= 60

$(FUZZ): %: %.o $(FUZZ_OBJ) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(CF_LDFLAGS) -fsanitize=fuzzer -o $@ $< $(FUZZ_OBJ) $(LIB) $(CF_LDLIBS)

fuzz-targets: $(FUZZ)

# Each engine has a build folder and a corpus of its own; FUZZ_ONLY='model suite': these targets.
fuzz: deps-fuzz $(TOOL)
	@$(MAKE) BUILD=$(BUILD)/fuzz CC=clang LDFLAGS= \
	  CFLAGS='-O1 -g -fsanitize=fuzzer-no-link $(SANITIZE)' fuzz-targets
	@$(PYTHON) -B tests/fuzz/run.py --seconds $(SECONDS) --jobs $(JOBS) $(TOOL) $(BUILD)/fuzz $(FUZZ_ONLY)

# What the targets have found that evaluate, and the tool takes, by the second evaluator.
EVALUATING := evaluate compare plan
fuzz-compare: deps-fuzz $(TOOL)
	@$(PYTHON) -B tests/fuzz/compare.py $(TOOL) $(EVALUATING:%=$(BUILD)/fuzz/seeds/corpus/%) $(EVALUATING:%=$(BUILD)/fuzz/corpus/%)

fuzz-afl: deps-fuzz $(TOOL)
	@$(MAKE) BUILD=$(BUILD)/fuzz-afl CC=afl-clang-fast LDFLAGS= FUZZ_LESS=tests/fuzz/mutate.c \
	  CFLAGS='-O1 -g $(SANITIZE)' fuzz-targets
	@$(PYTHON) -B tests/fuzz/run.py --afl --seconds $(SECONDS) --jobs $(JOBS) $(TOOL) $(BUILD)/fuzz-afl $(FUZZ_ONLY)
