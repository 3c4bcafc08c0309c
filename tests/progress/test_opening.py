"""Opening a database: made where it is missing, and a plain message for everything that can be wrong with one."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import IntegrityError

from quizapp.progress import backup, learners
from quizapp.progress.database import Database, open_database
from quizapp.progress.faults import (
    DamagedDatabase,
    DatabaseFault,
    DiskFull,
    LockedDatabase,
    NewerDatabase,
    NotADatabase,
    ReadOnlyDatabase,
    UnreachableDatabase,
    from_sqlite,
    from_system,
)

NOW = datetime(2026, 12, 1, 11, 0, tzinfo=UTC)


def add_learner(database: Database, name: str) -> int:
    with database.writing() as connection:
        return learners.ensure(connection, name, NOW)


def plain(fault: DatabaseFault, *pieces: str) -> None:
    """Both sentences name what is needed and show nothing of the program's inside."""
    for language in ("ja", "en"):
        words = fault.sentence(language)
        assert all(piece in words for piece in pieces), words
        assert "sqlalche.me" not in words
        assert "Traceback" not in words
    assert fault.sentence("ja") != fault.sentence("en")


def test_a_missing_database_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "progress.sqlite"
    database = open_database(file)
    assert add_learner(database, "me") == 1
    database.close()
    assert backup.check(file) == []
    assert backup.all_of(file) == []
    if os.name == "posix":
        assert file.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("wal", [False, True])
def test_a_database_whose_making_was_interrupted_is_made(tmp_path: Path, wal: bool) -> None:
    file = tmp_path / "progress.sqlite"
    file.touch()
    if wal:
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
    database = open_database(file)
    assert add_learner(database, "me") == 1
    database.close()


def test_the_database_is_named_by_a_url_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    open_database(f"sqlite:///{file}").close()
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path / "home"))
    default = open_database()
    assert default.file == tmp_path / "home" / "progress.sqlite"
    default.close()
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{file}")
    named = open_database()
    assert named.file == file
    named.close()


def test_an_up_to_date_database_is_opened_without_alembic(file: Path) -> None:
    script = (
        "import sys; from quizapp.progress.database import open_database; database = open_database(sys.argv[1]);"
        "\nwith database.reading() as connection: connection.exec_driver_sql('SELECT 1')"
        "\nprint([name for name in ('alembic', 'numpy', 'sympy', 'textual') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_foreign_keys_wal_and_full_synchronization_are_on(file: Path) -> None:
    database = open_database(file)
    with database.reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]
    assert found == ["wal", 1, 2]
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO marks (learner_id, question_id, part, flagged, note, updated_at) "
            "VALUES (9, 'q', '', 0, '', '')"
        )
    database.close()


def test_a_block_that_raises_writes_nothing(file: Path) -> None:
    database = open_database(file)

    def write_and_fail() -> None:
        with database.writing() as connection:
            learners.ensure(connection, "me", NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with database.reading() as connection:
        assert learners.find(connection, "me") is None
    database.close()


def test_threads_that_read_and_then_write_lose_no_update(file: Path) -> None:
    one, two = open_database(file), open_database(file)
    add_learner(one, "0")

    def count(database: Database) -> None:
        for _ in range(25):
            with database.writing() as connection:
                number = int(connection.exec_driver_sql("SELECT name FROM learners").scalar_one())
                connection.exec_driver_sql("UPDATE learners SET name = ?", (str(number + 1),))

    threads = [threading.Thread(target=count, args=(database,)) for database in (one, one, two, two)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with one.reading() as connection:
        assert connection.exec_driver_sql("SELECT name FROM learners").scalar_one() == "100"
    one.close()
    two.close()


def test_a_newer_database_is_left_untouched(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    copy = backup.make(file, NOW)
    before = file.read_bytes()
    with pytest.raises(NewerDatabase) as caught:
        open_database(file)
    plain(caught.value, str(file), str(copy))
    assert file.read_bytes() == before


def test_a_database_of_another_program_is_left_untouched(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
        connection.execute("CREATE TABLE songs (title TEXT)")
    before = file.read_bytes()
    with pytest.raises(NotADatabase) as caught:
        open_database(file)
    plain(caught.value, str(file))
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all", b"\x00" * 5000, "日記".encode()])
def test_a_file_that_is_no_database_is_called_damaged_and_kept(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "progress.sqlite"
    file.write_bytes(content)
    with pytest.raises(DamagedDatabase) as caught:
        open_database(file)
    plain(caught.value, str(file), "quizapp db restore")
    assert file.read_bytes() == content


@pytest.mark.parametrize("table", ["alembic_version", "learners"])
def test_a_damaged_page_is_told_with_the_last_backup(file: Path, table: str) -> None:
    copy = backup.make(file, NOW)
    with closing(sqlite3.connect(file)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : page * size] = b"\xa5" * size
    file.write_bytes(content)

    def use() -> None:
        with closing(open_database(file)) as database:
            add_learner(database, "me")

    with pytest.raises(DamagedDatabase) as caught:
        use()
    plain(caught.value, str(file), str(copy))
    assert backup.check(file) != []


def test_a_locked_database_is_told_after_the_busy_timeout(file: Path) -> None:
    database = open_database(file, busy_seconds=0.05)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedDatabase) as caught:
            add_learner(database, "me")
        with database.reading() as connection:
            assert learners.find(connection, "me") is None
        other.execute("ROLLBACK")
    plain(caught.value, str(file))
    assert add_learner(database, "me") == 1
    database.close()


def test_a_full_disk_is_told_and_nothing_is_half_written(file: Path) -> None:
    database = open_database(file)
    with database.writing() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    def fill() -> None:
        with database.writing() as connection:
            learners.ensure(connection, "me", NOW)
            for number in range(2000):
                learners.ensure(connection, f"learner {number} {'x' * 90}", NOW)

    with pytest.raises(DiskFull) as caught:
        fill()
    plain(caught.value, str(file))
    with database.reading() as connection:
        assert learners.find(connection, "me") is None
    database.close()
    assert backup.check(file) == []


@pytest.mark.parametrize(("free", "kind"), [(0, DiskFull), (10**9, UnreachableDatabase)])
def test_an_input_or_output_error_on_a_disk_without_room_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, kind: type[DatabaseFault]
) -> None:
    # What SQLite says where the index of its write-ahead log finds no room: when a database is made on a full disk.
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=free))
    assert type(from_sqlite(error, tmp_path / "progress.sqlite")) is kind


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, DiskFull), (errno.EACCES, ReadOnlyDatabase)])
def test_a_folder_that_finds_no_room_is_a_full_disk(tmp_path: Path, number: int, kind: type[DatabaseFault]) -> None:
    fault = from_system(OSError(number, os.strerror(number)), tmp_path, ReadOnlyDatabase)
    assert type(fault) is kind
    plain(fault, str(tmp_path))


def test_a_read_only_connection_is_told_as_such(file: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError) as error,
    ):
        connection.execute("DELETE FROM learners")
    fault = from_sqlite(error.value, file)
    assert isinstance(fault, ReadOnlyDatabase)
    plain(fault, str(file))


@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_file_or_folder_is_told(file: Path, what: str) -> None:
    target, mode = (file, 0o400) if what == "file" else (file.parent, 0o500)
    old = target.stat().st_mode
    target.chmod(mode)
    try:
        if os.access(target, os.W_OK):
            pytest.skip("permissions don't bind this user")
        with pytest.raises(ReadOnlyDatabase) as caught:
            open_database(file)
    finally:
        target.chmod(old)
    plain(caught.value, str(file))


def test_a_folder_in_the_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreachableDatabase) as caught:
        open_database(tmp_path)
    plain(caught.value, str(tmp_path))


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(DatabaseFault) as caught:
        open_database(tmp_path / "home" / "progress.sqlite")
    plain(caught.value, "progress.sqlite")


@pytest.mark.parametrize(
    "url", ["nonsense://user:secret@host/db", "sqlite://", "postgresql://user:secret@127.0.0.1:1/none"]
)
def test_a_url_that_leads_nowhere_is_told_without_its_password(url: str) -> None:
    with pytest.raises(UnreachableDatabase) as caught:
        open_database(url)
    assert "secret" not in caught.value.sentence("ja") + caught.value.sentence("en")
