"""Writes docs/messages.md from the catalogue of messages, their explanations and the rules of the built-in kinds.

    python scripts/make_message_docs.py
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator import explanations
from generator.diagnostics import Wording
from generator.explanations import Explanation, RuleExplanation
from generator.kinds import BUILT_IN

PAGE = Path(__file__).parent.parent / "docs" / "messages.md"

HEAD = """\
# Messages · 提示一览

Every message has a code. `briefwright explain E104` says what one means; `--messages zh` and `--messages en` choose the language
(by default that of the system). E is an error, which stops a paper; W is a warning. … stands for what differs from case to case.

每条提示都有代码，`briefwright explain E104` 可查看说明；`--messages zh` 或 `--messages en` 选择语言（默认随系统）。
E 为错误，文件不会输出；W 为警告。… 代表具体内容。

*This page is made by `scripts/make_message_docs.py`; change the texts in `generator/messages/`.*
"""

GROUPS = (
    ("0", Wording("Files and YAML", "文件与 YAML")),
    ("1", Wording("Fields and values", "栏目与值")),
    ("2", Wording("Kinds, references and tables", "类别、引用与表格")),
    ("3", Wording("Figures and rules", "数字与规则")),
    ("4", Wording("Templates and markup", "模板与标记")),
    ("5", Wording("Languages", "语言")),
    ("6", Wording("Themes, pictures, fonts and slides", "主题、图片、字体与幻灯片")),
    ("7", Wording("Output, command line and environment", "输出、命令行与环境")),
)


def page() -> str:
    """The whole page."""
    return "\n".join((HEAD, *_messages(), *_rules())) + "\n"


def _messages() -> Iterator[str]:
    found = explanations.of_messages().values()
    for digit, title in GROUPS:
        yield f"## {title.en} · {title.zh}\n"
        for one in found:
            if re.match(rf"[EW]{digit}", one.code):
                yield _entry(one)


def _entry(one: Explanation) -> str:
    titles = f"**{_literal(one.title.en)}** · **{_literal(one.title.zh)}**"
    lines = [f"### {one.code}", "", titles, "", _literal(one.text.en), "", _literal(one.text.zh), ""]
    if one.wrong:
        lines += ["```yaml", *(f"{line}   # ✗" if not number else line for number, line in enumerate(one.wrong.split("\n"))), "```", ""]
    if one.right:
        lines += ["```yaml", *one.right.split("\n"), "```", ""]
    return "\n".join(lines)


def _literal(text: str) -> str:
    """Words of a message as Markdown prints them: signs of HTML and of emphasis are words too."""
    spans = re.split(r"(`[^`]*`)", text)
    return "".join(span if span.startswith("`") else re.sub(r"([<>*_\[\]|])", r"\\\1", span) for span in spans)


def _rules() -> Iterator[str]:
    yield "## Rules of the kinds · 各类别的规则\n"
    yield "A paper breaks a rule on purpose by saying so and why: `accept: [{rule: K24b, reason: …}]`; its error becomes a warning.\n"
    yield "确有理由不遵守某条规则时，在文件里写明：`accept: [{rule: K24b, reason: …}]`，错误即降为警告。\n"
    yield "| rule | kinds | severity | message | 提示 |"
    yield "|---|---|---|---|---|"
    rows = [*((rule.code, _row(rule)) for rule in explanations.of_rules((BUILT_IN,))), *((one.code, _row(one)) for one in _numbers())]
    yield from (row for _, row in sorted(rows))


def _numbers() -> Iterator[Explanation]:
    """The rules that hold between papers and have no line in a rules.yaml."""
    return (one for one in explanations.of_messages().values() if one.code.startswith("K"))


def _row(rule: RuleExplanation | Explanation) -> str:
    if isinstance(rule, Explanation):
        return f"| {rule.code} | – | error | {_literal(rule.title.en)} | {_literal(rule.title.zh)} |"
    names = ", ".join(kind.name for kind in rule.kinds) if len(rule.kinds) < 8 else "all"
    severity = rule.rule.get("severity", "error")
    return f"| {rule.code} | {names} | {severity} | {_literal(rule.message.en)} | {_literal(rule.message.zh)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
