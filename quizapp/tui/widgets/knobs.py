"""The fields of a bench in the Lab: numbers that are typed, options that are picked, and what can't be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from calculators.answers.tokens import MOST_CHARACTERS_OF_ARRAY
from quizapp.text.messages import message
from quizapp.text.messages.lab import CATALOG
from quizapp.text.safe import safe_text
from quizapp.tui.widgets.answer import fault_words
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from calculators.answers.verdict import Fault
    from quizapp.lab.bench import Bench
    from quizapp.lab.knobs import Knob

# A text of more cells has a line of its own where two fields stand side by side.
_SHORT = 18
PICKER_KEYS = ("left", "right", "space")


class KnobInput(FreeInput):
    """A field that leaves up and down to the form."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def takes(self, key: str) -> bool:
        """Letters, digits, the space and the arrows that move the cursor."""
        return key in ("left", "right") or super().takes(key)


class Picker(Widget, can_focus=True):
    """One of some options, changed by the arrows or by clicking them."""

    DEFAULT_CSS = "Picker { height: 1; width: 1fr; } Picker:focus { background: $pick; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,space", "pick(1)", show=False),
        Binding("left", "pick(-1)", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Picked(Message):
        """Another option is wanted."""

        def __init__(self, picker: Picker, by: int) -> None:
            super().__init__()
            self.picker = picker
            self.by = by

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
        self._words = ""

    def show(self, words: str) -> None:
        """The words of the option that is chosen."""
        self._words = words
        self.refresh()

    def render(self) -> Content:
        words = cut(self._words, max(4, self.content_size.width - 4))
        return Content.assemble(("◂ ", "$primary"), words, (" ▸", "$primary"))

    def action_pick(self, by: int) -> None:
        """The next option, or the one before."""
        self.post_message(self.Picked(self, by))

    def on_click(self, event: Click) -> None:
        """On the left arrow one back, else one on."""
        self.action_pick(-1 if event.x < 2 else 1)


class KnobRow(Horizontal):
    """The name of a knob, and its field."""

    def __init__(self, knob: Knob, bench: Bench) -> None:
        super().__init__(classes="knob")
        self.knob = knob
        self._bench = bench

    def compose(self) -> ComposeResult:
        yield Static("", markup=False, classes="knob-name")
        if self.knob.options:
            yield Picker(self.knob.name)
        else:
            yield KnobInput(
                self._bench.texts[self.knob.name],
                max_length=MOST_CHARACTERS_OF_ARRAY,
                compact=True,
                select_on_focus=False,
                name=self.knob.name,
            )


class KnobForm(Container):
    """All fields of a bench. `Typed` and `Picker.Picked` tell the screen what is wanted."""

    DEFAULT_CSS = """
    KnobForm {
        layout: vertical; height: auto; width: 100%;
        .knob-line { height: 1; width: 100%; }
        .knob { height: 1; width: 1fr; }
        .knob-name { width: auto; color: $primary; padding: 0 1 0 0; }
        .knob-gap { width: 2; }
        .knob.-faulty .knob-name { color: $wrong; text-style: bold; }
        KnobInput { background: $panel; border: none; height: 1; width: 1fr; padding: 0; }
        KnobInput:focus { background: $pick; }
    }
    """

    class Typed(Message):
        """Something else stands in a field."""

        def __init__(self, knob: str, text: str) -> None:
            super().__init__()
            self.knob = knob
            self.text = text

    def __init__(self, bench: Bench, words: bool, single: bool) -> None:
        super().__init__()
        self._bench = bench
        # Whether knobs have words of their own; a family's are the symbols of its question.
        self._worded = words
        self._language = "ja"
        self._single = single

    def compose(self) -> ComposeResult:
        yield from self._lines(self._bench.knobs())

    def _lines(self, knobs: tuple[Knob, ...]) -> Iterator[Horizontal]:
        """Two short fields side by side; a long one, or all where the form is narrow, on lines of their own."""
        waiting: KnobRow | None = None
        for knob in knobs:
            row = KnobRow(knob, self._bench)
            if self._single or self._is_long(knob):
                if waiting is not None:
                    yield Horizontal(waiting, classes="knob-line")
                    waiting = None
                yield Horizontal(row, classes="knob-line")
            elif waiting is None:
                waiting = row
            else:
                yield Horizontal(waiting, Static("", classes="knob-gap"), row, classes="knob-line")
                waiting = None
        if waiting is not None:
            yield Horizontal(waiting, classes="knob-line")

    def _is_long(self, knob: Knob) -> bool:
        return bool(knob.shape) and cell_len(self._bench.texts[knob.name]) > _SHORT

    async def stack(self, single: bool) -> None:
        """One field below the other, or two side by side."""
        if single != self._single:
            self._single = single
            await self._renew(self._bench.knobs())

    async def say(self, language: str) -> None:
        """Names and options in a language, the texts of the bench in the fields, and other fields where it has others.

        What is typed right now stays as it is.
        """
        self._language = language
        knobs = self._bench.knobs()
        rows = list(self.query(KnobRow))
        if [(row.knob.name, bool(row.knob.options)) for row in rows] != [(k.name, bool(k.options)) for k in knobs]:
            await self._renew(knobs)
            rows = list(self.query(KnobRow))
        names = [self.name_of(knob.name) for knob in knobs]
        width = max(map(cell_len, names), default=0)
        for row, knob, name in zip(rows, knobs, names, strict=True):
            row.knob = knob
            faulty = knob.name in self._bench.faults
            row.set_class(faulty, "-faulty")
            text = self._bench.texts[knob.name]
            sign = "× " if faulty else "  "
            row.query_one(Static).update(Content(sign + name + " " * (width - cell_len(name))))
            if knob.options:
                row.query_one(Picker).show(self.option(text))
            else:
                field = row.query_one(KnobInput)
                if field.value != text and not (field.has_focus and faulty):
                    with field.prevent(Input.Changed):
                        field.value = text

    async def _renew(self, knobs: tuple[Knob, ...]) -> None:
        focused = next((row.knob.name for row in self.query(KnobRow) if row.has_focus_within), None)
        await self.remove_children()
        await self.mount_all(self._lines(knobs))
        for row in self.query(KnobRow):
            if row.knob.name == focused:
                row.children[-1].focus()

    def name_of(self, knob: str) -> str:
        """What a knob is called."""
        known = self._worded and f"knob_{knob}" in CATALOG
        return message(self._language, f"lab.knob_{knob}") if known else safe_text(knob)

    def option(self, text: str) -> str:
        """What an option is called."""
        return message(self._language, f"lab.option_{text}") if f"option_{text}" in CATALOG else safe_text(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passed on with the knob's name, unless the bench has that text already."""
        event.stop()
        if event.input.name is not None and self._bench.texts.get(event.input.name) != event.value:
            self.post_message(self.Typed(event.input.name, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the next field."""
        event.stop()
        self.app.action_focus_next()


def lab_fault_words(fault: Fault, language: str) -> str:
    """What a fault says, the Lab's own too."""
    if fault.code.startswith("lab."):
        values: dict[str, Any] = {
            name: safe_text(value) if isinstance(value, str) else value for name, value in fault.values.items()
        }
        return message(language, fault.code, **values)
    return fault_words(fault, language)


def told_fault(name: str, text: str, fault: Fault, language: str, width: int) -> Content:
    """A field's text with carets under what is wrong with it, and the sentence."""
    head = f"× {name} = "
    margin = cell_len(head)
    shown = safe_text(text)
    lines = [Content.assemble((head, "bold $wrong"), cut(shown, max(4, width - margin)))]
    before, marked = cell_len(text[: fault.start]), max(1, cell_len(text[fault.start : fault.end]))
    if fault.end > fault.start and margin + before + marked <= width:
        lines.append(Content(" " * (margin + before) + "^" * marked).stylize("$wrong"))
    lines += [line.stylize("$wrong") for line in Content(lab_fault_words(fault, language)).wrap(max(10, width))]
    return Content("\n").join(lines)
