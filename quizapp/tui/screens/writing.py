"""Writing a question: its source beside (on a narrow screen: in turn with) a preview that can be answered.

Its layers, each on the one before: `errands` (what can be done with a file), `keeping` (drafts, other programs),
`filing` (saving), `trying` (the preview), `checking` (the lint), and here the screen that has them all.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Click, DescendantFocus
from textual.widgets import OptionList, Static, TextArea

from quizapp.text.safe import safe_text
from quizapp.tui.actions import READING, TRYING, WRITING, Action, bindings, printable
from quizapp.tui.authoring_disk import opened
from quizapp.tui.screens.checking import Checking
from quizapp.tui.screens.guarding import trouble
from quizapp.tui.widgets.preview import Preview
from quizapp.tui.widgets.source import SourceArea
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from collections.abc import Callable

# What is done with the question in the preview, where one is there.
_IN_PREVIEW = frozenset({"try_answer", "other_numbers", "next_part", "as_choices"})


class WritingScreen(Checking):
    """The editor. `external`: go straight on to $EDITOR."""

    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((WRITING, TRYING)),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(12)", show=False),
        Binding("pageup", "page(-12)", show=False),
    ]

    def __init__(self, file: Path, external: bool = False) -> None:
        super().__init__(file)
        self._external_first = external
        # Why the file could not be opened.
        self._unopened: Exception | None = None

    def body(self) -> ComposeResult:
        yield Static("", markup=False, id="unopened")
        with Horizontal(id="panes"):
            with Vertical(id="source-pane"):
                yield SourceArea(read_only=True)
                yield Static("", markup=False, id="findings-head")
                yield OptionList(id="findings", markup=False)
            yield Preview()

    def on_mount(self) -> None:
        """Open the file."""
        super().on_mount()
        self.set_interval(1, self.watch_file)
        self.start(self.open())

    @property
    def area(self) -> SourceArea:
        return self.query_one(SourceArea)

    async def open(self) -> None:
        try:
            source = await self.quiz.call(opened, self._file)
        except Exception as error:
            self._unopened = error
            self.words()
            self.draw_keys()
            return
        if self._unopened is not None:
            # Another program has mended it: the bank may have it now.
            self._unopened = None
            await self.reread()
        self.take(source, draft=True)
        text = source.draft if source.draft is not None else safe_text(source.text)
        self.area.load_text(text)
        self.words()
        self.area.focus()
        if source.closed:
            self.tell(self.say(source.closed))
        elif source.draft is not None and self.lost:
            self.tell(self.say(f"author_draft_{source.there.state}", key=self.key_of("save_text")))
        elif source.draft is not None:
            told = "author_draft" if source.current else "author_draft_old"
            self.tell(self.say(told, key=self.key_of("revert_text")))
        elif text != source.text:
            self.tell(self.say("author_cleaned"))
        await self.check()
        if self._external_first:
            self.action_external()

    # What is shown

    @property
    def context(self) -> str:
        if self._unopened is not None:
            # There is nothing to be written or tried.
            return READING
        return TRYING if self._trying else WRITING

    @property
    def _taken(self) -> Callable[[str], bool] | None:
        return printable if isinstance(self.focused, TextArea) else super()._taken

    def words(self) -> None:
        self._draw_unopened()
        self.draw_head()
        self.draw_findings()
        self.preview.say(self.language)

    def action_words(self, action: Action) -> str:
        if action.id in _IN_PREVIEW and self._checked is not None and self.preview.asked is None:
            return ""
        if action.id == "other_pane" and self._trying:
            return self.say("act_to_source")
        if action.id == "try_answer" and self.preview.outcome is not None:
            return self.say("act_other_numbers" if self._draws else "act_once_more")
        return super().action_words(action)

    def _draw_unopened(self) -> None:
        """Why the file can't be opened stands in the place of its text."""
        self.query_one("#panes").display = self._unopened is None
        shown = self.query_one("#unopened", Static)
        shown.display = self._unopened is not None
        if self._unopened is not None:
            shown.update(
                Content.assemble(
                    (self.say("unopened"), "bold $wrong"),
                    f"\n{safe_text(str(self._file))}\n\n{trouble(self.language, self._unopened, self._file)}\n\n",
                    (self.say("unopened_about", key=self.key_of("leave")), "$quiet"),
                )
            )

    def draw_head(self) -> None:
        saved = Content("● ").stylize("$partial") if self.unsaved else Content("")
        name = self.question_name or safe_text(self._file.stem)
        question = self._checked.question if self._checked is not None else None
        status = self.say(f"status_{question.status.value if question is not None else 'unread'}")
        row, column = self.area.cursor_location
        told = [self.outdated] if self.outdated else []
        told += ["author_undrafted"] if self._undrafted is not None else []
        right = [Content(f"▲ {self.say(each)}").stylize("bold $partial") for each in told]
        if self._unopened is None:
            right += [self.counts(), Content(f"{row + 1}:{column + 1}").stylize("$quiet")]
        self.query_one(TitleBar).show(
            saved + Content(name).stylize("bold"), Content("  ").join(right), Content(status).stylize("$quiet")
        )

    def on_resize(self) -> None:
        """Side by side where there is room."""
        self._arrange()
        self.draw_findings()

    def _arrange(self) -> None:
        self.set_class(self._trying and not self.wide, "-previewing")
        self.set_class(self._trying, "-trying")

    # Going between the panes

    def action_other_pane(self) -> None:
        """From the source to the preview and back."""
        self.go_between(not self._trying)

    def go_between(self, trying: bool) -> None:
        self._trying = trying
        self._arrange()
        if trying:
            self.set_focus(None)
            self._focus_answer()
        else:
            self.area.focus()
        self.draw_keys()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Wherever the focus goes, its pane is the one at hand."""
        self._trying = self.preview in event.widget.ancestors
        self._arrange()
        super().on_descendant_focus(event)

    def on_click(self, event: Click) -> None:
        """A click into the preview answers there."""
        inside = event.widget is not None and self.preview in event.widget.ancestors_with_self
        if inside and not self._trying:
            self.go_between(True)

    def action_leave(self) -> None:
        """Out of a preview that covers the source; else out of the screen. What is not saved is kept."""
        if self._trying and not self.wide:
            self.go_between(False)
        else:
            self.leave()

    def why_not(self, action_id: str) -> str:
        if action_id == "next_finding" and not self.faults:
            return "author_no_findings"
        if action_id == "other_numbers" and not self._draws:
            return "no_other_numbers"
        if action_id == "next_part" and (self._shown is None or self._shown.parts is None):
            return "author_no_parts"
        if action_id == "as_choices" and not self._typed:
            return "author_not_typed"
        if action_id == "save_text" and self.source is not None and self.source.closed:
            return self.source.closed
        if action_id == "revert_text" and not self.typed and not self.lost:
            return "author_nothing_new"
        if action_id in ("stress", "status_of", "blind", "uses", "translated", "external", "fix_file"):
            return self.why_not_with_file(action_id)
        return ""

    def action_undo_edit(self) -> None:
        """Where another key than the text's own is chosen for it."""
        self.area.undo()

    def action_redo_edit(self) -> None:
        """As for undoing."""
        self.area.redo()

    def action_select_text(self) -> None:
        """Select the whole source."""
        self.area.select_all()
