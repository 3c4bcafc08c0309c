"""`quizapp` and `python -m quizapp`. Without arguments the screens open at once: click is not even imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Open the screens, or run a command."""
    if len(sys.argv) == 1:
        from quizapp.tui import run

        sys.exit(run())
    from quizapp.cli import commands

    commands()


if __name__ == "__main__":
    main()
