"""One thing that was looked at."""

from __future__ import annotations

from typing import Literal

from generator.diagnostics import MessageLanguage
from generator.frozen import dataclass

Level = Literal["good", "note", "broken"]
"""Good; worth knowing; or something needed is missing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, what was found, and what to do about it, in English and Chinese. A remedy may have several lines."""

    level: Level
    topic_en: str
    topic_zh: str
    en: str
    zh: str
    remedy_en: str = ""
    remedy_zh: str = ""

    def in_language(self, language: MessageLanguage) -> tuple[str, str, list[str]]:
        """Topic, what was found, and the lines of the remedy."""
        if language == "zh":
            return self.topic_zh, self.zh, self.remedy_zh.splitlines()
        return self.topic_en, self.en, self.remedy_en.splitlines()
