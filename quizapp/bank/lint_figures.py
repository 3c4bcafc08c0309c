"""Lint of figures: whether the file is there and may be drawn, is the one that was reviewed, and is told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from quizapp.bank.entries import Entry
from quizapp.bank.faults import BankFault
from quizapp.bank.figures import FigureRefused, read_picture, unsaid
from quizapp.bank.schema import LANGUAGES, Figure, Question

Report = Callable[..., BankFault]
# Fewer characters than this can hardly say what has to be seen in a picture.
LEAST_ALTERNATIVE = {"ja": 20, "en": 40}


def short_alternatives(question: Question, report: Report) -> Iterator[BankFault]:
    """Alternatives that are too short to answer from."""
    for position, piece in enumerate(question.material):
        if isinstance(piece, Figure):
            for language in LANGUAGES:
                count = len(piece.alt[language].strip())
                if count < LEAST_ALTERNATIVE[language]:
                    where = ("material", position, "alt", language)
                    yield report(where, "figure_alt_short", "warning", language=language, count=count)


def named(question: Question, entry: Entry) -> list[Any]:
    """The figures of a question as plain data, with the places of their file, digest and alternative."""
    return [
        [
            piece.model_dump(),
            *(entry.document.place(("material", position, name)) for name in ("file", "digest", "alt")),
        ]
        for position, piece in enumerate(question.material)
        if isinstance(piece, Figure)
    ]


def findings(entry: Entry, record: Mapping[str, Any]) -> Iterator[BankFault]:
    """What is wrong with the files now: they can change while the question stays as it is."""
    for data, file_place, digest_place, alt_place in record.get("figures", ()):
        figure = Figure.model_validate(data)
        try:
            picture = read_picture(entry.folder, entry.chapter, figure)
        except FigureRefused as refused:
            yield BankFault(entry.file, *_place(file_place), refused.code, refused.values)
            continue
        if picture.digest != figure.digest:
            values: dict[str, object] = {"file": figure.file, "digest": picture.digest}
            yield BankFault(entry.file, *_place(digest_place), "figure_changed", values)
        if "figure_number_unsaid" not in record["waived"]:
            for language, numbers in unsaid(picture, figure):
                values = {"file": figure.file, "language": language, "numbers": numbers}
                yield BankFault(entry.file, *_place(alt_place), "figure_number_unsaid", values, "warning")


def _place(place: Any) -> tuple[int, int]:
    line, column = place
    return line, column


def new_digests(folder: Path, chapter: str, question: Question) -> Iterator[tuple[int, str]]:
    """The figures whose file is sound and is another one than their digest says: position and digest."""
    for position, piece in enumerate(question.material):
        if isinstance(piece, Figure):
            try:
                picture = read_picture(folder, chapter, piece)
            except FigureRefused:
                continue
            if picture.digest != piece.digest:
                yield position, picture.digest
