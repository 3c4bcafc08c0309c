"""What a bank holds, and what it lacks: counts by kind, topic, chapter and track, terms and topics not yet asked."""

from __future__ import annotations

from collections import Counter
from typing import Any

from quizapp.bank.catalog import Catalog, question_files
from quizapp.bank.schema import LANGUAGES, Question, Status
from quizapp.bank.syllabus import CHAPTERS


def statistics(catalog: Catalog) -> dict[str, Any]:
    """Counts over all questions that are not retired.

    A topic is missing when no question names it; a term of a track's section is missing when no question that serves
    the section has the term among its keywords.
    """
    questions = [question for question in catalog.questions.values() if question.status is not Status.RETIRED]
    topics = Counter(code for question in questions for code in question.topics)
    sections = Counter(code for question in questions for code in question.tracks)
    return {
        "files": len(question_files(catalog.folder)),
        "questions": len(questions),
        "ready": sum(question.status is Status.READY for question in questions),
        "parametric": sum(question.parametric for question in questions),
        "by_kind": dict(sorted(Counter(str(question.kind) for question in questions).items())),
        "by_topic": {topic.code: topics[topic.code] for topic in catalog.syllabus.topics()},
        "by_chapter": {name: _active(catalog, catalog.in_chapter(name)) for name in CHAPTERS},
        "by_track": {section.id: sections[section.id] for _, section in catalog.sections()},
        "by_language": {
            language: sum(_written(question, language) for question in questions) for language in LANGUAGES
        },
        "missing_terms": missing_terms(catalog, questions),
        "missing_topics": [topic.code for topic in catalog.syllabus.topics() if not topics[topic.code]],
    }


def missing_terms(catalog: Catalog, questions: list[Question]) -> dict[str, list[str]]:
    """Section id → the terms taught there that no question asks."""
    asked = {(section, word) for question in questions for section in question.tracks for word in question.keywords}
    missing = {
        section.id: [term for term in section.terms if (section.id, term) not in asked]
        for _, section in catalog.sections()
    }
    return {section: terms for section, terms in missing.items() if terms}


def _active(catalog: Catalog, ids: tuple[str, ...]) -> int:
    return sum(catalog.find(name).status is not Status.RETIRED for name in ids)


def _written(question: Question, language: str) -> bool:
    return bool(question.stem[language].strip() and question.explanation[language].strip())
