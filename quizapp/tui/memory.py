"""When the interpreter looks for garbage.

A full search goes through every object that there is and holds up the screen meanwhile: with a bank of 2,000 questions
in memory up to a second. What was read stays to the end, so it is taken out of the search (`gc.freeze`), and a full
search is made only by `tidy`, between two errands, over the little that came since. Young objects are searched as ever.
"""

from __future__ import annotations

import gc
import sys

# Memory blocks that were added since the last time. To search fewer than the larger number takes some 20 ms; more than
# that have been read, and are not worth a search.
SOME, MANY = 40_000, 120_000
# The thread that computes gives way to the screen after so many seconds.
TURN = 0.002


class Memory:
    """The search for garbage as the program has it, from `begin` to `end`."""

    def __init__(self) -> None:
        self._before = gc.get_threshold()
        self._turn = sys.getswitchinterval()
        self._known = 0

    def begin(self) -> None:
        """No full search comes by itself any more."""
        young, middle, _ = self._before
        gc.set_threshold(young, middle, sys.maxsize >> 32)
        sys.setswitchinterval(TURN)

    def tidy(self) -> None:
        """After an errand: what it has read is searched no more, and what it has left behind is found."""
        added = sys.getallocatedblocks() - self._known
        if added > SOME:
            if added <= MANY:
                gc.collect()
            gc.freeze()
            self._known = sys.getallocatedblocks()

    def end(self) -> None:
        """As it was before."""
        gc.unfreeze()
        gc.set_threshold(*self._before)
        sys.setswitchinterval(self._turn)
