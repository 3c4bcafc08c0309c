"""Sizes, traffic and times against simulation and known models."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import operation
from calculators.quantization import quantize


@given(st.floats(-4, 4))
def test_a_number_quantized_and_back_is_off_by_half_a_step_at_most(x: float) -> None:
    assert abs(operation.dequantized(quantize(x, 0.05, 128), 0.05, 128) - x) <= 0.025 + 1e-9


def test_a_quarter_of_the_size_with_eight_bits() -> None:
    assert operation.model_bytes([100], [32]) == 4 * operation.model_bytes([100], [8]) == 400


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50)), min_size=1, max_size=4))
def test_overall_sparsity_counts_zeros(layers: list[tuple[int, int]]) -> None:
    layers = [(size, min(zeros, size)) for size, zeros in layers]
    flat = np.concatenate([np.r_[np.zeros(zeros), np.ones(size - zeros)] for size, zeros in layers])
    found = operation.overall_sparsity([size for size, _ in layers], [zeros / size for size, zeros in layers])
    assert found == pytest.approx(float((flat == 0).mean()))


@given(st.lists(st.floats(-3, 3), min_size=3, max_size=3), st.integers(0, 2), st.floats(1, 5))
def test_a_student_like_its_teacher_pays_the_entropy_of_the_soft_targets(z: list[float], label: int, T: float) -> None:
    soft = np.exp(np.array(z) / T) / np.exp(np.array(z) / T).sum()
    hard = np.exp(np.array(z)) / np.exp(np.array(z)).sum()
    expected = 0.3 * T**2 * -(soft * np.log(soft)).sum() - 0.7 * math.log(hard[label])
    assert operation.distillation_loss(z, z, label, T, 0.3) == pytest.approx(expected)


def test_low_rank_factors_hold_their_elements() -> None:
    assert operation.low_rank_parameters(30, 20, 4) == np.zeros((30, 4)).size + np.zeros((4, 20)).size


def test_updates_drop_what_does_not_fill_a_batch() -> None:
    assert operation.updates(1000, 2, 16, 3, 4) == 4 * len(range(96, 1001, 96))


@given(st.integers(2, 6), st.integers(0, 99))
def test_a_ring_sends_what_the_formula_says_and_sums_up(workers: int, seed: int) -> None:
    data = np.random.default_rng(seed).normal(size=(workers, workers, 3))  # worker, piece, numbers
    total, sent = data.sum(axis=0), 0
    for add in (True, False):
        for step in range(workers - 1):
            moved = [((w - step + (0 if add else 1)) % workers, w, (w + 1) % workers) for w in range(workers)]
            pieces = [data[source, piece].copy() for piece, source, _ in moved]
            for (piece, _, target), values in zip(moved, pieces, strict=True):
                data[target, piece] = data[target, piece] + values if add else values
            sent += 3
    for worker in range(workers):
        np.testing.assert_allclose(data[worker], total)
    assert sent == pytest.approx(operation.ring_all_reduce_bytes(3 * workers, workers))


def test_federated_averaging_is_the_mean_over_all_samples() -> None:
    values, samples = [[1.0, 2.0], [4.0, -1.0], [0.0, 3.0]], [1, 2, 3]
    repeated = np.repeat(np.array(values), samples, axis=0)
    assert operation.federated_average(values, samples) == pytest.approx(repeated.mean(axis=0).tolist())


@given(st.floats(0, 0.99), st.integers(1, 100))
def test_no_speed_up_beyond_the_serial_part(parallel: float, processors: int) -> None:
    found = operation.amdahl_speedup(parallel, processors)
    assert 1 - 1e-12 <= found <= min(processors, 1 / (1 - parallel)) + 1e-9


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))
def test_operations_and_traffic_of_a_matrix_product(m: int, k: int, n: int) -> None:
    A, B = np.ones((m, k), dtype=np.float32), np.ones((k, n), dtype=np.float32)
    flops = sum(2 for _ in range(m) for _ in range(n) for _ in range(k))
    assert operation.matrix_product_flops(m, k, n) == flops
    moved = A.nbytes + B.nbytes + (A @ B).nbytes
    assert operation.arithmetic_intensity(m, k, n, 4) == pytest.approx(flops / moved)


def test_the_roofline_has_a_slope_and_a_flat_top() -> None:
    assert operation.attainable(10, 2, 3) == 6
    assert operation.attainable(10, 2, 7) == 10


def test_adam_takes_sixteen_bytes_a_parameter() -> None:
    assert operation.training_bytes(1, 2) == 16
