"""The tables of the team: who is in it, what it works on and what was done."""

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
)

from storage.tables import RowId, UtcDateTime, metadata, of_conversation
from storage.words import LONGEST_WORD

# Letters in one order on every machine, so that all words with one beginning stand together.
_Word = String(LONGEST_WORD).with_variant(String(LONGEST_WORD, collation="C"), "postgresql")

advisors = Table(
    "advisors",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("name", String(100), nullable=False),
    # In lower case: it is what somebody logs in with.
    Column("email", String(254), nullable=False, unique=True),
    Column("role", String(20), nullable=False),
    Column("groups", JSON, nullable=False),
    # Nobody is ever deleted: the audit tells of them.
    Column("is_active", Boolean, nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("totp_required", Boolean, nullable=False),
    Column("totp_secret", String(64)),
    # The newest 30 seconds of which a code was used: each opens once.
    Column("totp_step", BigInteger),
    Column("failures", Integer, nullable=False),
    Column("next_try_at", UtcDateTime),
    Column("last_login_at", UtcDateTime),
)


def _of_advisor(*, is_known: bool = True) -> Column[Any]:
    return Column("advisor_id", Uuid, ForeignKey("advisors.id"), nullable=not is_known)


console_sessions = Table(
    "console_sessions",
    metadata,
    # SHA-256 of the token in the cookie.
    Column("token_hash", LargeBinary(32), primary_key=True),
    _of_advisor(),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    # While it is here the session opens nothing: its codes were not yet shown to work.
    Column("totp_secret", String(64)),
    Index("ix_console_sessions_advisor_id", "advisor_id"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    _of_advisor(is_known=False),
    Column("what", String(40), nullable=False),
    Column("subject", String(60)),
    Index("ix_audit_at", "at"),
)

handoffs = Table(
    "handoffs",
    metadata,
    Column("id", Uuid, primary_key=True),
    of_conversation(),
    # Raised at every change: who read an older one may not change it.
    Column("version", Integer, nullable=False),
    # What is wanted and how to reach who wants it.
    Column("request", JSON, nullable=False),
    Column("team_group", String(40)),
    Column("asked_at", UtcDateTime, nullable=False),
    # A colleague who leaves is not deleted, so what they did keeps its name.
    Column("advisor", Uuid, ForeignKey("advisors.id")),
    Column("taken_at", UtcDateTime),
    Column("closed_at", UtcDateTime),
    Column("outcome", String(20)),
    Column("partner", String(60)),
    Column("rating", Integer),
    Column("remark", Text),
    # Up to this message the advisor has read.
    Column("read_seq", Integer, nullable=False),
    # When the entrepreneur was told that it takes long, and when the lead was.
    Column("told_at", UtcDateTime),
    Column("escalated_at", UtcDateTime),
    # When, and after which message, a colleague gave it to who has it; empty once that was told.
    Column("given_at", UtcDateTime),
    Column("given_seq", Integer),
    Index("ix_handoffs_conversation_id", "conversation_id"),
    Index("ix_handoffs_closed_at_asked_at", "closed_at", "asked_at"),
)

# The conversations with a request: nobody looks for others.
searched = Table(
    "searched",
    metadata,
    # Short, as it stands beside each word.
    Column("id", Integer, primary_key=True),
    of_conversation(),
    UniqueConstraint("conversation_id"),
)

search_words = Table(
    "search_words",
    metadata,
    # In this order all words of a conversation stand together: SQLite writes each page as a whole.
    Column("searched_id", Integer, ForeignKey("searched.id", ondelete="CASCADE"), primary_key=True),
    Column("word", _Word, primary_key=True),
    sqlite_with_rowid=False,
)

partner_shares = Table(
    "partner_shares",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column(
        "handoff_id",
        Uuid,
        ForeignKey("handoffs.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("advisor", Uuid, ForeignKey("advisors.id"), nullable=False),
    Column("partner", String(60), nullable=False),
    Column("email", String(254), nullable=False),
    Column("purpose", String(10), nullable=False),
    Column("note", Text, nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    # Empty until the entrepreneur said yes or no.
    Column("says_yes", Boolean),
    Column("answered_at", UtcDateTime),
    # SHA-256 of the code in the link, from the yes on.
    Column("code_hash", LargeBinary(32), unique=True),
    Column("expires_at", UtcDateTime),
    Column("opened_at", UtcDateTime),
    Column("taken_at", UtcDateTime),
    Column("withdrawn_at", UtcDateTime),
    # When the advisor was told that nobody took it up.
    Column("told_at", UtcDateTime),
)

notes = Table(
    "notes",
    metadata,
    # Made by the browser, so that a note that is sent twice is one note.
    Column("id", Uuid, primary_key=True),
    Column(
        "handoff_id",
        Uuid,
        ForeignKey("handoffs.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("advisor", Uuid, ForeignKey("advisors.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
)

presence = Table(
    "presence",
    metadata,
    Column("advisor", Uuid, ForeignKey("advisors.id"), primary_key=True),
    Column("is_available", Boolean, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
)

helpers = Table(
    "helpers",
    metadata,
    Column("id", Uuid, primary_key=True),
    # Nobody is in the pool longer than the conversation in which that was asked for.
    of_conversation(),
    Column("profile", JSON, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("joined_at", UtcDateTime, nullable=False),
    UniqueConstraint("conversation_id"),
)

introductions = Table(
    "introductions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column(
        "handoff_id",
        Uuid,
        ForeignKey("handoffs.id", ondelete="CASCADE"),
        nullable=False,
    ),
    Column(
        "helper_id",
        Uuid,
        ForeignKey("helpers.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("advisor", Uuid, ForeignKey("advisors.id"), nullable=False),
    Column("asked_at", UtcDateTime, nullable=False),
    # Empty until they said yes or no.
    Column("entrepreneur_said", Boolean),
    Column("helper_said", Boolean),
    # When the helper got a letter about it.
    Column("written_at", UtcDateTime),
    # Two people are asked about each other once for each request.
    UniqueConstraint("handoff_id", "helper_id"),
)

proposals = Table(
    "proposals",
    metadata,
    # Follows from the sentence: who presses twice, or after somebody else, proposes nothing more.
    Column("id", Uuid, primary_key=True),
    Column("kind", String(20), nullable=False),
    # The sentence without whose it is, and what is to be done with it.
    Column("content", JSON, nullable=False),
    _of_advisor(),
    Column("at", UtcDateTime, nullable=False),
    Column("done_at", UtcDateTime),
)
