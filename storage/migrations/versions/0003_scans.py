"""Scans that are kept, figures that were published, and reminders."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "scans",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid()),
        sa.Column("business", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(32)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("levels", sa.JSON(), nullable=False),
        sa.Column("schemes", sa.JSON(), nullable=False),
        sa.Column("consents", sa.JSON(), nullable=False),
        sa.Column("may_be_seen", sa.Boolean(), nullable=False),
        sa.Column("may_be_counted", sa.Boolean(), nullable=False),
        sa.Column("walk", sa.JSON(), nullable=False),
        sa.Column("finished_at", UtcDateTime()),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_scans"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_scans_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("code_hash", name="uq_scans_code_hash"),
    )
    op.create_index("ix_scans_conversation_id", "scans", ["conversation_id"])
    op.create_index("ix_scans_finished_at", "scans", ["finished_at"])
    op.create_table(
        "published_figures",
        sa.Column("quarter", sa.String(8), nullable=False),
        sa.Column("figures", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("quarter", name="pk_published_figures"),
    )
    op.create_table(
        "reminders",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("reply", sa.JSON(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminders"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_reminders_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("conversation_id", "key", name="uq_reminders_conversation_id_key"),
    )
    op.create_index("ix_reminders_due_at", "reminders", ["due_at"])
