# All commands of this project; `make help` lists them.
#
# A machine needs a Python (3.8 or newer), make and git. Everything else is set up on the way, into
# this folder: what is there already and still right is left alone.

.DEFAULT_GOAL := help
.PHONY: help start chat train doctor test check format bench evaluate plain system-packages servers servers-stop locks locks-upgrade hooks clean

ifndef PYTHON
PYTHON := $(shell for python in python3 python3.13 python3.12 python3.11 python3.10 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null && echo "$$python" && break; done)
endif
ifeq ($(PYTHON),)
$(error Schakel needs Python 3.8 or newer to set itself up, and found none: install one, or name it with PYTHON=…)
endif

SETUP := $(PYTHON) -m tools.setup
BIN := .venv/bin
ENGINE := bot/.venv/bin/python
# Our own Node, where the machine has none.
export PATH := $(CURDIR)/.tools/bin:$(PATH)

help: ## this list
	@echo 'Schakel: the digital front door of the MKB Schakelteam Flevoland'
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(firstword $(MAKEFILE_LIST)) | expand -t 24
	@echo
	@echo 'Settings, by the environment: SCHAKEL_PORT (8080; four ports in a row), SCHAKEL_DATA (var),'
	@echo 'SCHAKEL_PLAIN_RASA=1 (Rasa with TensorFlow). More: .venv/bin/schakel --help'

start: ## set up what is missing, start everything, print the addresses; Ctrl-C stops all of it
	@$(SETUP) start
	@exec $(BIN)/schakel up

chat: ## talk with the running product in the terminal
	@$(SETUP) use
	@exec $(BIN)/schakel chat

train: ## train the engine on the present content, unless that was done
	@$(SETUP) model

doctor: ## what is installed, in use and running
	@$(SETUP) use
	@$(BIN)/schakel doctor

test: ## every test that this machine can run; says what it had to skip
	@$(SETUP) dev
	@$(BIN)/python -m tools.suites

check: ## format, lint, imports, types, content, training data, front end, locks
	@$(SETUP) check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/mypy -p tools
	$(BIN)/python -m tools.locks check
	$(BIN)/python -m tools.hooks --all
	$(BIN)/schakel content check
	$(BIN)/schakel train --validate
	cd web && npm run check
	@echo 'All checks passed.'

format: ## put code in the one format
	@$(SETUP) check
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	cd web && npm run format

bench: ## measure speed beside Rasa's default pipeline, which it sets up and trains (long)
	@$(SETUP) dev plain
	@$(BIN)/python -m bench.scans
	@$(BIN)/python -m bench
	@$(BIN)/python -m bench.desk
	@$(BIN)/python -m bench.phones
	@$(BIN)/python -m bench.appointments

evaluate: ## measure how right it is, beside Rasa's default pipeline, and write docs/evaluation.md (long)
	@$(SETUP) dev
	@$(BIN)/python -m evaluation

plain: ## set up plain Rasa with TensorFlow, for SCHAKEL_PLAIN_RASA=1
	@$(SETUP) plain

system-packages: ## as root on Debian: install Chromium, PostgreSQL, dovecot, Request Tracker and DAViCal
	@$(SETUP) browser database mailbox tickets calendars

servers: ## have the servers that the tests use, start each in a throw-away folder, print how to use them
	@$(SETUP) develop database mailbox tickets calendars
	@$(BIN)/python -m tools.servers start

servers-stop: ## stop them, and leave nothing
	@$(BIN)/python -m tools.servers stop

locks: ## make the locks again after a change of dependencies
	@$(SETUP) develop
	@$(BIN)/python -m tools.locks make

locks-upgrade: ## make the locks again with the newest versions that fit
	@$(SETUP) develop
	@$(BIN)/python -m tools.locks upgrade

hooks: ## check every commit before it is made
	@$(SETUP) develop
	@$(BIN)/pre-commit install

clean: ## remove what was set up and built; the data in var/ stays
	rm -rf .tools .setup .venv bot/.venv bot/.venv-plain bot/models web/node_modules web/dist web/console/dist
