"""What may be typed for a formula, and which formulas are the same."""

from __future__ import annotations

import pytest

from calculators.answers import Expression, Fault, Outcome, Reading, UnusableKey, judge, read

KEY = Expression("2*x*cos(x^2)", {"x": (-2.0, 2.0), "y": (0.5, 2.0), "w_1": (-1.0, 1.0), "λ": (0.1, 1.0)})

READ = [
    ("2x", "2*x"),
    ("2 x", "2*x"),
    ("２ｘ", "2*x"),
    ("2×x", "2*x"),
    ("2·x", "2*x"),
    ("xy", "x*y"),
    ("x y", "x*y"),
    ("2xy", "2*x*y"),
    ("-x", "-x"),
    ("−x", "-x"),
    ("--x", "--x"),
    ("2--x", "2 - (-x)"),
    ("x^2", "x^2"),
    ("x**2", "x^2"),
    ("x²", "x^2"),
    ("x⁻¹", "x^(-1)"),
    ("x^-1", "x^(-1)"),
    ("x²y", "x^2*y"),
    ("x^2 y", "x^2*y"),
    ("x^2(1-x)", "x^2*(1 - x)"),
    ("x^2sin(x)", "x^2*sin(x)"),
    ("2x^2", "2*x^2"),
    ("-x^2", "-x^2"),
    ("(-x)^2", "(-x)^2"),
    ("x^2^3", "x^2^3"),
    ("(x^2)^3", "(x^2)^3"),
    ("2(x+1)", "2*(x + 1)"),
    ("x(x+1)", "x*(x + 1)"),
    ("(x+1)(x-1)", "(x + 1)*(x - 1)"),
    ("(x+1)²", "(x + 1)^2"),
    ("x/y/2", "x/y/2"),
    ("x/(y/2)", "x/(y/2)"),
    ("x-(y-1)", "x - (y - 1)"),
    ("x*-y", "x*(-y)"),
    ("2x/3", "2*x/3"),
    ("3sin(x)", "3*sin(x)"),
    ("3 sin x", "3*sin(x)"),
    ("sinx", "sin(x)"),
    ("xsin(x)", "x*sin(x)"),
    ("xsinx", "x*sin(x)"),
    ("sin x cos x", "sin(x)*cos(x)"),
    ("sin²x", "sin(x)^2"),
    ("sin²(x)", "sin(x)^2"),
    ("sin^2(x)", "sin(x)^2"),
    ("sin^2 x", "sin(x)^2"),
    ("sin(x)^2", "sin(x)^2"),
    ("1-tanh²(x)", "1 - tanh(x)^2"),
    ("e^x", "e^x"),
    ("e^-x", "e^(-x)"),
    ("e^(-x²)", "e^(-x^2)"),
    ("xe^x", "x*e^x"),
    ("x e^x", "x*e^x"),
    ("2e^x", "2*e^x"),
    ("ex", "e*x"),
    ("2e3", "2e3"),
    ("2e3x", "2e3*x"),
    ("2e", "2*e"),
    ("exp(x)", "exp(x)"),
    ("exp x", "exp(x)"),
    ("exp(-x)(1+x)", "exp(-x)*(1 + x)"),
    ("ln x", "ln(x)"),
    ("lnx", "ln(x)"),
    ("log(x)", "ln(x)"),
    ("log2(x)", "log2(x)"),
    ("log_2 x", "log2(x)"),
    ("log₂(x)", "log2(x)"),
    ("√x", "sqrt(x)"),
    ("√(x+1)", "sqrt(x + 1)"),
    ("x√y", "x*sqrt(y)"),
    ("sqrt(x)", "sqrt(x)"),
    ("|x|", "abs(x)"),
    ("||x|-1|", "abs(abs(x) - 1)"),
    ("|x-|y||", "abs(x - abs(y))"),
    ("2|x|y", "2*abs(x)*y"),
    ("|x||y|", "abs(x)*abs(y)"),
    ("σ(x)", "sigmoid(x)"),
    ("sigma(x)", "sigmoid(x)"),
    ("sigmoid(x)", "sigmoid(x)"),
    ("σ(x)(1-σ(x))", "sigmoid(x)*(1 - sigmoid(x))"),
    ("σ(x)²", "sigmoid(x)^2"),
    ("relu(x)", "relu(x)"),
    ("ReLU(x)", "relu(x)"),
    ("max(0, x)", "max(0, x)"),
    ("max（０，x）", "max(0, x)"),
    ("max(0、x)", "max(0, x)"),
    ("min(x, y, 1)", "min(x, y, 1)"),
    ("sgn(x)", "sign(x)"),
    ("w_1", "w_1"),
    ("w1", "w_1"),
    ("w₁", "w_1"),
    ("w_{1}", "w_1"),
    ("2w_1x", "2*w_1*x"),
    ("w1x", "w_1*x"),
    ("λx", "λ*x"),
    ("lambda", "λ"),
    ("2πx", "2*pi*x"),
    ("2 pi x", "2*pi*x"),
    ("πx²", "pi*x^2"),
    ("7", "7"),
]


@pytest.mark.parametrize(("text", "echo"), READ)
def test_a_formula_is_read_as_its_echo_shows(text: str, echo: str) -> None:
    reading = read(text, KEY)
    assert isinstance(reading, Reading)
    assert reading.echo == echo
    again = read(reading.echo, KEY)
    assert isinstance(again, Reading)
    assert again.echo == echo


REFUSED = [
    ("", "empty", 0, 0),
    ("x" * 401, "too_long", 400, 401),
    ("x" * 300, "too_complex", 0, 102),
    ("(" * 45 + "x" + ")" * 45, "too_complex", 40, 41),
    ("z", "unknown_variable", 0, 1),
    ("2X", "unknown_variable", 1, 2),
    ("x2", "unknown_variable", 0, 2),
    ("x+foo(x)", "unknown_variable", 2, 5),
    ("α", "unknown_variable", 0, 1),
    ("w_2", "unknown_variable", 0, 3),
    ("x.real", "unknown_sign", 1, 2),
    ("x[0]", "unexpected_sign", 1, 2),
    ("x!", "unknown_sign", 1, 2),
    ("'x'", "unknown_sign", 0, 1),
    ("x; y", "unexpected_sign", 1, 2),
    ("x, y", "unexpected_sign", 1, 2),
    ("x(1, 2)", "unexpected_sign", 3, 4),
    ("f = 2x", "equals_sign", 2, 3),
    ("x 2", "missing_operator", 2, 3),
    ("(x+1)2", "missing_operator", 5, 6),
    ("x+", "missing_operand", 1, 2),
    ("x(+)", "missing_operand", 3, 4),
    ("x)", "unopened_bracket", 1, 2),
    ("(x", "unclosed_bracket", 0, 1),
    ("|x", "unclosed_bar", 0, 1),
    ("(|x)", "missing_operand", 3, 4),
    ("sin", "function_alone", 0, 3),
    ("sin + x", "needs_brackets", 0, 3),
    ("sin*x", "function_alone", 0, 3),
    ("max(x)", "argument_count", 0, 6),
    ("sin(x, y)", "argument_count", 0, 9),
    ("1/2x", "ambiguous_division", 0, 4),
    ("1/2 x", "ambiguous_division", 0, 5),
    ("x/2y", "ambiguous_division", 0, 4),
    ("1/x(x+1)", "ambiguous_division", 0, 4),
    ("e^2x", "needs_brackets", 0, 4),
    ("e^-2x", "needs_brackets", 0, 5),
    ("x^2y", "needs_brackets", 0, 4),
    ("sin 2x", "needs_brackets", 0, 6),
    ("sin2x", "needs_brackets", 0, 5),
    ("sin x^2", "needs_brackets", 0, 6),
    ("sin x²", "needs_brackets", 0, 6),
    ("ln x(1+x)", "needs_brackets", 0, 5),
    ("√2x", "needs_brackets", 0, 3),
    ("√x²", "needs_brackets", 0, 3),
    ("sin x/x", "needs_brackets", 0, 7),
    ("sin^x(x)", "needs_brackets", 0, 5),
    ("tan^-1 x", "inverse_function", 0, 5),
    ("x+9^9^9", "too_large", 2, 7),
    ("x*ln(0)", "undefined", 2, 7),
    ("50%x", "missing_operator", 3, 4),
    ("x+1/0", "division_by_zero", 2, 5),
    ("x+nan", "not_finite", 2, 5),
]


@pytest.mark.parametrize(("text", "code", "start", "end"), REFUSED)
def test_what_is_no_formula_is_refused_at_its_place(text: str, code: str, start: int, end: int) -> None:
    fault = read(text, KEY)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.start, fault.end) == (code, start, end)


def test_a_declared_variable_wins_over_a_function_or_constant_of_its_name() -> None:
    key = Expression("sigma^2 + e", {"sigma": (0.5, 2.0), "e": (0.0, 1.0)})
    assert judge(key, "σ² + e").outcome is Outcome.CORRECT
    assert judge(key, "σ(σ) + e").echo == "sigma*sigma + e"
    assert judge(key, "σ² + 2.718281828459045").outcome is Outcome.WRONG


def test_a_word_that_could_be_cut_in_two_ways_is_refused() -> None:
    key = Expression("t*a*n", {"t": (0.0, 1.0), "a": (0.0, 1.0), "n": (0.0, 1.0), "h": (0.0, 1.0)})
    assert isinstance(read("tanht", key), Fault)
    assert judge(key, "nat").outcome is Outcome.CORRECT


EQUAL = [
    ("2*x*cos(x^2)", "2x cos(x²)"),
    ("2*x*cos(x^2)", "cos(x²)·2x"),
    ("2*x*cos(x^2)", "x*cos(x*x)+x*cos(x^2)"),
    ("tanh(x)", "2σ(2x)-1"),
    ("tanh(x)", "(e^x-e^-x)/(e^x+e^-x)"),
    ("tanh(x)", "sinh(x)/cosh(x)"),
    ("tanh(x)", "1-2/(1+e^(2x))"),
    ("1-tanh(x)^2", "1/cosh(x)^2"),
    ("1-tanh(x)^2", "sech²(x)"),
    ("1-tanh(x)^2", "(1-tanh(x))(1+tanh(x))"),
    ("sigmoid(x)", "1/(1+exp(-x))"),
    ("sigmoid(x)", "e^x/(1+e^x)"),
    ("sigmoid(x)", "1/2+tanh(x/2)/2"),
    ("sigmoid(x)*(1-sigmoid(x))", "e^-x/(1+e^-x)²"),
    ("sigmoid(x)*(1-sigmoid(x))", "σ(x)σ(-x)"),
    ("sigmoid(x)*(1-sigmoid(x))", "σ(x)-σ(x)^2"),
    ("softplus(x)", "ln(1+e^x)"),
    ("softplus(x)", "x+ln(1+e^-x)"),
    ("softplus(x)", "-ln σ(-x)"),
    ("max(0,x)", "(x+|x|)/2"),
    ("max(0,x)", "relu(x)"),
    ("max(0,x)", "-min(0,-x)"),
    ("max(0,x)", "x(1+sign(x))/2"),
    ("abs(x)", "√(x²)"),
    ("abs(x)", "max(x,-x)"),
    ("abs(x)", "relu(x)+relu(-x)"),
    ("max(x,y)", "(x+y+|x-y|)/2"),
    ("ln(exp(x)+exp(y))", "max(x,y)+ln(exp(x-max(x,y))+exp(y-max(x,y)))"),
    ("(x+y)^2", "x²+2xy+y²"),
    ("x^2-y^2", "(x-y)(x+y)"),
    ("ln(y^3)", "3ln(y)"),
    ("ln(y)/ln(2)", "log2(y)"),
    ("y^0.5", "√y"),
    ("exp(x+y)", "e^x e^y"),
    ("sin(x)^2", "1-cos²x"),
    ("sin(2*x)", "2sin(x)cos(x)"),
    ("x", "(x^2-x)/(x-1)"),
    ("0*x", "sin²x+cos²x-1"),
    ("0*x", "0"),
    ("x+1", "1+x"),
    ("0.1*x", "x/10"),
    ("2", "1+1"),
]


@pytest.mark.parametrize(("truth", "answer"), EQUAL)
def test_an_equal_formula_is_right_in_any_form(truth: str, answer: str) -> None:
    key = Expression(truth, {"x": (-3.0, 3.0), "y": (0.2, 4.0)})
    verdict = judge(key, answer)
    assert (verdict.outcome, verdict.score) == (Outcome.CORRECT, 1.0)
    assert judge(Expression(answer, key.variables), truth).outcome is Outcome.CORRECT


DIFFERENT = [
    ("2*x*cos(x^2)", "2x sin(x²)"),
    ("2*x*cos(x^2)", "cos(x²)"),
    ("2*x*cos(x^2)", "-2x cos(x²)"),
    ("2*x*cos(x^2)", "2x cos(x)²"),
    ("tanh(x)", "σ(x)"),
    ("tanh(x)", "2σ(x)-1"),
    ("tanh(x)", "tan(x)"),
    ("1-tanh(x)^2", "1-tanh(x²)"),
    ("sigmoid(x)", "1/(1+exp(x))"),
    ("sigmoid(x)*(1-sigmoid(x))", "σ(x)(1+σ(x))"),
    ("max(0,x)", "x"),
    ("max(0,x)", "|x|"),
    ("max(0,x)", "max(0.01x,x)"),
    ("abs(x)", "x"),
    ("softplus(x)", "max(0,x)"),
    ("ln(y)", "log10(y)"),
    ("ln(y)", "log2(y)"),
    ("x/3", "0.3333x"),
    ("x", "x+1e-6"),
    ("x", "1.000001x"),
    ("0*x", "1e-12x"),
    ("x", "(√x)²"),
    ("abs(x)", "exp(ln x)"),
    ("x^2", "2x"),
    ("x", "7"),
    ("exp(x)", "e^(x^1.01)"),
]


@pytest.mark.parametrize(("truth", "answer"), DIFFERENT)
def test_another_formula_is_wrong(truth: str, answer: str) -> None:
    key = Expression(truth, {"x": (-3.0, 3.0), "y": (0.2, 4.0)})
    assert judge(key, answer).outcome is Outcome.WRONG


def test_points_where_the_truth_has_no_value_are_left_out() -> None:
    key = Expression("ln(x)", {"x": (-1.0, 4.0)})
    assert judge(key, "ln(x²)/2").outcome is Outcome.CORRECT
    assert judge(Expression("ln(x^2)/2", key.variables), "ln(x)").outcome is Outcome.WRONG


def test_a_formula_that_leaves_the_range_of_floats_is_decided_with_more_digits() -> None:
    key = Expression("x", {"x": (400.0, 600.0)})
    assert judge(key, "ln(exp(x))").outcome is Outcome.CORRECT
    assert judge(key, "ln(exp(x)+1)+0.001").outcome is Outcome.WRONG


def test_a_formula_that_loses_its_digits_is_decided_with_more_digits() -> None:
    # In floats (1 - cos x)/x² has few digits left near 0.
    key = Expression("2*(sin(x/2)/x)^2", {"x": (1e-5, 1e-3)})
    assert judge(key, "(1-cos(x))/x²").outcome is Outcome.CORRECT
    assert judge(key, "(1-cos(x))/x²+1e-6").outcome is Outcome.WRONG


def test_a_formula_without_variables_is_a_single_value() -> None:
    key = Expression("1/3")
    assert judge(key, "2/6").outcome is Outcome.CORRECT
    assert judge(key, "0.3333").outcome is Outcome.WRONG
    assert judge(key, "x").outcome is Outcome.INVALID


def test_a_wrong_formula_carries_the_mistake_that_it_is_equal_to() -> None:
    mistakes = {"outer_only": "cos(x^2)", "inner_inside": "cos(2*x)"}
    assert judge(KEY, "cos(x·x)", mistakes).mistake == "outer_only"
    assert judge(KEY, "1-2sin²x", mistakes).mistake == "inner_inside"
    assert judge(KEY, "x", mistakes).mistake is None
    assert judge(KEY, "2x cos(x^2)", mistakes).mistake is None


@pytest.mark.parametrize(
    "key",
    [
        Expression("x +", {"x": (0.0, 1.0)}),
        Expression("y", {"x": (0.0, 1.0)}),
        Expression("ln(x)", {"x": (-2.0, -1.0)}),
        Expression("x", {"x": (1.0, 1.0)}),
        Expression("1/0"),
    ],
)
def test_a_key_that_nothing_can_be_compared_with_is_the_authors_error(key: Expression) -> None:
    answer = next(iter(key.variables), "1")
    with pytest.raises(UnusableKey):
        judge(key, answer)


@pytest.mark.parametrize(
    ("truth", "domain", "other"),
    [
        ("x", (-2.0, 3.0), "x + relu(x - 2.9)*1e6"),
        ("min(x, 1)", (-2.0, 1.05), "x"),
        ("x", (-2.0, 1.05), "min(x, 1)"),
        ("x", (-2.0, 2.0), "x + relu(0.01 - |x - 0.513|)"),
        ("relu(x)", (-0.01, 2.0), "x"),
        ("x^2", (-2.0, 2.0), "x^2 + max(0, -1.99 - x)"),
    ],
)
def test_formulas_that_differ_only_beyond_a_kink_are_not_the_same(
    truth: str, domain: tuple[float, float], other: str
) -> None:
    key = Expression(truth, {"x": domain})
    assert judge(key, other).outcome is Outcome.WRONG
    assert judge(key, truth).outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("truth", "domain", "other"),
    [
        ("relu(x)", (-2.0, 2.0), "(x + |x|)/2"),
        ("relu(x)", (-2.0, 2.0), "max(0, x)"),
        ("sign(x)", (-2.0, 2.0), "x/|x|"),
        ("min(x, 1)", (-2.0, 3.0), "1 - relu(1 - x)"),
        ("x", (0.0, 2.0), "x^2/x"),
        ("ln(x)", (0.0, 2.0), "2 ln(sqrt(x))"),
        ("(e^x - 1)/x", (0.0, 2.0), "e^x/x - 1/x"),
    ],
)
def test_the_same_formula_in_another_form_stays_right_at_kinks_and_ends(
    truth: str, domain: tuple[float, float], other: str
) -> None:
    assert judge(Expression(truth, {"x": domain}), other).outcome is Outcome.CORRECT
