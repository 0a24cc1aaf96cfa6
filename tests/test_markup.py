"""The XHTML of templates: what it becomes, what it may be, and where it is wrong."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from generator import markup, theme
from generator.diagnostics import GeneratorError
from generator.document import (
    Blocks,
    Callout,
    Cell,
    Chart,
    Checkbox,
    Document,
    Emphasis,
    Field,
    Fields,
    Heading,
    Image,
    KeyNumber,
    LineBreak,
    Link,
    List,
    ListItem,
    Notes,
    PageBreak,
    Paragraph,
    PlainCells,
    Quote,
    Row,
    Schedule,
    Second,
    Section,
    Series,
    Span,
    Strong,
    Subscript,
    Superscript,
    Table,
    Task,
    Text,
)
from generator.markup.chart_formats import fitted
from generator.writers import docx, html, pptx
from tests.every_node import meta

CLASSES = theme.load(Path(__file__).parent.parent / "templates" / "themes" / "default").classes


def read(xhtml: str) -> Blocks:
    return markup.read(xhtml, CLASSES)


def problems(xhtml: str) -> list[tuple[str, int]]:
    """Codes and lines of all that is wrong."""
    with pytest.raises(GeneratorError) as raised:
        read(xhtml)
    return [(found.code, found.position.line if found.position else 0) for found in raised.value.diagnostics]


def text(words: str) -> tuple[Text]:
    return (Text(words),)


# ------------------------------------------------------------------------------------------------------------------- elements


def test_inline_elements_become_inlines() -> None:
    [paragraph] = read(
        '<p class="lead" id="a" lang="en" data-at="/x">a <strong>b</strong> <em>c</em> <a href="#a">d</a><br/>H<sub>2</sub>m<sup>2</sup>'
        '<span class="tag">t</span><input type="checkbox" checked="checked"/><input type="checkbox"/></p>'
    )
    assert paragraph == Paragraph(
        (
            Text("a "),
            Strong(text("b")),
            Text(" "),
            Emphasis(text("c")),
            Text(" "),
            Link("#a", text("d")),
            LineBreak(),
            Text("H"),
            Subscript(text("2")),
            Text("m"),
            Superscript(text("2")),
            Span(text("t"), "tag"),
            Checkbox(True),
            Checkbox(False),
        ),
        "lead",
        "/x",
        "a",
        "en",
    )


def test_blocks_become_blocks() -> None:
    assert read(
        '<section class="keep" id="s" lang="en" data-at="/s"><h2 id="h">H</h2></section><ol><li data-at="/l">1<ul><li>2</li></ul></li></ol>'
        '<blockquote><p>q</p></blockquote><aside class="callout"><p>c</p></aside><aside class="notes"><p>n</p></aside><hr class="page"/>'
    ) == (
        Section((Heading(2, text("H"), "h"),), "keep", "s", "en", "/s"),
        List((ListItem(text("1"), (List((ListItem(text("2")),)),), "/l"),), ordered=True),
        Quote((Paragraph(text("q")),)),
        Callout((Paragraph(text("c")),)),
        Notes((Paragraph(text("n")),)),
        PageBreak(),
    )


def test_a_table_keeps_head_body_foot_columns_and_spans() -> None:
    [table] = read(
        '<table class="plain" id="t"><caption>c</caption><colgroup><col class="number"/><col/></colgroup>'
        "<thead><tr><th>a</th><th>b</th></tr></thead>"
        '<tbody><tr data-at="/r"><td rowspan="2" class="number">1</td><td>2</td></tr><tr><td>3</td></tr></tbody>'
        '<tfoot><tr class="total"><td colspan="2">4</td></tr></tfoot></table>'
    )
    assert isinstance(table, Table)
    assert table.head == (Row((Cell(text("a"), True), Cell(text("b"), True))),)
    assert table.body == (Row((Cell(text("1"), rowspan=2, class_="number"), Cell(text("2"))), at="/r"), Row((Cell(text("3")),)))
    assert table.foot == (Row((Cell(text("4"), colspan=2),), "total"),)
    assert [column.class_ for column in table.columns] == ["number", ""]


def test_fields_pair_labels_with_values() -> None:
    assert read('<dl class="fields two"><dt>Client</dt><dd data-at="/client">Acme</dd></dl>') == (
        Fields((Field(text("Client"), text("Acme"), "/client"),), "two"),
    )


def test_figures_are_told_apart_by_their_class() -> None:
    assert read(
        '<figure class="image narrow" id="i"><img src="a.png" alt="A"/><figcaption>cap</figcaption></figure>'
        '<figure class="keynumber"><strong>15 %</strong><figcaption>share</figcaption></figure>'
    ) == (Image("a.png", "A", text("cap"), "narrow", "i"), KeyNumber("15 %", text("share")))


def test_a_chart_is_read_from_its_table() -> None:
    [chart] = read(
        '<figure class="chart" data-type="line" data-unit="k" data-format="0.0" data-highlight="Acme" data-source="Panel" '
        'data-palette="media" data-alt="Alt" data-at="/c"><figcaption>Up</figcaption><table><thead><tr><th/><th>Acme</th>'
        '<th>甲<span class="second" lang="en">A</span></th></tr></thead><tbody>'
        "<tr><th>Q1<br/>2026</th><td>1,234.5</td><td>–</td></tr><tr><th>Q2</th><td>−3</td><td/></tr></tbody></table></figure>"
    )
    assert chart == Chart(
        "line",
        ("Q1\n2026", "Q2"),
        (Series("Acme", (Decimal("1234.5"), Decimal(-3))), Series("甲\nA", (None, None))),
        text("Up"),
        "Alt",
        "k",
        '0.0;"−"0.0',
        "Acme",
        "Panel",
        "media",
        at="/c",
    )


@pytest.mark.parametrize(
    ("code", "values", "fitting"),
    [
        ("#,##0.##", "240 115", "#,##0"),
        ("#,##0.##", "240 11.5", "#,##0.0"),
        ("#,##0.##", "0.004 1", "#,##0"),
        ("#,##0.##", "0.255 1", "#,##0.00"),
        ("0.0#", "1 2", "0.0"),
        ("0.#%", "0.125 0.5", "0.0%"),
        ('0.##"亿"', "1.25", '0.00"亿"'),
        ("0.0", "-4.8 1", '0.0;"−"0.0'),
        ("0.0;(0.0)", "-4.8", "0.0;(0.0)"),
        ("General", "1.5", "General"),
        ("#,##0.##", f"{'9' * 30} 0.5", "#,##0.0"),
    ],
)
def test_a_number_format_is_fitted_to_its_figures(code: str, values: str, fitting: str) -> None:
    """Office leaves a bare point behind a whole number where decimals are optional, and writes a hyphen for a minus."""
    assert fitted(code, [None, *map(Decimal, values.split())]) == fitting


def test_a_schedule_is_read_from_its_table() -> None:
    [schedule] = read(
        '<figure class="schedule"><table><thead><tr><th>T</th><th>O</th><th>S</th><th>E</th></tr></thead><tbody>'
        '<tr data-group="G" data-at="/t"><th>shoot</th><td>Li</td><td>2026-11-01</td><td>2026-11-05</td></tr>'
        '<tr class="milestone"><th>live</th><td/><td>2026-11-06</td><td/></tr></tbody></table></figure>'
    )
    day = datetime.date(2026, 11, 6)
    assert schedule == Schedule(
        (
            Task("shoot", datetime.date(2026, 11, 1), datetime.date(2026, 11, 5), "G", "Li", at="/t"),
            Task("live", day, day, milestone=True),
        ),
        ("T", "O", "S", "E"),
    )


# ---------------------------------------------------------------------------------------------------------------- white space


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        ("<p>\n  a\n  b\t c </p>", (Text("a b c"),)),
        ("<p>a <strong> b </strong> c</p>", (Text("a "), Strong((Text("b "),)), Text("c"))),
        ("<p>a <br/> b</p>", (Text("a"), LineBreak(), Text("b"))),
        ("<p>中文\n  断行</p>", (Text("中文断行"),)),
        ("<p>中文\n  Latin</p>", (Text("中文 Latin"),)),
        ("<p>a<span>b</span><em></em>c</p>", (Text("abc"),)),
        ("<p>a\u00a0 \u3000b</p>", (Text("a\u00a0 \u3000b"),)),
        ('<p>甲 <span class="second" lang="en"> A </span> </p>', (Text("甲"), Second((Text("A"),), "en"))),
        ("<p>a<!-- no --> <?no no?>b</p>", (Text("a b"),)),
        ("<p>R&amp;D &lt;b&gt; &#20013;</p>", (Text("R&D <b> 中"),)),
    ],
)
def test_white_space_is_collapsed_as_a_browser_does(xhtml: str, expected: tuple[object, ...]) -> None:
    [paragraph] = read(xhtml)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.children == expected


def test_a_language_or_id_where_the_tree_has_no_place_becomes_a_span() -> None:
    [block] = read('<ul><li lang="en" id="x">a<span class="second" lang="zh-CN">甲</span></li></ul>')
    assert isinstance(block, List)
    assert block.items[0].children == (Span(text("a"), "", "en", "x"), Second(text("甲"), "zh-CN"))
    assert read('<p><strong lang="en">a</strong></p>') == (Paragraph((Span((Strong(text("a")),), "", "en"),)),)


@pytest.mark.parametrize(
    "xhtml",
    [
        "<p> </p>",
        "<h1></h1>",
        "<ul></ul>",
        "<ul><li> </li></ul>",
        '<dl class="fields"></dl>',
        "<section> <p/> </section>",
        "<table><thead><tr><th>a</th></tr></thead><tbody></tbody></table>",
        '<aside class="callout"></aside>',
        "<blockquote><p/></blockquote>",
        '<figure class="keynumber"><strong/></figure>',
        '<figure class="chart" data-type="bar"><table><thead><tr><th/><th>a</th></tr></thead><tbody/></table></figure>',
    ],
)
def test_empty_blocks_are_left_out(xhtml: str) -> None:
    assert read(xhtml) == ()


# ------------------------------------------------------------------------------------------------------------------- refusals

_CHART = '<figure class="chart" data-type="bar">\n<table><thead><tr><th/><th>a</th></tr></thead><tbody>\n{}</tbody></table></figure>'
_PLAN = (
    '<figure class="schedule"><table><thead><tr><th>T</th><th>O</th><th>S</th><th>E</th></tr></thead><tbody>\n{}</tbody></table></figure>'
)


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        ("<p>a\n<b>c</p>", [("E400", 2)]),
        ("<p>a & b</p>", [("E400", 1)]),
        ("\n<p>&nbsp;</p>", [("E400", 2)]),
        ("<p>\x01</p>", [("E400", 1)]),
        ("\n<div>a</div>", [("E401", 2)]),
        ("<p>a\n<code>b</code></p>", [("E401", 2)]),
        ("\n<li>a</li>", [("E402", 2)]),
        ("<p>a\n<p>b</p></p>", [("E402", 2)]),
        ('<p><a href="#x" id="x">a\n<a href="#x">b</a></a></p>', [("E402", 2)]),
        ("<ul>\n<p>a</p></ul>", [("E402", 2)]),
        ('\n<p onclick="x">a</p>', [("E403", 2)]),
        ('<p class="lead\nbanner">a</p>', [("E404", 2)]),
        ('\n<td/>', [("E402", 2)]),
        ('\n<p style="color: red">a</p>', [("E405", 2)]),
        ("<section>\n<p>a</p>loose</section>", [("E406", 2)]),
        ("loose", [("E406", 1)]),
        ('\n<p><a href="javascript:alert(1)">a</a></p>', [("E407", 2)]),
        ('\n<p><a href="file:///etc/passwd">a</a></p>', [("E407", 2)]),
        ('\n<p><a>a</a></p>', [("E407", 2)]),
        ("<table><tr><td>1</td><td>2</td></tr>\n<tr><td>3</td></tr></table>", [("E408", 2)]),
        ('<table><col/><tr>\n<td colspan="2">1</td></tr></table>', [("E408", 1)]),
        ("\n" + "<section>" * 51 + "</section>" * 51, [("E409", 2)]),
        ("\n" + "<section>" * 400 + "</section>" * 400, [("E409", 2)]),
        ('<!DOCTYPE x [<!ENTITY a "b">]><p>&a;</p>', [("E410", 1)]),
        ('\n<p>甲<span class="second">A</span></p>', [("E411", 2)]),
        ('\n<figure class="image"><img src="a.png"/></figure>', [("E411", 2)]),
        ('\n<p lang="Chinese language">a</p>', [("E412", 2)]),
        ('\n<p id="1 2">a</p>', [("E412", 2)]),
        ('<table>\n<tr><td colspan="100000">a</td></tr></table>', [("E412", 2)]),
        ('\n<figure class="chart" data-type="pie"><table><thead><tr><th/></tr></thead></table></figure>', [("E412", 2)]),
        ('\n<p><input type="text"/></p>', [("E412", 2)]),
        (_CHART.format("<tr><th>x</th><td>12 %</td></tr>"), [("E413", 3)]),
        (_CHART.format("<tr><th>x</th><td>1,23</td></tr>"), [("E413", 3)]),
        (_PLAN.format("<tr><th>x</th><td/><td>5.11.</td><td/></tr>"), [("E414", 2)]),
        ('<p id="a">a</p>\n<p id="a">b</p>', [("E415", 2)]),
        ('\n<p><a href="#nowhere">a</a></p>', [("E416", 2)]),
        ('\n<p><span class="second" lang="en">A</span> b</p>', [("E417", 2)]),
        ('\n<p><strong><span class="second" lang="en">A</span></strong></p>', [("E417", 2)]),
        ('\n<figure class="chart" data-type="bar"></figure>', [("E418", 2)]),
        ('<dl class="fields">\n<dt>a</dt></dl>', [("E418", 2)]),
        (_CHART.format("<tr><th>x</th></tr>"), [("E419", 3)]),
        ("\n<figure><img/></figure>", [("E420", 2)]),
        ("\n<aside><p>a</p></aside>", [("E420", 2)]),
        ("\n<dl><dt>a</dt><dd>b</dd></dl>", [("E420", 2)]),
        (_PLAN.format("<tr><th>x</th><td/><td>2026-02-02</td><td>2026-02-01</td></tr>"), [("E421", 2)]),
        ("<!DOCTYPE html>\n<html><body/></html>", [("E422", 1)]),
        ('<table>\n<tr><td rowspan="2">a</td></tr></table>', [("E423", 2)]),
    ],
)
def test_a_wrong_template_is_refused_at_its_line(xhtml: str, expected: list[tuple[str, int]]) -> None:
    assert problems(xhtml) == expected


def test_all_problems_are_told_at_once_in_the_order_of_lines() -> None:
    assert problems('<div/>\n<p style="x">a</p>\n<p class="big"><u>b</u></p>') == [("E401", 1), ("E405", 2), ("E401", 3), ("E404", 3)]


def test_a_message_names_what_is_known() -> None:
    with pytest.raises(GeneratorError) as raised:
        read('<p class="big">a</p>')
    [found] = raised.value.diagnostics
    assert found.hint is not None
    assert "lead" in found.hint.en
    assert "lead" in found.hint.zh


def test_no_file_is_read_for_an_entity(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    assert problems(f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><p>&a;</p>') == [("E410", 1)]


LONG_ROWS = "<table><col/><col class='number'/><tr><td>R&amp;D &lt; 3</td><td>1,200</td></tr><tr data-at='/rows/1'><td>门店  走访 </td><td/></tr></table>"
SHORT_ROWS = "<table><col/><col class='number'/><tr data-cells='R&amp;D &lt; 3&#10;1,200'/><tr data-at='/rows/1' data-cells='门店  走访 &#10;'/></table>"


def test_the_short_form_of_a_row_is_equal_to_the_long_one() -> None:
    (short,), (long,) = read(SHORT_ROWS), read(LONG_ROWS)
    assert short == long
    assert hash(short) == hash(long)
    assert isinstance(short, Table)
    assert [type(row.cells) for row in short.body] == [PlainCells, PlainCells]
    assert [short.body[0].cells[1], *short.body[1].cells[0:1], len(short.body[0].cells)] == [Cell((Text("1,200"),)), Cell((Text("门店 走访"),)), 2]


def test_every_format_prints_the_short_form_of_a_row_like_the_long_one() -> None:
    look = theme.load(Path(__file__).parent.parent / "templates" / "themes" / "default")
    slide = "<section class='table'><h1>T</h1>{}</section>"
    short, long = (
        [
            docx.write(Document(meta(), read(rows)), look, {}).data,
            html.write(Document(meta(), read(rows)), look, {}).data,
            pptx.write(Document(meta(), read(slide.format(rows)), "deck"), look, {}).data,
        ]
        for rows in (SHORT_ROWS, LONG_ROWS)
    )
    assert short == long


def test_the_short_form_of_a_row_fills_its_columns_and_holds_nothing_else() -> None:
    assert problems("<table><col/><col/>\n<tr data-cells='a&#10;b&#10;c'/></table>") == [("E408", 2)]
    assert problems("<table>\n<tr data-cells='a'><td>b</td></tr></table>") == [("E402", 2)]
    assert problems("<table>\n<tr data-cells='a'>b</tr></table>") == [("E406", 2)]
