# duikai's one Makefile. `make` builds the release, `make debug` and `make san` the other variants, each in build/VARIANT.
# Sources are found, not listed: every src/**/*.c outside src/cli is the library, src/cli/*.c is the command, every
# tests/unit/*.c and tests/fuzz/*_fuzz.c is a program of its own.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

VERSION   := 0.1.0
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

PACKAGES := harfbuzz harfbuzz-subset freetype2 fontconfig icu-uc icu-i18n yaml-0.1 libpng libjpeg md4c zlib
# libharu and libhyphen come without a .pc file
PLAIN_LIBS := -lhpdf -lhyphen -lpthread -lm

# pkg-config is asked once per Makefile change, not once per run
-include build/deps.mk
build/deps.mk: Makefile
	@mkdir -p $(@D)
	@cflags=$$($(PKG_CONFIG) --cflags $(PACKAGES)) && libs=$$($(PKG_CONFIG) --libs $(PACKAGES)) && \
	  cm=$$($(PKG_CONFIG) --libs cmocka 2>/dev/null || echo -lcmocka); \
	  { test -n "$$libs" || { echo "make: libraries are missing: run tools/setup" >&2; exit 1; }; } && \
	  { echo "DEP_CFLAGS := $$cflags"; echo "DEP_LIBS := $$libs"; echo "CMOCKA_LIBS := $$cm"; } >$@

OPT.release := -O2
OPT.debug   := -O0 -DDUIKAI_DEBUG
OPT.san     := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
OPT.fuzz    := -O1 -fno-omit-frame-pointer -fsanitize=address,undefined,fuzzer-no-link
OPT         := $(OPT.$V)
LINK.san    := -fsanitize=address,undefined
LINK.fuzz   := -fsanitize=address,undefined

# -ffp-contract=off: writers do use floats for matrices, and a fused multiply-add would differ from machine to machine
CFLAGS ?= -g
ALL_CFLAGS = -std=c17 -D_POSIX_C_SOURCE=200809L $(OPT) $(CFLAGS) -Wall -Wextra -Wconversion -Wshadow -fPIC -ffp-contract=off \
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

.PHONY: all debug san release lib unit check check-all sample bench fuzz rooms install uninstall clean FORCE

all: lib $(PROGRAM) $(if $(PROGRAM),build/duikai)
release: ; @$(MAKE) V=release all
debug: ; @$(MAKE) V=debug all
san: ; @$(MAKE) V=san all
lib: $(LIB_A) $(LIB_SO)
unit: $(UNIT_PROG)

# ---- compiling. banned.h makes the functions that house rules forbid fail to compile; their owners say so here.
BANNED = -include src/base/banned.h
$B/base/arena.o: BANNED = -DDUIKAI_OWNS_MALLOC -include src/base/banned.h
$B/cli/%.o: BANNED = -DDUIKAI_OWNS_PROCESS -include src/base/banned.h

$B/cli/%.o: ALL_CFLAGS += -DDUIKAI_DATADIR='"$(DATADIR)"' -DDUIKAI_VERSION='"$(VERSION)"'
$B/%.o: src/%.c $B/flags | build/deps.mk
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(ALL_CFLAGS) $(BANNED) $(DEPGEN) -c $< -o $@

# a change of flags, compiler or set of sources rebuilds what it touches
STAMP = $(CC) $(ALL_CFLAGS) $(DATADIR) $(VERSION)
$B/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(STAMP))' | cmp -s - $@ || echo '$(subst ','\'',$(STAMP))' >$@
$B/objects: FORCE
	@mkdir -p $(@D)
	@echo '$(LIB_OBJ)' | cmp -s - $@ || echo '$(LIB_OBJ)' >$@

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
	@$(CC) $(LINK.$V) -o $@ $< $(LIB_A) $(CMOCKA_LIBS) $(DEP_LIBS) $(PLAIN_LIBS) $(LDFLAGS)
.SECONDARY:

clean:
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(UNIT_PROG:=.d)
