"""Which question files the tree of the banks shows: by status, by marks, by words."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.tui.authoring_banks import FileRow, Marks

STATUSES = ("", "draft", "review", "ready", "retired")
MARKS = ("", "marked", "errors", "warnings")


@dataclass(slots=True)
class BankFilter:
    """What is asked for. `words`: all of them must be in id, keywords, topics or stem."""

    status: str = ""
    marks: str = ""
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.status or self.marks or self.words.strip())

    def next_status(self) -> None:
        """Turn to the next status; after the last one, any."""
        self.status = STATUSES[(STATUSES.index(self.status) + 1) % len(STATUSES)]

    def next_marks(self) -> None:
        """Turn to the next marks; after the last ones, any."""
        self.marks = MARKS[(MARKS.index(self.marks) + 1) % len(MARKS)]

    def passes(self, row: FileRow, marks: Marks) -> bool:
        """Whether a file is shown."""
        if self.status and row.status != self.status:
            return False
        counted = {"": 1, "marked": marks.errors + marks.warnings, "errors": marks.errors, "warnings": marks.warnings}
        if not counted[self.marks]:
            return False
        words = row.words or row.name
        return all(word in words for word in self.words.casefold().split())
