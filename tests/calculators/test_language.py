"""Counts and scores of texts against real small texts and brute force."""

from __future__ import annotations

import itertools
import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import language


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.sampled_from([0.1, 1, 2]))
def test_smoothed_probabilities_of_all_next_words_add_up_to_one(text: list[int], added: float) -> None:
    pairs, firsts = Counter(itertools.pairwise(text)), Counter(text[:-1])
    for word in firsts:
        total = sum(language.smoothed_bigram(pairs[word, other], firsts[word], 4, added) for other in range(4))
        assert total == pytest.approx(1)


def test_impossible_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        language.smoothed_bigram(5, 4, 10)
    with pytest.raises(ValueError, match="one document"):
        language.tf_idf(1, 10, 100, 0)


@given(st.integers(1, 20), st.integers(1, 6))
def test_skip_gram_pairs_are_those_of_a_written_out_sentence(length: int, window: int) -> None:
    words = range(length)
    pairs = [(a, b) for a in words for b in words if a != b and abs(a - b) <= window]
    assert language.skip_gram_pairs(length, window) == len(pairs)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=5))
def test_negative_samples_follow_the_cubed_fourth_root(counts: list[int]) -> None:
    raised = np.sqrt(np.sqrt(np.array(counts, dtype=float))) ** 3
    np.testing.assert_allclose(language.negative_distribution(counts), raised / raised.sum())


@given(st.floats(-5, 5), st.lists(st.floats(-5, 5), max_size=3))
def test_negative_sampling_is_binary_cross_entropy(s: float, negatives: list[float]) -> None:
    scores, targets = [s, *negatives], [1, *[0] * len(negatives)]
    chances = [1 / (1 + math.exp(-score)) for score in scores]
    expected = -sum(math.log(p if t else 1 - p) for p, t in zip(chances, targets, strict=True))
    assert language.negative_sampling_loss(s, negatives) == pytest.approx(expected)


def test_a_word_in_every_document_has_no_weight() -> None:
    assert language.tf_idf(3, 10, 50, 50) == 0
    assert language.tf_idf(1, 4, 100, 10) == pytest.approx(0.25 * math.log(10))


def test_bleu_of_a_translation_written_out() -> None:
    candidate, reference = ["the", "cat", "sat", "on", "mat"], ["the", "cat", "sat", "on", "the", "mat"]

    def grams(words: list[str], n: int) -> Counter[tuple[str, ...]]:
        return Counter(tuple(words[i : i + n]) for i in range(len(words) - n + 1))

    matches = [(grams(candidate, n) & grams(reference, n)).total() for n in (1, 2)]
    assert matches == [5, 3]
    assert language.bleu(matches, [5, 4], 5, 6) == pytest.approx(math.exp(-0.2) * math.sqrt(0.75))
    assert language.bleu([5, 4], [5, 4], 5, 4) == 1


@pytest.mark.parametrize("orders", [1, 2, 3, 4])
def test_bleu_is_the_geometric_mean_over_as_many_orders_as_there_are(orders: int) -> None:
    matches, totals = [9, 6, 4, 2][:orders], [10, 9, 8, 7][:orders]
    logs = sum(math.log(match / total) for match, total in zip(matches, totals, strict=True)) / orders
    assert language.bleu(matches, totals, 10, 10) == pytest.approx(math.exp(logs))
    assert language.bleu(matches, totals, 10, 12) == pytest.approx(math.exp(logs - 0.2))


@given(st.integers(0, 999))
def test_a_beam_as_wide_as_the_vocabulary_finds_the_best_sequence(seed: int) -> None:
    draw = np.random.default_rng(seed)
    first, following = draw.dirichlet(np.ones(4)).tolist(), draw.dirichlet(np.ones(4), size=4).tolist()
    found = [language.beam_search(first, following, width)[1] for width in (1, 2, 3, 4)]
    assert found == sorted(found)
    assert found[-1] == max(first[a] * following[a][b] for a in range(4) for b in range(4))
    (a, b), value = language.beam_search(first, following, 1)
    assert (first[a], following[a][b]) == (max(first), max(following[a]))
    assert value == first[a] * following[a][b]
