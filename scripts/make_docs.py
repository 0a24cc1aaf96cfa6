"""The pages that are made, not written: `docs/kinds/*.md` from the schemas, `docs/gallery/*.png` from the samples.

Run it again after a change of a schema, a template or the look (`make docs`); a test says when the pages are stale.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2
from PIL import Image

from generator import build, kinds
from generator.document import Cut
from generator.kinds import BUILT_IN, Kind
from generator.shapes import Shape

DOCS = Path(__file__).resolve().parents[1] / "docs"
WIDTH_PX = 640

PICTURES: Mapping[str, tuple[str, str, Cut, int]] = {
    "meeting_minutes-zh": ("meeting_minutes/sample.yaml", "zh-CN", "document", 0),
    "meeting_minutes-en": ("meeting_minutes/sample.yaml", "en", "document", 0),
    "contact_report-bilingual": ("meeting_minutes/sample_contact_report.yaml", "bilingual", "document", 0),
    "creative_brief-zh": ("creative_brief/sample.yaml", "zh-CN", "document", 0),
    "meeting_agenda-zh": ("meeting_agenda/sample.yaml", "zh-CN", "document", 0),
    "work_order-zh": ("work_order/sample.yaml", "zh-CN", "document", 0),
    "client_profile-zh": ("client_profile/sample.yaml", "zh-CN", "document", 0),
    "competitor_report-zh": ("competitor_report/sample.yaml", "zh-CN", "document", 0),
    "competitor_report-charts": ("competitor_report/sample.yaml", "zh-CN", "document", 1),
    "competitor_report-month": ("../content/clients/eavelight/competitors/2026-12.yaml", "zh-CN", "document", 1),
    "proposal_deck-cover": ("proposal_deck/sample.yaml", "bilingual", "deck", 0),
    "proposal_deck-chart": ("proposal_deck/sample.yaml", "bilingual", "deck", 5),
    "proposal_deck-timeline": ("proposal_deck/sample.yaml", "en", "deck", 18),
}
"""Picture → sample (from `templates/`), language, cut and page (from 0)."""


def fingerprint(pdf: bytes) -> str:
    """What a picture is known by: the words of the PDF it was taken from, wherever the fonts put them."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = "".join(page.get_textpage().get_text_range() for page in document)
    return hashlib.sha256("".join(words.split()).encode()).hexdigest()


def source(sample: str, language: str, cut: Cut) -> bytes:
    """The PDF of a sample."""
    return build(BUILT_IN / sample, ["pdf"], language=language, cut=cut).outputs["pdf"].data


def picture(pdf: bytes, page: int) -> bytes:
    """A page as PNG in few colours, `WIDTH_PX` wide."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        image = sheet.render(scale=WIDTH_PX * 2 / sheet.get_width()).to_pil().convert("RGB")
    image = image.resize((WIDTH_PX, round(image.height * WIDTH_PX / image.width)), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    image.quantize(96, Image.Quantize.MAXCOVERAGE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


# --------------------------------------------------------------------------------------------------------------- pages of kinds


def kind_page(kind: Kind) -> str:
    """A kind's page: what it is, how it looks, every field."""
    shown = "".join(f"![{name}](../gallery/{name}.png)\n" for name, (sample, *_) in PICTURES.items() if sample.startswith(f"{kind.name}/"))
    formats = f"Usual formats: {', '.join(kind.formats)}." if kind.prints else "An input of other papers; it is not printed itself."
    path = f"templates/{kind.name}/sample.yaml"
    copy = f" Copy [`{path}`](../../{path}) to begin." if (DOCS.parent / path).is_file() else ""
    rows = "".join(f"| {' | '.join(cells)} |\n" for cells in _rows(kind.shape, frozenset(kind.schema.get("required", ()))))
    drawn = "Fields marked *drawn* may be left out: they are then taken from where the last column says.\n\n" if "drawn" in rows else ""
    return (
        f"# {kind.label['zh']} · {kind.label['en']}\n\n`kind: {kind.name}` · {formats}{copy}\n\n{shown}\n## Fields\n\n{drawn}"
        f"| field | 名称 | name | needed | reader | what to write |\n|---|---|---|---|---|---|\n{rows}"
    )


def _rows(shape: Shape, required: frozenset[str]) -> Iterator[tuple[str, ...]]:
    for name, member in shape.properties():
        needed = "drawn" if member.drawn_from else "yes" if name in required else ""
        help_ = member.node.get("x-help", {}).get("en", "")
        choices = f" ({', '.join(f'`{key}`' for key in member.choices)})" if member.choices else ""
        origin = f" – from `{member.drawn_from}`" if member.drawn_from else ""
        label = member.label
        yield f"`{name}`", label.get("zh", ""), label.get("en", ""), needed, member.node.get("x-audience", ""), f"{help_}{choices}{origin}"
        inner = [inside for inside, _ in (member.items if "items" in member.node else member).properties()]
        if inner:
            yield f"&nbsp;&nbsp;`{name}{'[]' if 'items' in member.node else ''}.`", "", "", "", "", ", ".join(f"`{one}`" for one in inner)


def pages() -> dict[str, str]:
    """Every page of `docs/kinds`, by file name."""
    found = {name: kinds.find(name, (BUILT_IN,)) for name in kinds.names((BUILT_IN,)) if not name.startswith("_")}
    index = "".join(
        f"| [`{name}`]({name}.md) | {kind.label['zh']} | {kind.label['en']} | {', '.join(kind.formats) if kind.prints else '–'} |\n"
        for name, kind in found.items()
    )
    head = "# Kinds of paper\n\nMade from the schemas by `make docs`.\n\n| kind | 名称 | name | usual formats |\n|---|---|---|---|\n"
    return {"README.md": head + index, **{f"{name}.md": kind_page(kind) for name, kind in found.items()}}


def main() -> int:
    """Write the pages and the pictures."""
    for name, text in pages().items():
        (DOCS / "kinds" / name).write_text(text, encoding="utf-8")
    prints = {}
    for name, (sample, language, cut, page) in PICTURES.items():
        pdf = source(sample, language, cut)
        (DOCS / "gallery" / f"{name}.png").write_bytes(picture(pdf, page))
        prints[name] = fingerprint(pdf)
    (DOCS / "gallery" / "index.json").write_text(json.dumps(prints, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
