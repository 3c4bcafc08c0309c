"""Chapters: the bank as a tree, by the syllabus or by a book or course that you follow; a quiz from any node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static, Tree
from textual.widgets.tree import TreeNode

from quizapp.study.overview import Node
from quizapp.tui.actions import CHAPTERS, bindings
from quizapp.tui.asked import quiz
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.chaptertree import ChapterTree, columns
from quizapp.tui.widgets.titlebar import TitleBar

SYLLABUS = "syllabus"


class ChaptersScreen(QuizScreen):
    """Enter starts from the node under the cursor; `t` goes to the next track."""

    CONTEXT = CHAPTERS
    CSS_PATH = "chapters.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((CHAPTERS,))]

    def __init__(self) -> None:
        super().__init__()
        self._filled_for: str | None = None

    def body(self) -> ComposeResult:
        yield Static("", markup=False, id="track-name")
        yield Static("", markup=False, id="columns")
        yield ChapterTree()

    def on_mount(self) -> None:
        """Count the nodes' figures in the background."""
        super().on_mount()
        self.query_one(ChapterTree).focus()

    def on_screen_resume(self) -> None:
        """Coming back from a quiz, the figures have changed; where the cursor was, it stays."""
        self.run_worker(self._load(), group="tree", exclusive=True)

    @property
    def _track(self) -> str:
        return self.quiz.settings.track if self.quiz.settings.track in self._tracks else SYLLABUS

    @property
    def _tracks(self) -> list[str]:
        assert self.quiz.books is not None
        return [SYLLABUS, *(track.id for track in self.quiz.books.catalog.tracks)]

    async def _load(self) -> None:
        assert self.quiz.books is not None
        track = self._track
        nodes = await self.quiz.call(self.quiz.books.study.tree, track)
        tree = self.query_one(ChapterTree)
        line = tree.cursor_line if self._filled_for == track else 0
        open_nodes = {node.data.id for node in _all(tree) if node.is_expanded and node.data is not None}
        tree.fill(nodes, self.language)
        if self._filled_for == track:
            for node in _all(tree):
                if node.data is not None and node.data.id in open_nodes:
                    node.expand()
        self._filled_for = track
        self.words()
        if line <= 0:
            line = next((n for n, node in enumerate(self._nodes_shown(nodes)) if node.questions), 0)
        self.call_after_refresh(setattr, tree, "cursor_line", line)

    @staticmethod
    def _nodes_shown(nodes: tuple[Node, ...]) -> Iterator[Node]:
        """The lines of a freshly filled tree, in order."""
        for node in nodes:
            yield node
            yield from node.children

    def words(self) -> None:
        assert self.quiz.books is not None
        self.query_one(TitleBar).show(Content(self.say("chapters_title")).stylize("bold"))
        names = {track.id: track.name[self.language] for track in self.quiz.books.catalog.tracks}
        track = self._track
        place = f"{self._tracks.index(track) + 1}/{len(self._tracks)}"
        name = self.say("track_syllabus") if track == SYLLABUS else names[track]
        self.query_one("#track-name", Static).update(
            Content.assemble((f"{self.say('track')}  ", "$quiet"), (name, "bold"), (f"   {place}", "$quiet"))
        )
        self._head_columns()
        self.query_one(ChapterTree).say(self.language)

    def _head_columns(self) -> None:
        heads = [(self.say(f"column_{column}"), cells) for column, cells in columns(self.app.size.width).items()]
        line = "".join(" " * max(0, cells - cell_len(head)) + head for head, cells in heads)
        self.query_one("#columns", Static).update(Content(line).stylize("$quiet"))

    def on_resize(self) -> None:
        """There may be room for more columns now, or less."""
        self._head_columns()

    def action_track(self) -> None:
        """Go on to the next track; it is kept as a setting."""
        tracks = self._tracks
        self.quiz.change_setting("track", tracks[(tracks.index(self._track) + 1) % len(tracks)])
        self.run_worker(self._load(), group="tree", exclusive=True)

    def action_start_node(self) -> None:
        """A quiz of what is below the cursor."""
        node = self.query_one(ChapterTree).cursor_node
        if node is None or node.data is None:
            return
        if not node.data.questions:
            self.tell(self.say("no_questions_here"))
            return
        from quizapp.tui.screens.sitting import SittingScreen

        self.quiz.push_screen(SittingScreen(quiz(node.data.selection)))

    def action_options(self) -> None:
        """A quiz of what is below the cursor, with options of its own."""
        from quizapp.tui.screens.options import OptionsScreen

        node = self.query_one(ChapterTree).cursor_node
        if node is None or node.data is None:
            self.quiz.push_screen(OptionsScreen())
        else:
            name = node.data.en if self.language == "en" else node.data.ja
            self.quiz.push_screen(OptionsScreen(node.data.selection, name))

    def action_fold_node(self) -> None:
        """Open or fold the node under the cursor."""
        self.query_one(ChapterTree).action_toggle_node()

    def on_tree_node_selected(self, event: Tree.NodeSelected[Node]) -> None:
        """Enter in the tree, or a second click."""
        event.stop()
        self.action_start_node()


def _all(tree: ChapterTree) -> list[TreeNode[Node]]:
    found: list[TreeNode[Node]] = []
    waiting = list(tree.root.children)
    while waiting:
        node = waiting.pop()
        found.append(node)
        waiting.extend(node.children)
    return found
