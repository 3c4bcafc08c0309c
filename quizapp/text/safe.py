"""Text that others wrote, made fit for a terminal: it can neither steer it nor look like something it is not."""

from __future__ import annotations

import re

MAX_LENGTH = 262_144
"""Longest text in characters: a question file may have 256 KiB. What is longer is cut and ends with an ellipsis."""

MAX_MARKS = 4
"""Most combining marks kept on one character: more only serve to paint over the neighbouring lines."""

_HIDDEN: tuple[tuple[int, int], ...] = (
    (0x00, 0x08),  # C0 but tab, newline and carriage return
    (0x0B, 0x0C),
    (0x0E, 0x1F),
    (0x7F, 0x84),  # DEL and C1 but NEL
    (0x86, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x061C, 0x061C),  # Arabic letter mark (bidi)
    (0x115F, 0x1160),  # Hangul fillers: blank, but letters
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x180B, 0x180F),  # Mongolian selectors and vowel separator
    (0x200B, 0x200F),  # zero-width space and joiners, direction marks
    (0x202A, 0x202E),  # bidi embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, bidi isolates, deprecated format characters
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0F),  # variation selectors: they change a character's width behind the layout's back
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # half-width Hangul filler
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0x1BCA0, 0x1BCA3),  # shorthand format controls
    (0x1D173, 0x1D17A),  # musical format controls
    (0xE0000, 0xE0FFF),  # tags and further variation selectors
)
_REMOVED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in _HIDDEN) + "]")
_NEWLINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
# Halves of surrogate pairs can't be written as UTF-8, the two non-characters mean nothing: shown as U+FFFD.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]"
)
_PILED_MARKS = re.compile(f"({_MARK}{{{MAX_MARKS}}}){_MARK}+")


def safe_text(text: str) -> str:
    """The text without control, bidi and zero-width characters; every kind of line end becomes a newline; tabs stay.

    Lone surrogates become U+FFFD, marks piled on one character are cut to `MAX_MARKS`, the whole to `MAX_LENGTH`
    characters. Applying it twice is the same as once.
    """
    if len(text) > MAX_LENGTH:
        text = text[: MAX_LENGTH - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    text = _NEWLINE.sub("\n", text)
    text = _REMOVED.sub("", text)
    text = _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)
    return _PILED_MARKS.sub(r"\1", text)


def safe_line(text: str) -> str:
    """`safe_text` for a place with one line only (a title, a border, a notice): newlines and tabs become spaces."""
    return " ".join(safe_text(text).split())
