"""Right, wrong and unreadable responses to any item."""

from __future__ import annotations

from typing import Any

from calculators.answers import write
from quizapp.study.sitting import Item, Response


def right(item: Item, **more: Any) -> Response:
    key = item.variant.key
    if isinstance(key, frozenset):
        return Response(chosen=sorted(key), **more)
    if isinstance(key, tuple):
        return Response(chosen=key, **more)
    return Response(text=write(key), **more)


def wrong(item: Item, **more: Any) -> Response:
    key = item.variant.key
    if isinstance(key, frozenset):
        return Response(chosen=[name for name in item.variant.choices if name not in key][:1], **more)
    if isinstance(key, tuple):
        # Every item in the wrong half, or every partner one further.
        turned = key[::-1] if item.variant.form == "order" else (*key[1:], key[0])
        return Response(chosen=turned, **more)
    return Response(text="7+p" if item.asked.kind == "expression" else "999999", **more)


def unreadable(item: Item) -> Response | None:
    """A response that can't be read; None where everything that a screen lets through can be."""
    if isinstance(item.variant.key, tuple):
        return None
    return Response(chosen=[]) if isinstance(item.variant.key, frozenset) else Response(text="((")
