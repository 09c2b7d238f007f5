# The project's commands. `make site` and `make test` need nothing but Python 3.11 or later and make.

PYTHON ?= python3
ENV := .venv
RUN := $(ENV)/bin/python
READY := $(ENV)/ready
TESTS := $(ENV)/ready-for-tests
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes
LOCK := $(ENV)/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --upgrade --quiet

# Names of files are UTF-8 whatever the locale; what is printed is in the locale's encoding, where that is more than ASCII.
export PYTHONUTF8 := 1
export PYTHONIOENCODING ?= $(filter-out ANSI_X3.4-1968 US-ASCII,$(shell locale charmap 2>/dev/null))
# An announcement of the theme, which tells staff nothing that they could do.
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test quick serve check bench lock update clean

site: $(READY)
	$(RUN) -m mkdocs build --strict

test: $(TESTS)
	$(RUN) -m tests.tools.setup
	$(RUN) -m pytest

# Lint, types and the tests that need no browser, no Java and no site, with a tenth of their random input; the last line
# says how long it took.
quick: $(TESTS)
	$(RUN) -m pytest --quiet --hypothesis-profile quick -m "not (browser or java or site)"

# Hooks and words are loaded once, so a change in one starts the preview anew; the rest reloads by itself.
serve: $(READY)
	$(ENV)/bin/watchfiles --filter default '$(RUN) -m mkdocs serve' hooks

check: $(READY)
	$(RUN) -m hooks.checks

bench: $(TESTS)
	$(RUN) -m tests.tools.bench

lock: $(TESTS)
	$(LOCK) --output-file requirements.lock requirements.in
	$(LOCK) --output-file tests/requirements.lock tests/requirements.in

# A newer engine in the place of this one, from another folder; it needs no network, and nothing but Python.
update:
	@test -f "$(FROM)/hooks/new/update.py" || { echo "make: write where the newer engine is: make update FROM=../diptych" >&2; exit 1; }
	@PYTHONPATH="$(FROM)" $(PYTHON) -P -B -m hooks.new.update "$(CURDIR)"

clean:
	rm -rf $(ENV) site .site-*

# The environment: what the lock file pins, and this folder on its import path (`hooks` is imported as a package).
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "make: needs Python 3.11 or later as '$(PYTHON)'; install it, or name another: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null; \
	  else echo "make: needs Python's venv module; on Debian: sudo apt-get install python3-venv" >&2; exit 1; fi; }
	$(PYTHON) -m venv --clear $(ENV)
	$(INSTALL) -r requirements.lock
	# The folder as seen from there, so that it may have any name, and be moved.
	$(RUN) -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "diptych.pth").write_text("../../../..")'
	touch $@

# What the tests need beside that.
$(TESTS): $(READY) tests/requirements.lock
	$(INSTALL) -r tests/requirements.lock
	touch $@
