"""The tables of who wants to hear of us, and of what they were sent."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Uuid,
)

from storage.tables import UtcDateTime, metadata

opt_ins = Table(
    "opt_ins",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("address", String(254), primary_key=True),
    Column("subject", String(30), primary_key=True),
    # SHA-256 of the address, as in `invited`.
    Column("person", LargeBinary(32), nullable=False),
    # Of the question that was answered with yes.
    Column("version", Integer, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # It outlives its conversation.
    Column(
        "conversation_id", Uuid, ForeignKey("conversations.id", ondelete="SET NULL"), index=True
    ),
    Column("municipality", String(60)),
    Index("ix_opt_ins_subject_at", "subject", "at"),
)

sendings = Table(
    "sendings",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("invitation", String(30), nullable=False),
    Column("subject", String(30), nullable=False),
    Column("advisor", Uuid, ForeignKey("advisors.id"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("state", String(10), nullable=False, index=True),
    Column("people", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
)

invited = Table(
    "invited",
    metadata,
    # SHA-256 of the address: who erased all of theirs does not stand here with a number, and is
    # not invited twice either. On channels with the same addresses it is the same person.
    Column("person", LargeBinary(32), primary_key=True),
    Column("subject", String(30), primary_key=True),
    Column(
        "sending_id",
        Uuid,
        ForeignKey("sendings.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column("channel", String(20), nullable=False),
    # Of the delivery, once there is one: it stays when that goes with its conversation.
    Column("state", String(12), nullable=False),
    Column("delivery", BigInteger, index=True),
    Column("invited_at", UtcDateTime, index=True),
    Column("answered_at", UtcDateTime),
    Column("stopped_at", UtcDateTime),
    Index("ix_invited_sending_id_state", "sending_id", "state"),
)

campaign_starts = Table(
    "campaign_starts",
    metadata,
    Column("code", String(100), primary_key=True),
    Column("times", Integer, nullable=False),
)
