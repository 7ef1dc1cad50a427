# What is made here: `make help`.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
PREFIX ?= /usr/local
export SWIFT_BACKTRACE ?= enable=no

ifeq ($(shell uname),Linux)
  STATIC := --static-swift-stdlib
endif
RELEASE := .build/release/libretto

.PHONY: help build release demo test lint format bench bench-book generator docs archives install uninstall clean

help:                ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */  \1\t/' | expand -t 14

build:               ## the program, for development
	@tools/install-dependencies build
	swift build --product libretto

release:             ## the program as it is shipped, in .build/release
	@tools/install-dependencies build
	swift build -c release --product libretto $(STATIC)
	strip $(RELEASE)

demo: release        ## plays the main job on a sample book
	@tools/demo $(RELEASE)

test:                ## every test
	@tools/install-dependencies test
	@tools/test

lint:                ## style, names, lengths; pages and archives up to date
	@tools/lint

format:              ## formats the sources
	swift format -i -r Sources Tests bench/Generator Package.swift

bench: release generator ## speed beside its peers: [N=100000] [K=commits] [SEED=1] [ROWS=query,validate] [ROUNDS=n]
	@tools/install-dependencies bench
	@bench/run $(RELEASE) $(foreach word,N K SEED ROWS ROUNDS,$(if $($(word)),$(word)='$($(word))'))

bench-book: generator ## a book to try things on: [N=100000] [K=commits] [SEED=1] [OUT=folder]
	@bench/book $(or $(N),100000) $(or $(K),1) $(or $(SEED),1) $(OUT)

generator:
	swift build -c release --product BookGenerator $(STATIC)

docs: build archives ## the pages and man pages of the commands, the README's picture
	tools/command-pages .build/debug/libretto docs/commands docs/man
	tools/picture .build/debug/libretto docs/picture.svg

archives:            ## packs sample/, docs/diagnostics/ and docs/figures.md for the program
	tools/archive sample > Sources/LibrettoWorkspace/Init/sample.txtar
	tools/archive docs/diagnostics > Sources/LibrettoCLI/Pages/diagnostics.txtar
	cp docs/figures.md Sources/LibrettoCLI/Pages/figures.md

install: release     ## installs below PREFIX (/usr/local), for others with DESTDIR
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/libretto"
	ln -sf libretto "$(DESTDIR)$(PREFIX)/bin/git-libretto"
	install -m 644 docs/man/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1"
	ln -sf libretto.1 "$(DESTDIR)$(PREFIX)/share/man/man1/git-libretto.1"
	install -d "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	$(RELEASE) completions bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/libretto"
	$(RELEASE) completions zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_libretto"
	$(RELEASE) completions fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/libretto.fish"

uninstall:           ## takes away what install put there
	rm -f "$(DESTDIR)$(PREFIX)/bin/libretto" "$(DESTDIR)$(PREFIX)/bin/git-libretto" \
	  "$(DESTDIR)$(PREFIX)"/share/man/man1/{libretto,libretto-*,git-libretto}.1 \
	  "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/libretto" \
	  "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_libretto" \
	  "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/libretto.fish"

clean:               ## removes what was built
	rm -rf .build
