"""The options of a quiz: which questions, in what order, how many, and when verdicts are told; kept as presets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.study.options import Mode, Preset, QuizOptions
from quizapp.study.selection import Selection
from quizapp.text.safe import safe_text
from quizapp.tui.actions import OPTIONS, bindings
from quizapp.tui.quizform import CAUSES, FILTERS, KINDS, LEVELS, Words, chosen, toggled, turned
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.chiprow import ChipRow
from quizapp.tui.widgets.settingrow import Option, SettingRow
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from textual.widget import Widget

CHIPS = {
    "which": [each.value for each in FILTERS],
    "cause": [cause.value for cause in CAUSES],
    "level": list(LEVELS),
    "kind": [kind.value for kind in KINDS],
}


class OptionsScreen(QuizScreen):
    """A form over a selection: a node of the tree, or the whole bank. Enter starts."""

    CONTEXT = OPTIONS
    CSS = """
    OptionsScreen {
        #options { height: 1fr; }
        #options .sheet { padding: 1 2 0 2; }
        &.-narrow #options .sheet, &.-tiny #options .sheet { padding: 0; }
        &.-wide #options .sheet { padding: 2 4 0 4; max-width: 100; }
        ChipRow, #set-order, #set-preset { margin-top: 1; }
        #set-which { margin-top: 0; }
        &.-narrow ChipRow, &.-narrow #set-order, &.-narrow #set-preset { margin-top: 0; }
        #options-count { height: auto; padding: 0 1; margin-top: 1; text-style: bold; }
        #options-about { height: auto; padding: 0 1; margin-top: 1; color: $quiet; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((OPTIONS,)),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def __init__(self, selection: Selection | None = None, name: str = "") -> None:
        super().__init__()
        self._options = QuizOptions(selection or Selection())
        self._name = name
        self._presets: tuple[Preset, ...] = ()
        # Which of them is shown; None where the form is none of them.
        self._preset: int | None = None
        self._deleted: Preset | None = None
        self._count: int | None = None

    def body(self) -> ComposeResult:
        with VerticalScroll(id="options", can_focus=False), Vertical(classes="sheet"):
            yield ChipRow("which", CHIPS["which"])
            yield SettingRow(Option("order", ()))
            yield SettingRow(Option("mode", ()))
            yield SettingRow(Option("length", ()))
            yield ChipRow("level", CHIPS["level"])
            yield ChipRow("kind", CHIPS["kind"])
            yield ChipRow("cause", CHIPS["cause"])
            yield SettingRow(Option("preset", ()))
            yield Static("", markup=False, id="options-count")
            yield Static("", markup=False, id="options-about")

    def on_mount(self) -> None:
        """Count, and fetch the presets."""
        super().on_mount()
        self.query(ChipRow).first().focus()
        self._errand(self._load())

    def _errand(self, errand: Coroutine[Any, Any, None]) -> None:
        self.run_worker(errand, group="options", exit_on_error=True)

    async def _load(self) -> None:
        assert self.quiz.books is not None
        self._presets = await self.quiz.call(self.quiz.books.study.presets)
        await self._recount()

    async def _recount(self) -> None:
        """How many questions fit; of an older form nothing is told."""
        assert self.quiz.books is not None
        selection = self._options.selection
        count = await self.quiz.call(self.quiz.books.study.count, selection)
        if selection == self._options.selection:
            self._count = count
            self.words()
            self.draw_keys()

    # What is showing

    @property
    def _words(self) -> Words:
        return Words(self.language, self.quiz.settings.sitting_size)

    def words(self) -> None:
        assert self.quiz.books is not None
        words, options = self._words, self._options
        scope = self._name or words.scope(options.selection, self.quiz.books.catalog)
        self.query_one(TitleBar).show(
            Content(self.say("options")).stylize("bold"), aside=Content(safe_text(scope)).stylize("$primary")
        )
        for chips in self.query(ChipRow):
            name = _row_name(chips)
            chips.show_items(self.say(f"option_{name}"), words.items(name), chosen(options, name))
        for row in self.query(SettingRow):
            name = row.option.name
            value = self._preset_words() if name == "preset" else words.value(options, name)
            row.show(self.say(f"option_{name}"), value)
        self._draw_count()
        self._draw_about()

    def _preset_words(self) -> str:
        if self._preset is not None:
            return safe_text(self._presets[self._preset].name)
        return self.say("no_preset" if self._presets else "no_presets_yet")

    def _draw_count(self) -> None:
        line = self.query_one("#options-count", Static)
        if self._count is None:
            line.update(Content(self.say("counting")).stylize("$quiet"))
        elif not self._count:
            line.update(Content(self.say("options_none")).stylize("$partial"))
        else:
            line.update(Content(self.say("options_count", count=self._count)).stylize("$primary"))

    def _draw_about(self) -> None:
        focused = self.focused
        name = _row_name(focused) if isinstance(focused, ChipRow | SettingRow) else ""
        words = self._words.about(self._options, name) if name else ""
        self.query_one("#options-about", Static).update(Content(words))

    def on_descendant_focus(self, event: Any) -> None:
        """Say what the row is for."""
        super().on_descendant_focus(event)
        self._draw_about()

    def why_not(self, action_id: str) -> str:
        if action_id == "start_options" and self._count == 0:
            return "options_none"
        if action_id == "toggle_option" and not isinstance(self.focused, ChipRow):
            return "no_row_of_items"
        if action_id == "delete_preset" and self._preset is None:
            return "no_preset_chosen"
        if action_id == "undo" and self._deleted is None:
            return "nothing_to_restore"
        return ""

    # What a person can do

    def _change(self, options: QuizOptions) -> None:
        """Other options: the form is no preset any more."""
        narrowed = options.selection != self._options.selection
        self._options, self._preset = options, None
        self.words()
        self.draw_keys()
        if narrowed:
            self._errand(self._recount())

    def action_turn(self, by: int) -> None:
        """The next value of the row under the cursor, or the next item in it."""
        row = self.focused
        if isinstance(row, ChipRow):
            row.move(by)
        elif isinstance(row, SettingRow) and row.option.name == "preset":
            self._turn_preset(by)
        elif isinstance(row, SettingRow):
            self._change(turned(self._options, row.option.name, by))

    def _turn_preset(self, by: int) -> None:
        if not self._presets:
            self.tell(self.say("no_presets_yet"))
            return
        at = (0 if by > 0 else -1) if self._preset is None else self._preset + by
        at %= len(self._presets)
        preset = self._presets[at]
        if preset.options is None:
            self.tell(self.say("preset_newer", name=safe_text(preset.name)))
        else:
            self._name = ""
            self._change(preset.options)
        self._preset = at
        self.words()
        self.draw_keys()

    def action_toggle_option(self) -> None:
        """Choose the item under the cursor, or take it out."""
        if not self.refused("toggle_option"):
            assert isinstance(self.focused, ChipRow)
            self.focused.toggle()

    def on_chip_row_toggled(self, event: ChipRow.Toggled) -> None:
        """An item was chosen, or taken out."""
        event.stop()
        self._change(toggled(self._options, _row_name(event.row), event.value))

    def on_setting_row_turned(self, event: SettingRow.Turned) -> None:
        """A value was clicked."""
        event.stop()
        self.action_turn(event.by)

    def action_start_options(self) -> None:
        """Start: on a sheet in test mode, else as a sitting."""
        if self.refused("start_options"):
            return
        if self._options.mode is Mode.TEST:
            from quizapp.tui.answersheet import in_test_mode
            from quizapp.tui.screens.exam import ExamScreen

            self.quiz.push_screen(ExamScreen(in_test_mode(self._options)))
        else:
            from quizapp.tui.asked import with_options
            from quizapp.tui.screens.sitting import SittingScreen

            self.quiz.push_screen(SittingScreen(with_options(self._options)))

    def on_screen_resume(self) -> None:
        """Coming back from a quiz, other questions fit."""
        if self._count is not None:
            self._errand(self._recount())

    def action_save_preset(self) -> None:
        """Keep the options under a name."""
        from quizapp.tui.screens.naming import NamingScreen

        name = "" if self._preset is None else self._presets[self._preset].name
        self.quiz.push_screen(NamingScreen(name), self._save)

    def _save(self, name: str | None) -> None:
        if name:
            self._errand(self._keep(name, self._options, "preset_saved"))

    async def _keep(self, name: str, options: QuizOptions, words: str) -> None:
        assert self.quiz.books is not None
        study = self.quiz.books.study
        await self.quiz.call(study.save_preset, name, options)
        self._presets = await self.quiz.call(study.presets)
        if options == self._options:
            self._preset = next((n for n, preset in enumerate(self._presets) if preset.name == name), None)
        self.tell(self.say(words, name=safe_text(name)))
        self.words()
        self.draw_keys()

    def action_delete_preset(self) -> None:
        """Delete the preset that is shown; it can be brought back."""
        if not self.refused("delete_preset"):
            assert self._preset is not None
            self._errand(self._delete(self._presets[self._preset]))

    async def _delete(self, preset: Preset) -> None:
        assert self.quiz.books is not None
        study = self.quiz.books.study
        await self.quiz.call(study.delete_preset, preset.name)
        self._presets = await self.quiz.call(study.presets)
        # What was kept by a newer version can't be written again here.
        self._preset, self._deleted = None, preset if preset.options is not None else None
        self.tell(self.say("preset_deleted", name=safe_text(preset.name), key=self.key_of("undo")))
        self.words()
        self.draw_keys()

    def action_undo(self) -> None:
        """Bring back the preset that was deleted last."""
        if not self.refused("undo"):
            assert self._deleted is not None
            assert self._deleted.options is not None
            name, options = self._deleted.name, self._deleted.options
            self._deleted = None
            self._errand(self._keep(name, options, "preset_restored"))


def _row_name(row: Widget) -> str:
    return (row.id or "").removeprefix("set-")
