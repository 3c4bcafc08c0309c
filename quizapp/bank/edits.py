"""What an edit of a question means for those who have answered it: told apart before it is saved.

`tags`: only what teaches or sorts (explanation, hint, references, topics, named mistakes): everything goes on.
`wording`: surely the same in other words (`bank.wording`); schedule and statistics go on. `meaning`: something else is
asked, or may be; the schedule goes on, statistics begin anew, unless the author says that only the words are others.
`key`: other answers are right, so that earlier answers would be judged otherwise (`bank.rejudging`). Also where a text
that the key names stands under another id now: what learners chose is stored by id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quizapp.bank.schema import Question
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
    order = list(EditKind)
    found: dict[str, EditKind] = {}
    for path, kind in _fields(_QUESTION)((), old, new):
        name = ".".join(map(str, path))
        found[name] = max(kind, found.get(name, kind), key=order.index)
    return Edit(max(found.values(), key=order.index, default=EditKind.NONE), tuple(found.items()))


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


def _moved(whole: Rule, *texts: str, among: Callable[[Mapping[str, Any]], object] | None = None) -> Rule:
    """Parts with ids, where a text (in one of the fields `texts`) that stands under another id than before changes the
    key. `among`: only where this differs between the part that it was in and the one that it is in.
    """

    def rule(path: Path, old: Any, new: Any) -> Differences:
        yield from whole(path, old, new)
        first, second = ({part["id"]: part for part in parts or []} for parts in (old, new))
        for name in sorted({*first} & {*second}):
            for field in texts:
                for words, before in _both(second[name].get(field), first[name].get(field)):
                    if not isinstance(words, str) or (isinstance(before, str) and surely_the_same(before, words)):
                        continue
                    for other, part in first.items():
                        keyed = among is None or among(part) != among(second[name])
                        if other != name and keyed and _has(part.get(field), words):
                            yield (*path, name, field), _KEY

    return rule


def _both(one: Any, other: Any) -> list[tuple[Any, Any]]:
    """The words of two texts by their languages."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return [(words, other.get(name)) for name, words in one.items()]
    return [(one, other)]


def _has(text: Any, words: str) -> bool:
    found = text.values() if isinstance(text, Mapping) else [text]
    return any(isinstance(each, str) and surely_the_same(each, words) for each in found)


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
    "choices": _moved(_by_id(_fields(_CHOICE, _KEY)), "text", among=lambda choice: choice.get("correct", False)),
    "items": _moved(_by_id(_fields(_CHOICE, _KEY), _KEY), "text"),
    "extras": _by_id(_fields(_CHOICE, _KEY)),
    "pairs": _moved(_by_id(_fields({"left": _text, "right": _text}, _KEY)), "left", "right"),
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
