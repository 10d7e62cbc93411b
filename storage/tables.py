"""The tables of conversations, and what all tables are made from."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    FromClause,
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
    and_,
    bindparam,
    literal,
    or_,
)

from conversations.messages import Author, Kind

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
RowId = BigInteger().with_variant(Integer(), "sqlite")
# Without this SQLite gives the number of an erased last row to the next one, and who follows
# the numbers (news, claims) would take the one for the other.
NEVER_AGAIN: dict[str, Any] = {"sqlite_autoincrement": True}


def of_conversation() -> Column[Any]:
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
    # Up to this message the entrepreneur fetched what a person said.
    Column("read_seq", Integer, nullable=False, server_default="0"),
    # What the engine must be told at the next turn, as JSON; see ADR 3.
    Column("engine_state", LargeBinary),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False, index=True),
)

messages = Table(
    "messages",
    metadata,
    Column("id", RowId, primary_key=True),
    of_conversation(),
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
    **NEVER_AGAIN,
)


def is_miss(table: FromClause) -> ColumnElement[bool]:
    """Tell of a message that the one before it was not answered, or that a "no" was pressed.

    All of it stands in the statement itself, as in the index: a value that comes later could be
    another one, and then the index would not be used.
    """
    key = bindparam("kind_key", "kind", type_=JSON.JSONIndexType(), literal_execute=True)
    kinds = (_said(Kind.OUT_OF_SCOPE), _said(Kind.CLARIFICATION))
    is_answer = table.c.author == _said(Author.BOT)
    return or_(
        and_(is_answer, table.c.meta[key].as_string().in_(kinds)),
        table.c.payload == _said("/deny"),
    )


def _said(value: str) -> BindParameter[str]:
    return literal(str(value), literal_execute=True)


Index(
    "ix_messages_missed_at",
    messages.c.at,
    sqlite_where=is_miss(messages),
    postgresql_where=is_miss(messages),
)

files = Table(
    "files",
    metadata,
    # Who has the address may open it: nobody guesses 32 random signs.
    Column("id", String(32), primary_key=True),
    of_conversation(),
    # The name to save it under.
    Column("title", Text, nullable=False, server_default=""),
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
    Column("id", RowId, primary_key=True),
    of_conversation(),
    Column("key", String(40), nullable=False),
    Column("reply", JSON, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    UniqueConstraint("conversation_id", "key"),
)

mails = Table(
    "mails",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    Column("key", String(40), nullable=False),
    # The whole letter, files included, as JSON: it is only ever read to be sent.
    Column("mail", LargeBinary, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    UniqueConstraint("conversation_id", "key"),
)

resume_codes = Table(
    "resume_codes",
    metadata,
    # SHA-256 of the code in the link.
    Column("code_hash", LargeBinary(32), primary_key=True),
    of_conversation(),
    # Up to where was fetched when the letter was written: one letter for each absence. -1 when
    # the letter was about something else than an answer.
    Column("read_seq", Integer, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
    # SHA-256 of the token that was given for the code; it opens the conversation beside the first.
    Column("token_hash", LargeBinary(32)),
    Index("ix_resume_codes_conversation_id", "conversation_id"),
)

typing = Table(
    "typing",
    metadata,
    Column(
        "conversation_id",
        Uuid,
        ForeignKey("conversations.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    # When each was last seen typing.
    Column("entrepreneur_at", UtcDateTime, index=True),
    Column("advisor_at", UtcDateTime),
)

jobs = Table(
    "jobs",
    metadata,
    Column("id", RowId, primary_key=True),
    of_conversation(),
    Column("seq", Integer, nullable=False),
    # What came with the message and is still at the provider; empty: nothing.
    Column("media", JSON(none_as_null=True)),
    Column("due_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_by", String(60)),
    Column("claimed_until", UtcDateTime),
    # Set when nobody will try again; kept for a person to look at.
    Column("given_up_at", UtcDateTime),
    Index("ix_jobs_conversation_id_id", "conversation_id", "id"),
    Index("ix_jobs_due_at", "due_at"),
    **NEVER_AGAIN,
)
