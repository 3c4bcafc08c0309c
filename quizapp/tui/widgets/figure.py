"""The figures of a question as pictures, where the terminal can show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from textual.containers import Vertical
from textual.widget import Widget

from quizapp.bank.material import figure_title, figures
from quizapp.bank.schema import Question
from quizapp.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from PIL.Image import Image

    from quizapp.tui.app import QuizApp
    from quizapp.tui.graphics import Graphics

# Lines that a picture takes at most, and the share of the screen.
MOST_LINES, LEAST_LINES, SHARE = 18, 5, 0.45


class Figures(Vertical):
    """Pictures one below the other, each under its title. Empty until `load` has found that all can be shown."""

    DEFAULT_CSS = """
    Figures { height: auto; display: none; }
    Figures .title { margin-top: 1; }
    """

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._images: list[Image] = []
        self._shown: list[Widget] = []

    async def load(self, question: Question, images: list[Image], graphics: Graphics) -> None:
        """Show the pictures of a question; none takes away those of the one before."""
        await self.remove_children()
        self._images, self._shown = images, []
        if images:
            from quizapp.tui.pictures import widget_for

            for image in images:
                self._shown.append(widget_for(graphics, image))
                await self.mount(Prose(classes="title"), self._shown[-1])
        self.display = False

    @property
    def loaded(self) -> bool:
        """Whether there are pictures to be shown."""
        return bool(self._images)

    def say(self, question: Question, language: str, given: Mapping[str, Any], shown: bool) -> None:
        """Put the titles in a language; `shown`: the pictures stand here, not their words."""
        self.display = shown and self.loaded
        for prose, figure in zip(self.query(Prose), figures(question), strict=False):
            prose.say(figure_title(question, figure, language, given))

    def fit(self, width: int, cell: tuple[int, int]) -> int:
        """Give the pictures their size in a width of cells; how many lines that makes with their titles."""
        if not self.display or width <= 0:
            return 0
        lines = 0
        for widget, image in zip(self._shown, self._images, strict=True):
            columns, rows = size_in_cells(image.size, cell, width, self.screen.size.height)
            widget.styles.width, widget.styles.height = columns, rows
            lines += rows
        titles = (prose.drawn(width).plain.count("\n") + 2 for prose in self.query(Prose))
        return lines + sum(titles)


def size_in_cells(pixels: tuple[int, int], cell: tuple[int, int], width: int, height: int) -> tuple[int, int]:
    """Columns and rows of a picture: as large as it is, but no wider than the page and no share too high."""
    most_rows = max(LEAST_LINES, min(MOST_LINES, int(height * SHARE)))
    scale = min(1.0, width * cell[0] / pixels[0], most_rows * cell[1] / pixels[1])
    return max(1, int(pixels[0] * scale / cell[0])), max(1, round(pixels[1] * scale / cell[1]))


async def load_figures(places: list[Figures], question: Question) -> None:
    """Load the pictures of a question into the places where they may stand; none where the terminal shows none."""
    app = cast("QuizApp", places[0].app)
    graphics = app.graphics
    images: list[Image] | None = None
    if graphics is not None and app.books is not None and figures(question):
        entry = app.books.catalog.entries.get(question.id)
        if entry is not None:
            from quizapp.tui.pictures import images_of

            images = await app.call(images_of, entry)
    for place in places:
        if graphics is not None:
            await place.load(question, images or [], graphics)


def cell_of(widget: Widget) -> tuple[int, int]:
    """The size of a cell in pixels, as the terminal told it."""
    graphics = cast("QuizApp", widget.app).graphics
    return graphics.cell if graphics is not None else (1, 2)
