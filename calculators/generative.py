"""Generative models: variational autoencoders, adversarial networks, flows, diffusion. Logarithms are natural."""

from __future__ import annotations

import math
from collections.abc import Sequence


def gaussian_kl(means: Sequence[float], deviations: Sequence[float]) -> float:
    """KL divergence of N(μ, diag σ²) from N(0, I): ½ Σ (μ² + σ² - 1 - ln σ²), in nats.

    Source: Kingma & Welling 2014, arXiv:1312.6114, appendix B.

    >>> round(gaussian_kl([1, 0], [1, 2]), 4)
    1.3069
    """
    return sum(m * m + s * s - 1 - math.log(s * s) for m, s in zip(means, deviations, strict=True)) / 2


def bernoulli_nll(pixels: Sequence[int], outputs: Sequence[float]) -> float:
    """-Σ ln p(x): cross-entropy of 0-1 pixels and the decoder's outputs, in nats.

    Source: Kingma & Welling 2014, arXiv:1312.6114, appendix C.1. Shapes: (pixels,) both.

    >>> round(bernoulli_nll([1, 0], [0.8, 0.4]), 4)
    0.734
    """
    return -sum(math.log(p if x else 1 - p) for x, p in zip(pixels, outputs, strict=True))


def elbo(pixels: Sequence[int], outputs: Sequence[float], means: Sequence[float], deviations: Sequence[float]) -> float:
    """Evidence lower bound with one sample: ln p(x | z) - KL(q(z | x) ‖ N(0, I)), in nats.

    Source: Kingma & Welling 2014, arXiv:1312.6114, equation 10.

    >>> round(elbo([1, 0], [0.8, 0.4], [1], [1]), 4)
    -1.234
    """
    return -bernoulli_nll(pixels, outputs) - gaussian_kl(means, deviations)


def reparameterized(mean: float, log_variance: float, noise: float) -> float:
    """μ + exp(½ ln σ²) ε. Source: Kingma & Welling 2014, arXiv:1312.6114, section 2.4.

    >>> reparameterized(1, 0, 0.5)
    1.5
    """
    return mean + math.exp(log_variance / 2) * noise


def discriminator_loss(real: Sequence[float], fake: Sequence[float]) -> float:
    """-mean ln D(x) - mean ln(1 - D(G(z))). Source: Goodfellow et al. 2014, arXiv:1406.2661, equation 1.

    Shapes: (m,) and (n,), the discriminator's outputs, in nats.

    >>> round(discriminator_loss([0.8], [0.3]), 4)
    0.5798
    """
    return -sum(map(math.log, real)) / len(real) - sum(math.log(1 - d) for d in fake) / len(fake)


def generator_loss(fake: Sequence[float]) -> float:
    """-mean ln D(G(z)), the non-saturating loss. Source: Goodfellow et al. 2014, arXiv:1406.2661, section 3.

    Shape: (n,), the discriminator's outputs, in nats.

    >>> round(generator_loss([0.5]), 4)
    0.6931
    """
    return -sum(map(math.log, fake)) / len(fake)


def optimal_discriminator(data: Sequence[float], model: Sequence[float]) -> list[float]:
    """p(x) / (p(x) + q(x)) of each outcome. Source: Goodfellow et al. 2014, arXiv:1406.2661, proposition 1.

    Shapes: (outcomes,) both, and the result.

    >>> optimal_discriminator([0.75, 0.25], [0.25, 0.75])
    [0.75, 0.25]
    """
    return [p / (p + q) for p, q in zip(data, model, strict=True)]


def wasserstein(first: Sequence[float], second: Sequence[float]) -> float:
    """Wasserstein-1 distance of two distributions over 0, 1, 2, …: Σ |F(k) - G(k)| of the distribution functions.

    Source: Villani 2009, Optimal Transport, remark 6.5; Arjovsky et al. 2017, arXiv:1701.07875.
    Shapes: (outcomes,) both.

    >>> wasserstein([1, 0, 0], [0, 0, 1])
    2.0
    """
    total = carried = 0.0
    for p, q in zip(first, second, strict=True):
        carried += p - q
        total += abs(carried)
    return total


def affine_flow_log_density(x: float, scale: float, shift: float) -> float:
    """ln p(x) of x = scale · z + shift with z ~ N(0, 1): ln N(z; 0, 1) - ln |scale|.

    Source: Rezende & Mohamed 2015, arXiv:1505.05770, equation 5.

    >>> round(affine_flow_log_density(3, 2, 1), 4)
    -2.1121
    """
    z = (x - shift) / scale
    return -(z * z) / 2 - math.log(2 * math.pi) / 2 - math.log(abs(scale))


def bits_per_dimension(nats: float, dimensions: int) -> float:
    """A negative log-likelihood in nats, in bits for each dimension: nats / (D ln 2).

    Source: Theis, van den Oord & Bethge 2016, arXiv:1511.01844, section 3.1.

    >>> round(bits_per_dimension(2.0, 2), 4)
    1.4427
    """
    return nats / (dimensions * math.log(2))


def alpha_bar(betas: Sequence[float]) -> float:
    """Π (1 - β): the share of the variance that is left of the data after these steps.

    Source: Ho, Jain & Abbeel 2020, arXiv:2006.11239, equation 4. Shape: (steps,).

    >>> round(alpha_bar([0.1, 0.2]), 4)
    0.72
    """
    return math.prod(1 - beta for beta in betas)


def diffused(x: float, share: float, noise: float) -> float:
    """x_t = √ᾱ x_0 + √(1 - ᾱ) ε. Source: Ho, Jain & Abbeel 2020, arXiv:2006.11239, equation 4.

    >>> round(diffused(2, 0.64, 0.5), 4)
    1.9
    """
    return math.sqrt(share) * x + math.sqrt(1 - share) * noise
