"""The key for LaTeX: it shows the source of every formula on the page, and says so, or why it has nothing to show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.conftest import Running, press, shown
from tests.tui.program import BANK

SIGN, REASON = "LaTeX", {"ja": "LaTeX の数式がありません", "en": "no LaTeX formulas"}


def head(lines: str) -> str:
    return lines.split("\n")[0]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A bank with formulas in what is put together and put in order."""
    folder = tmp_path / "bank"
    shutil.copytree(BANK, folder)
    for name, old, new in (
        ("feedforward/output-pairs.yaml", "en: Regression", "en: $y_k$"),
        ("feedforward/output-pairs.yaml", "en: Identity", "en: $x_i$"),
    ):
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_choices_show_their_formulas_as_latex_too_and_the_head_says_so(running: Running, language: str):
    async with running("sigmoid-slope", language=language) as pilot:
        assert SIGN not in head(shown(pilot))
        await press(pilot, "x")
        assert r"$\frac{1}{4}$" in shown(pilot)
        assert SIGN in head(shown(pilot))
        await press(pilot, "x")
        assert r"\frac" not in shown(pilot)
        assert SIGN not in head(shown(pilot))


async def test_both_sides_of_pairs_show_their_formulas_as_latex(running: Running, bank: Path):
    async with running("output-pairs", bank=bank, language="en") as pilot:
        assert "$" not in shown(pilot)
        await press(pilot, "x")
        assert "$y_k$" in shown(pilot)
        assert "$x_i$" in shown(pilot)


@pytest.mark.parametrize("language", ["ja", "en"])
async def test_where_nothing_has_a_formula_the_key_says_why_it_does_nothing(running: Running, language: str):
    async with running("pooling-facts", language=language, keys=["x"]) as pilot:
        assert REASON[language] in shown(pilot)
        await press(pilot, "escape")
        assert REASON[language] not in shown(pilot)


async def test_latex_that_is_on_stays_on_for_another_question_and_can_be_put_off_there(running: Running):
    async with running("sigmoid-slope", "pooling-facts") as pilot:
        first = "シグモイド" in shown(pilot)
        # The order is drawn: taking back an answer leads to the question before.
        await press(pilot, *(["x", "1", "enter", "enter"] if first else ["1", "enter", "enter", "x", "z"]))
        assert "プーリング" in shown(pilot)
        assert SIGN in head(shown(pilot))
        await press(pilot, "x")
        assert SIGN not in head(shown(pilot))
