"""The tables of appointments, and of when advisors can be booked."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    Uuid,
    func,
)
from sqlalchemy.dialects.postgresql import ExcludeConstraint

from storage.tables import UtcDateTime, metadata, of_conversation

appointments = Table(
    "appointments",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    # Raised at every change: who read an older one may not change it.
    Column("version", Integer, nullable=False),
    Column("advisor_id", Uuid, ForeignKey("advisors.id"), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False, index=True),
    # What it takes of the advisor's time, as in `appointment_claims`; empty: nothing.
    Column("claimed_from", UtcDateTime),
    Column("claimed_until", UtcDateTime, index=True),
    # What it is about and how to reach who asked for it.
    Column("request", JSON, nullable=False),
    Column("booked_at", UtcDateTime, nullable=False),
    Column("cancelled_at", UtcDateTime),
    Column("cancelled_by", String(20)),
    Column("must_move_since", UtcDateTime),
    Column("ending", String(20)),
    Column("remark", Text),
    Index("ix_appointments_conversation_id", "conversation_id"),
)

held_slots = Table(
    "held_slots",
    metadata,
    # A conversation holds one slot at most.
    Column(
        "conversation_id",
        Uuid,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("advisor_id", Uuid, ForeignKey("advisors.id"), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("claimed_from", UtcDateTime, nullable=False),
    Column("claimed_until", UtcDateTime, nullable=False, index=True),
    Column("held_until", UtcDateTime, nullable=False),
)

appointment_claims = Table(
    "appointment_claims",
    metadata,
    # Five minutes each, and none of them twice: this is what lets nobody be booked twice.
    Column("advisor_id", Uuid, ForeignKey("advisors.id"), primary_key=True),
    Column("starts_at", UtcDateTime, primary_key=True),
    Column("ends_at", UtcDateTime, nullable=False),
    # Of one of both.
    Column("appointment_id", Uuid, ForeignKey("appointments.id", ondelete="CASCADE"), index=True),
    Column(
        "held_by",
        Uuid,
        ForeignKey("held_slots.conversation_id", ondelete="CASCADE"),
        index=True,
    ),
    CheckConstraint(
        "(appointment_id IS NULL) <> (held_by IS NULL)", name="ck_appointment_claims_owner"
    ),
    sqlite_with_rowid=False,
)

# Refuses also a time that was not cut into five minutes: one that somebody wrote by hand.
appointment_claims.append_constraint(
    ExcludeConstraint(
        (appointment_claims.c.advisor_id, "="),
        (func.tstzrange(appointment_claims.c.starts_at, appointment_claims.c.ends_at), "&&"),
        name="ex_appointment_claims_overlap",
        using="gist",
    ).ddl_if(dialect="postgresql")
)

advisor_agendas = Table(
    "advisor_agendas",
    metadata,
    Column("advisor_id", Uuid, ForeignKey("advisors.id"), primary_key=True),
    Column("rules", JSON, nullable=False),
)

group_agendas = Table(
    "group_agendas",
    metadata,
    Column("team_group", String(40), primary_key=True),
    Column("rules", JSON, nullable=False),
)

absences = Table(
    "absences",
    metadata,
    Column("id", Uuid, primary_key=True),
    # With neither it is of all.
    Column("advisor_id", Uuid, ForeignKey("advisors.id")),
    Column("team_group", String(40)),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False, index=True),
    Column("title", Text, nullable=False),
)

busy_times = Table(
    "busy_times",
    metadata,
    # As the calendar of an advisor says, which may say the same twice.
    Column("advisor_id", Uuid, ForeignKey("advisors.id"), primary_key=True),
    Column("starts_at", UtcDateTime, primary_key=True),
    Column("ends_at", UtcDateTime, primary_key=True, index=True),
)
