"""Findings in Author name the key that helps, as it is chosen, and no command of the command line."""

from __future__ import annotations

from pathlib import Path

from quizapp.bank.catalog import load
from quizapp.bank.faults import BankFault
from quizapp.bank.rules import RULES
from quizapp.bank.signing import sign
from quizapp.text.messages.bank import CATALOG
from quizapp.tui.findings import finding_words
from tests.tui.authoring import bank, edit, go_to, open_bank
from tests.tui.conftest import Running, press, program_of, shown

__all__ = ["bank"]
WIDE = (120, 40)


def test_no_finding_in_author_names_a_command():
    named = [code for code in RULES if code in CATALOG and "quizapp bank" in CATALOG[code][1]]
    assert "review_stale" in named
    for code in named:
        fault = BankFault(Path("one.yaml"), 1, 1, code, {"names": "Hana", "hash": "0123456789abcdef"}, "warning")
        for language in ("ja", "en"):
            words = finding_words(fault, language, lambda action: f"<{action}>")
            assert "quizapp bank" not in words
            assert "<" in words


async def test_a_stale_review_is_told_with_the_key_of_the_tree_and_with_that_of_the_editor(
    running: Running, bank: Path
):
    file = bank / "feedforward" / "sigmoid-slope.yaml"
    sign(file, load(bank).find("sigmoid-slope"), "Hana")
    file.write_text(file.read_text(encoding="utf-8").replace("largest value", "greatest value"), encoding="utf-8")
    async with running(bank=bank, language="en", size=WIDE) as pilot:
        await open_bank(pilot)
        await go_to(pilot, "sigmoid-slope")
        assert "changed since its review: v reviews it again (Hana)" in shown(pilot)
        await edit(pilot, "sigmoid-slope")
        assert "changed since its review: F10 reviews it again (Hana)" in shown(pilot)
        program_of(pilot).change_setting("keys", {"blind": "f12"})
        await press(pilot, "f2", "f2")
        assert "changed since its review: F12 reviews it again (Hana)" in shown(pilot)
