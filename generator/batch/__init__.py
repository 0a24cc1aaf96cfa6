"""Papers by the hundred: a plan in; what has changed since the last time made by isolated workers, each file whole, each document told.

Stages: `plan` (the YAML) → `rows` → `jobs` (papers, settings, names; collisions found) → `staleness` (what need not be made again, by
`fingerprints` and the `journal`) → `pool` of workers that do `work` → `journal` → `index`. `run` reads them aloud.
Before any of it, `standing`: where nothing has changed since a run that left nothing to make, there is nothing to read.
"""
