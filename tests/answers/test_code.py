"""Code answers: any equivalent form is right, a difference is shown with its place, and nothing unknown is read."""

from __future__ import annotations

from dataclasses import replace

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
from tests.answers.blanks import BLANKS
from tests.answers.listings import (
    AFFINE,
    AFFINE_DB,
    ATTENTION,
    BATCH_MEAN,
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


NAMES = [
    ("max(p, 0)", "np.maximum(p, 0)"),
    ("min((p, 1, 2))", "np.minimum(p, 1)"),
    ("int(5.7)", "5"),
    ("bool(0)", "False"),
    ("round(p, 1)", "np.round(p, 1)"),
    ("abs(-p)", "np.abs(p)"),
    ("len(x.shape)", "x.ndim"),
    ("sum([x, x])", "2 * x"),
    ("math.exp(p)", "np.exp(p)"),
    ("math.log(math.e ** 2)", "2.0"),
    ("math.log2(8) + math.log10(100)", "5"),
    ("math.tanh(p) + math.sin(math.pi / 2) + math.cos(0)", "np.tanh(p) + 2"),
    ("math.floor(2.5) + math.ceil(2.5)", "5"),
    ("np.bitwise_or(x > 0, x < -1)", "(x > 0) | (x < -1)"),
    ("np.bincount(t, minlength=C)", "(t[:, None] == np.arange(C)).sum(axis=0)"),
    ("np.convolve(w, [1, 0, -1], 'valid')", "w[2:] - w[:-2]"),
    ("np.correlate(w, [1, 0, -1], mode='valid')", "w[:-2] - w[2:]"),
    ("np.rollaxis(x, 1, 0)", "x.T"),
    ("np.linalg.det(np.eye(3) * 2)", "8.0"),
    ("np.linalg.inv(np.eye(3) * 2)", "np.eye(3) / 2"),
    ("np.linalg.solve(x.T @ x + np.eye(C), x.T @ x)", "np.linalg.inv(x.T @ x + np.eye(C)) @ x.T @ x"),
    ("np.linalg.solve(2 * np.eye(3), [1, 2, 4])", "np.array([0.5, 1, 2])"),
    ("np.linalg.norm(x, axis=1)", "np.sqrt((x * x).sum(1))"),
    ("np.linalg.norm(x, 1, axis=1)", "np.abs(x).sum(1)"),
    ("np.linalg.norm(x, 'fro')", "np.sqrt(np.sum(x ** 2))"),
    ("np.split(x, [1, 2])[1]", "x[1:2]"),
    ("np.take_along_axis(x, x.argsort(1), axis=1)", "np.sort(x, axis=1)"),
    ("np.median(w[:3])", "np.sort(w[:3])[1]"),
    ("np.average(w, weights=w ** 2)", "(w ** 3).sum() / (w ** 2).sum()"),
    ("np.diff(w)", "w[1:] - w[:-1]"),
    ("np.cumsum(w)[-1]", "w.sum()"),
    ("np.searchsorted([0.0, 1.0], 0.5)", "1"),
    ("np.unique([3, 1, 3])", "np.array([1, 3])"),
    ("np.full((2, 3), 0.5)", "np.ones((2, 3)) / 2"),
    ("np.full_like(x, 2)", "2 * np.ones(x.shape)"),
    ("np.stack([x, x], axis=-1).shape", "(N, C, 2)"),
    ("np.column_stack([w, w])", "np.stack([w, w], 1)"),
    ("np.empty((2, 2))", "np.zeros((2, 2))"),
    ("np.float32(t)", "t.astype(float)"),
    ("np.ndim(x) + np.size(x) + np.shape(x)[0]", "2 + N * C + N"),
    ("np.tril(x @ x.T, -1) + np.triu(x @ x.T)", "x @ x.T"),
    ("np.linspace(0, 1, 5)", "np.arange(5) / 4"),
    ("(1,) * 2 + (3,)", "(1, 1, 3)"),
    ("x.shape == (N, C)", "True"),
    ("(p > 0 and p or -p) + (not p) * 1", "abs(p)"),
    ("x.repeat(2, axis=0)", "np.repeat(x, [2] * N, axis=0)"),
    ("2 ** -1 + 7 // 2 + 7 % 4", "6.5"),
    ("x.item() if x.size == 1 else p", "p"),
    ("x[..., ::-1][:, None].squeeze(1)", "np.fliplr(x)"),
    ("x[[0, 1], [1, 0]]", "np.array([x[0, 1], x[1, 0]])"),
    ("x[x > 0].sum()", "np.maximum(x, 0).sum()"),
]


@pytest.mark.parametrize(("text", "formula"), NAMES)
def test_each_name_of_numpy_means_what_it_means_there(text: str, formula: str) -> None:
    variables = {
        "x": Array(("N", "C")),
        "w": Array(("C+2",)),
        "t": Array(("N",), 0, "C-1", "int"),
        "p": Array((), -2.0, 2.0),
    }
    verdict = judge(Code(formula, variables, {"N": "N", "C": "C"}), text)
    assert verdict.outcome is Outcome.CORRECT, verdict.fault


def test_more_names_of_torch_are_their_formulas() -> None:
    key = Code("x", {"x": Array(("N", "C")), "T": Array(("C", "C"))}, {"N": "N", "C": "C"}, library="torch")
    for text, formula in (
        ("torch.triu(T, diagonal=1)", "T * (torch.arange(C)[None, :] > torch.arange(C)[:, None])"),
        ("torch.logsumexp(x, dim=1)", "torch.log(torch.exp(x).sum(dim=1))"),
        ("x.logsumexp(1, keepdim=True)", "x.exp().sum(1).log().unsqueeze(-1)"),
        ("F.normalize(x, dim=1)", "x / x.norm(dim=1, keepdim=True)"),
        ("torch.zeros(N, C)", "torch.zeros((N, C))"),
        ("torch.cat(x.chunk(2, dim=1), dim=1)", "x"),
        ("x.masked_fill(x < 0, 0)", "F.relu(x)"),
        ("torch.stack(x.split(1, 1)).squeeze().t()", "x.clone()"),
        ("(x.argmax(dim=1) == 0).float().mean()", "x.argmax(1).eq(0).sum() / N"),
        ("torch.std(x, dim=0)", "x.var(0) ** 0.5"),
        ("x.expand(2, -1, -1)", "torch.stack([x, x])"),
        ("F.leaky_relu(x, 0.1)", "torch.where(x > 0, x, 0.1 * x)"),
        ("F.mse_loss(x, 0 * x)", "x.pow(2).mean()"),
        ("F.softplus(x)", "torch.log1p(torch.exp(x))"),
        ("x.repeat(2, 1)", "torch.cat((x, x))"),
        ("x.gather(1, x.argmax(1).unsqueeze(1)).squeeze(1)", "x.amax(dim=1)"),
        ("x.detach().contiguous().float().double()", "x.to(torch.float32)"),
        ("x.dim() + x.numel()", "2 + N * C"),
        ("x.swapaxes(0, 1)", "torch.t(x)"),
        ("F.binary_cross_entropy(x.sigmoid(), 0 * x)", "-torch.log(1 - torch.sigmoid(x)).mean()"),
        ("F.gelu(0 * x)", "0 * x"),
        ("x.mean().item()", "x.sum() / x.numel()"),
    ):
        assert judge(replace(key, text=formula), text).outcome is Outcome.CORRECT, text


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


@pytest.mark.parametrize(
    "text",
    [
        "np.einsum('...d,dh->...h', x, W) + b",
        "np.einsum('ij,jk', x, W) + b",
        "np.einsum('nd...,dh->nh', x, W) + b",
        "x @ W + b + 0 * np.linalg.norm(W, 2)",
        "x @ W + b + 0 * np.linalg.norm(W, 'nuc')",
        "x @ W + b + 0 * np.sum(x, axis=1, keepdims=1)",
    ],
)
def test_every_form_that_numpy_knows_of_a_supported_function_is_right(text: str) -> None:
    assert judge(AFFINE, text).outcome is Outcome.CORRECT


def test_the_spectral_norm_is_the_largest_singular_value() -> None:
    key = Code("np.sqrt(np.max(np.linalg.norm(x @ W, 2) ** 2))", AFFINE.variables)
    assert judge(key, "np.linalg.norm(x @ W, 2)").outcome is Outcome.CORRECT
    assert judge(key, "np.linalg.norm(x @ W)").outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("np.linalg.solve(np.zeros((3, 3)), np.ones(3))", "code_singular"),
        ("np.linalg.solve(np.ones((2, 3)), np.ones(3))", "code_not_square"),
        ("np.linalg.solve(np.ones(3), np.ones(3))", "code_not_square"),
        ("np.linalg.solve(np.eye(3), np.ones(2))", "code_shapes"),
        ("np.linalg.solve(np.eye(3), 1.0)", "code_shapes"),
    ],
)
def test_a_system_that_cannot_be_solved_is_wrong_and_says_why(text: str, code: str) -> None:
    verdict = judge(AFFINE, text)
    assert verdict.fault is not None
    assert (verdict.outcome, verdict.fault.code) == (Outcome.WRONG, code)


def test_ridge_regression_may_be_solved_instead_of_inverted() -> None:
    variables = {"X": Array(("T+8", "H")), "Y": Array(("T+8", "K")), "lam": Array((), 0.5, 2.0)}
    key = Code("np.linalg.inv(X.T @ X + lam * np.eye(H)) @ X.T @ Y", variables, {"H": "H"})
    assert judge(key, "np.linalg.solve(X.T @ X + lam * np.eye(H), X.T @ Y)").outcome is Outcome.CORRECT
    assert judge(key, "np.linalg.solve(X.T @ X + lam, X.T @ Y)").outcome is Outcome.WRONG


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
        Code("x", {"x": Array(("N",), 0.0, 1e300)}),
        Code("np.ones(40000)", {"x": Array(("N",))}),
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


def test_equal_bounds_written_in_different_ways_never_share_what_was_kept():
    """0 == 0.0, and yet other numbers are drawn: the samples of one must not meet the kept values of the other."""

    def key(low: float) -> Code:
        return Code(
            "np.mean(np.argmax(y, axis=1) == t)",
            {
                "y": Array(("N", "C"), kind="probability"),
                "t": Array(("N",), low, "C-1", kind="int"),
            },
        )

    assert judge(key(0), key(0).text).outcome == "correct"
    for number in range(70):
        # More declarations than are kept at once: the samples are drawn anew.
        judge(Code("x", {"x": Array(("N",), -1.0 - number, 1.0)}), "x")
    assert judge(key(0.0), key(0.0).text).outcome == "correct"
