"""People who help others, and who was asked to get in contact with whom."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "helpers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_helpers"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_helpers_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("conversation_id", name="uq_helpers_conversation_id"),
    )
    op.create_table(
        "introductions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("helper_id", sa.Uuid(), nullable=False),
        sa.Column("advisor", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("entrepreneur_said", sa.Boolean()),
        sa.Column("helper_said", sa.Boolean()),
        sa.PrimaryKeyConstraint("id", name="pk_introductions"),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_introductions_handoff_id_handoffs",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["helper_id"],
            ["helpers.id"],
            name="fk_introductions_helper_id_helpers",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["advisor"], ["advisors.id"], name="fk_introductions_advisor_advisors"
        ),
        sa.UniqueConstraint(
            "handoff_id", "helper_id", name="uq_introductions_handoff_id_helper_id"
        ),
    )
    op.create_index("ix_introductions_helper_id", "introductions", ["helper_id"])


def downgrade() -> None:
    for table in ("introductions", "helpers"):
        op.drop_table(table)
