"""Problems about generative models."""

from __future__ import annotations

import math
from statistics import NormalDist

from calculators import generative as reference
from calculators.answers.keys import Number, Vector
from calculators.answers.units import BITS
from calculators.problems import tex
from calculators.problems.draw import Domain, Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.005
SIGMAS = [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.2, 1.4, 1.5, 1.6, 2.0]


@family("generative.vae_kl", topics=["4.6.2"], carried=6, values="nonnegative")
def vae_kl(draw: Draw) -> Problem:
    """KL term of a VAE with two latent variables."""
    means = draw.vector("means", 2, -1.5, 1.5)
    sigmas = [draw.choice("s1", SIGMAS), draw.choice("s2", SIGMAS)]
    value = reference.gaussian_kl(means, sigmas)
    draw.require(value >= 0.1 and all(means))
    logs = [2 * math.log(s) for s in sigmas]
    terms = [m * m + s * s - 1 - log for m, s, log in zip(means, sigmas, logs, strict=True)]

    def by_expectations() -> float:
        # E[ln q] - E[ln p] under q, from the second moments.
        return sum(-math.log(s) - 0.5 + (m * m + s * s) / 2 for m, s in zip(means, sigmas, strict=True))

    return Problem(
        given={"means": means, "sigmas": sigmas},
        answer=Number(value, relative=NARROW),
        check=by_expectations,
        steps=[
            Step("logs", rf"\ln \sigma^2 = {tex.vector(logs, 6)}"),
            Step("terms", rf"\mu^2 + \sigma^2 - 1 - \ln \sigma^2 = {tex.vector(terms, 6)}"),
            Step("half", rf"\frac{{1}}{{2}}\left({tex.total(terms, 6)}\right) = {tex.number(value)}"),
        ],
        mistakes={
            "half_forgotten": 2 * value,
            "log_sigma": sum(t + log / 2 for t, log in zip(terms, logs, strict=True)) / 2,
            "sigma_not_squared": sum(t - s * s + s for t, s in zip(terms, sigmas, strict=True)) / 2,
            "log_added": sum(t + 2 * log for t, log in zip(terms, logs, strict=True)) / 2,
        },
        solve=lambda keep: keep(
            keep(
                sum(
                    keep(keep(m * m) + keep(s * s) - 1 - keep(log))
                    for m, s, log in zip(means, sigmas, logs, strict=True)
                )
            )
            / 2
        ),
    )


@family("generative.elbo", topics=["4.6.2"], carried=5)
def elbo(draw: Draw) -> Problem:
    """Evidence lower bound of a VAE: two black-and-white pixels, one latent variable."""
    pixels = [1, 0] if draw.integer("order", 0, 1) else [0, 1]
    outputs = draw.vector("outputs", 2, 0.1, 0.9, 0.05)
    m, s = draw.nonzero("m", -1.5, 1.5), draw.choice("s", SIGMAS)
    value = reference.elbo(pixels, outputs, [m], [s])
    kl, fit = reference.gaussian_kl([m], [s]), -reference.bernoulli_nll(pixels, outputs)
    draw.require(kl >= 0.05 and fit <= -0.1 and outputs[0] != outputs[1])
    chances = [p if x else 1 - p for x, p in zip(pixels, outputs, strict=True)]
    return Problem(
        given={"pixels": pixels, "outputs": outputs, "m": m, "s": s},
        answer=Number(value, relative=NARROW),
        check=lambda: math.log(math.prod(chances) * s) + 0.5 - (m * m + s * s) / 2,
        steps=[
            Step("fit", rf"\ln {tex.number(chances[0], 5)} + \ln {tex.number(chances[1], 5)} = {tex.number(fit, 5)}"),
            Step(
                "kl",
                rf"\frac{{1}}{{2}}\left({tex.total([m * m, s * s, -1, -2 * math.log(s)], 5)}\right)"
                f" = {tex.number(kl, 5)}",
            ),
            Step("elbo", f"{tex.number(fit, 5)} - {tex.number(kl, 5)} = {tex.number(value)}"),
        ],
        mistakes={
            "kl_added": fit + kl,
            "fit_only": fit,
            "negative": -value,
            "outputs_not_matched": sum(map(math.log, outputs)) - kl,
        },
        solve=lambda keep: keep(
            keep(sum(keep(math.log(p)) for p in chances)) - keep(keep(m * m + s * s - 1 - keep(2 * math.log(s))) / 2)
        ),
    )


@family("generative.reparameterization", topics=["4.6.2"], carried=6)
def reparameterization(draw: Draw) -> Problem:
    """Sample of two latent variables by the reparameterization trick, from log-variances."""
    means, logs = draw.vector("means", 2, -2, 2), draw.vector("logs", 2, -2, 2, 0.2)
    noise = draw.vector("noise", 2, -1.5, 1.5, 0.1)
    draw.require(all(logs) and all(noise) and all(means))
    values = [reference.reparameterized(m, log, e) for m, log, e in zip(means, logs, noise, strict=True)]
    draw.require(all(abs(value) >= 0.05 for value in values))
    deviations = [math.exp(log / 2) for log in logs]

    def with_scale(scales: list[float]) -> list[float]:
        return [m + s * e for m, s, e in zip(means, scales, noise, strict=True)]

    return Problem(
        given={"means": means, "logs": logs, "noise": noise},
        answer=Vector(tuple(values), relative=NARROW),
        check=lambda: with_scale([math.sqrt(math.exp(log)) for log in logs]),
        steps=[
            Step("deviations", rf"\sigma = e^{{(\ln \sigma^2)/2}} = {tex.vector(deviations, 6)}"),
            Step("sample", rf"z = \mu + \sigma \odot \varepsilon = {tex.vector(values)}"),
        ],
        mistakes={
            "variance_for_deviation": with_scale([math.exp(log) for log in logs]),
            "logarithm_for_deviation": with_scale(logs),
            "noise_only": [s * e for s, e in zip(deviations, noise, strict=True)],
            "subtracted": [m - s * e for m, s, e in zip(means, deviations, noise, strict=True)],
        },
        solve=lambda keep: [keep(m + keep(keep(s) * e)) for m, s, e in zip(means, deviations, noise, strict=True)],
    )


@family("generative.gan_losses", topics=["4.6.3"], carried=6, values="positive")
def gan_losses(draw: Draw) -> Problem:
    """Losses of discriminator and generator (non-saturating) from the discriminator's outputs."""
    real, fake = draw.vector("real", 2, 0.3, 0.95, 0.05), draw.vector("fake", 2, 0.05, 0.7, 0.05)
    draw.require(real[0] != real[1] and fake[0] != fake[1])
    values = [reference.discriminator_loss(real, fake), reference.generator_loss(fake)]
    terms = [-math.log(d) for d in real], [-math.log(1 - d) for d in fake], [-math.log(d) for d in fake]
    sides = [sum(side) / 2 for side in terms]
    return Problem(
        given={"real": real, "fake": fake},
        answer=Vector(tuple(values), relative=NARROW),
        check=lambda: [
            -math.log(math.prod(real) * (1 - fake[0]) * (1 - fake[1])) / 2,
            -math.log(fake[0] * fake[1]) / 2,
        ],
        steps=[
            Step("real", rf"-\ln D(x) = {tex.vector(terms[0], 6)}"),
            Step("fake", rf"-\ln(1 - D(G(z))) = {tex.vector(terms[1], 6)}"),
            Step("generator", rf"-\ln D(G(z)) = {tex.vector(terms[2], 6)}"),
            Step("losses", f"(L_D,\\ L_G) = {tex.vector(values)}"),
        ],
        mistakes={
            "saturating_generator": [values[0], -sides[1]],
            "fakes_not_turned": [sides[0] + sides[2], values[1]],
            "real_only": [sides[0], values[1]],
            "summed": [2 * value for value in values],
        },
        solve=lambda keep: [
            keep(keep(sum(keep(t) for t in terms[0])) / 2 + keep(sum(keep(t) for t in terms[1])) / 2),
            keep(keep(sum(keep(t) for t in terms[2])) / 2),
        ],
    )


def _distribution(draw: Draw, name: str, size: int) -> list[float]:
    cuts = sorted(draw.sample(name, range(1, 20), size - 1))
    shares = [(high - low) * 5 / 100 for low, high in zip([0, *cuts], [*cuts, 20], strict=True)]
    return draw.composed(name, Domain(0.0, 1.0, shape=(size,)), shares, (name,))


@family("generative.optimal_discriminator", topics=["4.6.3"], values="probability")
def optimal_discriminator(draw: Draw) -> Problem:
    """Output of the best discriminator for each of three outcomes."""
    data, model = _distribution(draw, "data", 3), _distribution(draw, "model", 3)
    draw.require(all(p != q for p, q in zip(data, model, strict=True)))
    values = reference.optimal_discriminator(data, model)
    return Problem(
        given={"data": data, "model": model},
        answer=Vector(tuple(values)),
        check=lambda: [1 / (1 + q / p) for p, q in zip(data, model, strict=True)],
        steps=[
            Step("sums", rf"p + q = {tex.vector([p + q for p, q in zip(data, model, strict=True)])}"),
            Step("ratio", rf"\frac{{p}}{{p + q}} = {tex.vector(values)}"),
        ],
        mistakes={
            "exchanged": [1 - value for value in values],
            "ratio_of_densities": [p / q for p, q in zip(data, model, strict=True)],
            "always_half": [0.5] * 3,
            "difference": [p - q for p, q in zip(data, model, strict=True)],
        },
        solve=lambda keep: [keep(p / (p + q)) for p, q in zip(data, model, strict=True)],
    )


@family("generative.wasserstein", topics=["4.6.3"], values="nonnegative")
def wasserstein(draw: Draw) -> Problem:
    """Wasserstein-1 distance of two distributions over 0, 1, 2, 3."""
    cuts = [sorted(draw.sample(name, range(3, 98), 3)) for name in ("first", "second")]
    first, second = ([(high - low) / 100 for low, high in zip([0, *cut], [*cut, 100], strict=True)] for cut in cuts)
    value = reference.wasserstein(first, second)
    draw.require(value >= 0.1)
    gaps = [(a - b) / 100 for a, b in zip(*cuts, strict=True)]
    mean_gap = sum(k * (p - q) for k, (p, q) in enumerate(zip(first, second, strict=True)))
    tv = sum(abs(p - q) for p, q in zip(first, second, strict=True)) / 2
    mistakes = {
        "total_variation": tv,
        "absolute_differences": 2 * tv,
        "largest_gap": max(map(abs, gaps)),
        "difference_of_means": abs(mean_gap),
    }

    def by_quantiles() -> float:
        # Both sorted samples of 100 points, matched in order.
        samples: list[list[int]] = [
            [k for k, p in enumerate(found) for _ in range(round(100 * p))] for found in (first, second)
        ]
        return float(sum(abs(a - b) for a, b in zip(*samples, strict=True))) / 100

    return Problem(
        given={"first": first, "second": second},
        answer=Number(value, relative=0.002),
        check=by_quantiles,
        steps=[
            Step("cumulated_first", f"F = {tex.vector([c / 100 for c in cuts[0]])}"),
            Step("cumulated_second", f"G = {tex.vector([c / 100 for c in cuts[1]])}"),
            Step("distance", rf"{tex.total([abs(gap) for gap in gaps])} = {tex.number(value)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(sum(abs(gap) for gap in gaps)),
    )


@family("generative.change_of_variables", topics=["4.6.1"], carried=6)
def change_of_variables(draw: Draw) -> Problem:
    """Log-density of an affine flow with a standard Gaussian base."""
    a, b = draw.nonzero("a", -4, 4, 0.1), draw.nonzero("b", -3, 3, 0.5)
    x = draw.decimal("x", -5, 5, 0.1)
    z = (x - b) / a
    draw.require(abs(a) >= 0.3 and abs(a) != 1 and 0.2 <= abs(z) <= 2.5)
    value = reference.affine_flow_log_density(x, a, b)
    base = -z * z / 2 - math.log(2 * math.pi) / 2
    jacobian = math.log(abs(a))
    return Problem(
        given={"a": a, "b": b, "x": x},
        answer=Number(value, relative=NARROW),
        check=lambda: math.log(NormalDist(b, abs(a)).pdf(x)),
        steps=[
            Step(
                "inverse",
                rf"z = \frac{{{tex.number(x)} - {tex.factor(b)}}}{{{tex.number(a)}}} = {tex.number(z, 6)}",
            ),
            Step("base", rf"-\frac{{z^2}}{{2}} - \frac{{1}}{{2}} \ln 2\pi = {tex.number(base, 6)}"),
            Step("jacobian", rf"\ln |a| = {tex.number(jacobian, 6)}"),
            Step("density", f"{tex.total([base, -jacobian], 6)} = {tex.number(value)}"),
        ],
        mistakes={
            "jacobian_forgotten": base,
            "jacobian_added": base + jacobian,
            "not_inverted": -((a * x + b) ** 2) / 2 - math.log(2 * math.pi) / 2 - jacobian,
            "constant_forgotten": -z * z / 2 - jacobian,
        },
        solve=lambda keep: keep(keep(-keep(keep(z) ** 2) / 2 - keep(math.log(2 * math.pi) / 2)) - keep(jacobian)),
    )


@family("generative.bits_per_dimension", topics=["4.6.1"], carried=6, values="positive")
def bits_per_dimension(draw: Draw) -> Problem:
    """Bits per dimension of an image model from its negative log-likelihood in nats."""
    side, channels = draw.choice("side", [8, 16, 28, 32, 64]), draw.choice("channels", [1, 3])
    dimensions = side * side * channels
    nats = round(dimensions * draw.decimal("rate", 0.6, 4.5, 0.01))
    value = reference.bits_per_dimension(nats, dimensions)
    return Problem(
        given={"side": side, "channels": channels, "nats": nats},
        answer=Number(value, relative=NARROW, units=BITS),
        check=lambda: math.log2(math.exp(nats / dimensions)),
        steps=[
            Step("dimensions", rf"{side}^2 \times {channels} = {dimensions}"),
            Step("nats", rf"\frac{{{nats}}}{{{dimensions}}} = {tex.number(nats / dimensions, 6)}"),
            Step("bits", rf"\frac{{{tex.number(nats / dimensions, 6)}}}{{\ln 2}} = {tex.number(value)}"),
        ],
        mistakes={
            "nats_kept": nats / dimensions,
            "multiplied": nats / dimensions * math.log(2),
            "not_divided": nats / math.log(2),
            "side_not_squared": nats / (side * channels * math.log(2)),
        },
        solve=lambda keep: keep(keep(nats / dimensions) / keep(math.log(2))),
    )


@family("generative.alpha_bar", topics=["4.6.1"], values="probability")
def alpha_bar(draw: Draw) -> Problem:
    """ᾱ of a diffusion process after three steps."""
    betas = draw.vector("betas", 3, 0.02, 0.5, 0.02)
    draw.require(betas == sorted(set(betas)))
    value = reference.alpha_bar(betas)
    alphas = [1 - beta for beta in betas]

    def by_steps() -> float:
        # The variance of the noise grows as v ← (1 - β) v + β; what is left of the data is the rest.
        noise = 0.0
        for beta in betas:
            noise = (1 - beta) * noise + beta
        return 1 - noise

    return Problem(
        given={"betas": betas},
        answer=Number(value, relative=0.002),
        check=by_steps,
        steps=[
            Step("alphas", rf"\alpha = {tex.vector(alphas)}"),
            Step(
                "product",
                r" \times ".join(tex.number(alpha) for alpha in alphas) + f" = {tex.number(value)}",
            ),
        ],
        mistakes={
            "betas_multiplied": math.prod(betas),
            "betas_added": 1 - sum(betas),
            "last_only": alphas[-1],
            "root": math.sqrt(value),
        },
        solve=lambda keep: keep(keep(alphas[0] * alphas[1]) * alphas[2]),
    )


@family("generative.diffusion_forward", topics=["4.6.1"], carried=6)
def diffusion_forward(draw: Draw) -> Problem:
    """A noised value of a diffusion process in one jump from the data."""
    share = draw.decimal("share", 0.1, 0.9, 0.05)
    x, noise = draw.nonzero("x", -2, 2, 0.1), draw.nonzero("noise", -2, 2, 0.1)
    value = reference.diffused(x, share, noise)
    draw.require(abs(value) >= 0.1 and share != 0.5)
    roots: tuple[float, float] = (math.sqrt(share), math.sqrt(1 - share))

    def by_hand(keep: Round) -> float:
        return keep(keep(keep(roots[0]) * x) + keep(keep(roots[1]) * noise))

    return Problem(
        given={"share": share, "x": x, "noise": noise},
        answer=Number(value, relative=NARROW),
        check=lambda: (complex(x, -noise) * complex(roots[0], roots[1])).real,
        steps=[
            Step("roots", rf"\sqrt{{\bar\alpha}},\ \sqrt{{1 - \bar\alpha}} = {tex.vector(roots, 6)}"),
            Step("sum", f"{tex.products(roots, [x, noise], 6)} = {tex.number(value)}"),
        ],
        mistakes={
            "roots_forgotten": share * x + (1 - share) * noise,
            "shares_exchanged": roots[1] * x + roots[0] * noise,
            "data_not_shrunk": x + roots[1] * noise,
            "noise_not_shrunk": roots[0] * x + noise,
        },
        solve=by_hand,
    )
