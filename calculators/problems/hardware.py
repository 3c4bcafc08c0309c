"""Problems about what computing takes: operations, memory, and how far machines speed it up."""

from __future__ import annotations

import math

from calculators import operation as reference
from calculators.answers.keys import Count, Number
from calculators.answers.units import FOLD, TIMES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

STRICT = 0.003


@family("hardware.amdahl", topics=["5.3.1", "5.2.1"], values=(1.0, math.inf))
def amdahl(draw: Draw) -> Problem:
    """Speed-up of a program by Amdahl's law."""
    parallel, processors = draw.decimal("parallel", 50, 98, 1), draw.choice("processors", [2, 4, 5, 8, 10, 16, 20, 32])
    p = parallel / 100
    value = reference.amdahl_speedup(p, processors)
    draw.require_untied([value], 3)
    share = p / processors
    return Problem(
        given={"parallel": parallel, "processors": processors},
        answer=Number(value, decimals=3, relative=STRICT, units=FOLD),
        check=lambda: processors / (processors * (1 - p) + p),
        steps=[
            Step("parallel", rf"\frac{{{tex.number(p)}}}{{{processors}}} = {tex.number(share)}"),
            Step("time", f"{tex.number(1 - p)} + {tex.number(share)} = {tex.number(1 - p + share)}"),
            Step("speedup", rf"\frac{{1}}{{{tex.number(1 - p + share)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "all_parallel": float(processors),
            "limit": 1 / (1 - p),
            "shares_exchanged": reference.amdahl_speedup(1 - p, processors),
            "share_of_processors": p * processors,
        },
        solve=lambda keep: keep(1 / keep(1 - p + keep(share))),
    )


@family("hardware.matrix_product", topics=["5.3.1"])
def matrix_product(draw: Draw) -> Problem:
    """Operations of a fully connected layer's forward and backward pass over a batch."""
    batch, inputs = draw.choice("batch", [16, 32, 64, 100, 128, 200]), 10 * draw.integer("inputs", 5, 100)
    outputs = 10 * draw.integer("outputs", 5, 100)
    draw.require(inputs != outputs)
    one = reference.matrix_product_flops(batch, inputs, outputs)
    count = 3 * one
    return Problem(
        given={"batch": batch, "inputs": inputs, "outputs": outputs},
        answer=Count(count, units=TIMES),
        check=lambda: sum(
            2 * rows * inner * columns
            for rows, inner, columns in [
                (batch, inputs, outputs),
                (inputs, batch, outputs),
                (batch, outputs, inputs),
            ]
        ),
        steps=[
            Step("forward", rf"2 \times {batch} \times {inputs} \times {outputs} = {one}"),
            Step("backward", rf"2 \times {one} = {2 * one}"),
            Step("total", f"{one} + {2 * one} = {count}"),
        ],
        mistakes={
            "forward_only": one,
            "one_backward_product": 2 * one,
            "backward_products_doubled": 5 * one,
            "additions_not_counted": count // 2,
            "batch_forgotten": count // batch,
        },
    )


@family("hardware.arithmetic_intensity", topics=["5.3.1"], values="positive")
def arithmetic_intensity(draw: Draw) -> Problem:
    """Operations for each byte of a matrix product."""
    m, k, n = (8 * draw.integer(name, 1, 64) for name in ("m", "k", "n"))
    width = draw.choice("width", [2, 4])
    draw.require(len({m, k, n}) == 3)
    value = reference.arithmetic_intensity(m, k, n, width)
    draw.require_untied([value], 3)
    flops, numbers = 2 * m * k * n, m * k + k * n + m * n
    return Problem(
        given={"m": m, "k": k, "n": n, "width": width},
        answer=Number(value, decimals=3, relative=STRICT),
        check=lambda: 2 / (width * (1 / n + 1 / m + 1 / k)),
        steps=[
            Step("operations", rf"2 \times {m} \times {k} \times {n} = {flops}"),
            Step("bytes", rf"{width} \times ({m * k} + {k * n} + {m * n}) = {width * numbers}"),
            Step("ratio", rf"\frac{{{flops}}}{{{width * numbers}}} = {tex.number(value)}"),
        ],
        mistakes={
            "additions_not_counted": value / 2,
            "bytes_forgotten": flops / numbers,
            "result_not_written": flops / (width * (m * k + k * n)),
            "bits_for_bytes": value / 8,
        },
        solve=lambda keep: keep(flops / (width * numbers)),
    )


@family("hardware.roofline", topics=["5.3.1"], values="positive")
def roofline(draw: Draw) -> Problem:
    """Attainable performance of a kernel by the roofline model."""
    peak, bandwidth = draw.decimal("peak", 5, 40, 0.5), 50 * draw.integer("bandwidth", 4, 40)
    flops, traffic = draw.decimal("flops", 10, 900, 10), draw.decimal("traffic", 1, 60, 0.5)
    intensity = flops / traffic
    memory = bandwidth * intensity / 1000
    value = reference.attainable(peak, bandwidth / 1000, intensity)
    draw.require(0.2 <= memory <= 2 * peak and abs(memory / peak - 1) > 0.05 and intensity >= 0.5)
    draw.require_untied([value], 3)
    return Problem(
        given={"peak": peak, "bandwidth": bandwidth, "flops": flops, "traffic": traffic},
        answer=Number(value, decimals=3, relative=STRICT, absolute=0.001, units=("TFLOPS",)),
        # The slower of the two sets the time: operations per second are operations over that time.
        check=lambda: flops / max(flops / peak, traffic / (bandwidth / 1000)),
        steps=[
            Step(
                "intensity",
                rf"\frac{{{tex.number(flops)}}}{{{tex.number(traffic)}}} = {tex.number(intensity)}",
            ),
            Step("memory", rf"\frac{{{bandwidth} \times {tex.number(intensity)}}}{{1000}} = {tex.number(memory)}"),
            Step("smaller", rf"\min({tex.number(peak)},\ {tex.number(memory)}) = {tex.number(value)}"),
        ],
        mistakes={
            "larger": max(peak, memory),
            "intensity_inverted": min(peak, bandwidth / intensity / 1000),
            "added": peak + memory,
        },
        solve=lambda keep: keep(min(peak, keep(bandwidth * keep(intensity) / 1000))),
    )


@family(
    "hardware.training_memory",
    topics=["5.3.1", "5.2.1"],
    values="positive",
    sometimes=["gradients_forgotten", "states_forgotten", "gradients_or_state_forgotten"],
)
def training_memory(draw: Draw) -> Problem:
    """Memory of parameters, gradients and optimizer states in training, in gigabytes."""
    billions = draw.decimal("billions", 1.1, 20, 0.1)
    optimizer, states = draw.choice("optimizer", [("Momentum", 1), ("AdaGrad", 1), ("Adam", 2)])
    value = reference.training_bytes(billions, states)
    single = billions * 4
    mistakes = {
        "parameters_only": single,
        "bits_for_bytes": 8 * value,
        "one_state_more": (3 + states) * single,
    }
    # With one state it is the same value whichever of the two is forgotten.
    forgotten = (
        {"gradients_or_state_forgotten": 2} if states == 1 else {"states_forgotten": 2, "gradients_forgotten": 3}
    )
    mistakes |= {name: copies * single for name, copies in forgotten.items()}
    return Problem(
        given={"billions": billions, "optimizer": optimizer},
        answer=Number(value, decimals=1, relative=STRICT, units=("GB",)),
        check=lambda: sum([single, single, *[single] * states]),
        steps=[
            Step("one_copy", rf"{tex.number(billions)} \times 4 = {tex.number(single)}"),
            Step("copies", rf"1 + 1 + {states} = {2 + states}"),
            Step("total", rf"{2 + states} \times {tex.number(single)} = {tex.number(value)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep((2 + states) * keep(single)),
    )
