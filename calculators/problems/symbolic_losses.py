"""Derivatives of loss functions as formulas, and of softmax with cross-entropy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from calculators import symbolic
from calculators.problems.draw import Draw
from calculators.problems.formulas import Domains, confirmed, formula_problem
from calculators.problems.problem import Problem, Step, family

SHARE = (0.1, 0.9)
REAL = (-1.5, 1.5)
POSITIVE = (0.3, 2.5)


class _Loss(NamedTuple):
    """A loss of a prediction y (or logit z) and a target t: SymPy's form, the derivative's text, and mistakes."""

    build: Any
    variable: str
    slope: str
    domains: Domains
    mistakes: Mapping[str, str]


def _losses(c: int) -> dict[str, _Loss]:
    """The losses by name; c is the constant that some of them have."""
    import sympy

    log, exp = sympy.log, sympy.exp
    shares, reals = {"y": SHARE, "t": SHARE}, {"z": REAL, "t": SHARE}
    plain = {"y": REAL, "t": (-0.7, 2.1)}
    return {
        "cross_entropy": _Loss(
            lambda y, t: -t * log(y) - (1 - t) * log(1 - y),
            "y",
            "(1 - t)/(1 - y) - t/y",
            shares,
            {
                "part_missing": "-t/y",
                "inside_forgotten": "-t/y - (1 - t)/(1 - y)",
                "other_formula": "y - t",
                "sign": "t/y - (1 - t)/(1 - y)",
            },
        ),
        "cross_entropy_of_logit": _Loss(
            lambda z, t: log(1 + exp(z)) - t * z,
            "z",
            "sigmoid(z) - t",
            reals,
            {
                "part_missing": "sigmoid(z)",
                "inside_forgotten": "1/(1 + exp(z)) - t",
                "other_formula": "(sigmoid(z) - t)*sigmoid(z)*(1 - sigmoid(z))",
                "sign": "t - sigmoid(z)",
            },
        ),
        "logistic": _Loss(
            lambda z, t: log(1 + exp(-t * z)),
            "z",
            "-t*sigmoid(-t*z)",
            {"z": REAL, "t": (0.5, 2.0)},
            {
                "part_missing": "sigmoid(-t*z)",
                "inside_forgotten": "-t/(1 + exp(-t*z))",
                "other_formula": "sigmoid(z) - t",
                "sign": "t*sigmoid(-t*z)",
            },
        ),
        "log_cosh": _Loss(
            lambda y, t: log(exp(c * (y - t)) + exp(c * (t - y))),
            "y",
            f"{c}*tanh({c}*(y - t))",
            plain,
            {
                "part_missing": f"tanh({c}*(y - t))",
                "inside_forgotten": f"1/(exp({c}*(y - t)) + exp({c}*(t - y)))",
                "other_formula": f"{c}*(1 - tanh({c}*(y - t))^2)",
                "sign": f"-{c}*tanh({c}*(y - t))",
            },
        ),
        "pseudo_huber": _Loss(
            lambda y, t: c**2 * (sympy.sqrt(1 + (y - t) ** 2 / c**2) - 1),
            "y",
            f"(y - t)/sqrt(1 + (y - t)^2/{c * c})",
            plain,
            {
                "part_missing": f"{c * c}/(2*sqrt(1 + (y - t)^2/{c * c}))",
                "inside_forgotten": f"2*(y - t)/sqrt(1 + (y - t)^2/{c * c})",
                "other_formula": "y - t",
                "sign": f"(t - y)/sqrt(1 + (y - t)^2/{c * c})",
            },
        ),
        "poisson": _Loss(
            lambda z, t: exp(z) - t * z,
            "z",
            "exp(z) - t",
            reals,
            {
                "part_missing": "exp(z)",
                "inside_forgotten": "exp(z) - t*z",
                "other_formula": "sigmoid(z) - t",
                "sign": "t - exp(z)",
            },
        ),
        "exponential": _Loss(
            lambda z, t: exp(-c * t * z),
            "z",
            f"-{c}*t*exp(-{c}*t*z)",
            {"z": (-0.6, 0.6), "t": (0.3, 0.9)},
            {
                "part_missing": f"-t*exp(-{c}*t*z)",
                "inside_forgotten": f"exp(-{c}*t*z)",
                "other_formula": f"-{c}*t*z*exp(-{c}*t*z)",
                "sign": f"{c}*t*exp(-{c}*t*z)",
            },
        ),
        "focal": _Loss(
            lambda y, t: -t * (1 - y) ** c * log(y),
            "y",
            f"{c}*t*(1 - y)^{c - 1}*ln(y) - t*(1 - y)^{c}/y",
            shares,
            {
                "part_missing": f"-t*(1 - y)^{c}/y",
                "inside_forgotten": f"-{c}*t*(1 - y)^{c - 1}*ln(y) - t*(1 - y)^{c}/y",
                "other_formula": f"-{c}*t*(1 - y)^{c - 1}/y",
                "sign": f"t*(1 - y)^{c}/y - {c}*t*(1 - y)^{c - 1}*ln(y)",
            },
        ),
        "gaussian": _Loss(
            lambda y, t: log(y) + (t**2) / (2 * c * y**2),
            "y",
            f"1/y - t^2/({c}*y^3)",
            {"y": POSITIVE, "t": (0.4, 2.0)},
            {
                "part_missing": f"-t^2/({c}*y^3)",
                "inside_forgotten": f"1/y + t^2/({c}*y^3)",
                "other_formula": f"1/y + t/({c}*y^2)",
                "sign": f"t^2/({c}*y^3) - 1/y",
            },
        ),
    }


NAMES = (
    *("cross_entropy", "cross_entropy_of_logit", "logistic", "log_cosh", "pseudo_huber", "poisson"),
    *("exponential", "focal", "gaussian"),
)


@family("symbolic_losses.derivative", topics=["3.1.2", "3.2.2"], domain=(4 + 5 * 4) * 8)
def derivative(draw: Draw) -> Problem:
    """Derivative of a weighted loss function with respect to the prediction or the logit."""
    import sympy

    a, c = draw.integer("weight", 2, 9), draw.integer("constant", 2, 5)
    loss = _losses(c)[draw.choice("loss", NAMES)]
    at, t = sympy.Symbol(loss.variable), sympy.Symbol("t")
    expression = a * loss.build(at, t)
    bare_loss = symbolic.to_tex(loss.build(at, t))
    # Not multiplied out: 3(σ(z) − t) is easier to compare than the sum.
    shown = rf"{a} \left({bare_loss}\right)" if loss.build(at, t).is_Add else symbolic.to_tex(expression)
    # As one writes it by hand, like the mistakes; SymPy's own derivative is the second route.
    found = symbolic.from_text(f"{a}*({loss.slope})", [*loss.domains])
    slope = symbolic.to_text(symbolic.derivative(expression, at))
    last = "1 - y" if loss.domains.get("y") == SHARE else "y - t" if loss.variable == "y" else "1 - sigmoid(z)"
    return formula_problem(
        draw,
        {"L": shown, "wrt": loss.variable},
        found,
        loss.domains,
        lambda: confirmed(slope, expression, loss.variable, loss.domains),
        rf"\frac{{\partial L}}{{\partial {loss.variable}}}",
        [
            Step("without_weight", rf"L = {a} \ell,\quad \ell = {bare_loss}"),
        ],
        {
            "weight_forgotten": loss.slope,
            "factor_too_many": f"{a}*({loss.slope})*({last})",
            **{name: f"{a}*({text})" for name, text in loss.mistakes.items()},
        },
    )


@family("symbolic_losses.softmax_cross_entropy", topics=["3.1.2", "3.2.2"])
def softmax_cross_entropy(draw: Draw) -> Problem:
    """Derivative of cross-entropy with softmax of three logits at a temperature, with respect to one logit."""
    import sympy

    cuts = sorted(draw.sample("cuts", range(1, 10), 2))
    tenths = [cuts[0], cuts[1] - cuts[0], 10 - cuts[1]]
    temperature, k = draw.choice("temperature", [1, 2, 3, 4, 5]), draw.integer("k", 1, 3)
    names = ["a", "b", "c"]
    z = sympy.symbols(names)
    scaled = [logit / sympy.Integer(temperature) for logit in z]
    total = sum(sympy.exp(part) for part in scaled)
    target = [sympy.Rational(part, 10) for part in tenths]
    loss = -sum(t * part for t, part in zip(target, scaled, strict=True)) + sympy.log(total)
    wrt = names[k - 1]
    share = sympy.exp(scaled[k - 1]) / total
    found = (share - target[k - 1]) / temperature
    domains = dict.fromkeys(names, (-1.5, 1.5))
    inside = [f"exp({name}/{temperature})" if temperature > 1 else f"exp({name})" for name in names]
    y, t = f"{inside[k - 1]}/({' + '.join(inside)})", f"{tenths[k - 1]}/10"
    factor = f"1/{temperature}*" if temperature > 1 else ""
    hottest = tenths[(k - 1 + 1) % 3]

    def by_sympy() -> str:
        # The derivative of the loss itself, in which y − t does not yet show.
        return confirmed(symbolic.to_text(symbolic.derivative(loss, z[k - 1])), loss, wrt, domains)

    return formula_problem(
        draw,
        {"t": [part / 10 for part in tenths], "T": temperature, "wrt": wrt},
        found,
        domains,
        by_sympy,
        rf"\frac{{\partial L}}{{\partial {wrt}}}",
        [
            Step("share", rf"y_{{{k}}} = {symbolic.to_tex(share)}"),
            Step(
                "rule",
                rf"\frac{{\partial L}}{{\partial z_{{{k}}}}} = \frac{{1}}{{T}} \left(y_{{{k}}} - t_{{{k}}}\right)",
            ),
        ],
        {
            "sign": f"{factor}({t} - {y})",
            "target_forgotten": f"{factor}{y}",
            "hard_label": f"{factor}({y} - 1)",
            "loss_part_only": f"-{factor}{t}*({' + '.join(inside)})/{inside[k - 1]}",
            "softmax_derivative": f"{factor}{y}*(1 - {y})",
            "temperature_forgotten": f"{y} - {t}",
            "other_target": f"{factor}({y} - {hottest}/10)",
        },
    )
