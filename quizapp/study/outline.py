"""What a bank holds, as far as the queue needs it: worked out once for each bank (`Context.outline`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from quizapp.bank.catalog import Catalog
from quizapp.bank.schema import Status
from quizapp.study.selection import PartKey


@dataclass(frozen=True, slots=True)
class Outline:
    """The questions that can be asked: `keys` of all that they ask, the topic of each question (its first one), and how
    many `items` are asked on each topic.
    """

    keys: frozenset[PartKey]
    topics: Mapping[str, str]
    items: Mapping[str, int]


def outline_of(catalog: Catalog) -> Outline:
    """The outline of a bank."""
    headers = [entry.header for entry in catalog.entries.values()]
    ready = [header for header in headers if header.status is Status.READY]
    items: Counter[str] = Counter()
    for header in ready:
        items[header.topics[0]] += len(header.parts)
    keys = frozenset([(header.id, part.name) for header in ready for part in header.parts])
    return Outline(keys, {header.id: header.topics[0] for header in ready}, items)


def mark_of(catalog: Catalog) -> str:
    """A hash of everything in a bank: what was put together from its questions holds as long as this stays the same."""
    found = blake2b(digest_size=12)
    for question_id, entry in sorted(catalog.entries.items()):
        found.update(f"{question_id}\0{entry.digest}\0".encode())
    return found.hexdigest()
