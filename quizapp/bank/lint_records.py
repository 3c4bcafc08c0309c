"""Lint of what a question says about itself: who has reviewed it, and from what it was translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from calculators.problems import UnknownFamily, find_family
from quizapp.bank.content import current_reviews
from quizapp.bank.faults import BankFault
from quizapp.bank.schema import Question, Status
from quizapp.bank.translation import behind, mark_of

Report = Callable[..., BankFault]


def findings(question: Question, report: Report, own: bool = False) -> Iterator[BankFault]:
    """What is no longer true of the question as it stands now; `own`: in a bank of one's own, where reviews are asked
    for (the bank that ships is reviewed as a whole).
    """
    if own and question.status is Status.READY and not question.reviewed_by:
        yield report(("status",), "review_missing", "warning")
    current = current_reviews(question) if question.reviewed_by else []
    if question.status is Status.READY and question.reviewed_by and not current:
        names = ", ".join(review.by for review in question.reviewed_by)
        yield report(("reviewed_by",), "review_stale", "warning", names=names)
    for review in current:
        if review.disputed is not None:
            place = question.reviewed_by.index(review)
            yield report(("reviewed_by", place), "review_disputed", "warning", name=review.by, reason=review.disputed)
    late = behind(question)
    if late is not None:
        source = "en" if late == "ja" else "ja"
        code = "translation_stale" if late == "en" else "translation_stale_ja"
        yield report(("translated_from",), code, "warning", hash=mark_of(question, source))


def is_family(name: str) -> bool:
    """Whether a family of problems has this name."""
    if "." not in name:
        return False
    try:
        find_family(name)
    except UnknownFamily:
        return False
    return True
