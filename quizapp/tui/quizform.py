"""The options of a quiz as a form turns them: one value out of several, or any of some items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from quizapp.bank.schema import Kind
from quizapp.progress.values import Cause
from quizapp.study.options import Mode, QuizOptions
from quizapp.study.selection import Filter, Selection
from quizapp.tui.speech import say

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog

FILTERS = (
    Filter.DUE,
    Filter.WRONG,
    Filter.UNSURE,
    Filter.FLAGGED,
    Filter.UNSEEN,
    Filter.WEAK,
    Filter.LEECH,
    Filter.NOTED,
    Filter.REPORTED,
)
LEVELS = ("1", "2", "3", "4", "5")
KINDS = tuple(Kind)
CAUSES = tuple(Cause)
# What is asked whole, however much it is.
ALL = 9_999
SIZES = (5, 10, 15, 20, 30, 50, 100)
MINUTES = (10, 15, 20, 30, 45, 60, 90)
# (questions, minutes): as the settings say, by number, by time, all.
LENGTHS: tuple[tuple[int | None, int | None], ...] = (
    (None, None),
    *((size, None) for size in SIZES),
    *((None, minutes) for minutes in MINUTES),
    (ALL, None),
)


def turned(options: QuizOptions, name: str, by: int) -> QuizOptions:
    """Options with the next value of `order`, `mode` or `length`."""
    if name == "order":
        return replace(options, mixed=not options.mixed)
    if name == "mode":
        modes = (Mode.LEARN, Mode.TEST, Mode.CRAM)
        return replace(options, mode=modes[(modes.index(options.mode) + by) % len(modes)])
    now = (options.size, options.minutes)
    # A length that was kept by the command line may be none of ours.
    at = LENGTHS.index(now) if now in LENGTHS else 0
    size, minutes = LENGTHS[(at + by) % len(LENGTHS)]
    return replace(options, size=size, minutes=minutes)


def toggled(options: QuizOptions, name: str, value: str) -> QuizOptions:
    """Options with an item of `which`, `cause`, `level` or `kind` chosen, or taken out."""
    selection = options.selection
    if name == "which":
        wanted = selection.wanted ^ {Filter(value)}
        filters = tuple(each for each in Filter if each in wanted)
        return replace(options, selection=replace(selection, filter=Filter.ANY, filters=filters))
    if name == "cause":
        causes = tuple(each for each in Cause if each in set(selection.causes) ^ {Cause(value)})
        return replace(options, selection=replace(selection, causes=causes))
    if name == "level":
        levels = tuple(sorted(set(selection.levels) ^ {int(value)}))
        return replace(options, selection=replace(selection, levels=levels))
    kinds = tuple(each for each in Kind if each in set(selection.kinds) ^ {Kind(value)})
    return replace(options, selection=replace(selection, kinds=kinds))


def chosen(options: QuizOptions, name: str) -> set[str]:
    """The items of `which`, `cause`, `level` or `kind` that are chosen."""
    selection = options.selection
    if name == "cause":
        return {each.value for each in selection.causes}
    if name == "which":
        return {each.value for each in selection.wanted}
    if name == "level":
        return {str(level) for level in selection.levels}
    return {kind.value for kind in selection.kinds}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a form in a language. `size`: of the settings."""

    language: str
    size: int

    def _say(self, message_id: str, **values: Any) -> str:
        return say(self.language, message_id, **values)

    def value(self, options: QuizOptions, name: str) -> str:
        """The value of `order`, `mode` or `length`."""
        if name == "order":
            return self._say("order_mixed" if options.mixed else "order_sorted")
        if name == "mode":
            return self._say(f"mode_{options.mode.value}")
        if options.minutes is not None:
            return self._say("length_minutes", count=options.minutes)
        if options.size is None:
            return self._say("length_default", count=self.size)
        return self._say("length_all") if options.size == ALL else self._say("questions", count=options.size)

    def items(self, name: str) -> list[str]:
        """The words of the items of `which`, `cause`, `level` or `kind`."""
        if name == "cause":
            return [self._say(f"cause_{cause.value}") for cause in CAUSES]
        if name == "which":
            return [self._say(f"filter_{each.value}") for each in FILTERS]
        if name == "level":
            return list(LEVELS)
        return [self._say(f"kind_{kind.value}") for kind in KINDS]

    def about(self, options: QuizOptions, name: str) -> str:
        """What a row is for."""
        if name == "order":
            return self._say(f"option_about_order_{'mixed' if options.mixed else 'sorted'}")
        return self._say(f"option_about_mode_{options.mode.value}" if name == "mode" else f"option_about_{name}")

    def scope(self, selection: Selection, catalog: Catalog) -> str:
        """What part of the bank is asked from."""
        if selection.ids:
            return self._say("chosen_ids", count=len(selection.ids))
        for code in (selection.topic, selection.chapter, selection.section):
            if code is not None:
                return _named(catalog, code, self.language)
        return selection.keyword or self._say("whole_bank")


def _named(catalog: Catalog, code: str, language: str) -> str:
    """A topic, section, field or track by its code and name."""
    syllabus = catalog.syllabus
    found = {topic.code: topic.name for topic in syllabus.topics()}
    found |= {section.code: section.name for section in syllabus.sections()}
    found |= {field.code: field.name for field in syllabus.fields}
    if code in found:
        return f"{code} {found[code][language]}"
    for track in catalog.tracks:
        if code == track.id:
            return str(track.name[language])
        for section in track.sections:
            if code == section.id:
                return f"{track.name[language]} {section.name[language]}"
    return code
