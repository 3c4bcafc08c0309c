"""What was only practised found without reading the whole log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    practice = sa.text("kind = 'practice'")
    columns = ["learner_id", "question_id", "part", "study_day", "undone_at"]
    op.create_index("ix_attempts_practice", "attempts", columns, sqlite_where=practice, postgresql_where=practice)
