"""What the tests of hostile text share: the texts, a bank that is hostile throughout, and a look at what is painted."""

from __future__ import annotations

import contextlib
import shutil
import unicodedata
from pathlib import Path

import pytest
from textual.errors import NoWidget
from textual.pilot import Pilot

from quizapp.text.safe import safe_text
from tests.tui.conftest import press, program_of, shown
from tests.tui.program import BANK

MARKUP = "[/b] [@click=app.owned]quit[/] [red]red[/red] [link=https://a.example]here[/link] [x](https://a.example)"
ESCAPES = "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b31m\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x1b\\"
HIDDEN = "a\u202eevil\u2066b\u200bc\u200d\ufeffd\u2028e\U000e0041"
PILED = "e" + "\u0301" * 500
LONG = "x" * 1_000_000
# What a question file may hold: its reader refuses control and bidi characters, so that these come by other ways.
WRITTEN = MARKUP + " <b>html</b> &amp; " + PILED
# What a person may type or paste, and what the database may hold.
TYPED = f"{MARKUP} {ESCAPES} {HIDDEN}"


def found_in(pilot: Pilot[None]) -> list[str]:
    """What of the painted screen is no plain letter: characters that act or hide, links, and actions of others."""
    found = []
    for strip in pilot.app.screen._compositor.render_strips():
        for segment in strip:
            text = "".join(sign for sign in segment.text if sign not in "\n")
            if text != safe_text(text) or any(unicodedata.category(sign) in ("Cc", "Cs") for sign in text):
                found.append(repr(text))
            style = segment.style
            if style is not None and (style.link or "owned" in str(style.meta)):
                found.append(f"acts: {text!r}")
    return found


async def inert(pilot: Pilot[None], *keys: str) -> str:
    """Press keys; what is shown then, which must be inert, also where the mouse goes over it and clicks."""
    await press(pilot, *keys)
    assert found_in(pilot) == []
    width, height = pilot.app.size
    for row in range(3, height - 3, height // 3):
        with contextlib.suppress(NoWidget):
            await pilot.hover(offset=(width // 3, row))
    await pilot.pause()
    assert program_of(pilot).is_running
    return shown(pilot)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The bank of the tests, hostile in every text, with files of hostile names that can't be read."""
    folder = tmp_path / "bank"
    shutil.copytree(BANK, folder)
    words = WRITTEN.replace("'", "''")
    for file in folder.glob("*/*.yaml"):
        lines = file.read_text(encoding="utf-8").split("\n")
        file.write_text("\n".join(_hostile(line, words) for line in lines), encoding="utf-8")
    for name in ("[@click=app.owned]x.yaml", "a\u202eb\u200b.yaml", "\x1b]0;owned\x07.yaml", "[b].yaml"):
        (folder / "feedforward" / name).write_text(f"id: {MARKUP!r}\nkind: [/b]\n\x1b[31m", encoding="utf-8")
    file = folder / "syllabus.yaml"
    text = file.read_text(encoding="utf-8").replace("ja: 深層学習の基礎", f"ja: '深層学習の基礎 {MARKUP}'")
    text = text.replace('"1.3.1", exam: true, ja: 情報理論', f"'1.3.1', exam: true, ja: '{MARKUP}'")
    text = text.replace("en: Feedforward networks", f"en: 'Feedforward {MARKUP}'")
    file.write_text(text.replace("ja: 基本的な畳み込みネットワーク", f"ja: '{MARKUP}'"), "utf-8")
    file = folder / "tracks.yaml"
    text = file.read_text(encoding="utf-8").replace("ja: ニューラルネットワーク", f"ja: '{MARKUP}'")
    file.write_text(text.replace("en: Neural networks", "en: '[/b]Neural [@click=app.owned]networks[/]'"), "utf-8")
    return folder


def _hostile(line: str, words: str) -> str:
    """A line of a question file with its text made hostile, where that leaves a question."""
    for sign in ("ja: ", "en: "):
        head, found, text = line.partition(sign)
        if found and head.strip() in ("", "-") and text.strip() not in ("|", "") and not text.startswith(("'", '"')):
            return f"{head}{sign}'{text.strip().replace(chr(39), chr(39) * 2)} {words}'"
    if line.startswith("    ") and line.endswith(("。", ".")) and ": " not in line:
        return f"{line} {WRITTEN}"  # in a block
    return line.replace("Bengio", "[/b] [@click=app.owned]Bengio[/]")
