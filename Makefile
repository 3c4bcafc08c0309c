# `make run` and `make test` are all a new user needs; `make check` is what runs before every commit.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEV    := $(VENV)/.installed-dev

.PHONY: help run test check format lint types contracts bank stress nightly docs kill-test walk wheel-test bench schema screenshots snapshots clean fuzz

help:
	@echo "make run    open quizapp      make test   run the tests"
	@echo "make check  everything that must hold before a commit"

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "quizapp needs Python 3.11 or newer; try: make PYTHON=python3.12 run"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python's venv module is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: $(STAMP)
	@$(BIN)/quizapp

# One more than there are processors: now and then a test waits. What was compiled is kept for the next run.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

test: $(DEV)
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(DEV) format lint types contracts bank test

format: $(DEV)
	$(BIN)/ruff format --check .

lint: $(DEV)
	$(BIN)/ruff check .

types: $(DEV)
	$(BIN)/mypy

contracts: $(DEV)
	$(BIN)/lint-imports

bank: $(DEV)
	$(BIN)/quizapp bank lint
	$(BIN)/quizapp bank schema --check
	$(BIN)/python docs/generate_families.py --check

# The long gates.
stress: $(DEV)
	$(BIN)/quizapp calc stress --seeds 1000 --jobs 2

nightly: $(DEV)
	$(BIN)/quizapp calc stress --seeds 20000 --jobs 2

# A new user's way through the program in a terminal (tmux), its screens one under the other.
walk: $(DEV)
	$(BIN)/python -m tests.walking --language ja
	$(BIN)/python -m tests.walking --language en

kill-test: $(DEV)
	$(BIN)/python -m tests.killing --rounds 200

wheel-test: $(DEV)
	bash .ci/wheel-test $(BIN)/python

bench: $(DEV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/screens.py
	$(BIN)/python bench/answers.py
	$(BIN)/python bench/problems.py
	$(BIN)/python bench/bank.py
	$(BIN)/python bench/progress.py
	$(BIN)/python bench/learning.py

# What is generated from the program.
schema: $(DEV)
	$(BIN)/quizapp bank schema --write

docs: $(DEV)
	$(BIN)/python docs/generate_calculators.py
	$(BIN)/python docs/generate_families.py
	$(BIN)/python docs/generate_rules.py
	$(BIN)/python docs/generate_keys.py

screenshots: $(DEV)
	$(BIN)/python -m tests.screenshots

snapshots: $(DEV)
	$(BIN)/python -m pytest tests/tui --snapshot-update

clean:
	rm -rf $(VENV) build dist

# Hostile answers, then hostile question files, for some minutes: FUZZ_SECONDS=60 make fuzz
FUZZ_SECONDS ?= 300
fuzz: $(DEV)
	$(BIN)/python -m tests.answers.fuzz --seconds $(FUZZ_SECONDS)
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/python -m tests.bank.test_hostile
