"""Up to where an entrepreneur fetched what a person said."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("read_seq", sa.Integer(), nullable=False, server_default="0")
    op.add_column("conversations", column)


def downgrade() -> None:
    op.drop_column("conversations", "read_seq")
