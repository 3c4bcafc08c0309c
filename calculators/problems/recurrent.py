"""Problems about recurrent networks: steps, gradients through time, and what repeated weights do."""

from __future__ import annotations

import math

import numpy as np

from calculators import recurrent as reference
from calculators.answers.keys import Matrix, Number, Vector
from calculators.gradients import central_difference
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.005
STRICT = 0.001


@family("recurrent.step", topics=["3.5.1"], values="signed_share")
def step(draw: Draw) -> Problem:
    """One step of an RNN with two hidden units."""
    x = draw.nonzero("x", -2, 2, 0.5)
    h, wx = draw.vector("h", 2, -0.9, 0.9), draw.vector("wx", 2, -1, 1)
    wh, b = draw.matrix("wh", 2, 2, -1, 1, 0.1), draw.vector("b", 2, -0.5, 0.5)
    draw.require(all(h) and all(wx))
    recurrent = [sum(w * value for w, value in zip(row, h, strict=True)) for row in wh]
    sums = [w * x + r + bias for w, r, bias in zip(wx, recurrent, b, strict=True)]
    draw.require(all(0.1 <= abs(s) <= 1.8 for s in sums))
    new = reference.rnn_step([x], h, [[w] for w in wx], wh, b).tolist()
    turned = [sum(w * value for w, value in zip(column, h, strict=True)) for column in zip(*wh, strict=True)]
    return Problem(
        given={"x": x, "h": h, "wx": wx, "wh": wh, "b": b},
        answer=Vector(tuple(new), relative=NARROW),
        check=lambda: [(math.exp(2 * s) - 1) / (math.exp(2 * s) + 1) for s in sums],
        steps=[
            Step("input", rf"W_x x = {tex.vector([w * x for w in wx])}"),
            Step("recurrent", rf"W_h h = {tex.vector(recurrent)}"),
            Step("sum", rf"{tex.vector(sums)}"),
            Step("tanh", rf"h = {tex.vector(new)}"),
        ],
        mistakes={
            "no_tanh": sums,
            "state_ignored": [math.tanh(w * x + bias) for w, bias in zip(wx, b, strict=True)],
            "weights_transposed": [math.tanh(w * x + r + bias) for w, r, bias in zip(wx, turned, b, strict=True)],
            "sigmoid": reference.sigmoid(sums).tolist(),
        },
        solve=lambda keep: [keep(math.tanh(keep(s))) for s in sums],
    )


@family("recurrent.two_steps", topics=["3.5.1"], carried=6, values="signed_share")
def two_steps(draw: Draw) -> Problem:
    """The state of an RNN with one unit after two steps from 0."""
    w, u, b = draw.nonzero("w", -1.2, 1.2), draw.nonzero("u", -1.2, 1.2), draw.nonzero("b", -0.5, 0.5)
    x = [draw.nonzero("x1", -1.5, 1.5, 0.5), draw.nonzero("x2", -1.5, 1.5, 0.5)]
    first = math.tanh(w * x[0] + b)
    second_sum = w * x[1] + u * first + b
    second = math.tanh(second_sum)
    draw.require(abs(first) >= 0.1 and 0.1 <= abs(second_sum) <= 1.8 and abs(w * x[0] + b) <= 1.8)

    def by_layers() -> float:
        h = np.zeros(1)
        for value in x:
            h = reference.rnn_step([value], h, [[w]], [[u]], [b])
        return float(h[0])

    return Problem(
        given={"w": w, "u": u, "b": b, "x": x},
        answer=Number(second, relative=NARROW),
        check=by_layers,
        steps=[
            Step("first", rf"h_1 = \tanh({tex.products([w], [x[0]])} + {tex.factor(b)}) = {tex.number(first, 6)}"),
            Step("sum", f"{tex.products([w, u], [x[1], first], 6)} + {tex.factor(b)} = {tex.number(second_sum, 6)}"),
            Step("second", rf"h_2 = \tanh({tex.number(second_sum, 6)}) = {tex.number(second)}"),
        ],
        mistakes={
            "state_not_carried": math.tanh(w * x[1] + b),
            "first_state": first,
            "first_linear": math.tanh(w * x[1] + u * (w * x[0] + b) + b),
            "weights_exchanged": math.tanh(u * x[1] + w * math.tanh(u * x[0] + b) + b),
        },
        solve=lambda keep: keep(math.tanh(keep(w * x[1] + keep(u * keep(first)) + b))),
    )


@family("recurrent.bptt_gradient", topics=["3.5.1", "3.2.2"], precision=1e-5)
def bptt_gradient(draw: Draw) -> Problem:
    """Gradient of the recurrent weight of a linear RNN over three steps, by backpropagation through time."""
    w = draw.nonzero("w", -1.5, 1.5, 0.1)
    x = [draw.nonzero(f"x{step}", -3, 3, 1) for step in (1, 2, 3)]
    target = draw.integer("d", -3, 3)
    states = reference.linear_rnn(w, x)
    error = states[2] - target
    through = states[1] + w * states[0]
    gradient = reference.linear_rnn_gradient(w, x, target)
    draw.require(abs(gradient) >= 0.2 and abs(w) >= 0.2 and abs(error) >= 0.2)

    def loss(weight: float) -> float:
        return (reference.linear_rnn(weight, x)[-1] - target) ** 2 / 2

    return Problem(
        given={"w": w, "x": x, "d": target},
        answer=Number(gradient, relative=STRICT),
        check=lambda: central_difference(loss, w, 1e-4),
        steps=[
            Step("states", f"(h_1, h_2, h_3) = {tex.vector(states)}"),
            Step("error", f"h_3 - d = {tex.number(error)}"),
            Step(
                "through",
                rf"\frac{{\partial h_3}}{{\partial w}} = h_2 + w h_1 = {tex.number(states[1])} + {tex.factor(w)}"
                rf" \times {tex.factor(states[0])} = {tex.number(through)}",
            ),
            Step("gradient", f"{tex.products([error], [through])} = {tex.number(gradient)}"),
        ],
        mistakes={
            "last_step_only": error * states[1],
            "not_carried_back": error * (states[1] + states[0]),
            "error_forgotten": through,
            "inputs_for_states": error * (x[2] + w * x[1]),
        },
        solve=lambda keep: keep(keep(error) * keep(keep(states[1]) + keep(w * keep(states[0])))),
    )


@family("recurrent.repeated_gradient", topics=["3.5.1", "3.5.2"], carried=6, values="positive")
def repeated_gradient(draw: Draw) -> Problem:
    """Gradient through many steps of an RNN with one unit: the same factor to a power."""
    w, slope = draw.decimal("w", 0.5, 4, 0.1), draw.choice("slope", [0.2, 0.25, 0.4, 0.5, 0.6, 0.8])
    steps = draw.integer("steps", 3, 8)
    factor = w * slope
    value = factor**steps
    draw.require(0.3 <= factor <= 2.5 and abs(factor - 1) >= 0.05 and 0.01 <= value <= 500)

    def by_hand(keep: Round) -> float:
        product = 1.0
        for _ in range(steps):
            product = keep(product * factor)
        return product

    return Problem(
        given={"w": w, "slope": slope, "steps": steps},
        answer=Number(value, decimals=4),
        check=lambda: math.exp(steps * (math.log(w) + math.log(slope))),
        steps=[
            Step("factor", rf"{tex.number(w)} \times {tex.number(slope, 6)} = {tex.number(factor, 6)}"),
            Step("power", rf"{tex.number(factor, 6)}^{{{steps}}} = {tex.number(value)}"),
        ],
        mistakes={
            "slope_ignored": w**steps,
            "multiplied_once": factor * steps,
            "one_step_less": factor ** (steps - 1),
            "slope_once": w**steps * slope,
        },
        solve=by_hand,
    )


@family("recurrent.echo_state_scaling", topics=["3.5.1"])
def echo_state_scaling(draw: Draw) -> Problem:
    """Recurrent weights of an echo state network scaled to a spectral radius."""
    # Rows (a, λ₁ - a) and (a - λ₂, λ₁ + λ₂ - a) have eigenvalues λ₁, λ₂, also with both off-diagonal signs turned.
    values = [draw.nonzero("first", -5, 5, 1), draw.nonzero("second", -5, 5, 1)]
    a, sign = draw.nonzero("a", -4, 4, 1), draw.choice("sign", [1, -1])
    W = [[a, sign * (values[0] - a)], [sign * (a - values[1]), values[0] + values[1] - a]]
    radius = draw.choice("radius", [0.6, 0.8, 0.9, 0.95])
    (a, b), (c, d) = W
    draw.require(b != 0 and c != 0 and d != 0)
    largest, smallest = max(map(abs, values)), min(map(abs, values))
    draw.require(largest >= 2 and largest != smallest)
    scaled = reference.scaled_to_radius(W, radius)
    norm = math.sqrt(a * a + b * b + c * c + d * d)

    def divided(by: float) -> list[list[float]]:
        return [[cell * radius / by for cell in row] for row in W]

    return Problem(
        given={"W": W, "radius": radius},
        answer=Matrix(tuple(tuple(row) for row in scaled.tolist()), relative=NARROW),
        check=lambda: divided(largest),
        steps=[
            Step(
                "equation",
                rf"\lambda^2 - {tex.factor(a + d)} \lambda + {tex.factor(a * d - b * c)} = 0",
            ),
            Step("eigenvalues", rf"\lambda = {tex.number(values[0])},\ {tex.number(values[1])}"),
            Step("factor", rf"\frac{{{radius}}}{{{tex.number(largest)}}} = {tex.number(radius / largest)}"),
            Step("scaled", rf"W' = {tex.matrix(scaled.tolist())}"),
        ],
        mistakes={
            "not_divided": [[cell * radius for cell in row] for row in W],
            "smaller_eigenvalue": divided(smallest),
            "frobenius_norm": divided(norm),
            "largest_element": divided(max(abs(cell) for row in W for cell in row)),
        },
        solve=lambda keep: [[keep(cell * radius / keep(largest)) for cell in row] for row in W],
    )
