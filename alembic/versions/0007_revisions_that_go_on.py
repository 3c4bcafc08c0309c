"""What answered revisions said, and whose statistics a revision goes on with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "revision_contents",
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("question_id", "revision", name=op.f("pk_revision_contents")),
    )
    op.create_table(
        "revision_links",
        sa.Column("id", ID, nullable=False),
        sa.Column("question_id", sa.String(length=60), nullable=False),
        sa.Column("revision", sa.String(length=32), nullable=False),
        sa.Column("continues", sa.String(length=32), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.Column("linked_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_links")),
    )
    columns = ["question_id", "revision"]
    op.create_index(op.f("ix_revision_links_question_id_revision"), "revision_links", columns)
