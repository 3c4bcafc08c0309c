"""Search: questions by words and by the learner's history; a sitting from one result, or from all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from quizapp.progress.values import Cause
from quizapp.study.selection import Filter, Selection
from quizapp.tui.actions import SEARCH, bindings
from quizapp.tui.asked import quiz
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.freeinput import FreeInput
from quizapp.tui.widgets.outline import first_words
from quizapp.tui.widgets.pressable import Pressable, turned
from quizapp.tui.widgets.titlebar import TitleBar, cut

if TYPE_CHECKING:
    from quizapp.tui.opening import Books

# An input method commits a word letter by letter: the search waits until no more come.
PAUSE = 0.2
MOST_SHOWN = 100
MOST_TYPED = 80
# On a wide screen the list is as wide as this, in its middle.
WIDEST = 150
# By history and marks, then what once went wrong for a cause.
STATES: tuple[Filter | Cause, ...] = (
    Filter.ANY,
    Filter.DUE,
    Filter.WRONG,
    Filter.UNSURE,
    Filter.WEAK,
    Filter.FLAGGED,
    Filter.NOTED,
    Filter.UNSEEN,
    Filter.REPORTED,
    Filter.SUSPENDED,
    *Cause,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One question found: its topic's code and its first words, in both languages."""

    question_id: str
    code: str
    ja: str
    en: str


def find(books: Books, text: str, chosen: Filter | Cause) -> list[Hit]:
    """What a search finds, at most as many as are shown, and one more."""
    if isinstance(chosen, Cause):
        selection = Selection(causes=(chosen,))
    else:
        selection = Selection() if chosen is Filter.ANY else Selection(filters=(chosen,))
    ids = books.study.search(text, selection)
    hits = []
    order = {topic.code: place for place, topic in enumerate(books.catalog.syllabus.topics())}
    entries = books.catalog.entries
    found = sorted(ids, key=lambda name: order.get(entries[name].header.topics[0], 0))
    for name in found[: MOST_SHOWN + 1]:
        question = entries[name].question
        words = first_words(question.stem.ja), first_words(question.stem.en)
        hits.append(Hit(question.id, question.topics[0], *words))
    return hits


class SearchScreen(QuizScreen):
    """A field, and what it finds while one types."""

    CONTEXT = SEARCH
    AUTO_FOCUS = "#search-words"
    CSS = """
    SearchScreen {
        & > Vertical { max-width: 150; }
        #search-line { height: 1; margin: 1 2 0 2; }
        #search-words { background: $panel; border: none; height: 1; width: 1fr; padding: 0 1; }
        #search-state { width: auto; padding: 0 0 0 2; color: $accent; }
        #search-count { height: 1; margin: 1 2 0 2; color: $quiet; }
        #hits {
            height: 1fr; margin: 1 1 0 1; border: none; background: $background; padding: 0 1;
            &:focus { border: none; }
        }
        &.-narrow #search-line, &.-narrow #search-count { margin: 1 0 0 1; }
        &.-wide #search-line, &.-wide #search-count { margin: 1 9 0 9; }
        &.-wide #hits { margin: 1 8 0 8; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((SEARCH,)),
        ("down", "move(1)"),
        ("up", "move(-1)"),
        ("pagedown", "move(10)"),
        ("pageup", "move(-10)"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._hits: list[Hit] = []
        self._state = 0
        self._waiting: Timer | None = None

    def body(self) -> ComposeResult:
        with Vertical():
            with Horizontal(id="search-line"):
                yield FreeInput(max_length=MOST_TYPED, compact=True, id="search-words", equals_is_text=True)
                yield Pressable("", markup=False, id="search-state")
            yield Static("", markup=False, id="search-count")
            yield OptionList(id="hits", markup=False)

    def on_mount(self) -> None:
        """Everything is found before the first word."""
        super().on_mount()
        self.query_one("#hits").can_focus = False
        self._search()

    @property
    def hits(self) -> OptionList:
        """The list."""
        return self.query_one("#hits", OptionList)

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("search")).stylize("bold"))
        self.query_one("#search-words", FreeInput).placeholder = self.say("search_words")
        chosen = STATES[self._state]
        name = self.say(f"{'cause' if isinstance(chosen, Cause) else 'filter'}_{chosen.value}")
        self.query_one("#search-state", Pressable).update(turned(name, "filter"))
        self._draw()

    def _draw(self) -> None:
        at = self.hits.highlighted
        shown = self._hits[:MOST_SHOWN]
        more = len(self._hits) > MOST_SHOWN
        count = self.say("found_many", count=MOST_SHOWN) if more else self.say("found", count=len(shown))
        self.query_one("#search-count", Static).update(Content(count))
        self.hits.clear_options()
        width = max(30, min(WIDEST, self.size.width) - (22 if self.has_class("-wide") else 8))
        self.hits.add_options([Option(self._line(hit, width), id=hit.question_id) for hit in shown])
        if shown:
            self.hits.highlighted = min(at or 0, len(shown) - 1)

    def _line(self, hit: Hit, width: int) -> Content:
        words = hit.en if self.language == "en" else hit.ja
        code = hit.code + " " * max(1, 8 - cell_len(hit.code))
        return Content.assemble((code, "$quiet"), (cut(words, width - 8), "$foreground"))

    def on_resize(self) -> None:
        """The lines are cut to the new width."""
        self._draw()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when no more letters come for a moment."""
        event.stop()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(PAUSE, self._search)

    def _search(self) -> None:
        self.run_worker(self._find(), group="search", exclusive=True, exit_on_error=True)

    async def _find(self) -> None:
        books = self.quiz.books
        assert books is not None
        text = self.query_one("#search-words", FreeInput).value
        self._hits = await self.quiz.call(find, books, text, STATES[self._state])
        self.hits.highlighted = 0 if self._hits else None
        self._draw()
        self.draw_keys()

    def why_not(self, action_id: str) -> str:
        return "found_nothing" if action_id in ("open_hit", "start_hits") and not self._hits else ""

    def action_move(self, by: int) -> None:
        """Up and down the list, while one types."""
        if self._hits:
            last = min(len(self._hits), MOST_SHOWN) - 1
            self.hits.highlighted = max(0, min(last, (self.hits.highlighted or 0) + by))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field."""
        event.stop()
        self.action_open_hit()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A result was clicked."""
        event.stop()
        self._sit((self._hits[event.option_index].question_id,))

    def action_open_hit(self) -> None:
        """Answer the question under the cursor."""
        if not self.refused("open_hit"):
            self._sit((self._hits[self.hits.highlighted or 0].question_id,))

    def action_start_hits(self) -> None:
        """A sitting from all that was found."""
        if not self.refused("start_hits"):
            self._sit(tuple(hit.question_id for hit in self._hits[:MOST_SHOWN]))

    def _sit(self, ids: tuple[str, ...]) -> None:
        from quizapp.tui.screens.sitting import SittingScreen

        self.quiz.push_screen(SittingScreen(quiz(Selection(ids=ids))))

    def action_filter(self, by: int) -> None:
        """The next state."""
        self._state = (self._state + by) % len(STATES)
        self.words()
        self._search()
