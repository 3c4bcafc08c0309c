"""Every family passes the gate, on few seeds here; `quizapp calc stress --seeds 1000` runs it in full."""

from __future__ import annotations

import pytest

from calculators.problems import Family, all_families, draw_problem, find_family
from calculators.problems.stress import stress
from quizapp.text.formula import draw_display

FAMILIES = all_families()


@pytest.mark.parametrize("found", FAMILIES, ids=lambda found: found.name)
def test_every_family_passes_the_gate(found: Family) -> None:
    report = stress(found, 12)
    assert report.failures == ()
    # A learner who rounds on the way is simulated wherever the answer is rounded.
    assert [note for note in report.notes if note.startswith("no solution by hand")] == []


@pytest.mark.parametrize("found", FAMILIES, ids=lambda found: found.name)
def test_every_worked_step_can_be_drawn_as_a_formula(found: Family) -> None:
    for seed in range(5):
        for step in draw_problem(found, seed).steps:
            assert any(row.strip() for row in draw_display(step.tex))


def test_a_family_is_found_by_its_name_without_the_others_being_asked_for() -> None:
    for found in FAMILIES:
        assert find_family(found.name) is found


def test_another_seed_draws_other_numbers() -> None:
    for found in FAMILIES:
        given = [dict(draw_problem(found, seed).given) for seed in range(6)]
        assert any(numbers != given[0] for numbers in given[1:]), found.name
