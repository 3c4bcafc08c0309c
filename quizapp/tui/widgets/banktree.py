"""The banks as a tree: bank, chapter, question file, each with the marks of the lint; a file with its status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.events import Click
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from quizapp.bank.syllabus import CHAPTERS
from quizapp.text.safe import safe_text
from quizapp.tui.authoring_banks import FileRow, Marks, Shelf, by_chapter
from quizapp.tui.speech import say
from quizapp.tui.widgets.outline import first_words
from quizapp.tui.widgets.titlebar import cut

_MARK_CELLS = 9
_STATUS_CELLS = 9
_ID_CELLS = 38
# Beside the ids stand the first words of the questions, where there is as much room for them.
_LEAST_WORDS = 18
# How a status looks; the word says it, the colour only helps.
_COLOURS = {"draft": "quiet", "review": "partial", "ready": "right", "retired": "idle", "": "wrong"}


@dataclass(frozen=True, slots=True)
class Branch:
    """A bank or one of its chapters, with the files below it."""

    shelf: Shelf
    chapter: str
    rows: tuple[FileRow, ...]


Node = Branch | FileRow


class BankTree(Tree[Node]):
    """Enter opens a file or folds a branch; a click goes to a line, a second click opens it."""

    DEFAULT_CSS = """
    BankTree {
        background: $background; padding: 0 1; height: 1fr;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        &:focus { background-tint: $background 0%; }
        & > .tree--guides, & > .tree--guides-hover, & > .tree--guides-selected { color: $rule; text-style: none; }
        & > .tree--cursor, &:focus > .tree--cursor { background: $pick; color: $foreground; text-style: bold; }
        & > .tree--highlight { text-style: none; }
        & > .tree--highlight-line { background: $surface; }
    }
    """

    def __init__(self) -> None:
        super().__init__("", id="bank")
        self.show_root = False
        self.show_guides = False
        self.auto_expand = False
        self.guide_depth = 2
        self.language = "ja"
        self._marks: Mapping[Path, Marks] = {}
        self._sums: dict[str, tuple[int, int, bool]] = {}
        self._styles: dict[str, Style] = {}
        self._styled_for = ""
        self.drafted: frozenset[Path] = frozenset()
        self.sections: Mapping[str, tuple[str, str]] = {}
        self._filtered = False
        # Where the cursor is to go as soon as the lines are laid out, and how often they were.
        self._going_to: str | None = None
        self._fills = 0
        # How wide the column of ids is.
        self._id_cells = 0

    def fill(self, shelves: Sequence[Shelf], rows: Sequence[FileRow], unfold: bool, at: str | None = None) -> None:
        """Show these banks and files; `unfold`: all chapters open, as where few are left by a filter. `at`: the key of
        the node where the cursor goes; it stays where it was otherwise. What it was on may be shown no more: then it
        goes to the first file that a filter leaves, or stays on its line.
        """
        open_before = {key for node in self.nodes() if (key := _key(node.data)) is not None and node.is_expanded}
        # A cursor that is still on its way goes on to where it was sent.
        here = at or self._going_to or (_key(self.cursor_node.data) if self.cursor_node is not None else None)
        grouped = by_chapter(rows)
        self._id_cells = min(_ID_CELLS, max((cell_len(row.name.rpartition(":")[2]) for row in rows), default=0))
        self.clear()
        self._sums = {}
        for shelf in shelves:
            own = [row for row in rows if row.shelf == shelf.name]
            if not own and unfold:
                continue
            bank = self.root.add("", Branch(shelf, "", tuple(own)), expand=True)
            order = [*CHAPTERS, *sorted({row.chapter for row in own} - set(CHAPTERS))]
            for chapter in order:
                files = grouped.get((shelf.name, chapter))
                if not files:
                    continue
                branch = Branch(shelf, chapter, tuple(files))
                node = bank.add("", branch, expand=unfold or _key(branch) in open_before)
                for row in sorted(files, key=lambda row: (row.topic, row.name)):
                    node.add_leaf("", row)
        self.root.expand()
        self._filtered = unfold
        if not self.root.children:
            # The cursor is not left on a line of before.
            self.move_cursor(None)
        self._going_to = here
        self._fills += 1
        self.call_after_refresh(self._go_on)

    def _go_on(self) -> None:
        self.go_to(self._going_to)

    def go_to(self, key: str | None) -> None:
        """Put the cursor on a node by its key; where it is not shown, as `fill` says."""
        self._going_to = key
        found = next((node for node in self.nodes() if key is not None and _key(node.data) == key), None)
        if found is None and self._filtered:
            found = self.first_file()
        if found is None:
            found = self.get_node_at_line(max(0, min(self.cursor_line, self.last_line)))
        elif found.parent is not None:
            found.parent.expand()
        self.call_after_refresh(self._put_cursor, found, self._fills)

    def _put_cursor(self, node: TreeNode[Node] | None, fills: int) -> None:
        if fills != self._fills:
            # It is of a tree that was filled anew since.
            return
        self._going_to = None
        line = self.cursor_line
        self.move_cursor(node)
        if node is not None and self.cursor_line == line:
            # Another node on the same line: the tree itself tells that of another line only.
            self.post_message(self.NodeHighlighted(node))

    def first_file(self) -> TreeNode[Node] | None:
        """The first file that is shown; None where there is none."""
        return next((node for node in self.nodes() if isinstance(node.data, FileRow)), None)

    def to_a_file(self) -> str | None:
        """The key of the file under the cursor, or else of the first one that is shown."""
        node = self.cursor_node
        if node is None or not isinstance(node.data, FileRow):
            node = self.first_file()
        return None if node is None else _key(node.data)

    def nodes(self) -> Iterator[TreeNode[Node]]:
        """Every node, from the top."""
        waiting = list(self.root.children)
        while waiting:
            node = waiting.pop(0)
            yield node
            waiting[:0] = node.children

    def say(self, language: str) -> None:
        """The same nodes in a language, with the marks that there are now."""
        self.language = language
        self._invalidate()
        self.refresh()

    def mark(self, marks: Mapping[Path, Marks]) -> None:
        """The marks that there are now."""
        self._marks = dict(marks)
        self._sums = {}
        self._invalidate()
        self.refresh()

    def render_label(self, node: TreeNode[Node], base_style: Style, style: Style) -> Text:
        data = node.data
        if data is None:
            return Text("")
        depth = -2
        above: TreeNode[Node] | None = node
        while above is not None:
            depth += 1
            above = above.parent
        width = self.content_size.width - depth * self.guide_depth - 2
        label = Text(style=style)
        if isinstance(data, Branch):
            self._label_branch(label, data, node.is_expanded, width)
        else:
            self._label_file(label, data, width)
        return label

    def _label_branch(self, label: Text, branch: Branch, is_open: bool, width: int) -> None:
        label.append("▾ " if is_open else "▸ ", self._coloured("quiet", {"toggle": True}))
        if branch.chapter:
            ja, en = self.sections.get(branch.chapter, (branch.chapter, branch.chapter))
            name = en if self.language == "en" else ja
        else:
            name = branch.shelf.name or say(self.language, "author_shipped")
        figures = f"{len(branch.rows):>{_STATUS_CELLS + 2}}"
        note = "" if branch.chapter or not branch.shelf.closed else f"  {say(self.language, 'author_read_only')}"
        room = width - 2 - _MARK_CELLS - len(figures)
        shown = cut(safe_text(name), max(8, room - cell_len(note)))
        label.append(shown, Style(bold=not branch.chapter))
        label.append(note, self._coloured("partial"))
        label.append(" " * max(0, room - cell_len(shown) - cell_len(note)))
        self._append_marks(label, *self._summed(branch))
        label.append(figures, self._coloured("quiet"))

    def _summed(self, branch: Branch) -> tuple[int, int, bool]:
        """Errors and warnings below a branch, and whether anything there was looked at; summed once for these marks."""
        key = f"{branch.shelf.name}/{branch.chapter}"
        if key not in self._sums:
            found = [self._marks[row.file] for row in branch.rows if row.file in self._marks]
            self._sums[key] = sum(m.errors for m in found), sum(m.warnings for m in found), bool(found)
        return self._sums[key]

    def _label_file(self, label: Text, row: FileRow, width: int) -> None:
        marks = self._marks.get(row.file)
        own_name = row.name.rpartition(":")[2]
        status = say(self.language, f"status_{row.status or ('gone' if row.gone else 'unread')}")
        room = width - 2 - _MARK_CELLS - _STATUS_CELLS - 2
        label.append("✎ " if row.file in self.drafted else "  ", self._coloured("accent"))
        words = row.en if self.language == "en" else row.ja
        wide = room - self._id_cells >= _LEAST_WORDS
        name = cut(safe_text(own_name), self._id_cells if wide else room)
        label.append(name)
        used = cell_len(name)
        if wide:
            gap = self._id_cells + 2 - used
            shown = cut(first_words(words), room - self._id_cells - 3)
            label.append(" " * gap + shown, self._coloured("quiet"))
            used += gap + cell_len(shown)
        label.append(" " * max(0, room - used))
        self._append_marks(label, marks.errors if marks else 0, marks.warnings if marks else 0, marks is not None)
        gap_before = " " * max(1, _STATUS_CELLS + 2 - cell_len(status))
        label.append(gap_before)
        label.append(status, self._coloured(_COLOURS.get(row.status, "quiet")))

    def _append_marks(self, label: Text, errors: int, warnings: int, looked_at: bool) -> None:
        """`× 2 ! 1`, right-aligned; a dot where nothing was looked at yet."""
        pieces = []
        if errors:
            pieces.append((f"×{errors}", "wrong"))
        if warnings:
            pieces.append((f"!{warnings}", "partial"))
        if not pieces:
            pieces.append(("✓", "quiet") if looked_at else ("·", "rule"))
        used = sum(len(words) for words, _ in pieces) + len(pieces) - 1
        label.append(" " * max(0, _MARK_CELLS - used))
        for number, (words, colour) in enumerate(pieces):
            label.append(" " if number else "")
            label.append(words, self._coloured(colour))

    def _coloured(self, name: str, meta: dict[str, bool] | None = None) -> Style:
        # A tree takes Rich's styles, which don't know the colour names of Textual's themes.
        if self.app.theme != self._styled_for:
            self._styles, self._styled_for = {}, self.app.theme
        if name not in self._styles:
            self._styles[name] = Style(color=Color.parse(self.app.theme_variables[name]).rich_color)
        return self._styles[name] + Style(meta=meta) if meta else self._styles[name]

    async def _on_click(self, event: Click) -> None:
        line = event.style.meta.get("line")
        if line is not None and line != self.cursor_line and not event.style.meta.get("toggle"):
            self.focus()
            self.cursor_line = line
            event.prevent_default()
            event.stop()
            return
        await super()._on_click(event)


def _key(node: Node | None) -> str | None:
    """What a node is known by when the tree is filled anew."""
    if isinstance(node, FileRow):
        return str(node.file)
    return None if node is None else f"{node.shelf.name}/{node.chapter}"
