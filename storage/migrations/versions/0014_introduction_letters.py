"""Which helpers were written to about an introduction."""

import sqlalchemy as sa
from alembic import op

from storage.tables import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("introductions", sa.Column("written_at", UtcDateTime()))


def downgrade() -> None:
    op.drop_column("introductions", "written_at")
