"""One asking of a question: its numbers drawn and its choices put in order by a seed, with no language in it.

A `Variant` can be shown in either language and flipped in the middle of a question; `render` puts its numbers into the
words of one language. `judge` compares what came back with the key.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from calculators import answers
from calculators.answers.keys import Count, Expression, Key, Matrix, Number, Shape, Vector
from calculators.answers.verdict import Verdict
from calculators.problems import Given, Problem, Step, Value, draw_problem, find_family
from quizapp.bank import schema
from quizapp.bank.placeholders import fill
from quizapp.bank.schema import Question, Text

Form = Literal["typed", "choices"]
# The id of the right option where a typed question is asked with choices; the others are named for their mistakes.
KEY_CHOICE = "key"
MOST_OFFERED = 4


@dataclass(frozen=True, slots=True)
class Variant:
    """What one seed makes of a question.

    `given`: the drawn numbers by name. `choices`: choice ids in shown order (empty for a typed answer). `key`: the
    right value, or the set of right choice ids. `mistakes`: name → the wrong value it leads to. `offered`: where a
    typed question is asked with choices, the value behind each choice id.
    """

    question_id: str
    seed: int
    form: Form
    given: Mapping[str, Given]
    choices: tuple[str, ...]
    key: Key | frozenset[str]
    steps: tuple[Step, ...] = ()
    mistakes: Mapping[str, Value] = field(default_factory=dict)
    offered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A variant in the words of one language: CommonMark with formulas, the numbers put in.

    `choices`: (id, words) in shown order. `steps`: (words or "", LaTeX). `feedback`: choice id or mistake name → words.
    `answer`: the key in words that can be shown (a formula, or the right choices).
    """

    stem: str
    choices: tuple[tuple[str, str], ...]
    hint: str
    explanation: str
    steps: tuple[tuple[str, str], ...]
    feedback: Mapping[str, str]
    answer: str
    references: tuple[str, ...]


def draw(question: Question, seed: int, form: Form = "typed") -> Variant:
    """The variant that `seed` makes of a question.

    `form="choices"` asks a typed question with up to four choices made from its mistakes; it stays typed where the
    question has no three mistakes that print differently. Raises `calculators.problems.UnknownFamily` or `NoProblem`.
    """
    if question.choices is not None:
        right = frozenset(choice.id for choice in question.choices if choice.correct)
        ids = [choice.id for choice in question.choices]
        if not question.fixed_order:
            _stream(question.id, seed, "choices").shuffle(ids)
        return Variant(question.id, seed, "choices", {}, tuple(ids), right)
    if question.problem is not None:
        problem = _problem(question.problem, seed)
        given, key, steps, mistakes = problem.given, problem.answer, tuple(problem.steps), problem.mistakes
    else:
        assert question.answer is not None
        given, key, steps = {}, fixed_key(question.answer), ()
        mistakes = {name: _plain(found.value) for name, found in question.mistakes.items() if found.value is not None}
    variant = Variant(question.id, seed, "typed", given, (), key, steps, mistakes)
    return _with_choices(variant) if form == "choices" else variant


def judge(question: Question, variant: Variant, response: str | Collection[str]) -> Verdict:
    """The verdict on a typed text, or on a collection of choice ids."""
    if variant.form == "choices":
        chosen = {response} if isinstance(response, str) else set(response)
        if isinstance(variant.key, frozenset):
            return answers.judge_choices(set(variant.key), chosen, set(variant.choices))
        verdict = answers.judge_choices({KEY_CHOICE}, chosen, set(variant.choices))
        return _naming_mistake(verdict, chosen)
    assert not isinstance(variant.key, frozenset)
    text = response if isinstance(response, str) else " ".join(response)
    return answers.judge(variant.key, text, variant.mistakes)


def render(question: Question, variant: Variant, language: str) -> Rendered:
    """The words of a variant in a language. Raises `placeholders.UnknownNumber`."""

    def words(text: Text | schema.Mistake | None) -> str:
        return "" if text is None else fill(text[language], variant.given)

    feedback = {name: words(mistake) for name, mistake in question.mistakes.items()}
    if variant.form == "choices" and question.choices is not None:
        by_id = {choice.id: choice for choice in question.choices}
        choices = tuple((name, words(by_id[name].text)) for name in variant.choices)
        feedback = {choice.id: words(choice.feedback) for choice in question.choices if choice.feedback is not None}
        answer = "\n\n".join(words(by_id[name].text) for name in variant.choices if by_id[name].correct)
    else:
        assert not isinstance(variant.key, frozenset)
        choices = tuple((name, f"${variant.offered[name]}$") for name in variant.choices)
        answer = f"${answers.key_tex(variant.key)}$"
    return Rendered(
        stem=words(question.stem),
        choices=choices,
        hint=words(question.hint),
        explanation=words(question.explanation),
        steps=tuple((words(question.steps.get(step.name)), step.tex) for step in variant.steps),
        feedback=feedback,
        answer=answer,
        references=tuple(question.references),
    )


def fixed_key(answer: schema.Answer) -> Key:
    """The key of a question whose numbers are fixed."""
    match answer:
        case schema.NumberAnswer():
            return Number(answer.value, answer.decimals, answer.relative)
        case schema.CountAnswer():
            return Count(answer.value)
        case schema.VectorAnswer():
            return Vector(tuple(answer.value), answer.decimals, answer.relative)
        case schema.MatrixAnswer():
            return Matrix(tuple(tuple(row) for row in answer.value), answer.decimals, answer.relative)
        case schema.ShapeAnswer():
            return Shape(tuple(answer.value))
        case schema.ExpressionAnswer():
            domains = {name: (low, high) for name, (low, high) in answer.variables.items()}
            return Expression(answer.value, domains, answer.tex)


@lru_cache(maxsize=64)
def _problem(family_name: str, seed: int) -> Problem:
    return draw_problem(find_family(family_name), seed)


def _plain(value: schema.WrongValue) -> Value:
    if isinstance(value, list):
        return tuple(tuple(cell) if isinstance(cell, list) else cell for cell in value)  # type: ignore[return-value]
    return value


def _with_choices(variant: Variant) -> Variant:
    """Asked with choices: the key and up to three mistakes that print differently from it and one another."""
    assert not isinstance(variant.key, frozenset)
    offered = {KEY_CHOICE: answers.key_tex(variant.key)}
    stream = _stream(variant.question_id, variant.seed, "offered")
    for name in stream.sample(sorted(variant.mistakes), len(variant.mistakes)):
        tex = answers.value_tex(variant.key, variant.mistakes[name])
        if tex not in offered.values():
            offered[name] = tex
        if len(offered) == MOST_OFFERED:
            break
    if len(offered) < MOST_OFFERED:
        return variant
    ids = list(offered)
    stream.shuffle(ids)
    return Variant(
        variant.question_id,
        variant.seed,
        "choices",
        variant.given,
        tuple(ids),
        variant.key,
        variant.steps,
        variant.mistakes,
        offered,
    )


def _naming_mistake(verdict: Verdict, chosen: set[str]) -> Verdict:
    from dataclasses import replace

    wrong = chosen - {KEY_CHOICE}
    return replace(verdict, mistake=next(iter(wrong))) if len(chosen) == 1 and wrong else verdict


def _stream(question_id: str, seed: int, purpose: str) -> random.Random:
    text = f"{question_id}\x1f{seed}\x1f{purpose}"
    return random.Random(int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big"))
