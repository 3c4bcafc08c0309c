"""The first sitting of all: fifteen questions over the whole exam, so that readiness has something to go on."""

from __future__ import annotations

import random
from collections import defaultdict

from quizapp.bank.catalog import Catalog
from quizapp.bank.header import Header
from quizapp.bank.schema import Kind, Status

SIZE = 15
# Questions of each field in the paper that was published as a sample for 2024: 110 in all.
SHARES = {"1": 8, "2": 9, "3": 33, "4": 48, "5": 12}
# The easiest and the hardest say little. To choose is quick; a short calculation is welcome, a long one is for later.
LEVELS = (2, 3)
MOST_SECONDS = {Kind.SINGLE: 120, Kind.NUMERIC: 75}


def placement(catalog: Catalog, seed: int, size: int = SIZE) -> list[str]:
    """The ids of a placement sitting: by the fields' shares of the exam, each question on another topic, fields mixed.

    The quickest comes first. Fewer than `size` where the bank has not so many topics with a fitting question.
    """
    stream = random.Random(seed)
    exam = {topic.code for topic in catalog.syllabus.topics() if topic.exam}
    by_field: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for entry in catalog.entries.values():
        header = entry.header
        code = header.topics[0]
        if code in exam and _fits(header):
            by_field[code.partition(".")[0]][code].append(header.id)
    taken = [
        question_id
        for field, count in _places(size, {field: len(topics) for field, topics in by_field.items()}).items()
        for question_id in _one_of_each(by_field[field], count, stream)
    ]
    order = stream.sample(taken, len(taken))
    return sorted(order, key=lambda name: name != min(order, key=lambda other: catalog.entries[other].header.seconds))


def _fits(header: Header) -> bool:
    return (
        header.status is Status.READY and header.level in LEVELS and header.seconds <= MOST_SECONDS.get(header.kind, 0)
    )


def _places(size: int, topics: dict[str, int]) -> dict[str, int]:
    """How many questions each field gets: by its share, at least one, at most one for each of its topics."""
    shares = {field: SHARES.get(field, 0) for field in topics if SHARES.get(field)}
    if not shares:
        return {}
    places = dict.fromkeys(shares, 0)
    for _ in range(size):
        # The field that is furthest behind its share (the method of Sainte-Laguë).
        open_fields = [field for field in shares if places[field] < topics[field]]
        if not open_fields:
            break
        places[max(open_fields, key=lambda field: shares[field] / (2 * places[field] + 1))] += 1
    return places


def _one_of_each(topics: dict[str, list[str]], count: int, stream: random.Random) -> list[str]:
    chosen = stream.sample(sorted(topics), count)
    return [stream.choice(sorted(topics[code])) for code in chosen]
