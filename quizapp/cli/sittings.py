"""`quizapp quiz` and `quizapp review`: straight into a sitting, full-screen or (`--plain`) line by line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

import click

from quizapp.cli.common import (
    as_json,
    chosen_language,
    cli_message,
    fail,
    language_option,
    load_catalog,
    open_study,
    plain_faults,
    say,
)
from quizapp.cli.presets import list_presets

if TYPE_CHECKING:
    from quizapp.study.exam.sheet import Sheet
    from quizapp.study.options import QuizOptions
    from quizapp.study.selection import Selection
    from quizapp.study.sitting import Sitting
    from quizapp.study.study import Study

KINDS = ["single", "multiple", "numeric", "expression", "code", "order", "match", "set"]
FILTERS = ["any", "unseen", "wrong", "unsure", "due", "weak", "leech", "flagged", "noted", "reported", "suspended"]
CAUSES = ["unknown", "vague", "confused", "calculation", "misread", "guessed"]
MODES = ["learn", "test", "cram"]


resume_option = click.option("--resume", is_flag=True, help="Go on with the sitting that was left last.")
seed_option = click.option("--seed", type=click.IntRange(0, 2**31 - 1), help="Which questions and numbers to draw.")


@click.command()
@click.option("--chapter", help="A chapter's folder or code: convolution, 3.4.")
@click.option("--topic", help="A topic's code: 3.4.1.")
@click.option("--section", help="A section of a book or course: zero.7; or a whole one: zero.")
@click.option("--keyword", help="A keyword: パディング.")
@click.option("--text", help="Words that stand in the question or in your note.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS))
@click.option("--level", "levels", multiple=True, type=click.IntRange(1, 5))
@click.option(
    "--filter", "filters", multiple=True, type=click.Choice(FILTERS), help="By your answers and marks; any of several."
)
@click.option("--cause", "causes", multiple=True, type=click.Choice(CAUSES), help="Once wrong for this reason.")
@click.option(
    "--size", type=click.IntRange(1, 500), help="How many questions (default: the setting's); a set is asked whole."
)
@click.option("--minutes", type=click.IntRange(1, 300), help="As many questions as fit into so many minutes.")
@click.option("--in-order", is_flag=True, help="In the order of the syllabus instead of mixed.")
@click.option(
    "--mode",
    type=click.Choice(MODES),
    default="learn",
    help="Verdicts at once, at the end, or mere practice.",
)
@seed_option
@click.option("--preset", metavar="NAME", help="Start what was saved under a name.")
@click.option("--save", metavar="NAME", help="Save these options under a name, and start nothing.")
@click.option("--delete-preset", metavar="NAME", help="Forget what was saved under a name.")
@click.option("--presets", is_flag=True, help="List what was saved.")
@click.option("--plain", is_flag=True, help="Ask line by line on standard input and output.")
@resume_option
@as_json
@language_option
@plain_faults
def quiz(
    plain: bool,
    resume: bool,
    language: str | None,
    seed: int | None,
    preset: str | None,
    save: str | None,
    delete_preset: str | None,
    presets: bool,
    json_: bool,
    **choice: Any,
) -> None:
    """A quiz: of the whole bank, or narrowed down."""
    words = chosen_language(language)
    if json_ and not presets:
        raise click.UsageError("--json goes with --presets; answers as data: quizapp stats --json")
    if save is not None and not save.strip():
        fail(cli_message(words, "preset_unnamed"))
    if preset is not None and (ignored := _beside_preset()):
        raise click.UsageError(f"--preset has its own options; it goes with --size or --minutes, not with {ignored}")
    if presets:
        list_presets(open_study(), json_, words)
    elif delete_preset is not None:
        open_study().delete_preset(delete_preset)
        say(cli_message(words, "preset_deleted", name=delete_preset))
    elif resume:
        _resume(plain, language)
    elif save is not None:
        options = _options(choice, words)
        open_study().save_preset(save, options)
        say(cli_message(words, "preset_saved", name=save))
    elif preset is not None:
        study = open_study()
        _run(study, lambda: _start_preset(study, preset, choice, seed), plain, language)
    else:
        options = _options(choice, words)
        if not plain and _plainly(options):
            from quizapp.tui import run

            sys.exit(run(start="quiz", selection=options.selection, size=options.size, seed=seed, language=language))
        if not plain and options.mode.value == "test":
            _fill_in(options, seed, language)
        study = open_study()
        _run(study, lambda: study.start(options, seed), plain, language)


@click.command()
@click.option("--limit", type=click.IntRange(1, 500), help="At most so many questions; a set is not cut.")
@click.option("--ahead", type=click.IntRange(1, 60), help="Instead, what is due within so many days from today.")
@seed_option
@click.option("--plain", is_flag=True, help="Ask line by line on standard input and output.")
@resume_option
@language_option
@plain_faults
def review(
    plain: bool, resume: bool, language: str | None, limit: int | None, ahead: int | None, seed: int | None
) -> None:
    """What is due today, then new questions up to the day's number."""
    if resume:
        _resume(plain, language)
    elif plain or ahead is not None:
        study = open_study()
        _run(study, lambda: study.start_review(limit, seed, ahead=ahead or 0), plain, language)
    else:
        from quizapp.tui import run

        sys.exit(run(start="review", size=limit, seed=seed, language=language))


def _beside_preset() -> str:
    """The options on the command line that would narrow down or order a preset anew; "" where there are none."""
    context = click.get_current_context()
    given = click.core.ParameterSource.COMMANDLINE
    own = ("chapter", "topic", "section", "keyword", "text", "kinds", "levels", "filters", "causes", "in_order", "mode")
    options = {option.name: option.opts[0] for option in context.command.params}
    return ", ".join(str(options[name]) for name in own if context.get_parameter_source(name) is given)


def _start_preset(study: Study, name: str, choice: dict[str, Any], seed: int | None) -> Sitting | Sheet:
    """What was saved under a name, as long as it is or as long as the command line says."""
    from dataclasses import replace

    size, minutes = choice["size"], choice["minutes"]
    if size is None and minutes is None:
        return study.start_preset(name, seed)
    kept = next((each.options for each in study.presets() if each.name == name.strip()), None)
    if kept is None:
        return study.start_preset(name, seed)  # which says what is the matter
    return study.start(replace(kept, size=size, minutes=minutes), seed)


def _options(choice: dict[str, Any], language: str) -> QuizOptions:
    from quizapp.study.options import Mode, QuizOptions

    return QuizOptions(
        _selection(choice, language),
        choice["size"],
        choice["minutes"],
        not choice["in_order"],
        Mode(choice["mode"]),
    )


def _fill_in(options: QuizOptions, seed: int | None, language: str | None) -> NoReturn:
    """A quiz in test mode, full-screen. Ends the command."""
    from quizapp.tui import run
    from quizapp.tui.answersheet import in_test_mode

    sys.exit(run(sheet=in_test_mode(options, seed), language=language))


def _plainly(options: QuizOptions) -> bool:
    """Whether a quiz has only the options that the full-screen program is started with."""
    from quizapp.study.options import QuizOptions

    return options == QuizOptions(options.selection, options.size)


def _selection(narrowing: dict[str, Any], language: str) -> Selection:
    """The selection that the options describe. A name that the bank doesn't know ends the command."""
    from quizapp.bank.schema import Kind
    from quizapp.bank.syllabus import CHAPTERS
    from quizapp.progress.values import Cause
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
        filters=tuple(Filter(word) for word in narrowing["filters"] if word != "any"),
        text=narrowing["text"] or "",
        causes=tuple(Cause(word) for word in narrowing["causes"]),
    )


def _resume(plain: bool, language: str | None) -> None:
    """Go on with the sitting that was left last. Ends the command: 1 where there is none."""
    study = open_study()
    left = study.unfinished()
    if left is None:
        click.echo(cli_message(chosen_language(language), "nothing_to_resume"))
        sys.exit(1)
    if plain:
        _run(study, lambda: study.resume(left.sitting_id), plain, language, new=False)
    from quizapp.tui import run

    sys.exit(run(start="resume", language=language))


def _run(
    study: Study, start: Callable[[], Sitting | Sheet], plain: bool, language: str | None, new: bool = True
) -> NoReturn:
    """Run a sitting, line by line or full-screen. Ends the command: 1 when there is nothing to ask.

    A preset's sheet is filled in line by line either way.
    """
    from quizapp.cli.lines import prepare_streams
    from quizapp.study.faults import NothingToAsk
    from quizapp.study.sitting import Sitting

    words = chosen_language(language)
    if plain:
        prepare_streams()
        left = study.unfinished()
        if new and left is not None:
            click.echo(cli_message(words, "resumable", answered=left.answered, total=left.total))
    try:
        sitting = start()
    except NothingToAsk as fault:
        click.echo(fault.sentence(words))
        sys.exit(1)
    if not isinstance(sitting, Sitting):
        from quizapp.cli.exam_plain import PlainExam

        prepare_streams()
        sys.exit(PlainExam(study, sitting, words).run(new=True))
    if plain:
        from quizapp.cli.plain import PlainSitting

        sys.exit(PlainSitting(study, sitting, words).run())
    from quizapp.tui import run

    # It was started last, so it is the one that is gone on with.
    sys.exit(run(start="resume", language=language))
