"""Opening the database for whoever is at this computer: what every way into the program does first."""

from __future__ import annotations

from quizapp.bank.catalog import Catalog
from quizapp.progress import backup, learners
from quizapp.progress.database import Database, open_database
from quizapp.settings import Settings
from quizapp.study.clock import Clock
from quizapp.study.study import Study


def open_study(catalog: Catalog, clock: Clock, settings: Settings) -> tuple[Database, Study]:
    """The database that the environment names, and the study of the learner whom it names (`learners.chosen`).

    An embedded database is copied once a day (`backup.keep_daily`); where that fails, the study is opened all the same
    and nothing is said. Raises `DatabaseFault`; the database is then closed again. The caller closes it at the end.
    """
    database = open_database(now=clock.now)
    try:
        study = Study(catalog, database, clock, learners.chosen(database), settings)
    except BaseException:
        # As long as it is open, the learner could not restore a back-up.
        database.close()
        raise
    backup.keep_daily(database.file, clock.now())
    return database, study
