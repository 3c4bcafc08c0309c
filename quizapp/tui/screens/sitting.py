"""A sitting: one question and nothing else; then, on the same page below it, the verdict with its solution."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from quizapp.study.sitting import Outcome, Response, Sitting
from quizapp.text.messages import message
from quizapp.tui import asked as study_thread
from quizapp.tui.actions import CHOICE, OPENING, SITTING, TOLD, TYPED, Action, bindings
from quizapp.tui.asked import Asked, Start
from quizapp.tui.parts import PartsBefore, part_words
from quizapp.tui.screens.afterwards import Afterwards
from quizapp.tui.widgets.marks import mark_row
from quizapp.tui.widgets.page import QuestionPage
from quizapp.tui.widgets.solution import Told
from quizapp.tui.widgets.titlebar import RAW, TitleBar

if TYPE_CHECKING:
    from quizapp.study.summary import Summary


class SittingScreen(Afterwards):
    """Asks what a sitting gives it, hands back responses, and shows an outcome only once it has been committed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SITTING)]

    def __init__(self, start: Start) -> None:
        super().__init__()
        self._start = start
        self._sitting: Sitting | None = None
        self._outcome: Outcome | None = None
        self._response_given = Response(text="")
        self._shown_at: datetime | None = None
        self._seconds = 0
        self._before = PartsBefore()
        self._unsure = self._hinted = False
        # What stood in the field at the last tick, and what of it is kept.
        self._resting = self._drafted = ""
        # Whether the key bar says that what is typed can be taken back.
        self._told_typed = False
        # Whether the field is that of the item that is asked: until then the one before it stands there.
        self._placed = False
        # How many of the questions that were left out have been named.
        self._left_out = 0

    def body(self) -> ComposeResult:
        yield QuestionPage()
        yield Static("", markup=False, id="strip")

    def on_mount(self) -> None:
        """Fetch the first question."""
        super().on_mount()
        self.set_interval(1, self.tick)
        self.errand(self._begin())

    # What is showing

    @property
    def context(self) -> str:
        if self.asked is None:
            return OPENING
        if self._outcome is not None:
            return TOLD
        return TYPED if self.asked.item.variant.form == "typed" else CHOICE

    @property
    def sitting(self) -> Sitting | None:
        return self._sitting

    @property
    def outcome(self) -> Outcome | None:
        return self._outcome

    @property
    def answering(self) -> bool:
        return self._outcome is None

    def renew(self, outcome: Outcome) -> None:
        """Show the verdict with a changed outcome."""
        self._outcome = outcome
        self.words()

    def words(self) -> None:
        self._draw_head()
        self.draw_strip()
        if self.asked is None:
            self.page.wait(self.say("opening"))
            return
        before = self._before.words(self.asked.item, self.language)
        self.page.say(self.asked, self.language, self._hinted, self._raw, before)
        told = None
        if self._outcome is not None:
            words, now = self.asked.words[self.language], self.quiz.clock.now()
            told = Told(self.asked.item, words, self._outcome, self._response_given, now, self._raw)
        self.page.tell(told, self.language)

    def _draw_head(self) -> None:
        asked = self.asked
        if asked is None or self.quiz.books is None:
            self.query_one(TitleBar).show(Content("quizapp").stylize("bold $primary"))
            return
        item = asked.item
        chapter = _chapter(self.quiz.books.catalog.syllabus, item.question.topics[0], self.language)
        kind = Content(self.say(f"item_{item.kind.value}")).stylize("$quiet")
        right: list[Content] = [RAW] if self._raw else []
        if item.part:
            right.append(Content(part_words(item, self.language)).stylize("bold $primary"))
        if asked.mark.flagged:
            right.append(Content(f"⚑ {self.say('flagged')}").stylize("$partial"))
        if self._unsure:
            right.append(Content(f"? {self.say('unsure')}").stylize("$partial"))
        right.append(mark_row(asked.marks, item.position, self.size.width // (6 if item.part else 4)))
        # Not the item's own total: a verdict may have brought the question back since it was drawn.
        right.append(Content(f"{item.position}/{len(asked.marks)}"))
        right.append(Content(f"{self._seconds // 60:02d}:{self._seconds % 60:02d}").stylize("$quiet"))
        self.query_one(TitleBar).show(Content(chapter).stylize("bold"), Content("  ").join(right), kind)

    def tick(self) -> None:
        if self._shown_at is not None and self._outcome is None:
            self._seconds = int((self.quiz.clock.now() - self._shown_at).total_seconds())
            self._draw_head()
            self._keep_resting()

    def _keep_resting(self) -> None:
        """What is typed is kept once no key has come between two ticks: a kill loses no more than that."""
        text = self._typed
        if text == self._resting != self._drafted and not self._busy:
            self.run_worker(self._keep_draft_now(), group="draft", exit_on_error=True)
        self._resting = text

    # Errands to the study thread

    async def _begin(self) -> None:
        assert self.quiz.books is not None
        self._sitting, asked = await self.quiz.call(study_thread.begin, self.quiz.books, self._start)
        self._left_out = 0
        await self._ask(asked)

    async def _ask(self, asked: Asked | None) -> None:
        self._tell_left_out()
        if asked is None:
            await self._finish()
            return
        self.asked, self._outcome = asked, None
        self._before.forget_from(asked.item)
        self._unsure = self._hinted = False
        self._cause = None
        self._shown_at, self._seconds = self.quiz.clock.now(), 0
        assert self._sitting is not None
        self._resting = self._drafted = self._sitting.draft
        self._placed = False
        async with self.batch():
            await self.page.ask(asked, self.language, self._resting)
            self._placed = True
            self.words()
            self.page.begin(asked)
        if self.page.field is not None:
            self.page.field.field.focus()
        self.draw_keys()

    def _tell_left_out(self) -> None:
        """Name what the sitting had to leave out since this was told last."""
        assert self._sitting is not None
        if ids := self._sitting.left_out[self._left_out :]:
            self._left_out += len(ids)
            self.tell(message(self.language, "cli.left_out", ids=", ".join(ids)), "warning")

    async def _answer(self, response: Response) -> None:
        assert self._sitting is not None
        assert self.quiz.books is not None
        outcome, asked = await self.quiz.call(study_thread.answered, self.quiz.books, self._sitting, response)
        if not outcome.recorded:
            if self.page.field is not None:
                self.page.field.object(outcome.verdict.fault)
            return
        self.asked, self._outcome, self._response_given = asked or self.asked, outcome, response
        if self.asked is not None:
            self.page.close(self.asked)
            self._before.add(self.asked)
        self.set_focus(None)
        self.words()
        self.draw_keys()
        self.call_after_refresh(self.page.show_verdict)

    async def _finish(self) -> None:
        from quizapp.tui.screens.summary import SummaryScreen

        assert self._sitting is not None
        summary: Summary = await self.quiz.call(self._sitting.summary)
        self.quiz.push_screen(SummaryScreen(summary), self._after_summary)

    def _after_summary(self, wish: str | Start | None) -> None:
        if wish == "undo":
            self.errand(self._go(study_thread.undone))
        elif callable(wish):
            self._start = wish
            self.errand(self._begin())
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
        self._leaving = False
        if self._sitting is not None:
            await self._keep_draft()
            await self.quiz.call(self._sitting.leave)
        self.dismiss(None)

    async def _keep_draft(self) -> None:
        """Keep what is typed and not handed in."""
        if self._sitting is not None and self.asked is not None and self._outcome is None and self._placed:
            text = self._drafted = self._typed
            await self.quiz.call(study_thread.draft_kept, self._sitting, self.asked.item, text)

    async def _keep_draft_now(self) -> bool:
        """The same beside what a person does; False, and why is told, where it can't be kept."""
        from quizapp.tui.opening import trouble_words

        try:
            await self._keep_draft()
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            self.tell(words, "error")
            return False
        return True

    async def keep_before_quitting(self) -> bool:
        """What is typed and not handed in is kept."""
        return await self._keep_draft_now()

    # What a person can do

    def action_words(self, action: Action) -> str:
        paused = action.id == "leave" and self.asked is not None
        return self.say("act_pause") if paused else super().action_words(action)

    @property
    def _typed(self) -> str:
        """What is typed and not handed in."""
        return self.page.field.typed if self._outcome is None and self.page.field is not None else ""

    def on_answer_field_echoed(self) -> None:
        """What is typed can be taken back: the bar says so from the first letter on."""
        if self._has_typed != self._told_typed:
            self._told_typed = self._has_typed
            self.draw_keys()

    @property
    def _has_typed(self) -> bool:
        return bool(self._typed)

    def why_not(self, action_id: str) -> str:
        asked = self.asked
        if action_id == "hint" and (asked is None or not asked.words[self.language].hint):
            return "no_hint"
        if action_id == "undo" and self._has_typed:
            return ""
        if action_id == "undo" and (asked is None or not any(mark is not None for mark in asked.marks)):
            return "nothing_to_undo"
        if action_id == "end" and (asked is None or not any(mark is not None for mark in asked.marks)):
            return "nothing_answered"
        if action_id == "fresh" and (asked is None or not asked.item.question.asked(asked.item.part).parametric):
            return "no_other_numbers"
        return super().why_not(action_id)

    def action_answer(self) -> None:
        """Hand in what is chosen or typed."""
        if self.asked is None or self._busy:
            return
        if self.page.choices is not None:
            if self.page.choices.missing:
                self.tell(self.say(self.page.choices.missing, key=self.key_of("answer")))
                return
            self.errand(self._answer(self._response(chosen=tuple(self.page.choices.chosen))))
        else:
            assert self.page.field is not None
            if not self.page.field.typed.strip():
                self.page.field.object()
                return
            self.errand(self._answer(self._response(text=self.page.field.typed)))

    def _response(self, text: str | None = None, chosen: tuple[str, ...] | None = None) -> Response:
        """What is handed in, with the time it took and how it came about."""
        assert self._shown_at is not None
        seconds = (self.quiz.clock.now() - self._shown_at).total_seconds()
        return Response(text, chosen, seconds, self._unsure, self._hinted, self.language)

    def action_hint(self) -> None:
        """Show the hint; an answer after it counts as helped."""
        if not self.refused("hint"):
            self._hinted = True
            self.words()

    def action_unsure(self) -> None:
        """Mark the answer as a guess, or take the mark back."""
        self._unsure = not self._unsure
        self._draw_head()

    def action_next(self) -> None:
        """Go on to the next question."""
        self.errand(self._go(study_thread.advanced))

    def action_fresh(self) -> None:
        """The same question with other numbers; it does not move the schedule."""
        if not self.refused("fresh"):
            self.errand(self._go(study_thread.afresh))

    def action_undo(self) -> None:
        """Take back the last answer and ask again. What is being typed goes first, and the last answer stays."""
        if self._has_typed:
            assert self.page.field is not None
            self.page.field.clear()
            self.draw_keys()
        elif not self.refused("undo"):
            self.errand(self._go(study_thread.undone))

    def action_redo(self) -> None:
        """Give the answer again that was taken back."""
        self.errand(self._go(study_thread.redone))

    def action_end(self) -> None:
        """End here without asking the rest."""
        if not self.refused("end"):
            self.errand(self._end())


def _chapter(syllabus: Any, topic: str, language: str) -> str:
    """The code and name of the chapter that a topic belongs to."""
    for section in syllabus.sections():
        if topic.startswith(f"{section.code}."):
            return f"{section.code} {section.name[language]}"
    return topic
