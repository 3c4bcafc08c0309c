"""What an edit of a question means for those who have answered it: told apart before it is saved.

`tags`: only what teaches or sorts (explanation, hint, references, topics, named mistakes): everything goes on.
`wording`: surely the same in other words (`bank.wording`); schedule and statistics go on. `meaning`: something else is
asked, or may be; the schedule goes on, statistics begin anew, unless the author says that only the words are others.
`key`: other answers are right; earlier answers would be judged otherwise, and are listed. Nothing is rewritten here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from calculators.answers.verdict import Outcome, Verdict
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank.schema import Question
from quizapp.bank.variants import draw, judge
from quizapp.bank.wording import surely_the_same

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

    @property
    def goes_on(self) -> bool:
        """Whether it asks the same as before, so that its statistics go on."""
        return self.kind in (EditKind.NONE, EditKind.TAGS, EditKind.WORDING)


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
    return _edit(_written(before), _written(after))


def meant(question: Question) -> dict[str, Any]:
    """What of a question is kept with the answers to it, as JSON: without explanation, topics and the like."""
    kept = _meant(_written(question))
    if "parts" in kept:
        kept["parts"] = [_meant(part) for part in kept["parts"]]
    return kept


def compare_with_kept(kept: Mapping[str, Any], after: Question) -> Edit:
    """What has been edited since a version of which `meant` was kept."""
    return _edit(kept, meant(after))


def _written(question: Question) -> dict[str, Any]:
    # By the names of the file, and without what has its default value: a field that a later version of the program adds
    # is no edit. The id beside other banks is no edit either.
    written = question.model_dump(mode="json", exclude_defaults=True, by_alias=True)
    return {name: value for name, value in written.items() if name != "id"}


def _meant(asked: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if _QUESTION.get(name) is not EditKind.TAGS}


def _edit(old: Mapping[str, Any], new: Mapping[str, Any]) -> Edit:
    found = tuple((".".join(map(str, path)), kind) for path, kind in _fields(_QUESTION)((), old, new))
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


# What differs between two values at a place, by what stands there: the names are those of the form of a question file
# (`bank.schema`), never those that an author gives (to choices, variables, mistakes), which may be the same words.
Differences = Iterator[tuple[Path, EditKind]]
Rule = Callable[[Path, Any, Any], Differences]


def _as(kind: EditKind) -> Rule:
    """Whatever differs here is an edit of this kind."""

    def rule(path: Path, old: Any, new: Any) -> Differences:
        if old != new:
            yield path, kind

    return rule


def _fields(rules: Mapping[str, EditKind | Rule], unknown: EditKind = EditKind.MEANING) -> Rule:
    """Fields of the form, each by its own rule; `unknown` for those without one."""

    def rule(path: Path, old: Any, new: Any) -> Differences:
        if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
            yield from _as(unknown)(path, old, new)
            return
        for name in sorted({*old, *new}):
            if old.get(name) != new.get(name):
                found = rules.get(name, unknown)
                yield from (_as(found) if isinstance(found, EditKind) else found)(
                    (*path, name), old.get(name), new.get(name)
                )

    return rule


def _by_name(each: Rule, missing: EditKind) -> Rule:
    """What an author has named, held against what has the same name; `missing`: in one of the two only."""

    def rule(path: Path, old: Any, new: Any) -> Differences:
        first, second = old or {}, new or {}
        for name in sorted({*first, *second}):
            both = name in first and name in second
            yield from (each if both else _as(missing))((*path, name), first.get(name), second.get(name))

    return rule


def _by_id(each: Rule, order: EditKind | None = None) -> Rule:
    """Parts with ids; what is added or taken out changes the key. `order`: what another order of them means."""

    def rule(path: Path, old: Any, new: Any) -> Differences:
        first, second = ({part["id"]: part for part in parts or []} for parts in (old, new))
        if order is not None and set(first) == set(second):
            yield from _as(order)(path, list(first), list(second))
        yield from _by_name(each, EditKind.KEY)(path, first, second)

    return rule


def _list_of(each: Rule) -> Rule:
    """A list by its places."""

    def rule(path: Path, old: Any, new: Any) -> Differences:
        if not (isinstance(old, list) and isinstance(new, list) and len(old) == len(new)):
            yield from _as(EditKind.MEANING)(path, old, new)
            return
        for place, (first, second) in enumerate(zip(old, new, strict=True)):
            yield from each((*path, place), first, second)

    return rule


def _words(path: Path, old: Any, new: Any) -> Differences:
    """A text that is asked, in one language."""
    if old != new:
        same = isinstance(old, str) and isinstance(new, str) and surely_the_same(old, new)
        yield path, EditKind.WORDING if same else EditKind.MEANING


def _text(path: Path, old: Any, new: Any) -> Differences:
    """A text in both languages, or a label that both share."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _fields({"ja": _words, "en": _words})(path, old, new)
    else:
        yield from _words(path, old, new)


_TAGS, _MEANING, _KEY = EditKind.TAGS, EditKind.MEANING, EditKind.KEY
_CHOICE: dict[str, EditKind | Rule] = {"text": _text, "feedback": _TAGS, "misconception": _TAGS}
_ANSWER: dict[str, EditKind | Rule] = {"verify": _TAGS, "tex": _TAGS}
_MATERIAL: dict[str, EditKind | Rule] = {
    "alt": _text,
    "caption": _text,
    "file": _TAGS,
    "header": _list_of(_text),
    "rows": _list_of(_list_of(_text)),
    "x": _text,
    "y": _text,
    "series": _list_of(_fields({"name": _text})),
}
_ASKED: dict[str, EditKind | Rule] = {
    "stem": _text,
    "choices": _by_id(_fields(_CHOICE, _KEY)),
    "items": _by_id(_fields(_CHOICE, _KEY), _KEY),
    "extras": _by_id(_fields(_CHOICE, _KEY)),
    "pairs": _by_id(_fields({"left": _text, "right": _text}, _KEY)),
    **dict.fromkeys(("kind", "credit", "problem", "where"), _KEY),
    "given": _by_name(_fields({}, _KEY), _KEY),
    "let": _by_name(_as(_KEY), _KEY),
    "answer": _fields(_ANSWER, _KEY),
    **dict.fromkeys(("mistakes", "steps", "hint", "explanation", "fixed_order", "level", "seconds"), _TAGS),
}
_QUESTION: dict[str, EditKind | Rule] = {
    **_ASKED,
    **dict.fromkeys(("status", "topics", "tracks", "keywords", "references", "translated_from", "see_also"), _TAGS),
    **dict.fromkeys(("waive", "reviewed_by"), _TAGS),
    "material": _list_of(_fields(_MATERIAL)),
    "parts": _by_id(_fields(_ASKED), _MEANING),
}
