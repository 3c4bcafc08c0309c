"""What a quiz asks: chosen from its selection by need, and put in order."""

from __future__ import annotations

import math

from quizapp.progress import attempts, card_lists
from quizapp.progress.presets import PresetRow
from quizapp.study.context import Context
from quizapp.study.faults import NothingToAsk
from quizapp.study.history import history_of
from quizapp.study.options import Mode, Preset, QuizOptions
from quizapp.study.running_order import Entry, ItemKind
from quizapp.study.scheduling import seed_number
from quizapp.study.selection import PartKey, first_of, in_order, interleaved, matching, parts_of


def quiz_entries(context: Context, options: QuizOptions, seed: int) -> list[Entry]:
    """The entries of a quiz. Raises `NothingToAsk`."""
    catalog = context.catalog
    with context.database.reading() as connection:
        held = matching(catalog, options.selection, history_of(context, connection, options.selection))
        if not held:
            raise NothingToAsk
        learner = context.learner_id
        # Asking for thousands by name would take longer than taking all.
        few = len(held) <= 500
        found = (
            card_lists.statuses_of(connection, learner, held) if few else list(card_lists.statuses(connection, learner))
        )
        seen = attempts.seen_only(connection, learner)
    scheduled = {(card.question_id, card.part): card for card in found}
    today, now = context.today(), context.now()

    def part_urgency(key: PartKey) -> tuple[int, int]:
        card = scheduled.get(key)
        days = [day for day in (seen.get(key), None if card is None else card.last_day) if day is not None]
        asked = max(days).toordinal() if days else 0
        if card is not None and card.due(today, now):
            return 0, asked
        return (2 if card is not None or days else 1), asked

    def urgency(question_id: str) -> tuple[int, int]:
        return min(map(part_urgency, parts_of(catalog, [question_id])))

    ordered = interleaved(catalog, held, seed) if options.mixed else in_order(catalog, held)
    size, seconds = options.size, math.inf if options.minutes is None else 60.0 * options.minutes
    if size is None and options.minutes is None:
        size = context.settings.sitting_size
    taken = first_of(catalog, sorted(ordered, key=urgency), size, seconds)
    arranged = interleaved(catalog, taken, seed) if options.mixed else in_order(catalog, taken)
    practice = options.mode is Mode.CRAM
    return [
        entry_of(seed, key, ItemKind.AGAIN if practice else ItemKind.REVIEW if key in scheduled else ItemKind.NEW)
        for key in parts_of(catalog, arranged)
    ]


def entry_of(seed: int, key: PartKey, kind: ItemKind) -> Entry:
    """One item of a sitting. All parts of a set have one seed: their numbers belong together."""
    question_id, part = key
    return Entry(question_id, part, seed_number(seed, question_id, "", 0), kind)


def preset_of(row: PresetRow) -> Preset:
    """A preset as it was stored, by this or another version of the program."""
    try:
        options = QuizOptions.from_json(row.options)
    except (TypeError, ValueError, AttributeError):
        options = None
    return Preset(row.name, options, row.saved_at)
