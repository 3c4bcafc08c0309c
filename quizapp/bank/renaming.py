"""Under which ids the choices, items and pairs of an earlier version of a question stand now: by what they say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quizapp.bank.wording import surely_the_same


def part_of(said: Mapping[str, Any] | None, part: str) -> Mapping[str, Any] | None:
    """What a version (`edits.meant`) said of a part of a set, with the stem of the whole; all of it for the part "".

    Raises KeyError where it has no such part.
    """
    if said is None or not part:
        return said
    for each in said.get("parts") or ():
        if each["id"] == part:
            return {**each, "introduction": said.get("stem")}
    raise KeyError(part)


def texts(said: Mapping[str, Any], *fields: tuple[str, str]) -> dict[str, Any]:
    """The texts by their ids, in the order of the file. `fields`: of which list, and in which of its fields."""
    return {part["id"]: part[text] for name, text in fields for part in said.get(name) or ()}


def renamed(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    """The id that each text has now, by the id that it had then; without those of which it is not sure."""
    found: dict[str, str] = {}
    for name, text in before.items():
        same = [other for other, words in now.items() if _same_text(text, words)]
        if name in same or len(same) == 1:
            found[name] = name if name in same else same[0]
    return found if len(set(found.values())) == len(found) else {}


def counted_for(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    """As `renamed`; a text that is nowhere now counts for the one under its own id, if no other has gone there: the
    versions are one for an author who said that only the words are others.
    """
    found = renamed(before, now)
    gone = {name: name for name in before if name not in found and name in now and name not in found.values()}
    return found | gone


def _same_text(one: Any, other: Any) -> bool:
    """Whether two texts of a question file surely say the same in each language."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return set(one) == set(other) and all(surely_the_same(one[name], other[name]) for name in one)
    return isinstance(one, str) and isinstance(other, str) and surely_the_same(one, other)
