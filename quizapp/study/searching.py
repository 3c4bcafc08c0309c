"""Words in questions: found wherever they stand, in either language, however they are written.

The whole bank is searched in memory: an index that cuts text into pieces of three letters would miss the words of two
that Japanese is full of (学習), and a few thousand questions take a few milliseconds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from quizapp.bank.schema import Question, SetPart, Text


class _Searched:
    """The words of a question, ready to be searched."""

    __slots__ = ("question", "words")

    def __init__(self, question: Question) -> None:
        self.question = question
        self.words = folded("\n".join(_texts(question)))


_known: dict[str, _Searched] = {}


def search_words(text: str) -> tuple[str, ...]:
    """The words of what somebody looks for. Full-width forms, case and the kind of space make no difference."""
    return tuple(folded(text).split())


def holds(question: Question, words: Sequence[str], note: str = "") -> bool:
    """Whether all words (of `search_words`) stand in a question or the learner's note on it."""
    found = _known.get(question.id)
    if found is None or found.question is not question:
        found = _known[question.id] = _Searched(question)
    more = folded(note) if note else ""
    return all(word in found.words or word in more for word in words)


def folded(text: str) -> str:
    """Text as it is compared."""
    return unicodedata.normalize("NFKC", text).casefold()


def _texts(question: Question) -> Iterator[str]:
    yield question.id
    yield from question.keywords
    for asked in (question, *(question.parts or ())):
        for text in _shown(asked):
            yield text.ja
            yield text.en


def _shown(asked: Question | SetPart) -> Iterator[Text]:
    """What is read before answering. An explanation would make nearly every question hold every word."""
    yield asked.stem
    for choice in (*(asked.choices or ()), *(asked.items or ()), *asked.extras):
        yield choice.text
    for pair in asked.pairs or ():
        yield pair.left
        yield pair.right
