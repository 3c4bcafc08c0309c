"""Learning rates over time, numbers of updates, and early stopping."""

from __future__ import annotations

import math

from calculators.answers.keys import Count, Number, Vector
from calculators.answers.units import TIMES
from calculators.problems import tex
from calculators.problems.draw import Domain, Draw
from calculators.problems.problem import Problem, Round, Step, family
from calculators.schedules import cosine_annealing, early_stopping, step_decay, updates, warmup_inverse_root


@family("schedules.step_decay", topics=["3.3.3", "3.2.1"], values="positive")
def decayed(draw: Draw) -> Problem:
    """Learning rate of a step decay in a given epoch, in thousandths."""
    rate, factor = draw.choice("rate", [10, 20, 40, 50, 80, 100, 200]), draw.choice("factor", [0.1, 0.2, 0.5, 0.8])
    every, epoch = draw.choice("every", [5, 10, 15, 20, 30]), draw.integer("epoch", 10, 99)
    falls = epoch // every
    draw.require(2 <= falls <= 4 and epoch % every != 0)
    value = step_decay(rate, factor, every, epoch)
    draw.require(value >= 0.05)
    start = rate / 1000

    def by_epochs() -> float:
        now = float(rate)
        for passed in range(1, epoch + 1):
            if passed % every == 0:
                now *= factor
        return now

    return Problem(
        given={"start": start, "factor": factor, "every": every, "epoch": epoch},
        answer=Number(value),
        check=by_epochs,
        steps=[
            Step("falls", rf"\left\lfloor \frac{{{epoch}}}{{{every}}} \right\rfloor = {falls}"),
            Step("rate", rf"1000 \times {start} \times {factor}^{{{falls}}} = {tex.number(value)}"),
        ],
        mistakes={
            "one_fall_too_many": value * factor,
            "one_fall_only": rate * factor,
            "continuous": rate * factor ** (epoch / every),
            "multiplied_by_falls": rate * factor * falls,
        },
        solve=lambda keep: keep(rate * keep(factor**falls)),
    )


@family("schedules.cosine", topics=["3.3.3", "3.2.1"], values="positive")
def cosine(draw: Draw) -> Problem:
    """Learning rate of cosine annealing at a step."""
    highest, lowest = draw.decimal("highest", 0.2, 2, 0.1), draw.choice("lowest", [0.01, 0.02, 0.05])
    steps = draw.choice("steps", [60, 90, 120, 180, 240, 300])
    # Angles of 30, 45, 60, 120, 135 and 150 degrees: cosines that are looked up, not computed.
    part = draw.choice("part", [2, 3, 4, 8, 9, 10])
    draw.require(steps * part % 12 == 0)
    step = steps * part // 12
    value = cosine_annealing(highest, lowest, step, steps)
    turn = math.cos(math.pi * part / 12)
    spread = highest - lowest

    def by_hand(keep: Round) -> float:
        return keep(lowest + keep(keep(spread / 2) * keep(1 + keep(turn))))

    return Problem(
        given={"highest": highest, "lowest": lowest, "step": step, "steps": steps},
        answer=Number(value, relative=0.005),
        # 1 + cos a = 2 cos²(a/2)
        check=lambda: lowest + spread * math.cos(math.pi * part / 24) ** 2,
        steps=[
            Step("cosine", rf"\cos\frac{{{step}\pi}}{{{steps}}} = {tex.number(turn)}"),
            Step(
                "rate",
                rf"{lowest} + \frac{{1}}{{2}} \times {tex.number(spread)} \times (1 + {tex.factor(turn)})"
                f" = {tex.number(value)}",
            ),
        ],
        mistakes={
            "linear": highest - spread * part / 12,
            "half_missing": lowest + spread * (1 + turn),
            "one_missing": lowest + spread * turn / 2,
            "reversed": lowest + spread * (1 - turn) / 2,
        },
        solve=by_hand,
    )


@family("schedules.warmup", topics=["3.3.3", "3.6.1"], values="positive")
def warmup(draw: Draw) -> Problem:
    """Learning rate of the Transformer's schedule, in thousandths, before and after warm-up."""
    width = draw.choice("width", [64, 100, 144, 256, 400, 576])
    warm = draw.choice("warmup", [400, 900, 1600, 2500, 3600, 4900])
    early = draw.integer("early", 1, 9) * warm // 10
    late = draw.choice("late", [2, 3, 4, 5, 6, 8, 9, 16]) * warm
    draw.require(early * 10 % warm == 0)
    values = [1000 * warmup_inverse_root(width, step, warm) for step in (early, late)]
    draw.require_untied(values, 3)
    root, side = math.sqrt(warm), math.sqrt(width)

    def by_peak() -> list[float]:
        peak = 1000 / (side * root)
        return [peak * early / warm, peak * math.sqrt(warm / late)]

    return Problem(
        given={"width": width, "warmup": warm, "early": early, "late": late},
        # Small rates that were rounded before the last step are forgiven in the last decimal.
        answer=Vector(tuple(values), decimals=3, relative=0.005, absolute=0.001),
        check=by_peak,
        steps=[
            Step(
                "early",
                rf"\frac{{1000}}{{\sqrt{{{width}}}}} \times \frac{{{early}}}{{{warm}^{{1.5}}}}"
                f" = {tex.number(values[0], 3)}",
            ),
            Step(
                "late",
                rf"\frac{{1000}}{{\sqrt{{{width}}}}} \times \frac{{1}}{{\sqrt{{{late}}}}} = {tex.number(values[1], 3)}",
            ),
            Step("both", tex.vector(values, 3)),
        ],
        mistakes={
            "always_falling": [1000 / (side * math.sqrt(early)), values[1]],
            "always_rising": [values[0], 1000 / side * late / warm**1.5],
            "width_not_rooted": [values[0] / side, values[1] / side],
            "width_ignored": [value * side for value in values],
        },
        # The stem asks for no rounding on the way.
        solve=lambda keep: [keep(value) for value in values],
    )


@family("schedules.updates", topics=["3.2.1"])
def number_of_updates(draw: Draw) -> Problem:
    """Updates of mini-batch training when the last, incomplete batch is used too."""
    samples, batch = draw.integer("samples", 500, 9999), draw.choice("batch", [16, 20, 32, 50, 64, 100, 128])
    epochs = draw.integer("epochs", 2, 20)
    draw.require(samples % batch != 0)
    total = updates(samples, batch, epochs)
    each = -(-samples // batch)
    return Problem(
        given={"samples": samples, "batch": batch, "epochs": epochs},
        answer=Count(total, units=TIMES),
        check=lambda: sum(len(range(0, samples, batch)) for _ in range(epochs)),
        steps=[
            Step("epoch", rf"\left\lceil \frac{{{samples}}}{{{batch}}} \right\rceil = {each}"),
            Step("total", rf"{each} \times {epochs} = {total}"),
        ],
        mistakes={
            "last_batch_dropped": updates(samples, batch, epochs, drop_last=True),
            "one_epoch": each,
            "samples_counted": samples * epochs,
            "rounded_at_the_end": -(-samples * epochs // batch),
        },
    )


@family("schedules.early_stopping", topics=["3.3.3"], values=["size", "positive"])
def stopping(draw: Draw) -> Problem:
    """Epoch at which early stopping ends training, and the validation loss of the weights that are kept."""
    patience = draw.choice("patience", [2, 3])
    stream, now, curve = draw.stream("curve"), draw.integer("start", 85, 99), []
    for epoch in range(12):
        curve.append(now)
        now += stream.choice([-9, -7, -5, -3, 2] if epoch < 4 else [-6, -4, 2, 3, 4, 5] if epoch < 9 else [-9, -8, -7])
    losses = [value / 100 for value in curve]
    losses = draw.composed("losses", Domain(0.01, 1.5, shape=(12,)), losses, ("start",))
    stopped, best = early_stopping(losses, patience)
    kept = losses[best - 1]
    least = losses.index(min(losses))
    draw.require(5 <= stopped <= 10 and len(set(losses)) == 12 and min(losses) < kept)
    first_rise = next(index for index in range(1, 12) if losses[index] > losses[index - 1]) + 1
    draw.require(first_rise < stopped)

    def by_windows() -> list[float]:
        # The first epoch after which the last `patience` losses all lie above one before them.
        ends = [
            at
            for at in range(patience, 12)
            if min(losses[at - patience + 1 : at + 1]) > min(losses[: at - patience + 1])
        ]
        return [ends[0] + 1, min(losses[: ends[0] + 1])]

    return Problem(
        given={"losses": losses, "patience": patience},
        answer=Vector((stopped, kept), decimals=2, relative=0.0),
        check=by_windows,
        steps=[
            Step("best", rf"L_{{{best}}} = {tex.number(kept)}"),
            Step("stop", rf"{best} + {patience} = {stopped}"),
            Step("both", tex.vector([stopped, kept])),
        ],
        mistakes={
            "first_rise": [first_rise, losses[first_rise - 2]],
            "least_of_all": [12, losses[least]],
            "weights_of_the_end": [stopped, losses[stopped - 1]],
            "one_epoch_too_late": [stopped + 1, kept],
        },
    )
