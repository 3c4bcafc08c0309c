"""Problems about LSTM and GRU: one step of a unit, parameters and shapes."""

from __future__ import annotations

import math

import numpy as np

from calculators import recurrent as reference
from calculators.answers.keys import Count, Number, Shape, Vector
from calculators.answers.units import PIECES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.005


def _sigma(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@family("recurrent_gates.lstm_step", topics=["3.5.2"], carried=6, values=["real", "signed_share"])
def lstm_step(draw: Draw) -> Problem:
    """One step of an LSTM unit from the weighted inputs of its gates."""
    zf, zi, zo, zg = (draw.decimal(name, -2, 2, 0.5) for name in ("zf", "zi", "zo", "zg"))
    c = draw.nonzero("c", -2, 2, 0.5)
    draw.require(zg != 0 and zf != zi)
    cell, hidden = reference.lstm_step(zf, zi, zo, zg, c)
    draw.require(abs(cell) >= 0.1 and abs(hidden) >= 0.05)
    f, i, o, g = _sigma(zf), _sigma(zi), _sigma(zo), math.tanh(zg)

    def state(forget: float, enter: float, candidate: float) -> list[float]:
        new = forget * c + enter * candidate
        return [new, o * math.tanh(new)]

    def by_hand(keep: Round) -> list[float]:
        new = keep(keep(keep(f) * c) + keep(keep(i) * keep(g)))
        return [new, keep(keep(o) * keep(math.tanh(new)))]

    return Problem(
        given={"zf": zf, "zi": zi, "zo": zo, "zg": zg, "c": c},
        answer=Vector((cell, hidden), relative=NARROW),
        check=lambda: state(f, i, 1 - 2 * _sigma(-2 * zg)),
        steps=[
            Step("gates", rf"(f,\ i,\ o) = {tex.vector([f, i, o], 6)}"),
            Step("candidate", rf"\tilde{{c}} = \tanh({tex.number(zg)}) = {tex.number(g, 6)}"),
            Step("cell", f"c = {tex.products([f, i], [c, g], 6)} = {tex.number(cell, 6)}"),
            Step("hidden", rf"h = {tex.number(o, 6)} \times \tanh({tex.number(cell, 6)}) = {tex.number(hidden, 6)}"),
            Step("both", rf"(c,\ h) = {tex.vector([cell, hidden])}"),
        ],
        mistakes={
            "gates_exchanged": state(i, f, g),
            "nothing_forgotten": state(1, i, g),
            "candidate_sigmoid": state(f, i, _sigma(zg)),
            "cell_without_tanh": [cell, o * cell],
        },
        solve=by_hand,
    )


@family("recurrent_gates.gru_step", topics=["3.5.2"], carried=6, values="signed_share")
def gru_step(draw: Draw) -> Problem:
    """One step of a GRU unit from the weighted inputs of its gates."""
    zz, zr = draw.nonzero("zz", -2, 2, 0.5), draw.nonzero("zr", -2, 2, 0.5)
    a, u, h = draw.nonzero("a", -1.5, 1.5, 0.5), draw.nonzero("u", -2, 2, 0.5), draw.nonzero("h", -0.9, 0.9, 0.1)
    z, r = _sigma(zz), _sigma(zr)
    inner = a + u * r * h
    new = reference.gru_step(zz, zr, a, u, h)
    draw.require(abs(new) >= 0.05 and 0.1 <= abs(inner) <= 1.8)
    candidate = math.tanh(inner)

    def by_hand(keep: Round) -> float:
        found = keep(math.tanh(keep(a + keep(u * keep(keep(r) * h)))))
        return keep(keep(keep(1 - keep(z)) * h) + keep(keep(z) * found))

    return Problem(
        given={"zz": zz, "zr": zr, "a": a, "u": u, "h": h},
        answer=Number(new, relative=0.01),
        check=lambda: h + z * (1 - 2 * _sigma(-2 * inner) - h),
        steps=[
            Step("gates", f"(z, r) = {tex.vector([z, r], 6)}"),
            Step(
                "candidate",
                rf"\tilde{{h}} = \tanh({tex.number(a)} + {tex.factor(u)} \times"
                rf" {tex.number(r, 6)} \times {tex.factor(h)})"
                f" = {tex.number(candidate, 6)}",
            ),
            Step("new", f"{tex.products([1 - z, z], [h, candidate], 6)} = {tex.number(new)}"),
        ],
        mistakes={
            "update_reversed": z * h + (1 - z) * candidate,
            "reset_ignored": (1 - z) * h + z * math.tanh(a + u * h),
            "no_tanh": (1 - z) * h + z * inner,
            "candidate_only": candidate,
        },
        solve=by_hand,
    )


@family("recurrent_gates.rnn_parameters", topics=["3.5.1"])
def rnn_parameters(draw: Draw) -> Problem:
    """Parameters of an RNN layer and its output layer, one bias vector each."""
    d, h, k = draw.integer("d", 5, 100), draw.integer("h", 8, 128), draw.integer("k", 2, 20)
    layer = reference.recurrent_parameters(d, h, 1)
    count = layer + (h + 1) * k
    steps = draw.integer("steps", 5, 50)
    return Problem(
        given={"d": d, "h": h, "k": k, "steps": steps},
        answer=Count(count, units=PIECES),
        check=lambda: np.empty((h, d + h + 1)).size + np.empty((k, h + 1)).size,
        steps=[
            Step("layer", rf"{h} \times ({d} + {h} + 1) = {layer}"),
            Step("output", rf"({h} + 1) \times {k} = {(h + 1) * k}"),
            Step("total", f"{layer} + {(h + 1) * k} = {count}"),
        ],
        mistakes={
            "every_step": steps * layer + (h + 1) * k,
            "recurrent_weights_forgotten": count - h * h,
            "no_bias": count - h - k,
            "output_forgotten": layer,
        },
    )


@family("recurrent_gates.lstm_parameters", topics=["3.5.2"])
def lstm_parameters(draw: Draw) -> Problem:
    """Parameters of an LSTM layer, with a stated number of bias vectors."""
    d, h = draw.integer("d", 5, 100), draw.integer("h", 8, 128)
    biases = draw.integer("biases", 1, 2)
    count = reference.recurrent_parameters(d, h, 4, biases)
    gate = h * (d + h + biases)
    shapes = [(4 * h, d), (4 * h, h), *[(4 * h, 1)] * biases]
    mistakes = {
        "three_blocks": 3 * gate,
        "one_block": gate,
        "recurrent_weights_forgotten": 4 * h * (d + biases),
        "no_bias": 4 * h * (d + h),
    }
    return Problem(
        given={"d": d, "h": h, "biases": biases},
        answer=Count(count, units=PIECES),
        check=lambda: sum(np.empty(shape).size for shape in shapes),
        steps=[
            Step("block", rf"{h} \times ({d} + {h} + {biases}) = {gate}"),
            Step("total", rf"4 \times {gate} = {count}"),
        ],
        mistakes=mistakes,
    )


@family("recurrent_gates.gru_parameters", topics=["3.5.2"])
def gru_parameters(draw: Draw) -> Problem:
    """Parameters of stacked GRU layers with one bias vector in each block."""
    d, h, layers = draw.integer("d", 5, 100), draw.integer("h", 8, 128), draw.integer("layers", 2, 4)
    draw.require(d != h)
    count = reference.recurrent_parameters(d, h, 3, layers=layers)
    first, other = 3 * h * (d + h + 1), 3 * h * (2 * h + 1)
    return Problem(
        given={"d": d, "h": h, "layers": layers},
        answer=Count(count, units=PIECES),
        check=lambda: sum(np.empty((3 * h, (h if layer else d) + h + 1)).size for layer in range(layers)),
        steps=[
            Step("first", rf"3 \times {h} \times ({d} + {h} + 1) = {first}"),
            Step("other", rf"3 \times {h} \times ({h} + {h} + 1) = {other}"),
            Step("total", rf"{first} + {layers - 1} \times {other} = {count}"),
        ],
        mistakes={
            "four_blocks": reference.recurrent_parameters(d, h, 4, layers=layers),
            "every_layer_from_input": layers * first,
            "one_layer": first,
            "no_bias": count - 3 * h * layers,
        },
    )


@family("recurrent_gates.output_shape", topics=["3.5.1", "3.5.2"], reach=1)
def output_shape(draw: Draw) -> Problem:
    """Shape of the output sequence of stacked bidirectional layers, batch first."""
    n, t = draw.integer("n", 2, 64), draw.integer("t", 5, 50)
    d, h, layers = draw.integer("d", 10, 100), draw.integer("h", 16, 128), draw.integer("layers", 2, 4)
    draw.require(len({n, t, d, h}) == 4)

    def by_arrays() -> list[int]:
        states = np.zeros((n, t, d))
        for _ in range(layers):
            one = np.zeros((*states.shape[:2], h))
            states = np.concatenate([one, one], axis=2)
        return list(states.shape)

    return Problem(
        given={"n": n, "t": t, "d": d, "h": h, "layers": layers},
        answer=Shape((n, t, 2 * h)),
        check=by_arrays,
        steps=[
            Step("features", rf"2 \times {h} = {2 * h}"),
            Step("shape", rf"(N,\ T,\ 2H) = ({n},\ {t},\ {2 * h})"),
        ],
        mistakes={
            "one_direction": [n, t, h],
            "layers_multiplied": [n, t, 2 * h * layers],
            "last_step_only": [n, 2 * h],
            "time_first": [t, n, 2 * h],
        },
    )
