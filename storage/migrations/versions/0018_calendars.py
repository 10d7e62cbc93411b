"""Calendars elsewhere: how far we are with them, and what of ours they have."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "advisor_calendars",
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("look_at", UtcDateTime(), nullable=False),
        sa.Column("busy_at", UtcDateTime()),
        sa.Column("not_before", UtcDateTime(), nullable=False),
        sa.Column("problem", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("advisor_id", name="pk_advisor_calendars"),
        _of_advisor("advisor_calendars"),
    )
    op.create_table(
        "written_appointments",
        sa.Column("appointment_id", sa.Uuid(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("appointment_id", "path", name="pk_written_appointments"),
        _of_advisor("written_appointments"),
    )
    op.create_index("ix_written_appointments_advisor_id", "written_appointments", ["advisor_id"])


def downgrade() -> None:
    for table in ("written_appointments", "advisor_calendars"):
        op.drop_table(table)


def _of_advisor(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_advisor_id_advisors"
    return sa.ForeignKeyConstraint(["advisor_id"], ["advisors.id"], name=name)
