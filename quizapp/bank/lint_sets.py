"""Lint of sets: their blanks, their material, and what is carried from one part to a later one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from calculators import answers
from quizapp.bank import lint_drawn, material
from quizapp.bank.faults import BankFault
from quizapp.bank.judgeable import told_fault
from quizapp.bank.schema import (
    LANGUAGES,
    CountAnswer,
    Diagram,
    Figure,
    Listing,
    Material,
    NumberAnswer,
    Plot,
    Question,
    SetPart,
    Table,
)
from quizapp.text.document import formulas, parse
from quizapp.text.formula import drawing_fault

Report = Callable[..., BankFault]


def findings(question: Question, report: Report) -> Iterator[BankFault]:
    """What is wrong with the material and the parts of a question."""
    shown: list[str] = []
    for found in material.faults(question):
        yield report(found.path, found.code)
    for position, piece in enumerate(question.material):
        where = ("material", position)
        for text in _texts(piece):
            names = material.blanks(text)
            shown += names
            for name in names:
                if name not in question.part_names:
                    yield report(where, "unknown_blank", name=name)
    for part in question.parts or []:
        if part.kind == "code" and part.id not in shown:
            yield report(("parts", question.part_names.index(part.id)), "no_blank", name=part.id)
    yield from _carried(question, report)
    if question.parts is not None:
        yield from _introduction(question, report)


def _texts(piece: Material) -> list[str]:
    match piece:
        case Listing(source=source):
            return [source]
        case Diagram():
            return [piece.ja, piece.en]
        case Table():
            cells = [*piece.header, *(cell for row in piece.rows for cell in row)]
            return [
                cell if isinstance(cell, str) else cell["ja"] for cell in cells if not isinstance(cell, int | float)
            ]
        case Figure(alt=alt, caption=caption):
            return [alt.ja, alt.en, *((caption.ja, caption.en) if caption is not None else ())]
        case Plot():
            return []


def _carried(question: Question, report: Report) -> Iterator[BankFault]:
    """A later part's number, computed from the right answers of the earlier ones, is its own key."""
    earlier: dict[str, float] = {}
    for position, part in enumerate(question.parts or []):
        answer = part.answer
        if not isinstance(answer, NumberAnswer | CountAnswer):
            continue
        if answer.carried is not None:
            where = ("parts", position, "answer", "carried")
            try:
                found = answers.evaluate(answer.carried, earlier)
            except answers.Unreadable as fault:
                yield lint_drawn.at_character(
                    report(where, "unreadable_carried", **told_fault(fault.fault)), fault.fault.start
                )
            else:
                if abs(found - answer.value) > _allowed(part):
                    yield report(where, "unverified", found=f"{found:g}", expected=str(answer.value))
        earlier[part.id] = float(answer.value)


def _allowed(part: SetPart) -> float:
    """How far a carried number may be from the key: earlier numbers are rounded as the learner gives them."""
    answer = part.answer
    if isinstance(answer, NumberAnswer):
        return max(10.0**-answer.decimals, 0.01 * abs(answer.value))
    return 0.0


def _introduction(question: Question, report: Report) -> Iterator[BankFault]:
    for language in LANGUAGES:
        for tex in formulas(parse(question.stem[language])):
            fault = drawing_fault(tex)
            if fault is not None:
                yield report(
                    ("stem", language), "undrawable_formula", tex=tex, formula_fault=fault.reason, part=fault.part
                )
