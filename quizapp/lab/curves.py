"""Functions to look at: activations with their derivatives, losses, softmax by temperature, the ROC curve of scores."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from quizapp.lab.bench import Bench
from quizapp.lab.knobs import FREE, Knob

TOPICS = ("activation", "loss", "softmax", "roc")
ACTIVATIONS = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "softplus", "swish", "gelu")
LOSSES = ("squared", "absolute", "huber", "cross_entropy")
# An even number: the kink of the absolute error, at 0, is between two points.
_POINTS = 120
_PARAMETER = {"leaky_relu": ("a", 0.1), "elu": ("a", 1.0), "swish": ("beta", 1.0)}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A curve with its name; `table`: numbers to read beside it, name and value. `marks`: single points."""

    curves: tuple[tuple[str, list[float], list[float]], ...]
    x_name: str
    y_name: str
    form: Literal["line", "bar"] = "line"
    table: tuple[tuple[str, float], ...] = ()


class CurvesBench(Bench):
    """One function or curve at a time, with the numbers at a point of one's own."""

    def __init__(self) -> None:
        self.trouble = ""
        super().__init__(
            {
                "topic": "activation",
                "activation": "sigmoid",
                "loss": "squared",
                "a": 0.1,
                "beta": 1.0,
                "delta": 1.0,
                "x": 0.5,
                "T": 2.0,
                "z": [2.0, 1.0, 0.1, -1.0],
                "scores": [0.9, 0.8, 0.7, 0.55, 0.5, 0.4, 0.3, 0.1],
                "labels": [1, 1, 0, 1, 0, 1, 0, 0],
                "threshold": 0.5,
            }
        )

    def knobs(self) -> tuple[Knob, ...]:
        head = (Knob("topic", options=TOPICS),)
        match self.values.get("topic"):
            case "softmax":
                return (*head, Knob("z", (FREE,), -50, 50), Knob("T", low=0.05, high=100))
            case "roc":
                scores, labels = Knob("scores", (FREE,), -1e3, 1e3), Knob("labels", (FREE,), 0, 1, whole=True)
                return (*head, scores, labels, Knob("threshold", low=-1e3, high=1e3))
            case "loss":
                loss = Knob("loss", options=LOSSES)
                at = Knob("x", low=-6, high=6)
                delta = (Knob("delta", low=0.05, high=6),) if self.values["loss"] == "huber" else ()
                return (*head, loss, *delta, at)
        parameter = _PARAMETER.get(self.values.get("activation", ""))
        more = (Knob(parameter[0], low=0.0, high=10.0),) if parameter else ()
        return (*head, Knob("activation", options=ACTIVATIONS), *more, Knob("x", low=-6, high=6))

    def pick(self, name: str, by: int) -> None:
        """An activation comes with its own constant."""
        super().pick(name, by)
        parameter = _PARAMETER.get(self.values["activation"])
        if name == "activation" and parameter is not None:
            self.put(parameter[0], f"{parameter[1]:g}")

    def changed(self) -> None:
        """Whether the lists fit each other."""
        self.trouble = ""
        if self.values["topic"] == "roc":
            labels = self.values["labels"]
            if len(labels) != len(self.values["scores"]):
                self.trouble = "lengths"
            elif len(set(labels)) < 2:
                self.trouble = "one_class"

    def drawn(self) -> Drawn:
        """What is to be seen now; only where there is no `trouble`."""
        makers = {"activation": _activation, "loss": _loss, "softmax": _softmax, "roc": _roc}
        return makers[self.values["topic"]](self.values)


def _grid(low: float, high: float) -> list[float]:
    return [low + (high - low) * place / (_POINTS - 1) for place in range(_POINTS)]


def _activation(values: dict[str, Any]) -> Drawn:
    from calculators import activations

    name, x = values["activation"], values["x"]
    a, beta = values["a"], values["beta"]
    functions: dict[str, tuple[Any, Any]] = {
        "leaky_relu": (lambda u: activations.leaky_relu(u, a), lambda u: activations.leaky_relu_derivative(u, a)),
        "elu": (lambda u: activations.elu(u, a), lambda u: activations.elu_derivative(u, a)),
        "swish": (lambda u: activations.swish(u, beta), lambda u: activations.swish_derivative(u, beta)),
        # The derivative of softplus is the sigmoid.
        "softplus": (activations.softplus, activations.sigmoid),
    }
    function, slope = functions.get(name) or (getattr(activations, name), getattr(activations, f"{name}_derivative"))
    xs = _grid(-5, 5)
    table = (("f", float(function(x))), ("f'", float(slope(x))))
    return Drawn(
        (("f(x)", xs, function(xs).tolist()), ("f'(x)", xs, slope(xs).tolist())), "x", "f(x), f'(x)", table=table
    )


def _loss(values: dict[str, Any]) -> Drawn:
    from calculators import losses

    name, x, delta = values["loss"], values["x"], values["delta"]
    if name == "cross_entropy":
        p = 1 / (1 + math.exp(-x))
        ps = [(place + 1) / (_POINTS + 1) for place in range(_POINTS)]
        curves = tuple((f"t = {t}", ps, [losses.binary_cross_entropy([p], [t]) for p in ps]) for t in (1, 0))
        return Drawn(curves, "y", "L", table=(("y", p), ("t = 1", losses.binary_cross_entropy([p], [1])),
                                              ("t = 0", losses.binary_cross_entropy([p], [0]))))  # fmt: skip
    one: dict[str, tuple[Callable[[float], float], Callable[[float], float]]] = {
        "squared": (lambda e: losses.half_squared_error([e], [0.0]), lambda e: e),
        "absolute": (
            lambda e: losses.mean_absolute_error([e], [0.0]),
            lambda e: losses.mean_absolute_error_gradient([e], [0.0]).item(),
        ),
        "huber": (
            lambda e: losses.huber_loss([e], [0.0], delta),
            lambda e: losses.huber_gradient([e], [0.0], delta).item(),
        ),
    }
    function, slope = one[name]
    xs = _grid(-4, 4)
    curves = (("L", xs, [float(function(e)) for e in xs]), ("dL/de", xs, [float(slope(e)) for e in xs]))
    table = [("L", float(function(x)))]
    # The absolute error has no derivative at 0.
    table += [] if name == "absolute" and x == 0 else [("dL/de", float(slope(x)))]
    return Drawn(curves, "e = y − t", "L, dL/de", table=tuple(table))


def _softmax(values: dict[str, Any]) -> Drawn:
    from calculators.softmax import softmax

    z, T = values["z"], values["T"]
    places = [float(place + 1) for place in range(len(z))]
    plain, warm = softmax(z).tolist(), softmax(z, T).tolist()
    table = tuple((f"y{place:.0f}", share) for place, share in zip(places, warm, strict=True))
    curves = (("T = 1", places, plain), (f"T = {T:g}", places, warm))
    return Drawn(curves, "k", "y", "bar", (*table, ("H", -sum(p * math.log(p) for p in warm if p > 0))))


def _roc(values: dict[str, Any]) -> Drawn:
    from calculators.evaluation import auc, roc_point

    scores, labels, threshold = values["scores"], values["labels"], values["threshold"]
    cuts = [math.inf, *sorted(set(scores), reverse=True)]
    # At a threshold just below each score, that score counts as positive.
    points = [(0.0, 0.0), *(roc_point(scores, labels, _below(cut, scores)) for cut in cuts[1:])]
    here = roc_point(scores, labels, threshold)
    curves = (
        ("ROC", [fpr for fpr, _ in points], [tpr for _, tpr in points]),
        ("threshold", [here[0]], [here[1]]),
    )
    table = (("AUC", auc(scores, labels)), ("FPR", here[0]), ("TPR", here[1]))
    return Drawn(curves, "FPR", "TPR", table=table)


def _below(cut: float, scores: list[float]) -> float:
    lower = [score for score in scores if score < cut]
    return (cut + max(lower)) / 2 if lower else cut - 1
