"""What can be done after a verdict: the cause of an error, another rating, a report, setting a card aside, a note.

A part of the sitting screen, kept by itself because it has nothing to do with asking.
"""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from calculators.answers.verdict import Outcome as Judged
from quizapp.progress.values import Cause
from quizapp.study.scheduling import Rating
from quizapp.study.sitting import Item, Outcome, Sitting
from quizapp.tui import asked as study_thread
from quizapp.tui.screens.question import QuestionScreen

CAUSES = tuple(Cause)
RATINGS = tuple(Rating)
NO_BREAK = "\u00a0"


class Afterwards(QuestionScreen):
    """The actions of a verdict. A screen has `asked`, `outcome` and `sitting`, and runs errands."""

    _cause: Cause | None = None

    @property
    def sitting(self) -> Sitting | None:
        """The sitting that is running; None where answers of another day are looked at."""
        raise NotImplementedError

    @property
    def outcome(self) -> Outcome | None:
        """What came of the item that is showing."""
        raise NotImplementedError

    def renew(self, outcome: Outcome) -> None:
        """Show the verdict with a changed outcome."""
        raise NotImplementedError

    @property
    def _erred(self) -> bool:
        return self.outcome is not None and self.outcome.verdict.outcome is not Judged.CORRECT

    def draw_strip(self) -> None:
        """Below a verdict: the causes of an error, or how well a right answer was known, each with its number."""
        strip = self.query_one("#strip", Static)
        outcome = self.outcome
        strip.display = outcome is not None and (self._erred or outcome.rating is not None)
        if outcome is None:
            return
        if self._erred:
            chosen = CAUSES.index(self._cause) if self._cause is not None else -1
            head, names = "cause", [self.say(f"cause_{cause.value}") for cause in CAUSES]
        else:
            chosen = RATINGS.index(outcome.rating) if outcome.rating is not None else -1
            head, names = "rated", [self.say(f"rating_{rating.name.lower()}") for rating in RATINGS]
        parts = [Content(f"{self.say(head)} ").stylize("$quiet")]
        for number, name in enumerate(names):
            mark = "bold $background on $accent" if number == chosen else ""
            # A number stays with its name where the line is broken.
            # Not by colour alone.
            sign = f"✓{NO_BREAK}" if number == chosen else ""
            chip = Content(f"{NO_BREAK}{sign}{name} ").stylize(mark)
            parts.append(Content.assemble(" ", (f"{number + 1}", "bold $primary"), NO_BREAK, chip))
        strip.update(Content("").join(parts))

    def action_remark(self, number: int) -> None:
        """The cause of an error by its number, again to take it back; of a right answer, how well it was known."""
        if self.outcome is None or self.asked is None:
            return
        if self._erred and number < len(CAUSES):
            cause = None if self._cause is CAUSES[number] else CAUSES[number]
            self.errand(self._name_cause(self.asked.item, cause))
        elif not self._erred and number < len(RATINGS) and self.outcome.rating is not None:
            self.errand(self._rate(RATINGS[number]))

    async def _name_cause(self, item: Item, cause: Cause | None) -> None:
        assert self.quiz.books is not None
        await self.quiz.call(self.quiz.books.study.name_cause, item.question.id, cause, item.part)
        self._cause = cause
        self.draw_strip()

    async def _rate(self, rating: Rating) -> None:
        assert self.sitting is not None
        self.renew(await self.quiz.call(self.sitting.rate, rating))

    def action_report(self) -> None:
        """Write down a doubt about the question, for its author."""
        if self.asked is not None:
            from quizapp.tui.screens.note import NoteScreen

            self.quiz.push_screen(NoteScreen("", self.report_now, "report"), self._send_report)

    def _send_report(self, text: str | None) -> None:
        if text:
            self.errand(self._report(text))

    async def report_now(self, text: str) -> bool:
        """Keep a report while the program ends; False, and the person is told why, where it can't be saved."""
        from quizapp.tui.opening import trouble_words

        try:
            if text:
                await self._report(text)
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            self.tell(words, "error")
            return False
        return True

    async def _report(self, text: str) -> None:
        assert self.asked is not None
        assert self.quiz.books is not None
        item = self.asked.item
        await self.quiz.call(self.quiz.books.study.report, item.question.id, text, item.part, item.variant.seed)
        self.tell(self.say("reported"))

    def action_suspend(self) -> None:
        """Set the question aside until it is taken up again, or take it up again."""
        if self.asked is not None:
            self.errand(self._suspend(self.asked.item))

    async def _suspend(self, item: Item) -> None:
        assert self.quiz.books is not None
        study, key = self.quiz.books.study, (item.question.id, item.part)
        look = await self.quiz.call(study.card, *key)
        if look.suspended:
            await self.quiz.call(study.unsuspend, *key)
        else:
            await self.quiz.call(study.suspend, *key)
        self.tell(self.say("unsuspended" if look.suspended else "suspended", key=self.key_of("suspend")))

    def action_bury(self) -> None:
        """Leave the question out of reviews until tomorrow."""
        if self.asked is not None:
            self.errand(self._bury(self.asked.item))

    async def _bury(self, item: Item) -> None:
        assert self.quiz.books is not None
        await self.quiz.call(self.quiz.books.study.bury, item.question.id, item.part)
        self.tell(self.say("buried"))

    def action_flag(self) -> None:
        """Flag the question, or take the flag away."""
        if self.asked is not None:
            self.errand(self._mark(flag=not self.asked.mark.flagged))

    def action_note(self) -> None:
        """Write a note on the question."""
        if self.asked is not None:
            from quizapp.tui.screens.note import NoteScreen

            self.quiz.push_screen(NoteScreen(self.asked.mark.note, self.keep_note_now), self._keep_note)

    def _keep_note(self, text: str | None) -> None:
        if text is not None:
            self.errand(self._mark(note=text))

    async def keep_note_now(self, text: str) -> bool:
        """Keep a note while the program ends; False, and the person is told why, where it can't be saved."""
        from quizapp.tui.opening import trouble_words

        try:
            await self._mark(note=text)
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            self.tell(words, "error")
            return False
        return True

    async def _mark(self, flag: bool | None = None, note: str | None = None) -> None:
        assert self.asked is not None
        assert self.quiz.books is not None
        self.asked = await self.quiz.call(study_thread.marked, self.quiz.books, self.asked, flag, note)
        self.words()

    def why_not(self, action_id: str) -> str:
        asked = self.asked
        if action_id == "try" and (asked is None or not asked.item.question.asked(asked.item.part).parametric):
            return "lab_nothing_to_open"
        return super().why_not(action_id)

    def action_try_it(self) -> None:
        """The question in the Lab, with the numbers that it had here."""
        if not self.refused("try") and self.asked is not None:
            self.errand(self._try_it(self.asked.item))

    async def _try_it(self, item: Item) -> None:
        from quizapp.tui.screens.lab import problem_screen

        screen = await self.quiz.call(problem_screen, item.question, item.part, item.variant.seed)
        assert screen is not None
        self.quiz.push_screen(screen)
