"""What the sitting screen shows of one item, fetched on the study thread: words in both languages, marks, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calculators.answers.keys import Code
from quizapp.bank.schema import LANGUAGES
from quizapp.bank.variants import Rendered, render
from quizapp.progress.marks import MarkValues
from quizapp.study.options import Mode, QuizOptions
from quizapp.study.selection import Filter, Selection
from quizapp.study.sitting import Item, Outcome, Response, Sitting

if TYPE_CHECKING:
    from calculators.answers.verdict import Outcome as Judged
    from quizapp.tui.opening import Books

Start = Callable[["Books"], Sitting]


@dataclass(frozen=True, slots=True)
class Asked:
    """One item as it is shown. `marks`: the row of results so far."""

    item: Item
    words: Mapping[str, Rendered]
    mark: MarkValues
    marks: tuple[Judged | None, ...]
    outcome: Outcome | None = None


def asked(books: Books, sitting: Sitting) -> Asked | None:
    """What a sitting asks now; None when nothing is left."""
    item = sitting.item
    if item is None:
        return None
    if isinstance(item.variant.key, Code):
        # NumPy comes in here, on the study thread, and not at the first key of the answer.
        import calculators.answers.code  # noqa: F401
    words: dict[str, Rendered] = {language: render(item.question, item.variant, language) for language in LANGUAGES}
    mark = books.study.mark(item.question.id, item.part)
    return Asked(item, words, mark, sitting.marks, sitting.outcome)


def begin(books: Books, start: Start) -> tuple[Sitting, Asked | None]:
    """Start a sitting, or go on with one: an item that was answered before leaving is not asked again."""
    sitting = start(books)
    if sitting.outcome is not None:
        sitting.advance()
    return sitting, asked(books, sitting)


def answered(books: Books, sitting: Sitting, response: Response) -> tuple[Outcome, Asked | None]:
    """Judge and commit an answer; what is shown with the verdict."""
    outcome = sitting.answer(response)
    return outcome, asked(books, sitting)


def draft_kept(sitting: Sitting, item: Item, text: str) -> None:
    """Keep what is being typed for an item, if that is still the one that is asked."""
    if sitting.item is item:
        sitting.keep_draft(text)


def advanced(books: Books, sitting: Sitting) -> Asked | None:
    """Go on to the next item."""
    sitting.advance()
    return asked(books, sitting)


def afresh(books: Books, sitting: Sitting) -> Asked | None:
    """The same question with other numbers."""
    sitting.again()
    return asked(books, sitting)


def undone(books: Books, sitting: Sitting) -> Asked | None:
    """Take back the last answer."""
    sitting.undo()
    return asked(books, sitting)


def redone(books: Books, sitting: Sitting) -> Asked | None:
    """Give the answer again that was taken back last."""
    sitting.redo()
    return asked(books, sitting)


def review(books: Books) -> Sitting:
    """Start what is due, then new questions."""
    return books.study.start_review()


def unseen(size: int | None) -> Start:
    """A quiz of questions that were never asked."""
    return quiz(Selection(filter=Filter.UNSEEN), size)


def quiz(selection: Selection, size: int | None = None) -> Start:
    """A quiz from a selection."""
    return lambda books: books.study.start_quiz(selection, size=size)


def with_options(options: QuizOptions) -> Start:
    """A quiz by its options; not in test mode."""
    return lambda books: books.study.start_quiz(
        options.selection,
        options.size,
        minutes=options.minutes,
        mixed=options.mixed,
        practice=options.mode is Mode.CRAM,
    )


def weak_questions() -> Selection:
    """What was missed, is forgotten again and again, or is being forgotten."""
    return Selection(filters=(Filter.WEAK,))


def on_topics(codes: Sequence[str]) -> Start:
    """A quiz of all questions on some topics."""

    def start(books: Books) -> Sitting:
        study = books.study
        ids = dict.fromkeys(name for code in codes for name in study.questions(Selection(topic=code)))
        return study.start_quiz(Selection(ids=tuple(ids)))

    return start


def resume(sitting_id: int) -> Start:
    """Go on with a sitting that was left."""
    return lambda books: books.study.resume(sitting_id)


def marked(books: Books, shown: Asked, flag: bool | None, note: str | None) -> Asked:
    """Keep a flag or a note on the question that is showing."""
    question, part = shown.item.question.id, shown.item.part
    if flag is not None:
        (books.study.flag if flag else books.study.unflag)(question, part)
    if note is not None:
        books.study.note(question, note, part)
    return replace(shown, mark=books.study.mark(question, part))
