"""How long expressions may take: a hostile or careless question file is given up, and what was slow in it is named.

A budget holds for what is computed inside `limited_to`. It is looked at before each operation, so that it ends within
one operation of its end; no single operation or calculator takes long (`registry.py` bounds what they are given).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Path = tuple[str | int, ...]


class Spent(Exception):
    """The budget has been used up."""


class Budget:
    """So many seconds by a clock. `draws` counts the sets of numbers that were tried, `slow` the seconds by path."""

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.seconds = seconds
        self.draws = 0
        self.slow: defaultdict[Path, float] = defaultdict(float)
        self._clock = clock
        self._until = clock() + seconds

    @property
    def slowest(self) -> tuple[Path, float]:
        """The expression that took the longest, and its seconds; an empty path where nothing was computed."""
        return max(self.slow.items(), key=lambda item: item[1], default=((), 0.0))

    @property
    def is_spent(self) -> bool:
        """Whether the time is over."""
        return self._clock() > self._until

    def check(self) -> None:
        """Raise `Spent` where the time is over."""
        if self.is_spent:
            raise Spent

    @contextmanager
    def at(self, path: Path) -> Iterator[None]:
        """Inside, the expression at `path` is computed."""
        begun = self._clock()
        try:
            yield
        finally:
            self.slow[path] += self._clock() - begun


_budget: ContextVar[Budget | None] = ContextVar("budget", default=None)


def current() -> Budget | None:
    """The budget that holds here."""
    return _budget.get()


@contextmanager
def limited_to(budget: Budget) -> Iterator[Budget]:
    """Inside, expressions are computed as long as the budget lasts; then they raise `Spent`."""
    token = _budget.set(budget)
    try:
        yield budget
    finally:
        _budget.reset(token)
