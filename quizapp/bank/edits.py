"""What an edit of a question means for those who have answered it: told apart before it is saved.

`tags`: only what teaches or sorts (explanation, hint, references, topics): everything goes on. `wording`: the same said
better; schedule and statistics go on. `meaning`: something else is asked; the schedule goes on, statistics begin anew.
`key`: other answers are right; earlier answers would be judged otherwise, and are listed. Nothing is rewritten here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from calculators.answers.verdict import Outcome, Verdict
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank.schema import Question
from quizapp.bank.variants import draw, judge

# What decides which answers are right.
_KEY = frozenset(
    {
        *(
            "kind",
            "problem",
            "given",
            "where",
            "let",
            "answer",
            "credit",
            "correct",
            "items",
            "pairs",
            "parts",
            "choices",
        ),
        *("extras", "id", "value"),
    }
)
_TAGS = frozenset(
    {
        *("status", "topics", "tracks", "keywords", "level", "seconds", "references", "translated_from", "see_also"),
        *("waive", "reviewed_by", "explanation", "hint", "steps", "feedback", "misconception", "fixed_order"),
    }
)
# Two texts less alike than this (by their letters) say something else.
_ALIKE = 0.75
_FIXED = re.compile(
    r"\$[^$]*\$|\{\{[^}]*\}\}|`[^`]*`|[0-9]+(?:\.[0-9]+)?|\b(?:not|no|never|except|least|most)\b|ない|誤", re.I
)

Path = tuple[str | int, ...]


class EditKind(StrEnum):
    """The kinds of edits, the least grave first."""

    NONE = "none"
    TAGS = "tags"
    WORDING = "wording"
    MEANING = "meaning"
    KEY = "key"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Edit:
    """The gravest kind of what differs between two versions of a question, and the fields that differ, with kinds."""

    kind: EditKind
    fields: tuple[tuple[str, EditKind], ...] = ()

    @property
    def grave(self) -> tuple[str, ...]:
        """The fields that make the edit as grave as it is."""
        return tuple(name for name, kind in self.fields if kind is self.kind)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer that was given to an earlier version, as the database has it; `answer` is its id there."""

    answer: int
    part: str
    seed: int
    form: str
    given: Mapping[str, Any]
    response: Mapping[str, Any]
    outcome: str
    carried: bool = False


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
    not, and those that can't be judged again, because other numbers are drawn now or an error was carried forward.
    """

    changed: tuple[tuple[int, str, str], ...]
    same: int
    unknown: int


def compare(before: Question | None, after: Question) -> Edit:
    """What has been edited between two versions of a question."""
    if before is None:
        return Edit(EditKind.NEW)
    old, new = (question.model_dump(mode="json", exclude_defaults=True) for question in (before, after))
    found = tuple((".".join(map(str, path)), kind) for path, kind in _differences((), old, new))
    order = list(EditKind)
    return Edit(max((kind for _, kind in found), key=order.index, default=EditKind.NONE), found)


def regrade(question: Question, answers: Iterable[GivenAnswer]) -> Regrade:
    """Judge earlier answers by the question as it is now. Nothing is written."""
    found = list(rejudge(question, answers))
    judged = [each for each in found if each is not None]
    changed = tuple((each.answer, each.before, each.after) for each in judged if each.before != each.after)
    return Regrade(changed, len(judged) - len(changed), len(found) - len(judged))


def rejudge(question: Question, answers: Iterable[GivenAnswer]) -> Iterator[Rejudged | None]:
    """Each earlier answer judged by the question as it is now; None for one that can't be judged again."""
    for given in answers:
        verdict = _judged(question, given)
        if verdict is None or verdict.outcome is Outcome.INVALID:
            yield None
        else:
            yield Rejudged(given.answer, given.outcome, verdict.outcome.value, verdict.score, verdict.mistake)


def _judged(question: Question, given: GivenAnswer) -> Verdict | None:
    if given.carried:
        return None
    try:
        variant = draw(question, given.seed, "choices" if given.form == "choices" else "typed", given.part)
        if variant.form != given.form or _plain(variant.given) != _plain(given.given):
            return None
        response = given.response.get("text")
        chosen: Sequence[str] = given.response.get("chosen") or ()
        if response is None and not set(chosen) <= set(variant.choices):
            return None
        return judge(question, variant, response if response is not None else chosen)
    except (KeyError, ValueError, NoProblem, UnknownFamily):
        return None


def _plain(value: Any) -> Any:
    """Drawn numbers as JSON brings them back."""
    if isinstance(value, Mapping):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list | tuple) else value


def _differences(path: Path, old: Any, new: Any) -> Iterator[tuple[Path, EditKind]]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for name in sorted({*old, *new}):
            yield from _differences((*path, name), old.get(name), new.get(name))
        return
    if isinstance(old, list) and isinstance(new, list) and _named(old) and _named(new):
        by_name = [{part["id"]: part for part in parts} for parts in (old, new)]
        if "items" in path[-1:] and list(by_name[0]) != list(by_name[1]):
            yield path, EditKind.KEY
        for name in sorted({*by_name[0], *by_name[1]}):
            yield from _differences((*path, name), by_name[0].get(name), by_name[1].get(name))
        return
    yield path, _kind(path, old, new)


def _named(parts: list[Any]) -> bool:
    return all(isinstance(part, dict) and "id" in part for part in parts)


def _kind(path: Path, old: Any, new: Any) -> EditKind:
    names = {part for part in path if isinstance(part, str)}
    if names & _TAGS:
        return EditKind.TAGS
    if path[-1] in ("ja", "en") and isinstance(old, str) and isinstance(new, str):
        if "mistakes" in names:
            return EditKind.TAGS
        return EditKind.WORDING if _says_the_same(old, new) else EditKind.MEANING
    if path[-1] in ("ja", "en", "text", "stem", "verify", "tex", "decimals", "relative", "units"):
        return EditKind.KEY if path[-1] in ("decimals", "relative", "units") else EditKind.TAGS
    return EditKind.KEY if names & _KEY else EditKind.MEANING


def _says_the_same(old: str, new: str) -> bool:
    """Whether only the wording differs: numbers, formulas, code and negations are the same, and most letters."""
    if _FIXED.findall(old) != _FIXED.findall(new):
        return False
    first, second = (re.sub(r"\s+", "", text) for text in (old, new))
    return difflib.SequenceMatcher(None, first, second, autojunk=False).ratio() >= _ALIKE
