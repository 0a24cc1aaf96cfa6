"""What the `queries/check_*.sql` of a kind find, told at its record: one violation a row, with `record`, `column`, `value` and whatever
else the message of the check names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from generator import patterns
from generator.diagnostics import Diagnostic, Position, Severity, Wording, problem
from generator.tables import places
from generator.tables.loading import MOST_PROBLEMS
from generator.tables.named import Named
from generator.tables.queries import CHECK, Queries, Rows


def told(asked: Queries, name: str, rows: Rows, tables: Sequence[Named], accepted: frozenset[str]) -> list[Diagnostic]:
    """A problem for every row that a check has found, at most fifty; a warning where the paper accepts it."""
    check = asked.checks.get(name.removeprefix(CHECK))
    if check is None:
        return [problem("E234", Position(str(asked.files[name])), name=name, reason="queries.yaml does not say what it means")]
    table = next((one for one in tables if one.name == check.get("table")), tables[0])
    where = places.found(table, {row.get("record", 0) for row in rows[:MOST_PROBLEMS]}) if rows else {}
    severity: Severity = "warning" if check["id"] in accepted else check.get("severity", "error")
    return [_diagnostic(check, row, table, where, severity) for row in rows[:MOST_PROBLEMS]]


def _diagnostic(
    check: Mapping[str, Any], row: Mapping[str, Any], table: Named, where: Mapping[int, Position], severity: Severity
) -> Diagnostic:
    column = next((one.heading for one in table.columns if one.name == row.get("column")), str(row.get("column") or ""))
    words = {"file": table.path.name, **{name: "" if value is None else str(value) for name, value in row.items()}, "column": column}
    place = where.get(row.get("record") or 0, Position(str(table.path)))
    hint = check.get("hint")
    return Diagnostic(
        severity,
        check["id"],
        _filled(check["message"], words),
        places.narrowed(place, str(row.get("value") or "")),
        _filled(hint, words) if hint else None,
    )


def _filled(message: Mapping[str, str], words: Mapping[str, str]) -> Wording:
    return Wording(patterns.fill(message["en"], words), patterns.fill(message["zh"], words))


