"""What can be tried in the Lab, found by words of either language: models, families with their questions, functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.lab.functions import references
from quizapp.study.searching import folded
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog

KINDS = ("all", "model", "problem", "function")
MODELS = ("network", "descent", "window", "curves")
# Where in the syllabus a model belongs.
_TOPICS = {"network": "3.2.2", "descent": "3.2.1", "window": "3.4.1", "curves": "3.1.3"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing to try. `kind`: a member of `KINDS`. `id`: a model's name, a question's id (`#part` behind it), or a
    function's `module.name`. `code`: the topic's code, or the module. `words`: what it is found by, folded.
    """

    kind: str
    id: str
    code: str
    ja: str
    en: str
    words: str


def shelf(catalog: Catalog) -> list[Subject]:
    """Everything: the models, then problems in the order of the syllabus, then functions by module."""
    return [*_models(), *_problems(catalog), *_functions()]


def find(subjects: Sequence[Subject], text: str, kind: str) -> list[Subject]:
    """The subjects of a kind (`all`: of any) in which every word occurs."""
    words = folded(text).split()
    return [
        subject
        for subject in subjects
        if kind in ("all", subject.kind) and all(word in subject.words for word in words)
    ]


def _subject(kind: str, name: str, code: str, ja: str, en: str, more: Sequence[str] = ()) -> Subject:
    return Subject(kind, name, code, ja, en, folded("\n".join([name, code, ja, en, *more])))


def _models() -> list[Subject]:
    found = []
    for name in MODELS:
        ja, en = (message(language, f"lab.model_{name}") for language in ("ja", "en"))
        more = [message(language, f"lab.about_{name}") for language in ("ja", "en")]
        found.append(_subject("model", name, _TOPICS[name], ja, en, more))
    return found


def _problems(catalog: Catalog) -> list[Subject]:
    order = {topic.code: place for place, topic in enumerate(catalog.syllabus.topics())}
    names = {topic.code: (topic.name["ja"], topic.name["en"]) for topic in catalog.syllabus.topics()}
    found = []
    for entry in catalog.entries.values():
        header = entry.header
        if not any(part.parametric for part in header.parts):
            continue
        question = entry.question
        for part in header.parts:
            if not part.parametric:
                continue
            asked = question.asked(part.name)
            stem = asked.stem if part.name and asked.stem is not None else question.stem
            name = question.id + (f"#{part.name}" if part.name else "")
            topics = [word for code in header.topics for word in names.get(code, ())]
            more = [*header.keywords, *topics, asked.problem or ""]
            found.append(_subject("problem", name, header.topics[0], stem.ja, stem.en, more))
    return sorted(found, key=lambda subject: order.get(subject.code, len(order)))


def _functions() -> list[Subject]:
    found = []
    for reference in references():
        modules = [message(language, f"lab.module_{reference.module}") for language in ("ja", "en")]
        ja, en = (f"{reference.name}　{modules[0]}", f"{reference.name}  {reference.summary}")
        found.append(_subject("function", reference.id, reference.module, ja, en, [*modules, reference.about]))
    return found
