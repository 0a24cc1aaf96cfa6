"""Measurements: ours beside others, in one run, as ratios. Run by `make bench`, never by the tests."""
