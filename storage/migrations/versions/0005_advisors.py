"""The accounts of the team, their sessions and the audit."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "advisors",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("totp_required", sa.Boolean(), nullable=False),
        sa.Column("totp_secret", sa.String(64)),
        sa.Column("totp_step", sa.BigInteger()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("next_try_at", UtcDateTime()),
        sa.Column("last_login_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_advisors"),
        sa.UniqueConstraint("email", name="uq_advisors_email"),
    )
    op.create_table(
        "console_sessions",
        sa.Column("token_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("seen_at", UtcDateTime(), nullable=False),
        sa.Column("totp_secret", sa.String(64)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_console_sessions"),
        sa.ForeignKeyConstraint(
            ["advisor_id"], ["advisors.id"], name="fk_console_sessions_advisor_id_advisors"
        ),
    )
    op.create_index("ix_console_sessions_advisor_id", "console_sessions", ["advisor_id"])
    op.create_table(
        "audit",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("advisor_id", sa.Uuid()),
        sa.Column("what", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(60)),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
        sa.ForeignKeyConstraint(
            ["advisor_id"], ["advisors.id"], name="fk_audit_advisor_id_advisors"
        ),
    )


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("console_sessions")
    op.drop_table("advisors")
