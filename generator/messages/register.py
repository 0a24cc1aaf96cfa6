"""The numbers of papers named together (K08)."""

from __future__ import annotations

from generator.messages.message import Message

MESSAGES: dict[str, Message] = {
    "K08b": Message(
        "{id} is the number of two papers; the other is {other}, version {other_version}",
        "编号 {id} 用在两份文件上；另一份是 {other}，{other_version} 版",
        "give this one its own number, or, where it replaces the other, a higher version and `supersedes: {id} v{other_version}`",
        "请另编号；若替代另一份，版本须更高，并写 `supersedes: {id} v{other_version}`",
    ),
    "K08c": Message(
        "version {version} cannot replace {supersedes}: that one ({other}) is not older",
        "{version} 版不能替代 {supersedes}：后者（{other}）并不更早",
        "raise the version of this paper, or correct what it supersedes",
        "提高本文件的版本号，或更正 supersedes",
    ),
}
