"""A sheet while it is filled in: what is showing of it, its clock, and how an answer gets from the screen onto it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input, Static

from quizapp.progress.values import SittingKind
from quizapp.tui import answersheet
from quizapp.tui.actions import EXAM_CHOICE, EXAM_TYPED, OPENING
from quizapp.tui.answersheet import Given, SheetStart, Stand
from quizapp.tui.parts import part_words
from quizapp.tui.screens.question import QuestionScreen
from quizapp.tui.widgets.examhead import confirm_words, head_right
from quizapp.tui.widgets.sheetgrid import SheetGrid
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from calculators.answers.verdict import Fault
    from quizapp.study.exam.sheet import Sheet

# An answer that rests so many seconds of the exam's time is put on the sheet: a kill loses none that is older.
REST = 10.0
# What is left when an answer that is being given is put on the sheet, before time hands it in.
LAST_MOMENT = 2.5


class FillingScreen(QuestionScreen):
    """An answer is put on the sheet when its question is left, and before that when it rests."""

    def __init__(self, start: SheetStart) -> None:
        super().__init__()
        self._start = start
        self._sheet: Sheet | None = None
        self._stand: Stand | None = None
        self._position = 0
        # What was begun and can't be on the sheet yet, by position.
        self._begun: dict[int, Given] = {}
        self._changed_at = 0.0
        self._browsing = self._ticking = self._armed = self._ended = False
        self._warned: float | None = None

    # What is showing

    @property
    def context(self) -> str:
        if self.asked is None:
            return OPENING
        return EXAM_TYPED if self.asked.item.variant.form == "typed" else EXAM_CHOICE

    @property
    def stand(self) -> Stand:
        """How the sheet stands; only once it is there."""
        assert self._stand is not None
        return self._stand

    @property
    def position(self) -> int:
        """The position of the question that is showing."""
        return self._position

    @property
    def sheet(self) -> Sheet:
        """The sheet; only the study thread may ask it anything."""
        assert self._sheet is not None
        return self._sheet

    def words(self) -> None:
        self.draw_head()
        self._draw_strip()
        if self.asked is None:
            self.page.wait(self.say("opening"))
            return
        self.page.say(self.asked, self.language, hinted=False, raw=self._raw)

    def draw_head(self) -> None:
        """The title bar and the sheet beside the question."""
        bar, asked = self.query_one(TitleBar), self.asked
        if asked is None or self._stand is None or self._sheet is None:
            bar.show(Content("quizapp").stylize("bold $primary"))
            return
        name = self.say("exam" if self._sheet.kind is SittingKind.EXAM else "test")
        left = Content.assemble((f"{name}  ", "bold"), (f"{self._position + 1}/{self.stand.total}", "bold $primary"))
        aside = Content(part_words(asked.item, self.language) if asked.item.part else "").stylize("$quiet")
        line = self.stand.lines[self._position]
        timed = self._sheet.kind is SittingKind.EXAM
        bar.show(left, head_right(self.stand, line, self.language, self.size.width, timed=timed, raw=self._raw), aside)
        grid = self.query_one(SheetGrid)
        grid.show_sheet(self.stand, self._position, self._begun, self.language)

    def _draw_strip(self) -> None:
        strip = self.query_one("#strip", Static)
        strip.display = self._armed
        if self._armed and self._stand is not None:
            strip.update(confirm_words(self.stand, self._begun, self.key_of("hand_in"), self.language))

    # The clock

    def tick(self) -> None:
        """A second has passed."""
        if self._sheet is None or self._ticking or self._leaving or self._ended:
            return
        self._ticking = True
        self.run_worker(self._tick(self._sheet), group="tick", exit_on_error=True)

    async def _tick(self, sheet: Sheet) -> None:
        from quizapp.tui.opening import trouble_words

        try:
            self._stand = await self.quiz.call(answersheet.tick, sheet)
            # While another question is being fetched, the one on the screen is none.
            if not self._stand.handed_in and not self._busy and self._rests:
                await self._keep()
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            await self.troubled(fault, words)
            return
        finally:
            self._ticking = False
        if self._ended:
            return
        if self.stand.handed_in:
            # Where an errand is running it may be the one that has handed it in; else the next second comes here again.
            self.errand(self._finish())
            return
        self._warn()
        self.draw_head()

    @property
    def _rests(self) -> bool:
        """Whether an answer stands on the screen that should be on the sheet now."""
        if self.asked is None or self._stand is None or not self._pending:
            return False
        time = self._stand.time
        ending = time.left is not None and time.left <= LAST_MOMENT
        return ending or time.used - self._changed_at >= REST

    def _warn(self) -> None:
        warning = self.stand.time.warning
        if warning is not None and warning != self._warned:
            words = self.say("exam_minutes_left", minutes=round(warning / 60), open=len(self.stand.open))
            self.tell(words, "warning")
        self._warned = warning

    # The answer on the screen

    @property
    def _given(self) -> Given:
        """What is typed or chosen, complete or not."""
        if self.page.choices is not None:
            return self.page.choices.state
        return self.page.field.typed if self.page.field is not None else ""

    @property
    def _empty(self) -> bool:
        given = self._given
        return not (given.strip() if isinstance(given, str) else given)

    @property
    def _complete(self) -> bool:
        """Whether it could be put on the sheet (a typed text where it can be read)."""
        return not self._empty and (self.page.choices is None or not self.page.choices.missing)

    @property
    def _pending(self) -> bool:
        """Whether the sheet has something else."""
        kept = self.stand.lines[self._position].given
        return kept is not None if self._empty else self._complete and self._given != kept

    async def _keep(self) -> Fault | None:
        """Put the answer on the sheet, or take it off where there is none any more.

        What can't be on it is kept as it is until the question is shown again; why it can't be read is returned.
        """
        position, given = self._position, self._given
        fault = None
        if self._empty:
            self._begun.pop(position, None)
            if self._pending:
                self._stand = await self.quiz.call(answersheet.clear, self.sheet, position)
        elif not self._complete:
            self._begun[position] = given
        else:
            if self._pending:
                fault, self._stand = await self.quiz.call(answersheet.keep, self.sheet, position, given, self.language)
            if fault is None:
                self._begun.pop(position, None)
            else:
                self._begun[position] = given
        return fault

    def on_answer_changed(self) -> None:
        """A choice that is pointed at is put on the sheet at once; where arrows move it, when it comes to rest."""
        browsing, self._browsing = self._browsing, False
        self._touched()
        if not browsing and self._pending and self.page.choices is not None and not self._busy:
            self.errand(self._keep_now(), steady=True)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Something else is typed."""
        self._touched()

    def _touched(self) -> None:
        if self._stand is not None:
            self._changed_at = self._stand.time.used
        self._disarm()

    async def _keep_now(self) -> None:
        await self._keep()
        self.draw_head()

    def _disarm(self) -> None:
        if self._armed:
            self._armed = False
            self._draw_strip()

    async def _finish(self) -> None:
        """Hand in, and show what came of it."""
        raise NotImplementedError
