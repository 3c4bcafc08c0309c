"""`quizapp doctor`: what this computer offers the program, and what to change where something is in the way."""

from __future__ import annotations

import sys

import click

from quizapp.cli.common import as_json, chosen_language, language_option, print_json, say


@click.command()
@as_json
@language_option
def doctor(json_: bool, language: str | None) -> None:
    """Terminal, paths, database, bank, versions, with advice. Exit code 1 where something should be changed."""
    from quizapp.cli.examining import examine
    from quizapp.cli.lines import prepare_streams
    from quizapp.text.messages import message

    prepare_streams()
    chosen = chosen_language(language)
    findings = examine(chosen)
    if json_:
        print_json([finding.to_json() for finding in findings])
    else:
        area = ""
        for finding in findings:
            if finding.area != area:
                if area:
                    say("")
                area = finding.area
                say(message(chosen, f"doctor.area_{area}"))
            say(f"  {'○' if finding.fine else '×'} {finding.words}")
            if finding.advice:
                say(f"    → {finding.advice}")
    sys.exit(0 if all(finding.fine for finding in findings) else 1)
