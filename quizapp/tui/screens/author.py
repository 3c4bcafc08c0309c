"""Author: the banks as a tree with the marks of the lint; from here questions are written, checked and reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, Static, Tree

from quizapp.bank import drafts
from quizapp.tui import authoring_banks
from quizapp.tui.actions import AUTHOR, Action, bindings
from quizapp.tui.authoring_banks import FileRow, Marks, Shelf
from quizapp.tui.bankfilter import BankFilter
from quizapp.tui.screens.errands import FileErrands
from quizapp.tui.screens.guarding import disk_reason
from quizapp.tui.widgets.aboutfile import about_lines
from quizapp.tui.widgets.banktree import BankTree, Branch, Node
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.titlebar import TitleBar

PAUSE = 0.2
# The marks are drawn after so many files more.
_DRAWN_EVERY = 36
MOST_TYPED = 80


class AuthorScreen(FileErrands):
    """Enter edits the file under the cursor. `open_at`: a file or folder to begin with."""

    CONTEXT = AUTHOR
    CSS_PATH = "author.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((AUTHOR,))]

    def __init__(self, open_at: Path | None = None) -> None:
        super().__init__()
        self._shelves: list[Shelf] = []
        self._rows: list[FileRow] = []
        self._marks: dict[Path, Marks] = {}
        self._filter = BankFilter()
        self._waiting: Timer | None = None
        self._open_at = open_at
        # Where the cursor is to stand when the files are read again: on one that was just made.
        self._made_file: Path | None = None
        self._looked = self._to_look = 0

    def body(self) -> ComposeResult:
        with Horizontal(id="find-line"):
            yield FreeInput(max_length=MOST_TYPED, compact=True, id="find-words", equals_is_text=True)
            yield Static("", markup=False, id="find-state")
        yield BankTree()
        yield Flow(id="about-file")

    def on_mount(self) -> None:
        """The tree at once, its marks as they come."""
        super().on_mount()
        self.banks.focus()
        self._load()

    @property
    def banks(self) -> BankTree:
        """The banks."""
        return self.query_one(BankTree)

    # What is shown

    def _load(self) -> None:
        self.run_worker(self._survey(), group="survey", exclusive=True, exit_on_error=True)

    async def _survey(self) -> None:
        """Read the rows, then lint portion by portion: the screen and whatever is asked meanwhile go between them."""
        self._shelves = await self.quiz.call(authoring_banks.shelves, self.books)
        before = {row.file: row.digest for row in self._rows}
        self._rows = await self.quiz.call(authoring_banks.rows, self.books, self._rows)
        unread = await self.quiz.call(authoring_banks.marks_of_unread, self.books)
        # What has not changed since it was looked at keeps its marks.
        same = {row.file for row in self._rows if before.get(row.file) == row.digest}
        self._marks = {file: marks for file, marks in self._marks.items() if file in same} | unread
        self.banks.drafted = frozenset(await self.quiz.call(drafts.drafted))
        syllabus = self.books.catalog.syllabus
        codes = {section.code: (section.name["ja"], section.name["en"]) for section in syllabus.sections()}
        self.banks.sections = authoring_banks.chapter_names(codes)
        first, self._open_at = self._open_at, None
        made, self._made_file = self._made_file, None
        at = self._place_of(first) if first is not None else None if made is None else str(made)
        self._fill(at)
        if first is not None and at is not None and first.is_file():
            self._edit(Path(at))
        names = [row.name for row in self._rows if row.status and row.file not in self._marks]
        self._looked, self._to_look, drawn = 0, len(names), 0
        for portion in authoring_banks.chunks(names):
            self._marks.update(await self.quiz.call(authoring_banks.marks, self.books, portion))
            self._looked += len(portion)
            if self._looked >= drawn + _DRAWN_EVERY or self._looked == self._to_look:
                drawn = self._looked
                self._draw_marks()
        if self._filter.marks:
            self._fill()

    def _place_of(self, place: Path) -> str | None:
        """The key of the node that a path names: a file, or a bank."""
        for path in (place, place.resolve()):
            if any(row.file == path for row in self._rows):
                return str(path)
            for shelf in self._shelves:
                if path.is_relative_to(shelf.folder):
                    return f"{shelf.name}/"
        self.tell(self.say("author_not_in_bank", key=self.key_of("add_bank")))
        return None

    def _draw_marks(self) -> None:
        self.banks.mark(self._marks)
        self._draw_head()
        self._draw_about()

    def _fill(self, at: str | None = None) -> None:
        self.banks.mark(self._marks)
        self.banks.language = self.language
        shown = [row for row in self._rows if self._passes(row)]
        self.banks.fill(self._shelves, shown, unfold=bool(self._filter), at=at)
        self.words()
        self.call_after_refresh(self._draw_about)

    def _passes(self, row: FileRow) -> bool:
        return self._filter.passes(row, self._marks.get(row.file, Marks()))

    def words(self) -> None:
        self._draw_head()
        field = self.query_one("#find-words", FreeInput)
        field.placeholder = self.say("author_find")
        self.query_one("#find-line").display = bool(self._filter or self.focused is field)
        pieces = [self.say(f"status_{self._filter.status}")] if self._filter.status else []
        pieces += [self.say(f"author_{self._filter.marks}")] if self._filter.marks else []
        state = Content(" ").join(Content(f"[{piece}]").stylize("$accent") for piece in pieces)
        self.query_one("#find-state", Static).update(state)
        self.banks.say(self.language)
        self._draw_about()

    def _draw_head(self) -> None:
        shown = sum(self._passes(row) for row in self._rows)
        if self._looked < self._to_look:
            right = self.say("author_looking", done=self._looked, total=self._to_look)
        else:
            errors = sum(marks.errors for marks in self._marks.values())
            warnings = sum(marks.warnings for marks in self._marks.values())
            right = self.say("author_figures", shown=shown, errors=errors, warnings=warnings)
        self.query_one(TitleBar).show(Content(self.say("author")).stylize("bold"), Content(right).stylize("$quiet"))

    def _draw_about(self) -> None:
        node = self.banks.cursor_node
        data = node.data if node is not None else None
        about = self.query_one("#about-file", Flow)
        lines = self.size.height // 6 + (2 if self.size.height > 30 else 0)
        if data is None:
            about.show(None)
            return
        marks = self._marks.get(data.file, Marks()) if isinstance(data, FileRow) else Marks()
        language, key_of = self.language, self.key_of
        about.show(lambda width: Content("\n").join(list(about_lines(data, marks, language, width, key_of))[:lines]))

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[Node]) -> None:
        """Say more of what is under the cursor."""
        event.stop()
        self._draw_about()
        self.draw_keys()

    def on_resize(self) -> None:
        """The lines are cut to the new width."""
        self._draw_about()

    # What is at hand

    @property
    def _row(self) -> FileRow | None:
        node = self.banks.cursor_node
        return node.data if node is not None and isinstance(node.data, FileRow) else None

    @property
    def file(self) -> Path | None:
        return self._row.file if self._row is not None else None

    @property
    def question_name(self) -> str | None:
        return self._row.name if self._row is not None and self._row.status else None

    def why_not(self, action_id: str) -> str:
        if action_id in ("stress", "status_of", "blind", "uses", "translated", "external", "fix_file"):
            return self.why_not_with_file(action_id)
        return ""

    def action_words(self, action: Action) -> str:
        on_branch = action.id == "open_file" and self._row is None
        return self.say("act_fold_branch") if on_branch else super().action_words(action)

    def _after(self, changed: object) -> None:
        """Whatever was done there: meanwhile other programs may have changed the file, or taken it away."""
        self.file_changed()

    def file_changed(self) -> None:
        self.run_worker(self._reload(), group="reload", exclusive=True, exit_on_error=True)

    async def _reload(self, with_own: bool = False) -> None:
        await self.reread(with_own)
        self._load()

    def action_leave(self) -> None:
        """A filter goes first, then the screen."""
        if not self._filter and self.focused is not self.query_one("#find-words"):
            self.dismiss(None)
            return
        self._filter = BankFilter()
        self.query_one("#find-words", FreeInput).clear()
        self.banks.focus()
        self._fill()

    def action_open_file(self) -> None:
        """Edit the file under the cursor; of a branch, open or fold it."""
        if self.focused is self.query_one("#find-words"):
            self._to_found()
        elif self._row is not None:
            self._edit(self._row.file)
        else:
            self.action_fold_branch()

    def on_tree_node_selected(self, event: Tree.NodeSelected[Node]) -> None:
        """Enter in the tree, or a second click."""
        event.stop()
        self.action_open_file()

    def _edit(self, file: Path) -> None:
        from quizapp.tui.screens.writing import WritingScreen

        self.quiz.push_screen(WritingScreen(file), self._after)

    def action_fold_branch(self) -> None:
        """Open or fold the branch under the cursor."""
        self.banks.action_toggle_node()

    def action_external(self) -> None:
        """Straight into $EDITOR."""
        if not self.refused("external"):
            from quizapp.tui.screens.writing import WritingScreen

            assert self.file is not None
            self.quiz.push_screen(WritingScreen(self.file, external=True), self._after)

    def action_fix_file(self) -> None:
        """Mend what needs no judgement."""
        if not self.refused("fix_file"):
            self.start(self._fix())

    async def _fix(self) -> None:
        from quizapp.bank.lint_layout import fix_file

        assert self.question_name is not None
        entry = self.books.catalog.entries[self.question_name]
        count = await self.quiz.call(fix_file, entry)
        self.tell(self.say("author_fixed", count=count) if count else self.say("author_nothing_to_fix"))
        await self._reload()

    def action_find_words(self) -> None:
        """Type words to filter by."""
        self.query_one("#find-line").display = True
        self.query_one("#find-words").focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter when no more letters come for a moment."""
        event.stop()
        self._filter.words = event.value
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._fill)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field goes on to the tree, to a file that the words have left."""
        event.stop()
        self._to_found()

    def _to_found(self) -> None:
        if self._waiting is not None:
            # What was typed last counts too.
            self._waiting.stop()
            self._waiting = None
            self._fill()
        self.banks.focus()
        if self._filter:
            self.banks.go_to(self.banks.to_a_file())

    def action_next_status(self) -> None:
        """The next status to filter by."""
        self._filter.next_status()
        self._fill()

    def action_next_marks(self) -> None:
        """The next marks to filter by."""
        self._filter.next_marks()
        self._fill()

    def action_reload_bank(self) -> None:
        """Read the files again, and look at all of them anew."""
        self._rows = []
        self._marks = {}
        self.file_changed()

    def action_new_file(self) -> None:
        """A new question from a template, in the bank and chapter under the cursor."""
        from quizapp.tui.screens.making import MakingScreen

        node = self.banks.cursor_node
        data = node.data if node is not None else None
        shelf = data.shelf.name if isinstance(data, Branch) else data.shelf if data is not None else ""
        chapter = data.chapter if data is not None else ""
        if all(each.closed for each in self._shelves):
            self.tell(self.say("author_no_open_bank", key=self.key_of("add_bank")))
            return
        self.quiz.push_screen(MakingScreen(self._shelves, list(self.banks.sections), shelf, chapter), self._made)

    def _made(self, file: Path | None) -> None:
        if file is not None:
            self._made_file = file
            self._edit(file)

    def action_coverage(self) -> None:
        """How much there is on each topic."""
        from quizapp.tui.screens.reading import coverage_screen

        self.quiz.push_screen(coverage_screen())

    def action_add_bank(self) -> None:
        """Add a folder as a bank; one that is not there yet is made."""
        from quizapp.tui.screens.asking import AskScreen

        self.quiz.push_screen(AskScreen("ask_bank"), self._take_bank)

    def _take_bank(self, folder: str | None) -> None:
        if folder:
            self.start(self._add_bank(Path(folder)))

    async def _add_bank(self, folder: Path, name: str | None = None) -> None:
        from quizapp.bank.banks import BankRefused, add_bank
        from quizapp.text.messages import message

        try:
            added = await self.quiz.call(lambda: add_bank(folder, name, make=True))
        except BankRefused as refused:
            if refused.code == "own_no_name":
                self._ask_name(folder, str(refused.values["suggested"]))
            else:
                self.tell(message(self.language, f"bank.{refused.code}", **refused.values), "error")
            return
        except OSError as error:
            self.tell(self.say("author_unwritten", reason=disk_reason(self.language, error, folder)), "error")
            return
        self._open_at = added.folder
        await self._reload(with_own=True)
        self.tell(self.say("author_bank_added", name=added.name))

    def _ask_name(self, folder: Path, suggested: str) -> None:
        """Ask for the name of a bank whose folder's name can't be it."""
        from quizapp.tui.screens.asking import AskScreen

        def take(name: str | None) -> None:
            if name:
                self.start(self._add_bank(folder, name))

        self.quiz.push_screen(AskScreen("ask_bank_name", suggested, folder=folder.name), take)
