"""What can be done with the question of a file, from the tree of the bank or beside its text: one place for both."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.bank.entries import Gone
from quizapp.tui import authoring, authoring_banks
from quizapp.tui.screens.guarding import GuardedScreen

if TYPE_CHECKING:
    from quizapp.bank.catalog import Entry
    from quizapp.bank.schema import Question
    from quizapp.tui.opening import Books


class FileErrands(GuardedScreen):
    """A subclass says which `file` is at hand. What changes the file on the disk asks for it to be saved first."""

    @property
    def books(self) -> Books:
        """Bank and database."""
        assert self.quiz.books is not None
        return self.quiz.books

    @property
    def file(self) -> Path | None:
        """The question file at hand."""
        raise NotImplementedError

    @property
    def question_name(self) -> str | None:
        """The id of the question in the file; None where none can be read."""
        raise NotImplementedError

    @property
    def entry(self) -> Entry | None:
        """The question at hand and its file, as they are in the bank."""
        name = self.question_name
        return self.books.catalog.entries.get(name) if name is not None else None

    @property
    def question(self) -> Question | None:
        """The question at hand, as it is in the bank."""
        entry = self.entry
        try:
            return entry.question if entry is not None else None
        except Gone:
            return None

    @property
    def unsaved(self) -> bool:
        """Whether something is written that the file does not have yet."""
        return False

    def file_changed(self) -> None:
        """The file was changed on the disk by what was done here."""
        raise NotImplementedError

    def why_not_with_file(self, action_id: str) -> str:
        """Why an errand can't be done now, as a message id."""
        if self.file is None:
            return "author_no_file"
        if action_id not in _ON_FILE:
            return ""
        if action_id in _WRITING and self._shut:
            return self._shut
        if action_id == "external":
            return ""
        if self.unsaved and action_id != "uses":
            return "author_save_first"
        question = self.question
        if question is None:
            return "author_unread"
        if action_id == "stress" and not any(question.asked(part).parametric for part in question.part_names):
            return "author_draws_nothing"
        return ""

    @property
    def _shut(self) -> str:
        assert self.file is not None
        return authoring_banks.closed_file(self.file)

    def _after(self, changed: object) -> None:
        if changed:
            self.file_changed()

    def action_stress(self) -> None:
        """Many draws, held against the gate."""
        if not self.refused("stress"):
            from quizapp.tui.screens.stressing import StressScreen

            assert self.question is not None
            self.quiz.push_screen(StressScreen(self.question))

    def action_status_of(self) -> None:
        """Another status, and signatures."""
        if not self.refused("status_of"):
            from quizapp.tui.screens.statuses import StatusScreen

            assert self.question is not None
            self.quiz.push_screen(StatusScreen(self.question.id), self._after)

    def action_blind(self) -> None:
        """Answer without the key, then sign or dispute."""
        if not self.refused("blind"):
            from quizapp.tui.screens.blind import BlindScreen

            assert self.entry is not None
            self.quiz.push_screen(BlindScreen(self.entry), self._after)

    def action_uses(self) -> None:
        """How much it was used, and how it has done."""
        if not self.refused("uses"):
            from quizapp.tui.screens.reading import uses_screen

            assert self.question is not None
            self.quiz.push_screen(uses_screen(self.question.id))

    def action_translated(self) -> None:
        """Both languages say the same now."""
        if not self.refused("translated"):
            self.start(self._mark_translated())

    async def _mark_translated(self) -> None:
        from quizapp.bank.translation import mark_current

        assert self.file is not None
        assert self.question is not None
        await self.quiz.call(mark_current, self.file, self.question)
        self.tell(self.say("author_translated"))
        await self.reread()
        self.file_changed()

    async def reread(self, with_own: bool = False) -> None:
        """The bank as it is on the disk now."""
        self.quiz.books = await self.quiz.call(authoring.reread, self.books, with_own)


_ON_FILE = frozenset({"stress", "status_of", "blind", "uses", "translated", "external", "fix_file"})
_WRITING = frozenset({"status_of", "blind", "translated", "external", "fix_file"})
