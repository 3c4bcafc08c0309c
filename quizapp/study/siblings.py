"""Questions that help to answer each other: the parts of a set, and the families of one topic. They are kept apart."""

from __future__ import annotations

from quizapp.bank.catalog import Catalog
from quizapp.bank.header import Header
from quizapp.bank.schema import Kind


def group_of(header: Header) -> str:
    """A name that a question shares with its siblings; "" where it has none."""
    if header.kind is Kind.SET:
        return f"set {header.id}"
    return f"topic {header.topics[0]}" if header.asked().parametric else ""


def siblings(catalog: Catalog, header: Header) -> list[str]:
    """The ids of a question and its siblings; empty where it has none."""
    group = group_of(header)
    if not group:
        return []
    if header.kind is Kind.SET:
        return [header.id]
    found = (catalog.entries[name].header for name in catalog.on_topic(header.topics[0]))
    return [other.id for other in found if group_of(other) == group]
