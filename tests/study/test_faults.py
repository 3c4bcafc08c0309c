"""Everything that can go wrong has its own sentence in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.progress.faults import DatabaseFault
from quizapp.study.faults import StudyFault
from quizapp.text.messages import progress, study


def kinds(top: type[Exception]) -> list[type[Exception]]:
    return [kind for sub in top.__subclasses__() for kind in (sub, *kinds(sub))]


# The mock exam's faults have their own catalog, and their own test.
FAULTS = [kind for kind in kinds(StudyFault) if kind.__module__ == StudyFault.__module__]


@pytest.mark.parametrize("kind", FAULTS)
def test_a_request_that_can_not_be_met_says_why(kind: type[StudyFault]) -> None:
    fault = kind()
    assert fault.sentence("ja").endswith("。")
    assert str(fault) == fault.sentence("en")
    assert str(fault).endswith(".")


@pytest.mark.parametrize("kind", kinds(DatabaseFault))
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_database_fault_names_the_file_and_the_last_backup(kind: type[DatabaseFault], language: str) -> None:
    words = kind("/home/me/{progress}.sqlite", reason="{why}", backup=Path("/home/me/copy.sqlite")).sentence(language)
    assert "/home/me/{progress}.sqlite" in words
    assert words.endswith("/home/me/copy.sqlite")


def test_no_message_is_left_over() -> None:
    used = {kind.code for kind in FAULTS}  # type: ignore[attr-defined]
    assert set(study.CATALOG) == used
    told = {DatabaseFault.code} | {kind.code for kind in kinds(DatabaseFault)}  # type: ignore[attr-defined]
    rest = {name for name in progress.CATALOG if not name.startswith("finding_")}
    opening = {f"{kind.code}_opening" for kind in kinds(DatabaseFault) if kind.tells_of_loss}  # type: ignore[attr-defined]
    assert rest == told | opening | {"last_backup", "never_backed_up"}


@pytest.mark.parametrize("kind", [kind for kind in kinds(DatabaseFault) if kind.tells_of_loss])  # type: ignore[attr-defined]
def test_while_opening_nothing_is_said_to_be_lost(kind: type[DatabaseFault]) -> None:
    fault = kind("/home/me/progress.sqlite")
    for language, lost in (("ja", "記録されていません"), ("en", "not recorded")):
        assert lost in fault.sentence(language)
        assert lost not in fault.sentence(language, opening=True)
        assert "/home/me/progress.sqlite" in fault.sentence(language, opening=True)
