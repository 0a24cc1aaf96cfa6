"""Templates and markup (E4xx)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {}
