"""Value classes that are frozen to the type checker and cheap at run time.

To the type checker `dataclass` is that of the standard library: it sees to it that no field of a frozen class is set. At run time the
guards of a frozen class would make a value three times as slow to build (a table of ten thousand rows has sixty thousand cells), and
compiling a constructor, a comparison, a hash and a representation for each of two hundred classes would take a third of a short command's
time: here the last three are made from the fields, and the first is compiled when it is first called.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(plain: type | None = None, /, *, frozen: bool = False, slots: bool = False) -> Any:
        """A decorator as the standard library's; frozen classes are compared, hashed and shown by their fields."""
        if not frozen:
            return dataclasses.dataclass(plain, slots=slots)
        return lambda plain: _by_fields(dataclasses.dataclass(init=False, eq=False, repr=False, slots=slots)(plain))


def _by_fields(made: type) -> type:
    """`made` with what a frozen dataclass has, whatever of it the class does not define itself."""
    compared = [each.name for each in dataclasses.fields(made) if each.compare]
    values: Callable[[object], Any] = attrgetter(*compared) if compared else lambda _: ()

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if other.__class__ is made else NotImplemented

    def shown(self: object) -> str:
        named = (f"{each.name}={getattr(self, each.name)!r}" for each in dataclasses.fields(made) if each.repr)
        return f"{made.__qualname__}({', '.join(named)})"

    def first(self: object, *given: Any, **named: Any) -> None:
        made.__init__ = _constructor(made)  # type: ignore[misc]
        made.__init__(self, *given, **named)  # type: ignore[misc]

    methods = (("__init__", first), ("__eq__", equal), ("__hash__", lambda self: hash(values(self))), ("__repr__", shown))
    for name, method in methods:
        if name not in made.__dict__:
            setattr(made, name, method)
    return made


def _constructor(made: type) -> Callable[..., None]:
    """The `__init__` of a dataclass, as the standard library compiles it."""
    scope: dict[str, Any] = {"_LEFT_OUT": dataclasses.MISSING}
    parameters, lines = ["self"], ["pass"]
    for each in dataclasses.fields(made):
        name, anew = each.name, each.default_factory is not dataclasses.MISSING
        has_default = anew or each.default is not dataclasses.MISSING
        scope[f"_of_{name}"] = each.default_factory if anew else each.default
        default = f"_of_{name}()" if anew else f"_of_{name}"
        if each.init:
            parameters.append(f"{name}={'_LEFT_OUT' if anew else default}" if has_default else name)
            lines.append(f"self.{name} = {default} if {name} is _LEFT_OUT else {name}" if anew else f"self.{name} = {name}")
        elif has_default:
            lines.append(f"self.{name} = {default}")
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), scope)
    constructor: Callable[..., None] = scope["__init__"]
    constructor.__qualname__ = f"{made.__qualname__}.__init__"
    return constructor
