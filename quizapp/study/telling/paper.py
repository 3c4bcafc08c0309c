"""What a mock exam's paper is made up of, as lines: sets, what is missing, what was asked before, which topics lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from quizapp.study.exam.entries import SheetEntry
from quizapp.text.messages import message


def told_paper(
    paper: Mapping[str, Any], entries: Sequence[SheetEntry], name_of: Callable[[str], str], language: str
) -> Iterator[str]:
    """`paper`: a `Composition` as it is stored with a sheet. `name_of`: of a topic, by its code."""

    def words(name: str, /, **values: object) -> str:
        return message(language, f"exam.{name}", **values)

    total = len(entries)
    told = [words("composed", in_sets=paper["in_sets"], single=total - paper["in_sets"])]
    if paper["missing"]:
        told.append(words("missing", total=total, wanted=paper["wanted"]))
    if paper["moved"]:
        told.append(words("moved", moved=paper["moved"]))
    if paper["repeated"]:
        told.append(told_repeats(paper, language))
    yield " · ".join(told)
    asked = Counter(entry.topic for entry in entries)
    short = [words("short_topic", topic=name_of(code), asked=asked[code]) for code in paper["short"]]
    if short:
        yield words("short", topics=words("short_and").join(short))


def told_repeats(paper: Mapping[str, Any], language: str) -> str:
    """How many questions were asked recently, and how many of these are new in their numbers or stood in the last
    mock exam.
    """
    # Papers drawn by earlier versions don't say the rest.
    values = {"repeated": paper["repeated"], "redrawn": paper.get("redrawn", 0), "again": paper.get("again", 0)}
    return message(language, "exam.repeated_how" if "again" in paper else "exam.repeated", **values)
