"""Lint of what a question says about itself: what it points to, and who has reviewed it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator

from calculators.problems import UnknownFamily, find_family
from quizapp.bank.content import is_current
from quizapp.bank.faults import BankFault
from quizapp.bank.schema import Question, Status

Report = Callable[..., BankFault]


def findings(question: Question, known: Container[str], report: Report) -> Iterator[BankFault]:
    """What is wrong with the references to other questions (`known`: their ids) and with the reviews."""
    for position, name in enumerate(question.see_also):
        if name == question.id:
            yield report(("see_also", position), "see_also_self")
        elif name not in known and not _is_family(name):
            yield report(("see_also", position), "see_also_unknown", name=name)
    if question.status is Status.READY and question.reviewed_by and not is_current(question):
        names = ", ".join(review.by for review in question.reviewed_by)
        yield report(("reviewed_by",), "review_stale", "warning", names=names)


def _is_family(name: str) -> bool:
    if "." not in name:
        return False
    try:
        find_family(name)
    except UnknownFamily:
        return False
    return True
