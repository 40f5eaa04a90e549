"""YAML's events, from libyaml where PyYAML was built with it, else from PyYAML's own parser.

The two agree on block style.  Inside ``{ }`` and ``[ ]`` the slow one also refuses an unquoted
``?``.
"""

from typing import Protocol, cast

from yaml.events import Event
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    import yaml.cyaml as _libyaml
except ImportError:  # a PyYAML built without libyaml
    FAST = False
else:
    FAST = True
"""Whether libyaml is there; without it, compiling is some twenty times slower."""


class Events(Protocol):
    """A stream of parse events with marks that count characters."""

    def get_event(self) -> Event | None:
        """The next event, None behind the last; ``yaml.YAMLError`` where the text is not YAML."""

    def dispose(self) -> None:
        """Lets go of what the parser holds."""


class _PureParser(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def events_of(text: str, *, pure: bool = False) -> Events:
    """The events of a text without control characters; ``pure`` asks for the slow parser."""
    if pure or not FAST:
        return cast("Events", _PureParser(text))
    # PyYAML does not list CParser among the module's names; it is what its loaders are made of.
    return cast("Events", _libyaml.CParser(text))  # type: ignore[attr-defined]
