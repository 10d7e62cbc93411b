"""The tables of copies at desks elsewhere, and of how far we are with each desk."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from storage.tables import UtcDateTime, metadata

ticket_bridges = Table(
    "ticket_bridges",
    metadata,
    Column("name", String(20), primary_key=True),
    # From where to ask the desk on; empty: nothing was asked yet.
    Column("cursor", Text, nullable=False, server_default=""),
    Column("due_at", UtcDateTime, nullable=False),
    # The desk called since the last asking began: it is asked at once.
    Column("woken_at", UtcDateTime),
    Column("begun_at", UtcDateTime),
    Column("claimed_until", UtcDateTime),
    # Tries in a row that failed, and what the desk said to the last.
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("code", String(60), nullable=False, server_default=""),
)

tickets = Table(
    "tickets",
    metadata,
    Column("bridge", String(20), primary_key=True),
    # The id of the handoff, also after that was erased: then the copy is to be forgotten.
    Column("key", Uuid, primary_key=True),
    Column("handoff_id", Uuid, ForeignKey("handoffs.id", ondelete="SET NULL"), index=True),
    # What the desk calls it; empty: it is not known to be there.
    Column("reference", String(120)),
    # The group of ours to which it was last given there.
    Column("team_group", String(40)),
    Column("state", String(10), nullable=False),
    # Up to this message, and this version of the handoff, it is a copy.
    Column("copied_seq", Integer, nullable=False),
    Column("copied_version", Integer, nullable=False, server_default="0"),
    # The name by which the entrepreneur knows who talks from the desk.
    Column("talks", String(100)),
    Column("due_at", UtcDateTime, nullable=False),
    Column("claimed_until", UtcDateTime),
    # Raised at each claim: who has an older one lost it.
    Column("claims", Integer, nullable=False, server_default="0"),
    # Claims in a row that did not come to an end, and what the desk said to the last.
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("code", String(60), nullable=False, server_default=""),
    UniqueConstraint("bridge", "reference"),
    Index("ix_tickets_due_at", "due_at"),
)

ticket_events = Table(
    "ticket_events",
    metadata,
    Column("bridge", String(20), primary_key=True),
    # The desk's own id: what is told twice happened once.
    Column("external_id", String(200), primary_key=True),
    Column("key", Uuid, nullable=False),
    # The message that it became in the conversation, which the desk has already.
    Column("seq", Integer),
    Index("ix_ticket_events_bridge_key", "bridge", "key"),
)

ticket_notes = Table(
    "ticket_notes",
    metadata,
    Column("bridge", String(20), primary_key=True),
    # A note that stands at the desk, whoever wrote it.
    Column("note_id", Uuid, ForeignKey("notes.id", ondelete="CASCADE"), primary_key=True),
)
