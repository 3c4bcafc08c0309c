"""Keeping what is written of a question file: saving with its consequences told first, drafts, and other editors."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from textual.app import SuspendNotSupported

from quizapp.bank import drafts
from quizapp.bank.reader import Unreadable, decoded, raw_content
from quizapp.text.safe import safe_text
from quizapp.tui import authoring
from quizapp.tui.authoring import ChangedOnDisk, Conflict, Consequences, Source
from quizapp.tui.screens.errands import FileErrands
from quizapp.tui.widgets.source import SourceArea


class Keeping(FileErrands):
    """The part of the editor that deals with the file. A subclass shows the text in its `area`."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self.source: Source | None = None
        self._modified: int | None = None
        self._question_id: str | None = None
        # The hash of what is on the disk, where the text in the area is based on something else.
        self._newer: str | None = None
        self._saving = False

    @property
    def area(self) -> SourceArea:
        """Where the text is edited."""
        raise NotImplementedError

    def check_soon(self) -> None:
        """Check the text as it stands now."""
        raise NotImplementedError

    @property
    def file(self) -> Path:
        return self._file

    @property
    def question_name(self) -> str | None:
        return self._question_id

    @property
    def unsaved(self) -> bool:
        return self.source is not None and self.area.text != self.source.text

    @property
    def outdated(self) -> bool:
        """Whether the file on the disk is newer than what the text here is based on."""
        return self._newer is not None

    def take(self, source: Source, draft: bool = False) -> None:
        """The file as it is on the disk now; `draft`: and the text here is what was left of it."""
        there = drafts.hash_of(source.text)
        began = source.began if draft else there
        self.source = replace(source, began=began)
        self._modified = _modified(self._file)
        self._newer = there if began != there else None
        catalog = self.books.catalog
        self._question_id = next((name for name, entry in catalog.entries.items() if entry.file == self._file), None)

    # Saving

    def action_save_text(self) -> None:
        """Save; what it does to those who have answered the question is told first."""
        if self.source is None or self.refused("save_text"):
            return
        self.start(self._compare())

    async def _compare(self) -> None:
        """What another program wrote is told before anything is saved."""
        assert self.source is not None
        text = self.area.text
        if (found := await self.quiz.call(authoring.conflict, self._file, self.source.began, text)) is not None:
            self._tell_conflict(found)
        else:
            await self._look_ahead(None)

    def _tell_conflict(self, found: Conflict) -> None:
        from quizapp.tui.screens.conflict import ConflictScreen

        self._newer = found.digest
        self.words()

        def decided(wish: str | None) -> None:
            if wish == "overwrite":
                self.start(self._look_ahead(found.digest))
            elif wish == "take":
                self.start(self._take_from_disk())

        self.quiz.push_screen(ConflictScreen(found), decided)

    async def _take_from_disk(self) -> None:
        """What is on the disk in place of the text here, of which a copy is kept; it can be undone."""
        await self.quiz.call(drafts.set_aside, self._file, self.area.text.encode())
        await self._read_again()

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

        self.quiz.push_screen(SavingScreen(found), decided)

    async def _save(self, found: Consequences, wish: str, over: str | None) -> None:
        assert self.source is not None
        self._saving = True
        try:
            self.quiz.books = await self.quiz.call(authoring.saved, self.books, self.source, found.text, over)
            self.take(await self.quiz.call(authoring.opened, self.books, self._file))
        except ChangedOnDisk as changed:
            self._tell_conflict(changed.conflict)
            return
        finally:
            self._saving = False
        count = await self.quiz.call(authoring.decided, self.books, found, wish)
        self.area.put(found.text)
        self.tell(self.say("author_regraded", count=count) if wish == "regrade" else self.say("author_saved"))
        self.words()
        self.check_soon()

    # Drafts

    def leave(self) -> None:
        """Go; what is not saved is kept as a draft."""
        self.start(self._leave())

    async def _leave(self) -> None:
        kept = self.unsaved
        if await self._keep_draft():
            self.dismiss(None)
            if kept:
                self.tell(self.say("author_kept"))

    async def _keep_draft(self) -> bool:
        if self.source is None or self.source.closed:
            return True
        try:
            await self.quiz.call(drafts.keep, self._file, self.source.text, self.area.text, self.source.began)
        except OSError as error:
            self.tell(self.say("author_unwritten", reason=error.strerror or str(error)), "error")
            return False
        return True

    async def keep_before_quitting(self) -> bool:
        """What is not saved is kept as a draft."""
        return await self._keep_draft()

    # Other programs

    def watch_file(self) -> None:
        """Another program may have written the file: where nothing is unsaved, it is read again."""
        now = _modified(self._file)
        if self.source is None or now is None or now == self._modified or self._saving:
            return
        self._modified = now
        self.start(self._see_change())

    async def _see_change(self) -> None:
        assert self.source is not None
        found = await self.quiz.call(authoring.conflict, self._file, self.source.began, self.area.text)
        if not self.unsaved:
            await self._read_again()
        elif found is None:
            self._newer = None
            self.words()
        elif found.digest != self._newer:
            self._newer = found.digest
            self.tell(self.say("author_conflict", key=self.key_of("save_text")), "warning")
            self.words()

    async def _read_again(self) -> None:
        source = await self.quiz.call(authoring.opened, self.books, self._file)
        await self.reread()
        changed = source.text != self.area.text
        self.take(source)
        self.words()
        if changed:
            self.area.put(safe_text(source.text))
            found = await self.quiz.call(authoring.consequences, self.books, self._file, source.text)
            self.tell(self.say("author_reread_used" if found.to_be_told else "author_reread"))
        self.check_soon()

    def file_changed(self) -> None:
        """The file was changed by what was done here."""
        self.start(self._read_again())

    def action_fix_file(self) -> None:
        """Mend what needs no judgement, in the text; it is saved like any other edit."""
        if not self.refused("fix_file"):
            self.start(self._fix())

    async def _fix(self) -> None:
        from quizapp.bank.lint_layout import fixed_text

        assert self._question_id is not None
        entry = self.books.catalog.entries[self._question_id]
        text, count = await self.quiz.call(lambda: fixed_text(entry, entry.question, self.area.text))
        if count:
            self.area.put(text)
        self.tell(self.say("author_fixed", count=count) if count else self.say("author_nothing_to_fix"))

    def action_external(self) -> None:
        """The text in $EDITOR; what comes back is not saved yet, and can be undone."""
        if self.source is None or self.refused("external"):
            return
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not command:
            self.tell(self.say("author_no_editor"))
            return
        try:
            with self.app.suspend():
                text = edited_in(command, self.area.text, self._file)
        except SuspendNotSupported:
            self.tell(self.say("author_no_suspend"))
        except Unreadable as error:
            self.tell(error.fault.words(self.language), "error")
        except (OSError, ValueError) as error:
            self.tell(self.say("author_editor_failed", reason=str(error)), "error")
        else:
            self.refresh(layout=True)
            if text == self.area.text:
                return
            self.area.put(text)


def edited_in(command: str, text: str, file: Path) -> str:
    """A text as it comes back from an editor. Raises OSError or ValueError where it can't be started, and `Unreadable`.

    A copy is edited, by the name of the file: what is saved there is announced like any edit before it counts.
    """
    with tempfile.TemporaryDirectory(prefix="quizapp-") as folder:
        copy = Path(folder) / file.name
        copy.write_text(text, encoding="utf-8")
        subprocess.run([*shlex.split(command), str(copy)], check=False)  # noqa: S603  # the user's own editor
        return safe_text(decoded(raw_content(copy), copy).replace("\r\n", "\n"))


def _modified(file: Path) -> int | None:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return None
