"""The words of the screens, with English numbers of one: `1 question`, `2 questions`."""

from __future__ import annotations

from quizapp.text.messages import message
from quizapp.text.messages.tui import CATALOG


def say(language: str, message_id: str, **values: object) -> str:
    """A message of the screens' catalog. Where `count` is 1 and `<id>_one` is there, that one."""
    if values.get("count") == 1 and f"{message_id}_one" in CATALOG:
        message_id += "_one"
    return message(language, f"tui.{message_id}", **values)
