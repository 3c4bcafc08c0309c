"""Earlier answers judged by a question as it is now. Nothing is written here.

An answer can be judged again where it is known what the learner was asked and what they answered: numbers that were
drawn are put into the question as it is now, and a choice is the text that was chosen, whatever id that text has now.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from calculators.answers.verdict import Outcome, Verdict
from calculators.problems import NoProblem, Redraw, UnknownFamily
from calculators.problems.chosen import is_usual
from quizapp.bank import drawn, placeholders
from quizapp.bank.drawing import domain_of
from quizapp.bank.edits import meant
from quizapp.bank.renaming import part_of, renamed, texts
from quizapp.bank.schema import Question
from quizapp.bank.variants import Variant, draw, judge

# What the right answer to a typed question hangs on.
_KEY_FIELDS = ("kind", "credit", "problem", "given", "where", "let", "answer")


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that was given to an earlier version, as the database has it; `answer` is its id there.

    `asked`: what that version said (`edits.meant`); None where it was not kept.
    """

    answer: int
    part: str
    seed: int
    form: str
    given: Mapping[str, Any]
    response: Mapping[str, Any]
    outcome: str
    carried: bool = False
    asked: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Rejudged:
    """An earlier answer judged by the question as it is now: how it counted `before`, and what it comes to."""

    answer: int
    before: str
    after: str
    score: float
    mistake: str | None


@dataclass(frozen=True, slots=True)
class Regrade:
    """What would become of earlier answers: those that would be judged otherwise (id, before, after), those that would
    not, and those that can't be judged again.
    """

    changed: tuple[tuple[int, str, str], ...]
    same: int
    unknown: int


def regrade(question: Question, answers: Iterable[GivenAnswer]) -> Regrade:
    """Judge earlier answers by the question as it is now. Nothing is written."""
    found = list(rejudge(question, answers))
    judged = [each for each in found if each is not None]
    changed = tuple((each.answer, each.before, each.after) for each in judged if each.before != each.after)
    return Regrade(changed, len(judged) - len(changed), len(found) - len(judged))


def rejudge(question: Question, answers: Iterable[GivenAnswer]) -> Iterator[Rejudged | None]:
    """Each earlier answer judged by the question as it is now; None for one that can't be judged again: other numbers
    are drawn or shown now, what was chosen is no choice any more or not known, or an error was carried forward.
    """
    now = meant(question)
    for given in answers:
        verdict = _judged(question, now, given)
        if verdict is None or verdict.outcome is Outcome.INVALID:
            yield None
        else:
            yield Rejudged(given.answer, given.outcome, verdict.outcome.value, verdict.score, verdict.mistake)


def _judged(question: Question, now: Mapping[str, Any], given: GivenAnswer) -> Verdict | None:
    if given.carried:
        return None
    try:
        asked, before = part_of(now, given.part), part_of(given.asked, given.part)
        text = given.response.get("text")
        if text is not None:
            variant = _same_numbers(question, given, before)
            return None if variant is None else judge(question, variant, text)
        chosen: Sequence[str] = given.response.get("chosen") or ()
        if question.asked(given.part).answer is not None or question.asked(given.part).problem is not None:
            return _judged_offered(question, asked, before, given, chosen)
        variant = draw(question, given.seed, part=given.part)
        found = None if before is None or variant.form != given.form else _CHOSEN[given.form](before, asked, chosen)
        return None if found is None else judge(question, variant, found)
    except (KeyError, ValueError, NoProblem, Redraw, UnknownFamily):
        return None


def _same_numbers(question: Question, given: GivenAnswer, before: Mapping[str, Any] | None) -> Variant | None:
    """The typed question as it is now with the numbers that were drawn then, where it shows what was shown then."""
    asked = question.asked(given.part)
    if given.form != "typed" or (before is not None and ("problem" in before) != (asked.problem is not None)):
        return None
    if not asked.given:
        variant = draw(question, given.seed, part=given.part)
        return variant if variant.form == "typed" and _plain(variant.given) == _plain(given.given) else None
    if before is not None and set(before.get("given") or ()) != set(asked.given):
        return None
    drawn_then = {name: given.given[name] for name in asked.given}
    if not all(is_usual(domain_of(field), drawn_then[name]) for name, field in asked.given.items()):
        return None
    program = drawn.compiled(asked)
    if program.faults:
        return None
    problem = program.solve(drawn_then)
    shown = program.shown(drawn_then, problem.answer)
    stems = {text for stem in (question.stem, asked.stem) for text in (stem.ja, stem.en)}
    stems |= {text for name in ("stem", "introduction") for text in ((before or {}).get(name) or {}).values()}
    for name in chain.from_iterable(placeholders.names(text) for text in stems):
        if _plain(shown.get(name)) != _plain(given.given.get(name)):
            return None
    return Variant(
        *(question.id, given.seed, "typed", shown, (), problem.answer, tuple(problem.steps), problem.mistakes),
        part=given.part,
    )


def _judged_offered(
    question: Question,
    asked: Mapping[str, Any] | None,
    before: Mapping[str, Any] | None,
    given: GivenAnswer,
    chosen: Sequence[str],
) -> Verdict | None:
    """A typed question that was asked with choices made from its mistakes. What stood behind each is not kept, so it is
    judged only where the same is right as then: by another key nobody was offered the right value, or under which name.
    """
    if asked is None or before is None or any(asked.get(name) != before.get(name) for name in _KEY_FIELDS):
        return None
    variant = draw(question, given.seed, "choices", given.part)
    if variant.form != given.form or _plain(variant.given) != _plain(given.given):
        return None
    return judge(question, variant, chosen) if set(chosen) <= set(variant.choices) else None


def _plain(value: Any) -> Any:
    """Drawn numbers as JSON brings them back."""
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _choices(before: Mapping[str, Any], now: Any, chosen: Sequence[str]) -> list[str] | None:
    names = renamed(texts(before, ("choices", "text")), texts(now, ("choices", "text")))
    # A choice that is right now and could not be chosen then: nobody can be judged by it.
    if {part["id"] for part in now["choices"] if part.get("correct")} <= set(names.values()):
        return [names[name] for name in chosen]
    return None


def _order(before: Mapping[str, Any], now: Any, chosen: Sequence[str]) -> list[str]:
    names = renamed(texts(before, ("items", "text")), texts(now, ("items", "text")))
    return [names[name] for name in chosen]


def _match(before: Mapping[str, Any], now: Any, chosen: Sequence[str]) -> list[str]:
    rights = (("pairs", "right"), ("extras", "text"))
    names = renamed(texts(before, *rights), texts(now, *rights))
    lefts = renamed(texts(now, ("pairs", "left")), texts(before, ("pairs", "left")))
    partners = dict(zip(texts(before, ("pairs", "left")), chosen, strict=True))
    return [names[partners[lefts[pair["id"]]]] for pair in now["pairs"]]


# What was chosen, by the ids of now. They raise KeyError for a text that there is no more.
_CHOSEN = {"choices": _choices, "order": _order, "match": _match}
