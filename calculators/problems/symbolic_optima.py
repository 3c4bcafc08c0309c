"""Optima as formulas: Lagrange multipliers, derivatives of log-likelihoods, and maximum a posteriori estimates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from calculators import symbolic
from calculators.problems.draw import Draw
from calculators.problems.formulas import Domains, confirmed, formula_problem
from calculators.problems.problem import Problem, Step, family

TOTAL: Domains = {"s": (1.0, 9.0)}


@family("symbolic_optima.lagrange", topics=["1.1.1", "2.1.5"])
def lagrange(draw: Draw) -> Problem:
    """One coordinate of the optimum under a linear constraint with total s, by a Lagrange multiplier."""
    import sympy

    x, y, s, multiplier = sympy.symbols("x y s lambda", positive=True)
    a, b = draw.integer("a", 1, 5), draw.integer("b", 1, 5)
    c, d = draw.integer("c", 1, 5), draw.integer("d", 1, 5)
    kind, wanted = draw.choice("kind", ["cost", "logarithms"]), draw.choice("wanted", ["x", "y"])
    draw.require((a, c) != (b, d))
    if kind == "cost":
        # 2ax = λc and 2by = λd: x : y = c/a : d/b.
        goal, f = "min", a * x**2 + b * y**2
        weights = sympy.Rational(c, a), sympy.Rational(d, b)
    else:
        # a/x = λc and b/y = λd: x : y = a/c : b/d.
        goal, f = "max", a * sympy.log(x) + b * sympy.log(y)
        weights = sympy.Rational(a, c), sympy.Rational(b, d)
    constraint = c * x + d * y
    whole = c * weights[0] + d * weights[1]
    plain = sympy.Symbol("s")
    shares = [plain * weight / whole for weight in weights]
    own, other = shares if wanted == "x" else shares[::-1]
    price = c if wanted == "x" else d
    lagrangian = f - multiplier * (constraint - s)
    slopes = [symbolic.derivative(lagrangian, symbol) for symbol in (x, y)]

    def by_solving() -> str:
        from calculators.answers import evaluate

        found = sympy.solve([*slopes, constraint - s], [x, y, multiplier], dict=True)
        if len(found) != 1:
            raise ArithmeticError(f"{len(found)} stationary points")
        text = symbolic.to_text(found[0][x if wanted == "x" else y].xreplace({s: plain}))
        # No point beside it on the constraint is better.
        at = {"x": float(evaluate(symbolic.to_text(shares[0]), {"s": 3.0})), "s": 3.0}
        values = []
        for move in (0.0, 0.01, -0.01):
            here = at["x"] * (1 + move)
            values.append(symbolic.value(f, {"x": here, "y": (3.0 - c * here) / d}))
        best = min(values) if goal == "min" else max(values)
        if best != values[0]:
            raise ArithmeticError(f"a point beside {at} is better")
        return text

    equations = r",\quad ".join(f"{symbolic.to_tex(slope)} = 0" for slope in slopes)
    text = symbolic.to_text(own)
    return formula_problem(
        draw,
        {"goal": goal, "f": symbolic.to_tex(f), "constraint": symbolic.to_tex(constraint), "wanted": wanted},
        own,
        TOTAL,
        by_solving,
        wanted,
        [
            Step(
                "lagrangian",
                rf"\mathcal{{L}} = {symbolic.to_tex(f)} - \lambda \left({symbolic.to_tex(constraint)} - s\right)",
            ),
            Step("stationary", equations),
        ],
        {
            "other_coordinate": symbolic.to_text(other),
            "half_of_the_total": f"s/{2 * price}",
            "all_of_the_total": f"s/{price}",
            "equal_coordinates": f"s/{c + d}",
            "price_once_more": f"({text})*{price}",
            "ratio_inverted": symbolic.to_text(
                plain / weights[0 if wanted == "x" else 1] / (c / weights[0] + d / weights[1])
            ),
        },
    )


class _Model(NamedTuple):
    """A model of a sample of n values with the sum s: density, log-likelihood in θ, its derivative, and mistakes."""

    density: str
    log_likelihood: Any
    slope: str
    domains: Domains
    mistakes: Mapping[str, str]


def _models(c: int) -> dict[str, _Model]:
    """The models by name; c is a known constant."""
    import sympy

    theta, n, s = sympy.symbols("theta n s")
    log = sympy.log
    share: Domains = {"theta": (0.1, 0.9), "n": (6.0, 9.0), "s": (1.0, 5.0)}
    rate: Domains = {"theta": (0.3, 3.0), "n": (3.0, 9.0), "s": (1.0, 9.0)}
    return {
        "binomial": _Model(
            rf"\binom{{{c}}}{{x}} \theta^{{x}} (1 - \theta)^{{{c} - x}}",
            s * log(theta) + (c * n - s) * log(1 - theta),
            f"s/theta - ({c}*n - s)/(1 - theta)",
            share,
            {
                "inner_sign": f"s/theta + ({c}*n - s)/(1 - theta)",
                "part_missing": "s/theta",
                "one_value_only": f"s/theta - ({c} - s)/(1 - theta)",
                "estimate": f"s/({c}*n)",
            },
        ),
        "geometric": _Model(
            rf"\theta (1 - \theta)^{{{c} x}}\ (x = 0, 1, 2, \dots)" if c > 1 else r"\theta (1 - \theta)^{x}",
            n * log(theta) + c * s * log(1 - theta),
            f"n/theta - {c}*s/(1 - theta)",
            share,
            {
                "inner_sign": f"n/theta + {c}*s/(1 - theta)",
                "part_missing": "n/theta",
                "one_value_only": f"1/theta - {c}*s/(1 - theta)",
                "estimate": f"n/(n + {c}*s)",
            },
        ),
        "poisson": _Model(
            rf"\frac{{({c}\theta)^{{x}}}}{{x!}} e^{{-{c}\theta}}",
            s * log(theta) - c * n * theta,
            f"s/theta - {c}*n",
            rate,
            {
                "inner_sign": f"s/theta + {c}*n",
                "part_missing": "s/theta",
                "one_value_only": f"s/theta - {c}",
                "estimate": f"s/({c}*n)",
            },
        ),
        "exponential": _Model(
            rf"{c}\theta\, e^{{-{c}\theta x}}",
            n * log(theta) - c * theta * s,
            f"n/theta - {c}*s",
            rate,
            {
                "inner_sign": f"n/theta + {c}*s",
                "part_missing": "n/theta",
                "one_value_only": f"1/theta - {c}*s",
                "estimate": f"n/({c}*s)",
            },
        ),
        "gaussian_mean": _Model(
            rf"\frac{{1}}{{\sqrt{{{2 * c}\pi}}}} \exp\left(-\frac{{(x - \theta)^2}}{{{2 * c}}}\right)",
            (2 * theta * s - n * theta**2) / (2 * c),
            f"(s - n*theta)/{c}",
            rate,
            {
                "inner_sign": f"(n*theta - s)/{c}",
                "part_missing": f"s/{c}",
                "one_value_only": f"(s - theta)/{c}",
                "half_kept": f"(s - n*theta)/{2 * c}",
                "estimate": "s/n",
            },
        ),
    }


@family("symbolic_optima.score", topics=["1.2.2"], domain=5 * 11)
def score(draw: Draw) -> Problem:
    """Derivative of the log-likelihood of a sample with respect to the parameter, in n and the sum s."""
    import sympy

    c = draw.integer("c", 2, 12)
    name = draw.choice("model", ["binomial", "geometric", "poisson", "exponential", "gaussian_mean"])
    model = _models(c)[name]
    slope = symbolic.to_text(symbolic.derivative(model.log_likelihood, sympy.Symbol("theta")))
    return formula_problem(
        draw,
        {"density": model.density},
        # As one writes it by hand, like the mistakes; SymPy's own derivative is the second route.
        symbolic.from_text(model.slope, [*model.domains]),
        model.domains,
        lambda: confirmed(slope, model.log_likelihood, "theta", model.domains),
        r"\frac{d \ln L}{d\theta}",
        [Step("log_likelihood", rf"\ln L = {symbolic.to_tex(model.log_likelihood)} + \mathrm{{const.}}")],
        {**model.mistakes, "sample_size_twice": f"n*({model.slope})"},
    )


class _Posterior(NamedTuple):
    """A model with its prior: both densities, the log-posterior in θ, the MAP estimate as a text, and mistakes."""

    density: str
    prior: str
    log_posterior: Any
    estimate: str
    mistakes: Mapping[str, str]


def _posteriors(a: int, b: int) -> dict[str, _Posterior]:
    """The models by name, with the prior's whole numbers a and b."""
    import sympy

    theta, n, s = sympy.symbols("theta n s", positive=True)
    log = sympy.log
    beta = rf"\theta^{{{a - 1}}} (1 - \theta)^{{{b - 1}}}"
    gamma = rf"\theta^{{{a - 1}}} e^{{-{b}\theta}}"
    return {
        "bernoulli": _Posterior(
            r"\theta^{x} (1 - \theta)^{1 - x}",
            beta,
            (s + a - 1) * log(theta) + (n - s + b - 1) * log(1 - theta),
            f"(s + {a - 1})/(n + {a + b - 2})",
            {
                "prior_ignored": "s/n",
                "posterior_mean": f"(s + {a})/(n + {a + b})",
                "parameters_exchanged": f"(s + {b - 1})/(n + {a + b - 2})",
                "prior_in_the_numerator_only": f"(s + {a - 1})/n",
            },
        ),
        "geometric": _Posterior(
            r"\theta (1 - \theta)^{x}",
            beta,
            (n + a - 1) * log(theta) + (s + b - 1) * log(1 - theta),
            f"(n + {a - 1})/(n + s + {a + b - 2})",
            {
                "prior_ignored": "n/(n + s)",
                "posterior_mean": f"(n + {a})/(n + s + {a + b})",
                "parameters_exchanged": f"(n + {b - 1})/(n + s + {a + b - 2})",
                "prior_in_the_numerator_only": f"(n + {a - 1})/(n + s)",
            },
        ),
        "poisson": _Posterior(
            r"\frac{\theta^{x}}{x!} e^{-\theta}",
            gamma,
            (s + a - 1) * log(theta) - (n + b) * theta,
            f"(s + {a - 1})/(n + {b})",
            {
                "prior_ignored": "s/n",
                "posterior_mean": f"(s + {a})/(n + {b})",
                "parameters_exchanged": f"(s + {b})/(n + {a - 1})",
                "prior_in_the_numerator_only": f"(s + {a - 1})/n",
            },
        ),
        "exponential": _Posterior(
            r"\theta e^{-\theta x}",
            gamma,
            (n + a - 1) * log(theta) - (s + b) * theta,
            f"(n + {a - 1})/(s + {b})",
            {
                "prior_ignored": "n/s",
                "posterior_mean": f"(n + {a})/(s + {b})",
                "parameters_exchanged": f"(n + {b})/(s + {a - 1})",
                "prior_in_the_numerator_only": f"(n + {a - 1})/s",
            },
        ),
        "gaussian_mean": _Posterior(
            r"\frac{1}{\sqrt{2\pi}} \exp\left(-\frac{(x - \theta)^2}{2}\right)",
            rf"\exp\left(-\frac{{(\theta - {a})^2}}{{{2 * b}}}\right)",
            theta * s - n * theta**2 / 2 - (theta - a) ** 2 / (2 * b),
            f"({b}*s + {a})/({b}*n + 1)",
            {
                "prior_ignored": "s/n",
                "prior_as_one_value": f"(s + {a})/(n + 1)",
                "parameters_exchanged": f"({a}*s + {b})/({a}*n + 1)",
                "prior_in_the_numerator_only": f"({b}*s + {a})/({b}*n)",
                "middle_of_both": f"(s/n + {a})/2",
            },
        ),
    }


@family("symbolic_optima.map_estimate", topics=["1.2.2"], domain=5 * 7 * 7)
def map_estimate(draw: Draw) -> Problem:
    """Maximum a posteriori estimate of a parameter as a formula in n and the sum s."""
    import sympy

    a, b = draw.integer("a", 2, 8), draw.integer("b", 2, 8)
    names = ["bernoulli", "geometric", "poisson", "exponential", "gaussian_mean"]
    model = _posteriors(a, b)[draw.choice("model", names)]
    theta, n, s = sympy.symbols("theta n s", positive=True)
    slope = symbolic.derivative(model.log_posterior, theta)
    # The slope is 0 where its numerator is, which is linear in θ.
    numerator = sympy.numer(sympy.together(slope))
    found = sympy.factor(-numerator.subs(theta, 0) / symbolic.derivative(numerator, theta))
    found = found.xreplace({n: sympy.Symbol("n"), s: sympy.Symbol("s")})
    domains: Domains = {"n": (6.0, 9.0), "s": (1.0, 5.0)}

    def by_neighbours() -> str:
        # No nearby θ is more likely than the estimate put down by hand.
        from calculators.answers import evaluate

        for size, total in ((7.0, 3.0), (9.0, 5.0)):
            at = {"n": size, "s": total}
            best = evaluate(model.estimate, at)
            heights = [
                symbolic.value(model.log_posterior, {**at, "theta": best * factor}) for factor in (1.0, 0.99, 1.01)
            ]
            if max(heights) != heights[0]:
                raise ArithmeticError(f"{model.estimate} is not the most likely θ")
        return model.estimate

    return formula_problem(
        draw,
        {"density": model.density, "prior": model.prior},
        found,
        domains,
        by_neighbours,
        r"\hat{\theta}",
        [
            Step(
                "log_posterior", rf"\ln p(\theta \mid x) = {symbolic.to_tex(model.log_posterior)} + \mathrm{{const.}}"
            ),
            Step("slope", f"{symbolic.to_tex(slope)} = 0"),
        ],
        model.mistakes,
    )
