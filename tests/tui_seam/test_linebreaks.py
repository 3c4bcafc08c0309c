"""The one place where Textual's own code is replaced: how it breaks lines."""

from __future__ import annotations

import textual.content
from rich.cells import cell_len
from textual._wrap import compute_wrap_offsets
from textual.app import App, ComposeResult
from textual.content import Content
from textual.document import _wrapped_document
from textual.document._wrapped_document import WrappedDocument
from textual.widgets import Static, TextArea

from quizapp.text.kinsoku import NOT_AT_END, NOT_AT_START
from quizapp.tui import linebreaks

JAPANESE = (
    "畳み込み層では、入力（特徴マップ）にカーネルを適用し、「局所的な」特徴を取り出す。Adam、RMSProp、"
    "および Momentum SGD などのオプティマイザーを使って、パラメーターを更新する！ データが少ないときは、"
    "過学習（オーバーフィッティング）に注意しなければならない。"
)


def rendered_lines(widget: Static) -> list[str]:
    return [strip.text.rstrip() for strip in widget.render_lines(widget.size.region)]


def test_textual_still_breaks_lines_through_the_name_that_is_replaced(monkeypatch):
    assert "divide_line" in Content._wrap_and_format.__code__.co_names
    calls = []

    def record(text: str, width: int, fold: bool = True) -> list[int]:
        calls.append((text, width, fold))
        return []

    monkeypatch.setattr(textual.content, "divide_line", record)
    Content("あいうえお").wrap(4)
    assert calls == [("あいうえお", 4, True)]


async def test_a_static_shows_no_line_that_begins_or_ends_where_japanese_forbids_it(monkeypatch):
    monkeypatch.setattr(textual.content, "divide_line", textual.content.divide_line)  # put back afterwards
    linebreaks.install()

    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield Static(Content(JAPANESE))

    for columns in range(20, 61, 4):
        async with Page().run_test(size=(columns, 30)) as pilot:
            lines = [line for line in rendered_lines(pilot.app.query_one(Static)) if line]
        assert "".join("".join(lines).split()) == "".join(JAPANESE.split())
        assert max(map(cell_len, lines)) <= columns
        assert not [line for line in lines[1:] if line[0] in NOT_AT_START]
        assert not [line for line in lines if line[-1] in NOT_AT_END]


def test_a_word_wider_than_the_line_is_folded_only_when_asked(monkeypatch):
    monkeypatch.setattr(textual.content, "divide_line", textual.content.divide_line)
    linebreaks.install()
    assert textual.content.divide_line("ab abcdefghij cd", 4) == [3, 7, 11, 14]
    assert textual.content.divide_line("ab abcdefghij cd", 4, fold=False) == [3, 14]


def test_text_areas_still_wrap_through_the_name_that_is_replaced():
    for method in (WrappedDocument.wrap, WrappedDocument.wrap_range):
        assert "compute_wrap_offsets" in method.__code__.co_names


async def test_a_text_area_breaks_lines_as_japanese_does_and_none_runs_over_the_edge(monkeypatch):
    monkeypatch.setattr(_wrapped_document, "compute_wrap_offsets", _wrapped_document.compute_wrap_offsets)
    monkeypatch.setattr(textual.content, "divide_line", textual.content.divide_line)
    linebreaks.install()
    text = f"  ja: {JAPANESE}"

    class Page(App[None]):
        def compose(self) -> ComposeResult:
            yield TextArea(text, soft_wrap=True)

    for columns in range(24, 61, 4):
        async with Page().run_test(size=(columns, 30)) as pilot:
            area = pilot.app.query_one(TextArea)
            pieces, width = area.wrapped_document.get_sections(0), area.wrap_width
        assert "".join(pieces) == text
        assert max(map(cell_len, pieces)) <= width
        assert not [piece for piece in pieces[1:] if piece[0] in NOT_AT_START]
        # What comes after a space is not moved down as one word.
        assert cell_len(pieces[0]) > width - 12


def test_a_line_with_tabs_is_left_to_textual(monkeypatch):
    monkeypatch.setattr(textual.content, "divide_line", textual.content.divide_line)
    monkeypatch.setattr(_wrapped_document, "compute_wrap_offsets", _wrapped_document.compute_wrap_offsets)
    linebreaks.install()
    assert _wrapped_document.compute_wrap_offsets("a\tb c d e", 6, 4) == compute_wrap_offsets("a\tb c d e", 6, 4)
