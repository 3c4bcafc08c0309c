"""The words of the program in both languages, by message id: `message("ja", "answers.empty")`.

Each room has a module here with `CATALOG: dict[str, tuple[str, str]]`, an id without the room's name → (Japanese,
English), side by side so that neither can be missing. A room's catalog is imported when its first message is asked
for.
"""

from __future__ import annotations

import importlib

_catalogs: dict[str, dict[str, tuple[str, str]]] = {}


def message(language: str, message_id: str, /, **values: object) -> str:
    """The message `room.id` in a language, with its named fields filled. Raises KeyError for an unknown id."""
    room, _, name = message_id.partition(".")
    catalog = _catalogs.get(room)
    if catalog is None:
        catalog = _catalogs[room] = importlib.import_module(f"quizapp.text.messages.{room}").CATALOG
    japanese, english = catalog[name]
    words = english if language == "en" else japanese
    # The format strings are the program's own; typed text only ever comes in as a value, which is not formatted again.
    return words.format_map(values) if values else words
