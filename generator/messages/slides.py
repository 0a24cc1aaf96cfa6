"""Slide layout and fit (E66x–E69x)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {}
