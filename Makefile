# Every command sets up what it needs first; a second run finds it done and starts at once.
BIN := .venv/bin
SETUP := sh scripts/setup.sh
# Tests start many Pythons: what they compile is kept beside the libraries, even where the environment forbids it.
KEEP := env -u PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX="$(CURDIR)/.venv/bytecode"
# make test TESTS=tests/compare; CI gives another Python.
TEST_PYTHON := $(BIN)/python
TESTS :=

.DEFAULT_GOAL := help
.PHONY: help setup demo test check golden bench sizes scale planted evidence stress hands formats desk fuzz docs clean

help:      ## this list
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup:     ## get the libraries into .venv
	@$(SETUP) run

demo:      ## check a sample draft against its two references; reports in out/
	@$(SETUP) run
	@sh scripts/demo.sh

test:      ## run the tests, on every core
	@$(SETUP) test
	@$(KEEP) $(TEST_PYTHON) -m pytest -n logical --maxprocesses 8 --dist worksteal $(TESTS)

check:     ## style, types, import direction, docs that match the code, the hash of what the samples give
	@$(SETUP) run
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_docs.py
	$(BIN)/python -m scripts.golden --short

golden:    ## hashes of what the samples give, form by form: a change that only moves code leaves them as they are
	@$(SETUP) run
	@$(BIN)/python -m scripts.golden

bench:     ## measure speed and memory (tables to docs/performance.md and README.md), and how well texts are paired
	@$(SETUP) bench
	@$(BIN)/python -m benchmarks.performance --write docs/performance.md
	@$(BIN)/python -m benchmarks.similarity

sizes:     ## measure one review by the size of its plans; the table goes to docs/sizes.md
	@$(SETUP) bench
	@$(BIN)/python -m benchmarks.sizes --write docs/sizes.md

scale:     ## measure the growth of time with the size of the input, for each shape of text; fails above 2.4
	@$(SETUP) run
	@$(BIN)/python -m benchmarks.scale

planted:   ## plant known deviations in the samples and count what is told; the tables go to docs/planted.md
	@$(SETUP) test
	@$(BIN)/python -m benchmarks.planted --runs 8 --write docs/planted.md

stress:    ## cross verbs, units and directions, weaken the values, count what passes; the tables go to docs/stress.md
	@$(SETUP) test
	@$(BIN)/python -m benchmarks.stress --write docs/stress.md

hands:     ## review the plans by other hands and count what is right; the tables go to docs/hands.md
	@$(SETUP) test
	@$(BIN)/python -m benchmarks.hands --write docs/hands.md

evidence:  ## fit the evidence for pairs, leaving families out; the tables go to docs/evidence.md
	@$(SETUP) test
	@$(BIN)/python -m benchmarks.evidence --write docs/evidence.md

formats:   ## read one plan in every format; the table goes to docs/formats.md
	@$(SETUP) test
	@$(BIN)/python -m benchmarks.formats --write docs/formats.md

desk:      ## measure the review desk, as its user has it; the table goes to docs/desk.md
	@$(SETUP) test
	@$(BIN)/python -m benchmarks.desk --write docs/desk.md

fuzz:      ## look long for files that break the readers; what is found goes to tests/regressions/
	@$(SETUP) test
	@$(BIN)/python -m tests.fuzz --seconds $${SECONDS_TO_RUN:-600}

docs:      ## write the pages that are made from the code
	@$(SETUP) run
	@$(BIN)/python -m doichieu.docs

clean:     ## remove what was made here: libraries, caches, reports
	rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
