# Two commands do everything: `make figures` and `make test`. Both set up what they need, once.
.DEFAULT_GOAL := help
.PHONY: help figures test types check lab docs notebooks gallery house constraints versions audit bench clean

PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
READY := .venv/.ready
PINNED := --constraint constraints.txt --build-constraint constraints.txt
INSTALL = $(UV) pip install --quiet --python .venv $(PINNED) --compile-bytecode
# Files of tests are spread over the cores.
PARALLEL := --numprocesses logical --maxprocesses 4 --dist loadfile
GROUPS := dev check types docs build
OTHERS := country_converter flashtext geotext scattertext

help:
	@echo "make figures    rerun every notebook and write every figure to figures/"
	@echo "make test       run the tests"
	@echo "make lab        open JupyterLab on the first notebook"
	@echo "make docs       write the documentation of every function to docs/"
	@echo "make check      the longer tests: browser, wheel, other versions, fuzzing, speed"
	@echo "make bench      how fast everything is, compared with what others use"
	@echo "make notebooks  run the committed notebooks again and save their outputs"
	@echo "make gallery    draw the README's pictures again"
	@echo "make house      how the code reads, as numbers"

figures: $(READY)
	$(BIN)/highlights-analysis

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest $(PARALLEL)

types: $(READY)
	$(INSTALL) --group types --editable .
	$(BIN)/mypy

check: $(READY)
	$(INSTALL) --editable '.[docx,scale,xlsx]' --group dev --group check --group types --group docs
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/check

# Part of `make check`: the tests on the oldest versions declared, and on every newer Python that is here.
versions: $(READY)
	$(BIN)/python -m pytest tests/check/test_versions.py

# An environment of its own, since what others use is not needed for anything else; what does not install is left out.
bench: $(READY)
	$(UV) venv --quiet --allow-existing .bench
	$(UV) pip install --quiet --python .bench $(PINNED) --compile-bytecode --editable .
	for other in $(OTHERS); do $(UV) pip install --quiet --python .bench --constraint constraints.txt $$other || true; done
	$(subst .venv,.bench,$(BIN))/python tests/benchmarks/run.py

# Asks a public service for known vulnerabilities of the pinned versions, so it needs the open network.
audit: | $(UV)
	$(UV) tool run pip-audit --requirement constraints.txt --disable-pip

# In a container people are often root, whom Jupyter refuses without this option; it listens on this machine alone.
AS_ROOT = $(if $(filter 0,$(shell id -u 2>/dev/null)),--allow-root)
lab: $(READY)
	@echo "JupyterLab opens on notebooks/01-highlights.ipynb. If no browser opens, open the address that it prints.$(if $(AS_ROOT), You are root: it runs all the same and listens on this machine alone.)"
	$(BIN)/jupyter lab notebooks/01-highlights.ipynb --ServerApp.root_dir=. $(AS_ROOT)

docs: $(READY)
	$(INSTALL) --group docs --editable .
	$(BIN)/pdoc --docformat numpy --output-directory docs analysis
	@echo "open docs/index.html"

notebooks: $(READY)
	$(BIN)/python -m tests.refresh

gallery: $(READY)
	$(BIN)/python -m tests.gallery

house: $(READY)
	$(BIN)/python -m tests.house

# The newest versions that fit, with the hashes of every file and no address.
constraints: | $(UV)
	$(UV) pip compile pyproject.toml --all-extras $(foreach group,$(GROUPS),--group $(group)) --universal --python-version 3.11 --upgrade --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --quiet --output-file constraints.txt

$(READY): constraints.txt pyproject.toml | $(UV)
	@echo "Setting up .venv: this takes a minute or two, once, and needs the network."
	$(UV) venv --quiet --allow-existing .venv
	$(INSTALL) --editable '.[docx]' --group dev
	@touch $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv || { echo "Python's venv module is needed: on Debian, apt-get install python3-venv"; exit 1; }
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv

clean:
	rm -rf .venv .uv .bench docs figures
