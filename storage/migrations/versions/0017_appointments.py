"""Appointments, what they take of an advisor's time, and when advisors can be booked."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_from", UtcDateTime()),
        sa.Column("claimed_until", UtcDateTime()),
        sa.Column("request", sa.JSON(), nullable=False),
        sa.Column("booked_at", UtcDateTime(), nullable=False),
        sa.Column("cancelled_at", UtcDateTime()),
        sa.Column("cancelled_by", sa.String(20)),
        sa.Column("must_move_since", UtcDateTime()),
        sa.Column("ending", sa.String(20)),
        sa.Column("remark", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_appointments"),
        _goes_with("appointments", "conversation_id", "conversations", "id"),
        _of_advisor("appointments"),
    )
    op.create_index("ix_appointments_conversation_id", "appointments", ["conversation_id"])
    op.create_index("ix_appointments_ends_at", "appointments", ["ends_at"])
    op.create_index("ix_appointments_claimed_until", "appointments", ["claimed_until"])
    op.create_table(
        "held_slots",
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("claimed_from", UtcDateTime(), nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=False),
        sa.Column("held_until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_held_slots"),
        _goes_with("held_slots", "conversation_id", "conversations", "id"),
        _of_advisor("held_slots"),
    )
    op.create_index("ix_held_slots_claimed_until", "held_slots", ["claimed_until"])
    _create_claims()
    op.create_table(
        "advisor_agendas",
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("advisor_id", name="pk_advisor_agendas"),
        _of_advisor("advisor_agendas"),
    )
    op.create_table(
        "group_agendas",
        sa.Column("team_group", sa.String(40), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("team_group", name="pk_group_agendas"),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("advisor_id", sa.Uuid()),
        sa.Column("team_group", sa.String(40)),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
        _of_advisor("absences"),
    )
    op.create_index("ix_absences_ends_at", "absences", ["ends_at"])
    op.create_table(
        "busy_times",
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("advisor_id", "starts_at", "ends_at", name="pk_busy_times"),
        _of_advisor("busy_times"),
    )
    op.create_index("ix_busy_times_ends_at", "busy_times", ["ends_at"])


def downgrade() -> None:
    # The extension stays: somebody else may use it.
    for table in (
        *("busy_times", "absences", "group_agendas", "advisor_agendas"),
        *("appointment_claims", "held_slots", "appointments"),
    ):
        op.drop_table(table)


def _create_claims() -> None:
    op.create_table(
        "appointment_claims",
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("appointment_id", sa.Uuid()),
        sa.Column("held_by", sa.Uuid()),
        sa.PrimaryKeyConstraint("advisor_id", "starts_at", name="pk_appointment_claims"),
        _of_advisor("appointment_claims"),
        _goes_with("appointment_claims", "appointment_id", "appointments", "id"),
        _goes_with("appointment_claims", "held_by", "held_slots", "conversation_id"),
        sa.CheckConstraint(
            "(appointment_id IS NULL) <> (held_by IS NULL)", name="ck_appointment_claims_owner"
        ),
        sqlite_with_rowid=False,
    )
    for column in ("appointment_id", "held_by"):
        op.create_index(f"ix_appointment_claims_{column}", "appointment_claims", [column])
    if op.get_context().dialect.name == "postgresql":
        # Comes with PostgreSQL, and the owner of a database may add it:
        # https://www.postgresql.org/docs/current/btree-gist.html
        op.execute("CREATE EXTENSION IF NOT EXISTS btree_gist")
        op.execute(
            "ALTER TABLE appointment_claims ADD CONSTRAINT ex_appointment_claims_overlap"
            " EXCLUDE USING gist (advisor_id WITH =, tstzrange(starts_at, ends_at) WITH &&)"
        )


def _of_advisor(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_advisor_id_advisors"
    return sa.ForeignKeyConstraint(["advisor_id"], ["advisors.id"], name=name)


def _goes_with(table: str, column: str, parent: str, key: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{parent}"
    return sa.ForeignKeyConstraint([column], [f"{parent}.{key}"], name=name, ondelete="CASCADE")
