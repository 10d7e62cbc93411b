"""Wishes for a person, notes of the team, and who is there."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handoffs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("team_group", sa.String(40)),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("advisor", sa.Uuid()),
        sa.Column("taken_at", UtcDateTime()),
        sa.Column("closed_at", UtcDateTime()),
        sa.Column("outcome", sa.String(20)),
        sa.Column("partner", sa.String(60)),
        sa.Column("rating", sa.Integer()),
        sa.Column("remark", sa.Text()),
        sa.Column("read_seq", sa.Integer(), nullable=False),
        sa.Column("told_at", UtcDateTime()),
        sa.Column("escalated_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_handoffs"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_handoffs_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["advisor"], ["advisors.id"], name="fk_handoffs_advisor_advisors"),
    )
    op.create_index("ix_handoffs_conversation_id", "handoffs", ["conversation_id"])
    op.create_index("ix_handoffs_closed_at_asked_at", "handoffs", ["closed_at", "asked_at"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("advisor", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_notes_handoff_id_handoffs",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["advisor"], ["advisors.id"], name="fk_notes_advisor_advisors"),
    )
    op.create_index("ix_notes_handoff_id", "notes", ["handoff_id"])
    op.create_table(
        "presence",
        sa.Column("advisor", sa.Uuid(), nullable=False),
        sa.Column("is_available", sa.Boolean(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("advisor", name="pk_presence"),
        sa.ForeignKeyConstraint(["advisor"], ["advisors.id"], name="fk_presence_advisor_advisors"),
    )


def downgrade() -> None:
    for table in ("presence", "notes", "handoffs"):
        op.drop_table(table)
