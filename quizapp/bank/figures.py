"""The files of figures: found inside the bank only, and held against their format before anything draws them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from quizapp.bank import figure_png, figure_svg
from quizapp.bank.schema_figure import Figure
from quizapp.bank.schema_text import LANGUAGES

MOST_BYTES = {"png": 512 * 1024, "svg": 128 * 1024}
MOST_SIDE = 4_096
# A strip longer than this can't be seen as a whole in a terminal.
MOST_STRETCHED = 8.0
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class FigureRefused(Exception):
    """A figure that can't be used: `code` names the message (`bank.<code>`), `values` fills it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Picture:
    """The content of a sound file, its size in pixels (SVG: in its own units), and the words written in an SVG."""

    form: Literal["png", "svg"]
    content: bytes
    width: float
    height: float
    digest: str
    words: str = ""


def digest_of(content: bytes) -> str:
    """The hash of a file's content: 16 hexadecimal digits."""
    return blake2b(content, digest_size=8).hexdigest()


def read_picture(bank: Path, chapter: str, figure: Figure) -> Picture:
    """The picture of a figure of a chapter's question, whatever its digest. Raises `FigureRefused`."""
    form: Literal["png", "svg"] = "svg" if figure.file.endswith(".svg") else "png"
    content = _content(bank, bank / chapter / figure.file, figure.file, MOST_BYTES[form])
    digest = digest_of(content)
    try:
        if form == "svg":
            drawing = figure_svg.checked(content)
            picture = Picture("svg", content, drawing.width, drawing.height, digest, drawing.words)
        else:
            width, height = figure_png.size_of(content)
            # Before anything is unpacked: the header may promise any size.
            _check_size(figure.file, width, height)
            picture = Picture("png", figure_png.checked(content), width, height, digest)
    except (figure_png.BrokenPng, figure_svg.BrokenSvg) as fault:
        raise FigureRefused("figure_broken", file=figure.file, reason=str(fault)) from fault
    _check_size(figure.file, picture.width, picture.height)
    return picture


def shown_picture(bank: Path, chapter: str, figure: Figure) -> Picture | None:
    """The picture as it was reviewed; None where the file is refused, or is another one than the question names."""
    try:
        picture = read_picture(bank, chapter, figure)
    except FigureRefused:
        return None
    return picture if picture.digest == figure.digest else None


def unsaid(picture: Picture, figure: Figure) -> Iterator[tuple[str, str]]:
    """The numbers written in a picture which the alternative doesn't say: language and numbers."""
    written = set(_NUMBER.findall(picture.words))
    for language in LANGUAGES:
        missing = sorted(written - set(_NUMBER.findall(figure.alt[language])))
        if missing:
            yield language, ", ".join(missing)


def _content(bank: Path, file: Path, name: str, most: int) -> bytes:
    try:
        real = file.resolve()
        if not real.is_relative_to(bank.resolve()):
            raise FigureRefused("figure_outside", file=name)
        if not real.is_file():
            raise FigureRefused("figure_missing", file=name)
        with real.open("rb") as stream:
            content = stream.read(most + 1)
    except (OSError, RuntimeError) as fault:  # RuntimeError: links in a circle
        raise FigureRefused("figure_missing", file=name) from fault
    if len(content) > most:
        raise FigureRefused("figure_too_large", file=name, limit=most // 1024)
    return content


def _check_size(name: str, width: float, height: float) -> None:
    if max(width, height) > MOST_SIDE or max(width, height) > MOST_STRETCHED * min(width, height):
        raise FigureRefused(
            "figure_too_wide",
            file=name,
            size=f"{width:g}×{height:g}",
            most=MOST_SIDE,
            stretched=f"{MOST_STRETCHED:g}",
        )
