"""`quizapp doctor`: what it finds on a sound computer, and what it advises on others."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizapp.cli import terminal
from quizapp.progress.database import open_database

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def _size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "24")


def found(result: Result) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in json.loads(result.stdout)}


def test_a_sound_computer_needs_nothing(run: Run):
    result = run("doctor", "--json")
    assert result.exit_code == 0, result.output
    assert all(row["fine"] for row in found(result).values())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_reads_as_lines_by_area_in_both_languages(run: Run, language: str):
    lines = run("doctor", "--language", language).stdout.splitlines()
    heads = ("端末", "問題") if language == "ja" else ("Terminal", "Questions")
    assert all(head in lines for head in heads)


def test_a_small_terminal_is_told_how_large_it_should_be(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", "50")
    result = run("doctor", "--json")
    assert result.exit_code == 1
    assert "60×24" in str(found(result)["size"]["advice"])


def test_settings_that_can_not_be_read_are_named(run: Run, home: Path):
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text("retention = 3.0\n")
    result = run("doctor", "--json")
    assert result.exit_code == 1
    assert "retention" in str(found(result)["settings_faults"]["words"])


def test_a_damaged_database_leads_to_the_copies(run: Run, home: Path):
    home.mkdir(exist_ok=True)
    (home / "progress.sqlite").write_bytes(b"SQLite format 3\x00" + b"\xff" * 4096)
    result = run("doctor", "--json", "--language", "en")
    assert result.exit_code == 1
    assert "quizapp db restore" in str(found(result)["unsound"]["advice"])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_folder_that_takes_no_files_is_told_whatever_its_permissions_say(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
):
    file = tmp_path / "file"
    file.write_text("a file is no folder")
    monkeypatch.setenv("QUIZAPP_HOME", str(file / "home"))
    result = run("doctor", "--json", "--language", language)
    assert result.exit_code == 1
    finding = found(result)["folder_data"]
    assert not finding["fine"]
    assert "QUIZAPP_HOME" in str(finding["advice"])
    lines = run("doctor", "--language", language)
    assert lines.exit_code == 1
    assert f"× {finding['words']}" in lines.stdout


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs a folder that takes no files, as /proc")
def test_a_home_under_proc_is_told_for_a_superuser_too(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("QUIZAPP_HOME", "/proc/nope")
    result = run("doctor", "--json")
    assert result.exit_code == 1
    assert not found(result)["folder_data"]["fine"]


def test_looking_whether_a_folder_can_be_written_leaves_nothing_in_it(run: Run, home: Path):
    home.mkdir()
    assert run("doctor").exit_code == 0
    assert not list(home.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="a superuser may write every file")
def test_a_read_only_database_is_told_with_the_way_out(run: Run, home: Path):
    home.mkdir()
    file = home / "progress.sqlite"
    open_database(file).close()
    file.chmod(0o400)
    result = run("doctor", "--json", "--language", "en")
    assert result.exit_code == 1
    assert f"chmod u+w {file}" in str(found(result)["read_only"]["advice"])


@pytest.mark.parametrize(
    ("environment", "colours"),
    [
        ({"NO_COLOR": "", "COLORTERM": "truecolor"}, "none"),
        ({"COLORTERM": "truecolor"}, "full"),
        ({"TERM": "xterm-256color"}, "256"),
        ({"TERM": "xterm"}, "16"),
        ({"TERM": "dumb"}, "none"),
        ({}, "none"),
    ],
)
def test_colours_follow_the_environment(environment: dict[str, str], colours: str):
    assert terminal.colours(environment) == colours


def test_images_follow_the_environment_and_the_terminals_own_answer():
    assert terminal.images({"TERM": "xterm-kitty", "COLORTERM": "truecolor"}) == "kitty"
    assert terminal.images({"TERM": "xterm"}, frozenset({1, 4, 22})) == "sixel"
    assert terminal.images({"TERM": "xterm"}, frozenset({1, 2})) == "none"
    assert terminal.images({"TERM": "xterm"}) == "none"


@pytest.mark.parametrize(("installed", "advised"), [(True, False), (False, True)])
def test_a_terminal_that_can_show_pictures_is_told_what_is_missing(
    run: Run, monkeypatch: pytest.MonkeyPatch, installed: bool, advised: bool
):
    monkeypatch.setattr(terminal, "images", lambda *_: "kitty")
    monkeypatch.setattr("quizapp.tui.graphics.installed", lambda: installed)
    finding = found(run("doctor", "--json", "--language", "en"))["images_kitty"]
    assert ("quizapp[images]" in str(finding["advice"])) == advised
    assert finding["fine"]


@pytest.mark.parametrize("cells", [1, 2])
def test_the_width_of_an_ambiguous_character_is_what_the_terminal_answers(cells: int):
    program = "from quizapp.cli.terminal import ambiguous_width as w; print('=', w())"
    leader, follower = pty.openpty()
    seen = b""

    def answer() -> None:
        nonlocal seen
        while b"\x1b[6n" not in seen:
            seen += os.read(leader, 100)
        os.write(leader, b"\x1b[3;%dR" % (cells + 1))

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    done = subprocess.run([sys.executable, "-c", program], stdin=follower, stdout=follower, check=True, timeout=30)
    thread.join(10)
    os.close(follower)
    rest = os.read(leader, 1000)
    os.close(leader)
    assert done.returncode == 0
    assert f"= {cells}".encode() in rest


def test_without_a_terminal_nothing_is_asked():
    assert terminal.ask("?", terminal._PLACE) is None
