"""What a stem must say, because there is more than one way: decimals, logarithms, a topic's own conventions."""

from __future__ import annotations

import re

from calculators.answers import Expression, Matrix, Number, Vector
from calculators.problems import Problem
from calculators.problems.problem import cells, flatten
from quizapp.bank.schema import LANGUAGES, Question
from quizapp.bank.variants import draw, render
from tests.problems.shipped import ASKED, FAMILIES, Asked, asked_by_module, drawn, shipped

SEEDS = range(1, 6)

# Family → what must be said (Japanese, English): one pattern of each pair in the stem of that language.
CONVENTIONS = {
    r"convolution\.forward": ("相互相関|反転しない", "cross-correlation|not flipped"),
    r"convolution_backward\.(kernel|input)_gradient": ("相互相関|反転しない", "cross-correlation|not flipped"),
    r"normalization\.(batch|layer)_norm": ("不偏でない|個数で割|サンプル数で割", "biased|divided by the number"),
    r"distributions\.covariance": ("不偏でない|n\\$ で割", "biased|divided by"),
    r"recurrent_gates\.(lstm|gru)_parameters": ("バイアスのベクトル", "bias vector|biases: vectors"),
    r"recurrent_gates\.rnn_parameters": ("バイアスのベクトル", "bias vector|biases: vectors"),
    r"recurrent_gates\.gru_step": (r"\(1 - z\) h_", r"\(1 - z\) h_"),
    r"recurrent_gates\.lstm_step": ("忘却ゲート、入力ゲート、出力ゲート", "forget gate.*input gate.*output gate"),
    r"adaptive\..*|update_rules\.(adamw|adadelta)": (r"\\varepsilon", r"\\varepsilon"),
    r"optimizers\.(momentum|nesterov)_step": (r"\\leftarrow|=", r"\\leftarrow|="),
    r"detector_outputs\.average_precision": ("すべての再現率", "all recall levels"),
    r"detector_outputs\.average_precision_11": ("11 点", "11 recalls"),
    r"detector_outputs\.mean_average_precision": ("補間", "interpolated"),
    r"pooling\.output_size": ("切り捨て", "rounding down"),
    r"convolution_backward\.pooling_ceil": ("ceil mode", "ceil mode"),
    r"regularization\.inverted_dropout": ("inverted|割|倍", "inverted|divid|scal"),
    r"initialization\..*|signal_propagation\.variance": ("He|Xavier|Glorot|分散", "He|Xavier|Glorot|variance"),
}


def stem(question: Question, part: str, language: str, seed: int = 1) -> str:
    """Everything that is read before answering."""
    return render(question, draw(question, seed, part=part), language).stem


def is_rounded(problem: Problem) -> bool:
    """Whether the answer has more decimals than are asked for."""
    key = problem.answer
    return isinstance(key, Number | Vector | Matrix) and any(
        abs(value - round(value, key.decimals)) > 1e-9 for value in cells(key)
    )


def says_decimals(text: str, decimals: int) -> bool:
    words = {0: "whole|整数", 1: "one|1", 2: "two|2", 3: "three|3", 4: "four|4", 5: "five|5", 6: "six|6"}[decimals]
    return bool(
        re.search(
            rf"小数第 ?({words}) ?位|\b({words})( of)? (decimals?|decimal places?|of)\b|(to|give|carry) ({words})\b",
            text,
        )
        or (decimals == 0 and re.search(words, text))
    )


def test_every_family_is_asked_by_a_question() -> None:
    assert {found.name for found in FAMILIES} - {asked.family.name for asked in ASKED} == set()


@asked_by_module
def test_a_stem_says_to_how_many_decimals_a_rounded_answer_is_asked(asked: list[Asked]) -> None:
    for question, part, family in asked:
        for problem in filter(is_rounded, (drawn(family.name, seed) for seed in SEEDS)):
            key = problem.answer
            assert isinstance(key, Number | Vector | Matrix)
            for language in LANGUAGES:
                assert says_decimals(stem(question, part, language), key.decimals), question.id


@asked_by_module
def test_a_stem_says_as_many_decimals_to_carry_as_the_gate_carries(asked: list[Asked]) -> None:
    for question, part, family in asked:
        said = {language: carried(stem(question, part, language)) for language in LANGUAGES}
        assert set(said.values()) <= {None, family.carried}, (question.id, said)
        unrounded = re.search("途中の値は丸めない", stem(question, part, "ja"))
        assert None not in said.values() or set(said.values()) == {None}, f"{question.id}: only one language says it"
        if not unrounded and any(is_rounded_on_the_way(drawn(family.name, seed)) for seed in range(1, 9)):
            assert set(said.values()) == {family.carried}, question.id


def carried(text: str) -> int | None:
    """The decimals that a stem asks to carry."""
    said = re.search(r"arry at least (\d) decimals|途中の値[はも]少なくとも小数第 (\d) 位", text)
    return int(said[1] or said[2]) if said else None


def is_rounded_on_the_way(problem: Problem) -> bool:
    """Whether there are results on the way that are no whole numbers, and the answer is not exact either."""
    if problem.solve is None or isinstance(problem.answer, Expression) or not is_rounded(problem):
        return False
    noted: list[float] = []

    def note(value: float) -> float:
        noted.append(value)
        return value

    final = flatten(problem.solve(note))
    return any(abs(value - round(value)) > 1e-9 for value in noted if value not in final)


def test_english_stems_ask_for_decimals_in_whole_sentences() -> None:
    clipped = re.compile(r"Carry (and give )?\d|[Gg]ive \d decimals?\b|carry \d on the way|[Dd]on't round on the way")
    for question in shipped().questions.values():
        for part in question.part_names:
            for text in (question.stem, question.asked(part).stem):
                assert text is None or not clipped.search(text["en"]), question.id


@asked_by_module
def test_a_stem_names_the_base_of_its_logarithms(asked: list[Asked]) -> None:
    for question, part, family in asked:
        problems = [drawn(family.name, seed) for seed in SEEDS]
        if not any(re.search(r"\\(ln|log)\b", step.tex) for problem in problems for step in problem.steps):
            continue
        for language, named in (
            # The perplexity is the same in every base.
            ("ja", r"パープレキシティ|自然対数|ナット|ビット|底|\\ln|\\log_|e\^|exp|ロジット"),
            ("en", r"perplexity|natural log|\bnats?\b|\bbits?\b|base|\\ln|\\log_|e\^|exp|logit"),
        ):
            assert re.search(named, stem(question, part, language)), question.id


@asked_by_module
def test_a_stem_says_the_conventions_of_its_topic(asked: list[Asked]) -> None:
    for question, part, family in asked:
        for pattern, patterns in CONVENTIONS.items():
            if re.fullmatch(pattern, family.name):
                for language, said in zip(("ja", "en"), patterns, strict=True):
                    text = stem(question, part, language)
                    assert re.search(said, text, re.DOTALL), (question.id, language, said)
