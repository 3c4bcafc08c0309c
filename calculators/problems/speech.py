"""Problems about speech: sampling, spectrograms, CTC, dilated causal convolutions."""

from __future__ import annotations

import math
from itertools import pairwise, product

from calculators import speech as reference
from calculators.answers.keys import Count, Number, Shape, Vector
from calculators.answers.units import MELS, SAMPLES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family

STRICT = 0.002


@family("speech.alias", topics=["4.5.1"])
def alias(draw: Draw) -> Problem:
    """Frequency that a tone above the Nyquist frequency turns into."""
    rate = 1000 * draw.choice("rate", [8, 10, 12, 16, 20, 22, 24])
    frequency = 100 * draw.integer("frequency", rate // 200 + 1, 3 * rate // 200 - 1)
    found = int(reference.alias(frequency, rate))
    draw.require(frequency % rate != 0 and found >= 100)
    turns = round(frequency / rate)
    return Problem(
        given={"rate": rate, "frequency": frequency},
        answer=Count(found, units=("Hz",)),
        check=lambda: round(math.acos(math.cos(2 * math.pi * frequency / rate)) * rate / (2 * math.pi)),
        steps=[
            Step("nyquist", rf"\frac{{{rate}}}{{2}} = {rate // 2}"),
            Step("alias", rf"|{frequency} - {turns} \times {rate}| = {found}"),
        ],
        mistakes={
            "unchanged": frequency,
            "nyquist_itself": rate // 2,
            "nyquist_subtracted": abs(frequency - rate // 2),
        },
    )


@family("speech.spectrogram_shape", topics=["4.5.1"])
def spectrogram_shape(draw: Draw) -> Problem:
    """Shape of a spectrogram from the short-time Fourier transform: (frames, frequencies)."""
    rate, tenths = draw.choice("rate", [8000, 16000, 22050]), draw.integer("tenths", 5, 60)
    seconds = tenths / 10
    window = draw.choice("window", [256, 400, 512, 1024])
    hop = window // draw.choice("overlap", [2, 4])
    samples = rate * tenths // 10
    count, width = reference.frames(samples, window, hop), reference.bins(window)
    draw.require((samples - window) % hop != 0)
    return Problem(
        given={"rate": rate, "seconds": seconds, "window": window, "hop": hop},
        answer=Shape((count, width)),
        check=lambda: [len(range(0, samples - window + 1, hop)), len(range(0, window + 1, 2))],
        steps=[
            Step("samples", rf"{rate} \times {tex.number(seconds)} = {samples}"),
            Step(
                "frames",
                rf"\left\lfloor \frac{{{samples} - {window}}}{{{hop}}} \right\rfloor + 1 = {count}",
            ),
            Step("frequencies", rf"\frac{{{window}}}{{2}} + 1 = {width}"),
            Step("shape", rf"({count},\ {width})"),
        ],
        mistakes={
            "window_not_subtracted": [samples // hop, width],
            "zero_frequency_forgotten": [count, window // 2],
            "both_halves": [count, window],
            "no_plus_one": [count - 1, width],
        },
    )


@family("speech.resolution", topics=["4.5.1"], values="positive")
def resolution(draw: Draw) -> Problem:
    """Frequency resolution in hertz and time step in milliseconds of a spectrogram."""
    rate = 1000 * draw.choice("rate", [8, 10, 16, 20, 32, 40])
    window = draw.choice("window", [200, 250, 256, 320, 400, 500, 512, 640, 800, 1000, 1024])
    hop = 10 * draw.integer("hop", 5, 40)
    draw.require(hop < window)
    values = [rate / window, 1000 * hop / rate]
    draw.require_untied(values, 3)
    return Problem(
        given={"rate": rate, "window": window, "hop": hop},
        answer=Vector(tuple(values), decimals=3, relative=STRICT),
        check=lambda: [1 / (window / rate), hop / (rate / 1000)],
        steps=[
            Step("frequency", rf"\frac{{{rate}}}{{{window}}} = {tex.number(values[0])}"),
            Step("time", rf"\frac{{{hop}}}{{{rate}}} \times 1000 = {tex.number(values[1])}"),
            Step("both", tex.vector(values)),
        ],
        mistakes={
            "half_rate": [values[0] / 2, values[1]],
            "window_for_hop": [values[0], 1000 * window / rate],
            "hop_for_window": [rate / hop, values[1]],
            "seconds": [values[0], values[1] / 1000],
        },
        solve=lambda keep: [keep(value) for value in values],
    )


@family("speech.mel", topics=["4.5.1"], values="positive")
def mel(draw: Draw) -> Problem:
    """A frequency on the mel scale."""
    frequency = 10 * draw.integer("frequency", 20, 800)
    value = reference.mel(frequency)
    ratio = 1 + frequency / 700
    draw.require(abs(frequency - 1000) >= 150)
    return Problem(
        given={"frequency": frequency},
        answer=Number(value, decimals=1, relative=STRICT, units=MELS),
        check=lambda: 2595 * (math.log(frequency + 700) - math.log(700)) / math.log(10),
        steps=[
            Step("ratio", rf"1 + \frac{{{frequency}}}{{700}} = {tex.number(ratio)}"),
            Step("logarithm", rf"\log_{{10}} {tex.number(ratio)} = {tex.number(math.log10(ratio))}"),
            Step("mel", rf"2595 \times {tex.number(math.log10(ratio))} = {tex.number(value, 1)}"),
        ],
        mistakes={
            "natural_logarithm": 2595 * math.log(ratio),
            "one_forgotten": 2595 * math.log10(frequency / 700),
            "hertz": float(frequency),
        },
        solve=lambda keep: keep(2595 * keep(math.log10(keep(ratio)))),
    )


@family("speech.ctc_collapse", topics=["4.5.3"], values="count")
def ctc_collapse(draw: Draw) -> Problem:
    """Label sequence of a CTC path."""
    path = [draw.choice(f"symbol{time}", [0, 0, 1, 1, 2, 3]) for time in range(9)]
    labels = reference.collapse(path)
    repeated = any(a == b != 0 for a, b in pairwise(path))
    kept_apart = any(a == c != 0 == b for a, b, c in zip(path, path[1:], path[2:], strict=False))
    draw.require(3 <= len(labels) <= 6 and repeated and kept_apart)
    merged = [symbol for place, symbol in enumerate(path) if place == 0 or symbol != path[place - 1]]
    dense = [symbol for symbol in path if symbol]
    backwards = [symbol for place, symbol in enumerate(dense) if place == 0 or symbol != dense[place - 1]]

    def by_changes() -> list[int]:
        return [b for a, b in zip([0, *path], path, strict=False) if b not in (a, 0)]

    return Problem(
        given={"path": path},
        answer=Vector(tuple(float(label) for label in labels), decimals=0, relative=0.0, absolute=0.01),
        check=by_changes,
        steps=[
            Step("merged", tex.vector(merged)),
            Step("labels", tex.vector(labels)),
        ],
        mistakes={
            "blanks_first": [float(label) for label in backwards],
            "blanks_kept": [float(symbol) for symbol in merged],
            "not_merged": [float(symbol) for symbol in dense],
        },
    )


@family("speech.ctc_probability", topics=["4.5.3"], values="probability")
def ctc_probability(draw: Draw) -> Problem:
    """Probability of a label sequence of two under CTC in three frames."""
    rows = []
    for time in range(3):
        low, high = sorted(draw.sample(f"frame{time}", range(1, 10), 2))
        rows.append([low / 10, (high - low) / 10, (10 - high) / 10])
    value = reference.ctc_probability(rows, [1, 2])
    paths = [path for path in product(range(3), repeat=3) if reference.collapse(path) == [1, 2]]
    chances = [rows[0][a] * rows[1][b] * rows[2][c] for a, b, c in paths]
    draw.require(value >= 0.05)
    without_blank = sum(chance for path, chance in zip(paths, chances, strict=True) if 0 not in path)
    order = sum(
        rows[0][a] * rows[1][b] * rows[2][c]
        for a, b, c in product(range(3), repeat=3)
        if sorted(reference.collapse((a, b, c))) == [1, 2]
    )
    return Problem(
        given={"rows": rows},
        answer=Number(value, relative=STRICT),
        check=lambda: sum(chances),
        steps=[
            Step("paths", r",\ ".join("".join(("{-}", "a", "b")[symbol] for symbol in path) for path in paths)),
            Step("chances", f"P = {tex.vector(chances)}"),
            Step("sum", f"{tex.total(chances)} = {tex.number(value)}"),
        ],
        mistakes={
            "best_path_only": max(chances),
            "no_blanks": without_blank,
            "no_repeats": value - without_blank,
            "any_order": order,
        },
        solve=lambda keep: keep(sum(keep(chance) for chance in chances)),
    )


@family("speech.causal_receptive_field", topics=["4.5.2"], domain=245)
def causal_receptive_field(draw: Draw) -> Problem:
    """Receptive field of stacked dilated causal convolutions, in samples."""
    kernel, layers, blocks = draw.integer("kernel", 2, 8), draw.integer("layers", 4, 10), draw.integer("blocks", 2, 6)
    field = reference.causal_receptive_field(kernel, layers, blocks)
    last = 2 ** (layers - 1)
    dots = r"\dots"
    dilations = "1, 2, 4, 8" if layers == 4 else f"1, 2, 4, …, {last}"
    span = 2**layers - 1

    def by_walking_back() -> int:
        reach = 0
        for _ in range(blocks):
            for layer in range(layers):
                reach += (kernel - 1) << layer
        return reach + 1

    mistakes = {
        "dilation_ignored": 1 + blocks * layers * (kernel - 1),
        "no_plus_one": field - 1,
        "last_layer_only": 1 + blocks * (kernel - 1) * last,
        "one_block": 1 + (kernel - 1) * span,
    }
    return Problem(
        given={"kernel": kernel, "layers": layers, "blocks": blocks, "dilations": dilations},
        answer=Count(field, units=SAMPLES),
        check=by_walking_back,
        steps=[
            Step("dilations", rf"{dilations.replace(', ', ' + ').replace('…', dots)} = {span}"),
            Step("block", rf"({kernel} - 1) \times {span} = {(kernel - 1) * span}"),
            Step("field", rf"1 + {blocks} \times {(kernel - 1) * span} = {field}"),
        ],
        mistakes=mistakes,
    )
