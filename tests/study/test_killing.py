"""A process killed at any moment loses no answer whose verdict was shown."""

from __future__ import annotations

from pathlib import Path

from tests.killing import run


def test_a_kill_at_any_moment_loses_nothing_that_was_shown(tmp_path: Path) -> None:
    report = run(rounds=6, seed=20261201, folder=tmp_path)
    assert report.killed >= 3
    assert report.shown >= 5
    assert report.resumed >= 2
