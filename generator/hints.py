"""Hints that depend on what was typed: which wording, and which known word was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from difflib import get_close_matches

from generator.diagnostics import Diagnostic, Wording
from generator.messages.yaml import HINTS

_LANGUAGE_WORDS = {
    "zh": ("cn", "zn", "ch", "chn", "zh-cn", "zh_cn", "zh-hans", "hz", "chinese", "中文", "汉语", "简体", "简体中文"),
    "bilingual": ("both", "zh+en", "zh/en", "双语", "中英", "中英文", "中英双语"),
    "en": ("eng", "ne", "em", "en-us", "en_us", "en-gb", "en_gb", "english", "英文", "英语"),
}


def hinted(diagnostic: Diagnostic, hint: str, /, **words: object) -> Diagnostic:
    """`diagnostic` with the entry `hint` of HINTS in place of its own hint."""
    en, zh = HINTS[hint]
    return replace(diagnostic, hint=Wording(en.format_map(words), zh.format_map(words)))


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` is probably a slip of, or None."""
    folded = {_fold(name): name for name in known}
    asked = _fold(word)
    if asked in folded:
        return folded[asked]
    for name, slips in _LANGUAGE_WORDS.items():
        known_as = next((spelt for spelt in (name, f"{name}cn") if spelt in folded), None)
        if known_as and word.strip().lower() in slips:
            return folded[known_as]
    matches = get_close_matches(asked, folded, n=1, cutoff=0.66)
    if not matches and len(asked) >= 4:
        matches = [name for name in folded if name.startswith(asked) or (len(name) >= 4 and asked.startswith(name))][:1]
    return folded[matches[0]] if matches else None


def _fold(word: str) -> str:
    """`word` as it compares: no capitals, spaces, hyphens or underscores, no quotation marks around it."""
    return word.strip("“”‘’\"' 　\u00a0").lower().replace("-", "").replace("_", "").replace(" ", "")
