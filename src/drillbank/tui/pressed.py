"""Keys as the table of actions writes them."""

from textual.events import Key


def key_of(event: Key) -> str:
    """A printable character for itself, every other key by Textual's name: ``?``, ``space``."""
    written = event.character
    return written if written and written.isprintable() and written != " " else event.key
