"""A problem or a function on the bench of the Lab, drawn: its words, its result, its steps, what mistakes lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual.content import Content

from calculators.answers import value_tex
from quizapp.lab.functions import FunctionBench
from quizapp.lab.problem import ProblemBench
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.tui.speech import say
from quizapp.tui.widgets.prose import indented, lines_of

# Cells of a result that are printed; the rest is counted.
_MOST_ROWS = 24
_MOST_COLUMNS = 12


def head(words: str) -> Content:
    """A heading among the lines."""
    return Content(words).stylize("bold $primary")


def remark(words: str, sign: str, style: str, width: int) -> list[Content]:
    """A sentence with a sign before it."""
    lines = [line.stylize(style) for line in Content(words).wrap(max(10, width - 2))]
    return indented(lines, 2, Content(sign).stylize(f"bold {style}"))


def problem_lines(bench: ProblemBench, language: str, width: int, raw: bool) -> Iterator[Content]:
    """The lines of a problem."""
    words = bench.words(language)
    if words is not None:
        yield from lines_of(words.stem, width, raw)
    else:
        yield from Content(bench.family.summary).wrap(width)
    yield Content("")
    if bench.reason:
        yield from remark(message(language, f"lab.{bench.reason}"), "×", "$wrong", width)
        yield Content("")
    elif not bench.usual:
        yield from remark(message(language, "lab.unusual"), "△", "$partial", width)
        yield Content("")
    faded = "$quiet" if bench.reason else ""
    title = head(say(language, "lab_result"))
    if bench.reason:
        title = title + Content(f"  {say(language, 'lab_before')}").stylize("$quiet")
    yield title
    yield from (line.stylize(faded) for line in lines_of(f"$$\n{bench.answer_tex()}\n$$", width, raw))
    yield Content("")
    yield head(say(language, "lab_steps"))
    steps = words.steps if words is not None else tuple(("", step.tex) for step in bench.problem.steps)
    for text, tex in steps:
        source = "\n".join([text.rstrip(), f"$$\n{tex}\n$$" if tex else ""]).strip()
        yield from (line.stylize(faded) for line in lines_of(source, width, raw))
    if words is not None and bench.problem.mistakes:
        yield from _mistakes(bench, words.feedback, language, width, raw)


def _mistakes(bench: ProblemBench, feedback: Any, language: str, width: int, raw: bool) -> Iterator[Content]:
    """Each named mistake with the value that it leads to."""
    yield Content("")
    yield head(say(language, "lab_mistakes"))
    for name, value in bench.problem.mistakes.items():
        source = f"${value_tex(bench.problem.answer, value)}$　{feedback.get(name, '')}".rstrip()
        lines = lines_of(source, width - 2, raw)
        yield from indented(lines, 2, Content("·").stylize("$quiet"))


def function_lines(bench: FunctionBench, language: str, width: int) -> Iterator[Content]:
    """The lines of a reference function: what it computes, with what, and its value."""
    reference = bench.reference
    yield from (line.stylize("bold $code") for line in Content(reference.signature).wrap(width))
    yield Content(message(language, f"lab.module_{reference.module}")).stylize("$quiet")
    yield Content("")
    if language != "en":
        # The library is documented in English only.
        yield head(say(language, "lab_reference"))
    for paragraph in reference.about.split("\n\n"):
        yield from Content(" ".join(paragraph.split())).wrap(width)
        yield Content("")
    if bench.trouble:
        words = message(language, "lab.function_says", words=safe_text(bench.trouble))
        yield from remark(words, "×", "$wrong", width)
        yield Content("")
        yield head(say(language, "lab_result")) + Content(f"  {say(language, 'lab_before')}").stylize("$quiet")
    else:
        yield head(say(language, "lab_result"))
    style = "$quiet" if bench.trouble else ""
    yield from (line.stylize(style) for line in value_lines(bench.result, width))


def value_lines(value: Any, width: int) -> Iterator[Content]:
    """A number, a list, a table or several of them by name or place, in lines."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _named(safe_text(str(name)), part, width)
    elif isinstance(value, tuple) and any(isinstance(part, list | tuple | dict) for part in value):
        for place, part in enumerate(value, start=1):
            yield from _named(f"({place})", part, width)
    elif _is_table(value):
        yield from table_lines(value, width)
    elif isinstance(value, list | tuple) and all(isinstance(part, int | float) for part in value):
        text = "[" + ", ".join(number(part) for part in value) + "]"
        yield from Content(text).wrap(width)
    else:
        yield from Content(safe_text(number(value) if isinstance(value, int | float) else str(value))).wrap(width)


def _named(name: str, part: Any, width: int) -> Iterator[Content]:
    label = Content(f"{name} ").stylize("$quiet")
    yield from indented(list(value_lines(part, max(10, width - label.cell_length))), label.cell_length, label)


def _is_table(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(row, list) and row and all(isinstance(cell, int | float) for cell in row) for row in value)
        and len({len(row) for row in value}) == 1
    )


def table_lines(rows: Sequence[Sequence[float]], width: int) -> Iterator[Content]:
    """A table between brackets, its columns aligned; what is too much is left to dots."""
    texts = [[number(cell) for cell in row[:_MOST_COLUMNS]] for row in rows[:_MOST_ROWS]]
    widths = [max(len(row[place]) for row in texts) for place in range(len(texts[0]))]
    kept = 0
    while kept < len(widths) and sum(widths[: kept + 1]) + 2 * kept + 6 <= width:
        kept += 1
    more = " …" if kept < len(rows[0]) else ""
    for place, row in enumerate(texts):
        left, right = ("⎡", "⎤") if place == 0 else ("⎣", "⎦") if place == len(texts) - 1 else ("⎢", "⎥")
        if len(texts) == 1:
            left, right = "[", "]"
        cells = "  ".join(cell.rjust(size) for cell, size in zip(row[:kept], widths[:kept], strict=True))
        yield Content.assemble((left, "$quiet"), f" {cells}{more} ", (right, "$quiet"))
    if len(rows) > _MOST_ROWS:
        yield Content("…")


def number(value: float) -> str:
    """A number with at most six significant digits, and never a needless zero."""
    if isinstance(value, int):
        return str(value)
    shown = f"{value:.6g}"
    return "0" if shown == "-0" else shown
