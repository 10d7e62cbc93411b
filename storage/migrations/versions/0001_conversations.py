"""Conversations, messages and jobs."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("stage", sa.String(10), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("engine_state", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
    )
    op.create_index("ix_conversations_changed_at", "conversations", ["changed_at"])
    op.create_table(
        "messages",
        _row_id(),
        _conversation(),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=True),
        sa.Column("buttons", sa.JSON(), nullable=False),
        sa.Column("attachments", sa.JSON(), nullable=False),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=True),
        sa.Column("external_id", sa.String(120), nullable=True),
        *_keys("messages"),
        sa.UniqueConstraint("conversation_id", "seq", name="uq_messages_conversation_id_seq"),
        sa.UniqueConstraint("channel", "external_id", name="uq_messages_channel_external_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "jobs",
        _row_id(),
        _conversation(),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_by", sa.String(60), nullable=True),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("given_up_at", UtcDateTime(), nullable=True),
        *_keys("jobs"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_jobs_conversation_id_id", "jobs", ["conversation_id", "id"])
    op.create_index("ix_jobs_due_at", "jobs", ["due_at"])


def downgrade() -> None:
    for table in ("jobs", "messages", "conversations"):
        op.drop_table(table)


def _row_id() -> sa.Column[int]:
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column("id", kind, nullable=False)


def _conversation() -> sa.Column[object]:
    return sa.Column("conversation_id", sa.Uuid(), nullable=False)


def _keys(table: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name=f"fk_{table}_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
