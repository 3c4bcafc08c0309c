"""The blueprint: what the shipped one says, and what is told of a wrong one, with its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.bank.blueprint import NoBlueprint, examinable, findings, load_blueprint
from quizapp.bank.catalog import Catalog, load
from quizapp.bank.lint import lint
from tests.study.exam.conftest import BLUEPRINT

Told = Callable[[str], list[tuple[int, str, str]]]


@pytest.fixture
def told(catalog: Catalog, tmp_path: Path) -> Told:
    def faults_of(source: str) -> list[tuple[int, str, str]]:
        (tmp_path / "exam.yaml").write_text(source, encoding="utf-8")
        found = findings(replace(catalog, folder=tmp_path))
        return [(fault.line, fault.code, fault.severity) for fault in found]

    return faults_of


def test_the_shipped_blueprint_has_the_composition_of_the_published_sample(shipped: Catalog) -> None:
    blueprint = load_blueprint(shipped)
    assert {field.code: field.questions for field in blueprint.fields} == {"1": 8, "2": 9, "3": 33, "4": 48, "5": 12}
    for field in blueprint.fields:
        assert sum(sum(share.sets) for share in field.topics if share.chance == 1) == field.questions
    assert blueprint.seconds_per_question == 72
    assert sum(len(share.sets) for field in blueprint.fields for share in field.topics if share.chance == 1) == 33
    named = {share.topic for field in blueprint.fields for share in field.topics}
    assert named == {topic.code for topic in shipped.syllabus.topics() if topic.exam}
    assert list(findings(shipped)) == []


def test_a_sound_blueprint_has_no_findings(told: Told) -> None:
    assert told(BLUEPRINT) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "code"),
    [
        ('"3.4.3"', '"3.4.9"', 10, "no_such_topic"),
        ('"3.4.3"', '"1.2.1"', 10, "topic_elsewhere"),
        ('"3.4.3"', '"3.4.1"', 10, "topic_twice"),
        ('code: "3"', 'code: "7"', 4, "no_such_field"),
        ("chance: 0.5", "chance: 1.5", 8, "wrong_value"),
        ("chance: 0.5", "chnace: 0.5", 8, "unknown_field"),
        ("sets: [4]", "sets: []", 9, "wrong_value"),
        ("sets: [4]", "sets: [four]", 9, "wrong_value"),
        ("minutes: 12\n", "", 1, "missing_field"),
        ("minutes: 12", "minutes: 0", 1, "wrong_value"),
        ("minutes: 12", "minutes: 010", 1, "ambiguous_scalar"),
        (BLUEPRINT, "- 1", 1, "not_a_blueprint"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(told: Told, old: str, new: str, line: int, code: str) -> None:
    found = told(BLUEPRINT.replace(old, new, 1))
    assert (line, code, "error") in found


def test_a_topic_outside_the_exam_can_have_no_share(told: Told) -> None:
    extra = '  - code: "1"\n    questions: 2\n    topics:\n      - {topic: "1.2.1", sets: [2]}\n'
    assert told(BLUEPRINT + extra) == [(14, "topic_not_examined", "error")]


def test_an_exam_topic_without_a_share_is_a_warning(told: Told) -> None:
    without = BLUEPRINT.replace('      - {topic: "3.4.3", sets: [2]}\n', "")
    assert told(without) == [(4, "topics_without_share", "warning")]


def test_a_topic_without_a_question_is_a_warning(catalog: Catalog, tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    shutil.copytree(catalog.folder, folder)
    for name in ("max-pooling", "average-pooling"):
        (folder / "convolution" / f"{name}.yaml").unlink()
    assert [fault.code for fault in lint(load(folder)) if fault.file.name == "exam.yaml"] == ["topic_without_question"]


def test_every_finding_has_words_in_both_languages(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "exam.yaml").write_text(BLUEPRINT.replace('"3.4.3"', '"9.9.9"'), encoding="utf-8")
    (fault, *_) = findings(replace(catalog, folder=tmp_path))
    assert "9.9.9" in fault.words("ja")
    assert "9.9.9" in fault.words("en")
    assert fault.words("ja") != fault.words("en")


def test_a_bank_without_a_blueprint_has_no_findings_and_no_exam(catalog: Catalog, tmp_path: Path) -> None:
    bare = replace(catalog, folder=tmp_path)
    assert list(findings(bare)) == []
    with pytest.raises(NoBlueprint, match="exam"):
        load_blueprint(bare)


def test_only_ready_questions_on_exam_topics_alone_are_examined(catalog: Catalog) -> None:
    ids = {question.id for question in examinable(catalog)}
    assert "conv-size" in ids
    assert "expectation" not in ids
