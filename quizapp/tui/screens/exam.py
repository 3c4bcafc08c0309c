"""The mock exam: one question at a time and no verdicts, a clock, and a sheet on which anything can still be changed.

A quiz in test mode is asked here too, without a clock.
"""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from quizapp.study.exam.timing import Policy
from quizapp.text.messages import message
from quizapp.tui import answersheet
from quizapp.tui.actions import EXAM, Action, bindings
from quizapp.tui.screens.filling import FillingScreen
from quizapp.tui.widgets.page import QuestionPage
from quizapp.tui.widgets.sheetgrid import SheetGrid

# Room for the sheet beside the question.
LEAST_WIDTH_BESIDE, LEAST_HEIGHT_BESIDE = 112, 30


class ExamScreen(FillingScreen):
    """Goes about the sheet, leaves it, hands it in and takes that back."""

    CSS = """
    ExamScreen {
        #exam { height: 1fr; }
        #side {
            width: 31; height: 1fr; display: none; padding: 1 2;
            border-left: solid $rule; background: $background;
        }
        &.-beside #side { display: block; }
        #question { width: 1fr; }
        &.-wide.-beside #page .sheet { padding: 2 5 0 5; }
        &.-wide.-beside #desk .sheet, &.-wide.-beside #material .sheet { padding: 1 5 0 5; }
        #strip { padding: 0 2; background: $surface; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EXAM)]

    def body(self) -> ComposeResult:
        with Horizontal(id="exam"):
            yield QuestionPage()
            with VerticalScroll(id="side", can_focus=False):
                yield SheetGrid("side-grid")
        yield Static("", markup=False, id="strip")

    def on_mount(self) -> None:
        """Fetch the sheet."""
        super().on_mount()
        self.set_interval(1, self.tick)
        self.errand(self._begin())

    def on_resize(self) -> None:
        """The sheet stands beside the question where there is room for it."""
        wide = self.size.width >= LEAST_WIDTH_BESIDE and self.size.height >= LEAST_HEIGHT_BESIDE
        self.set_class(wide, "-beside")
        self.draw_head()

    def action_words(self, action: Action) -> str:
        paused = action.id == "leave" and self.asked is not None
        return self.say("act_pause") if paused else super().action_words(action)

    # Errands to the study thread

    async def _begin(self) -> None:
        assert self.quiz.books is not None
        self._sheet, stand = await self.quiz.call(answersheet.begin, self.quiz.books, self._start)
        self._stand = stand
        if stand.handed_in:
            await self._finish()
            return
        if left_out := self.sheet.left_out:
            self.tell(message(self.language, "cli.left_out", ids=", ".join(left_out)), "warning")
        self._warn()
        for position in range(stand.total):
            draft = self.quiz.drafts.pop(self._draft_key(position), "")
            if draft:
                self._begun[position] = draft
        await self._go(next(iter(stand.open), 0), keep=False)

    def _draft_key(self, position: int) -> tuple[object, ...]:
        return "sheet", self.sheet.id, position

    async def _go(self, position: int, *, keep: bool = True) -> None:
        if keep and self.asked is not None and await self._keep() is not None:
            self.tell(self.say("exam_unread"))
        asked, self._stand = await self.quiz.call(answersheet.show, self.sheet, position)
        if asked is None:
            self.tell(self.say("exam_gone"))
            self.draw_head()
            return
        self.asked, self._position = asked, position
        given = self._begun.get(position)
        if given is None:
            given = self.stand.lines[position].given
        self._armed = False
        async with self.batch():
            await self.page.ask(asked, self.language, given if isinstance(given, str) else "")
            if self.page.choices is not None and isinstance(given, tuple):
                self.page.choices.restore(given)
            self.words()
            self.page.begin(asked)
        self._changed_at = self.stand.time.used
        if self.page.field is not None:
            self.page.field.field.focus()
        self.draw_keys()

    async def _answer(self) -> None:
        fault = await self._keep()
        if fault is not None and self.page.field is not None:
            self.page.field.object(fault)
            self.draw_head()
        elif self._next(1) is None:
            self.draw_head()
            self._open_navigator()
        else:
            await self._step(1)

    async def _step(self, by: int) -> None:
        position = self._next(by)
        if position is not None:
            await self._go(position)

    def _next(self, by: int) -> int | None:
        """The next position in a direction that can be shown."""
        place = self._position + by
        while 0 <= place < self.stand.total:
            if place not in self.stand.gone:
                return place
            place += by
        return None

    async def _mark(self, flagged: bool | None = None, unsure: bool | None = None) -> None:
        self._stand = await self.quiz.call(answersheet.mark, self.sheet, self._position, flagged, unsure)
        self.draw_head()

    async def _finish(self) -> None:
        from quizapp.tui.screens.result import ResultScreen

        assert self.quiz.books is not None
        result, mocks = await self.quiz.call(answersheet.hand_in, self.quiz.books, self.sheet)
        # What lies over the question when time runs out is gone with it.
        while self.quiz.screen is not self:
            await self.quiz.pop_screen()
        if result.automatic:
            self.tell(self.say("exam_over_now"), "warning")
        self._armed, self._ended = False, True
        self.quiz.push_screen(ResultScreen(result, mocks), self._after_result)

    def _after_result(self, wish: str | None) -> None:
        if wish == "take_back":
            self.errand(self._take_back())
        else:
            self.dismiss(None)

    async def _take_back(self) -> None:
        await self.quiz.call(self.sheet.take_back)
        self._ended = False
        self._stand = await self.quiz.call(answersheet.stand_of, self.sheet)
        self.tell(self.say("exam_taken_back"))
        await self._go(self._position, keep=False)

    async def _arm(self) -> None:
        await self._keep()
        self._armed = True
        self._draw_strip()
        self.draw_head()

    async def _leave(self) -> None:
        self._leaving = False
        if self._sheet is not None and self.asked is not None:
            await self._put_aside()
            timing = self._sheet.timing
            if not timing.timed:
                words = "exam_left_untimed"
            else:
                words = "exam_running_on" if timing.policy is Policy.STRICT else "exam_paused"
            self.tell(self.say(words))
        self.dismiss(None)

    async def _put_aside(self) -> None:
        await self._keep()
        for position, given in self._begun.items():
            if isinstance(given, str):
                self.quiz.drafts[self._draft_key(position)] = given
        await self.quiz.call(self.sheet.pause)

    async def keep_before_quitting(self) -> bool:
        """The answer on the screen, and the clock; False, and why is told, where they can't be saved."""
        from quizapp.tui.opening import trouble_words

        if self._sheet is None or self.asked is None or self._ended:
            return True
        try:
            await self._put_aside()
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            self.tell(words, "error")
            return False
        return True

    async def troubled(self, fault: Exception, words: str) -> None:
        """Why something could not be done. Where time has handed the sheet in, its result comes after that."""
        await super().troubled(fault, words)
        if self._sheet is not None and self._sheet.handed_in and self.asked is not None:
            await self._finish()

    # What a person can do

    def action_answer(self) -> None:
        """Put the answer on the sheet and go on; at the end, the sheet at a glance."""
        if self.asked is None or self.busy(self.action_answer):
            return
        self._disarm()
        choices = self.page.choices
        if choices is not None and not self._empty and choices.missing:
            self.tell(self.say(choices.missing, key=self.key_of("fill_in")))
            return
        self.errand(self._answer())

    def action_move(self, by: int) -> None:
        """The arrows move among the choices."""
        self._browsing = self.page.choices is not None
        super().action_move(by)

    def action_step(self, by: int) -> None:
        """The next question, or the one before; what is begun is kept."""
        if self.asked is None or self.busy(partial(self.action_step, by)):
            return
        self._disarm()
        if self._next(by) is None:
            keys = {"key": self.key_of("navigator"), "submit": self.key_of("hand_in")}
            self.tell(self.say("exam_last", **keys) if by > 0 else self.say("exam_first"))
        else:
            self.errand(self._step(by))

    def action_next_open(self) -> None:
        """The next question without an answer."""
        if self.asked is not None and not self.busy(self.action_next_open):
            self._disarm()
            self.errand(self._go_open())

    async def _go_open(self) -> None:
        await self._keep()
        places = [place for place in self.stand.open if place != self._position]
        if places:
            await self._go(next((place for place in places if place > self._position), places[0]))
        else:
            self.draw_head()
            self.tell(self.say("exam_all_answered"))

    def action_flag(self) -> None:
        """Flag the question, to come back to it; or take the flag away."""
        if self.asked is not None and not self.busy(self.action_flag):
            self._disarm()
            self.errand(self._mark(flagged=not self.stand.lines[self._position].flagged), steady=True)

    def action_unsure(self) -> None:
        """Mark the answer as a guess, or take the mark back."""
        if self.asked is not None and not self.busy(self.action_unsure):
            self._disarm()
            self.errand(self._mark(unsure=not self.stand.lines[self._position].unsure), steady=True)

    def action_clear_answer(self) -> None:
        """Take the answer off."""
        if self.asked is not None and self.page.choices is not None and not self._busy:
            self._disarm()
            self.page.choices.restore(())
            self.errand(self._keep_now(), steady=True)

    def action_navigator(self) -> None:
        """The sheet at a glance."""
        if self.asked is not None and not self.busy(self.action_navigator):
            self._disarm()
            self.errand(self._navigate())

    async def _navigate(self) -> None:
        await self._keep()
        self.draw_head()
        self._open_navigator()

    def _open_navigator(self) -> None:
        from quizapp.tui.screens.navigator import NavigatorScreen

        screen = NavigatorScreen(self.stand, self._position, tuple(self._begun))
        self.quiz.push_screen(screen, self._after_navigator)

    def _after_navigator(self, wish: Any) -> None:
        if wish == "hand_in":
            self.action_hand_in()
        elif isinstance(wish, int) and wish != self._position:
            self.errand(self._go(wish))

    def on_sheet_grid_picked(self, event: SheetGrid.Picked) -> None:
        """A question was clicked on the sheet beside."""
        event.stop()
        if event.place != self._position:
            self.errand(self._go(event.place))

    def action_hand_in(self) -> None:
        """Say what is open; pressed again, hand in."""
        if self.asked is None or self.busy(self.action_hand_in):
            return
        self.errand(self._finish() if self._armed else self._arm())

    def action_leave(self) -> None:
        """Not to hand in after all; else put the sheet aside, to be gone on with later."""
        if self._armed:
            self._disarm()
        else:
            super().action_leave()
