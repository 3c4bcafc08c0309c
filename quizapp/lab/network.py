"""A computational graph, run forward and backward node by node, with the reference library's arithmetic.

`network`: x → affine → activation → affine → softmax with cross-entropy (or half the squared error). `formula`: the
add and multiply nodes of (a + b)·c·d with a value that is used twice, as in a first lesson on backpropagation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from quizapp.lab.bench import Bench
from quizapp.lab.knobs import FREE, Knob

GRAPHS = ("network", "regression", "formula")
ACTIVATIONS = ("relu", "sigmoid", "tanh")
_MOST_WEIGHT = 1000.0

_FIRST: dict[str, dict[str, Any]] = {
    "network": {
        "x": [1.0, 2.0],
        "W1": [[0.5, -1.0, 0.3], [0.2, 0.4, -0.6]],
        "b1": [0.1, 0.0, -0.2],
        "W2": [[0.7, -0.3], [-0.5, 0.8], [0.2, 0.1]],
        "b2": [0.0, 0.1],
        "t": [1.0, 0.0],
    },
    "regression": {
        "x": [1.0, 2.0],
        "W1": [[0.5, -1.0], [0.2, 0.4]],
        "b1": [0.1, 0.0],
        "W2": [[0.7], [-0.5]],
        "b2": [0.2],
        "t": [1.0],
    },
    "formula": {"a": 2.0, "b": -3.0, "c": 4.0, "d": 0.5},
}


@dataclass(frozen=True, slots=True)
class Node:
    """One node: what it computes, its output's value, its local derivative, and the gradients that it passes on.

    `tex`: its formula. `local`: the local derivative as a formula. `gradient`: ∂L/∂output, what flows in from above.
    `passed`: ∂L/∂(each input), by the input's name. `inputs`: the names of what flows in. `slope`: the local
    derivative's value, where it is elementwise.
    """

    name: str
    kind: str
    inputs: tuple[str, ...]
    tex: str
    value: Any
    local: str
    gradient: Any
    passed: dict[str, Any] = field(default_factory=dict)
    slope: Any = None


class NetworkBench(Bench):
    """The graph with its values, and how far it has been run: 0 is nothing, one step for each node there and back."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.at = 0
        self.trouble = ""
        self.nodes: tuple[Node, ...] = ()
        super().__init__({"graph": "network", "activation": "relu", **_FIRST["network"]})

    def knobs(self) -> tuple[Knob, ...]:
        graph = self.values.get("graph", "network")
        head = (Knob("graph", options=GRAPHS),)
        if graph == "formula":
            return head + tuple(Knob(name, low=-_MOST_WEIGHT, high=_MOST_WEIGHT) for name in "abcd")
        shapes = {"x": (FREE,), "W1": (FREE, FREE), "b1": (FREE,), "W2": (FREE, FREE), "b2": (FREE,), "t": (FREE,)}
        weights = (Knob(name, shape, -_MOST_WEIGHT, _MOST_WEIGHT) for name, shape in shapes.items())
        return (*head, Knob("activation", options=ACTIVATIONS), *weights)

    def pick(self, name: str, by: int) -> None:
        """Another graph begins with its own numbers."""
        if name != "graph":
            super().pick(name, by)
            return
        graph = GRAPHS[(GRAPHS.index(self.values["graph"]) + by) % len(GRAPHS)]
        self.at = 0
        self.set_all({"graph": graph, "activation": self.values["activation"], **_FIRST[graph]})

    def reset(self) -> None:
        """The first numbers of the graph that is chosen, nothing run."""
        graph = self.values.get("graph", "network")
        self.first = {"graph": graph, "activation": self.values.get("activation", "relu"), **_FIRST[graph]}
        self.at = 0
        super().reset()

    def fresh(self) -> None:
        """Other weights and inputs, in tenths."""
        import random

        self.seed += 1
        stream = random.Random(self.seed)

        def other(value: Any) -> Any:
            return [other(part) for part in value] if isinstance(value, list) else stream.randint(-15, 15) / 10

        values = {
            name: other(value) if name not in ("graph", "activation", "t") else value
            for name, value in self.values.items()
        }
        self.set_all(values)

    def changed(self) -> None:
        """Run all of it; `at` says how much is shown."""
        try:
            self.nodes = tuple(_formula(self.values) if self.values["graph"] == "formula" else _network(self.values))
            self.trouble = ""
        except ValueError as error:
            self.trouble = str(error)
        self.at = min(self.at, self.last)

    @property
    def last(self) -> int:
        """The step at which all of it has been run."""
        return 2 * len(self.nodes)

    def step(self, by: int) -> bool:
        """Run one node more, or one less; whether there was one."""
        moved = min(self.last, max(0, self.at + by))
        there = moved != self.at
        self.at = moved
        return there

    @property
    def forward(self) -> int:
        """How many nodes have been run forward."""
        return min(self.at, len(self.nodes))

    @property
    def backward(self) -> int:
        """How many nodes, from the last, have been run backward."""
        return max(0, self.at - len(self.nodes))

    @property
    def here(self) -> int | None:
        """The place of the node that was run last."""
        if not self.at:
            return None
        return self.at - 1 if self.at <= len(self.nodes) else self.last - self.at


def _network(values: dict[str, Any]) -> list[Node]:
    import numpy as np

    from calculators import activations, graph_nodes, networks, softmax

    x, W1, b1, W2, b2, t = (np.array(values[name], dtype=np.float64) for name in ("x", "W1", "b1", "W2", "b2", "t"))
    _fits("W1", W1.shape, (x.size, b1.size))
    _fits("W2", W2.shape, (b1.size, b2.size))
    _fits("t", t.shape, (b2.size,))
    name = values["activation"]
    functions = {
        "relu": (activations.relu, activations.relu_derivative),
        "sigmoid": (activations.sigmoid, activations.sigmoid_derivative),
        "tanh": (activations.tanh, activations.tanh_derivative),
    }
    function, derivative = functions[name]
    rows = x.reshape(1, -1)
    m1 = rows @ W1
    z1 = (m1 + b1)[0]
    h = function(z1)
    m2 = h.reshape(1, -1) @ W2
    z2 = (m2 + b2)[0]
    if values["graph"] == "network":
        if not np.isclose(t.sum(), 1) or (t < 0).any():
            raise ValueError("distribution")
        y = softmax.softmax(z2)
        loss = softmax.softmax_cross_entropy(z2, t)
        dz2 = softmax.softmax_cross_entropy_gradient(z2, t)
        dy = -t / y
        last = [
            Node("y", "softmax", ("z₂",), r"y = \mathrm{softmax}(z_2)", y, r"y_i(\delta_{ij} - y_j)", dy, {"z₂": dz2}),
            Node("L", "cross_entropy", ("y", "t"), r"L = -\sum t \ln y", loss, r"-t / y", 1.0, {"y": dy}),
        ]
    else:
        loss = networks.squared_loss(z2, t)
        dz2 = z2 - t
        tex = r"L = \frac{1}{2} \sum (z_2 - t)^2"
        last = [Node("L", "squared_error", ("z₂", "t"), tex, loss, r"z_2 - t", 1.0, {"z₂": dz2})]
    dm2, db2 = graph_nodes.add_backward(m2, b2, dz2.reshape(1, -1))
    dh, dW2 = graph_nodes.matmul_backward(h.reshape(1, -1), W2, dm2)
    slope = derivative(z1)
    dz1 = dh[0] * slope
    dm1, db1 = graph_nodes.add_backward(m1, b1, dz1.reshape(1, -1))
    dx, dW1 = graph_nodes.matmul_backward(rows, W1, dm1)
    shapes = {"relu": r"h = \max(0, z_1)", "sigmoid": r"h = \sigma(z_1)", "tanh": r"h = \tanh(z_1)"}
    slopes = {"relu": r"h' = 1\ (z_1 > 0),\ 0", "sigmoid": r"h' = h(1 - h)", "tanh": r"h' = 1 - h^2"}
    return [
        Node("z₁", "affine", ("x", "W₁", "b₁"), r"z_1 = x W_1 + b_1", z1,
             r"\frac{\partial z_1}{\partial x} = W_1^{\top},\ \frac{\partial z_1}{\partial W_1} = x^{\top}", dz1,
             {"x": dx[0], "W₁": dW1, "b₁": db1}),
        Node("h", name, ("z₁",), shapes[name], h, slopes[name], dh[0], {"z₁": dz1}, slope),
        Node("z₂", "affine", ("h", "W₂", "b₂"), r"z_2 = h W_2 + b_2", z2,
             r"\frac{\partial z_2}{\partial h} = W_2^{\top},\ \frac{\partial z_2}{\partial W_2} = h^{\top}", dz2,
             {"h": dh[0], "W₂": dW2, "b₂": db2}),
        *last,
    ]  # fmt: skip


def _fits(name: str, shape: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    if shape != wanted:
        raise ValueError(f"{name}: {'×'.join(map(str, shape))} → {'×'.join(map(str, wanted))}")


def _formula(values: dict[str, Any]) -> list[Node]:
    """L = u·c + u·d with u = a + b: u is used twice, and its gradients add up."""
    from calculators.graph_nodes import add_backward, multiply_backward

    a, b, c, d = (values[name] for name in "abcd")
    u = a + b
    p, q = u * c, u * d
    loss = p + q
    dp, dq = (part.item() for part in add_backward(p, q, 1.0))
    du_p, dc = (part.item() for part in multiply_backward(u, c, dp))
    du_q, dd = (part.item() for part in multiply_backward(u, d, dq))
    du = du_p + du_q
    da, db = (part.item() for part in add_backward(a, b, du))
    one = _locals("u", {"a": "1", "b": "1"})
    return [
        Node("u", "add", ("a", "b"), "u = a + b", u, one, du, {"a": da, "b": db}),
        Node(
            "p",
            "multiply",
            ("u", "c"),
            r"p = u \times c",
            p,
            _locals("p", {"u": "c", "c": "u"}),
            dp,
            {"u": du_p, "c": dc},
        ),
        Node(
            "q",
            "multiply",
            ("u", "d"),
            r"q = u \times d",
            q,
            _locals("q", {"u": "d", "d": "u"}),
            dq,
            {"u": du_q, "d": dd},
        ),
        Node("L", "add", ("p", "q"), "L = p + q", loss, _locals("L", {"p": "1", "q": "1"}), 1.0, {"p": dp, "q": dq}),
    ]


def _locals(output: str, slopes: dict[str, str]) -> str:
    """The local derivatives of a node, as a formula."""
    return r",\quad ".join(
        rf"\frac{{\partial {output}}}{{\partial {name}}} = {slope}" for name, slope in slopes.items()
    )
