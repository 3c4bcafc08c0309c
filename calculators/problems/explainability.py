"""Problems about attributions: Shapley values, Grad-CAM, integrated gradients."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np

from calculators import explainability as reference
from calculators.answers.keys import Matrix, Vector
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

STRICT = 0.001


@family("explainability.shapley", topics=["4.9.2"])
def shapley(draw: Draw) -> Problem:
    """Shapley values of three features from the output for every coalition."""
    one, two, three = (draw.integer(f"v{player}", 0, 12) for player in (1, 2, 3))
    pairs = {
        (0, 1): draw.integer("v12", 4, 24),
        (0, 2): draw.integer("v13", 4, 24),
        (1, 2): draw.integer("v23", 4, 24),
    }
    whole = draw.integer("v123", 15, 40)
    worth: dict[frozenset[int], float] = {frozenset(): 0.0, frozenset({0, 1, 2}): float(whole)}
    worth |= {frozenset({player}): float(v) for player, v in enumerate((one, two, three))}
    worth |= {frozenset(pair): float(v) for pair, v in pairs.items()}
    values = reference.shapley_values(3, worth)
    alone = [float(one), float(two), float(three)]
    last = [whole - worth[frozenset({0, 1, 2}) - {player}] for player in range(3)]
    draw.require(all(abs(value) >= 0.3 for value in values) and len(set(alone)) >= 2)

    def by_orders() -> list[float]:
        totals = [0.0] * 3
        for order in permutations(range(3)):
            before: frozenset[int] = frozenset()
            for player in order:
                totals[player] += worth[before | {player}] - worth[before]
                before |= {player}
        return [total / 6 for total in totals]

    ordered = [alone[0], pairs[0, 1] - alone[0], float(whole - pairs[0, 1])]
    terms = [(alone[i], [worth[frozenset({i, j})] - alone[j] for j in range(3) if j != i], last[i]) for i in range(3)]
    return Problem(
        given={
            "v1": one,
            "v2": two,
            "v3": three,
            "v12": pairs[0, 1],
            "v13": pairs[0, 2],
            "v23": pairs[1, 2],
            "v123": whole,
        },
        answer=Vector(tuple(values), relative=STRICT),
        check=by_orders,
        steps=[
            *(
                Step(
                    "feature",
                    rf"\frac{{{tex.number(first)}}}{{3}} + \frac{{{tex.total(middle)}}}{{6}}"
                    rf" + \frac{{{tex.number(end)}}}{{3}} = {tex.number(value)}",
                )
                for (first, middle, end), value in zip(terms, values, strict=True)
            ),
            Step("all", rf"(\phi_1,\ \phi_2,\ \phi_3) = {tex.vector(values)}"),
        ],
        mistakes={
            "alone": alone,
            "last_only": last,
            "one_order": ordered,
            "equal_weights": [(first + sum(middle) + end) / 4 for first, middle, end in terms],
        },
        solve=lambda keep: [
            keep(keep(first / 3) + keep(sum(middle) / 6) + keep(end / 3)) for first, middle, end in terms
        ],
    )


@family("explainability.grad_cam_weights", topics=["4.9.1"])
def grad_cam_weights(draw: Draw) -> Problem:
    """Grad-CAM's weights of two channels from the gradients of the class score."""
    gradients = [draw.matrix(f"g{channel}", 2, 3, -2, 3, 0.1) for channel in (1, 2)]
    maps = [draw.matrix(f"a{channel}", 2, 3, 0, 4, 1) for channel in (1, 2)]
    weights = reference.grad_cam_weights(gradients).tolist()
    draw.require(all(abs(weight) >= 0.1 for weight in weights))
    G, A = np.array(gradients), np.array(maps)
    return Problem(
        given={"G1": gradients[0], "G2": gradients[1], "A1": maps[0], "A2": maps[1]},
        answer=Vector(tuple(weights), relative=STRICT),
        check=lambda: [sum(sum(row) for row in rows) / 6 for rows in gradients],
        steps=[
            Step("sums", tex.vector([6 * weight for weight in weights])),
            Step("weights", rf"\alpha = {tex.vector(weights)}"),
        ],
        mistakes={
            "summed": [6 * weight for weight in weights],
            "activations": A.mean(axis=(1, 2)).tolist(),
            "products": (G * A).mean(axis=(1, 2)).tolist(),
            "largest": G.max(axis=(1, 2)).tolist(),
        },
        solve=lambda keep: [keep(weight) for weight in weights],
    )


@family("explainability.grad_cam_map", topics=["4.9.1"], values="real")
def grad_cam_map(draw: Draw) -> Problem:
    """Grad-CAM's map from the weights and the activations of two channels."""
    weights = [draw.nonzero("w1", 0.2, 2, 0.1), draw.nonzero("w2", -2, -0.2, 0.1)]
    maps = [draw.matrix(f"a{channel}", 2, 2, 0, 6, 1) for channel in (1, 2)]
    A = np.array(maps)
    mixed = np.tensordot(np.array(weights), A, axes=1)
    heat = reference.grad_cam_map(weights, maps)
    signs = [math.copysign(1, cell) for cell in mixed.ravel().tolist() if abs(cell) > 0.05]
    draw.require(len(signs) == 4 and -1 in signs and signs.count(1) >= 2)

    def by_cells() -> list[list[float]]:
        return [
            [max(sum(w * m[i][j] for w, m in zip(weights, maps, strict=True)), 0.0) for j in range(2)] for i in range(2)
        ]

    return Problem(
        given={"weights": weights, "A1": maps[0], "A2": maps[1]},
        answer=Matrix(tuple(tuple(row) for row in heat.tolist()), decimals=2, relative=STRICT),
        check=by_cells,
        steps=[
            Step("mixed", rf"\sum_k \alpha_k A^k = {tex.matrix(mixed.tolist())}"),
            Step("relu", rf"\mathrm{{ReLU}} = {tex.matrix(heat.tolist())}"),
        ],
        mistakes={
            "no_relu": mixed.tolist(),
            "negative_channel_dropped": (weights[0] * A[0]).tolist(),
            "absolute_values": np.abs(mixed).tolist(),
            "not_weighted": A.sum(axis=0).tolist(),
        },
        solve=lambda keep: [[keep(cell) for cell in row] for row in heat.tolist()],
    )


@family("explainability.integrated_gradients", topics=["4.9.1"])
def integrated_gradients(draw: Draw) -> Problem:
    """Integrated gradients of a quadratic function from the baseline 0."""
    a, b, c = draw.nonzero("a", -3, 3, 1), draw.nonzero("b", -3, 3, 1), draw.nonzero("c", -4, 4, 1)
    x = [draw.nonzero("x1", -3, 3, 1), draw.nonzero("x2", -3, 3, 1)]

    def gradient(
        point: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.array([2 * a * point[0] + b * point[1], b * point[0] + c])

    values = [a * x[0] ** 2 + b * x[0] * x[1] / 2, b * x[0] * x[1] / 2 + c * x[1]]
    slopes = gradient(np.array(x)).tolist()
    draw.require(all(abs(value) >= 0.4 for value in values) and all(slopes))
    return Problem(
        given={"a": a, "b": b, "c": c, "x": x},
        answer=Vector(tuple(values), relative=STRICT),
        check=lambda: reference.integrated_gradients(gradient, x, [0, 0]).tolist(),
        steps=[
            Step(
                "slopes",
                r"\frac{\partial f}{\partial x_1} = 2 a x_1 + b x_2,\ \frac{\partial f}{\partial x_2} = b x_1 + c",
            ),
            Step(
                "mean_slopes",
                tex.vector([a * x[0] + b * x[1] / 2, b * x[0] / 2 + c]),
            ),
            Step("attributions", f"{tex.vector(values)}"),
        ],
        mistakes={
            "gradient_at_the_end": slopes,
            "gradient_times_input": [slope * value for slope, value in zip(slopes, x, strict=True)],
            "mean_gradient": [a * x[0] + b * x[1] / 2, b * x[0] / 2 + c],
            "interaction_to_first": [a * x[0] ** 2 + b * x[0] * x[1], c * x[1]],
        },
        solve=lambda keep: [keep(value) for value in values],
    )
