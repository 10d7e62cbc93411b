"""Who types, and the names under which files are saved."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "typing",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("entrepreneur_at", UtcDateTime()),
        sa.Column("advisor_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_typing"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_typing_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_typing_entrepreneur_at", "typing", ["entrepreneur_at"])
    title = sa.Column("title", sa.Text(), nullable=False, server_default="")
    op.add_column("files", title)


def downgrade() -> None:
    op.drop_column("files", "title")
    op.drop_table("typing")
