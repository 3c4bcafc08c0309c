"""Whether a database file is sound: its pages, its references, and whether it has this version's tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from quizapp.progress.tables import Base
from quizapp.progress.upgrade import REVISIONS
from quizapp.text.messages import message

TABLES = frozenset(Base.metadata.tables)
# Any of these beside `alembic_version` shows whose database it is; the other names are anybody's.
_TELLING = {"question_revisions", "sittings", "attempts"}


def ours(tables: Iterable[str]) -> bool:
    """Whether these tables are those of a database of this program, even if some are missing."""
    found = set(tables)
    return "alembic_version" in found and not found.isdisjoint(_TELLING)


def read_only(file: Path, busy_seconds: float = 5) -> sqlite3.Connection:
    """A connection that can't change the file, nor make one."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=busy_seconds)


def check(file: Path, language: str = "en") -> list[str]:
    """What is wrong with a database, a sentence for each finding (SQLite's own are English); empty when it is sound.

    One of an older version is sound: opening it upgrades it. One of a newer version is not, for this program.
    """
    try:
        with closing(read_only(file)) as connection:
            pages = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
            findings = [] if pages == ["ok"] else pages
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
                findings.append(_finding(language, "orphan", row=row, table=table, parent=parent))
            return findings or _of_this_version(connection, language)
    except sqlite3.Error as error:
        return [str(error)]


def _of_this_version(connection: sqlite3.Connection, language: str) -> list[str]:
    tables = {str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not ours(tables):
        return [_finding(language, "foreign")]
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        return [_finding(language, "no_revision")]
    if row[0] not in REVISIONS:
        return [_finding(language, "newer", revision=row[0])]
    if row[0] != REVISIONS[-1]:
        return []
    findings = [_finding(language, "no_table", table=table) for table in sorted(TABLES - tables)]
    for table in sorted(TABLES & tables):
        columns = {line[1] for line in connection.execute(f'PRAGMA table_info("{table}")')}
        findings += [
            _finding(language, "no_column", table=table, column=column.name)
            for column in Base.metadata.tables[table].columns
            if column.name not in columns
        ]
    return findings


def _finding(language: str, name: str, **values: object) -> str:
    return message(language, f"progress.finding_{name}", **values)
