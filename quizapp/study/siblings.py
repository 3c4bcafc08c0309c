"""Questions that help to answer each other: the parts of a set, and the families of one topic. They are kept apart."""

from __future__ import annotations

from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Question


def group_of(question: Question) -> str:
    """A name that a question shares with its siblings; "" where it has none."""
    if question.parts:
        return f"set {question.id}"
    return f"topic {question.topics[0]}" if question.parametric else ""


def siblings(catalog: Catalog, question: Question) -> list[str]:
    """The ids of a question and its siblings; empty where it has none."""
    if question.parts:
        return [question.id]
    if not question.parametric:
        return []
    found = (catalog.entries[name].question for name in catalog.on_topic(question.topics[0]))
    return [other.id for other in found if group_of(other) == group_of(question)]
