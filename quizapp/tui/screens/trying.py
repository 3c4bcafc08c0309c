"""The preview beside the source of a question: its numbers, its parts, and answers that are judged and not recorded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quizapp.bank.schema import Question
from quizapp.study.sitting import Response
from quizapp.tui.screens.filing import Filing
from quizapp.tui.widgets.preview import Preview, Wish, judged, look


class Trying(Filing):
    """The part of the editor that deals with the preview."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self._shown: Question | None = None
        self._wish = Wish()
        self._trying = False

    @property
    def preview(self) -> Preview:
        """The question as a learner meets it."""
        return self.query_one(Preview)

    async def _look(self) -> None:
        if self._shown is not None:
            found = await self.quiz.call(look, self._shown, self._wish)
            await self.preview.show(found, self.language)
            self._focus_answer()
            self.draw_keys()

    def _look_soon(self) -> None:
        self.run_worker(self._look(), group="look", exclusive=True, exit_on_error=True)

    def _focus_answer(self) -> None:
        if self._trying and self.preview.page.field is not None and self.preview.outcome is None:
            self.preview.page.field.field.focus()

    @property
    def _draws(self) -> bool:
        asked = self.preview.asked
        return asked is not None and asked.item.question.asked(asked.item.part).parametric

    @property
    def _typed(self) -> bool:
        asked = self.preview.asked
        return asked is not None and not isinstance(asked.item.variant.key, frozenset | tuple)

    def action_other_numbers(self) -> None:
        """Another drawing of the same question."""
        if not self.refused("other_numbers"):
            self._wish = replace(self._wish, seed=self._wish.seed + 1)
            self._look_soon()

    def action_next_part(self) -> None:
        """The next part of a set."""
        if not self.refused("next_part"):
            assert self._shown is not None
            self._wish = replace(self._wish, part=(self._wish.part + 1) % len(self._shown.part_names))
            self._look_soon()

    def action_as_choices(self) -> None:
        """A typed question as one with four choices, and back."""
        if not self.refused("as_choices"):
            self._wish = replace(self._wish, as_choices=not self._wish.as_choices)
            self._look_soon()

    def action_choose(self, number: int) -> None:
        """Choose by number."""
        if self.preview.page.choices is not None:
            self.preview.page.choices.choose(number)

    def action_move(self, by: int) -> None:
        """The arrows move among the choices, or scroll."""
        if self.preview.page.choices is not None and self.preview.outcome is None:
            self.preview.page.choices.move(by)
        else:
            self.preview.page.scroll_page(by)

    def action_page(self, by: int) -> None:
        """Scroll the preview."""
        self.preview.page.scroll_page(by)

    def on_answer_field_sent(self) -> None:
        """Enter in the field."""
        self.action_try_answer()

    def action_try_answer(self) -> None:
        """Hand in what is chosen or typed; after the verdict, other numbers, or the same once more."""
        if self.preview.asked is None:
            return
        if self.preview.outcome is not None:
            seed = self._wish.seed + (1 if self._draws else 0)
            self._wish = replace(self._wish, seed=seed)
            self._look_soon()
            return
        response = self.preview.response()
        if isinstance(response, str):
            if response:
                self.tell(self.say(response, key=self.key_of("try_answer")))
            return
        self.run_worker(self._judge(response), group="look", exclusive=True, exit_on_error=True)

    async def _judge(self, response: Response) -> None:
        asked = self.preview.asked
        assert asked is not None
        verdict = await self.quiz.call(judged, asked.item.question, asked, response)
        if self.preview.asked is not asked:
            # What was answered is no longer what is asked.
            return
        self.preview.tell(verdict, response, self.quiz.clock.now())
        if self.preview.outcome is not None:
            self.set_focus(None)
        self.draw_keys()
