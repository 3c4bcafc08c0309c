"""A process killed at any moment loses no answer whose verdict was shown."""

from __future__ import annotations

from pathlib import Path

from tests.killing import run


def test_a_kill_at_any_moment_loses_nothing_that_was_shown(tmp_path: Path) -> None:
    report = run(rounds=12, seed=20261201, folder=tmp_path)
    assert report.killed >= 6
    assert report.shown >= 10
    assert report.resumed >= 4
    assert report.in_sets >= 1
