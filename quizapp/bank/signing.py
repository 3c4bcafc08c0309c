"""Reviews written into question files: who has reviewed which content, and the way from draft to ready."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from quizapp.bank import editing
from quizapp.bank.content import content_hash
from quizapp.bank.editing import NotEditable
from quizapp.bank.entries import validate
from quizapp.bank.faults import BankFault
from quizapp.bank.reader import decoded, raw_content, read_text
from quizapp.bank.schema import Question, Status
from quizapp.bank.store import digest_of
from quizapp.text.safe import safe_line

# As long a name or reason, and as many records, as the form of a question allows.
MOST_LETTERS = 200
MOST_RECORDS = 20


def fresh_seed() -> int:
    """The seed of a blind review: numbers that the reviewer has not seen in a preview. It is kept with the result."""
    return secrets.randbelow(2**31)


def sign(
    file: Path,
    question: Question,
    by: str,
    answered: str | None = None,
    disputed: str | None = None,
    seed: int | None = None,
) -> str:
    """Record in `file` that `by` has reviewed `question`; the hash of its content is returned.

    The file must hold that content: what nobody has looked at is not signed. An earlier record of the same name is
    replaced; where there is no room for one more, the oldest record of other content gives way. `answered`: what a
    blind answer came to, with the numbers of `seed`. `disputed`: why `by` does not agree, in place of a signature; who
    has disputed the content as it stands can't sign it too. Names and reasons are cut to `MOST_LETTERS`. Raises
    `reader.Unreadable`, `editing.NotEditable` (also for an empty name or reason) or OSError, and then the file is as it
    was.
    """
    by = _written(by, file, "sign_no_name")
    content = content_hash(question)
    record: dict[str, str | int] = {"by": by, "content": content}
    if answered is not None:
        record["answered"] = answered
    if seed is not None:
        record["seed"] = seed
    if disputed is not None:
        record["disputed"] = _written(disputed, file, "sign_no_reason")
    # Of several who sign at once each adds to what the one before has written.
    with editing.changing(file):
        _put(file, record)
    return content


def _put(file: Path, record: dict[str, str | int]) -> None:
    """Put a record into a file, whose content it must be of."""
    by, content = record["by"], record["content"]
    raw = raw_content(file)
    document = read_text(decoded(raw, file), file)
    found = validate(document)
    if not isinstance(found, Question):
        raise NotEditable(BankFault(file, 0, 0, "not_editable"))
    if content_hash(found) != content:
        raise NotEditable(BankFault(file, 0, 0, "sign_changed"))
    before: Any = document.data
    reviews: list[Any] = list(before.get("reviewed_by", []))
    places = [position for position, review in enumerate(reviews) if review["by"] == by]
    gives_way: int | None = None
    if places and "disputed" not in record:
        own = reviews[places[0]]
        if own.get("disputed") is not None and own["content"] == content:
            raise NotEditable(BankFault(file, 0, 0, "sign_disputed", {"name": by, "reason": own["disputed"]}))
    if places:
        reviews[places[0]] = record
    elif len(reviews) < MOST_RECORDS:
        reviews.append(record)
    else:
        stale = [position for position, review in enumerate(reviews) if review["content"] != record["content"]]
        if not stale:
            raise NotEditable(BankFault(file, 0, 0, "sign_full", {"most": MOST_RECORDS}))
        gives_way = stale[0]
        reviews[gives_way] = record
    replaced = before["reviewed_by"][gives_way]["by"] if gives_way is not None else by

    def change(source: str) -> str:
        edited = editing.add_record(source, "reviewed_by", record, lambda other: other.get("by") == replaced)
        if not isinstance(validate(read_text(edited, file)), Question):
            raise NotEditable(BankFault(file, 0, 0, "sign_unreadable"))
        return edited

    editing.save(file, change, lambda data: {**data, "reviewed_by": reviews}, digest_of(raw))


def recorded(text: str) -> str:
    """A name or reason as it is recorded: on one line, harmless, not too long; nothing of one that is blank."""
    return safe_line(text)[:MOST_LETTERS].strip()


def _written(text: str, file: Path, empty: str) -> str:
    line = recorded(text)
    if not line:
        raise NotEditable(BankFault(file, 0, 0, empty))
    return line


def change_status(file: Path, status: Status, digest: str = "") -> None:
    """Write another status into `file`, which must still have the content of `digest`. Raises as `sign` does."""
    editing.save(
        file,
        lambda source: editing.set_status(source, status.value),
        lambda data: {**data, "status": status.value},
        digest,
    )
