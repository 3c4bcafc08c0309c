"""Every way to begin: a quiz, a review, the placement, a test, an exam, and presets of quizzes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from quizapp.progress import learners, presets, sittings
from quizapp.progress.values import SittingKind
from quizapp.study import queue
from quizapp.study.context import Context
from quizapp.study.exam.timing import Policy
from quizapp.study.faults import NoSuchPreset, NothingDue, NothingToAsk
from quizapp.study.options import Mode, Preset, QuizOptions
from quizapp.study.placement import placement
from quizapp.study.quizzes import entry_of, preset_of, quiz_entries
from quizapp.study.running_order import ONCE, Entry, ItemKind
from quizapp.study.scheduling import seed_number
from quizapp.study.selection import Selection

if TYPE_CHECKING:  # what asks needs the calculators: imported when something is asked, not when the program opens
    from quizapp.study.exam.entries import AskedForm
    from quizapp.study.exam.sheet import Sheet
    from quizapp.study.sitting import Sitting

LONGEST_PRESET_NAME = 60


class Beginning:
    """The part of `Study` that begins sittings and answer sheets."""

    _context: Context

    def start_quiz(
        self,
        selection: Selection,
        size: int | None = None,
        seed: int | None = None,
        *,
        minutes: int | None = None,
        mixed: bool = True,
        practice: bool = False,
    ) -> Sitting:
        """A quiz of at most `size` questions (by default the setting's, or as many as fit in `minutes`). Raises
        `NothingToAsk`.

        Where the selection holds more, what is due goes first, then what was never asked, then what was asked longest
        ago. `mixed`: the topics interleaved, else in the order of the syllabus. `practice`: cramming, which moves no
        card. The parts of a set count as questions; a set is asked whole, part after part in order, and with one seed.
        So a quiz may be longer than `size` by less than a set.
        """
        seed = self._seed("quiz") if seed is None else seed
        options = QuizOptions(selection, size, minutes, mixed, Mode.CRAM if practice else Mode.LEARN)
        return self._start(SittingKind.QUIZ, _kept(options), quiz_entries(self._context, options, seed), seed)

    def start_review(self, limit: int | None = None, seed: int | None = None, *, ahead: int = 0) -> Sitting:
        """What is due, then the new questions of the day; at most `limit` in all. Raises `NothingDue`.

        More than fits into the day's minutes is left for the days to come, and asked once today's part is done. A part
        of a set that is due is asked alone; several of one set are asked together, in order and with one seed, and are
        not cut apart by the limit. `ahead`: instead, what is due within so many days from today; its cards are moved by
        the time that has really passed, so that nothing is lost by it.
        """
        context = self._context
        seed = self._seed("review") if seed is None else seed
        with context.database.reading() as connection:
            if ahead > 0:
                waiting = queue.ahead(context, connection, ahead)
            else:
                waiting = queue.build(context, connection, seed)
                if not waiting.due and not waiting.new:
                    waiting = queue.build(context, connection, seed, another=True)
        entries: list[Entry] = []
        for group in waiting.together(context.catalog):
            if limit is not None and len(entries) >= limit:
                break
            entries += [entry_of(seed, key, kind) for key, kind in group]
        if not entries:
            raise NothingDue
        return self._start(SittingKind.REVIEW, {"ahead": ahead} if ahead else {}, entries, seed)

    def start_placement(self, seed: int | None = None) -> Sitting:
        """Fifteen questions over the whole exam, each asked once, for a first idea of where one stands: what was missed
        is left to the review. Raises `NothingToAsk`.
        """
        context = self._context
        seed = self._seed("placement") if seed is None else seed
        ids = placement(context.catalog, seed)
        if not ids:
            raise NothingToAsk
        entries = [entry_of(seed, (question_id, ""), ItemKind.NEW) for question_id in ids]
        options = {**_kept(QuizOptions(Selection(ids=tuple(ids)))), ONCE: True}
        return self._start(SittingKind.QUIZ, options, entries, seed)

    def start_test(
        self,
        selection: Selection,
        size: int | None = None,
        seed: int | None = None,
        *,
        minutes: int | None = None,
        mixed: bool = True,
    ) -> Sheet:
        """A quiz in test mode: what `start_quiz` would ask, on a sheet, with the verdicts at the end. Raises
        `NothingToAsk`.
        """
        from quizapp.study.exam import starting

        seed = self._seed("quiz") if seed is None else seed
        options = QuizOptions(selection, size, minutes, mixed, Mode.TEST)
        return starting.start_test(self._context, quiz_entries(self._context, options, seed), _kept(options), seed)

    def start(self, options: QuizOptions, seed: int | None = None) -> Sitting | Sheet:
        """A quiz by its options: a sheet in test mode, else a sitting. Raises `NothingToAsk`."""
        if options.mode is Mode.TEST:
            return self.start_test(options.selection, options.size, seed, minutes=options.minutes, mixed=options.mixed)
        return self.start_quiz(
            options.selection,
            options.size,
            seed,
            minutes=options.minutes,
            mixed=options.mixed,
            practice=options.mode is Mode.CRAM,
        )

    def start_exam(
        self,
        size: int | None = None,
        seed: int | None = None,
        *,
        policy: Policy = Policy.PAUSABLE,
        form: AskedForm = "choices",
        practice: bool = False,
    ) -> Sheet:
        """A mock exam with its clock running (`study.exam.starting.start_exam`)."""
        from quizapp.study.exam import starting

        seed = self._seed("exam") if seed is None else seed
        return starting.start_exam(self._context, size, seed, policy=policy, form=form, practice=practice)

    def save_preset(self, name: str, options: QuizOptions) -> None:
        """Keep a quiz's options under a name, in place of what has this name. Raises ValueError for an empty name."""
        name = name.strip()[:LONGEST_PRESET_NAME]
        if not name:
            raise ValueError("a preset needs a name")
        context = self._context
        with context.database.writing() as connection:
            learners.lock(connection, context.learner_id)
            presets.save(connection, context.learner_id, name, options.to_json(), context.now())

    def presets(self) -> tuple[Preset, ...]:
        """The learner's presets by name."""
        with self._context.database.reading() as connection:
            return tuple(map(preset_of, presets.all_of(connection, self._context.learner_id)))

    def delete_preset(self, name: str) -> None:
        """Forget a preset. Raises `NoSuchPreset`."""
        with self._context.database.writing() as connection:
            if not presets.remove(connection, self._context.learner_id, name.strip()):
                raise NoSuchPreset

    def start_preset(self, name: str, seed: int | None = None) -> Sitting | Sheet:
        """A quiz with the options that were kept under a name. Raises `NoSuchPreset` and `NothingToAsk`."""
        with self._context.database.reading() as connection:
            row = presets.find(connection, self._context.learner_id, name.strip())
        options = None if row is None else preset_of(row).options
        if options is None:
            raise NoSuchPreset
        return self.start(options, seed)

    def _start(self, kind: SittingKind, options: Mapping[str, Any], entries: list[Entry], seed: int) -> Sitting:
        from quizapp.study.sitting import Sitting

        context = self._context
        plan = [entry.to_json() for entry in entries]
        with context.database.writing() as connection:
            row = sittings.add(connection, context.learner_id, kind, options, plan, seed, context.now())
        context.crowding.forget()
        sitting = Sitting(context, row)
        if sitting.item is None:
            # None of them can be drawn; the lint says so to their author.
            sitting.leave()
            raise NothingToAsk
        return sitting

    def _seed(self, purpose: str) -> int:
        return seed_number(purpose, self._context.learner_id, self._context.now().isoformat())


def _kept(options: QuizOptions) -> dict[str, Any]:
    """The options as they stand with a sitting: the selection's fields beside the others."""
    values = options.to_json()
    return {**values.pop("selection"), **values}
