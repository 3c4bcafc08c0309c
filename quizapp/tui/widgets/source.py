"""The text of a question file in an editor: YAML coloured line by line, with the places of the findings marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.events import Key
from textual.widgets import TextArea

from quizapp.bank.faults import BankFault

_KEY = re.compile(r"^(?P<indent>\s*(?:- )?)(?P<key>[\w-]+)(?=:(?:\s|$))")
_FLOW_KEY = re.compile(r"(?<=[{,] )[\w-]+(?=: )|(?<=\{)[\w-]+(?=: )")
_PLACEHOLDER = re.compile(r"\{\{[^{}\n]*\}\}|\[\[\w+\]\]")
_FORMULA = re.compile(r"\$[^$\n]*\$")
_COMMENT = re.compile(r"^\s*#.*")
_TOKEN = re.compile(r"\S+")
# These keys belong to the screen here.
_SCREENS = {"f6", "f7"}
# Of these keys the text area has the first; the other selects all, as in other editors.
_LEFT = {"home,ctrl+a": "home"}
_INDENT = 2


class SourceArea(TextArea, inherit_bindings=False):
    """A text area for YAML: enter keeps the indentation, tab goes on to the next region."""

    BINDINGS: ClassVar[list[BindingType]] = [
        replace(binding, key=_LEFT.get(binding.key, binding.key))
        for binding in TextArea.BINDINGS
        if isinstance(binding, Binding) and binding.key not in _SCREENS
    ]

    def __init__(self, text: str = "", read_only: bool = False) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=True,
            tab_behavior="focus",
            read_only=read_only,
            id="source",
        )
        self._found: dict[int, list[tuple[int, str]]] = {}

    def mark(self, faults: Sequence[BankFault]) -> None:
        """Mark the places of these findings."""
        found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for fault in faults:
            colour = "wrong" if fault.severity == "error" else "partial"
            found[fault.line - 1].append((max(0, fault.column - 1), colour))
        if dict(found) != self._found:
            self._found = dict(found)
            self._line_cache.clear()
            self.refresh()

    def put(self, text: str) -> None:
        """Another text in place of the whole, as one edit that can be undone; the cursor stays in its line."""
        if text == self.text:
            return
        row, column = self.cursor_location
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def go_to(self, line: int, column: int) -> None:
        """Put the cursor where a finding is (line and column from 1)."""
        row = min(max(0, line - 1), self.document.line_count - 1)
        self.move_cursor((row, min(max(0, column - 1), len(self.document.get_line(row)))), center=True)

    def get_component_rich_style(self, *names: str, **options: Any) -> Style:
        """The line of the cursor has a ground of its own and keeps its colours."""
        style = super().get_component_rich_style(*names, **options)
        return Style(bgcolor=style.bgcolor) if "text-area--cursor-line" in names else style

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        plain = line.plain
        if _COMMENT.match(plain):
            line.stylize(self._coloured("quiet", italic=True))
        else:
            if found := _KEY.match(plain):
                line.stylize(self._coloured("primary"), found.start("key"), found.end("key"))
            for pattern, colour in ((_FLOW_KEY, "secondary"), (_FORMULA, "formula"), (_PLACEHOLDER, "accent")):
                for each in pattern.finditer(plain):
                    line.stylize(self._coloured(colour), each.start(), each.end())
        for column, colour in self._found.get(line_index, ()):
            token = _TOKEN.search(plain, min(column, len(plain)))
            start, end = (token.start(), token.end()) if token else (0, len(plain))
            line.stylize(self._coloured(colour, underline=True, bold=True), start, end)
        return line

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter" and not self.read_only:
            event.stop()
            event.prevent_default()
            row, column = self.cursor_location
            before = self.document.get_line(row)[:column]
            indent = len(before) - len(before.lstrip(" "))
            if before.rstrip().endswith((":", "|")):
                indent += _INDENT
            self._replace_via_keyboard("\n" + " " * indent, *self.selection)
            return
        await super()._on_key(event)

    def _coloured(self, name: str, *, italic: bool = False, underline: bool = False, bold: bool = False) -> Style:
        # Rich's styles don't know the colour names of Textual's themes.
        colour = Color.parse(self.app.theme_variables[name]).rich_color
        return Style(color=colour, italic=italic, underline=underline, bold=bold)
