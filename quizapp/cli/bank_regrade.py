"""`quizapp bank regrade`: answers given before an edit of the key, judged by the question as it is now."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict

import click

from quizapp.cli.bank_authoring import entries
from quizapp.cli.common import cli_message, fail, load_catalog, plain_faults, print_json, say
from quizapp.study import regrading, revising
from quizapp.study.clock import SystemClock
from quizapp.text.messages import message


@plain_faults
def regrade_question(name: str, since: str | None, record: bool, undo: bool, json_: bool, language: str) -> None:
    """Show what would change; with `record` record it, with `undo` take the last record back."""
    from quizapp.progress.database import open_database

    (entry,) = entries(load_catalog(), [name], language)
    database = open_database()
    try:
        if undo:
            count = regrading.take_back(database, SystemClock(), name)
            say(message(language, "regrade.undone" if count else "regrade.none", id=name, count=count))
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
        if json_:
            print_json(asdict(found) | {"recorded": record})
        else:
            _tell(found, language)
        if record:
            edited = revising.look(database, entry.question)
            count = regrading.carry_out(database, SystemClock(), found)
            if edited is not None and set(edited.held) <= {before} | edited.together:
                revising.decide(database, SystemClock(), edited, same=False)
            if not json_:
                say(message(language, "regrade.recorded", id=name, count=count))
        elif found.judged and not json_:
            say(message(language, "regrade.how", id=name))
    finally:
        database.close()


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
