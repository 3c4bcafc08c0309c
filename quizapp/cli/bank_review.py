"""A question read and answered by a colleague or its author: blind review, and preview."""

from __future__ import annotations

import sys

import click

from calculators.answers import UnusableKey
from calculators.answers.verdict import Outcome, Verdict
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank import signing
from quizapp.bank.editing import NotEditable, unreadable_fault
from quizapp.bank.reader import Unreadable
from quizapp.bank.schema import Question
from quizapp.bank.unaskable import why_unaskable
from quizapp.bank.variants import Variant, draw, judge, render
from quizapp.cli.bank_authoring import entries, faults_of
from quizapp.cli.common import cli_message, fail, load_catalog, say
from quizapp.cli.variants import plain_variant, typeset
from quizapp.text.messages import message

_WORST = (Outcome.CORRECT, Outcome.PARTIAL, Outcome.WRONG)


def review_question(name: str, by: str, seed: int | None, language: str) -> None:
    """`quizapp bank review`: answer each part blind, then see the solution, then sign or dispute."""
    by = signing.recorded(by)
    seed = signing.fresh_seed() if seed is None else seed
    if not by:
        fail(message(language, "bank.sign_no_name"))
    (entry,) = entries(load_catalog(), [name], language)
    question = entry.question
    outcomes: list[Outcome] = []
    try:
        for number, part in enumerate(question.part_names):
            variant = draw(question, seed, part=part)
            show_blind(question, variant, language, with_introduction=number == 0)
            verdict = _answered(question, variant, language)
            if verdict is None:
                return
            outcomes.append(verdict.outcome)
            click.echo(message(language, "bank.review_came_to", verdict=cli_message(language, verdict.outcome.value)))
        say("\n" + plain_variant(question, seed, language))
    except (NoProblem, UnknownFamily) as fault:
        fail(cli_message(language, "unaskable", id=name, reason=why_unaskable(fault, language)), 1)
    answered = max(outcomes, key=_WORST.index).value
    agreed = click.prompt(message(language, "bank.review_agree"), default="", show_default=False).strip().lower()
    if agreed[:1] not in ("y", "n"):
        return
    disputed = click.prompt(message(language, "bank.review_why")) if agreed[:1] == "n" else None
    try:
        content = signing.sign(entry.file, question, by, answered, disputed, seed)
    except (Unreadable, NotEditable) as error:
        fault_ = unreadable_fault(error, entry.file)
        fail(f"{fault_.place}: {fault_.words(language)}", 1)
    except OSError as error:
        fail(cli_message(language, "unwritable", file=str(entry.file), reason=error.strerror or ""))
    said = "bank.disputed" if disputed is not None else "bank.signed"
    click.echo(message(language, said, id=name, name=by, content=content))


def preview_question(name: str, seed: int, language: str) -> None:
    """`quizapp bank preview`: the file is read again each time, so that an editor can be open beside it."""
    with_choices = False
    while True:
        catalog = load_catalog()
        faults = faults_of(catalog, name)
        for fault in faults:
            click.echo(f"{fault.place}: {fault.severity}: {fault.words(language)}")
        unread = bool(faults) and name not in catalog.entries
        if not unread:
            (entry,) = entries(catalog, [name], language)
            try:
                say(plain_variant(entry.question, seed, language, with_choices, blind=True))
            except (NoProblem, UnknownFamily) as reason:
                say(cli_message(language, "unaskable", id=name, reason=why_unaskable(reason, language)))
        click.echo(f"\n{message(language, 'bank.preview_keys')}")
        line = _line()
        if line is None or line == "q":
            return
        if line == "":
            seed += 1
        elif line == "l":
            language = "en" if language == "ja" else "ja"
        elif line == "c":
            with_choices = not with_choices
        elif not unread:
            try:
                _tell(entry.question, seed, line, language, with_choices)
            except (NoProblem, UnknownFamily, UnusableKey) as reason:
                say(cli_message(language, "unaskable", id=name, reason=why_unaskable(reason, language)))


def _tell(question: Question, seed: int, line: str, language: str, with_choices: bool) -> None:
    """How a typed answer is judged: of a set, as the answer to each part that it fits."""
    for part in question.part_names:
        variant = draw(question, seed, "choices" if with_choices else "typed", part)
        verdict = _judged(question, variant, line)
        if verdict is None:
            continue
        words = [cli_message(language, verdict.outcome.value)] if verdict.outcome is not Outcome.INVALID else []
        if verdict.fault is not None:
            words.append(message(language, f"answers.{verdict.fault.code}", **verdict.fault.values))
        feedback = render(question, variant, language).feedback
        if verdict.mistake is not None and verdict.mistake in feedback:
            words.append(typeset(feedback[verdict.mistake]).strip())
        say(f"{part + ': ' if part else ''}{' — '.join(words)}")


def show_blind(question: Question, variant: Variant, language: str, with_introduction: bool) -> None:
    """What is asked, without the key."""
    rendered = render(question, variant, language)
    pieces = [rendered.introduction if with_introduction else "", rendered.part if variant.part else rendered.stem]
    say("\n\n".join(typeset(piece).strip("\n") for piece in pieces if piece))
    for place, (_, text) in enumerate(rendered.lefts):
        say(f"  {chr(ord('a') + place)}. {typeset(text).strip()}")
    for place, (_, text) in enumerate(rendered.choices, 1):
        say(f"  {place}. {typeset(text).strip()}")


def _answered(question: Question, variant: Variant, language: str) -> Verdict | None:
    """The verdict on what is typed, asked for until it can be read; None for nothing typed."""
    while True:
        click.echo(message(language, "bank.review_answer") + ": ", nl=False)
        line = _line()
        if not line:
            return None
        verdict = _judged(question, variant, line)
        if verdict is not None and verdict.outcome is not Outcome.INVALID:
            return verdict
        if verdict is not None and verdict.fault is not None:
            click.echo(message(language, f"answers.{verdict.fault.code}", **verdict.fault.values))


def _judged(question: Question, variant: Variant, line: str) -> Verdict | None:
    """The verdict on a typed line; None for numbers that are no choices."""
    if variant.form == "typed":
        return judge(question, variant, line)
    words = line.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and 1 <= int(word) <= len(variant.choices) for word in words):
        return None
    try:
        return judge(question, variant, [variant.choices[int(word) - 1] for word in words])
    except ValueError:
        return None


def _line() -> str | None:
    """One line of standard input; None at its end."""
    line = sys.stdin.readline()
    return line.strip() if line else None
