"""The first schema: content, the log, and the state derived from it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ASCENDING = sa.String().with_variant(sa.String(collation="C"), "postgresql")


def upgrade() -> None:
    """Creates every table."""
    op.create_table(
        "deck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", ASCENDING, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("path", ASCENDING, nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=True),
        sa.Column("available", sa.Boolean(), nullable=False),
        sa.Column("weights", sa.String(), nullable=False),
        sa.Column("anki_name", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "preset_version",
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("values", sa.String(), nullable=False),
        sa.Column("first_used_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "source",
        sa.Column("path", ASCENDING, nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("mtime_ns", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("problems", sa.Integer(), nullable=False),
        sa.Column("first_problem", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("path"),
    )
    op.create_table(
        "wording",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("face", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint"),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("eldest", sa.String(), nullable=False),
        sa.Column("guid", sa.String(), nullable=False),
        sa.Column("deck_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("tags", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.Column("retired_why", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["deck_id"], ["deck.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("guid"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_note_deck_id", "note", ["deck_id"])
    op.create_table(
        "card",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("eldest", sa.String(), nullable=False),
        sa.Column("guid", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("face", sa.String(), nullable=False),
        sa.Column("retired_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["note.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("created_at"),
        sa.UniqueConstraint("guid"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index("ix_card_note_id", "card", ["note_id"])
    op.create_table(
        "card_state",
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Float(), nullable=True),
        sa.Column("difficulty", sa.Float(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("first_day", sa.Integer(), nullable=True),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("last_at", sa.BigInteger(), nullable=True),
        sa.Column("reps", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("live_reviews", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("buried_until", sa.Integer(), nullable=True),
        sa.Column("flag", sa.Integer(), nullable=False),
        sa.Column("restart", sa.Integer(), nullable=False),
        sa.Column("last_event", ASCENDING, nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"]),
        sa.PrimaryKeyConstraint("card_id"),
    )
    for name in ("phase", "due_day", "first_day", "last_day"):
        op.create_index(f"ix_card_state_{name}", "card_state", [name])
    op.create_table(
        "event",
        sa.Column("id", ASCENDING, nullable=False),
        sa.Column("change", ASCENDING, nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("offset_min", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("card_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("target", ASCENDING, nullable=True),
        sa.Column("to", sa.String(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["card_id"], ["card.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_event_card", "event", ["card_id", "id"])
    op.create_index("ix_event_change", "event", ["change"])
    op.create_index("ix_event_day", "event", ["day"])
    op.create_index("ix_event_target", "event", ["target"])
    op.create_table(
        "grade",
        sa.Column("event_id", ASCENDING, nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("suggested", sa.Integer(), nullable=True),
        sa.Column("ticked", sa.String(), nullable=False),
        sa.Column("missed", sa.String(), nullable=False),
        sa.Column("thinking_ms", sa.BigInteger(), nullable=False),
        sa.Column("speaking_ms", sa.BigInteger(), nullable=True),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("was", sa.String(), nullable=False),
        sa.Column("cram", sa.Boolean(), nullable=False),
        sa.Column("phase", sa.String(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=True),
        sa.Column("due_day", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("roll", sa.Float(), nullable=True),
        sa.Column("preset", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["asked"], ["wording.fingerprint"]),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"]),
        sa.ForeignKeyConstraint(["preset"], ["preset_version.version"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
