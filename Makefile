# clinic-l10n: everything runs from here, in CI too. 'make help' lists the targets.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The first Python that is new enough; override with 'make PYTHON=/path/to/python3.12 …'.
NEW_ENOUGH := import sys, venv; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
L10N := $(BIN)/clinic-l10n
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: help site extract translate qa build release check review test lint docs bench clean lock memory model test-model model-eval

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

site: $(VENV)/ready ## do it all: extract, draft, check and build the sample site into site/
	$(L10N) run

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

test: $(VENV)/ready-dev lint ## set up what the tests need, and run them all
	$(BIN)/python -m pytest

lint: $(VENV)/ready-dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/ready-dev ## write the generated parts of docs/ (command and check reference)
	$(BIN)/python -m docs.generate

bench: $(VENV)/ready-dev ## measure speed, and inline codes through translation
	$(BIN)/python -m tests.bench

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
