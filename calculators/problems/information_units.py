"""The same information in bits and in nats."""

from __future__ import annotations

import math

from calculators.answers.keys import Vector
from calculators.information import entropy
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family


@family("information_units.entropy", topics=["1.3.1"], values="positive", carried=5)
def entropy_in_both(draw: Draw) -> Problem:
    """Entropy of a distribution over three outcomes in bits and in nats."""
    cuts = sorted(draw.sample("cuts", range(1, 40), 2))
    p = [cuts[0] / 40, (cuts[1] - cuts[0]) / 40, (40 - cuts[1]) / 40]
    # Near the uniform distribution all entropies are alike.
    draw.require(0.3 <= entropy(p, math.e) <= 1.04)
    bits, nats = entropy(p), entropy(p, math.e)
    logs = [math.log(share) for share in p]

    def by_hand(keep: Round) -> list[float]:
        found = keep(-sum(keep(share * keep(log)) for share, log in zip(p, logs, strict=True)))
        return [keep(found / 0.69315), found]

    return Problem(
        given={"p": p},
        answer=Vector((bits, nats), decimals=3, relative=0.002),
        check=lambda: [math.log2(math.prod(share**-share for share in p)), math.log(math.prod(s**-s for s in p))],
        steps=[
            Step("logs", rf"\ln p = {tex.vector(logs, 5)}"),
            Step("nats", rf"-\left({tex.products(p, logs, 5)}\right) = {tex.number(nats, 5)}"),
            Step(
                "both",
                rf"\left(\frac{{{tex.number(nats, 5)}}}{{0.69315}},\ {tex.number(nats, 5)}\right)"
                rf" = {tex.vector([bits, nats], 3)}",
            ),
        ],
        mistakes={
            "exchanged": [nats, bits],
            "multiplied_by_ln_two": [nats * math.log(2), nats],
            "base_ten": [nats / math.log(10), nats],
            "probabilities_forgotten": [-sum(logs) / math.log(2), -sum(logs)],
            "same_in_both": [nats, nats],
        },
        solve=by_hand,
    )
