"""The tables."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite keeps no zone, so the zone is given back here."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


# SQLite numbers rows by itself only in a column of type INTEGER.
_RowId = BigInteger().with_variant(Integer(), "sqlite")
# Without this SQLite gives the number of an erased last row to the next one, and who follows
# the numbers (news, claims) would take the one for the other.
_NEVER_AGAIN: dict[str, Any] = {"sqlite_autoincrement": True}


def _of_conversation() -> Column[Any]:
    return Column(
        "conversation_id",
        Uuid,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
    )


conversations = Table(
    "conversations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False),
    Column("stage", String(10), nullable=False),
    Column("last_seq", Integer, nullable=False),
    # What the engine must be told at the next turn, as JSON; see ADR 3.
    Column("engine_state", LargeBinary),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", _RowId, primary_key=True),
    _of_conversation(),
    Column("seq", Integer, nullable=False),
    Column("author", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("buttons", JSON, nullable=False),
    Column("attachments", JSON, nullable=False),
    Column("meta", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("channel", String(20)),
    Column("external_id", String(120)),
    UniqueConstraint("conversation_id", "seq"),
    # The same message of a provider or browser, delivered twice, is one message.
    UniqueConstraint("channel", "external_id"),
    **_NEVER_AGAIN,
)

files = Table(
    "files",
    metadata,
    # Who has the address may open it: nobody guesses 32 random signs.
    Column("id", String(32), primary_key=True),
    _of_conversation(),
    Column("media_type", String(100), nullable=False),
    Column("data", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Index("ix_files_conversation_id", "conversation_id"),
)

scans = Table(
    "scans",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Goes when the conversation goes, unless consent was given to keep more: then this is empty.
    Column("conversation_id", Uuid, ForeignKey("conversations.id", ondelete="CASCADE")),
    Column("business", Uuid, nullable=False),
    # SHA-256 of the code that opens the scan elsewhere.
    Column("code_hash", LargeBinary(32), unique=True),
    Column("version", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("levels", JSON, nullable=False),
    Column("schemes", JSON, nullable=False),
    Column("consents", JSON, nullable=False),
    Column("may_be_seen", Boolean, nullable=False),
    Column("may_be_counted", Boolean, nullable=False),
    # How it went, own words included.
    Column("walk", JSON, nullable=False),
    Column("finished_at", UtcDateTime),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_scans_conversation_id", "conversation_id"),
    Index("ix_scans_finished_at", "finished_at"),
)

published_figures = Table(
    "published_figures",
    metadata,
    Column("quarter", String(8), primary_key=True),
    Column("figures", LargeBinary, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

reminders = Table(
    "reminders",
    metadata,
    Column("id", _RowId, primary_key=True),
    _of_conversation(),
    Column("key", String(40), nullable=False),
    Column("reply", JSON, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    UniqueConstraint("conversation_id", "key"),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", _RowId, primary_key=True),
    _of_conversation(),
    Column("seq", Integer, nullable=False),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_by", String(60)),
    Column("claimed_until", UtcDateTime),
    # Set when nobody will try again; kept for a person to look at.
    Column("given_up_at", UtcDateTime),
    Index("ix_jobs_conversation_id_id", "conversation_id", "id"),
    Index("ix_jobs_due_at", "due_at"),
    **_NEVER_AGAIN,
)
