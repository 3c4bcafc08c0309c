"""What the Author screens ask of bank and database of one file, on the study thread: plain values in and out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.bank.authoring import Checked, Refused, bank_of, check_text, new_text
from quizapp.bank.catalog import revision
from quizapp.bank.editing import NotEditable
from quizapp.bank.edits import Edit, EditKind
from quizapp.bank.entries import id_in
from quizapp.bank.holding import held
from quizapp.bank.schema import Kind
from quizapp.bank.translation import mark_after, marked_text
from quizapp.progress import items
from quizapp.study import regrading, revising
from quizapp.study.regrading import Regrading
from quizapp.study.revising import Revised, Version
from quizapp.text.messages import message
from quizapp.tui.authoring_disk import Source, write

if TYPE_CHECKING:
    from quizapp.progress.items import Use
    from quizapp.tui.opening import Books


@dataclass(frozen=True, slots=True)
class Reached:
    """An answered version that an edit reaches, and what judging its answers anew comes to (None: its key is kept)."""

    version: Version
    regrading: Regrading | None


@dataclass(frozen=True, slots=True)
class Consequences:
    """What saving a text comes to for those who have answered the question, by what they answered last.

    `revised`: None where the text is no question, or nobody has answered it. `text`: as it is to be written. `reached`:
    each answered version of whose edit nobody was told, the latest first. `since`: the file as it is now is not what
    they answered. `left`: the answered id that is in no file once the text, which has another one, is saved; `use` is
    of that id then.
    """

    checked: Checked
    text: str
    revised: Revised | None
    use: Use | None
    reached: tuple[Reached, ...] = ()
    since: bool = False
    left: str = ""

    @property
    def apart(self) -> int:
        """How many answers are in no version of `reached`: they are to this very version, or to one of whose edit an
        author was told before.
        """
        of_each = [
            each.version.use.attempts if (judged := each.regrading) is None else len(judged.judged) + judged.unknown
            for each in self.reached
        ]
        return 0 if self.use is None else self.use.attempts - sum(of_each)

    @property
    def regrading(self) -> Regrading | None:
        """What judging the answers to all those versions anew comes to; None where the key is kept."""
        found = [each.regrading for each in self.reached if each.regrading is not None]
        return regrading.combined(found) if found else None

    @property
    def edit(self) -> Edit | None:
        """What differs from what was answered last; None where the text is no question."""
        if self.checked.question is None:
            return None
        return Edit(EditKind.NEW) if self.revised is None else self.revised.edit

    @property
    def to_be_told(self) -> bool:
        """Whether those who have answered the question are met by it, and that has not been told and saved yet."""
        if self.use is None or self.revised is None:
            return self.use is not None
        return not self.revised.told and self.revised.edit.kind in (EditKind.WORDING, EditKind.MEANING, EditKind.KEY)


def checked(books: Books, file: Path, text: str) -> Checked:
    """What the lint says of a text, without writing it into its file."""
    return check_text(books.catalog, text, file)


def consequences(books: Books, file: Path, text: str) -> Consequences:
    """What saving a text would come to for those who have answered the question."""
    found = check_text(books.catalog, text, file)
    entry = next((entry for entry in books.catalog.entries.values() if entry.file == file), None)
    before = None if entry is None else entry.question
    name = id_in(bank_of(books.catalog, file), file.stem) if before is None else before.id
    if found.question is None:
        return Consequences(found, text, None, _used(books, name))
    if before is not None:
        try:
            mark = mark_after(before, found.question)
            text = text if mark == found.question.translated_from else marked_text(text, mark)
        except NotEditable:
            # A layout into which no line can be put: the text is saved as it stands.
            pass
    other = books.catalog.entries.get(name)
    if found.question.id != name and (other is None or other.file == file):
        use = _used(books, name)
        if use is not None:
            return Consequences(found, text, None, use, left=name)
    revised = revising.look(books.database, found.question, before)
    if revised is None:
        return Consequences(found, text, None, None)
    reached = []
    for version in revising.versions(books.database, found.question, revised, before):
        other_key = version.edit.kind is EditKind.KEY
        judged = regrading.look(books.database, found.question, version.revision) if other_key else None
        reached.append(Reached(version, judged))
    since = before is None or revision(before) != revised.before
    return Consequences(found, text, revised, revising.use_of(books.database, revised), tuple(reached), since)


def _used(books: Books, name: str) -> Use | None:
    """How much a question was used, all its versions together; None where nobody has answered it."""
    with books.database.reading() as connection:
        together = {use.revision: "" for use in items.uses(connection, name)}
        return next(iter(items.uses(connection, name, together)), None)


def decided(books: Books, found: Consequences, wish: str) -> int:
    """Record what the author was told and has saved, and how: `save`, `wording` (only the words are others), or
    `regrade` (of each version whose results change). How many answers were judged anew.
    """
    changing = [each.regrading for each in found.reached if each.regrading is not None and each.regrading.changed]
    if wish == "regrade" and changing:
        # One regrade, so that it is taken back as one, and with it that its edit was noted.
        return regrading.carry_out(books.database, books.clock, regrading.combined(changing), found.revised)
    if found.revised is not None:
        same = wish == "wording" or found.revised.edit.goes_on
        revising.decide(books.database, books.clock, found.revised, same=same)
    return 0


def saved(books: Books, source: Source, text: str, over: str | None = None) -> Books:
    """Write a text into its file, and read the bank again. What learners answered is kept first.

    Raises as `authoring_disk.write` does.
    """
    for entry in books.catalog.entries.values():
        if entry.file == source.file:
            revising.keep_answered(books.database, books.clock, entry.question)
    # Nobody signs what is being replaced between the look at the file and the writing.
    with held(source.file.parent):
        write(source, text, over)
    return reread(books)


def reread(books: Books, with_own: bool = False) -> Books:
    """The bank as it stands now; `with_own`: with banks that were added since."""
    catalog = books.catalog.reload_with_own() if with_own else books.catalog.reload()
    return replace(books, catalog=catalog, study=books.study.renewed(catalog=catalog))


# A new question


def answered(books: Books) -> frozenset[str]:
    """The ids of all questions that were ever answered."""
    return frozenset(revising.answered_questions(books.database))


def why_no_question(books: Books, name: str, chapter: str, answered: frozenset[str], language: str) -> str:
    """Why no new question can have an id, in a language; empty where it can. In a bank of one's own, its name goes
    before the id. `answered`: what was ever answered, also of files that are gone.
    """
    if name in answered and name not in books.catalog.entries:
        return message(language, "revising.id_answered", id=name)
    try:
        new_text(books.catalog, name, Kind.SINGLE, chapter)
    except Refused as refused:
        return message(language, f"bank.{refused.code}", **refused.values)
    return ""
