"""One asking of a question: its numbers drawn and its choices put in order by a seed, with no language in it.

A `Variant` can be shown in either language and flipped in the middle of a question; `render` puts its numbers into the
words of one language. `judge` compares what came back with the key.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from typing import Literal

from calculators import answers
from calculators.answers.arranging import judge_match, judge_order
from calculators.answers.keys import Array, Code, Count, Expression, Key, Matrix, Number, Shape, Vector
from calculators.answers.verdict import Outcome, Verdict
from calculators.problems import Given, Problem, Step, Value, draw_problem, find_family
from calculators.problems.choices import shown_key, wrong_choices
from calculators.problems.slips import parse_slip
from calculators.problems.values import Values
from quizapp.bank import carried, drawn, material, placeholders, schema
from quizapp.bank.carried import Earlier
from quizapp.bank.drawing import has_decimals
from quizapp.bank.judgeable import fault_of, key_fault, ragged, ragged_rows
from quizapp.bank.placeholders import fill
from quizapp.bank.schema import Question, Text
from quizapp.text.messages import message

Form = Literal["typed", "choices", "order", "match"]
# The id of the right option where a typed question is asked with choices; the others are named for their mistakes.
KEY_CHOICE = "key"


@dataclass(frozen=True, slots=True)
class Variant:
    """What one seed makes of a question.

    `given`: the drawn numbers by name. `choices`: choice ids in shown order (empty for a typed answer). `key`: the
    right value, the set of right choice ids, or a sequence of ids: the right order, or the partner of each of `lefts`.
    `mistakes`: name → the wrong value it leads to. `offered`: where a typed question is asked with choices, the value
    behind each choice id. `part`: which part of a set.
    """

    question_id: str
    seed: int
    form: Form
    given: Mapping[str, Given]
    choices: tuple[str, ...]
    key: Key | frozenset[str] | tuple[str, ...]
    steps: tuple[Step, ...] = ()
    mistakes: Mapping[str, Value] = field(default_factory=dict)
    offered: Mapping[str, str] = field(default_factory=dict)
    part: str = ""
    lefts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A variant in the words of one language: CommonMark with formulas, the numbers put in.

    `choices`: (id, words) in shown order. `steps`: (words or "", LaTeX). `feedback`: choice id or mistake name → words.
    `answer`: the key in words that can be shown (a formula, or the right choices). `stem` is all that is read before
    answering; of a part of a set, `introduction` is what it shares with the other parts (with the material), and
    `part` its own mark and words.
    """

    stem: str
    choices: tuple[tuple[str, str], ...]
    hint: str
    explanation: str
    steps: tuple[tuple[str, str], ...]
    feedback: Mapping[str, str]
    answer: str
    references: tuple[str, ...]
    lefts: tuple[tuple[str, str], ...] = ()
    introduction: str = ""
    part: str = ""


def draw(question: Question, seed: int, form: Form = "typed", part: str = "") -> Variant:
    """The variant that `seed` makes of a question, or of one part of a set.

    `form="choices"` asks a typed question with four choices made from its mistakes
    (`calculators.problems.choices`); it stays typed where there are no three that print differently.
    Raises KeyError for an unknown part, `calculators.problems.UnknownFamily`, or `NoProblem` (also where a text shows a
    number that is not drawn, and as `material.Unshowable` where a table or a plot can't be drawn).
    """
    if (found := next(material.faults(question), None)) is not None:
        raise material.Unshowable(found)
    variant = draw_unchecked(question, seed, form, part)
    shown = {name for text in shown_texts(question, part) for name in placeholders.names(text)}
    shown |= {name for piece in question.material for name in material.shown_numbers(piece)}
    if not shown <= set(variant.given):
        raise placeholders.UnknownNumber(", ".join(sorted(shown - set(variant.given))))
    return variant


def draw_unchecked(question: Question, seed: int, form: Form = "typed", part: str = "") -> Variant:
    """`draw`, without looking whether every number that the texts show is drawn: for the lint, which tells where."""
    asked = question.asked(part)
    stream = _stream(question.id + (f"#{part}" if part else ""), seed, "choices")
    if asked.choices is not None:
        right = frozenset(choice.id for choice in asked.choices if choice.correct)
        ids = [choice.id for choice in asked.choices]
        if not asked.fixed_order:
            stream.shuffle(ids)
        return Variant(question.id, seed, "choices", {}, tuple(ids), right, part=part)
    if asked.items is not None:
        order = tuple(choice.id for choice in asked.items)
        return Variant(question.id, seed, "order", {}, _disordered(order, stream), order, part=part)
    if asked.pairs is not None:
        lefts = [pair.id for pair in asked.pairs]
        rights = (*lefts, *(extra.id for extra in asked.extras))
        return Variant(
            question.id, seed, "match", {}, _disordered(rights, stream), tuple(lefts), part=part, lefts=tuple(lefts)
        )
    if asked.parametric:
        problem = (
            family_problem(asked.problem, seed) if asked.problem is not None else _own_problem(question, part, seed)
        )
        given, key, steps, mistakes = problem.given, problem.answer, tuple(problem.steps), problem.mistakes
        if asked.problem is None:
            given = drawn.compiled(asked).shown(given, key)
    else:
        assert asked.answer is not None
        given, key, steps = {}, fixed_key(asked.answer), ()
        mistakes = fixed_mistakes(asked, key)
    variant = Variant(question.id, seed, "typed", given, (), key, steps, mistakes, part=part)
    if form != "choices":
        return variant
    return _with_choices(variant, _values(asked))


def judge(
    question: Question,
    variant: Variant,
    response: str | Sequence[str],
    earlier: Mapping[str, Earlier] | None = None,
) -> Verdict:
    """The verdict on a typed text, or on choice ids (for an order and for pairs: in the order given).

    `earlier`: the learner's answers to earlier parts of the same set. A wrong answer that follows rightly from a wrong
    earlier one is judged with that one, and the better verdict is kept (`Verdict.carried`). Raises ValueError for a
    sequence that is no order or no pairing.
    """
    asked = question.asked(variant.part)
    if variant.form == "typed":
        assert not isinstance(variant.key, frozenset | tuple)
        text = response if isinstance(response, str) else " ".join(response)
        shown = "\n".join([*shown_texts(question, variant.part), *(step.tex for step in variant.steps)])
        verdict = answers.judge(variant.key, text, variant.mistakes, shown=shown)
        return _better(verdict, carried.judge_carried(asked, variant.key, text, earlier or {}, shown))
    chosen = [response] if isinstance(response, str) else list(response)
    if variant.form == "order":
        assert isinstance(variant.key, tuple)
        verdict = judge_order(variant.key, chosen)
    elif variant.form == "match":
        assert isinstance(variant.key, tuple)
        verdict = judge_match(variant.key, chosen, variant.choices)
    elif isinstance(variant.key, frozenset):
        verdict = answers.judge_choices(set(variant.key), set(chosen), set(variant.choices))
    else:
        verdict = answers.judge_choices({KEY_CHOICE}, set(chosen), set(variant.choices))
        verdict = _naming_mistake(verdict, set(chosen), variant.mistakes)
    return _all_or_nothing(verdict) if asked.credit == "exact" else verdict


def shown_texts(question: Question, part: str) -> Iterator[str]:
    """The texts that are shown with a question or a part, in both languages."""
    asked = question.asked(part)
    pieces: list[Text | schema.Mistake | None] = [question.stem, asked.stem, asked.explanation, asked.hint]
    pieces += [*asked.mistakes.values(), *asked.steps.values()]
    for choice in (*(asked.choices or []), *(asked.items or []), *asked.extras):
        pieces += [choice.text, choice.feedback]
    for pair in asked.pairs or []:
        pieces += [pair.left, pair.right]
    for piece in pieces:
        if piece is not None:
            yield piece.ja
            yield piece.en


def typed_value(variant: Variant, text: str) -> float | None:
    """The number that a typed text gives to later parts of a set; None where it gives none."""
    if isinstance(variant.key, Number | Count):
        reading = answers.read(text, variant.key)
        if isinstance(reading, answers.Reading) and isinstance(reading.value, int | float):
            return float(reading.value)
    return None


def render(question: Question, variant: Variant, language: str) -> Rendered:
    """The words of a variant in a language. Raises `placeholders.UnknownNumber`."""
    asked = question.asked(variant.part)
    decimals = _decimals_of_answer(variant.key)

    def words(text: Text | schema.Mistake | None) -> str:
        filled = "" if text is None else fill(text[language], variant.given, decimals=decimals)
        return material.with_marks(question, filled, language)

    feedback = {name: words(mistake) for name, mistake in asked.mistakes.items()}
    pieces = [*(asked.choices or []), *(asked.items or []), *asked.extras]
    feedback |= {piece.id: words(piece.feedback) for piece in pieces if piece.feedback is not None}
    by_id = {piece.id: words(piece.text) for piece in pieces} | {
        pair.id: words(pair.right) for pair in asked.pairs or []
    }
    by_id |= {name: f"${tex}$" for name, tex in variant.offered.items()}
    feedback |= dict(_slips_in_words(variant, feedback, language))
    lefts = {pair.id: words(pair.left) for pair in asked.pairs or []}
    shared, own = _stem(question, variant, language, words)
    return Rendered(
        stem=f"{shared}\n\n{own}" if own else shared,
        choices=tuple((name, by_id[name]) for name in variant.choices),
        hint=words(asked.hint),
        explanation=words(asked.explanation),
        steps=tuple((words(asked.steps.get(step.name)), step.tex) for step in variant.steps),
        feedback=feedback,
        answer=_answer(variant, by_id, lefts),
        references=tuple(question.references),
        lefts=tuple((name, lefts[name]) for name in variant.lefts),
        introduction=shared if own else "",
        part=own,
    )


def _decimals_of_answer(key: Key | frozenset[str] | tuple[str, ...]) -> dict[str, int]:
    """The decimals with which texts show the answer, where the file says how many."""
    return {drawn.ANSWER: key.decimals} if isinstance(key, Number | Vector | Matrix) and key.padded else {}


def _slips_in_words(variant: Variant, feedback: Mapping[str, str], language: str) -> Iterator[tuple[str, str]]:
    """The choices that are a general slip, with the words that a typed answer of that value is told."""
    for name in variant.offered:
        if (told := parse_slip(name)) is not None:
            code, mistakes = told
            pieces = [message(language, f"answers.diagnosis_{code}"), *(feedback.get(of, "") for of in mistakes)]
            yield name, "\n\n".join(piece for piece in pieces if piece)


def _stem(question: Question, variant: Variant, language: str, words: Callable[[Text], str]) -> tuple[str, str]:
    """Introduction and material, and for a part of a set its mark and what it asks."""
    pieces = [words(question.stem), material.markdown(question, language, variant.given)]
    shared = "\n\n".join(piece.strip("\n") for piece in pieces if piece)
    if not variant.part:
        return shared, ""
    mark = material.part_mark(question, variant.part, language)
    return shared, f"**{mark}** {words(question.asked(variant.part).stem)}".strip("\n")


def _answer(variant: Variant, by_id: Mapping[str, str], lefts: Mapping[str, str]) -> str:
    """The key in words that can be shown."""
    if isinstance(variant.key, frozenset):
        return "\n\n".join(by_id[name] for name in variant.choices if name in variant.key)
    if variant.form == "order":
        assert isinstance(variant.key, tuple)
        return "\n".join(f"{number}. {by_id[name].strip()}" for number, name in enumerate(variant.key, 1))
    if variant.form == "match":
        return "\n".join(f"- {words.strip()} — {by_id[name].strip()}" for name, words in lefts.items())
    assert not isinstance(variant.key, tuple)
    if isinstance(variant.key, Code):
        return f"```python\n{variant.key.text}\n```"
    return f"${answers.key_tex(variant.key)}$"


def fixed_key(answer: schema.Answer) -> Key:
    """The key of a question whose numbers are fixed."""
    assert not isinstance(answer, schema.DrawnAnswer)
    padded = has_decimals(answer)
    match answer:
        case schema.NumberAnswer():
            units = tuple(answer.units)
            return Number(answer.value, answer.decimals, answer.relative, answer.absolute, units, padded=padded)
        case schema.CountAnswer():
            return Count(answer.value, tuple(answer.units))
        case schema.VectorAnswer():
            return Vector(tuple(answer.value), answer.decimals, answer.relative, answer.absolute, padded)
        case schema.MatrixAnswer():
            rows = tuple(tuple(row) for row in answer.value)
            return Matrix(rows, answer.decimals, answer.relative, answer.absolute, padded)
        case schema.ShapeAnswer():
            return Shape(tuple(answer.value))
        case schema.ExpressionAnswer():
            domains = {name: (low, high) for name, (low, high) in answer.variables.items()}
            return Expression(answer.value, domains, answer.tex, given=tuple(answer.given))
        case schema.CodeAnswer():
            variables = {
                name: Array(tuple(found.shape), found.low, found.high, found.values)
                for name, found in answer.variables.items()
            }
            return Code(
                answer.value,
                variables,
                dict(answer.scalars),
                tuple(answer.functions),
                library=answer.library,
                exact_type=answer.exact_type,
            )


def fixed_mistakes(asked: schema.Asked, key: Key) -> dict[str, Value]:
    """The values of the mistakes of a fixed answer. Raises `drawn.Unjudgeable` where they or the key are of no use."""
    found: dict[str, Value] = {}
    for name, mistake in asked.mistakes.items():
        if mistake.value is not None:
            try:
                found[name] = mistake_value(key, mistake.value)
            except answers.UnusableKey as error:
                raise drawn.Unjudgeable(fault_of(error, ("mistakes", name, "value"))) from None
    if (fault := key_fault(key, found)) is not None:
        raise drawn.Unjudgeable(fault)
    return found


@lru_cache(maxsize=64)
def family_problem(family_name: str, seed: int) -> Problem:
    """What a family draws for a seed; the last ones are kept. Raises `UnknownFamily` or `NoProblem`."""
    return draw_problem(find_family(family_name), seed)


def _values(asked: schema.Asked) -> Values | None:
    """What the answers can be at all, where the family or the file says it."""
    if asked.problem is not None:
        return find_family(asked.problem).values
    return drawn.family(asked, "", ()).values if asked.given else None


def _own_problem(question: Question, part: str, seed: int) -> Problem:
    """The problem of a question that draws its numbers itself."""
    return drawn.problem(question.asked(part), question.id + (f"#{part}" if part else ""), seed)


def mistake_value(key: Key, value: schema.WrongValue) -> Value:
    """The wrong value of a question file in the form that the answer checker takes; text is read as it would be typed.

    Raises `answers.UnusableKey` for text that can't be read, and for rows of different lengths.
    """
    if isinstance(value, str) and not isinstance(key, Expression | Code):
        reading = answers.read(value, key)
        if not isinstance(reading, answers.Reading):
            raise answers.UnusableKey(f"{value}: {reading.code}") from answers.Unreadable(reading)
        return reading.value  # type: ignore[return-value]  # a formula is excluded above
    if ragged(value):
        raise answers.UnusableKey(f"{value}: ragged_rows") from answers.Unreadable(ragged_rows(value))
    if isinstance(value, list):
        return tuple(tuple(cell) if isinstance(cell, list) else cell for cell in value)  # type: ignore[return-value]
    return value


def _with_choices(variant: Variant, values: Values | None) -> Variant:
    """Asked with choices: the key and three wrong values made from its mistakes, where there are three."""
    assert not isinstance(variant.key, frozenset | tuple)
    key = variant.key
    formulas = [step.tex for step in variant.steps]
    wrong = wrong_choices(key, variant.mistakes, variant.question_id, variant.seed, values, formulas)
    if not wrong:
        return variant
    offered = {KEY_CHOICE: shown_key(key)} | {name: answers.value_tex(key, value) for name, value in wrong.items()}
    ids = list(offered)
    _stream(variant.question_id, variant.seed, "offered").shuffle(ids)
    return replace(variant, form="choices", choices=tuple(ids), offered=offered)


def _disordered(ids: Sequence[str], stream: random.Random) -> tuple[str, ...]:
    """The ids shuffled, never into the order that they came in."""
    shuffled = list(ids)
    while shuffled == list(ids):
        stream.shuffle(shuffled)
    return tuple(shuffled)


def _all_or_nothing(verdict: Verdict) -> Verdict:
    return replace(verdict, outcome=Outcome.WRONG, score=0.0) if verdict.outcome is Outcome.PARTIAL else verdict


def _better(verdict: Verdict, other: Verdict | None) -> Verdict:
    return verdict if other is None or other.score <= verdict.score else other


def _naming_mistake(verdict: Verdict, chosen: set[str], mistakes: Mapping[str, Value]) -> Verdict:
    """The verdict with the mistake or the slip behind the one choice that was chosen; a reflected one has neither."""
    (name,) = chosen if len(chosen) == 1 else ("",)
    if (told := parse_slip(name)) is not None:
        return replace(verdict, diagnosis=told[0], combined=told[1])
    return replace(verdict, mistake=name) if name in mistakes else verdict


def _stream(question_id: str, seed: int, purpose: str) -> random.Random:
    text = f"{question_id}\x1f{seed}\x1f{purpose}"
    return random.Random(int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big"))
