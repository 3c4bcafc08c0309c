"""Before an edit of a question in use is saved: what it does to those who have answered it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from quizapp.bank.edits import EditKind
from quizapp.tui.actions import SAVING, bindings
from quizapp.tui.authoring import Consequences
from quizapp.tui.screens.lines import LinesScreen
from quizapp.tui.widgets.flow import Flow
from quizapp.tui.widgets.marks import SIGNS
from quizapp.tui.widgets.titlebar import TitleBar

MOST_FIELDS = 12


class SavingScreen(LinesScreen):
    """Comes back with `save`, `wording` (save, and only the words are others), `regrade` (save, and record the regrade
    shown here), or None.
    """

    CONTEXT = SAVING
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((SAVING,))]

    def __init__(self, found: Consequences) -> None:
        super().__init__()
        self._found = found

    def words(self) -> None:
        self.query_one(TitleBar).show(Content(self.say("saving")).stylize("bold"))
        self.query_one("#lines", Flow).show(lambda width: Content("\n").join(self._lines(width)))

    def why_not(self, action_id: str) -> str:
        if action_id == "save_and_regrade" and (self._found.regrading is None or not self._found.regrading.changed):
            return "saving_nothing_changes"
        if action_id == "save_as_wording" and (
            self._found.edit is None or self._found.edit.kind is not EditKind.MEANING
        ):
            return "saving_not_meaning"
        return ""

    def _lines(self, width: int) -> Iterator[Content]:
        found = self._found
        kind = "unreadable" if found.edit is None else found.edit.kind.value
        yield from Content(self.say(f"saving_{kind}")).stylize("bold $primary").wrap(width)
        yield Content("")
        yield from Content(self.say(f"saving_{kind}_about")).wrap(width)
        if found.revised is not None and not found.revised.known:
            yield from Content(self.say("saving_not_kept")).wrap(width)
        elif found.since:
            yield from Content(self.say("saving_since")).stylize("$quiet").wrap(width)
        if found.use is not None:
            yield Content("")
            use = found.use
            values = {"sittings": use.sittings, "attempts": use.attempts, "learners": use.learners}
            yield from Content(self.say("saving_used", **values)).wrap(width)
        if found.edit is not None and found.edit.fields:
            yield Content("")
            yield Content(self.say("saving_fields")).stylize("$quiet")
            for name, each in found.edit.fields[:MOST_FIELDS]:
                grave = each is found.edit.kind
                line = Content.assemble(("  · ", "$quiet"), name, (f"  {self.say(f'edit_{each.value}')}", "$quiet"))
                yield line.stylize("bold") if grave else line
            if len(found.edit.fields) > MOST_FIELDS:
                yield Content(f"  · +{len(found.edit.fields) - MOST_FIELDS}").stylize("$quiet")
        yield from self._regrade(width)

    def _regrade(self, width: int) -> Iterator[Content]:
        judged = self._found.regrading
        if judged is None:
            return
        yield Content("")
        values = {"changed": len(judged.changed), "same": judged.same, "unknown": judged.unknown}
        yield from Content(self.say("saving_regrade", **values)).stylize("bold").wrap(width)
        turns = Counter((each.before, each.after) for each in judged.changed)
        for (before, after), count in sorted(turns.items()):
            pieces: list[Content] = [Content("  ")]
            for outcome, gap in ((before, " → "), (after, "")):
                sign, colour = SIGNS[outcome]
                pieces += [Content(f"{sign} {self.say(outcome)}").stylize(colour), Content(gap)]
            yield Content("").join([*pieces, Content(f"  {self.say('saving_answers', count=count)}")])
        if judged.changed:
            yield from (
                Content(self.say("saving_regrade_about", key=self.key_of("save_and_regrade")))
                .stylize("$quiet")
                .wrap(width)
            )

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
