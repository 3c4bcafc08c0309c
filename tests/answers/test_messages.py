"""Every fault can be reached, and has words in both languages that can be filled with its values."""

from __future__ import annotations

import string

import pytest

from calculators.answers import (
    CODES,
    DIAGNOSES,
    Array,
    Code,
    Count,
    Expression,
    Fault,
    Key,
    Matrix,
    Number,
    Shape,
    Vector,
    judge,
    judge_choices,
)
from quizapp.text.messages import message
from quizapp.text.messages.answers import CATALOG

NUMBER, COUNT, SHAPE = Number(1.0), Count(1), Shape((1, 2))
VECTOR, MATRIX = Vector((1.0, 2.0)), Matrix(((1.0, 2.0), (3.0, 4.0)))
FORMULA = Expression("x", {"x": (0.0, 1.0)})
UNIT = Number(1.0, units=("MB",))
CODE = Code(
    "x @ W",
    {"x": Array(("N", "D")), "W": Array(("D", "H")), "t": Array(("N",), 0, "H-1", "int"), "p": Array()},
    {"N": "N"},
    ("sigmoid",),
)
SCALAR = Code("p", {"p": Array((), 1.0, 2.0)})
MASK = Code("x > 0", {"x": Array(("N",))}, exact_type=True)

REACHED: dict[str, tuple[Key, str]] = {
    "empty": (NUMBER, " "),
    "too_long": (NUMBER, "1" * 500),
    "too_complex": (NUMBER, "-" * 100 + "1"),
    "control_character": (NUMBER, "\x1b[31m1"),
    "unknown_sign": (NUMBER, "5!"),
    "foreign_digit": (NUMBER, "٣"),
    "digit_separator": (NUMBER, "1_000"),
    "extra_point": (NUMBER, "1.2.3"),
    "not_finite": (NUMBER, "nan"),
    "unexpected_sign": (FORMULA, "x, 1"),
    "missing_operand": (NUMBER, "1+"),
    "missing_operator": (NUMBER, "1 2"),
    "unclosed_bracket": (NUMBER, "(1"),
    "unopened_bracket": (NUMBER, "1)"),
    "unclosed_bar": (NUMBER, "|1"),
    "equals_sign": (NUMBER, "x=1"),
    "one_value_expected": (NUMBER, "[1]"),
    "unknown_name": (COUNT, "12px"),
    "unknown_variable": (FORMULA, "y"),
    "function_alone": (NUMBER, "ln"),
    "argument_count": (NUMBER, "max(1)"),
    "ambiguous_comma": (NUMBER, "1,5"),
    "ambiguous_division": (FORMULA, "1/2x"),
    "ambiguous_product": (SHAPE, "3*32"),
    "inverse_function": (FORMULA, "sin^-1 x"),
    "needs_brackets": (FORMULA, "e^2x"),
    "ambiguous_percent": (NUMBER, "3/8%"),
    "repeated_percent": (NUMBER, "3%%"),
    "ambiguous_minus": (VECTOR, "1 - 1 2"),
    "unfinished_exponent": (NUMBER, "1e"),
    "unit_place": (UNIT, "(1 MB)"),
    "code_wrong_scalar": (SCALAR, "p + 1e-7"),
    "already_given": (Expression("1 - x", {"x": (0.0, 1.0)}, given=("(1 - x^2)/(1 + x)",)), "(1-x²)/(x+1)"),
    "division_by_zero": (NUMBER, "1/0"),
    "undefined": (NUMBER, "ln(-1)"),
    "too_large": (NUMBER, "9**9**9"),
    "too_small": (NUMBER, "1e-999"),
    "missing_cell": (VECTOR, "1,,2"),
    "mixed_separators": (VECTOR, "1 2, 3"),
    "ragged_rows": (MATRIX, "1 2; 3"),
    "deep_array": (MATRIX, "[[[1]]]"),
    "wrong_shape": (MATRIX, "1 2"),
    "wrong_length": (VECTOR, "1, 2, 3"),
    "wrong_rank": (SHAPE, "1"),
    "unknown_unit": (UNIT, "1 GB"),
    "code_sign": (CODE, "x; W"),
    "code_power": (CODE, "x ^ 2"),
    "code_syntax": (CODE, "x if p"),
    "code_statement": (CODE, "return x"),
    "code_construct": (CODE, "np.add(*x)"),
    "code_text": (CODE, "x + 'a'"),
    "code_chained": (CODE, "0 < x < 1"),
    "code_name": (CODE, "y"),
    "code_module": (CODE, "np"),
    "code_function": (CODE, "np.fft(x)"),
    "code_attribute": (CODE, "x.__class__"),
    "code_uncalled": (CODE, "x.sum"),
    "code_not_called": (CODE, "x(W)"),
    "code_random": (CODE, "np.random.rand(3)"),
    "code_keyword": (CODE, "np.sum(x, dim=0)"),
    "code_arguments": (CODE, "np.dot(x)"),
    "code_type": (CODE, "x.astype(W)"),
    "code_boolean": (CODE, "x > 0 and p > 0"),
    "code_condition": (CODE, "x if x > 0 else x"),
    "code_too_large": (CODE, "np.zeros((10**9,))"),
    "code_unsupported": (CODE, "np.pad(x, 1, 'mean')"),
    "code_not_real": (CODE, "(-8) ** 0.5"),
    "code_shapes": (CODE, "x + W"),
    "code_inner_sizes": (CODE, "W @ x"),
    "code_scalar_product": (CODE, "p @ x"),
    "code_join": (CODE, "np.concatenate([x, W])"),
    "code_split": (CODE, "np.split(x, 7)"),
    "code_reshape": (CODE, "x.reshape(7, -1)"),
    "code_axis": (CODE, "x.sum(axis=2)"),
    "code_axes": (CODE, "x.transpose(0, 2)"),
    "code_index": (CODE, "x[0, 0, 0]"),
    "code_index_kind": (CODE, "x[p]"),
    "code_ragged": (CODE, "np.array([[1, 2], [3]])"),
    "code_not_array": (CODE, "np.sum(None)"),
    "code_not_several": (CODE, "np.stack(3)"),
    "code_not_whole": (CODE, "x.sum(axis=0.5)"),
    "code_not_scalar": (CODE, "float(x)"),
    "code_not_mask": (CODE, "~x"),
    "code_mask_arithmetic": (CODE, "-(x > 0)"),
    "code_not_square": (CODE, "np.linalg.inv(x)"),
    "code_needs_axes": (CODE, "len(p)"),
    "code_argument": (CODE, "np.pad(x, -1)"),
    "code_negative_size": (CODE, "np.zeros((-3, 2))"),
    "code_negative_power": (CODE, "t ** -1"),
    "code_empty_array": (CODE, "x[:0].mean()"),
    "code_division": (CODE, "1 / 0"),
    "code_axis_twice": (CODE, "np.sum(x, axis=(0, 0))"),
    "code_squeeze": (CODE, "np.squeeze(x, 0)"),
    "code_singular": (CODE, "np.linalg.inv(np.zeros((3, 3)))"),
    "code_norm": (CODE, "np.linalg.norm(x, 7)"),
    "code_needs_matrix": (CODE, "np.fliplr(t)"),
    "code_ranks": (CODE, "np.take_along_axis(x, t, 1)"),
    "code_error": (CODE, "np.moveaxis(x, (0, 1), 0)"),
    "code_wrong_shape": (CODE, "x"),
    "code_wrong_kind": (MASK, "(x > 0) * 1"),
    "code_wrong_value": (CODE, "x @ W + 1"),
}


def _fault(code: str) -> Fault:
    verdict = judge_choices({"a"}, set(), {"a", "b"}) if code == "nothing_chosen" else judge(*REACHED[code])
    assert verdict.fault is not None
    return verdict.fault


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_fault_is_reached_and_has_words_in_both_languages(code: str) -> None:
    fault = _fault(code)
    assert fault.code == code
    fields = [{name for _, name, _, _ in string.Formatter().parse(words) if name} for words in CATALOG[code]]
    assert fields[0] == fields[1]
    assert fields[0] <= set(fault.values)
    for language in ("ja", "en"):
        words = message(language, f"answers.{code}", **fault.values)
        assert words
        assert "{" not in words or "{" in fault.values.values()


def test_the_catalog_has_no_message_without_a_fault() -> None:
    assert set(CATALOG) == CODES | {f"diagnosis_{code}" for code in DIAGNOSES}


@pytest.mark.parametrize("code", sorted(DIAGNOSES))
def test_every_diagnosis_has_words_in_both_languages_and_no_field_to_fill(code: str) -> None:
    japanese, english = (message(language, f"answers.diagnosis_{code}") for language in ("ja", "en"))
    assert japanese.endswith("。")
    assert english.endswith(".")
    assert "{" not in japanese + english


def test_what_was_typed_is_not_read_as_a_format() -> None:
    fault = judge(NUMBER, "{0}").fault
    assert fault is not None
    assert "“{”" in message("en", "answers.unknown_sign", **fault.values)


def test_values_that_differ_in_a_late_digit_are_told_with_that_digit() -> None:
    fault = judge(SCALAR, "p + 1e-7").fault
    assert fault is not None
    assert fault.values["got"] != fault.values["expected"]
    assert "[" not in message("en", "answers.code_wrong_scalar", **fault.values)
