"""Who can be reached where, and what waits to be carried there."""

import sqlalchemy as sa
from alembic import op

from storage.tables import RowId, UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("jobs", sa.Column("media", sa.JSON(none_as_null=True)))
    op.create_table(
        "contacts",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("heard_at", UtcDateTime(), nullable=False),
        sa.Column("name", sa.String(100)),
        sa.PrimaryKeyConstraint("channel", "address", name="pk_contacts"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_contacts_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_contacts_conversation_id", "contacts", ["conversation_id"])
    op.create_table(
        "opt_outs",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "address_hash", name="pk_opt_outs"),
    )
    op.create_table(
        "deliveries",
        sa.Column("id", RowId, nullable=False),
        sa.Column("conversation_id", sa.Uuid()),
        sa.Column("seq", sa.Integer()),
        sa.Column("line", sa.Text()),
        sa.Column("template", sa.String(60)),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("code", sa.String(60), nullable=False, server_default=""),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_parts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_deliveries_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_conversation_id_seq", "deliveries", ["conversation_id", "seq"])
    op.create_index(
        "ix_deliveries_channel_address_state", "deliveries", ["channel", "address", "state"]
    )
    op.create_index("ix_deliveries_state_due_at", "deliveries", ["state", "due_at"])


def downgrade() -> None:
    op.drop_table("deliveries")
    op.drop_table("opt_outs")
    op.drop_table("contacts")
    op.drop_column("jobs", "media")
