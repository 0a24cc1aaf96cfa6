"""What a document gathers beside its text while it is written: relationships, parts, ids, bookmarks, lists, problems."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from urllib.parse import quote

from generator.diagnostics import Diagnostic, problem
from generator.document import Lines, Meta
from generator.frozen import dataclass
from generator.quoting import quoteattr
from generator.theme import TextStyle, Theme
from generator.writers.images import Picture
from generator.writers.wordprocessing.reference import ListStyle, Reference

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
URL_SIGNS = "!#$%&'()*+,/:;=?@[]~-._"
"""Signs that stay as they are in an address (RFC 3986); all others are written as %XX."""

MAX_BOOKMARK = 40
OTHER_STYLES = (
    *(f"List {kind} {level}" for kind in ("Bullet", "Number") for level in (2, 3)),
    *("Strong", "Emphasis", "Hyperlink", "Placeholder Text", "Second", "Muted", "Accent", "Tag", "Spacer"),
    *(f"Briefwright {name}" for name in ("Table", "Plain", "Sign-off", "Facts")),
)
"""The styles that papers are made of beside those of theme.yaml."""

NUMBER_LISTS_FROM = 1000
"""Our own lists begin here, above those of any reference document."""


@dataclass
class Story:
    """The one mutable thing while a document is written; its blocks are written in reading order. `words` and `numbers` are those of
    `labels`, `page_count` what NUMPAGES shows until a program counts."""

    reference: Reference
    theme: Theme
    meta: Meta
    pictures: Mapping[str, Picture]
    words: Mapping[str, Lines] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    page_count: int = 1
    relationships: list[str] = field(default_factory=list)
    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    lists: list[tuple[int, ListStyle]] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)
    warnings: list[Diagnostic] = field(default_factory=list)
    _external: dict[str, str] = field(default_factory=dict)
    _media: dict[str, str] = field(default_factory=dict)
    _stores: dict[str, str] = field(default_factory=dict)
    _bookmarks: dict[str, str] = field(default_factory=dict)
    _marked: dict[str, None] = field(default_factory=dict)
    _wanted: dict[str, None] = field(default_factory=dict)
    _pending: list[str] = field(default_factory=list)
    _drawings: int = 0
    _charts: int = 0
    _controls: int = 0
    _marks: int = 0

    # ------------------------------------------------------------------------------------------------------------- styles

    def style(self, name: str) -> str:
        """The id of the reference's style `name`, or of what the theme calls it there; a name that it lacks is kept for one error at the
        end."""
        named = self.theme.style_names.get(name, name)
        id_ = self.reference.styles.get(named.lower())
        if id_ is None:
            self.missing[named] = None
            return "".join(name.split())
        return id_

    def text_style(self, name: str) -> TextStyle:
        """The theme's sizes for a paragraph style; those of the body for a style that theme.yaml does not name."""
        return self.theme.styles.get(name) or self.theme.styles["Body Text"]

    def half_points(self, name: str, scale: float = 1.0) -> int:
        """The size of a paragraph style's text, scaled, in half points."""
        return round(self.text_style(name).size(self.meta.language) * scale * 2)

    def heading_styles(self) -> list[str]:
        """The ids of the heading styles that this paper numbers; none where the house's own are numbered already, or nothing is."""
        if not any(self.numbers.values()):
            return []
        names = (f"Heading {level}" for level in range(1, 5))
        ids = [self.reference.styles.get(self.theme.style_names.get(name, name).lower(), "") for name in names]
        return [] if any(id_ in self.reference.lists for id_ in ids) else [id_ for id_ in ids if id_]

    # ------------------------------------------------------------------------------------------------------ relationships

    def relate(self, kind: str, target: str, external: bool = False) -> str:
        """The id of a new relationship of the document."""
        id_ = f"rId{len(self.relationships) + 1}"
        mode = ' TargetMode="External"' if external else ""
        self.relationships.append(f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target={quoteattr(target)}{mode}/>')
        return id_

    def link(self, address: str) -> str:
        """The id of the relationship to an outside address, percent-encoded where it must be; the same address has one relationship."""
        if address not in self._external:
            self._external[address] = self.relate("hyperlink", quote(address, safe=URL_SIGNS), external=True)
        return self._external[address]

    def media(self, source: str, picture: Picture) -> str:
        """The id of the relationship to a picture; the same source is stored once."""
        if source not in self._media:
            self._media[source] = self.relate("image", self._stored(source, picture))
        return self._media[source]

    def header_picture(self, part: str, id_: str, source: str) -> None:
        """Relates a header part to a picture, under an id of its own."""
        target = self._stored(source, self.pictures[source])
        folder, _, file = part.rpartition("/")
        row = f'<Relationship Id="{id_}" Type="{OFFICE}/image" Target="{target}"/>'
        xml = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{row}</Relationships>'
        self.parts[f"{folder}/_rels/{file}.rels"] = xml.encode()

    def _stored(self, source: str, picture: Picture) -> str:
        """The name, from the document's folder, of the part that holds a picture."""
        if source not in self._stores:
            suffix = {"png": "png", "jpeg": "jpg"}[picture.format]
            name = self._stores[source] = f"media/picture{len(self._stores) + 1}.{suffix}"
            self.parts[f"word/{name}"] = picture.data
            self.types[f".{suffix}"] = f"image/{picture.format}"
        return self._stores[source]

    # ---------------------------------------------------------------------------------------------------------------- ids

    def drawing(self) -> int:
        """A new `wp:docPr` id."""
        self._drawings += 1
        return self._drawings

    def chart(self) -> int:
        """The number of a new chart."""
        self._charts += 1
        return self._charts

    def control(self) -> int:
        """A new content-control id."""
        self._controls += 1
        return self._controls

    def mark_number(self) -> int:
        """The number of a new watermark."""
        self._marks += 1
        return self._marks

    def list_number(self, style: ListStyle) -> int:
        """A new list of the numbering of `style`, which begins at one."""
        number = NUMBER_LISTS_FROM + len(self.lists)
        self.lists.append((number, style))
        return number

    # ---------------------------------------------------------------------------------------------------------- bookmarks

    def mark(self, id_: str) -> None:
        """Remembers that the next paragraph is the target of links to `id_`."""
        if id_ and id_ not in self._marked:
            self._marked[id_] = None
            self._pending.append(id_)

    @property
    def has_pending_bookmarks(self) -> bool:
        """Whether the next paragraph is the target of a link."""
        return bool(self._pending)

    def pending_bookmarks(self) -> str:
        """The bookmarks that wait for a paragraph; to stand at its beginning."""
        if not self._pending:
            return ""
        waiting, self._pending = self._pending, []
        return "".join(self._bookmark(id_) for id_ in waiting)

    def _bookmark(self, id_: str) -> str:
        name = self.anchor(id_, wanted=False)
        number = list(self._bookmarks).index(id_) + 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/><w:bookmarkEnd w:id="{number}"/>'

    def ranged(self, id_: str, content: str, *, second: bool = False) -> str:
        """`content` as what a reference to `id_` shows, in the paper's second language or not."""
        return self._around(self.range_name(id_, second=second), content)

    def range_name(self, id_: str, *, second: bool = False) -> str:
        """The bookmark name of what a reference to `id_` shows."""
        return self._hidden("_Ref", f"{id_}\n{int(second)}")

    def heading(self, id_: str, content: str) -> str:
        """`content` as the words of a heading, for a table of contents."""
        return self._around(self.heading_name(id_), content)

    def heading_name(self, id_: str) -> str:
        """The bookmark name of a heading."""
        return self._hidden("_Toc", f"{id_}\n")

    def _hidden(self, prefix: str, key: str) -> str:
        """A name as Word makes them; it hides bookmarks that begin with an underscore. No id holds a line break, so no key is one."""
        return self._bookmarks.setdefault(key, f"{prefix}{len(self._bookmarks) + 1:08}")

    def _around(self, name: str, content: str) -> str:
        number = list(self._bookmarks.values()).index(name) + 1
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'

    def anchor(self, id_: str, wanted: bool = True) -> str:
        """The bookmark name of an id: letters, digits and underscores, begun by a letter, unique, at most 40 characters."""
        if wanted:
            self._wanted[id_] = None
        if id_ not in self._bookmarks:
            plain = re.sub(r"\W", "_", id_)
            name = plain if plain[:1].isalpha() and len(plain) <= MAX_BOOKMARK else f"b{len(self._bookmarks) + 1}_{plain}"[:MAX_BOOKMARK]
            taken = {used.lower() for used in self._bookmarks.values()}
            self._bookmarks[id_] = name if name.lower() not in taken else f"b{len(self._bookmarks) + 1}_{name}"[:MAX_BOOKMARK]
        return self._bookmarks[id_]

    # ----------------------------------------------------------------------------------------------------------- problems

    def problems(self) -> list[Diagnostic]:
        """Styles that the reference lacks, in one error; links to nothing."""
        lacking = [self._lacking()] if self.missing else []
        return lacking + [problem("E609", id=id_) for id_ in self._wanted if id_ not in self._marked]

    def _lacking(self) -> Diagnostic:
        """E608: the styles that this paper misses, those that other papers would, the file, and the styles that it has."""
        there = self.reference.styles
        wanted = [self.theme.style_names.get(name, name) for name in (*self.theme.styles, *OTHER_STYLES)]
        later = [name for name in wanted if name.lower() not in there and name not in self.missing]
        missing, others = ", ".join(self.missing), ", ".join(dict.fromkeys(later)) or "–"
        return problem("E608", names=missing, later=others, file=self.reference.name, found=", ".join(sorted(there)))
