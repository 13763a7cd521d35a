# duikai's one Makefile. `make` builds the release, `make debug` and `make san` the other variants, each in build/VARIANT.
# Sources are found, not listed: every src/**/*.c outside src/cli is the library, src/cli/*.c is the command, every
# tests/unit/*.c and tests/fuzz/*_fuzz.c is a program of its own.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

VERSION   := $(or $(shell sed -n 's/^\#define DUIKAI_VERSION "\(.*\)"/\1/p' src/duikai.h 2>/dev/null),0.1.0)
SOVERSION := 0

PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR    ?= $(PREFIX)/share/duikai

CC         ?= gcc
AR         ?= ar
PKG_CONFIG ?= pkg-config
V          ?= release
B          := build/$V

PACKAGES := harfbuzz harfbuzz-subset freetype2 fontconfig icu-uc icu-i18n yaml-0.1 jansson libpng libjpeg libtiff-4 libexif lcms2 md4c zlib cairo libwebp libqpdf libzip
# libharu and libhyphen come without a .pc file
PLAIN_LIBS := -lhpdf -lhyphen -lpthread -lm

# pkg-config is asked once per change of this file, not once per run; and not by goals that have no need of libraries
# themselves, such as those that install them first
COMPILING := $(filter-out sample check check-all rooms bench uninstall clean,$(or $(MAKECMDGOALS),all))
ifneq ($(COMPILING),)
-include build/deps.mk
endif
build/deps.mk: Makefile
	@mkdir -p $(@D)
	@$(PKG_CONFIG) --print-errors --exists $(PACKAGES) || { echo "make: libraries are missing: run tools/setup" >&2; exit 1; }
	@{ echo "DEP_CFLAGS := $$($(PKG_CONFIG) --cflags $(PACKAGES))"; echo "DEP_LIBS := $$($(PKG_CONFIG) --libs $(PACKAGES))"; } >$@

OPT.release := -O2
OPT.debug   := -O0 -DDUIKAI_DEBUG
OPT.san     := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
OPT.tsan    := -O1 -fno-omit-frame-pointer -fsanitize=thread
OPT.fuzz    := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=undefined -DWITH_LIBFUZZER
OPT         := $(OPT.$V)
LINK.san    := -fsanitize=address,undefined
LINK.tsan   := -fsanitize=thread
LINK.fuzz   := -fsanitize=address,undefined,fuzzer

# -ffp-contract=off: writers do use floats for matrices, and a fused multiply-add would differ from machine to machine
CFLAGS ?= -g
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L $(OPT) $(CFLAGS) -Wall -Wextra -Wconversion -Wshadow -fPIC -fvisibility=hidden -ffp-contract=off \
             -Isrc $(DEP_CFLAGS)
DEPGEN = -MMD -MP -MF $(@:.o=.d)

SRC     := $(sort $(shell find src -name '*.c' 2>/dev/null))
CLI_SRC := $(filter src/cli/%,$(SRC))
LIB_SRC := $(filter-out src/cli/%,$(SRC))
LIB_OBJ := $(LIB_SRC:src/%.c=$B/%.o)
CLI_OBJ := $(CLI_SRC:src/%.c=$B/%.o)
LIB_A   := $B/libduikai.a
LIB_SO  := $B/libduikai.so.$(VERSION)
PROGRAM := $(if $(CLI_SRC),$B/duikai)

UNIT_SRC  := $(sort $(wildcard tests/unit/*.c))
UNIT_PROG := $(UNIT_SRC:tests/unit/%.c=$B/tests/unit/%)
FUZZ_SRC  := $(sort $(wildcard tests/fuzz/*_fuzz.c))
FUZZ_PROG := $(FUZZ_SRC:tests/fuzz/%_fuzz.c=$B/tests/fuzz/%)
BENCH_SRC  := $(sort $(wildcard tests/bench/*.c))
BENCH_PROG := $(BENCH_SRC:tests/bench/%.c=$B/tests/bench/%)

.PHONY: all debug san tsan release lib unit tests fuzz-programs bench-programs check check-all sample bench fuzz rooms install uninstall clean FORCE

all: lib $(PROGRAM) $(if $(PROGRAM),build/duikai)
release: ; @$(MAKE) V=release all
debug: ; @$(MAKE) V=debug all
san: ; @$(MAKE) V=san all
tsan: ; @$(MAKE) V=tsan all
lib: $(LIB_A) $(LIB_SO)
unit: $(UNIT_PROG)
fuzz-programs: $(FUZZ_PROG)
bench-programs: $(BENCH_PROG)
tests: unit fuzz-programs

# ---- compiling. banned.h makes the functions that house rules forbid fail to compile; their owners say so here.
BANNED = -include src/base/banned.h
$B/base/arena.o: BANNED = -DDUIKAI_OWNS_MALLOC -D_DEFAULT_SOURCE -include src/base/banned.h
$B/cli/%.o: BANNED = -DDUIKAI_OWNS_PROCESS -include src/base/banned.h

$B/cli/%.o: ALL_CFLAGS += -DDUIKAI_DATADIR='"$(DATADIR)"'
$(CLI_OBJ): $B/datadir
$B/%.o: src/%.c $B/flags | build/deps.mk
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(ALL_CFLAGS) $(BANNED) $(DEPGEN) -c $< -o $@

# a change of flags, compiler or set of sources rebuilds what it touches
$B/flags: STAMP = $(CC) $(ALL_CFLAGS)
$B/datadir: STAMP = $(DATADIR)
$B/objects: STAMP = $(LIB_OBJ)
$B/flags $B/datadir $B/objects: FORCE
	@mkdir -p $(@D)
	@echo '$(STAMP)' | cmp -s - $@ || echo '$(STAMP)' >$@

$(LIB_A): $(LIB_OBJ) $B/objects
	@rm -f $@
	@$(AR) rcs $@ $(LIB_OBJ)

$(LIB_SO): $(LIB_OBJ) $B/objects
	@echo "  ld $@"
	@$(CC) $(LINK.$V) -shared -Wl,-soname,libduikai.so.$(SOVERSION) -o $@ $(LIB_OBJ) $(DEP_LIBS) $(PLAIN_LIBS) $(LDFLAGS)
	@ln -sf $(@F) $B/libduikai.so.$(SOVERSION)
	@ln -sf $(@F) $B/libduikai.so

$B/duikai: $(CLI_OBJ) $(LIB_A)
	@echo "  ld $@"
	@$(CC) $(LINK.$V) -o $@ $(CLI_OBJ) $(LIB_A) $(DEP_LIBS) $(PLAIN_LIBS) $(LDFLAGS)

# build/duikai is the release, whatever else has been built
build/duikai: FORCE
	@if [ $V = release ]; then ln -sfn release/duikai $@; fi

# ---- tests
$B/tests/%.o: tests/%.c $B/flags | build/deps.mk
	@mkdir -p $(@D)
	@$(CC) $(ALL_CFLAGS) -Itests $(DEPGEN) -c $< -o $@
$B/tests/unit/%: $B/tests/unit/%.o $(LIB_A)
	@echo "  ld $@"
	@$(CC) $(LINK.$V) -o $@ $< $(LIB_A) -lcmocka $(DEP_LIBS) $(PLAIN_LIBS) $(LDFLAGS)
$B/tests/fuzz/%: $B/tests/fuzz/%_fuzz.o $B/tests/fuzz/replay.o $(LIB_A)
	@echo "  ld $@"
	@$(CC) $(LINK.$V) -o $@ $(filter %.o,$^) $(LIB_A) $(DEP_LIBS) $(PLAIN_LIBS) $(LDFLAGS)
$B/tests/bench/%: $B/tests/bench/%.o $(LIB_A)
	@$(CC) $(LINK.$V) -o $@ $< $(LIB_A) $(DEP_LIBS) $(PLAIN_LIBS) $(LDFLAGS)
.SECONDARY:

# goals that build something first do so on every core, unless told otherwise
SUB = $(MAKE) --no-print-directory -s $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc 2>/dev/null || echo 1))

# what a whole check runs; tools/run-tests sums it in one line
check:
	@tools/setup
	@$(SUB) V=release all
	@$(SUB) V=release -k tests || echo "make check: what did not build counts as failed" >&2
	@tools/run-tests rooms unit:release scripts:release

# and the slow rest: the same under the sanitizers, longer fuzzing, the documentation, conformance
check-all:
	@tools/setup build run test slow
	@$(SUB) V=release all
	@$(SUB) V=release -k tests || echo "make check-all: what did not build counts as failed" >&2
	@$(SUB) V=san -k all tests || echo "make check-all: what did not build counts as failed" >&2
	@tools/run-tests rooms docs unit:release slow:release unit:san scripts:san conformance

rooms:
	@tools/check-rooms

# `make san` builds under AddressSanitizer and UBSan, `make tsan` under ThreadSanitizer (run its command with
# TSAN_OPTIONS=suppressions=tools/tsan.supp); `make fuzz` drives the fuzz targets by coverage, FUZZ_SECONDS each
FUZZ_SECONDS ?= 60
fuzz:
	@command -v clang >/dev/null || { echo "make fuzz: needs clang; without it: make check-all, which mutates by a fixed seed"; exit 1; }
	@$(SUB) V=fuzz CC=clang fuzz-programs
	@for target in $(FUZZ_PROG:$B/%=build/fuzz/%); do \
	  name=$${target##*/}; mkdir -p build/fuzz/corpus/$$name; echo "  fuzz $$name"; \
	  $$target -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2000 -verbosity=0 -artifact_prefix=build/fuzz/$$name- \
	    build/fuzz/corpus/$$name tests/fuzz/corpus/$$name || exit 1; done

bench:
	@tools/setup
	@$(SUB) V=release all bench-programs
	@tests/bench/measure
	@$B/tests/bench/lines . samples/single/page.md
	@tests/bench/pages

# ---- a sample to look at: status 1 means made, with errors on the page, and a sample has none
sample:
	@tools/setup build run
	@$(SUB) V=release all
	@mkdir -p build/sample
	@build/duikai build samples/daily -o build/sample/daily.pdf || { echo "make sample: samples/daily did not come out clean (status $$?)" >&2; exit 1; }
	@build/duikai build samples/single/page.md -o build/sample/single.pdf || { echo "make sample: samples/single/page.md did not come out clean (status $$?)" >&2; exit 1; }
	@echo "a daily of several pages:        $(CURDIR)/build/sample/daily.pdf"
	@echo "a page from a single copy file:  $(CURDIR)/build/sample/single.pdf"

# ---- installing
DATA := epaper fonts layouts press schemas
install: all
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(LIBDIR)/pkgconfig' '$(DESTDIR)$(INCLUDEDIR)'
	$(if $(PROGRAM),install -m 755 $(PROGRAM) '$(DESTDIR)$(BINDIR)/duikai')
	install -m 644 $(LIB_A) '$(DESTDIR)$(LIBDIR)/libduikai.a'
	install -m 755 $(LIB_SO) '$(DESTDIR)$(LIBDIR)/$(notdir $(LIB_SO))'
	ln -sf $(notdir $(LIB_SO)) '$(DESTDIR)$(LIBDIR)/libduikai.so.$(SOVERSION)'
	ln -sf libduikai.so.$(SOVERSION) '$(DESTDIR)$(LIBDIR)/libduikai.so'
	install -m 644 src/duikai.h '$(DESTDIR)$(INCLUDEDIR)/duikai.h'
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|; s|@VERSION@|$(VERSION)|; s|@PACKAGES@|$(PACKAGES)|; s|@PLAIN_LIBS@|$(PLAIN_LIBS)|' \
	  tools/duikai.pc.in >'$(DESTDIR)$(LIBDIR)/pkgconfig/duikai.pc'
	@find $(wildcard $(DATA)) -type f | while read -r f; do install -D -m 644 "$$f" "$(DESTDIR)$(DATADIR)/$$f" || exit 1; done

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/duikai' '$(DESTDIR)$(LIBDIR)/libduikai.a' '$(DESTDIR)$(LIBDIR)/$(notdir $(LIB_SO))'
	rm -f '$(DESTDIR)$(LIBDIR)/libduikai.so.$(SOVERSION)' '$(DESTDIR)$(LIBDIR)/libduikai.so' '$(DESTDIR)$(LIBDIR)/pkgconfig/duikai.pc'
	rm -f '$(DESTDIR)$(INCLUDEDIR)/duikai.h'
	rm -rf '$(DESTDIR)$(DATADIR)'

clean:
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT_PROG:=.d) $(FUZZ_PROG:=_fuzz.d) $B/tests/fuzz/replay.d
