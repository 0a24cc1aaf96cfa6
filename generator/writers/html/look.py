"""A theme as style sheets: its variables, and its print.css."""

from __future__ import annotations

from generator.diagnostics import GeneratorError, Position, problem
from generator.theme import TextStyle, Theme
from generator.writers.shades import SHADES, shade


def families(theme: Theme, *, paged: bool) -> str:
    """The font families, Latin before Chinese. On pages only the theme's own: a glyph from any other is reported, not hidden."""
    names = (*theme.latin.pdf, *theme.east_asian.pdf)
    if not paged:
        names = (*theme.latin.pdf, theme.latin.office, *theme.east_asian.pdf, theme.east_asian.office)
    quoted = ", ".join(f'"{name}"' for name in dict.fromkeys(names))
    return quoted if paged else f"{quoted}, sans-serif"


def variables(theme: Theme, language: str, *, paged: bool) -> str:
    """`:root` with a variable for every colour, and five for every style: `--NAME` is its font (weight, size, pitch, families),
    then `-space` (its margins), `-colour`, `-pitch` and `-second` (the size of a second language). NAME is the style's name in lower
    case, spaces as hyphens."""
    fonts = families(theme, paged=paged)
    east_asian = ", ".join(f'"{name}"' for name in (*theme.east_asian.pdf, theme.east_asian.office))
    colours = [f"--{name.replace('_', '-')}: #{value};" for name, value in theme.colours.items()]
    colours += [f"--{name}: #{shade(theme, name)};" for name in SHADES]
    styles = [_style(style, language, fonts, theme.second_scale) for style in theme.styles.values()]
    second = f"--second-scale: {theme.second_scale:g}em; --second-colour: var(--{theme.second_colour.replace('_', '-')});"
    faces = f"--fonts: {fonts}; --east-asian-fonts: {east_asian};"
    return ":root {\n  " + "\n  ".join([*colours, faces, second, *styles]) + "\n}\n"


def _style(style: TextStyle, language: str, fonts: str, second: float) -> str:
    name = "--" + style.name.lower().replace(" ", "-")
    weight = "bold" if style.bold else "normal"
    size, pitch = style.size(language), style.pitch(language)
    second_pt = round(size * second * 2) / 2  # Word knows half points only, and lines are to end alike
    return (
        f"{name}: {weight} {size:g}pt/{pitch:g}pt {fonts}; {name}-space: {style.before_pt:g}pt 0 {style.after_pt:g}pt; "
        f"{name}-colour: var(--{style.colour.replace('_', '-')}); {name}-pitch: {pitch:g}pt; {name}-second: {second_pt:g}pt;"
    )


def theme_sheet(theme: Theme) -> str:
    """The theme's print.css. Raises GeneratorError E655 when it is no text."""
    path = theme.path("print.css")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise GeneratorError([problem("E655", Position(str(path)), reason="print.css is not UTF-8 text")]) from error


def css_string(text: str) -> str:
    """`text` as a CSS string. `<` and `&` are escaped too, so that the sheet may stand in a page that is read as XML."""
    return '"' + "".join(f"\\{ord(c):x} " if c in '"\\\n<&' else c for c in text) + '"'
