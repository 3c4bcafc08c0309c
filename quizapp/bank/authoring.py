"""What an author does with one question: begin it, check it while it is written, and lead it from draft to ready."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.bank import signing
from quizapp.bank.banks import leads_elsewhere
from quizapp.bank.catalog import MOST_IN_ID, Catalog
from quizapp.bank.content import current_reviews, is_current
from quizapp.bank.editing import scalar_text, write_whole
from quizapp.bank.entries import Entry, id_in, validate
from quizapp.bank.faults import BankFault, one_line
from quizapp.bank.holding import Busy, held
from quizapp.bank.json_schema import put_schema
from quizapp.bank.lint import findings_of_file
from quizapp.bank.reader import Unreadable, decoded, raw_content, read_text
from quizapp.bank.schema import Kind, Question, Status
from quizapp.bank.shelving import bank_holding
from quizapp.bank.sources import edited_text
from quizapp.bank.store import digest_of
from quizapp.bank.syllabus import CHAPTERS
from quizapp.bank.templates import Languages, template
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.bank.stress import Finding

# From where a question may go where. A retired one comes back by review only.
TRANSITIONS: dict[Status, tuple[Status, ...]] = {
    Status.DRAFT: (Status.REVIEW, Status.RETIRED),
    Status.REVIEW: (Status.READY, Status.DRAFT, Status.RETIRED),
    Status.READY: (Status.REVIEW, Status.RETIRED),
    Status.RETIRED: (Status.REVIEW,),
}
# So many draws are held against the gate before a question becomes ready.
GATE_SEEDS = 200
# As many of the things that are wrong are told with a refusal.
MOST_TOLD = 5
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class Refused(Exception):
    """What the author asked for can't be done: `code` names the message (`bank.<code>`), `values` fills it.

    `because`: what is wrong with the question, one by one.
    """

    def __init__(self, code: str, because: Sequence[BankFault | Finding] = (), **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
        self.because = tuple(because)

    def words(self, language: str) -> str:
        """Why, in a language: a line, and one for each thing that is wrong."""
        return "\n".join([message(language, f"bank.{self.code}", **self.values), *self.reasons(language)])

    def reasons(self, language: str) -> list[str]:
        """A line for each thing that is wrong."""
        return [f"- {found.words(language)}" for found in self.because[:MOST_TOLD]]


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as it stands in an editor: its question where it has one, and everything that is wrong with it.

    `preview`: a question that can be shown, where the text has none only because one of its languages is missing: the
    other language stands in for it.
    """

    question: Question | None
    preview: Question | None
    faults: tuple[BankFault, ...]

    @property
    def errors(self) -> int:
        """How many of the faults are errors."""
        return sum(fault.severity == "error" for fault in self.faults)


def new_text(
    catalog: Catalog, name: str, kind: Kind, chapter: str, languages: Languages = "both", words: str = "ja"
) -> str:
    """The text of a new question of a chapter; in a bank of one's own, its name goes before the id (`seminar:my-id`).

    Raises `Refused` for an unknown bank or chapter, or a name that is taken.
    """
    bank, colon, own_name = name.rpartition(":")
    if chapter not in CHAPTERS:
        raise Refused("no_chapter", folder=chapter, chapters=", ".join(CHAPTERS))
    if not _ID.fullmatch(own_name) or (colon and not bank):
        raise Refused("no_id", id=own_name if bank else name)
    if len(name) > MOST_IN_ID:
        raise Refused("id_too_long", id=name, length=len(name), most=MOST_IN_ID)
    if name in catalog.entries or file_of(catalog, name, chapter).exists():
        raise Refused("id_taken", id=name)
    code = CHAPTERS[chapter]
    for section in catalog.syllabus.sections():
        for topic in section.topics:
            if section.code == code and topic.keywords:
                return template(kind, own_name, topic.code, scalar_text(topic.keywords[0]), languages, words)
    raise Refused("no_topics", folder=chapter)


def folder_of(catalog: Catalog, bank: str) -> Path:
    """The folder of a bank by its name ("" for the one that ships). Raises `Refused`."""
    if not bank:
        return catalog.folder
    for own, _ in catalog.own:
        if own.name == bank:
            if values := leads_elsewhere(own):
                raise Refused("own_linked", (), **values)
            return own.folder
    raise Refused("own_unknown", name=bank)


def bank_of(catalog: Catalog, file: Path) -> str:
    """The name of the bank that a file belongs to by its place; "" for the one that ships, and for none."""
    bank = bank_holding(catalog, file)
    return bank.name if bank is not None else ""


def file_of(catalog: Catalog, name: str, chapter: str) -> Path:
    """Where the file of a question belongs. Raises `Refused` for an unknown bank."""
    bank, _, own_name = name.rpartition(":")
    return folder_of(catalog, bank) / chapter / f"{own_name}.yaml"


def new_question(
    catalog: Catalog, name: str, kind: Kind, chapter: str, languages: Languages = "both", words: str = "ja"
) -> Path:
    """Write a new question file from its template; into a bank of one's own also the schema that its first line names.

    Raises `Refused` or OSError.
    """
    text = new_text(catalog, name, kind, chapter, languages, words)
    file = file_of(catalog, name, chapter)
    folder = file.parent.parent
    if not Path(os.path.realpath(file.parent)).is_relative_to(os.path.realpath(folder)):
        raise Refused("new_outside", folder=str(file.parent))
    try:
        # Whoever begins a question of the same id at this moment, in any chapter, waits, and then finds this one.
        with held(folder):
            if any(os.path.lexists(folder / each / file.name) for each in CHAPTERS):
                raise Refused("id_taken", id=name)
            file.parent.mkdir(exist_ok=True)
            if folder != catalog.folder:
                put_schema(folder)
            with held(file.parent):
                write_whole(file, text.encode())
    except Busy:
        raise Refused("file_busy") from None
    return file


def check_text(catalog: Catalog, text: str, file: Path) -> Checked:
    """Check a text as the lint would check the file, without writing it."""
    try:
        document = read_text(text, file)
    except Unreadable as error:
        return Checked(None, None, (error.fault,))
    bank = bank_of(catalog, file)
    found = validate(document)
    if not isinstance(found, Question):
        return Checked(None, _of_bank(_with_both_languages(document.data, file), bank), tuple(found))
    question = found.model_copy(update={"id": id_in(bank, found.id)}) if bank else found
    stamp = (0, 0, len(text))
    name = f"{file.parent.name}/{file.name}"
    entry = Entry(question, document, file.parent.parent, name, stamp, digest_of(text.encode()), bank)
    with edited_text(entry.file, text):
        faults = findings_of_file(catalog, entry)
    return Checked(question, question, tuple(sorted(faults, key=lambda fault: (fault.line, fault.column))))


def _of_bank(question: Question | None, bank: str) -> Question | None:
    return question.model_copy(update={"id": id_in(bank, question.id)}) if question is not None and bank else question


def as_it_is(entry: Entry) -> Entry:
    """An entry as its file is now, whatever was read before. Raises `reader.Unreadable`, or `Refused` where the file
    holds no question of its id any more.
    """
    raw = raw_content(entry.file)
    document = read_text(decoded(raw, entry.file), entry.file)
    found = validate(document)
    name = entry.header.id
    if not isinstance(found, Question):
        raise Refused("unreadable_question", found, id=name)
    question = found.model_copy(update={"id": id_in(entry.bank, found.id)})
    if question.id != name:
        raise Refused("other_id", id=name, other=question.id)
    return Entry(question, document, entry.folder, entry.name, (0, 0, len(raw)), digest_of(raw), entry.bank)


def change_status(catalog: Catalog, name: str, status: Status) -> None:
    """Lead a question, as its file is now, to another status, by writing it into the file.

    To `ready` only with a review of what it is now, undisputed, without errors of the lint, and where it draws its own
    numbers without errors over `GATE_SEEDS` of them. Raises `Refused`, and as `signing.sign` does.
    """
    entry = as_it_is(catalog.entries[name])
    if may_become(catalog, entry, status):
        pass_gate(entry.question)
    write_status(entry, status)


def may_become(catalog: Catalog, entry: Entry, status: Status) -> bool:
    """Whether a question may become `status` only if it passes the gate as well (`pass_gate`), which takes its time.

    `entry`: as the file is now (`as_it_is`). Raises `Refused` where something else stands against it.
    """
    question = entry.question
    name = question.id
    _may_go(question, status)
    if status is not Status.READY:
        return False
    if not is_current(question):
        _not_disputed(entry)
        raise Refused("not_reviewed", id=name)
    _without_errors(catalog, entry)
    return bool(_drawing(question))


def may_be_signed_ready(catalog: Catalog, entry: Entry, by: str) -> None:
    """Raise `Refused` where a signature of `by` would not lead a question to `ready`: what can be said before it is
    written, and before the gate, which takes its time.
    """
    _may_go(entry.question, Status.READY)
    # What `by` has disputed is refused by `signing.sign` itself, which says so.
    _not_disputed(entry, but=signing.recorded(by))
    _without_errors(catalog, entry)


def _not_disputed(entry: Entry, but: str = "") -> None:
    """Raise `Refused` where somebody (other than `but`) disputes the question as it stands: who, and why."""
    disputes = [each for each in current_reviews(entry.question) if each.disputed is not None and each.by != but]
    if disputes:
        told = [
            BankFault(entry.file, 0, 0, "dispute_of", {"name": each.by, "reason": each.disputed}) for each in disputes
        ]
        raise Refused("still_disputed", told, id=entry.question.id, count=len(told), file=one_line(str(entry.file)))


def _may_go(question: Question, status: Status) -> None:
    if status not in TRANSITIONS[question.status]:
        allowed = ", ".join(found.value for found in TRANSITIONS[question.status])
        now, name = question.status.value, question.id
        raise Refused("no_transition", id=name, status=now, wanted=status.value, allowed=allowed)


def _without_errors(catalog: Catalog, entry: Entry) -> None:
    faults = [fault for fault in findings_of_file(catalog, entry) if fault.severity == "error"]
    if faults:
        raise Refused("has_errors", faults, id=entry.question.id, count=len(faults))


def pass_gate(question: Question, seeds: int = GATE_SEEDS, step: Callable[[], None] = lambda: None) -> None:
    """Hold a question against the gate. Raises `Refused` with the errors that it finds.

    `step` is called `gate_steps` times, and may stop it by an exception. Safe on any thread.
    """
    from quizapp.bank.stress import stress_question

    reports = [stress_question(question, part, seeds, step) for part in _drawing(question)]
    failures = [found for report in reports for found in report.findings if found.severity == "error"]
    if failures:
        raise Refused("gate_refuses", failures, id=question.id, count=len(failures))


def gate_steps(question: Question, seeds: int = GATE_SEEDS) -> int:
    """How many steps `pass_gate` takes."""
    from quizapp.bank.stress import steps_of

    return sum(steps_of(question, part, seeds) for part in _drawing(question))


def write_status(entry: Entry, status: Status) -> None:
    """Write a status that was found right for what the file held when `entry` was read. Raises as `signing.sign` does,
    also where it holds something else by now.
    """
    signing.change_status(entry.file, status, entry.digest)


def _drawing(question: Question) -> list[str]:
    return [part for part in question.part_names if question.asked(part).given]


def _with_both_languages(data: object, file: Path) -> Question | None:
    """The question with each missing text taken from the other language; None where that is not all that is wrong."""
    from quizapp.bank.reader import Document

    found = validate(Document(file, _completed(data)))  # type: ignore[arg-type]
    return found if isinstance(found, Question) else None


def _completed(data: object) -> object:
    if isinstance(data, dict):
        completed = {name: _completed(value) for name, value in data.items()}
        for missing, other in (("ja", "en"), ("en", "ja")):
            if missing not in completed and isinstance(completed.get(other), str):
                completed[missing] = completed[other]
        return completed
    return [_completed(value) for value in data] if isinstance(data, list) else data
