"""Whether answers can be judged against a key and told as its named mistakes: known when a question is drawn, so that
nobody answers one that can't be judged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from calculators.answers import UnusableKey
from calculators.answers.equivalence import sample
from calculators.answers.faults import Unreadable
from calculators.answers.given import is_given
from calculators.answers.keys import Code, Expression, Key, Matrix
from calculators.answers.tree import Literal
from calculators.answers.verdict import Fault

Path = tuple[str | int, ...]
_VALUE: Path = ("answer", "value")


@dataclass(frozen=True, slots=True)
class KeyFault:
    """What at `path` nothing can be judged against, and why: `reason` for programmers. `fault`: where in its text, as
    of a typed answer; None where it is none of these. `code`: the words for what is no such text (`bank.<code>`).
    """

    path: Path
    reason: str
    fault: Fault | None = None
    code: str = ""

    @property
    def values(self) -> dict[str, object]:
        """What a `BankFault` of the code `unusable_key` needs to say it in words."""
        if self.fault is not None:
            return told_fault(self.fault) | {"reason": self.reason}
        told: dict[str, object] = {"reason": self.reason}
        return told | {"reason_code": self.code} if self.code else told


def told_fault(fault: Fault) -> dict[str, object]:
    """What a `BankFault` needs to say in words why a text can't be read, as of a typed answer."""
    return {"reason": fault.code, "answer_fault": fault.code, "answer_values": dict(fault.values)}


def key_fault(key: Key, mistakes: Mapping[str, Any]) -> KeyFault | None:
    """The first of key and mistakes that nothing can be judged against; None where all can be."""
    match key:
        case Expression():
            return _of_formula(key, mistakes)
        case Code():
            return _of_code(key, mistakes)
        case Matrix(rows=rows) if ragged(rows):
            return KeyFault(_VALUE, "ragged_rows", ragged_rows(rows))
    return None


def fault_of(error: UnusableKey, path: Path) -> KeyFault:
    """What an exception says of the key or the mistake at a path."""
    cause = error.__cause__
    return KeyFault(path, str(error), cause.fault if isinstance(cause, Unreadable) else None)


def _of_formula(key: Expression, mistakes: Mapping[str, Any]) -> KeyFault | None:
    path = _VALUE
    try:
        sample(key)
        path = ("answer", "given")
        is_given(Literal(0, "0"), key)
        for name, text in mistakes.items():
            path = ("mistakes", name, "value")
            sample(key, str(text))
    except UnusableKey as error:
        return fault_of(error, path)
    return None


def _of_code(key: Code, mistakes: Mapping[str, Any]) -> KeyFault | None:
    """A key must run on every sample; a mistake only needs to be read, for it may stop with an error."""
    # Imports NumPy.
    from calculators.answers.code import stops

    path: Path = ("answer", "variables")
    try:
        # Without names of its own a text runs on any samples that can be drawn.
        stops(replace(key, functions=()), "0")
        path = ("answer", "functions")
        stops(key, "0")
        path = _VALUE
        if (fault := stops(key)) is not None:
            return KeyFault(path, f"{key.text!r} stops: {fault.code} {dict(fault.values)}", fault)
        for name, text in mistakes.items():
            path = ("mistakes", name, "value")
            if not isinstance(text, str):
                return KeyFault(path, f"code is expected, not {text!r}", code="not_code")
            stops(key, text)
    except UnusableKey as error:
        return fault_of(error, path)
    return None


def ragged(value: Any) -> bool:
    """Whether a value has rows that are not all of one length."""
    if not isinstance(value, list | tuple):
        return False
    lengths = {len(row) if isinstance(row, list | tuple) else None for row in value}
    return len(lengths) > 1


def ragged_rows(rows: Any) -> Fault:
    """The fault of ragged rows, by the first that differs."""
    sizes = [len(row) if isinstance(row, list | tuple) else 1 for row in rows]
    row = next((place for place, size in enumerate(sizes) if size != sizes[0]), 0)
    return Fault("ragged_rows", values={"row": row + 1, "got": sizes[row], "expected": sizes[0]})
