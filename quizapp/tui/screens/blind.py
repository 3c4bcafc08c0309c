"""Blind review: a colleague answers without the key, then sees it, and signs or disputes. The result is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from calculators.answers.verdict import Outcome
from quizapp.bank import signing
from quizapp.bank.catalog import Entry, UnknownQuestion
from quizapp.bank.editing import NotEditable
from quizapp.study.sitting import Response
from quizapp.tui import authoring
from quizapp.tui.actions import BLIND, BLIND_TOLD, Action, bindings
from quizapp.tui.asked import Asked
from quizapp.tui.screens.guarding import GuardedScreen
from quizapp.tui.widgets.preview import Preview, Wish, judged, look
from quizapp.tui.widgets.titlebar import TitleBar

_WORST = (Outcome.CORRECT, Outcome.PARTIAL, Outcome.WRONG)


class BlindScreen(GuardedScreen):
    """Comes back with whether the file may have changed.

    What is answered, seen and signed is one content, read once: whatever becomes of the file meanwhile, `signing.sign`
    refuses any other, and the question as it then is can be answered again.
    """

    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((BLIND, BLIND_TOLD)),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(12)", show=False),
        Binding("pageup", "page(-12)", show=False),
    ]

    def __init__(self, entry: Entry, seed: int | None = None) -> None:
        super().__init__()
        self._entry = entry
        self._question = entry.question
        self._wish = Wish(signing.fresh_seed() if seed is None else seed)
        self._outcomes: list[Outcome] = []
        self._by = self._reason = ""
        self._unaskable = False
        # Whether the file was found to hold another content than what was answered; whether the bank was read again.
        self._outdated = self._reread = False

    @property
    def file(self) -> Path:
        return self._entry.file

    def body(self) -> ComposeResult:
        yield Preview("blind_head", hinted=False)

    def on_mount(self) -> None:
        """The first part."""
        super().on_mount()
        self._ask_soon()

    @property
    def preview(self) -> Preview:
        """The question."""
        return self.query_one(Preview)

    @property
    def context(self) -> str:
        return BLIND if self.preview.outcome is None else BLIND_TOLD

    @property
    def _answered_all(self) -> bool:
        return len(self._outcomes) == len(self._question.part_names)

    def words(self) -> None:
        self.query_one(TitleBar).show(
            Content(self.say("blind_title")).stylize("bold"), Content(self._question.id).stylize("$quiet")
        )
        self.preview.say(self.language)

    def action_words(self, action: Action) -> str:
        if action.id == "review_answer" and self._answered_all and not self._outdated:
            # There is no further part: what is left is to agree or to dispute.
            return ""
        if action.id == "review_answer" and self.preview.outcome is not None:
            return self.say("act_answer_again" if self._outdated else "act_next_part")
        return super().action_words(action)

    def why_not(self, action_id: str) -> str:
        if self._outdated:
            return "blind_answer_again" if action_id in ("agree", "dispute") else ""
        if self._unaskable and action_id in ("agree", "dispute", "review_answer"):
            return "blind_unaskable"
        if action_id in ("agree", "dispute") and not self._answered_all:
            return "blind_all_parts"
        if action_id == "review_answer" and self._answered_all:
            return "blind_decide"
        return ""

    def _ask_soon(self) -> None:
        self.run_worker(self._ask(), group="look", exclusive=True)

    async def _ask(self) -> None:
        found = await self.quiz.call(look, self._question, self._wish)
        self._unaskable = not isinstance(found, Asked)
        await self.preview.show(found, self.language)
        if self.preview.page.field is not None:
            self.preview.page.field.field.focus()
        self.draw_keys()

    def action_choose(self, number: int) -> None:
        """Choose by number."""
        if self.preview.page.choices is not None:
            self.preview.page.choices.choose(number)

    def action_move(self, by: int) -> None:
        """The arrows move among the choices, or scroll."""
        if self.preview.page.choices is not None and self.preview.outcome is None:
            self.preview.page.choices.move(by)
        else:
            self.action_page(by)

    def action_page(self, by: int) -> None:
        """Scroll."""
        self.preview.page.scroll_page(by)

    def on_answer_field_sent(self) -> None:
        """Enter in the field."""
        self.action_review_answer()

    def action_review_answer(self) -> None:
        """Hand in the answer; after a verdict, go on to the next part of a set, or to what the file holds now."""
        if self._outdated:
            self.run_worker(self._begin_anew(), group="look", exclusive=True)
            return
        if self.refused("review_answer") or self.preview.asked is None:
            return
        if self.preview.outcome is not None:
            self._wish = Wish(self._wish.seed, len(self._outcomes))
            self._ask_soon()
            return
        response = self.preview.response()
        if isinstance(response, str):
            if response:
                self.tell(self.say(response, key=self.key_of("review_answer")))
            return
        self.run_worker(self._judge(response), group="look", exclusive=True)

    async def _judge(self, response: Response) -> None:
        asked = self.preview.asked
        assert asked is not None
        verdict = await self.quiz.call(judged, asked.item.question, asked, response)
        self.preview.tell(verdict, response, self.quiz.clock.now())
        if isinstance(verdict, Exception):
            self._unaskable = True
        elif self.preview.outcome is not None:
            self._outcomes.append(verdict.outcome)
            self.set_focus(None)
            if self._answered_all:
                self.tell(self.say("blind_decide"))
        self.draw_keys()

    def action_agree(self) -> None:
        """Sign, with what the answers came to."""
        self._ask_name(self._take_agreement, "agree")

    def action_dispute(self) -> None:
        """Say why not."""
        self._ask_name(self._take_disputer, "dispute")

    def _ask_name(self, then: Callable[[str | None], None], action_id: str) -> None:
        from quizapp.tui.screens.asking import AskScreen

        if not self.refused(action_id):
            self.quiz.push_screen(AskScreen("ask_name", self.quiz.settings.author), then)

    def _take_agreement(self, by: str | None) -> None:
        if by is not None:
            self.quiz.change_setting("author", by)
            self._sign_soon(by, None)

    def _take_disputer(self, by: str | None) -> None:
        from quizapp.tui.screens.asking import AskScreen

        if by is not None:
            self.quiz.change_setting("author", by)
            self._by = by
            self.quiz.push_screen(AskScreen("ask_reason", self._reason), self._take_reason)

    def _take_reason(self, reason: str | None) -> None:
        if reason is not None:
            # There again, where it can't be recorded.
            self._reason = reason
            self._sign_soon(self._by, reason)

    def _sign_soon(self, by: str, disputed: str | None) -> None:
        self.run_worker(self._sign(by, disputed), group="sign", exclusive=True)

    async def _sign(self, by: str, disputed: str | None) -> None:
        answered = max(self._outcomes, key=_WORST.index).value
        seed = self._wish.seed
        try:
            await self.quiz.call(signing.sign, self.file, self._question, by, answered, disputed, seed)
        except NotEditable as error:
            if error.fault.code != "sign_changed":
                raise
            self._outdated = True
            self.preview.notice = "blind_answer_again"
            self.words()
            self.draw_keys()
            self.tell(self.say("blind_changed", key=self.key_of("review_answer")), "error")
            return
        await self._read_again()
        self.tell(self.say("blind_disputed" if disputed is not None else "blind_signed", name=by))
        self.dismiss(True)

    async def _begin_anew(self) -> None:
        """Ask the question as it is now, with fresh numbers."""
        await self._read_again()
        assert self.quiz.books is not None
        entry = self.quiz.books.catalog.entries.get(self._question.id)
        if entry is None:
            raise UnknownQuestion(self._question.id)
        self._entry, self._question = entry, entry.question
        self._wish = Wish(signing.fresh_seed())
        self._outcomes = []
        self._outdated = False
        self.preview.notice = ""
        await self._ask()

    async def _read_again(self) -> None:
        assert self.quiz.books is not None
        self._reread = True
        self.quiz.books = await self.quiz.call(authoring.reread, self.quiz.books)

    def action_leave(self) -> None:
        """Nothing is recorded. Where the file turned out to be another one, that is told where this goes back to."""
        self.dismiss(self._reread or self._outdated)
