"""What is off with a wrong value that no named mistake leads to. Rather nothing than a wrong explanation.

In this order, the first that fits is told:

1. two named mistakes made together (`two_mistakes`), where exactly one pair leads to the value: their effects on the
   true value multiplied (m1·m2/t) or added (m1 + m2 - t);
2. the sign (`sign`);
3. the right cells at other places: a matrix `transposed`, a list `reversed`, `axes_swapped`, `reordered`;
4. exactly one of the changes in `_CHANGES`, the same for every wrong cell, or `not_normalized`; if two different
   changes lead to the value, none is told;
   and one that mistakes an operation (the base of a logarithm, degrees, a root or square, a reciprocal, half or twice,
   the complement or the percent of a share) only where the question shows what it needs (`shows`);
5. counts and sizes one off (`off_by_one`); a number within five tolerances (`rounded_early`).

A value fits only within a fifth of the tolerance (but half a unit of the last decimal at least), and only where that is
less than 1 % of the value itself. A bias that was left out cannot be told from the value alone, nor can anything about
an answer whose key is 0.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from calculators.answers.arithmetic import value_at
from calculators.answers.equivalence import Sample
from calculators.answers.faults import Unreadable
from calculators.answers.keys import Count, Key, Matrix, Number, Shape, Vector
from calculators.answers.tree import Node

# Every code a diagnosis can have. Each has its sentences under `answers.diagnosis_<code>` in the message catalogs.
DIAGNOSES = frozenset(
    {
        "two_mistakes",
        "sign",
        "transposed",
        "reversed",
        "axes_swapped",
        "reordered",
        "factor_two",
        "factor_n",
        "percent",
        "log_base",
        "degrees",
        "reciprocal",
        "complement",
        "squared",
        "square_root",
        "not_normalized",
        "off_by_one",
        "rounded_early",
    }
)

_LN2, _LN10 = math.log(2), math.log(10)
_DEGREES = 180 / math.pi
Change = Callable[[float], float]


def _times(factor: float) -> Change:
    return lambda truth: truth * factor


_FACTORS = {
    "factor_two": (2.0, 0.5),
    "percent": (100.0, 0.01),
    "log_base": (_LN2, 1 / _LN2, _LN10, 1 / _LN10, _LN10 / _LN2, _LN2 / _LN10),
    "degrees": (_DEGREES, 1 / _DEGREES),
}
_CHANGES: tuple[tuple[str, Change], ...] = (
    *((code, _times(factor)) for code, factors in _FACTORS.items() for factor in factors),
    ("reciprocal", lambda t: 1 / t if t else math.nan),
    ("complement", lambda t: 1 - t if 0 < t < 1 else math.nan),
    ("squared", lambda t: t * t),
    ("square_root", lambda t: math.sqrt(t) if t > 0 else math.nan),
)
# Of whole numbers only these mean anything.
_CHANGES_OF_COUNTS = tuple((code, change) for code, change in _CHANGES if code == "factor_two")

# What a percent can be taken of: probabilities, and what is counted as a share of a whole. A rate by itself may be a
# learning rate.
_SHARES = (
    r"[%％]|percent|probab|likelihood|\bodds\b|proportion|fraction of|\bratios?\b|accurac|precision|recall|\bF1\b"
    r"|\bIoU\b|\bAUC\b|\bshares?\b|softmax|entrop"
    r"|(?:error|miss|hit|positive|negative|drop(?:out)?|success|failure|exploration)[- ]rates?\b"
    r"|確率|尤度|オッズ|割合|パーセント|百分率|比率|精度|(?:正解|適合|再現|誤り|誤分類|陽性|陰性|検出|成功|占有|探索|ドロップ)率"
    r"|ソフトマックス|エントロピー"
)
# Slips of an operation are told only where the question shows that operation: elsewhere a value that fits is chance.
# A percent or a complement is taken of a share, 1 − p stands there itself; half or twice needs a 2 that can be lost.
# What is not listed needs none. The patterns are looked for in LaTeX and in the words of both languages.
_OPERATIONS = {
    "log_base": re.compile(
        r"\\(?:ln|log|lg)|(?<![a-z])(?:ln|log2?|log10)(?![a-z])|logarithm|entrop|perplexit|対数|エントロピー"
        r"|情報量|パープレキシティ",
        re.IGNORECASE,
    ),
    "degrees": re.compile(
        r"\\(?:sin|cos|tan|arc(?:sin|cos|tan)|angle)(?![a-z])|(?<![a-z])(?:sin|cos|tan|angles?|degrees?|radians?)"
        r"(?![a-z])|°|角度|回転|ラジアン",
        re.IGNORECASE,
    ),
    "squared": re.compile(
        r"\\sqrt|√|\^\{?\(?(?:2|1/2|0\.5|\\[td]?frac\{?1\}?\{?2)(?!\d)|²|norm|varian|deviation|squar|root|ノルム|分散|偏差"
        r"|2 ?乗|平方|二乗",
        re.IGNORECASE,
    ),
    "reciprocal": re.compile(r"\\[td]?frac|/|÷|\^\{?-|\bratios?\b|比|割", re.IGNORECASE),
    "percent": re.compile(_SHARES, re.IGNORECASE),
    # 1 − p itself, not the difference of 1 and a larger number.
    "complement": re.compile(rf"(?<![A-Za-z0-9_.}}\])])1\s*[-−–](?!\s*[1-9])|{_SHARES}", re.IGNORECASE),
    "factor_two": re.compile(
        # A 2 that stands for itself: no digit of another number, no index, and no "2D".
        r"(?<![A-Za-z0-9_.])(?<!_\{)2(?!\.?\d|[dD](?![A-Za-z])|\ ?次元)|\^\{?2(?!\d)|²|½|(?<![\d.])0\.5(?!\d)"
        r"|hal(?:f|ve)|twice|doubl|squar|\bnorms?\b|varian|deviation|半分|二乗|平方|ノルム|分散|偏差",
        re.IGNORECASE,
    ),
}
_OPERATIONS["square_root"] = _OPERATIONS["squared"]

_SHARE_OF_TOLERANCE = 0.2
_MOST_RELATIVE = 0.01
_FEWEST_TO_REORDER = 3
_ROUNDED = 5.0


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A code from `DIAGNOSES`, or None; with `two_mistakes`, the names of the two."""

    code: str | None = None
    mistakes: tuple[str, ...] = ()


NOTHING = Diagnosis()


def diagnose(
    key: Key,
    answer: Any,
    truth: Any,
    right: Sequence[bool],
    mistakes: Mapping[str, Any],
    counts: Sequence[float] = (),
    shown: str | None = None,
) -> Diagnosis:
    """What is off with the value of a wrong answer to a number, count, list, matrix or shape.

    `answer`, `truth` and the values of `mistakes` are numbers or nested tuples; `right` marks the right cells in
    reading order (empty if the shape differs). `shown`: what the question and its solution say and calculate, in words
    and LaTeX; None where that is not known, and any slip may be told.
    """
    fits = _Fits(key)
    if right:
        pair = _two_mistakes(fits, answer, truth, mistakes)
        if pair is not None:
            return Diagnosis("two_mistakes", pair)
    a, t = _flat(answer), _flat(truth)
    wrong = [(x, y) for x, y, is_right in zip(a, t, right, strict=True) if not is_right] if right else []
    if wrong and not isinstance(key, Shape) and fits.all((x, -y) for x, y in wrong):
        return Diagnosis("sign")
    moved = _moved(key, fits, answer, truth)
    if moved is not None:
        return Diagnosis(moved)
    if not wrong:
        return NOTHING
    return Diagnosis(_changed(key, fits, wrong, a, t, counts, shown) or _near(key, wrong))


def shows(code: str, text: str) -> bool:
    """Whether a question with these words and formulas has the operation that a slip mistakes."""
    operation = _OPERATIONS.get(code)
    return operation is None or operation.search(text) is not None


class _Fits:
    """Whether a typed number is a certain value, more strictly than whether it is right."""

    def __init__(self, key: Key) -> None:
        self.key = key if isinstance(key, Number | Vector | Matrix) else None

    def window(self, value: float) -> float:
        """How far from a value a number may be to be told as it."""
        if self.key is None:
            return 0.0
        return max(_SHARE_OF_TOLERANCE * self.key.tolerance(value), 0.5 * 10.0**-self.key.decimals) + 1e-12 * abs(value)

    def one(self, typed: float, value: float, truth: float | None = None) -> bool:
        """Whether `typed` is `value`, and `value` is well apart from the truth, if that is given."""
        if not math.isfinite(value) or not value:
            return False
        window = self.window(value)
        if abs(typed - value) > window or window > _MOST_RELATIVE * abs(value):
            return False
        return truth is None or abs(value - truth) > 2 * max(self.tolerance(truth), window)

    def all(self, pairs: Iterable[tuple[float, float]]) -> bool:
        """Whether each typed number is its value; zeros say nothing, but must be zeros."""
        telling = 0
        for typed, value in pairs:
            if value == 0 and abs(typed) <= self.window(0.0):
                continue
            if not self.one(typed, value):
                return False
            telling += 1
        return telling > 0

    def tolerance(self, value: float) -> float:
        return self.key.tolerance(value) if self.key is not None else 0.0


def _two_mistakes(fits: _Fits, answer: Any, truth: Any, mistakes: Mapping[str, Any]) -> tuple[str, str] | None:
    shape = _shape(truth)
    cells, t = _flat(answer), _flat(truth)
    values = {name: _flat(value) for name, value in mistakes.items() if _shape(value) == shape}
    found: set[tuple[str, str]] = set()
    for first, second in combinations(sorted(values), 2):
        m1, m2 = values[first], values[second]
        multiplied = [a * b / c if c else math.nan for a, b, c in zip(m1, m2, t, strict=True)]
        added = [a + b - c for a, b, c in zip(m1, m2, t, strict=True)]
        for together in (multiplied, added):
            # Not where one mistake alone, or none, would lead there too.
            apart = all(
                any(
                    abs(x - y) > 2 * max(fits.tolerance(y), fits.window(y))
                    for x, y in zip(together, other, strict=True)
                )
                for other in (t, *values.values())
            )
            same = all(fits.one(x, y) or x == y for x, y in zip(cells, together, strict=True))
            if apart and same:
                found.add((first, second))
    return found.pop() if len(found) == 1 else None


def _moved(key: Key, fits: _Fits, answer: Any, truth: Any) -> str | None:
    """The right cells at other places."""

    def same(moved: Any) -> bool:
        flat, cells = _flat(answer), _flat(moved)
        if _shape(moved) != _shape(answer) or moved == truth:
            return False
        differ = any(abs(x - y) > fits.tolerance(y) for x, y in zip(flat, _flat(truth), strict=False))
        close = all(abs(x - y) <= max(fits.window(y), fits.tolerance(y)) for x, y in zip(flat, cells, strict=True))
        return close and (differ or _shape(answer) != _shape(truth))

    if isinstance(key, Matrix) and truth and truth[0]:
        if same(tuple(zip(*truth, strict=True))):
            return "transposed"
        if same(truth[::-1]) or same(tuple(row[::-1] for row in truth)):
            return "reversed"
    if isinstance(key, Vector | Shape) and len(truth) > 1:
        if same(truth[::-1]):
            return "axes_swapped" if isinstance(key, Shape) else "reversed"
        telling = len(set(truth)) >= _FEWEST_TO_REORDER
        if telling and _shape(answer) == _shape(truth) and same(_rearranged(truth, answer)):
            return "axes_swapped" if isinstance(key, Shape) else "reordered"
    return None


def _rearranged(truth: Sequence[float], answer: Sequence[float]) -> tuple[float, ...]:
    """The true cells in the order of the typed ones."""
    order = sorted(range(len(answer)), key=lambda at: answer[at])
    moved = [0.0] * len(answer)
    for at, value in zip(order, sorted(truth), strict=True):
        moved[at] = value
    return tuple(moved)


def _changed(
    key: Key,
    fits: _Fits,
    wrong: Sequence[tuple[float, float]],
    cells: Sequence[float],
    truth: Sequence[float],
    counts: Sequence[float],
    shown: str | None,
) -> str | None:
    """The one change that leads from every true cell to the wrong one."""
    if isinstance(key, Shape):
        return None
    changes = list(_CHANGES_OF_COUNTS if isinstance(key, Count) else _CHANGES)
    for n in counts:
        if n and abs(n) not in (0.5, 1, 2):
            changes += [("factor_n", _times(n)), ("factor_n", _times(1 / n))]
    if shown is not None:
        may = {code: shows(code, shown) for code in {code for code, _ in changes}}
        changes = [(code, change) for code, change in changes if may[code]]
    found = set()
    for code, change in changes:
        pairs = [(x, change(y), y) for x, y in wrong]
        if all(fits.one(x, value, y) for x, value, y in pairs):
            found.add(code)
    if isinstance(key, Count) and all(abs(x - y) == 1 for x, y in wrong):
        # Of small numbers, half and one off are the same.
        found.discard("factor_two")
    if not found and isinstance(key, Vector) and _unnormalized(fits, cells, truth):
        return "not_normalized"
    return found.pop() if len(found) == 1 else None


def _unnormalized(fits: _Fits, cells: Sequence[float], truth: Sequence[float]) -> bool:
    """Whether the true cells sum to 1 (or have length 1), and the typed ones would after a division."""
    for total in (sum, lambda values: math.sqrt(sum(value * value for value in values))):
        whole = total(cells)
        if abs(total(truth) - 1) > 1e-6 or not whole > 0 or abs(whole - 1) < 5 * _MOST_RELATIVE:
            continue
        if len(truth) > 1 and all(abs(x / whole - y) <= fits.window(y) for x, y in zip(cells, truth, strict=True)):
            return True
    return False


def _near(key: Key, wrong: Sequence[tuple[float, float]]) -> str | None:
    if isinstance(key, Count | Shape):
        if len(wrong) == 1 and abs(wrong[0][0] - wrong[0][1]) == 1:
            return "off_by_one"
        return None
    if isinstance(key, Number | Vector | Matrix):
        allowed = [key.tolerance(y) for _, y in wrong]
        if all(0 < abs(x - y) <= _ROUNDED * least for (x, y), least in zip(wrong, allowed, strict=True)):
            return "rounded_early"
    return None


def diagnose_formula(answer: Node, sampled: Sample) -> str | None:
    """What is off with a formula: the same factor at every point, or the reciprocal. None for a formula of numbers."""
    if len(sampled.points) == 1:
        return None
    pairs: list[tuple[float, float]] = []
    for point, truth in zip(sampled.points, sampled.values, strict=True):
        try:
            pairs.append((float(value_at(answer, point)), truth))
        except Unreadable:
            return None
    changes: tuple[tuple[str, Change], ...] = (("sign", lambda t: -t), *_CHANGES)
    for code, change in changes:
        if code in ("percent", "squared", "square_root"):
            continue
        if all(math.isclose(x, change(y), rel_tol=1e-9) or x == y == 0 for x, y in pairs):
            return code
    return None


def _flat(value: Any) -> list[float]:
    if isinstance(value, tuple):
        return [number for part in value for number in _flat(part)]
    return [value]


def _shape(value: Any) -> tuple[int, ...]:
    if not isinstance(value, tuple):
        return ()
    return (len(value), *(_shape(value[0]) if value else ()))
