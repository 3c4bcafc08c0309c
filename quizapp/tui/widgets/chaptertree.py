"""The tree of the bank with a line of figures for each node, in columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.events import Click
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from quizapp.tui.widgets.bars import progress
from quizapp.tui.widgets.titlebar import cut

if TYPE_CHECKING:
    from quizapp.study.overview import Node

# The columns, with their cells.
_COLUMNS = {"questions": 6, "seen": 6, "mastered": 6, "recall": 8, "due": 6}
_RECALL_FROM = 80
_BAR_CELLS = 16
_WIDE = 90


def columns(screen_width: int) -> dict[str, int]:
    """The columns that a screen has room for, with their cells."""
    return {name: cells for name, cells in _COLUMNS.items() if name != "recall" or screen_width >= _RECALL_FROM}


class ChapterTree(Tree["Node"]):
    """Enter starts a quiz from a node, space folds it; a click goes to a node, a second click starts it."""

    DEFAULT_CSS = """
    ChapterTree {
        background: $background; padding: 0 1; height: 1fr;
        scrollbar-size-vertical: 1; scrollbar-gutter: stable;
        &:focus { background-tint: $background 0%; }
        & > .tree--guides, & > .tree--guides-hover, & > .tree--guides-selected { color: $rule; text-style: none; }
        & > .tree--cursor, &:focus > .tree--cursor { background: $pick; color: $foreground; text-style: bold; }
        & > .tree--highlight { text-style: none; }
        & > .tree--highlight-line { background: $surface; }
    }
    """
    guide_depth = 2
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "

    def __init__(self) -> None:
        super().__init__("", id="tree")
        self.show_root = False
        self.show_guides = False
        self.auto_expand = False
        self.guide_depth = 3
        self.language = "ja"

    def fill(self, nodes: tuple[Node, ...], language: str) -> None:
        """Show these nodes: the uppermost open, those below them folded. A tree of one level is a list."""
        self.language = language
        self.clear()
        for node in nodes:
            self._add(self.root, node, expand=True)
        self.root.expand()
        self.cursor_line = 0

    def say(self, language: str) -> None:
        """The same nodes in a language; what is folded stays folded."""
        self.language = language
        self._invalidate()
        self.refresh()

    def _add(self, parent: TreeNode[Node], node: Node, expand: bool) -> None:
        if not node.children:
            parent.add_leaf("", node)
            return
        branch = parent.add("", node, expand=expand)
        for child in node.children:
            self._add(branch, child, expand=False)

    def render_label(self, node: TreeNode[Node], base_style: Style, style: Style) -> Text:
        data = node.data
        if data is None:
            return Text("")
        depth = -2
        above: TreeNode[Node] | None = node
        while above is not None:
            depth += 1
            above = above.parent
        icon = ("▾ " if node.is_expanded else "▸ ") if node.children else "  "
        name = data.en if self.language == "en" else data.ja
        code = f"{data.id} " if data.id[:1].isdigit() else ""
        # A free cell between the last figure and the scroll bar.
        width = self.content_size.width - depth * self.guide_depth - 2
        wide = self.content_size.width >= _WIDE
        shown_columns = columns(self.app.size.width)
        figures = sum(shown_columns.values()) + (_BAR_CELLS + 2 if wide else 0)
        name_cells = max(8, width - figures - 2)
        variables = self.app.theme_variables

        def coloured(name: str, meta: dict[str, bool] | None = None) -> Style:
            # A tree takes Rich's styles, which don't know the colour names of Textual's themes.
            return Style(color=Color.parse(variables[name]).rich_color, meta=meta)

        label = Text(style=style)
        label.append(icon, coloured("quiet", {"toggle": True}) if node.children else Style())
        label.append(code, coloured("quiet"))
        shown = cut(name, name_cells - len(code))
        asked = data.questions > 0
        label.append(shown, Style() if asked else coloured("quiet"))
        label.append(" " * (name_cells - cell_len(shown) - len(code)))
        if wide:
            bar = progress(data.mastered, data.seen, data.questions, _BAR_CELLS)
            for span in bar.spans:
                label.append(bar.plain[span.start : span.end], coloured(str(span.style).removeprefix("$")))
            label.append("  ")
        for column, cells in shown_columns.items():
            value = getattr(data, column)
            colour = "partial" if column == "due" and value else ("foreground" if value else "rule")
            words = f"{round(100 * value)} %" if column == "recall" and value is not None else str(value or "·")
            label.append(f"{words:>{cells}}", coloured(colour))
        return label

    async def _on_click(self, event: Click) -> None:
        line = event.style.meta.get("line")
        if line is not None and line != self.cursor_line and not event.style.meta.get("toggle"):
            self.focus()
            self.cursor_line = line
            event.prevent_default()
            event.stop()
            return
        await super()._on_click(event)
