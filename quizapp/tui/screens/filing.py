"""Saving a text into its question file: what it does to those who have answered the question is told first."""

from __future__ import annotations

from quizapp.tui import authoring
from quizapp.tui.authoring import Consequences
from quizapp.tui.authoring_banks import closed_file
from quizapp.tui.authoring_disk import ChangedOnDisk, Conflict, conflict, opened
from quizapp.tui.screens.guarding import disk_reason
from quizapp.tui.screens.keeping import Keeping, signs


class Filing(Keeping):
    """The part of the editor that saves."""

    def action_save_text(self) -> None:
        """Save; what it does to those who have answered the question is told first."""
        if self.source is None or self.refused("save_text"):
            return
        self.start(self._compare())

    async def _compare(self) -> None:
        """What another program wrote is told before anything is saved."""
        assert self.source is not None
        text = self.area.text
        if shut := await self.quiz.call(closed_file, self._file):
            await self.keep_draft()
            self.tell(self.say(shut), "error")
        elif (found := await self.quiz.call(conflict, self._file, self.source.began, text)) is not None:
            await self._tell_conflict(found)
        else:
            await self._look_ahead(None)

    async def _tell_conflict(self, found: Conflict) -> None:
        from quizapp.tui.screens.conflict import ConflictScreen

        self._newer = found.there
        self.words()
        await self.keep_draft()

        def decided(wish: str | None) -> None:
            if wish == "overwrite":
                self.start(self._look_ahead(found.there.digest))
            elif wish == "take":
                self.start(self.take_from_disk())

        self.quiz.push_screen(ConflictScreen(found, self._file), decided)

    async def _look_ahead(self, over: str | None) -> None:
        from quizapp.tui.screens.saving import SavingScreen

        found = await self.quiz.call(authoring.consequences, self.books, self._file, self.area.text)
        if not found.to_be_told:
            if self.unsaved or over is not None:
                await self._save(found, "save", over)
            else:
                self.tell(self.say("author_nothing_new"))
            return

        def decided(wish: str | None) -> None:
            if wish is not None:
                self.start(self._save(found, wish, over))

        self.quiz.push_screen(SavingScreen(found, self._question_id or self._file.stem), decided)

    async def _save(self, found: Consequences, wish: str, over: str | None) -> None:
        assert self.source is not None
        self._saving = True
        try:
            self.quiz.books = await self.quiz.call(authoring.saved, self.books, self.source, found.text, over)
            self.take(await self.quiz.call(opened, self._file))
        except ChangedOnDisk as changed:
            await self._tell_conflict(changed.conflict)
            return
        except OSError as error:
            reason = disk_reason(self.language, error, self._file)
            if await self.keep_draft():
                self.tell(self.say("author_unwritten_kept", reason=reason), "error")
            return
        finally:
            self._saving = False
            self._signs = signs(self._file)
        count = await self.quiz.call(authoring.decided, self.books, found, wish)
        self.area.put(found.text)
        self.tell(self.say("author_regraded", count=count) if wish == "regrade" else self.say("author_saved"))
        self.words()
        self.check_soon()
