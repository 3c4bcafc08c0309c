"""A new question from a template: its id, and below it kind, chapter, languages and bank, turned by the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from quizapp.bank.authoring import Refused, new_question
from quizapp.bank.schema import Kind
from quizapp.bank.syllabus import CHAPTERS
from quizapp.bank.templates import Languages
from quizapp.tui import authoring
from quizapp.tui.actions import MAKING, Action, bindings
from quizapp.tui.authoring_banks import Shelf
from quizapp.tui.screens.guarding import GuardedScreen, disk_reason
from quizapp.tui.speech import say
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.settingrow import Option, SettingRow
from quizapp.tui.widgets.titlebar import TitleBar

LANGUAGES: tuple[Languages, ...] = ("both", "ja", "en")


class IdInput(FreeInput):
    """The field of the id: the arrows go on to the rows below it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "app.focus_next", show=False)]


class MakingScreen(GuardedScreen):
    """Comes back with the file that was made, or None."""

    CONTEXT = MAKING
    AUTO_FOCUS = "#new-id"
    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((MAKING,)),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, shelves: Sequence[Shelf], chapters: Sequence[str], shelf: str, chapter: str) -> None:
        """`chapters`: those that the syllabus has; `shelf`, `chapter`: where to begin."""
        super().__init__()
        open_ones = [each.name for each in shelves if not each.closed]
        self._choices: dict[str, list[str]] = {
            "new_kind": [kind.value for kind in Kind],
            "new_chapter": list(chapters),
            "new_texts": list(LANGUAGES),
            "new_bank": open_ones,
        }
        self._at = dict.fromkeys(self._choices, 0)
        # The ids that learners have answered, and what stands against the one that is typed, in a language.
        self._answered: frozenset[str] | None = None
        self._refusal: Callable[[str], str] | None = None
        if chapter in chapters:
            self._at["new_chapter"] = self._choices["new_chapter"].index(chapter)
        if shelf in open_ones:
            self._at["new_bank"] = open_ones.index(shelf)

    def body(self) -> ComposeResult:
        with Vertical(classes="sheet"):
            yield Static("", markup=False, id="asked")
            yield IdInput(max_length=60, compact=True, id="new-id", equals_is_text=True)
            yield Static("", markup=False, id="asked-about")
            with Vertical(id="new-rows"):
                yield from (SettingRow(Option(name, values)) for name, values in self._choices.items())
            yield Static("", markup=False, id="refusal")

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("making")).stylize("bold"))
        self.query_one("#asked", Static).update(Content(self.say("making_id")).stylize("bold"))
        self.query_one("#asked-about", Static).update(Content(self.say("making_id_about")).stylize("$quiet"))
        self.query_one(IdInput).placeholder = self.say("making_id_like")
        for row in self.query(SettingRow):
            name = row.option.name
            row.show(self.say(name), self._value_words(name, self._chosen(name)))
        words = "" if self._refusal is None else self._refusal(self.language)
        self.query_one("#refusal", Static).update(Content(words).stylize("$wrong"))

    def action_words(self, action: Action) -> str:
        in_field = action.id == "make_file" and isinstance(self.focused, IdInput)
        return self.say("act_next_row") if in_field else super().action_words(action)

    def _chosen(self, name: str) -> str:
        return self._choices[name][self._at[name]]

    def _value_words(self, name: str, value: str) -> str:
        if name == "new_kind":
            return self.say(f"kind_of_{value}")
        if name == "new_texts":
            return self.say(f"texts_{value}")
        if name == "new_bank":
            return value or self.say("author_shipped")
        assert self.quiz.books is not None
        code = CHAPTERS[value]
        for section in self.quiz.books.catalog.syllabus.sections():
            if section.code == code:
                return f"{code} {section.name[self.language]}"
        return value

    def action_turn(self, by: int) -> None:
        """Turn the value of the row that has the focus."""
        row = self.focused
        if isinstance(row, SettingRow):
            name = row.option.name
            self._at[name] = (self._at[name] + by) % len(self._choices[name])
            self.words()
            self._look_soon()

    def on_setting_row_turned(self, event: SettingRow.Turned) -> None:
        """As with the arrow keys."""
        event.stop()
        self.action_turn(event.by)

    # The id

    @property
    def _typed_id(self) -> str:
        """The id that is typed, after the name of its bank."""
        name, bank = self.query_one(IdInput).value.strip(), self._chosen("new_bank")
        return f"{bank}:{name.removeprefix(f'{bank}:')}" if bank else name

    def on_input_changed(self, event: Input.Changed) -> None:
        """While it is typed, what stands against the id is told."""
        event.stop()
        self._look_soon()

    def _look_soon(self) -> None:
        self.run_worker(self._look(), group="look", exclusive=True, exit_on_error=True)

    async def _look(self, whole: bool = False) -> bool:
        """Whether the id can be had; an empty one, or one that is just being typed (not `whole`), is not complained
        of.
        """
        name = self._typed_id
        books = self.quiz.books
        assert books is not None
        if self._answered is None:
            self._answered = await self.quiz.call(authoring.answered, books)
        typed = name.rpartition(":")[2]
        if not whole and (not typed or typed.endswith("-")):
            self._refuse(None)
            return True
        why = partial(authoring.why_no_question, books, name, self._chosen("new_chapter"), self._answered)
        found = await self.quiz.call(why, self.language)
        self._refuse(why if found else None)
        return not found

    def _refuse(self, why: Callable[[str], str] | None) -> None:
        if self.is_attached:
            self._refusal = why
            self.words()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field goes on to the rows: kind, chapter and bank are looked at before the file is made."""
        event.stop()
        self.run_worker(self._go_on(), group="look", exclusive=True, exit_on_error=True)

    async def _go_on(self) -> None:
        """To the rows; where the id can't be had, that is told, and the cursor stays at it."""
        if await self._look(whole=True) and isinstance(self.focused, IdInput):
            self.focus_next()

    def action_make_file(self) -> None:
        """Make the file; what stands against it is told below."""
        self.run_worker(self._make(), group="make", exclusive=True, exit_on_error=True)

    async def _make(self) -> None:
        books = self.quiz.books
        assert books is not None
        self._answered = None
        if not await self._look(whole=True):
            self.query_one(IdInput).focus()
            return
        texts, kind = LANGUAGES[self._at["new_texts"]], Kind(self._chosen("new_kind"))
        chapter = self._chosen("new_chapter")
        try:
            made = partial(new_question, books.catalog, self._typed_id, kind, chapter, texts, self.language)
            file = await self.quiz.call(made)
        except Refused as refused:
            self._refuse(refused.words)
        except OSError as error:
            self._refuse(partial(_unwritten, error))
        else:
            self.quiz.books = await self.quiz.call(authoring.reread, books)
            self.dismiss(file)
            return
        self.query_one(IdInput).focus()


def _unwritten(error: OSError, language: str) -> str:
    return say(language, "author_unwritten", reason=disk_reason(language, error))
