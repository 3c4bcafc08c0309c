"""The page of a sitting: the question, where it is answered, and below that the verdict with its solution."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from quizapp.bank.material import blank_mark, without_figures
from quizapp.bank.schema import Kind
from quizapp.tui.asked import Asked
from quizapp.tui.speech import say
from quizapp.tui.widgets.answer import AnswerField
from quizapp.tui.widgets.choices import Choices, Way
from quizapp.tui.widgets.figure import Figures, cell_of, load_figures
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.pairs import Pairs
from quizapp.tui.widgets.prose import Prose, has_formula
from quizapp.tui.widgets.solution import Told, solution

# How a question with choices is answered, and the line that says so.
_WAYS: dict[Kind, Way] = {Kind.MULTIPLE: "several", Kind.ORDER: "order"}
_HOW = {Kind.MULTIPLE: "choose_all", Kind.ORDER: "order_all", Kind.MATCH: "match_all"}


# Lines of a set's material that are always in view.
LEAST_MATERIAL = 7
# Above the part of a set the calculator needs this much, with its history and a fault.
LINES_FOR_CALCULATOR = 12


class Sheet(Vertical):
    """What a pane shows; it tells when its height has changed."""

    class Resized(Message):
        """The height has changed."""

    def on_resize(self) -> None:
        """The room has changed, or what is in it."""
        self.post_message(self.Resized())


class QuestionPage(Vertical):
    """Shows one item. It knows what is chosen or typed, and nothing of sittings.

    The field for a typed answer stands below the question, and stays in view where the question is long and scrolls.
    What the parts of a set share scrolls by itself, above the part: its place is kept from part to part.
    """

    def __init__(self) -> None:
        super().__init__(id="question")
        self._shared: tuple[str, int] | None = None
        self._mark = ""
        self._answered = False
        # What stands on the page before the solution, as it was written.
        self._sources: list[str] = []
        self._told: Told | None = None
        # Where the page was scrolled to for the verdict: it stands there until the page is scrolled elsewhere.
        self._verdict_at: float | None = None

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="material", can_focus=False), Vertical(classes="sheet"):
            yield Prose(id="shared")
            yield Figures(id="shared-figures")
            yield Prose(id="answered")
        with VerticalScroll(id="page", can_focus=False), Sheet(classes="sheet"):
            yield Static("", markup=False, id="waiting")
            yield Prose(id="stem")
            yield Figures(id="stem-figures")
            yield Vertical(id="asking")
            yield Prose(id="hint")
            yield Flow(id="solution")
            yield Prose(id="own-note")
        with Vertical(id="desk"):
            yield Vertical(id="field", classes="sheet")

    @property
    def choices(self) -> Choices | Pairs | None:
        """Where something is chosen, if the question is answered so."""
        for found in self.query("Choices, Pairs"):
            assert isinstance(found, Choices | Pairs)
            return found
        return None

    @property
    def field(self) -> AnswerField | None:
        """Where something is typed, if the question is answered so."""
        found = self.query(AnswerField)
        return found.first() if found else None

    @property
    def has_formulas(self) -> bool:
        """Whether anything is shown otherwise than it was written: a formula, or a figure."""
        sources, steps = list(self._sources), False
        if self._told is not None:
            words = self._told.words
            steps = any(tex for _, tex in words.steps)
            sources += [words.answer, words.explanation, *words.feedback.values(), *(text for text, _ in words.steps)]
        return steps or any(each.loaded for each in self.query(Figures)) or any(map(has_formula, sources))

    @property
    def lines_of_part(self) -> int:
        """Lines at the foot of the screen that the part of a set takes, with the keys; 0 where it must share them."""
        material = self.query_one("#material")
        lines = self.screen.size.height - material.region.bottom if self.has_class("-apart") else 0
        return lines if lines <= self.screen.size.height - LINES_FOR_CALCULATOR else 0

    def wait(self, words: str) -> None:
        """Say that the question is on its way."""
        self.query_one("#waiting", Static).update(Content(words))

    async def ask(self, asked: Asked, language: str, draft: str = "") -> None:
        """Make the place for the answer to another item. `draft`: what was typed into it before."""
        place, desk = self.query_one("#asking", Vertical), self.query_one("#field", Vertical)
        await place.remove_children()
        await desk.remove_children()
        variant = asked.item.variant
        self._answered = False
        await load_figures(list(self.query(Figures)), asked.item.question)
        self.query_one("#desk").display = variant.form == "typed"
        if variant.form == "typed":
            assert not isinstance(variant.key, frozenset | tuple)
            await desk.mount(AnswerField(variant.key, language, draft))
        elif variant.form == "match":
            await place.mount(Pairs(asked.words[language]))
        else:
            await place.mount(Choices(asked.words[language].choices, _WAYS.get(_kind(asked), "one")))

    def say(self, asked: Asked, language: str, hinted: bool, raw: bool, before: str = "") -> None:
        """All words of the question in a language; what is chosen or typed stays. `raw`: formulas as LaTeX.

        `before`: what stands below the material of a set, about the parts that were answered before.
        """
        words = asked.words[language]
        sides = [text for _, text in (*words.choices, *words.lefts)]
        self._sources = [words.stem, words.hint if hinted else "", before, *sides]
        self.query_one("#waiting").display = False
        how = _HOW.get(_kind(asked))
        apart = bool(words.part) and not self._answered
        self.set_class(apart, "-apart")
        self._mark = blank_mark(asked.item.question, asked.item.part, language) if words.part else ""
        introduction, stem = (words.introduction, words.part) if apart else ("", words.stem)
        question, given = asked.item.question, asked.item.variant.given
        shared, below = self.query_one("#shared-figures", Figures), self.query_one("#stem-figures", Figures)
        # Raw, a figure is read too: its words are what stands in the file.
        pictures = shared.loaded and not raw
        shared.say(question, language, given, pictures and apart)
        below.say(question, language, given, pictures and not apart)
        if pictures:
            introduction, stem = (without_figures(question, text, language, given) for text in (introduction, stem))
        self.query_one("#shared", Prose).say(introduction, raw, mark=self._mark)
        self.query_one("#answered", Prose).say(before if apart else "", raw, style="$quiet")
        stem = f"{stem}\n\n*{say(language, how)}*" if how else stem
        self.query_one("#stem", Prose).say(stem, raw, mark=self._mark)
        self.query_one("#hint", Prose).say(words.hint if hinted else "", raw)
        note = asked.mark.note
        self.query_one("#own-note", Prose).say(f"**{say(language, 'note')}**\n\n{note}" if note else "")
        if self.choices is not None:
            self.choices.say(words, raw)
            self._fit()
        if self.field is not None:
            self.field.say(language)
        self._keep_in_view()

    def tell(self, told: Told | None, language: str) -> None:
        """The verdict with its solution; None shows none."""
        self._told = told
        self.query_one("#solution", Flow).show(None if told is None else solution(told, language))

    def close(self, asked: Asked) -> None:
        """Nothing can be answered any more. The solution of a part has the whole page, the material above it."""
        self._answered = True
        self.query_one("#desk").display = False
        self._fit()
        if self.choices is not None:
            self.choices.tell(asked.item.variant)

    def show_verdict(self) -> None:
        """Bring the verdict into view; where there is room, the question stays above it."""
        page = self.query_one("#page")
        page.scroll_to_widget(self.query_one("#solution"), animate=False, top=True, immediate=True)
        self._verdict_at = page.scroll_y

    def _keep_in_view(self) -> None:
        """The lines are others now: a verdict that stood at the top stays there."""
        self.call_after_refresh(self._fit)
        page = self.query_one("#page")
        if self._verdict_at is not None and page.scroll_y in (self._verdict_at, page.max_scroll_y):
            self.call_after_refresh(self.show_verdict)

    def scroll_page(self, by: int) -> None:
        """Scroll the question, or the solution; of a set first the material, then the part."""
        page, material = self.query_one("#page"), self.query_one("#material")
        room = material.scroll_y < material.max_scroll_y if by > 0 else material.scroll_y > 0
        first = by > 0 or page.scroll_y <= 0
        (material if self.has_class("-apart") and room and first else page).scroll_relative(y=by, animate=False)

    def begin(self, asked: Asked) -> None:
        """Show where the question begins. The material of a set stays where it was for its earlier part.

        It moves only where the blank that is asked for would be out of view.
        """
        self._verdict_at = None
        self.query_one("#page").scroll_home(animate=False)
        shared = (asked.item.question.id, asked.item.variant.seed)
        if shared != self._shared:
            self.query_one("#material").scroll_home(animate=False)
        elif self._mark:
            self.call_after_refresh(self._settle, 3)
        self._shared = shared

    def _settle(self, rounds: int) -> None:
        """Fit and look for the blank until the heights, which follow from one another, are those that stay."""
        self._fit()
        self._show_blank()
        if rounds:
            self.call_after_refresh(self._settle, rounds - 1)

    def _show_blank(self) -> None:
        material, prose = self.query_one("#material"), self.query_one("#shared", Prose)
        lines = prose.drawn(max(1, prose.content_size.width)).plain.split("\n")
        rows = [number for number, line in enumerate(lines) if self._mark in line]
        top, height = round(material.scroll_y), material.size.height
        # The sheet's own padding stands above the first line.
        above = prose.virtual_region_with_margin.y
        if rows and height and not any(top <= above + row < top + height for row in rows):
            material.scroll_to(y=max(0, above + rows[0] - height // 2), animate=False)

    def on_resize(self) -> None:
        """The room has changed."""
        self._keep_in_view()

    def on_sheet_resized(self) -> None:
        """The part of a set is as high as what it says."""
        self.call_after_refresh(self._fit)

    def on_answer_field_echoed(self) -> None:
        """What is said below the field may have more lines now. It has its room at once, the rest after it."""
        self._fit()
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Choices stand apart where there is room for it, and close together where they would run off the page.

        The question leaves the desk its room, and no more: the field comes right below a short one.
        """
        page, desk, material = self.query_one("#page"), self.query_one("#desk"), self.query_one("#material")
        room = self.size.height
        if desk.display and self.field is not None:
            room -= max(4, desk.gutter.height + self.field.lines)
        width = page.query_one(".sheet").content_size.width
        shared, figures = 0, self.query_one("#stem-figures", Figures).fit(width, cell_of(self))
        if self.has_class("-apart") and width:
            own = [each for each in material.query(Prose) if each.display and not isinstance(each.parent, Figures)]
            shared = sum(each.drawn(width).plain.count("\n") + 1 for each in own) + 2
            shared += self.query_one("#shared-figures", Figures).fit(width, cell_of(self))
            least = min(shared, max(LEAST_MATERIAL, room // 3))
            part = max(1, min(page.query_one(".sheet").outer_size.height, room - least))
            page.styles.height = part
            page.styles.max_height = None
            material.styles.max_height = max(4, room - part)
        else:
            page.styles.height = "auto" if desk.display else "1fr"
            page.styles.max_height = max(4, room) if desk.display else None
        if self.choices is not None and width:
            stem = self.query_one("#stem", Prose).drawn(width).plain.count("\n") + 2
            self.choices.fit(width, self.size.height - shared - stem - figures - 2)


def _kind(asked: Asked) -> Kind:
    return asked.item.question.asked(asked.item.part).kind
