"""The blueprint of a mock exam (`questions/exam.yaml`): its length, and the shares of fields, topics and sets.

Read as strictly as a question file: whatever can't be used is told with file, line and column, and no exam is drawn
from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from quizapp.bank.catalog import Catalog
from quizapp.bank.faults import BankFault
from quizapp.bank.reader import Document, Unreadable, read_file
from quizapp.bank.schema import Question, Status
from quizapp.bank.schema_text import Label, Part
from quizapp.bank.syllabus import Syllabus
from quizapp.text.messages import message
from quizapp.text.safe import safe_text

FILE = "exam.yaml"


class TopicShare(Part):
    """A topic's place in a paper: the sizes of the sets on it, and the share of papers in which they stand."""

    topic: Label
    sets: Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(min_length=1, max_length=6)]
    chance: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1.0

    @property
    def expected(self) -> float:
        """How many questions on the topic a paper of the sample's length holds on average."""
        return sum(self.sets) * self.chance

    @property
    def set_size(self) -> int:
        """How many questions a set on the topic has (the largest, where they differ)."""
        return max(self.sets)


class FieldShare(Part):
    """A field's share of a paper (`questions`, in proportion to those of the other fields), and its topics."""

    code: Label
    questions: Annotated[int, Field(ge=1, le=500)]
    topics: Annotated[list[TopicShare], Field(min_length=1, max_length=100)]


class Blueprint(Part):
    """How a mock exam is made up. `minutes` for `questions` questions; a shorter one has time in proportion."""

    minutes: Annotated[int, Field(ge=1, le=600)]
    questions: Annotated[int, Field(ge=1, le=500)]
    fields: Annotated[list[FieldShare], Field(min_length=1, max_length=20)]

    @property
    def seconds_per_question(self) -> float:
        """The pace that the exam asks for: 72 s where 100 questions have 120 minutes."""
        return self.minutes * 60 / self.questions


@dataclass(frozen=True, slots=True)
class BlueprintFault(BankFault):
    """What is wrong with a blueprint; the words are the exam's own (`exam.<code>`), or the reader's."""

    def words(self, language: str) -> str:
        """What is wrong, in a language."""
        values = {name: safe_text(str(value))[:200] for name, value in self.values.items()}
        return message(language, f"exam.{self.code}", **values)


class NoBlueprint(Exception):
    """The bank has no blueprint that can be used; `faults` says why, with the place."""

    def __init__(self, faults: tuple[BankFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.place}: {fault.words('en')}" for fault in faults))
        self.faults = faults


def load_blueprint(catalog: Catalog) -> Blueprint:
    """The blueprint of a bank. Raises `NoBlueprint`."""
    found, faults = _read(catalog.folder / FILE, catalog.syllabus)
    errors = tuple(fault for fault in faults if fault.severity == "error")
    if found is None or errors:
        raise NoBlueprint(errors)
    return found


def findings(catalog: Catalog) -> Iterator[BankFault]:
    """Everything that is wrong with a bank's blueprint; nothing for a bank that has none."""
    file = catalog.folder / FILE
    if not file.exists():
        return
    blueprint, faults = _read(file, catalog.syllabus)
    yield from faults
    if blueprint is None or any(fault.severity == "error" for fault in faults):
        return
    document = read_file(file)
    asked = {question.topics[0] for question in examinable(catalog)}
    for place, field in enumerate(blueprint.fields):
        for position, share in enumerate(field.topics):
            if share.topic not in asked:
                where = document.place(("fields", place, "topics", position, "topic"))
                yield BlueprintFault(file, *where, "topic_without_question", {"topic": share.topic}, "warning")


def examinable(catalog: Catalog) -> Iterator[Question]:
    """The questions that a mock exam may ask: `ready`, and on no topic that the exam leaves out."""
    topics = {topic.code for topic in catalog.syllabus.topics() if topic.exam}
    for entry in catalog.entries.values():
        if entry.header.status is Status.READY and topics.issuperset(entry.header.topics):
            yield entry.question


def _read(file: Path, syllabus: Syllabus) -> tuple[Blueprint | None, list[BankFault]]:
    """The blueprint in a file (None where its form is wrong), and everything that is wrong with it."""
    try:
        document = read_file(file)
    except Unreadable as fault:
        return None, [fault.fault]
    if not isinstance(document.data, dict):
        return None, [BlueprintFault(file, 1, 1, "not_a_blueprint")]
    try:
        blueprint = Blueprint.model_validate(document.data)
    except ValidationError as error:
        return None, [_form_fault(document, details) for details in error.errors(include_url=False)]
    return blueprint, list(_content_faults(document, blueprint, syllabus))


def _form_fault(document: Document, details: Any) -> BankFault:
    location: tuple[str | int, ...] = details["loc"]
    place = document.place(location)
    name = str(location[-1]) if location else FILE
    codes = {"missing": "missing_field", "extra_forbidden": "unknown_field"}
    code = codes.get(str(details["type"]), "wrong_value")
    values = {"field": ".".join(map(str, location)) if code == "wrong_value" else name, "reason": details["msg"]}
    return BlueprintFault(document.file, *place, code, values)


def _content_faults(document: Document, blueprint: Blueprint, syllabus: Syllabus) -> Iterator[BankFault]:
    """Names that the syllabus doesn't have or the exam leaves out, whatever stands twice, exam topics without share."""
    topics = {
        topic.code: (field.code, topic.exam)
        for field in syllabus.fields
        for section in field.sections
        for topic in section.topics
    }
    codes = {field.code for field in syllabus.fields}
    seen: set[str] = set()
    for number, field in enumerate(blueprint.fields):
        where = document.place(("fields", number, "code"))
        if field.code not in codes:
            yield BlueprintFault(document.file, *where, "no_such_field", {"field": field.code})
        if field.code in [other.code for other in blueprint.fields[:number]]:
            yield BlueprintFault(document.file, *where, "field_twice", {"field": field.code})
        for position, share in enumerate(field.topics):
            where = document.place(("fields", number, "topics", position, "topic"))
            home, exam = topics.get(share.topic, ("", True))
            values = {"topic": share.topic, "field": field.code}
            if share.topic not in topics:
                yield BlueprintFault(document.file, *where, "no_such_topic", values)
            elif home != field.code:
                yield BlueprintFault(document.file, *where, "topic_elsewhere", values)
            elif not exam:
                yield BlueprintFault(document.file, *where, "topic_not_examined", values)
            if share.topic in seen:
                yield BlueprintFault(document.file, *where, "topic_twice", values)
            seen.add(share.topic)
    left = [code for code, (_, exam) in topics.items() if exam and code not in seen]
    if left:
        where = document.place(("fields",))
        yield BlueprintFault(document.file, *where, "topics_without_share", {"topics": ", ".join(left)}, "warning")
