# Two commands do everything: `make figures` and `make test`. Both set up what they need, once.
.DEFAULT_GOAL := help
.PHONY: help figures test check lab notebooks gallery constraints clean

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/.ready
INSTALL = $(UV) pip install --quiet --python .venv --constraint constraints.txt --build-constraint constraints.txt --compile-bytecode

help:
	@echo "make figures    rerun every notebook and write every figure to figures/"
	@echo "make test       run the tests"
	@echo "make lab        open JupyterLab on the first notebook"
	@echo "make check      the longer tests: browser, other versions, benchmarks"
	@echo "make notebooks  refresh the committed notebooks' outputs"
	@echo "make gallery    draw the README's pictures again"

figures: $(READY)
	$(BIN)/python -m analysis

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

check: $(READY)
	$(INSTALL) --editable '.[dev,check,scale]'
	$(BIN)/python -m pytest tests/check

lab: $(READY)
	$(BIN)/jupyter lab notebooks/01-highlights.ipynb

notebooks: $(READY)
	$(BIN)/python -m analysis --refresh

gallery: $(READY)
	$(BIN)/python -m analysis --gallery

# The newest versions that fit, with the hashes of every file and no address.
constraints: | $(UV)
	$(UV) pip compile pyproject.toml --all-extras --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file constraints.txt

$(READY): constraints.txt pyproject.toml | $(UV)
	$(UV) venv --quiet --allow-existing .venv
	$(INSTALL) --editable '.[dev]'
	@touch $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv || { echo "Python's venv module is needed: on Debian, apt-get install python3-venv"; exit 1; }
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

clean:
	rm -rf .venv .uv figures
