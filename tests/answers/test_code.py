"""Code answers: any equivalent form is right, a difference is shown with its place, and nothing unknown is read."""

from __future__ import annotations

import pytest

from calculators.answers import (
    Array,
    Code,
    Fault,
    Outcome,
    Reading,
    UnusableKey,
    judge,
    judge_blanks,
    key_tex,
    read,
    write,
)
from tests.answers.blanks import (
    AFFINE,
    AFFINE_DB,
    ATTENTION,
    BATCH_MEAN,
    BLANKS,
    LSTM_GATE,
    RELU_DX,
    SOFTMAX,
    SOFTMAX_DX,
    TORCH_SOFTMAX,
    TORCH_VIEW,
)

RIGHT = [(name, text) for name, (key, right, _) in BLANKS.items() for text in (key.text, *right)]
WRONG = [(name, text) for name, (_, _, wrong) in BLANKS.items() for text in wrong]


@pytest.mark.parametrize(("blank", "text"), RIGHT)
def test_any_form_with_the_same_values_is_right(blank: str, text: str) -> None:
    verdict = judge(BLANKS[blank][0], text)
    assert (verdict.outcome, verdict.score) == (Outcome.CORRECT, 1.0), verdict.fault
    assert verdict.fault is None
    assert verdict.echo


@pytest.mark.parametrize(("blank", "text"), WRONG)
def test_code_with_other_values_is_wrong_and_says_where(blank: str, text: str) -> None:
    verdict = judge(BLANKS[blank][0], text)
    assert (verdict.outcome, verdict.score) == (Outcome.WRONG, 0.0), verdict.fault
    assert verdict.fault is not None
    assert 0 <= verdict.fault.start < verdict.fault.end <= len(text)


# Key, typed text, code of the fault, the part of the text that it points to.
REFUSED = [
    # statements and what Python has besides expressions of values
    ("y = x @ W + b", "equals_sign", "="),
    ("= x @ W", "equals_sign", "="),
    ("x += b", "equals_sign", "="),
    ("(y := x)", "equals_sign", ":="),
    ("return x @ W + b", "code_statement", "return"),
    ("import os", "code_statement", "import"),
    ("from os import system", "code_statement", "from"),
    ("del x", "code_statement", "del"),
    ("pass", "code_statement", "pass"),
    ("lambda x: x", "code_statement", "lambda"),
    ("[i for i in x]", "code_statement", "for"),
    ("x is None", "code_statement", "is"),
    ("x in W", "code_statement", "in"),
    ("x not in W", "unexpected_sign", "not"),
    ("await x", "code_statement", "await"),
    ("yield x", "code_statement", "yield"),
    ("global x", "code_statement", "global"),
    ("assert x", "code_statement", "assert"),
    ("x; W", "code_sign", ";"),
    ("x # comment", "code_sign", "#"),
    ("{x}", "code_sign", "{"),
    ("{'a': 1}", "code_sign", "{"),
    ("x\\\n", "code_sign", "\\"),
    ("`x`", "code_sign", "`"),
    ("x ^ 2", "code_power", "^"),
    ("x << 2", "code_sign", "<<"),
    ("x!", "code_sign", "!"),
    ("$x", "code_sign", "$"),
    ("x -> W", "code_sign", "->"),
    ("f(*x)", "code_construct", "*"),
    ("np.add(*[x, W])", "code_construct", "*"),
    ("np.sum(**x)", "code_construct", "**"),
    ("'x'", "code_text", "'x'"),
    ('"os"', "code_text", '"os"'),
    ("f'x'", "code_construct", "f'x'"),
    ("b'x'", "code_construct", "b'x'"),
    ("1j", "missing_operator", "j"),
    ("0x10", "missing_operator", "x10"),
    ("007", "code_syntax", None),
    ("x if b", "code_syntax", None),
    # what is missing
    ("", "empty", ""),
    ("   ", "empty", "   "),
    ("x @", "missing_operand", "@"),
    ("@ x", "missing_operand", "@"),
    ("x + * W", "missing_operand", "*"),
    ("np.dot(x, )[", "unclosed_bracket", "["),
    ("np.dot(x, W", "unclosed_bracket", "("),
    ("np.dot(x, W))", "unopened_bracket", None),
    ("np.dot(x, W]", "unclosed_bracket", "("),
    (")", "unopened_bracket", ")"),
    ("np.dot(, W)", "missing_operand", ","),
    ("x[]", "missing_operand", "]"),
    ("x[1,,2]", "missing_operand", None),
    ("x W", "missing_operator", "W"),
    ("2 x", "missing_operator", "x"),
    ("np.dot(x W)", "missing_operator", "W"),
    ("x.", "missing_operand", "."),
    ("x.(W)", "missing_operand", "."),
    ("x.5", "missing_operator", ".5"),
    ("1.2.3", "missing_operator", ".3"),
    ("x:W", "unexpected_sign", ":"),
    ("()()", "code_not_called", "()"),
    # names
    ("y", "code_name", "y"),
    ("X @ W + b", "code_name", "X"),
    ("foo(x)", "code_name", "foo"),
    ("open('x')", "code_name", "open"),
    ("eval('1')", "code_name", "eval"),
    ("exec('1')", "code_name", "exec"),
    ("__import__('os')", "code_name", "__import__"),
    ("getattr(x, 'T')", "code_name", "getattr"),
    ("globals()", "code_name", "globals"),
    ("print(x)", "code_name", "print"),
    ("range(3)", "code_name", "range"),
    ("sigmoid(x)", "code_name", "sigmoid"),
    ("os.system('ls')", "code_name", "os"),
    ("torch.matmul(x, W)", "code_name", "torch"),
    ("np", "code_module", "np"),
    ("np + x", "code_module", "np"),
    ("np(x)", "code_module", "np"),
    ("np.foo(x)", "code_function", "foo"),
    ("np.load('x')", "code_function", "load"),
    ("np.fromfile('x')", "code_function", "fromfile"),
    ("np.save('x', x)", "code_function", "save"),
    ("np.ctypeslib.load_library('c', '.')", "code_function", None),
    ("np.lib.npyio", "code_function", None),
    ("np.f2py.compile('x')", "code_function", None),
    ("np.vectorize(len)(x)", "code_function", "vectorize"),
    ("np.frompyfunc(len, 1, 1)", "code_function", "frompyfunc"),
    ("np.apply_along_axis(len, 0, x)", "code_function", "apply_along_axis"),
    ("np.memmap('x')", "code_function", "memmap"),
    ("np.linalg.svd(x)", "code_function", "svd"),
    ("np.random.randn(3, 4)", "code_random", "random"),
    ("np.random", "code_random", "random"),
    ("np.__loader__", "code_function", "__loader__"),
    ("np.exp", "code_uncalled", "np.exp"),
    ("x @ np.exp", "code_uncalled", "np.exp"),
    ("x.sum", "code_uncalled", "x.sum"),
    ("x.sum * 2", "code_uncalled", "x.sum"),
    ("len", "code_uncalled", "len"),
    ("x.T()", "code_not_called", "x.T"),
    ("x.shape()", "code_not_called", "x.shape"),
    ("x(W)", "code_not_called", "x"),
    ("2(x)", "code_not_called", "2"),
    ("x.__class__", "code_attribute", "__class__"),
    ("x.__class__.__mro__", "code_attribute", None),
    ("x.__array_interface__", "code_attribute", "__array_interface__"),
    ("x.data", "code_attribute", "data"),
    ("x.base", "code_attribute", "base"),
    ("x.ctypes", "code_attribute", "ctypes"),
    ("x.tofile('x')", "code_attribute", "tofile"),
    ("x.dump('x')", "code_attribute", "dump"),
    ("x.view(int)", "code_attribute", "view"),
    ("x.sort()", "code_attribute", "sort"),
    ("x.fill(0)", "code_attribute", "fill"),
    ("x.resize(3)", "code_attribute", "resize"),
    ("x.unsqueeze(0)", "code_attribute", "unsqueeze"),
    ("(1).__class__", "code_attribute", "__class__"),
    ("().__class__.__bases__", "code_attribute", None),
    ("np.exp.__globals__", "code_uncalled", None),
    # arguments
    ("np.dot(x)", "code_arguments", "np.dot(x)"),
    ("np.dot(x, W, b, 1)", "code_arguments", "np.dot(x, W, b, 1)"),
    ("np.exp()", "code_arguments", "np.exp()"),
    ("np.dot(x, a=W)", "code_arguments", "np.dot(x, a=W)"),
    ("np.sum(x, dim=0)", "code_keyword", "dim=0"),
    ("np.exp(x, out=x)", "code_keyword", "out=x"),
    ("np.sum(x, where=x)", "code_keyword", "where=x"),
    ("np.zeros(3, dtype=object)", "code_type", "object"),
    ("x.astype(object)", "code_type", "object"),
    ("x.astype('O')", "code_type", "'O'"),
    ("np.array([x, 'a'])", "code_text", "'a'"),
    # truth of arrays
    ("x > 0 and W > 0", "code_boolean", "x > 0"),
    ("x or W", "code_boolean", "x"),
    ("not x", "code_boolean", "x"),
    ("True and x", "code_boolean", "x"),
    ("0 < x < 1", "code_chained", "0 < x < 1"),
    ("x > 0 & W > 0", "code_chained", "x > 0 & W > 0"),
    ("x if x > 0 else 0", "code_condition", "x > 0"),
    # sizes
    ("1" * 401, "too_long", "1"),
    ("9 ** 9 ** 9", "code_too_large", "9 ** 9 ** 9"),
    ("10 ** 400", "code_too_large", "10 ** 400"),
    ("2.0 ** 10000", "code_too_large", "2.0 ** 10000"),
    ("1e400", "too_large", "1e400"),
    ("99999999999999999999", "too_large", "99999999999999999999"),
    ("np.zeros((10**9,))", "code_too_large", "np.zeros((10**9,))"),
    ("np.zeros(10**15)", "code_too_large", "np.zeros(10**15)"),
    ("np.ones((1000, 1000))", "code_too_large", "np.ones((1000, 1000))"),
    ("np.eye(100000)", "code_too_large", "np.eye(100000)"),
    ("np.arange(10**12)", "code_too_large", "np.arange(10**12)"),
    ("np.arange(0, 1, 1e-12)", "code_too_large", "np.arange(0, 1, 1e-12)"),
    ("np.linspace(0, 1, 10**10)", "code_too_large", "np.linspace(0, 1, 10**10)"),
    ("np.tile(x, (10**5, 10**5))", "code_too_large", "np.tile(x, (10**5, 10**5))"),
    ("np.repeat(x, 10**9)", "code_too_large", "np.repeat(x, 10**9)"),
    ("np.pad(x, 10**6)", "code_too_large", "np.pad(x, 10**6)"),
    ("np.broadcast_to(1, (10**6, 10**6))", "code_too_large", None),
    ("np.diag(np.arange(10**4))", "code_too_large", None),
    ("np.outer(np.arange(10**4), np.arange(10**4))", "code_too_large", None),
    ("np.bincount([10**9])", "code_too_large", None),
    ("np.full((10**5, 10**5), 1.0)", "code_too_large", None),
    ("(1,) * 10**9", "code_too_large", "(1,) * 10**9"),
    ("[[1] * 60] * 60", "code_too_large", "[[1] * 60] * 60"),
    ("np.split(np.arange(9999), 9999)", "code_too_large", None),
    ("np.sort(np.arange(200000.0))", "code_too_large", None),
    ("np.einsum(x)", "code_arguments", "np.einsum(x)"),
    ("x.reshape()", "code_arguments", "x.reshape()"),
    ("np.einsum('a,b,c,d->abcd', " + ", ".join(["np.ones(99)"] * 4) + ")", "code_too_large", None),
    ("x" + "[None]" * 12, "code_too_large", None),
    ("-" * 60 + "x", "too_complex", None),
    ("(" * 40 + "x" + ")" * 40, "too_complex", None),
    ("+".join(["x"] * 150), "too_complex", None),
    # signs that cannot be seen, digits of other scripts
    ("x\x00", "control_character", "\x00"),
    ("x\u202e + b", "control_character", "\u202e"),
    ("\x1b[31mx", "control_character", "\x1b"),
    ("x + ３x", "missing_operator", "x"),
    ("x + ٣", "code_sign", "٣"),
    ("変数 + 1", "code_sign", "変"),
]


@pytest.mark.parametrize(("text", "code", "place"), REFUSED)
def test_what_is_no_known_expression_is_refused_with_its_place(text: str, code: str, place: str | None) -> None:
    verdict = judge(AFFINE, text)
    assert verdict.outcome is Outcome.INVALID
    assert verdict.fault is not None
    assert verdict.fault.code == code
    assert 0 <= verdict.fault.start <= verdict.fault.end <= len(text)
    if place is not None:
        assert text[verdict.fault.start : verdict.fault.end] == place
    assert read(text, AFFINE) == verdict.fault


STOPPED = [
    (AFFINE, "W @ x", "code_inner_sizes", "W @ x"),
    (AFFINE, "x @ W + b[:, None]", "code_shapes", "x @ W + b[:, None]"),
    (AFFINE, "np.exp(x + W)", "code_shapes", "x + W"),
    (AFFINE, "x.sum(axis=2)", "code_axis", "x.sum(axis=2)"),
    (AFFINE, "x[100]", "code_index", "x[100]"),
    (AFFINE, "x[0][0][0]", "code_index", "x[0][0][0]"),
    (AFFINE, "x.reshape(7, 9)", "code_reshape", "x.reshape(7, 9)"),
    (AFFINE, "np.max(0, x)", "code_not_whole", "np.max(0, x)"),
    (AFFINE, "~x", "code_not_mask", "~x"),
    (AFFINE, "np.hstack([x, W])", "code_join", "np.hstack([x, W])"),
    (AFFINE, "1 // 0", "code_division", "1 // 0"),
    (AFFINE, "b.transpose(1, 0)", "code_axes", "b.transpose(1, 0)"),
    (SOFTMAX, "np.exp(x) / np.sum(np.exp(x), axis=1)", "code_shapes", "np.exp(x) / np.sum(np.exp(x), axis=1)"),
    (TORCH_VIEW, "x.view(7, -1)", "code_reshape", "x.view(7, -1)"),
    (TORCH_VIEW, "x.transpose(0, 4)", "code_axis", "x.transpose(0, 4)"),
]


@pytest.mark.parametrize(("key", "text", "code", "place"), STOPPED)
def test_what_stops_in_numpy_is_wrong_with_the_step_that_stops(key: Code, text: str, code: str, place: str) -> None:
    verdict = judge(key, text)
    assert verdict.outcome is Outcome.WRONG
    assert verdict.fault is not None
    assert (verdict.fault.code, text[verdict.fault.start : verdict.fault.end]) == (code, place)
    assert "N=3" in str(verdict.fault.values["sizes"])


def test_a_wrong_shape_is_told_before_values_and_with_the_sizes() -> None:
    fault = judge(AFFINE_DB, "np.sum(dout, axis=1)").fault
    assert fault is not None
    assert fault.code == "code_wrong_shape"
    assert dict(fault.values) == {"got": "(3,)", "expected": "(5,)", "sizes": "N=3, H=5, D=4"}


def test_a_wrong_value_is_told_with_its_place_and_both_values() -> None:
    key = Code("np.arange(n) * 2", {}, {"n": 4})
    fault = judge(key, "np.arange(n) + 2").fault
    assert fault is not None
    assert fault.code == "code_wrong_value"
    assert dict(fault.values) == {"place": "[0]", "got": "2", "expected": "0", "sizes": "-"}
    assert judge(Code("x", {"x": Array()}), "x + 0").outcome is Outcome.CORRECT


def test_a_size_written_into_the_answer_is_wrong_although_it_fits_one_sample() -> None:
    for text in ("np.sum(dout, axis=0)[:5]", "np.ones(3) @ dout"):
        assert judge(AFFINE_DB, text).outcome is Outcome.WRONG
    assert judge(AFFINE_DB, "np.sum(dout, axis=0)[:H]").outcome is Outcome.CORRECT


def test_a_named_mistake_is_traced_by_its_values_in_any_form() -> None:
    mistakes = {"no_bias": "np.dot(x, W)", "mixed_up": "np.dot(W, x) + b", "square": "x @ W + b ** 2"}
    assert judge(AFFINE, "x @ W", mistakes).mistake == "no_bias"
    assert judge(AFFINE, "W @ x + b", mistakes).mistake == "mixed_up"
    assert judge(AFFINE, "x @ W + b * b", mistakes).mistake == "square"
    assert judge(AFFINE, "x @ W - b", mistakes).mistake is None
    assert judge(AFFINE, "b + x @ W", mistakes).mistake is None


@pytest.mark.parametrize(
    ("key", "text", "diagnosis"),
    [
        (AFFINE, "-(x @ W + b)", "sign"),
        (AFFINE, "(x @ W + b).T", "transposed"),
        (AFFINE, "2 * (x @ W + b)", "factor_two"),
        (BATCH_MEAN, "x.sum(axis=0)", "factor_n"),
        (SOFTMAX_DX, "(y - t)", "factor_n"),
        (SOFTMAX_DX, "(t - y) / N", "sign"),
        (SOFTMAX, "np.exp(x)", "not_normalized"),
        (AFFINE_DB, "dout.sum(axis=0)[::-1]", "reversed"),
        (AFFINE, "x @ W", None),
        (RELU_DX, "dout", None),
        (AFFINE, "x @ W + 1.0001 * b", None),
    ],
)
def test_what_is_off_everywhere_in_the_same_way_is_diagnosed(key: Code, text: str, diagnosis: str | None) -> None:
    verdict = judge(key, text)
    assert verdict.outcome is Outcome.WRONG
    assert verdict.diagnosis == diagnosis


def test_a_named_mistake_leaves_no_diagnosis() -> None:
    verdict = judge(BATCH_MEAN, "x.sum(axis=0)", {"summed": "np.sum(x, axis=0)"})
    assert (verdict.mistake, verdict.diagnosis) == ("summed", None)


def test_a_mask_must_be_a_mask_only_where_the_listing_indexes_with_it() -> None:
    variables = {"x": Array(("N",))}
    assert judge(Code("x > 0", variables), "(x > 0) * 1.0").outcome is Outcome.CORRECT
    fault = judge(Code("x > 0", variables, exact_type=True), "(x > 0) * 1.0").fault
    assert fault is not None
    assert (fault.code, dict(fault.values)) == ("code_wrong_kind", {"got": "float", "expected": "bool"})


def test_infinities_and_nans_are_compared_by_what_they_are() -> None:
    key = Code("np.where(x > 0, np.inf, -np.inf)", {"x": Array(("N",))})
    assert judge(key, "np.sign(x) * np.inf").outcome is Outcome.CORRECT
    assert judge(key, "-np.sign(x) * np.inf").outcome is Outcome.WRONG
    undefined = Code("np.log(x)", {"x": Array(("N",), -2, 2)})
    assert judge(undefined, "np.log2(x) * np.log(2)").outcome is Outcome.CORRECT
    assert judge(undefined, "np.log(np.abs(x))").outcome is Outcome.WRONG


def test_the_whole_shape_and_tuples_can_be_asked_for() -> None:
    key = Code("x.shape", {"x": Array(("N", "D"))}, {"N": "N", "D": "D"})
    assert judge(key, "(N, D)").outcome is Outcome.CORRECT
    assert judge(key, "N, D").outcome is Outcome.CORRECT
    assert judge(key, "(len(x), x.shape[-1])").outcome is Outcome.CORRECT
    assert judge(key, "(D, N)").outcome is Outcome.WRONG


def test_torch_means_by_its_names_what_torch_means() -> None:
    cube = {"x": Array(("N", "C", "L"))}
    swapped = Code("x.transpose(1, 2)", cube, library="torch")
    assert judge(swapped, "x.permute(0, 2, 1)").outcome is Outcome.CORRECT
    spread = Code("((x - x.mean()) ** 2).sum() / (x.numel() - 1)", cube, library="torch")
    assert judge(spread, "x.var()").outcome is Outcome.CORRECT
    assert judge(spread, "x.var(unbiased=False)").outcome is Outcome.WRONG
    values = Code("torch.amax(x, dim=1)", cube, library="torch")
    assert judge(values, "x.max(dim=1)[0]").outcome is Outcome.CORRECT
    assert judge(values, "torch.max(x, 1)[1]").outcome is Outcome.WRONG
    repeated = Code("torch.cat([x, x], dim=2)", cube, library="torch")
    assert judge(repeated, "x.repeat(1, 1, 2)").outcome is Outcome.CORRECT
    assert judge(TORCH_SOFTMAX, "np.exp(x)").outcome is Outcome.INVALID


def test_losses_of_torch_are_those_of_their_formulas() -> None:
    variables = {"x": Array(("N", "C")), "t": Array(("N",), 0, "C-1", "int")}
    loss = Code("F.cross_entropy(x, t)", variables, {"N": "N"}, library="torch")
    for text in (
        "F.nll_loss(F.log_softmax(x, dim=1), t)",
        "-F.log_softmax(x, dim=1)[torch.arange(N), t].mean()",
        "-(F.one_hot(t, x.size(1)) * x.log_softmax(1)).sum() / N",
        "F.cross_entropy(x, t, reduction='sum') / N",
        "-x.log_softmax(1).gather(1, t.unsqueeze(1)).mean()",
    ):
        assert judge(loss, text).outcome is Outcome.CORRECT, text
    assert judge(loss, "F.cross_entropy(x, t, reduction='sum')").diagnosis == "factor_n"


def test_reading_says_how_the_code_was_read() -> None:
    reading = read("np . dot(x,W)+ b", AFFINE)
    assert isinstance(reading, Reading)
    assert reading.echo == "np.dot(x, W) + b"
    assert isinstance(read("np.dot(x", AFFINE), Fault)


def test_a_key_is_written_as_it_is_and_in_latex_with_its_signs_escaped() -> None:
    assert write(LSTM_GATE) == LSTM_GATE.text
    assert key_tex(Code("a_b ** 2 % {c}")) == r"\texttt{a\_b ** 2 \% \{c\}}"


BLANKS_OF_A_LISTING = {"scores": AFFINE, "grad": AFFINE_DB, "out": ATTENTION}


def test_each_blank_of_a_listing_is_judged_by_its_own_key() -> None:
    typed = {"scores": "x @ W + b", "grad": "dout.sum(0)", "out": "softmax(Q @ K.T) @ V"}
    mistakes = {"out": {"not_scaled": "softmax(Q @ K.T) @ V"}}
    judged = judge_blanks(BLANKS_OF_A_LISTING, typed, mistakes)
    assert judged.outcome is Outcome.PARTIAL
    assert judged.score == pytest.approx(2 / 3)
    assert judged.blanks["out"].mistake == "not_scaled"
    right = typed | {"out": ATTENTION.text}
    assert judge_blanks(BLANKS_OF_A_LISTING, right).outcome is Outcome.CORRECT


def test_a_listing_with_an_unreadable_or_empty_blank_costs_nothing() -> None:
    judged = judge_blanks(BLANKS_OF_A_LISTING, {"scores": "x @ W + b", "grad": "dout.sum("})
    assert (judged.outcome, judged.score) == (Outcome.INVALID, 0.0)
    codes = {name: verdict.fault.code for name, verdict in judged.blanks.items() if verdict.fault is not None}
    assert codes == {"grad": "unclosed_bracket", "out": "empty"}


def test_a_blank_that_is_not_in_the_listing_is_the_callers_error() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        judge_blanks(BLANKS_OF_A_LISTING, {"other": "x"})
    with pytest.raises(ValueError, match="do not fit"):
        judge_blanks({}, {})


@pytest.mark.parametrize(
    "key",
    [
        Code("x +", {"x": Array(("N",))}),
        Code("y", {"x": Array(("N",))}),
        Code("x @ x @ x @ x", {"x": Array(("N", "D"))}),
        Code("x", {"x": Array(("N-20",))}),
        Code("x", {"x": Array(("N/2",))}),
        Code("x", {"x": Array(("(N",))}),
        Code("x", {"x": Array(("N",), 2.0, 1.0)}),
        Code("x", {"x": Array((10**6,))}),
        Code("x", {"x": Array((), kind="onehot")}),
        Code("x", {"x": Array(("N",))}, {}, ("no_such_function",)),
        Code("np.zeros(10**9)", {"x": Array(("N",))}),
        Code("x and x", {"x": Array(("N",))}),
        Code("x", {"x": Array(tuple("ABCDFGHIJKLMN"))}),
    ],
)
def test_a_key_that_cannot_be_run_is_the_authors_error(key: Code) -> None:
    with pytest.raises(UnusableKey):
        judge(key, "x")


def test_a_mistake_that_cannot_be_read_is_the_authors_error() -> None:
    with pytest.raises(UnusableKey):
        judge(AFFINE, "x", {"broken": "x +"})
    with pytest.raises(UnusableKey):
        judge(AFFINE, "x", {"number": 3.0})
