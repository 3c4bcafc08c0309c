"""Keeping what is written of a question file: its draft, what other programs do to the file, and the way back to it."""

from __future__ import annotations

import contextlib
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
from quizapp.tui.actions import ACTIONS, shown_key
from quizapp.tui.authoring_disk import OnDisk, Source, State, conflict, on_disk, opened
from quizapp.tui.screens.errands import FileErrands
from quizapp.tui.screens.guarding import disk_reason, trouble
from quizapp.tui.widgets.source import SourceArea


class Keeping(FileErrands):
    """The part of the editor that deals with the file. A subclass shows the text in its `area`."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self.source: Source | None = None
        # How the file looked when it was last looked at.
        self._signs = signs(file)
        self._question_id: str | None = None
        # What is on the disk, where the text in the area is based on something else.
        self._newer: OnDisk | None = None
        self._saving = False
        # The text that can be kept nowhere, once that was told, and why no draft can be kept.
        self._unkept: str | None = None
        self._undrafted: str | None = None

    @property
    def area(self) -> SourceArea:
        """Where the text is edited."""
        raise NotImplementedError

    def refused(self, action_id: str) -> bool:
        """As on any screen; that the text is to be saved first names the key that saves."""
        if self.why_not(action_id) != "author_save_first":
            return super().refused(action_id)
        self.tell(self.say("author_save_first", key=self.key_of("save_text")))
        return True

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
    def lost(self) -> bool:
        """Whether the disk has no text of the question any more: all there is of it may be here."""
        return self._newer is not None and self._newer.state is not State.TEXT

    @property
    def kept(self) -> str:
        """The text that the file has."""
        return "" if self.source is None or self.lost else self.source.text

    @property
    def unsaved(self) -> bool:
        return self.source is not None and self.area.text != self.kept

    @property
    def typed(self) -> bool:
        """Whether the text is another than that of the file. Control characters that are left out here are no text."""
        return self.source is not None and self.area.text != safe_text(self.kept)

    @property
    def outdated(self) -> str:
        """Where the file on the disk is not what the text here is based on: what became of it, as a message id."""
        return "" if self._newer is None else f"author_file_{self._newer.state}"

    def take(self, source: Source, draft: bool = False) -> None:
        """The file as it is on the disk now; `draft`: and the text here is what was left of it."""
        there = source.there
        began = source.began if draft else there.digest
        self.source = replace(source, began=began)
        self._newer = there if began != there.digest or there.state is not State.TEXT else None
        catalog = self.books.catalog
        self._question_id = next((name for name, entry in catalog.entries.items() if entry.file == self._file), None)
        self.area.read_only = bool(source.closed)

    async def open(self) -> None:
        """Open the file, or say why that can't be done."""
        raise NotImplementedError

    # Drafts

    def leave(self) -> None:
        """Go; what is not saved is kept as a draft."""
        self.start(self._leave())

    async def _leave(self) -> None:
        kept = self.typed
        if self._given_up():
            self.dismiss(None)
        elif await self.keep_draft():
            self.dismiss(None)
            if kept:
                self.tell(self.say("author_kept"))

    def _given_up(self) -> bool:
        """Whether this very text is left though it was told that it can be kept nowhere."""
        return self._unkept is not None and self._unkept == self.area.text

    async def keep_draft(self) -> bool:
        """What is not saved is kept as a draft. Whether it is; where it can't be, that is told."""
        if (reason := await self._not_kept()) is None:
            self._unkept = None
            return True
        self._unkept = self.area.text
        self.tell(self.say("author_unkept", reason=reason, key=self.key_of("leave")), "error")
        return False

    async def keep_while_typing(self) -> None:
        """What is not saved is kept as a draft; where it can't be, that is told once, until it can be again."""
        known = self._undrafted
        reason = await self._not_kept()
        if reason is not None and known is None:
            self.tell(self.say("author_no_draft", reason=reason), "warning")

    async def _not_kept(self) -> str | None:
        """Keep the draft; why it can't be, or None. As long as it can't, that stands at the head of the screen."""
        if self.source is None or self.source.closed:
            return None
        text = self.area.text
        base = self.kept if self.typed else text
        try:
            await self.quiz.call(drafts.keep, self._file, base, text, self.source.began)
        except (OSError, ValueError) as error:
            self._undrafted = self._reason(error)
        else:
            self._undrafted = None
        return self._undrafted

    def _reason(self, error: Exception) -> str:
        """Why a file can't be written or a program started, in the language of the screen."""
        return disk_reason(self.language, error, self._file) if isinstance(error, OSError) else str(error)

    async def keep_before_quitting(self) -> bool:
        """What is not saved is kept as a draft. Where it can't be, that is told, and the next time it is given up."""
        return self._given_up() or await self.keep_draft()

    # Other programs

    def watch_file(self) -> None:
        """Another program may have written the file, or taken it away: where nothing is unsaved, it is read again.

        A file that could not be opened is tried again.
        """
        now = signs(self._file)
        if now == self._signs or self._saving:
            return
        self._signs = now
        self.start(self.open() if self.source is None else self._see_change())

    async def _see_change(self) -> None:
        assert self.source is not None
        found = await self.quiz.call(conflict, self._file, self.source.began, self.area.text)
        before, there = self._newer, None if found is None else found.there
        untouched = self.area.text == safe_text(self.source.text)
        if untouched and (there is None or there.state is State.TEXT):
            await self._read_again()
            return
        self._newer = there
        if there is not None and (before is None or there.digest != before.digest):
            told = "author_conflict" if there.state is State.TEXT else f"author_conflict_{there.state}"
            self.tell(self.say(told, key=self.key_of("save_text")), "warning")
            # The file has no text any more: what stands here is kept at once.
            await self.keep_draft()
        self.words()

    async def _read_again(self) -> None:
        source = await self.quiz.call(opened, self._file)
        changed = safe_text(source.text) != self.area.text
        await self._take_over(source)
        if changed:
            found = await self.quiz.call(authoring.consequences, self.books, self._file, source.text)
            told = "author_reread_used" if found.to_be_told else "author_reread"
            self.tell(self.say(told, key=self.key_of("save_text")))

    async def _take_over(self, source: Source) -> None:
        """What is in the file in place of the text here, as an edit that can be undone."""
        await self.reread()
        self.take(source)
        self.area.put(safe_text(source.text))
        self.words()
        self.check_soon()

    def file_changed(self) -> None:
        """The file was changed by what was done here."""
        self.start(self._see_change())

    # Back to the file

    async def take_from_disk(self) -> None:
        """What is on the disk in place of the text here, of which a copy is kept; it can be undone."""
        await self.quiz.call(drafts.set_aside, self._file, self.area.text.encode())
        await self._read_again()

    def action_revert_text(self) -> None:
        """What is in the file, in place of what was written here, of which a copy is kept."""
        if self.source is not None and not self.refused("revert_text"):
            self.start(self._revert())

    async def _revert(self) -> None:
        place = await self.quiz.call(drafts.set_aside, self._file, self.area.text.encode())
        there = await self.quiz.call(on_disk, self._file)
        shown = safe_text(str(place))
        if there.state is State.TEXT:
            await self._take_over(await self.quiz.call(opened, self._file))
            await self._drop_draft()
            self.tell(self.say("author_reverted", undo=self._key_in_text("undo_edit"), place=shown))
        else:
            await self._drop_draft()
            self.dismiss(None)
            self.tell(self.say("author_dropped", place=shown))

    def _key_in_text(self, action_id: str) -> str:
        """The key of an action that applies while the text has the focus, wherever the focus is now."""
        action = next(action for action in ACTIONS if action.id == action_id)
        return shown_key(self.quiz.keymap.keys(action)[0])

    async def _drop_draft(self) -> None:
        with contextlib.suppress(OSError):
            await self.quiz.call(drafts.drop, self._file)

    def action_fix_file(self) -> None:
        """Mend what needs no judgement, in the text; it is saved like any other edit."""
        if not self.refused("fix_file"):
            self.start(self._fix())

    async def _fix(self) -> None:
        from quizapp.bank.lint_layout import fixed_text

        assert self.entry is not None
        text, count = await self.quiz.call(fixed_text, self.entry, self.area.text)
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
            self.tell(trouble(self.language, error, self._file), "error")
        except (OSError, ValueError) as error:
            self.tell(self.say("author_editor_failed", reason=self._reason(error)), "error")
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


def signs(file: Path) -> tuple[int, int, int, int] | None:
    """What shows that another program has written a file, or changed what may be done with it."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino, found.st_mode
