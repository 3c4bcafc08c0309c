"""Lint of what a question says about itself: who has reviewed it, and from what it was translated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import blake2b

from calculators.problems import UnknownFamily, find_family
from quizapp.bank.content import current_reviews
from quizapp.bank.faults import BankFault
from quizapp.bank.lint_texts import texts
from quizapp.bank.schema import Question, Status

Report = Callable[..., BankFault]


def findings(question: Question, report: Report) -> Iterator[BankFault]:
    """What is no longer true of the question as it stands now."""
    current = current_reviews(question) if question.reviewed_by else []
    if question.status is Status.READY and question.reviewed_by and not current:
        names = ", ".join(review.by for review in question.reviewed_by)
        yield report(("reviewed_by",), "review_stale", "warning", names=names)
    for review in current:
        if review.disputed is not None:
            place = question.reviewed_by.index(review)
            yield report(("reviewed_by", place), "review_disputed", "warning", name=review.by, reason=review.disputed)
    if question.translated_from is not None and question.translated_from != source_hash(question):
        yield report(("translated_from",), "translation_stale", "warning", hash=source_hash(question))


def source_hash(question: Question) -> str:
    """The hash of all Japanese texts, from which the English ones were translated."""
    japanese = "\x1f".join(text.ja.strip() for _, text in texts(question))
    return blake2b(japanese.encode(), digest_size=8).hexdigest()


def is_family(name: str) -> bool:
    """Whether a family of problems has this name."""
    if "." not in name:
        return False
    try:
        find_family(name)
    except UnknownFamily:
        return False
    return True
