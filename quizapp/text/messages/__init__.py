"""The words of the program in both languages, by message id: `message("ja", "answers.empty")`.

Each room has a module here with `CATALOG: dict[str, tuple[str, str]]`, an id without the room's name → (Japanese,
English), side by side so that neither can be missing. A room's catalog is imported when its first message is asked
for.
"""

from __future__ import annotations

import importlib

_catalogs: dict[str, dict[str, tuple[str, str]]] = {}


def message(language: str, message_id: str, /, **values: object) -> str:
    """The message `room.id` in a language, with its named fields filled. Raises KeyError for an unknown id.

    A field with a stroke is the word that goes with a number: `{days} {days:day|days}` is `1 day`, `2 days`.
    """
    room, _, name = message_id.partition(".")
    catalog = _catalogs.get(room)
    if catalog is None:
        catalog = _catalogs[room] = importlib.import_module(f"quizapp.text.messages.{room}").CATALOG
    japanese, english = catalog[name]
    words = english if language == "en" else japanese
    # The format strings are the program's own; typed text only ever comes in as a value, which is not formatted again.
    counts = {name: _Count(value) if type(value) is int else value for name, value in values.items()}
    return words.format_map(counts) if values else words


class _Count(int):
    """A whole number that chooses between the words for one and for more."""

    def __format__(self, form: str) -> str:
        one, stroke, more = form.partition("|")
        if not stroke:
            return super().__format__(form)
        return one if self == 1 else more
