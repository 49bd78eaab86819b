# Everything runs inside .venv, which is made from a lock the first time a target needs it.

.DEFAULT_GOAL := help
python := .venv/bin/python
runtime := .venv/.runtime-$(shell cksum < requirements.lock | tr ' ' -)
tests := .venv/.test-$(shell cksum < requirements-test.lock | tr ' ' -)
# The tests' packages include the programs': an environment that holds them is never made smaller.
ready := $(if $(wildcard $(tests)),$(tests),$(runtime))

# Tests wait for a phone or a browser a third of their time: one more of them than processors.
hands = $(shell $(python) -c "import os; print(1 + (os.cpu_count() or 1))")

.PHONY: help demo run test check conformance format bench storm samples lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

demo: $(ready) ## Telegram, the bot and its pages on this machine: no token, no network
	@$(python) -m sandbox $(ARGS)

run: $(ready) ## the bot itself; needs a token in the environment
	@.venv/bin/hecha run $(ARGS)

test: $(tests) ## every test (ARGS="tests/rules -k draw" runs some)
	@tools/browser.sh
	@$(python) -m pytest --numprocesses $(hands) --dist loadfile $(ARGS)

check: $(tests) ## style, types and the rules of the house
	@.venv/bin/ruff check --quiet --output-format concise .
	@.venv/bin/ruff format --check --quiet . || { echo "not formatted: run make format"; exit 1; }
	@.venv/bin/mypy
	@$(python) -m pytest tests/architecture

conformance: $(tests) ## expressions and forms of other engines' suites (DIR=folder; ../shared/xlsform when not said)
	@$(python) -m tests.conformance $(if $(DIR),--folder $(DIR)) $(ARGS)

format: $(tests) ## mend what ruff can mend
	@.venv/bin/ruff check --fix --quiet .
	@.venv/bin/ruff format .

bench: $(tests) ## speed and memory, each beside its yardstick
	@$(python) -m bench $(ARGS)

storm: $(tests) ## kill, cut and flood the running system, then count what is left
	@$(python) -m tests.storms $(ARGS)

samples: $(tests) ## one scripted visit, written down, photographed and printed into build/samples
	@$(python) -m tests.samples $(ARGS)

# The larger lock first: the runtime then takes its versions from it, so both always agree.
compile := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header pyproject.toml --group build

lock: $(tests) ## rebuild both locks from pyproject.toml (ARGS=--upgrade takes newer versions)
	@$(compile) $(ARGS) --group test --output-file requirements-test.lock
	@$(compile) --constraint requirements-test.lock --output-file requirements.lock

clean: ## remove .venv, caches and build products; data/ stays
	@rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(runtime):
	@tools/environment.sh requirements.lock $@

$(tests):
	@tools/environment.sh requirements-test.lock $@
