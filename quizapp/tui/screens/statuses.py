"""The status of a question, where it may go from there, and who has reviewed it as it stands."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.binding import BindingType
from textual.content import Content
from textual.events import Click

from quizapp.bank import signing
from quizapp.bank.authoring import (
    GATE_SEEDS,
    TRANSITIONS,
    Refused,
    as_it_is,
    gate_steps,
    may_become,
    pass_gate,
    write_status,
)
from quizapp.bank.content import content_hash, current_reviews
from quizapp.bank.schema import Question, Review, Status
from quizapp.text.safe import safe_text
from quizapp.tui import authoring, authoring_banks
from quizapp.tui.actions import STATUS, bindings
from quizapp.tui.authoring_banks import Marks
from quizapp.tui.screens.errands import FileErrands
from quizapp.tui.screens.guarding import trouble
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.speech import say
from quizapp.tui.stoppable import Stoppable, Stopped
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.outline import first_words
from quizapp.tui.widgets.titlebar import TitleBar, cut

if TYPE_CHECKING:
    from quizapp.tui.opening import Books

# Lines above the statuses.
_ABOVE = 5
_EVERY = 0.1


class StatusScreen(LinesScreen):
    """A number chooses a status, enter sets it. Comes back with whether the file was changed.

    What draws its numbers is held against the gate before it becomes ready, on a thread of its own; escape stops that.
    """

    CONTEXT = STATUS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((STATUS,)), ("down", "move(1)"), ("up", "move(-1)")]

    def __init__(self, name: str, seeds: int = GATE_SEEDS) -> None:
        super().__init__()
        self._question_id = name
        self._seeds = seeds
        self._at = 0
        self._changed = False
        self._working = self._leaving = False
        self._gate = Stoppable()
        # What stands against what was asked for, in a language.
        self._refusal: Callable[[str], str] | None = None
        self._marks: Marks | None = None

    def on_mount(self) -> None:
        """What the lint says, and how far the gate is, as it goes on."""
        self._entry = self._books.catalog.entries[self._question_id]
        super().on_mount()
        self.set_interval(_EVERY, self._draw_progress)
        self.run_worker(self._lint(), group="lint", exit_on_error=True)

    async def _lint(self) -> None:
        found = await self.quiz.call(authoring_banks.marks, self._books, [self._question_id])
        self._marks = next(iter(found.values()), Marks())
        if self.is_attached:
            self.words()

    @property
    def _books(self) -> Books:
        assert self.quiz.books is not None
        return self.quiz.books

    @property
    def _question(self) -> Question:
        return self._entry.question

    @property
    def _allowed(self) -> tuple[Status, ...]:
        return TRANSITIONS[self._question.status]

    def words(self) -> None:
        self.query_one(TitleBar).show(
            Content(self.say("statuses")).stylize("bold"), Content(self._question_id).stylize("$quiet")
        )
        self.query_one("#lines", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def why_not(self, action_id: str) -> str:
        return "stressing_runs" if action_id in ("set_status", "sign_now") and self._working else ""

    def _draw_progress(self) -> None:
        if self._gate.busy:
            self.words()

    def _lines(self, width: int) -> Iterator[Content]:
        question = self._question
        stem = question.stem.en if self.language == "en" else question.stem.ja
        yield Content(cut(first_words(stem), width)).stylize("bold")
        kind, level = self.say(f"kind_of_{question.kind.value}"), self.say("level", level=question.level)
        yield Content(cut(" · ".join([kind, question.topics[0], level]), width)).stylize("$quiet")
        yield Content("")
        yield Content.assemble((self.say("status_now"), "$quiet"), "  ", self._way(question.status))
        yield Content("")
        yield from self._choices(width)
        yield Content("")
        if self._gate.busy:
            yield from Content(self.say("status_gate", seeds=self._seeds)).wrap(width)
            yield self._gate.bar(width)
            yield Content(self.say("stressing_cancel")).stylize("$quiet")
            yield Content("")
        elif self._refusal is not None:
            for line in safe_text(self._refusal(self.language)).split("\n"):
                yield from Content(line).stylize("$wrong").wrap(width)
            yield Content("")
        yield from self._needs(width)
        yield Content("")
        yield Content(self.say("signatures")).stylize("bold $primary")
        if not question.reviewed_by:
            yield Content(f"  {self.say('signatures_none')}").stylize("$quiet")
        current = content_hash(question)
        for review in question.reviewed_by:
            yield from self._signature(review, review.content != current, width)

    def _needs(self, width: int) -> Iterator[Content]:
        """What a question has to have to be asked, each with whether it has it."""
        yield Content(self.say("status_needs")).stylize("bold $primary")
        disputes = [review.disputed is not None for review in current_reviews(self._question)]
        yield _need(not all(disputes), self.say("status_signed"))
        if any(disputes):
            yield _need(False, self.say("status_disputes", count=sum(disputes)))
        if self._marks is None:
            yield _need(None, self.say("author_checking"))
        else:
            count = self._marks.errors
            yield _need(not count, self.say("status_errors", count=count) if count else self.say("status_no_errors"))
            for fault in self._marks.first:
                if fault.severity == "error":
                    words = " ".join(fault.words(self.language).split())
                    told = cut(f"    {fault.line}:{fault.column} {words}", width)
                    yield Content(told).stylize("$quiet")
        if gate_steps(self._question, 1):
            yield _need(None, self.say("status_gate_later", seeds=self._seeds)).truncate(width, ellipsis=True)

    def _way(self, now: Status) -> Content:
        """The way from draft to retired, and where the question is on it."""
        places = [
            Content(f"● {self.say(f'status_{status.value}')}").stylize("bold")
            if status is now
            else Content(self.say(f"status_{status.value}")).stylize("$quiet")
            for status in Status
        ]
        return Content(" → ").stylize("$quiet").join(places)

    def _choices(self, width: int) -> Iterator[Content]:
        names = [self.say(f"status_{status.value}") for status in self._allowed]
        room = max(cell_len(name) for name in names)
        for number, (status, name) in enumerate(zip(self._allowed, names, strict=True)):
            chosen = number == self._at
            chip = Content(f" {number + 1} ").stylize(
                "bold $background on $primary" if chosen else "bold $primary on $panel"
            )
            bar = Content("▌").stylize("$primary") if chosen else Content(" ")
            about = self.say(f"status_{status.value}_about")
            padded = name + " " * (room - cell_len(name))
            line = Content.assemble(bar, chip, f"  {padded}  ", (about, "$quiet"))
            yield line.truncate(width, ellipsis=True)

    def _signature(self, review: Review, stale: bool, width: int) -> Iterator[Content]:
        words = self.say(f"signed_{'stale' if stale else 'disputed' if review.disputed else 'current'}")
        sign = "·" if stale else "×" if review.disputed else "○"
        colour = "$quiet" if stale else "$wrong" if review.disputed else "$right"
        answered = f"  {self.say('signed_answered', verdict=self.say(review.answered))}" if review.answered else ""
        who = Content.assemble(safe_text(review.by), (f"  {words}{answered}", "$quiet"))
        for number, line in enumerate(who.wrap(max(20, width - 4))):
            yield Content.assemble((f"  {sign} " if number == 0 else "    ", colour), line)
        if review.disputed:
            yield from (Content("    ") + line for line in Content(safe_text(review.disputed)).wrap(max(20, width - 4)))

    def on_click(self, event: Click) -> None:
        """A click on a line of the statuses chooses it."""
        if event.widget is self.query_one("#lines") and 0 <= event.y - _ABOVE < len(self._allowed):
            self.action_choose(event.y - _ABOVE)

    def action_move(self, by: int) -> None:
        """The arrows."""
        self.action_choose((self._at + by) % len(self._allowed))

    def action_choose(self, number: int) -> None:
        """By number."""
        if number < len(self._allowed) and not self._working:
            self._at = number
            self.words()

    def action_set_status(self) -> None:
        """Set the chosen status."""
        if not self.refused("set_status"):
            self._start(self._set())

    async def _set(self) -> None:
        wanted = self._allowed[self._at]
        entry = await self.quiz.call(as_it_is, self._entry)
        if await self.quiz.call(may_become, self._books.catalog, entry, wanted):
            if self._leaving:
                raise Stopped
            question = entry.question
            await self._gate.run(partial(pass_gate, question, self._seeds), gate_steps(question, self._seeds))
        await self.quiz.call(write_status, entry, wanted)

    def action_sign_now(self) -> None:
        """Ask for a name and sign."""
        from quizapp.tui.screens.asking import AskScreen

        if not self.refused("sign_now"):
            self.quiz.push_screen(AskScreen("ask_name", self.quiz.settings.author), self._take_name)

    def _take_name(self, by: str | None) -> None:
        if by is not None:
            self.quiz.change_setting("author", by)
            self._start(self._sign(by))

    async def _sign(self, by: str) -> None:
        await self.quiz.call(signing.sign, self._entry.file, self._question, by)

    def _start(self, change: Coroutine[Any, Any, None]) -> None:
        self._working = True
        self._refusal = partial(say, message_id="author_checking")
        self.words()
        self.draw_keys()
        self.run_worker(self._do(change), group="status", exit_on_error=True)

    async def _do(self, change: Coroutine[Any, Any, None]) -> None:
        try:
            await change
        except Stopped:
            self._refusal = partial(say, message_id="status_stopped")
        except Exception as error:
            self._refusal = self._refused_in(error)
        else:
            self._refusal = None
            self._at = 0
        finally:
            self._working = False
        try:
            await self._read_again()
        finally:
            if self.is_attached:
                self.words()
                self.draw_keys()
                if self._leaving:
                    self.action_leave()

    async def _read_again(self) -> None:
        """What is in the file now is shown; where no question can be read from it any more, what there was."""
        self.quiz.books = await self.quiz.call(authoring.reread, self._books)
        now = self._books.catalog.entries.get(self._question_id)
        self._changed = self._changed or now is not self._entry
        self._entry = now or self._entry
        self._at = min(self._at, len(self._allowed) - 1)
        await self._lint()

    def _refused_in(self, error: Exception) -> Callable[[str], str]:
        if isinstance(error, Refused) and error.code in ("not_reviewed", "still_disputed"):
            # The bank's own words name a command.
            keys = {"key": self.key_of("sign_now"), "leave": self.key_of("leave"), "blind": self._key_below("blind")}
            code, reasons = f"status_{error.code}", error.reasons
            return lambda language: "\n".join([say(language, code, **keys), *reasons(language)])
        return partial(trouble, error=error, file=self._entry.file)

    def _key_below(self, action_id: str) -> str:
        """The key of an action of the tree or the editor that this screen lies over."""
        below = self.quiz.screen_stack[-2]
        assert isinstance(below, FileErrands)
        return below.key_of(action_id)

    def action_leave(self) -> None:
        """Stop the gate, where it is being asked; else back, telling whether the file was changed."""
        if self._gate.busy:
            self._gate.stop()
        elif self._working:
            # Something is being written: what came of it is told where this goes back to.
            self._leaving = True
        else:
            self.dismiss(self._changed)

    def on_unmount(self) -> None:
        """Nothing goes on unseen."""
        self._gate.stop()


def _need(met: bool | None, words: str) -> Content:
    """A line of what is needed; None: that is not known yet."""
    sign, colour = ("·", "$quiet") if met is None else ("○", "$right") if met else ("×", "$wrong")
    return Content.assemble((f"  {sign} ", colour), words)
