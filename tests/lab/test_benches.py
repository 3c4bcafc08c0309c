"""The benches of the Lab: what is computed is the reference library's, and stays when something can't be read."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import numpy as np
import pytest

from calculators.answers.keys import Count
from calculators.convolution import conv2d
from calculators.gradients import numerical_gradient
from calculators.networks import two_layer_backward
from quizapp.bank.catalog import load
from quizapp.lab.curves import ACTIVATIONS, LOSSES, CurvesBench
from quizapp.lab.descent import OPTIMIZERS, SURFACES, DescentBench, diverged
from quizapp.lab.functions import FunctionBench, plain, reference, references
from quizapp.lab.network import NetworkBench
from quizapp.lab.problem import ProblemBench, open_question
from quizapp.lab.shelf import find, shelf
from quizapp.lab.window import WindowBench

BANK = Path(__file__).parents[1] / "tui" / "bank"


@pytest.fixture
def size() -> ProblemBench:
    """The size of a convolution's output, with the question's words."""
    bench = open_question(load(BANK).find("conv-size"))
    assert bench is not None
    return bench


# Problems


def test_an_edited_number_changes_result_steps_and_words(size: ProblemBench):
    for name, text in {"n": "224", "k": "7", "s": "2", "p": "3", "d": "1"}.items():
        assert size.put(name, text) is None
    assert size.problem.answer == Count(112)
    assert size.edited
    words = size.words("en")
    assert words is not None
    assert "224" in words.stem


def test_a_fault_leaves_the_numbers_before_and_costs_nothing(size: ProblemBench):
    before = size.problem
    fault = size.put("n", "12x")
    assert fault is not None
    assert size.problem is before
    assert size.texts["n"] == "12x"
    assert size.put("n", str(before.given["n"])) is None
    assert not size.faults


def test_reset_brings_the_drawn_numbers_back_and_fresh_draws_others(size: ProblemBench):
    drawn, texts = size.problem.given, dict(size.texts)
    size.put("n", "99")
    size.reset()
    assert (size.problem.given, size.texts, size.edited) == (drawn, texts, False)
    size.fresh()
    assert size.problem.given != drawn
    assert not size.edited


def test_numbers_without_a_solution_are_told_and_the_last_one_stays(size: ProblemBench):
    size.put("n", "3")
    before = size.problem
    size.put("k", "28")
    assert size.reason in ("no_value", "unconfirmed", "refused")
    assert size.problem is before
    size.put("k", "1")
    assert size.reason == ""


def test_every_field_of_every_family_can_be_read_back_as_it_is_written():
    from calculators.problems import all_families

    for family in all_families()[::7]:
        bench = ProblemBench(family)
        for knob in bench.knobs():
            if not knob.options:
                assert bench.put(knob.name, bench.texts[knob.name]) is None
        assert not bench.edited


def test_a_question_without_numbers_has_no_bench():
    assert open_question(load(BANK).find("sigmoid-slope")) is None


# Functions


def test_every_function_on_the_shelf_computes_its_own_example():
    assert len(references()) > 300
    assert not [found.id for found in references() if FunctionBench(found).trouble]


def test_a_function_follows_its_arguments_and_says_why_it_can_not():
    bench = FunctionBench(reference("softmax.softmax"))
    bench.put("logits", "[1, 1, 1, 1]")
    assert bench.result == [0.25] * 4
    bench.put("temperature", "0")
    assert bench.trouble
    assert bench.result == [0.25] * 4


def test_results_of_any_kind_become_plain():
    assert plain((np.array([1.0]), {"a": np.float64(2)})) == ([1.0], {"a": 2.0})


# Computational graph


def test_the_regression_network_has_the_gradients_of_the_reference_library():
    bench = NetworkBench()
    bench.pick("graph", 1)
    assert bench.values["graph"] == "regression"
    x, W1, b1, W2, b2, t = (np.array(bench.values[name]) for name in ("x", "W1", "b1", "W2", "b2", "t"))
    wanted = two_layer_backward(x, W1, b1, W2, b2, t)
    nodes = {node.name: node for node in bench.nodes}
    assert nodes["z₁"].gradient == pytest.approx(wanted.delta)
    assert nodes["z₁"].passed["W₁"] == pytest.approx(wanted.W1)
    assert nodes["z₂"].passed["W₂"] == pytest.approx(wanted.W2)


@pytest.mark.parametrize("activation", [0, 1, 2])
def test_the_classifier_has_the_gradients_that_differences_find(activation: int):
    bench = NetworkBench()
    bench.pick("activation", activation)

    def loss(x: np.ndarray) -> float:
        other = NetworkBench()
        other.set_all({**bench.values, "x": x.tolist()})
        return float(other.nodes[-1].value)

    found = {node.name: node for node in bench.nodes}["z₁"].passed["x"]
    assert found == pytest.approx(numerical_gradient(loss, np.array(bench.values["x"])), abs=1e-6)


def test_a_value_used_twice_has_the_sum_of_both_gradients():
    bench = NetworkBench()
    bench.pick("graph", -1)
    u = bench.nodes[0]
    assert u.gradient == bench.values["c"] + bench.values["d"]


def test_it_is_run_node_by_node_there_and_back():
    bench = NetworkBench()
    assert bench.here is None
    places = []
    while bench.step(1):
        places.append(bench.here)
    assert places == [0, 1, 2, 3, 4, 4, 3, 2, 1, 0]
    assert not bench.step(1)
    assert bench.step(-1)
    assert bench.backward == 4


def test_sizes_that_do_not_fit_are_told():
    bench = NetworkBench()
    bench.put("x", "[1, 2, 3]")
    assert "W1" in bench.trouble
    bench.put("x", "[1, 2]")
    bench.put("t", "[1, 1]")
    assert bench.trouble == "distribution"


def test_other_numbers_keep_the_shapes_and_run():
    bench = NetworkBench()
    before = bench.values["W1"]
    bench.fresh()
    assert bench.values["W1"] != before
    assert not bench.trouble


# Optimizers


@pytest.mark.parametrize("surface", SURFACES)
def test_gradients_of_the_surfaces_are_right(surface: str):
    found = SURFACES[surface]
    (left, right), (low, high) = found.window
    for share in (0.2, 0.5, 0.8):
        point = np.array([left + share * (right - left), high - share * (high - low)])
        numeric = numerical_gradient(lambda at: found.loss(at[0], at[1]), point)
        assert list(found.gradient(*point)) == pytest.approx(numeric, rel=1e-4, abs=1e-4)
    for least in found.least:
        assert found.gradient(*least) == pytest.approx((0, 0), abs=5e-3)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_goes_down_the_round_bowl_and_back_again(optimizer: str):
    bench = DescentBench()
    bench.set_all({**bench.values, "surface": "bowl", "optimizer": optimizer, "beside": "none", "eta": 0.1})
    bench.put("start", "[-3, 2]")
    bench.step(40)
    path = bench.path(optimizer)
    assert path[-1].loss < path[0].loss
    assert len(path) == 41
    bench.step(-40)
    assert bench.path(optimizer) == path[:1]


def test_a_step_of_momentum_is_the_books():
    bench = DescentBench()
    bench.set_all({**bench.values, "optimizer": "momentum", "beside": "none", "eta": 0.5, "start": [2.0, 1.0]})
    bench.step(2)
    # The gradient of w₁²/20 + w₂² is (w₁/10, 2w₂); v ← 0.9v − 0.5g.
    first = (2 - 0.5 * 0.2, 1 - 0.5 * 2)
    v = (0.9 * -0.1 - 0.05 * first[0], 0.9 * -1.0 - 1.0 * first[1])
    assert bench.path("momentum")[2].state["v"] == pytest.approx(v)


def test_a_run_that_leaves_everything_behind_is_told_and_not_stepped_on():
    bench = DescentBench()
    bench.set_all({**bench.values, "surface": "beale", "optimizer": "sgd", "eta": 10.0, "start": [4.0, 4.0]})
    bench.step(50)
    last = bench.path("sgd")[-1]
    assert diverged(last)
    assert last.t == 50


def test_another_rate_runs_the_same_number_of_steps_anew():
    bench = DescentBench()
    bench.step(5)
    before = bench.path("sgd")[-1].at
    bench.put("eta", "0.1")
    assert bench.at == 5
    assert bench.path("sgd")[-1].at != before


# Window


def test_the_window_reads_what_the_reference_convolution_sums():
    bench = WindowBench()
    for name, text in {"padding": "1", "dilation": "2", "stride": "2"}.items():
        bench.put(name, text)
    places = 0
    while bench.step(1):
        places += 1
        row, column = divmod(bench.at - 1, bench.columns)
        assert sum(value * weight for _, value, weight in bench.terms()) == bench.output[row][column]
    assert places == bench.last == len(bench.output) * bench.columns


def test_without_dilation_the_output_is_that_of_conv2d():
    bench = WindowBench()
    image, kernel = (np.array(bench.values[name]) for name in "XK")
    assert bench.output == conv2d(image, kernel).tolist()


def test_pooling_takes_the_largest_or_the_mean_of_what_it_reads():
    bench = WindowBench()
    bench.pick("operation", 1)
    bench.step(1)
    values = [value for _, value, _ in bench.terms()]
    assert bench.output[0][0] == max(values)
    bench.pick("operation", 1)
    assert bench.output[0][0] == pytest.approx(sum(values) / 4)


def test_a_kernel_that_does_not_fit_is_told():
    bench = WindowBench()
    bench.put("dilation", "4")
    assert bench.trouble
    bench.put("padding", "2")
    assert not bench.trouble


# Curves


def test_every_curve_is_finite_and_its_derivative_is_the_slope():
    bench = CurvesBench()
    for name in ACTIVATIONS:
        bench.set_all({**bench.values, "activation": name})
        (_, xs, ys), (_, _, slopes) = bench.drawn().curves
        assert all(map(math.isfinite, [*ys, *slopes]))
        middle = [(b - a) / (xs[1] - xs[0]) for a, b in itertools.pairwise(ys)]
        # Smooth ones closely; the kinked ones everywhere but at the kink.
        off = [abs(m - (s + t) / 2) > 0.02 for m, s, t in zip(middle, slopes, slopes[1:], strict=False)]
        assert sum(off) <= 1
    for name in LOSSES:
        bench.set_all({**bench.values, "topic": "loss", "loss": name, "x": 0.0})
        assert all(math.isfinite(y) for _, _, ys in bench.drawn().curves for y in ys)


def test_a_high_temperature_makes_softmax_flat():
    bench = CurvesBench()
    bench.set_all({**bench.values, "topic": "softmax", "T": 100.0})
    shares = bench.drawn().curves[1][2]
    assert max(shares) - min(shares) < 0.02


def test_the_roc_curve_runs_from_corner_to_corner_and_has_the_area_of_the_library():
    bench = CurvesBench()
    bench.set_all({**bench.values, "topic": "roc"})
    drawn = bench.drawn()
    _, xs, ys = drawn.curves[0]
    assert (xs[0], ys[0], xs[-1], ys[-1]) == (0, 0, 1, 1)
    area = sum((b - a) * (p + q) / 2 for a, b, p, q in zip(xs, xs[1:], ys, ys[1:], strict=False))
    assert dict(drawn.table)["AUC"] == pytest.approx(area)


def test_scores_without_both_labels_have_no_curve():
    bench = CurvesBench()
    bench.set_all({**bench.values, "topic": "roc"})
    bench.put("labels", "[1, 1, 1, 1, 1, 1, 1, 1]")
    assert bench.trouble == "one_class"
    bench.put("labels", "[1, 0]")
    assert bench.trouble == "lengths"


# Shelf


def test_everything_is_found_by_words_of_either_language_and_by_topic():
    subjects = shelf(load(BANK))
    assert {subject.kind for subject in subjects} == {"model", "problem", "function"}
    assert "softmax.softmax" in [subject.id for subject in find(subjects, "ソフトマックス", "function")]
    assert "conv-size" in [subject.id for subject in find(subjects, "output size", "all")]
    assert "network" in [subject.id for subject in find(subjects, "誤差逆伝播", "all")]
    assert "conv-size" in [subject.id for subject in find(subjects, "3.4.1", "problem")]
    assert find(subjects, "nosuchword", "all") == []


def test_a_question_is_found_in_the_lab_by_any_of_its_words_and_its_formulas_stay_whole():
    subjects = shelf(load(BANK))
    for subject in find(subjects, "", "problem"):
        asked = load(BANK).find(subject.id.partition("#")[0])
        assert asked.stem.en.count("$") == subject.en.count("$") or "#" in subject.id
        assert subject in find(subjects, subject.en.split()[-1], "problem")
