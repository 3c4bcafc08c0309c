"""What a bank holds, and what it lacks: counts by kind, topic, chapter and track, terms and topics not yet asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from quizapp.bank.catalog import Catalog, question_files
from quizapp.bank.schema import LANGUAGES, Question, Status
from quizapp.bank.syllabus import CHAPTERS


def statistics(catalog: Catalog) -> dict[str, Any]:
    """Counts over all questions that are not retired; each part of a set counts as one question.

    A topic is missing when no ready question names it; a term of a track's section is missing when no ready question
    that serves the section has the term among its keywords.
    """
    questions = [question for question in catalog.questions.values() if question.status is not Status.RETIRED]
    topics = Counter(code for question in questions for code in question.topics for _ in question.part_names)
    ready = [question for question in questions if question.status is Status.READY]
    asked = {code for question in ready for code in question.topics}
    sections = Counter(code for question in questions for code in question.tracks for _ in question.part_names)
    return {
        "files": len(question_files(catalog.folder)),
        "questions": sum(_parts(question) for question in questions),
        "ready": sum(map(_parts, ready)),
        "parametric": sum(question.asked(part).parametric for question in questions for part in question.part_names),
        "sets": sum(question.parts is not None for question in questions),
        "by_kind": dict(sorted(Counter(_kinds(questions)).items())),
        "by_topic": {topic.code: topics[topic.code] for topic in catalog.syllabus.topics()},
        "by_chapter": {name: _active(catalog, catalog.in_chapter(name)) for name in CHAPTERS},
        "by_track": {section.id: sections[section.id] for _, section in catalog.sections()},
        "by_language": {
            language: sum(_parts(question) for question in questions if _written(question, language))
            for language in LANGUAGES
        },
        "missing_terms": missing_terms(catalog, ready),
        "missing_topics": [topic.code for topic in catalog.syllabus.topics() if topic.code not in asked],
    }


def missing_terms(catalog: Catalog, questions: list[Question]) -> dict[str, list[str]]:
    """Section id → the terms taught there that no question asks."""
    asked = {(section, word) for question in questions for section in question.tracks for word in question.keywords}
    missing = {
        section.id: [term for term in section.terms if (section.id, term) not in asked]
        for _, section in catalog.sections()
    }
    return {section: terms for section, terms in missing.items() if terms}


def _parts(question: Question) -> int:
    return len(question.part_names)


def _kinds(questions: list[Question]) -> Iterator[str]:
    for question in questions:
        for part in question.part_names:
            yield str(question.asked(part).kind)


def _active(catalog: Catalog, ids: tuple[str, ...]) -> int:
    found = (catalog.find(name) for name in ids)
    return sum(_parts(question) for question in found if question.status is not Status.RETIRED)


def _written(question: Question, language: str) -> bool:
    texts = [question.stem, *(question.asked(part).explanation for part in question.part_names)]
    return all(text is not None and text[language].strip() for text in texts)
