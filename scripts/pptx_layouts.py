"""The layouts of the reference deck: which slots each has, where they stand, and what is drawn behind them.

The grid: side margins of 0.6 in, title at 0.55 in, body from 1.65 to 6.65 in, source line at 6.75 in, footer at 7.05 in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pptx_shapes import EMU_PER_INCH, Box, Layout, Placeholder, rectangle

WIDTH_IN = 12192000 / EMU_PER_INCH
MARGIN = 0.6
CONTENT = WIDTH_IN - 2 * MARGIN
TOP, BOTTOM = 1.65, 6.65

TITLE = Placeholder("title", "title", 0, Box(MARGIN, 0.55, CONTENT, 0.94), "Title: the conclusion of this slide", 28, 1.2, bold=True)
TRACKER = Placeholder("tracker", "body", 20, Box(MARGIN, 0.26, CONTENT, 0.2), "Section", 10, 1.2, "accent4")
SOURCE = Placeholder("source", "body", 19, Box(MARGIN, 6.75, CONTENT, 0.2), "Source", 10, 1.3, "accent4")
FOOTER = Placeholder("footer", "ftr", 11, Box(MARGIN, 7.05, 10.0, 0.2), "", 10, 1.2, "accent4")
NUMBER = Placeholder("slide number", "sldNum", 12, Box(WIDTH_IN - MARGIN - 1.5, 7.05, 1.5, 0.2), "‹#›", 10, 1.2, "accent4", align="r")
COMMON = (SOURCE, TRACKER, FOOTER, NUMBER)
BODY = Placeholder("body", "body", 10, Box(MARGIN, TOP, CONTENT, BOTTOM - TOP), "Text", bullets=True)
HALF = (CONTENT - 0.5) / 2


def body(name: str, idx: int, x: float, width: float, prompt: str = "Text") -> Placeholder:
    """A column of bulleted text over the height of the body."""
    return Placeholder(name, "body", idx, Box(x, TOP, width, BOTTOM - TOP), prompt, bullets=True)


def cover() -> Layout:
    """A block of the support colour with the title in it; who, for whom and when stand on the white below."""
    block = Box(0, 0, WIDTH_IN, 4.9)
    white = "bg1"
    return Layout(
        "cover",
        "title",
        (
            Placeholder("client", "body", 13, Box(MARGIN, 0.6, 8.0, 0.35), "Client", 16, 1.3, white),
            Placeholder("title", "ctrTitle", 0, Box(MARGIN, 1.5, 10.6, 1.9), "Title of the deck", 40, 1.2, white, bold=True, anchor="b"),
            Placeholder("subtitle", "subTitle", 10, Box(MARGIN, 3.55, 10.6, 0.9), "Subtitle", 20, 1.35, white),
            Placeholder("body", "body", 14, Box(MARGIN, 5.7, 7.2, 1.2), "Occasion", 14, 1.35, "tx1"),
            Placeholder("agency", "body", 15, Box(8.0, 5.7, WIDTH_IN - MARGIN - 8.0, 0.3), "Agency", 16, 1.3, "tx1", True, align="r"),
            Placeholder("date", "body", 16, Box(8.0, 6.05, WIDTH_IN - MARGIN - 8.0, 0.85), "Date", 14, 1.35, "accent4", align="r"),
        ),
        rectangle(2, "Block", block, "tx2") + rectangle(3, "Accent", Box(MARGIN, 5.35, 0.6, 0.07), "accent1"),
        master_shapes=False,
    )


def divider() -> Layout:
    """A number, the name of the part over an accent, and what the part answers, on the support colour."""
    return Layout(
        "divider",
        "secHead",
        (
            Placeholder("number", "body", 13, Box(MARGIN, 0.75, 4.0, 1.45), "1", 88, 1.1, "accent3"),
            Placeholder("title", "title", 0, Box(MARGIN, 2.6, 10.6, 2.0), "Name of the part", 40, 1.2, "bg1", bold=True, anchor="b"),
            Placeholder("body", "body", 10, Box(MARGIN, 5.15, 9.0, 1.5), "What it answers", 18, 1.35, "accent3"),
        ),
        rectangle(2, "Accent", Box(MARGIN, 4.83, 0.6, 0.07), "accent1"),
        background="tx2",
        master_shapes=False,
    )


def back() -> Layout:
    """The back cover: who we are, over an accent, and how to reach us."""
    return Layout(
        "back",
        "",
        (
            Placeholder("title", "title", 0, Box(MARGIN, 1.5, 10.6, 1.9), "Closing words", 40, 1.2, "bg1", bold=True, anchor="b"),
            Placeholder("body", "body", 10, Box(MARGIN, 4.0, 10.6, 2.6), "Contact", 16, 1.35, "bg1"),
        ),
        rectangle(2, "Accent", Box(MARGIN, 3.65, 0.6, 0.07), "accent1"),
        background="tx2",
        master_shapes=False,
    )


def statement() -> Layout:
    """One sentence, read from the back of the room."""
    return Layout(
        "statement",
        "",
        (
            Placeholder("title", "title", 0, Box(MARGIN, 0.55, CONTENT, 0.94), "Title", 28, 1.2, bold=True),
            Placeholder(
                "body", "body", 10, Box(MARGIN + 0.45, TOP, 11.0, BOTTOM - TOP), "The one thing to remember", 40, 1.25, anchor="ctr"
            ),
            *COMMON,
        ),
        rectangle(2, "Accent rule", Box(MARGIN, TOP + 0.35, 0.07, BOTTOM - TOP - 0.7), "accent1"),
    )


def ask() -> Layout:
    """What is asked for, on a wash beside an accent rule."""
    panel = Box(MARGIN, TOP, CONTENT, BOTTOM - TOP)
    return Layout(
        "ask",
        "",
        (
            TITLE,
            Placeholder(
                "body",
                "body",
                10,
                Box(MARGIN + 0.4, TOP + 0.3, CONTENT - 0.8, BOTTOM - TOP - 0.6),
                "What we ask for",
                bullets=True,
                anchor="ctr",
            ),
            *COMMON,
        ),
        rectangle(2, "Panel", panel, "bg2") + rectangle(3, "Accent rule", Box(MARGIN, TOP, 0.07, BOTTOM - TOP), "accent1"),
    )


def statement_alone() -> Layout:
    """A sentence that is its slide's title."""
    box = Box(MARGIN + 0.45, TOP, 11.0, BOTTOM - TOP)
    return Layout(
        "statement-alone",
        "",
        (Placeholder("title", "title", 0, box, "The one thing to remember", 40, 1.25, bold=True, anchor="ctr"), *COMMON),
        rectangle(2, "Accent rule", Box(MARGIN, TOP + 0.35, 0.07, BOTTOM - TOP - 0.7), "accent1"),
    )


def quote() -> Layout:
    """Somebody's words, large, on a wash, and who said them."""
    return Layout(
        "quote",
        "",
        (
            TITLE,
            Placeholder("quote", "body", 13, Box(MARGIN, TOP + 0.05, 11.2, 2.9), "Their words", 32, 1.35, anchor="b"),
            Placeholder("attribution", "body", 14, Box(MARGIN, 5.05, 11.2, 1.1), "Who said it, when", 16, 1.35, "accent4"),
            *COMMON,
        ),
        rectangle(2, "Accent", Box(MARGIN, 4.8, 0.6, 0.07), "accent1"),
        background="bg2",
    )


def agenda() -> Layout:
    """The parts of the deck, numbered."""
    box = Box(MARGIN, TOP + 0.2, CONTENT, BOTTOM - TOP - 0.2)
    return Layout("agenda", "", (TITLE, Placeholder("body", "body", 10, box, "Parts", 24, 1.35, bullets=True, numbered=True), *COMMON))


def key_numbers(count: int) -> Layout:
    """`count` figures side by side, each under a rule and over its label; what follows from them at the foot."""
    gap = 0.5
    width = (CONTENT - gap * (count - 1)) / count
    size, height = {1: (120, 1.95), 2: (120, 1.95), 3: (96, 1.6), 4: (80, 1.35)}[count]
    top = 2.15
    slots = []
    for index in range(count):
        x = MARGIN + index * (width + gap)
        slots += [
            Placeholder(
                f"number {index + 1}", "body", 30 + index, Box(x, top, width, height), "0", size, 1.1, "accent6", bold=True, anchor="b"
            ),
            Placeholder(f"label {index + 1}", "body", 40 + index, Box(x, top + height + 0.12, width, 1.35), "What it counts", 18, 1.35),
        ]
    takeaway = Placeholder("takeaway", "body", 14, Box(MARGIN, 5.85, CONTENT, 0.8), "So what", anchor="b")
    rules = "".join(
        rectangle(2 + index, f"Rule {index + 1}", Box(MARGIN + index * (width + gap), TOP + 0.3, width, 0.02), "tx1")
        for index in range(count)
    )
    return Layout(f"keynumbers-{count}", "", (TITLE, *slots, takeaway, *COMMON), rules)


def team(people: int, across: int, photos: bool = False) -> Layout:
    """Cards of people, `across` in a row."""
    gap = 0.3
    rows = -(-people // across)
    width = (CONTENT - gap * (across - 1)) / across
    height = min((BOTTOM - TOP - gap * (rows - 1)) / rows, 4.4 if photos else 2.6)
    photo = (height * 0.55) if photos else 0.0
    slots = []
    for index in range(people):
        x, y = MARGIN + index % across * (width + gap), TOP + index // across * (height + gap)
        card = Box(x, y + photo, width, height - photo)
        slots.append(Placeholder(f"card {index + 1}", "body", 30 + index, card, "Name, title, part", 18, 1.35, fill="bg2", inset=0.22))
        if photos:
            slots.append(Placeholder(f"photo {index + 1}", "pic", 40 + index, Box(x, y, width, photo), "Portrait"))
    return Layout(f"team-{people}{'-photos' if photos else ''}", "", (TITLE, *slots, *COMMON))


def budget() -> Layout:
    """The lines of a budget, and its total on a wash beside them."""
    panel = Box(9.3, TOP, WIDTH_IN - MARGIN - 9.3, BOTTOM - TOP)
    inner = Box(panel.x + 0.3, TOP + 0.35, panel.width - 0.6, panel.height - 0.7)
    return Layout(
        "budget",
        "",
        (
            TITLE,
            Placeholder("table", "tbl", 13, Box(MARGIN, TOP, 8.35, BOTTOM - TOP), "Table"),
            Placeholder("total", "body", 14, inner, "Total", 16, 1.35),
            *COMMON,
        ),
        rectangle(2, "Panel", panel, "bg2") + rectangle(3, "Accent", Box(panel.x, TOP, panel.width, 0.06), "accent1"),
    )


def full_picture() -> Layout:
    """A picture from edge to edge; the title stands on a card of nine tenths paper, where ink is read over any picture."""
    title = Placeholder(
        "title", "title", 0, Box(MARGIN, 4.75, 7.8, 1.5), "Title", 28, 1.2, bold=True, anchor="ctr", fill="bg1", alpha=90, inset=0.25
    )
    picture = Placeholder("picture", "pic", 14, Box(0, 0.55, WIDTH_IN, BOTTOM - 0.55), "Picture")
    return Layout("full-picture", "", (picture, title, *COMMON))


def beside(name: str, kind: Literal["chart", "pic"], drawn: Box, words: Box) -> Layout:
    """A chart or picture beside words; over the words of a chart an accent."""
    prompt = "Chart" if kind == "chart" else "Picture"
    if kind == "chart":
        accent = rectangle(2, "Accent", Box(words.x, TOP + 0.06, 0.6, 0.05), "accent1")
        lower = Box(words.x, TOP + 0.3, words.width, words.height - 0.3)
        said = Placeholder("takeaway", "body", 14, lower, "So what")
        return Layout(name, "", (TITLE, Placeholder("chart", "chart", 13, drawn, prompt), said, *COMMON), accent)
    return Layout(name, "", (TITLE, body("body", 10, words.x, words.width), Placeholder("picture", "pic", 14, drawn, prompt), *COMMON))


def tall(x: float, right: float) -> Box:
    """A box over the height of the body, from `x` to `right`."""
    return Box(x, TOP, right - x, BOTTOM - TOP)


def two_charts(*, full: bool = False) -> Layout:
    """Two charts side by side, and, unless they take the `full` height, what follows from them below."""
    height = 4.8 if full else 4.0
    below = Box(MARGIN, TOP + height + 0.15, CONTENT, 6.5 - TOP - height - 0.15)
    sources = replace(SOURCE, box=Box(MARGIN, 6.55, CONTENT, 0.4))  # a line for each
    return Layout(
        "two-charts-full" if full else "two-charts",
        "",
        (
            TITLE,
            Placeholder("left", "chart", 13, Box(MARGIN, TOP, HALF, height), "Chart"),
            Placeholder("right", "chart", 14, Box(WIDTH_IN - MARGIN - HALF, TOP, HALF, height), "Chart"),
            *(() if full else (Placeholder("takeaway", "body", 15, below, "So what", anchor="b"),)),
            sources,
            *COMMON[1:],
        ),
    )


def layouts() -> tuple[Layout, ...]:
    """The layouts in the order PowerPoint shows them."""
    right = WIDTH_IN - MARGIN
    whole = tall(MARGIN, right)
    return (
        cover(),
        divider(),
        agenda(),
        Layout("bullets", "obj", (TITLE, BODY, *COMMON)),
        Layout(
            "two-columns",
            "twoObj",
            (TITLE, body("left", 13, MARGIN, HALF), body("right", 14, WIDTH_IN - MARGIN - HALF, HALF), *COMMON),
        ),
        statement(),
        statement_alone(),
        *(key_numbers(count) for count in range(1, 5)),
        quote(),
        beside("picture", "pic", tall(7.4, right), tall(MARGIN, 7.0)),
        beside("picture-narrow", "pic", tall(9.4, right), tall(MARGIN, 9.0)),
        full_picture(),
        beside("chart", "chart", tall(MARGIN, 8.5), tall(9.0, right)),
        beside("chart-narrow", "chart", tall(MARGIN, 6.6), tall(7.1, right)),
        Layout("chart-full", "", (TITLE, Placeholder("chart", "chart", 13, whole, "Chart"), *COMMON)),
        two_charts(),
        two_charts(full=True),
        Layout("table", "tbl", (TITLE, Placeholder("table", "tbl", 13, whole, "Table"), *COMMON)),
        Layout("timeline", "", (TITLE, Placeholder("timeline", "obj", 13, whole, "Timeline"), *COMMON)),
        budget(),
        team(3, 3),
        team(4, 2),
        team(6, 3),
        team(8, 4),
        team(4, 4, photos=True),
        team(8, 4, photos=True),
        ask(),
        back(),
    )
