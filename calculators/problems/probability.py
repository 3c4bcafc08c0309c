"""Bayes' rule, MAP estimation and maximum likelihood."""

from __future__ import annotations

import math
import statistics

from calculators.answers.keys import Number, Vector
from calculators.probability import bernoulli_map, gaussian_maximum_likelihood, posterior
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Step, family


@family("probability.bayes_posterior", topics=["1.2.2"], values="probability")
def bayes(draw: Draw) -> Problem:
    """Probability of a disease after a positive test."""
    prior = draw.decimal("prior", 0.01, 0.2, 0.01)
    sensitivity = draw.decimal("sensitivity", 0.7, 0.99, 0.01)
    specificity = draw.decimal("specificity", 0.7, 0.99, 0.01)
    false_alarm = round(1 - specificity, 2)
    value = posterior(prior, sensitivity, false_alarm)
    ill, healthy = prior * sensitivity, (1 - prior) * false_alarm

    def by_counting() -> float:
        # A million people, counted in whole numbers.
        sick = round(prior * 100)
        found = sick * round(sensitivity * 100)
        alarmed = (100 - sick) * (100 - round(specificity * 100))
        return found / (found + alarmed)

    return Problem(
        given={"prior": prior, "sensitivity": sensitivity, "specificity": specificity},
        answer=Number(value),
        check=by_counting,
        steps=[
            Step("ill", rf"{tex.number(prior)} \times {tex.number(sensitivity)} = {tex.number(ill)}"),
            Step(
                "healthy", rf"(1 - {tex.number(prior)}) \times (1 - {tex.number(specificity)}) = {tex.number(healthy)}"
            ),
            Step(
                "posterior",
                rf"\frac{{{tex.number(ill)}}}{{{tex.number(ill)} + {tex.number(healthy)}}} = {tex.number(value)}",
            ),
        ],
        mistakes={
            "base_rate_neglected": sensitivity,
            "prior_left_out": sensitivity / (sensitivity + false_alarm),
            "joint_only": ill,
            "specificity_for_false_alarm": posterior(prior, sensitivity, specificity),
        },
        solve=lambda keep: keep(keep(ill) / keep(keep(ill) + keep(healthy))),
    )


@family("probability.bernoulli_map", topics=["1.2.2"], values="probability")
def beta_bernoulli(draw: Draw) -> Problem:
    """MAP estimate of a success probability under a Beta prior."""
    n = draw.integer("n", 6, 30)
    k = draw.integer("k", 0, 30)
    a, b = draw.integer("a", 2, 6), draw.integer("b", 2, 6)
    draw.require(1 <= k < n)
    value = bernoulli_map(k, n, a, b)

    def by_bisection() -> float:
        # Where the slope of (k + a − 1) ln θ + (n − k + b − 1) ln(1 − θ) changes its sign.
        low, high = 0.0, 1.0
        for _ in range(60):
            theta = (low + high) / 2
            rising = (k + a - 1) * (1 - theta) > (n - k + b - 1) * theta
            low, high = (theta, high) if rising else (low, theta)
        return low

    return Problem(
        given={"n": n, "k": k, "a": a, "b": b},
        answer=Number(value, relative=0.003),
        check=by_bisection,
        steps=[
            Step("posterior", rf"p(\theta \mid D) \propto \theta^{{{k + a - 1}}} (1 - \theta)^{{{n - k + b - 1}}}"),
            Step(
                "mode",
                rf"\frac{{{k} + {a} - 1}}{{{n} + {a} + {b} - 2}} ="
                rf" \frac{{{k + a - 1}}}{{{n + a + b - 2}}} = {tex.number(value)}",
            ),
        ],
        mistakes={
            "maximum_likelihood": k / n,
            "posterior_mean": (k + a) / (n + a + b),
            "prior_mode_only": (a - 1) / (a + b - 2),
            "not_reduced": (k + a) / (n + a + b - 2),
        },
        solve=lambda keep: keep((k + a - 1) / (n + a + b - 2)),
    )


@family("probability.gaussian_likelihood", topics=["1.2.2", "1.2.1"], values=["real", "positive"])
def gaussian(draw: Draw) -> Problem:
    """Maximum-likelihood mean and variance of a Gaussian from a sample of five."""
    sample = draw.integers("sample", 5, 0, 12)
    mean, variance = gaussian_maximum_likelihood(sample)
    draw.require(variance >= 1)
    squares = [round((value - mean) ** 2, 10) for value in sample]
    return Problem(
        given={"sample": sample},
        answer=Vector((mean, variance)),
        # E[x²] − E[x]²
        check=lambda: [sum(sample) / 5, sum(value * value for value in sample) / 5 - (sum(sample) / 5) ** 2],
        steps=[
            Step("mean", rf"\mu = \frac{{{tex.total(sample)}}}{{5}} = {tex.number(mean)}"),
            Step("variance", rf"\sigma^2 = \frac{{{tex.total(squares)}}}{{5}} = {tex.number(variance)}"),
            Step("both", rf"(\mu,\ \sigma^2) = {tex.vector([mean, variance])}"),
        ],
        mistakes={
            "unbiased": [mean, statistics.variance(sample)],
            "standard_deviation": [mean, math.sqrt(variance)],
            "mean_not_subtracted": [mean, sum(value * value for value in sample) / 5],
            "not_divided": [mean, 5 * variance],
        },
        solve=lambda keep: [keep(mean), keep(keep(sum(keep(s) for s in squares)) / 5)],
    )
