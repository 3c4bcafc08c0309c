"""`quizapp bank reports`: what was reported of questions, for whoever mends them."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from quizapp.cli.common import cli_message, open_study, plain_faults, print_json, say

if TYPE_CHECKING:
    from quizapp.progress.reports import ReportRow


@plain_faults
def print_reports(language: str, json_: bool, *, settled: bool) -> None:
    """The reports that are open (or all), the newest first."""
    study = open_study()
    found = study.reports(settled=settled)
    if json_:
        print_json([_data(row) for row in found])
    elif not found:
        say(cli_message(language, "no_reports"))
    else:
        say("\n\n".join(_told(row, language) for row in found))


@plain_faults
def settle(number: int, language: str) -> None:
    """Close a report. Ends the command with 1 where there is no open one of this number."""
    if not open_study().settle_report(number):
        say(cli_message(language, "no_report", number=number))
        sys.exit(1)
    say(cli_message(language, "report_settled", number=number))


def _told(row: ReportRow, language: str) -> str:
    """A line of what it is about, then its words."""
    name = f"{row.question_id}#{row.part}" if row.part else row.question_id
    about = [f"{row.id}", f"{row.reported_at.astimezone():%Y-%m-%d %H:%M}", name]
    if row.seed is not None:
        about.append(f"seed {row.seed}")
    if row.settled_at is not None:
        about.append(cli_message(language, "report_is_settled"))
    return "\n".join(("  ".join(about), *(f"    {line}" for line in row.text.splitlines())))


def _data(row: ReportRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "question": row.question_id,
        "part": row.part,
        "revision": row.revision,
        "seed": row.seed,
        "text": row.text,
        "reported_at": row.reported_at.isoformat(),
        "settled_at": None if row.settled_at is None else row.settled_at.isoformat(),
    }
