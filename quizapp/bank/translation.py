"""Which language of a question is behind the other: kept in its file, so that an edit of one is seen in the other.

`translated_from` is the hash of the texts that the other language's were made from: of the Japanese ones, or with `en:`
before it of the English ones. Where it is no longer their hash, the other language is behind (`translation_stale`).
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from quizapp.bank import editing
from quizapp.bank.lint_texts import texts
from quizapp.bank.schema import Question

_ENGLISH = "en:"


def source_hash(question: Question, language: str = "ja") -> str:
    """The hash of all texts of a language, without white space at their ends."""
    joined = "\x1f".join(text[language].strip() for _, text in texts(question))
    return blake2b(joined.encode(), digest_size=8).hexdigest()


def mark_of(question: Question, source: str) -> str:
    """What `translated_from` says where the other language was made from the texts of `source` as they are."""
    return (_ENGLISH if source == "en" else "") + source_hash(question, source)


def behind(question: Question) -> str | None:
    """The language that is behind the other; None where neither is, or nothing is known."""
    mark = question.translated_from
    if mark is None:
        return None
    source = "en" if mark.startswith(_ENGLISH) else "ja"
    return None if mark == mark_of(question, source) else "ja" if source == "en" else "en"


def mark_after(before: Question, after: Question) -> str | None:
    """What `translated_from` has to be after an edit; as it is where the edit changes nothing about it.

    A language edited by itself leaves the other behind, or catches up with it. Both edited together stay as they were
    to each other. Where the author has changed `translated_from`, that counts.
    """
    edited = [language for language in ("ja", "en") if source_hash(before, language) != source_hash(after, language)]
    if not edited or after.translated_from != before.translated_from:
        return after.translated_from
    late = behind(before)
    if len(edited) == 2:
        both = before.translated_from is not None and late is None
        return mark_of(after, _source(before)) if both else before.translated_from
    (language,) = edited
    if late is None:
        return mark_of(before, language)
    return mark_of(after, _source(before)) if language == late else before.translated_from


def _source(question: Question) -> str:
    return "en" if (question.translated_from or "").startswith(_ENGLISH) else "ja"


def marked_text(source: str, mark: str | None) -> str:
    """The text of a question file with `translated_from` as it has to be. Raises `editing.NotEditable`."""
    return source if mark is None else editing.set_scalar(source, "translated_from", mark)


def mark_current(file: Path, question: Question) -> None:
    """Write into `file` that neither language is behind. Raises as `signing.sign` does."""
    mark = mark_of(question, _source(question))
    editing.save(file, lambda source: marked_text(source, mark), lambda data: {**data, "translated_from": mark})
