"""`quizapp memory`: the memory model of a learner."""

from __future__ import annotations

import sys

import click

from quizapp.cli.common import (
    as_json,
    chosen_language,
    cli_message,
    language_option,
    open_study,
    plain_faults,
    print_json,
    say,
)


@click.group()
def memory() -> None:
    """The memory model: fit it to your own reviews, go back to its defaults, replay the log."""


@memory.command()
@as_json
@language_option
@plain_faults
def fit(json_: bool, language: str | None) -> None:
    """Fit the model to your reviews (1,000 at least). It is used only where it predicts the newest fifth better; exit
    code 1 where it does not.
    """
    found = open_study().fit_model()
    if json_:
        names = ("reviews", "held_out", "loss", "loss_before", "taken")
        print_json({name: getattr(found, name) for name in names})
    else:
        values = {
            "reviews": found.reviews,
            "held_out": found.held_out,
            "loss": f"{found.loss:.4f}",
            "before": f"{found.loss_before:.4f}",
        }
        say(cli_message(chosen_language(language), "fitted" if found.taken else "not_fitted", **values))
    sys.exit(0 if found.taken else 1)


@memory.command()
@language_option
@plain_faults
def unfit(language: str | None) -> None:
    """Go back to the model's default parameters."""
    say(cli_message(chosen_language(language), "replayed", count=open_study().unfit_model()))


@memory.command()
@language_option
@plain_faults
def replay(language: str | None) -> None:
    """Let every card follow from the log of its reviews again, under the parameters in use."""
    say(cli_message(chosen_language(language), "replayed", count=open_study().replay()))
