"""A variant of a question printed for an author: as data, and as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import dedent, indent
from typing import Any

from calculators import answers
from calculators.answers.keys import Code, Expression
from calculators.problems.problem import cells
from quizapp.bank.schema import Question
from quizapp.bank.variants import Rendered, Variant, draw, render
from quizapp.text.document import parse
from quizapp.text.layout import lay_out, plain

WIDTH = 78


def variant_data(
    question: Question, seed: int, language: str, with_choices: bool = False, part: str = ""
) -> dict[str, Any]:
    """Everything about one variant, in one language, as JSON-able data. A set is shown with its parts inside."""
    if question.parts is not None and not part:
        parts = [variant_data(question, seed, language, with_choices, name) for name in question.part_names]
        stem = question.stem[language]
        return {"id": question.id, "kind": "set", "status": str(question.status), "stem": stem, "choices": []} | {
            "key": [inner["key"] for inner in parts],
            "steps": [],
            "mistakes": {},
            "explanation": "",
            "references": list(question.references),
            "parts": parts,
        }
    variant = draw(question, seed, "choices" if with_choices else "typed", part)
    rendered = render(question, variant, language)
    return {
        "id": question.id,
        "part": part,
        "kind": str(question.asked(part).kind),
        "status": str(question.status),
        "seed": seed,
        "language": language,
        "given": dict(variant.given),
        "stem": rendered.stem,
        "choices": [{"id": name, "text": text} for name, text in rendered.choices],
        "lefts": [{"id": name, "text": text} for name, text in rendered.lefts],
        "key": key_data(variant),
        "steps": [{"words": words, "tex": tex} for words, tex in rendered.steps],
        "mistakes": {
            name: {"value": variant.mistakes.get(name), "words": words} for name, words in rendered.feedback.items()
        },
        "hint": rendered.hint,
        "explanation": rendered.explanation,
        "references": list(rendered.references),
    }


def key_data(variant: Variant) -> Any:
    """The key as plain data: choice ids, a number, a list of numbers, or a formula."""
    if isinstance(variant.key, frozenset):
        return sorted(variant.key)
    if isinstance(variant.key, tuple):
        return list(variant.key)
    if isinstance(variant.key, Expression | Code):
        return variant.key.text
    return {"typed": answers.write(variant.key), "values": list(cells(variant.key))}


def written(variant: Variant, mistake: str) -> str:
    """The wrong answer that a mistake leads to, as it would be typed."""
    value = variant.mistakes[mistake]
    if isinstance(value, str) or isinstance(variant.key, frozenset | tuple):
        return str(value)
    return answers.write_value(variant.key, value)


def plain_variant(question: Question, seed: int, language: str, with_choices: bool = False, blind: bool = False) -> str:
    """One variant as it would be read: stem and choices, then (unless `blind`) key, steps, mistakes and explanation.

    A set: its introduction and material, then one part after the other.
    """
    parts = [f"# {question.id}  ({question.kind}, {question.status}, seed {seed})"]
    for number, name in enumerate(question.part_names):
        variant = draw(question, seed, "choices" if with_choices else "typed", name)
        rendered = render(question, variant, language)
        if name and number == 0:
            parts.append(typeset(rendered.introduction))
        parts.append(typeset(rendered.part if name else rendered.stem))
        parts += [
            f"  {chr(ord('A') + place)}. {typeset(text).strip()}" for place, (_, text) in enumerate(rendered.lefts)
        ]
        for place, (choice, text) in enumerate(rendered.choices, 1):
            parts.append(f"  {place}. [{choice}]{_beside(typeset(text, WIDTH - 12))}")
        if not blind:
            parts += _solution(variant, rendered)
    if not blind:
        parts += [f"- {reference}" for reference in question.references]
    return "\n\n".join(part.rstrip() for part in parts)


def _solution(variant: Variant, rendered: Rendered) -> Iterator[str]:
    """The key, the steps, the mistakes and the explanation."""
    yield "= " + typeset(rendered.answer).strip()
    for words, tex in rendered.steps:
        yield typeset(f"{words}\n\n$${tex}$$").strip("\n")
    for name, words in rendered.feedback.items():
        leads = f" → {written(variant, name)}" if name in variant.mistakes else ""
        yield f"× {name}{leads}: {typeset(words).strip()}"
    yield typeset(rendered.explanation)


def _beside(text: str) -> str:
    """One line as it is; several, such as a matrix, in a block of their own below the number."""
    rows = text.strip("\n").splitlines()
    return f" {text.strip()}" if len(rows) < 2 else "\n" + indent(dedent("\n".join(rows)), " " * 6)


def typeset(source: str, width: int = WIDTH) -> str:
    """Question text laid out for standard output."""
    return plain(lay_out(parse(source), width))
