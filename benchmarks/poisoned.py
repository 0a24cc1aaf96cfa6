"""`briefwright`, but that some documents poison their worker: `python -m benchmarks.poisoned batch PLAN.yaml`."""

from __future__ import annotations

from benchmarks import poisons
from generator.batch import work
from generator.cli import main

if __name__ == "__main__":  # and not where a worker begins
    work.make = poisons.make_or_die
    main(prog_name="briefwright")
