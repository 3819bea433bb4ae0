# The commands of this project. `make` alone lists them.
.DEFAULT_GOAL := help
.SILENT:
.PHONY: help setup demo kiosk test lint bench fuzz fonts characters lock clean

BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE # or each of a hundred processes would compile everything anew

help: ## this list
	sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

setup: ## make .venv and install what the project needs (at once, if that is done)
	tools/setup

demo: setup ## play every service against the simulated room; pictures and slips go to out/demo
	$(BIN)/kiosk-sim demo --out out/demo

kiosk: setup ## open the kiosk with the simulated room around it
	$(BIN)/kiosk-sim play

test: setup lint ## everything that must hold: lint, then all tests
	# four at a time on two cores: they wait for a real pcscd and for processes half of the time
	$(BIN)/python -m pytest -n 4 --dist worksteal --durations 10 --durations-min 4

lint: setup ## style, types, and who may import whom
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

bench: setup ## measure what the citizen waits for
	$(BIN)/python tools/bench.py

fuzz: setup ## a million inputs through every decoder, guided by coverage (about an hour; FUZZ="--write" writes the figures down)
	$(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements-fuzz.lock
	PYTHONPATH=. $(BIN)/python tools/fuzz.py $(FUZZ)

fonts: setup ## build the fonts anew from Debian's Noto CJK and the npm registry's icons
	$(BIN)/python tools/build_fonts.py

characters: setup ## build the characters that names are typed with anew from pypinyin and two Debian packages
	$(BIN)/python tools/build_characters.py

lock: ## pin the newest versions of everything in pyproject.toml
	tools/lock

clean: ## remove all that the commands above made, .venv too
	rm -rf .venv out run build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
