"""`quizapp quiz` and `quizapp review`: straight into a sitting, full-screen or (`--plain`) line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

import click

from quizapp.cli.common import (
    chosen_language,
    cli_message,
    fail,
    language_option,
    load_catalog,
    open_study,
    plain_faults,
)

if TYPE_CHECKING:
    from quizapp.study.selection import Selection
    from quizapp.study.sitting import Sitting
    from quizapp.study.study import Study

KINDS = ["single", "multiple", "numeric", "expression", "code", "order", "match", "set"]
FILTERS = ["any", "unseen", "wrong", "flagged"]


resume_option = click.option("--resume", is_flag=True, help="Go on with the sitting that was left last.")


@click.command()
@click.option("--chapter", help="A chapter's folder or code: convolution, 3.4.")
@click.option("--topic", help="A topic's code: 3.4.1.")
@click.option("--section", help="A section of a book or course: zero.7; or a whole one: zero.")
@click.option("--keyword", help="A keyword: パディング.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS))
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 5))
@click.option("--filter", "filter_", type=click.Choice(FILTERS), default="any", help="By what you answered before.")
@click.option(
    "--size", type=click.IntRange(1, 500), help="How many questions (default: the setting's); a set is asked whole."
)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Which questions and numbers to draw.")
@click.option("--plain", is_flag=True, help="Ask line by line on standard input and output.")
@resume_option
@language_option
@plain_faults
def quiz(plain: bool, resume: bool, language: str | None, size: int | None, seed: int | None, **narrowing: Any) -> None:
    """A quiz: of the whole bank, or narrowed down."""
    if resume:
        _resume(plain, language)
        return
    selection = _selection(narrowing, chosen_language(language))
    if plain:
        study = open_study()
        _run_plain(study, lambda: study.start_quiz(selection, size, seed), chosen_language(language))
    else:
        from quizapp.tui import run

        sys.exit(run(start="quiz", selection=selection, size=size, seed=seed, language=language))


@click.command()
@click.option("--limit", type=click.IntRange(1, 500), help="At most so many questions; a set is not cut.")
@click.option("--plain", is_flag=True, help="Ask line by line on standard input and output.")
@resume_option
@language_option
@plain_faults
def review(plain: bool, resume: bool, language: str | None, limit: int | None) -> None:
    """What is due today, then new questions up to the day's number."""
    if resume:
        _resume(plain, language)
    elif plain:
        study = open_study()
        _run_plain(study, lambda: study.start_review(limit), chosen_language(language))
    else:
        from quizapp.tui import run

        sys.exit(run(start="review", size=limit, language=language))


def _selection(narrowing: dict[str, Any], language: str) -> Selection:
    """The selection that the options describe. A name that the bank doesn't know ends the command."""
    from quizapp.bank.schema import Kind
    from quizapp.bank.syllabus import CHAPTERS
    from quizapp.study.selection import Filter, Selection

    chapter = narrowing["chapter"]
    chapter = CHAPTERS.get(chapter, chapter)
    catalog = load_catalog()
    known = {
        "chapter": {section.code for section in catalog.syllabus.sections()}
        | {f.code for f in catalog.syllabus.fields},
        "topic": {topic.code for topic in catalog.syllabus.topics()},
        "section": {section.id for _, section in catalog.sections()} | {track.id for track in catalog.tracks},
    }
    for name, value in (("chapter", chapter), ("topic", narrowing["topic"]), ("section", narrowing["section"])):
        if value is not None and value not in known[name]:
            fail(cli_message(language, f"no_{name}", name=value))
    return Selection(
        chapter=chapter,
        topic=narrowing["topic"],
        section=narrowing["section"],
        keyword=narrowing["keyword"],
        kinds=tuple(Kind(kind) for kind in narrowing["kinds"]),
        levels=tuple(narrowing["levels"]),
        filter=Filter(narrowing["filter_"]),
    )


def _resume(plain: bool, language: str | None) -> None:
    """Go on with the sitting that was left last. Ends the command: 1 where there is none."""
    study = open_study()
    left = study.unfinished()
    if left is None:
        click.echo(cli_message(chosen_language(language), "nothing_to_resume"))
        sys.exit(1)
    if plain:
        _run_plain(study, lambda: study.resume(left.sitting_id), chosen_language(language), new=False)
    from quizapp.tui import run

    sys.exit(run(start="resume", language=language))


def _run_plain(study: Study, start: Callable[[], Sitting], language: str, new: bool = True) -> NoReturn:
    """Run a sitting line by line. Ends the command: 1 when there is nothing to ask."""
    from quizapp.cli.lines import prepare_streams
    from quizapp.cli.plain import PlainSitting
    from quizapp.study.faults import NothingToAsk

    prepare_streams()
    left = study.unfinished()
    if new and left is not None:
        click.echo(cli_message(language, "resumable", answered=left.answered, total=left.total))
    try:
        sitting = start()
    except NothingToAsk as fault:
        click.echo(fault.sentence(language))
        sys.exit(1)
    sys.exit(PlainSitting(study, sitting, language).run())
