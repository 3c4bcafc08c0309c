"""Answers in sets: whether an earlier error was carried forward, and the general slip that a wrong answer shows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Both databases add such columns without writing the table anew.
    op.add_column("attempts", sa.Column("diagnosis", sa.String(length=60)))
    op.add_column("attempts", sa.Column("carried", sa.Boolean(), server_default=sa.false(), nullable=False))
