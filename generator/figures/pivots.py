"""The library of figures for tables of rows: periods, sums by member, comparisons, cross tables, what is missing or repeated.

Rows are mappings with a `time` key (a month, "2026-10"), a `value` key (a number) and any other keys, which are their dimensions. A gap
is a mapping with a time and some of the dimensions: it declares that there is no figure there. No figure is None, never zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from generator.figures.amounts import delta

Row = Mapping[str, Any]
Figures = dict[str, Any]

TIME, VALUE = "month", "amount"
"""The usual keys of a row's time and value."""

# ------------------------------------------------------------------------------------------------------------------- periods


def months_of(period: str) -> list[str]:
    """The months of a month "2026-10", quarter "2026-Q3" or year "2026"."""
    year, _, part = period.partition("-")
    if not part:
        return [f"{year}-{month:02}" for month in range(1, 13)]
    if part.startswith("Q"):
        first = int(part[1:]) * 3 - 2
        return [f"{year}-{month:02}" for month in range(first, first + 3)]
    return [period]


def period_type(period: str) -> str:
    """What a period is: "month", "quarter" or "year"."""
    return {1: "month", 3: "quarter", 12: "year"}[len(months_of(period))]


def period_before(period: str) -> str:
    """The period of the same length that ends where this one begins."""
    year, _, part = period.partition("-")
    if not part:
        return str(int(year) - 1)
    if part.startswith("Q"):
        return f"{year}-Q{int(part[1:]) - 1}" if part != "Q1" else f"{int(year) - 1}-Q4"
    return months_until(period, 2)[0]


def year_before(period: str) -> str:
    """The same period of the year before."""
    year, mark, part = period.partition("-")
    return f"{int(year) - 1}{mark}{part}"


def months_until(last: str, count: int) -> list[str]:
    """`count` months in a row, `last` the last of them."""
    year, month = (int(part) for part in last.split("-"))
    numbers = range(year * 12 + month - count, year * 12 + month)
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


def months_to_date(period: str) -> list[str]:
    """The months from January up to the end of a period."""
    last = months_of(period)[-1]
    return months_until(last, int(last[-2:]))


# ---------------------------------------------------------------------------------------------------------- order and position


def ordered(values: Iterable[Any], order: Iterable[Any]) -> list[Any]:
    """The values in a given order; those that it does not name follow in their own."""
    places = {value: place for place, value in reversed(list(enumerate(order)))}
    return sorted(values, key=lambda value: places.get(value, len(places)))


def descending(items: Iterable[Row], key: str) -> list[Row]:
    """The items by the number under `key`, largest first; those without one last; equals as they stood."""
    return sorted(items, key=lambda item: (item.get(key) is None, -(item.get(key) or 0)))


def rank(value: Decimal | None, values: Iterable[Decimal | None]) -> int | None:
    """The place of a value among all, 1 for the largest; equals share a place; None without a value."""
    return None if value is None else 1 + sum(1 for other in values if other is not None and other > value)


def difference(now: Decimal | int | None, before: Decimal | int | None) -> Decimal | int | None:
    """`now` less `before`; None when either is missing."""
    return None if now is None or before is None else now - before


def under(items: Iterable[Row] | None, key: str, value: Any) -> Row | None:
    """The first item that has `value` under `key`, or None."""
    return next((item for item in items or () if item.get(key) == value), None)


def picked(items: Iterable[Row] | None, *keys: str) -> list[Figures]:
    """Some keys of the items and nothing else, None where an item lacks one: rows of one form, as a query takes them."""
    return [{key: item.get(key) for key in keys} for item in items or ()]


def known_as(items: Iterable[Row] | None, *sources: Iterable[Row] | None) -> list[Figures]:
    """The words that a file may use for each item, in small letters: its id, and its names here and in the sources.

    [{"id": "oatisle", "word": "oatisle"}, {"id": "oatisle", "word": "oat isle"}, …]
    """
    found = []
    for item in items or ():
        own = [item, *(one for source in sources for one in source or () if one.get("id") == item["id"])]
        names = [one["name"] for one in own if one.get("name")]
        words = [str(item["id"]), *(word for name in names for word in (name.values() if isinstance(name, Mapping) else [name]))]
        found += [{"id": str(item["id"]), "word": word} for word in dict.fromkeys(str(word).strip().lower() for word in words)]
    return found


# ------------------------------------------------------------------------------------------------------------------------ sums


def summed(rows: Iterable[Row], value: str = VALUE) -> Decimal | None:
    """The sum of the rows' values; None when there are no rows."""
    values = [Decimal(row[value]) for row in rows]
    return sum(values, Decimal(0)) if values else None


def compared(
    rows: Sequence[Row], by: str, members: Iterable[str], periods: Mapping[str, Sequence[str]], gaps: Sequence[Row] | None = None
) -> list[Figures]:
    """For each member of a dimension: its sum in every named period and its change from every other period of equal length to the first.

        {by: member, "now": 3, "before": 2, "change_before": 50.0, "partial": False}

    A change is worked out like for like: where a gap takes a figure out of one period, its counterpart in the other does not count
    either. `partial` says that a gap takes something out of one of the periods. A period of which the rows have only the later months has
    no figure: half a quarter is no base. `by` "" is all rows at once.
    """
    since = _since(rows)
    return [{by: member, **_member(rows, by, member, periods, list(gaps or ()), since)} for member in members]


def overall(rows: Sequence[Row], periods: Mapping[str, Sequence[str]], gaps: Sequence[Row] | None = None) -> Figures:
    """What `compared` says of all rows at once."""
    return _member(rows, "", "", periods, list(gaps or ()), _since(rows))


def _since(rows: Iterable[Row]) -> str:
    """The first month that any row has."""
    return min((str(row[TIME]) for row in rows), default="")


def _member(rows: Sequence[Row], by: str, member: str, periods: Mapping[str, Sequence[str]], gaps: Sequence[Row], since: str) -> Figures:
    own = [row for row in rows if not by or row.get(by) == member]
    holes = [gap for gap in gaps if not by or gap.get(by) in (None, member)]
    first = next(iter(periods.values()))
    whole = {name for name, months in periods.items() if months and months[0] >= since}
    sums: Figures = {name: summed(_within(own, months)) if name in whole else None for name, months in periods.items()}
    changes = {
        f"change_{name}": _change(own, holes, first, months) if name in whole else None
        for name, months in periods.items()
        if months is not first and len(months) == len(first)
    }
    touched = {month for months in periods.values() for month in months}
    return {**sums, **changes, "partial": any(gap.get(TIME) in touched for gap in holes)}


def _within(rows: Iterable[Row], months: Sequence[str]) -> list[Row]:
    wanted = set(months)
    return [row for row in rows if row[TIME] in wanted]


def _change(rows: Sequence[Row], gaps: Sequence[Row], now: Sequence[str], before: Sequence[str]) -> Decimal | None:
    """The change in per cent over what has figures in both periods."""
    other = dict(zip(now, before, strict=True)) | dict(zip(before, now, strict=True))
    sides = [summed(row for row in _within(rows, months) if not _missing(row, other[row[TIME]], gaps)) for months in (now, before)]
    return delta(sides[0], sides[1])


def _missing(row: Row, month: str, gaps: Iterable[Row]) -> bool:
    """Whether a gap declares that there is no figure for what `row` is in another month."""
    return any(gap.get(TIME) == month and _covers(gap, row) for gap in gaps)


def _covers(gap: Row, cell: Row) -> bool:
    """Whether a gap speaks of a cell: it names none of the cell's dimensions, or names them alike."""
    return all(gap.get(key) in (None, value) for key, value in cell.items() if key not in (TIME, VALUE))


def crossed(
    rows: Sequence[Row], down: str, members: Iterable[str], across: str, columns: Sequence[str], gaps: Sequence[Row] | None = None
) -> list[Figures]:
    """A cross table: for each member of one dimension its sums by the other, [{down: member, "amounts": [1, None, 3]}].

    None where there are no rows; with `gaps`, also where a gap takes out a part of the sum.
    """
    sums: dict[tuple[Any, Any], Decimal] = {}
    for row in rows:
        place = (row[down], row[across])
        sums[place] = sums.get(place, Decimal(0)) + Decimal(row[VALUE])
    holes = [(gap.get(down), gap.get(across)) for gap in gaps or ()]
    return [
        {down: member, "amounts": [None if _holed(holes, member, column) else sums.get((member, column)) for column in columns]}
        for member in members
    ]


def _holed(holes: Iterable[tuple[Any, Any]], member: str, column: str) -> bool:
    return any(one in (None, member) and other in (None, column) for one, other in holes)


def in_months(rows: Iterable[Row] | None, months: Sequence[str]) -> list[Row]:
    """The rows (or gaps) of some months."""
    return [row for row in rows or () if row.get(TIME) in set(months)]


def moves(
    rows: Sequence[Row], by: Sequence[str], now: Sequence[str], before: Sequence[str], gaps: Sequence[Row] | None = None, most: int = 5
) -> list[Figures]:
    """The largest changes of a period from the whole of the one before it, by several dimensions at once; without what a gap touches.

    [{"brand": …, "medium": …, "amount": 9, "previous": 2, "difference": 7, "change": 350.0}]
    """
    found = []
    for cell in _distinct(rows, by) if before and before[0] >= _since(rows) else ():
        own = [row for row in rows if all(row[key] == cell[key] for key in by)]
        if any(gap.get(TIME) in (*now, *before) and _covers(gap, cell) for gap in gaps or ()):
            continue
        amount, previous = summed(_within(own, now)), summed(_within(own, before))
        change = (amount or Decimal(0)) - (previous or Decimal(0))
        if change:
            found.append({**cell, "amount": amount, "previous": previous, "difference": change, "change": delta(amount, previous)})
    return sorted(found, key=lambda move: -abs(move["difference"]))[:most]


def _distinct(rows: Iterable[Row], by: Sequence[str]) -> list[Figures]:
    """The combinations of some dimensions that occur, each once, in order."""
    return [dict(zip(by, cell, strict=True)) for cell in dict.fromkeys(tuple(row.get(key) for key in by) for row in rows)]


# --------------------------------------------------------------------------------------------------- what is missing or repeated


def months_between(rows: Iterable[Row]) -> list[str]:
    """Every month from the first to the last that the rows have."""
    months = sorted({row[TIME] for row in rows})
    if not months:
        return []
    first, last = ([int(part) for part in month.split("-")] for month in (months[0], months[-1]))
    return months_until(months[-1], (last[0] - first[0]) * 12 + last[1] - first[1] + 1)


def gathered(rows: Sequence[Row], *by: str) -> list[Figures]:
    """The rows (or gaps) that are alike in some dimensions as one, with the months of them all: [{"brand": …, "months": […]}]."""
    months = [({key: row.get(key) for key in by}, row[TIME]) for row in rows]
    return [{**cell, "months": sorted({month for one, month in months if one == cell})} for cell in _distinct(rows, by)]


def missing_cells(
    rows: Sequence[Row], down: Sequence[Row], by: str, across: Sequence[str], column: str, months: Sequence[str], gaps: Sequence[Row] | None
) -> list[Figures]:
    """The cells without a row and without a gap, a member's month at a time: [{by: …, "month": …, column: "tv, outdoor"}].

    `down` are the members with their `id` and perhaps `first_month`, before which nothing is asked of them.
    """
    there = {(row[by], row[column], row[TIME]) for row in rows}
    found = []
    for member in down:
        for month in (one for one in months if one >= (member.get("first_month") or "")):
            cells = [{by: member["id"], column: name} for name in across if (member["id"], name, month) not in there]
            lacking = [cell[column] for cell in cells if not _missing(cell, month, gaps or ())]
            if lacking:
                found.append({by: member["id"], TIME: month, column: ", ".join(lacking)})
    return found


def contradicted_gaps(gaps: Iterable[Row] | None, rows: Sequence[Row]) -> list[Row]:
    """The gaps for which there is a row after all."""
    return [gap for gap in gaps or () if any(row[TIME] == gap.get(TIME) and _covers(gap, row) for row in rows)]


def repeated_rows(rows: Iterable[Row], key: Sequence[str]) -> list[Row]:
    """The rows that equal an earlier one in every part of the key."""
    seen: set[tuple[Any, ...]] = set()
    twice = []
    for row in rows:
        values = tuple(row.get(part) for part in key)
        if values in seen:
            twice.append(row)
        seen.add(values)
    return twice


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        months_of, period_type, period_before, year_before, months_until, months_to_date, months_between, in_months, ordered, descending,
        rank, difference, under, picked, known_as, summed, compared, overall, crossed, moves, gathered, missing_cells,
        contradicted_gaps, repeated_rows,
    )
}  # fmt: skip
"""What an expression may call, by name."""
