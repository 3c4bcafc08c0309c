"""Lint of one question: its codes, choices, numbers, formulas and placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache, partial
from typing import Literal

from calculators.answers.keys import Expression
from calculators.problems import NoProblem
from calculators.problems.problem import MOST_ATTEMPTS
from quizapp.bank import families, lint_numbers, lint_sets, lint_style, lint_written, material, placeholders
from quizapp.bank.catalog import Entry
from quizapp.bank.drawn import Unjudgeable
from quizapp.bank.faults import BankFault
from quizapp.bank.lint_texts import asked_texts, texts
from quizapp.bank.places import character_place
from quizapp.bank.schema import LANGUAGES, Asked, Choice, Question
from quizapp.bank.sources import text_of
from quizapp.bank.syllabus import Syllabus, TrackSection
from quizapp.bank.variants import Variant, draw_unchecked, render
from quizapp.text.document import formulas, parse
from quizapp.text.formula import FormulaFault, drawing_fault

# A variant of each of these seeds is drawn and all its formulas are drawn.
SEEDS = families.SEEDS[: families.SHOWN]
# Where nothing can be drawn there are no texts to look at.
_UNDRAWN = frozenset({"unknown_family", "undrawn_numbers", "slow_numbers", "unusable_key", "mistake_unreadable"})

_UNREAD = re.compile(r"[\s$。.]+")
_NUMBER = re.compile(r"[-−]?\d+(\.\d+)?")
_ATTEMPTS = {"attempts": MOST_ATTEMPTS}

Report = Callable[..., BankFault]


def findings(
    question: Question, report: Report, syllabus: Syllabus, sections: Iterable[TrackSection]
) -> Iterator[BankFault]:
    """What is wrong with a question by itself, whatever else is in the bank."""
    yield from _codes(question, report, syllabus, sections)
    structure = list(lint_sets.findings(question, report))
    yield from structure
    yield from lint_written.findings(question, report)
    if next(material.faults(question), None) is not None:
        return  # such material can't be shown, and so no part of it
    for position, part in enumerate(question.part_names):
        asked = question.asked(part)
        inner: Report = report if part == "" else partial(_within, report, ("parts", position))
        yield from _choices(asked, inner)
        numbers = list(lint_numbers.findings(asked, inner))
        yield from numbers
        if not any(fault.code in _UNDRAWN or fault.code.startswith("expression_") for fault in numbers):
            yield from _formulas(question, part, inner, report)
        yield from lint_style.findings(asked, inner)
        yield from lint_written.pointing(question, asked, inner)
    yield from _placeholders(question, report)


def _within(
    report: Report,
    where: tuple[str | int, ...],
    path: tuple[str | int, ...],
    rule: str,
    severity: Literal["error", "warning"] = "error",
    /,
    **values: object,
) -> BankFault:
    """A fault whose path begins at a part of a set."""
    return report((*where, *path), rule, severity, **values)


def reporter(entry: Entry) -> Report:
    """Makes faults whose place is that of a path in the entry's file."""

    def report(
        path: tuple[str | int, ...], rule: str, severity: Literal["error", "warning"] = "error", /, **values: object
    ) -> BankFault:
        line, column = entry.document.place(path)
        return BankFault(entry.document.file, line, column, rule, values, severity)

    return report


def _codes(
    question: Question, report: Report, syllabus: Syllabus, sections: Iterable[TrackSection]
) -> Iterator[BankFault]:
    topics = {topic.code: topic for topic in syllabus.topics()}
    known_sections = {section.id: section for section in sections}
    known: set[str] = set()
    for position, code in enumerate(question.topics):
        if code in topics:
            known.update(topics[code].keywords)
        else:
            yield report(("topics", position), "unknown_topic", code=code)
    for position, code in enumerate(question.tracks):
        if code in known_sections:
            known.update(known_sections[code].terms)
        else:
            yield report(("tracks", position), "unknown_section", code=code)
    for position, word in enumerate(question.keywords):
        if word not in known:
            # The nearest words first; of a question whose topics are unknown there are none.
            near = [*get_close_matches(word, sorted(known), n=4, cutoff=0.3)] or sorted(known)[:6]
            yield report(("keywords", position), "unknown_keyword", word=word, near="、".join(near) or "-")


def _choices(asked: Asked, report: Report) -> Iterator[BankFault]:
    for field in ("choices", "items", "extras"):
        choices: list[Choice] = getattr(asked, field) or []
        for position, choice in enumerate(choices):
            if not choice.correct and choice.feedback is None and field != "items":
                yield report((field, position), "missing_feedback", choice=choice.id)
            for other in choices[:position]:
                if any(_same(choice.text[language], other.text[language]) for language in LANGUAGES):
                    yield report((field, position), "identical_choices", first=other.id, second=choice.id)
    for position, pair in enumerate(asked.pairs or []):
        for before in (asked.pairs or [])[:position]:
            if any(_same(pair.right[language], before.right[language]) for language in LANGUAGES):
                yield report(("pairs", position), "identical_choices", first=before.id, second=pair.id)


def _same(first: str, second: str) -> bool:
    """Whether two options read the same, or are the same number; what is not written yet is told as that."""
    if lint_written.unwritten(first) or lint_written.unwritten(second):
        return False
    (plain, number), (other, other_number) = _as_read(first), _as_read(second)
    return plain == other or (number is not None and number == other_number)


@lru_cache(maxsize=64)
def _as_read(option: str) -> tuple[str, float | None]:
    """An option without what doesn't count in reading, and the number that it is, if it is one."""
    number = _NUMBER.fullmatch(option.replace("−", "-").strip(" $\n"))
    return _UNREAD.sub("", option), float(number.group()) if number else None


def _placeholders(question: Question, report: Report) -> Iterator[BankFault]:
    for path, text in texts(question):
        shown = [placeholders.names(text[language]) for language in LANGUAGES]
        if shown[0] != shown[1]:
            yield report(path, "placeholders_differ", names=", ".join(sorted(shown[0] ^ shown[1])))
        for language in LANGUAGES:
            for found in placeholders.malformed(text[language]):
                yield report((*path, language), "bad_placeholder", found=found)


def _formulas(question: Question, part: str, report: Report, of_question: Report) -> Iterator[BankFault]:
    """Formulas as they will be shown: the texts of each variant, and the worked steps."""
    asked = question.asked(part)
    told: set[tuple[tuple[str | int, ...], str]] = set()
    for seed in SEEDS if asked.parametric else SEEDS[:1]:
        try:
            variant, undrawable = _variant(question, seed, part)
        except Unjudgeable as found:
            yield report(found.path, "unusable_key", **found.found.values)
            return
        except NoProblem:
            yield report(("problem",) if asked.problem is not None else ("given",), "undrawn_numbers", **_ATTEMPTS)
            return
        for position, piece in enumerate(question.material):
            for name in sorted(material.shown_numbers(piece) - set(variant.given)):
                if (("material", position), name) not in told:
                    told.add((("material", position), name))
                    yield of_question(("material", position), "unknown_placeholder", name=name)
        for path, text in asked_texts(asked):
            for language in LANGUAGES:
                try:
                    filled = placeholders.fill(text[language], variant.given)
                except placeholders.UnknownNumber as unknown:
                    if ((*path, language), str(unknown)) not in told:
                        told.add(((*path, language), str(unknown)))
                        yield report((*path, language), "unknown_placeholder", name=unknown.args[0])
                    continue
                if "$" not in filled or (seed != SEEDS[0] and filled == text[language]):
                    continue
                for fault in _undrawable(formulas(parse(filled))):
                    if ((*path, language), fault.tex) not in told:
                        told.add(((*path, language), fault.tex))
                        yield _formula_fault(report, (*path, language), fault, text[language])
        if not told:
            for fault in _undrawable(undrawable):
                yield _formula_fault(report, ("problem",), fault)
            for step in variant.steps:
                path, written = _step_in_file(asked, step.name)
                if (path, "") not in told:
                    for fault in _undrawable([step.tex]):
                        told.add((path, ""))
                        yield _formula_fault(report, path, fault, written)
            path, written = ("answer", "tex"), str(getattr(asked.answer, "tex", ""))
            for fault in _undrawable(formulas(parse(render(question, variant, "en").answer))):
                yield _formula_fault(report, path, fault, written)


def _step_in_file(asked: Asked, name: str) -> tuple[tuple[str | int, ...], str]:
    """Where the formula of a worked step comes from, and how it is written there: its own, or that of the family."""
    step = asked.steps.get(name)
    if asked.problem is not None or step is None:
        return ("problem" if asked.problem is not None else "answer",), ""
    return (("steps", name, "tex"), step.tex) if step.tex is not None else (("steps", name, "value"), "")


def _variant(question: Question, seed: int, part: str) -> tuple[Variant, tuple[str, ...]]:
    """A variant to be looked at. Where it is known what its family draws, it has no steps: only those of their formulas
    that can't be drawn are given beside it.
    """
    name = question.asked(part).problem
    if name is None:
        return draw_unchecked(question, seed, part=part), ()
    shown = families.facts_of(name).shown[families.SEEDS.index(seed)]
    key = Expression("", {}, shown.answer)
    return Variant(question.id, seed, "typed", shown.given, (), key, part=part), shown.undrawable


def _undrawable(found: Iterable[str]) -> Iterator[FormulaFault]:
    for tex in found:
        fault = drawing_fault(tex)
        if fault is not None:
            yield fault


def _formula_fault(report: Report, path: tuple[str | int, ...], fault: FormulaFault, written: str = "") -> BankFault:
    """A formula that can't be drawn, at what of it is meant where that stands in the text as it is `written`."""
    found = report(path, "undrawable_formula", tex=fault.tex, formula_fault=fault.reason, part=fault.part)
    source = text_of(found.file)
    begin = max(written.find(fault.tex), 0)
    position = max(written.find(fault.part, begin), begin)
    if source is None or not written:
        return found
    line, column = character_place(source, (found.line, found.column), position)
    return replace(found, line=line, column=column)
