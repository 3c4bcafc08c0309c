"""A window slid over an input: convolution (with stride, padding and dilation) and pooling, place by place."""

from __future__ import annotations

import random
from typing import Any

from quizapp.lab.bench import Bench
from quizapp.lab.knobs import FREE, Knob

OPERATIONS = ("convolution", "max_pooling", "average_pooling")
Table = list[list[float]]
_INPUT = [[1, 2, 0, 1, 3], [0, 1, 2, 3, 1], [1, 0, 1, 2, 0], [2, 1, 0, 1, 1], [0, 2, 1, 0, 2]]
_KERNEL = [[1, 0, -1], [1, 0, -1], [1, 0, -1]]


class WindowBench(Bench):
    """The padded input, the window's place, its products and the output as far as it is filled.

    `at`: how many places have been computed; `trouble`: why the window doesn't fit.
    """

    def __init__(self) -> None:
        self.at = 0
        self.seed = 0
        self.trouble = ""
        self.padded: Table = []
        self.spread: Table = []
        self.output: Table = []
        first = {"operation": "convolution", "X": _floats(_INPUT), "K": _floats(_KERNEL), "window": 2}
        super().__init__({**first, "stride": 1, "padding": 0, "dilation": 1})

    @property
    def pooling(self) -> bool:
        """Whether windows are pooled instead of weighed."""
        return bool(self.values.get("operation", "convolution") != "convolution")

    def knobs(self) -> tuple[Knob, ...]:
        head = (Knob("operation", options=OPERATIONS), Knob("X", (FREE, FREE), -999, 999))
        stride = Knob("stride", low=1, high=6, whole=True)
        if self.pooling:
            return (*head, Knob("window", low=1, high=6, whole=True), stride)
        padding, dilation = Knob("padding", low=0, high=4, whole=True), Knob("dilation", low=1, high=4, whole=True)
        return (*head, Knob("K", (FREE, FREE), -999, 999), stride, padding, dilation)

    def pick(self, name: str, by: int) -> None:
        """Another operation begins anew; pooling windows usually lie side by side."""
        super().pick(name, by)
        self.at = 0
        self.put("stride", "2" if self.pooling else "1")

    def fresh(self) -> None:
        """Another input of the same size, and another kernel."""
        self.seed += 1
        stream = random.Random(self.seed)
        X = [[float(stream.randint(0, 4)) for _ in row] for row in self.values["X"]]
        K = [[float(stream.randint(-2, 2)) for _ in row] for row in self.values["K"]]
        self.set_all({**self.values, "X": X, "K": K})

    def reset(self) -> None:
        """The first values, nothing filled."""
        self.at = 0
        super().reset()

    def changed(self) -> None:
        """Compute the whole output; `at` says how much of it is shown."""
        import numpy as np

        from calculators import convolution, pooling

        image = np.array(self.values["X"], dtype=np.float64)
        try:
            if self.pooling:
                k = self.values["window"]
                self.padded, self.spread = image.tolist(), [[1.0] * k for _ in range(k)]
                pool = pooling.max_pool if self.values["operation"] == "max_pooling" else pooling.average_pool
                self.output = pool(image, k, self.values["stride"]).tolist()
            else:
                kernel = np.array(self.values["K"], dtype=np.float64)
                spread = convolution.dilated_kernel(kernel, self.values["dilation"])
                self.output = convolution.conv2d(image, spread, self.values["stride"], self.values["padding"]).tolist()
                self.padded, self.spread = np.pad(image, self.values["padding"]).tolist(), spread.tolist()
            self.trouble = ""
        except ValueError as error:
            self.trouble = str(error)
        self.at = min(self.at, self.last)

    @property
    def columns(self) -> int:
        """The width of the output."""
        return len(self.output[0]) if self.output else 0

    @property
    def last(self) -> int:
        """How many places the window has."""
        return len(self.output) * self.columns

    def step(self, by: int) -> bool:
        """One place further or back; whether there was one."""
        moved = min(self.last, max(0, self.at + by))
        there = moved != self.at
        self.at = moved
        return there

    @property
    def here(self) -> tuple[int, int] | None:
        """The cell of the output that was computed last."""
        return divmod(self.at - 1, self.columns) if self.at and self.columns else None

    def covered(self) -> set[tuple[int, int]]:
        """The cells of the padded input that the window reads now; those between a dilated kernel's weights not."""
        return {cell for cell, _, _ in self.terms()}

    def terms(self) -> list[tuple[tuple[int, int], float, float]]:
        """What is read now: the cell of the padded input, its value, the kernel's weight on it, in reading order."""
        if self.here is None:
            return []
        top, left = (place * self.values["stride"] for place in self.here)
        dilation = 1 if self.pooling else self.values["dilation"]
        kernel = self.spread if self.pooling else self.values["K"]
        return [
            (
                (top + i * dilation, left + j * dilation),
                self.padded[top + i * dilation][left + j * dilation],
                weight,
            )
            for i, row in enumerate(kernel)
            for j, weight in enumerate(row)
        ]

    @property
    def padding(self) -> int:
        """The width of the padded margin."""
        return 0 if self.pooling else int(self.values["padding"])


def _floats(table: list[list[int]]) -> list[list[Any]]:
    return [[float(cell) for cell in row] for row in table]
