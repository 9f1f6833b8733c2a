# Two commands do everything: `make run` and `make test`. The rest are their parts.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?= -n 2

.PHONY: setup run test quick lint bench clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[documents,dev]'
	@touch $@

setup: $(VENV)/.ready ## a virtual environment with everything the project needs

run: setup ## the main job on a shipped case; says where the HTML brief is
	@mkdir -p out
	@$(BIN)/makeable brief cases/sports-complex --html out/sports-complex.html

test: lint ## everything that CI runs
	$(BIN)/python -m pytest $(PYTEST_ARGS)

quick: setup ## the fast part of the tests
	$(BIN)/python -m pytest -m 'not slow' $(PYTEST_ARGS)

lint: setup ## style, strict types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup ## measured comparisons; writes docs/benchmarks
	$(BIN)/python -m benchmarks $(BENCH)

clean:
	rm -rf $(VENV) out build dist
