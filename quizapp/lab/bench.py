"""What all benches of the Lab share: knobs with their values, what was typed, and back to the beginning."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators.answers.verdict import Fault
from quizapp.lab.knobs import Knob, read_knob, write


class Bench:
    """A model with knobs. A subclass says which (`knobs`) and where they stand at first (`first`).

    `texts` is what stands in the fields, `values` the last values that could be read, `faults` what could not.
    """

    def __init__(self, first: Mapping[str, Any]) -> None:
        self.first = dict(first)
        self.values: dict[str, Any] = {}
        self.texts: dict[str, str] = {}
        self.faults: dict[str, Fault] = {}
        self.reset()

    def knobs(self) -> tuple[Knob, ...]:
        """What can be set now."""
        raise NotImplementedError

    def changed(self) -> None:
        """Compute anew: a value has changed."""

    def reset(self) -> None:
        """Everything as it was at first."""
        self.set_all(self.first)

    def set_all(self, values: Mapping[str, Any]) -> None:
        """Other values for all knobs."""
        self.values = dict(values)
        self.texts = {name: write(value) for name, value in values.items()}
        self.faults = {}
        self.changed()

    def knob(self, name: str) -> Knob:
        """The knob of this name. Raises KeyError."""
        for knob in self.knobs():
            if knob.name == name:
                return knob
        raise KeyError(name)

    def put(self, name: str, text: str) -> Fault | None:
        """What is typed for a knob; a fault leaves its value as it was."""
        self.texts[name] = text
        value = read_knob(self.knob(name), text)
        if isinstance(value, Fault):
            self.faults[name] = value
            return value
        self.faults.pop(name, None)
        if value != self.values.get(name):
            self.values[name] = value
            self.changed()
        return None

    def pick(self, name: str, by: int) -> None:
        """The next option of a knob, or the one before."""
        options = self.knob(name).options
        value = self.values[name]
        at = next((place for place, option in enumerate(options) if option == value), 0)
        self.values[name] = options[(at + by) % len(options)]
        self.texts[name] = write(self.values[name])
        self.changed()
