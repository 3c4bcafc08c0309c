"""`quizapp author`: straight to the Author screen."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from quizapp import paths
from quizapp.cli.common import language_option


@click.command()
@click.argument("place", metavar="[PATH]", required=False, type=click.Path(exists=True, path_type=Path))
@language_option
def author(place: Path | None, language: str | None) -> None:
    """Write and review questions: a file of a bank, a bank's folder, or the banks as a tree."""
    from quizapp.tui import run

    sys.exit(run(author_at=(place or paths.questions_folder()).absolute(), language=language))
