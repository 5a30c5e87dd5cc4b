# Unsung: the commands of the house. `make run` and `make test` are all a newcomer needs.
PY ?= python3
V := .venv
HOME_DIR := $(CURDIR)/.unsung

.PHONY: run test fast bench lint lock clean

$(V)/run.ok: requirements.lock pyproject.toml
	$(PY) -m venv $(V)
	$(V)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(V)/bin/pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(V)/dev.ok: $(V)/run.ok requirements-dev.lock
	$(V)/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

