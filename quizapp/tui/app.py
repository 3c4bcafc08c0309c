"""The program: its settings, its themes, and the way between the screens.

The first frame needs only Textual. What reads the bank and the database runs on one thread of its own, call by call; it
returns plain values, and only the event loop touches widgets.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from textual.app import App, SystemCommand
from textual.events import Event, Key, MouseDown, MouseEvent, Paste
from textual.notifications import Notification, Notify
from textual.reactive import Reactive
from textual.screen import Screen

from quizapp import paths
from quizapp import settings as settings_file
from quizapp.settings import Settings
from quizapp.study.clock import Clock, SystemClock
from quizapp.text.safe import safe_text
from quizapp.text.system import named_reason
from quizapp.tui import linebreaks, theme
from quizapp.tui.keymap import Keymap
from quizapp.tui.memory import Memory
from quizapp.tui.opening import Books, open_books
from quizapp.tui.screens.base import LEAST_HEIGHT, LEAST_WIDTH, QuizScreen, Translated, close_after
from quizapp.tui.screens.home import HomeScreen

if TYPE_CHECKING:
    from quizapp.tui.answersheet import SheetStart
    from quizapp.tui.asked import Start
    from quizapp.tui.graphics import Graphics
    from quizapp.tui.homefigures import HomeFigures
    from quizapp.tui.homekept import Noted

P = ParamSpec("P")
R = TypeVar("R")

# A longer line is cut when it is pasted: to lay out a quarter of a million letters takes a field ten seconds.
MOST_IN_LINE = 10_000
MOST_NOTICES = 2


class QuizApp(App[None]):
    """quizapp in a terminal. `start` goes straight into a sitting once the database is open."""

    TITLE = "quizapp"
    ENABLE_COMMAND_PALETTE = True
    NOTIFICATION_TIMEOUT = 2.5
    ansi_theme_dark = Reactive(theme.XTERM_DARK, init=False)
    ansi_theme_light = Reactive(theme.XTERM_LIGHT, init=False)
    # For what lies over a screen; screens have their own.
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (LEAST_WIDTH, "-normal")]  # noqa: RUF012 (Textual's own type)
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (LEAST_HEIGHT, "-full")]  # noqa: RUF012
    # The bottom of the stack has no chance to bring its own.
    CSS_PATH = Path(__file__).parent / "screens" / "home.tcss"
    CSS = """
    QuizScreen {
        background: $background; color: $foreground; align-horizontal: center;
        VerticalScroll { scrollbar-size-vertical: 1; scrollbar-gutter: stable; align-horizontal: center; }
        .sheet { height: auto; padding: 1 3; max-width: 120; }
        &.-narrow .sheet, &.-tiny .sheet { padding: 1 1; }
        &.-wide .sheet { padding: 2 10; }
    }
    QuizScreen { layers: page notice; }
    Input > .input--placeholder { color: $idle; }
    /* Of the terminal's own colours too, those of the theme. */
    Input:ansi { background: $surface; color: $foreground; }
    Tree:ansi, OptionList:ansi > .option-list--option { background: $background; color: $foreground; }
    OptionList:ansi > .option-list--option-highlighted { background: $pick; color: $foreground; }
    /* Over the title bar's left part: neither the last lines nor the keys are covered, nor a clock or a counter. */
    ToastRack { dock: top; align: left top; margin: 0; overflow: hidden; }
    QuestionScreen ToastRack, SteppedScreen ToastRack { padding: 0 10 0 0; }
    Toast { width: auto; max-width: 100%; margin: 0; padding: 0 2; color: $background; text-style: bold; }
    Toast.-information { background: $primary; border: none; }
    Toast.-warning { background: $partial; border: none; }
    Toast.-error { background: $wrong; border: none; }
    QuizScreen.-tiny, QuizScreen.-flat { overflow: hidden; }
    #too-small {
        display: none; layer: notice; width: 100%; height: 100%;
        background: $background; content-align: center middle; text-align: center;
    }
    .-tiny #too-small, .-flat #too-small { display: block; }
    .-tiny VerticalScroll, .-flat VerticalScroll, .-tiny Tree, .-flat Tree { scrollbar-size: 0 0; }
    /* What lies over a screen leaves the notice free. */
    ModalScreen.-tiny, ModalScreen.-flat { background: transparent; }
    CommandPalette.-tiny, CommandPalette.-flat { background: transparent; }
    ModalScreen.-tiny > *, ModalScreen.-flat > *, CommandPalette.-tiny > *, CommandPalette.-flat > * {
        offset: 0 200;
    }
    """

    def __init__(
        self,
        opener: Callable[[Settings, Clock], Books] = open_books,
        clock: Clock | None = None,
        settings: Settings | None = None,
        start: Start | SheetStart | None = None,
        language: str | None = None,
    ) -> None:
        # Without colours those of a theme in the terminal's own sixteen are worked out too, to be made greys.
        super().__init__(ansi_color=False if "NO_COLOR" in os.environ else None)
        if settings is None:
            # Nothing was ever chosen here: the first steps are offered.
            self.first_use = start is None and not paths.settings_file().exists()
            settings, self.complaints = settings_file.load()
        else:
            self.first_use = False
            self.complaints = []
        self.settings = settings if language is None else settings_file.changed(settings, "language", language)
        self.keymap = Keymap.of(self.settings.keys)
        self.clock: Clock = clock or SystemClock()
        self.books: Books | None = None
        self.trouble: Exception | None = None
        self.start = start
        # A question file or a bank's folder at which the Author screen opens, once the bank is there.
        self.author_at: Path | None = None
        # How this terminal shows pictures, and the keys that were pressed while it was asked (`quizapp.tui.run`).
        self.graphics: Graphics | None = None
        self.typed_before = ""
        # What was typed and not handed in when a sitting was left, for as long as the program runs.
        self.drafts: dict[tuple[object, ...], str] = {}
        # What Home shows, with what it rests on.
        self.figures: Noted | None = None
        # Only what the paths name can be told from other banks and databases without opening it.
        self.keeps_figures = opener is open_books
        self._opener = opener
        self._memory = Memory()
        # The notices that were up when the last key was pressed.
        self._read_notices: list[Notification] = []
        self._backroom = ThreadPoolExecutor(max_workers=1, thread_name_prefix="study")
        linebreaks.install()
        for own in theme.THEMES:
            self.register_theme(own)
        if self.settings.reduced_motion:
            self.animation_level = "none"
        self.theme = settings.theme if settings.theme in self.available_themes else theme.DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own colour names, for themes that don't have them."""
        return theme.fallbacks(self.current_theme)

    def get_css_variables(self) -> dict[str, str]:
        """The colours of the theme, so that words can be read on every ground."""
        self.theme_variables = theme.readable(self.current_theme, super().get_css_variables())
        return self.theme_variables

    def get_default_screen(self) -> Screen[Any]:
        """Home is the bottom of the stack: there is nothing to paint before it."""
        return HomeScreen()

    def on_notify(self, event: Notify) -> None:
        """Of notices in the same words the last one shows, and never more than two: they cover what is below them."""
        up = [notice for notice in self._notifications if notice.message != event.notification.message]
        for notice in list(self._notifications):
            if notice not in up[1 - MOST_NOTICES :]:
                self._unnotify(notice)

    def forget_notices(self) -> None:
        """Another screen shows: what was told before the last key is gone, what this key has told is not."""
        for notice in self._read_notices:
            self._unnotify(notice)
        self._read_notices = []

    async def on_event(self, event: Event) -> None:
        """What is pasted into any field is harmless before it gets there: no escape sequence reaches the terminal.

        Below the least size nothing acts that can't be seen: only the key to quit is passed on.
        """
        quitting = isinstance(event, Key) and event.key == "ctrl+q"
        if isinstance(event, Key | MouseEvent | Paste) and self.too_small and not quitting:
            return
        if isinstance(event, Key | MouseDown | Paste):
            self._read_notices = list(self._notifications)
        if isinstance(event, Paste):
            event.text = "\n".join(line[:MOST_IN_LINE] for line in safe_text(event.text).split("\n"))
        await super().on_event(event)

    @property
    def too_small(self) -> bool:
        """Whether the terminal is below the least size, so that only the notice shows."""
        return self.size.width < LEAST_WIDTH or self.size.height < LEAST_HEIGHT

    async def call(self, task: Callable[P, R], *args: P.args, **values: P.kwargs) -> R:
        """Run a task on the thread that reads bank and database, and wait for it without holding up the screen."""
        return await asyncio.get_running_loop().run_in_executor(
            self._backroom, partial(self._do, task, *args, **values)
        )

    def _do(self, task: Callable[P, R], *args: P.args, **values: P.kwargs) -> R:
        try:
            return task(*args, **values)
        finally:
            self._memory.tidy()

    async def open(self) -> None:
        """Open bank and database; what goes wrong is kept for the screen to say."""
        from quizapp.tui.opening import trouble_words

        # What is imported and read here stays to the end: not searching it for garbage saves a fifth of the time.
        self._memory.begin()
        gc.disable()
        try:
            self.books = await self.call(self._opener, self.settings, self.clock)
            self.trouble = None
        except Exception as fault:
            if trouble_words(fault, self.settings.language) is None:
                raise
            self.trouble = fault
        finally:
            gc.enable()

    def on_mount(self) -> None:
        """Keys that were pressed before the program read the keyboard come first."""
        from textual.keys import _character_to_key

        for sign in self.typed_before.replace("\r", "\n"):
            self.post_message(Key("enter", "\r") if sign == "\n" else Key(_character_to_key(sign), sign))

    async def on_unmount(self) -> None:
        """Nothing is left half-written when the program ends."""
        if self.books is not None:
            await self.call(self._close, self.books)
        self._backroom.shutdown()
        self._memory.end()

    def _close(self, books: Books) -> None:
        """Close the database. Figures of Home that still hold are kept for the next run."""
        from quizapp.progress.faults import DatabaseFault
        from quizapp.tui import homekept

        days: list[dict[str, object]] = []
        noted = self.figures
        if noted is not None and noted.catalog is books.catalog and noted.state == homekept.state(self.settings):
            with contextlib.suppress(DatabaseFault):
                days = homekept.days_ahead(noted, books)
        books.database.close()
        if days:
            homekept.keep(days, self.settings)

    async def note_figures(self, figures: HomeFigures, since: datetime) -> None:
        """Home shows these figures, worked out at a moment."""
        if self.keeps_figures and self.books is not None:
            from quizapp.tui import homekept

            self.figures = await self.call(homekept.note, figures, since, self.books, self.settings)

    def change_setting(self, name: str, value: Any) -> None:
        """Change one setting, show what it changes, and keep it."""
        self.settings = settings_file.changed(self.settings, name, value)
        if name == "theme":
            self.theme = value
        if name == "reduced_motion":
            self.animation_level = "none" if value else "full"
        if name == "keys":
            self.keymap = Keymap.of(value)
            for screen in self.screen_stack:
                if isinstance(screen, QuizScreen):
                    screen.bind_keys()
                    screen.draw_keys()
        # The settings screen says which theme is on.
        if name in ("language", "theme"):
            for screen in self.screen_stack:
                if isinstance(screen, Translated):
                    screen.translate()
        keeping = self._keep_settings()
        close_after(self.run_worker(keeping, group="settings", exit_on_error=True), keeping)

    async def _keep_settings(self) -> None:
        if self.books is not None:
            self.books = self.books.with_settings(self.settings)
        try:
            await self.call(settings_file.save, self.settings)
        except OSError as fault:
            self.notify(named_reason(self.settings.language, fault), severity="error", markup=False)

    def action_flip_language(self) -> None:
        """Japanese to English and back, anywhere."""
        self.change_setting("language", "ja" if self.settings.language == "en" else "en")

    def action_help(self) -> None:
        """The keys, those of this screen first."""
        from quizapp.tui.screens.help import HelpScreen

        context = getattr(self.screen, "context", "home")
        self.push_screen(HelpScreen(context))

    def action_welcome(self) -> None:
        """The first steps: language, day of the exam, track."""
        from quizapp.tui.screens.welcome import WelcomeScreen

        if self.books is not None:
            self.push_screen(WelcomeScreen())

    def action_settings(self) -> None:
        """The settings."""
        from quizapp.tui.screens.settings import SettingsScreen

        self.push_screen(SettingsScreen())

    def action_jump(self) -> None:
        """A letter on every region; pressed, it goes there."""
        from quizapp.tui.screens.jump import JumpScreen, targets

        found = targets(self.screen)
        if found:
            self.push_screen(JumpScreen(found))

    def action_command_palette(self) -> None:
        """All actions that apply here, by their words."""
        from quizapp.tui.palette import open_palette

        open_palette(self)

    async def action_quit(self) -> None:
        """End the program. What is being written is kept first, as by escape; if that fails, it stays open."""
        for screen in self.screen_stack:
            if isinstance(screen, Translated) and not await screen.keep_before_quitting():
                return
        self.exit()

    def action_help_quit(self) -> None:
        """Ctrl+C with nothing selected to copy: say how to leave."""
        if isinstance(self.screen, QuizScreen):
            self.screen.tell(self.screen.say("how_to_quit"))

    def _fatal_error(self) -> None:
        """End after a fault of the program's own with a short traceback.

        Textual's prints every local value of every frame: with a question bank in memory that is 14,000 lines.
        """
        from rich.segment import Segments
        from rich.traceback import Traceback

        self.bell()
        traceback = Traceback(show_locals=False, width=None)
        self._exit_renderables.append(Segments(self.console.render(traceback, self.console.options)))
        self._close_messages_no_wait()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette's commands come from the registry of actions only."""
        return ()
