"""What a learner chooses about a quiz besides its questions; kept under a name as a preset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from quizapp.study.selection import Selection


class Mode(StrEnum):
    """When verdicts are told: `learn`: after each answer; `test`: at the end, on an answer sheet; `cram`: after each
    answer, as practice that moves no card.
    """

    LEARN = "learn"
    TEST = "test"
    CRAM = "cram"


@dataclass(frozen=True, slots=True)
class QuizOptions:
    """A quiz to be started. `size`: questions at most (None: the setting's, or as many as fit in `minutes`). `mixed`:
    topics interleaved; else in the order of the syllabus.
    """

    selection: Selection = field(default_factory=Selection)
    size: int | None = None
    minutes: int | None = None
    mixed: bool = True
    mode: Mode = Mode.LEARN

    def to_json(self) -> dict[str, Any]:
        """The options as a JSON object."""
        values: dict[str, Any] = {"selection": self.selection.to_json(), "mixed": self.mixed, "mode": self.mode.value}
        return values | {
            name: value for name, value in (("size", self.size), ("minutes", self.minutes)) if value is not None
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> QuizOptions:
        """The options that `to_json` wrote. Raises ValueError or TypeError for anything else."""
        return cls(
            Selection.from_json(values.get("selection", {})),
            values.get("size"),
            values.get("minutes"),
            values.get("mixed", True),
            Mode(values.get("mode", "learn")),
        )


@dataclass(frozen=True, slots=True)
class Preset:
    """Options under a name. `options` is None where they were saved by a program that knew more."""

    name: str
    options: QuizOptions | None
    saved_at: datetime
