"""Problems about language: counts, word vectors, scores of texts and the search for the best one."""

from __future__ import annotations

import math

from calculators import language as reference
from calculators.answers.keys import Count, Number, Vector
from calculators.answers.units import PIECES
from calculators.problems import tex
from calculators.problems.draw import Draw
from calculators.problems.problem import Problem, Round, Step, family

NARROW = 0.003


@family("language.smoothed_bigram", topics=["4.4.1", "4.4.2"], values="probability")
def smoothed_bigram(draw: Draw) -> Problem:
    """Bigram probability with additive smoothing."""
    first, vocabulary = draw.integer("first", 20, 200), 10 * draw.integer("vocabulary", 5, 60)
    pair, added = draw.integer("pair", 3, 60), draw.choice("added", [0.1, 0.5, 1, 2])
    draw.require(pair < first)
    value = reference.smoothed_bigram(pair, first, vocabulary, added)
    draw.require(value >= 0.02)
    top, bottom = pair + added, first + added * vocabulary
    return Problem(
        given={"pair": pair, "first": first, "vocabulary": vocabulary, "added": added},
        answer=Number(value, relative=NARROW),
        # A mixture of the relative frequency and the uniform distribution.
        check=lambda: (first / bottom) * (pair / first) + (1 - first / bottom) / vocabulary,
        steps=[
            Step("numerator", f"{pair} + {tex.number(added)} = {tex.number(top)}"),
            Step("denominator", rf"{first} + {tex.number(added)} \times {vocabulary} = {tex.number(bottom)}"),
            Step("ratio", rf"\frac{{{tex.number(top)}}}{{{tex.number(bottom)}}} = {tex.number(value)}"),
        ],
        mistakes={
            "not_smoothed": pair / first,
            "denominator_unchanged": top / first,
            "vocabulary_forgotten": top / (first + added),
            "numerator_unchanged": pair / bottom,
        },
        solve=lambda keep: keep(keep(top) / keep(bottom)),
    )


@family("language.skip_gram_pairs", topics=["4.4.1"], domain=146)
def skip_gram_pairs(draw: Draw) -> Problem:
    """Training pairs that skip-gram makes of one sentence."""
    length, window = draw.integer("length", 8, 45), draw.integer("window", 2, 5)
    draw.require(length > 2 * window)
    count = reference.skip_gram_pairs(length, window)
    return Problem(
        given={"length": length, "window": window},
        answer=Count(count, units=PIECES),
        check=lambda: sum(0 < abs(i - j) <= window for i in range(length) for j in range(length)),
        steps=[
            Step("without_ends", rf"{length} \times 2 \times {window} = {2 * length * window}"),
            Step(
                "missing",
                rf"2 \times ({' + '.join(str(k) for k in range(1, window + 1))}) = {window * (window + 1)}",
            ),
            Step("pairs", f"{2 * length * window} - {window * (window + 1)} = {count}"),
        ],
        mistakes={
            "ends_ignored": 2 * length * window,
            "one_side": count // 2,
            "inner_words_only": (length - 2 * window) * 2 * window,
            "ends_once": 2 * length * window - window * (window + 1) // 2,
        },
    )


@family("language.negative_distribution", topics=["4.4.1"], values="distribution")
def negative_distribution(draw: Draw) -> Problem:
    """Distribution of negative samples over four words: counts to the power 3/4."""
    roots = draw.sample("roots", [1, 2, 3, 4, 5, 6, 8, 10], 4)
    counts = [root**4 for root in roots]
    values = reference.negative_distribution(counts)
    draw.require(min(values) >= 0.005)
    raised = [float(root**3) for root in roots]
    total = sum(raised)
    return Problem(
        given={"counts": counts},
        answer=Vector(tuple(values)),
        check=lambda: [value / total for value in raised],
        steps=[
            Step("powers", rf"C^{{3/4}} = {tex.vector(raised)}"),
            Step("sum", f"{tex.total(raised)} = {tex.number(total)}"),
            Step("shares", f"P = {tex.vector(values)}"),
        ],
        mistakes={
            "plain_frequency": [count / sum(counts) for count in counts],
            "square_root": [root**2 / sum(r**2 for r in roots) for root in roots],
            "power_after_normalizing": [(count / sum(counts)) ** 0.75 for count in counts],
            "uniform": [0.25] * 4,
        },
        solve=lambda keep: [keep(value / total) for value in raised],
    )


@family("language.negative_sampling_loss", topics=["4.4.1"], carried=6, values="positive")
def negative_sampling_loss(draw: Draw) -> Problem:
    """Loss of skip-gram with two negative samples."""
    s, negatives = draw.nonzero("s", -2, 3, 0.1), draw.vector("negatives", 2, -2, 2, 0.1)
    draw.require(all(negatives) and abs(sum(negatives)) >= 0.2)
    value = reference.negative_sampling_loss(s, negatives)

    def sigma(x: float) -> float:
        return 1 / (1 + math.exp(-x))

    chances = [sigma(s), *(sigma(-x) for x in negatives)]
    losses = [-math.log(p) for p in chances]

    def by_hand(keep: Round) -> float:
        return keep(sum(keep(-math.log(keep(p))) for p in chances))

    return Problem(
        given={"s": s, "negatives": negatives},
        answer=Number(value),
        check=lambda: -math.log(math.prod(chances)),
        steps=[
            Step("sigmoids", rf"\sigma(s),\ \sigma(-s_1),\ \sigma(-s_2) = {tex.vector(chances, 6)}"),
            Step("logs", rf"-\ln = {tex.vector(losses, 6)}"),
            Step("sum", f"{tex.total(losses, 6)} = {tex.number(value)}"),
        ],
        mistakes={
            "sign_not_turned": losses[0] - sum(math.log(sigma(x)) for x in negatives),
            "negatives_forgotten": losses[0],
            "averaged": value / 3,
            "positive_turned_too": -math.log(sigma(-s)) + losses[1] + losses[2],
        },
        solve=by_hand,
    )


@family("language.tf_idf", topics=["4.4.1"], carried=6, values="nonnegative")
def tf_idf(draw: Draw) -> Problem:
    """TF-IDF of a word with relative frequency and natural logarithm."""
    count, length = draw.integer("count", 2, 20), 10 * draw.integer("length", 5, 40)
    documents, containing = 100 * draw.integer("documents", 2, 50), draw.integer("containing", 5, 180)
    draw.require(containing < documents / 2)
    value = reference.tf_idf(count, length, documents, containing)
    draw.require(value >= 0.05 and count / length >= 0.02)
    tf, idf = count / length, math.log(documents / containing)
    return Problem(
        given={"count": count, "length": length, "documents": documents, "containing": containing},
        answer=Number(value),
        check=lambda: (math.log(documents) - math.log(containing)) * count / length,
        steps=[
            Step("tf", rf"\frac{{{count}}}{{{length}}} = {tex.number(tf, 6)}"),
            Step("idf", rf"\ln \frac{{{documents}}}{{{containing}}} = {tex.number(idf, 6)}"),
            Step("product", rf"{tex.number(tf, 6)} \times {tex.number(idf, 6)} = {tex.number(value)}"),
        ],
        mistakes={
            "common_logarithm": tf * math.log10(documents / containing),
            "raw_count": count * idf,
            "no_logarithm": tf * documents / containing,
            "idf_only": idf,
        },
        solve=lambda keep: keep(keep(tf) * keep(idf)),
    )


@family("language.bleu", topics=["4.4.2", "3.5.3"], carried=6, values="probability")
def bleu(draw: Draw) -> Problem:
    """BLEU with unigrams and bigrams and the brevity penalty."""
    candidate = draw.integer("candidate", 8, 20)
    longer = candidate + draw.integer("more", 1, 6)
    one = draw.integer("one", 5, candidate - 1)
    two = draw.integer("two", 2, one - 1)
    p = [one / candidate, two / (candidate - 1)]
    value = reference.bleu([one, two], [candidate, candidate - 1], candidate, longer)
    draw.require(value >= 0.1)
    mean, penalty = math.sqrt(p[0] * p[1]), math.exp(1 - longer / candidate)
    return Problem(
        given={"candidate": candidate, "longer": longer, "one": one, "two": two},
        answer=Number(value),
        check=lambda: math.exp(1 - longer / candidate + (math.log(p[0]) + math.log(p[1])) / 2),
        steps=[
            Step("precisions", rf"p_1,\ p_2 = {tex.vector(p, 6)}"),
            Step("mean", rf"\sqrt{{{tex.number(p[0], 6)} \times {tex.number(p[1], 6)}}} = {tex.number(mean, 6)}"),
            Step("penalty", rf"e^{{1 - {longer}/{candidate}}} = {tex.number(penalty, 6)}"),
            Step("bleu", rf"{tex.number(penalty, 6)} \times {tex.number(mean, 6)} = {tex.number(value)}"),
        ],
        mistakes={
            "no_penalty": mean,
            "arithmetic_mean": penalty * (p[0] + p[1]) / 2,
            "root_forgotten": penalty * p[0] * p[1],
            "ratio_as_penalty": candidate / longer * mean,
        },
        solve=lambda keep: keep(keep(penalty) * keep(math.sqrt(keep(keep(p[0]) * keep(p[1]))))),
    )


def _distribution(draw: Draw, name: str) -> list[float]:
    low, high = sorted(draw.sample(name, range(5, 96), 2))
    return [low / 100, (high - low) / 100, (100 - high) / 100]


@family("language.beam_search", topics=["4.4.2", "3.5.3"], values="probability", sometimes=["all_sequences"])
def beam_search(draw: Draw) -> Problem:
    """Probability of the best sequence of two words that beam search of width two finds."""
    leading = draw.integer("leading", 36, 50)
    second = draw.integer("second", 28, leading - 2)
    draw.require(10 <= 100 - leading - second < second)
    first = [share / 100 for share in draw.sample("order", [leading, second, 100 - leading - second], 3)]
    following = [_distribution(draw, f"following{word}") for word in range(3)]
    order = sorted(range(3), key=lambda word: -first[word])
    if draw.choice("pruned_is_best", [True, False]):
        # The word that the beam drops leads to the best sequence of all.
        peak = draw.integer("peak", 80, 97)
        rest = draw.integer("rest", 1, 99 - peak)
        shares = [peak / 100, rest / 100, (100 - peak - rest) / 100]
        following[order[2]] = draw.sample("places", shares, 3)
        draw.require(first[order[2]] * peak / 100 > first[order[1]] * max(following[order[1]]))
    best, value = reference.beam_search(first, following, 2)
    _, greedy = reference.beam_search(first, following, 1)
    _, exhaustive = reference.beam_search(first, following, 3)
    # The better sequence begins with the second word: the case in which the beam pays.
    draw.require(best[0] == order[1])
    kept = [max(following[word]) for word in order[:2]]
    mistakes = {
        "greedy": greedy,
        "conditional_only": max(kept),
        "added": first[best[0]] + kept[1],
    }
    if exhaustive > value:
        mistakes["all_sequences"] = exhaustive
    candidates = [first[word] * max(following[word]) for word in order[:2]]
    return Problem(
        given={"first": first, "following": following},
        answer=Number(value, relative=0.001),
        check=lambda: max(first[a] * following[a][b] for a in order[:2] for b in range(3)),
        steps=[
            Step("kept", f"P(w_1) = {tex.vector([first[word] for word in order[:2]])}"),
            Step("greedy", f"{tex.products([first[order[0]]], [kept[0]])} = {tex.number(candidates[0])}"),
            Step("other", f"{tex.products([first[order[1]]], [kept[1]])} = {tex.number(candidates[1])}"),
            Step("best", rf"\max{tex.vector(candidates)} = {tex.number(value)}"),
        ],
        mistakes=mistakes,
        solve=lambda keep: keep(value),
    )
