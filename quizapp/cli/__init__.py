"""The commands: one file per group, imported only when it is called.

Exit codes: 0 fine, 1 findings, 2 usage or a fault.
"""

from __future__ import annotations

import errno
import importlib
from typing import Any

import click

from quizapp import __version__

# Command → (module of quizapp.cli, name of the command in it, short help).
_COMMANDS: dict[str, tuple[str, str, str]] = {
    "quiz": ("sittings", "quiz", "A quiz on a chapter, topic, section or keyword."),
    "review": ("sittings", "review", "What is due today, then new questions."),
    "exam": ("exam", "exam", "A mock exam by the blueprint; its results."),
    "plan": ("plan", "plan", "What to do until the exam, and what score to expect."),
    "stats": ("stats", "stats", "What was done and how well: accuracy, recall, calibration, causes."),
    "author": ("author", "author", "Write, check and review questions, full-screen."),
    "bank": ("bank", "bank", "The question bank: lint, stats, show, schema."),
    "calc": ("calc", "calc", "The families of problems: list, show, stress."),
    "db": ("db", "db", "The database: check, upgrade, back up, restore."),
    "memory": ("memory", "memory", "The memory model: fit it to your reviews, replay the log."),
    "doctor": ("doctor", "doctor", "Terminal, paths, database, bank and versions, with advice."),
    "config": ("config", "config", "Show or change a setting."),
}


class _LateGroup(click.Group):
    """A group whose commands are imported when they are called, so that `quizapp calc` waits for no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name, _ = _COMMANDS[cmd_name]
        command = getattr(importlib.import_module(f"quizapp.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. What the system refuses is told in a line; a pipe that was closed is click's to handle."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise
            from quizapp.cli.common import chosen_language, cli_message, fail
            from quizapp.text.safe import safe_text
            from quizapp.text.system import system_reason

            language = chosen_language(None)
            reason = system_reason(language, error)
            if error.filename is not None:
                reason = cli_message(language, "unusable", file=str(error.filename), reason=reason)
            fail(safe_text(reason))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, _, words) in _COMMANDS.items()])


@click.group(cls=_LateGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="quizapp")
@click.pass_context
def commands(context: click.Context) -> None:
    """Prepare for the E資格 in a terminal. Without a command, the program opens full-screen."""
    if context.invoked_subcommand is None:
        from quizapp.tui import run

        context.exit(run())
