"""The page of a sitting: the question, where it is answered, and below that the verdict with its solution."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.bank.schema import Kind
from quizapp.tui.asked import Asked
from quizapp.tui.speech import say
from quizapp.tui.widgets.answer import AnswerField
from quizapp.tui.widgets.choices import Choices, Way
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.pairs import Pairs
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.solution import Told, solution

# How a question with choices is answered, and the line that says so.
_WAYS: dict[Kind, Way] = {Kind.MULTIPLE: "several", Kind.ORDER: "order"}
_HOW = {Kind.MULTIPLE: "choose_all", Kind.ORDER: "order_all", Kind.MATCH: "match_all"}


class QuestionPage(Vertical):
    """Shows one item. It knows what is chosen or typed, and nothing of sittings.

    The field for a typed answer stands below the question, and stays in view where the question is long and scrolls.
    """

    def __init__(self) -> None:
        super().__init__(id="question")

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="sheet"):
            yield Static("", markup=False, id="waiting")
            yield Prose(id="stem")
            yield Vertical(id="asking")
            yield Prose(id="hint")
            yield Flow(id="solution")
            yield Prose(id="own-note")
        with Vertical(id="desk"):
            yield Vertical(id="field", classes="sheet")

    @property
    def choices(self) -> Choices | Pairs | None:
        """Where something is chosen, if the question is answered so."""
        for found in self.query("Choices, Pairs"):
            assert isinstance(found, Choices | Pairs)
            return found
        return None

    @property
    def field(self) -> AnswerField | None:
        """Where something is typed, if the question is answered so."""
        found = self.query(AnswerField)
        return found.first() if found else None

    def wait(self, words: str) -> None:
        """Say that the question is on its way."""
        self.query_one("#waiting", Static).update(Content(words))

    async def ask(self, asked: Asked, language: str) -> None:
        """Make the place for the answer to another item."""
        place, desk = self.query_one("#asking", Vertical), self.query_one("#field", Vertical)
        await place.remove_children()
        await desk.remove_children()
        variant = asked.item.variant
        self.query_one("#desk").display = variant.form == "typed"
        if variant.form == "typed":
            assert not isinstance(variant.key, frozenset | tuple)
            await desk.mount(AnswerField(variant.key, language))
        elif variant.form == "match":
            await place.mount(Pairs(asked.words[language]))
        else:
            await place.mount(Choices(asked.words[language].choices, _WAYS.get(_kind(asked), "one")))

    def say(self, asked: Asked, language: str, hinted: bool, raw: bool) -> None:
        """All words of the question in a language; what is chosen or typed stays. `raw`: formulas as LaTeX."""
        words = asked.words[language]
        self.query_one("#waiting").display = False
        how = _HOW.get(_kind(asked))
        stem = f"{words.stem}\n\n*{say(language, how)}*" if how else words.stem
        self.query_one("#stem", Prose).say(stem, raw)
        self.query_one("#hint", Prose).say(words.hint if hinted else "", raw)
        note = asked.mark.note
        self.query_one("#own-note", Prose).say(f"**{say(language, 'note')}**\n\n{note}" if note else "")
        if self.choices is not None:
            self.choices.say(words)
            self._fit()
        if self.field is not None:
            self.field.say(language)

    def tell(self, told: Told | None, language: str) -> None:
        """The verdict with its solution; None shows none."""
        self.query_one("#solution", Flow).show(None if told is None else solution(told, language))

    def close(self, asked: Asked) -> None:
        """Nothing can be answered any more."""
        self.query_one("#desk").display = False
        self._fit()
        if self.choices is not None:
            self.choices.tell(asked.item.variant)

    def show_verdict(self) -> None:
        """Bring the verdict into view; where there is room, the question stays above it."""
        self.query_one("#page").scroll_to_widget(self.query_one("#solution"), animate=False, top=True)

    def scroll_page(self, by: int) -> None:
        """Scroll the question, or the solution."""
        self.query_one("#page").scroll_relative(y=by, animate=False)

    def scroll_to_top(self) -> None:
        """Back to where the question begins."""
        self.query_one("#page").scroll_home(animate=False)

    def on_resize(self) -> None:
        """The room has changed."""
        self.call_after_refresh(self._fit)

    def on_answer_field_echoed(self) -> None:
        """What is said below the field may have more lines now."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Choices stand apart where there is room for it, and close together where they would run off the page.

        The question leaves the desk its room, and no more: the field comes right below a short one.
        """
        page, desk = self.query_one("#page"), self.query_one("#desk")
        page.styles.height = "auto" if desk.display else "1fr"
        page.styles.max_height = max(4, self.size.height - max(4, desk.outer_size.height)) if desk.display else None
        width = self.query_one(".sheet").content_size.width
        if self.choices is not None and width:
            stem = self.query_one("#stem", Prose).drawn(width).plain.count("\n") + 2
            self.choices.fit(width, self.size.height - stem - 2)


def _kind(asked: Asked) -> Kind:
    return asked.item.question.asked(asked.item.part).kind
