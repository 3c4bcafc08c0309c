"""The messages of the program: the words that go with numbers."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from quizapp.text import messages
from quizapp.text.messages import message


@pytest.mark.parametrize(("days", "words"), [(0, "next: in 0 days"), (1, "next: in 1 day"), (2, "next: in 2 days")])
def test_an_english_number_of_one_has_its_own_word(days: int, words: str) -> None:
    assert message("en", "cli.returns_in", days=days) == words


def test_a_number_keeps_the_width_that_a_message_gives_it() -> None:
    told = message("en", "stats.week_row", day="11/16", bar="", accuracy=7, answers=1)
    assert told.endswith("  7 %  1 answer")


def test_japanese_numbers_have_no_plural() -> None:
    assert message("ja", "cli.returns_in", days=1) == "次回: 1 日後"


# What is counted in the messages; a number straight before one of these needs a word for one as well.
COUNTED = """answers arguments attempts cards cells characters days draws errors families faults files findings hours
    items learners lines minutes places questions results reviews seconds sets sittings steps times values variants
    versions warnings"""
# Fields that are never one of what follows: limits of the program, lists of numbers, and what is no number of it.
NEVER_ONE = {"id", "key", "in_sets", "limit", "most", "max_length", "ranks", "lefts", "total", "share", "stretched"}
NEVER_ONE_IN = {
    "bank.undrawn_numbers": "always as many attempts as the program makes",
    "bank.stress_undrawn": "the same",
    "bank.stress_budget": "some are checked and others not",
    "bank.long_stem": "longer than is right",
    "bank.id_too_long": "the same",
    "answers.too_long": "longer than is read",
    "stats.in_all": "hours with a decimal",
    "tui.status_gate": "always as many as the gate draws",
    "tui.status_gate_later": "the same",
    "tui.period": "a week at least",
    "tui.back_days": "one day is told as tomorrow",
    "tui.times": "told from two on",
}
_BEFORE_PLURAL = re.compile(rf"\{{(\w+)\}} (?:[a-z]+ ){{0,2}}?(?:{'|'.join(COUNTED.split())})\b")


def catalogs() -> Iterator[tuple[str, dict[str, tuple[str, str]]]]:
    """The rooms with their catalogs."""
    for found in pkgutil.iter_modules(messages.__path__):
        yield found.name, importlib.import_module(f"quizapp.text.messages.{found.name}").CATALOG


def test_every_number_before_a_plural_has_a_word_for_one() -> None:
    lacking = []
    for room, catalog in catalogs():
        for name, (_, english) in catalog.items():
            chosen = {field for _, field, form, _ in Formatter().parse(english) if form and "|" in form}
            counted = {found[1] for found in _BEFORE_PLURAL.finditer(english)} - NEVER_ONE
            if f"{room}.{name}" in NEVER_ONE_IN or name.endswith("_one") or f"{name}_one" in catalog:
                continue
            lacking += [f"{room}.{name}: {field}" for field in sorted(counted - chosen)]
    assert not lacking, lacking


@pytest.mark.parametrize(
    ("name", "values", "words"),
    [
        ("revising.used", {"sittings": 1, "attempts": 1, "learners": 1}, "used in 1 sitting, 1 attempt, by 1 learner"),
        ("cli.lint_result", {"questions": 1, "errors": 1, "warnings": 1}, "1 question checked: 1 error, 1 warning"),
        ("bank.fixed", {"file": "a", "count": 1}, "a: 1 place mended"),
        ("bank.has_errors", {"id": "a", "count": 1}, "a: lint finds 1 error; mend it before it becomes ready"),
        (
            "regrade.shown",
            {"id": "a", "changed": 1, "same": 1, "unknown": 0},
            "a: 1 earlier answer would be judged oth",
        ),
        ("answers.ragged_rows", {"row": 2, "got": 1, "expected": 2}, "Row 2 has 1 value, the first row has 2."),
        ("plan.head_rolling", {"days": 1, "target": 60, "minutes": 1}, "the next day.  target 60 %  1 minute a day"),
        (
            "plan.head_rolling",
            {"days": 3, "target": 60, "minutes": 2},
            "the next 3 days.  target 60 %  2 minutes a day",
        ),
    ],
)
def test_what_is_told_of_one_reads_as_english(name: str, values: dict[str, object], words: str) -> None:
    assert words in message("en", name, **values)
    assert message("ja", name, **values)
