"""Mock exams: a new one, those that were left, and what came of the earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.progress.values import SittingKind
from quizapp.tui import answersheet
from quizapp.tui.actions import EXAMS, bindings
from quizapp.tui.answersheet import Mocks, SheetStart
from quizapp.tui.screens.base import QuizScreen
from quizapp.tui.widgets.examhead import clock_time
from quizapp.tui.widgets.examresult import mock_line
from quizapp.tui.widgets.menurow import MenuRow
from quizapp.tui.widgets.mockrow import MockRow
from quizapp.tui.widgets.settingrow import Option, SettingRow
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.study.exam.mocks import Mock
    from quizapp.study.exam.results import Result
    from quizapp.study.exam.starting import OpenSheet

SHORT = (50, 20, 10)
MOST_LISTED = 20
# How an exam is taken, each way with the first value as it is at the start.
WAYS = (
    Option("pause", ("pausable", "strict")),
    Option("form", ("choices", "typed")),
    Option("cards", ("move", "stay")),
)


@dataclass(frozen=True, slots=True)
class _Armed:
    """The exam that the next press gives up."""

    sitting_id: int


class ExamsScreen(QuizScreen):
    """Enter starts, goes on with, or shows the row under the cursor; a number starts at once."""

    CONTEXT = EXAMS
    CSS = """
    ExamsScreen {
        #exams .sheet { padding: 1 2 0 2; }
        &.-narrow #exams .sheet, &.-tiny #exams .sheet { padding: 0; }
        &.-wide #exams .sheet { padding: 2 4 0 4; max-width: 100; }
        .panel {
            height: auto; border: round $rule; padding: 0 1; margin-bottom: 1;
            border-title-color: $primary; border-title-style: bold;
        }
        &.-narrow .panel { margin-bottom: 0; }
        .rows { height: auto; }
        #set-pause { margin-top: 1; }
        #exams-note { height: auto; padding: 0 2; color: $quiet; }
        &.-armed #exams-note { color: $partial; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings((EXAMS,)),
        ("down", "app.focus_next"),
        ("up", "app.focus_previous"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._found: Mocks | None = None
        self._ways: dict[str, Any] = {option.name: option.values[0] for option in WAYS}
        self._armed: _Armed | None = None
        # Given up on this screen, the last one last.
        self._given_up: list[int] = []

    def body(self) -> ComposeResult:
        with VerticalScroll(id="exams", can_focus=False), Vertical(classes="sheet"):
            with Vertical(id="left", classes="panel"):
                yield Vertical(id="left-rows", classes="rows")
            with Vertical(id="new", classes="panel"):
                yield Vertical(id="new-rows", classes="rows")
                yield from (SettingRow(option) for option in WAYS)
            with Vertical(id="done", classes="panel"):
                yield Vertical(id="done-rows", classes="rows")
            yield Static("", markup=False, id="exams-note")

    def on_mount(self) -> None:
        """Nothing stands in the lists yet."""
        super().on_mount()
        self.query_one("#left").display = self.query_one("#done").display = False

    def on_screen_resume(self) -> None:
        """Coming back from an exam, the lists have changed."""
        self.run_worker(self._load(), group="mocks", exclusive=True, exit_on_error=True)

    async def _load(self) -> None:
        from quizapp.tui.opening import trouble_words

        assert self.quiz.books is not None
        try:
            self._found = await self.quiz.call(answersheet.mocks, self.quiz.books)
        except Exception as fault:
            words = trouble_words(fault, self.language)
            if words is None:
                raise
            self.tell(words, "error")
            self.dismiss(None)
            return
        await self._fill(self._found)
        if self.focused is None:
            self.query(MenuRow).first().focus()

    async def _fill(self, found: Mocks) -> None:
        """The rows, each list anew."""
        at = self.focused.id if self.focused is not None else None
        known = {row.id for row in self.query("#left-rows MenuRow")}
        left = [
            MenuRow(
                f"screen.go_on({sheet.sitting_id})",
                "›",
                id=f"left-{sheet.sitting_id}",
                action="" if number else "resume",
            )
            for number, sheet in enumerate(found.left)
        ]
        sizes = range(1, len(self._sizes(found)) + 1)
        new = [MenuRow(f"screen.choose({number - 1})", str(number), id=f"new-{number}") for number in sizes]
        done = [MockRow(mock.sitting_id) for mock in found.done[:MOST_LISTED]]
        async with self.batch():
            for name, rows in (("left", left), ("new", new), ("done", done)):
                place = self.query_one(f"#{name}-rows")
                await place.remove_children()
                await place.mount_all(rows)
            self.words()
        fresh = next((row for row in left if row.id not in known), None)
        if fresh is not None:
            # Whoever has just left one most likely comes back to it.
            fresh.focus()
        elif at is not None and self.query(f"#{at}"):
            self.query_one(f"#{at}").focus()
        self.draw_keys()

    @staticmethod
    def _sizes(found: Mocks) -> list[int]:
        return [found.questions, *(size for size in SHORT if size < found.questions)]

    # What is showing

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("exams_title")).stylize("bold"))
        for name in ("left", "new", "done"):
            title = "exams_open" if name == "left" else f"exams_{name}"
            self.query_one(f"#{name}").border_title = Content(self.say(title))
        for row in self.query(SettingRow):
            name = row.option.name
            row.show(self.say(f"exam_{'pause' if name == 'pause' else name}"), self._value(name))
        found = self._found
        if found is not None:
            self.query_one("#left").display = bool(found.left)
            self.query_one("#done").display = bool(found.done)
            self._draw_new(found)
            for sheet in found.left:
                self._draw_left(sheet)
            for done, mock in zip(self.query(MockRow), found.done, strict=False):
                done.show(mock, self._line(mock))
        self._draw_note()

    def _draw_new(self, found: Mocks) -> None:
        for row, size in zip(self.query("#new-rows MenuRow").results(MenuRow), self._sizes(found), strict=False):
            minutes = round(size * found.minutes / found.questions)
            title = self.say("exams_full" if size == found.questions else "exams_short")
            row.show(title, self.say("questions", count=size), self.say("exams_minutes", count=minutes))

    def _draw_left(self, sheet: OpenSheet) -> None:
        for row in self.query(f"#left-{sheet.sitting_id}").results(MenuRow):
            name = self.say("exam" if sheet.kind is SittingKind.EXAM else "exam_test_row")
            answered = self.say("exam_left_row", answered=sheet.answered, total=sheet.total)
            if sheet.left is None:
                time = self.say("exam_no_clock")
            elif sheet.left <= 0:
                time = self.say("exam_over")
            else:
                time = self.say("exam_left_time", left=clock_time(sheet.left))
            row.show(name, answered, time)

    def _line(self, mock: Mock) -> Any:
        target, zone, language = self.quiz.settings.target / 100, self.quiz.clock.zone, self.language
        return lambda width: mock_line(mock, language, zone, width, target, indent=1)

    def _value(self, name: str) -> str:
        return self.say(f"exam_{name}_{self._ways[name]}")

    def _draw_note(self) -> None:
        focused, found = self.focused, self._found
        words = ""
        self.set_class(self._armed is not None, "-armed")
        if self._armed is not None:
            words = self.say("give_up_again", key=self.key_of("give_up"))
        elif isinstance(focused, SettingRow):
            words = self.say(f"exam_about_{focused.option.name}_{self._ways[focused.option.name]}")
        elif found is not None:
            words = self.say("exams_about", seconds=round(60 * found.minutes / found.questions))
        self.query_one("#exams-note", Static).update(Content(words))

    def on_descendant_focus(self, event: Any) -> None:
        """Say what the row is for; what was about to be given up is not any more."""
        super().on_descendant_focus(event)
        self._armed = None
        self._draw_note()

    def why_not(self, action_id: str) -> str:
        found = self._found
        if action_id == "resume" and (found is None or not found.left):
            return "nothing_left_here"
        if action_id == "give_up" and self._left_here is None:
            return "nothing_left_here"
        if action_id == "undo" and not self._given_up:
            return "nothing_given_up"
        if action_id == "option_next" and not isinstance(self.focused, SettingRow):
            return "no_option_here"
        return ""

    @property
    def _left_here(self) -> int | None:
        """The exam under the cursor that was left."""
        name = self.focused.id if self.focused is not None else None
        return int(name.removeprefix("left-")) if name and name.startswith("left-") else None

    # What a person can do

    def action_choose(self, number: int) -> None:
        """Begin one of the sizes."""
        found = self._found
        if found is not None and number < len(self._sizes(found)):
            size = self._sizes(found)[number]
            ways = self._ways
            self._open(
                answersheet.new_exam(
                    None if size == found.questions else size,
                    ways["form"],
                    strict=ways["pause"] == "strict",
                    practice=ways["cards"] == "stay",
                )
            )

    def _open(self, start: SheetStart) -> None:
        from quizapp.tui.screens.exam import ExamScreen

        self.quiz.push_screen(ExamScreen(start))

    def action_resume(self) -> None:
        """Go on with the one that was left last."""
        if not self.refused("resume"):
            assert self._found is not None
            self.action_go_on(self._found.left[0].sitting_id)

    def action_go_on(self, sitting_id: int) -> None:
        """Go on with one that was left."""
        self._open(answersheet.left(sitting_id))

    def action_give_up(self) -> None:
        """Give up the one under the cursor: say what that means; pressed again, it is gone."""
        if self.refused("give_up"):
            return
        here = self._left_here
        assert here is not None
        if self._armed == _Armed(here):
            self._armed = None
            self.run_worker(self._give_up(here), group="mocks", exclusive=True, exit_on_error=True)
        else:
            self._armed = _Armed(here)
            self._draw_note()

    async def _give_up(self, sitting_id: int) -> None:
        assert self.quiz.books is not None
        await self.quiz.call(answersheet.give_up, self.quiz.books, sitting_id)
        self._given_up.append(sitting_id)
        self.tell(self.say("given_up", key=self.key_of("undo")))
        await self._load()

    def action_undo(self) -> None:
        """Take back that one was given up, the last first."""
        if not self.refused("undo"):
            self.run_worker(self._take_up(self._given_up.pop()), group="mocks", exclusive=True, exit_on_error=True)

    async def _take_up(self, sitting_id: int) -> None:
        assert self.quiz.books is not None
        await self.quiz.call(answersheet.take_up, self.quiz.books, sitting_id)
        self.tell(self.say("taken_up"))
        await self._load()

    def action_turn(self, by: int) -> None:
        """The next value of the row under the cursor."""
        if not self.refused("option_next"):
            assert isinstance(self.focused, SettingRow)
            option = self.focused.option
            at = list(option.values).index(self._ways[option.name])
            self._ways[option.name] = option.values[(at + by) % len(option.values)]
            self.words()

    def on_setting_row_turned(self, event: SettingRow.Turned) -> None:
        """As with the arrow keys."""
        event.stop()
        self.action_turn(event.by)

    def action_open_result(self, sitting_id: int) -> None:
        """What came of an earlier one."""
        self.run_worker(self._open_result(sitting_id), group="result", exclusive=True, exit_on_error=True)

    async def _open_result(self, sitting_id: int) -> None:
        assert self.quiz.books is not None
        result, mocks = await self.quiz.call(answersheet.result, self.quiz.books, sitting_id)
        self._show(result, mocks)

    def _show(self, result: Result, mocks: tuple[Mock, ...]) -> None:
        from quizapp.tui.screens.result import ResultScreen

        def after(wish: str | None) -> None:
            if wish == "take_back":
                self._open(answersheet.taken_back(result.sitting_id))

        self.quiz.push_screen(ResultScreen(result, mocks), after)

    def action_leave(self) -> None:
        """Not to give up after all; else back to Home."""
        if self._armed is not None:
            self._armed = None
            self._draw_note()
        else:
            super().action_leave()
