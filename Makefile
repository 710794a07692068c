PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CITY ?= copenhagen
START ?= 2027-06-08
DAYS ?= 3

.PHONY: plan test check bench clean

plan: $(VENV)/.base  ## Set everything up, plan a real trip and print it
	$(BIN)/wayplan plan --city $(CITY) --start $(START) --days $(DAYS)

test: $(VENV)/.dev  ## Run the tests
	$(BIN)/python -m pytest

check: $(VENV)/.dev  ## Lint, types, import direction, declared dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

bench: $(VENV)/.bench  ## Print how good and how fast the optimiser is; OUT=report.json keeps it
	$(BIN)/wayplan eval bench $(if $(OUT),--out $(OUT))

clean:  ## Remove the environment and all caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.base: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@ $(VENV)/.base

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.base
