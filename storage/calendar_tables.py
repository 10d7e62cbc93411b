"""The tables of calendars elsewhere: how far we are with them, and what of ours they have."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text, Uuid

from storage.tables import UtcDateTime, metadata

advisor_calendars = Table(
    "advisor_calendars",
    metadata,
    Column("advisor_id", Uuid, ForeignKey("advisors.id"), primary_key=True),
    # As it was when it was last looked at; the agenda of the advisor says what it is now.
    Column("path", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("look_at", UtcDateTime, nullable=False),
    Column("busy_at", UtcDateTime),
    # Somebody is at work in it, or it was of no use.
    Column("not_before", UtcDateTime, nullable=False),
    Column("problem", String(20), nullable=False),
)

written_appointments = Table(
    "written_appointments",
    metadata,
    # Not a foreign key: what was erased here is yet to be taken out there.
    Column("appointment_id", Uuid, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("advisor_id", Uuid, ForeignKey("advisors.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("mark", Text, nullable=False),
)
