"""The words around a sheet that is filled in: clock, pace and count in the title bar, and what handing in asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.study.exam.timing import WARNINGS
from quizapp.tui.speech import say
from quizapp.tui.widgets.sheetgrid import FLAG, UNSURE
from quizapp.tui.widgets.titlebar import RAW

if TYPE_CHECKING:
    from quizapp.study.exam.entries import Line
    from quizapp.tui.answersheet import Stand

# Below this width marks are signs without words.
_WIDE = 76
MOST_PLACES = 6


def clock_time(seconds: float) -> str:
    """Seconds as `1:05:09` or `5:09`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def head_right(stand: Stand, line: Line, language: str, width: int, *, timed: bool, raw: bool = False) -> Content:
    """Marks of the question that is showing, how many are answered, pace and clock. `timed`: the pace is told.

    `raw`: formulas are shown as LaTeX.
    """
    wide = width >= _WIDE
    parts: list[Content] = [RAW] if raw else []
    if line.flagged:
        parts.append(Content(f"{FLAG} {say(language, 'flagged')}" if wide else FLAG).stylize("$partial"))
    if line.unsure:
        parts.append(Content(f"{UNSURE} {say(language, 'unsure')}" if wide else UNSURE).stylize("$partial"))
    parts.append(Content(say(language, "exam_answered", answered=stand.answered)))
    if timed and stand.time.left is not None:
        parts.append(_pace(stand.time.ahead, language))
    parts.append(_clock(stand))
    return Content("  ").join(parts)


def _pace(ahead: float, language: str) -> Content:
    count = abs(round(ahead))
    if not count:
        return Content(say(language, "exam_on_pace")).stylize("$quiet")
    name, colour = ("exam_ahead", "$right") if ahead > 0 else ("exam_behind", "$partial")
    return Content(say(language, name, count=count)).stylize(colour)


def _clock(stand: Stand) -> Content:
    time = stand.time
    if time.left is None:
        return Content(clock_time(time.used)).stylize("$quiet")
    words = clock_time(time.left)
    if time.warning is None:
        return Content(words).stylize("bold")
    colour = "$wrong" if time.warning <= min(WARNINGS) else "$partial"
    return Content(f" ! {words} ").stylize(f"bold $background on {colour}")


def confirm_words(stand: Stand, begun: Collection[int], key: str, language: str) -> Content:
    """What is open, flagged or unreadable, and how to hand in all the same."""
    unread = sorted(begun)
    lists = (("exam_open_some", stand.open), ("exam_drafts_some", unread), ("exam_flagged_some", stand.flagged))
    what = "".join(say(language, name, count=len(places), places=_places(places)) for name, places in lists if places)
    return Content(say(language, "exam_confirm", what=what or say(language, "exam_all_answered"), key=key)).stylize(
        "bold $partial"
    )


def _places(places: Sequence[int]) -> str:
    """The numbers of some questions; of many the first ones."""
    shown = ", ".join(str(place + 1) for place in places[:MOST_PLACES])
    return f"{shown} …" if len(places) > MOST_PLACES else shown
