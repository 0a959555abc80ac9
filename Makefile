PYTHON ?= python3
BIN := .venv/bin
CORES := $(shell $(PYTHON) -c 'import os; print(os.cpu_count())')

.PHONY: help install demo test lint site bench compare scale worlds-report notebooks lock clean

help:
	@echo "make demo       grade three submissions and write build/demo/report.html"
	@echo "make test       everything: lint, types, tests, proofs, notebooks"
	@echo "make site       the course as pages in build/site"
	@echo "make bench      speed, as JSON in build/bench.json"
	@echo "make compare    the same submissions through nbgrader, otter-grader and pytest"
	@echo "make scale      one feature over 1 to 50 million rows; takes a while, and 5 GB of disk"
	@echo "make worlds-report  can the simulated worlds be believed? pages in build/worlds"
	@echo "make notebooks  run every notebook and store its outputs"
	@echo "make lock       resolve the dependencies anew"

install: .venv/installed

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	@# the lock is complete; without --no-deps pip would refuse recordlinkage, which declares pandas<3
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@# byte code once, so that every start after it is three times faster
	@$(BIN)/python -m compileall -q src
	@touch $@

demo: install
	@$(BIN)/signoff author specimens evaluation/calibration --mistake calibrates_on_the_training_fold --out build/demo > /dev/null
	@$(BIN)/signoff grade build/demo/reference.py build/demo/starter.py build/demo/calibrates_on_the_training_fold.py \
		--exercise evaluation/calibration --min-score 0 --html build/demo/report.html --json build/demo/grades.json
	@echo
	@echo " build/demo/report.html"

lint: install
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

test: lint
	@$(BIN)/python -m pytest tests modules datasets --nbval -n $(CORES)

site: install
	@$(BIN)/signoff author site

bench: install
	@$(BIN)/python bench/bench.py

compare: install
	@$(BIN)/python bench/compare.py

scale: install
	@$(BIN)/python bench/scale.py

worlds-report: install
	@$(BIN)/python -m pytest -q tests/test_believable.py -n $(CORES)
	@echo " build/worlds/payments.html, lending.html, onboarding.html"

notebooks: install
	@$(BIN)/jupyter nbconvert --log-level WARN --to notebook --execute --inplace $(wildcard modules/*/*.ipynb datasets/worlds/*.ipynb)

lock: install
	@$(BIN)/signoff author lock

clean:
	rm -rf .venv build
