"""Right, wrong and unreadable responses to any item."""

from __future__ import annotations

from typing import Any

from calculators.answers import write
from quizapp.study.sitting import Item, Response


def right(item: Item, **more: Any) -> Response:
    key = item.variant.key
    if isinstance(key, frozenset):
        return Response(chosen=sorted(key), **more)
    return Response(text=write(key), **more)


def wrong(item: Item, **more: Any) -> Response:
    key = item.variant.key
    if isinstance(key, frozenset):
        return Response(chosen=[name for name in item.variant.choices if name not in key][:1], **more)
    return Response(text="7+p" if item.question.kind == "expression" else "999999", **more)


def unreadable(item: Item) -> Response:
    return Response(chosen=[]) if isinstance(item.variant.key, frozenset) else Response(text="((")
