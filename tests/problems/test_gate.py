"""Every family passes the gate, on few seeds here; `quizapp calc stress --seeds 1000` runs it in full."""

from __future__ import annotations

from calculators.problems import Family, find_family
from calculators.problems.stress import stress
from quizapp.text.formula import draw_display
from tests.problems.shipped import FAMILIES, drawn, each_module


@each_module
def test_every_family_passes_the_gate(families: list[Family]) -> None:
    for found in families:
        report = stress(found, 12)
        assert report.failures == (), found.name
        # A learner who rounds on the way is simulated wherever the answer is rounded.
        assert [note for note in report.notes if note.startswith("no solution by hand")] == [], found.name


@each_module
def test_every_worked_step_can_be_drawn_as_a_formula(families: list[Family]) -> None:
    for found in families:
        for seed in range(5):
            for step in drawn(found.name, seed).steps:
                assert any(row.strip() for row in draw_display(step.tex)), found.name


def test_a_family_is_found_by_its_name_without_the_others_being_asked_for() -> None:
    for found in FAMILIES:
        assert find_family(found.name) is found


def test_another_seed_draws_other_numbers() -> None:
    for found in FAMILIES:
        given = [dict(drawn(found.name, seed).given) for seed in range(6)]
        assert any(numbers != given[0] for numbers in given[1:]), found.name
