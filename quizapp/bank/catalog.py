"""All questions of a bank, found by id, chapter, topic, track section or keyword.

What can't be read is reported; the rest loads.
"""

from __future__ import annotations

import gc
import json
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from quizapp.bank.banks import OwnBank, leads_elsewhere, list_faults, own_banks
from quizapp.bank.entries import Entry, Reading, id_in, validate
from quizapp.bank.faults import BankFault
from quizapp.bank.reader import Unreadable
from quizapp.bank.scanning import listed, question_files, unreadable
from quizapp.bank.schema import Question
from quizapp.bank.store import Store, place_for
from quizapp.bank.syllabus import CHAPTERS, Syllabus, Track, TrackSection, read_syllabus, read_tracks

__all__ = [
    "Catalog",
    "Entry",
    "NoBank",
    "UnknownQuestion",
    "load",
    "load_kept",
    "question_files",
    "revision",
    "validate",
]


# As long an id as the database keeps, with the name of its bank.
MOST_IN_ID = 60


class NoBank(Exception):
    """The folder holds no bank: its syllabus or its tracks can't be read. `fault` says where and why."""

    def __init__(self, fault: BankFault) -> None:
        super().__init__(f"{fault.place}: {fault.words('en')}")
        self.fault = fault


class UnknownQuestion(LookupError):
    """No question has this id."""


@dataclass(slots=True)
class Catalog:
    """A bank in memory. `faults`: what could not be read, with its place."""

    folder: Path
    syllabus: Syllabus
    tracks: tuple[Track, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    faults: tuple[BankFault, ...] = ()
    store: Store | None = None
    own: tuple[tuple[OwnBank, Store | None], ...] = ()
    _by_topic: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_section: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_keyword: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_chapter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def questions(self) -> dict[str, Question]:
        """Every question that could be read, by id; all of them are validated for this."""
        return {name: entry.question for name, entry in self.entries.items()}

    def find(self, question_id: str) -> Question:
        """The question with this id. Raises `UnknownQuestion`."""
        try:
            return self.entries[question_id].question
        except KeyError:
            raise UnknownQuestion(question_id) from None

    def chapter(self, question_id: str) -> str:
        """The folder name of a question's chapter."""
        return self.entries[question_id].chapter

    def in_chapter(self, chapter: str) -> tuple[str, ...]:
        """Ids of a chapter's questions, in order of id."""
        return self._by_chapter.get(chapter, ())

    def on_topic(self, code: str) -> tuple[str, ...]:
        """Ids of the questions on a topic."""
        return self._by_topic.get(code, ())

    def in_section(self, section_id: str) -> tuple[str, ...]:
        """Ids of the questions that serve a section of a track."""
        return self._by_section.get(section_id, ())

    def with_keyword(self, word: str) -> tuple[str, ...]:
        """Ids of the questions with a keyword."""
        return self._by_keyword.get(word, ())

    def sections(self) -> Iterator[tuple[Track, TrackSection]]:
        """Every section of every track."""
        for track in self.tracks:
            for section in track.sections:
                yield track, section

    def reload(self) -> Catalog:
        """The bank as it stands now; files whose times and size are unchanged are not read again."""
        about_list = [fault for fault in self.faults if fault.code == "own_list_broken"]
        return load(self.folder, known=self.entries.values(), store=self.store, own=self.own, faults=about_list)

    def reload_with_own(self) -> Catalog:
        """`reload`, with the banks of one's own that there are now."""
        kept = dict(self.own)
        own = [(bank, kept.get(bank) or Store(place_for(bank.folder))) for bank in own_banks()]
        return load(self.folder, known=self.entries.values(), store=self.store, own=own, faults=list_faults())


def load_kept(folder: Path) -> Catalog:
    """`load` with the user's own banks, and with what earlier runs have kept of all of them."""
    own = [(bank, Store(place_for(bank.folder))) for bank in own_banks()]
    return load(folder, store=Store(place_for(folder)), own=own, faults=list_faults())


def load(
    folder: Path,
    known: Iterable[Entry] = (),
    store: Store | None = None,
    own: Sequence[tuple[OwnBank, Store | None]] = (),
    faults: Iterable[BankFault] = (),
) -> Catalog:
    """Read a bank, and banks of one's `own` with it. A broken file becomes a fault and the rest load. Raises `NoBank`.

    With a `store`, a question that was read before is validated only when it is asked for (`Entry.question`). Syllabus
    and tracks are those of the bank in `folder`. `faults`: what is wrong already, before a file is read.
    """
    syllabus, tracks = _curriculum(folder)
    entries: dict[str, Entry] = {}
    found = list(faults)
    known_in: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in known:
        known_in[entry.bank][entry.name] = entry
    with collection_paused():
        for bank, kept in [(OwnBank("", folder), store), *own]:
            if bank.name and (fault := _folder_fault(bank)):
                found.append(fault)
                continue
            _read_bank(Reading(bank, known_in[bank.name], kept), bank, entries, found)
    by_topic: defaultdict[str, list[str]] = defaultdict(list)
    by_section: defaultdict[str, list[str]] = defaultdict(list)
    by_keyword: defaultdict[str, list[str]] = defaultdict(list)
    by_chapter: defaultdict[str, list[str]] = defaultdict(list)
    for name, entry in entries.items():
        header = entry.header
        for code in header.topics:
            by_topic[code].append(name)
        for code in header.tracks:
            by_section[code].append(name)
        for word in header.keywords:
            by_keyword[word].append(name)
        by_chapter[entry.chapter].append(name)
    return Catalog(
        folder,
        syllabus,
        tracks,
        entries,
        tuple(found),
        store,
        tuple(own),
        _by_topic=_kept(by_topic),
        _by_section=_kept(by_section),
        _by_keyword=_kept(by_keyword),
        _by_chapter=_kept(by_chapter),
    )


def _folder_fault(bank: OwnBank) -> BankFault | None:
    """Why nothing is read of a bank of one's own."""
    if values := leads_elsewhere(bank):
        return BankFault(bank.folder, 0, 0, "own_linked", values)
    try:
        there = stat.S_ISDIR(bank.folder.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        there = False
    except OSError as error:
        return unreadable(bank.folder, error)
    return None if there else BankFault(bank.folder, 1, 1, "own_gone", {"name": bank.name})


def _read_bank(reading: Reading, bank: OwnBank, entries: dict[str, Entry], faults: list[BankFault]) -> None:
    """Put the questions of one bank with the others. Of several files with one id, the best `_claim` has it."""
    without: list[Entry] = []
    for name, stamp in listed(bank.folder, faults):
        entry = reading.entry(name, stamp, faults)
        if entry is None:
            continue
        if not _stands_right(entry):
            faults.extend(place_faults(entry))
        name_in_bank = entry.header.id
        if len(name_in_bank) > MOST_IN_ID:
            continue
        other = entries.get(name_in_bank)
        if other is None:
            entries[name_in_bank] = entry
        elif _claim(entry) < _claim(other):
            # Put in anew, so that the questions stay in the order of their files.
            del entries[name_in_bank]
            entries[name_in_bank] = entry
            without.append(other)
        else:
            without.append(entry)
    faults.extend(duplicate_fault(entry, entries[entry.header.id]) for entry in without)
    reading.keep()


def _stands_right(entry: Entry) -> bool:
    """Whether `place_faults` has nothing to say: looked at for every file of a bank."""
    header = entry.header
    folder, _, name = entry.name.partition("/")
    code = CHAPTERS.get(folder)
    own_name = header.id.rpartition(":")[2] if entry.bank else header.id
    if len(header.id) > MOST_IN_ID:
        return False
    return code is not None and header.topics[0].startswith(f"{code}.") and name == f"{own_name}.yaml"


def _claim(entry: Entry) -> int:
    """How good a file's claim to its id is, 0 the best: it stands where it belongs, has the id's name, or neither."""
    if _stands_right(entry):
        return 0
    return 1 if id_in(entry.bank, entry.file.name) == f"{entry.header.id}.yaml" else 2


def id_faults(catalog: Catalog, entry: Entry) -> Iterator[BankFault]:
    """Whether another file of the catalog has the id of this one, which need not be in the catalog as it is here.

    The other keeps it unless this one has the better claim.
    """
    other = catalog.entries.get(entry.header.id)
    if other is not None and other.file != entry.file and _claim(entry) >= _claim(other):
        yield duplicate_fault(entry, other)


def duplicate_fault(entry: Entry, other: Entry) -> BankFault:
    """Two files have the same id."""
    values = {"id": entry.header.id, "other": str(other.file)}
    return BankFault(entry.file, *entry.document.place(("id",)), "duplicate_id", values)


@contextmanager
def collection_paused() -> Iterator[None]:
    """Many objects are made that all stay: to look for garbage among them again and again takes longer than reading."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def revision(question: Question) -> str:
    """A hash of what a question means: stem, material, what may be answered and what is right, in all its parts.

    A change of explanation, feedback, tags or level leaves it as it was, so that statistics are split only where the
    question itself has changed.
    """
    meaning = question.model_dump(mode="json", exclude_none=True)
    kept = _meant(meaning)
    kept["material"] = meaning["material"]
    kept["parts"] = [_meant(part) | {"id": part["id"]} for part in meaning.get("parts", [])]
    return blake2b(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode(), digest_size=8).hexdigest()


def _meant(asked: dict[str, Any]) -> dict[str, Any]:
    """What is asked, without the words that only teach."""
    names = ("kind", "stem", "problem", "answer", "pairs", "credit")
    kept: dict[str, Any] = {name: asked[name] for name in names if name in asked}
    kept |= {name: asked[name] for name in ("given", "where", "let") if asked.get(name)}
    for group in ("choices", "items", "extras"):
        choices = asked.get(group, [])
        kept[group] = [
            {name: choice[name] for name in choice if name not in ("feedback", "misconception")} for choice in choices
        ]
    return kept


def _curriculum(folder: Path) -> tuple[Syllabus, tuple[Track, ...]]:
    file = folder / "syllabus.yaml"
    try:
        syllabus = read_syllabus(file)
        file = folder / "tracks.yaml"
        return syllabus, read_tracks(file)
    except Unreadable as fault:
        raise NoBank(fault.fault) from fault
    except (KeyError, TypeError, AttributeError, ValueError) as fault:
        raise NoBank(BankFault(file, 1, 1, "wrong_curriculum", {"reason": str(fault).strip("'")})) from fault


def place_faults(entry: Entry) -> Iterator[BankFault]:
    """Whether the file stands where its id and topics say, and the id can be kept. All but one whose id is too long are
    loaded all the same.
    """
    header = entry.header
    folder, _, name = entry.name.partition("/")
    if id_in(entry.bank, name) != f"{header.id}.yaml":
        values = {"id": header.id.rpartition(":")[2]}
        yield BankFault(entry.file, *entry.document.place(("id",)), "name_differs", values)
    if len(header.id) > MOST_IN_ID:
        yield BankFault(entry.file, *entry.document.place(("id",)), "own_id_too_long", {"most": MOST_IN_ID})
    if folder not in CHAPTERS:
        yield BankFault(entry.file, 1, 1, "wrong_folder", {"folder": folder, "chapters": ", ".join(CHAPTERS)})
    elif not header.topics[0].startswith(CHAPTERS[folder] + "."):
        values = {"topic": header.topics[0], "folder": folder}
        yield BankFault(entry.file, *entry.document.place(("topics", 0)), "wrong_chapter", values)


def _kept(found: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(names) for key, names in found.items()}
