# Each target is one command on a fresh checkout: it makes .venv and installs what it needs, once.
# The first installation compiles llama.cpp, which takes about six minutes on two cores; after it, no target needs
# the network.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed
GOAL ?= Set an alarm for 7:30 tomorrow morning and text Mom that I'll be ten minutes late

.PHONY: demo test check lint install record sheet outside numbers clean

demo: $(STAMP)
	$(BIN)/edgelam run "$(GOAL)" --device virtual --approve never

test: $(STAMP)
	$(BIN)/python -m pytest

check: lint test

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

# The picture in the README.
record: $(STAMP)
	$(BIN)/python docs/record_demo.py

# The picture of all apps in the README.
sheet: $(STAMP)
	$(BIN)/python docs/contact_sheet.py

# Tools of others, tried on the virtual phone; they are installed into ~/.cache/edgelam-outside.
outside: $(STAMP)
	$(BIN)/python -m bench.outside

# The README's table: every figure measured anew on this machine, which should do nothing else meanwhile.
MEASURED := latency memory sustained energy backends legality peers phone
numbers: $(STAMP) $(MEASURED:%=bench/results/bench-%.json) bench/results/eval-tasks.json
	$(BIN)/python -m bench.readme

bench/results/bench-%.json: $(STAMP) FORCE
	$(BIN)/edgelam bench $* --json > $@.new
	mv $@.new $@

bench/results/eval-tasks.json: $(STAMP) FORCE
	$(BIN)/edgelam eval tasks --suite full --jobs $$(($$(nproc) * 2)) --random --json > $@.new
	mv $@.new $@

FORCE:

install: $(STAMP)

# Debian keeps venv in a package of its own: without it pip can fill an empty environment, and root can install it.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { \
		echo "edgelam needs Python 3.10 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) 2>/dev/null \
		|| { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV) && \
			$(PYTHON) -m pip --python $(BIN)/python install --quiet pip 2>/dev/null; } \
		|| { rm -rf $(VENV); test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq python3-venv && \
			$(PYTHON) -m venv $(VENV); } \
		|| { rm -rf $(VENV); echo "No virtual environment can be made: apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV); the first time llama.cpp is compiled, which takes about six minutes."
	$(BIN)/pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
