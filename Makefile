# make demo   sets everything up and plans the built-in example county
# make test   sets everything up and runs every check and test
# make dist   builds a wheel that carries the built map assets
# make locks  renews the hashed lock files from pyproject.toml

PYTHON ?= python3
NPM ?= npm
BIN := .venv/bin
SHELL := /bin/sh

.PHONY: demo test dist setup assets browser locks docs clean

demo: setup assets
	rm -rf demo/county
	$(BIN)/python -m estates example demo/county
	$(BIN)/python -m estates plan demo/county --out demo/plan

test: setup assets browser dist
	PATH="$$PWD/$(BIN):$$PATH" $(BIN)/python -m tests.static_checks
	$(BIN)/python -m pytest -n 2 --dist loadfile

dist: setup assets
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

setup: .venv/ready

# Debian keeps the venv module in a package of its own; it is installed where we may, and named where we may not.
.venv/ready: requirements.lock requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed (set PYTHON=...)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(MAKE) --no-print-directory debian-package NAME=python3-venv
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch .venv/ready

assets: maps/assets/ready

maps/assets/ready: package.json package-lock.json maps/build_assets.py | setup
	$(NPM) ci --no-audit --no-fund --loglevel=error
	$(BIN)/python -m maps.build_assets
	touch maps/assets/ready

# The browser tests need Debian's Chromium; without it (and without the right to install it) they are skipped by name.
browser:
	@command -v chromium >/dev/null 2>&1 || $(MAKE) --no-print-directory debian-package NAME=chromium || echo "No Chromium: the browser tests will be skipped."

.PHONY: debian-package
debian-package:
	@command -v apt-get >/dev/null 2>&1 || { echo "The package $(NAME) is missing and there is no apt-get to install it."; exit 1; }
	@if [ "$$(id -u)" = 0 ]; then as=; elif sudo -n true 2>/dev/null; then as="sudo -n"; else echo "The package $(NAME) is missing: ask for 'apt-get install $(NAME)'."; exit 1; fi; \
	$$as apt-get update -q >/dev/null && $$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q $(NAME) >/dev/null

locks: setup
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade -o requirements.lock
	$(BIN)/uv pip compile pyproject.toml --extra dev --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade -o requirements-dev.lock

docs: setup
	$(BIN)/python -m geodata.dictionary docs/data-dictionary.md
	$(BIN)/python -m geodata.scenario.reference docs/scenario-keys.md
	$(BIN)/python -m geodata.uncertainty.reference docs/risk-keys.md

clean:
	rm -rf .venv node_modules maps/assets dist demo
