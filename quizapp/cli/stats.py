"""`quizapp stats`: what was done, how well, and how far predictions and memory agree."""

from __future__ import annotations

import click

from quizapp.cli.common import as_json, chosen_language, language_option, open_study, plain_faults, print_json, say


@click.command()
@click.option("--days", type=click.IntRange(1, 3660), default=365, help="Over so many study days, today included.")
@as_json
@language_option
@plain_faults
def stats(days: int, json_: bool, language: str | None) -> None:
    """What was done and how well: today, streak, accuracy, recall, calibration, causes, by field and chapter."""
    study = open_study()
    found = study.statistics(days)
    if json_:
        from quizapp.cli.plan import readiness_data

        print_json(found.to_json() | {"readiness": readiness_data(study.readiness())})
        return
    from quizapp.study.telling.statistics import told_statistics

    chosen = chosen_language(language)
    for line in told_statistics(found, lambda kind, group: study.name_of(kind, group, chosen), chosen):
        say(line)
