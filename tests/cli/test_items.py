"""`quizapp bank stats --items`: a report of what use has shown, readable on 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len

from quizapp.bank.catalog import load
from quizapp.bank.items import Item
from quizapp.cli.bank_items import item_lines
from quizapp.progress.database import open_database
from quizapp.study.clock import SystemClock
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.study.study import Study
from tests.cli.conftest import Run, data

LONG = "a-bank-of-ones-own:an-id-that-says-more-of-its-question-than-fits-into-the-column"
ITEMS = [
    Item(
        *("one", "", "r", 40, 0.3, (0.18, 0.45), 0.31, 41.6, {"a": 0.3, "b": 0.7, "c": 0.0}, ("c",)),
        *(("drawn_to_wrong", "idle_choices"), "choices", 0.3, ("a",)),
    ),
    Item(
        *(LONG, "p", "r", 40, 0.61, (0.45, 0.74), None, 9.4, {}, (), (), "order", 0.51, ()),
        *({"first": 0.8, "second": 0.62, "third": 0.55}, (("third", "second", "first"), 0.2)),
    ),
    Item(*("two", "q", "r", 40, 1.0, (0.91, 1.0), None, 9.4, {"inverted": 0.1, "half": 0.4}, (), (), "typed", 1.0)),
    Item(
        *("pairs", "", "r", 40, 0.6, (0.45, 0.74), 0.2, 9.4, {"z": 0.31}, (), (), "match", 0.45, ()),
        *({"p": 0.76, "q": 0.45}, (("q", "z"), 0.31)),
    ),
    Item("many", "", "r", 40, 0.5, (0.35, 0.65), 0.3, 9, {f"choice-{n}": n / 20 for n in range(12)}, form="choices"),
]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_fits_80_columns_and_says_what_its_columns_are(language: str) -> None:
    lines = list(item_lines(ITEMS, language, 80))
    assert max(map(cell_len, lines)) <= 80 or [line for line in lines if cell_len(line) > 80] == [f"{LONG}#p"]
    heads = {"ja": ("平均得点", "識別力", "中央値"), "en": ("mean score", "discr.", "median")}[language]
    assert all(any(words in line for line in lines) for words in heads)
    # What asks for a look comes first.
    assert next(line for line in lines if line.startswith(("one", "two"))).startswith("one")


def test_the_report_shows_what_was_chosen_met_and_placed() -> None:
    text = "\n".join(item_lines(ITEMS, "en", 80))
    for told in (
        "○ a 30 %   × b 70 %   × c 0 %",
        "! a wrong choice is chosen more often than the key",
        "fully right 51 %",
        "placed rightly: first 80 %   second 62 %   third 55 %",
        "commonest wrong order: third second first  20 %",
        "named mistakes: × half 40 %   × inverted 10 %",
        "paired rightly: p 76 %   q 45 %",
        "commonest wrong pair: q – z  31 %",
        "30 % (18–45)   +0.31    42 s",
    ):
        assert told in text, told
    assert "fully right 100" not in text


def test_the_report_of_a_question_in_use_is_told_from_its_answers(
    run: Run, small_bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    database = open_database()
    for number in range(30):
        study = Study(load(small_bank), database, SystemClock(), learner=f"learner {number}")
        study.start_quiz(Selection(ids=("three",))).answer(Response(chosen=["a", "b"] if number < 15 else ["a", "c"]))
    database.close()
    (item,) = data(run("bank", "stats", "--items", "--json"))
    assert (item["right"], item["facility"], item["chosen"]) == (0.5, 0.5, {"a": 1.0, "b": 0.5, "c": 0.5})
    told = run("bank", "stats", "--items", "--language", "en").stdout
    assert "○ a 100 %   ○ b 50 %   × c 50 %" in told
    assert "1 of 1 item with" in told.replace("\n", " ")
    assert max(map(cell_len, told.splitlines())) <= 80
