"""All questions of a bank, found by id, chapter, topic, track section or keyword.

What can't be read is reported; the rest loads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from pydantic import ValidationError

from quizapp.bank.faults import BankFault
from quizapp.bank.reader import Document, Unreadable, read_file
from quizapp.bank.schema import Question
from quizapp.bank.syllabus import CHAPTERS, Syllabus, Track, TrackSection, read_syllabus, read_tracks


class NoBank(Exception):
    """The folder holds no bank: its syllabus or its tracks can't be read. `fault` says where and why."""

    def __init__(self, fault: BankFault) -> None:
        super().__init__(f"{fault.place}: {fault.words('en')}")
        self.fault = fault


class UnknownQuestion(LookupError):
    """No question has this id."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One question and the file that it came from."""

    question: Question
    document: Document
    chapter: str
    stamp: tuple[int, int]


@dataclass(slots=True)
class Catalog:
    """A bank in memory. `faults`: what could not be read, with its place."""

    folder: Path
    syllabus: Syllabus
    tracks: tuple[Track, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    faults: tuple[BankFault, ...] = ()
    _by_topic: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_section: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_keyword: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    _by_chapter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def questions(self) -> dict[str, Question]:
        """Every question that could be read, by id."""
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
        """The bank as it stands now; files whose time and size are unchanged are not read again."""
        return load(self.folder, known={entry.document.file: entry for entry in self.entries.values()})


def load(folder: Path, known: Mapping[Path, Entry] | None = None) -> Catalog:
    """Read a bank. A broken question file becomes a fault and the rest load. Raises `NoBank`."""
    syllabus, tracks = _curriculum(folder)
    entries: dict[str, Entry] = {}
    faults: list[BankFault] = []
    for file in question_files(folder):
        entry = _entry(file, (known or {}).get(file), faults)
        if entry is None:
            continue
        other = entries.get(entry.question.id)
        if other is not None:
            line, column = entry.document.place(("id",))
            values = {"id": entry.question.id, "other": str(other.document.file)}
            faults.append(BankFault(file, line, column, "duplicate_id", values))
            continue
        entries[entry.question.id] = entry
    questions = [(name, entry.question) for name, entry in entries.items()]
    return Catalog(
        folder,
        syllabus,
        tracks,
        entries,
        tuple(faults),
        _by_topic=_index((code, name) for name, question in questions for code in question.topics),
        _by_section=_index((code, name) for name, question in questions for code in question.tracks),
        _by_keyword=_index((word, name) for name, question in questions for word in question.keywords),
        _by_chapter=_index((entry.chapter, name) for name, entry in entries.items()),
    )


def question_files(folder: Path) -> list[Path]:
    """The question files of a bank: one level of folders, in order of name."""
    return sorted(file for file in folder.glob("*/*.yaml") if file.is_file() and not file.name.startswith("."))


def read_question(file: Path) -> tuple[Question, Document]:
    """Read and validate one question file. Raises `Unreadable` for the first thing that is wrong."""
    document = read_file(file)
    faults = validate(document)
    if isinstance(faults, Question):
        return faults, document
    raise Unreadable(faults[0])


def validate(document: Document) -> Question | list[BankFault]:
    """The question in a document, or everything that is wrong with its form."""
    if not isinstance(document.data, dict):
        return [BankFault(document.file, 1, 1, "not_a_mapping")]
    try:
        return Question.model_validate(document.data)
    except ValidationError as fault:
        return [_schema_fault(document, error) for error in fault.errors(include_url=False)]


def revision(question: Question) -> str:
    """A hash of what a question means: its stem, what may be answered, and what is right.

    A change of explanation, feedback, tags or level leaves it as it was, so that statistics are split only where the
    question itself has changed.
    """
    meaning = question.model_dump_json(include={"kind", "stem", "choices", "problem", "answer"}, exclude_none=True)
    return blake2b(meaning.encode(), digest_size=8).hexdigest()


def _curriculum(folder: Path) -> tuple[Syllabus, tuple[Track, ...]]:
    file = folder / "syllabus.yaml"
    try:
        syllabus = read_syllabus(file)
        file = folder / "tracks.yaml"
        return syllabus, read_tracks(file)
    except Unreadable as fault:
        raise NoBank(fault.fault) from fault
    except (KeyError, TypeError) as fault:
        raise NoBank(BankFault(file, 1, 1, "missing", {"field": str(fault).strip("'")})) from fault


def _entry(file: Path, known: Entry | None, faults: list[BankFault]) -> Entry | None:
    try:
        status = file.stat()
    except OSError as fault:
        faults.append(BankFault(file, 1, 1, "unreadable_file", {"reason": fault.strerror or str(fault)}))
        return None
    stamp = (status.st_mtime_ns, status.st_size)
    if known is not None and known.stamp == stamp:
        return known
    try:
        document = read_file(file)
    except Unreadable as fault:
        faults.append(fault.fault)
        return None
    question = validate(document)
    if not isinstance(question, Question):
        faults.extend(question)
        return None
    faults.extend(_place_faults(file, document, question))
    return Entry(question, document, file.parent.name, stamp)


def _place_faults(file: Path, document: Document, question: Question) -> Iterator[BankFault]:
    """Whether the file stands where its id and topics say. The question is loaded all the same."""
    if file.stem != question.id:
        yield BankFault(file, *document.place(("id",)), "name_differs", {"id": question.id})
    folder = file.parent.name
    if folder not in CHAPTERS:
        yield BankFault(file, 1, 1, "wrong_folder", {"folder": folder, "chapters": ", ".join(CHAPTERS)})
    elif not question.topics[0].startswith(CHAPTERS[folder] + "."):
        values = {"topic": question.topics[0], "folder": folder}
        yield BankFault(file, *document.place(("topics", 0)), "wrong_chapter", values)


def _schema_fault(document: Document, error: object) -> BankFault:
    details: dict[str, object] = dict(error)  # type: ignore[call-overload]
    location = details["loc"]
    assert isinstance(location, tuple)
    place = document.place(location)
    name = str(location[-1]) if location else "?"
    parent = str(location[-2]) if len(location) > 1 else "?"
    if details["type"] == "missing":
        if name in ("ja", "en"):
            return BankFault(document.file, *place, "missing_language", {"field": name, "parent": parent})
        return BankFault(document.file, *place, "missing", {"field": name})
    if details["type"] == "extra_forbidden":
        return BankFault(document.file, *place, "unknown_field", {"field": name})
    dotted = ".".join(str(part) for part in location) or "question"
    return BankFault(document.file, *place, "wrong_type", {"field": dotted, "reason": str(details["msg"])})


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}
