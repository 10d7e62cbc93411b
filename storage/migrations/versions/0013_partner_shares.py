"""What partners may read, and what the entrepreneur said to that."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "partner_shares",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid(), nullable=False),
        sa.Column("advisor", sa.Uuid(), nullable=False),
        sa.Column("partner", sa.String(60), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("purpose", sa.String(10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("says_yes", sa.Boolean()),
        sa.Column("answered_at", UtcDateTime()),
        sa.Column("code_hash", sa.LargeBinary(32)),
        sa.Column("expires_at", UtcDateTime()),
        sa.Column("opened_at", UtcDateTime()),
        sa.Column("taken_at", UtcDateTime()),
        sa.Column("withdrawn_at", UtcDateTime()),
        sa.Column("told_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_partner_shares"),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_partner_shares_handoff_id_handoffs",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["advisor"], ["advisors.id"], name="fk_partner_shares_advisor_advisors"
        ),
        sa.UniqueConstraint("code_hash", name="uq_partner_shares_code_hash"),
    )
    op.create_index("ix_partner_shares_handoff_id", "partner_shares", ["handoff_id"])


def downgrade() -> None:
    op.drop_table("partner_shares")
