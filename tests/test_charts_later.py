"""Combo, Pareto, doughnut, positioning map and small multiples: native part, workbook and SVG tell the same."""

from __future__ import annotations

import dataclasses
import io
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
import python_calamine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from generator import GeneratorError, build, chart_checks
from generator.document import Chart, Document, Series
from generator.theme import Theme, contrast
from generator.writers.charts import chart_part, natural_height, panels, svg, unit, workbook
from generator.writers.charts.colours import NEAR, colours, distance, lightness, palette, stroke
from generator.writers.charts.plan import plan
from generator.writers.charts.shown import shown
from generator.writers.shades import SHADES, shade
from tests import every_node
from tests.test_charts import A, C, S, outside, overlapping, series, texts, theme

ROOT = Path(__file__).parents[1]
BRANDS = ("麦小岛", "七穗", "白榆", "谷渡", "禾鲸", "晨坡")
MONTHS = tuple(f"{month} 月" for month in range(1, 13))


def on(axis: int, one: Series) -> Series:
    return dataclasses.replace(one, axis=axis)  # type: ignore[arg-type]


COMBO = Chart(
    "combo",
    MONTHS[:6],
    (series("投放", 320, 410, 380, 520, 610, 580), on(2, series("提及率", "6.1", "6.4", "6.0", "7.8", "9.2", "9.9"))),
    unit="万元",
    axis2="%",
    format2="0.0",
)
CROWDED = Chart(
    "combo",
    MONTHS,
    (
        series("Spend", *range(320000, 560000, 20000)),
        series("Last year", *range(290000, 530000, 20000)),
        on(2, series("Mentions", *range(6, 18))),
    ),
    unit="CNY",
    axis2="%",
    format2="0",
)
PARETO = Chart(
    "pareto", (*BRANDS, "其他"), (series("增量", 120, 410, 80, 260, 50, 30, None),), unit="万元", axis2="累计占比", highlight="禾鲸"
)
DOUGHNUT = Chart(
    "doughnut",
    ("短视频", "电梯屏", "电商站内", "户外大牌", "电台", "公关"),
    (series("占比", 42, 25, 18, 9, 4, 2),),
    unit="%",
    number_format='0"%"',
    palette="media",
)
MAP = Chart(
    "scatter",
    BRANDS,
    (series("价格", "12.5", "9.9", "15", "18.2", "16.8", "8.8"), series("好感度", 62, 48, 71, 66, 58, 40)),
    unit="元",
    axis2="分",
    number_format="0.0",
    format2="0",
    highlight="禾鲸",
)
SMALL = Chart(
    "multiples",
    MONTHS,
    tuple(series(brand, *((30 + 7 * i + ((m * (i + 3)) % 9) * 6) for m in range(12))) for i, brand in enumerate(BRANDS)),
    unit="万元",
    highlight="禾鲸",
)
ALL = {"combo": COMBO, "crowded": CROWDED, "pareto": PARETO, "doughnut": DOUGHNUT, "scatter": MAP, "multiples": SMALL}
every_type = pytest.mark.parametrize("name", ALL)


def parts(chart: Chart, width: float = 480, height: float = 240) -> list[etree._Element]:
    """The parts of a chart's native charts."""
    return [
        etree.fromstring(chart_part(p.chart, theme(), ("zh-CN",), "rId1", width_pt=p.width_pt, height_pt=p.height_pt, shared=p.shared))
        for p in panels(chart, width, height)
    ]


def drawing(chart: Chart, width: float = 480, height: float = 240) -> etree._Element:
    return etree.fromstring(svg(chart, theme(), width, height).encode())


def value(element: etree._Element, path: str) -> str:
    found = element.find(path)
    assert found is not None, path
    return str(found.get("val"))


def cached(root: etree._Element, path: str) -> list[list[str]]:
    return [[str(pt[0].text) for pt in cache.iter(f"{C}pt")] for cache in root.iterfind(path)]


# ------------------------------------------------------------------------------------------------------------------- both sides


@every_type
def test_the_bytes_are_the_same_every_time(name: str) -> None:
    chart = ALL[name]
    assert svg(chart, theme(), 480, 240) == svg(chart, theme(), 480, 240)
    for panel in panels(chart, 480, 240):
        first, second = (chart_part(panel.chart, theme(), ("en",), "rId1", shared=panel.shared) for _ in range(2))
        assert first == second
        assert workbook(panel.chart) == workbook(panel.chart)


@every_type
def test_two_readers_find_in_the_workbook_what_is_shown_and_nothing_else(name: str) -> None:
    for panel in panels(ALL[name], 480, 240):
        drawn = shown(panel.chart)
        expected: list[list[object]] = [[unit(panel.chart) or None, *(s.name for s in drawn.series)]]
        for i, category in enumerate(drawn.categories):
            expected.append([category, *(None if s.values[i] is None else pytest.approx(float(s.values[i] or 0)) for s in drawn.series)])
        data = workbook(panel.chart)
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(data))["Sheet1"].iter_rows()]
        assert rows == expected
        second = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        assert [[None if cell == "" else cell for cell in row] for row in second] == expected


@every_type
def test_the_cached_figures_are_those_of_the_workbook(name: str) -> None:
    for panel, root in zip(panels(ALL[name], 480, 240), parts(ALL[name]), strict=True):
        sheet = openpyxl.load_workbook(io.BytesIO(workbook(panel.chart)))["Sheet1"]
        references = [*root.iter(f"{C}numRef"), *root.iter(f"{C}strRef")]
        assert references
        for reference in references:
            cells = str(reference.findtext(f"{C}f")).removeprefix("Sheet1!").replace("$", "")
            there = sheet[cells] if ":" in cells else ((sheet[cells],),)
            values = [row[0].value for row in there]
            points = {int(pt.get("idx", "")): str(pt[0].text) for pt in reference.iter(f"{C}pt")}
            assert [points.get(i) for i in range(len(values))] == [None if v is None else points[i] for i, v in enumerate(values)]
            for i, words in points.items():
                assert words == values[i] if isinstance(values[i], str) else float(words) == pytest.approx(values[i])


@every_type
def test_series_are_numbered_through_and_axes_pair(name: str) -> None:
    for root in parts(ALL[name]):
        for tag in ("idx", "order"):
            assert [int(value(s, f"{C}{tag}")) for s in root.iter(f"{C}ser")] == list(range(len(list(root.iter(f"{C}ser")))))
        axes = {value(axis, f"{C}axId"): value(axis, f"{C}crossAx") for tag in ("catAx", "valAx") for axis in root.iter(f"{C}{tag}")}
        assert all(axes[other] == axis for axis, other in axes.items())
        plots = [e.get("val") for kind in ("barChart", "lineChart", "scatterChart") for e in root.iterfind(f".//{C}{kind}/{C}axId")]
        assert sorted(map(str, plots)) == sorted(axes)


LONG = ("一个非常非常长而且没有任何空格的类别名称\nA category whose name is long indeed", "短", "Third\n第三", "四", "五")
SIZES = ((480.0, 240.0), (240.0, 200.0), (860.0, 380.0))


@every_type
@pytest.mark.parametrize("bilingual", [False, True])
def test_no_text_leaves_the_box_or_stands_on_another(name: str, bilingual: bool) -> None:
    chart = ALL[name]
    if bilingual:
        chart = dataclasses.replace(chart, categories=(*LONG, *chart.categories[5:]))
    for width, height in (*SIZES, (480.0, natural_height(chart, 480.0))):
        for size in (9.0, 14.0):
            root = etree.fromstring(svg(chart, theme(), width, height, text_size_pt=size).encode())
            assert outside(root) == [], (width, height, size)
            assert overlapping(root) == [], (width, height, size)


# ------------------------------------------------------------------------------------------------------------------- two axes


def test_a_combo_has_columns_on_the_first_axis_and_a_line_on_the_second() -> None:
    (root,) = parts(COMBO)
    area = root.find(f"{C}chart/{C}plotArea")
    assert area is not None
    assert [child.tag.removeprefix(C) for child in area] == ["layout", "barChart", "lineChart", "catAx", "valAx", "catAx", "valAx", "spPr"]
    second = area.findall(f"{C}valAx")[1]
    assert (value(second, f"{C}axPos"), value(second, f"{C}crosses"), value(second, f"{C}delete")) == ("r", "max", "0")
    assert [child.tag.removeprefix(C) for child in second.iterfind(f"{C}scaling/*")] == ["orientation", "max", "min"]
    assert [str(t.text) for t in root.iterfind(f".//{C}tx//{C}v")] == ["投放（万元）", "提及率（%）"]


def test_where_every_figure_is_written_the_line_runs_above_the_columns() -> None:
    root = drawing(COMBO)
    assert {"320", "6.1", "9.9"} <= set(texts(root))
    tops = [float(str(rect.get("y"))) for rect in root.iter(f"{S}rect") if float(str(rect.get("height"))) > 8]
    points = [float(p.split(",")[1]) for p in str(root.find(f".//{S}polyline").get("points")).split()]  # type: ignore[union-attr]
    assert max(points) < min(tops)
    (native,) = parts(COMBO)
    assert [value(axis, f"{C}tickLblPos") for axis in native.iter(f"{C}valAx")] == ["nextTo", "none"]
    assert value(next(native.iter(f"{C}valAx")), f"{C}delete") == "1"


def test_where_figures_have_no_room_both_axes_are_drawn_with_as_many_steps() -> None:
    planned = plan(CROWDED, theme(), 480, 240, 9)
    assert planned.value_axis
    assert planned.value_axis2
    assert planned.scale is not None
    assert planned.scale2 is not None
    assert len(planned.scale.ticks) == len(planned.scale2.ticks)
    (root,) = parts(CROWDED)
    assert [value(axis, f"{C}delete") for axis in root.iter(f"{C}valAx")] == ["0", "0"]
    assert len(list(root.iter(f"{C}majorGridlines"))) == 1


def test_a_pareto_is_sorted_and_its_line_ends_at_the_whole() -> None:
    drawn = shown(PARETO)
    values = [v for v in drawn.series[0].values if v is not None]
    assert values == sorted(values, reverse=True)
    assert drawn.categories == ("七穗", "谷渡", "麦小岛", "白榆", "禾鲸", "晨坡")
    assert drawn.series[1].values[-1] == 1
    assert drawn.series[1].values[0] == (Decimal(410) / Decimal(950)).quantize(Decimal("0.0001"))
    (root,) = parts(PARETO)
    assert cached(root, f".//{C}cat//{C}strCache")[0] == list(drawn.categories)
    assert "100%" in texts(drawing(PARETO))
    fills = [str(p.find(f".//{A}srgbClr").get("val")) for p in root.iter(f"{C}dPt")]  # type: ignore[union-attr]
    assert theme().colours["accent"] in fills


# -------------------------------------------------------------------------------------------------------------------- doughnut


def test_every_slice_of_a_doughnut_is_named_with_its_figure_in_both_drawings() -> None:
    words = texts(drawing(DOUGHNUT))
    (root,) = parts(DOUGHNUT)
    labels = list(root.iter(f"{C}dLbl"))
    assert len(labels) == 6
    for name, figure in zip(DOUGHNUT.categories, DOUGHNUT.series[0].values, strict=True):
        assert f"{name} {figure}%" in words
    for label in labels:
        assert (value(label, f"{C}showCatName"), value(label, f"{C}showVal")) == ("1", "1")
        assert label.find(f"{C}layout/{C}manualLayout") is not None
    assert root.find(f".//{C}legend") is None


def test_slices_go_clockwise_in_the_order_of_the_data() -> None:
    colours_ = [str(path.get("fill")).removeprefix("#") for path in drawing(DOUGHNUT).iter(f"{S}path")]
    (root,) = parts(DOUGHNUT)
    native = [str(point.find(f"{C}spPr/{A}solidFill/{A}srgbClr").get("val")) for point in root.iter(f"{C}dPt")]  # type: ignore[union-attr]
    assert colours_ == native == list(theme().media[:6])
    assert value(root, f".//{C}firstSliceAng") == "0"


def test_slices_without_room_for_names_are_named_in_a_legend() -> None:
    many = tuple(f"A medium with a rather long name {i}" for i in range(24))
    chart = dataclasses.replace(DOUGHNUT, categories=many, series=(series("s", *range(1, 25)),), number_format="0")
    (root,) = parts(chart, 300, 200)
    assert root.find(f".//{C}legend") is not None
    assert many[0] in texts(drawing(chart, 300, 400))


# ---------------------------------------------------------------------------------------------------------------- positioning


def test_every_point_of_a_map_is_a_series_with_its_name_beside_it() -> None:
    (root,) = parts(MAP)
    found = [
        (str(s.findtext(f".//{C}tx//{C}v")), str(s.findtext(f"{C}xVal//{C}v")), str(s.findtext(f"{C}yVal//{C}v")))
        for s in root.iter(f"{C}ser")
    ]
    across, up = (s.values for s in MAP.series)
    assert found == [(name, str(x), str(y)) for name, x, y in zip(MAP.categories, across, up, strict=True)]
    assert set(BRANDS) <= set(texts(drawing(MAP)))
    assert all(value(s, f"{C}dLbls/{C}dLbl/{C}showSerName") == "1" for s in root.iter(f"{C}ser"))


@pytest.mark.parametrize("cross", ["mean", "zero"])
def test_the_quartering_lines_stand_at_the_means_or_at_zero(cross: str) -> None:
    (root,) = parts(dataclasses.replace(MAP, cross=cross))  # type: ignore[arg-type]
    first, second = (Decimal(value(axis, f"{C}crossesAt")) for axis in root.iter(f"{C}valAx"))
    means = [sum((v for v in s.values if v is not None), Decimal(0)) / 6 for s in MAP.series]
    # the axis across stands where the upward figures are `first`
    expected = means[::-1] if cross == "mean" else [Decimal(0)] * 2
    assert [float(first), float(second)] == pytest.approx([float(v) for v in expected], rel=1e-5)


def test_both_axes_are_titled_with_their_units() -> None:
    (root,) = parts(MAP)
    assert [t.text for t in root.iter(f"{A}t")] == ["价格（元）", "好感度（分）"]
    assert {"价格（元）", "好感度（分）"} <= set(texts(drawing(MAP)))


def test_names_of_points_that_lie_together_do_not_overlap() -> None:
    close = series("x", *(10 + i / 50 for i in range(12))), series("y", *(5 + i % 3 / 50 for i in range(12)))
    chart = dataclasses.replace(MAP, categories=tuple(f"品牌 Brand {i}" for i in range(12)), series=(*close,))
    for width, height in ((480, 268), (780, 380)):
        assert overlapping(drawing(chart, width, height)) == []


# ------------------------------------------------------------------------------------------------------------------ multiples


def test_small_charts_share_one_scale_and_hold_only_their_own_series() -> None:
    made = panels(SMALL, 480, natural_height(SMALL, 480))
    assert [panel.shared.title for panel in made if panel.shared] == list(BRANDS)
    roots = parts(SMALL)
    assert len({(value(r, f".//{C}valAx/{C}scaling/{C}max"), value(r, f".//{C}valAx/{C}scaling/{C}min")) for r in roots}) == 1
    assert [[s.findtext(f".//{C}tx//{C}v") for s in r.iter(f"{C}ser")] for r in roots] == [[brand] for brand in BRANDS]
    assert [t.text for r in roots for t in r.iterfind(f"{C}chart/{C}title//{A}t")] == list(BRANDS)


def test_small_charts_stand_beside_and_below_each_other() -> None:
    for count in range(1, 13):
        chart = dataclasses.replace(SMALL, series=(SMALL.series * 2)[:count])
        for width, height in ((480.0, natural_height(chart, 480.0)), (820.0, 340.0)):
            made = panels(chart, width, height)
            assert len(made) == count
            for panel in made:
                assert panel.x + panel.width_pt <= width
                assert panel.y + panel.height_pt <= height + 0.01
            boxes = [(p.x, p.y, p.x + p.width_pt, p.y + p.height_pt) for p in made]
            for i, a in enumerate(boxes):
                assert all(min(a[2], b[2]) <= max(a[0], b[0]) or min(a[3], b[3]) <= max(a[1], b[1]) for b in boxes[i + 1 :])


# -------------------------------------------------------------------------------------------------------------------- colours


def test_a_brand_keeps_its_colour_where_another_is_missing() -> None:
    whole = Chart("line", MONTHS, SMALL.series, places=(0, 1, 2, 3, 4, 5))
    month = Chart("line", MONTHS, (*SMALL.series[:2], *SMALL.series[3:]), places=(0, 1, 3, 4, 5))
    first = {s.name: (colours(whole, theme(), i)[0], stroke(whole, theme(), i)) for i, s in enumerate(whole.series)}
    second = {s.name: (colours(month, theme(), i)[0], stroke(month, theme(), i)) for i, s in enumerate(month.series)}
    assert all(second[name] == first[name] for name in second)


def test_a_medium_has_one_colour_in_columns_and_in_a_doughnut() -> None:
    stacked = Chart("percent", ("甲",), tuple(series(name, 1) for name in DOUGHNUT.categories), palette="media")
    some = dataclasses.replace(DOUGHNUT, categories=("电商站内", "公关"), series=(series("占比", 60, 40),), places=(2, 5))
    fills = plan(some, theme(), 480, 240, 9).series[0]
    assert [fills.fill(0), fills.fill(1)] == [plan(stacked, theme(), 480, 240, 9).series[i].colour for i in (2, 5)]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 0xFFFFFF).map("{:06X}".format), st.sampled_from(["brand", "media"]))
def test_no_colour_of_a_palette_is_near_the_accent_of_any_client(accent: str, kind: str) -> None:
    client = dataclasses.replace(theme(), colours={**theme().colours, "accent": accent})
    found = palette(Chart("bar", (), (), palette=kind), client)  # type: ignore[arg-type]
    assert all(distance(colour, accent) >= NEAR for colour in found)
    usual = theme().series if kind == "brand" else theme().media
    assert [a for a, b in zip(found, usual, strict=True) if distance(b, accent) >= NEAR] == [
        b for b in usual if distance(b, accent) >= NEAR
    ]


def test_lines_are_told_apart_without_colour() -> None:
    chart = Chart("line", MONTHS, tuple(series(str(i), *range(12)) for i in range(8)))
    looks = [(colours(chart, theme(), i)[0], stroke(chart, theme(), i)) for i in range(8)]
    assert all(contrast(colour, theme().colours["paper"]) >= 3 for colour, _ in looks)
    for i, (colour, look) in enumerate(looks):
        for other, other_look in looks[i + 1 :]:
            assert look != other_look or abs(lightness(colour) - lightness(other)) >= 15
    root = etree.fromstring(chart_part(chart, theme(), ("en",), "rId1"))
    assert [value(s, f"{C}marker/{C}symbol") for s in root.iter(f"{C}ser")] == [look.marker for _, look in looks]
    dashes = [s.find(f"{C}spPr/{A}ln/{A}prstDash") for s in root.iter(f"{C}ser")]
    assert ["" if dash is None else dash.get("val") for dash in dashes] == [look.dash for _, look in looks]
    drawn = [line.get("stroke-dasharray") is not None for line in drawing(chart).iter(f"{S}polyline")]
    assert drawn == [bool(look.dash) for _, look in looks]


def test_the_third_and_the_fifth_line_do_not_look_alike() -> None:
    chart = Chart("line", MONTHS, tuple(series(str(i), *range(12)) for i in range(5)))
    assert distance(colours(chart, theme(), 2)[0], colours(chart, theme(), 4)[0]) >= NEAR
    assert stroke(chart, theme(), 2) != stroke(chart, theme(), 4)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 0xFFFFFF).map("{:06X}".format))
def test_ink_reads_on_every_shade_of_a_heat_map(support: str) -> None:
    client: Theme = dataclasses.replace(theme(), colours={**theme().colours, "support": support})
    fills = [shade(client, name) for name in SHADES]
    assert all(contrast(client.colours["ink"], fill) >= 4.5 for fill in fills)
    assert shade(client, "number") == ""


# ----------------------------------------------------------------------------------------------------------------- the checks


def codes(*charts: Chart) -> list[str]:
    return [found.code for found in chart_checks.found([Document(every_node.meta(), charts)])]


@every_type
def test_a_sound_chart_is_not_remarked_on(name: str) -> None:
    assert codes(ALL[name]) == []


@pytest.mark.parametrize(
    ("code", "chart"),
    [
        ("E450", dataclasses.replace(DOUGHNUT, series=DOUGHNUT.series * 2)),
        ("E451", dataclasses.replace(DOUGHNUT, series=(series("s", 60, 25, 18, 9, -4, -8),))),
        ("E451", dataclasses.replace(PARETO, series=(series("s", 60, -1),), categories=("a", "b"))),
        ("E452", dataclasses.replace(MAP, series=MAP.series[:1])),
        ("E453", dataclasses.replace(COMBO, axis2="")),
        ("E453", dataclasses.replace(PARETO, axis2="")),
        ("E454", dataclasses.replace(COMBO, series=COMBO.series[:1])),
        ("W450", dataclasses.replace(DOUGHNUT, categories=tuple("abcdefgh"), series=(series("s", 20, 20, 20, 20, 5, 5, 5, 5),))),
        ("W451", dataclasses.replace(DOUGHNUT, series=(series("s", 42, 25, 18, 9, 4, 12),))),
        ("W451", Chart("percent", ("甲",), (series("a", 60), series("b", 30)), unit="%", number_format="0")),
        (
            "W452",
            dataclasses.replace(MAP, categories=tuple(map(str, range(16))), series=(series("x", *range(16)), series("y", *range(16)))),
        ),
        ("W453", Chart("line", ("a", "b"), tuple(series(str(i), 1, 2) for i in range(9)))),
    ],
)
def test_what_a_type_cannot_show_is_told(code: str, chart: Chart) -> None:
    assert codes(chart) == [code]


def test_shares_of_amounts_are_worked_out_and_need_not_add_up() -> None:
    assert codes(Chart("percent", ("甲",), (series("a", 60), series("b", 30)), unit="万元")) == []
    assert codes(Chart("percent", ("甲",), (series("a", "0.6"), series("b", "0.4")), unit="%", number_format="0%")) == []


# --------------------------------------------------------------------------------------------------------------- from a paper

CHARTS = """
  - {id: C1, type: doughnut, title: A1, unit: "%", categories: ["1", "2"], series: [{name: "3", values: [60, 40]}], source: "9"}
  - id: C2
    type: combo
    title: "2"
    unit: {zh: 万元, en: CNY 10k}
    axis2: "%"
    format2: "0.0"
    categories: ["1", "2"]
    series: [{name: "3", values: [3, 4]}, {name: "4", values: [6.1, 6.4], axis: 2}]
    source: "9"
  - {id: C3, type: scatter, title: "3", unit: "%", axis2: "%", categories: ["1", "2"], series: [*TWO], source: "9"}
  - {id: C4, type: multiples, title: "4", unit: "%", categories: ["1", "2"], series: [*TWO], source: "9"}
  - {id: C5, type: column, title: "5", unit: "%", categories: ["1", "2"], series: [{name: "3", values: [1, 2]}], source: "9"}
""".replace("*TWO", '{name: "3", values: [1, 2]}, {name: "4", values: [2, 1]}').replace("A1", '"1"')


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """The sample deck with one chart of each later type, and a plain one."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    paper = tmp_path / "templates/proposal_deck/sample.yaml"
    text = paper.read_text(encoding="utf-8")
    before, _, rest = text.partition("\ncharts:\n")
    after = re.split(r"\n(?=team:)", rest, maxsplit=1)[1]
    paper.write_text(f"{before}\ncharts:{CHARTS}{after}", encoding="utf-8")
    return paper


def test_a_paper_draws_every_later_type_in_word_and_powerpoint(deck: Path) -> None:
    outputs = build(deck, ["docx", "pptx"], language="en").outputs
    slides = Presentation(io.BytesIO(outputs["pptx"].data)).slides
    native = [[str(type(plot).__name__) for plot in shape.chart.plots] for slide in slides for shape in slide.shapes if shape.has_chart]
    assert native == [["DoughnutPlot"], ["BarPlot", "LinePlot"], ["XyPlot"], ["BarPlot"], ["BarPlot"], ["BarPlot"]]
    assert len(docx.Document(io.BytesIO(outputs["docx"].data)).inline_shapes) >= 5
    with zipfile.ZipFile(io.BytesIO(outputs["docx"].data)) as package:
        kinds = [re.findall(r"<c:(\w+Chart)>", package.read(f"word/charts/chart{n}.xml").decode()) for n in range(1, 7)]
    assert kinds == [["doughnutChart"], ["barChart", "lineChart"], ["scatterChart"], ["barChart"], ["barChart"], ["barChart"]]


def test_a_faulty_chart_is_told_at_its_line(deck: Path) -> None:
    text = deck.read_text(encoding="utf-8").replace('    axis2: "%"\n', "")
    deck.write_text(text, encoding="utf-8")
    with pytest.raises(GeneratorError) as caught:
        build(deck, ["pptx"], language="en")
    (found,) = [one for one in caught.value.diagnostics if one.code == "E453"]
    assert found.position is not None
    assert found.position.line == text[: text.index("id: C2")].count("\n") + 1


def test_a_report_draws_a_chart_per_brand_and_the_concentration_when_asked(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    paper = tmp_path / "templates/competitor_report/sample.yaml"
    text = paper.read_text(encoding="utf-8")
    more = "\n  - {shows: brands, title: {zh: 各品牌, en: Each brand}}\n  - {shows: concentration, title: {zh: 集中, en: Concentration}}\ntitles:"
    paper.write_text(text.replace("\ntitles:", more, 1), encoding="utf-8")
    outputs = build(paper, ["docx", "html"], language="en").outputs
    with zipfile.ZipFile(io.BytesIO(outputs["docx"].data)) as package:
        names = [name for name in package.namelist() if re.fullmatch(r"word/charts/chart\d+\.xml", name)]
        document = package.read("word/document.xml").decode()
    assert len(names) == 3 + 1 + 6  # ranking, mix, trend; the Pareto; six brands
    shaded = re.findall(r'class="shade-(\d)"', outputs["html"].data.decode())
    assert "5" in shaded
    assert len(re.findall(r"<w:shd ", document)) == len(shaded)


# ----------------------------------------------------------------------------------------------------------------- generated

NAMES = st.text(st.characters(min_codepoint=33, max_codepoint=0x9FFF, exclude_categories=("Cs", "Cc", "Zs", "Mn")), min_size=1, max_size=16)
AMOUNTS = st.none() | st.decimals(0, 10**7, places=2, allow_nan=False)


@st.composite
def later(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(["combo", "pareto", "doughnut", "scatter", "multiples"]))
    count = draw(st.integers(1, 9))
    rows = st.lists(AMOUNTS, min_size=count, max_size=count).map(tuple)
    made = draw(st.lists(st.builds(Series, NAMES, rows), min_size=2, max_size=4, unique_by=lambda s: s.name).map(tuple))
    if kind == "combo":
        made = (*made[:-1], on(2, made[-1]))
    categories = draw(st.lists(NAMES, min_size=count, max_size=count, unique=True).map(tuple))
    return Chart(kind, categories, made, number_format=draw(st.sampled_from(["#,##0", "0.0"])), axis2="%", format2="0.0")  # type: ignore[arg-type]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(later())
def test_any_later_chart_keeps_its_words_inside_and_its_figures_alike(chart: Chart) -> None:
    root = drawing(chart, 480, 260)
    assert outside(root) == []
    assert overlapping(root) == []
    drawn = shown(chart)
    native = parts(chart, 480, 260)
    read = [[Decimal(v) for v in cache] for r in native for cache in cached(r, f".//{C}val//{C}numCache")]
    if chart.type in ("combo", "pareto", "doughnut", "multiples"):
        assert read == [[v for v in s.values if v is not None] for s in drawn.series]
    else:
        pairs = [(x, y) for x, y in zip(drawn.series[0].values, drawn.series[1].values, strict=True) if x is not None and y is not None]
        across, up = ([Decimal(v[0]) for v in cached(native[0], f".//{C}{axis}//{C}numCache")] for axis in ("xVal", "yVal"))
        assert list(zip(across, up, strict=True)) == pairs
