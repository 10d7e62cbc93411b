"""Links that open a conversation again, once."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "resume_codes",
        sa.Column("code_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("read_seq", sa.Integer(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("used_at", UtcDateTime()),
        sa.Column("token_hash", sa.LargeBinary(32)),
        sa.PrimaryKeyConstraint("code_hash", name="pk_resume_codes"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_resume_codes_conversation_id_conversations",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_resume_codes_conversation_id", "resume_codes", ["conversation_id"])


def downgrade() -> None:
    op.drop_table("resume_codes")
