"""The tables of what goes to people elsewhere."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, Uuid

from storage.tables import NEVER_AGAIN, RowId, UtcDateTime, metadata, of_conversation

contacts = Table(
    "contacts",
    metadata,
    Column("channel", String(20), primary_key=True),
    # A telephone number, the id of a chat, a mailbox: as the provider spells it.
    Column("address", String(254), primary_key=True),
    of_conversation(),
    Column("heard_at", UtcDateTime, nullable=False),
    Column("name", String(100)),
    Index("ix_contacts_conversation_id", "conversation_id"),
)

opt_outs = Table(
    "opt_outs",
    metadata,
    Column("channel", String(20), primary_key=True),
    # SHA-256 of channel and address: who erased all of theirs does not stand here with a number.
    Column("address_hash", LargeBinary(32), primary_key=True),
    Column("at", UtcDateTime, nullable=False),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    # Empty, and then `seq` too, for a line that belongs to no conversation.
    Column("conversation_id", Uuid, ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("seq", Integer),
    Column("line", Text),
    # In its place: a text that the provider approved, by our own key.
    Column("template", String(60)),
    Column("channel", String(20), nullable=False),
    Column("address", String(254), nullable=False),
    Column("state", String(10), nullable=False),
    # What the provider said last, in its own code.
    Column("code", String(60), nullable=False, server_default=""),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("sent_parts", Integer, nullable=False),
    Column("claimed_until", UtcDateTime),
    # From then on it is not sent any more; empty: as long as it takes.
    Column("expires_at", UtcDateTime),
    Index("ix_deliveries_conversation_id_seq", "conversation_id", "seq"),
    Index("ix_deliveries_channel_address_state", "channel", "address", "state"),
    Index("ix_deliveries_state_due_at", "state", "due_at"),
    **NEVER_AGAIN,
)
