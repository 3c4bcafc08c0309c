"""From the file of a figure to what a terminal can show: Pillow, resvg and textual-image, all of the extra `images`.

They are imported when the first figure is asked for, on the thread of the bank.
"""

from __future__ import annotations

import contextlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quizapp.bank.entries import Entry
from quizapp.bank.figures import Picture, shown_picture
from quizapp.bank.material import figures
from quizapp.tui.graphics import Graphics

if TYPE_CHECKING:
    from PIL.Image import Image
    from textual.widget import Widget

# Pixels that a picture has at most when it is sent: more than a terminal's width can show.
MOST_WIDTH, MOST_HEIGHT = 1_600, 1_200
# An SVG is drawn with this many pixels a side, and made smaller to fit.
_DRAWN = 1_200


def images_of(entry: Entry) -> list[Image] | None:
    """The figures of a question, drawn; None where one of them can't be: then all are read as words."""
    found = []
    for figure in figures(entry.question):
        picture = shown_picture(entry.folder, entry.chapter, figure)
        image = None if picture is None else drawn(picture)
        if image is None:
            return None
        found.append(image)
    return found


def drawn(picture: Picture) -> Image | None:
    """A picture on white; None where the libraries can't draw it."""
    from PIL import Image as Library

    try:
        content = _rasterised(picture) if picture.form == "svg" else picture.content
        with Library.open(io.BytesIO(content), formats=["PNG"]) as opened:
            image = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Library.DecompressionBombError):
        return None
    ground = Library.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    ground.thumbnail((MOST_WIDTH, MOST_HEIGHT))
    return ground.convert("RGB")


def _rasterised(picture: Picture) -> bytes:
    import resvg_py

    scale = _DRAWN / max(picture.width, picture.height)
    width, height = round(picture.width * scale), round(picture.height * scale)
    with TemporaryDirectory() as folder:
        font, name = _font(Path(folder))
        return resvg_py.svg_to_bytes(
            svg_string=picture.content.decode(),
            background="white",
            width=width,
            height=height,
            skip_system_fonts=True,
            font_files=[str(font)],
            font_family=name,
        )


def _font(folder: Path) -> tuple[Path, str]:
    """The font that Pillow brings, in a file, and its name: labels look the same on every computer."""
    from PIL import ImageFont

    font = ImageFont.load_default(20)
    assert isinstance(font, ImageFont.FreeTypeFont)
    file = folder / "label.ttf"
    file.write_bytes(font.font_bytes)
    return file, font.getname()[0] or ""


def widget_for(graphics: Graphics, image: Image) -> Widget:
    """The library's widget for this terminal. Its sizes are styled by whoever shows it."""
    with _told(graphics):
        from textual_image.widget import SixelImage, TGPImage

        return (TGPImage if graphics.kind == "kitty" else SixelImage)(image)


@contextlib.contextmanager
def _told(graphics: Graphics) -> Iterator[None]:
    """Inside, textual-image asks the terminal nothing: it takes the size of a cell as it was found, and at its import
    no terminal for the standard output.
    """
    from textual_image import _terminal

    cell_size = _terminal.get_cell_size
    cell_size._result = _terminal.CellSize(*graphics.cell)  # type: ignore[attr-defined]
    output, sys.__stdout__ = sys.__stdout__, io.StringIO()  # type: ignore[assignment,misc]
    try:
        yield
    finally:
        sys.__stdout__ = output  # type: ignore[misc]
