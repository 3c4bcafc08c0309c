"""`quizapp bank`: the question bank on the command line."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import click

from quizapp import paths
from quizapp.cli.common import (
    as_json,
    chosen_language,
    cli_message,
    fail,
    language_option,
    load_catalog,
    print_json,
    say,
)

KINDS = ["single", "multiple", "numeric", "expression", "code", "order", "match", "set"]


class FiniteRange(click.FloatRange):
    """A range of numbers that `nan` is not in, which is neither below nor above any other number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{number} is not in the range {self._describe_range()}.", param, ctx)
        return number


@click.group()
def bank() -> None:
    """The question bank: write, check, review, and count its questions."""


@bank.command()
@as_json
@language_option
@click.option("--errors-only", is_flag=True, help="Leave the warnings out.")
@click.option("--fix", is_flag=True, help="Mend what can be mended without judgement: signs, spaces, line ends.")
@click.argument("ids", metavar="[ID|FILE]...", nargs=-1)
def lint(ids: tuple[str, ...], errors_only: bool, fix: bool, language: str | None, json_: bool) -> None:
    """Check the question files (all of them, or those named). Exit code 1 when there are errors."""
    from quizapp.bank.lint import lint as findings_in_banks
    from quizapp.cli.bank_authoring import fix_questions
    from quizapp.cli.bank_files import findings_of, fix_alone, named

    catalog = load_catalog()
    language = chosen_language(language)
    chosen = named(catalog, ids, language)
    if fix:
        if chosen.ids or not ids:
            catalog = fix_questions(catalog, chosen.ids, language, quiet=json_)
        fix_alone(chosen.alone, language, quiet=json_)
        chosen = named(catalog, ids, language)
    found = findings_of(catalog, chosen) if ids else findings_in_banks(catalog)
    findings = [fault for fault in found if fault.severity == "error" or not errors_only]
    errors = sum(fault.severity == "error" for fault in findings)
    if json_:
        print_json(
            [
                {
                    "file": _below(catalog.folder, fault.file),
                    "line": fault.line,
                    "column": fault.column,
                    "severity": fault.severity,
                    "rule": fault.code,
                    "message": fault.words(language),
                }
                for fault in findings
            ]
        )
    else:
        for fault in findings:
            click.echo(f"{fault.place}: {fault.severity}: {fault.words(language)} [{fault.code}]")
        click.echo(
            cli_message(
                language,
                "lint_result",
                questions=chosen.files if ids else len(catalog.entries),
                errors=errors,
                warnings=len(findings) - errors,
            )
        )
    sys.exit(1 if errors else 0)


def _below(folder: Path, file: Path) -> str:
    """A file's name below the shipped bank's folder; a file of another bank as it is."""
    return str(file.relative_to(folder)) if file.is_relative_to(folder) else str(file)


@bank.command()
@click.option("--items", is_flag=True, help="How the questions have done: facility, discrimination, choices, time.")
@as_json
@language_option
def stats(items: bool, json_: bool, language: str | None) -> None:
    """Count the questions by kind, topic, chapter and track; name what is missing."""
    if items:
        from quizapp.cli.bank_items import print_items

        print_items(chosen_language(language), json_)
        return
    from quizapp.bank.statistics import statistics
    from quizapp.cli.bank_coverage import columns, missing_lines

    counts = statistics(load_catalog())
    if json_:
        print_json(counts)
        return
    language = chosen_language(language)
    for name in ("files", "questions", "ready", "parametric"):
        click.echo(f"{cli_message(language, name)}  {counts[name]}")
    for name in ("by_kind", "by_chapter", "by_track"):
        click.echo(f"\n{cli_message(language, name)}")
        for key, count in counts[name].items():
            click.echo(f"  {key:<24}{count:>5}")
    say("\n".join(missing_lines(counts, language, columns())))


@bank.command()
@click.option("--map", "heat_map", is_flag=True, help="Topics by level and kind, darker where there is more.")
@as_json
@language_option
def coverage(heat_map: bool, json_: bool, language: str | None) -> None:
    """Topics, keywords and terms that no question asks, and weak spots. Exit code 1 when something is missing."""
    from quizapp.bank.coverage import coverage as coverage_of
    from quizapp.bank.statistics import statistics
    from quizapp.cli.bank_coverage import columns, heat_map_lines, missing_lines, weak_lines

    catalog = load_catalog()
    found = coverage_of(catalog)
    language = chosen_language(language)
    if json_:
        print_json(found.plain())
    elif heat_map:
        say("\n".join(heat_map_lines(catalog, found, language, columns())))
    else:
        say("\n".join(weak_lines(found, language, columns())))
        say("\n".join(missing_lines(statistics(catalog), language, columns())))
    sys.exit(0 if found.complete else 1)


@bank.command()
@click.argument("question_id", metavar="ID")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, help="Which numbers to draw.")
@click.option(
    "--choices", "with_choices", is_flag=True, help="Ask a typed question with choices made from its mistakes."
)
@click.option("--blind", is_flag=True, help="Stem and choices only: no key, no explanation.")
@as_json
@language_option
def show(question_id: str, seed: int, with_choices: bool, blind: bool, json_: bool, language: str | None) -> None:
    """Print one variant of a question: its stem, choices, key, steps, mistakes and explanation."""
    from calculators.problems import NoProblem, UnknownFamily
    from quizapp.bank.unaskable import why_unaskable
    from quizapp.cli.bank_authoring import entries
    from quizapp.cli.variants import plain_variant, variant_data

    language = chosen_language(language)
    (entry,) = entries(load_catalog(), [question_id], language)
    question = entry.question
    try:
        if json_:
            data = variant_data(question, seed, language, with_choices)
            print_json(_blind(data) if blind else data)
        else:
            say(plain_variant(question, seed, language, with_choices, blind))
    except (UnknownFamily, NoProblem) as fault:
        fail(cli_message(language, "unaskable", id=question_id, reason=why_unaskable(fault, language)), 1)


def _blind(data: dict[str, Any]) -> dict[str, Any]:
    """What a solver may see of a question: no key and no explanation, in its parts neither."""
    seen: dict[str, Any] = {
        name: data[name] for name in ("id", "part", "kind", "stem", "choices", "lefts") if name in data
    }
    if "parts" in data:
        seen["parts"] = [_blind(part) for part in data["parts"]]
    return seen


@bank.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--seeds", type=click.IntRange(1, 100_000), default=300, help="How many variants to draw.")
@click.option("--seconds", type=FiniteRange(1, 86_400), help="Computing time for each question (default: 60, or more).")
@as_json
@language_option
def stress(ids: tuple[str, ...], seeds: int, seconds: float | None, json_: bool, language: str | None) -> None:
    """Hold questions that draw their own numbers against the gate (those named, or all). Exit code 1 on errors."""
    from quizapp.cli.bank_stress import stress_questions

    stress_questions(ids, seeds, json_, chosen_language(language), seconds)


@bank.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--by", "name", required=True, help="Who has reviewed (blind: a reader who saw no key).")
@click.option(
    "--answered", type=click.Choice(["correct", "partial", "wrong"]), help="What the reviewer's blind answer came to."
)
@click.option("--ready", is_flag=True, help="Make a question in review ready.")
@language_option
def sign(ids: tuple[str, ...], name: str, answered: str | None, ready: bool, language: str | None) -> None:
    """Record in the question files that somebody has reviewed them as they stand."""
    from quizapp.cli.bank_authoring import sign_questions

    sign_questions(ids, name, answered, ready, chosen_language(language))


@bank.command()
@click.argument("question_id", metavar="ID")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--chapter", required=True, help="The chapter's folder, as in `quizapp bank stats`.")
@click.option("--texts", type=click.Choice(["ja", "en", "both"]), default="both", help="Which languages you write now.")
@language_option
def new(question_id: str, kind: str, chapter: str, texts: str, language: str | None) -> None:
    """Write a new question file from a commented template."""
    from quizapp.cli.bank_authoring import make_question

    make_question(question_id, kind, chapter, texts, chosen_language(language))


@bank.command()
@click.argument("question_id", metavar="ID")
@click.argument("wanted", metavar="STATUS", type=click.Choice(["draft", "review", "ready", "retired"]))
@language_option
def status(question_id: str, wanted: str, language: str | None) -> None:
    """Lead a question from draft to review, ready or retired."""
    from quizapp.cli.bank_authoring import set_status

    set_status(question_id, wanted, chosen_language(language))


@bank.command()
@click.argument("question_id", metavar="ID")
@click.option("--by", "name", required=True, help="Your name, as it stands in the record.")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), help="Which numbers to draw (else fresh ones).")
@language_option
def review(question_id: str, name: str, seed: int | None, language: str | None) -> None:
    """Answer a question without its key; then see it, and sign or dispute it.

    The result is kept with the signature or the dispute; who leaves with neither leaves nothing in the file.
    """
    from quizapp.cli.bank_review import review_question

    review_question(question_id, name, seed, chosen_language(language))


@bank.command()
@click.argument("question_id", metavar="ID")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, help="Which numbers to draw first.")
@language_option
def preview(question_id: str, seed: int, language: str | None) -> None:
    """Look at a question as a learner would, with other numbers, in the other language, and answer it."""
    from quizapp.cli.bank_review import preview_question

    preview_question(question_id, seed, chosen_language(language))


@bank.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--wording", is_flag=True, help="Say that these edits change words only: statistics go on.")
@click.option("--seen", is_flag=True, help="You have seen these edits: they are not told again.")
@as_json
@language_option
def changes(ids: tuple[str, ...], wording: bool, seen: bool, json_: bool, language: str | None) -> None:
    """What was edited since learners answered it, or since the last commit: wording, meaning or key; how much it was
    used, and what would change.
    """
    from quizapp.cli.bank_changes import print_changes

    if wording and not ids:
        raise click.UsageError("--wording needs the ids of the questions.")
    if seen and (wording or not ids):
        raise click.UsageError("--seen needs the ids of the questions, and goes without --wording.")
    print_changes(ids, json_, wording, chosen_language(language), seen)


@bank.command()
@click.argument("question_id", metavar="ID")
@click.option("--since", default=None, help="The revision that was answered (default: the one used last).")
@click.option("--record", is_flag=True, help="Record it: new records beside the answers, which stay as they were.")
@click.option("--undo", is_flag=True, help="Take the last record back, by a record of its own.")
@as_json
@language_option
def regrade(question_id: str, since: str | None, record: bool, undo: bool, json_: bool, language: str | None) -> None:
    """What an edit of the key changes for those who answered before; nothing is written without --record."""
    from quizapp.cli.bank_regrade import regrade_question

    if record and undo:
        raise click.UsageError("--record and --undo are not given together.")
    regrade_question(question_id, since, record, undo, json_, chosen_language(language))


@bank.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@language_option
def translated(ids: tuple[str, ...], language: str | None) -> None:
    """Record in the question files that both languages say the same now."""
    from quizapp.cli.bank_authoring import mark_translated

    mark_translated(ids, chosen_language(language))


@bank.command()
@click.argument("folder")
@click.option("--name", default=None, help="The name that goes before its ids (default: the folder's).")
@language_option
def add(folder: str, name: str | None, language: str | None) -> None:
    """Use a bank of your own beside the one that ships: a folder of chapters with question files."""
    from quizapp.cli.bank_banks import add_own

    add_own(folder, name, chosen_language(language))


@bank.command()
@click.argument("name")
@language_option
def remove(name: str, language: str | None) -> None:
    """Use a bank of your own no longer. Its files, and what was learned with it, stay."""
    from quizapp.cli.bank_banks import remove_own

    remove_own(name, chosen_language(language))


@bank.command(name="list")
@as_json
@language_option
def list_(json_: bool, language: str | None) -> None:
    """The banks of your own, with their folders."""
    from quizapp.cli.bank_banks import print_own

    print_own(json_, chosen_language(language))


@bank.command()
@click.option("--all", "settled", is_flag=True, help="Those that are settled too.")
@click.option("--settle", type=click.IntRange(1, 2**63 - 1), metavar="N", help="Close the report of this number.")
@as_json
@language_option
def reports(settled: bool, settle: int | None, json_: bool, language: str | None) -> None:
    """What was reported of questions (b after an answer, `:p` line by line), the newest first."""
    from quizapp.cli import bank_reports

    if settle is not None:
        bank_reports.settle(settle, chosen_language(language))
    else:
        bank_reports.print_reports(chosen_language(language), json_, settled=settled)


@bank.command()
@click.option("--check", is_flag=True, help="Exit with 1 if the file in the bank differs from the program's schema.")
@click.option("--write", is_flag=True, help="Write it into the bank.")
def schema(check: bool, write: bool) -> None:
    """The JSON Schema of a question file, generated from the program's own classes."""
    from quizapp.bank.json_schema import schema_text

    file: Path = paths.questions_folder() / "schema" / "question.schema.json"
    text = schema_text()
    if write:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    elif check:
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            fail(cli_message(chosen_language(None), "schema_stale", file=file.name), 1)
    else:
        click.echo(text, nl=False)
