"""Opening the bank and the learner's database, away from the screen: its imports come after the first frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.settings import Settings
from quizapp.study.clock import Clock

if TYPE_CHECKING:
    from quizapp.bank.catalog import Catalog
    from quizapp.progress.database import Database
    from quizapp.study.study import Study


@dataclass(frozen=True, slots=True)
class Books:
    """What a session works on: the questions, the database, and the use cases over both."""

    catalog: Catalog
    database: Database
    study: Study
    clock: Clock

    def with_settings(self, settings: Settings) -> Books:
        """The same, with the use cases following changed settings."""
        return Books(self.catalog, self.database, self.study.renewed(settings=settings), self.clock)

    def at(self, clock: Clock) -> Books:
        """The same, at another time."""
        return Books(self.catalog, self.database, self.study.renewed(clock=clock), clock)


def open_books(settings: Settings, clock: Clock) -> Books:
    """Open what the paths name. Raises `NoBank` or `DatabaseFault`, whose words `trouble_words` has."""
    from quizapp import paths
    from quizapp.bank.catalog import load_kept
    from quizapp.study.opening import open_study

    catalog = load_kept(paths.questions_folder())
    database, study = open_study(catalog, clock, settings)
    return Books(catalog, database, study, clock)


def trouble_words(fault: Exception, language: str, *, opening: bool = False) -> str | None:
    """What a known fault says to a person; None for one that is the program's own and must not be swallowed.

    `opening`: nothing was to be recorded yet.
    """
    from quizapp.bank.catalog import NoBank
    from quizapp.progress.faults import DatabaseFault
    from quizapp.study.faults import StudyFault

    if isinstance(fault, NoBank):
        return f"{fault.fault.place}: {fault.fault.words(language)}"
    if isinstance(fault, DatabaseFault):
        return fault.sentence(language, opening=opening)
    if isinstance(fault, StudyFault):
        return fault.sentence(language)
    return None
