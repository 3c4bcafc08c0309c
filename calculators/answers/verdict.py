"""What comes of reading and judging an answer.

Two states that must not be confused: *invalid* (it could not be read; where and why is said, and it costs nothing) and
*wrong* (it was read, and is not right). No words in any language here: a `Fault` and a `Verdict` carry codes, which the
message catalogs turn into sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How an answer was judged."""

    CORRECT = "correct"
    PARTIAL = "partial"
    WRONG = "wrong"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text could not be read, and where.

    `code` names the message (`answers.<code>` in the catalogs), `values` fills it. `start` and `end` are positions in
    the text as it was typed (code points, end exclusive), so that a caret can be put under the place.
    """

    code: str
    start: int = 0
    end: int = 0
    values: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The judgement of one answer.

    `score` lies in 0..1. `cells` marks a vector's, matrix's or shape's cells in reading order. `mistake` names the
    mistake whose value was typed. `fault` says why an invalid answer could not be read, or (outcome wrong) what is
    off before any value is looked at, as `wrong_shape`. `echo` is how the answer was read, printed without words.
    `carried`: judged with the learner's own earlier answers. `diagnosis` says what is off where no named mistake
    matches: a code from `diagnosis.DIAGNOSES`, whose words are under `answers.diagnosis_<code>`; with `two_mistakes`,
    `combined` names the two.
    """

    outcome: Outcome
    score: float
    cells: tuple[bool, ...] = ()
    mistake: str | None = None
    fault: Fault | None = None
    echo: str = ""
    carried: bool = False
    diagnosis: str | None = None
    combined: tuple[str, ...] = ()
