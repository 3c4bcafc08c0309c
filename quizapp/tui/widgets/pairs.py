"""Pairs to be made: the number of a right side goes to the left side at the cursor, which then moves on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from quizapp.bank.variants import Rendered, Variant
from quizapp.tui.widgets.choices import SIGNS, AnswerChanged, ChoiceRow, Mark
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.prose import indented, lines_of


class Pairs(Vertical):
    """The left sides, each with the number of its partner; below them the right sides by number."""

    DEFAULT_CSS = """
    Pairs { height: auto; }
    Pairs .left.-here { background: $surface; }
    Pairs #lefts { height: auto; margin-bottom: 1; }
    """

    def __init__(self, words: Rendered) -> None:
        super().__init__(id="pairs")
        self._words = words
        self._raw = False
        self._partners: list[str | None] = [None] * len(words.lefts)
        self._marks: list[Mark] = [""] * len(words.lefts)
        self.cursor = 0
        self.frozen = False

    def compose(self) -> ComposeResult:
        with Vertical(id="lefts"):
            yield from (Flow(classes="left") for _ in self._words.lefts)
        yield from (ChoiceRow(number) for number in range(len(self._words.choices)))

    def on_mount(self) -> None:
        """The first drawing."""
        self._draw()

    @property
    def chosen(self) -> list[str]:
        """The partners in the order of the left sides."""
        return [partner for partner in self._partners if partner is not None]

    @property
    def state(self) -> tuple[str, ...]:
        """The partners in the order of the left sides, "" where there is none yet; () before the first."""
        return tuple(partner or "" for partner in self._partners) if self.chosen else ()

    def restore(self, state: Sequence[str]) -> None:
        """The pairs that were made before; what is not offered any more is left out."""
        offered = {name for name, _ in self._words.choices}
        for place in range(len(self._partners)):
            name = state[place] if place < len(state) else ""
            self._partners[place] = name if name in offered else None
        self.cursor = next((place for place, partner in enumerate(self._partners) if partner is None), 0)
        self._draw()

    @property
    def missing(self) -> str:
        """What is still to be done, as a message id."""
        return "" if len(self.chosen) == len(self._partners) else "match_first"

    def say(self, words: Rendered, raw: bool = False) -> None:
        """The same pairs in other words; what was put together stays. `raw`: formulas as LaTeX."""
        self._raw = raw
        self._words = words
        self._draw()

    def choose(self, number: int) -> None:
        """Put a right side to the left side at the cursor; it leaves the one that had it."""
        if self.frozen or not 0 <= number < len(self._words.choices):
            return
        name = self._words.choices[number][0]
        self._partners = [None if partner == name else partner for partner in self._partners]
        self._partners[self.cursor] = name
        free = [place for place, partner in enumerate(self._partners) if partner is None]
        self.cursor = next((place for place in free if place > self.cursor), free[0] if free else self.cursor)
        self._draw()
        self.post_message(AnswerChanged())

    def move(self, by: int) -> None:
        """Go to another left side."""
        if not self.frozen:
            self.cursor = min(len(self._partners) - 1, max(0, self.cursor + by))
            self._draw()

    def toggle(self) -> None:
        """Take the partner at the cursor away."""
        if not self.frozen:
            self._partners[self.cursor] = None
            self._draw()
            self.post_message(AnswerChanged())

    def fit(self, width: int, room: int) -> None:
        """Nothing to do: the rows stand close together anyway."""

    def tell(self, variant: Variant) -> None:
        """After the verdict: a sign for each pair."""
        self.frozen = True
        assert isinstance(variant.key, tuple)
        self._marks = [
            "right" if mine == right else "wrong" for mine, right in zip(self._partners, variant.key, strict=True)
        ]
        self._draw()

    def on_choice_row_picked(self, event: ChoiceRow.Picked) -> None:
        """As with the number key."""
        event.stop()
        self.choose(event.number)

    def _draw(self) -> None:
        numbers = {name: number for number, (name, _) in enumerate(self._words.choices, start=1)}
        for place, (row, (_, words)) in enumerate(
            zip(self.query(".left").results(Flow), self._words.lefts, strict=True)
        ):
            partner = self._partners[place]
            row.set_class(place == self.cursor and not self.frozen, "-here")
            row.show(partial(self._left, place, words, numbers[partner] if partner else None))
        for option, (name, words) in zip(self.query(ChoiceRow), self._words.choices, strict=True):
            option.show(partial(_right, numbers[name], words, name in self._partners, self._raw))

    def _left(self, place: int, words: str, number: int | None, width: int) -> Content:
        here = place == self.cursor and not self.frozen
        bar = Content("▌" if here else " ").stylize("$primary")
        chip = Content(f" {number or '·'} ").stylize("bold $background on $primary" if number else "$quiet on $panel")
        first = Content("").join([bar, SIGNS[self._marks[place]], " ", chip, "  "])
        lines = lines_of(words, width - first.cell_length, self._raw)
        return Content("\n").join(indented(lines, first.cell_length, first))


def _right(number: int, words: str, used: bool, raw: bool, width: int) -> Content:
    chip = Content(f" {number} ").stylize("$quiet on $panel" if used else "bold $primary on $panel")
    first = Content("").join(["   ", chip, "  "])
    return Content("\n").join(indented(lines_of(words, width - first.cell_length, raw), first.cell_length, first))
