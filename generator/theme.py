"""A theme folder → fonts, colours, sizes, class names and reference documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from generator import source
from generator.diagnostics import GeneratorError, Position, problem
from generator.frozen import dataclass

PAGE_SIZES_MM: Mapping[str, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height of a page (ISO 216; ANSI/ASME Y14.1)."""


@dataclass(frozen=True, slots=True)
class FontStack:
    """The name written into Office files, and the families tried in PDF, best first. `brand` is the client's font, "" for the theme's."""

    office: str
    pdf: tuple[str, ...]
    brand: str = ""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """One named paragraph style. `size_pt` and `pitch_pt` (exact line pitch) are (Chinese, English)."""

    name: str
    size_pt: tuple[float, float]
    pitch_pt: tuple[float, float]
    before_pt: float = 0.0
    after_pt: float = 0.0
    colour: str = "ink"
    bold: bool = False
    keep_next: bool = False

    def size(self, language: str) -> float:
        """The size for text whose paper is in `language` (a BCP 47 tag)."""
        return self.size_pt[0 if language.startswith("zh") else 1]

    def pitch(self, language: str) -> float:
        """The line pitch for a paper in `language`."""
        return self.pitch_pt[0 if language.startswith("zh") else 1]


@dataclass(frozen=True, slots=True)
class SlideRole:
    """The sizes a role on a slide may take, largest first, and its line pitch as a multiple of the size."""

    sizes_pt: tuple[float, ...]
    pitch: float


@dataclass(frozen=True, slots=True)
class LayoutName:
    """What a house's reference deck calls one of our layouts, and pairs of our slots and its placeholders."""

    ours: str
    theirs: str
    slots: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The page box of documents, in millimetres; margins are (top, right, bottom, left)."""

    size: str
    width_mm: float
    height_mm: float
    margin_mm: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Theme:
    """A look. `colours` are RRGGBB by name ("accent_text" always among them); `classes` are the class names allowed by element.
    `references` are the house's own files in place of "reference.docx" and "reference.pptx", `style_names` its names for our styles,
    `layouts` those for our slide layouts, `logo` the picture file of the letterhead and `logo_owner` whose it is, `undrawn_logo` the name
    of one that this machine cannot draw. `heading_numbers` and `caption_numbers` hold for kinds that do not say themselves whether those
    are numbered."""

    name: str
    folders: tuple[Path, ...]
    colours: Mapping[str, str]
    series: tuple[str, ...]
    media: tuple[str, ...]
    latin: FontStack
    east_asian: FontStack
    page: Page
    styles: Mapping[str, TextStyle]
    second_scale: float
    second_colour: str
    slide: Mapping[str, SlideRole]
    classes: Mapping[str, frozenset[str]]
    heading_numbers: bool = False
    caption_numbers: bool = False
    references: Mapping[str, Path] = field(default_factory=dict)
    style_names: Mapping[str, str] = field(default_factory=dict)
    layouts: tuple[LayoutName, ...] = ()
    logo: Path | None = None
    undrawn_logo: str = ""
    logo_owner: Literal["agency", "client"] = "agency"

    def path(self, name: str) -> Path:
        """The theme's file `name`, the house's or its own or inherited. Raises GeneratorError E601 when no theme of the chain has it."""
        if name in self.references:
            return self.references[name]
        for folder in self.folders:
            if (folder / name).is_file():
                return folder / name
        raise GeneratorError([problem("E601", name=name, theme=self.name)])

    def optional_path(self, name: str) -> Path | None:
        """The theme's file `name`, or None."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), None)


def branded(theme: Theme, fonts: Mapping[str, str]) -> Theme:
    """The theme in a client's fonts: "latin" and "east_asian", each a name or several with commas between, best first.

    The first is named in Office files. In PDF all are tried, then the theme's own, so that a page can be set without the client's fonts.
    """
    return replace(
        theme,
        latin=_of_client(theme.latin, fonts.get("latin", "")),
        east_asian=_of_client(theme.east_asian, fonts.get("east_asian", "")),
    )


def _of_client(stack: FontStack, named: str) -> FontStack:
    names = [name.strip() for name in named.split(",") if name.strip()]
    return FontStack(names[0], tuple(dict.fromkeys((*names, *stack.pdf))), names[0]) if names else stack


@dataclass(frozen=True, slots=True)
class _Written:
    """A theme.yaml as it stands: its folder, its time of change and its size."""

    folder: Path
    modified_ns: int
    size: int


def load(folder: Path, colours_of_client: Mapping[str, str] | None = None, built_in: Path | None = None) -> Theme:
    """The theme of a folder, `extends:` merged in, a client's own colours (accent, support) in place of its; made once as long as the files
    do not change.

    `extends` names a theme beside the folder, or else one of the folder `built_in`. Raises GeneratorError for a broken theme.yaml and
    E601 for a theme to extend that is nowhere.
    """
    return _made(_chain(folder, built_in or folder.parent), tuple((colours_of_client or {}).items()))


@lru_cache(maxsize=64)
def _made(chain: tuple[_Written, ...], colours_of_client: tuple[tuple[str, str], ...]) -> Theme:
    merged: dict[str, Any] = {}
    for written in reversed(chain):
        own = {name: value for name, value in _said(written).items() if name != "extends"}
        _locate(written.folder, own)
        merged = _merge(merged, own)
    try:
        return _theme(tuple(written.folder for written in chain), merged, dict(colours_of_client))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        reason = f'"{error.args[0]}" is missing or unknown' if isinstance(error, KeyError) else str(error)
        raise GeneratorError([problem("E655", Position(str(chain[0].folder / "theme.yaml")), reason=reason)]) from error


def _theme(folders: tuple[Path, ...], merged: dict[str, Any], colours_of_client: Mapping[str, str]) -> Theme:
    """The theme that a merged theme.yaml describes. Raises what Python raises for parts that are missing or of another type."""
    colours = {**merged["colours"], **{name: value.removeprefix("#").upper() for name, value in colours_of_client.items()}}
    series, media = (tuple(colours.pop(name)) for name in ("series", "media"))
    colours.setdefault("accent_text", readable(colours["accent"], colours["paper"]))
    page = merged["page"]
    width, height = PAGE_SIZES_MM[page["size"]]
    margins = page["margin_mm"]
    return Theme(
        name=merged["name"],
        folders=folders,
        colours=colours,
        series=series,
        media=media,
        latin=_stack(merged["fonts"]["latin"]),
        east_asian=_stack(merged["fonts"]["east_asian"]),
        page=Page(page["size"], width, height, (margins["top"], margins["right"], margins["bottom"], margins["left"])),
        styles={name: _style(name, style) for name, style in merged["styles"].items()},
        second_scale=float(merged["second"]["scale"]),
        second_colour=merged["second"]["colour"],
        slide={name: SlideRole(tuple(map(float, role["sizes_pt"])), float(role["pitch"])) for name, role in merged["slide"].items()},
        classes={element: frozenset(names) for element, names in merged["classes"].items()},
        heading_numbers=bool(merged.get("heading_numbers", False)),
        caption_numbers=bool(merged.get("caption_numbers", False)),
        references={f"reference.{suffix}": Path(path) for suffix, path in merged.get("reference", {}).items()},
        style_names={str(name): str(own) for name, own in merged.get("style_names", {}).items()},
        layouts=tuple(_layout(str(ours), said) for ours, said in merged.get("layouts", {}).items()),
        logo=Path(merged["logo"]) if merged.get("logo") else None,
    )


def _chain(folder: Path, built_in: Path) -> tuple[_Written, ...]:
    """The files of the theme and its ancestors, own first."""
    path = folder / "theme.yaml"
    status = path.stat() if path.is_file() else None
    own = _Written(folder, status.st_mtime_ns if status else 0, status.st_size if status else 0)
    parent = _said(own).get("extends")
    if parent is None:
        return (own,)
    beside = (place / str(parent) for place in (folder.parent, built_in))
    found = next((place for place in beside if (place / "theme.yaml").is_file() and place != folder), None)
    if found is None:
        raise GeneratorError([problem("E601", name=f"{parent}/theme.yaml", theme=folder.name)])
    return (own, *_chain(found, built_in))


@lru_cache(maxsize=32)
def _said(written: _Written) -> Mapping[str, Any]:
    """What a theme.yaml says."""
    said: Mapping[str, Any] = source.values(written.folder / "theme.yaml")
    return said


def _locate(folder: Path, own: dict[str, Any]) -> None:
    """Makes the files that a theme.yaml names paths from its folder. Raises GeneratorError E601 for one that is not there."""
    said = own.get("reference")
    named: dict[str, Any] = said if isinstance(said, dict) else {}
    files = {**named, "logo": own["logo"]} if own.get("logo") else named
    for name in files.values():
        if not (folder / str(name)).is_file():
            raise GeneratorError([problem("E601", name=name, theme=folder.name)])
    if named:
        own["reference"] = {key: str(folder / str(name)) for key, name in named.items()}
    if own.get("logo"):
        own["logo"] = str(folder / str(own["logo"]))


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Deep merge: mappings key by key, anything else replaced."""
    merged = dict(below)
    for key, value in above.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged


def _stack(fonts: Mapping[str, Any]) -> FontStack:
    return FontStack(fonts["office"], tuple(fonts["pdf"]))


def _layout(ours: str, said: str | Mapping[str, Any]) -> LayoutName:
    """A layout's name, or that and its placeholders' names."""
    if isinstance(said, str):
        return LayoutName(ours, said)
    return LayoutName(ours, str(said["layout"]), tuple((str(slot), str(name)) for slot, name in said.get("slots", {}).items()))


def _style(name: str, style: Mapping[str, Any]) -> TextStyle:
    return TextStyle(
        name=name,
        size_pt=_pair(style["size_pt"]),
        pitch_pt=_pair(style["pitch_pt"]),
        before_pt=float(style.get("before_pt", 0)),
        after_pt=float(style.get("after_pt", 0)),
        colour=style.get("colour", "ink"),
        bold=bool(style.get("bold", False)),
        keep_next=bool(style.get("keep_next", False)),
    )


def _pair(value: Any) -> tuple[float, float]:
    first, second = value if isinstance(value, list) else (value, value)
    return float(first), float(second)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two RRGGBB colours (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def readable(colour: str, paper: str, ratio: float = 4.5) -> str:
    """`colour`, darkened in steps of 2 % until its contrast on `paper` is at least `ratio`."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    for step in range(51):
        shade = 1 - step / 50
        darker = "".join(f"{round(channel * shade):02X}" for channel in (red, green, blue))
        if contrast(darker, paper) >= ratio:
            return darker
    return "000000"
