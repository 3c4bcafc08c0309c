"""What may be typed for a vector, a matrix or a shape, and how a wrong one is told."""

from __future__ import annotations

import pytest

from calculators.answers import Fault, Matrix, Outcome, Reading, Shape, Vector, judge, read

VECTOR = Vector((1.0, -2.0, 0.5))
MATRIX = Matrix(((1.0, 2.0), (3.0, 4.0)))
SHAPE = Shape((3, 32, 32))

VECTORS = [
    ("[1, -2, 0.5]", (1, -2, 0.5)),
    ("(1, -2, 0.5)", (1, -2, 0.5)),
    ("1, -2, 0.5", (1, -2, 0.5)),
    ("1,-2,0.5", (1, -2, 0.5)),
    ("1 -2 0.5", (1, -2, 0.5)),
    ("1 −2 .5", (1, -2, 0.5)),
    ("[1 -2 1/2]", (1, -2, 0.5)),
    ("[ 1 -2 50% ]", (1, -2, 0.5)),
    ("［１，－２，０．５］", (1, -2, 0.5)),
    ("1、-2、0.5", (1, -2, 0.5)),
    ("1，-2，0.5", (1, -2, 0.5)),
    ("1\n-2\n0.5", (1, -2, 0.5)),
    ("1;-2;0.5", (1, -2, 0.5)),
    ("[1; -2; 0.5]", (1, -2, 0.5)),
    ("[[1], [-2], [0.5]]", (1, -2, 0.5)),
    ("[[1, -2, 0.5]]", (1, -2, 0.5)),
    ("[1, -2, 0.5,]", (1, -2, 0.5)),
    ("[1, -2, 0.5];", (1, -2, 0.5)),
    ("1,234", (1, 234)),
    ("[3]", (3,)),
    ("3", (3,)),
    ("(3)", (3,)),
    ("1 - 2", (-1,)),
    ("1 -2", (1, -2)),
    ("1 +2", (1, 2)),
    ("1-2 3", (-1, 3)),
    ("(1+2) (3+4)", (3, 7)),
    ("[(1+2), 2(3)]", (3, 6)),
    ("ln 1 e^0", (0, 1)),
    ("max(1, 2), min(1, 2)", (2, 1)),
    ("[max(1, 2) min(1, 2)]", (2, 1)),
    ("2 × 3, 1", (6, 1)),
    ("√4 √9", (2, 3)),
    ("|-1| |-2|", (1, 2)),
    ("3 |-2|", (3, 2)),
    ("[|1 - 3| 4]", (2, 4)),
    ("2 pi", (2, pytest.approx(3.14159265))),
    ("1e-3 1.5e2", (0.001, 150)),
]


@pytest.mark.parametrize(("text", "values"), VECTORS)
def test_a_vector_is_read_in_every_usual_notation(text: str, values: tuple[float, ...]) -> None:
    reading = read(text, VECTOR)
    assert isinstance(reading, Reading)
    assert reading.value == values


MATRICES = [
    "[1, 2; 3, 4]",
    "[1,2;3,4]",
    "[1 2; 3 4]",
    "[[1,2],[3,4]]",
    "[[1, 2], [3, 4]]",
    "[[1 2]\n [3 4]]",
    "[[1, 2],\n [3, 4]]",
    "[[1 2] [3 4]]",
    "[[1,2];[3,4]]",
    "((1, 2), (3, 4))",
    "[(1, 2), (3, 4)]",
    "[1,2],[3,4]",
    "[1 2]\n[3 4]",
    "1 2\n3 4",
    "1, 2\n3, 4",
    "1,2;3,4",
    "1 2; 3 4",
    "(1 2; 3 4)",
    "[1, 2; 3, 4];",
    "[1, 2; 3, 4;]",
    "\n1 2\n\n3 4\n",
    "1 2\r\n3 4",
    "［［１，２］，［３，４］］",
    "1、2；3、4",
    "[2/2, √4; 1+2, 2^2]",
    "[1, 2,; 3, 4,]",
]


@pytest.mark.parametrize("text", MATRICES)
def test_a_matrix_is_read_in_every_usual_notation(text: str) -> None:
    verdict = judge(MATRIX, text)
    assert verdict.outcome is Outcome.CORRECT
    assert verdict.echo == "[1, 2; 3, 4]"


SHAPES = [
    ("(3, 32, 32)", (3, 32, 32)),
    ("[3, 32, 32]", (3, 32, 32)),
    ("3, 32, 32", (3, 32, 32)),
    ("3,32,32", (3, 32, 32)),
    ("3x32x32", (3, 32, 32)),
    ("3X32X32", (3, 32, 32)),
    ("3 x 32 x 32", (3, 32, 32)),
    ("3×32×32", (3, 32, 32)),
    ("3 × 32 × 32", (3, 32, 32)),
    ("３×３２×３２", (3, 32, 32)),
    ("３ｘ３２ｘ３２", (3, 32, 32)),
    ("3✕32✕32", (3, 32, 32)),
    ("(3×32×32)", (3, 32, 32)),
    ("3 32 32", (3, 32, 32)),
    ("3、32、32", (3, 32, 32)),
    ("(3, 2*16, 64/2)", (3, 32, 32)),
    ("(3, 32, 32,)", (3, 32, 32)),
    ("(10,)", (10,)),
    ("10", (10,)),
    ("()", ()),
    ("[]", ()),
    ("(64, 1,024)", (64, 1, 24)),
    ("3.0x2", (3, 2)),
    ("(-1, 3)", (-1, 3)),
]


@pytest.mark.parametrize(("text", "sizes"), SHAPES)
def test_a_shape_is_read_in_every_usual_notation(text: str, sizes: tuple[int, ...]) -> None:
    reading = read(text, SHAPE)
    assert isinstance(reading, Reading)
    assert reading.value == sizes


REFUSED = [
    (VECTOR, "", "empty", 0, 0),
    (VECTOR, "\n\n", "empty", 0, 2),
    (VECTOR, "[]", "missing_cell", 0, 2),
    (VECTOR, "[1,,2]", "missing_cell", 3, 4),
    (VECTOR, ",1", "missing_cell", 0, 1),
    (VECTOR, "[1, 2", "unclosed_bracket", 0, 1),
    (VECTOR, "[1, 2)", "unclosed_bracket", 0, 1),
    (VECTOR, "1, 2]", "unopened_bracket", 4, 5),
    (VECTOR, "1 2, 3", "mixed_separators", 2, 3),
    (VECTOR, "[1, 2], 3", "mixed_separators", 8, 9),
    (VECTOR, "[1, x]", "unknown_name", 4, 5),
    (VECTOR, "np.array([1, 2])", "unknown_sign", 2, 3),
    (VECTOR, "[1, 1/0]", "division_by_zero", 4, 7),
    (VECTOR, "[1, 9**9**9]", "too_large", 4, 11),
    (VECTOR, "[1, nan]", "not_finite", 4, 7),
    (VECTOR, "[1, 2_0]", "digit_separator", 5, 6),
    (VECTOR, "[/b]", "unknown_name", 2, 3),
    (VECTOR, "[/2]", "missing_operand", 1, 2),
    (VECTOR, "[1+, 2]", "missing_operand", 2, 3),
    (VECTOR, "[1, [2]]", "unexpected_sign", 4, 5),
    (VECTOR, "v = [1, 2]", "equals_sign", 2, 3),
    (VECTOR, "{1, 2}", "unknown_sign", 0, 1),
    (VECTOR, "1 " * 1001, "too_long", 2000, 2002),
    (VECTOR, "[" * 50 + "]" * 50, "deep_array", 2, 98),
    (MATRIX, "[1,2;3]", "ragged_rows", 5, 6),
    (MATRIX, "1 2\n3 4 5", "ragged_rows", 4, 9),
    (MATRIX, "[[1,2],[3]]", "ragged_rows", 8, 9),
    (MATRIX, "[1,2;;3,4]", "missing_cell", 5, 6),
    (MATRIX, "[[1,2],[]]", "missing_cell", 7, 9),
    (MATRIX, ";1", "missing_cell", 0, 1),
    (MATRIX, "[[[1,2],[3,4]]]", "deep_array", 2, 13),
    (MATRIX, "[[1;2],[3;4]]", "deep_array", 1, 6),
    (SHAPE, "3*32*32", "ambiguous_product", 1, 2),
    (SHAPE, "3×", "missing_cell", 1, 2),
    (SHAPE, "3××2", "missing_cell", 2, 3),
    (SHAPE, "3; 32; 32", "unexpected_sign", 1, 2),
    (SHAPE, "3 32\n32 1", "deep_array", 0, 9),
    (SHAPE, "(N, 3, 32)", "unknown_name", 1, 2),
    (SHAPE, "(?, 3)", "unknown_sign", 1, 2),
    (SHAPE, "1" * 401, "too_long", 400, 401),
]


@pytest.mark.parametrize(("key", "text", "code", "start", "end"), REFUSED)
def test_what_is_no_array_is_refused_at_its_place(
    key: Vector | Matrix | Shape, text: str, code: str, start: int, end: int
) -> None:
    fault = read(text, key)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.start, fault.end) == (code, start, end)


def test_the_echo_shows_how_an_array_was_read() -> None:
    assert judge(VECTOR, "1 -2 50%").echo == "[1, -2, 0.5]"
    assert judge(VECTOR, "1 2; 3 4").echo == "[1, 2; 3, 4]"
    assert judge(MATRIX, "1 2\n3 -4").echo == "[1, 2; 3, -4]"
    assert judge(SHAPE, "3x32X32").echo == "3 × 32 × 32"
    assert judge(SHAPE, "()").echo == "()"


def test_right_cells_of_a_vector_earn_their_share() -> None:
    verdict = judge(VECTOR, "1, 2, 0.5")
    assert verdict.outcome is Outcome.PARTIAL
    assert verdict.cells == (True, False, True)
    assert verdict.score == pytest.approx(2 / 3)


def test_no_right_cell_is_wrong() -> None:
    verdict = judge(MATRIX, "[5, 6; 7, 8]")
    assert (verdict.outcome, verdict.score, verdict.cells) == (Outcome.WRONG, 0.0, (False,) * 4)


def test_cells_are_marked_in_reading_order() -> None:
    assert judge(MATRIX, "[1, 3; 2, 4]").cells == (True, False, False, True)
    assert judge(SHAPE, "(3, 30, 32)").cells == (True, False, True)


def test_a_cell_has_the_tolerance_of_a_number() -> None:
    assert judge(Vector((100.0, 0.001)), "101, 0.00105").outcome is Outcome.CORRECT
    assert judge(Vector((100.0, 0.001)), "101.1, 0.0011").cells == (False, False)


@pytest.mark.parametrize(
    ("text", "got"), [("[1, 2, 3; 4, 5, 6]", "2 × 3"), ("1, 2, 3, 4", "1 × 4"), ("1", "1 × 1"), ("[1;2]", "2 × 1")]
)
def test_a_matrix_of_the_wrong_shape_is_told_before_its_values(text: str, got: str) -> None:
    verdict = judge(MATRIX, text)
    assert (verdict.outcome, verdict.score, verdict.cells) == (Outcome.WRONG, 0.0, ())
    assert verdict.fault is not None
    assert verdict.fault.code == "wrong_shape"
    assert verdict.fault.values == {"got": got, "expected": "2 × 2"}


@pytest.mark.parametrize(("text", "got"), [("1, 2", 2), ("1 2 3 4", 4), ("1", 1)])
def test_a_vector_of_the_wrong_length_is_told_by_its_number_of_values(text: str, got: int) -> None:
    verdict = judge(VECTOR, text)
    assert verdict.outcome is Outcome.WRONG
    assert verdict.fault is not None
    assert (verdict.fault.code, verdict.fault.values) == ("wrong_length", {"got": got, "expected": 3})


def test_a_matrix_in_place_of_a_vector_is_told_by_its_shape() -> None:
    verdict = judge(VECTOR, "1 2; 3 4")
    assert verdict.fault is not None
    assert (verdict.fault.code, verdict.fault.values) == ("wrong_shape", {"got": "2 × 2", "expected": "3"})


def test_a_shape_with_another_number_of_axes_is_told_as_such() -> None:
    verdict = judge(SHAPE, "(1, 3, 32, 32)")
    assert verdict.outcome is Outcome.WRONG
    assert verdict.fault is not None
    assert (verdict.fault.code, verdict.fault.values) == ("wrong_rank", {"got": 4, "expected": 3})


def test_sizes_are_exact() -> None:
    assert judge(SHAPE, "(3, 32, 32.5)").cells == (True, True, False)
    assert judge(Shape((1000,)), "1001").outcome is Outcome.WRONG
    assert judge(Shape(()), "()").outcome is Outcome.CORRECT


def test_a_matrix_of_64_cells_is_not_too_long() -> None:
    key = Matrix(tuple(tuple(-123.4567 - 8 * row - column for column in range(8)) for row in range(8)))
    text = "; ".join(", ".join(f"{value:.4f}" for value in row) for row in key.rows)
    assert judge(key, f"[{text}]").outcome is Outcome.CORRECT


@pytest.mark.parametrize("text", ["1 -2, 0.5", "[1 -2, 0.5]", "1, 2 -0.5"])
def test_a_sign_that_may_stand_for_a_forgotten_comma_is_asked_back(text: str) -> None:
    fault = read(text, VECTOR)
    assert isinstance(fault, Fault)
    assert fault.code == "ambiguous_minus"
