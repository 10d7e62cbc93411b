"""What the team proposes to do with sentences that were missed, and a quick way to find those."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MISS = "author = 'bot' AND CAST({kind} AS VARCHAR) IN ('out_of_scope', 'clarification')"
_PRESSED = "payload = '/deny'"


def upgrade() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("advisor_id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.ForeignKeyConstraint(
            ["advisor_id"], ["advisors.id"], name="fk_proposals_advisor_id_advisors"
        ),
    )
    op.create_index(
        "ix_messages_missed_at",
        "messages",
        ["at"],
        sqlite_where=_where("JSON_EXTRACT(meta, '$.\"kind\"')"),
        postgresql_where=_where("(meta ->> 'kind')"),
    )


def downgrade() -> None:
    op.drop_index("ix_messages_missed_at", "messages")
    op.drop_table("proposals")


def _where(kind: str) -> sa.TextClause:
    """The words must be those in which `is_miss` asks, or the index is not used."""
    return sa.text(f"{_MISS.format(kind=kind)} OR {_PRESSED}")
