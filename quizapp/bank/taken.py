"""What an answer took of what was offered, in the ids of the version of the question that it counts for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.bank.renaming import counted_for, texts
from quizapp.bank.variants import KEY_CHOICE

_RIGHTS = (("pairs", "right"), ("extras", "text"))


@dataclass(frozen=True, slots=True)
class Offered:
    """What a version of an item offers: ids of `right` and `wrong` choices (the extras of a match are wrong), and of
    what is to be `placed`: the items of an order, the pairs of a match.

    `form`: `choices`, `order`, `match` or `typed`; empty where it is not known.
    """

    form: str = ""
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What an answer took. `chosen`: choices, extras of a match, or wrong values that were offered. `placed`: the items
    at their place, or the pairs that were found. `wrong`: the order, if it is not the right one, or each wrong pair.
    """

    chosen: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    wrong: tuple[tuple[str, ...], ...] = ()


def offered(said: Mapping[str, Any]) -> Offered:
    """What a version that said this (`edits.meant`, `renaming.part_of`) offers."""
    choices = said.get("choices") or ()
    right = tuple(choice["id"] for choice in choices if choice.get("correct"))
    wrong = tuple(choice["id"] for choice in choices if not choice.get("correct"))
    placed = tuple(part["id"] for name in ("items", "pairs") for part in said.get(name) or ())
    forms = {"choices": "choices", "items": "order", "pairs": "match"}
    form = next((form for field, form in forms.items() if said.get(field)), "typed")
    return Offered(form, right, wrong or tuple(texts(said, ("extras", "text"))), placed)


def taken(before: Mapping[str, Any], now: Mapping[str, Any], chosen: Sequence[str]) -> Taken:
    """What an answer to a version that said `before` took, in the ids of the one that says `now`. What is nowhere in it
    is left out.
    """
    if now.get("items"):
        names = counted_for(texts(before, ("items", "text")), texts(now, ("items", "text")))
        order = tuple(names.get(name, "") for name in chosen)
        right = offered(now).placed
        at_place = tuple(name for name, own in zip(order, right, strict=False) if name == own)
        return Taken(placed=at_place, wrong=() if order == right or "" in order else (order,))
    if now.get("pairs"):
        names = counted_for(texts(before, *_RIGHTS), texts(now, *_RIGHTS))
        lefts = counted_for(texts(before, ("pairs", "left")), texts(now, ("pairs", "left")))
        pairs = [
            (lefts[left], names[partner])
            for left, partner in zip(texts(before, ("pairs", "left")), chosen, strict=False)
            if left in lefts and partner in names
        ]
        extras = texts(now, ("extras", "text"))
        return Taken(
            tuple(partner for _, partner in pairs if partner in extras),
            tuple(left for left, partner in pairs if left == partner),
            tuple(pair for pair in pairs if pair[0] != pair[1]),
        )
    if now.get("choices"):
        names = counted_for(texts(before, ("choices", "text")), texts(now, ("choices", "text")))
        return Taken(tuple(names[name] for name in chosen if name in names))
    return Taken(tuple(name for name in chosen if name != KEY_CHOICE))
