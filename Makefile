# Two commands: `make demo` renders the samples, `make test` runs the tests; both first set up what is missing.

PYTHON_IN := .venv/bin/python
SAMPLES := templates/proposal_deck/sample.yaml templates/meeting_minutes/sample.yaml templates/creative_brief/sample.yaml

.PHONY: help setup demo test soak bench test-render lint types validate references docs gallery clean

help:
	@echo "make demo        render the sample deck, minutes and brief into output/"
	@echo "make test        run the tests"
	@echo "make test-render every paper in LibreOffice: opens, and the pages of its contents are right; 20 generated decks (needs LibreOffice)"
	@echo "make soak        a batch killed and resumed a thousand times; 300 generated decks in LibreOffice"
	@echo "make bench       every measurement, into docs/performance.md"
	@echo "make lint types  ruff, mypy --strict"
	@echo "make validate    every sample before the Open XML SDK's validator and veraPDF"
	@echo "make docs        the pages of kinds and the pictures again"
	@echo "make gallery     pages beside those of pandoc and python-pptx (needs LibreOffice)"
	@echo "make references  build reference documents and width tables again from theme.yaml and fonts"

setup:
	@scripts/setup.sh

demo: setup
	@$(PYTHON_IN) -m generator render $(SAMPLES) --to docx,pptx,pdf --out output

test: setup
	$(PYTHON_IN) -m pytest -n 2

test-render: setup
	$(PYTHON_IN) -m pytest -m render tests/render

soak: setup
	BRIEFWRIGHT_KILLS=1000 $(PYTHON_IN) -m pytest tests/test_batch_kill.py
	BRIEFWRIGHT_DECKS=300 $(PYTHON_IN) -m pytest -m render tests/render/test_any_length.py

bench: setup
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group bench
	$(PYTHON_IN) -m benchmarks

lint: setup
	.venv/bin/ruff check .

types: setup
	.venv/bin/mypy

validate: setup
	@scripts/validate/setup.sh
	PYTHONPATH=. $(PYTHON_IN) scripts/validate/validate.py

references: setup
	$(PYTHON_IN) scripts/make_reference_docx.py
	$(PYTHON_IN) scripts/make_reference_pptx.py

docs: setup
	PYTHONPATH=. $(PYTHON_IN) scripts/make_docs.py
	$(PYTHON_IN) scripts/make_message_docs.py
	$(PYTHON_IN) scripts/make_command_docs.py

gallery: setup
	$(PYTHON_IN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group gallery
	PYTHONPATH=. $(PYTHON_IN) scripts/make_comparisons.py

clean:
	rm -rf output .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
