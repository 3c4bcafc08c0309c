"""Blind review: a colleague answers without the key, then sees it, and signs or disputes. The result is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from calculators.answers.verdict import Outcome
from quizapp.bank import signing
from quizapp.bank.editing import NotEditable, unreadable_fault
from quizapp.bank.reader import Unreadable
from quizapp.study.sitting import Response
from quizapp.tui import authoring
from quizapp.tui.actions import BLIND, BLIND_TOLD, Action, bindings
from quizapp.tui.asked import Asked
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.preview import Preview, Wish, judged, look
from quizapp.tui.widgets.titlebar import TitleBar

_WORST = (Outcome.CORRECT, Outcome.PARTIAL, Outcome.WRONG)


class BlindScreen(QuizScreen):
    """Comes back with whether the file was signed."""

    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((BLIND, BLIND_TOLD)),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(12)", show=False),
        Binding("pageup", "page(-12)", show=False),
    ]

    def __init__(self, name: str, seed: int | None = None) -> None:
        super().__init__()
        self._question_id = name
        self._wish = Wish(signing.fresh_seed() if seed is None else seed)
        self._outcomes: list[Outcome] = []
        self._by = ""
        self._unaskable = False

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
    def _parts(self) -> int:
        assert self.quiz.books is not None
        return len(self.quiz.books.catalog.find(self._question_id).part_names)

    @property
    def _answered_all(self) -> bool:
        return len(self._outcomes) == self._parts

    def words(self) -> None:
        self.query_one(TitleBar).show(
            Content(self.say("blind_title")).stylize("bold"), Content(self._question_id).stylize("$quiet")
        )
        self.preview.say(self.language)

    def action_words(self, action: Action) -> str:
        if action.id == "review_answer" and self.preview.outcome is not None:
            return self.say("act_next_part")
        return super().action_words(action)

    def why_not(self, action_id: str) -> str:
        if action_id in ("agree", "dispute") and not self._answered_all:
            return "blind_all_parts"
        if action_id == "review_answer" and self._answered_all:
            return "blind_decide"
        return ""

    def _ask_soon(self) -> None:
        self.run_worker(self._ask(), group="look", exclusive=True, exit_on_error=True)

    async def _ask(self) -> None:
        assert self.quiz.books is not None
        question = self.quiz.books.catalog.find(self._question_id)
        found = await self.quiz.call(look, question, self._wish)
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
        """Hand in the answer; after a verdict, go on to the next part of a set."""
        if self._unaskable or self.preview.asked is None:
            return
        if self.preview.outcome is not None:
            if self._answered_all:
                self.tell(self.say("blind_decide"))
            else:
                self._wish = Wish(self._wish.seed, len(self._outcomes))
                self._ask_soon()
            return
        response = self.preview.response()
        if isinstance(response, str):
            if response:
                self.tell(self.say(response, key=self.key_of("review_answer")))
            return
        self.run_worker(self._judge(response), group="look", exclusive=True, exit_on_error=True)

    async def _judge(self, response: Response) -> None:
        asked = self.preview.asked
        assert asked is not None
        verdict = await self.quiz.call(judged, asked.item.question, asked, response)
        self.preview.tell(verdict, response, self.quiz.clock.now())
        if self.preview.outcome is not None:
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
            self.quiz.push_screen(AskScreen("ask_reason"), self._take_reason)

    def _take_reason(self, reason: str | None) -> None:
        if reason is not None:
            self._sign_soon(self._by, reason)

    def _sign_soon(self, by: str, disputed: str | None) -> None:
        self.run_worker(self._sign(by, disputed), group="sign", exclusive=True, exit_on_error=True)

    async def _sign(self, by: str, disputed: str | None) -> None:
        books = self.quiz.books
        assert books is not None
        entry = books.catalog.entries[self._question_id]
        answered = max(self._outcomes, key=_WORST.index).value
        try:
            await self.quiz.call(signing.sign, entry.file, entry.question, by, answered, disputed, self._wish.seed)
        except (Unreadable, NotEditable) as error:
            fault = unreadable_fault(error, entry.file)
            self.tell(fault.in_file(self.language), "error")
        except OSError as error:
            self.tell(self.say("author_unwritten", reason=error.strerror or str(error)), "error")
        else:
            self.quiz.books = await self.quiz.call(authoring.reread, books)
            self.tell(self.say("blind_disputed" if disputed is not None else "blind_signed", name=by))
            self.dismiss(True)
