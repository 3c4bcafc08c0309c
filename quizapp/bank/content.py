"""What of a question is reviewed: all that a learner sees before the verdict, and how the answer is judged.

A review is bound to the hash of this content, so that an edit of it asks for a new review, and an edit of what only
teaches or sorts (explanation, hint, steps, references, topics, level, status, names of misconceptions) does not.
"""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import Any

from quizapp.bank.schema import Question, Review

_NOT_REVIEWED = frozenset(
    {
        *("id", "status", "topics", "tracks", "keywords", "level", "seconds", "references", "translated_from"),
        *("see_also", "waive", "reviewed_by", "explanation", "hint", "steps"),
    }
)


def content_hash(question: Question) -> str:
    """16 hexadecimal digits: the hash of a question's content in both languages.

    White space at the ends of texts does not count, and a field at its default value is as if it were not written: a
    field that a later version adds leaves the hashes of older questions as they are.
    """
    meant = _stripped(_asked(question.model_dump(mode="json", exclude_defaults=True)))
    return blake2b(json.dumps(meant, ensure_ascii=False, sort_keys=True).encode(), digest_size=8).hexdigest()


def is_current(question: Question) -> bool:
    """Whether somebody has reviewed the question as it stands now, and nobody disputes it."""
    reviews = current_reviews(question)
    return bool(reviews) and all(review.disputed is None for review in reviews)


def current_reviews(question: Question) -> list[Review]:
    """The reviews of the question as it stands now."""
    now = content_hash(question)
    return [review for review in question.reviewed_by if review.content == now]


def _asked(data: dict[str, Any]) -> dict[str, Any]:
    """What is reviewed of a question or of a part of a set."""
    kept = {name: value for name, value in data.items() if name not in _NOT_REVIEWED}
    for name in ("choices", "extras"):
        if name in kept:
            kept[name] = [_unnamed(choice) for choice in kept[name]]
    if "mistakes" in kept:
        kept["mistakes"] = {name: _unnamed(mistake) for name, mistake in kept["mistakes"].items()}
    if "parts" in kept:
        # The ids of parts and choices count: what is stored with an answer names them.
        kept["parts"] = [_asked(part) | {"id": part["id"]} for part in kept["parts"]]
    return kept


def _unnamed(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "misconception"}


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _stripped(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_stripped(part) for part in value]
    return value.strip() if isinstance(value, str) else value
