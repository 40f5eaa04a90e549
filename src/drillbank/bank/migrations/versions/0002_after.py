"""Notes that wait until others have been learnt."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Creates the table; the next compile fills it."""
    op.create_table(
        "note_after",
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("awaited", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("note", "awaited"),
    )
