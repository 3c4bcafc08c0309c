"""What use has shown of questions, in words."""

from __future__ import annotations

from quizapp.bank.items import Item
from quizapp.text.messages import message


def commonest_wrong(item: Item, language: str) -> str:
    """The commonest wrong order or pair of an item that has one, in words."""
    assert item.commonest_wrong is not None
    names, part = item.commonest_wrong
    share = round(100 * part)
    if item.form == "match":
        return message(language, "items.commonest_pair", left=names[0], right=names[1], share=share)
    return message(language, "items.commonest_order", order=" ".join(names), share=share)
