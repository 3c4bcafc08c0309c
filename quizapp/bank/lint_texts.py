"""The texts of a question, with their places in the file."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.bank.schema import Asked, Figure, Question, Text


def texts(question: Question) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every bilingual text of a question, with its path in the file; the parts of a set after its introduction."""
    for position, piece in enumerate(question.material):
        if isinstance(piece, Figure):
            yield ("material", position, "alt"), piece.alt
            if piece.caption is not None:
                yield ("material", position, "caption"), piece.caption
    if question.parts is None:
        yield from asked_texts(question)
        return
    yield ("stem",), question.stem
    for position, part in enumerate(question.parts):
        for path, text in asked_texts(part):
            yield ("parts", position, *path), text


def asked_texts(asked: Asked) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every bilingual text of what is asked, with its path in it."""
    yield ("stem",), asked.stem
    for name, text in (("explanation", asked.explanation), ("hint", asked.hint)):
        if text is not None:
            yield (name,), text
    for field in ("choices", "items", "extras"):
        for position, choice in enumerate(getattr(asked, field) or []):
            yield (field, position, "text"), choice.text
            if choice.feedback is not None:
                yield (field, position, "feedback"), choice.feedback
    for position, pair in enumerate(asked.pairs or []):
        yield ("pairs", position, "left"), pair.left
        yield ("pairs", position, "right"), pair.right
    for name, mistake in asked.mistakes.items():
        yield ("mistakes", name), Text(ja=mistake.ja, en=mistake.en)
    for name, words in asked.steps.items():
        yield ("steps", name), words
