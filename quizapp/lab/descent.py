"""Optimizers stepped on a surface of two weights, one beside another from the same start."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from quizapp.lab.bench import Bench
from quizapp.lab.knobs import Knob

Point = tuple[float, float]
NONE = "none"
OPTIMIZERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam", "adamw")
MOST_STEPS = 500
# Farther out a run has diverged, and is not stepped on.
FAR = 1e4
DECAY = 0.01


@dataclass(frozen=True, slots=True)
class Surface:
    """A loss L(w₁, w₂) with its gradient; `window`: what is drawn, (low, high) of each weight; `least`: its minima."""

    name: str
    tex: str
    loss: Callable[[float, float], float]
    gradient: Callable[[float, float], Point]
    start: Point
    window: tuple[Point, Point]
    least: tuple[Point, ...]


def _beale(x: float, y: float) -> float:
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def _beale_gradient(x: float, y: float) -> Point:
    terms = [(1.5 - x + x * y, y - 1, x), (2.25 - x + x * y**2, y**2 - 1, 2 * x * y)]
    terms.append((2.625 - x + x * y**3, y**3 - 1, 3 * x * y**2))
    return sum(2 * t * dx for t, dx, _ in terms), sum(2 * t * dy for t, _, dy in terms)


SURFACES = {
    surface.name: surface
    for surface in (
        Surface(
            "valley",
            r"L = \frac{1}{20} w_1^2 + w_2^2",
            lambda x, y: x * x / 20 + y * y,
            lambda x, y: (x / 10, 2 * y),
            (-7.0, 2.0),
            ((-10.0, 10.0), (-4.0, 4.0)),
            ((0.0, 0.0),),
        ),
        Surface(
            "bowl",
            r"L = \frac{1}{2}(w_1^2 + w_2^2)",
            lambda x, y: (x * x + y * y) / 2,
            lambda x, y: (x, y),
            (-3.0, 2.0),
            ((-4.0, 4.0), (-3.0, 3.0)),
            ((0.0, 0.0),),
        ),
        Surface(
            "saddle",
            r"L = w_1^2 - w_2^2 + \frac{1}{10} w_2^4",
            lambda x, y: x * x - y * y + y**4 / 10,
            lambda x, y: (2 * x, -2 * y + 0.4 * y**3),
            (-1.8, 0.01),
            ((-2.5, 2.5), (-3.2, 3.2)),
            ((0.0, -math.sqrt(5)), (0.0, math.sqrt(5))),
        ),
        Surface(
            "beale",
            r"L = (1.5 - w_1 + w_1 w_2)^2 + (2.25 - w_1 + w_1 w_2^2)^2 + (2.625 - w_1 + w_1 w_2^3)^2",
            _beale,
            _beale_gradient,
            (1.0, 1.2),
            ((-1.0, 4.0), (-1.5, 1.8)),
            ((3.0, 0.5),),
        ),
        Surface(
            "rosenbrock",
            r"L = (1 - w_1)^2 + 10 (w_2 - w_1^2)^2",
            lambda x, y: (1 - x) ** 2 + 10 * (y - x * x) ** 2,
            lambda x, y: (-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)),
            (-1.2, 1.0),
            ((-1.8, 1.8), (-0.8, 2.2)),
            ((1.0, 1.0),),
        ),
        Surface(
            "two_minima",
            r"L = \frac{1}{4} w_1^4 - w_1^2 + \frac{3}{10} w_1 + \frac{1}{2} w_2^2",
            lambda x, y: x**4 / 4 - x * x + 0.3 * x + y * y / 2,
            lambda x, y: (x**3 - 2 * x + 0.3, y),
            (2.2, 1.5),
            ((-2.6, 2.6), (-2.0, 2.0)),
            ((-1.484, 0.0), (1.331, 0.0)),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a run stands after `t` steps: the weights, the loss, the gradient that it took, and the state kept."""

    t: int
    at: Point
    loss: float
    gradient: Point
    state: dict[str, Point] = field(default_factory=dict)


class DescentBench(Bench):
    """One or two optimizers, step by step. `runs`: for each its stops, the start first."""

    def __init__(self) -> None:
        self.at = 0
        self.runs: dict[str, list[Stop]] = {}
        self.seed = 0
        valley = SURFACES["valley"]
        super().__init__(
            {
                "surface": "valley",
                "optimizer": "sgd",
                "beside": "momentum",
                "eta": 0.8,
                "mu": 0.9,
                "beta2": 0.999,
                "start": list(valley.start),
            }
        )

    def knobs(self) -> tuple[Knob, ...]:
        names = {self.values.get("optimizer"), self.values.get("beside")}
        found = [
            Knob("surface", options=tuple(SURFACES)),
            Knob("optimizer", options=OPTIMIZERS),
            Knob("beside", options=(NONE, *OPTIMIZERS)),
            Knob("eta", low=0.0, high=10.0),
        ]
        if names & {"momentum", "nesterov", "rmsprop", "adadelta", "adam", "adamw"}:
            found.append(Knob("mu", low=0.0, high=0.9999))
        if names & {"adam", "adamw"}:
            found.append(Knob("beta2", low=0.0, high=0.99999))
        found.append(Knob("start", (2,), -50.0, 50.0))
        return tuple(found)

    @property
    def surface(self) -> Surface:
        """The surface chosen."""
        return SURFACES[self.values["surface"]]

    def pick(self, name: str, by: int) -> None:
        """Another surface has another start."""
        super().pick(name, by)
        if name == "surface":
            self.put("start", _point(self.surface.start))
            self.at = 0
            self.changed()

    def fresh(self) -> None:
        """Another start, somewhere in what is drawn."""
        import random

        self.seed += 1
        stream = random.Random(self.seed)
        (left, right), (low, high) = self.surface.window
        point = round(stream.uniform(left, right) * 0.9, 1), round(stream.uniform(low, high) * 0.9, 1)
        self.at = 0
        self.put("start", _point(point))
        self.changed()

    def reset(self) -> None:
        """The first values, at the start."""
        self.at = 0
        super().reset()

    def changed(self) -> None:
        """Run anew from the start, as far as it had been run."""
        start = self.values["start"]
        names = [self.values["optimizer"]]
        if self.values["beside"] not in (NONE, names[0]):
            names.append(self.values["beside"])
        self.runs = {name: [self._stop(0, (start[0], start[1]), {})] for name in names}
        at, self.at = self.at, 0
        self.step(at)

    def step(self, by: int) -> bool:
        """Steps forward or back; whether any was taken."""
        target = min(MOST_STEPS, max(0, self.at + by))
        for name, stops in self.runs.items():
            while len(stops) <= target:
                stops.append(self._next(name, stops[-1]))
        moved = target != self.at
        self.at = target
        return moved

    def path(self, name: str) -> list[Stop]:
        """The stops of a run as far as it is shown."""
        return self.runs[name][: self.at + 1]

    def _stop(self, t: int, at: Point, state: dict[str, Point], gradient: Point | None = None) -> Stop:
        surface = self.surface
        try:
            return Stop(t, at, surface.loss(*at), gradient or surface.gradient(*at), state)
        except OverflowError:
            return Stop(t, at, math.inf, gradient or (math.inf, math.inf), state)

    def _next(self, name: str, stop: Stop) -> Stop:
        if diverged(stop):
            return Stop(stop.t + 1, stop.at, stop.loss, stop.gradient, stop.state)
        at, state, gradient = step_of(name, stop, self.surface, self.values)
        return self._stop(stop.t + 1, at, state, gradient)


def diverged(stop: Stop) -> bool:
    """Whether a run has left everything behind."""
    return not max(map(abs, stop.at)) <= FAR


def step_of(name: str, stop: Stop, surface: Surface, values: dict[str, Any]) -> tuple[Point, dict[str, Point], Point]:
    """One step of an optimizer by the reference library: the new weights, the new state, and the gradient taken."""
    from calculators import optimizers

    w, rate, mu = stop.at, values["eta"], values["mu"]
    zero = (0.0, 0.0)
    gradient = surface.gradient(*w)

    def pair(array: Any) -> Point:
        first, second = array.tolist()
        return first, second

    match name:
        case "sgd":
            return pair(optimizers.sgd_step(w, gradient, rate)), {}, gradient
        case "momentum" | "nesterov":
            v = stop.state.get("v", zero)
            if name == "nesterov":
                gradient = surface.gradient(*pair(optimizers.lookahead(w, v, mu)))
            moved, v_new = optimizers.momentum_step(w, gradient, v, rate, mu)
            return pair(moved), {"v": pair(v_new)}, gradient
        case "adagrad":
            moved, h = optimizers.adagrad_step(w, gradient, stop.state.get("h", zero), rate)
            return pair(moved), {"h": pair(h)}, gradient
        case "rmsprop":
            moved, h = optimizers.rmsprop_step(w, gradient, stop.state.get("h", zero), rate, mu)
            return pair(moved), {"h": pair(h)}, gradient
        case "adadelta":
            known = stop.state.get("h", zero), stop.state.get("s", zero)
            moved, averages = optimizers.adadelta_step(w, gradient, known, mu, 1e-6)
            return pair(moved), {"h": pair(averages[0]), "s": pair(averages[1])}, gradient
    known = stop.state.get("m", zero), stop.state.get("v", zero)
    betas = (mu, values["beta2"])
    if name == "adamw":
        moved, (mean, square) = optimizers.adamw_step(w, gradient, known, stop.t + 1, rate, DECAY, betas)
    else:
        moved, (mean, square) = optimizers.adam_step(w, gradient, known, stop.t + 1, rate, betas)
    return pair(moved), {"m": pair(mean), "v": pair(square)}, gradient


def _point(point: Point) -> str:
    return f"[{point[0]:g}, {point[1]:g}]"
