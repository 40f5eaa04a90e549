"""What stands between marks in the documentation: keys of the screen and of notes, cards."""

import html
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pydantic.fields import FieldInfo

from drillbank.authoring.header import Defaults, Header
from drillbank.authoring.kinds import KINDS
from drillbank.authoring.kinds.base import Kind
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.tui.actions import ACTIONS, topics
from scripts.docs_cards import three_cards

BEGIN = "<!-- written by scripts/docs: {name} -->"
END = "<!-- end -->"

_IN_PRINT = {"this screen": "show these keys"}
"""What reads otherwise on a page than on the screen."""


class MarkError(Exception):
    """The marks in a page are not as they should be; the message is a sentence for the author."""


def screen_keys() -> str:
    """Every key of the full screen, what it does, and its names for the user's own keys."""
    rows = [
        f"| {_keys(keys)} | {_IN_PRINT.get(topic, topic)} | {_names(topic)} |"
        for keys, topic in topics()
    ]
    return "\n".join(("| key | does | names |", "|---|---|---|", *rows))


def _names(topic: str) -> str:
    acts = dict.fromkeys(action.act for action in ACTIONS if action.topic == topic)
    return " ".join(f"`{act}`" for act in acts)


def _keys(keys: str) -> str:
    return " ".join(f"<kbd>{html.escape(key).replace('|', '&#124;')}</kbd>" for key in keys.split())


def keys_of(kind: Kind[Any]) -> str:
    """The keys that a kind of note has beside those of all."""
    own = {
        name: field
        for name, field in kind.model.model_fields.items()
        if name not in NoteModel.model_fields
    }
    return _table(own)


def header_keys() -> str:
    """The keys at the top of a deck, and what it may set for all its notes."""
    shared = ", ".join(f"`{name}`" for name in Defaults.model_fields)
    return f"{_table(Header.model_fields)}\n\n`defaults` takes {shared}."


def _table(fields: Mapping[str, FieldInfo]) -> str:
    rows = [
        f"| `{field.alias or name}` | {'yes' if field.is_required() else ''} "
        f"| {(field.description or '').replace('|', chr(92) + '|')} |"
        for name, field in fields.items()
    ]
    return "\n".join(("| key | needed | |", "|---|---|---|", *rows))


TABLES: dict[str, Callable[[], str]] = {
    "keys of the screen": screen_keys,
    "three cards": three_cards,
    "keys of a deck": header_keys,
    **{f"keys of {kind.head}": partial(keys_of, kind) for kind in KINDS},
}
"""By the name in the mark."""


def with_tables(page: str) -> str:
    """The page with every table between marks written anew.

    Raises:
        MarkError: a mark names no table, or has no end.
    """
    begin, _, end_of_begin = BEGIN.partition("{name}")
    before, *parts = page.split(begin)
    written = [before]
    for part in parts:
        name, closed, rest = part.partition(end_of_begin)
        old, ended, after = rest.partition(END)
        if name not in TABLES or not closed:
            raise MarkError(f"there is no table {name.strip()[:40]!r}; known: {', '.join(TABLES)}")
        if not ended or begin in old:
            raise MarkError(f"the table {name!r} has no {END}")
        written.append(f"{BEGIN.format(name=name)}\n\n{TABLES[name]()}\n\n{END}{after}")
    return "".join(written)
