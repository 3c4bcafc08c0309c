"""Counting models of language, word vectors, and how generated text is scored and searched."""

from __future__ import annotations

import math
from collections.abc import Sequence


def smoothed_bigram(pair: int, first: int, vocabulary: int, added: float = 1.0) -> float:
    """P(w | v) = (C(v w) + k) / (C(v) + k |V|), additive smoothing (Laplace's for k = 1).

    Raises ValueError where the counts cannot be. Source: Jurafsky & Martin, Speech and Language Processing, chapter 3.

    >>> smoothed_bigram(2, 4, 6)
    0.3
    """
    if not 0 <= pair <= first or vocabulary < 1 or added <= 0:
        raise ValueError("a pair is counted at most as often as its first word, and something must be added")
    return (pair + added) / (first + added * vocabulary)


def skip_gram_pairs(length: int, window: int) -> int:
    """Pairs (centre, context) of a text of `length` words with up to `window` words on either side.

    Source: Mikolov et al. 2013, arXiv:1301.3781, section 3.2.

    >>> skip_gram_pairs(5, 2)
    14
    """
    return sum(min(place, window) + min(length - 1 - place, window) for place in range(length))


def negative_distribution(counts: Sequence[int], power: float = 0.75) -> list[float]:
    """Probability of each word as a negative sample: its count to the power 3/4, normalized.

    Source: Mikolov et al. 2013, arXiv:1310.4546, section 2.2. Shape: (words,) in and out.

    >>> [round(p, 4) for p in negative_distribution([81, 16, 1])]
    [0.75, 0.2222, 0.0278]
    """
    raised = [count**power for count in counts]
    return [value / sum(raised) for value in raised]


def negative_sampling_loss(positive: float, negatives: Sequence[float]) -> float:
    """-ln σ(s) - Σ ln σ(-s_k) of the inner products of a true and of sampled pairs (natural logarithm).

    Source: Mikolov et al. 2013, arXiv:1310.4546, equation 4. Shape of the sampled products: (k,).

    >>> round(negative_sampling_loss(2.0, [-1.0]), 4)
    0.4402
    """
    return math.log1p(math.exp(-positive)) + sum(math.log1p(math.exp(score)) for score in negatives)


def tf_idf(count: int, length: int, documents: int, containing: int) -> float:
    """(count / length) ln(documents / containing): relative frequency times inverse document frequency, natural log.

    Raises ValueError where no document holds the word. Source: Manning et al. 2008, section 6.2.

    >>> round(tf_idf(3, 100, 1000, 10), 4)
    0.1382
    """
    if not 0 < containing <= documents or not 0 <= count <= length:
        raise ValueError("the word must be in one document at least")
    return count / length * math.log(documents / containing)


def bleu(matches: Sequence[int], totals: Sequence[int], candidate: int, reference: int) -> float:
    """BP · (Π matches / totals)^(1/N), the brevity penalty BP being e^(1 - r/c) where c < r and otherwise 1.

    `matches`: clipped n-gram matches for n = 1..N, `totals`: n-grams of the candidate; lengths in words.
    Source: Papineni et al. 2002, ACL, section 2.3. Shapes: (N,) both.

    >>> round(bleu([4, 2], [5, 4], 5, 6), 4)
    0.5178
    """
    precisions = [match / total for match, total in zip(matches, totals, strict=True)]
    penalty = math.exp(1 - reference / candidate) if candidate < reference else 1.0
    return penalty * math.prod(precisions) ** (1 / len(precisions))


def beam_search(
    first: Sequence[float], following: Sequence[Sequence[float]], width: int
) -> tuple[tuple[int, int], float]:
    """The best sequence of two words that beam search finds, and its probability.

    `first`: P(w1); `following`: a row of P(w2 | w1) for each w1; `width`: how many first words are kept. A width of 1
    is greedy search. Source: Graves 2012, arXiv:1211.3711, section 2.
    Shapes: `first` (words,), `following` (words, words).

    >>> beam_search([0.5, 0.5], [[0.5, 0.5], [0.75, 0.25]], 2)
    ((1, 0), 0.375)
    """
    kept = sorted(range(len(first)), key=lambda word: -first[word])[:width]
    found = {(a, b): first[a] * following[a][b] for a in kept for b in range(len(following[a]))}
    best = max(found, key=lambda pair: found[pair])
    return best, found[best]
