"""`quizapp bank regrade`: answers given before an edit of the key, judged by the question as it is now."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import click

from quizapp.bank.schema import Question
from quizapp.cli.bank_authoring import entries
from quizapp.cli.common import cli_message, fail, load_catalog, plain_faults, print_json, say
from quizapp.study import regrading, revising
from quizapp.study.clock import SystemClock
from quizapp.study.revising import Run
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.progress.database import Database


@plain_faults
def regrade_question(name: str, since: str | None, record: bool, undo: bool, json_: bool, language: str) -> None:
    """Show what would change; with `record` record it, with `undo` take the last record back."""
    from quizapp.progress.database import open_database

    (entry,) = entries(load_catalog(), [name], language)
    database = open_database()
    try:
        if undo:
            count = regrading.take_back(database, SystemClock(), name)
            undone = "undone" if regrading.is_taken_back(database, name) else "redone"
            say(message(language, f"regrade.{undone if count else 'none'}", id=name, count=count))
            return
        before = since or regrading.last_used(database, entry.question)
        if before is None:
            print_json(None) if json_ else say(message(language, "regrade.unused", id=name))
            return
        used = [use.revision for use in regrading.uses(database, name)]
        if before not in used:
            told = ", ".join(used) or "-"
            fail(message(language, "regrade.unknown_revision", id=name, revision=before, revisions=told))
        found = regrading.look(database, entry.question, before)
        edited = revising.look(database, entry.question)
        held = set(edited.held) if edited is not None else set()
        runs = [run for run in revising.runs(database, entry.question) if run.revision != found.revision]
        reached = {before}.union(*(run.revisions for run in runs if before in run.revisions))
        others = [_Other.of(database, entry.question, run) for run in runs if before not in run.revisions]
        others = [other for other in others if other.regrading.changed or held & other.run.revisions]
        # Answers that can't be judged anew keep no edit on the list: there is nothing left to do about them.
        held -= {name for other in others if not other.regrading.judged for name in other.run.revisions}
        if record:
            count = regrading.carry_out(database, SystemClock(), found, edited if held <= reached else None)
        announced = not held <= (reached if record else set())
        if json_:
            plain = [other.plain for other in others]
            print_json(asdict(found) | {"recorded": record, "others": plain, "announced": announced})
            return
        _tell(found, language)
        if record:
            say(message(language, "regrade.recorded", id=name, count=count))
        elif found.judged:
            since_ = f" --since {before}" if since else ""
            say(message(language, "regrade.how", id=name, since=since_))
        for other in others:
            say(other.words(name, language))
        if record and announced:
            say(message(language, "regrade.announced", id=name))
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class _Other:
    """Answers to another version than the one that is regraded, and what would become of them."""

    run: Run
    regrading: regrading.Regrading

    @classmethod
    def of(cls, database: Database, question: Question, run: Run) -> _Other:
        """Nothing is written."""
        return cls(run, regrading.look(database, question, run.revision))

    @property
    def plain(self) -> dict[str, Any]:
        """What would become of them, as JSON-able data."""
        found = self.regrading
        counts = {"changed": len(found.changed), "same": found.same, "unknown": found.unknown}
        return {"since": self.run.revision, "attempts": self.run.use.attempts} | counts

    def words(self, name: str, language: str) -> str:
        """The same in a language, with the command that regrades them."""
        return message(language, "regrade.other", id=name, **self.plain)


def _tell(found: regrading.Regrading, language: str) -> None:
    say(
        message(
            language,
            "regrade.shown",
            id=found.question_id,
            changed=len(found.changed),
            same=found.same,
            unknown=found.unknown,
        )
    )
    for (before, after), count in sorted(Counter((each.before, each.after) for each in found.changed).items()):
        was, now = (cli_message(language, outcome) for outcome in (before, after))
        click.echo("  " + message(language, "regrade.turn", before=was, after=now, count=count))
