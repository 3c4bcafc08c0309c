"""Distances, nearest neighbours, and a step of clustering."""

from __future__ import annotations

import math
from itertools import product

import numpy as np

from calculators.answers.keys import Matrix, Number, Vector
from calculators.distances import (
    cosine_distance,
    k_means_step,
    linkages,
    lp_distance,
    mahalanobis_distance,
    nearest_votes,
    ward_cost,
)
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

NARROW = 0.003
Point = list[int]


def _points(draw: Draw, name: str, count: int, low: int, high: int) -> list[Point]:
    return [draw.integers(f"{name}{index}", 2, low, high) for index in range(count)]


@family("distances.lp", topics=["2.1.1"], values="positive")
def fourth_power(draw: Draw) -> Problem:
    """Lp distance with p = 4 of two vectors of three."""
    x, y = draw.integers("x", 3, -5, 5), draw.integers("y", 3, -5, 5)
    gaps = [abs(a - b) for a, b in zip(x, y, strict=True)]
    draw.require(min(gaps) >= 1 and len(set(gaps)) >= 2 and sorted(gaps)[1] * 3 >= max(gaps) * 2)
    value = lp_distance(x, y, 4)
    total = sum(gap**4 for gap in gaps)
    return Problem(
        given={"x": x, "y": y},
        answer=Number(value, relative=0.001),
        check=lambda: math.exp(math.log(total) / 4),
        steps=[
            Step("gaps", rf"|x - y| = {tex.vector(gaps)}"),
            Step("powers", f"{' + '.join(f'{gap}^4' for gap in gaps)} = {total}"),
            Step("root", rf"{total}^{{1/4}} = {tex.number(value)}"),
        ],
        mistakes={
            "euclidean": lp_distance(x, y, 2),
            "manhattan": lp_distance(x, y, 1),
            "square_root": math.sqrt(total),
            "greatest_gap": max(gaps),
        },
        solve=lambda keep: keep(math.sqrt(keep(math.sqrt(total)))),
    )


@family("distances.cosine", topics=["2.1.1", "4.8.4"], values=(0.0, 2.0))
def cosine(draw: Draw) -> Problem:
    """Cosine distance of two vectors of three."""
    x, y = draw.integers("x", 3, -4, 6), draw.integers("y", 3, -4, 6)
    draw.require(all(x) and all(y))
    value = cosine_distance(x, y)
    inner = sum(a * b for a, b in zip(x, y, strict=True))
    draw.require(0.05 <= value <= 1.95 and abs(inner) >= 2)
    squares = [sum(a * a for a in vector) for vector in (x, y)]
    similarity = 1 - value
    unit = [np.array(vector) / math.sqrt(size) for vector, size in zip((x, y), squares, strict=True)]
    return Problem(
        given={"x": x, "y": y},
        answer=Number(value, relative=NARROW),
        # Half the squared distance of the two vectors scaled to length 1.
        check=lambda: float(((unit[0] - unit[1]) ** 2).sum()) / 2,
        steps=[
            Step("inner", rf"x \cdot y = {tex.products(x, y)} = {inner}"),
            Step("lengths", rf"\|x\| = \sqrt{{{squares[0]}}},\quad \|y\| = \sqrt{{{squares[1]}}}"),
            Step(
                "similarity",
                rf"\frac{{{inner}}}{{\sqrt{{{squares[0]} \times {squares[1]}}}}} = {tex.number(similarity)}",
            ),
            Step("distance", rf"1 - {tex.factor(similarity)} = {tex.number(value)}"),
        ],
        mistakes={
            "similarity": similarity,
            "similarity_added": 1 + similarity,
            "lengths_not_rooted": 1 - inner / (squares[0] * squares[1]),
            "euclidean": math.dist(x, y),
            "not_normalized": float(1 - inner),
        },
        solve=lambda keep: keep(1 - keep(inner / keep(math.sqrt(squares[0] * squares[1])))),
    )


@family("distances.mahalanobis", topics=["2.1.1"], values="positive")
def mahalanobis(draw: Draw) -> Problem:
    """Mahalanobis distance in two dimensions with correlated features."""
    a, d, b = draw.integer("a", 1, 8), draw.integer("d", 1, 8), draw.choice("b", [-3, -2, -1, 1, 2, 3])
    size = a * d - b * b
    draw.require(size in (1, 2, 4, 5, 8, 10, 16, 20))
    S = [[a, b], [b, d]]
    mean, x = draw.integers("mean", 2, -3, 3), draw.integers("x", 2, -6, 6)
    u, v = x[0] - mean[0], x[1] - mean[1]
    draw.require(u != 0 and v != 0)
    value = mahalanobis_distance(x, mean, S)
    inner = d * u * u - 2 * b * u * v + a * v * v
    inverse = [[d / size, -b / size], [-b / size, a / size]]
    draw.require(value >= 0.3)

    def by_whitening() -> float:
        low = np.linalg.cholesky(np.array(S, dtype=np.float64))
        return float(np.linalg.norm(np.linalg.solve(low, np.array([u, v], dtype=np.float64))))

    return Problem(
        given={"x": x, "mean": mean, "S": S},
        answer=Number(value, relative=NARROW),
        check=by_whitening,
        steps=[
            Step("inverse", rf"\Sigma^{{-1}} = {tex.matrix(inverse)}"),
            Step("form", rf"(x - \mu)^{{\top}} \Sigma^{{-1}} (x - \mu) = {tex.number(inner / size)}"),
            Step("root", rf"\sqrt{{{tex.number(inner / size)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "root_missing": inner / size,
            "euclidean": math.hypot(u, v),
            "not_inverted": math.sqrt(a * u * u + 2 * b * u * v + d * v * v),
            "variances_only": math.sqrt(u * u / a + v * v / d),
        },
        solve=lambda keep: keep(math.sqrt(keep(inner / size))),
    )


@family("distances.nearest_votes", topics=["2.1.1"], values="count")
def votes(draw: Draw) -> Problem:
    """Votes of the three and of the five nearest neighbours in two dimensions for four classes."""
    points = _points(draw, "p", 10, 0, 9)
    labels = [draw.integer(f"label{index}", 0, 3) for index in range(10)]
    query = draw.integers("query", 2, 2, 7)
    squares = [(p[0] - query[0]) ** 2 + (p[1] - query[1]) ** 2 for p in points]
    order = sorted(squares)
    draw.require(order[4] != order[5] and order[2] != order[3] and order[0] > 0)
    draw.require(len(set(labels)) == 4 and len({tuple(p) for p in points}) == 10)
    found = [nearest_votes(points, labels, query, k, 4) for k in (3, 5)]

    def counted(chosen: list[int]) -> list[int]:
        return [sum(labels[index] == label for index in chosen) for label in range(4)]

    near, distant = (sorted(range(10), key=lambda at: sign * squares[at]) for sign in (1, -1))
    mistakes = {
        "exchanged": found[::-1],
        "manhattan": [nearest_votes(points, labels, query, k, 4, 1) for k in (3, 5)],
        "farthest": [counted(distant[:k]) for k in (3, 5)],
        "first_coordinate": [nearest_votes([p[:1] for p in points], labels, query[:1], k, 4) for k in (3, 5)],
        "all_points": [counted(near)] * 2,
    }

    def by_radius() -> list[list[int]]:
        return [counted([index for index in range(10) if squares[index] <= order[k - 1]]) for k in (3, 5)]

    groups = [[points[index] for index in range(10) if labels[index] == label] for label in range(4)]
    nearest = r",\ ".join(rf"d_{{{'ABCD'[labels[index]]}}}^2 = {squares[index]}" for index in near[:5])
    return Problem(
        given={"query": query, **{name: _listed(group) for name, group in zip("ABCD", groups, strict=True)}},
        answer=Matrix(tuple(tuple(map(float, row)) for row in found), decimals=2, relative=0.0),
        check=by_radius,
        steps=[Step("squares", nearest), Step("votes", f"V = {tex.matrix(found)}")],
        mistakes=mistakes,
    )


@family("distances.k_means_step", topics=["2.1.8"], values="nonnegative")
def k_means(draw: Draw) -> Problem:
    """New centers of two clusters after one round of k-means."""
    points = _points(draw, "p", 6, 0, 9)
    centers = _points(draw, "c", 2, 0, 9)
    draw.require(len({tuple(p) for p in points}) == 6 and centers[0] != centers[1])
    squares = [[(p[0] - c[0]) ** 2 + (p[1] - c[1]) ** 2 for c in centers] for p in points]
    draw.require(all(one != two for one, two in squares))
    groups = [[p for p, (one, two) in zip(points, squares, strict=True) if (one > two) == bool(k)] for k in range(2)]
    # Means of one, two and four points come out exactly.
    draw.require({len(group) for group in groups} == {2, 4})
    new = k_means_step(points, centers).tolist()
    every = [sum(p[axis] for p in points) / 6 for axis in range(2)]
    alone = [[p[0] + 0.0, p[1] + 0.0] for p in (min(points, key=lambda p: math.dist(p, c)) for c in centers)]
    with_old = [
        [(sum(p[axis] for p in group) + center[axis]) / (len(group) + 1) for axis in range(2)]
        for group, center in zip(groups, centers, strict=True)
    ]
    return Problem(
        given={"points": _listed(points), "first": centers[0], "second": centers[1]},
        answer=Matrix(tuple(tuple(row) for row in new), decimals=2, relative=0.0),
        check=lambda: [[float(np.mean([p[axis] for p in group])) for axis in range(2)] for group in groups],
        steps=[
            Step("assign", rf"{_listed(groups[0])} \to c_1,\quad {_listed(groups[1])} \to c_2"),
            Step("means", rf"\begin{{bmatrix}} c_1 \\ c_2 \end{{bmatrix}} = {tex.matrix(new)}"),
        ],
        mistakes={
            "exchanged": new[::-1],
            "old_center_included": with_old,
            "nearest_point": alone,
            "all_points": [every, every],
        },
    )


def _listed(points: list[Point]) -> str:
    return r",\ ".join(f"({p[0]}, {p[1]})" for p in points)


@family("distances.linkages", topics=["2.1.8"], carried=5, values="positive")
def linkage(draw: Draw) -> Problem:
    """Single, complete and average linkage of two clusters of two points."""
    a, b = _points(draw, "a", 2, 0, 5), _points(draw, "b", 2, 4, 12)
    draw.require(a[0] != a[1] and b[0] != b[1])
    squares = [(p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 for p, q in product(a, b)]
    draw.require(len(set(squares)) >= 3 and min(squares) >= 2)
    values = list(linkages(a, b))
    gaps = [math.sqrt(square) for square in squares]
    middle = math.dist(np.mean(a, axis=0), np.mean(b, axis=0))
    return Problem(
        given={"first": _listed(a), "second": _listed(b)},
        answer=Vector(tuple(values), decimals=3, relative=0.001),
        check=lambda: [math.sqrt(min(squares)), math.sqrt(max(squares)), math.fsum(gaps) / 4],
        steps=[
            Step("distances", r",\quad ".join(rf"\sqrt{{{at}}} = {tex.number(math.sqrt(at), 5)}" for at in squares)),
            Step("all", rf"(d_{{\min}},\ d_{{\max}},\ \bar{{d}}) = {tex.vector(values, 3)}"),
        ],
        mistakes={
            "single_and_complete_exchanged": [values[1], values[0], values[2]],
            "centroids": [values[0], values[1], middle],
            "middle_of_extremes": [values[0], values[1], (values[0] + values[1]) / 2],
            "squared": [float(min(squares)), float(max(squares)), sum(squares) / 4],
        },
        solve=lambda keep: [keep(values[0]), keep(values[1]), keep(keep(sum(keep(gap) for gap in gaps)) / 4)],
    )


@family("distances.ward_cost", topics=["2.1.8"], carried=6, values="positive")
def ward(draw: Draw) -> Problem:
    """Increase of the within-cluster sum of squares where two clusters are merged by Ward's method."""
    sizes = [draw.integer("na", 2, 6), draw.integer("nb", 2, 6)]
    a, b = draw.vector("a", 2, 0, 6, 0.5), draw.vector("b", 2, 3, 12, 0.5)
    square = round((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2, 10)
    draw.require(square >= 2 and sizes[0] != sizes[1])
    value = ward_cost([a] * sizes[0], [b] * sizes[1])

    def by_sums() -> float:
        # All points of a cluster at its center: what is left is the spread between the centers.
        every = np.array([a] * sizes[0] + [b] * sizes[1])
        return float(((every - every.mean(axis=0)) ** 2).sum())

    return Problem(
        given={"na": sizes[0], "nb": sizes[1], "a": a, "b": b},
        answer=Number(value, decimals=3, relative=NARROW),
        check=by_sums,
        steps=[
            Step("distance", rf"\|\bar{{a}} - \bar{{b}}\|^2 = {tex.number(square, 6)}"),
            Step(
                "cost",
                rf"\frac{{{sizes[0]} \times {sizes[1]}}}{{{sizes[0]} + {sizes[1]}}} \times {tex.number(square)}"
                f" = {tex.number(value, 3)}",
            ),
        ],
        mistakes={
            "sizes_ignored": square,
            "not_squared": sizes[0] * sizes[1] / sum(sizes) * math.sqrt(square),
            "not_divided": float(sizes[0] * sizes[1] * square),
            "centroid_distance": math.sqrt(square),
        },
        solve=lambda keep: keep(keep(sizes[0] * sizes[1] / sum(sizes)) * keep(square)),
    )
