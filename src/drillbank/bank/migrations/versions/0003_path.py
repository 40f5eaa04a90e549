"""Decks have a place on the path; new cards are read along it, as far as a day needs."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the places, which the next compile fills, and an index that holds notes in order."""
    op.add_column("deck", sa.Column("place", sa.Integer(), nullable=True))
    op.add_column("deck", sa.Column("group_title", sa.String(), nullable=True))
    op.drop_index("ix_note_deck_id", "note")
    op.create_index("ix_note_order", "note", ["deck_id", "position"])
