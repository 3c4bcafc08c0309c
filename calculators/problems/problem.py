"""A family of problems, and one problem drawn from it.

A family is a function `(Draw) -> Problem` registered under `topic_module.name`. It only draws numbers, calls the
reference functions of `calculators/*.py` and names the mistakes that learners make. `draw_problem` draws again where a
named mistake would be accepted as right, or could not be told from another: with uniform numbers that is most of the
variants of a convolution's output size.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.answers.keys import Code, Count, Expression, Key, Matrix, Number, Shape, Vector
from calculators.problems.draw import Draw, Redraw
from calculators.problems.values import Declared, Values, declared_values

# What may stand in a stem, and be stored with an attempt as JSON.
Given = int | float | str | Sequence["Given"]
# The wrong value that a mistake leads to: like the key's own value (Expression: a formula in the answer grammar).
Value = float | int | str | Sequence[float] | Sequence[Sequence[float]]

# Rounds one intermediate result, as a person who writes it down does.
Round = Callable[[float], float]

MOST_ATTEMPTS = 200
# Numbers of one's own may be this many times as large as drawn ones: enough to try, too little to tie up a computer.
REACH = 4


class UnknownFamily(LookupError):
    """No family has this name."""


class NoProblem(RuntimeError):
    """A family found no acceptable numbers in `MOST_ATTEMPTS` attempts."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a worked solution: a formula in LaTeX with the drawn numbers in it.

    `name` lets the question file put words in both languages above the line (`steps: {name: {ja, en}}`).
    """

    name: str
    tex: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One drawn problem.

    `given`: what the stem shows, by name; rounded before solving. `answer`: the key. `check`: a second, different route
    to the same answer (brute force, finite differences, SymPy), called by the gate only. `steps`: the solution with
    these numbers; the last one ends in the key. `mistakes`: name → the wrong answer that it leads to, a plain value of
    the key's own form. `solve`: the solution as a person carries it out, who passes every intermediate result through
    the function given to it; with it the gate shows that rounding on the way never costs the answer.
    """

    given: Mapping[str, Given]
    answer: Key
    check: Callable[[], Value]
    steps: Sequence[Step]
    mistakes: Mapping[str, Value] = field(default_factory=dict)
    solve: Callable[[Round], Value] | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """A registered family: its name, the syllabus topics that it serves, and the function that draws.

    The rest tells the gate what to expect. `domain`: how many variants there are at all, where they are few.
    `guessable`: why its answers are few by nature, so that a constant guess is often right ("a gate's output is 0 or
    1"); "" where they are not. `values`: what its answers can be at all (`values.py`); None where nobody said.
    `precision`: how near, relatively, the second route comes (finite differences are coarser than an analytic route).
    `carried`: the decimals that the stem asks the learner to keep on the way. `reach`: how many times as large as a
    drawn number one's own may be (`chosen.py`); 1 where the second route counts so much that larger ones take long.
    `sometimes`: mistakes that only some variants have, since in the others there is nothing to mistake (a dilation of 1
    cannot be forgotten); every other one must be told apart in every variant.
    """

    name: str
    topics: tuple[str, ...]
    draw: Callable[[Draw], Problem]
    domain: int | None = None
    guessable: str = ""
    precision: float = 1e-6
    carried: int = 4
    values: Values | None = None
    reach: int = REACH
    sometimes: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (self.draw.__doc__ or "").strip().splitlines()[0]


_families: dict[str, Family] = {}


def family(
    name: str,
    topics: Sequence[str],
    *,
    domain: int | None = None,
    guessable: str = "",
    precision: float = 1e-6,
    carried: int = 4,
    values: Declared | None = None,
    reach: int = REACH,
    sometimes: Sequence[str] = (),
) -> Callable[[Callable[[Draw], Problem]], Callable[[Draw], Problem]]:
    """Register a family: `name` is `module.problem`, where `module` is its module in `calculators.problems`.

    The keywords are those of `Family`, read by the gate (`calculators.problems.stress`); `values` is `"positive"`,
    `"probability"`, `"distribution"`, an interval `(0, 2)`, whole numbers `range(1, 6)`, a list of these for each cell
    of the answer, or any `Values`.
    """

    def register(draw: Callable[[Draw], Problem]) -> Callable[[Draw], Problem]:
        module = draw.__module__.rpartition(".")[2]
        if not name.startswith(f"{module}."):
            raise ValueError(f"family {name!r} stands in {draw.__module__}: its name must begin with {module!r}")
        if name in _families:
            raise ValueError(f"two families are named {name!r}")
        declared = None if values is None else declared_values(values)
        _families[name] = Family(
            name, tuple(topics), draw, domain, guessable, precision, carried, declared, reach, tuple(sometimes)
        )
        return draw

    return register


# Modules of this package that hold the mechanism and no families.
_MECHANISM = {
    "choices",
    "draw",
    "problem",
    "chosen",
    "inputs",
    "reflections",
    "rules",
    "slips",
    "stress",
    "tex",
    "values",
}


def find_family(name: str) -> Family:
    """The family of this name; only its own module is imported. Raises `UnknownFamily`."""
    if name not in _families:
        module = name.partition(".")[0]
        if module.isidentifier() and module not in _MECHANISM and module in _modules():
            importlib.import_module(f"calculators.problems.{module}")
    try:
        return _families[name]
    except KeyError:
        raise UnknownFamily(name) from None


def all_families() -> list[Family]:
    """Every family, by name. Imports all topic modules."""
    for module in _modules():
        if module not in _MECHANISM:
            importlib.import_module(f"calculators.problems.{module}")
    return sorted(_families.values(), key=lambda found: found.name)


def _modules() -> set[str]:
    import calculators.problems

    return {module.name for module in pkgutil.iter_modules(calculators.problems.__path__)}


def draw_problem(found: Family, seed: int) -> Problem:
    """The problem that `seed` draws: the first attempt whose mistakes can all be told apart from the key."""
    return draw_counted(found, seed)[0]


def draw_counted(found: Family, seed: int) -> tuple[Problem, int]:
    """`draw_problem`, with the number of attempts it took (for the gate's acceptance rate)."""
    for attempt in range(MOST_ATTEMPTS):
        try:
            problem = found.draw(Draw(found.name, seed, attempt))
        except Redraw:
            continue
        if distinguishable(problem):
            return problem, attempt + 1
    raise NoProblem(f"{found.name}: no acceptable numbers for seed {seed} in {MOST_ATTEMPTS} attempts")


def distinguishable(problem: Problem) -> bool:
    """Whether every named mistake is more than twice the tolerance away from the key and from every other mistake.

    Formulas are told apart by the answer checker where they are judged, so they always pass here.
    """
    if isinstance(problem.answer, Expression):
        return True
    seen = [cells(problem.answer)]
    for value in problem.mistakes.values():
        wrong = flatten(value)
        if any(len(other) == len(wrong) and near(problem.answer, wrong, other) for other in seen):
            return False
        seen.append(wrong)
    return True


def near(key: Key, first: Sequence[float], second: Sequence[float]) -> bool:
    """Whether no cell tells two values apart by more than twice the wider of their two tolerances."""
    return all(abs(a - b) <= 2 * max(tolerance(key, a), tolerance(key, b)) for a, b in zip(first, second, strict=True))


def cells(key: Key) -> tuple[float, ...]:
    """The numbers of a key in reading order (none for a formula or code)."""
    match key:
        case Number(value=value) | Count(value=value):
            return (value,)
        case Vector(values=values):
            return values
        case Matrix(rows=rows):
            return tuple(value for row in rows for value in row)
        case Shape(sizes=sizes):
            return sizes
        case Expression() | Code():
            return ()


def tolerance(key: Key, value: float) -> float:
    """How far from `value` an answer to this key may be and still count as `value`; 0 where answers are exact."""
    return key.tolerance(value) if isinstance(key, Number | Vector | Matrix) else 0.0


def flatten(value: Value) -> tuple[float, ...]:
    """The numbers of a mistake's value in reading order."""
    if isinstance(value, str):
        raise TypeError(f"a formula has no cells: {value!r}")
    if isinstance(value, int | float):
        return (value,)
    return tuple(number for part in value for number in flatten(part))
