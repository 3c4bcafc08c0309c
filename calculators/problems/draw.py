"""Random draws for a problem, one independent stream per variable.

A family has its numbers from its `Draw` only, so whoever stands in for the draw decides them: `chosen.Chosen` puts a
person's own numbers in the place of drawn ones, and the family solves those.

Each variable's stream is seeded by a hash of (family, seed, attempt, variable name): adding a variable to a family
leaves the numbers of the others as they were. Decimal numbers are drawn as whole multiples of a step, so that what is
shown is exactly what is used.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

# Drawn decimals are exact, so that a tie misses one half by rounding errors only.
_TIE = 1e-6


class Redraw(Exception):
    """Raised by a family whose drawn numbers would make a poor problem; the next attempt draws others."""


class Domain(NamedTuple):
    """What a variable is drawn from: numbers in low..high (`whole` ones or decimals), or one of `options`.

    `shape`: () for one value, (n,) for a list, (rows, columns) for a table. `nonzero`: no number is 0. `distinct`: none
    is drawn twice.
    """

    low: float = 0.0
    high: float = 0.0
    whole: bool = False
    options: tuple[Any, ...] = ()
    shape: tuple[int, ...] = ()
    nonzero: bool = False
    distinct: bool = False


class Draw:
    """Draws the variables of one problem from (family, seed, attempt)."""

    def __init__(self, family: str, seed: int, attempt: int = 0) -> None:
        self.family = family
        self.seed = seed
        self.attempt = attempt

    def stream(self, name: str) -> random.Random:
        """The random stream of the variable `name`."""
        text = f"{self.family}\x1f{self.seed}\x1f{self.attempt}\x1f{name}"
        return random.Random(int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big"))

    def settle(self, name: str, domain: Domain, value: T) -> T:
        """The value that the variable `name` has, after `value` was drawn for it: that one. Every variable passes."""
        return value

    def composed(self, name: str, domain: Domain, value: T, of: tuple[str, ...]) -> T:
        """A value that was put together from drawn ones and is shown as a whole: that one. It passes as `name'`.

        `of`: the names of the variables that it is made of, numbers at their ends left out (`row` for row0, row1, …).
        """
        return self.settle(f"{name}'", domain, value)

    def integer(self, name: str, low: int, high: int) -> int:
        """A whole number in low..high, both ends included."""
        return self.settle(name, Domain(low, high, whole=True), self.stream(name).randint(low, high))

    def decimal(self, name: str, low: float, high: float, step: float = 0.1) -> float:
        """A multiple of `step` in low..high, both ends included: `decimal("lr", 0.01, 0.5, 0.01)`."""
        return self.settle(name, Domain(low, high), _grid(self.stream(name), low, high, step))

    def nonzero(self, name: str, low: float, high: float, step: float = 0.1) -> float:
        """A multiple of `step` in low..high that is not 0."""
        stream = self.stream(name)
        while True:
            value = _grid(stream, low, high, step)
            if value != 0:
                return self.settle(name, Domain(low, high, nonzero=True), value)

    def choice(self, name: str, values: Sequence[T]) -> T:
        """One of `values`, each as likely."""
        return self.settle(name, Domain(options=tuple(values)), self.stream(name).choice(values))

    def sample(self, name: str, values: Sequence[T], size: int) -> list[T]:
        """`size` different members of `values`, in random order."""
        options = tuple(values)
        drawn = self.stream(name).sample(options, size)
        return self.settle(name, Domain(options=options, shape=(size,), distinct=True), drawn)

    def integers(self, name: str, size: int, low: int, high: int) -> list[int]:
        """`size` whole numbers in low..high."""
        stream = self.stream(name)
        drawn = [stream.randint(low, high) for _ in range(size)]
        return self.settle(name, Domain(low, high, whole=True, shape=(size,)), drawn)

    def vector(self, name: str, size: int, low: float, high: float, step: float = 0.1) -> list[float]:
        """`size` multiples of `step` in low..high."""
        stream = self.stream(name)
        drawn = [_grid(stream, low, high, step) for _ in range(size)]
        return self.settle(name, Domain(low, high, shape=(size,)), drawn)

    def matrix(self, name: str, rows: int, columns: int, low: float, high: float, step: float = 1) -> list[list[float]]:
        """`rows` × `columns` multiples of `step` in low..high."""
        stream = self.stream(name)
        drawn = [[_grid(stream, low, high, step) for _ in range(columns)] for _ in range(rows)]
        return self.settle(name, Domain(low, high, shape=(rows, columns)), drawn)

    def require(self, condition: bool) -> None:
        """Ask for other numbers unless `condition` holds."""
        if not condition:
            raise Redraw

    def require_untied(self, values: Iterable[float], decimals: int) -> None:
        """Ask for other numbers where a value lies exactly halfway between two numbers of `decimals` decimals.

        To 4 decimals 0.32175 is 0.3218 to most people, and 0.3217 to many programs.
        """
        scaled = [abs(value) * 10**decimals for value in values]
        self.require(all(abs(value - int(value) - 0.5) > _TIE for value in scaled))


def _grid(stream: random.Random, low: float, high: float, step: float) -> float:
    """A random multiple of `step` in low..high, computed in decimal so that 3 × 0.1 is 0.3."""
    unit = Decimal(repr(step))
    first, last = -(-Decimal(repr(low)) // unit), Decimal(repr(high)) // unit
    # Decimal's // truncates towards zero, so either bound can be one step outside.
    if unit * last > Decimal(repr(high)):
        last -= 1
    if unit * first < Decimal(repr(low)):
        first += 1
    value = float(unit * stream.randint(int(first), int(last)))
    return 0.0 if value == 0 else value
