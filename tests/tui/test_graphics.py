"""What the terminal is asked about pictures before the program runs: within a limit, and no answer becomes keys."""

from __future__ import annotations

import os
import pty
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.drivers import linux_driver

from quizapp.tui import graphics
from quizapp.tui.graphics import Graphics, Look, kind_of, look
from quizapp.tui.screens.settings import SettingsScreen
from tests.tui.conftest import program_of
from tests.tui.program import program, settled

Terminal = Callable[..., Look]
XTERM = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Looks at a terminal that has `keys` waiting and answers the question (by its last two signs) with `answer`."""

    def run(answer: bytes, keys: bytes = b"", patience: float = 20.0, environment: dict[str, str] = XTERM) -> Look:
        leader, follower = pty.openpty()
        os.write(leader, keys)

        def reply() -> None:
            seen = b""
            while not seen.endswith(b"\x1b[c"):
                seen += os.read(leader, 100)
            os.write(leader, answer)

        with (
            os.fdopen(follower, "r", closefd=False) as stdin,
            os.fdopen(follower, "w", closefd=False) as stdout,
            monkeypatch.context() as patch,
        ):
            patch.setattr(sys, "stdin", stdin)
            patch.setattr(sys, "stdout", stdout)
            thread = threading.Thread(target=reply, daemon=True)
            if answer:
                thread.start()
            try:
                return look(environment, patience)
            finally:
                if answer:
                    thread.join(20)
                os.close(follower)
                os.close(leader)

    return run


def test_a_terminal_with_sixels_that_tells_its_cells_shows_pictures(asked: Terminal) -> None:
    assert asked(b"\x1b[6;20;10t\x1b[?62;4;22c") == Look(Graphics("sixel", (10, 20)))


@pytest.mark.parametrize(
    "answer",
    [b"\x1b[?62;22c", b"\x1b[?62;4c", b"\x1b[6;0;0t\x1b[?4c"],
    ids=["no sixels", "no cells", "cells of nothing"],
)
def test_a_terminal_without_sixels_or_cells_shows_words(asked: Terminal, answer: bytes) -> None:
    assert asked(answer) == Look()


def test_keys_that_are_pressed_meanwhile_are_kept_and_nothing_else(asked: Terminal) -> None:
    found = asked(b"r\x1b[6;20;10t" + "あ".encode() + b"\x1b_Gi=1;OK\x1b\\\x1b[A\x1b[?62;22c", keys=b"c?\n")
    assert found == Look(typed="c?\nrあ")


def test_a_terminal_that_does_not_answer_is_not_waited_for(asked: Terminal) -> None:
    begun = time.monotonic()
    assert asked(b"", keys=b"n", patience=0.05) == Look(typed="n", late=True)
    assert time.monotonic() - begun < 2


def test_a_terminal_that_goes_away_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    leader, follower = pty.openpty()
    with os.fdopen(follower, "r", closefd=False) as stdin, os.fdopen(follower, "w", closefd=False) as stdout:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stdout", stdout)
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr(stdout, "isatty", lambda: True)
        os.close(leader)
        assert look(XTERM, 0.05).graphics is None
    os.close(follower)


@pytest.mark.parametrize("environment", [XTERM | {"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_where_no_colours_are_wanted_nothing_is_asked(asked: Terminal, environment: dict[str, str]) -> None:
    assert asked(b"", patience=0.0, environment=environment) == Look()


def test_without_a_terminal_nothing_is_asked() -> None:
    assert look(XTERM) == Look()


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({"TERM": "xterm-kitty", "COLORTERM": "truecolor"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty", "COLORTERM": "truecolor"}, "kitty"),
        ({"TERM": "xterm-kitty"}, None),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1", "COLORTERM": "truecolor", "TMUX": "x"}, None),
        ({"TERM": "xterm-kitty", "COLORTERM": "truecolor", "NO_COLOR": "1"}, None),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm", "COLORTERM": "truecolor"}, None),
    ],
)
def test_the_kitty_protocol_is_used_only_where_its_placeholders_are_drawn(
    environment: dict[str, str], kind: str | None
) -> None:
    assert kind_of(environment) == kind


@pytest.mark.parametrize("late", ["\x1b[?62;4;22c", "\x1b[6;20;10t\x1b[?62;4c"])
def test_a_late_answer_presses_no_key(monkeypatch: pytest.MonkeyPatch, late: str) -> None:
    # The seam: Textual's driver makes its parser by this name.
    monkeypatch.setattr(linux_driver, "XTermParser", linux_driver.XTermParser)  # type: ignore[attr-defined]
    graphics.swallow_late_answer()
    parser = linux_driver.XTermParser(False)  # type: ignore[attr-defined]
    keys = [event.key for event in (*parser.feed(late), *parser.feed(f"a{late}["), *parser.feed("b"))]
    assert keys == ["a", "left_square_bracket", "b"]
    assert "parser = XTermParser(" in Path(str(linux_driver.__file__)).read_text(encoding="utf-8")


async def test_keys_pressed_before_the_program_are_its_first(tmp_path: Path) -> None:
    app = program(tmp_path)
    app.typed_before = "l,"
    async with app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert program_of(pilot).settings.language == "en"
