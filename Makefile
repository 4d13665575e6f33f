# make run    sets up, then opens the sample project (without a screen: does the main job and names the files it made)
# make test   sets up, then checks and tests everything
# make help   lists the rest

SHELL := /bin/sh
BIN := .venv/bin
# Tests, pictures and measurements never open a window on somebody's screen.
OFFSCREEN := QT_QPA_PLATFORM=offscreen
# Two workers suit the two cores of a small machine; `make test WORKERS=0` runs in one process.
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup run test check lint format bench screenshots lock clean

help: ## list these targets
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## make .venv ready (quick when nothing changed)
	@sh packaging/setup.sh

run: setup ## open the sample project, or do the main job headless into out/
	@sh packaging/run.sh

test: setup check ## all checks, then all tests
	$(OFFSCREEN) $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: setup check ## style, types and import rules

check:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## bring every file into the one style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: setup ## measure against the targets, as ratios in one run
	$(OFFSCREEN) $(BIN)/python tests/benchmarks/run.py

screenshots: setup ## remake the pictures in docs/screenshots
	$(OFFSCREEN) $(BIN)/python packaging/screenshots.py
	$(OFFSCREEN) $(BIN)/python packaging/reader_pictures.py

lock: setup ## renew requirements.lock from pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile -q --universal --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--generate-hashes --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean: ## remove what was made here, .venv included
	rm -rf .venv out build dist resources/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
