"""The catalogue of messages: every code with its English and Chinese wording and a hint.

Codes: E0xx files and YAML · E1xx fields and values · E2xx references · E3xx expressions, figures and rules · E4xx templates and markup ·
E5xx audience · E6xx layout, theme and packages · E7xx output and environment; a warning has W in place of E.
"""

from __future__ import annotations

from generator.messages import batch, charts, door, markup, packages, papers, register, slides, tables, yaml
from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    **yaml.MESSAGES,
    **papers.MESSAGES,
    **register.MESSAGES,
    **tables.MESSAGES,
    **markup.MESSAGES,
    **charts.MESSAGES,
    **packages.MESSAGES,
    **slides.MESSAGES,
    **door.MESSAGES,
    **batch.MESSAGES,
}

__all__ = ["MESSAGES", "Message"]
