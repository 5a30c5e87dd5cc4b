# Unsung: the commands of the house. `make run` and `make test` are all a newcomer needs.
PY ?= python3
UV_VERSION := 0.13.9
V := .venv
# The quick ones on every core; of the slow ones two at a time, but never two browsers (tests/browsing.py).
QUICK = $(V)/bin/python -m pytest -m "not slow" -n auto --dist loadfile
SLOW = $(V)/bin/python -m pytest -m slow -n 2 --dist loadgroup

# The tests start some hundred commands; none should have to compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test fast lint style types walls sizes bench lock clean

run: $(V)/run.ok  ## serve the demo desk on PORT (8000), with its latest monthly review also in review/
	UNSUNG_HOME="$(CURDIR)/.unsung" $(V)/bin/unsung serve --demo --out review

test:  ## everything: the system's parts, the checks, every test
	@sh tools/system_parts.sh chromium postgresql poppler-utils
	@$(MAKE) --no-print-directory lint
	@$(QUICK); quick=$$?; $(SLOW) && exit $$quick

fast: $(V)/dev.ok  ## the tests that take no time
	$(QUICK)

lint: style types walls sizes  ## all four; `make -k lint` goes on after one that fails

style: $(V)/dev.ok
	$(V)/bin/python -m ruff check
	$(V)/bin/python -m ruff format --check

types: $(V)/dev.ok
	UNSUNG_HOME="$(CURDIR)/.mypy_cache/home" $(V)/bin/python -m mypy

walls: $(V)/dev.ok
	$(V)/bin/lint-imports --no-logo

sizes: $(V)/dev.ok
	$(V)/bin/python -m tools.house

bench: $(V)/dev.ok  ## measure against the peers, into benchmarks/RESULTS.md
	$(V)/bin/python -m benchmarks

clean:  ## take away what can be made again; records in .unsung/ stay
	rm -rf $(V) review .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

lock: $(V)/uv/bin/uv  ## write the lock files anew; UPGRADE=--upgrade takes newer versions
	$(V)/uv/bin/uv pip compile $(LOCKED) $(UPGRADE) --group build pyproject.toml -o requirements.lock
	$(V)/uv/bin/uv pip compile $(LOCKED) $(UPGRADE) --group build --group dev pyproject.toml -o requirements-dev.lock

LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

$(V)/uv/bin/uv: $(V)/run.ok
	$(PY) -m venv $(V)/uv
	$(V)/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(V)/run.ok: requirements.lock pyproject.toml
	@sh tools/fill_venv.sh "$(PY)" $(V) requirements.lock
	@touch $@

$(V)/dev.ok: $(V)/run.ok requirements-dev.lock
	@sh tools/fill_venv.sh "$(PY)" $(V) requirements-dev.lock
	@touch $(V)/run.ok $@
