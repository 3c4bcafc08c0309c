"""A sheet that was handed in, looked at again: each question with its verdict, its solution, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from calculators.answers.verdict import Outcome as Judged
from calculators.answers.verdict import Verdict
from quizapp.progress.values import Cause
from quizapp.study.clock import study_day
from quizapp.study.items import Item, Outcome, Response
from quizapp.study.sitting import Sitting
from quizapp.tui import answersheet
from quizapp.tui.actions import LOOKED, OPENING, bindings
from quizapp.tui.parts import part_words
from quizapp.tui.screens.afterwards import Afterwards
from quizapp.tui.widgets.marks import SIGNS
from quizapp.tui.widgets.page import QuestionPage
from quizapp.tui.widgets.sheetgrid import FLAG, UNSURE
from quizapp.tui.widgets.solution import LEFT_OPEN, Told
from quizapp.tui.widgets.titlebar import RAW, TitleBar

if TYPE_CHECKING:
    from quizapp.study.exam.results import Result, Reviewed, Which
    from quizapp.tui.answersheet import Looked


class LookingScreen(Afterwards):
    """One question after the other. What the bank no longer has can't be looked at."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings((LOOKED,)), ("space", "page(12)")]

    def __init__(self, result: Result, which: Which) -> None:
        super().__init__()
        self._which = which
        self._items = [item for item in result.review(which) if item.item is not None]
        self._at = 0
        self._looked: Looked | None = None

    def body(self) -> ComposeResult:
        yield QuestionPage()
        yield Static("", markup=False, id="strip")

    def on_mount(self) -> None:
        """Fetch the first one."""
        super().on_mount()
        self.errand(self._look(0))

    # What is showing

    @property
    def context(self) -> str:
        return OPENING if self.asked is None else LOOKED

    @property
    def reviewed(self) -> Reviewed:
        """The item that is showing."""
        return self._items[self._at]

    @property
    def sitting(self) -> Sitting | None:
        return None

    @property
    def answering(self) -> bool:
        return False

    @property
    def outcome(self) -> Outcome | None:
        """What came of the answer; None where there was none, of which nothing can be said afterwards."""
        return None if self.asked is None or self.reviewed.verdict is None else self._told_outcome

    @property
    def _told_outcome(self) -> Outcome:
        reviewed = self.reviewed
        due = None if self._looked is None else self._looked.due_day
        today = study_day(self.quiz.clock.now(), self.quiz.clock.zone)
        return Outcome(
            reviewed.verdict or Verdict(Judged.WRONG, 0.0),
            reviewed.attempt_id,
            days=None if due is None else max(0, (due - today).days),
            revised=reviewed.revised,
        )

    def renew(self, outcome: Outcome) -> None:
        """Nothing is rated here."""
        self.words()

    def words(self) -> None:
        self._draw_head()
        self.draw_strip()
        asked = self.asked
        if asked is None:
            self.page.wait(self.say("opening"))
            return
        self.page.say(asked, self.language, hinted=False, raw=self._raw)
        words, now = asked.words[self.language], self.quiz.clock.now()
        response, left_open = self._response, self.reviewed.verdict is None
        self.page.tell(Told(asked.item, words, self._told_outcome, response, now, self._raw, left_open), self.language)

    @property
    def _response(self) -> Response:
        """What was answered; an empty answer where there was none."""
        assert self.asked is not None
        if self.reviewed.response is not None:
            return self.reviewed.response
        return Response(text="") if self.asked.item.variant.form == "typed" else Response(chosen=())

    def _draw_head(self) -> None:
        bar, asked = self.query_one(TitleBar), self.asked
        if asked is None:
            bar.show(Content("quizapp").stylize("bold $primary"))
            return
        reviewed = self.reviewed
        name = Content(self.say(f"reviewing_{self._which.value}")).stylize("bold")
        right: list[Content] = [RAW] if self._raw else []
        if asked.mark.flagged:
            right.append(Content(f"{FLAG} {self.say('flagged')}").stylize("$partial"))
        if reviewed.unsure:
            right.append(Content(f"{UNSURE} {self.say('unsure')}").stylize("$partial"))
        right.append(Content(self.say("review_seconds", seconds=round(reviewed.seconds))).stylize("$quiet"))
        sign, colour = LEFT_OPEN if reviewed.verdict is None else SIGNS[reviewed.verdict.outcome.value]
        right.append(Content(sign).stylize(f"bold {colour}"))
        right.append(Content(self.say("review_number", number=reviewed.position + 1)))
        right.append(Content(f"{self._at + 1}/{len(self._items)}").stylize("bold $primary"))
        part = Content(part_words(asked.item, self.language) if asked.item.part else "").stylize("$quiet")
        bar.show(name, Content("  ").join(right), part)

    # Errands

    async def _look(self, at: int) -> None:
        assert self.quiz.books is not None
        looked = await self.quiz.call(answersheet.look_at, self.quiz.books, self._items[at])
        self._at, self._looked, self.asked, self._cause = at, looked, looked.asked, looked.cause
        given = self.reviewed.response.given if self.reviewed.response is not None else ()
        async with self.batch():
            await self.page.ask(looked.asked, self.language)
            if self.page.choices is not None and not isinstance(given, str):
                self.page.choices.restore(tuple(given))
            self.page.close(looked.asked)
            self.words()
            self.page.begin(looked.asked)
        self.draw_keys()

    async def _name_cause(self, item: Item, cause: Cause | None) -> None:
        assert self.quiz.books is not None
        name, attempt = self.quiz.books.study.name_cause, self.reviewed.attempt_id
        await self.quiz.call(name, item.question.id, cause, item.part, attempt_id=attempt)
        self._cause = cause
        self.draw_strip()

    async def _leave(self) -> None:
        self._leaving = False
        self.dismiss(None)

    # What a person can do

    def action_step(self, by: int) -> None:
        """The next one, or the one before; behind the last one, back to the result."""
        at = self._at + by
        if self.asked is None or self._busy or at < 0:
            return
        if at >= len(self._items):
            self.tell(self.say("review_end"))
            self.dismiss(None)
        else:
            self.errand(self._look(at))
