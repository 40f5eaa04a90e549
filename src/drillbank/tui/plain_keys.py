"""The user's own keys in plain lines: told, and read as the usual ones."""

from collections.abc import Iterator, Sequence

from drillbank.review.session import Session
from drillbank.tui.actions import ACTIONS, Action, action_for, place_of, topics


def as_usual(line: str, session: Session, actions: Sequence[Action]) -> str | None:
    """The line with the usual key in place of the user's; None where the key does nothing now."""
    if actions is ACTIONS or not line:
        return line
    key, rest = line[0], line[1:]
    place = place_of(session)
    mine = action_for(key, place, actions)
    if mine is None:
        return None if action_for(key, place) else line
    usual = (one.keys for one in ACTIONS if one.act is mine.act and place in one.places)
    # None of them is a character where Enter alone does it.
    typed = next((key for keys in usual for key in keys if len(key) == 1), "")
    return typed + rest


def help_lines(actions: Sequence[Action]) -> Iterator[str]:
    """Every key that can be typed in a line, and what it does."""
    for keys, topic in topics(actions):
        typed = [key for key in keys.split() if len(key) == 1 and key.isascii()]
        if typed:
            yield f"{' '.join(typed)}: {topic}"
