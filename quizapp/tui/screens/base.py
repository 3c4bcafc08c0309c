"""What all screens share: head, body, key bar, the notice for small terminals, words that flip with the language."""

from __future__ import annotations

import inspect
import weakref
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.worker import ResultType, Worker, WorkType

from quizapp.tui.actions import ACTIONS, Action, applicable, find, key_for, printable, shown_key
from quizapp.tui.keymap import Keymap
from quizapp.tui.speech import say
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.keybar import KeyBar
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.tui.app import QuizApp

LEAST_WIDTH, LEAST_HEIGHT = 60, 24
# More lines than any page has.
FARTHEST = 1_000_000


class Translated:
    """A screen whose words follow the language."""

    def translate(self) -> None:
        """Say everything in the language there is now."""
        raise NotImplementedError

    async def keep_before_quitting(self) -> bool:
        """The program is about to end: save what is not saved yet. False, and why is told, where it can't be."""
        return True


def close_after(worker: Worker[Any], work: Coroutine[Any, Any, Any]) -> None:
    """Close what a worker was to do when the worker is gone. Where it was never begun, Python warns otherwise."""
    weakref.finalize(worker, work.close)


class QuizScreen(Translated, Screen[Any]):
    """A screen of the program. A subclass fills `body`, `words` and, where it has more than one, `context`."""

    CONTEXT: ClassVar[str] = ""
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-narrow"), (76, "-normal"), (100, "-wide")]  # noqa: RUF012 (Textual's own type)
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-full")]  # noqa: RUF012

    # Whether the first words are written.
    _worded = False

    def compose(self) -> ComposeResult:
        yield TitleBar()
        yield from self.body()
        yield KeyBar(self.action_words, lambda action: bool(self.why_not(action.id)))
        yield Static("", markup=False, id="too-small")

    def body(self) -> ComposeResult:
        """The widgets between head and foot."""
        raise NotImplementedError

    def words(self) -> None:
        """Write every text of the screen in the language there is now. Must lose nothing that was typed."""
        raise NotImplementedError

    @property
    def context(self) -> str:
        """Where a person is now: which actions apply."""
        return self.CONTEXT

    @property
    def quiz(self) -> QuizApp:
        """The program that this screen belongs to."""
        return cast("QuizApp", self.app)

    @property
    def language(self) -> str:
        """`ja` or `en`."""
        return self.quiz.settings.language

    def say(self, message_id: str, **values: object) -> str:
        """A message of the screens' catalog in the language there is now."""
        return say(self.language, message_id, **values)

    def run_worker(
        self,
        work: WorkType[ResultType],
        name: str | None = "",
        group: str = "default",
        description: str = "",
        exit_on_error: bool = True,
        start: bool = True,
        exclusive: bool = False,
        thread: bool = False,
    ) -> Worker[ResultType]:
        """As Textual's. Work that is cancelled before it has begun (by an exclusive successor in the same turn, or by
        the end of the program) is closed in silence.
        """
        run = cast("WorkType[ResultType]", self.guarded(work)) if inspect.iscoroutine(work) else work
        worker = super().run_worker(run, name, group, description, exit_on_error, start, exclusive, thread)
        for each in (run, work):
            if inspect.iscoroutine(each):
                close_after(worker, each)
        return worker

    def guarded(self, work: Coroutine[Any, Any, Any]) -> Coroutine[Any, Any, Any]:
        """What a worker does in place of `work`: a screen may put a guard around it."""
        return work

    def action_words(self, action: Action) -> str:
        """The short words of an action; none for one that has no sense here, which the key bar leaves out."""
        return self.say(f"act_{action.id}")

    def why_not(self, action_id: str) -> str:
        """Why an action that applies here can't be done now, as a message id; empty when it can."""
        return ""

    def refused(self, action_id: str) -> bool:
        """Whether an action can't be done now; if so, the person is told why."""
        reason = self.why_not(action_id)
        if reason:
            self.tell(self.say(reason))
        return bool(reason)

    def tell(self, words: str, severity: str = "information") -> None:
        """A passing notice: it stays for as long as it takes to read."""
        seconds = min(8.0, max(2.5, cell_len(words) / 16))
        self.quiz.notify(words, severity=cast("Any", severity), markup=False, timeout=seconds)

    def translate(self) -> None:
        """Say everything in the language there is now."""
        self.words()
        notice = self.say("too_small", width=LEAST_WIDTH, height=LEAST_HEIGHT)
        self.query_one("#too-small", Static).update(Content(notice))
        self.draw_keys()

    def draw_keys(self) -> None:
        """Name the keys that work now."""
        for bar in self.query(KeyBar):
            bar.name_keys(self.context, self.quiz.keymap, self._taken)

    def key_of(self, action_id: str) -> str:
        """The key of an action as it works now, printed for people."""
        action = next(action for action in applicable(self.context) if action.id == action_id)
        return shown_key(key_for(self.quiz.keymap.keys(action), self._taken) or "")

    @property
    def _taken(self) -> Callable[[str], bool] | None:
        """Which keys the text field that has the focus takes as text."""
        if isinstance(self.focused, FreeInput):
            return self.focused.takes
        return printable if isinstance(self.focused, Input) else None

    def on_mount(self) -> None:
        """The first words, and the keys that the learner has chosen."""
        if self._worded:
            # Textual calls this after a subclass's own, which has called it already.
            return
        self._worded = True
        if self.quiz.keymap.chosen:
            self.bind_keys()
        self.translate()

    def on_screen_resume(self) -> None:
        """Notices of the screen that was here before are gone."""
        self.quiz.forget_notices()

    def bind_keys(self) -> None:
        """Bind what the learner has chosen, beginning from the screen's own keys."""
        bind_chosen(self, self.quiz.keymap)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Letters type into a field or act as keys: the bar says which."""
        self.draw_keys()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """As when a field gets the focus."""
        self.draw_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An action of the registry works only in its own contexts."""
        if action in _REGISTERED:
            return find(action, self.context) is not None
        return True

    def action_page(self, by: int) -> None:
        """Scroll by lines, where a screen has something to scroll."""

    def action_to_edge(self, way: int) -> None:
        """Scroll to the beginning (-1) or the end (1) of the page."""
        self.action_page(way * FARTHEST)

    def action_leave(self) -> None:
        """Escape leads out; everything is saved already."""
        self.dismiss(None)

    def action_lab(self) -> None:
        """Numbers of one's own, from wherever the registry offers it."""
        if not self.refused("lab") and self.quiz.books is not None:
            from quizapp.tui.screens.lab import LabScreen

            self.quiz.push_screen(LabScreen())


def bind_chosen(screen: Screen[Any], keymap: Keymap) -> None:
    """Give a screen its own bindings with the keys of a keymap in them."""
    own = type(screen)._merged_bindings
    if own is not None:
        bindings = own.copy()
        keymap.bind(bindings)
        screen._bindings = bindings


_REGISTERED = {action.run.partition("(")[0] for action in ACTIONS}
