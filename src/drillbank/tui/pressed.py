"""Keys as the table of actions writes them."""

from textual.events import Key
from textual.keys import key_to_character


def key_of(event: Key) -> str:
    """A printable character for itself, every other key by Textual's name: ``?``, ``space``."""
    written = event.character or key_to_character(event.key)
    return written if written and written.isprintable() and written != " " else event.key
