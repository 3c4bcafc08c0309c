"""Where the database is: only what says the same from every folder is taken."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quizapp.progress import places
from quizapp.progress.database import open_database
from quizapp.progress.faults import DatabaseFault, MissingDriver, MissingFolder, NoPlace, UnreachableDatabase


@pytest.mark.parametrize(
    "named",
    [
        "foo",
        "postgresql:/x",
        "folder/progress.sqlite",
        "sqlite:///progress.sqlite",
        "sqlite://",
        "sqlite:////",
        "postgresql://me:secret@host:notaport/x",
        "mysql://me:secret@host/x",
        "postgresql+asyncpg://me:secret@host/x?password=secret",
        "://",
        "~nobody-has-this-name/progress.sqlite",
    ],
)
def test_what_names_no_place_is_refused_and_makes_nothing(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", named)
    with pytest.raises(NoPlace) as caught:
        open_database()
    for language in ("ja", "en"):
        words = caught.value.sentence(language)
        assert "QUIZAPP_DATABASE_URL" in words
        assert "secret" not in words
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["{}", "sqlite:///{}", "sqlite+pysqlite:///{}"])
def test_an_absolute_path_and_its_url_name_a_file(form: str, tmp_path: Path) -> None:
    file = tmp_path / "progress.sqlite"
    assert places.file_of(form.format(file)) == file


def test_a_path_may_begin_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert places.file_of("~/progress.sqlite") == tmp_path / "progress.sqlite"


def test_a_named_file_needs_a_folder_that_exists(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "folder" / "progress.sqlite"
    for named in (str(file), f"sqlite:///{file}"):
        with pytest.raises(MissingFolder) as caught:
            open_database(named)
        assert str(file) in caught.value.sentence("ja")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_is_shown_without_password_and_options(scheme: str) -> None:
    found = places.find(f"{scheme}://me:secret@host:5433/class?sslpassword=secret")
    assert isinstance(found, places.ServerPlace)
    assert found.url.drivername == "postgresql+psycopg"
    assert found.url.password == "secret"
    assert found.url.query == {"sslpassword": "secret"}
    assert found.shown == "postgresql://me:***@host:5433/class"


def test_a_missing_driver_is_told_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDriver) as caught:
        open_database("postgresql://me@host/class")
    for language in ("ja", "en"):
        assert "pip install 'quizapp[postgres]'" in caught.value.sentence(language)


def test_a_place_that_can_not_be_looked_at_is_told(tmp_path: Path) -> None:
    file = tmp_path / ("x" * 5000)
    with pytest.raises(UnreachableDatabase):
        places.exists(file)
    with pytest.raises(DatabaseFault):
        open_database(str(file / "progress.sqlite"))
