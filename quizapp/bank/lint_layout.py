"""Lint of how a file is written: signs, spaces, line ends. `quizapp bank lint --fix` mends all of it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from quizapp.bank import lint_figures
from quizapp.bank.editing import changing, write_over
from quizapp.bank.entries import Entry, validate
from quizapp.bank.faults import BankFault
from quizapp.bank.lint_texts import texts
from quizapp.bank.places import character_places
from quizapp.bank.reader import Document, Unreadable, decoded, raw_content, read_text
from quizapp.bank.schema import Question
from quizapp.bank.sources import edited_text, text_of

_JAPANESE = "ぁ-ヿ一-鿿々ー"
# A half-width sign between Japanese letters, or at the end of a Japanese sentence; with the space after it, which a
# full-width sign has in itself.
_HALF_WIDTH = re.compile(
    rf"(?<=[{_JAPANESE}])(?:[,.?!;:](?=[{_JAPANESE}０-９Ａ-Ｚａ-ｚ\0]|\s*$)|[,.] (?=[{_JAPANESE}]))", re.MULTILINE
)
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_SIGNS = {",": "、", ".": "。", "?": "？", "!": "！", ";": "；", ":": "："}
# What is no Japanese prose: code, formulas, numbers to be drawn.
_SKIPPED = re.compile(r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|\{\{[^}]*\}\}", re.DOTALL)


# A file whose fields stand at the beginning of their lines, without quotes, and a stem in it.
_FIELDS = re.compile(r"(?:[ ]*(?:#[^\n]*)?\n)*[a-z]")
_ODD_FIELD = re.compile(r"^[\"'?{]", re.MULTILINE)
_STEM = re.compile(r"^stem:(?: +(?=\{)| *\n +(?=[a-z]+:)|)", re.MULTILINE)


class Fix(NamedTuple):
    """A piece of the file to be replaced: its line and column (from 1), how long it is, and what comes instead."""

    rule: str
    line: int
    column: int
    length: int
    text: str


def findings(entry: Entry, question: Question) -> Iterator[BankFault]:
    """What is written otherwise than the guide says; nothing for a file that has changed since it was loaded."""
    for fix in fixes(entry, question):
        values = {"found": fix.text} if fix.rule in ("half_width_sign", "full_width_letter") else {}
        yield BankFault(entry.file, fix.line, fix.column, fix.rule, values, "warning")


def place_of_stem(entry: Entry) -> tuple[int, int]:
    """The line and column of the question's stem, without reading the places of everything else, if that can be."""
    source = text_of(entry.file) or ""
    if _FIELDS.match(source) and not _ODD_FIELD.search(source):
        found = list(_STEM.finditer(source))
        if len(found) == 1 and not found[0].group().endswith(":"):
            end = found[0].end()
            return source.count("\n", 0, end) + 1, end - source.rfind("\n", 0, end)
    return entry.document.place(("stem",))


def fixes(entry: Entry, question: Question) -> list[Fix]:
    """Everything in the file that can be mended without judgement."""
    source = text_of(entry.file)
    if source is None:
        return []
    return [*_lines(source), *_texts(entry, question, source)]


def fix_file(entry: Entry) -> int:
    """Mend what can be mended in the entry's file as it is now; how many places that was.

    Nothing is written unless the mended text is still a question of the same id, and warnings that it waives stay.
    Line ends stay as they are (those of Windows where there are any), and so does a byte order mark. Raises
    `reader.Unreadable`, `editing.NotEditable` where the file is written by another program meanwhile, or OSError.
    """
    with changing(entry.file):
        raw = raw_content(entry.file)
        mark = BOM_UTF8 if raw.startswith(BOM_UTF8) else b""
        source = decoded(raw, entry.file)
        ends = "\r\n" if "\r\n" in source else "\n"
        source = source.replace("\r\n", "\n")
        # A carriage return by itself is no line end that could be kept.
        if "\r" in source:
            return 0
        text, count = fixed_text(entry, source)
        if count:
            write_over(entry.file, raw, mark + text.replace("\n", ends).encode())
        return count


def fixed_text(entry: Entry, source: str) -> tuple[str, int]:
    """A text of the entry's file mended, and in how many places; as it is where it is no question of that id, or would
    be none then. Everything is looked for in this text, whatever the file held when the entry was read.
    """
    # In the file, an id stands without the name of its bank.
    name = entry.header.id.rpartition(":")[2]
    read = _read(source, entry.file, name)
    if read is None:
        return source, 0
    document, question = read
    now = Entry(question, document, entry.folder, entry.name, entry.stamp, entry.digest, entry.bank)
    waived = {waiver.rule for waiver in question.waive}
    with edited_text(entry.file, source):
        found = [fix for fix in fixes(now, question) if fix.rule not in waived]
        found += _digests(now, question, source)
    lines = source.split("\n")
    for fix in sorted(found, key=lambda fix: (fix.line, fix.column), reverse=True):
        line = lines[fix.line - 1]
        lines[fix.line - 1] = line[: fix.column - 1] + fix.text + line[fix.column - 1 + fix.length :]
    text = "\n".join(lines)
    return (source, 0) if _read(text, entry.file, name) is None else (text, len(found))


def _read(text: str, file: Path, name: str) -> tuple[Document, Question] | None:
    """The question in a text; None where there is none of this id."""
    try:
        document = read_text(text, file)
    except Unreadable:
        return None
    found = validate(document)
    return (document, found) if isinstance(found, Question) and found.id == name else None


def _digests(entry: Entry, question: Question, source: str) -> Iterator[Fix]:
    """The digests of pictures that have changed; the review is stale with them."""
    for position, digest in lint_figures.new_digests(entry.folder, entry.chapter, question):
        places = list(character_places(source, entry.document.place(("material", position, "digest"))))
        yield Fix("figure_changed", *places[0], len(digest), digest)


def _lines(source: str) -> Iterator[Fix]:
    lines = source.split("\n")
    for number, line in enumerate(lines, 1):
        stripped = line.rstrip()
        # Two spaces at the end of a line of text are a line break.
        if line != stripped and line[len(stripped) :] != "  ":
            yield Fix("trailing_space", number, len(stripped) + 1, len(line) - len(stripped), "")
    if lines[-1]:
        yield Fix("no_final_newline", len(lines), len(lines[-1]) + 1, 0, "\n")


def _texts(entry: Entry, question: Question, source: str) -> Iterator[Fix]:
    for path, text in texts(question):
        plain = _SKIPPED.sub(lambda match: "\0" * len(match.group()), text.ja)
        wanted = [
            (match.start(), len(match.group()), _SIGNS[match.group()[0]], "half_width_sign")
            for match in _HALF_WIDTH.finditer(plain)
        ]
        for match in _FULL_WIDTH.finditer(plain):
            narrow = [chr(ord(sign) - 0xFEE0) for sign in match.group()]
            wanted += [(match.start() + at, 1, sign, "full_width_letter") for at, sign in enumerate(narrow)]
        if not wanted:
            continue
        places = list(character_places(source, entry.document.place((*path, "ja"))))
        for position, length, sign, rule in wanted:
            if position < len(places):
                yield Fix(rule, *places[position], length, sign)
