"""The mock exam: one question at a time and no verdicts, a clock, and a sheet on which anything can still be changed.

A quiz in test mode is asked here too, without a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from quizapp.progress.values import SittingKind
from quizapp.study.exam.timing import Policy
from quizapp.tui import answersheet
from quizapp.tui.actions import EXAM, EXAM_CHOICE, EXAM_TYPED, OPENING, Action, bindings
from quizapp.tui.answersheet import Given, SheetStart, Stand
from quizapp.tui.parts import part_words
from quizapp.tui.screens.question import QuestionScreen
from quizapp.tui.widgets.examhead import confirm_words, head_right
from quizapp.tui.widgets.page import QuestionPage
from quizapp.tui.widgets.sheetgrid import SheetGrid
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from calculators.answers.verdict import Fault
    from quizapp.study.exam.sheet import Sheet

# An answer that rests so many seconds of the exam's time is put on the sheet: a kill loses none that is older.
REST = 10.0
# What is left when an answer that is being given is put on the sheet, before time hands it in.
LAST_MOMENT = 2.5
# Room for the sheet beside the question.
LEAST_WIDTH_BESIDE, LEAST_HEIGHT_BESIDE = 112, 30


class ExamScreen(QuestionScreen):
    """Fills in a sheet. An answer is put on it when its question is left, and before that when it rests."""

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
        bar.show(left, head_right(self.stand, line, self.language, self.size.width, timed=timed), aside)
        grid = self.query_one(SheetGrid)
        grid.show_sheet(self.stand, self._position, self._begun, self.language)

    def _draw_strip(self) -> None:
        strip = self.query_one("#strip", Static)
        strip.display = self._armed
        if self._armed and self._stand is not None:
            strip.update(confirm_words(self.stand, self._begun, self.key_of("hand_in"), self.language))

    def action_words(self, action: Action) -> str:
        paused = action.id == "leave" and self.asked is not None
        return self.say("act_pause") if paused else super().action_words(action)

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
            self.errand(self._keep_now())

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

    # Errands to the study thread

    async def _begin(self) -> None:
        assert self.quiz.books is not None
        self._sheet, stand = await self.quiz.call(answersheet.begin, self.quiz.books, self._start)
        self._stand = stand
        if stand.handed_in:
            await self._finish()
            return
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
            strict = self._sheet.timing.policy is Policy.STRICT and self._sheet.timing.timed
            self.tell(self.say("exam_running_on" if strict else "exam_paused"))
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

    def _disarm(self) -> None:
        if self._armed:
            self._armed = False
            self._draw_strip()

    def action_answer(self) -> None:
        """Put the answer on the sheet and go on; at the end, the sheet at a glance."""
        if self.asked is None or self._busy:
            return
        self._disarm()
        choices = self.page.choices
        if choices is not None and not self._empty and choices.missing:
            self.tell(self.say(choices.missing))
            return
        self.errand(self._answer())

    def action_move(self, by: int) -> None:
        """The arrows move among the choices."""
        self._browsing = self.page.choices is not None
        super().action_move(by)

    def action_step(self, by: int) -> None:
        """The next question, or the one before; what is begun is kept."""
        if self.asked is None or self._busy:
            return
        self._disarm()
        if self._next(by) is None:
            keys = {"key": self.key_of("navigator"), "submit": self.key_of("hand_in")}
            self.tell(self.say("exam_last", **keys) if by > 0 else self.say("exam_first"))
        else:
            self.errand(self._step(by))

    def action_next_open(self) -> None:
        """The next question without an answer."""
        if self.asked is not None:
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
        if self.asked is not None:
            self._disarm()
            self.errand(self._mark(flagged=not self.stand.lines[self._position].flagged))

    def action_unsure(self) -> None:
        """Mark the answer as a guess, or take the mark back."""
        if self.asked is not None:
            self._disarm()
            self.errand(self._mark(unsure=not self.stand.lines[self._position].unsure))

    def action_clear_answer(self) -> None:
        """Take the answer off."""
        if self.asked is not None and self.page.choices is not None and not self._busy:
            self._disarm()
            self.page.choices.restore(())
            self.errand(self._keep_now())

    def action_navigator(self) -> None:
        """The sheet at a glance."""
        if self.asked is not None:
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
        if self.asked is None or self._busy:
            return
        self.errand(self._finish() if self._armed else self._arm())

    def action_leave(self) -> None:
        """Not to hand in after all; else put the sheet aside, to be gone on with later."""
        if self._armed:
            self._disarm()
        else:
            super().action_leave()
