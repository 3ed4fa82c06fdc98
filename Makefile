# run: try it · test: what needs nothing beside it · check: everything before a merge · format · bench
.POSIX:
.SUFFIXES:

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
QUESTION ?= 한결전자 솔빛 공장은 언제 가동하나요?

BIN = .venv/bin
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: run test check format bench clean

run: .venv/core.stamp
	@$(BIN)/rag serve --host $(HOST) --port $(PORT) --check
	@$(BIN)/rag ingest "$$($(BIN)/rag samples)"
	@$(BIN)/rag ask "$(QUESTION)"
	@$(BIN)/rag serve --host $(HOST) --port $(PORT)

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

check: .venv/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -m "slow or postgres or browser or models"

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/dev.stamp
	$(BIN)/python -m evals.bench.ingest
	$(BIN)/python -m evals.bench.search
	$(BIN)/python -m evals.bench.ask

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Geungeo needs Python 3.11 or newer; name one:  make PYTHON=python3.12 run" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ rm -rf .venv; echo "Python's venv module is missing; on Debian:  apt install python3-venv" >&2; exit 1; }

.venv/core.stamp: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing Geungeo into .venv (a few minutes the first time) …" >&2
	@$(PIP) --editable .
	@touch $@

.venv/dev.stamp: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing Geungeo and its test tools into .venv (a few minutes the first time) …" >&2
	@$(PIP) --editable '.[dev]'
	@touch .venv/core.stamp $@
