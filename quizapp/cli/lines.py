"""Lines typed on standard input: asked for with a prompt, bounded in length, whatever the streams are."""

from __future__ import annotations

import sys

import click

# Longer than anything that an answer may be; the rest of a longer line is dropped, and never taken for another answer.
LONGEST = 20_000


class NotText(Exception):
    """The line is not text in the terminal's encoding."""


def prepare_streams() -> None:
    """Let no character stop the program that the terminal's encoding lacks: it is printed as a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def ask_line(prompt: str) -> str | None:
    """One line without its end; None at the end of the input, at an interrupt, or where there is no input at all.

    Raises `NotText`.
    """
    click.echo(prompt, nl=False)
    if sys.stdin is None or sys.stdin.closed:
        click.echo()
        return None
    try:
        line = sys.stdin.readline(LONGEST)
        rest = line
        while rest and not rest.endswith("\n"):
            rest = sys.stdin.readline(LONGEST)
    except KeyboardInterrupt:
        click.echo()
        return None
    except UnicodeDecodeError:
        raise NotText from None
    if not line:
        click.echo()
        return None
    if not sys.stdin.isatty():
        click.echo()  # nobody pressed Enter, so the prompt's line is still open
    return line.rstrip("\r\n")
