"""Parameters of the memory model fitted to a learner; which answer a change of a card belongs to; open undos and due
cards found at once.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
MOMENT = sa.DateTime(timezone=True)
KINDS = sa.Enum(
    *("suspend", "resume", "bury", "unbury", "reset", "leech"),
    name="kind",
    native_enum=False,
    create_constraint=True,
    length=16,
)


def upgrade() -> None:
    op.create_table(
        "fits",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("version", sa.String(length=32), nullable=False),
        sa.Column("parameters", JSON, nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("loss", sa.Double(), nullable=False),
        sa.Column("loss_before", sa.Double(), nullable=False),
        sa.Column("fitted_at", MOMENT, nullable=False),
        sa.Column("dropped_at", MOMENT),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_fits_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fits")),
    )
    op.create_index(op.f("ix_fits_learner_id"), "fits", ["learner_id"])
    # Made anew: until now nothing was ever written to it.
    op.drop_table("card_changes")
    op.create_table(
        "card_changes",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner_id", ID, nullable=False),
        sa.Column("card_id", ID, nullable=False),
        sa.Column("kind", KINDS, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("after", JSON, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("undone_at", MOMENT),
        sa.Column("attempt_id", ID),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempts.id"], name=op.f("fk_card_changes_attempt_id_attempts")),
        sa.ForeignKeyConstraint(["card_id"], ["cards.id"], name=op.f("fk_card_changes_card_id_cards")),
        sa.ForeignKeyConstraint(["learner_id"], ["learners.id"], name=op.f("fk_card_changes_learner_id_learners")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_changes")),
    )
    op.create_index(op.f("ix_card_changes_card_id"), "card_changes", ["card_id"])
    op.create_index(op.f("ix_card_changes_learner_id_changed_at"), "card_changes", ["learner_id", "changed_at"])
    op.create_index(op.f("ix_card_changes_attempt_id"), "card_changes", ["attempt_id"])
    op.create_index(op.f("ix_undos_learner_id_closed_at_redone_at"), "undos", ["learner_id", "closed_at", "redone_at"])
    op.drop_index(op.f("ix_cards_learner_id_due_day"), table_name="cards")
    due = ["learner_id", "due_day", "state", "suspended", "buried_until", "due_at"]
    op.create_index("ix_cards_due", "cards", due)
    op.create_index(op.f("ix_cards_learner_id_suspended"), "cards", ["learner_id", "suspended"])
