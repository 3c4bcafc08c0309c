"""Lint of what is not written yet, and of words that point to a choice by a letter or a place that it doesn't have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from quizapp.bank import schema
from quizapp.bank.faults import BankFault
from quizapp.bank.lint_texts import asked_texts, texts
from quizapp.bank.schema import LANGUAGES, Asked, Question, Text
from quizapp.bank.templates import PLACEHOLDER_TEXTS

Report = Callable[..., BankFault]
Path = tuple[str | int, ...]

# What a template has where a text is still to be written; beside it, the numbers and blanks that both languages show.
_SHOWN = re.compile(r"\{\{[^{}]*\}\}|\[\[\w+\]\]|\s")
_DOTS = re.compile(r"[….．・]+")
# Code, formulas and drawn numbers name no choice.
_SKIPPED = re.compile(r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|\{\{[^}]*\}\}", re.DOTALL)
# A letter as the subject or the object of a sentence. "a" is an article before any other word than these.
_LETTER = {
    "ja": re.compile(r"(?<![A-Za-z0-9_\-.=+])([a-h])(?= ?(?:は|が|を|も|では|、[a-h] ?(?:は|が|を|も)))"),
    "en": re.compile(
        r"(?<![A-Za-z0-9_\-.=+'’])([a-h])(?= (?:is|are|was|were|does|has|would|says|states|describes|names|confuses"
        r"|holds|gives|means|mixes|and [a-h] (?:are|were|describe|say|mix)) ?\b)"
    ),
}
_BY_PLACE = {
    "ja": re.compile(
        r"選択肢 ?(?:[(（]?[A-Ha-hＡ-Ｈａ-ｈア-ク0-9０-９①-⑧][)）]?)(?![A-Za-z0-9０-９ァ-ヶー一-鿿つ個])"
        r"|[0-9０-９一二三四] ?(?:番目|つ目)の選択肢|(?:最初|最後|上|下)の選択肢"
    ),
    "en": re.compile(
        r"\b(?:[Cc]hoice|[Oo]ption|[Dd]istractor) \(?(?:[A-Ha-h]|[1-8])\)?(?![\w'’-])"
        r"|\b(?:first|second|third|fourth|last|upper|lower) (?:choice|option|distractor)\b"
    ),
}


def unwritten(text: str) -> bool:
    """Whether a text is only the dots of a template."""
    return _DOTS.fullmatch(_SHOWN.sub("", text)) is not None


def findings(question: Question, report: Report) -> Iterator[BankFault]:
    """Languages that are not written yet, and texts that are still those of the template."""
    written = [*texts(question), *_of_material(question)]
    for language in LANGUAGES:
        empty = [path for path, text in written if unwritten(text[language])]
        if empty:
            said = {"said": f"unwritten_{language}", "count": len(empty)}
            yield report((*empty[0], language), "unwritten", **said)
    left = [
        (path, words)
        for path, text in written
        if (words := next((text[name].strip() for name in LANGUAGES if text[name].strip() in PLACEHOLDER_TEXTS), ""))
    ]
    left += [
        (("references", place), words) for place, words in enumerate(question.references) if words in PLACEHOLDER_TEXTS
    ]
    if left:
        yield report(left[0][0], "template_text", text=left[0][1], count=len(left))


def _of_material(question: Question) -> Iterator[tuple[Path, Text]]:
    """The texts of tables, plots and diagrams."""
    for position, piece in enumerate(question.material):
        where: Path = ("material", position)
        match piece:
            case schema.Diagram():
                yield where, Text(ja=piece.ja, en=piece.en)
            case schema.Plot():
                yield (*where, "x"), piece.x
                yield (*where, "y"), piece.y
                for number, series in enumerate(piece.series):
                    yield (*where, "series", number, "name"), series.name
            case schema.Table():
                for column, cell in enumerate(piece.header):
                    if isinstance(cell, Text):
                        yield (*where, "header", column), cell
                for number, row in enumerate(piece.rows):
                    for column, value in enumerate(row):
                        if isinstance(value, Text):
                            yield (*where, "rows", number, column), value


def pointing(question: Question, asked: Asked, report: Report) -> Iterator[BankFault]:
    """Words that name a choice by its id or its place: learners see neither, because choices are shuffled."""
    ids = {choice.id for choice in (*(asked.choices or []), *(asked.items or []), *asked.extras)}
    ids |= {pair.id for pair in asked.pairs or []}
    if not ids or (asked.fixed_order and asked.choices is not None):
        return
    for path, text in asked_texts(asked):
        if path[0] not in ("explanation", "hint") and path[-1] != "feedback":
            continue
        for language in LANGUAGES:
            words = _SKIPPED.sub(lambda match: "\0" * len(match.group()), text[language])
            letters = [found for found in _LETTER[language].finditer(words) if found.group(1) in ids]
            named = [found for found in letters if not _is_named(question, asked, found.group(1), language)]
            if (first := next(iter([*named, *_BY_PLACE[language].finditer(words)]), None)) is not None:
                yield report((*path, language), "choice_by_letter", "warning", found=first.group())


def _is_named(question: Question, asked: Asked, letter: str, language: str) -> bool:
    """Whether a letter is a name in what is asked: a variable, a layer, a curve."""
    shown = [question.stem[language], asked.stem[language], str(question.material)]
    for field in ("choices", "items", "extras"):
        shown += [choice.text[language] for choice in getattr(asked, field) or []]
    articles = r"(?! [A-Za-z])" if letter == "a" and language == "en" else ""
    return re.search(rf"(?<![A-Za-z]){letter}(?![A-Za-z]){articles}", "\n".join(shown)) is not None
