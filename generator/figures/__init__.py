"""The library of figures: what expressions of `computed.yaml` and `rules.yaml` may call. It knows nothing of any kind.

`amounts` (sums, shares, changes, clocks) · `pivots` (tables of rows) · `capitals` (RMB amounts in words) · for rules: `texts` (the texts of
a paper), `numerals` (figures and dates in running text), `spelling` (names and phrases), `titles`, `courses` (what charts and layouts do).
"""
