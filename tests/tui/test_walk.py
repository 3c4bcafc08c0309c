"""A new user's way through the whole program, in a real terminal (tests/walking.py)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.walking import HEIGHT, WIDTH, walk

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


def test_a_new_user_gets_from_the_first_start_to_a_mock_exam_and_out_again(tmp_path: Path):
    # In English by `make walk` and in CI.
    screens = walk("ja", tmp_path)
    titles = [title for title, _ in screens]
    assert titles[0] == "first use: the language"
    assert titles[-1] == "statistics"
    assert len(titles) == len(set(titles)) == 18
    for title, screen in screens:
        lines = screen.rstrip("\n").split("\n")
        assert len(lines) <= HEIGHT, title
        assert all(cell_len(line) <= WIDTH for line in lines), title
        # What was drawn is all there: no marks of a template, of a formula's source, of markup.
        assert not any(mark in screen for mark in ("{{", "}}", "\\frac", "[/", "Traceback")), title
