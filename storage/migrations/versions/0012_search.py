"""The words by which requests are found, who was given one, and the audit by its age."""

from collections import defaultdict
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime
from storage.words import words_in

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_messages = sa.table("messages", sa.column("conversation_id", sa.Uuid), sa.column("text"))
_handoffs = sa.table(
    "handoffs", sa.column("conversation_id", sa.Uuid), sa.column("request", sa.JSON)
)
_searched = sa.table("searched", sa.column("id"), sa.column("conversation_id", sa.Uuid))
_search_words = sa.table("search_words", sa.column("word"), sa.column("searched_id"))
_OF_REQUEST = ("question", "name", "contact", "municipality", "topics")


def upgrade() -> None:
    op.add_column("handoffs", sa.Column("given_at", UtcDateTime()))
    op.add_column("handoffs", sa.Column("given_seq", sa.Integer()))
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_table(
        "searched",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_searched"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversations.id"],
            name="fk_searched_conversation_id_conversations",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("conversation_id", name="uq_searched_conversation_id"),
    )
    word = sa.String(40).with_variant(sa.String(40, collation="C"), "postgresql")
    op.create_table(
        "search_words",
        sa.Column("searched_id", sa.Integer(), nullable=False),
        sa.Column("word", word, nullable=False),
        sa.PrimaryKeyConstraint("searched_id", "word", name="pk_search_words"),
        sa.ForeignKeyConstraint(
            ["searched_id"],
            ["searched.id"],
            name="fk_search_words_searched_id_searched",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    _keep_words()


def downgrade() -> None:
    op.drop_table("search_words")
    op.drop_table("searched")
    op.drop_index("ix_audit_at", "audit")
    op.drop_column("handoffs", "given_seq")
    op.drop_column("handoffs", "given_at")


def _keep_words() -> None:
    """Let all that was asked before be found."""
    connection = op.get_bind()
    asked: defaultdict[UUID, list[str]] = defaultdict(list)
    for conversation, request in connection.execute(sa.select(*_handoffs.c)).all():
        asked[conversation] += [str(request.get(name) or "") for name in _OF_REQUEST]
    for conversation, texts in asked.items():
        said = sa.select(_messages.c.text).where(_messages.c.conversation_id == conversation)
        words = words_in(*texts, *connection.execute(said).scalars())
        one = sa.insert(_searched).values(conversation_id=conversation).returning(_searched.c.id)
        id = connection.execute(one).scalar_one()
        rows = [{"word": word, "searched_id": id} for word in sorted(words)]
        connection.execute(sa.insert(_search_words), rows)
