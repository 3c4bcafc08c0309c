"""The verdict and the solution: right or wrong in sign and words, the mistake by name, steps with these numbers."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from textual.content import Content

from calculators.answers.keys import Code
from calculators.answers.verdict import Verdict
from quizapp.bank.variants import Rendered
from quizapp.study.sitting import Item, Outcome, Response
from quizapp.text.messages import message
from quizapp.text.safe import safe_text
from quizapp.tui.speech import say
from quizapp.tui.widgets.answer import fault_words
from quizapp.tui.widgets.choices import right_choices
from quizapp.tui.widgets.flow import Drawing
from quizapp.tui.widgets.marked import code_lines, mark, marked_cells, marked_texts
from quizapp.tui.widgets.marks import SIGNS
from quizapp.tui.widgets.prose import indented, lines_of

_INDENT = 2
# Sign and colour of what was left open.
LEFT_OPEN = ("·", "$partial")


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to tell of one answer. `now`: when it is told, for "in ten minutes". `left_open`: nothing was
    answered, on a sheet that was handed in.
    """

    item: Item
    words: Rendered
    outcome: Outcome
    response: Response
    now: datetime
    raw: bool = False
    left_open: bool = False


def solution(told: Told, language: str) -> Drawing:
    """A drawing of the verdict and everything below it."""

    def draw(width: int) -> Content:
        return Content("\n").join(_Page(told, language, width).lines())

    return draw


class _Page:
    def __init__(self, told: Told, language: str, width: int) -> None:
        self._told = told
        self._language = language
        self._width = width

    def lines(self) -> Iterator[Content]:
        """Every line, top to bottom."""
        yield from self._band()
        yield from self._answers()
        yield from self._mistake()
        yield from self._section("steps", self._steps())
        yield from self._section("explanation", self._text(self._told.words.explanation))
        yield from self._section("other_choices", self._feedback())
        yield from self._section("references", self._references())

    def _say(self, message_id: str, **values: object) -> str:
        return say(self._language, message_id, **values)

    def _text(self, source: str, indent: int = _INDENT) -> list[Content]:
        return indented(lines_of(source, self._width - indent, self._told.raw), indent)

    def _section(self, heading: str, lines: list[Content]) -> Iterator[Content]:
        if lines:
            yield Content("")
            yield Content(self._say(heading)).stylize("bold $primary")
            yield from lines

    # The verdict

    def _band(self) -> Iterator[Content]:
        verdict = self._told.outcome.verdict
        name = "left_open" if self._told.left_open else verdict.outcome.value
        sign, colour = LEFT_OPEN if self._told.left_open else SIGNS[name]
        chip = Content(f" {sign} {self._say(name)} ").stylize(f"bold $background on {colour}")
        back = Content(self._comes_back()).stylize("$quiet")
        room = self._width - chip.cell_length - back.cell_length
        if room >= 1:
            filling = Content(" " + "─" * max(0, room - 2) + " ").stylize("$rule") if room > 3 else Content(" " * room)
            yield Content("").join([chip, filling, back])
        else:
            yield chip
            yield from self._text(self._comes_back())

    def _comes_back(self) -> str:
        outcome = self._told.outcome
        if outcome.rating is None and outcome.days is None:
            return "" if self._told.left_open else self._say("back_practice")
        if outcome.returns:
            return self._say("back_this_sitting")
        if outcome.days is None:
            return ""
        if outcome.days <= 0 and outcome.due_at is not None:
            minutes = max(1, math.ceil((outcome.due_at - self._told.now).total_seconds() / 60))
            return self._say("back_minutes", count=minutes)
        if outcome.days <= 0:
            return self._say("back_today")
        return self._say("back_tomorrow") if outcome.days == 1 else self._say("back_days", count=outcome.days)

    def _answers(self) -> Iterator[Content]:
        told = self._told
        yield Content("")
        if told.left_open:
            if told.item.variant.form == "choices":
                lines = self._chosen(right_choices(told.item.variant))
            else:
                lines = lines_of(told.words.answer, self._width - self._margin, told.raw)
            yield from self._labelled("right_answer", lines)
        elif told.item.variant.form in ("order", "match"):
            yield from self._arranged()
        elif told.response.chosen is not None:
            yield from self._labelled("your_answer", self._chosen(told.response.chosen))
            right = right_choices(told.item.variant)
            if set(right) != set(told.response.chosen):
                yield from self._labelled("right_answer", self._chosen(right))
        else:
            yield from self._typed()

    def _arranged(self) -> Iterator[Content]:
        """The learner's own order or pairs with their signs, and the right ones; nothing where all stands above."""
        told, width = self._told, self._width - self._margin
        verdict = told.outcome.verdict
        if verdict.outcome.value == "correct":
            return
        words = dict(told.words.choices)
        own = [words[name].strip() for name in told.response.chosen or ()]
        heads = [f"{number}. " for number in range(1, len(own) + 1)]
        if told.item.variant.form == "match":
            heads = [""] * len(own)
            own = [f"{left.strip()} — {text}" for (_, left), text in zip(told.words.lefts, own, strict=True)]
        yield from self._labelled("your_answer", marked_texts(heads, own, verdict.cells, width, told.raw))
        yield from self._labelled("right_answer", lines_of(told.words.answer, width, told.raw))

    def _typed(self) -> Iterator[Content]:
        told, room = self._told, self._width - self._margin
        verdict, key = told.outcome.verdict, told.item.variant.key
        assert not isinstance(key, frozenset | tuple)
        typed = (told.response.text or "").strip()
        if isinstance(key, Code):
            lines = code_lines(told.response.text or "", room, verdict.fault)
        else:
            yours = verdict.echo or typed
            if verdict.echo and typed != verdict.echo:
                yours = f"{typed}  →  {verdict.echo}" if len(typed) <= 40 else verdict.echo
            lines = [Content(line) for line in _cut_lines(safe_text(yours), room)]
        yield from self._labelled("your_answer", lines)
        if verdict.outcome.value != "correct":
            yield from self._cells(verdict, marked_cells(key, typed, verdict.cells, room))
        if verdict.outcome.value != "correct" or verdict.carried:
            label = "right_at_first" if verdict.carried else "right_answer"
            yield from self._labelled(label, lines_of(told.words.answer, room, told.raw))

    def _chosen(self, names: Collection[str]) -> list[Content]:
        """Choices by number and words, in shown order."""
        lines: list[Content] = []
        for number, (name, words) in enumerate(self._told.words.choices, start=1):
            if name in names:
                chip = Content(f"{number} ").stylize("$primary")
                lines.extend(indented(lines_of(words, self._width - self._margin - 3, self._told.raw), 3, chip))
        return lines

    @property
    def _labels(self) -> Iterator[str]:
        verdict = self._told.outcome.verdict
        yield from ("your_answer", "right_at_first" if verdict.carried else "right_answer")
        if len(verdict.cells) > 1:
            yield "cell_by_cell"

    @property
    def _margin(self) -> int:
        """Cells before an answer: the longest of the labels, and a gap."""
        return _INDENT + 2 + max(cell_len(self._say(name)) for name in self._labels)

    def _labelled(self, label: str, lines: list[Content]) -> list[Content]:
        head = Content(" " * _INDENT + self._say(label)).stylize("$quiet")
        return indented([line.stylize("bold") for line in lines], self._margin, head)

    def _cells(self, verdict: Verdict, marked: list[Content]) -> Iterator[Content]:
        if marked:
            yield from self._labelled("cell_by_cell", marked)
        elif len(verdict.cells) > 1 and any(verdict.cells):
            yield from self._labelled("cell_by_cell", [Content(" ").join(map(mark, verdict.cells))])

    def _mistake(self) -> Iterator[Content]:
        verdict = self._told.outcome.verdict
        remarks = []
        if verdict.carried:
            right = verdict.outcome.value == "correct"
            remarks.append(_plain(self._say("carried" if right else "carried_partly")))
        if verdict.fault is not None:
            remarks.append(_plain(fault_words(verdict.fault, self._language)))
        if verdict.diagnosis is not None and self._told.response.chosen is None:
            remarks.append(_plain(message(self._language, f"answers.diagnosis_{verdict.diagnosis}")))
        remarks += [self._told.words.feedback[name] for name in self._named()]
        bar = Content("▌ ").stylize(SIGNS[verdict.outcome.value][1])
        for words in remarks:
            yield Content("")
            yield from (bar + line for line in lines_of(words, self._width - 2, self._told.raw))
        if self._told.outcome.revised:
            yield from self._text(self._say("revised"))

    def _named(self) -> list[str]:
        """What puts this very answer right: the mistakes' names, or the wrong choices that were chosen."""
        told, verdict = self._told, self._told.outcome.verdict
        if told.item.variant.form in ("order", "match"):
            return []
        typed = [*verdict.combined, verdict.mistake or ""]
        return [name for name in told.response.chosen or typed if name in told.words.feedback]

    # The solution

    def _steps(self) -> list[Content]:
        lines: list[Content] = []
        for words, tex in self._told.words.steps:
            if lines and words:
                lines.append(Content(""))
            # The formula right below its words, as in an explanation.
            lines.extend(self._text("\n".join([words.rstrip(), f"$$\n{tex}\n$$" if tex else ""]).strip()))
        return lines

    def _feedback(self) -> list[Content]:
        """Why each of the other choices is wrong, by its number."""
        words, variant = self._told.words, self._told.item.variant
        lines: list[Content] = []
        if variant.form != "choices":
            return lines
        for number, name in enumerate(variant.choices, start=1):
            feedback = words.feedback.get(name)
            if feedback and name not in self._named():
                chip = Content(f"  {number} ").stylize("bold $primary")
                lines.extend(indented(lines_of(feedback, self._width - 5, self._told.raw), 5, chip))
        return lines

    def _references(self) -> list[Content]:
        lines: list[Content] = []
        for reference in self._told.words.references:
            bullet = Content("  ·").stylize("$quiet")
            lines.extend(indented(lines_of(_plain(reference), self._width - 4), 4, bullet))
        return lines


def _plain(text: str) -> str:
    """A plain text as a source that is shown as it stands."""
    return "".join(f"\\{sign}" if sign in "\\`*_$#[]<>|~" else sign for sign in text)


def _cut_lines(text: str, width: int) -> list[str]:
    """A typed answer in lines of at most `width` cells."""
    from textual.content import Content as Lines

    return [line.plain for line in Lines(text).wrap(max(8, width))] or [""]
