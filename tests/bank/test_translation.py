"""A language edited by itself leaves the other behind, and this is kept in the file and told by the lint."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.bank.catalog import load
from quizapp.bank.entries import validate
from quizapp.bank.lint import lint
from quizapp.bank.reader import read_text
from quizapp.bank.schema import Question
from quizapp.bank.translation import behind, mark_after, mark_current, mark_of, marked_text
from tests.bank.conftest import SINGLE, Write

TEXT = SINGLE.format(id="one")
JA = TEXT.replace("ストライドで割る", "ストライドの値で割る")
EN = TEXT.replace("It is divided", "The size is divided")
BOTH = JA.replace("It is divided", "The size is divided")


def read(text: str) -> Question:
    found = validate(read_text(text, Path("one.yaml")))
    assert isinstance(found, Question)
    return found


def edited(before: str, after: str) -> str:
    """The text as it is saved, with what it then says of its translation."""
    return marked_text(after, mark_after(read(before), read(after)))


@pytest.mark.parametrize(("after", "late"), [(JA, "en"), (EN, "ja"), (BOTH, None), (TEXT, None)])
def test_a_language_edited_alone_leaves_the_other_behind(after: str, late: str | None) -> None:
    assert behind(read(edited(TEXT, after))) == late


@pytest.mark.parametrize("first", [JA, EN])
def test_the_other_language_catches_up_by_its_own_edit(first: str) -> None:
    once = edited(TEXT, first)
    twice = edited(once, BOTH + once.removeprefix(first))
    assert behind(read(once)) is not None
    assert behind(read(twice)) is None


def test_one_that_was_up_to_date_can_fall_behind_in_either_direction() -> None:
    current = marked_text(TEXT, mark_of(read(TEXT), "ja"))
    tail = current.removeprefix(TEXT.rstrip("\n"))
    assert behind(read(current)) is None
    assert behind(read(edited(current, JA.rstrip("\n") + tail))) == "en"
    assert behind(read(edited(current, EN.rstrip("\n") + tail))) == "ja"
    assert behind(read(edited(current, BOTH.rstrip("\n") + tail))) is None


def test_a_language_that_is_behind_stays_so_when_the_other_goes_on() -> None:
    once = edited(TEXT, JA)
    again = edited(once, once.replace("値で割る", "値で割って切り捨てる"))
    assert behind(read(again)) == "en"


def test_what_the_author_writes_about_it_counts() -> None:
    own = JA + f"translated_from: {mark_of(read(JA), 'ja')}\n"
    assert edited(TEXT, own) == marked_text(own, mark_of(read(JA), "ja"))


@pytest.mark.parametrize(("text", "code"), [(JA, "translation_stale"), (EN, "translation_stale_ja")])
def test_the_lint_tells_it_until_it_is_marked_as_current(folder: Path, write: Write, text: str, code: str) -> None:
    file = write("one")
    file.write_text(edited(TEXT, text), encoding="utf-8")
    catalog = load(folder)
    assert [fault.code for fault in lint(catalog)] == [code]
    mark_current(file, catalog.find("one"))
    assert lint(load(folder)) == []
    assert read(file.read_text(encoding="utf-8")).stem == read(TEXT).stem
