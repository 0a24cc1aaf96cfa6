"""Reference documents, packages, fonts and charts (E60x–E65x)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {}
