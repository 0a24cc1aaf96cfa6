"""What the comments of a new paper say, in the reader's language: what a field is, whether it is needed, and what may stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from generator.diagnostics import MessageLanguage
from generator.drafts.skeleton import Skeleton
from generator.papers import Paper
from generator.shapes import Shape

_FORMS: Mapping[str, tuple[str, str]] = {
    "date": ("日期：年-月-日，如 2026-11-12", "a date: YYYY-MM-DD, such as 2026-11-12"),
    "clock": ("时刻，如 14:00", "a time of day, such as 14:00"),
    "moment": ("日期和时刻，如 2026-11-12 14:00", "date and time, such as 2026-11-12 14:00"),
    "month": ("月份，如 2026-11", "a month, such as 2026-11"),
    "markdown": ("可用 Markdown：空行分段，- 列表，**重点**", "Markdown: a blank line between paragraphs, - lists, **strong**"),
    "boolean": ("true 是 | false 否", "true | false"),
    "number": ("数字", "a number"),
    "integer": ("整数", "a whole number"),
    "money": ("金额，只写数字", "an amount, digits only"),
    "%": ("百分数，6 即 6%", "per cent: 6 means 6%"),
    "required": ("必填", "required"),
    "optional": ("可选", "optional"),
    "internal": ("只供内部，不进客户版", "for the agency only"),
    "private": ("私人资料，不进客户版和内部版", "private"),
    "empty": ("没有时写 []", "write [] when there are none"),
    "several": ("可写多条，每条一个“-”", "several, each behind a -"),
    "drawn": ("省略则取自", "when left out, taken from"),
}  # fmt: skip
_MOST_IDS = 12

Words = TypeVar("Words", str, list[str])


class Explanations:
    """The comments for the readers of one language."""

    def __init__(self, skeleton: Skeleton, reader: MessageLanguage) -> None:
        self.skeleton = skeleton
        self.reader = reader

    def heading(self, number: str, path: Path, origin: Paper | None) -> list[str]:
        """What the paper is and what to do with the file."""
        kind, word = self.skeleton.kind, self.skeleton.word
        both = "待填 / TODO" if self.skeleton.language == "bilingual" else word
        lines = self._either(
            [
                f"{kind.label['zh']} {number}。写着“{both}”的地方都要填；以 # 开头的栏目可以不填，要用时去掉 #。",
                f"检查：briefwright check {path.as_posix()}",
                f"输出：briefwright render {path.as_posix()}" if kind.prints else "它供其他文件引用，本身不输出。",
                *([f"带入自 {origin.source.name}（{origin.value.get('id', '')}），请核对。"] if origin else []),
            ],
            [
                f"{kind.label['en']} {number}. Write over every {both}; a field behind # may be left out, take the # away to use it.",
                f"check it:  briefwright check {path.as_posix()}",
                f"print it:  briefwright render {path.as_posix()}" if kind.prints else "Other papers draw from it; it does not print.",
                *([f"Taken over from {origin.source.name} ({origin.value.get('id', '')}); please look it through."] if origin else []),
            ],
        )
        people = self.skeleton.known_ids(Shape.of({}, {"x-ref": "person"}))
        known = [self._either(f"人员：{self._listed(people)}", f"People: {self._listed(people)}")] if people else []
        return [f"# {line}" for line in (*lines, *known)]

    def field(self, name: str, shape: Shape, needed: bool, used: bool) -> list[str]:
        """The comment above a field of the paper."""
        label, help_ = self._words(shape, "x-label") or name, self._words(shape, "x-help")
        marks = [self._form("required" if needed else "optional"), *self._audience(shape)]
        first = self._either(f"{label}（{'，'.join(marks)}）", f"{label} ({', '.join(marks)})")
        lines = [first + (self._either("：", ": ") + help_ if help_ else "")]
        lines += [f"  {one}" for one in (self._drawn(shape), self.form(shape), self._list(shape, needed)) if one]
        return [f"# {line}" for line in lines]

    def member(self, name: str, shape: Shape, needed: bool) -> str:
        """The note behind a member of an object."""
        label = self._words(shape, "x-label") or ""
        need = self._form("required") if needed else self._form("optional")
        named = self._either(f"{label}（{need}）", f"{label} ({need})") if label else need
        parts = [named, *self._audience(shape), self.form(shape, spelled=False)]
        return self._either("；", "; ").join(part for part in parts if part)

    def form(self, shape: Shape, *, spelled: bool = True) -> str:
        """What may stand in a place; `spelled` asks for what its pattern wants, too."""
        node = shape.node
        if "enum" in node:
            return " | ".join(self._choice(str(one), shape) for one in node["enum"])
        if shape.is_prose:
            return self._form("markdown")
        if node.get("type") == "array" and not shape.items.is_text and "properties" not in shape.items.node:
            return self.form(shape.items, spelled=spelled)
        ids = self.skeleton.known_ids(shape)
        if shape.reference == "person" and ids:
            return self._either(f"人员代号，如 {ids[0]}", f"a person's id, such as {ids[0]}")
        if ids:
            return self._listed(ids)
        for key in (node.get("x-unit"), shape.format, node.get("type")):
            if isinstance(key, str) and key in _FORMS:
                return self._form(key)
        return self._words(shape, "x-pattern-help") if spelled else ""

    def _choice(self, value: str, shape: Shape) -> str:
        name = shape.choices.get(value, {}).get(self.reader, "")
        return f"{value} {name}" if name and name.casefold() != value.casefold() else value

    def _list(self, shape: Shape, needed: bool) -> str:
        """How a list is written, and that a needed one may be empty."""
        if shape.node.get("type") != "array":
            return ""
        parts = [self._form("several"), *([self._form("empty")] if needed and not shape.node.get("minItems") else [])]
        return self._either("；", "; ").join(parts)

    def _drawn(self, shape: Shape) -> str:
        """Where a value comes from when it is left out."""
        if not shape.drawn_from:
            return ""
        place = self.skeleton.origin(shape)
        where = str(place) if place else self._either("现在没有", "not there yet")
        return self._either(f"{self._form('drawn')} {shape.drawn_from}（{where}）", f"{self._form('drawn')} {shape.drawn_from} ({where})")

    def _audience(self, shape: Shape) -> list[str]:
        mark = shape.node.get("x-audience", "client")
        return [self._form(mark)] if mark in ("internal", "private") else []

    def _listed(self, ids: list[str]) -> str:
        return " | ".join(ids[:_MOST_IDS]) + (" | …" if len(ids) > _MOST_IDS else "")

    def _words(self, shape: Shape, keyword: str) -> str:
        return str(shape.node.get(keyword, {}).get(self.reader, ""))

    def _form(self, name: str) -> str:
        return _FORMS[name][0 if self.reader == "zh" else 1]

    def _either(self, zh: Words, en: Words) -> Words:
        return zh if self.reader == "zh" else en
