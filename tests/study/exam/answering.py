"""Right and wrong responses to the items of a sheet, also where a typed question is asked with choices."""

from __future__ import annotations

from quizapp.bank.variants import KEY_CHOICE
from quizapp.study.exam.sheet import Sheet
from quizapp.study.items import Item, Response
from tests.study import answering


def shown(sheet: Sheet, position: int) -> Item:
    item = sheet.item(position)
    assert item is not None
    return item


def right(item: Item) -> Response:
    if item.variant.offered:
        return Response(chosen=[KEY_CHOICE])
    return answering.right(item)


def wrong(item: Item) -> Response:
    if item.variant.offered:
        return Response(chosen=[name for name in item.variant.choices if name != KEY_CHOICE][:1])
    return answering.wrong(item)
