"""The pictures of the documentation, made from the real program: `python -m tests.screenshots` → docs/images/*.svg.

The shipped bank, a database of its own, a clock that stands still and fixed seeds: the same pictures on every machine.
"""

from __future__ import annotations

import asyncio
import html
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Literal

# Read when Textual is imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from rich.cells import cell_len
from textual.events import Paste

from calculators.answers import write, write_value
from quizapp import paths
from quizapp.bank.schema import Status
from quizapp.bank.variants import KEY_CHOICE
from quizapp.settings import Settings
from quizapp.study.clock import FixedClock
from quizapp.study.selection import Selection
from quizapp.study.sitting import Response
from quizapp.tui.opening import Books
from quizapp.tui.screens.lab import bench_screen
from quizapp.tui.screens.sitting import SittingScreen
from tests.tui.authoring import edit
from tests.tui.program import EVENING, opener, program, settled

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
_TEXT = re.compile(r'<text class="([^"]*)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+"([^>]*)>([^<]*)</text>')
_CELL = 12.2
# A picture asks for no font from the net.
_FONTS = "Fira Code, DejaVu Sans Mono, Menlo, Consolas, Noto Sans Mono CJK JP, monospace"


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: the language, the question asked (none: home), what is typed, the keys pressed.

    `mistake`: the wrong value that this mistake leads to is typed. `answered`: so many questions of a mock exam of 20
    are answered before. `bench`: kind and id of what is opened in the Lab. `edited`: the question in the editor.
    """

    name: str
    language: str
    question: str = ""
    typed: str = ""
    mistake: str = ""
    keys: Sequence[str] = ()
    theme: str = "quizapp-dark"
    size: tuple[int, int] = (84, 26)
    answered: int = 0
    bench: tuple[Literal["problem", "function", "model"], str] | None = None
    edited: str = ""


PICTURES = (
    Picture("home-en", "en"),
    Picture("home-ja", "ja"),
    Picture("sitting-en", "en", "softmax-of-three-logits", "[1/4, 0.62, 0.13]"),
    Picture("verdict-ja", "ja", "conv-output-size", mistake="padding_once", keys=["enter"], size=(84, 36)),
    Picture("verdict-en", "en", "conv-output-size", mistake="padding_once", keys=["enter"], size=(84, 36)),
    *(Picture(f"exam-{lang}", lang, keys=["e", "p", "f4", "f5"], answered=9, size=(120, 32)) for lang in ("ja", "en")),
    *(
        Picture(f"result-{lang}", lang, keys=["e", "p", "f8", "f8"], answered=18, size=(100, 36))
        for lang in ("ja", "en")
    ),
    *(
        Picture(f"lab-{lang}", lang, keys=["right"] * 7, bench=("model", "network"), size=(100, 32))
        for lang in ("ja", "en")
    ),
    *(Picture(f"author-{lang}", lang, edited="softmax-of-three-logits", size=(130, 34)) for lang in ("ja", "en")),
    Picture("sitting-light-ja", "ja", "adam-code-error", keys=["1"], theme="quizapp-light", size=(84, 30)),
)


def respaced(svg: str) -> str:
    """An exported screenshot with wide characters where the terminal puts them.

    Textual measures the length of a run of text in characters; Japanese ones take two cells. Each run is cut where the
    width of its characters changes, and each piece gets its own place and length. Fonts are those of the viewer.
    """

    def pieces(match: re.Match[str]) -> str:
        style, x, y, rest, content = match.groups()
        place, written = float(x), []
        for piece in _runs(html.unescape(content)):
            cells = cell_len(piece)
            at = f'x="{place:g}" y="{y}" textLength="{_CELL * cells:g}"'
            written.append(f'<text class="{style}" {at}{rest}>{_escaped(piece)}</text>')
            place += _CELL * cells
        return "".join(written)

    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    return _TEXT.sub(pieces, svg.replace("Fira Code, monospace", _FONTS))


def _runs(text: str) -> Iterator[str]:
    run = ""
    for character in text:
        if run and cell_len(character) != cell_len(run[-1]):
            yield run
            run = ""
        run += character
    if run:
        yield run


def _escaped(text: str) -> str:
    # A space at the end of a piece would be dropped.
    return html.escape(text).replace(" ", "&#160;")


async def take(picture: Picture, folder: Path) -> str:
    """The picture as SVG."""
    clock = FixedClock(EVENING)
    app = program(folder, picture.language, picture.theme, bank=paths.questions_folder(), clock=clock)
    async with app.run_test(size=picture.size) as pilot:
        await settled(pilot)
        if picture.question:
            wanted = Selection(ids=(picture.question,), statuses=tuple(Status))
            screen = SittingScreen(lambda books: books.study.start_quiz(wanted, seed=7))
            app.push_screen(screen)
            await settled(pilot)
            app.post_message(Paste(picture.typed or _mistaken(screen, picture.mistake)))
            await settled(pilot)
        if picture.answered:
            assert app.books is not None
            answer_an_exam(app.books, clock, picture.answered)
        if picture.bench:
            assert app.books is not None
            bench = bench_screen(app.books, *picture.bench)
            assert bench is not None
            app.push_screen(bench)
            await settled(pilot)
        if picture.edited:
            editor = await edit(pilot, picture.edited)
            editor.area.cursor_blink = False
        for key in picture.keys:
            await pilot.press(key)
            await settled(pilot)
        return respaced(app.export_screenshot(simplify=True))


def _mistaken(screen: SittingScreen, mistake: str) -> str:
    """What someone types who makes a mistake of the question that is asked."""
    if not mistake:
        return ""
    assert screen.asked is not None
    variant = screen.asked.item.variant
    assert not isinstance(variant.key, frozenset | tuple)
    return write_value(variant.key, variant.mistakes[mistake])


def study_for_a_week(folder: Path) -> None:
    """Some evenings of answers, so that the pictures of home show a learner on the way."""
    clock = FixedClock(EVENING - timedelta(days=6))
    for day in range(6):
        books = opener(folder, paths.questions_folder())(Settings(), clock)
        _answer(books, day)
        books.database.close()
        clock.advance(days=1)


def _answer(books: Books, day: int) -> None:
    sitting = books.study.start_quiz(Selection(), size=12, seed=100 + day)
    number = 0
    while (item := sitting.item) is not None and number < 12:
        key = item.variant.key
        wrong = number % 4 == 3
        if isinstance(key, frozenset):
            chosen = [name for name in item.variant.choices if (name in key) is not wrong][: 1 if wrong else None]
            sitting.answer(Response(chosen=chosen, seconds=35))
        else:
            sitting.answer(Response(text="0" if wrong else write(key), seconds=50))
        number += 1
        sitting.advance()
    sitting.leave()


def answer_an_exam(books: Books, clock: FixedClock, count: int) -> None:
    """The first questions of a mock exam, three in four of them rightly, a little over a minute each; it is paused."""
    sheet = books.study.start_exam(20, seed=7)
    for place in range(count):
        item = sheet.show(place)
        assert item is not None
        key, wrong = item.variant.key, place % 4 == 3
        clock.advance(seconds=40 + 17 * (place % 5))
        if item.variant.form != "typed":
            right = tuple(key) if isinstance(key, frozenset | tuple) else (KEY_CHOICE,)
            others = [name for name in item.variant.choices if name not in right]
            response = Response(chosen=others[:1] if wrong and others else right)
        else:
            assert not isinstance(key, frozenset | tuple)
            response = Response(text="0" if wrong else write(key))
        sheet.answer(place, response)
    sheet.show(min(count, 19))
    sheet.pause()


def main() -> None:
    """Write every picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        os.environ["QUIZAPP_HOME"] = name
        week = Path(name) / "week"
        week.mkdir()
        study_for_a_week(week)
        for picture in PICTURES:
            fresh = Path(name) / picture.name
            fresh.mkdir()
            folder = week if picture.name.startswith("home") else fresh
            (IMAGES / f"{picture.name}.svg").write_text(asyncio.run(take(picture, folder)), encoding="utf-8")
            print(IMAGES / f"{picture.name}.svg")


if __name__ == "__main__":
    main()
