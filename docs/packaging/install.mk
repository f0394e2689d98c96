# make install, make uninstall and make deb: a part of the Makefile.

PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR     ?= $(PREFIX)/share/man
# No choice: the tool looks for its data from its own place.
SHAREDIR    = $(PREFIX)/share

# What is installed: mode, file and place. Completions get the names that their shells look for.
into = $(foreach f,$(sort $(wildcard $2)),644:$f:$1/$(notdir $f))
INSTALLED = \
  755:$(TOOL):$(BINDIR)/clusterflow \
  644:$(LIB):$(LIBDIR)/$(notdir $(LIB)) \
  644:$(SHARED):$(LIBDIR)/$(SO_FILE) \
  $(call into,$(INCLUDEDIR),include/*.h) \
  $(call into,$(INCLUDEDIR)/clusterflow,include/clusterflow/*.h) \
  $(foreach n,1 3 5,$(call into,$(MANDIR)/man$n,docs/man/*.$n)) \
  $(foreach d,data flowcharts,$(call into,$(SHAREDIR)/clusterflow/$d,$d/*.yaml)) \
  $(patsubst %.bash,%,$(call into,$(SHAREDIR)/bash-completion/completions,docs/completions/*.bash)) \
  $(call into,$(SHAREDIR)/zsh/site-functions,docs/completions/_*) \
  $(call into,$(SHAREDIR)/fish/vendor_completions.d,docs/completions/*.fish)

PC_FILE = $(LIBDIR)/pkgconfig/clusterflow.pc
# Folders under the prefix are told by it, so that pkg-config can move them.
under_prefix = $(1:$(PREFIX)/%=$${prefix}/%)

install: all
	@for i in $(INSTALLED); do ( \
	  IFS=:; set -- $$i; place="$(DESTDIR)$$3"; \
	  mkdir -p "$${place%/*}" && install -m $$1 $$2 "$$place" && echo "  $$place" \
	) || exit; done
	@ln -sf $(SO_FILE) "$(DESTDIR)$(LIBDIR)/$(SO)"
	@ln -sf $(SO) "$(DESTDIR)$(LIBDIR)/$(SO_LINK)"
	@mkdir -p "$(DESTDIR)$(LIBDIR)/pkgconfig"
	@sed -e 's,@VERSION@,$(VERSION),' -e 's,@PREFIX@,$(PREFIX),' \
	  -e 's,@LIBDIR@,$(call under_prefix,$(LIBDIR)),' \
	  -e 's,@INCLUDEDIR@,$(call under_prefix,$(INCLUDEDIR)),' \
	  docs/packaging/clusterflow.pc.in >"$(DESTDIR)$(PC_FILE)"

# The same files; of the folders those that are clusterflow's alone, unless there is more in them.
uninstall:
	@for i in $(INSTALLED); do rm -f "$(DESTDIR)$${i##*:}" || exit; done
	@rm -f "$(DESTDIR)$(LIBDIR)/$(SO)" "$(DESTDIR)$(LIBDIR)/$(SO_LINK)" "$(DESTDIR)$(PC_FILE)"
	@for d in '$(INCLUDEDIR)/clusterflow' '$(SHAREDIR)/clusterflow/data' \
	  '$(SHAREDIR)/clusterflow/flowcharts' '$(SHAREDIR)/clusterflow'; do \
	  rmdir "$(DESTDIR)$$d" 2>/dev/null || :; done

# Whoever makes packages for others is their maintainer.
MAINTAINER ?= The clusterflow authors <clusterflow@example.org>
deb: deps-deb
	@JOBS=$(JOBS) sh docs/packaging/deb.sh $(BUILD)/deb $(VERSION) '$(MAINTAINER)'

# No part of make check-all: the Debian of its own, from the network, takes minutes.
check-deb: deb deps-check-deb
	@sh tests/check-deb.sh $(BUILD)/deb
