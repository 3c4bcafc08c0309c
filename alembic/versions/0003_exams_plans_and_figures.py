"""What mock exams, plans, undo and the figures need: answer sheets, changes of cards, redo, presets, reports, regrades,
predictions; and of every answer, how often the question was met before.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def words(name: str, *allowed: str) -> sa.Enum:
    """A fixed vocabulary, kept as text with a check."""
    return sa.Enum(*allowed, name=name, native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    # Both databases add such columns without writing the table anew.
    op.add_column("attempts", sa.Column("cause", sa.String(length=16)))
    op.add_column("attempts", sa.Column("exposure", sa.Integer()))
    op.add_column("attempts", sa.Column("fresh", sa.Boolean()))
    op.add_column("attempts", sa.Column("form", sa.String(length=8)))
    op.add_column("reviews", sa.Column("recall", sa.Double()))
    op.add_column("cards", sa.Column("buried_until", sa.Date()))
    op.add_column("cards", sa.Column("leech", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("sittings", sa.Column("clock", JSON))
    # An answer that is rated anew has two movements, one of them taken back.
    op.drop_index(op.f("ix_reviews_attempt_id"), table_name="reviews")
    op.create_index(op.f("ix_reviews_attempt_id"), "reviews", ["attempt_id"])

    op.create_table(
        "sheet_lines",
        sa.Column("sitting_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("response", JSON),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_sheet_lines_sitting_id_sittings")),
        sa.PrimaryKeyConstraint("sitting_id", "position", name=op.f("pk_sheet_lines")),
    )
    op.create_table(
        "card_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("card_id", ID, nullable=False),
        sa.Column("kind", words("kind", "suspend", "resume", "bury", "unbury", "reset", "leech"), nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_card_changes_card_id_cards")),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_card_changes_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_changes")),
    )
    op.create_index(op.f("ix_card_changes_card_id"), "card_changes", ["card_id"])
    op.create_index(op.f("ix_card_changes_learner_id_changed_at"), "card_changes", ["learner_id", "changed_at"])

    op.create_table(
        "undos",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("sitting_id", ID, nullable=False),
        sa.Column("attempt_id", ID, nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("undone_at", MOMENT, nullable=False),
        sa.Column("redone_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_undos_attempt_id_attempts")),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_undos_learner_id_learners")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_undos_sitting_id_sittings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_undos")),
    )
    op.create_index(op.f("ix_undos_attempt_id"), "undos", ["attempt_id"])
    op.create_index(op.f("ix_undos_learner_id_id"), "undos", ["learner_id", "id"])

    op.create_table(
        "reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("seed", sa.BigInteger()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.Column("settled_at", MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_reports_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_question_id_part"), "reports", ["question_id", "part"])

    op.create_table(
        "regrades",
        sa.Column("id", ID, nullable=False),
        sa.Column("attempt_id", ID, nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("outcome", words("outcome", "correct", "partial", "wrong"), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("mistake", sa.String(length=60)),
        sa.Column("regraded_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_regrades_attempt_id_attempts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regrades")),
    )
    op.create_index(op.f("ix_regrades_attempt_id"), "regrades", ["attempt_id"])

    op.create_table(
        "presets",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_presets_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_presets")),
        sa.UniqueConstraint("learner_id", "name", name=op.f("uq_presets_learner_id_name")),
    )
    op.create_table(
        "forecasts",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("study_day", sa.Date(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=False),
        sa.Column("chance", sa.Double()),
        sa.Column("fields", JSON, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_forecasts_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecasts")),
        sa.UniqueConstraint("learner_id", "study_day", name=op.f("uq_forecasts_learner_id_study_day")),
    )

    # What is known of the answers given so far. How each was asked, and the recall predicted then, was not kept.
    attempts = sa.table(
        "attempts",
        *(sa.column(name) for name in ("id", "learner_id", "question_id", "part", "undone_at", "exposure", "fresh")),
        sa.column("given", JSON),
    )
    earlier = attempts.alias("earlier")
    before = (
        sa.select(sa.func.count())
        .where(earlier.c.learner_id == attempts.c.learner_id, earlier.c.question_id == attempts.c.question_id)
        .where(earlier.c.part == attempts.c.part, earlier.c.id < attempts.c.id)
    )
    standing = before.where(earlier.c.undone_at.is_(None)).scalar_subquery()
    the_same = before.where(earlier.c.given == attempts.c.given).scalar_subquery()
    op.execute(sa.update(attempts).values(exposure=standing, fresh=the_same == 0))
