"""Reviews written into question files: who has reviewed which content, and the way from draft to ready."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quizapp.bank import editing
from quizapp.bank.content import content_hash
from quizapp.bank.reader import Data
from quizapp.bank.schema import Question, Status


def sign(file: Path, question: Question, by: str, answered: str | None = None, disputed: str | None = None) -> str:
    """Record in `file` that `by` has reviewed the question as it stands; the content's hash is returned.

    An earlier record of the same name is replaced. `answered`: what a blind answer came to. `disputed`: why `by` does
    not agree, in place of a signature. Raises
    `reader.Unreadable`, `editing.NotEditable` or OSError, and then the file is as it was.
    """
    record = {"by": by, "content": content_hash(question)}
    if answered is not None:
        record["answered"] = answered
    if disputed is not None:
        record["disputed"] = disputed

    def signed(data: dict[str, Data]) -> dict[str, Data]:
        kept: Any = data.get("reviewed_by") or []
        places = [position for position, review in enumerate(kept) if review["by"] == by]
        reviews = [*kept[: places[0]], record, *kept[places[0] + 1 :]] if places else [*kept, record]
        return {**data, "reviewed_by": reviews}

    editing.save(
        file,
        lambda source: editing.add_record(source, "reviewed_by", record, lambda other: other.get("by") == by),
        signed,
    )
    return record["content"]


def change_status(file: Path, status: Status) -> None:
    """Write another status into `file`. Raises as `sign` does."""
    editing.save(
        file,
        lambda source: editing.set_status(source, status.value),
        lambda data: {**data, "status": status.value},
    )
