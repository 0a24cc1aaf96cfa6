"""References (E2xx), expressions, figures and rules (E3xx), audience (E5xx), output and environment (E7xx)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {}
