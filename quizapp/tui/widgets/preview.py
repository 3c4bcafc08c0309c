"""A question as a learner meets it, drawn with the widgets of a sitting, and answered without being recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from calculators.answers import UnusableKey
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank.faults import one_line
from quizapp.bank.schema import LANGUAGES, Question
from quizapp.bank.unaskable import why_unaskable
from quizapp.bank.variants import Rendered, draw, judge, render
from quizapp.progress.marks import MarkValues
from quizapp.study.running_order import ItemKind
from quizapp.study.sitting import Item, Outcome, Response
from quizapp.tui.asked import Asked
from quizapp.tui.parts import part_words
from quizapp.tui.speech import say
from quizapp.tui.widgets.page import QuestionPage
from quizapp.tui.widgets.solution import Told

if TYPE_CHECKING:
    from calculators.answers.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Wish:
    """What to look at: which numbers, which part of a set, and whether a typed question is asked with choices."""

    seed: int = 1
    part: int = 0
    as_choices: bool = False


def look(question: Question, wish: Wish) -> Asked | Exception:
    """One drawing of a question in both languages, or why it can't be asked. For the study thread.

    A question that is being written may be anything: whatever it raises is a reason.
    """
    names = question.part_names
    part = names[wish.part % len(names)]
    try:
        variant = draw(question, wish.seed, "choices" if wish.as_choices else "typed", part)
        words: dict[str, Rendered] = {language: render(question, variant, language) for language in LANGUAGES}
    except Exception as reason:
        return reason
    item = Item(question, part, variant, names.index(part) + 1, len(names), ItemKind.AGAIN)
    return Asked(item, words, MarkValues(), ())


def judged(question: Question, asked: Asked, response: Response) -> Verdict | Exception:
    """The verdict on an answer, or why nothing can be judged. For the study thread: code is run against the key."""
    given = response.text if response.text is not None else tuple(response.chosen or ())
    try:
        return judge(question, asked.item.variant, given)
    except Exception as reason:
        return reason


def why_not_asked(reason: Exception, language: str) -> str:
    """Why a question can't be asked or judged, in a language."""
    if isinstance(reason, NoProblem | UnknownFamily | UnusableKey):
        return why_unaskable(reason, language)
    return say(language, "preview_failed", reason=one_line(f"{type(reason).__name__}: {reason}"))


class Preview(Vertical):
    """Shows one drawing of a question; an answer gets its verdict, with the mistake named and the solution."""

    def __init__(self, title: str = "preview", hinted: bool = True) -> None:
        """`title`: a message id; `hinted`: the hint is shown from the start."""
        super().__init__(id="preview")
        self._title = title
        self._hinted = hinted
        self.asked: Asked | None = None
        self.outcome: Outcome | None = None
        self.language = "ja"
        self._response = Response(text="")
        self._now: datetime | None = None
        self._stale = False
        self._unaskable: Exception | None = None
        # What else stands at its head: a message id.
        self.notice = ""

    def compose(self) -> ComposeResult:
        yield Static("", markup=False, id="preview-head")
        yield QuestionPage()

    @property
    def page(self) -> QuestionPage:
        """The question and its place for the answer."""
        return self.query_one(QuestionPage)

    async def show(self, found: Asked | Exception, language: str) -> None:
        """Ask a drawing; of one that can't be asked say why, and keep the last one below it."""
        self.language = language
        if not isinstance(found, Asked):
            self._unaskable = found
            self.say(language)
            return
        self._unaskable, self._stale = None, False
        typed = self.page.field.typed if self.page.field is not None and self.outcome is None else ""
        same = self.asked is not None and self.asked.item.variant == found.item.variant
        self.asked, self.outcome = found, None
        try:
            with self.app.batch_update():
                await self.page.ask(found, language, typed if same else "")
                self.say(language)
                self.page.begin(found)
        except Exception as error:
            # What can't be laid out is not tried again with every word that changes.
            self.asked, self._unaskable = None, error
            self.say(language)

    def keep_last(self) -> None:
        """The text can't be read now: what is shown, where there is something, is the last version that could."""
        self._stale = True
        self.say(self.language)

    def say(self, language: str) -> None:
        """All words in a language; what is chosen or typed stays."""
        self.language = language
        self._draw_head()
        if self.asked is None:
            self.page.wait("")
            return
        self.page.say(self.asked, language, hinted=self._hinted, raw=False)
        told = None
        if self.outcome is not None and self._now is not None:
            told = Told(self.asked.item, self.asked.words[language], self.outcome, self._response, self._now)
        self.page.tell(told, language)

    def tell(self, verdict: Verdict | Exception, response: Response, now: datetime) -> None:
        """The verdict on an answer, or why there is none. An answer that can't be read is told in the field."""
        assert self.asked is not None
        if isinstance(verdict, Exception):
            self._unaskable = verdict
            self._draw_head()
            return
        if verdict.outcome.value == "invalid":
            if self.page.field is not None:
                self.page.field.object(verdict.fault)
            return
        self.outcome, self._response, self._now = Outcome(verdict), response, now
        self.page.close(self.asked)
        self.say(self.language)
        self.call_after_refresh(self.page.show_verdict)

    def response(self) -> Response | str:
        """What was chosen or typed, or what is missing, as a message id."""
        if self.page.choices is not None:
            return self.page.choices.missing or Response(chosen=tuple(self.page.choices.chosen))
        typed = self.page.field.typed if self.page.field is not None else ""
        if not typed.strip():
            if self.page.field is not None:
                self.page.field.object()
            return ""
        return Response(text=typed)

    def _draw_head(self) -> None:
        pieces: list[Content] = [Content(say(self.language, self._title)).stylize("bold $primary")]
        if self._unaskable is not None:
            reason = why_not_asked(self._unaskable, self.language)
            pieces.append(Content(say(self.language, "preview_unaskable", reason=reason)).stylize("$wrong"))
        elif self.asked is not None:
            item = self.asked.item
            if item.part:
                pieces.append(Content(part_words(item, self.language)).stylize("bold $primary"))
            if item.question.asked(item.part).parametric:
                pieces.append(Content(say(self.language, "preview_seed", seed=item.variant.seed)).stylize("$quiet"))
        if self._stale:
            told = "preview_none" if self.asked is None else "preview_last"
            pieces.append(Content(say(self.language, told)).stylize("$partial"))
        if self.notice:
            pieces.append(Content(f"▲ {say(self.language, self.notice)}").stylize("bold $partial"))
        self.query_one("#preview-head", Static).update(Content("  ").join(pieces))
