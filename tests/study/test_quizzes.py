"""Which questions a quiz asks: by history, words, time and order; kept under a name. And reports about questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.bank.schema import Kind, Status
from quizapp.progress.database import Database
from quizapp.progress.values import Cause
from quizapp.study.clock import FixedClock
from quizapp.study.exam.sheet import Sheet
from quizapp.study.faults import NoSuchPreset, NoSuchQuestion, NothingToAsk
from quizapp.study.options import Mode, QuizOptions
from quizapp.study.selection import Filter, Selection
from quizapp.study.sitting import ItemKind, Sitting
from quizapp.study.study import Study
from tests.study.answering import right, wrong
from tests.study.consistency import rows


def answer(study: Study, name: str, respond: Callable[..., object] = right, **more: object) -> None:
    sitting = study.start_quiz(Selection(ids=(name,)))
    while sitting.item is not None:
        sitting.answer(respond(sitting.item, **more))  # type: ignore[arg-type]
        sitting.advance()
        respond = right


def asked(sitting: Sitting | Sheet) -> list[str]:
    assert isinstance(sitting, Sitting)
    return list(dict.fromkeys(entry.question_id for entry in sitting._plan.entries))


def test_history_picks_questions_one_filter_or_several_together(study: Study, clock: FixedClock) -> None:
    answer(study, "im2col", unsure=True, seconds=5)
    answer(study, "relu-negative", seconds=5)
    sitting = study.start_quiz(Selection(ids=("softmax-sum",)))
    assert sitting.item is not None
    sitting.answer(wrong(sitting.item))
    study.note("relu-true", "負のとき 0")
    study.flag("expectation")
    study.suspend("max-pooling")

    def found(*filters: Filter) -> set[str]:
        return set(study.questions(Selection(filters=filters)))

    assert found(Filter.UNSURE) == {"im2col"}
    assert found(Filter.NOTED) == {"relu-true"}
    assert found(Filter.SUSPENDED) == {"max-pooling"}
    assert found(Filter.WRONG, Filter.FLAGGED) == {"softmax-sum", "expectation"}
    assert found(Filter.WEAK) == {"softmax-sum"}
    assert found(Filter.LEECH) == set()
    assert found(Filter.DUE) == set()
    clock.advance(minutes=10)
    assert found(Filter.DUE) == {"im2col", "relu-negative", "softmax-sum"}
    assert "max-pooling" not in found(Filter.UNSEEN)
    clock.advance(days=200)
    assert "relu-negative" in found(Filter.WEAK)


def test_the_last_answer_decides_whether_a_question_is_unsure(study: Study) -> None:
    answer(study, "im2col", unsure=True)
    answer(study, "im2col")
    assert study.questions(Selection(filters=(Filter.UNSURE,))) == []
    study.undo_last()
    study.undo_last()
    assert study.questions(Selection(filters=(Filter.UNSURE,))) == ["im2col"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ReLU", {"relu-negative", "relu-true", "leaky-relu", "small-network"}),
        ("ＲＥＬＵ", {"relu-negative", "relu-true", "leaky-relu", "small-network"}),
        ("期待", {"expectation"}),
        ("期待 ベルヌーイ", set()),
        ("no such word at all", set()),
    ],
)
def test_words_are_found_in_either_language_of_two_letters_too(study: Study, text: str, found: set[str]) -> None:
    assert found <= set(study.search(text))
    assert bool(study.search(text)) == bool(found)


def test_notes_are_searched_too_and_words_narrow_a_quiz(study: Study) -> None:
    assert study.search("あとで読む") == []
    study.note("im2col", "あとで読む: 行列積")
    assert study.search("行列積 あと") == ["im2col"]
    assert asked(study.start_quiz(Selection(text="あとで"))) == ["im2col"]


def test_a_quiz_of_some_minutes_asks_what_fits_into_them(study: Study) -> None:
    catalog = study._context.catalog
    seconds = 0.0
    for name in asked(study.start_quiz(Selection(), minutes=4, seed=1)):
        assert seconds < 240
        question = catalog.find(name)
        seconds += sum(question.asked(part).seconds for part in question.part_names)
    assert seconds >= 240
    assert len(asked(study.start_quiz(Selection(), 2, minutes=60, seed=1))) <= 2


def test_a_quiz_in_order_goes_through_the_syllabus(study: Study) -> None:
    catalog = study._context.catalog
    names = asked(study.start_quiz(Selection(), size=100, mixed=False))
    places = [(catalog.find(name).topics[0], catalog.find(name).level) for name in names]
    assert places == sorted(places)
    first = asked(study.start_quiz(Selection(), size=2, mixed=False))
    assert first == names[:2]


def test_a_preset_is_kept_listed_started_replaced_and_forgotten(study: Study) -> None:
    weak = QuizOptions(
        Selection(kinds=(Kind.SINGLE,), filters=(Filter.UNSEEN, Filter.WRONG), causes=(Cause.VAGUE,), levels=(1, 2)),
        minutes=20,
        mixed=False,
        mode=Mode.CRAM,
    )
    study.save_preset(" 弱点 ", weak)
    study.save_preset("all", QuizOptions())
    study.save_preset("all", QuizOptions(Selection(ids=("im2col",)), size=3))
    presets = {preset.name: preset.options for preset in study.presets()}
    assert presets == {"弱点": weak, "all": QuizOptions(Selection(ids=("im2col",)), size=3)}
    assert asked(study.start_preset("all")) == ["im2col"]
    study.delete_preset("all")
    for missing in (study.start_preset, study.delete_preset):
        with pytest.raises(NoSuchPreset):
            missing("all")
    with pytest.raises(NothingToAsk):
        study.start_preset("弱点")
    with pytest.raises(ValueError, match="name"):
        study.save_preset("  ", weak)


def test_a_preset_of_a_newer_program_is_listed_and_not_started(study: Study, database: Database) -> None:
    study.save_preset("later", QuizOptions())
    with database.writing() as connection:
        connection.exec_driver_sql("""UPDATE presets SET options = '{"selection": {"mood": "good"}}'""")
    assert [(preset.name, preset.options) for preset in study.presets()] == [("later", None)]
    with pytest.raises(NoSuchPreset):
        study.start_preset("later")


def test_the_mode_decides_what_is_started(study: Study) -> None:
    selection = Selection(ids=("im2col",))
    assert isinstance(study.start(QuizOptions(selection, mode=Mode.TEST)), Sheet)
    crammed = study.start(QuizOptions(selection, mode=Mode.CRAM))
    assert isinstance(crammed, Sitting)
    assert crammed.item is not None
    assert crammed.item.kind is ItemKind.AGAIN
    learned = study.start(QuizOptions(selection, mode=Mode.LEARN))
    assert isinstance(learned, Sitting)
    assert learned.item is not None
    assert learned.item.kind is ItemKind.NEW


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(chapter="convolution", topic="3.4.1", section="zero.7", keyword="x", ids=("a", "b"), text="学習"),
        Selection(statuses=tuple(Status), filter=Filter.WEAK, causes=tuple(Cause), filters=tuple(Filter)),
    ],
)
def test_a_selection_comes_back_from_its_json(selection: Selection) -> None:
    import json

    assert Selection.from_json(json.loads(json.dumps(selection.to_json()))) == selection


def test_a_report_is_kept_with_what_it_was_about_until_it_is_settled(study: Study, database: Database) -> None:
    number = study.report("conv-size", " 選択肢が 2 つ正しい\x00 ", seed=7)
    (report,) = study.reports()
    assert (report.id, report.question_id, report.text, report.seed) == (number, "conv-size", "選択肢が 2 つ正しい", 7)
    assert report.revision == study._context.revision(study._context.catalog.find("conv-size"))
    assert study.questions(Selection(filters=(Filter.REPORTED,))) == ["conv-size"]
    assert study.settle_report(number)
    assert not study.settle_report(number)
    assert study.reports() == []
    assert [found.id for found in study.reports(settled=True)] == [number]
    assert study.questions(Selection(filters=(Filter.REPORTED,))) == []
    assert len(rows(database, "SELECT * FROM reports")) == 1
    with pytest.raises(NoSuchQuestion):
        study.report("nowhere", "?")
