"""What is typed where something is to be chosen, put in order or paired: numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizapp.bank.schema import Kind
from quizapp.study.sitting import Item

# The left sides of pairs are shown with letters, so that they are not taken for the numbers that are typed.
LETTERS = "abcdefgh"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９，、　", "0123456789,, ")


@dataclass(frozen=True, slots=True)
class Misread:
    """A line that chooses nothing: the message of the commands that says what to type."""

    message: str
    values: dict[str, object] = field(default_factory=dict)


def how_to_choose(item: Item) -> str:
    """The message that says how an item's choices are typed."""
    if item.variant.form == "order":
        return "put_in_order"
    if item.variant.form == "match":
        return "match_each"
    return "choose_several" if item.asked.kind is Kind.MULTIPLE else "choose_one"


def chosen_ids(item: Item, line: str) -> tuple[str, ...] | Misread:
    """The choice ids that a line of numbers stands for: `1 3`, `1,3` or `13`, full-width too."""
    choices, form = item.variant.choices, item.variant.form
    count = len(choices)
    words = line.translate(_FULL_WIDTH).replace(",", " ").split()
    if len(words) == 1 and words[0].isdigit() and len(words[0]) > 1 and count < 10:
        words = list(words[0])
    known = {str(number): name for number, name in enumerate(choices, 1)}
    named = [known[word] for word in words if word in known]
    if len(named) == len(words) and words:
        if form == "choices":
            chosen = tuple(dict.fromkeys(named))
            several = item.asked.kind is Kind.MULTIPLE
            return chosen if several or len(chosen) == 1 else Misread("choose_one")
        if len(set(named)) == len(named) == (count if form == "order" else len(item.variant.lefts)):
            return tuple(named)
    if form == "order":
        return Misread("which_order", {"count": count})
    if form == "match":
        return Misread("which_partners", {"lefts": len(item.variant.lefts), "count": count})
    return Misread("which_choice", {"count": count})
