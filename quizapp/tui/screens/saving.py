"""Before an edit of a question in use is saved: what it does to those who have answered it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from quizapp.bank.edits import Edit, EditKind
from quizapp.text.safe import safe_text
from quizapp.tui.actions import SAVING, bindings
from quizapp.tui.authoring import Consequences, Reached
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.marks import SIGNS
from quizapp.tui.widgets.titlebar import TitleBar

if TYPE_CHECKING:
    from quizapp.progress.items import Use
    from quizapp.study.regrading import Regrading

MOST_FIELDS = 12


class SavingScreen(LinesScreen):
    """Comes back with `save`, `wording` (save, and only the words are others), `regrade` (save, and record the regrade
    shown here), or None.
    """

    CONTEXT = SAVING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((SAVING,))]

    def __init__(self, found: Consequences, name: str) -> None:
        super().__init__()
        self._found = found
        self._about = name

    def words(self) -> None:
        name = Content(safe_text(self._about)).stylize("$quiet")
        self.query_one(TitleBar).show(Content(self.say("saving")).stylize("bold"), name)
        self.query_one("#lines", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def why_not(self, action_id: str) -> str:
        judged = self._found.regrading
        if action_id == "save_and_regrade" and (judged is None or not judged.changed):
            return "saving_nothing_changes"
        if action_id == "save_as_wording" and (
            self._found.edit is None or self._found.edit.kind is not EditKind.MEANING
        ):
            return "saving_not_meaning"
        return ""

    def _lines(self, width: int) -> Iterator[Content]:
        found = self._found
        kind = "renamed" if found.left else "unreadable" if found.edit is None else found.edit.kind.value
        yield from Content(self.say(f"saving_{kind}")).stylize("bold $primary").wrap(width)
        yield Content("")
        about = self.say(f"saving_{kind}_about", **self._ids)
        yield from Content(about).wrap(width)
        several = len(found.reached) > 1
        if found.revised is not None and not found.revised.known and not several:
            yield from Content(self.say("saving_not_kept")).wrap(width)
        elif found.since and not several:
            yield from Content(self.say("saving_since")).stylize("$quiet").wrap(width)
        if found.use is not None:
            yield Content("")
            yield from Content(self.say("saving_used", **_figures(found.use))).wrap(width)
        if several:
            yield Content("")
            yield from self._together(len(found.reached), width)
            yield from self._apart(width)
            for each in found.reached:
                yield Content("")
                yield from self._version(each, width)
        elif found.edit is not None and found.edit.fields:
            yield Content("")
            yield Content(self.say("saving_fields")).stylize("$quiet")
            yield from self._fields(found.edit)
            if found.regrading is not None:
                yield Content("")
                yield from self._judged(found.regrading, width, "")
                yield from self._apart(width)
        if found.regrading is not None and found.regrading.changed:
            if several:
                yield Content("")
            about = self.say("saving_regrade_about", key=self.key_of("save_and_regrade"), id=safe_text(self._about))
            yield from Content(about).stylize("$quiet").wrap(width)

    @property
    def _ids(self) -> dict[str, str | int]:
        """What is told where another id leaves the answers behind."""
        question, use = self._found.checked.question, self._found.use
        if not self._found.left or question is None or use is None:
            return {}
        return {"old": self._found.left, "new": question.id, "attempts": use.attempts, "key": self.key_of("leave")}

    def _apart(self, width: int) -> Iterator[Content]:
        """The answers that are in none of the sums."""
        if self._found.apart > 0:
            told = self.say("saving_apart", count=self._found.apart, id=safe_text(self._about))
            yield from Content(told).wrap(width)

    def _together(self, count: int, width: int) -> Iterator[Content]:
        """How many versions are met, and what a regrade of all of them comes to."""
        judged = self._found.regrading
        told = self.say("saving_versions", count=count)
        if judged is not None:
            told += self.say("saving_together", changed=len(judged.changed))
        yield from Content(told).stylize("bold").wrap(width)

    def _version(self, reached: Reached, width: int) -> Iterator[Content]:
        """One of several versions: how much it was used, what differs from it, what becomes of its answers."""
        version = reached.version
        kind = self.say(f"edit_{version.edit.kind.value}")
        used = self.say("saving_version", revision=version.revision, **_figures(version.use))
        for number, line in enumerate(Content(used).wrap(width - 2)):
            yield Content.assemble(("▌ " if number == 0 else "  ", "$primary"), line)
        lines = [*self._fields(version.edit)] if version.known else [Content(f"  · {kind}").stylize("$quiet")]
        if not version.known:
            lines += Content(self.say("saving_version_not_kept")).stylize("$quiet").wrap(max(20, width - 4))
        yield from lines
        if reached.regrading is None:
            yield from _indented(Content(self.say("saving_version_same")), width, "  ")
        else:
            yield from self._judged(reached.regrading, width, "  ")

    def _fields(self, edit: Edit) -> Iterator[Content]:
        for name, each in edit.fields[:MOST_FIELDS]:
            line = Content.assemble(("  · ", "$quiet"), name, (f"  {self.say(f'edit_{each.value}')}", "$quiet"))
            yield line.stylize("bold") if each is edit.kind else line
        if len(edit.fields) > MOST_FIELDS:
            yield Content(f"  · +{len(edit.fields) - MOST_FIELDS}").stylize("$quiet")

    def _judged(self, judged: Regrading, width: int, indent: str) -> Iterator[Content]:
        told = self.say("saving_regrade", changed=len(judged.changed), same=judged.same)
        if judged.unknown:
            told += self.say("saving_unknown", unknown=judged.unknown)
        yield from _indented(Content(told).stylize("bold" if judged.changed else ""), width, indent)
        turns = Counter((each.before, each.after) for each in judged.changed)
        for (before, after), count in sorted(turns.items()):
            pieces: list[Content] = [Content(f"{indent}  ")]
            for outcome, gap in ((before, " → "), (after, "")):
                sign, colour = SIGNS[outcome]
                pieces += [Content(f"{sign} {self.say(outcome)}").stylize(colour), Content(gap)]
            yield Content("").join([*pieces, Content(f"  {self.say('saving_answers', count=count)}")])

    def action_save_now(self) -> None:
        """Save, and leave earlier answers as they are."""
        self.dismiss("save")

    def action_save_as_wording(self) -> None:
        """Save, and say that it asks the same in other words."""
        if not self.refused("save_as_wording"):
            self.dismiss("wording")

    def action_save_and_regrade(self) -> None:
        """Save, and judge earlier answers anew."""
        if not self.refused("save_and_regrade"):
            self.dismiss("regrade")


def _figures(use: Use) -> dict[str, int]:
    return {"sittings": use.sittings, "attempts": use.attempts, "learners": use.learners}


def _indented(words: Content, width: int, indent: str) -> Iterator[Content]:
    yield from (Content(indent) + line for line in words.wrap(max(20, width - len(indent))))
