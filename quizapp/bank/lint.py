"""What is wrong with the questions of a bank, beyond what stops them from loading.

Errors must be mended before a question is asked; warnings may be waived in the question file with a reason (`waive:`).
The rules follow Haladyna, Downing & Rodriguez (2002) and the NBME item-writing guide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Literal

from quizapp.bank import blueprint, lint_numbers, lint_records, lint_sets, placeholders
from quizapp.bank.catalog import Catalog, Entry
from quizapp.bank.faults import BankFault
from quizapp.bank.schema import LANGUAGES, Asked, Choice, Kind, Question, Status, Text
from quizapp.bank.variants import draw_unchecked, render
from quizapp.text.document import formulas, parse
from quizapp.text.formula import FormulaFault, draw_display

# A variant of each of these seeds is drawn and all its formulas are drawn.
SEEDS = (1, 2, 3)
_LONGEST_RATIO = 1.3
# Where nothing can be drawn there are no texts to look at.
_UNDRAWN = frozenset({"unknown_family", "undrawn_numbers", "unusable_key"})
_NEGATIVE = {
    "ja": re.compile(
        r"(誤って|誤り|不適切|適切でない|正しくない|当てはまらない|含まれない|でない)(い?る)?(もの|記述|組)"
    ),
    "en": re.compile(r"\b(NOT|not|EXCEPT|except|incorrect|false|least)\b[^.?]*\?"),
}
_BOLD = re.compile(r"\*\*[^*]+\*\*")
_ALL_OR_NONE = re.compile(
    r"すべて正しい|上記すべて|いずれも正しくない|all of the above|none of the above", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Where Japanese writes 2 つ, English writes "two", "both" or "second": a number in words is no difference.
_IN_WORDS = {
    "zero": "0",
    "no": "0",
    "a": "1",
    "an": "1",
    "one": "1",
    "once": "1",
    "single": "1",
    "first": "1",
    "each": "1",
    "two": "2",
    "twice": "2",
    "both": "2",
    "second": "2",
    "pair": "2",
    "half": "2",
    "three": "3",
    "third": "3",
    "four": "4",
    "fourth": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}

Report = Callable[..., BankFault]


def lint(catalog: Catalog, ids: Iterable[str] | None = None) -> list[BankFault]:
    """Every finding, those of files that could not be read first. `ids` limits it to some questions."""
    chosen = list(catalog.entries) if ids is None else [name for name in ids if name in catalog.entries]
    found = list(catalog.faults) if ids is None else []
    for name in chosen:
        entry = catalog.entries[name]
        if entry.question.status is not Status.RETIRED:
            found.extend(lint_entry(catalog, entry))
    if ids is None:
        found.extend(_key_length_in_bank(catalog))
        found.extend(blueprint.findings(catalog))
    return found


def lint_entry(catalog: Catalog, entry: Entry) -> Iterator[BankFault]:
    """The findings of one question, without the warnings that it waives."""
    waived = {waiver.rule for waiver in entry.question.waive}
    for fault in _findings(catalog, entry):
        if fault.severity == "error" or fault.code not in waived:
            yield fault


def _findings(catalog: Catalog, entry: Entry) -> Iterator[BankFault]:
    question, report = entry.question, reporter(entry)
    yield from _codes(catalog, question, report)
    yield from lint_records.findings(question, catalog.entries, report)
    structure = list(lint_sets.findings(question, report))
    yield from structure
    if any(fault.code in ("ragged_table", "ragged_series") for fault in structure):
        return  # such material can't be shown, and so no part of it
    for position, part in enumerate(question.part_names):
        asked = question.asked(part)
        inner: Report = report if part == "" else partial(_within, report, ("parts", position))
        yield from _choices(asked, inner)
        numbers = list(lint_numbers.findings(asked, inner))
        yield from numbers
        if not any(fault.code in _UNDRAWN or fault.code.startswith("expression_") for fault in numbers):
            yield from _formulas(question, part, inner)
        yield from _style(asked, inner)
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


def _codes(catalog: Catalog, question: Question, report: Report) -> Iterator[BankFault]:
    topics = {topic.code: topic for topic in catalog.syllabus.topics()}
    sections = {section.id: section for _, section in catalog.sections()}
    known: set[str] = set()
    for position, code in enumerate(question.topics):
        if code in topics:
            known.update(topics[code].keywords)
        else:
            yield report(("topics", position), "unknown_topic", code=code)
    for position, code in enumerate(question.tracks):
        if code in sections:
            known.update(sections[code].terms)
        else:
            yield report(("tracks", position), "unknown_section", code=code)
    for position, word in enumerate(question.keywords):
        if word not in known:
            yield report(("keywords", position), "unknown_keyword", word=word)


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
    """Whether two options read the same, or are the same number."""
    plain = [re.sub(r"[\s$。.]+", "", text) for text in (first, second)]
    if plain[0] == plain[1]:
        return True
    numbers = [re.fullmatch(r"[-−]?\d+(\.\d+)?", text.replace("−", "-").strip(" $\n")) for text in (first, second)]
    return all(numbers) and len({float(number.group().replace("−", "-")) for number in numbers if number}) == 1


def texts(question: Question) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every bilingual text of a question, with its path in the file; the parts of a set after its introduction."""
    if question.parts is None:
        yield from asked_texts(question)
        return
    yield ("stem",), question.stem
    for position, part in enumerate(question.parts):
        for path, text in asked_texts(part):
            yield ("parts", position, *path), text


def asked_texts(asked: Asked) -> Iterator[tuple[tuple[str | int, ...], Text]]:
    """Every bilingual text of what is asked, with its path in it."""
    yield ("stem",), asked.stem
    for name, text in (("explanation", asked.explanation), ("hint", asked.hint)):
        if text is not None:
            yield (name,), text
    for field in ("choices", "items", "extras"):
        for position, choice in enumerate(getattr(asked, field) or []):
            yield (field, position, "text"), choice.text
            if choice.feedback is not None:
                yield (field, position, "feedback"), choice.feedback
    for position, pair in enumerate(asked.pairs or []):
        yield ("pairs", position, "left"), pair.left
        yield ("pairs", position, "right"), pair.right
    for name, mistake in asked.mistakes.items():
        yield ("mistakes", name), Text(ja=mistake.ja, en=mistake.en)
    for name, words in asked.steps.items():
        yield ("steps", name), words


def _placeholders(question: Question, report: Report) -> Iterator[BankFault]:
    for path, text in texts(question):
        shown = [placeholders.names(text[language]) for language in LANGUAGES]
        if shown[0] != shown[1]:
            yield report(path, "placeholders_differ", names=", ".join(sorted(shown[0] ^ shown[1])))
        for language in LANGUAGES:
            for found in placeholders.malformed(text[language]):
                yield report((*path, language), "bad_placeholder", found=found)


def _formulas(question: Question, part: str, report: Report) -> Iterator[BankFault]:
    """Formulas as they will be shown: the texts of each variant, and the worked steps."""
    asked = question.asked(part)
    told: set[tuple[tuple[str | int, ...], str]] = set()
    for seed in SEEDS if asked.parametric else SEEDS[:1]:
        variant = draw_unchecked(question, seed, part=part)
        for path, text in asked_texts(asked):
            for language in LANGUAGES:
                try:
                    filled = placeholders.fill(text[language], variant.given)
                except placeholders.UnknownNumber as unknown:
                    if ((*path, language), str(unknown)) not in told:
                        told.add(((*path, language), str(unknown)))
                        yield report((*path, language), "unknown_placeholder", name=unknown.args[0])
                    continue
                for fault in _undrawable(formulas(parse(filled))):
                    if ((*path, language), fault.tex) not in told:
                        told.add(((*path, language), fault.tex))
                        yield _formula_fault(report, (*path, language), fault)
        if not told:
            rendered = render(question, variant, "en")
            for fault in _undrawable(tex for _, tex in rendered.steps):
                yield _formula_fault(report, ("problem",), fault)
            for fault in _undrawable(formulas(parse(rendered.answer))):
                yield _formula_fault(report, ("answer",), fault)


def _undrawable(found: Iterable[str]) -> Iterator[FormulaFault]:
    for tex in found:
        try:
            draw_display(tex)
        except FormulaFault as fault:
            yield fault


def _formula_fault(report: Report, path: tuple[str | int, ...], fault: FormulaFault) -> BankFault:
    return report(path, "undrawable_formula", tex=fault.tex, formula_fault=fault.reason, part=fault.part)


def _style(question: Asked, report: Report) -> Iterator[BankFault]:
    for language in LANGUAGES:
        stem = question.stem[language]
        if _NEGATIVE[language].search(stem.strip().splitlines()[-1]) and not _BOLD.search(stem):
            yield report(("stem", language), "plain_negative", "warning")
        for position, choice in enumerate(question.choices or []):
            if _ALL_OR_NONE.search(choice.text[language]):
                yield report(("choices", position, "text", language), "all_or_none", "warning")
    if _key_is_longest(question):
        yield report(("choices",), "key_longest", "warning")
    japanese, english = (
        set(_NUMBER.findall(placeholders.PLACEHOLDER.sub("", question.stem[name]))) for name in LANGUAGES
    )
    in_words = {_IN_WORDS[word] for word in re.findall(r"[a-z]+", question.stem["en"].lower()) if word in _IN_WORDS}
    differing = (japanese - english - in_words) | (english - japanese)
    if differing:
        yield report(("stem",), "numbers_differ", "warning", names=", ".join(sorted(differing)))


def _key_is_longest(question: Asked, ratio: float = _LONGEST_RATIO) -> bool:
    """Whether a `single` question's key stands out by its length in both languages."""
    if question.kind is not Kind.SINGLE or not question.choices:
        return False
    for language in LANGUAGES:
        lengths = sorted(len(choice.text[language]) for choice in question.choices if not choice.correct)
        (key,) = (len(choice.text[language]) for choice in question.choices if choice.correct)
        mean = (sum(lengths) + key) / (len(lengths) + 1)
        if key <= lengths[-1] or key < ratio * mean or key < 12:
            return False
    return True


def _key_length_in_bank(catalog: Catalog) -> Iterator[BankFault]:
    """Whether keys are the longest option more often than chance (binomial test against 1/k, one-sided, 1 %)."""
    asked = [question for question in catalog.questions.values() if question.kind is Kind.SINGLE and question.choices]
    total, longest = len(asked), sum(_key_is_longest(question, 1.0) for question in asked)
    if not total:
        return
    chance = sum(1 / len(question.choices or [1]) for question in asked) / total
    tail = sum(math.comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(longest, total + 1))
    if tail < 0.01:
        values = {"count": longest, "total": total, "expected": round(total * chance)}
        yield BankFault(catalog.folder, 1, 1, "bank_key_longest", values, "warning")
