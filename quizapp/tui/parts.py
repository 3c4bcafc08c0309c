"""Where in a set a person is, and the right answers of the parts before."""

from __future__ import annotations

from textwrap import indent

from calculators.answers.keys import Code
from quizapp.bank.material import blank_mark, part_mark
from quizapp.bank.schema import LANGUAGES
from quizapp.study.sitting import Item
from quizapp.tui.asked import Asked
from quizapp.tui.speech import say


def part_words(item: Item, language: str) -> str:
    """The part's mark and its place among the parts: （う）3/6."""
    question = item.question
    mark = part_mark(question, item.part, language)
    number = question.part_names.index(item.part) + 1
    return say(language, "part_of", mark=mark, number=number, count=len(question.part_names))


class PartsBefore:
    """What was right in the parts that were answered in this run of a sitting, to be read while later ones are asked.

    By question and seed, then by part: its words in each language.
    """

    def __init__(self) -> None:
        self._answers: dict[tuple[str, int], dict[str, dict[str, str]]] = {}

    def add(self, asked: Asked) -> None:
        """A part has been answered."""
        item = asked.item
        if item.part:
            words: dict[str, str] = {language: _answer(asked, language) for language in LANGUAGES}
            self._answers.setdefault(_asking(item), {})[item.part] = words

    def forget_from(self, item: Item) -> None:
        """A part is asked (again): neither its answer nor those of later parts are shown."""
        names = item.question.part_names
        kept = self._answers.get(_asking(item), {})
        for part in names[names.index(item.part) :] if item.part else ():
            kept.pop(part, None)

    def words(self, item: Item, language: str) -> str:
        """The right answers of the parts before this one, each behind its mark; empty where there are none."""
        answers = self._answers.get(_asking(item), {})
        lines = [f"- {blank_mark(item.question, part, language)} {words[language]}" for part, words in answers.items()]
        return "\n".join([say(language, "parts_answered"), *lines]) if lines else ""


def _asking(item: Item) -> tuple[str, int]:
    return item.question.id, item.variant.seed


def _answer(asked: Asked, language: str) -> str:
    key, answer = asked.item.variant.key, asked.words[language].answer
    if isinstance(key, Code):
        return f"`{key.text}`"
    # What has several lines stands below the mark, as a part of its list item.
    return "\n\n" + indent(answer, "  ") if "\n" in answer else answer
