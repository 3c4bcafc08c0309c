"""What the lint has to know of a family of problems: which mistakes, steps and numbers its variants have.

It takes many draws, and those of formulas take long. So it comes from the table that was made with the program
(`family_table.py`); what that has not, or not of the family as it is now, is drawn once in a run, and kept in a store
for as long as the calculators are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import calculators
from calculators import answers
from calculators.answers.keys import Expression
from calculators.problems import Given, Problem, draw_problem, find_family
from quizapp.bank import family_table
from quizapp.bank.store import Store, code_stamp
from quizapp.text.formula import drawing_fault

# A family may name a mistake in a few of its variants only: enough of them must be drawn to meet it.
SEEDS = range(1, 41)
# The first of these are kept with their numbers, to be put into the texts of questions.
SHOWN = 3


class Shown(NamedTuple):
    """What a question shows of one variant: its numbers, its answer in LaTeX, and those formulas of its steps that
    can't be drawn.
    """

    given: Mapping[str, Given]
    answer: str
    undrawable: tuple[str, ...]


class Facts(NamedTuple):
    """What the variants of a family have together. `formulas`, `numbers`: whether any answer is a formula, a number;
    `shown`: the variants of the first seeds.
    """

    mistakes: tuple[str, ...]
    steps: tuple[str, ...]
    given: tuple[str, ...]
    formulas: bool
    numbers: bool
    shown: tuple[Shown, ...]


_known: dict[str, Facts] = {}


def facts_of(name: str) -> Facts:
    """The facts of a family. Raises `UnknownFamily` or `NoProblem`."""
    if name not in _known:
        _known[name] = _from_plain(family_table.known(name)) or drawn_facts(name)
    return _known[name]


def near_families(name: str) -> str:
    """The names of families that resemble one which there isn't, for messages; `-` where there is none."""
    known = {family: family for family in family_table.names()}
    known |= {family.rpartition(".")[2]: family for family in known}
    near = get_close_matches(name, known, n=3) or get_close_matches(name.rpartition(".")[2], known, n=3)
    return ", ".join(dict.fromkeys(known[found] for found in near)) or "-"


def drawn_facts(name: str) -> Facts:
    """The facts of a family, drawn now. Raises `UnknownFamily` or `NoProblem`."""
    found = find_family(name)
    problems = [draw_problem(found, seed) for seed in SEEDS]
    formulas = [isinstance(problem.answer, Expression) for problem in problems]
    return Facts(
        tuple(sorted({mistake for problem in problems for mistake in problem.mistakes})),
        tuple(sorted({step.name for problem in problems for step in problem.steps})),
        tuple(sorted({number for problem in problems for number in problem.given})),
        any(formulas),
        not all(formulas),
        tuple(_shown(problem) for problem in problems[:SHOWN]),
    )


def _shown(problem: Problem) -> Shown:
    undrawable = tuple(step.tex for step in problem.steps if drawing_fault(step.tex) is not None)
    given = {name: _plain(value) for name, value in problem.given.items()}
    return Shown(given, answers.key_tex(problem.answer), undrawable)


def _plain(value: Given) -> Given:
    """A drawn value as it is kept: lists instead of tuples."""
    return value if isinstance(value, int | float | str) else [_plain(part) for part in value]


def recall(store: Store | None, names: Iterable[str]) -> set[str]:
    """Take what the table and a store know of these families; those that neither knows, of which there is a store."""
    missing = {name for name in names if not _take(name, family_table.known(name))}
    if store is None or not missing:
        return set()
    for key, data in store.findings(_context(), [_key(name) for name in missing]).items():
        name = key.removeprefix(_KEY)
        # Of many keys the store tells everything that it has.
        if name in missing and key != name and _take(name, data):
            missing.discard(name)
    return missing


def _take(name: str, data: Any) -> bool:
    """Whether plain data are the facts of a family, which are then known."""
    facts = _from_plain(data)
    if facts is not None:
        _known.setdefault(name, facts)
    return facts is not None


def keep(store: Store | None, names: Iterable[str]) -> None:
    """Keep what has become known of these families."""
    found = {_key(name): list(_known[name]) for name in names if name in _known}
    if store is not None and found:
        store.keep_findings(_context(), found)


_KEY = "family:"


def _key(name: str) -> str:
    """The place of a family among the findings, which are known by the hash of a file's content."""
    return f"{_KEY}{name}"


def _from_plain(data: Any) -> Facts | None:
    """Facts from what JSON kept of them; None for anything else."""
    if not isinstance(data, list) or len(data) != len(Facts._fields):
        return None
    *names, formulas, numbers, shown = data
    if not all(map(_are_texts, names)) or not isinstance(shown, list) or len(shown) != SHOWN:
        return None
    variants = [variant for variant in shown if isinstance(variant, list) and len(variant) == len(Shown._fields)]
    if len(variants) != SHOWN or not all(
        isinstance(given, dict) and _is_given(list(given.values())) and isinstance(answer, str) and _are_texts(tex)
        for given, answer, tex in variants
    ):
        return None
    mistakes, steps, given = (tuple(part) for part in names)
    kept = tuple(Shown(of, answer, tuple(tex)) for of, answer, tex in variants)
    return Facts(mistakes, steps, given, bool(formulas), bool(numbers), kept)


def _are_texts(data: Any) -> bool:
    return isinstance(data, list) and all(isinstance(name, str) for name in data)


def _is_given(data: Any) -> bool:
    """Whether plain data may be what a family draws: numbers, texts, and lists of them."""
    if isinstance(data, list):
        return all(map(_is_given, data))
    return isinstance(data, int | float | str)


@lru_cache(maxsize=1)
def _context() -> str:
    root = Path(str(calculators.__file__)).parent
    return code_stamp([root, *(root / inner for inner in ("answers", "problems"))])
