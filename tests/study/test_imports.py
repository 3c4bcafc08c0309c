"""The use cases start fast: nothing heavy is imported before it is needed."""

from __future__ import annotations

import subprocess
import sys


def test_the_use_cases_bring_in_no_screen_no_arrays_no_algebra_and_no_migrations() -> None:
    script = (
        "import sys, quizapp.study.study\n"
        "heavy = ('textual', 'alembic', 'numpy', 'sympy', 'mpmath', 'sqlalchemy.dialects.postgresql')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
