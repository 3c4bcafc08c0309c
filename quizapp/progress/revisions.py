"""The revisions of questions that were answered here: what each said, and whose statistics it goes on with.

Everything is added and nothing changed. Two revisions whose statistics are one are linked; the newest link of a
revision counts. A link is taken back by a newer one that says what counted before it; one that goes on with nothing
and of which nobody was told says that there was none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, insert, select

from quizapp.progress.prepared import Prepared
from quizapp.progress.regrades import answers_to_question, counted, with_newest
from quizapp.progress.tables import Attempt, QuestionRevision, RevisionContent, RevisionLink


class Link(NamedTuple):
    """Whose statistics a revision goes on with: None, its own. `told`: an author was told of it, or has said so."""

    continues: str | None
    told: bool


_KNOWN = Prepared(
    select(RevisionContent.question_id).where(
        RevisionContent.question_id == bindparam("question"), RevisionContent.revision == bindparam("mark")
    )
)


def known(connection: Connection, question_id: str, revision: str) -> bool:
    """Whether it is kept what this revision of a question says."""
    return _KNOWN.row(connection, {"question": question_id, "mark": revision}) is not None


def _added(table: Any, *names: str) -> Prepared:
    values: dict[str, Any] = {name: bindparam(name) for name in names}
    return Prepared(insert(table).prefix_with("OR IGNORE", dialect="sqlite").values(values))


_NOTE = _added(QuestionRevision, "question_id", "revision", "first_seen_at")
_KEEP = _added(RevisionContent, "question_id", "revision", "content", "kept_at")


def note(connection: Connection, question_id: str, revision: str, content: Mapping[str, Any], now: datetime) -> None:
    """Keep that this revision of a question has been answered here, and what it says. What is kept already stays."""
    name = {"question_id": question_id, "revision": revision}
    rows: tuple[tuple[Any, Prepared, dict[str, Any]], ...] = (
        (QuestionRevision, _NOTE, {**name, "first_seen_at": now}),
        (RevisionContent, _KEEP, {**name, "content": dict(content), "kept_at": now}),
    )
    for table, prepared, values in rows:
        if connection.dialect.name == "postgresql":
            from sqlalchemy.dialects import postgresql

            connection.execute(postgresql.insert(table).on_conflict_do_nothing(), values)
        else:
            prepared.run(connection, values)


def content(connection: Connection, question_id: str, revision: str) -> Mapping[str, Any] | None:
    """What a revision says; None where that was not kept: an earlier version of the program asked it last."""
    kept = select(RevisionContent.content).where(
        RevisionContent.question_id == question_id, RevisionContent.revision == revision
    )
    found: Mapping[str, Any] | None = connection.scalar(kept)
    return found


def others_known(connection: Connection, question_id: str, revision: str) -> bool:
    """Whether another revision of the question has been answered here."""
    row = select(QuestionRevision.revision).where(
        QuestionRevision.question_id == question_id, QuestionRevision.revision != revision
    )
    return connection.scalar(row.limit(1)) is not None


def questions(connection: Connection) -> list[str]:
    """The ids of all questions that were ever answered here."""
    return list(connection.scalars(select(QuestionRevision.question_id).distinct()))


def last_answered(connection: Connection, question_id: str) -> str | None:
    """The revision to which the newest answer counts that stands; None where nobody has answered."""
    newest = select(func.max(Attempt.id)).where(*answers_to_question(question_id))
    row = select(counted("revision")).select_from(with_newest()).where(Attempt.id == newest.scalar_subquery())
    found: str | None = connection.scalar(row)
    return found


def link(
    connection: Connection, question_id: str, revision: str, continues: str | None, now: datetime, *, told: bool
) -> None:
    """Say whose statistics a revision goes on with; None: its own."""
    values = {"question_id": question_id, "revision": revision, "continues": continues}
    connection.execute(insert(RevisionLink).values(**values, told=told, linked_at=now))


def links(connection: Connection, question_id: str) -> dict[str, Link]:
    """The newest link of each revision of a question that has one."""
    newest = {name: links_[-1][1] for name, links_ in _all_links(connection, question_id).items()}
    return {name: each for name, each in newest.items() if each != _NO_LINK}


def told_at(connection: Connection, question_id: str, at: datetime) -> frozenset[str]:
    """The revisions of a question of which it was noted at that very time that an author was told."""
    found = _all_links(connection, question_id)
    return frozenset(name for name, each in found.items() if any(made == at and one.told for made, one in each))


def take_back_links(connection: Connection, question_id: str, at: datetime, now: datetime) -> None:
    """Say again what counted before the links that were made `at` that time, where no newer one has been made since.
    The first link of a revision goes on with what it went on with, and nobody was told.
    """
    for name, made in _all_links(connection, question_id).items():
        time, last = made[-1]
        if time == at:
            before = next((each for time, each in reversed(made) if time != at), last._replace(told=False))
            link(connection, question_id, name, before.continues, now, told=before.told)


_NO_LINK = Link(None, False)


def _all_links(connection: Connection, question_id: str) -> dict[str, list[tuple[datetime, Link]]]:
    """By revision, its links and when each was made, the newest last."""
    asked = select(RevisionLink.revision, RevisionLink.continues, RevisionLink.told, RevisionLink.linked_at)
    asked = asked.where(RevisionLink.question_id == question_id).order_by(RevisionLink.id)
    found: dict[str, list[tuple[datetime, Link]]] = {}
    for name, continues, told, at in connection.execute(asked):
        found.setdefault(name, []).append((at, Link(continues, told)))
    return found


def together(found: Mapping[str, Link], revision: str) -> frozenset[str]:
    """The revisions of a question whose statistics are one with those of this one, itself among them."""
    pairs = [(name, each.continues) for name, each in found.items() if each.continues is not None]
    reached = {revision}
    while more := {name for pair in pairs for name in pair if not reached.isdisjoint(pair)} - reached:
        reached |= more
    return frozenset(reached)
