"""What the tests of all families and of the shipped questions share, read once in a process.

They go through the families of one module at a time: a test of its own costs more than what it proves of one family.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest

from calculators.problems import Family, Problem, all_families, draw_problem, find_family
from quizapp.bank.catalog import Catalog, load
from quizapp.bank.schema import Question
from quizapp.paths import questions_folder


class Asked(NamedTuple):
    """A question, or a part of it, whose numbers a family draws."""

    question: Question
    part: str
    family: Family


@cache
def shipped() -> Catalog:
    """The bank that ships with the program."""
    return load(questions_folder())


@cache
def drawn(family: str, seed: int) -> Problem:
    """What a family draws from one of the first seeds, which several tests look at."""
    return draw_problem(find_family(family), seed)


def _module(family: Family) -> str:
    return family.name.partition(".")[0]


# Other tests register families of their own.
FAMILIES = [found for found in all_families() if found.draw.__module__.startswith("calculators.")]
ASKED = [
    Asked(question, part, find_family(str(question.asked(part).problem)))
    for question in shipped().questions.values()
    for part in question.part_names
    if question.asked(part).problem is not None
]
_MODULES = sorted({_module(found) for found in FAMILIES})

each_module = pytest.mark.parametrize(
    "families", [[found for found in FAMILIES if _module(found) == name] for name in _MODULES], ids=_MODULES
)
asked_by_module = pytest.mark.parametrize(
    "asked", [[asked for asked in ASKED if _module(asked.family) == name] for name in _MODULES], ids=_MODULES
)
