"""Problems about the parts of a Transformer: mask, heads, positions, and what it costs."""

from __future__ import annotations

import math

import numpy as np

from calculators import transformer as reference
from calculators.answers.keys import Count, Vector
from calculators.answers.units import PIECES, TIMES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.softmax import softmax

LENGTH = 4


@family("transformer.causal_weights", topics=["3.6.1"], carried=6, values="distribution")
def causal_weights(draw: Draw) -> Problem:
    """Attention weights of one position under a causal mask, from its scaled scores."""
    scores = draw.vector("scores", LENGTH, -2, 3, 0.1)
    position = draw.integer("position", 2, 3)
    draw.require(len(set(scores)) >= 3 and 0 not in scores[position:])
    table = np.zeros((LENGTH, LENGTH))
    table[position - 1] = scores
    weights = reference.causal_weights(table)[position - 1].tolist()
    seen = scores[:position]
    draw.require(min(weights[:position]) >= 0.02 and len(set(seen)) == position)
    powers = [math.exp(score) for score in seen]
    full = softmax(scores).tolist()

    def masked_by_infinity() -> list[float]:
        powers = np.exp(np.where(np.arange(LENGTH) < position, scores, -np.inf))
        return (powers / powers.sum()).tolist()  # type: ignore[no-any-return]

    def by_hand(keep: Round) -> list[float]:
        kept = [keep(power) for power in powers]
        return [keep(power / keep(sum(kept))) for power in kept] + [0.0] * (LENGTH - position)

    return Problem(
        given={"scores": scores, "position": position},
        answer=Vector(tuple(weights)),
        check=masked_by_infinity,
        steps=[
            Step("powers", rf"e^{{s}} = {tex.vector(powers, 6)}"),
            Step("sum", f"{tex.total(powers, 6)} = {tex.number(sum(powers), 6)}"),
            Step("weights", rf"\alpha = {tex.vector(weights)}"),
        ],
        mistakes={
            "not_masked": full,
            "zero_scores": softmax([*seen, *[0.0] * (LENGTH - position)]).tolist(),
            "masked_after_softmax": [*full[:position], *[0.0] * (LENGTH - position)],
            "past_masked": [*[0.0] * (position - 1), *softmax(scores[position - 1 :]).tolist()],
            "own_position_masked": [*softmax(seen[:-1]).tolist(), *[0.0] * (LENGTH - position + 1)],
            "greatest_only": [float(score == max(seen)) for score in seen] + [0.0] * (LENGTH - position),
        },
        solve=by_hand,
    )


@family("transformer.multi_head_parameters", topics=["3.6.1"], domain=195)
def multi_head_parameters(draw: Draw) -> Problem:
    """Parameters of multi-head attention with biases and output projection."""
    heads = draw.choice("heads", [2, 4, 8, 12, 16])
    d = heads * 4 * draw.integer("size", 2, 40)
    count = reference.multi_head_parameters(d)
    size = d // heads
    return Problem(
        given={"d": d, "heads": heads},
        answer=Count(count, units=PIECES),
        check=lambda: sum(3 * np.empty((size, d + 1)).size for _ in range(heads)) + np.empty((d + 1, d)).size,
        steps=[
            Step("head", rf"\frac{{{d}}}{{{heads}}} = {size}"),
            Step("one", rf"{heads} \times ({d} + 1) \times {size} = {(d + 1) * d}"),
            Step("total", rf"4 \times {(d + 1) * d} = {count}"),
        ],
        mistakes={
            "every_head_full": heads * 3 * (d + 1) * d + (d + 1) * d,
            "output_forgotten": 3 * (d + 1) * d,
            "no_bias": 4 * d * d,
            "one_head": 3 * (d + 1) * size + (d + 1) * d,
        },
    )


@family("transformer.positional_encoding", topics=["3.6.1"], domain=58, values="signed_share")
def positional_encoding(draw: Draw) -> Problem:
    """Four of the eight dimensions of a sinusoidal positional encoding, with angles of less than a full turn."""
    position = draw.integer("position", 3, 60)
    values = reference.positional_encoding(position, 8)[2:6].tolist()
    draw.require(all(abs(value) >= 0.01 for value in values))
    angles = [position / 10, position / 100]
    return Problem(
        given={"position": position},
        answer=Vector(tuple(values), relative=0.001),
        check=lambda: [
            value
            for length in (10, 100)
            for turned in [complex(math.cos(position / length), math.sin(position / length))]
            for value in (turned.imag, turned.real)
        ],
        steps=[
            Step(
                "angles",
                rf"\left(\frac{{{position}}}{{10}},\ \frac{{{position}}}{{100}}\right) = {tex.vector(angles)}",
            ),
            Step("values", rf"PE = {tex.vector(values)}"),
        ],
        mistakes={
            "cosine_first": [values[1], values[0], values[3], values[2]],
            "degrees": [wave(math.radians(angle)) for angle in angles for wave in (math.sin, math.cos)],
            "one_frequency": [values[0], values[1], values[0], values[1]],
            "exponent_doubled": [values[2], values[3], math.sin(position / 10000), math.cos(position / 10000)],
        },
        solve=lambda keep: [keep(value) for value in values],
    )


@family("transformer.encoder_layer_parameters", topics=["3.6.1"], domain=108)
def encoder_layer_parameters(draw: Draw) -> Problem:
    """Parameters of an encoder layer: attention, position-wise network, two layer normalizations."""
    heads = draw.choice("heads", [2, 4, 8])
    d = 8 * heads * draw.integer("size", 1, 12)
    inner = d * draw.integer("factor", 2, 4)
    count = reference.encoder_layer_parameters(d, inner)
    attention, network = 4 * (d + 1) * d, (d + 1) * inner + (inner + 1) * d
    return Problem(
        given={"d": d, "heads": heads, "inner": inner},
        answer=Count(count, units=PIECES),
        check=lambda: sum(
            int(np.broadcast_to(0.0, shape).size)
            for shape in [(4, d, d), (4, d), (d, inner), (inner,), (inner, d), (d,), (2, 2, d)]
        ),
        steps=[
            Step("attention", rf"4 \times ({d} + 1) \times {d} = {attention}"),
            Step("network", rf"({d} + 1) \times {inner} + ({inner} + 1) \times {d} = {network}"),
            Step("normalization", rf"2 \times 2 \times {d} = {4 * d}"),
            Step("total", f"{attention} + {network} + {4 * d} = {count}"),
        ],
        mistakes={
            "normalization_forgotten": attention + network,
            "no_bias": 4 * d * d + 2 * d * inner + 4 * d,
            "one_matrix_in_network": count - (inner + 1) * d,
            "output_projection_forgotten": count - (d + 1) * d,
            "heads_of_full_width": count + 3 * (heads - 1) * (d + 1) * d,
            "cross_attention_counted": count + attention + 2 * d,
        },
    )


@family("transformer.attention_cost", topics=["3.6.1"], reach=2)
def attention_cost(draw: Draw) -> Problem:
    """Multiplications of a self-attention layer in the length of the sequence and the width."""
    n, d = 10 * draw.integer("n", 2, 100), 32 * draw.integer("d", 1, 16)
    count = reference.self_attention_multiplications(n, d)
    projections, products = 4 * n * d * d, n * n * d
    return Problem(
        given={"n": n, "d": d},
        answer=Count(count, units=TIMES),
        check=lambda: sum(4 * d * d + sum(d + d for _ in range(n)) for _ in range(n)),
        steps=[
            Step("projections", rf"4 \times {n} \times {d}^2 = {projections}"),
            Step("scores", rf"{n}^2 \times {d} = {products}"),
            Step("values", rf"{n}^2 \times {d} = {products}"),
            Step("total", rf"{projections} + 2 \times {products} = {count}"),
        ],
        mistakes={
            "projections_only": projections,
            "values_forgotten": projections + products,
            "three_projections": 3 * n * d * d + 2 * products,
            "length_not_squared": projections + 2 * n * d,
            "additions_counted": 2 * count,
            "scaling_counted": count + n * n,
        },
    )
