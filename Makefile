# Two commands on a fresh machine: `make run` to use it, `make test` to prove it.
.DEFAULT_GOAL := help
.PHONY: help setup run demo-reset test check journeys bench faults lock format
PYTHON := .venv/bin/python

help: ## Say what each command does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: ## Install what running it needs: system packages, .tools/ and .venv/
	@.ci/setup run

run: setup ## Start web, worker and beat on this machine; Ctrl-C stops them all
	@$(PYTHON) -m recordings_gov.launch

demo-reset: setup ## Delete the demonstration's database and documents and load it afresh
	@$(PYTHON) -m recordings_gov.launch reset

test: ## Run the whole suite on SQLite and on PostgreSQL, Redis and a worker of its own
	@.ci/setup test
	@.ci/test

check: ## Lint, types, layers, templates, dependencies, migrations, deployment settings
	@.ci/setup test
	@.ci/check

journeys: ## Run the browser stories with their accessibility checks
	@.ci/setup test
	@RECORDINGS_GOV_TEST_DATABASE=postgresql $(PYTHON) -m pytest -m journey

bench: ## Run the benchmark; prints a table and writes JSON
	@.ci/setup test
	@$(PYTHON) -m tests.bench

faults: ## Run every fault, the long ones included, on both databases
	@.ci/setup test
	@.ci/faults

lock: ## Renew both lock files with the newest versions that work together
	@.ci/setup run
	@.ci/lock

format: ## Format the Python
	@.ci/setup test
	@.venv/bin/ruff check --fix-only --quiet
	@.venv/bin/ruff format
