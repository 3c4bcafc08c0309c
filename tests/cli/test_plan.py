"""`quizapp plan` on the shipped bank, in a fresh home."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from quizapp import settings
from tests.cli.conftest import Run, data


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_plan_fits_on_80_cells_in_both_languages(run: Run, language: str) -> None:
    result = run("plan", "--exam-date", "2099-02-19", "--language", language)
    assert result.exit_code == 0
    assert max(map(cell_len, result.stdout.splitlines())) <= 80
    assert "{" not in result.stdout


def test_the_plan_as_json_has_the_readiness_and_the_days(run: Run) -> None:
    found = data(run("plan", "--json", "--minutes", "45"))
    assert len(found["days"]) == 28
    assert found["readiness"]["known"] is False
    assert 0 < found["readiness"]["low"] < found["readiness"]["score"] < found["readiness"]["high"] < 1
    assert {field["code"] for field in found["readiness"]["fields"]} == {"1", "2", "3", "4", "5"}


def test_while_the_score_is_unknown_no_chance_is_named_but_why(run: Run) -> None:
    found = data(run("plan", "--json", "--exam-date", "2099-02-19"))
    assert (found["readiness"]["chance"], found["final"]["chance"]) == (None, None)
    assert found["final"]["doubts"] == found["readiness"]["doubts"] != []


def test_options_are_tried_out_and_kept_only_when_asked_for(run: Run) -> None:
    run("plan", "--minutes", "45", "--target", "70")
    assert settings.load()[0].minutes_per_day == 30
    run("plan", "--minutes", "45", "--target", "70", "--save")
    assert (settings.load()[0].minutes_per_day, settings.load()[0].target) == (45, 70)


@pytest.mark.parametrize("option", [("--exam-date", "soon"), ("--minutes", "1"), ("--target", "200")])
def test_a_value_that_cannot_be_used_is_told_with_its_limits(run: Run, option: tuple[str, str]) -> None:
    result = run("plan", *option)
    assert result.exit_code == 2
    assert "expected" in result.stderr


def test_a_day_is_taken_as_people_write_it(run: Run) -> None:
    result = run("plan", "--exam-date", "2099年2月19日", "--language", "en")
    assert result.exit_code == 0
    assert "Exam on 2099-02-19" in result.stdout
    assert data(run("plan", "--exam-date", "2/19", "--json"))["exam_day"].endswith("-02-19")


def test_a_day_in_the_past_is_told_and_not_taken_for_none(run: Run) -> None:
    result = run("plan", "--exam-date", "2001-02-19")
    assert (result.exit_code, result.stderr) == (2, "2001-02-19 is past; give a day to come\n")
    run("config", "exam_date", "2001-02-19")
    told = run("plan", "--language", "en").stdout
    assert "The exam day that is set is past" in told
    assert "No exam day is set" not in told
