"""Questions that some numbers, or all, make unaskable: a sitting goes on without them, says so, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from calculators.problems import NoProblem
from quizapp.bank.catalog import Catalog, load
from quizapp.bank.lint import lint
from quizapp.bank.variants import draw
from quizapp.progress.database import open_database
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.faults import NothingToAsk
from quizapp.study.quizzes import entry_of
from quizapp.study.running_order import ItemKind
from quizapp.study.selection import Selection
from quizapp.study.study import Study
from tests.study.answering import right
from tests.study.conftest import BANK, TOKYO
from tests.study.test_sitting import shown, table

# Only for the largest of `a` does the root have a value. Where one of some hundred draws finds it, the question can be
# asked; a seed whose draws all miss it can't.
ROOT = """\
id: root
kind: expression
status: ready
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {{ja: '$a = {{{{a}}}}$ の式は？', en: 'The formula for $a = {{{{a}}}}$?'}}
given:
  a: {{from: 1, to: {largest}}}
answer:
  kind: expression
  value: sqrt({{{{a}}}} - {largest} + 0.5)
  verify: ({{{{a}}}} - {largest} + 0.5)^(1/2)
  variables: {{}}
  tex: '\\sqrt{{{{{{{{a}}}}}} - {largest} + 0.5}}'
explanation: {{ja: 根号の中を見る。, en: Look below the root.}}
references: [Any textbook]
"""
CODE = """\
id: root
kind: code
status: ready
topics: ["3.4.1"]
keywords: [パディング]
level: 2
stem: {ja: 各行の和を求める式を書け。, en: Write the sums of the rows of x.}
answer: {kind: code, value: x.sum(axis=1), verify: 'x.sum(-1)', variables: {x: {shape: [N]}}}
explanation: {ja: 行ごとに足す。, en: Add along the rows.}
references: [Any textbook]
"""
BOTH = Selection(ids=("root", "im2col"))


@pytest.fixture
def bank_with(tmp_path: Path) -> Callable[[str], Catalog]:
    """A bank of two questions, one of them with this text."""

    def make(text: str) -> Catalog:
        folder = tmp_path / "bank"
        (folder / "convolution").mkdir(parents=True)
        for name in ("syllabus.yaml", "tracks.yaml", "convolution/im2col.yaml"):
            (folder / name).write_bytes((BANK / name).read_bytes())
        (folder / "convolution" / "root.yaml").write_text(text, encoding="utf-8")
        return load(folder)

    return make


def study_of(catalog: Catalog, file: Path) -> Study:
    clock = FixedClock(datetime(2026, 12, 1, 20, 0, tzinfo=TOKYO), TOKYO)
    return Study(catalog, open_database(file), clock, settings=Settings(language="ja"))


def errors(catalog: Catalog) -> list[str]:
    """What the lint has against the question, as its author is told it."""
    found = [fault for fault in lint(catalog) if fault.severity == "error" and fault.file.name == "root.yaml"]
    return [fault.in_file("en") for fault in found]


def drawn_a(catalog: Catalog, seed: int) -> object:
    """What a seed draws; None where all of its draws are without a value."""
    try:
        return draw(catalog.find("root"), seed).given["a"]
    except NoProblem:
        return None


def quiz_seed(catalog: Catalog, drawable: bool) -> int:
    """The seed of a quiz whose numbers of the root can, or can't, be drawn."""
    for seed in range(400):
        entry = entry_of(seed, ("root", ""), ItemKind.NEW)
        if (drawn_a(catalog, entry.seed) is not None) is drawable:
            return seed
    raise AssertionError("no such seed")


def test_numbers_without_a_value_are_passed_over_in_a_sitting(
    bank_with: Callable[[str], Catalog], database_file: Path
) -> None:
    catalog = bank_with(ROOT.format(largest=40))
    assert errors(catalog) == []
    study = study_of(catalog, database_file)
    sitting = study.start_quiz(Selection(ids=("root",)), seed=quiz_seed(catalog, drawable=True))
    assert shown(sitting).variant.given["a"] == 40
    assert sitting.answer(right(shown(sitting))).recorded
    assert sitting.left_out == ()
    assert [row["question_id"] for row in table(study._context.database, "attempts")] == ["root"]
    study._context.database.close()


def test_a_seed_without_a_value_leaves_its_question_out_with_a_notice_and_loses_nothing(
    bank_with: Callable[[str], Catalog], database_file: Path
) -> None:
    catalog = bank_with(ROOT.format(largest=96))
    assert errors(catalog) == []
    study = study_of(catalog, database_file)
    seed = quiz_seed(catalog, drawable=False)
    sitting = study.start_quiz(BOTH, seed=seed)
    while sitting.item is not None and sitting.item.question.id == "im2col":
        assert sitting.answer(right(sitting.item)).recorded
        sitting.advance()
    assert sitting.finished
    assert sitting.left_out == ("root",)
    study._context.database.close()
    # As another program finds it: the answer, the card and the order without what could not be asked.
    opened = study_of(catalog, database_file)
    assert [row["question_id"] for row in table(opened._context.database, "attempts")] == ["im2col"]
    assert [row["question_id"] for row in table(opened._context.database, "cards")] == ["im2col"]
    assert opened.unfinished() is None
    # It stays new, and is asked by a seed that finds numbers.
    again = opened.start_quiz(BOTH, seed=quiz_seed(catalog, drawable=True))
    assert shown(again).question.id == "root"
    assert again.answer(right(shown(again))).recorded
    opened._context.database.close()


def test_a_question_that_an_edit_made_unaskable_is_left_out_of_the_sitting_that_was_left_at_it(
    bank_with: Callable[[str], Catalog], database_file: Path
) -> None:
    catalog = bank_with(CODE.replace("x.sum(axis=1)", "x.sum()").replace("x.sum(-1)", "np.sum(x)"))
    assert errors(catalog) == []
    study = study_of(catalog, database_file)
    sitting = study.start_quiz(BOTH, seed=1)
    while shown(sitting).question.id != "root":
        sitting.answer(right(shown(sitting)))
        sitting.advance()
    answered = sitting.marks
    sitting.keep_draft("x.sum")
    study._context.database.close()
    entry = catalog.entries["root"]
    answer = entry.question.answer
    assert answer is not None
    stopping = entry.question.model_copy(update={"answer": answer.model_copy(update={"value": "x.sum(axis=1)"})})
    edited = replace(catalog, entries={**catalog.entries, "root": replace(entry, question=stopping)})
    opened = study_of(edited, database_file)
    resumed = opened.resume(sitting.id)
    assert resumed.left_out == ("root",)
    assert resumed.marks == tuple(mark for mark in answered if mark is not None)
    assert len(table(opened._context.database, "attempts")) == len(resumed.marks) > 0
    opened._context.database.close()


def test_a_code_question_whose_key_stops_is_never_shown(
    bank_with: Callable[[str], Catalog], database_file: Path
) -> None:
    catalog = bank_with(CODE)
    (told,) = [fault for fault in lint(catalog) if fault.code == "unusable_key"]
    assert (told.file.name, told.line, told.column) == ("root.yaml", 8, 29)
    study = study_of(catalog, database_file)
    sitting = study.start_quiz(BOTH, seed=1)
    while sitting.item is not None:
        assert sitting.item.question.id == "im2col"
        sitting.answer(right(sitting.item))
        sitting.advance()
    assert sitting.left_out == ("root",)
    with pytest.raises(NothingToAsk):
        study.start_quiz(Selection(ids=("root",)))
    sheet = study.start_test(BOTH, seed=1)
    assert [entry.question_id for entry in sheet.entries] == ["im2col"]
    assert sheet.left_out == ("root",)
    study._context.database.close()


def test_other_numbers_that_can_not_be_found_end_the_practice_and_not_the_program(
    bank_with: Callable[[str], Catalog], database_file: Path
) -> None:
    catalog = bank_with(ROOT.format(largest=96))
    study = study_of(catalog, database_file)
    for seed in range(200):
        if drawn_a(catalog, entry_of(seed, ("root", ""), ItemKind.NEW).seed) is None:
            continue
        sitting = study.start_quiz(Selection(ids=("root",)), seed=seed)
        sitting.answer(right(shown(sitting)))
        if sitting.again() is None:
            break
        sitting.end()
    assert sitting.left_out == ("root",)
    assert sitting.finished
    assert sitting.summary().answered == 1
    study._context.database.close()
