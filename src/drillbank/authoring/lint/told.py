"""What is told aloud in a note: the texts of its model answer."""

from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.nodes import Text

TOLD = ("prompt", "story")
"""The kinds that have a model answer."""

PARTS = ("situation", "task", "action", "result")


def answer_texts(note: CheckedNote) -> tuple[Text, ...]:
    """The model answer of a ``prompt`` or ``story``, part by part; nothing of other kinds."""
    if note.kind.head == "story":
        return note.texts("headline")
    if note.kind.head != "prompt":
        return ()
    whole = note.text("answer")
    parts = (note.text("answer", part) for part in PARTS)
    return (whole,) if whole else tuple(part for part in parts if part)
