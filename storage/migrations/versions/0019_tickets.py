"""Copies at desks elsewhere, and how far we are with each desk."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_bridges",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False, server_default=""),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("woken_at", UtcDateTime()),
        sa.Column("begun_at", UtcDateTime()),
        sa.Column("claimed_until", UtcDateTime()),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("code", sa.String(60), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("name", name="pk_ticket_bridges"),
    )
    op.create_table(
        "tickets",
        sa.Column("bridge", sa.String(20), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("handoff_id", sa.Uuid()),
        sa.Column("reference", sa.String(120)),
        sa.Column("team_group", sa.String(40)),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("copied_seq", sa.Integer(), nullable=False),
        sa.Column("copied_version", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("talks", sa.String(100)),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_until", UtcDateTime()),
        sa.Column("claims", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("code", sa.String(60), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("bridge", "key", name="pk_tickets"),
        sa.ForeignKeyConstraint(
            ["handoff_id"],
            ["handoffs.id"],
            name="fk_tickets_handoff_id_handoffs",
            ondelete="SET NULL",
        ),
        sa.UniqueConstraint("bridge", "reference", name="uq_tickets_bridge_reference"),
    )
    op.create_index("ix_tickets_handoff_id", "tickets", ["handoff_id"])
    op.create_index("ix_tickets_due_at", "tickets", ["due_at"])
    op.create_table(
        "ticket_events",
        sa.Column("bridge", sa.String(20), nullable=False),
        sa.Column("external_id", sa.String(200), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer()),
        sa.PrimaryKeyConstraint("bridge", "external_id", name="pk_ticket_events"),
    )
    op.create_index("ix_ticket_events_bridge_key", "ticket_events", ["bridge", "key"])
    op.create_table(
        "ticket_notes",
        sa.Column("bridge", sa.String(20), nullable=False),
        sa.Column("note_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("bridge", "note_id", name="pk_ticket_notes"),
        sa.ForeignKeyConstraint(
            ["note_id"], ["notes.id"], name="fk_ticket_notes_note_id_notes", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    op.drop_table("ticket_notes")
    op.drop_table("ticket_events")
    op.drop_table("tickets")
    op.drop_table("ticket_bridges")
