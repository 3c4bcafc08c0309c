"""Commands that are typed about the question that is showing: flag, note, report, suspend, bury, rate, cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.cli.common import cli_message
from quizapp.progress.values import Cause
from quizapp.study.faults import NothingWrong, NotRated
from quizapp.study.scheduling import Rating
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.study.items import Item
    from quizapp.study.sitting import Sitting
    from quizapp.study.study import Study

CAUSES = tuple(Cause)
# Full-width letters and digits come from an input method that is switched on.
HALF_WIDTH = str.maketrans(
    {ord("０") + number: str(number) for number in range(10)}
    | {ord("ａ") + number: chr(ord("a") + number) for number in range(26)}
)


def parsed(line: str) -> tuple[str, str]:
    """A command's letter, and what stands after it: `:c 3`, `:c3` and `：ｃ３` are the same."""
    words = line.lstrip(":： ").strip()
    letter, rest = words[:1].lower().translate(HALF_WIDTH), words[1:].strip()
    return letter, rest


def remark(study: Study, item: Item, letter: str, rest: str, language: str) -> str | None:
    """Do what a command says about a question; what is to be told, or None for a command that is none of these."""
    name, part = item.question.id, item.part
    match letter:
        case "f":
            flagged = study.mark(name, part).flagged
            (study.unflag if flagged else study.flag)(name, part)
            return cli_message(language, "unflagged" if flagged else "flagged")
        case "n" if rest:
            study.note(name, "" if rest == "-" else rest, part)
            return cli_message(language, "note_removed" if rest == "-" else "noted")
        case "n":
            return study.mark(name, part).note or cli_message(language, "no_note")
        case "p" if rest:
            number = study.report(name, rest, part, item.variant.seed)
            return cli_message(language, "reported", number=number)
        case "p":
            return cli_message(language, "report_what")
    return None


def judged(sitting: Sitting, letter: str, rest: str, language: str) -> str | None:
    """Do what a command says about the answer that was just given: how well it was known, why it went wrong."""
    number = rest.translate(HALF_WIDTH)
    match letter:
        case "r":
            if number not in ("1", "2", "3", "4"):
                return cli_message(language, "rate_how")
            try:
                outcome = sitting.rate(Rating(int(number)))
            except NotRated as fault:
                return fault.sentence(language)
            word = message(language, f"cli.rating_{outcome.rating.name.lower()}" if outcome.rating else "cli.no_rating")
            return cli_message(language, "rated", rating=word)
        case "c":
            if number not in [str(place) for place in range(len(CAUSES) + 1)]:
                return cause_list(language)
            cause = CAUSES[int(number) - 1] if number != "0" else None
            try:
                sitting.name_cause(cause)
            except NothingWrong as fault:
                return fault.sentence(language)
            if cause is None:
                return cli_message(language, "cause_removed")
            return cli_message(language, "cause_named", cause=cli_message(language, f"cause_{cause.value}"))
    return None


def cause_list(language: str) -> str:
    """The causes of error with their numbers."""
    named = (f"{number} {cli_message(language, f'cause_{cause.value}')}" for number, cause in enumerate(CAUSES, 1))
    return cli_message(language, "which_cause", causes="  ".join(named))


def advised(study: Study, item: Item, language: str) -> str:
    """What is told of a question that was forgotten so often that it was suspended."""
    advice = study.advice(item.question.id)
    places = [f"{topic.code} {topic.name[language]}" for topic in advice.topics]
    places += [section.name[language] for section in advice.sections]
    lapses = study.card(item.question.id, item.part).lapses
    between = "、" if language == "ja" else "; "
    words = cli_message(language, "leech", lapses=lapses, places=between.join(places))
    if advice.see_also:
        words += "\n" + cli_message(language, "see_also", ids=", ".join(advice.see_also))
    return words
