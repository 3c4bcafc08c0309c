"""A sitting line by line on standard input and output: for a screen reader, a pipe, or a terminal that can't draw.

An answer is typed as it is; a line that begins with a colon is a command (`:q`, `:l`, `:c 3` …), so that no letter is
lost to an answer.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from calculators.answers.verdict import Fault
from calculators.answers.verdict import Outcome as Judged
from quizapp.bank.variants import Rendered, render
from quizapp.cli.choosing import LETTERS, Misread, chosen_ids, how_to_choose
from quizapp.cli.common import cli_message, say
from quizapp.cli.lines import NotText, ask_line
from quizapp.cli.remarks import advised, judged, parsed, remark
from quizapp.cli.telling import caret, hanging, told
from quizapp.cli.variants import typeset
from quizapp.study.exam.faults import LastWasHandedIn
from quizapp.study.faults import NothingToRedo, NothingToUndo
from quizapp.study.sitting import Item, Response, Sitting
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.study.sitting import Outcome
    from quizapp.study.study import Study

# Full-width forms of the sign and the letters come from an input method that is switched on.
_COMMAND_SIGNS = (":", "：")


class _Leave(Exception):
    """The learner (or the end of the input) ends the sitting; everything answered is already saved."""


class _TakeBack(Exception):
    """A sheet that was handed in is to be taken back and gone on with, in place of the sitting."""

    def __init__(self, sitting_id: int) -> None:
        self.sitting_id = sitting_id


class PlainSitting:
    """Asks the items of one sitting until it is finished or left."""

    def __init__(self, study: Study, sitting: Sitting, language: str) -> None:
        self.study = study
        self.sitting = sitting
        self.language = language
        self.unsure = False
        self.hinted = False
        self.response: Response | None = None
        self.shared: tuple[str, int, str] | None = None
        self.left_out = 0

    def run(self) -> int:
        """Run the sitting to its end. Returns the exit code."""
        say(self._("plain_help"))
        try:
            while (item := self.sitting.item) is not None:
                self._tell_left_out()
                outcome = self._ask(item)
                if outcome is not None:
                    self._after(item, outcome)
        except _Leave:
            self.sitting.leave()
            say(self._("left"))
        except _TakeBack as wish:
            self.sitting.leave()
            return self._take_back(wish.sitting_id)
        self._tell_left_out()
        self._summary()
        return 0

    def _(self, name: str, /, **values: object) -> str:
        return cli_message(self.language, name, **values)

    def _tell_left_out(self) -> None:
        """Name the questions that turned out not to be askable, each once."""
        ids = self.sitting.left_out[self.left_out :]
        if ids:
            say(self._("left_out", ids=", ".join(ids)))
            self.left_out += len(ids)

    def _line(self, prompt: str) -> str:
        """One line of input. The end of the input, or an interrupt, leaves the sitting."""
        try:
            line = ask_line(prompt)
        except NotText:
            say(self._("not_text"))
            return ""
        if line is None:
            raise _Leave
        return line

    def _ask(self, item: Item) -> Outcome | None:
        """Show an item and take answers until one can be read. None when a command moved the sitting instead."""
        self.unsure = self.hinted = False
        rendered = self._show(item)
        begun = time.monotonic()
        while True:
            line = self._line("> ")
            if line.startswith(_COMMAND_SIGNS):
                letter, rest = parsed(line)
                if letter == "l":
                    self.language = "en" if self.language == "ja" else "ja"
                    rendered = self._show(item)
                elif letter in ("z", "y", "s", "b"):
                    if self._move(letter):
                        return None
                else:
                    self._command(letter, rest, item, rendered)
                continue
            response = self._response(item, line, time.monotonic() - begun)
            if response is None:
                continue
            self.response = response
            outcome = self.sitting.answer(response)
            if outcome.verdict.outcome is Judged.INVALID:
                self._explain_fault(line, outcome.verdict.fault)
                continue
            self._tell(item, outcome)
            return outcome

    def _move(self, letter: str) -> bool:
        """A command after which something else is asked. False where there is nothing that it could do."""
        if letter in ("z", "y"):
            return self._undo() if letter == "z" else self._redo()
        (self.sitting.suspend if letter == "s" else self.sitting.bury)()
        say(self._("suspended" if letter == "s" else "buried"))
        return True

    def _command(self, letter: str, rest: str, item: Item, rendered: Rendered) -> None:
        match letter:
            case "q":
                raise _Leave
            case "m":
                say(typeset(rendered.introduction or rendered.stem))
            case "u":
                self.unsure = not self.unsure
                say(self._("unsure_on" if self.unsure else "unsure_off"))
            case "h":
                self.hinted = self.hinted or bool(rendered.hint)
                say(typeset(rendered.hint) if rendered.hint else self._("no_hint"))
            case _:
                say(remark(self.study, item, letter, rest, self.language) or self._("plain_help"))

    def _show(self, item: Item) -> Rendered:
        """Show an item. What a set's parts have in common is shown with the first of them in a row."""
        rendered = render(item.question, item.variant, self.language)
        shared = (item.question.id, item.variant.seed, self.language) if item.part else None
        stem = rendered.part if shared is not None and shared == self.shared else rendered.stem
        self.shared = shared
        say(f"\n[{item.position}/{item.total}]\n{typeset(stem).strip(chr(10))}\n")
        for letter, (_, text) in zip(LETTERS, rendered.lefts, strict=False):
            say(hanging(f"  {letter}. ", typeset(text, 72)))
        if rendered.lefts:
            say("")
        for number, (_, text) in enumerate(rendered.choices, 1):
            say(hanging(f"  {number}. ", typeset(text, 72)))
        if item.variant.choices:
            say(self._(how_to_choose(item)))
        return rendered

    def _response(self, item: Item, line: str, seconds: float) -> Response | None:
        """The response that a line stands for; None (and said) where it is no choice, order or pairing."""
        chosen = chosen_ids(item, line) if item.variant.choices else None
        if isinstance(chosen, Misread):
            say(self._(chosen.message, **chosen.values))
            return None
        return Response(
            text=line if chosen is None else None,
            chosen=chosen,
            seconds=seconds,
            unsure=self.unsure,
            hint=self.hinted,
            language=self.language,
        )

    def _explain_fault(self, line: str, fault: Fault | None) -> None:
        """Why an answer can't be read, with a caret under the place. It costs nothing: the question is asked again."""
        if fault is not None:
            say("\n".join((*caret(line, fault), message(self.language, f"answers.{fault.code}", **fault.values))))

    def _tell(self, item: Item, outcome: Outcome) -> None:
        """The verdict, the mistake, the right answer, the solution with these numbers, and when it comes back."""
        assert self.response is not None
        rendered = render(item.question, item.variant, self.language)
        blocks = [*told(item, rendered, outcome.verdict, self.response, self.language), self._when(outcome)]
        say("\n" + "\n\n".join(block for block in blocks if block))

    def _when(self, outcome: Outcome) -> str:
        if outcome.returns:
            return self._("returns_here")
        if outcome.days is None:
            return ""
        return self._("returns_today") if outcome.days == 0 else self._("returns_in", days=outcome.days)

    def _after(self, item: Item, outcome: Outcome) -> None:
        """After a verdict: on with Enter, or the same with other numbers (where it has any), or take it back."""
        fresh = item.asked.parametric
        if outcome.leech:
            say(advised(self.study, item, self.language))
        while True:
            prompt = self._("go_on_fresh" if fresh else "go_on")
            line = self._line(prompt).strip()
            letter, rest = parsed(line)
            match letter:
                case "" if not line:
                    self.sitting.advance()
                    return
                case "g" if fresh:
                    self.sitting.again()
                    return
                case "z":
                    if self._undo():
                        return
                case "s" | "b":
                    self._move(letter)
                    self.sitting.advance()
                    return
                case "l":
                    self.language = "en" if self.language == "ja" else "ja"
                    self._tell(item, outcome)
                case "q":
                    self.sitting.advance()
                    raise _Leave
                case _:
                    told_now = judged(self.sitting, letter, rest, self.language)
                    told_now = told_now or remark(self.study, item, letter, rest, self.language)
                    say(told_now or self._("after_help_fresh" if fresh else "after_help"))

    def _redo(self) -> bool:
        """Give the answer again that was taken back last: in this sitting, else in the one where that was."""
        try:
            try:
                self.sitting.redo()
            except NothingToRedo:
                other = self.study.redo_last()
                self.sitting.leave()
                self.sitting, self.left_out, self.shared = other, 0, None
        except NothingToRedo as fault:
            say(fault.sentence(self.language))
            return False
        say(self._("redone"))
        return True

    def _undo(self) -> bool:
        """Take back the last answer: of this sitting, else the learner's last one before it, however long ago."""
        try:
            try:
                self.sitting.undo()
            except NothingToUndo:
                earlier = self.study.undo_last()
                self.sitting.leave()
                self.sitting, self.left_out, self.shared = earlier, 0, None
        except NothingToUndo:
            say(self._("nothing_to_undo"))
            return False
        except LastWasHandedIn as fault:
            line = self._line(message(self.language, "exam.offer_take_back", id=fault.sitting_id))
            if parsed(line)[0] == "z":
                raise _TakeBack(fault.sitting_id) from None
            return False
        say(self._("undone"))
        return True

    def _take_back(self, sitting_id: int) -> int:
        """Take a sheet back, and go on with it. Returns the exit code."""
        from quizapp.cli.exam_plain import PlainExam

        sheet = self.study.resume_exam(sitting_id)
        sheet.take_back()
        say(message(self.language, "exam.taken_back"))
        return PlainExam(self.study, sheet, self.language).run(new=False)

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
