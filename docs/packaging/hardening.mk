# What makes faults harder to exploit, by the guide of the OpenSSF ("Compiler Options Hardening Guide
# for C and C++"), as far as the compiler knows it: a part of the Makefile. docs/library.md tells what
# is left out and why, and tests/check-hardening.sh looks for it in what was built.

# Of these flags those that the compiler and the linker know: all of them, or each that does alone.
known = $(shell t() { echo 'int main(void) { return 0; }' | \
  $(CC) -Werror "$$@" -x c -o /dev/null - 2>/dev/null && echo "$$@"; }; \
  t $1 || for f in $1; do t $$f; done)

HARDEN     ?= 1
HARD_CODE  := -fstack-protector-strong -fstack-clash-protection -fexceptions -fno-strict-aliasing \
              -fno-strict-overflow -fno-delete-null-pointer-checks -ftrivial-auto-var-init=zero \
              $(if $(filter x86_64 i%86,$(shell uname -m)),-fcf-protection=full,-mbranch-protection=standard) \
              -Wformat=2 -Werror=format-security -Wtrampolines -Wbidi-chars=any
HARD_LINKS := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack -Wl,--as-needed \
              -Wl,--no-copy-dt-needed-entries
# Fortified calls need an optimiser, and hide faults from a sanitizer. Who sets a degree keeps it.
optimized  := $(filter -O -O1 -O2 -O3 -Os -Oz,$(CFLAGS))
unfortified = $(findstring -fsanitize,$(CFLAGS))$(findstring _FORTIFY_SOURCE,$(CFLAGS) $(CPPFLAGS))
ifneq ($(HARDEN),0)
HARDENED   := $(call known,$(HARD_CODE)) \
              $(if $(optimized),$(if $(unfortified),,-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3))
SEALED     := $(call known,$(HARD_LINKS))
endif
