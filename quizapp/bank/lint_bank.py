"""Lint of a bank as a whole: keys that can be guessed by their length, and questions that are nearly the same."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any
from zlib import crc32

from quizapp.bank.catalog import Catalog
from quizapp.bank.faults import BankFault
from quizapp.bank.schema import Question

# How many hashes stand for the wording of a question, and from which share of common ones two are nearly the same.
_SKETCH = 64
_SHINGLE = 6
MOST_ALIKE = 0.8
# Fewer hashes than this say little: a short stem is alike by chance.
_LEAST = 24
_MASKED = re.compile(r"\$[^$]*\$|\{\{[^}]*\}\}|[0-9]+(?:\.[0-9]+)?|\s+|[。、，．,.*`]")


def sketch(question: Question) -> list[int]:
    """The smallest hashes of the pieces of a question's Japanese wording, without its numbers and formulas.

    Broder 1997: two sets of pieces are as alike as their smallest hashes are.
    """
    pieces = [question.stem.ja, *(choice.text.ja for choice in question.choices or [])]
    for part in question.parts or []:
        pieces += [part.stem.ja, *(choice.text.ja for choice in part.choices or [])]
    pieces += [pair.right.ja for pair in question.pairs or []] + [item.text.ja for item in question.items or []]
    text = _MASKED.sub("", " ".join(pieces))
    hashes = {crc32(text[start : start + _SHINGLE].encode()) for start in range(len(text) - _SHINGLE + 1)}
    return sorted(hashes)[:_SKETCH]


def _near_duplicates(catalog: Catalog, records: Mapping[str, Mapping[str, Any]]) -> Iterator[BankFault]:
    looked_at = [
        (name, records[name]["sketch"])
        for name in sorted(records)
        if len(records[name].get("sketch", ())) >= _LEAST and "near_duplicate" not in records[name]["waived"]
    ]
    holders: dict[int, list[str]] = {value: [] for value in _of_several(found for _, found in looked_at)}
    for name, found in looked_at:
        # A piece that only one question has tells nothing, nor does one that very many have (a set phrase).
        told = [others for value in found if (others := holders.get(value)) is not None and len(others) < 50]
        common = Counter(chain.from_iterable(told))
        for others in told:
            others.append(name)
        for other, count in common.most_common(3):
            if count >= _LEAST // 2 and (share := _alike(found, records[other]["sketch"])) >= MOST_ALIKE:
                values = {"other": other, "share": share}
                line, column = records[name]["stem"]
                yield BankFault(catalog.entries[name].file, line, column, "near_duplicate", values, "warning")
                break


def _of_several(sketches: Iterable[list[int]]) -> set[int]:
    """The hashes that more than one question has."""
    met: set[int] = set()
    several: set[int] = set()
    for found in sketches:
        several |= met.intersection(found)
        met.update(found)
    return several


def _alike(first: list[int], second: list[int]) -> float:
    """The share of pieces that two sets have in common, from their smallest hashes; 0 where it is below `MOST_ALIKE`
    for certain.
    """
    size = min(len(first), len(second))
    both = set(first) & set(second)
    if len(both) < MOST_ALIKE * size:
        return 0.0
    smallest = sorted({*first, *second})[:size]
    return sum(value in both for value in smallest) / len(smallest)


def _key_length(catalog: Catalog, records: Mapping[str, Mapping[str, Any]]) -> Iterator[BankFault]:
    """Whether keys are the longest option more often than chance (binomial test against 1/k, one-sided, 1 %)."""
    asked = [record for record in records.values() if record.get("choices")]
    total, longest = len(asked), sum(record["longest"] for record in asked)
    if not total:
        return
    chance = sum(1 / record["choices"] for record in asked) / total
    if _upper_tail(longest, total, chance) < 0.01:
        values = {"count": longest, "total": total, "expected": round(total * chance)}
        yield BankFault(catalog.folder, 1, 1, "bank_key_longest", values, "warning")


def _upper_tail(least: int, total: int, chance: float) -> float:
    """How probable it is that at least so many of `total` come out, each with this chance."""

    def log_share(count: int) -> float:
        ways = math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)
        return ways + count * math.log(chance) + (total - count) * math.log1p(-chance)

    return math.fsum(math.exp(log_share(count)) for count in range(least, total + 1))


# What is held against a bank; each takes the records of the lint, by id.
RULES = (_key_length, _near_duplicates)
