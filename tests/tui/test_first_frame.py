"""The first frame needs only Textual."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

LATE = {"sqlalchemy", "alembic", "pydantic", "yaml", "numpy", "sympy", "mpmath", "markdown_it", "fsrs", "texicode"}

# Paints into a headless driver; the first time anything of home is displayed, what has been imported is written down.
WITNESS = """
import asyncio, json, sys
from quizapp.tui.app import QuizApp

class Witness(QuizApp):
    painted = None

    def post_display_hook(self):
        lines = self.screen._compositor.render_strips()
        if self.painted is None and lines and "quizapp" in lines[0].text:
            self.painted = sorted({name.partition(".")[0] for name in sys.modules})

async def main():
    app = Witness()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        print(json.dumps({"frame": app.painted, "opened": app.books is not None}))

asyncio.run(main())
"""


def test_bank_and_database_are_imported_after_the_first_frame(tmp_path: Path):
    environment = os.environ | {"QUIZAPP_HOME": str(tmp_path), "QUIZAPP_QUESTIONS": str(Path(__file__).parent / "bank")}
    run = subprocess.run([sys.executable, "-c", WITNESS], env=environment, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    witnessed = json.loads(run.stdout)
    assert "textual" in witnessed["frame"]
    assert LATE.isdisjoint(witnessed["frame"])
    assert witnessed["opened"]


def test_the_kitty_keyboard_protocol_is_off_before_textual_is_imported():
    source = (
        "import os, sys, quizapp.tui as tui\n"
        "assert 'textual' not in sys.modules\n"
        "import quizapp.tui.app as app\n"
        "app.QuizApp.run = lambda self: print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'])\n"
        "tui.run()\n"
    )
    environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_DISABLE_KITTY_KEY"}
    leader, terminal = pty.openpty()
    command = [sys.executable, "-c", source]
    try:
        run = subprocess.run(
            command, env=environment, stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, timeout=60, check=True
        )
    finally:
        os.close(terminal)
        os.close(leader)
    assert run.stdout.strip() == b"1"
