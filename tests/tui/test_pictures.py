"""Figures on the screen: a picture where the terminal can, its words everywhere else."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from textual.pilot import Pilot

from quizapp import paths
from quizapp.tui.graphics import Graphics
from quizapp.tui.widgets.figure import Figures, size_in_cells
from tests.tui.conftest import Running, press, program_of, shown, sit
from tests.tui.program import SETS

KITTY, SIXEL = Graphics("kitty", (10, 20)), Graphics("sixel", (10, 20))
PLACEHOLDER = "\U0010eeee"
FIGURE = """\
  - kind: figure
    file: assets/four-boxes-and-truth.svg
    digest: '{digest}'
    alt: {{ja: 箱 G と予測の箱 P、Q、R、S の図である。, en: 'Box G and the predicted boxes P, Q, R, S.'}}
    caption: {{ja: 箱の図, en: The boxes}}
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """Sets with a figure among their material, and the shipped questions with a figure, all to be asked."""
    folder = tmp_path / "bank"
    shutil.copytree(SETS, folder)
    shipped = paths.questions_folder()
    for chapter, name in (
        ("convolution", "kernel-of-a-feature-map"),
        ("object-detection", "largest-iou-of-four-boxes"),
    ):
        shutil.copytree(shipped / chapter / "assets", folder / chapter / "assets")
        text = (shipped / chapter / f"{name}.yaml").read_text(encoding="utf-8")
        (folder / chapter / f"{name}.yaml").write_text(
            text.replace("status: review", "status: ready").replace('"4.2.1"', '"3.2.2"'), encoding="utf-8"
        )
    shutil.copytree(shipped / "object-detection" / "assets", folder / "optimization" / "assets")
    digest = next(line for line in text.splitlines() if "digest:" in line).partition("'")[2].rstrip("'")
    file = folder / "optimization" / "loss-curves.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("material:\n", "material:\n" + FIGURE.format(digest=digest)), encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def output(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the library writes past Textual."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "__stdout__", written)
    return written


async def ask(pilot: Pilot[None], question: str, graphics: Graphics | None) -> str:
    program_of(pilot).graphics = graphics
    await sit(pilot, question)
    return shown(pilot)


def pictures(pilot: Pilot[None]) -> list[Figures]:
    return [place for place in pilot.app.screen.query(Figures) if place.display]


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_without_pictures_the_words_are_read(running: Running, bank: Path, language: str) -> None:
    async with running(bank=bank, language=language, size=(80, 50)) as pilot:
        page = await ask(pilot, "kernel-of-a-feature-map", None)
        assert ("白（正）" if language == "ja" else "is white (positive)") in page
        assert pictures(pilot) == []


async def test_in_kitty_the_picture_stands_with_its_caption_in_place_of_its_words(
    running: Running, bank: Path, output: io.StringIO
) -> None:
    async with running(bank=bank, size=(80, 50)) as pilot:
        page = await ask(pilot, "kernel-of-a-feature-map", KITTY)
        assert PLACEHOLDER in page
        assert "図 左が入力" in page
        assert "辺が水平と垂直な白い正方形" not in page
        assert "左の画像に" in page
        assert output.getvalue().startswith("\x1b_G")
        await press(pilot, "ctrl+l")
        assert "Figure Left: the input" in shown(pilot)


async def test_with_sixels_the_library_draws_in_the_same_place(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(80, 50)) as pilot:
        page = await ask(pilot, "largest-iou-of-four-boxes", SIXEL)
        (place,) = pictures(pilot)
        assert place.region.height > 5
        assert "左上と右下の座標" not in page


async def test_the_words_of_a_picture_can_be_read_by_the_key_for_raw_text(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(80, 50)) as pilot:
        assert PLACEHOLDER in await ask(pilot, "kernel-of-a-feature-map", KITTY)
        await press(pilot, "f7")
        page = shown(pilot)
        assert PLACEHOLDER not in page
        assert "辺が水平と垂直な白い正方形" in page
        await press(pilot, "f7")
        assert PLACEHOLDER in shown(pilot)


async def test_a_picture_of_a_set_stands_in_its_material_and_then_in_the_question(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(80, 80)) as pilot:
        assert PLACEHOLDER in await ask(pilot, "loss-curves", KITTY)
        assert [place.id for place in pictures(pilot)] == ["shared-figures"]
        await press(pilot, "4", "enter")
        assert [place.id for place in pictures(pilot)] == ["stem-figures"]
        await press(pilot, "enter")
        assert [place.id for place in pictures(pilot)] == ["shared-figures"]


async def test_the_next_question_has_no_picture_of_the_one_before(running: Running, bank: Path) -> None:
    async with running(bank=bank, size=(80, 40)) as pilot:
        await ask(pilot, "kernel-of-a-feature-map", KITTY)
        await press(pilot, "escape")
        assert PLACEHOLDER not in await ask(pilot, "two-layers-in-numpy", KITTY)
        assert pictures(pilot) == []


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, None])
async def test_a_picture_that_was_changed_broken_or_taken_away_is_read(
    running: Running, bank: Path, content: bytes | None
) -> None:
    file = bank / "convolution" / "assets" / "square-and-feature-map.png"
    file.unlink() if content is None else file.write_bytes(content)
    async with running(bank=bank, size=(80, 40)) as pilot:
        assert "白い正方形" in await ask(pilot, "kernel-of-a-feature-map", KITTY)
        assert pictures(pilot) == []


@pytest.mark.parametrize("size", [(60, 24), (80, 24), (200, 60)])
async def test_a_picture_leaves_room_and_is_never_wider_than_the_page(
    running: Running, bank: Path, size: tuple[int, int]
) -> None:
    async with running(bank=bank, size=size) as pilot:
        await ask(pilot, "kernel-of-a-feature-map", KITTY)
        (place,) = pictures(pilot)
        picture = place.children[-1]
        assert 5 <= picture.styles.height.value <= max(5, size[1] * 0.45)  # type: ignore[union-attr]
        assert picture.region.right <= place.region.right


def test_a_picture_keeps_its_shape_and_is_not_enlarged() -> None:
    assert size_in_cells((400, 200), (10, 20), 80, 60) == (40, 10)
    assert size_in_cells((1600, 800), (10, 20), 80, 100) == (72, 18)
    assert size_in_cells((100, 40), (10, 20), 80, 60) == (10, 2)


def test_at_its_import_the_library_asks_the_terminal_nothing() -> None:
    """It would, were the standard output a terminal for it; the answers would become keys."""
    program = (
        "import sys, io\n"
        "class Terminal(io.StringIO):\n    def isatty(self): return True\n"
        "sys.__stdout__ = asked = Terminal()\n"
        "from PIL import Image\n"
        "from quizapp.tui.graphics import Graphics\n"
        "from quizapp.tui.pictures import widget_for\n"
        "widget = widget_for(Graphics('kitty', (9, 18)), Image.new('RGB', (20, 20)))\n"
        "from textual_image._terminal import get_cell_size\n"
        "assert sys.__stdout__ is asked and asked.getvalue() == '', asked.getvalue()\n"
        "assert get_cell_size() == (9, 18)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0


def test_without_the_extra_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from quizapp.tui import graphics

    assert graphics.installed()
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    monkeypatch.setattr(graphics, "find_spec", lambda name: None if name == "resvg_py" else object())
    assert not graphics.installed()
