"""A small working folder with a kind of its own, for tests of the line without the built-in kinds."""

from __future__ import annotations

import textwrap
from pathlib import Path

MARKER = """
agency:
  name: {zh: 纸鸢传播有限公司, en: Paper Kite Communications Ltd}
  short_name: {zh: 纸鸢, en: Paper Kite}
  people:
    - id: zhao
      name: {zh: 赵一帆, en: Zhao Yifan}
      title: {zh: 客户经理, en: Account Manager}
      personal_phone: "CANARY-PHONE"
"""

PROFILE = """
kind: client_profile
id: CP-1
client: acme
status: approved
version: "1.0"
date: 2026-01-05
language: zh-CN
legal_name: {zh: 艾克米有限公司, en: Acme Ltd}
short_name: {zh: 艾克米, en: Acme}
"""

KIND = """
name: {zh: 拜访记录, en: Visit note}
formats: [html]
inputs: [strategy]
facts: [client, date]
phrases:
  greeting: {zh: 您好, en: Hello}
"""

SCHEMA = """
type: object
additionalProperties: false
required: [kind, id, date, language, title, note]
properties:
  kind: {$ref: "shared.yaml#/$defs/kind"}
  id: {$ref: "shared.yaml#/$defs/id"}
  client: {$ref: "shared.yaml#/$defs/client"}
  campaign: {$ref: "shared.yaml#/$defs/campaign"}
  language: {$ref: "shared.yaml#/$defs/language"}
  version: {$ref: "shared.yaml#/$defs/version"}
  date: {$ref: "shared.yaml#/$defs/paper_date"}
  title: {$ref: "shared.yaml#/$defs/title"}
  author: {$ref: "shared.yaml#/$defs/author"}
  note: {$ref: "shared.yaml#/$defs/prose", x-audience: client, x-label: {zh: 内容, en: Note}}
  mood: {$ref: "shared.yaml#/$defs/text", x-audience: internal, x-label: {zh: 气氛, en: Mood}}
  unmarked: {$ref: "shared.yaml#/$defs/text", x-label: {zh: 未标注, en: Unmarked}}
  proposition: {$ref: "shared.yaml#/$defs/text", x-audience: client, x-from: strategy.proposition, x-label: {zh: 主张, en: Proposition}}
  lines:
    type: array
    x-audience: client
    x-label: {zh: 明细, en: Lines}
    items:
      type: object
      additionalProperties: false
      properties:
        id: {$ref: "shared.yaml#/$defs/item_id"}
        qty: {type: number}
        price: {type: number}
        cost: {type: number, x-audience: internal}
        amount: {type: number}
        audience: {$ref: "shared.yaml#/$defs/item_audience"}
  total: {type: number, x-audience: client, x-label: {zh: 合计, en: Total}}
  margin: {type: number, x-audience: client, x-label: {zh: 毛利, en: Margin}}
  accept: {$ref: "shared.yaml#/$defs/accept"}
"""

COMPUTED = """
computed:
  - set: lines[].amount
    when: "it.qty is not none"
    as: "it.qty * it.price"
  - set: total
    when: "paper.lines is not none"
    as: "total(paper.lines, 'amount')"
  - set: margin
    when: "paper.lines is not none"
    as: "total(paper.lines, 'amount') - total(paper.lines, 'cost')"
"""

RULES = """
rules:
  - id: V1
    severity: error
    each: lines
    require: "it.amount > 0"
    at: it.amount
    message: {zh: "{it.id} 的金额必须大于零", en: "{it.id} must cost something"}
"""

PAPER = """
kind: visit
id: V-1
date: 2026-11-12
language: zh-CN
title: {zh: 拜访, en: Visit}
note: {zh: 一切顺利, en: All well}
"""


def house(folder: Path, **files: str) -> Path:
    """A working folder with the kind `visit`; `files` replace its parts. Gives the path of its paper."""
    parts = {
        "briefwright.yaml": MARKER,
        "kinds/visit/kind.yaml": KIND,
        "kinds/visit/schema.yaml": SCHEMA,
        "kinds/visit/computed.yaml": COMPUTED,
        "kinds/visit/rules.yaml": RULES,
        "kinds/visit/document.html.j2": files.get("template", "{{ paper.note|prose }}"),
        "content/visit.yaml": PAPER + textwrap.dedent(files.get("paper", "")),
    }
    parts |= {name: text for name, text in files.items() if "/" in name or "." in name}
    for name, text in parts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"), encoding="utf-8")
    return folder / "content/visit.yaml"
