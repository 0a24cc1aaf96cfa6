"""One slide being written: its part, its shape ids and names, its links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import field

from generator.frozen import dataclass
from generator.quoting import quoteattr
from generator.theme import Theme
from generator.writers.frames import Box
from generator.writers.images import Picture
from generator.writers.pptx.growing import Growing, Relations
from generator.writers.pptx.reference import LayoutSlot
from generator.writers.pptx.text import emu

DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""Says that a shape carries no meaning, so that no reader by ear stops at it."""


@dataclass(slots=True)
class Sheet:
    """A slide under the pen, in the package that grows with it. `targets` are the parts of slides by their id."""

    package: Growing
    relations: Relations
    theme: Theme
    languages: tuple[str, ...]
    pictures: Mapping[str, Picture]
    slots: Mapping[str, LayoutSlot]
    targets: Mapping[str, str]
    names: Counter[str] = field(default_factory=Counter)
    last_id: int = 1

    def properties(self, name: str, alt: str = "", *, decorative: bool = False) -> str:
        """`p:cNvPr` with an id and a name used nowhere else on the slide."""
        self.last_id += 1
        self.names[name] += 1
        unique = name if self.names[name] == 1 else f"{name} {self.names[name]}"
        said = f" descr={quoteattr(alt)}" if alt else ""
        inner = DECORATIVE if decorative else ""
        return f'<p:cNvPr id="{self.last_id}" name={quoteattr(unique)}{said}>{inner}</p:cNvPr>'

    def link(self, href: str) -> str:
        """The attributes of `a:hlinkClick` for an address, or for "#id" when a slide has that id."""
        if not href.startswith("#"):
            return f'r:id="{self.relations.add("hyperlink", href, external=True)}"'
        target = self.targets.get(href[1:])
        if target is None or target == self.relations.part:
            return ""
        return f'r:id="{self.relations.add("slide", target)}" action="ppaction://hlinksldjump"'

    def placeholder(self, name: str, kinds: tuple[str, ...]) -> str:
        """`p:ph` of the slot `name` when the layout has it and its type may hold such a thing."""
        slot = self.slots.get(name)
        return f"<p:ph{slot.attributes}/>" if slot and slot.type in kinds else ""


def transform(box: Box, tag: str = "a:xfrm", inner: str = "") -> str:
    """A rectangle."""
    width, height = max(emu(box.width), 1), max(emu(box.height), 1)
    return f'<{tag}><a:off x="{emu(box.x)}" y="{emu(box.y)}"/><a:ext cx="{width}" cy="{height}"/>{inner}</{tag}>'
