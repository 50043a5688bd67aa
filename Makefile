# ereput: two commands matter. `make demo` audits the embedded subject and prints where its PDF is; `make test` passes the tests.
# Everything else is for those who work on it.

PYTHON ?= python3
BIN := .venv/bin
APT_RUN := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
APT_DEV := poppler-utils

.PHONY: demo test test-servers test-browser setup setup-dev libraries format lint types arch eval bench fuzz lock clean

demo: setup
	@$(BIN)/ereput demo -o out/demo

# Coverage (95 % of lines and branches) is measured where CI is set: it costs a third of the time.
test: setup-dev
	@$(BIN)/python -m pytest -n 2 --dist loadfile $(if $(CI),--cov --cov-report=term)

# Real servers that nobody here wrote (pywb, public-inbox, MediaWiki, WordPress, a Mastodon mock, a Bluesky PDS), each on a free port of this machine.
test-servers: setup-dev
	@PYTHON=$(CURDIR)/$(BIN)/python sh tests/collect/servers/install.sh $(CURDIR)/.venv-servers
	@EREPUT_SERVERS=$(CURDIR)/.venv-servers/bin EREPUT_PDS=$(CURDIR)/.venv-servers/pds $(BIN)/python -m pytest -m real_server tests/collect/servers -rs

# The HTML page in Debian's Chromium: axe-core, no scripts, keys alone, a narrow screen, paper.
test-browser: setup-dev
	@PYTHON=$(CURDIR)/$(BIN)/python sh tests/render/axe/install.sh $(CURDIR)/.venv-servers
	@EREPUT_AXE=$(CURDIR)/.venv-servers/axe/node_modules/axe-core/axe.min.js $(BIN)/python -m pytest tests/render/test_browser.py -rs

setup: libraries .venv/run

setup-dev: libraries .venv/dev

.venv/run: requirements/run.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "ereput needs Python 3.11 or newer; $$($(PYTHON) --version) found. Try: make PYTHON=python3.11 …" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the pinned packages (about a minute the first time)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/build.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/run.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@

.venv/dev: .venv/run requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/dev.lock
	@touch $@

# WeasyPrint draws with Pango; poppler is only for the tests that look at the PDF as a reader would.
libraries:
	@PYTHON=$(PYTHON) sh requirements/libraries.sh $(APT_RUN)
	@case "$(MAKECMDGOALS)" in *test*|*setup-dev*|*bench*|*eval*) PYTHON=$(PYTHON) sh requirements/libraries.sh --optional $(APT_DEV);; esac

format: setup-dev
	@$(BIN)/ruff format ereput tests bench fixtures
	@$(BIN)/ruff check --fix ereput tests bench fixtures

lint: setup-dev
	@$(BIN)/ruff format --check ereput tests bench fixtures
	@$(BIN)/ruff check ereput tests bench fixtures

types: setup-dev
	@$(BIN)/mypy

arch: setup-dev
	@$(BIN)/lint-imports

# Every measure of quality, each beside its pinned floor; those that need the labelled sets say so and pass when these are absent.
eval: setup-dev
	@set -e; for measure in bench/eval_*.py; do name=$$(basename $$measure .py); echo "== $$name"; $(BIN)/python -m bench.$$name; done

eval-%: setup-dev
	@$(BIN)/python -m bench.eval_$*

bench-%: setup-dev
	@$(BIN)/python -m bench.$*

bench: setup-dev
	@set -e; for measure in bench/*.py; do case $$measure in */eval_*|*/fuzz_*|*/_*) ;; *) name=$$(basename $$measure .py); echo "== $$name"; $(BIN)/python -m bench.$$name;; esac; done

# Ten minutes of hostile files on every archive reader. What it finds is kept in build/fuzz.
fuzz: setup-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements/fuzz.lock
	@$(BIN)/python -m bench.fuzz_archives --seconds 600

# Pin again what pyproject.toml allows today.
lock:
	@$(PYTHON) requirements/lock.py

clean:
	rm -rf .venv .venv-servers out dist build .mypy_cache .ruff_cache .pytest_cache .coverage .hypothesis
