"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

# The types as they were at this revision: a migration doesn't change when the tables of the program do.
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def words(name: str, *allowed: str) -> sa.Enum:
    """A fixed vocabulary, kept as text with a check."""
    return sa.Enum(*allowed, name=name, native_enum=False, create_constraint=True, length=16)


def upgrade() -> None:
    op.create_table(
        "learners",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learners")),
        sa.UniqueConstraint("name", name=op.f("uq_learners_name")),
    )
    op.create_table(
        "question_revisions",
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("first_seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "revision", name=op.f("pk_question_revisions")),
    )
    op.create_table(
        "cards",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("model", sa.String(length=32), nullable=False),
        sa.Column("model_version", sa.String(length=32), nullable=False),
        sa.Column("state", words("state", "new", "learning", "review", "relearning"), nullable=False),
        sa.Column("step", sa.Integer()),
        sa.Column("stability", sa.Double()),
        sa.Column("difficulty", sa.Double()),
        sa.Column("due_at", MOMENT),
        sa.Column("due_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
        sa.Column("last_review_at", MOMENT),
        sa.Column("last_outcome", words("last_outcome", "correct", "partial", "wrong")),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_cards_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("learner_id", "question_id", "part", name=op.f("uq_cards_learner_id_question_id_part")),
    )
    op.create_index(op.f("ix_cards_learner_id_due_day"), "cards", ["learner_id", "due_day"])

    op.create_table(
        "marks",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_marks_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_marks")),
        sa.UniqueConstraint("learner_id", "question_id", "part", name=op.f("uq_marks_learner_id_question_id_part")),
    )
    op.create_table(
        "sittings",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("kind", words("kind", "quiz", "review", "exam"), nullable=False),
        sa.Column("state", words("state", "open", "finished", "dropped"), nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("plan", JSON, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_sittings_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sittings")),
    )
    op.create_index(op.f("ix_sittings_learner_id_state_started_at"), "sittings", ["learner_id", "state", "started_at"])

    op.create_table(
        "attempts",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("sitting_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("kind", words("kind", "scheduled", "practice"), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("given", JSON, nullable=False),
        sa.Column("response", JSON, nullable=False),
        sa.Column("outcome", words("outcome", "correct", "partial", "wrong"), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("cells", JSON),
        sa.Column("mistake", sa.String(length=60)),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("hint", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("study_day", sa.Date(), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_attempts_learner_id_learners")),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_attempts_sitting_id_sittings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_learner_id_question_id_part"), "attempts", ["learner_id", "question_id", "part"])
    op.create_index(
        op.f("ix_attempts_learner_id_study_day_undone_at"), "attempts", ["learner_id", "study_day", "undone_at"]
    )
    op.create_index(op.f("ix_attempts_sitting_id"), "attempts", ["sitting_id"])

    op.create_table(
        "reviews",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("card_id", ID, nullable=False),
        sa.Column("attempt_id", ID, nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("retention", sa.Double(), nullable=False),
        sa.Column("elapsed_days", sa.Double()),
        sa.Column("state_before", words("state_before", "new", "learning", "review", "relearning"), nullable=False),
        sa.Column("study_day", sa.Date(), nullable=False),
        sa.Column("reviewed_at", MOMENT, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_reviews_attempt_id_attempts")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_reviews_card_id_cards")),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_reviews_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_attempt_id"), "reviews", ["attempt_id"], unique=True)
    op.create_index(op.f("ix_reviews_card_id"), "reviews", ["card_id"])
    op.create_index(
        op.f("ix_reviews_learner_id_study_day_state_before"), "reviews", ["learner_id", "study_day", "state_before"]
    )
