"""`python -m generator` is `briefwright`."""

from generator.cli import main

main(prog_name="briefwright")
