"""A typed answer, or ticked choices, against the key: correct, partial, wrong or invalid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from calculators.answers.arithmetic import Real
from calculators.answers.diagnosis import Diagnosis, diagnose, diagnose_formula
from calculators.answers.equivalence import equivalent, sample
from calculators.answers.faults import UnusableKey
from calculators.answers.given import is_given
from calculators.answers.keys import Code, Count, Expression, Key, Matrix, Number, Shape, Vector
from calculators.answers.reading import Reading, echo_shape, read
from calculators.answers.tree import Apply, Literal, Symbol
from calculators.answers.verdict import Fault, Outcome, Verdict

# What a mistake leads to, in the form of the key's own value.
Plain = float | int | str | Sequence[float] | Sequence[Sequence[float]]
Tolerance = Callable[[float], float]

# Binary fractions must not decide at the very boundary of a tolerance: 1.01 is within 1 % of 1.
_SLACK = 1e-12


def judge(
    key: Key,
    text: str,
    mistakes: Mapping[str, Plain] | None = None,
    *,
    counts: Sequence[float] = (),
    shown: str | None = None,
) -> Verdict:
    """Read a typed answer as the kind of `key` and judge it.

    Unreadable text is `invalid`, with the fault. A wrong shape (or number of sizes) is told as a fault of a `wrong`
    verdict, before any value is looked at. Vectors, matrices and shapes are judged cell by cell; the score is the share
    of right cells, and some but not all right is `partial`. `mistakes` gives the value that each named mistake leads to
    (a number, a list, a list of rows, a formula's text): an answer that is not right and matches one within the key's
    key's tolerance carries its name, that of the nearest one if it matches several. Otherwise the verdict may carry a
    `diagnosis` (see `diagnosis.py`); `counts` are the numbers of things in the question (a batch, classes) by which a
    sum and a mean differ, and `shown` what the question and its solution say: a slip in an operation, such as the base
    of a logarithm, is told only where there is one.

    Code is run beside the key's on random arrays (`code/judging.py`); a mistake's value is code too.

    Raises `UnusableKey` if the key or a mistake's value is not something an answer can be compared with.
    """
    if isinstance(key, Code):
        # Imports NumPy.
        from calculators.answers.code import judge_code

        return judge_code(key, text, _texts(mistakes or {}))
    reading = read(text, key)
    if isinstance(reading, Fault):
        return Verdict(Outcome.INVALID, 0.0, fault=reading)
    if isinstance(key, Expression):
        return _judge_formula(key, reading, len(text), mistakes or {})
    return _judge_values(key, reading, len(text), mistakes or {}, counts, shown)


def judge_choices(right: Set[str], chosen: Set[str], options: Set[str]) -> Verdict:
    """Judge ticked choices by their ids.

    The score is max(0, (hits - false alarms) / number of right choices): each wrong tick takes back a right one. Only
    the exact set is `correct`; ticking everything earns nothing unless everything is right. With one right choice this
    is simply right or wrong. Nothing chosen is `invalid` (fault `nothing_chosen`).

    Raises ValueError for a choice that is not among the options, or without any right choice.
    """
    if not right or not right <= options or not chosen <= options:
        raise ValueError(f"choices {sorted(chosen)} and right ones {sorted(right)} do not fit {sorted(options)}")
    echo = ", ".join(sorted(chosen))
    if not chosen:
        return Verdict(Outcome.INVALID, 0.0, fault=Fault("nothing_chosen"))
    if chosen == right:
        return Verdict(Outcome.CORRECT, 1.0, echo=echo)
    hits = len(chosen & right)
    score = 0.0 if chosen == options else max(0.0, (hits - len(chosen - right)) / len(right))
    return Verdict(Outcome.PARTIAL if score else Outcome.WRONG, score, echo=echo)


def _judge_formula(key: Expression, reading: Reading, length: int, mistakes: Mapping[str, Plain]) -> Verdict:
    answer = reading.value
    if not isinstance(answer, Literal | Symbol | Apply):
        raise TypeError("the reading of an expression is a tree")
    if is_given(answer, key):
        return Verdict(Outcome.INVALID, 0.0, fault=Fault("already_given", 0, length), echo=reading.echo)
    if equivalent(answer, sample(key)):
        return Verdict(Outcome.CORRECT, 1.0, echo=reading.echo)
    for name, text in mistakes.items():
        if not isinstance(text, str):
            raise UnusableKey(f"mistake {name}: the value of an expression's mistake is a formula, not {text!r}")
        if equivalent(answer, sample(key, text)):
            return Verdict(Outcome.WRONG, 0.0, mistake=name, echo=reading.echo)
    return Verdict(Outcome.WRONG, 0.0, echo=reading.echo, diagnosis=diagnose_formula(answer, sample(key)))


def _texts(mistakes: Mapping[str, Plain]) -> dict[str, str]:
    for name, text in mistakes.items():
        if not isinstance(text, str):
            raise UnusableKey(f"mistake {name}: the value of a code answer's mistake is code, not {text!r}")
    return {name: str(text) for name, text in mistakes.items()}


def _judge_values(
    key: Key,
    reading: Reading,
    length: int,
    mistakes: Mapping[str, Plain],
    counts: Sequence[float],
    shown: str | None,
) -> Verdict:
    truth, answer = _rows(key_value(key)), _rows(reading.value)
    tolerance: Tolerance = key.tolerance if isinstance(key, Number | Vector | Matrix) else _exact
    mistake = _nearest_mistake(answer, mistakes, tolerance)

    def diagnosed(right: Sequence[bool]) -> Diagnosis:
        if mistake is not None:
            return Diagnosis()
        named = {name: _rows(value) for name, value in mistakes.items()}
        return diagnose(key, answer, truth, right, named, counts, shown)

    if _shape_of(answer) != _shape_of(truth):
        fault = _wrong_shape(key, _shape_of(answer), _shape_of(truth), length)
        found = diagnosed(())
        return Verdict(
            Outcome.WRONG, 0.0, (), mistake, fault, reading.echo, diagnosis=found.code, combined=found.mistakes
        )
    ratios = _ratios(answer, truth, tolerance)
    cells = tuple(ratio <= 1 for ratio in ratios)
    score = sum(cells) / len(cells) if cells else 1.0
    marks = cells if isinstance(key, Vector | Matrix | Shape) else ()
    if score == 1:
        return Verdict(Outcome.CORRECT, 1.0, cells=marks, echo=reading.echo)
    outcome = Outcome.PARTIAL if score else Outcome.WRONG
    found = diagnosed(cells)
    return Verdict(outcome, score, marks, mistake, None, reading.echo, diagnosis=found.code, combined=found.mistakes)


def key_value(key: Key) -> Plain:
    """The true value of a key in the form of a mistake's value."""
    match key:
        case Number(value=value) | Count(value=value):
            return value
        case Vector(values=values):
            return values
        case Matrix(rows=rows):
            return rows
        case Shape(sizes=sizes):
            return sizes
        case Expression(text=text) | Code(text=text):
            return text


def _exact(_: float) -> float:
    return 0.0


def _rows(value: object) -> tuple[tuple[Real, ...], ...] | tuple[Real, ...] | Real:
    """A plain value as nested tuples of numbers, whatever sequences it came in."""
    if isinstance(value, int | float):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return tuple(_rows(part) for part in value)  # type: ignore[return-value]  # as deep as the value itself
    raise UnusableKey(f"a number, a list or rows of numbers are expected, not {value!r}")


def _shape_of(value: object) -> tuple[int, ...]:
    """The lengths of nested tuples, outermost first; () for a number."""
    if not isinstance(value, tuple):
        return ()
    return (len(value), *(_shape_of(value[0]) if value else ()))


def _flat(value: object) -> list[Real]:
    if isinstance(value, tuple):
        return [number for part in value for number in _flat(part)]
    return [value] if isinstance(value, int | float) else []


def _ratios(answer: object, truth: object, tolerance: Tolerance) -> list[float]:
    """For each cell how far it is from the true one, in units of the tolerance; up to 1 is right."""
    return [_ratio(a, t, tolerance(t)) for a, t in zip(_flat(answer), _flat(truth), strict=True)]


def _ratio(answer: Real, truth: Real, allowed: float) -> float:
    if isinstance(answer, int) and isinstance(truth, int) and not allowed:
        # Exact, also beyond the 53 bits of a float.
        return 0.0 if answer == truth else float("inf")
    if isinstance(truth, int) and not allowed and abs(truth) >= 2**53:
        # A float that is no whole number, of which the last digits are lost.
        return float("inf")
    distance = abs(answer - truth)
    slack = _SLACK * max(abs(truth), abs(answer), allowed)
    if distance <= slack:
        return 0.0
    return distance / (allowed + slack) if allowed + slack else float("inf")


def _nearest_mistake(answer: object, mistakes: Mapping[str, Plain], tolerance: Tolerance) -> str | None:
    best: tuple[float, str] | None = None
    for name, value in mistakes.items():
        wrong = _rows(value)
        if _shape_of(wrong) != _shape_of(answer):
            continue
        worst = max(_ratios(answer, wrong, tolerance), default=0.0)
        if worst <= 1 and (best is None or worst < best[0]):
            best = (worst, name)
    return best[1] if best else None


def _wrong_shape(key: Key, got: tuple[int, ...], expected: tuple[int, ...], length: int) -> Fault:
    if isinstance(key, Shape):
        return Fault("wrong_rank", 0, length, {"got": got[0], "expected": expected[0]})
    if len(got) == len(expected) == 1:
        return Fault("wrong_length", 0, length, {"got": got[0], "expected": expected[0]})
    return Fault("wrong_shape", 0, length, {"got": echo_shape(got), "expected": echo_shape(expected)})
