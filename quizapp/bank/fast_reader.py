"""The data of a sound file, read without the places of its values: what loading a whole bank needs.

It walks the same events as the strict reader, and gives up (`None`) on anything that the strict reader would refuse or
that needs a closer look; the strict reader then reads the file again and tells what is wrong, with line and column.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from quizapp.bank.reader import CONTROL, DECIMAL, GUESSED, INTEGER, MOST_DEPTH, Data

# None for a PyYAML without libyaml: every file then goes through the strict reader.
_Parser: Any = getattr(yaml, "CBaseLoader", None)

_COMMENT = re.compile(r"[ \t]+#")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")
# Plain text that begins otherwise can't be a number, a date or a word that YAML would guess at.
_HARMLESS = frozenset(
    "abcdeghijklmpqrsuvwxzABCDEGHIJKLMPQRSUVWXZ"  # not those of yes, no, on, off, true, false, null
    "".join(chr(code) for code in (*range(0x3041, 0x30FF), *range(0x4E00, 0x9FFF)))
)

# Looked up once: each of these is compared with every event.
_ScalarEvent, _MappingStartEvent, _MappingEndEvent = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStartEvent, _SequenceEndEvent = yaml.SequenceStartEvent, yaml.SequenceEndEvent


class _Odd(Exception):
    """Something that the strict reader has to look at."""


def read_data(source: str) -> dict[str, Data] | None:
    """The data of a question file's text, or None where the strict reader has to read it."""
    if _Parser is None or "\r" in source or CONTROL.search(source):
        return None
    # A comment behind a plain text is looked for only in files that hold one behind anything.
    cut = source if " #" in source or "\t#" in source else None
    next_event = _Parser(source).get_event
    try:
        next_event()
        start = next_event()
        if type(start) is not yaml.DocumentStartEvent or start.tags or start.version:
            return None
        first = next_event()
        if type(first) is not _MappingStartEvent:
            return None
        data = _mapping(first, next_event, 1, cut)
        next_event()
        if type(next_event()) is not yaml.StreamEndEvent:
            return None
        return data
    except (_Odd, yaml.YAMLError):
        return None


def _mapping(start: Any, next_event: Any, depth: int, cut: str | None) -> dict[str, Data]:
    if start.anchor is not None or start.tag is not None or depth >= MOST_DEPTH:
        raise _Odd
    values: dict[str, Data] = {}
    while True:
        key = next_event()
        if type(key) is not _ScalarEvent:
            if type(key) is _MappingEndEvent:
                return values
            raise _Odd
        name = key.value
        if (
            name in values
            or name == "<<"
            or not name.isascii()
            or ":" in name
            or key.anchor is not None
            or key.tag is not None
        ):
            raise _Odd
        event = next_event()
        kind = type(event)
        if kind is _ScalarEvent:
            values[name] = _scalar(event, cut)
        elif kind is _MappingStartEvent:
            values[name] = _mapping(event, next_event, depth + 1, cut)
        else:
            values[name] = _sequence(event, next_event, depth + 1, cut)


def _sequence(start: Any, next_event: Any, depth: int, cut: str | None) -> list[Data]:
    if type(start) is not _SequenceStartEvent or start.anchor is not None or start.tag is not None:
        raise _Odd
    if depth >= MOST_DEPTH:
        raise _Odd
    values: list[Data] = []
    while True:
        event = next_event()
        kind = type(event)
        if kind is _ScalarEvent:
            values.append(_scalar(event, cut))
        elif kind is _MappingStartEvent:
            values.append(_mapping(event, next_event, depth + 1, cut))
        elif kind is _SequenceEndEvent:
            return values
        else:
            values.append(_sequence(event, next_event, depth + 1, cut))


def _scalar(event: Any, cut: str | None) -> Data:
    if event.anchor is not None or event.tag is not None:
        raise _Odd
    text: str = event.value
    style = event.style
    if style != "" and style is not None:
        if style != '"':
            return text
        # What is escaped is shorter than what stands in the file; only a quote and a backslash may be.
        if event.end_mark.index - event.start_mark.index - 2 != len(text):
            raise _Odd
        return text
    if not text or (cut is not None and _COMMENT.match(cut, event.end_mark.index)):
        raise _Odd
    if text[0] in _HARMLESS:
        return text
    if text == "true":
        return True
    if text == "false":
        return False
    if _NUMBER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if GUESSED.fullmatch(text) or INTEGER.fullmatch(text) or DECIMAL.fullmatch(text):
        raise _Odd
    return text
