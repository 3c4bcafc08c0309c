"""The choices of a question: by number key, by arrows and space, or by mouse.

One may be chosen, or several, or all are put in order: each number pressed is the next in the order.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from typing import Literal

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.message import Message

from quizapp.bank.variants import KEY_CHOICE, Rendered, Variant
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.prose import indented, lines_of

Mark = Literal["", "right", "wrong"]
Way = Literal["one", "several", "order"]
SIGNS: dict[Mark, Content] = {
    "": Content(" "),
    "right": Content("○").stylize("bold $right"),
    "wrong": Content("×").stylize("bold $wrong"),
}


def right_choices(variant: Variant) -> Collection[str]:
    """The ids of the right choices, also where a typed question was asked with choices."""
    return variant.key if isinstance(variant.key, frozenset) else (KEY_CHOICE,)


class AnswerChanged(Message):
    """Another choice was made, or one taken back."""


class ChoiceRow(Flow):
    """One choice: a bar where it is chosen, its number, its words; after the verdict a sign."""

    DEFAULT_CSS = """
    ChoiceRow {
        padding: 0 1 0 0;
        &:hover { background: $surface; }
        &.-here { background: $surface; }
        &.-chosen { background: $pick; }
    }
    """

    class Picked(Message):
        """A choice was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, number: int) -> None:
        super().__init__(classes="choice")
        self.number = number

    def on_click(self, event: Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.post_message(self.Picked(self.number))


class Choices(Vertical):
    """All choices of a question, in shown order. Knows which are chosen; ids, not positions, are the answer."""

    DEFAULT_CSS = """
    Choices { height: auto; }
    Choices ChoiceRow { margin-bottom: 1; }
    Choices.-tight ChoiceRow { margin-bottom: 0; }
    """

    def __init__(self, options: Sequence[tuple[str, str]], way: Way) -> None:
        super().__init__(id="choices")
        self._options = list(options)
        self._way = way
        self._raw = False
        self._marks: dict[str, Mark] = {}
        self.chosen: list[str] = []
        self.cursor: int | None = None
        self.frozen = False

    def compose(self) -> ComposeResult:
        yield from (ChoiceRow(number) for number in range(len(self._options)))

    def on_mount(self) -> None:
        """The first drawing."""
        self._draw()

    def say(self, words: Rendered, raw: bool = False) -> None:
        """The same choices in other words (the other language); what is chosen stays. `raw`: formulas as LaTeX."""
        self._raw = raw
        self._options = list(words.choices)
        self._draw()

    @property
    def state(self) -> tuple[str, ...]:
        """What is chosen, also where something is missing, for `restore`."""
        return tuple(self.chosen)

    def restore(self, state: Sequence[str]) -> None:
        """Choose what was chosen before; what is not offered any more is left out."""
        offered = {name for name, _ in self._options}
        self.chosen = [name for name in state if name in offered]
        self.cursor = None
        self._draw()

    @property
    def missing(self) -> str:
        """What is still to be done before the answer can be handed in, as a message id; empty when it can."""
        if self._way == "order":
            return "" if len(self.chosen) == len(self._options) else "order_first"
        return "" if self.chosen else "choose_first"

    def fit(self, width: int, room: int) -> None:
        """Leave no empty lines between the choices where they would not all fit into `room` lines with them."""
        lines = sum(row.drawn(width - 1).plain.count("\n") + 2 for row in self.query(ChoiceRow))
        self.set_class(lines > room, "-tight")

    def choose(self, number: int) -> None:
        """Choose a choice by position; where more than one may be chosen, again takes it back."""
        if self.frozen or not 0 <= number < len(self._options):
            return
        name = self._options[number][0]
        if self._way != "one":
            self.chosen = (
                [other for other in self.chosen if other != name] if name in self.chosen else [*self.chosen, name]
            )
        else:
            self.chosen = [name]
        self.cursor = number
        self._draw()
        self.post_message(AnswerChanged())

    def move(self, by: int) -> None:
        """Move the cursor; where one may be chosen, the choice moves with it."""
        if self.frozen:
            return
        last = len(self._options) - 1
        if self.cursor is None:
            self.cursor = 0 if by > 0 else last
        else:
            self.cursor = min(last, max(0, self.cursor + by))
        if self._way == "one":
            self.choose(self.cursor)
        else:
            self._draw()
        list(self.query(ChoiceRow))[self.cursor].scroll_visible(animate=False)

    def toggle(self) -> None:
        """Choose where the cursor is."""
        self.choose(self.cursor if self.cursor is not None else 0)

    def tell(self, variant: Variant) -> None:
        """After the verdict: signs beside what is right and what was wrongly chosen; nothing can be chosen any more."""
        self.frozen = True
        self.cursor = None
        if self._way == "order":
            assert isinstance(variant.key, tuple)
            # An exam may be handed in with nothing chosen.
            for mine, right in zip(self.chosen, variant.key, strict=bool(self.chosen)):
                self._marks[mine] = "right" if mine == right else "wrong"
        else:
            self._marks.update(dict.fromkeys(self.chosen, "wrong"))
            self._marks.update(dict.fromkeys(right_choices(variant), "right"))
        self._draw()

    def on_choice_row_picked(self, event: ChoiceRow.Picked) -> None:
        """As with the number key."""
        event.stop()
        self.choose(event.number)

    def _draw(self) -> None:
        for row, (name, words) in zip(self.query(ChoiceRow), self._options, strict=True):
            row.set_class(name in self.chosen, "-chosen")
            row.set_class(self.cursor == row.number, "-here")
            row.show(partial(self._lines, row.number, name, words))

    def _lines(self, number: int, name: str, words: str, width: int) -> Content:
        chosen = name in self.chosen
        bar = Content("▌").stylize("$primary") if chosen else Content(" ")
        chip = Content(f" {number + 1} ").stylize(
            "bold $background on $primary" if chosen else "bold $primary on $panel"
        )
        parts: list[Content | str] = [bar, SIGNS[self._marks.get(name, "")], " ", chip]
        if self._way == "several":
            parts += [" ", Content("[x]" if chosen else "[ ]").stylize("$primary" if chosen else "$quiet")]
        elif self._way == "order":
            place = f"→ {self.chosen.index(name) + 1}" if chosen else "→ ·"
            parts += [" ", Content(place).stylize("bold $primary" if chosen else "$quiet")]
        first = Content("").join(parts) + "  "
        lines = indented(lines_of(words, width - first.cell_length, self._raw), first.cell_length, first)
        # The bar runs along all lines of a chosen one.
        lines[1:] = [bar + line[1:] for line in lines[1:]]
        return Content("\n").join(lines)
