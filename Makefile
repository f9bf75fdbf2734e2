# clinic-l10n: everything runs from here, in CI too. 'make help' lists the targets.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python that is new enough; override with 'make PYTHON=/path/to/python3.12 …'.
NEW_ENOUGH := import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PEERS := .venv-peers
L10N := $(BIN)/clinic-l10n
NODE := tests/node/node_modules
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help site serve extract translate qa build release check review test lint docs bench bench-qa clean lock memory model test-model model-eval

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/ready ## do it all: extract, draft, check and build the sample site into site/
	$(L10N) run

serve: $(VENV)/ready ## show the sample site in a browser, and follow what is saved
	$(L10N) serve

extract: $(VENV)/ready ## bring the catalogs in locales/ up to date with source/
	$(L10N) extract

translate: $(VENV)/ready ## draft what is untranslated
	$(L10N) translate

qa: $(VENV)/ready ## check the translations
	$(L10N) qa --verbose

build: $(VENV)/ready ## build site/ with drafts shown and marked
	$(L10N) build --draft

release: $(VENV)/ready ## build site/ with approved text only
	$(L10N) build --release

check: $(VENV)/ready ## the gate for CI: catalogs up to date, no error in approved text
	$(L10N) extract --check
	$(L10N) qa
	$(L10N) models verify

review: $(VENV)/ready ## list what waits for an editor, with the place in its catalog
	$(L10N) status --pending

test: $(VENV)/ready-dev $(NODE)/ready lint ## set up what the tests need, and run them all
	$(BIN)/python -m pytest

lint: $(VENV)/ready-dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/ready-dev ## write the generated parts of docs/ (command and check reference)
	$(BIN)/python -m docs.generate

bench: $(VENV)/ready-dev ## measure speed, and inline codes through translation
	$(BIN)/python -m tests.bench

bench-qa: $(VENV)/ready-dev ## measure how often the checks are right, beside pofilter and Weblate
	@$(MAKE) --silent $(PEERS)/ready || echo "Without pofilter and Weblate: they could not be installed." >&2
	$(BIN)/python -m tests.bench_qa

model: ## train the translation packages (hours; installs PyTorch into .venv-train; see training/README.md)
	$(MAKE) -C training model

test-model: ## run the whole training recipe on a handful of sentences (installs PyTorch into .venv-train)
	$(MAKE) -C training test

memory: $(VENV)/ready ## write corpora/ as a translation memory
	$(BIN)/python -m training.memory

model-eval: $(VENV)/ready-dev ## measure the shipped packages and compare with their card
	$(BIN)/python -m training.evaluate --check

clean: ## remove what can be made again (not the catalogs)
	rm -rf site .clinic-l10n .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist

lock: $(VENV)/ready-dev ## pin the newest releases that pyproject.toml allows
	$(PIP) uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--upgrade --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--upgrade --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer, with venv, is needed: install it, or make PYTHON=…" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the pages need into $(VENV) (once, about 150 MB) …"
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-dev: requirements-dev.lock $(VENV)/ready
	@echo "Installing what the tests need into $(VENV) (once) …"
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

# Not to have npm is no reason to have no tests; in CI it is, and the tests that need it fail there by themselves.
$(NODE)/ready: tests/node/package-lock.json
	@if command -v npm >/dev/null; then \
		echo "Installing what the tests of the built site need into $(NODE) (once, about 40 MB) …"; \
		npm ci --prefix tests/node --ignore-scripts --no-audit --no-fund --silent && touch $@; \
	else false; fi \
	|| { echo "Without axe and the W3C's HTML checker: npm cannot install them. Their tests are skipped." >&2; \
		test -z "$(CI)"; }

$(PEERS)/ready: tests/seeded/peers.txt | $(VENV)/bin/python
	@echo "Installing the tools to compare with into $(PEERS) (once) …"
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r tests/seeded/peers.txt
	@touch $@
