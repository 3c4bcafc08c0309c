"""The status of a question, where it may go from there, and who has reviewed it as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import Click

from quizapp.bank import signing
from quizapp.bank.authoring import TRANSITIONS, Refused, change_status
from quizapp.bank.content import content_hash
from quizapp.bank.editing import NotEditable, unreadable_fault
from quizapp.bank.reader import Unreadable
from quizapp.bank.schema import Status
from quizapp.text.safe import safe_text
from quizapp.tui import authoring
from quizapp.tui.actions import STATUS, bindings
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.titlebar import TitleBar

# Lines above the statuses.
_ABOVE = 2


class StatusScreen(LinesScreen):
    """A number chooses a status, enter sets it. Comes back with whether the file was changed."""

    CONTEXT = STATUS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((STATUS,)), ("down", "move(1)"), ("up", "move(-1)")]

    def __init__(self, name: str) -> None:
        super().__init__()
        self._question_id = name
        self._at = 0
        self._changed = False
        self._refusal = ""

    @property
    def _allowed(self) -> tuple[Status, ...]:
        assert self.quiz.books is not None
        return TRANSITIONS[self.quiz.books.catalog.find(self._question_id).status]

    def words(self) -> None:
        self.query_one(TitleBar).show(
            Content(self.say("statuses")).stylize("bold"), Content(self._question_id).stylize("$quiet")
        )
        self.query_one("#lines", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def _lines(self, width: int) -> Iterator[Content]:
        assert self.quiz.books is not None
        question = self.quiz.books.catalog.find(self._question_id)
        now = self.say(f"status_{question.status.value}")
        yield Content.assemble((self.say("status_now"), "$quiet"), "  ", (now, "bold"))
        yield Content("")
        for number, status in enumerate(self._allowed):
            chosen = number == self._at
            chip = Content(f" {number + 1} ").stylize(
                "bold $background on $primary" if chosen else "bold $primary on $panel"
            )
            bar = Content("▌").stylize("$primary") if chosen else Content(" ")
            about = self.say(f"status_{status.value}_about")
            yield Content.assemble(bar, chip, f"  {self.say(f'status_{status.value}')}  ", (about, "$quiet")).truncate(
                width, ellipsis=True
            )
        if self._refusal:
            yield Content("")
            for line in safe_text(self._refusal).split("\n"):
                yield from Content(line).stylize("$wrong").wrap(width)
        yield Content("")
        yield Content(self.say("signatures")).stylize("bold $primary")
        current = content_hash(question)
        if not question.reviewed_by:
            yield Content(f"  {self.say('signatures_none')}").stylize("$quiet")
        for review in question.reviewed_by:
            stale = review.content != current
            words = self.say(f"signed_{'stale' if stale else 'disputed' if review.disputed else 'current'}")
            sign = "·" if stale else "×" if review.disputed else "○"
            colour = "$quiet" if stale else "$wrong" if review.disputed else "$right"
            answered = f"  {self.say('signed_answered', verdict=self.say(review.answered))}" if review.answered else ""
            yield Content.assemble((f"  {sign} ", colour), safe_text(review.by), (f"  {words}{answered}", "$quiet"))
            if review.disputed:
                yield from (Content("    ") + line for line in Content(safe_text(review.disputed)).wrap(width - 4))

    def on_click(self, event: Click) -> None:
        """A click on a line of the statuses chooses it."""
        if event.widget is self.query_one("#lines") and 0 <= event.y - _ABOVE < len(self._allowed):
            self.action_choose(event.y - _ABOVE)

    def action_move(self, by: int) -> None:
        """The arrows."""
        self._at = (self._at + by) % len(self._allowed)
        self.words()

    def action_choose(self, number: int) -> None:
        """By number."""
        if number < len(self._allowed):
            self._at = number
            self.words()

    def action_set_status(self) -> None:
        """Set the chosen status."""
        self.run_worker(self._do(self._set), group="status", exclusive=True, exit_on_error=True)

    def _set(self) -> None:
        assert self.quiz.books is not None
        change_status(self.quiz.books.catalog, self._question_id, self._allowed[self._at])

    def action_sign_now(self) -> None:
        """Ask for a name and sign."""
        from quizapp.tui.screens.asking import AskScreen

        self.quiz.push_screen(AskScreen("ask_name", self.quiz.settings.author), self._take_name)

    def _take_name(self, by: str | None) -> None:
        if by is not None:
            self.quiz.change_setting("author", by)
            self.run_worker(self._do(lambda: self._sign(by)), group="status", exclusive=True, exit_on_error=True)

    def _sign(self, by: str) -> None:
        assert self.quiz.books is not None
        entry = self.quiz.books.catalog.entries[self._question_id]
        signing.sign(entry.file, entry.question, by)

    async def _do(self, change: authoring.Change) -> None:
        assert self.quiz.books is not None
        self._refusal = self.say("author_checking")
        self.words()
        try:
            await self.quiz.call(change)
        except Refused as refused:
            self._refusal = refused.words(self.language)
        except (Unreadable, NotEditable) as error:
            fault = unreadable_fault(error, self.quiz.books.catalog.entries[self._question_id].file)
            self._refusal = fault.in_file(self.language)
        except OSError as error:
            self._refusal = self.say("author_unwritten", reason=error.strerror or str(error))
        else:
            self._changed = True
            self._refusal = ""
            self.quiz.books = await self.quiz.call(authoring.reread, self.quiz.books)
            self._at = 0
        self.words()

    def action_leave(self) -> None:
        """Back, telling whether the file was changed."""
        self.dismiss(self._changed)
