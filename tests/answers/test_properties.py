"""What is printed reads back, equivalent rewritings are right, and no text does anything but be read or refused."""

from __future__ import annotations

import itertools
import random
import string
import tracemalloc
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.answers import (
    CODES,
    Array,
    Code,
    Count,
    Expression,
    Fault,
    Key,
    Matrix,
    Number,
    Outcome,
    Reading,
    Shape,
    Vector,
    Verdict,
    judge,
    read,
    write,
)
from calculators.answers.signs import map_signs
from tests.answers import fuzz

NUMBER, COUNT, SHAPE = Number(1.0), Count(1), Shape((3, 32, 32))
VECTOR, MATRIX = Vector((1.0, 2.0)), Matrix(((1.0, 2.0), (3.0, 4.0)))
DOMAINS = {"x": (-2.0, 2.0), "y": (0.5, 3.0)}
FORMULA = Expression("x*y", DOMAINS)
KEYS: list[Key] = [NUMBER, COUNT, SHAPE, VECTOR, MATRIX, FORMULA]

decimals = st.decimals(min_value=-(10**6), max_value=10**6, places=4).map(lambda value: f"{value:.4f}")
values = st.floats(min_value=-1e12, max_value=1e12)
small_values = st.floats(min_value=-1e4, max_value=1e4)

FULL_WIDTH = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in string.digits + ".-+()e/,;[]"})
PERCENT_OF = 100


def _value(text: str, key: Key = NUMBER) -> object:
    reading = read(text, key)
    assert isinstance(reading, Reading), (text, reading)
    return reading.value


def _near(value: object, truth: float) -> bool:
    return isinstance(value, int | float) and abs(value - truth) <= 1e-12 * max(1.0, abs(truth))


@given(decimals)
def test_a_number_reads_back_in_every_notation(text: str) -> None:
    truth = float(text)
    mantissa, exponent = f"{truth:.12e}".split("e")
    notations = [
        text,
        f" {text} ",
        text.replace("-", "−"),
        text.translate(FULL_WIDTH),
        f"({text})",
        f"{mantissa}e{exponent}",
        f"{mantissa}E{exponent}",
        f"{mantissa}×10^{int(exponent)}",
        f"{mantissa}*10**{int(exponent)}",
        f"{mantissa} x 10^({int(exponent)})",
        f"{truth * PERCENT_OF:.2f}%",
        f"{round(truth * 10_000)}/10000",
        f"{round(truth * 10_000)} ÷ 10000",
    ]
    for notation in notations:
        assert _near(_value(notation), truth), notation


@given(st.integers(min_value=0, max_value=10**12))
def test_a_count_reads_back_with_thousands_separators(value: int) -> None:
    for notation in (str(value), f"{value:,}", f"{value:,}".translate(FULL_WIDTH), f"{value}.0"):
        assert _value(notation, COUNT) == value


@given(values)
def test_the_echo_of_a_number_reads_back(value: float) -> None:
    reading = read(f"{value:.17g}", NUMBER)
    if isinstance(reading, Fault):
        assert reading.code == "too_small"
        return
    assert judge(Number(value, relative=1e-9, absolute=1e-300), reading.echo).outcome is Outcome.CORRECT


@given(st.lists(st.lists(decimals, min_size=3, max_size=3), min_size=2, max_size=4))
def test_a_matrix_reads_back_in_every_notation(rows: list[list[str]]) -> None:
    truth = tuple(tuple(float(cell) for cell in row) for row in rows)
    comma, space = ", ".join, " ".join
    notations = [
        f"[{'; '.join(comma(row) for row in rows)}]",
        f"[{'; '.join(space(row) for row in rows)}]",
        "\n".join(comma(row) for row in rows),
        "\n".join(space(row) for row in rows),
        f"[{', '.join(f'[{comma(row)}]' for row in rows)}]",
        f"(({'), ('.join(comma(row) for row in rows)}))",
        "[" + "\n ".join(f"[{space(row)}]" for row in rows) + "]",
        f"[{';'.join(','.join(row) for row in rows)}]".translate(FULL_WIDTH),
    ]
    for notation in notations:
        assert _value(notation, MATRIX) == truth, notation


@given(st.lists(st.integers(min_value=1, max_value=4096), min_size=2, max_size=6))
def test_a_shape_reads_back_in_every_notation(sizes: list[int]) -> None:
    words = [str(size) for size in sizes]
    for notation in (
        f"({', '.join(words)})",
        f"[{','.join(words)}]",
        "x".join(words),
        " × ".join(words),
        "X".join(words),
        " ".join(words),
        f"({','.join(words)},)",
        "、".join(words),
    ):
        assert _value(notation, SHAPE) == tuple(sizes), notation


precision = st.integers(min_value=0, max_value=8)
relative = st.sampled_from([0.0, 1e-6, 0.01])
absolute = st.sampled_from([None, 0.0, 1e-9, 0.01])
keys: st.SearchStrategy[Key] = st.one_of(
    st.builds(Number, values, precision, relative, absolute),
    st.builds(Count, st.integers(min_value=-(10**15), max_value=10**15)),
    st.builds(Vector, st.lists(small_values, min_size=1, max_size=6).map(tuple), precision, relative, absolute),
    st.builds(
        Matrix,
        st.integers(1, 3).flatmap(
            lambda width: st.lists(st.tuples(*[small_values] * width), min_size=1, max_size=3).map(tuple)
        ),
        precision,
        relative,
        absolute,
    ),
    st.builds(Shape, st.lists(st.integers(min_value=0, max_value=10**6), max_size=5).map(tuple)),
)


@given(keys)
def test_a_key_as_it_is_written_is_right(key: Key) -> None:
    assert judge(key, write(key)).outcome is Outcome.CORRECT, write(key)


@given(st.floats(min_value=0.001, max_value=1e6), st.floats(min_value=1.001, max_value=10.0), st.booleans())
def test_a_number_out_of_its_tolerance_is_wrong(value: float, factor: float, above: bool) -> None:
    key = Number(value)
    off = factor * key.tolerance()
    assert judge(key, repr(value + off if above else value - off)).outcome is Outcome.WRONG


# Formulas that are defined everywhere in the domains, and moderate.
atoms = st.sampled_from(["x", "y", "2", "0.5", "3", "(x+1)", "pi"])
smooth = st.recursive(
    atoms,
    lambda part: st.one_of(
        st.builds("({}+{})".format, part, part),
        st.builds("({}-{})".format, part, part),
        st.builds("({}*{})".format, part, part),
        st.builds("tanh({})".format, part),
        st.builds("sigmoid({})".format, part),
        st.builds("sin({})".format, part),
        st.builds("relu({})".format, part),
        st.builds("abs({})".format, part),
        st.builds("({})/(1+({})^2)".format, part, part),
    ),
    max_leaves=6,
)


@given(smooth, smooth, smooth)
@settings(max_examples=60)
def test_equivalent_rewritings_are_right(a: str, b: str, c: str) -> None:
    pairs = [
        (f"({a})*(({b})+({c}))", f"({a})({b})+({a})({c})"),
        (f"(({a})+({b}))^2", f"({a})²+2({a})({b})+({b})²"),
        (f"tanh({a})", f"2σ(2({a}))-1"),
        (f"sigmoid({a})", f"1/(1+e^(-({a})))"),
        (f"ln(exp(sin({a}))*exp(sin({b})))", f"sin({b})+sin({a})"),
        (f"max({a},{b})", f"(({a})+({b})+|({a})-({b})|)/2"),
        (f"({a})-({b})", f"-(({b})-({a}))"),
        (f"relu({a})", f"(({a})+abs({a}))/2"),
    ]
    for truth, answer in pairs:
        verdict = judge(Expression(truth, DOMAINS), answer)
        # A formula may well be longer than anything a learner is allowed to type.
        assert verdict.outcome is Outcome.CORRECT or (
            verdict.fault is not None and verdict.fault.code in {"too_long", "too_complex"}
        ), (truth, answer, verdict)


@given(smooth)
@settings(max_examples=60)
def test_perturbed_formulas_are_wrong(a: str) -> None:
    key = Expression(f"y+({a})", DOMAINS)
    for answer in (f"1.001y+({a})", f"y+({a})+0.0001", f"y+({a})+x/1000", f"y²+({a})", f"ln(y)+({a})"):
        assert judge(key, answer).outcome is Outcome.WRONG, answer


WORDS = (
    "**",
    "e",
    "x",
    "y",
    "sin",
    "ln",
    "max(",
    "log2",
    "1e",
    "10^",
    "x_1",
    "9**9**9",
    "[[",
    "]]",
    "__import__",
    "nan",
)
SIGNS = "0123456789.+-*/^()[]|,;%= \n\t√×²⁻₁σπλ−１，、¼٣\x1b\u202e\ud800{}_!'\\"
fragments = st.sampled_from([*SIGNS, *WORDS])
texts = st.one_of(st.text(max_size=60), st.lists(fragments, max_size=40).map("".join))


def _check(text: str) -> None:
    for key in KEYS:
        found = read(text, key)
        if isinstance(found, Fault):
            assert found.code in CODES
            assert 0 <= found.start <= found.end <= len(text)
            assert judge(key, text).outcome is Outcome.INVALID
        else:
            assert judge(key, text).outcome is not Outcome.INVALID
            assert found.echo


@given(texts)
@settings(max_examples=400)
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    _check(text)


RIGHT = ["1.2×10^-3", "ln(2)/3", "1,234,567", "[1, 2; 3, 4]", "[[1,2],[3,4]]", "(3, 32, 32)", "3x32x32", "2x cos(x²)"]


@given(st.sampled_from(RIGHT), st.data())
@settings(max_examples=300)
def test_a_mutated_answer_is_read_or_refused_and_nothing_else(text: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 2))
        text = text[:at] + data.draw(st.one_of(fragments, st.just(""))) + text[at + cut :]
    _check(text)


@given(texts)
def test_the_map_of_signs_keeps_every_place(text: str) -> None:
    assert len(map_signs(text)) == len(text)


def test_no_hostile_answer_of_any_kind_does_anything_but_be_judged() -> None:
    fuzz.warm_up()
    hostile = itertools.islice(fuzz.answers(random.Random(20)), 3_000)
    complaints = [(key, text, fuzz.complaint(key, text)) for key, text in hostile]
    assert [found for found in complaints if found[2] is not None] == []


def test_no_hostile_code_takes_much_memory() -> None:
    fuzz.warm_up()
    chance = random.Random(21)
    peaks: list[tuple[int, str]] = []
    for key, _ in fuzz.CODE * 6:
        assert isinstance(key, Code)
        text = fuzz.code(key, chance)
        tracemalloc.start()
        judge(key, text)
        peaks.append((tracemalloc.get_traced_memory()[1], text))
        tracemalloc.stop()
    assert max(peaks)[0] < fuzz.MOST_BYTES


def test_reaching_outside_is_noticed_by_the_watch() -> None:
    fuzz.WATCH.place()
    fuzz.WATCH.events.clear()
    fuzz.WATCH.on = True
    with suppress(OSError), Path("/nonexistent").open():
        pass
    fuzz.WATCH.on = False
    assert fuzz.WATCH.events == ["open"]


# Code over arrays of one shape: rewritings that are equal everywhere, and ones that are not.
GRID = {"x": Array(("N", "D")), "y": Array(("N", "D"), 0.5, 3.0), "w": Array(("D",))}
pieces = st.recursive(
    st.sampled_from(["x", "y", "w", "2.0", "0.5", "x.mean(axis=0)", "np.sum(y, axis=0)"]),
    lambda part: st.one_of(
        st.builds("({} + {})".format, part, part),
        st.builds("({} * {})".format, part, part),
        st.builds("({} - {})".format, part, part),
        st.builds("np.tanh({})".format, part),
        st.builds("np.maximum({}, {})".format, part, part),
        st.builds("np.where(x > 0, {}, {})".format, part, part),
    ),
    max_leaves=5,
)


def _judged(truth: str, answer: str) -> Verdict:
    return judge(Code(truth, GRID, {"N": "N"}), answer)


@given(pieces, pieces)
@settings(max_examples=60)
def test_equivalent_rewritings_of_code_are_right(a: str, b: str) -> None:
    pairs = [
        (f"y * ({a}) + ({b})", f"({b}) + ({a}) * y"),
        (f"y + np.maximum({a}, {b})", f"y + np.where(({a}) > ({b}), {a}, {b})"),
        (f"np.sum(y + {a}, axis=0)", f"(y + {a}).sum(axis=0)"),
        (f"np.mean(y + {a}, axis=0)", f"np.sum(y + {a}, axis=0) / N"),
        (f"(y + {a}).T", f"np.transpose({a} + y)"),
        (f"np.tanh(y + {a})", f"1 - 2 / (np.exp(2 * (y + {a})) + 1)"),
        (f"y - ({a})", f"-(({a}) - y)"),
        (f"(y + {a}) @ w", f"np.sum((y + {a}) * w, axis=1)"),
    ]
    for truth, answer in pairs:
        verdict = _judged(truth, answer)
        assert verdict.outcome is Outcome.CORRECT or (
            verdict.fault is not None and verdict.fault.code in {"too_long", "too_complex"}
        ), (truth, answer, verdict)


@given(pieces)
@settings(max_examples=60)
def test_perturbed_code_is_wrong(a: str) -> None:
    truth = f"y + 0 * x + ({a})"
    for answer in (
        f"1.001 * y + ({a})",
        f"y + ({a}) + 0.0001",
        f"y + ({a}) + x / 1000",
        f"(y + 0 * x + {a}).T",
        f"y[:, 0] + ({a})",
    ):
        verdict = _judged(truth, answer)
        assert verdict.outcome is Outcome.WRONG, (answer, verdict)
        assert verdict.fault is not None
