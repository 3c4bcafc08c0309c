"""Keys that nothing can be judged against are found when a question is drawn, before anybody answers it."""

import re
from pathlib import Path

import pytest

from calculators.answers import Outcome
from quizapp.bank.catalog import load
from quizapp.bank.drawn import Unjudgeable
from quizapp.bank.lint import lint
from quizapp.bank.unaskable import why_unaskable
from quizapp.bank.variants import draw, judge
from tests.bank.conftest import NUMERIC, Write

CODE = """\
id: {id}
kind: code
status: ready
topics: ["3.4.1"]
tracks: [zero.7]
keywords: [パディング]
level: 2
stem: {{ja: 各行の和を求める式を書け。, en: Write the sums of the rows of x.}}
answer:
  kind: code
  value: x.sum(axis=1)
  verify: np.sum(x, axis=-1)
  variables: {{x: {{shape: [N, 5]}}}}
mistakes:
  columns: {{value: x.sum(axis=0), ja: 列の和である。, en: These are the sums of the columns.}}
explanation: {{ja: 行ごとに足す。, en: Add along the rows.}}
references: [Any textbook]
"""


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("value: x.sum(axis=1)", "value: x.fromfile('a')", "11:12", "“.fromfile” can't be used"),
        ("value: x.sum(axis=1)", "value: x.sum(axis=1", "11:15", "bracket"),
        ("value: x.sum(axis=1)", "value: x.sum(axis=1) + y", "11:26", "no name “y”"),
        ("value: x.sum(axis=1)", "value: x.sum(axis=2)", "11:10", "stops with an error"),
        ("value: x.sum(axis=1)", "value: x @ x[:, :2]", "11:10", "stops with an error"),
        ("value: x.sum(axis=1)", "value: x.reshape(N, 5)", "11:20", "no name “N”"),
        ("shape: [N, 5]", "shape: [N*, 5]", "13:14", "missing"),
        ("variables:", "functions: [softplush]\n  variables:", "13:14", "softplush"),
        ("value: x.sum(axis=0)", "value: x.total(axis=0)", "15:22", "“.total” can't be used"),
        ("value: x.sum(axis=0)", "value: 2", "15:20", "code is expected, as text"),
        ("value: x.sum(axis=0)", "value: [2, 3]", "15:20", "code is expected, as text"),
    ],
)
def test_code_that_can_not_serve_as_an_answer_is_told_at_its_character_and_never_asked(
    folder: Path, write: Write, old: str, new: str, place: str, words: str
) -> None:
    file = write("one", CODE, {old: new})
    told = [fault for fault in lint(load(folder)) if fault.code == "unusable_key"]
    assert [fault.place for fault in told] == [f"{file}:{place}"]
    assert words in told[0].words("en")
    with pytest.raises(Unjudgeable) as found:
        draw(load(folder).find("one"), 1)
    for language in ("ja", "en"):
        assert why_unaskable(found.value, language) == told[0].words(language)


def test_a_mistake_may_be_code_that_stops(folder: Path, write: Write) -> None:
    write("one", CODE, {"value: x.sum(axis=0)": "value: x.sum(axis=2)"})
    assert lint(load(folder)) == []
    question = load(folder).find("one")
    variant = draw(question, 1)
    assert judge(question, variant, "x.sum(2)").mistake == "columns"
    assert judge(question, variant, "x.sum(-1)").outcome is Outcome.CORRECT


def test_rows_of_different_lengths_are_no_matrix(folder: Path, write: Write) -> None:
    answer = "{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}"
    ragged = "{kind: matrix, value: [[1, 2], [3]], verify: [['1', '2'], ['3']]}"
    write("one", NUMERIC, {answer: ragged, "value: 2.667": "value: [[1, 2], [3, 4]]"})
    told = [fault for fault in lint(load(folder)) if fault.code == "unusable_key"]
    assert [(fault.line, fault.column) for fault in told] == [(9, 31)]
    with pytest.raises(Unjudgeable):
        draw(load(folder).find("one"), 1)
    whole = "{kind: matrix, value: [[1, 2], [3, 4]], verify: [['1', '2'], ['3', '4']]}"
    write("one", NUMERIC, {answer: whole, "value: 2.667": "value: [[1, 2], [3]]"})
    assert [fault.code for fault in lint(load(folder))] == ["mistake_unreadable"]
    with pytest.raises(Unjudgeable):
        draw(load(folder).find("one"), 1)


@pytest.mark.parametrize(
    ("source", "old", "new", "place", "words"),
    [
        (CODE, "verify: np.sum(x, axis=-1)", "verify: np.sum(x, axis=-1", "12:17", "bracket"),
        (NUMERIC, "verify: '1 - 5/8'", "verify: '1 - (5/8'", "9:64", "bracket"),
        (NUMERIC, "value: 2.667", "value: '8/'", "11:21", "missing"),
        (
            NUMERIC,
            "{kind: number, value: 0.375, decimals: 3, verify: '1 - 5/8'}",
            "{kind: vector, value: [1, 2], verify: ['1', '2 +']}",
            "9:56",
            "missing",
        ),
    ],
)
def test_why_a_text_of_the_file_can_not_be_read_is_said_in_words_at_its_character(
    folder: Path, write: Write, source: str, old: str, new: str, place: str, words: str
) -> None:
    file = write("one", source, {old: new})
    told = [fault for fault in lint(load(folder)) if fault.severity == "error"]
    assert f"{file}:{place}" in [fault.place for fault in told]
    assert any(words in fault.words("en") for fault in told)
    for fault in told:
        assert not re.search("[a-z]_[a-z]", fault.words("ja") + fault.words("en"))


def test_a_mistake_of_numbers_that_can_not_be_read_is_told_in_words_where_it_would_be_asked(
    folder: Path, write: Write
) -> None:
    write("one", NUMERIC, {"value: 2.667": "value: '8/'"})
    with pytest.raises(Unjudgeable) as found:
        draw(load(folder).find("one"), 1)
    assert "missing" in why_unaskable(found.value, "en")
    assert why_unaskable(found.value, "ja").startswith("答えとして使えません: 「/」")
