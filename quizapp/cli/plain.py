"""A sitting line by line on standard input and output: for a screen reader, a pipe, or a terminal that can't draw.

An answer is typed as it is; a line that begins with a colon is a command (`:q`, `:l`, `:u` …), so that no letter is
lost to an answer.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from calculators.answers.verdict import Fault
from calculators.answers.verdict import Outcome as Judged
from quizapp.bank.variants import Rendered, render
from quizapp.cli.common import cli_message, say
from quizapp.cli.variants import typeset
from quizapp.study.faults import NothingToUndo
from quizapp.study.sitting import Item, Response, Sitting
from quizapp.text.messages import message
from quizapp.text.safe import safe_text

if TYPE_CHECKING:
    from quizapp.study.sitting import Outcome
    from quizapp.study.study import Study

# Full-width forms of the sign and the letters come from an input method that is switched on.
_COMMAND_SIGNS = (":", "：")
_SIGNS = {Judged.CORRECT: "○", Judged.PARTIAL: "△", Judged.WRONG: "×"}


class _Leave(Exception):
    """The learner (or the end of the input) ends the sitting; everything answered is already saved."""


class PlainSitting:
    """Asks the items of one sitting until it is finished or left."""

    def __init__(self, study: Study, sitting: Sitting, language: str) -> None:
        self.study = study
        self.sitting = sitting
        self.language = language
        self.unsure = False
        self.hinted = False

    def run(self) -> int:
        """Run the sitting to its end. Returns the exit code."""
        say(self._("plain_help"))
        try:
            while (item := self.sitting.item) is not None:
                outcome = self._ask(item)
                if outcome is not None:
                    self._after(outcome)
        except _Leave:
            self.sitting.leave()
            say(self._("left"))
        self._summary()
        return 0

    def _(self, name: str, **values: object) -> str:
        return cli_message(self.language, name, **values)

    def _line(self, prompt: str) -> str:
        """One line of input. The end of the input, or an interrupt, leaves the sitting."""
        sys.stdout.write(prompt)
        sys.stdout.flush()
        try:
            line = sys.stdin.readline(20_000)
        except KeyboardInterrupt:
            line = ""
        except UnicodeDecodeError:
            say(self._("not_text"))
            return ""
        if not line:
            say("")
            raise _Leave
        if not sys.stdin.isatty():
            say("")  # nobody pressed Enter, so the prompt's line is still open
        return line.rstrip("\r\n")

    def _ask(self, item: Item) -> Outcome | None:
        """Show an item and take answers until one can be read. None when a command moved the sitting instead."""
        self.unsure = self.hinted = False
        rendered = self._show(item)
        begun = time.monotonic()
        while True:
            line = self._line("> ")
            if line.startswith(_COMMAND_SIGNS):
                command = line[1:].strip().lower()
                if command in ("l", "ｌ"):
                    self.language = "en" if self.language == "ja" else "ja"
                    rendered = self._show(item)
                elif command in ("z", "ｚ"):
                    if self._undo():
                        return None
                else:
                    self._command(command, item, rendered)
                continue
            response = self._response(item, line, time.monotonic() - begun)
            if response is None:
                continue
            outcome = self.sitting.answer(response)
            if outcome.verdict.outcome is Judged.INVALID:
                self._explain_fault(line, outcome.verdict.fault)
                continue
            self._tell(item, outcome)
            return outcome

    def _command(self, command: str, item: Item, rendered: Rendered) -> None:
        match command:
            case "q" | "ｑ":
                raise _Leave
            case "u" | "ｕ":
                self.unsure = not self.unsure
                say(self._("unsure_on" if self.unsure else "unsure_off"))
            case "h" | "ｈ":
                self.hinted = self.hinted or bool(rendered.hint)
                say(typeset(rendered.hint) if rendered.hint else self._("no_hint"))
            case "f" | "ｆ":
                flagged = self.study.mark(item.question.id, item.part).flagged
                (self.study.unflag if flagged else self.study.flag)(item.question.id, item.part)
                say(self._("unflagged" if flagged else "flagged"))
            case _:
                say(self._("plain_help"))

    def _show(self, item: Item) -> Rendered:
        rendered = render(item.question, item.variant, self.language)
        stem = typeset(rendered.stem).strip("\n")
        say(f"\n[{item.position}/{item.total}]\n{stem}\n")
        for number, (_, text) in enumerate(rendered.choices, 1):
            say(_hanging(f"  {number}. ", typeset(text, 72)))
        if item.variant.choices:
            say(self._("choose_several" if str(item.question.kind) == "multiple" else "choose_one"))
        return rendered

    def _response(self, item: Item, line: str, seconds: float) -> Response | None:
        """The response that a line stands for; None (and said) where it names no choice."""
        if not item.variant.choices:
            return Response(text=line, seconds=seconds, unsure=self.unsure, hint=self.hinted, language=self.language)
        numbers = line.translate(str.maketrans("１２３４５６７８，、　", "12345678,, ")).replace(",", " ").split()
        if len(numbers) == 1 and numbers[0].isdigit() and len(numbers[0]) > 1:
            numbers = list(numbers[0])
        count = len(item.variant.choices)
        if not numbers or not all(number in map(str, range(1, count + 1)) for number in numbers):
            say(self._("which_choice", count=count))
            return None
        chosen = tuple(item.variant.choices[int(number) - 1] for number in dict.fromkeys(numbers))
        if len(chosen) > 1 and str(item.question.kind) != "multiple":
            say(self._("choose_one"))
            return None
        return Response(chosen=chosen, seconds=seconds, unsure=self.unsure, hint=self.hinted, language=self.language)

    def _explain_fault(self, line: str, fault: Fault | None) -> None:
        """Why an answer can't be read, with a caret under the place. It costs nothing: the question is asked again."""
        if fault is None:
            return
        if len(line) <= 76 and safe_text(line) == line:
            from rich.cells import cell_len

            say(f"  {line}")
            say("  " + " " * cell_len(line[: fault.start]) + "^" * max(1, cell_len(line[fault.start : fault.end])))
        say(message(self.language, f"answers.{fault.code}", **fault.values))

    def _tell(self, item: Item, outcome: Outcome) -> None:
        """The verdict, the mistake, the right answer, the solution with these numbers, and when it comes back."""
        rendered = render(item.question, item.variant, self.language)
        verdict = outcome.verdict
        head = [f"{_SIGNS[verdict.outcome]} {self._(verdict.outcome.value)}"]
        if verdict.fault is not None:
            words = message(self.language, f"answers.{verdict.fault.code}", **verdict.fault.values)
            head.append(_indented(words))
        if verdict.mistake is not None and verdict.mistake in rendered.feedback and not rendered.choices:
            head.append(_indented(typeset(rendered.feedback[verdict.mistake], 72)))
        blocks = ["\n".join(head)]
        if verdict.outcome is not Judged.CORRECT or not rendered.choices:
            blocks.append(f"{self._('right_answer')}\n{_indented(typeset(rendered.answer, 72))}")
        if not rendered.choices:
            blocks += [_indented(typeset(f"{words}\n\n$${tex}$$", 72)) for words, tex in rendered.steps]
        blocks.append(typeset(rendered.explanation).strip("\n"))
        blocks += [
            _hanging(f"  {number}. ", typeset(rendered.feedback[name], 72))
            for number, (name, _) in enumerate(rendered.choices, 1)
            if name in rendered.feedback
        ]
        blocks.append("\n".join(_hanging("  - ", typeset(reference, 72)) for reference in rendered.references))
        blocks.append(self._when(outcome))
        say("\n" + "\n\n".join(block for block in blocks if block))

    def _when(self, outcome: Outcome) -> str:
        if outcome.returns:
            return self._("returns_here")
        if outcome.days is None:
            return ""
        return self._("returns_today") if outcome.days == 0 else self._("returns_in", days=outcome.days)

    def _after(self, outcome: Outcome) -> None:
        """After a verdict: on with Enter, or the same with other numbers, or take it back."""
        while True:
            line = self._line(self._("go_on")).strip().lower().translate(str.maketrans("：ｇｚｑｌ", ":gzql"))
            match line.removeprefix(":"):
                case "":
                    self.sitting.advance()
                    return
                case "g":
                    self.sitting.again()
                    return
                case "z":
                    if self._undo():
                        return
                case "l":
                    self.language = "en" if self.language == "ja" else "ja"
                    item = self.sitting.item
                    if item is not None:
                        self._tell(item, outcome)
                case "q":
                    self.sitting.advance()
                    raise _Leave
                case _:
                    say(self._("plain_help"))

    def _undo(self) -> bool:
        try:
            self.sitting.undo()
        except NothingToUndo:
            say(self._("nothing_to_undo"))
            return False
        say(self._("undone"))
        return True

    def _summary(self) -> None:
        summary = self.sitting.summary()
        if summary.answered:
            say(
                self._(
                    "summary",
                    answered=summary.answered,
                    correct=summary.correct,
                    partial=summary.partial,
                    wrong=summary.wrong,
                    share=f"{summary.share:.0%}",
                    due=summary.due_tomorrow,
                )
            )


def _indented(text: str) -> str:
    return _hanging("    ", text)


def _hanging(mark: str, text: str) -> str:
    """Rows of text behind a mark, the further ones set in as far as the first."""
    rows = text.strip("\n").splitlines() or [""]
    return "\n".join(((" " * len(mark) if number else mark) + row).rstrip() for number, row in enumerate(rows))
