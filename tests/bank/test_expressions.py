"""Expressions of question files: what they compute, what is refused and where, and that nothing is ever run."""

import contextlib
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank.expressions import BUILT_IN, ExpressionFault, Unusable, Value, parse, registered, registry, value_of
from quizapp.bank.expressions.show import line
from quizapp.bank.places import character_place
from quizapp.text.messages.bank import CATALOG

POINT: dict[str, Value] = {"n": 28, "lr": 0.1, "x": [1, 2, 3], "W": [[1, 2, 3], [4, 5, 6]], "minus": -2}


def value(text: str) -> Value:
    return value_of(parse(text), POINT)


def fault(text: str) -> ExpressionFault:
    with pytest.raises(Unusable) as caught:
        value(text)
    return caught.value.fault


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n + 2*3 - 4/2", 32),
        ("7/2", 3.5),
        ("7//2 + 7 % 2", 4),
        ("-2^2", -4),
        ("2**-1", 0.5),
        ("2^3^2", 512),
        ("0.3 % 0.1", 0.0),
        ("floor(0.3/0.1)", 3),
        ("0.1 + 0.2 == 0.3", True),
        ("1 - 0.3 - 0.2 - 0.5", 0.0),
        ("factorial(5) + factorial(0)", 121),
        ("factorial([3, 4])", [6, 24]),
        ("factorial(2)*factorial(4 - 2 - 1)/factorial(4)", 2 / 24),
        ("comb(6, 2) + comb(3, 5)", 15),
        ("comb(10^6, 2)", 499999500000),
        ("sum(comb(4, range(0, 5)))", 16),
        ("range(3)", [0, 1, 2]),
        ("range(n, 20, -4)", [28, 24]),
        ("1/sum(1/range(1, 3))", 1 / 1.5),
        ("0.1 + 0.2 < 0.3", False),
        ("0 < n <= 28 != 29", True),
        ("not n > 30 and (n == 1 or true)", True),
        ("1 if n > 30 else 2", 2),
        ("x[0] + x[-1]", 4),
        ("W[1, 2] + W[1][0]", 10),
        ("2*x + [1, 1, 1]", [3, 5, 7]),
        ("W @ x", [14, 32]),
        ("x @ x", 14),
        ("W @ transpose(W)", [[14, 32], [32, 77]]),
        ("round(0.285, 2)", 0.29),
        ("round(-2.5)", -3),
        ("max(x) + min(3, 1, 2) + sum(W) + size(x)", 28),
        ("mean(x)", 2),
        ("argmax(x) + argmin(x)", 2),
        ("sqrt([4, 9])", [2.0, 3.0]),
        ("norm([3, 4])", 5.0),
        ("convolution.output_size(n, 3, stride=2, padding=1)", 14),
        ("optimizers.sgd_step(x, [1, 1, 1], 1)", [0.0, 1.0, 2.0]),
        ("architectures.linear_parameters(100000, 100000, bias=false)", 10_000_000_000),
    ],
)
def test_an_expression_has_the_value_that_is_written(text: str, expected: Value) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "code", "start", "end"),
    [
        ("", "empty", 0, 0),
        ("2n", "missing_operator", 0, 2),
        ("n +", "missing_operand", 2, 3),
        ("(n", "unclosed", 0, 1),
        ("n)", "unopened", 1, 2),
        ("n = 3", "assignment", 2, 3),
        ("n ; n", "unknown_sign", 2, 3),
        ("n ＋ n", "unknown_sign", 2, 3),
        ("m + 1", "unknown_name", 0, 1),
        ("floor + 1", "not_called", 0, 5),
        ("flor(n)", "unknown_function", 0, 4),
        ("convolution.output_sise(n, 3)", "unknown_function", 0, 23),
        ("floor(1, 2)", "argument_count", 0, 11),
        ("convolution.output_size(n)", "argument", 0, 26),
        ("convolution.output_size(n, 3, color=2)", "argument", 0, 38),
        ("convolution.output_size(n, k=3, n)", "argument_order", 32, 33),
        ("convolution.output_size(n, 2.5)", "argument", 0, 31),
        ("convolution.output_size(n, 99)", "calculator", 0, 30),
        ("1 + 1/(n - 28)", "division_by_zero", 4, 14),
        ("ln(0)", "undefined", 0, 5),
        ("(0 - 8)^0.5", "undefined", 1, 11),
        ("9^9^9^9", "too_large", 2, 7),
        ("exp(1000)", "too_large", 0, 9),
        ("x + [1, 2]", "shapes", 0, 10),
        ("x < 2", "not_number", 0, 5),
        ("true + 1", "not_number", 0, 8),
        ("n and true", "not_condition", 0, 1),
        ("n[0]", "not_list", 0, 1),
        ("x[3]", "index", 2, 3),
        ("x[0.5]", "not_whole", 2, 5),
        ("x[]", "missing_operand", 1, 3),
        ("1e101", "too_large", 0, 5),
        ("+".join("1" * 400), "too_complex", 300, 301),
        ("(" * 60 + "1" + ")" * 60, "too_complex", 40, 41),
        ("1" * 1001, "too_long", 1000, 1001),
        ("__import__", "unknown_sign", 0, 1),
        ("n.__class__", "unknown_sign", 1, 2),
        ("os.system(1)", "unknown_function", 0, 9),
        ("symbolic.value(1, 2)", "unknown_function", 0, 14),
        ("calculators.answers.evaluate(1)", "unknown_function", 0, 28),
    ],
)
def test_what_can_not_be_computed_is_told_at_its_characters(text: str, code: str, start: int, end: int) -> None:
    found = fault(text)
    assert (found.code, found.start, found.end) == (code, start, end)
    japanese, english = CATALOG[f"expression_{code}"]
    assert japanese.format_map(found.values)
    assert english.format_map(found.values)


def test_where_no_function_has_a_similar_name_a_dash_says_so() -> None:
    def told(found: ExpressionFault) -> str:
        return CATALOG["expression_unknown_function"][1].format_map(found.values)

    assert "(similar: -)" in told(fault("zzzzzzzz(1)"))
    assert "(similar: convolution.output_size" in told(fault("convolution.outputsize(1)"))


_PIECES = st.sampled_from(
    [*"0123456789.()[]+-*/%^@<>=!, nxWlr", "and ", "or ", "not ", "if ", " else ", "floor(", "softmax.softmax(", "1e99"]
)


@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join)))
@settings(max_examples=400, deadline=None)
def test_any_text_has_a_value_or_a_fault_with_its_place(text: str) -> None:
    found = None
    try:
        value(text)
    except Unusable as error:
        found = error.fault
    if found is not None:
        assert 0 <= found.start <= found.end <= max(len(text), 1)
        assert f"expression_{found.code}" in CATALOG


def test_hundreds_of_calculators_can_be_called_and_none_that_takes_code() -> None:
    names = {found.name for found in registered()}
    assert len(names) > 250
    assert {"convolution.output_size", "softmax.softmax", "metrics.iou", "optimizers.adam_step"} <= names
    assert not names & {"symbolic.derivative", "gradients.central_difference", "explainability.shapley_values"}


def test_the_largest_whole_numbers_take_neither_time_nor_memory() -> None:
    tracemalloc.start()
    begun = time.process_time()
    for found in registered():
        module, _, name = found.name.partition(".")
        function = registry._functions(module)[name]
        if set(function.kinds.values()) <= {"int", "float", "bool"}:
            for real in (0.5, 1e9):
                largest = {"bool": True, "int": function.most, "float": real}
                with contextlib.suppress(registry.Failed, registry.WrongArgument):
                    registry.call(found.name, [largest[kind] for kind in function.kinds.values()], {})
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()
    assert time.process_time() - begun < 20


def test_whole_numbers_beside_arrays_are_small() -> None:
    assert fault("convolution.conv2d(W, [[1]], padding=65)").code == "argument"
    assert fault("architectures.linear_parameters(10^13, 1)").code == "argument"
    assert fault("softmax.one_hot(1, 5000)").code == "argument"
    assert fault("trees.majority_accuracy([" + "0.6, " * 17 + "])").code == "argument"
    assert fault("distributions.multinomial([20000, 1], [0.5, 0.5])").code == "argument"


def test_every_built_in_function_tells_how_it_is_called() -> None:
    assert all(function.form.startswith(name) and function.words for name, function in BUILT_IN.items())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("floor((n - 3)/2) + 1", r"\lfloor \frac{28 - 3}{2} \rfloor + 1 = 13"),
        ("n - minus*2", r"28 - (-2) \cdot 2 = 32"),
        ("(n + 1)*(n - 1)", r"(28 + 1) \cdot (28 - 1) = 783"),
        ("lr^2/3", r"\frac{0.1^{2}}{3} \approx 0.0033"),
        ("minus^2", r"(-2)^{2} = 4"),
        ("n", "28"),
        ("convolution.output_size(n, 3)", r"\mathrm{output\_size}(28, 3) = 26"),
    ],
)
def test_a_step_shows_the_expression_with_its_numbers_and_its_value(text: str, expected: str) -> None:
    assert line(parse(text), POINT, value(text), 4) == expected


@pytest.mark.parametrize(
    ("source", "place", "position", "expected"),
    [
        ("a: b + c", (1, 4), 4, (1, 8)),
        ("a: 'b''c'", (1, 4), 2, (1, 8)),
        ('a: "b\\"c"', (1, 4), 2, (1, 8)),
        ("a: |\n  b +\n  c", (1, 4), 4, (3, 3)),
        ("a: |\n  b +\n\n  c", (1, 4), 5, (4, 3)),
        ("a: b +\n  c", (1, 4), 4, (2, 3)),
        ("a: b", (1, 4), 99, (1, 6)),
        ("a: b", (9, 4), 0, (9, 4)),
    ],
)
def test_a_character_of_a_value_is_found_in_its_file(
    source: str, place: tuple[int, int], position: int, expected: tuple[int, int]
) -> None:
    assert character_place(source, place, position) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("factorial(70)", "too_large"),
        ("factorial(2.5)", "undefined"),
        ("factorial(0 - 1)", "undefined"),
        ("factorial(true)", "wrong_kind"),
        ("comb(10^9, 5000)", "too_large"),
        ("comb(5, 0.5)", "undefined"),
        ("comb([5, 6], [1, 2, 3])", "shapes"),
        ("range(10^9)", "too_large"),
        ("range(0)", "undefined"),
        ("range(0, 9, 0)", "undefined"),
        ("range(0.5)", "undefined"),
        ("range(10^99)", "too_large"),
        ("range(x)", "wrong_kind"),
    ],
)
def test_counting_has_its_bounds(text: str, code: str) -> None:
    assert fault(text).code == code


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("flor(n)", "floor"),
        ("roud(n)", "round"),
        ("Comb(n, 2)", "comb"),
        ("output_size(n)", "convolution.output_size"),
        ("output_sise(n)", "convolution.output_size"),
        ("convolution.outputsize(n)", "convolution.output_size"),
    ],
)
def test_a_function_that_does_not_exist_is_told_with_those_that_resemble_it(text: str, near: str) -> None:
    assert near in str(fault(text).values["near"]).split(", ")


@pytest.mark.parametrize(
    ("text", "decimals", "padded", "expected"),
    [
        # What binary fractions miss is neither shown nor called rounding.
        ("1 - 0.3 - 0.2", None, False, "1 - 0.3 - 0.2 = 0.5"),
        ("2 - 2*0.66", 4, False, r"2 - 2 \cdot 0.66 = 0.68"),
        ("2/3", None, False, r"\frac{2}{3} \approx 0.666666666667"),
        # A middle is rounded half away from zero.
        ("0.6 + 0.0155", 3, False, r"0.6 + 0.0155 \approx 0.616"),
        ("0.0155 - 0.631", 3, False, r"0.0155 - 0.631 \approx -0.616"),
        # All decimals where it is rounded, or where so many are asked for.
        ("1.4/2.0001", 2, False, r"\frac{1.4}{2.0001} \approx 0.70"),
        ("1.4/2", 2, False, r"\frac{1.4}{2} = 0.7"),
        ("1.4/2", 2, True, r"\frac{1.4}{2} = 0.70"),
        # A cell is its number.
        ("d[0] - d[1]", None, False, "1.75 - (-3.25) = 5"),
        ("W[1][2]*W[1, 0]", None, False, r"6 \cdot 4 = 24"),
        ("d[1]^2", 1, False, r"(-3.25)^{2} \approx 10.6"),
        ("sum(comb(3, range(2)))", None, False, r"\mathrm{sum}(\binom{3}{(0, 1)}) = 4"),
        ("factorial(n - 25)", None, False, "(28 - 25)! = 6"),
    ],
)
def test_a_step_shows_numbers_as_people_write_them(
    text: str, decimals: int | None, padded: bool, expected: str
) -> None:
    point: dict[str, Value] = {**POINT, "d": [1.75, -3.25]}
    tree = parse(text)
    assert line(tree, point, value_of(tree, point), decimals, padded) == expected
