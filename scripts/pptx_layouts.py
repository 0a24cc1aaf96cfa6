"""The layouts of the reference deck: which slots each has, where they stand, and what is drawn behind them.

The grid: side margins of 0.6 in, title at 0.55 in, body from 1.65 to 6.65 in, source line at 6.75 in, footer at 7.05 in.
"""

from __future__ import annotations

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
    """A number and the name of the part on the support colour."""
    return Layout(
        "divider",
        "secHead",
        (
            Placeholder("number", "body", 13, Box(MARGIN, 1.9, 4.0, 1.45), "1", 88, 1.1, "accent3", anchor="b"),
            Placeholder("title", "title", 0, Box(MARGIN, 3.5, 10.6, 1.35), "Name of the part", 40, 1.2, "bg1", bold=True),
            Placeholder("body", "body", 10, Box(MARGIN, 5.0, 9.0, 1.5), "What it answers", 18, 1.35, "accent3"),
        ),
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


def layouts() -> tuple[Layout, ...]:
    """The layouts in the order PowerPoint shows them."""
    chart = Placeholder("chart", "chart", 13, Box(MARGIN, TOP, 7.9, BOTTOM - TOP), "Chart")
    takeaway = Placeholder("takeaway", "body", 14, Box(9.0, TOP, WIDTH_IN - MARGIN - 9.0, BOTTOM - TOP), "So what", anchor="t")
    table = Placeholder("table", "tbl", 13, Box(MARGIN, TOP, CONTENT, BOTTOM - TOP), "Table")
    picture = Placeholder("picture", "pic", 14, Box(7.4, TOP, WIDTH_IN - MARGIN - 7.4, BOTTOM - TOP), "Picture")
    return (
        cover(),
        divider(),
        Layout("bullets", "obj", (TITLE, BODY, *COMMON)),
        Layout(
            "two-columns",
            "twoObj",
            (TITLE, body("left", 13, MARGIN, HALF), body("right", 14, WIDTH_IN - MARGIN - HALF, HALF), *COMMON),
        ),
        Layout("picture", "", (TITLE, body("body", 10, MARGIN, 6.4), picture, *COMMON)),
        Layout("chart", "", (TITLE, chart, takeaway, *COMMON)),
        Layout("table", "tbl", (TITLE, table, *COMMON)),
        statement(),
        ask(),
    )
