"""Problems about pooling."""

from __future__ import annotations

import math

import numpy as np

from calculators import pooling
from calculators.answers.keys import Count, Matrix, Number, Vector
from calculators.convolution import output_size as positions
from calculators.gradients import numerical_gradient
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


def _windows(X: list[list[int]], size: int, stride: int) -> list[list[list[int]]]:
    """The values of each window, by output row and column."""
    count = len(range(0, len(X) - size + 1, stride))
    return [
        [[X[i * stride + a][j * stride + b] for a in range(size) for b in range(size)] for j in range(count)]
        for i in range(count)
    ]


def _feature_map(draw: Draw) -> tuple[list[list[int]], int, int]:
    """A feature map whose pooling gives 2 × 2 values, the side of the window and the stride."""
    n, size, stride = draw.choice("form", [(4, 2, 2), (3, 2, 1), (4, 3, 1), (5, 3, 2)])
    return [draw.integers(f"x{row}", n, -9, 9) for row in range(n)], size, stride


@family("pooling.max_forward", topics=["3.4.3"])
def max_forward(draw: Draw) -> Problem:
    """Max pooling of a small feature map."""
    X, k, s = _feature_map(draw)
    image = np.array(X, dtype=float)
    rows = pooling.max_pool(image, k, s).tolist()
    windows = _windows(X, k, s)
    shown = ", ".join(str(value) for value in windows[0][0])
    return Problem(
        given={"X": X, "k": k, "s": s},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=lambda: [[float(sorted(window)[-1]) for window in row] for row in windows],
        steps=[
            Step("first", rf"Y_{{11}} = \max({shown}) = {tex.number(rows[0][0])}"),
            Step("all", f"Y = {tex.matrix(rows)}"),
        ],
        mistakes={
            "average": pooling.average_pool(image, k, s).tolist(),
            "largest_magnitude": [[float(max(window, key=abs)) for window in row] for row in windows],
            "minimum": [[float(min(window)) for window in row] for row in windows],
            "corner": [[float(window[0]) for window in row] for row in windows],
            "whole_map": [[float(image.max())] * len(row) for row in windows],
        },
    )


@family("pooling.max_backward", topics=["3.4.3", "3.2.2"], precision=1e-5)
def max_backward(draw: Draw) -> Problem:
    """Gradient through max pooling: each value goes to the place of its window's maximum."""
    X = [draw.integers(f"x{row}", 4, -9, 9) for row in range(2)]
    G = [draw.sample("g", [-4, -3, -2, 2, 3, 4], 2)]
    windows = [[row[j] for row in X for j in (2 * at, 2 * at + 1)] for at in range(2)]
    # No tie for a window's maximum, and no maximum of 1 or 0 that would hide a mistake.
    draw.require(all(window.count(max(window)) == 1 and max(window) not in (0, 1) for window in windows))
    image, gradient = np.array(X, dtype=np.float64), np.array(G, dtype=np.float64)
    rows = pooling.max_pool_backward(gradient, image, 2, 2).tolist()
    spread = np.repeat(np.repeat(gradient, 2, axis=0), 2, axis=1)

    def loss(at: pooling.Array) -> float:
        return float((pooling.max_pool(at, 2, 2) * gradient).sum())

    return Problem(
        given={"X": X, "G": G},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=lambda: [[float(value) for value in row] for row in numerical_gradient(loss, image, 0.25)],
        steps=[
            Step("maxima", rf"\max: {max(windows[0])},\ {max(windows[1])}"),
            Step("gradient", rf"\frac{{\partial L}}{{\partial X}} = {tex.matrix(rows)}"),
        ],
        mistakes={
            "whole_window": spread.tolist(),
            "spread_evenly": (spread / 4).tolist(),
            "multiplied_by_value": (np.array(rows) * image + 0.0).tolist(),
            "to_the_minimum": (pooling.max_pool_backward(gradient, -image, 2, 2) + 0.0).tolist(),
            "to_the_corner": [[G[0][0], 0.0, G[0][1], 0.0], [0.0] * 4],
        },
    )


@family("pooling.average_forward", topics=["3.4.3"])
def average_forward(draw: Draw) -> Problem:
    """Average pooling of a small feature map."""
    X = [draw.integers(f"x{row}", 4, -9, 9) for row in range(4)]
    k, s = 2, 2
    image = np.array(X, dtype=float)
    rows = pooling.average_pool(image, k, s).tolist()
    windows = _windows(X, k, s)
    return Problem(
        given={"X": X, "k": k, "s": s},
        answer=Matrix(tuple(tuple(row) for row in rows), decimals=2, relative=0.0),
        check=lambda: [[sum(window) / len(window) for window in row] for row in windows],
        steps=[
            Step("first", rf"Y_{{11}} = \frac{{{tex.total(windows[0][0])}}}{{{k * k}}} = {tex.number(rows[0][0])}"),
            Step("all", f"Y = {tex.matrix(rows, 2)}"),
        ],
        mistakes={
            "sum": [[float(sum(window)) for window in row] for row in windows],
            "maximum": pooling.max_pool(image, k, s).tolist(),
            "divided_by_side": [[sum(window) / k for window in row] for row in windows],
        },
    )


@family("pooling.output_size", topics=["3.4.3"])
def output_size(draw: Draw) -> Problem:
    """Spatial size after pooling without padding: floor((n - k) / s) + 1."""
    n, k, s = draw.integer("n", 13, 224), draw.integer("k", 2, 5), draw.integer("s", 2, 4)
    draw.require((n - k) % s != 0)
    size = positions(n, k, s)
    return Problem(
        given={"n": n, "k": k, "s": s},
        answer=Count(size),
        check=lambda: len(range(0, n - k + 1, s)),
        steps=[
            Step("room", f"n - k = {n} - {k} = {n - k}"),
            Step(
                "moves",
                rf"\left\lfloor \frac{{{n - k}}}{{{s}}} \right\rfloor"
                rf" = \lfloor {tex.number((n - k) / s, 2)} \rfloor = {(n - k) // s}",
            ),
            Step("formula", rf"{(n - k) // s} + 1 = {size}"),
        ],
        mistakes={"no_plus_one": size - 1, "ceiling": size + 1, "as_convolution_stride_1": n - k + 1},
    )


@family("pooling.global_average", topics=["3.4.3"])
def global_average(draw: Draw) -> Problem:
    """Global average pooling of two feature maps."""
    maps = [[draw.integers(f"x{channel}{row}", 2, -9, 9) for row in range(2)] for channel in range(2)]
    stack = np.array(maps, dtype=float)
    values = pooling.global_average(stack).tolist()
    flat = [[value for row in one for value in row] for one in maps]
    return Problem(
        given={"A": maps[0], "B": maps[1]},
        answer=Vector(tuple(values), decimals=2, relative=0.0),
        check=lambda: [sum(one) / len(one) for one in flat],
        steps=[
            Step("first", rf"\frac{{{tex.total(flat[0])}}}{{4}} = {tex.number(values[0])}"),
            Step("second", rf"\frac{{{tex.total(flat[1])}}}{{4}} = {tex.number(values[1])}"),
            Step("vector", f"y = {tex.vector(values, 2)}"),
        ],
        mistakes={
            "maximum": [float(max(one)) for one in flat],
            "sum": [float(sum(one)) for one in flat],
            "across_channels": [float(value) for value in stack.mean(axis=(0, 1))],
        },
    )


@family("pooling.lp_forward", topics=["3.4.3"], values="positive")
def lp_forward(draw: Draw) -> Problem:
    """Lp pooling (p = 2) of one window: the square root of the sum of squares."""
    X = [draw.integers(f"x{row}", 2, -9, 9) for row in range(2)]
    value = pooling.lp_pool(np.array(X, dtype=float), 2, 2, 2.0).item()
    flat = X[0] + X[1]
    squares, signed = sum(x * x for x in flat), sum(x * abs(x) for x in flat)
    draw.require(squares > 0 and len(set(flat)) == 4 and sum(flat) != 0 and signed > 0)
    powers = " + ".join(f"{tex.factor(x)}^2" for x in flat)
    return Problem(
        given={"X": X},
        answer=Number(value, decimals=3, relative=0.003),
        check=lambda: abs(complex(abs(complex(flat[0], flat[1])), abs(complex(flat[2], flat[3])))),
        steps=[
            Step("squares", rf"{powers} = {squares}"),
            Step("root", rf"\sqrt{{{squares}}} \approx {tex.number(value, 3)}"),
        ],
        mistakes={
            "no_root": float(squares),
            "mean_of_squares": (squares / 4) ** 0.5,
            "sum_of_magnitudes": float(sum(abs(x) for x in flat)),
            "maximum": float(max(flat)),
            "not_squared": math.sqrt(sum(abs(x) for x in flat)),
            "signs_kept": math.sqrt(abs(signed)),
        },
        solve=lambda keep: keep(math.sqrt(squares)),
    )
