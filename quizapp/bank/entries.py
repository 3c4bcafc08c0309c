"""The entries of a bank: each a question and its file, read when it is asked for, or kept from an earlier run."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quizapp.bank.banks import OwnBank
from quizapp.bank.fast_reader import read_data
from quizapp.bank.faults import BankFault
from quizapp.bank.header import Header, header_of
from quizapp.bank.reader import Document, Unreadable, decoded, raw_content, read_file, read_text
from quizapp.bank.schema import Question
from quizapp.bank.schema_faults import schema_faults
from quizapp.bank.store import Row, Stamp, Store, digest_of


class Gone(LookupError):
    """A question that was there when the bank was loaded can't be read any more."""


@dataclass(frozen=True, eq=False)
class Entry:
    """One question and the file that it came from: `name` (`chapter/id.yaml`) below the bank's folder.

    `bank`: the name of a bank of one's own; it goes before the id that the file has.

    `question` and `document` are read when they are first asked for; the `header` is always there, and is what a
    selection among many questions should look at. Raises `Gone` for a file that was taken away since.
    """

    question: Question
    document: Document
    folder: Path
    name: str
    stamp: Stamp
    digest: str
    bank: str = ""

    @property
    def header(self) -> Header:
        """What the question is sorted by."""
        header: Header | None = self.__dict__.get("_header")
        if header is None:
            header = self.__dict__["_header"] = header_of(self.question)
        return header

    @property
    def file(self) -> Path:
        """Where the file is."""
        return self.folder / self.name

    @property
    def chapter(self) -> str:
        """The name of the folder that the file is in."""
        return self.name.partition("/")[0]


class _Late:
    """A field of an entry that is made when it is first asked for."""

    def __init__(self, name: str, make: Callable[[Entry], Any]) -> None:
        self._name = f"_{name}"
        self._make = make

    def __get__(self, instance: Any, owner: type) -> Any:
        if instance is None:
            return self
        known = instance.__dict__
        if self._name not in known:
            known[self._name] = self._make(instance)
        return known[self._name]

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self._name] = value


def id_in(bank: str, name: str) -> str:
    """The id of a question of a bank."""
    return f"{bank}:{name}" if bank else name


def _question_of(entry: Entry) -> Question:
    question = _own_question(entry)
    return question.model_copy(update={"id": id_in(entry.bank, question.id)}) if entry.bank else question


def _own_question(entry: Entry) -> Question:
    """The question that was kept of a file, validated; else as it is in the file now."""
    store: Store | None = entry.__dict__.get("_store")
    data = store.data(entry.digest) if store is not None else None
    if data is not None:
        try:
            found = Question.model_validate_json(data)
        except ValidationError:
            pass
        else:
            if id_in(entry.bank, found.id) == entry.header.id:
                return found
    return _read_again(entry.file)


def _document_of(entry: Entry) -> Document:
    try:
        return read_file(entry.file)
    except Unreadable:
        # Changed since it was loaded: what is said of it stands at its first line.
        return Document(entry.file, None)


for _late in (_Late("question", _question_of), _Late("document", _document_of)):
    setattr(Entry, _late._name[1:], _late)


@contextmanager
def passing(entries: Iterable[Entry]) -> Iterator[None]:
    """What is read of these entries inside is let go of at the end: of a large bank it would fill the memory."""
    before = [(entry.__dict__, {"_question", "_document"} - entry.__dict__.keys()) for entry in entries]
    try:
        yield
    finally:
        for known, fresh in before:
            for name in fresh:
                known.pop(name, None)


def _entry(bank: OwnBank, name: str, row: Row, store: Store | None, question: Question | None = None) -> Entry:
    """An entry whose question (unless it is at hand) and document are read later."""
    entry = object.__new__(Entry)
    header = row.header._replace(id=id_in(bank.name, row.header.id)) if bank.name else row.header
    known = {"folder": bank.folder, "name": name, "stamp": row.stamp, "digest": row.digest, "bank": bank.name}
    entry.__dict__.update(known, _header=header, _store=store)
    if question is not None and not bank.name:
        entry.__dict__["_question"] = question
    return entry


class Reading:
    """One pass over the files of a bank, with what is `known` from the pass before and kept in the store."""

    def __init__(self, bank: OwnBank, known: Mapping[str, Entry], store: Store | None) -> None:
        self._bank = bank
        self._known = known
        self._store = store
        # What the store says is of no use for files that are known anyway.
        self._rows = store.rows() if store is not None and not known else {}
        self._met: set[str] = set()
        self._read: dict[str, tuple[Row, bytes | None]] = {}

    def entry(self, name: str, stamp: Stamp, faults: list[BankFault]) -> Entry | None:
        """The entry of a file (by its name below the folder), or None and what is wrong with it."""
        known = self._known.get(name)
        if known is not None and known.stamp == stamp:
            return known
        self._met.add(name)
        row = self._rows.get(name)
        if row is not None and row.stamp == stamp:
            return _entry(self._bank, name, row, self._store)
        file = self._bank.folder / name
        try:
            raw = raw_content(file)
            digest = digest_of(raw)
            if row is not None and row.digest == digest:
                row = Row(stamp, digest, row.header)
                self._read[name] = (row, None)
                return _entry(self._bank, name, row, self._store)
            question = _question(decoded(raw, file), file)
        except Unreadable as error:
            faults.append(error.fault)
            return None
        except Exception as error:
            faults.append(_reader_failed(file, error))
            return None
        if not isinstance(question, tuple):
            faults.extend(question)
            return None
        found, data = question
        row = Row(stamp, digest, header_of(found))
        if self._store is not None:
            self._read[name] = (row, json.dumps(data, ensure_ascii=False).encode())
        return _entry(self._bank, name, row, self._store, found)

    def keep(self) -> None:
        """Keep what was read in this pass for later ones."""
        if self._store is None:
            return
        gone = [] if self._known else [name for name in self._rows if name not in self._met]
        if self._read or gone:
            self._store.keep(self._read, gone)
        if gone:
            self._store.tidy()


def _read_again(file: Path) -> Question:
    try:
        question = validate(read_file(file))
    except Unreadable:
        raise Gone(file.stem) from None
    if not isinstance(question, Question):
        raise Gone(file.stem)
    return question


def _question(source: str, file: Path) -> tuple[Question, Any] | list[BankFault]:
    """The question in a text with its data, or everything that is wrong with its form. Raises `Unreadable`."""
    data = read_data(source)
    if data is not None:
        try:
            return Question.model_validate(data), data
        except Exception:  # noqa: S110
            # Read strictly for the places of what is wrong.
            pass
    document = read_text(source, file)
    question = validate(document)
    return (question, document.data) if isinstance(question, Question) else question


def validate(document: Document) -> Question | list[BankFault]:
    """The question in a document, or everything that is wrong with its form."""
    if not isinstance(document.data, dict):
        return [BankFault(document.file, 1, 1, "not_a_mapping")]
    try:
        return Question.model_validate(document.data)
    except ValidationError as fault:
        return list(schema_faults(document, fault))
    except Exception as error:
        return [_reader_failed(document.file, error)]


def _reader_failed(file: Path, error: Exception) -> BankFault:
    """The program's own fault is one of this file, so that the rest of the bank loads."""
    return BankFault(file, 1, 1, "reader_failed", {"reason": f"{type(error).__name__}: {error}"})
