"""Maximum-likelihood estimators in closed form, as formulas in n and a sum s over the sample.

Each model has one unknown θ and one known constant c. Source: Casella & Berger 2002, Statistical Inference, sections
3.2, 3.3 and 7.2.2.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from calculators import symbolic


@dataclass(frozen=True, slots=True)
class Model:
    """One model of a sample of n values.

    `density`: p(x | θ) in LaTeX, with C for the constant. `statistic`: the sum s in LaTeX. `log_likelihood`: the part
    of the log-likelihood that depends on θ, as a function of SymPy's θ, n, s and c. `estimate`: θ̂ as a text in the
    answer grammar with C for the constant. `mistakes`: name → wrong text, in the same way.
    """

    density: str
    statistic: str
    log_likelihood: Any
    estimate: str
    mistakes: Mapping[str, str]


def models() -> dict[str, Model]:
    """The models by name.

    >>> sorted(models())
    ['exponential', 'gamma', 'gaussian_variance', 'negative_binomial', 'poisson', 'power', 'rayleigh']
    """
    import sympy

    log = sympy.log
    plain = r"\sum_i x_i"
    return {
        "exponential": Model(
            r"C\theta\, e^{-C\theta x}",
            plain,
            lambda t, n, s, c: n * log(t) - c * t * s,
            "n/(C*s)",
            {"inverted": "C*s/n", "constant_forgotten": "n/s", "constant_inverted": "C*n/s"},
        ),
        "gamma": Model(
            r"\frac{\theta^{C}}{\Gamma(C)} x^{C - 1} e^{-\theta x}",
            plain,
            lambda t, n, s, c: c * n * log(t) - t * s,
            "C*n/s",
            {"inverted": "s/(C*n)", "constant_forgotten": "n/s", "constant_inverted": "n/(C*s)"},
        ),
        "poisson": Model(
            r"\frac{(C\theta)^{x}}{x!} e^{-C\theta}",
            plain,
            lambda t, n, s, c: s * log(t) - c * n * t,
            "s/(C*n)",
            {"inverted": "C*n/s", "constant_forgotten": "s/n", "constant_inverted": "C*s/n"},
        ),
        "negative_binomial": Model(
            r"\binom{x + C - 1}{x} \theta^{C} (1 - \theta)^{x}",
            plain,
            lambda t, n, s, c: c * n * log(t) + s * log(1 - t),
            "C*n/(C*n + s)",
            {"inverted": "s/(C*n + s)", "constant_forgotten": "n/(n + s)", "odds": "C*n/s"},
        ),
        "gaussian_variance": Model(
            r"\frac{1}{\sqrt{2\pi C\theta}} \exp\left(-\frac{x^2}{2C\theta}\right)",
            r"\sum_i x_i^2",
            lambda t, n, s, c: -n * log(t) / 2 - s / (2 * c * t),
            "s/(C*n)",
            {"inverted": "C*n/s", "constant_forgotten": "s/n", "half_kept": "s/(2*C*n)"},
        ),
        "rayleigh": Model(
            r"\frac{Cx}{\theta} \exp\left(-\frac{Cx^2}{2\theta}\right)",
            r"\sum_i x_i^2",
            lambda t, n, s, c: -n * log(t) - c * s / (2 * t),
            "C*s/(2*n)",
            {"inverted": "2*n/(C*s)", "constant_forgotten": "s/(2*n)", "half_kept": "C*s/n"},
        ),
        "power": Model(
            r"C\theta\, x^{C\theta - 1}\ (0 < x < 1)",
            r"-\sum_i \ln x_i",
            lambda t, n, s, c: n * log(t) - c * t * s,
            "n/(C*s)",
            {"inverted": "C*s/n", "constant_forgotten": "n/s", "constant_inverted": "C*n/s"},
        ),
    }


def solved(model: Model, constant: int) -> Any:
    """θ̂ as a SymPy expression in n and s: where the derivative of the log-likelihood is 0.

    Raises ArithmeticError unless there is exactly one such θ.

    >>> solved(models()["gamma"], 3)
    3*n/s
    """
    import sympy

    theta, n, s = sympy.symbols("theta n s", positive=True)
    slope = symbolic.derivative(model.log_likelihood(theta, n, s, constant), theta)
    found = sympy.solve(slope, theta)
    if len(found) != 1:
        raise ArithmeticError(f"the likelihood has {len(found)} stationary points")
    plain = {n: sympy.Symbol("n"), s: sympy.Symbol("s")}
    return sympy.factor(found[0]).xreplace(plain)
