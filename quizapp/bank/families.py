"""What the lint has to know of a family of problems: which mistakes, steps and numbers its variants have.

It takes many draws, and those of formulas take long, so it is drawn once in a run, and kept in a store for as long as
the calculators are the same: a question can then be edited without drawing its family again.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import calculators
from calculators.answers.keys import Expression
from calculators.problems import find_family
from quizapp.bank.store import Store, code_stamp
from quizapp.bank.variants import family_problem

# A family may name a mistake in a few of its variants only: enough of them must be drawn to meet it.
SEEDS = range(1, 41)


class Facts(NamedTuple):
    """What the variants of a family have together. `formulas`, `numbers`: whether any answer is a formula, a number."""

    mistakes: tuple[str, ...]
    steps: tuple[str, ...]
    given: tuple[str, ...]
    formulas: bool
    numbers: bool


_known: dict[str, Facts] = {}


def facts_of(name: str) -> Facts:
    """The facts of a family. Raises `UnknownFamily` or `NoProblem`."""
    if name not in _known:
        find_family(name)
        problems = [family_problem(name, seed) for seed in SEEDS]
        formulas = [isinstance(problem.answer, Expression) for problem in problems]
        _known[name] = Facts(
            tuple(sorted({mistake for problem in problems for mistake in problem.mistakes})),
            tuple(sorted({step.name for problem in problems for step in problem.steps})),
            tuple(sorted({number for problem in problems for number in problem.given})),
            any(formulas),
            not all(formulas),
        )
    return _known[name]


def recall(store: Store | None, names: Iterable[str]) -> set[str]:
    """Take what a store knows of these families; those that it does not know."""
    missing = set(names)
    if store is None or not missing:
        return set()
    for key, data in store.findings(_context(), [_key(name) for name in missing]).items():
        facts, name = _from_plain(data), key.removeprefix(_KEY)
        # Of many keys the store tells everything that it has.
        if facts is not None and name in missing and key != name:
            _known.setdefault(name, facts)
            missing.discard(name)
    return missing


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
    *names, formulas, numbers = data
    if not all(isinstance(part, list) and all(isinstance(name, str) for name in part) for part in names):
        return None
    mistakes, steps, given = (tuple(part) for part in names)
    return Facts(mistakes, steps, given, bool(formulas), bool(numbers))


@lru_cache(maxsize=1)
def _context() -> str:
    root = Path(str(calculators.__file__)).parent
    return code_stamp([root, *(root / inner for inner in ("answers", "problems"))])
