"""The theme that a paper is printed in: the one asked for, the paper's, the client's, the working folder's, the default."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from generator import theme as themes
from generator.checking import Checked
from generator.diagnostics import Diagnostic, GeneratorError, Position, problem
from generator.document import Document, Logo
from generator.kinds import BUILT_IN
from generator.theme import Page, Theme
from generator.values import Node
from generator.writers import images
from generator.writers.images import Picture
from generator.writers.labels import has_contents

POINTS_PER_MM = 72 / 25.4
SLIDE_PT = (960.0, 540.0)
"""A slide of 13.333 × 7.5 inches."""

LEAST_CONTRAST = 4.5
"""Of words on their ground (WCAG 2.2, 1.4.3)."""

MOST_NAME = 200
"""Characters of a theme's name: a longer one is no folder of any file system."""


def theme(asked: str | None, checked: Checked, *, drawn: bool = True) -> Theme:
    """The theme of a paper, in its client's colours and fonts, with the logo of its letterhead: the client's, the theme's or the agency's.
    `drawn` as in `images.logo`.

    Raises GeneratorError E712 when there is no theme of that name."""
    client = checked.found.names.get("client")
    house = client.get("brand_rules") if client else None
    name = asked or checked.paper.get("theme") or (house.get("theme") if house else None) or checked.place.setting("theme") or "default"
    folder = folder_of(str(name), checked.place.root)
    if folder is None:
        known = ", ".join(names(checked.place.root))
        named = checked.paper.source.position("/theme") if not asked and checked.paper.get("theme") else None
        raise GeneratorError([problem("E712", named, name=name, known=known)])
    made = themes.load(folder, house.get("colours") if house else None, BUILT_IN / "themes")
    made = _with_logo(themes.branded(made, (house.get("fonts") if house else None) or {}), house, checked)
    return replace(made, logo=None, undrawn_logo=made.logo.name) if made.logo and not _can_be_drawn(made.logo, drawn) else made


def names(root: Path) -> list[str]:
    """The themes of a working folder and the built-in ones, sorted."""
    return sorted({path.parent.name for one in (root, BUILT_IN) for path in (one / "themes").glob("*/theme.yaml")})


def _with_logo(look: Theme, house: Node | None, checked: Checked) -> Theme:
    """The theme with the logo that comes first: the client's, named beside its profile; the theme's; the agency's, named in
    briefwright.yaml."""
    if house is not None and house.get("logo"):
        return replace(look, logo=_file(house, Path(house.source.name).parent), logo_owner="client")
    agency = checked.found.names.get("agency")
    if look.logo is None and agency is not None and agency.get("logo"):
        return replace(look, logo=_file(agency, checked.place.root))
    return look


def _can_be_drawn(logo: Path, drawn: bool) -> bool:
    """Whether this machine can draw a logo: without Pango, not an SVG. Raises GeneratorError for one that nobody could use."""
    try:
        images.logo(logo, drawn=drawn)
    except GeneratorError as error:
        if [one.code for one in error.diagnostics] != ["E649"]:
            raise
        return False
    return True


def _file(node: Node, folder: Path) -> Path:
    """The file that `logo` of a mapping names in a folder. Raises GeneratorError E640 for one outside of it, E641 for none."""
    name = str(node["logo"])
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise GeneratorError([problem("E640", node.place("logo")[0], name=name)])
    if not path.is_file():
        raise GeneratorError([problem("E641", node.place("logo")[0], name=name, folder=folder)])
    return path


def lettered(document: Document, look: Theme) -> Document:
    """A document whose letterhead and cover show the logo of its theme; as it is when there is none."""
    if look.logo is None:
        return document
    return replace(document, meta=replace(document.meta, logo=Logo(images.LOGO, look.logo_owner)))


def pictures(document: Document, look: Theme, folder: Path, *, drawn: bool = True) -> dict[str, Picture]:
    """The pictures of a document by their key, with no more pixels than they need there, and its logo; `drawn` as in `images.logo`.

    Raises GeneratorError with every picture that cannot be used.
    """
    logo = {images.LOGO: images.logo(look.logo, drawn=drawn)} if look.logo else {}
    read = images.collect(document.body, folder)
    if not read:
        return logo
    deck = document.cut == "deck"
    found = images.on_slides(read, SLIDE_PT) if deck else images.on_pages(read, document.body, _text_pt(look.page))
    return found | logo


def writes_silently(format: str, document: Document, look: Theme) -> bool:
    """Whether the writer of a format can say nothing of a document: Word's, on our own reference document, where no table of contents asks
    for pages."""
    ours = look.path("reference.docx").resolve().is_relative_to(BUILT_IN.resolve())
    return format == "docx" and ours and not has_contents(document.body)


def _text_pt(page: Page) -> tuple[float, float]:
    top, right, bottom, left = page.margin_mm
    return (page.width_mm - left - right) * POINTS_PER_MM, (page.height_mm - top - bottom) * POINTS_PER_MM


def remarks(look: Theme, checked: Checked) -> Iterator[Diagnostic]:
    """W649 for a logo that this machine cannot draw. What a client's colours make of the theme, said where the profile itself is printed:
    W670 for an accent that words cannot have, W671 for a support colour that white words cannot stand on."""
    if look.undrawn_logo:
        yield problem("W649", name=look.undrawn_logo)
    house = checked.paper.get("brand_rules")
    own = (house.get("colours") if house else None) or {}
    for name, told in (("accent", _accent), ("support", _support)):
        if isinstance(own, Node) and name in own and (found := told(look, own.place(name)[0])):
            yield found


def _accent(look: Theme, place: Position) -> Diagnostic | None:
    accent, paper = look.colours["accent"], look.colours["paper"]
    ratio = themes.contrast(accent, paper)
    if ratio >= LEAST_CONTRAST:
        return None
    return problem("W670", place, colour=accent, ratio=f"{ratio:.1f}", words=look.colours["accent_text"])


def _support(look: Theme, place: Position) -> Diagnostic | None:
    support, paper = look.colours["support"], look.colours["paper"]
    ratio = themes.contrast(support, paper)
    return None if ratio >= LEAST_CONTRAST else problem("W671", place, colour=support, ratio=f"{ratio:.1f}")


def folder_of(name: str, root: Path) -> Path | None:
    """The folder of a theme: of the working folder, built in, or a path; None when there is none."""
    folders = [root / "themes" / name, BUILT_IN / "themes" / name, Path(name)]
    return next((folder for folder in folders if len(name) < MOST_NAME and (folder / "theme.yaml").is_file()), None)
