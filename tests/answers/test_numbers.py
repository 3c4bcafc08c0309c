"""What may be typed for a number or a count, and what is refused, at which place."""

from __future__ import annotations

import math

import pytest

from calculators.answers import Count, Fault, Number, Outcome, Reading, Vector, judge, read

NUMBER = Number(0.375)
COUNT = Count(12)

NUMBERS = [
    # plain decimals
    ("0.375", 0.375),
    (".375", 0.375),
    ("0.3750", 0.375),
    ("00.375", 0.375),
    ("5.", 5),
    ("12", 12),
    ("007", 7),
    ("  0.375  ", 0.375),
    ("\t0.375\n", 0.375),
    ("0", 0),
    ("-0", 0),
    # signs of many keyboards
    ("-3", -3),
    ("+3", 3),
    ("−3", -3),
    ("–3", -3),
    ("—3", -3),
    ("‐3", -3),
    ("ー3", -3),
    ("－３", -3),
    ("＋３", 3),
    ("--3", 3),
    ("-+3", -3),
    ("１２．５", 12.5),
    ("０。５", 0.5),
    ("３／８", 0.375),
    ("３７．５％", 0.375),
    ("（１＋２）＊３", 9),
    ("２＾１０", 1024),
    ("３\u3000＋\u30004", 7),
    ("1\u00a0+\u00a02", 3),
    ("ｅ", math.e),
    ("ｓｑｒｔ（２）", math.sqrt(2)),
    # fractions, percents
    ("3/8", 0.375),
    ("3 / 8", 0.375),
    ("3÷8", 0.375),
    ("3∕8", 0.375),
    ("3⁄8", 0.375),
    ("-3/8", -0.375),
    ("37.5%", 0.375),
    ("37.5 %", 0.375),
    ("-5%", -0.05),
    ("50%+50%", 1),
    ("(3/8)%", 0.00375),
    # powers of ten
    ("1.2e-3", 0.0012),
    ("1.2E-3", 0.0012),
    ("1.2e−3", 0.0012),
    ("1.2e+3", 1200),
    ("1e3", 1000),
    ("１．２ｅ－３", 0.0012),
    ("1.2×10^-3", 0.0012),
    ("1.2×10^(-3)", 0.0012),
    ("1.2 × 10^−3", 0.0012),
    ("1.2*10**-3", 0.0012),
    ("1.2*10^-3", 0.0012),
    ("1.2·10^-3", 0.0012),
    ("1.2⋅10⁻³", 0.0012),
    ("1.2x10^-3", 0.0012),
    ("1.2 x 10^-3", 0.0012),
    ("1.2X10^3", 1200),
    ("10⁻³", 0.001),
    ("10³", 1000),
    ("2¹⁰", 1024),
    # roots, powers
    ("√2", math.sqrt(2)),
    ("√(2)", math.sqrt(2)),
    ("√2/2", math.sqrt(2) / 2),
    ("2√3", 2 * math.sqrt(3)),
    ("√2√2", 2),
    ("1/√2", 1 / math.sqrt(2)),
    ("-√2", -math.sqrt(2)),
    ("sqrt(2)", math.sqrt(2)),
    ("sqrt 2", math.sqrt(2)),
    ("sqrt2", math.sqrt(2)),
    ("2^10", 1024),
    ("2**10", 1024),
    ("2 ** 10", 1024),
    ("2^-1", 0.5),
    ("2^0.5", math.sqrt(2)),
    ("2^3^2", 512),
    ("-2^2", -4),
    ("(-2)^2", 4),
    ("(-8)^3", -512),
    ("3²", 9),
    ("(1+2)²", 9),
    ("4^(1/2)", 2),
    # constants and functions
    ("e", math.e),
    ("pi", math.pi),
    ("π", math.pi),
    ("PI", math.pi),
    ("2π", 2 * math.pi),
    ("2pi", 2 * math.pi),
    ("2 pi", 2 * math.pi),
    ("π/2", math.pi / 2),
    ("2*e", 2 * math.e),
    ("2 e", 2 * math.e),
    ("(3/8)%", 0.00375),
    ("e^2", math.e**2),
    ("e^-1", math.exp(-1)),
    ("e²", math.e**2),
    ("1/e", 1 / math.e),
    ("exp(1)", math.e),
    ("Exp(1)", math.e),
    ("exp(-0.5)", math.exp(-0.5)),
    ("ln 2", math.log(2)),
    ("ln2", math.log(2)),
    ("ln(2)", math.log(2)),
    ("Ln(2)", math.log(2)),
    ("log(2)", math.log(2)),
    ("-ln 0.5", math.log(2)),
    ("2 ln 2", 2 * math.log(2)),
    ("2ln2", 2 * math.log(2)),
    ("ln 2 / 3", math.log(2) / 3),
    ("ln(2)/3", math.log(2) / 3),
    ("3 * ln 2", 3 * math.log(2)),
    ("log2(8)", 3),
    ("log_2(8)", 3),
    ("log₂8", 3),
    ("log₂(8)", 3),
    ("log10(1000)", 3),
    ("log_10(1000)", 3),
    ("-0.5*log2(0.5)-0.5*log2(0.5)", 1),
    ("sin(pi/6)", 0.5),
    ("sin²(1)+cos²(1)", 1),
    ("cos(0)", 1),
    ("tan(0)", 0),
    ("tanh(0.5)", math.tanh(0.5)),
    ("cosh(0)", 1),
    ("sinh(0)", 0),
    ("sech(0)", 1),
    ("sigmoid(0)", 0.5),
    ("σ(0)", 0.5),
    ("sigma(-1000)", 0),
    ("relu(-1)", 0),
    ("ReLU(2)", 2),
    ("softplus(0)", math.log(2)),
    ("abs(-3)", 3),
    ("|-3|", 3),
    ("｜−3｜", 3),
    ("2|-3|", 6),
    ("|(1-|-3|)|", 2),
    ("sign(-2)", -1),
    ("max(0, 2, 1)", 2),
    ("min(0,2)", 0),
    ("max(1,234)", 234),
    ("floor((7+2-3)/2)+1", 4),
    ("ceil(3.2)", 4),
    # arithmetic
    ("1+2*3", 7),
    ("(1+2)*3", 9),
    ("1-2-3", -4),
    ("8/4/2", 1),
    ("2*-3", -6),
    ("1 - -1", 2),
    ("2(3+4)", 14),
    ("(1+2)(3+4)", 21),
    ("0.2*ln(5)+0.8*ln(1.25)", 0.2 * math.log(5) + 0.8 * math.log(1.25)),
    # thousands separators that can be nothing else
    ("1,234,567", 1234567),
    ("1,234,567.5", 1234567.5),
    ("1,234.5", 1234.5),
    ("12,345.678", 12345.678),
    ("１，２３４，５６７", 1234567),
    ("-1,234,567", -1234567),
    ("1,000,000/2", 500000),
]


@pytest.mark.parametrize(("text", "value"), NUMBERS)
def test_a_number_is_read_in_every_usual_notation(text: str, value: float) -> None:
    reading = read(text, NUMBER)
    assert isinstance(reading, Reading)
    assert reading.value == pytest.approx(value, rel=1e-12, abs=1e-15)


REFUSED = [
    ("", "empty", 0, 0),
    ("   ", "empty", 0, 3),
    ("\n", "empty", 0, 1),
    ("1" * 401, "too_long", 400, 401),
    ("-" * 50_000, "too_long", 400, 50_000),
    ("-" * 300, "too_complex", 39, 40),
    ("(" * 60 + "1" + ")" * 60, "too_complex", 40, 41),
    ("+".join(["1"] * 150), "too_complex", 0, 202),
    ("2^" * 60 + "1", "too_complex", 80, 81),
    ("\x1b[31m1", "control_character", 0, 1),
    ("1\x07", "control_character", 1, 2),
    ("1\x00", "control_character", 1, 2),
    ("1\u200b2", "control_character", 1, 2),
    ("\ufeff1", "control_character", 0, 1),
    ("1\u202e2", "control_character", 1, 2),
    ("1\ud8002", "control_character", 1, 2),
    ("1\u20282", "control_character", 1, 2),
    ("5!", "unknown_sign", 1, 2),
    ("$3", "unknown_sign", 0, 1),
    ("はい", "unknown_sign", 0, 1),
    ("3個", "unknown_sign", 1, 2),
    ("≈3", "unknown_sign", 0, 1),
    ("3:8", "unknown_sign", 1, 2),
    ("a'b", "unknown_sign", 1, 2),
    ("__import__('os')", "unknown_sign", 0, 1),
    ("{3}", "unknown_sign", 0, 1),
    ("١٢", "foreign_digit", 0, 1),
    ("一", "unknown_sign", 0, 1),
    ("Ⅻ", "foreign_digit", 0, 1),
    ("①", "foreign_digit", 0, 1),
    ("Ⅳ", "foreign_digit", 0, 1),
    ("1_000", "digit_separator", 1, 2),
    ("１＿０００", "digit_separator", 1, 2),
    ("1.2.3", "extra_point", 3, 4),
    ("1..2", "extra_point", 2, 3),
    ("nan", "not_finite", 0, 3),
    ("NaN", "not_finite", 0, 3),
    ("-inf", "not_finite", 1, 4),
    ("Infinity", "not_finite", 0, 8),
    ("∞", "not_finite", 0, 1),
    ("1 2", "missing_operator", 2, 3),
    ("1 1/2", "missing_operator", 2, 3),
    ("1 234", "missing_operator", 2, 5),
    ("(1)2", "missing_operator", 3, 4),
    ("5%3", "missing_operator", 2, 3),
    ("50%pi", "missing_operator", 3, 5),
    ("1+", "missing_operand", 1, 2),
    ("*3", "missing_operand", 0, 1),
    ("3*/2", "missing_operand", 2, 3),
    ("2**", "missing_operand", 1, 3),
    ("()", "missing_operand", 0, 2),
    ("(1+)", "missing_operand", 3, 4),
    ("|", "missing_operand", 0, 1),
    ("||", "missing_operand", 1, 2),
    ("3+()", "missing_operand", 2, 4),
    ("%", "missing_operand", 0, 1),
    ("²", "missing_operand", 0, 1),
    ("(1", "unclosed_bracket", 0, 1),
    ("ln(2", "unclosed_bracket", 2, 3),
    ("(1+(2*3)", "unclosed_bracket", 0, 1),
    ("1)", "unopened_bracket", 1, 2),
    ("(1))", "unopened_bracket", 3, 4),
    ("|3", "unclosed_bar", 0, 1),
    ("x = 3", "equals_sign", 2, 3),
    ("=3", "equals_sign", 0, 1),
    ("[0.5]", "one_value_expected", 0, 1),
    ("[/b]", "one_value_expected", 0, 1),
    ("1; 2", "one_value_expected", 1, 2),
    ("1, 2", "one_value_expected", 1, 2),
    ("(1, 2)", "one_value_expected", 2, 3),
    ("0.5 nats", "unknown_name", 4, 8),
    ("x", "unknown_name", 0, 1),
    ("1j", "unknown_name", 1, 2),
    ("os.system", "unknown_sign", 2, 3),
    ("0x10", "unknown_name", 1, 4),
    ("exp2(3)", "unknown_name", 0, 4),
    ("lambda", "unknown_name", 0, 6),
    ("a" * 300, "unknown_name", 0, 300),
    ("sin", "function_alone", 0, 3),
    ("2 sin", "function_alone", 2, 5),
    ("√", "function_alone", 0, 1),
    ("max 2", "function_alone", 0, 3),
    ("max(1)", "argument_count", 0, 6),
    ("ln(2, 3)", "argument_count", 0, 8),
    ("exp()", "argument_count", 0, 5),
    ("1,5", "ambiguous_comma", 0, 3),
    ("0,375", "ambiguous_comma", 0, 5),
    ("1,234", "ambiguous_comma", 0, 5),
    ("１，５", "ambiguous_comma", 0, 3),
    ("12,34,567", "ambiguous_comma", 0, 5),
    ("1,2345", "ambiguous_comma", 0, 6),
    ("0,123,456", "ambiguous_comma", 0, 5),
    ("(1,234,567)", "ambiguous_comma", 1, 6),
    ("1/2pi", "ambiguous_division", 0, 5),
    ("1/2√2", "ambiguous_division", 0, 4),
    ("1/2(3+4)", "ambiguous_division", 0, 4),
    ("sin^-1(0.5)", "inverse_function", 0, 5),
    ("cos⁻¹ 1", "inverse_function", 0, 5),
    ("e^2pi", "needs_brackets", 0, 5),
    ("ln 2/3", "needs_brackets", 0, 6),
    ("ln 2^3", "needs_brackets", 0, 5),
    ("√2^3", "needs_brackets", 0, 3),
    ("sin -1", "needs_brackets", 0, 3),
    ("ln 50%", "needs_brackets", 0, 6),
    ("1/0", "division_by_zero", 0, 3),
    ("1+1/(2-2)", "division_by_zero", 2, 9),
    ("0^-1", "division_by_zero", 0, 4),
    ("sqrt(-1)", "undefined", 0, 8),
    ("ln(0)", "undefined", 0, 5),
    ("log2(-1)", "undefined", 0, 8),
    ("(-1)^0.5", "undefined", 0, 8),
    ("9**9**9", "too_large", 0, 7),
    ("10**10**7", "too_large", 0, 9),
    ("10^10^10^10", "too_large", 3, 11),
    ("exp(1000)", "too_large", 0, 9),
    ("1e400", "too_large", 0, 5),
    ("9" * 200, "too_large", 0, 200),
    ("1e99*1e99", "too_large", 0, 9),
    ("1e-400", "too_small", 0, 6),
]


@pytest.mark.parametrize(("text", "code", "start", "end"), REFUSED)
def test_what_is_no_number_is_refused_at_its_place(text: str, code: str, start: int, end: int) -> None:
    fault = read(text, NUMBER)
    assert isinstance(fault, Fault)
    assert (fault.code, fault.start, fault.end) == (code, start, end)
    verdict = judge(NUMBER, text)
    assert (verdict.outcome, verdict.score, verdict.fault) == (Outcome.INVALID, 0.0, fault)


ECHOES = [
    ("3/8", "0.375"),
    ("37.5%", "0.375"),
    ("1/3", "0.3333333333"),
    ("-0", "0"),
    ("-0.0", "0"),
    ("12.0", "12"),
    ("1e-7", "1e-7"),
    ("2^40", "1099511627776"),
    ("1.5e20", "1.5e20"),
    ("√2", "1.414213562"),
]


@pytest.mark.parametrize(("text", "echo"), ECHOES)
def test_the_echo_shows_how_a_number_was_read(text: str, echo: str) -> None:
    reading = read(text, NUMBER)
    assert isinstance(reading, Reading)
    assert reading.echo == echo


COUNTS = [
    ("12", Outcome.CORRECT),
    ("12.0", Outcome.CORRECT),
    ("１２", Outcome.CORRECT),
    ("3*4", Outcome.CORRECT),
    ("3x4", Outcome.CORRECT),
    ("3×4", Outcome.CORRECT),
    ("24/2", Outcome.CORRECT),
    ("sqrt(144)", Outcome.CORRECT),
    ("0.1*120", Outcome.CORRECT),
    ("1.2e1", Outcome.CORRECT),
    ("2^3+4", Outcome.CORRECT),
    ("floor(12.9)", Outcome.CORRECT),
    ("12.5", Outcome.WRONG),
    ("12.0001", Outcome.WRONG),
    ("11.9999", Outcome.WRONG),
    ("13", Outcome.WRONG),
    ("-12", Outcome.WRONG),
    ("0", Outcome.WRONG),
    ("1,200", Outcome.WRONG),
    ("1,5", Outcome.INVALID),
    ("12個", Outcome.INVALID),
    ("12px", Outcome.INVALID),
    ("[12]", Outcome.INVALID),
]


@pytest.mark.parametrize(("text", "outcome"), COUNTS)
def test_a_count_is_exact_and_may_be_worked_out(text: str, outcome: Outcome) -> None:
    assert judge(COUNT, text).outcome is outcome


@pytest.mark.parametrize("text", ["1,234", "１，２３４", "1234", "1,234.0", "1,000+234"])
def test_a_count_may_have_one_thousands_separator(text: str) -> None:
    assert judge(Count(1234), text).outcome is Outcome.CORRECT


@pytest.mark.parametrize("text", ["0,123", "1,23", "1,2345", "12,34", "1、234", "1, 234"])
def test_a_comma_that_separates_no_thousands_is_asked_about_in_a_count(text: str) -> None:
    fault = read(text, COUNT)
    assert isinstance(fault, Fault)
    assert fault.code in {"ambiguous_comma", "one_value_expected"}


def test_a_large_count_is_exact_beyond_the_precision_of_a_float() -> None:
    key = Count(2**60 + 1)
    assert judge(key, str(2**60 + 1)).outcome is Outcome.CORRECT
    assert judge(key, "2^60+1").outcome is Outcome.CORRECT
    assert judge(key, str(2**60)).outcome is Outcome.WRONG


def test_faults_keep_unprintable_signs_out_of_the_message() -> None:
    fault = read("1\u202e", NUMBER)
    assert isinstance(fault, Fault)
    assert fault.values == {"sign": "U+202E"}


@pytest.mark.parametrize(
    ("count", "texts"),
    [
        (2**64, ["2^64", "18446744073709551616", "2^32 * 4^16", "sqrt(2^128)", "2^65/2", "2^64.0", "(1/2)^-64"]),
        (3**40, ["3^40", "9^20", "3^39*3", "12157665459056928801", "3^41/3"]),
        (7**23, ["7^23", "7^24/7", "7*7^22"]),
        (10**30, ["10^30", "1e30", "10^31/10", "10^30/3*3", "1.0×10^30"]),
    ],
)
def test_counts_beyond_the_digits_of_a_float_are_exact(count: int, texts: list[str]) -> None:
    for text in texts:
        assert judge(Count(count), text).outcome is Outcome.CORRECT, text
        for off in ("+1", "-1", "+1/2"):
            assert judge(Count(count), text + off).outcome is Outcome.WRONG, text + off


def test_a_large_decimal_fraction_is_no_count() -> None:
    assert judge(Count(12345678901), "12345678901.4").outcome is Outcome.WRONG
    assert judge(Count(3), "0.1*30").outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1e", "unfinished_exponent"),
        ("2.5E-", "unfinished_exponent"),
        ("1e+ ", "unfinished_exponent"),
        ("3/8%", "ambiguous_percent"),
        ("37.5%%", "repeated_percent"),
    ],
)
def test_what_may_be_meant_in_two_ways_or_is_not_finished_is_asked_about(text: str, code: str) -> None:
    reading = read(text, NUMBER)
    assert isinstance(reading, Fault)
    assert reading.code == code


@pytest.mark.parametrize(("text", "value"), [("½", 0.5), ("3・½", 1.5), ("√¼", 0.5), ("2^½", 2**0.5), ("⅜%", 0.00375)])
def test_fractions_of_one_sign_and_the_middle_dot_are_read(text: str, value: float) -> None:
    reading = read(text, NUMBER)
    assert isinstance(reading, Reading)
    assert reading.value == pytest.approx(value)


def test_a_fraction_behind_a_number_is_asked_about() -> None:
    fault = read("1½", NUMBER)
    assert isinstance(fault, Fault)
    assert fault.code == "missing_operator"
    assert judge(Vector((0.5, 0.375)), "½ ⅜").outcome is Outcome.CORRECT
