"""A question read and answered by a colleague or its author: blind review, and preview."""

from __future__ import annotations

import click

from calculators.answers import UnusableKey
from calculators.answers.keys import Code, Expression
from calculators.answers.verdict import Outcome, Verdict
from calculators.problems import NoProblem, UnknownFamily
from quizapp.bank import signing
from quizapp.bank.editing import NotEditable, unreadable_fault
from quizapp.bank.reader import Unreadable
from quizapp.bank.schema import Question
from quizapp.bank.unaskable import why_unaskable
from quizapp.bank.variants import Form, Variant, draw, judge, render
from quizapp.cli.bank_authoring import entries, faults_of
from quizapp.cli.choosing import Misread, chosen_ids, how_to_choose
from quizapp.cli.common import cli_message, fail, load_catalog, say
from quizapp.cli.lines import NotText, ask_line
from quizapp.cli.remarks import HALF_WIDTH
from quizapp.cli.variants import plain_variant, typeset
from quizapp.study.items import Item
from quizapp.study.running_order import ItemKind
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.text.system import system_reason

_WORST = (Outcome.CORRECT, Outcome.PARTIAL, Outcome.WRONG)


def review_question(name: str, by: str, seed: int | None, language: str) -> None:
    """`quizapp bank review`: answer each part blind, then see the solution, then sign or dispute.

    The result is written with the signature or the dispute. Whoever leaves before is told that nothing was; at the end
    of the input, or at an interrupt, with exit code 1.
    """
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
                click.echo(message(language, "bank.review_left"))
                return
            outcomes.append(verdict.outcome)
            click.echo(message(language, "bank.review_came_to", verdict=cli_message(language, verdict.outcome.value)))
        say("\n" + plain_variant(question, seed, language))
    except (NoProblem, UnknownFamily) as fault:
        fail(cli_message(language, "unaskable", id=name, reason=why_unaskable(fault, language)), 1)
    answered = max(outcomes, key=_WORST.index).value
    decided = _decided(language)
    if decided is None:
        click.echo(message(language, "bank.review_left"))
        return
    disputed = decided or None
    try:
        content = signing.sign(entry.file, question, by, answered, disputed, seed)
    except (Unreadable, NotEditable) as error:
        fault_ = unreadable_fault(error, entry.file)
        fail(f"{fault_.place}: {fault_.words(language)}", 1)
    except OSError as error:
        fail(cli_message(language, "unwritable", file=str(entry.file), reason=system_reason(language, error)))
    said = "bank.disputed" if disputed is not None else "bank.signed"
    click.echo(message(language, said, id=name, name=by, content=content))


def _decided(language: str) -> str | None:
    """What the reviewer decides: "" to sign, the reason of a dispute, or None for neither. What is neither yes nor no
    is asked again, and so is who gives no reason.
    """
    while True:
        word = _typed(f"{message(language, 'bank.review_agree')}: ", language).lower().translate(HALF_WIDTH)
        if not word:
            return None
        if word in ("y", "yes"):
            return ""
        if word not in ("n", "no"):
            click.echo(message(language, "bank.review_yes_or_no"))
        elif reason := signing.recorded(_typed(f"{message(language, 'bank.review_why')}: ", language)):
            return reason


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
                click.echo()
                for part in entry.question.part_names:
                    form = _form(entry.question, draw(entry.question, seed, _asked_as(with_choices), part), language)
                    say(message(language, "bank.answer_form", form=_of_part(part, form)))
            except (NoProblem, UnknownFamily) as reason:
                say(cli_message(language, "unaskable", id=name, reason=why_unaskable(reason, language)))
        click.echo(message(language, "bank.preview_keys"))
        try:
            typed = ask_line("> ")
        except NotText:
            click.echo(cli_message(language, "not_text"))
            continue
        line = "q" if typed is None else typed.strip()
        if line == "q":
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
    """How a typed answer is judged: of a set, as the answer to each part that it fits; why it fits none."""
    misread = []
    told = False
    for part in question.part_names:
        variant = draw(question, seed, _asked_as(with_choices), part)
        verdict = _judged(question, variant, line)
        if isinstance(verdict, Misread):
            misread.append(_of_part(part, cli_message(language, verdict.message, **verdict.values)))
            continue
        words = [cli_message(language, verdict.outcome.value)] if verdict.outcome is not Outcome.INVALID else []
        if verdict.fault is not None:
            words.append(message(language, f"answers.{verdict.fault.code}", **verdict.fault.values))
        feedback = render(question, variant, language).feedback
        if verdict.mistake is not None and verdict.mistake in feedback:
            words.append(typeset(feedback[verdict.mistake]).strip())
        say(_of_part(part, " — ".join(words)))
        told = True
    if not told:
        say("\n".join(misread))


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
    say(message(language, "bank.answer_form", form=_form(question, variant, language)))
    while True:
        line = _typed(f"{message(language, 'bank.review_answer')}: ", language)
        if not line:
            return None
        verdict = _judged(question, variant, line)
        if isinstance(verdict, Misread):
            click.echo(cli_message(language, verdict.message, **verdict.values))
        elif verdict.outcome is not Outcome.INVALID:
            return verdict
        elif verdict.fault is not None:
            say(message(language, f"answers.{verdict.fault.code}", **verdict.fault.values))


def _judged(question: Question, variant: Variant, line: str) -> Verdict | Misread:
    """The verdict on a typed line, or why it chooses nothing."""
    if variant.form == "typed":
        return judge(question, variant, line)
    chosen = chosen_ids(_item(question, variant), line)
    return chosen if isinstance(chosen, Misread) else judge(question, variant, chosen)


def _form(question: Question, variant: Variant, language: str) -> str:
    """How an answer is typed."""
    if variant.form != "typed":
        return cli_message(language, how_to_choose(_item(question, variant)))
    key = variant.key
    names = ", ".join(key.variables) if isinstance(key, Code | Expression) else ""
    library = {"numpy": "NumPy", "torch": "PyTorch"}[key.library] if isinstance(key, Code) else ""
    name = f"typed_{type(key).__name__.lower()}{'' if names or not isinstance(key, Expression) else '_alone'}"
    return safe_text(message(language, f"bank.{name}", variables=names, library=library))


def _item(question: Question, variant: Variant) -> Item:
    return Item(question, variant.part, variant, 1, 1, ItemKind.NEW)


def _asked_as(with_choices: bool) -> Form:
    return "choices" if with_choices else "typed"


def _of_part(part: str, words: str) -> str:
    return f"{part}: {words}" if part else words


def _typed(prompt: str, language: str) -> str:
    """One typed line. The end of the input, or an interrupt, ends the review."""
    while True:
        try:
            line = ask_line(prompt)
        except NotText:
            click.echo(cli_message(language, "not_text"))
            continue
        if line is None:
            fail(message(language, "bank.review_left"), 1)
        return line.strip()
