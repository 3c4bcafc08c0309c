"""A code answer against its key: both are run on the same random arrays, and any form with the same values is right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from calculators.answers.code.diagnosis import diagnose
from calculators.answers.code.evaluate import run
from calculators.answers.code.limits import Budget, Stopped
from calculators.answers.code.parse import Program, parse, readable
from calculators.answers.code.samples import Declared, Sample, samples
from calculators.answers.code.values import as_array, kind_of, shape_text
from calculators.answers.faults import Unreadable, UnusableKey
from calculators.answers.keys import Code
from calculators.answers.verdict import Fault, Outcome, Verdict

# A difference of this share of the largest value is rounding, and so is one of this much where all is 0.
_ABSOLUTE = 1e-12
_LEAST = 1e-15
# The values of keys and mistakes are kept.
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Values:
    """What code gives: an array for each sample, or the fault with which the first failing one stops."""

    arrays: tuple[Any, ...] = ()
    stopped: Fault | None = None


def read_code(text: str, key: Code) -> Program | Fault:
    """Typed code as a program, or why it is refused. It is run once, since some refusals depend on shapes."""
    try:
        program = parse(text, key)
        _values(program, samples(key))
    except Unreadable as error:
        return error.fault
    return program


def judge_code(key: Code, text: str, mistakes: Mapping[str, str] | None = None) -> Verdict:
    """Judge typed code. See `calculators.answers.judge`."""
    try:
        program = parse(text, key)
        answer = _values(program, samples(key))
    except Unreadable as error:
        return Verdict(Outcome.INVALID, 0.0, fault=error.fault)
    truth = _known_values(key, key.text)
    if truth.stopped is not None:
        raise UnusableKey(f"{key.text!r} stops: {truth.stopped.code} {dict(truth.stopped.values)}")
    fault = answer.stopped or _first_difference(key, answer, truth)
    if fault is None:
        return Verdict(Outcome.CORRECT, 1.0, echo=program.echo)
    fault = fault if fault.end else Fault(fault.code, 0, len(text), fault.values)
    for name, wrong in (mistakes or {}).items():
        if not isinstance(wrong, str):
            raise UnusableKey(f"mistake {name}: the value of a code answer's mistake is code, not {wrong!r}")
        if _same(key, answer, _known_values(key, wrong)):
            return Verdict(Outcome.WRONG, 0.0, mistake=name, fault=fault, echo=program.echo)
    sizes = [sample.sizes for sample in samples(key)]
    found = None if answer.stopped else diagnose(answer.arrays, truth.arrays, sizes)
    return Verdict(Outcome.WRONG, 0.0, fault=fault, echo=program.echo, diagnosis=found)


def stops(key: Code, text: str | None = None) -> Fault | None:
    """The fault with which a key, or other code in its names, stops on one of its samples; None where it runs on all.

    Raises `UnusableKey` where it can't be read, or nothing can be drawn to try it on.
    """
    return _known_values(key, key.text if text is None else text).stopped


def _values(program: Program, drawn: Sequence[Sample]) -> Values:
    budget = Budget()
    arrays = []
    for sample in drawn:
        try:
            value = run(program.tree, sample.values, budget)
            arrays.append(as_array(value))
        except Stopped as error:
            fault = error.fault
            told = {**fault.values, "sizes": _sizes(sample)}
            return Values(stopped=Fault(fault.code, fault.start, fault.end, told))
    return Values(tuple(arrays))


def _known_values(key: Code, text: str) -> Values:
    """The values of the key or a mistake, kept: they are needed with every answer."""
    frozen = (tuple(key.variables.items()), tuple(key.scalars.items()), tuple(key.sizes.items()))
    return _of_declared(text, _DeclaredKey(key, frozen, key.functions, key.library))


class _DeclaredKey(Declared):
    """A key as a dictionary's key: what its values depend on."""

    def __init__(self, key: Code, *parts: object) -> None:
        super().__init__(*parts)
        self.key = key


@lru_cache(maxsize=512)
def _of_declared(text: str, declared: _DeclaredKey) -> Values:
    try:
        values = _values(readable(text, declared.key), samples(declared.key))
    except Unreadable as error:
        raise UnusableKey(f"{text!r}: {error}") from error
    if sum(array.size for array in values.arrays) > _MOST_KEPT:
        raise UnusableKey(f"{text!r}: gives more than is kept")
    return values


def _same(key: Code, answer: Values, other: Values) -> bool:
    if answer.stopped is not None or other.stopped is not None:
        return (
            answer.stopped is not None
            and other.stopped is not None
            and answer.stopped.code == other.stopped.code
            and answer.stopped.values == other.stopped.values
        )
    return _first_difference(key, answer, other) is None


def _first_difference(key: Code, answer: Values, truth: Values) -> Fault | None:
    """The first sample and place where two answers differ; shapes are told before values."""
    drawn = samples(key)
    for got, expected, sample in zip(answer.arrays, truth.arrays, drawn, strict=True):
        if got.shape != expected.shape:
            values: dict[str, str | int | float] = {
                "got": shape_text(got.shape),
                "expected": shape_text(expected.shape),
            }
            return Fault("code_wrong_shape", values=values | {"sizes": _sizes(sample)})
    if key.exact_type:
        for got, expected in zip(answer.arrays, truth.arrays, strict=True):
            if kind_of(got) != kind_of(expected):
                return Fault("code_wrong_kind", values={"got": kind_of(got), "expected": kind_of(expected)})
    for got, expected, sample in zip(answer.arrays, truth.arrays, drawn, strict=True):
        differs = ~close(got, expected, key.relative)
        if differs.any():
            place = tuple(int(at) for at in np.argwhere(differs)[0]) if differs.ndim else ()
            got_text, expected_text = _printed(got[place], expected[place])
            values = {"got": got_text, "expected": expected_text, "sizes": _sizes(sample)}
            if not place:
                return Fault("code_wrong_scalar", values=values)
            return Fault("code_wrong_value", values=values | {"place": f"[{', '.join(map(str, place))}]"})
    return None


def close(got: Any, expected: Any, relative: float) -> Any:
    """Where two arrays of one shape have the same values; nan is nan, and an infinity its own sign's."""
    a, b = np.asarray(got, float), np.asarray(expected, float)
    finite = b[np.isfinite(b)]
    least = _ABSOLUTE * float(np.max(np.abs(finite), initial=0.0)) + _LEAST
    with np.errstate(all="ignore"):
        near = np.abs(a - b) <= relative * np.abs(b) + least
    return np.where(np.isfinite(a) & np.isfinite(b), near, (a == b) | (np.isnan(a) & np.isnan(b)))


def _printed(got: Any, expected: Any) -> tuple[str, str]:
    """Two values with as many digits as it takes to tell them apart, six at least."""
    for digits in range(6, 18):
        texts = _with_digits(got.item(), digits), _with_digits(expected.item(), digits)
        if texts[0] != texts[1]:
            break
    return texts


def _with_digits(value: Any, digits: int) -> str:
    return str(value) if isinstance(value, bool | int) or not math.isfinite(value) else f"{value:.{digits}g}"


def _sizes(sample: Sample) -> str:
    return ", ".join(f"{name}={size}" for name, size in sample.sizes.items()) or "-"
