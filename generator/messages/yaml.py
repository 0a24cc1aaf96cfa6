"""Files and YAML (E0xx), fields and values (E1xx)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {}
