"""A mock exam line by line on standard input and output.

An answer is typed as it is; a line that begins with a colon is a command, so that no letter is lost to an answer. Time
goes on while nothing is typed: when it has run out, the next line finds the sheet handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.bank.variants import Rendered, render
from quizapp.cli.choosing import LETTERS, Misread, chosen_ids, how_to_choose
from quizapp.cli.common import cli_message, say
from quizapp.cli.exam_telling import told_result, told_sheet, told_time
from quizapp.cli.lines import NotText, ask_line
from quizapp.cli.telling import caret, hanging, told
from quizapp.cli.variants import typeset
from quizapp.progress.values import SittingKind
from quizapp.study.exam.faults import TimeOver, Withdrawn
from quizapp.study.exam.results import Reviewed, Which
from quizapp.study.items import Item, Response
from quizapp.study.telling.paper import told_paper
from quizapp.text.messages import message

if TYPE_CHECKING:
    from quizapp.study.exam.results import Result
    from quizapp.study.exam.sheet import Sheet
    from quizapp.study.study import Study

_SIGNS = (":", "：")
# Full-width letters and digits come from an input method that is switched on.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789") | {
    ord("ａ") + number: chr(ord("a") + number) for number in range(26)
}


class _Leave(Exception):
    """The learner, or the end of the input, leaves the sheet; everything on it is saved."""


class PlainExam:
    """Fills in one sheet until it is handed in or left, then shows its result."""

    def __init__(self, study: Study, sheet: Sheet, language: str) -> None:
        self.study = study
        self.sheet = sheet
        self.language = language
        self.warned: float | None = None
        self.shared: tuple[int, str] | None = None

    def run(self, *, new: bool) -> int:
        """Run to the result, and on where that is taken back. Returns the exit code."""
        while True:
            try:
                if not self.sheet.handed_in:
                    self._introduce(new=new)
                    self._fill_in()
            except TimeOver as over:
                say(over.sentence(self.language))
            except _Leave:
                return self._leave()
            result = self.sheet.result()
            say("\n" + "\n".join(told_result(self.study, result, self.language)))
            if not self._review(result):
                return 0
            self.sheet.take_back()
            say(self._("taken_back"))
            new = False

    def _(self, name: str, /, **values: object) -> str:
        return message(self.language, f"exam.{name}", **values)

    def _topic(self, code: str) -> str:
        return self.study.name_of("topic", code, self.language)

    def _introduce(self, *, new: bool) -> None:
        sheet, timing = self.sheet, self.sheet.timing
        if not new:
            taken_back, test = timing.reopened > 0, sheet.kind is SittingKind.QUIZ
            name = "gone_on_taken_back" if taken_back else "gone_on_test" if test else "gone_on"
            say(self._(name, answered=sheet.answered, total=sheet.total))
        elif sheet.left_out:
            say(cli_message(self.language, "left_out", ids=", ".join(sheet.left_out)))
        if new and timing.limit is not None:
            say(self._("begun", total=sheet.total, minutes=round(timing.limit / 60)))
            say(self._(timing.policy.value))
            paper = sheet.options["paper"]
            for line in told_paper(paper, sheet.entries, self._topic, self.language):
                say(line)
        say(self._("help"))

    def _fill_in(self) -> None:
        """Take lines until the sheet is handed in."""
        first = self.sheet.next_open()
        position = 0 if first is None else first
        while not self.sheet.handed_in:
            position = self._item(position)

    def _item(self, position: int) -> int:
        """Show an item, and take lines until another one is to be shown; its position."""
        item = self.sheet.show(position)
        self._show(position, item)
        while True:
            self._warn()
            line = self._line(f"[{position + 1}/{self.sheet.total}] {told_time(self.sheet.time(), self.language)} > ")
            if line.startswith(_SIGNS):
                target = self._command(line[1:].strip().lower().translate(_HALF_WIDTH), position, item)
                if target is not None:
                    return target
            elif item is None:
                say(Withdrawn().sentence(self.language))
            elif self._answer(position, item, line):
                after = self.sheet.next_open(position)
                if after is None:
                    say(self._("no_open"))
                    return position
                return after

    def _command(self, command: str, position: int, item: Item | None) -> int | None:
        """Carry out a command; the position of the item to show next, None to stay."""
        sheet, last = self.sheet, self.sheet.total - 1
        if command.isdecimal():
            if 1 <= int(command) <= sheet.total:
                return int(command) - 1
            say(self._("no_item", total=sheet.total))
            return None
        match command:
            case "n":
                return min(position + 1, last)
            case "p":
                return max(position - 1, 0)
            case "o":
                after = sheet.next_open(position)
                if after is None:
                    say(self._("no_open"))
                return after
            case "l":
                self.language = "en" if self.language == "ja" else "ja"
                return position
            case "x":
                return position if self._hand_in() else None
            case "q":
                raise _Leave
            case _:
                self._mark(command, position, item)
                return None

    def _mark(self, command: str, position: int, item: Item | None) -> None:
        """The commands that stay at the item."""
        sheet, line = self.sheet, self.sheet.line(position)
        match command:
            case "f":
                sheet.set_flag(position, not line.flagged)
                say(cli_message(self.language, "unflagged" if line.flagged else "flagged"))
            case "u":
                sheet.set_unsure(position, not line.unsure)
                say(cli_message(self.language, "unsure_off" if line.unsure else "unsure_on"))
            case "c":
                sheet.clear(position)
                say(self._("cleared"))
            case "t":
                say(told_time(sheet.time(), self.language))
            case "s":
                say("\n".join(told_sheet(sheet, self.language)))
            case "m":
                self.shared = None
                self._show(position, item)
            case _:
                say(self._("help"))

    def _hand_in(self) -> bool:
        sheet = self.sheet
        flagged = sum(sheet.line(position).flagged for position in range(sheet.total))
        line = self._line(self._("confirm", open=sheet.total - sheet.answered, flagged=flagged))
        if line.strip().lower().translate(_HALF_WIDTH).lstrip(":：") != "x":
            return False
        sheet.hand_in()
        return True

    def _answer(self, position: int, item: Item, line: str) -> bool:
        """Put a line on the sheet as the item's answer. False (and said why) where it is none."""
        chosen = chosen_ids(item, line) if item.variant.choices else None
        if isinstance(chosen, Misread):
            say(cli_message(self.language, chosen.message, **chosen.values))
            return False
        response = Response(text=line if chosen is None else None, chosen=chosen, language=self.language)
        fault = self.sheet.answer(position, response)
        if fault is not None:
            words = message(self.language, f"answers.{fault.code}", **fault.values)
            say("\n".join((*caret(line, fault), words)))
            return False
        say(self._("kept"))
        return True

    def _show(self, position: int, item: Item | None) -> None:
        """An item with what stands on its line. What a set's parts have in common is shown with the first in a row."""
        if item is None:
            say(f"\n[{position + 1}/{self.sheet.total}]\n{Withdrawn().sentence(self.language)}")
            return
        rendered = render(item.question, item.variant, self.language)
        group = (self.sheet.entries[position].group, self.language) if item.part else None
        stem = rendered.part if group is not None and group == self.shared else rendered.stem
        self.shared = group
        say(f"\n[{position + 1}/{self.sheet.total}]\n{typeset(stem).strip(chr(10))}\n")
        for letter, (_, text) in zip(LETTERS, rendered.lefts, strict=False):
            say(hanging(f"  {letter}. ", typeset(text, 72)))
        for number, (_, text) in enumerate(rendered.choices, 1):
            say(hanging(f"  {number}. ", typeset(text, 72)))
        if item.variant.choices:
            say(cli_message(self.language, how_to_choose(item)))
        line = self.sheet.line(position)
        if line.given is not None:
            say(self._("your_answer", answer=_written(item, line.given)))

    def _warn(self) -> None:
        """Say once when a warning has been reached."""
        warning = self.sheet.tick().warning
        if self.sheet.handed_in:
            raise TimeOver
        if warning is not None and warning != self.warned:
            say(self._("warning", minutes=round(warning / 60)))
        self.warned = warning

    def _line(self, prompt: str) -> str:
        try:
            line = ask_line(prompt)
        except NotText:
            say(cli_message(self.language, "not_text"))
            return ":?"
        if line is None:
            raise _Leave
        return line

    def _leave(self) -> int:
        try:
            self.sheet.pause()
        except TimeOver as over:
            say(over.sentence(self.language))
        else:
            say(self._("left"))
        return 0

    def _review(self, result: Result) -> bool:
        """Look at items again with their verdicts and solutions, as long as wanted. True where the sheet is to be taken
        back.
        """
        kinds = {"": Which.WRONG, "a": Which.ALL, "f": Which.FLAGGED, "g": Which.GUESSED}
        while True:
            try:
                line = self._line("\n" + self._("review_prompt"))
                command = line.strip().lower().translate(_HALF_WIDTH).lstrip(":：")
                if command not in kinds:
                    return command == "z"
                found = result.review(kinds[command])
                if not found:
                    say(self._("nothing_to_review"))
                for reviewed in found:
                    self._tell(reviewed)
                    if self._line(self._("next_review")).strip().lower().lstrip(":：") == "q":
                        break
            except _Leave:
                return False

    def _tell(self, reviewed: Reviewed) -> None:
        self.shared = None
        self._show(reviewed.position, reviewed.item)
        if reviewed.item is None:
            return
        rendered = render(reviewed.item.question, reviewed.item.variant, self.language)
        if reviewed.verdict is not None and reviewed.response is not None:
            blocks = told(reviewed.item, rendered, reviewed.verdict, reviewed.response, self.language)
        else:
            blocks = [self._("item_open"), _solution(rendered, self.language)]
        say("\n" + "\n\n".join(block for block in blocks if block))


def _written(item: Item, given: str | tuple[str, ...]) -> str:
    """An answer as it would be typed: the numbers of choices, or the text."""
    if isinstance(given, str):
        return given
    numbers = {name: str(number) for number, name in enumerate(item.variant.choices, 1)}
    return " ".join(numbers.get(name, "?") for name in given)


def _solution(rendered: Rendered, language: str) -> str:
    answer = f"{cli_message(language, 'right_answer')}\n{typeset(rendered.answer, 72)}"
    return f"{answer}\n\n{typeset(rendered.explanation)}".strip("\n")
