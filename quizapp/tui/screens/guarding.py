"""The guard around everything that the Author screens have done for them: no error ends the program, each is told.

Files, drafts, disks, questions and judges are other people's, and change while one works: what goes wrong with them
costs what was asked for, and nothing that is typed.
"""

from __future__ import annotations

from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from quizapp.bank.faults import one_line
from quizapp.text.messages import message
from quizapp.text.system import named_reason
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.speech import say


class GuardedScreen(QuizScreen):
    """A screen whose workers can't fail: what goes wrong in one is a notice."""

    @property
    def file(self) -> Path | None:
        """The question file at hand."""
        return None

    def start(self, errand: Coroutine[Any, Any, None]) -> None:
        """Do something that takes a while, beside whatever else is being done."""
        self.run_worker(errand, group="errand")

    async def guarded(self, work: Coroutine[Any, Any, Any]) -> Any:
        """What goes wrong in it is told."""
        try:
            return await work
        except Exception as error:
            self.log.error(error)
            self.tell(trouble(self.language, error, self.file), "error")
            return None


def trouble(language: str, error: Exception, file: Path | None = None) -> str:
    """What went wrong, in a language. `file`: the one at hand, where the error doesn't say which it is about."""
    from quizapp.bank.authoring import Refused
    from quizapp.bank.banks import BankRefused
    from quizapp.bank.catalog import UnknownQuestion
    from quizapp.bank.editing import NotEditable, unreadable_fault
    from quizapp.bank.entries import Gone
    from quizapp.bank.reader import Unreadable
    from quizapp.tui.opening import trouble_words

    if isinstance(error, Unreadable | NotEditable):
        fault = unreadable_fault(error, file or error.fault.file)
        return f"{fault.file.name}: {fault.in_file(language)}"
    if isinstance(error, Refused):
        return error.words(language)
    if isinstance(error, BankRefused):
        return message(language, f"bank.{error.code}", **error.values)
    if isinstance(error, Gone | UnknownQuestion):
        return say(language, "trouble_question_gone", name=one_line(str(error)))
    if isinstance(error, OSError):
        return say(language, "trouble_disk", reason=disk_reason(language, error, file))
    known = trouble_words(error, language)
    return say(language, "trouble_program", reason=program_reason(error)) if known is None else known


def disk_reason(language: str, error: OSError, file: Path | None = None) -> str:
    """Why the system refuses a file or disk, with the name of the file: the error's, else that of `file`."""
    return one_line(named_reason(language, error, file))


def program_reason(error: Exception) -> str:
    """An error of the program's own, as it can be reported: its kind and what it says, on one line."""
    return one_line(f"{type(error).__name__}: {error}")
