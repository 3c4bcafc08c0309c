"""What the lint finds in the text that is being written: looked for when no more keys come, and told below it."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content
from textual.timer import Timer
from textual.widgets import OptionList, Static, TextArea
from textual.widgets.option_list import Option

from quizapp.bank.authoring import Checked
from quizapp.bank.faults import BankFault
from quizapp.tui import authoring
from quizapp.tui.findings import finding_words
from quizapp.tui.screens.guarding import trouble
from quizapp.tui.screens.trying import Trying
from quizapp.tui.widgets.titlebar import cut

# An input method commits a word letter by letter: the check waits until no more come.
PAUSE = 0.3


class Checking(Trying):
    """The part of the editor that checks. What is found stands in `#findings`, how much it is in `#findings-head`."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._checked: Checked | None = None
        self._checked_text: str | None = None
        # Why the text could not be checked.
        self._unchecked: Exception | None = None
        self._waiting: Timer | None = None
        self._finding = -1

    @property
    def wide(self) -> bool:
        """Whether source and preview stand side by side."""
        return self.size.width >= 100

    def draw_head(self) -> None:
        """What stands above the text."""
        raise NotImplementedError

    def go_between(self, trying: bool) -> None:
        """To the preview, or to the source."""
        raise NotImplementedError

    @property
    def faults(self) -> tuple[BankFault, ...]:
        """What was found in the text as it was last checked."""
        return self._checked.faults if self._checked is not None else ()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Check when no more keys come for a moment."""
        event.stop()
        self.draw_head()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._check_if_new)

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Where the cursor is."""
        event.stop()
        self.draw_head()

    def _check_if_new(self) -> None:
        if self.area.text != self._checked_text:
            self.check_soon()

    def check_soon(self) -> None:
        """Check the text as it stands now; a check that is under way is no longer waited for."""
        if self.source is not None:
            self.run_worker(self.check(), group="check", exclusive=True, exit_on_error=True)

    async def check(self) -> None:
        """Keep the draft, look what the lint says, and draw the preview anew where the question is another one."""
        text = self.area.text
        await self.keep_while_typing()
        before = self._checked
        self._checked_text = text
        try:
            self._checked = await self.quiz.call(authoring.checked, self.books, self._file, text)
        except Exception as error:
            self._checked, self._unchecked = None, error
            self.words()
            self.draw_keys()
            return
        self._unchecked = None
        self.area.mark(self._checked.faults)
        if before is None or before.faults != self._checked.faults:
            self._finding = -1
        self.draw_head()
        self.draw_findings()
        question = self._checked.question or self._checked.preview
        if question is None:
            self.preview.keep_last()
        elif question != self._shown:
            self._shown = question
            await self._look()
        self.draw_keys()

    def counts(self) -> Content:
        """How many errors and warnings there are."""
        if self._checked is None:
            return Content("…").stylize("$quiet")
        errors = self._checked.errors
        warnings = len(self._checked.faults) - errors
        if not errors and not warnings:
            return Content("✓").stylize("$right")
        pieces = [Content(f"×{errors}").stylize("bold $wrong")] if errors else []
        pieces += [Content(f"!{warnings}").stylize("bold $partial")] if warnings else []
        return Content(" ").join(pieces)

    def draw_findings(self) -> None:
        """The findings below the source, or that there are none, or why nothing can be said."""
        found = self.query_one("#findings", OptionList)
        head = self.query_one("#findings-head", Static)
        faults = self.faults
        found.display = bool(faults)
        if self._unchecked is not None:
            reason = trouble(self.language, self._unchecked, self._file)
            head.update(
                Content(cut(self.say("author_unchecked", reason=reason), self.size.width - 2)).stylize("$wrong")
            )
        elif faults:
            head.update(Content(self.say("author_findings", count=len(faults))).stylize("$quiet"))
        else:
            told = "author_checking" if self._checked is None else "author_sound"
            head.update(Content(self.say(told)).stylize("$quiet"))
        at = found.highlighted
        width = max(20, (self.size.width * 3 // 5 if self.wide else self.size.width) - 6)
        found.clear_options()
        for fault in faults:
            sign, colour = ("×", "$wrong") if fault.severity == "error" else ("!", "$partial")
            place = f"{fault.line}:{fault.column} "
            words = finding_words(fault, self.language, self.key_of)
            line = Content.assemble(
                (f"{sign} ", f"bold {colour}"), (place, "$quiet"), cut(words, width - len(place) - 2)
            )
            found.add_option(Option(line))
        if faults:
            found.highlighted = min(at or 0, len(faults) - 1)

    def action_next_finding(self) -> None:
        """To the next finding after the last one gone to."""
        if not self.refused("next_finding"):
            self._finding = (self._finding + 1) % len(self.faults)
            self._to_finding(self._finding)

    def action_go_to_finding(self) -> None:
        """Enter in the list (the list says so itself, too)."""
        at = self.query_one("#findings", OptionList).highlighted
        if at is not None:
            self._to_finding(at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A finding was chosen: to its place."""
        event.stop()
        self._to_finding(event.option_index)

    def _to_finding(self, number: int) -> None:
        fault = self.faults[number]
        self._finding = number
        self.query_one("#findings", OptionList).highlighted = number
        self.go_between(False)
        self.area.go_to(fault.line, fault.column)
