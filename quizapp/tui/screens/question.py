"""What every screen that shows a question shares: choosing, scrolling, the calculator, errands to the study thread."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from quizapp.tui.asked import Asked
from quizapp.tui.screens.base import QuizScreen, close_after
from quizapp.tui.widgets.page import QuestionPage

if TYPE_CHECKING:
    from quizapp.tui.screens.calculator import Calculation


class QuestionScreen(QuizScreen):
    """A screen around a `QuestionPage`. A subclass fetches what is asked, and says what leaving means."""

    CSS_PATH = "sitting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(12)", show=False),
        Binding("pageup", "page(-12)", show=False),
    ]

    asked: Asked | None = None

    def __init__(self) -> None:
        super().__init__()
        self._calculations: list[Calculation] = []
        self._raw = self._busy = self._leaving = False
        # Whether the errand that is running leaves the question as it is, and what was asked for meanwhile.
        self._steady = False
        self._held: Callable[[], None] | None = None

    @property
    def page(self) -> QuestionPage:
        """The question and its place for the answer."""
        return self.query_one(QuestionPage)

    @property
    def answering(self) -> bool:
        """Whether an answer can be given now."""
        return True

    # Errands to the study thread, one at a time

    def errand(self, errand: Coroutine[Any, Any, None], *, steady: bool = False) -> None:
        """One at a time: while another is running, this one is dropped. `steady`: the question stays as it is."""
        if self._busy:
            errand.close()
            return
        self._busy, self._steady = True, steady
        close_after(self.run_worker(self._run(errand), group="study", exit_on_error=True), errand)

    def busy(self, action: Callable[[], None]) -> bool:
        """Whether an errand is running, so that an action can't be done now.

        It is done at the errand's end where the question is still the one that was meant: a quick hand loses no key.
        """
        if self._busy and self._steady:
            self._held = action
        return self._busy

    async def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        from quizapp.tui.opening import trouble_words

        try:
            await errand
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            # Whoever wanted to leave stays with what could not be saved.
            self._leaving = False
            await self.troubled(fault, words)
        finally:
            self._busy = self._steady = False
            held, self._held = self._held, None
        if held is not None and self.is_current and not self._leaving:
            held()
        if self._leaving and self.is_current:
            self.errand(self._leave())

    async def troubled(self, fault: Exception, words: str) -> None:
        """An errand could not be done: say why. Where there was nothing to show yet, there is nothing to stay for."""
        self.tell(words, "error")
        if self.asked is None:
            self.dismiss(None)

    async def _leave(self) -> None:
        """Put everything aside and go."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Put everything aside, after what is being fetched; it can be gone on with later."""
        if self._busy:
            self._leaving = True
        else:
            self.errand(self._leave())

    # What a person can do

    def on_answer_field_sent(self) -> None:
        """Enter in the field."""
        self.action_answer()

    def action_answer(self) -> None:
        """Hand in what is chosen or typed."""

    def action_choose(self, number: int) -> None:
        """Choose by number."""
        if self.page.choices is not None:
            self.page.choices.choose(number)

    def action_choose_here(self) -> None:
        """Choose where the cursor is."""
        if self.page.choices is not None:
            self.page.choices.toggle()

    def action_move(self, by: int) -> None:
        """The arrows move among the choices; where nothing is chosen (any more) they scroll."""
        if self.page.choices is not None and self.answering:
            self.page.choices.move(by)
        else:
            self.action_page(by)

    def action_page(self, by: int) -> None:
        """Scroll the page."""
        self.page.scroll_page(by)

    def action_raw(self) -> None:
        """Formulas as LaTeX source, and back."""
        if not self.refused("raw"):
            self._raw = not self._raw
            self.words()
            self.draw_keys()

    def why_not(self, action_id: str) -> str:
        if action_id == "raw" and not self._raw and not (self.asked is not None and self.page.has_formulas):
            return "lab_no_formulas"
        return super().why_not(action_id)

    def action_calculator(self) -> None:
        """The calculator, over the question; its result can be put into the answer."""
        from quizapp.tui.screens.calculator import CalculatorScreen

        insertable = self.page.field is not None and self.answering
        self.quiz.push_screen(CalculatorScreen(self._calculations, insertable, self.page.lines_of_part), self._insert)

    def _insert(self, result: str | None) -> None:
        if result is not None and self.page.field is not None:
            self.page.field.insert(result)
