"""The lint of a file by itself: one that is in no bank, or where its bank doesn't look for questions."""

from __future__ import annotations

from pathlib import Path

from quizapp.bank.catalog import Catalog
from quizapp.bank.entries import Entry, validate
from quizapp.bank.faults import BankFault
from quizapp.bank.lint import lint_entry
from quizapp.bank.reader import Unreadable, decoded, raw_content, read_text
from quizapp.bank.schema import Question
from quizapp.bank.shelving import bank_holding, misplaced_fault
from quizapp.bank.store import digest_of

# What can only be said of a question beside the others of its bank.
_OF_BANKS = ("see_also_unknown",)


def lint_alone(catalog: Catalog, file: Path) -> list[BankFault]:
    """Everything that can be said of a file without a bank; first, that it is in none, or at the wrong place in one.

    Syllabus and tracks are those of the bank that ships.
    """
    bank = bank_holding(catalog, file)
    where = BankFault(file, 0, 0, "in_no_bank", {}, "warning") if bank is None else misplaced_fault(bank, file)
    entry = read_alone(file)
    if not isinstance(entry, Entry):
        return [where, *entry]
    return [where, *(fault for fault in lint_entry(catalog, entry) if fault.code not in _OF_BANKS)]


def read_alone(file: Path) -> Entry | list[BankFault]:
    """The question in a file as an entry of no bank, or everything that is wrong with the file's form."""
    try:
        raw = raw_content(file)
        document = read_text(decoded(raw, file), file)
    except Unreadable as error:
        return [error.fault]
    found = validate(document)
    if not isinstance(found, Question):
        return found
    place = f"{file.parent.name}/{file.name}"
    return Entry(found, document, file.parent.parent, place, (0, 0, len(raw)), digest_of(raw))
