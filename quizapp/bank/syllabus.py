"""The syllabus, the chapters and the tracks: what there is to learn, and the ways through it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quizapp.bank.fast_reader import read_data
from quizapp.bank.reader import decoded, raw_content, read_text

# A chapter of the bank is a section of the syllabus: folder name → section code.
CHAPTERS: dict[str, str] = {
    "linear-algebra": "1.1",
    "probability": "1.2",
    "information-theory": "1.3",
    "machine-learning": "2.1",
    "feedforward": "3.1",
    "optimization": "3.2",
    "regularization": "3.3",
    "convolution": "3.4",
    "recurrent": "3.5",
    "transformer": "3.6",
    "generalization": "3.7",
    "image-recognition": "4.1",
    "object-detection": "4.2",
    "segmentation": "4.3",
    "language": "4.4",
    "speech": "4.5",
    "generative": "4.6",
    "reinforcement": "4.7",
    "learning-methods": "4.8",
    "explainability": "4.9",
    "edge": "5.1",
    "distributed": "5.2",
    "accelerators": "5.3",
    "environments": "5.4",
    "history": "0.1",
    "tools": "0.2",
    "methodology": "0.3",
    "applications": "0.4",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages."""

    ja: str
    en: str

    def __getitem__(self, language: str) -> str:
        return self.en if language == "en" else self.ja


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the syllabus. `exam`: whether the exam asks about it."""

    code: str
    name: Name
    exam: bool
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SyllabusSection:
    """A section of the syllabus, which is a chapter of the bank."""

    code: str
    name: Name
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class SyllabusField:
    """One of the fields that the exam's result is broken down by."""

    code: str
    name: Name
    sections: tuple[SyllabusSection, ...]


@dataclass(frozen=True, slots=True)
class Syllabus:
    """The whole tree: fields → sections → topics."""

    edition: str
    fields: tuple[SyllabusField, ...]

    def sections(self) -> Iterator[SyllabusSection]:
        """All sections, in order."""
        for field in self.fields:
            yield from field.sections

    def topics(self) -> Iterator[Topic]:
        """All topics, in order."""
        for section in self.sections():
            yield from section.topics


@dataclass(frozen=True, slots=True)
class TrackSection:
    """What a learner who follows a book or course would call a chapter. `terms`: what that source teaches there."""

    id: str
    name: Name
    topics: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Track:
    """A book or course that a learner may be following."""

    id: str
    name: Name
    sections: tuple[TrackSection, ...]


def read_syllabus(file: Path) -> Syllabus:
    """Read `syllabus.yaml`.

    Raises `reader.Unreadable`, or KeyError/TypeError where its form is not the syllabus's own.
    """
    data: Any = _data(file)
    return Syllabus(
        edition=_words(data["edition"]),
        fields=tuple(
            SyllabusField(
                _words(field["code"]),
                _name(field),
                tuple(
                    SyllabusSection(
                        _words(section["code"]), _name(section), tuple(_topic(topic) for topic in section["topics"])
                    )
                    for section in field["sections"]
                ),
            )
            for field in data["fields"]
        ),
    )


def read_tracks(file: Path) -> tuple[Track, ...]:
    """Read `tracks.yaml`; the track that is the syllabus itself is left out, because it has no sections of its own."""
    data: Any = _data(file)
    return tuple(
        Track(
            _words(track["id"]),
            _name(track),
            tuple(_track_section(section) for section in track["sections"]),
        )
        for track in data["tracks"]
        if isinstance(track["sections"], list)
    )


def _data(file: Path) -> Any:
    """The data of a file. Raises `reader.Unreadable`."""
    source = decoded(raw_content(file), file)
    data = read_data(source)
    return data if data is not None else read_text(source, file).data


def _track_section(data: Any) -> TrackSection:
    topics, terms = (tuple(map(_words, data[name])) for name in ("topics", "terms"))
    return TrackSection(_words(data["id"]), _name(data), topics, terms)


def _name(data: Any) -> Name:
    return Name(_words(data["ja"]), _words(data["en"]))


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, not {value!r}")
    return value


def _topic(data: Any) -> Topic:
    # A keyword is a word, or `{ja: word, since: edition}`.
    words = tuple(_words(word if isinstance(word, str) else word["ja"]) for word in data["keywords"])
    return Topic(_words(data["code"]), _name(data), data["exam"], words)
