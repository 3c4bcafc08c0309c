"""Who is learning: the environment's name, else one learner in a file and the system's user on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from quizapp.progress import learners
from quizapp.progress.database import Database, open_database
from quizapp.progress.faults import NoLearner


@pytest.fixture
def own(file: Path) -> Iterator[Database]:
    opened = open_database(file)
    yield opened
    opened.close()


@pytest.fixture
def shared() -> Iterator[Database]:
    """A database without a file of its own, as one on a server is."""
    opened = Database(create_engine("sqlite://"), "postgresql://host/class", None)
    yield opened
    opened.close()


def test_the_environment_names_the_learner(own: Database, shared: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_LEARNER", " 佐藤 ")
    assert learners.chosen(own) == learners.chosen(shared) == "佐藤"


def test_without_a_name_a_file_has_one_learner_and_a_server_one_for_each_user(
    own: Database, shared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for empty in ("", "  "):
        monkeypatch.setenv("QUIZAPP_LEARNER", empty)
        monkeypatch.setenv("LOGNAME", "sato")
        assert learners.chosen(own) == "me"
        assert learners.chosen(shared) == "sato"


def test_a_name_fits_the_column_and_is_one_name_however_it_is_typed(
    own: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_LEARNER", "が" * 200)
    long = learners.chosen(own)
    assert long == "が" * learners.LONGEST_NAME
    monkeypatch.setenv("QUIZAPP_LEARNER", "か\u3099" * 200)
    assert learners.chosen(own) == long


def test_nobody_is_mixed_up_with_others_where_no_name_is_known(
    shared: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    import getpass

    def unknown() -> str:
        raise OSError("no username set in the environment")

    monkeypatch.delenv("QUIZAPP_LEARNER", raising=False)
    monkeypatch.setattr(getpass, "getuser", unknown)
    with pytest.raises(NoLearner) as caught:
        learners.chosen(shared)
    assert "QUIZAPP_LEARNER" in caught.value.sentence("ja")
