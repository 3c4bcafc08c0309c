"""All questions of a bank, found by id, chapter, topic, track section or keyword.

What can't be read is reported; the rest loads.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quizapp.bank.faults import BankFault
from quizapp.bank.reader import Document, Unreadable, read_file
from quizapp.bank.schema import FORM_CODES, Question
from quizapp.bank.syllabus import CHAPTERS, Syllabus, Track, TrackSection, read_syllabus, read_tracks
from quizapp.text.messages.bank import CATALOG


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
    faults.extend(_passed_over(folder))
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


def _passed_over(folder: Path) -> Iterator[BankFault]:
    """What stands where a question file would stand, and is none."""
    for path in sorted(folder.glob("*/*.y*ml")):
        if path.name.startswith("."):
            continue
        if path.suffix == ".yml":
            yield BankFault(path, 1, 1, "wrong_suffix", {"name": f"{path.stem}.yaml"})
        elif not path.is_file():
            yield BankFault(path, 1, 1, "not_a_file")


def validate(document: Document) -> Question | list[BankFault]:
    """The question in a document, or everything that is wrong with its form."""
    if not isinstance(document.data, dict):
        return [BankFault(document.file, 1, 1, "not_a_mapping")]
    try:
        return Question.model_validate(document.data)
    except ValidationError as fault:
        return [_schema_fault(document, error) for error in fault.errors(include_url=False)]


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
    dotted = ".".join(str(part) for part in location) or document.file.stem
    kind = str(details["type"])
    context = details.get("ctx")
    values: dict[str, object] = {"field": dotted, "reason": str(details["msg"])}
    values |= dict(context) if isinstance(context, dict) else {}
    if kind == "missing":
        if name in ("ja", "en"):
            return BankFault(document.file, *place, "missing_language", {"field": name, "parent": parent})
        return BankFault(document.file, *place, "missing", {"field": name})
    if kind == "extra_forbidden":
        return BankFault(document.file, *place, "unknown_field", {"field": name})
    code = kind if kind in FORM_CODES else f"type_{kind}" if f"type_{kind}" in CATALOG else "wrong_type"
    return BankFault(document.file, *place, code, values)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in pairs:
        found[key].append(name)
    return {key: tuple(names) for key, names in found.items()}
