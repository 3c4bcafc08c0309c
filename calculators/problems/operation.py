"""Problems about lighter models and training on many machines."""

from __future__ import annotations

import math

from calculators import operation as reference
from calculators.answers.keys import Count, Number, Vector
from calculators.answers.units import FOLD, TIMES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

STRICT = 0.002


@family("operation.dequantize", topics=["5.1.1"])
def dequantize(draw: Draw) -> Problem:
    """Real number that an 8-bit code stands for, from the scale and the zero point."""
    scale = draw.choice("scale", [0.02, 0.04, 0.05, 0.08, 0.1, 0.2])
    zero_point, code = draw.integer("zero_point", 20, 200), draw.integer("code", 0, 255)
    value = reference.dequantized(code, scale, zero_point)
    draw.require(abs(code - zero_point) >= 5)
    return Problem(
        given={"scale": scale, "zero_point": zero_point, "code": code},
        answer=Number(value, relative=0.0, absolute=0.0005),
        check=lambda: scale * code - scale * zero_point,
        steps=[
            Step("difference", f"{code} - {zero_point} = {code - zero_point}"),
            Step("scaled", rf"{scale} \times {tex.factor(code - zero_point)} = {tex.number(value)}"),
        ],
        mistakes={
            "zero_point_ignored": scale * code,
            "zero_point_added": scale * (code + zero_point),
            "zero_point_not_scaled": scale * code - zero_point,
            "divided": (code - zero_point) / scale,
        },
        solve=lambda keep: keep(value),
    )


@family("operation.model_size", topics=["5.1.1"], values="positive")
def model_size(draw: Draw) -> Problem:
    """Size of a model quantized but for some layers, in megabytes."""
    quantized, kept = draw.decimal("quantized", 5, 120, 0.5), draw.decimal("kept", 1, 8, 0.5)
    bits = draw.choice("bits", [4, 8, 16])
    value = reference.model_bytes([quantized, kept], [bits, 32])
    low, high = quantized * bits / 8, kept * 4
    return Problem(
        given={"quantized": quantized, "kept": kept, "bits": bits},
        answer=Number(value, decimals=2, relative=STRICT, units=("MB",)),
        check=lambda: (quantized + kept) * bits / 8 + kept * (32 - bits) / 8,
        steps=[
            Step("quantized", rf"{tex.number(quantized)} \times \frac{{{bits}}}{{8}} = {tex.number(low)}"),
            Step("kept", rf"{tex.number(kept)} \times \frac{{32}}{{8}} = {tex.number(high)}"),
            Step("total", f"{tex.number(low)} + {tex.number(high)} = {tex.number(value)}"),
        ],
        mistakes={
            "bits_for_bytes": 8 * value,
            "all_quantized": (quantized + kept) * bits / 8,
            "not_quantized": (quantized + kept) * 4,
            "kept_layers_forgotten": low,
        },
        solve=lambda keep: keep(keep(low) + keep(high)),
    )


@family("operation.sparsity", topics=["5.1.1"], values="probability")
def sparsity(draw: Draw) -> Problem:
    """Overall sparsity of a network whose layers are pruned at different rates."""
    sizes = [100 * draw.integer(f"size{layer}", 5, 400) for layer in (1, 2, 3)]
    rates = [draw.decimal(f"rate{layer}", 0.1, 0.95, 0.05) for layer in (1, 2, 3)]
    draw.require(len(set(rates)) == 3)
    value = reference.overall_sparsity(sizes, rates)
    draw.require_untied([value], 4)
    removed = [size * rate for size, rate in zip(sizes, rates, strict=True)]
    return Problem(
        given={"sizes": sizes, "rates": rates},
        answer=Number(value, relative=STRICT),
        check=lambda: 1 - sum(size - gone for size, gone in zip(sizes, removed, strict=True)) / sum(sizes),
        steps=[
            Step("removed", f"{tex.total(removed)} = {tex.number(sum(removed))}"),
            Step("weights", f"{tex.total(sizes)} = {sum(sizes)}"),
            Step("ratio", rf"\frac{{{tex.number(sum(removed))}}}{{{sum(sizes)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "plain_mean": sum(rates) / 3,
            "density": 1 - value,
            "largest_layer": rates[sizes.index(max(sizes))],
            "product_of_rates": math.prod(rates),
        },
        solve=lambda keep: keep(keep(sum(removed)) / sum(sizes)),
    )


@family("operation.distillation_loss", topics=["5.1.1"], values="positive")
def distillation_loss(draw: Draw) -> Problem:
    """Loss of distillation for two classes: soft targets with temperature and the hard label."""
    teacher, student = draw.integers("teacher", 2, -3, 5), draw.integers("student", 2, -3, 5)
    T, share = draw.choice("T", [2, 4, 5]), draw.choice("share", [0.3, 0.4, 0.6, 0.7, 0.8])
    draw.require(teacher[0] != teacher[1] and student[0] != student[1] and abs(student[0] - student[1]) <= 5)
    label = 0 if teacher[0] > teacher[1] else 1
    value = reference.distillation_loss(student, teacher, label, T, share)
    draw.require(abs(teacher[0] - teacher[1]) <= 6)

    def sigma(x: float) -> float:
        return 1 / (1 + math.exp(-x))

    # With two classes the softmax is the sigmoid of the difference.
    soft, said = sigma((teacher[0] - teacher[1]) / T), sigma((student[0] - student[1]) / T)
    right = sigma(student[label] - student[1 - label])
    gentle, hard = -soft * math.log(said) - (1 - soft) * math.log(1 - said), -math.log(right)
    at_one = reference.distillation_loss(student, teacher, label, 1, 1.0)
    hard_soft = -math.log(said if label == 0 else 1 - said)

    def by_hand(keep: Round) -> float:
        p, q = keep(soft), keep(said)
        first = keep(keep(p * keep(-math.log(q))) + keep(keep(1 - p) * keep(-math.log(keep(1 - q)))))
        return keep(keep(keep(share * T * T) * first) + keep(keep(1 - share) * keep(-math.log(keep(right)))))

    return Problem(
        given={"teacher": teacher, "student": student, "label": label + 1, "T": T, "share": share},
        answer=Number(value),
        check=lambda: share * T * T * gentle + (1 - share) * hard,
        steps=[
            Step("soft_targets", f"p = {tex.vector([soft, 1 - soft])}"),
            Step("soft_outputs", f"q = {tex.vector([said, 1 - said])}"),
            Step("soft_loss", rf"-\sum p \ln q = {tex.number(gentle)}"),
            Step("hard_loss", rf"-\ln {tex.number(right)} = {tex.number(hard)}"),
            Step(
                "total",
                rf"{share} \times {T}^2 \times {tex.number(gentle)} + {tex.number(1 - share)} \times {tex.number(hard)}"
                f" = {tex.number(value)}",
            ),
        ],
        mistakes={
            "square_forgotten": share * gentle + (1 - share) * hard,
            "shares_exchanged": (1 - share) * T * T * gentle + share * hard,
            "temperature_ignored": share * T * T * at_one + (1 - share) * hard,
            "hard_loss_softened": share * T * T * gentle + (1 - share) * hard_soft,
        },
        solve=by_hand,
    )


@family("operation.low_rank", topics=["5.1.1"], values="positive")
def low_rank(draw: Draw) -> Problem:
    """Share of parameters that is left when a weight matrix becomes two factors of low rank."""
    m, n = 32 * draw.integer("m", 6, 60), 32 * draw.integer("n", 6, 60)
    r = 4 * draw.integer("r", 2, 24)
    left = reference.low_rank_parameters(m, n, r)
    value = left / (m * n)
    draw.require(value <= 0.8 and m != n)
    draw.require_untied([value], 4)
    return Problem(
        given={"m": m, "n": n, "r": r},
        answer=Number(value, relative=STRICT, units=FOLD),
        check=lambda: r / m + r / n,
        steps=[
            Step("factors", rf"{r} \times ({m} + {n}) = {left}"),
            Step("matrix", rf"{m} \times {n} = {m * n}"),
            Step("ratio", rf"\frac{{{left}}}{{{m * n}}} = {tex.number(value)}"),
        ],
        mistakes={
            "one_factor": r / n,
            "saved_share": 1 - value,
            "rank_of_one_side": r / m,
            "square_matrix": 2 * r / m,
        },
        solve=lambda keep: keep(left / (m * n)),
    )


@family("operation.updates", topics=["5.2.1"])
def updates(draw: Draw) -> Problem:
    """Parameter updates of synchronous data parallel training with accumulated gradients."""
    samples, epochs = 1000 * draw.integer("samples", 20, 400), draw.integer("epochs", 2, 20)
    workers, batch = draw.choice("workers", [2, 4, 8, 16]), draw.choice("batch", [8, 16, 32, 64])
    accumulated = draw.choice("accumulated", [2, 4, 8])
    effective = workers * batch * accumulated
    per_epoch = samples // effective
    count = reference.updates(samples, workers, batch, accumulated, epochs)
    draw.require(per_epoch >= 5)
    return Problem(
        given={"samples": samples, "epochs": epochs, "workers": workers, "batch": batch, "accumulated": accumulated},
        answer=Count(count, units=TIMES),
        check=lambda: sum(len(range(effective, samples + 1, effective)) for _ in range(epochs)),
        steps=[
            Step("effective", rf"{workers} \times {batch} \times {accumulated} = {effective}"),
            Step("epoch", rf"\left\lfloor \frac{{{samples}}}{{{effective}}} \right\rfloor = {per_epoch}"),
            Step("total", rf"{per_epoch} \times {epochs} = {count}"),
        ],
        mistakes={
            "accumulation_ignored": samples // (workers * batch) * epochs,
            "workers_ignored": samples // (batch * accumulated) * epochs,
            "one_epoch": per_epoch,
            "one_worker_batch": samples // batch * epochs,
        },
    )


@family("operation.ring_all_reduce", topics=["5.2.1"], values="positive")
def ring_all_reduce(draw: Draw) -> Problem:
    """Megabytes that each worker sends in a ring all-reduce of gradients."""
    parameters, workers = draw.decimal("parameters", 5, 300, 0.5), draw.choice("workers", [4, 5, 8, 10, 16, 20])
    width = draw.choice("width", [2, 4])
    size = parameters * width
    value = reference.ring_all_reduce_bytes(size, workers)
    draw.require_untied([value], 2)
    return Problem(
        given={"parameters": parameters, "workers": workers, "width": width},
        answer=Number(value, decimals=2, relative=STRICT, units=("MB",)),
        check=lambda: sum(size / workers for _ in range(workers - 1)) * 2,
        steps=[
            Step("size", rf"{tex.number(parameters)} \times {width} = {tex.number(size)}"),
            Step("piece", rf"\frac{{{tex.number(size)}}}{{{workers}}} = {tex.number(size / workers)}"),
            Step(
                "sent",
                rf"2 \times ({workers} - 1) \times {tex.number(size / workers)} = {tex.number(value)}",
            ),
        ],
        mistakes={
            "one_phase": value / 2,
            "all_to_all": (workers - 1) * size,
            "bytes_forgotten": value / width,
            "own_piece_counted": 2 * size,
        },
        solve=lambda keep: keep(2 * (workers - 1) * keep(size / workers)),
    )


@family("operation.federated_average", topics=["5.2.2"])
def federated_average(draw: Draw) -> Problem:
    """Global model after one round of FedAvg with three clients and two parameters."""
    samples = [10 * draw.integer(f"samples{client}", 2, 60) for client in (1, 2, 3)]
    clients = [draw.vector(f"client{client}", 2, -2, 2, 0.1) for client in (1, 2, 3)]
    draw.require(len(set(samples)) == 3)
    values = reference.federated_average(clients, samples)
    draw.require(all(abs(value) >= 0.05 for value in values))
    draw.require_untied(values, 4)
    total = sum(samples)
    shares = [n / total for n in samples]

    def mixed(weights: list[float]) -> list[float]:
        return [sum(w * row[j] for w, row in zip(weights, clients, strict=True)) for j in range(2)]

    inverse = [1 / n for n in samples]
    return Problem(
        given={"samples": samples, "clients": clients},
        # Shares of four decimals are each wrong by up to 0.00005, and their products with weights up to 2 add up.
        answer=Vector(tuple(values), relative=0.005, absolute=0.0005),
        check=lambda: mixed(shares),
        steps=[
            Step("shares", rf"\frac{{n_k}}{{n}} = {tex.vector(shares)}"),
            Step("average", rf"w = {tex.vector(values)}"),
        ],
        mistakes={
            "plain_mean": mixed([1 / 3] * 3),
            "largest_client": clients[samples.index(max(samples))],
            "inverse_weights": mixed([w / sum(inverse) for w in inverse]),
            "summed": mixed([1.0] * 3),
        },
        solve=lambda keep: [
            keep(sum(keep(keep(share) * row[j]) for share, row in zip(shares, clients, strict=True))) for j in range(2)
        ],
    )
