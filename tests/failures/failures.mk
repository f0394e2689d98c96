# make check-failures and make check-every-failure: a part of the Makefile.

# All of the tool in one program with what makes it fail, by means that only Linux has.
FAILURES     := $(if $(filter Linux,$(shell uname -s)),$(BUILD)/tests/failures/failures)
FAILURES_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard tests/failures/*.c))
-include $(FAILURES_OBJ:.o=.d)

# What of the tool goes through the harness.
WRAPPED := main cf_arena_alloc cf_arena_array cf_arena_copy cf_arena_format

$(BUILD)/tests/failures/failures: $(FAILURES_OBJ) $(TOOL_OBJ) $(LIB)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) $(CF_LDFLAGS) $(WRAPPED:%=-Wl,--wrap=%) -o $@ $(FAILURES_OBJ) $(TOOL_OBJ) $(LIB) $(CF_LDLIBS)

fail = $(if $(FAILURES),$(PYTHON) -B tests/failures/run.py $1 $(FAILURES) $(FILTER),echo "failures: skipped: not on Linux")

# Of each command some points, so many that it takes some seconds.
FAILING       := --points 12
FAILING_CALLS := --calls --points 2
check-failures: $(FAILURES)
	@$(call fail,$(FAILING))
	@$(call fail,$(FAILING_CALLS))

# Every call of the system, and ten times as many allocations.
check-failures-more:
	@$(MAKE) COUNTS=$(COUNTS)/more FAILING='--points 120 --seed 2' FAILING_CALLS=--calls \
	  check-failures

# Every point; some minutes.
check-every-failure: $(FAILURES)
	@mkdir -p $(BUILD)/figures
	@$(call fail,--report $(BUILD)/figures/failing-allocations.json)
	@$(call fail,--calls --report $(BUILD)/figures/failing-calls.json)

.PHONY: check-every-failure
