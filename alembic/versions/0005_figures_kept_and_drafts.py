"""Figures of past days kept; the draft of a typed answer; first answers found at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "kept_figures",
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("figures", JSON, nullable=False),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_kept_figures_learner_id_learners")),
        sa.PrimaryKeyConstraint("learner_id", "last_day", "first_day", "part", name=op.f("pk_kept_figures")),
    )
    op.create_table(
        "drafts",
        sa.Column("sitting_id", ID, nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["sitting_id"], ["sittings.id"], name=op.f("fk_drafts_sitting_id_sittings")),
        sa.PrimaryKeyConstraint("sitting_id", name=op.f("pk_drafts")),
    )
    first = sa.text("exposure = 0")
    op.create_index("ix_attempts_first", "attempts", ["learner_id", "id"], sqlite_where=first, postgresql_where=first)
