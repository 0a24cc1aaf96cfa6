"""What must hold in every package we write, and what the schema validators do not see, as small named functions.

Each takes `Parts` and yields a diagnostic for every place that breaks it. A template's own marks ("{{", "{%", "lorem") are looked for
only where no words of a paper can stand: names of parts, styles and shapes, field codes, content-control tags. In running text a
literal "{{ 7*7 }}" is the user's and is printed as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.diagnostics import Diagnostic
from generator.writers.invariants import charts, opc, shapes, slides, styles, tables, word
from generator.writers.invariants.parts import Parts

Invariant = Callable[[Parts], Iterable[Diagnostic]]

INVARIANTS: tuple[Invariant, ...] = (
    *opc.INVARIANTS,
    *tables.INVARIANTS,
    *word.INVARIANTS,
    *styles.INVARIANTS,
    *shapes.INVARIANTS,
    *slides.INVARIANTS,
    *charts.INVARIANTS,
)


def broken(parts: Mapping[str, bytes]) -> list[Diagnostic]:
    """Every invariant that a package of these parts breaks. A part that cannot be parsed is reported alone."""
    opened = Parts(parts)
    return list(opened.unreadable) or [diagnostic for invariant in INVARIANTS for diagnostic in invariant(opened)]


def unreadable(parts: Mapping[str, bytes]) -> list[Diagnostic]:
    """The parts that are not well-formed or bear a document type (E613); for packages that come from outside."""
    return list(Parts(parts).unreadable)
