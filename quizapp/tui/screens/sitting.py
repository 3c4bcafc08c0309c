"""A sitting: one question and nothing else; then, on the same page below it, the verdict with its solution."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.bank.schema import Kind
from quizapp.study.sitting import Outcome, Response, Sitting
from quizapp.tui import asked as study_thread
from quizapp.tui.actions import CHOICE, SITTING, TOLD, TYPED, bindings
from quizapp.tui.asked import Asked, Start
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.answer import AnswerField
from quizapp.tui.widgets.choices import Choices
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.marks import mark_row
from quizapp.tui.widgets.prose import Prose
from quizapp.tui.widgets.solution import Told, right_choices, solution
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.study.summary import Summary


class SittingScreen(QuizScreen):
    """Asks what a sitting gives it, hands back responses, and shows an outcome only once it has been committed."""

    CSS_PATH = "sitting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(SITTING),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(12)", show=False),
        Binding("pageup", "page(-12)", show=False),
    ]

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._start = start
        self._sitting: Sitting | None = None
        self.asked: Asked | None = None
        self._outcome: Outcome | None = None
        self._response = Response(text="")
        self._shown_at: datetime | None = None
        self._seconds = 0
        self._unsure = self._hinted = self._raw = self._busy = False

    def body(self) -> ComposeResult:
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="sheet"):
            yield Static("", markup=False, id="waiting")
            yield Prose(id="stem")
            yield Vertical(id="asking")
            yield Prose(id="hint")
            yield Flow(id="solution")
            yield Prose(id="own-note")

    def on_mount(self) -> None:
        """Fetch the first question."""
        super().on_mount()
        self.set_interval(1, self.tick)
        self._errand(self._begin())

    # What is showing

    @property
    def context(self) -> str:
        if self._outcome is not None:
            return TOLD
        return TYPED if self.asked is not None and self.asked.item.variant.form == "typed" else CHOICE

    @property
    def _choices(self) -> Choices | None:
        found = self.query(Choices)
        return found.first() if found else None

    @property
    def _field(self) -> AnswerField | None:
        found = self.query(AnswerField)
        return found.first() if found else None

    def words(self) -> None:
        self._draw_head()
        asked = self.asked
        self.query_one("#waiting", Static).update(Content("" if asked else self.say("opening")))
        self.query_one("#waiting").display = asked is None
        if asked is None:
            return
        words = asked.words[self.language]
        stem = words.stem
        if asked.item.question.kind is Kind.MULTIPLE:
            stem += f"\n\n*{self.say('choose_all')}*"
        self.query_one("#stem", Prose).say(stem, self._raw)
        self.query_one("#hint", Prose).say(words.hint if self._hinted else "", self._raw)
        note = asked.mark.note
        self.query_one("#own-note", Prose).say(f"**{self.say('note')}**\n\n{note}" if note else "")
        if self._choices is not None:
            self._choices.say(words.choices)
            self._fit()
        if self._field is not None:
            self._field.say(self.language)
        self._draw_solution()

    def _fit(self) -> None:
        """Choices stand apart where there is room for it, and close together where they would run off the page."""
        width = self.query_one(".sheet").content_size.width
        if self._choices is not None and width:
            stem = self.query_one("#stem", Prose).drawn(width).plain.count("\n") + 2
            self._choices.fit(width, self.query_one("#page").size.height - stem - 2)

    def on_resize(self) -> None:
        """The room for the choices has changed."""
        self.call_after_refresh(self._fit)

    def _draw_head(self) -> None:
        asked = self.asked
        if asked is None or self.quiz.books is None:
            self.query_one(TitleBar).show(Content("quizapp").stylize("bold $primary"))
            return
        item = asked.item
        left = Content.assemble(
            (_chapter(self.quiz.books.catalog.syllabus, item.question.topics[0], self.language), "bold"),
            (f"  {self.say(f'item_{item.kind.value}')}", "$quiet"),
        )
        right: list[Content] = []
        if asked.mark.flagged:
            right.append(Content(f"⚑ {self.say('flagged')}").stylize("$partial"))
        if self._unsure:
            right.append(Content(f"? {self.say('unsure')}").stylize("$partial"))
        right.append(mark_row(asked.marks, item.position, self.size.width // 4))
        right.append(Content(f"{item.position}/{item.total}"))
        right.append(Content(f"{self._seconds // 60:02d}:{self._seconds % 60:02d}").stylize("$quiet"))
        self.query_one(TitleBar).show(left, Content("  ").join(right))

    def _draw_solution(self) -> None:
        asked, outcome = self.asked, self._outcome
        if asked is None or outcome is None:
            self.query_one("#solution", Flow).show(None)
            return
        told = Told(asked.item, asked.words[self.language], outcome, self._response, self.quiz.clock.now(), self._raw)
        self.query_one("#solution", Flow).show(solution(told, self.language))

    def tick(self) -> None:
        if self._shown_at is not None and self._outcome is None:
            self._seconds = int((self.quiz.clock.now() - self._shown_at).total_seconds())
            self._draw_head()

    # Errands to the study thread, one at a time

    def _errand(self, errand: Coroutine[Any, Any, None]) -> None:
        if self._busy:
            errand.close()
            return
        self._busy = True
        self.run_worker(self._run(errand), group="study", exit_on_error=True)

    async def _run(self, errand: Coroutine[Any, Any, None]) -> None:
        from quizapp.tui.opening import trouble_words

        try:
            await errand
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            self.tell(words, "error")
            if self.asked is None:
                self.dismiss(None)
        finally:
            self._busy = False

    async def _begin(self) -> None:
        assert self.quiz.books is not None
        self._sitting, asked = await self.quiz.call(study_thread.begin, self.quiz.books, self._start)
        await self._ask(asked)

    async def _ask(self, asked: Asked | None) -> None:
        if asked is None:
            await self._finish()
            return
        self.asked, self._outcome = asked, None
        self._unsure = self._hinted = False
        self._shown_at, self._seconds = self.quiz.clock.now(), 0
        place = self.query_one("#asking", Vertical)
        async with self.batch():
            await place.remove_children()
            variant = asked.item.variant
            if variant.form == "typed":
                assert not isinstance(variant.key, frozenset)
                await place.mount(AnswerField(variant.key, self.language))
            else:
                several = asked.item.question.kind is Kind.MULTIPLE
                await place.mount(Choices(asked.words[self.language].choices, several))
            self.words()
            self.query_one("#page").scroll_home(animate=False)
        if self._field is not None:
            self._field.field.focus()
        self.draw_keys()

    async def _answer(self, response: Response) -> None:
        assert self._sitting is not None
        assert self.quiz.books is not None
        outcome, asked = await self.quiz.call(study_thread.answered, self.quiz.books, self._sitting, response)
        if not outcome.recorded:
            if self._field is not None:
                self._field.object()
            return
        self.asked, self._outcome, self._response = asked or self.asked, outcome, response
        if self._field is not None:
            self._field.close()
        if self._choices is not None:
            assert self.asked is not None
            self._choices.tell(right_choices(self.asked.item.variant))
        self.set_focus(None)
        self.words()
        self.draw_keys()
        self.call_after_refresh(self._show_verdict)

    def _show_verdict(self) -> None:
        """The verdict comes into view; where there is room, the question stays above it."""
        self.query_one("#page").scroll_to_widget(self.query_one("#solution"), animate=False, top=True)

    async def _finish(self) -> None:
        from quizapp.tui.screens.summary import SummaryScreen

        assert self._sitting is not None
        summary: Summary = await self.quiz.call(self._sitting.summary)
        self.quiz.push_screen(SummaryScreen(summary), self._after_summary)

    def _after_summary(self, wish: str | Start | None) -> None:
        if wish == "undo":
            self._errand(self._go(study_thread.undone))
        elif callable(wish):
            self._start = wish
            self._errand(self._begin())
        else:
            self.dismiss(None)

    async def _go(self, step: Any) -> None:
        assert self._sitting is not None
        assert self.quiz.books is not None
        await self._ask(await self.quiz.call(step, self.quiz.books, self._sitting))

    async def _end(self) -> None:
        assert self._sitting is not None
        await self.quiz.call(self._sitting.end)
        await self._finish()

    async def _leave(self) -> None:
        if self._sitting is not None:
            await self.quiz.call(self._sitting.leave)
        self.dismiss(None)

    # What a person can do

    def why_not(self, action_id: str) -> str:
        asked = self.asked
        if action_id == "hint" and (asked is None or not asked.words[self.language].hint):
            return "no_hint"
        if action_id == "undo" and (asked is None or not any(mark is not None for mark in asked.marks)):
            return "nothing_to_undo"
        if action_id == "end" and (asked is None or not any(mark is not None for mark in asked.marks)):
            return "nothing_answered"
        if action_id == "fresh" and (asked is None or not asked.item.question.parametric):
            return "no_other_numbers"
        return ""

    def action_answer(self) -> None:
        """Hand in what is chosen or typed."""
        if self.asked is None or self._busy:
            return
        seconds = (self.quiz.clock.now() - self._shown_at).total_seconds() if self._shown_at else 0.0
        if self._choices is not None:
            if not self._choices.chosen:
                self.tell(self.say("choose_first"))
                return
            response = Response(
                chosen=tuple(self._choices.chosen), seconds=seconds, unsure=self._unsure, hint=self._hinted
            )
        else:
            assert self._field is not None
            if not self._field.typed.strip():
                self._field.object()
                return
            response = Response(text=self._field.typed, seconds=seconds, unsure=self._unsure, hint=self._hinted)
        self._errand(self._answer(response))

    def on_answer_field_sent(self) -> None:
        """Enter in the field."""
        self.action_answer()

    def action_choose(self, number: int) -> None:
        """Choose by number."""
        if self._choices is not None:
            self._choices.choose(number)

    def action_choose_here(self) -> None:
        """Choose where the cursor is."""
        if self._choices is not None:
            self._choices.toggle()

    def action_move(self, by: int) -> None:
        """The arrows move among the choices; after the verdict they scroll."""
        if self._choices is not None and self._outcome is None:
            self._choices.move(by)
        else:
            self.action_page(by)

    def action_page(self, by: int) -> None:
        """Scroll the page."""
        self.query_one("#page").scroll_relative(y=by, animate=False)

    def action_hint(self) -> None:
        """Show the hint; an answer after it counts as helped."""
        if not self.refused("hint"):
            self._hinted = True
            self.words()

    def action_unsure(self) -> None:
        """Mark the answer as a guess, or take the mark back."""
        self._unsure = not self._unsure
        self._draw_head()

    def action_raw(self) -> None:
        """Formulas as LaTeX source, and back."""
        self._raw = not self._raw
        self.words()

    def action_next(self) -> None:
        """Go on to the next question."""
        self._errand(self._go(study_thread.advanced))

    def action_fresh(self) -> None:
        """The same question with other numbers; it does not move the schedule."""
        if not self.refused("fresh"):
            self._errand(self._go(study_thread.afresh))

    def action_undo(self) -> None:
        """Take back the last answer and ask again."""
        if not self.refused("undo"):
            self._errand(self._go(study_thread.undone))

    def action_flag(self) -> None:
        """Flag the question, or take the flag away."""
        if self.asked is not None:
            self._errand(self._mark(flag=not self.asked.mark.flagged))

    def action_note(self) -> None:
        """Write a note on the question."""
        if self.asked is not None:
            from quizapp.tui.screens.note import NoteScreen

            self.quiz.push_screen(NoteScreen(self.asked.mark.note), self._keep_note)

    def _keep_note(self, text: str | None) -> None:
        if text is not None:
            self._errand(self._mark(note=text))

    async def _mark(self, flag: bool | None = None, note: str | None = None) -> None:
        assert self.asked is not None
        assert self.quiz.books is not None
        self.asked = await self.quiz.call(study_thread.marked, self.quiz.books, self.asked, flag, note)
        self.words()

    def action_end(self) -> None:
        """End here without asking the rest."""
        if not self.refused("end"):
            self._errand(self._end())

    def action_leave(self) -> None:
        """Put the sitting aside; it can be gone on with from home."""
        self._errand(self._leave())


def _chapter(syllabus: Any, topic: str, language: str) -> str:
    """The code and name of the chapter that a topic belongs to."""
    for section in syllabus.sections():
        if topic.startswith(f"{section.code}."):
            return f"{section.code} {section.name[language]}"
    return topic
