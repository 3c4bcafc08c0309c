"""Parameters of stacked bidirectional recurrent layers."""

from __future__ import annotations

import numpy as np

from calculators.answers.keys import Count
from calculators.answers.units import PIECES
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family
from calculators.recurrent import recurrent_parameters


@family("recurrent_sizes.bidirectional_lstm", topics=["3.5.2", "3.5.1"], values="size")
def bidirectional_lstm(draw: Draw) -> Problem:
    """Parameters of two or three stacked bidirectional LSTM layers with two bias vectors in each block."""
    d, h, layers = draw.integer("d", 5, 100), draw.integer("h", 8, 96), draw.integer("layers", 2, 3)
    draw.require(d not in (h, 2 * h))
    count = recurrent_parameters(d, h, 4, biases=2, layers=layers, directions=2)
    first, other = 4 * h * (d + h + 2), 4 * h * (2 * h + h + 2)

    def by_arrays() -> int:
        # The weights of both directions, as PyTorch lays them out.
        total = 0
        for layer in range(layers):
            shapes = [(4 * h, 2 * h if layer else d), (4 * h, h), (4 * h,), (4 * h,)]
            total += sum(np.empty(shape).size for _ in range(2) for shape in shapes)
        return total

    return Problem(
        given={"d": d, "h": h, "layers": layers},
        answer=Count(count, units=PIECES),
        check=by_arrays,
        steps=[
            Step("first", rf"2 \times 4 \times {h} \times ({d} + {h} + 2) = {2 * first}"),
            Step("other", rf"2 \times 4 \times {h} \times (2 \times {h} + {h} + 2) = {2 * other}"),
            Step("total", rf"{2 * first} + {layers - 1} \times {2 * other} = {count}"),
        ],
        mistakes={
            "one_direction": recurrent_parameters(d, h, 4, biases=2, layers=layers),
            "one_direction_passed_up": 2 * recurrent_parameters(d, h, 4, biases=2, layers=layers),
            "one_bias": recurrent_parameters(d, h, 4, biases=1, layers=layers, directions=2),
            "three_blocks": recurrent_parameters(d, h, 3, biases=2, layers=layers, directions=2),
            "every_layer_from_input": 2 * layers * first,
            "one_layer": 2 * first,
        },
    )
