"""Who wants to hear of us unasked, what they were sent, and who came by a link."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("expires_at", UtcDateTime()))
    op.create_table(
        "opt_ins",
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.String(254), nullable=False),
        sa.Column("subject", sa.String(30), nullable=False),
        sa.Column("person", sa.LargeBinary(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("conversation_id", sa.Uuid()),
        sa.Column("municipality", sa.String(60)),
        sa.PrimaryKeyConstraint("channel", "address", "subject", name="pk_opt_ins"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_opt_ins_conversation_id_conversations",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_opt_ins_conversation_id", "opt_ins", ["conversation_id"])
    op.create_index("ix_opt_ins_subject_at", "opt_ins", ["subject", "at"])
    op.create_table(
        "sendings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("invitation", sa.String(30), nullable=False),
        sa.Column("subject", sa.String(30), nullable=False),
        sa.Column("advisor", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("ended_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_sendings"),
        sa.ForeignKeyConstraint(["advisor"], ["advisors.id"], name="fk_sendings_advisor_advisors"),
    )
    op.create_index("ix_sendings_state", "sendings", ["state"])
    op.create_table(
        "invited",
        sa.Column("person", sa.LargeBinary(32), nullable=False),
        sa.Column("subject", sa.String(30), nullable=False),
        sa.Column("sending_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("delivery", sa.BigInteger()),
        sa.Column("invited_at", UtcDateTime()),
        sa.Column("answered_at", UtcDateTime()),
        sa.Column("stopped_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("person", "subject", name="pk_invited"),
        sa.ForeignKeyConstraint(
            ["sending_id"],
            ["sendings.id"],
            name="fk_invited_sending_id_sendings",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_invited_delivery", "invited", ["delivery"])
    op.create_index("ix_invited_invited_at", "invited", ["invited_at"])
    op.create_index("ix_invited_sending_id_state", "invited", ["sending_id", "state"])
    op.create_table(
        "campaign_starts",
        sa.Column("code", sa.String(100), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_campaign_starts"),
    )


def downgrade() -> None:
    op.drop_table("campaign_starts")
    op.drop_table("invited")
    op.drop_table("sendings")
    op.drop_table("opt_ins")
    op.drop_column("deliveries", "expires_at")
