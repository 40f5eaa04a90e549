"""The query of ``cards``: words that narrow a list of cards.  Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drillbank.bank.values import CardRecord
from drillbank.base.errors import UsageError
from drillbank.memory.events import Phase
from drillbank.memory.parts import phase_of

Test = Callable[[CardRecord], bool]


@dataclass(frozen=True, slots=True)
class _Field:
    """What stands before a colon."""

    values: str
    """What may stand after it, for the message."""

    test: Callable[[str], Test | None]
    """None for a value it does not know."""


def find(cards: Iterable[CardRecord], query: Iterable[str]) -> tuple[CardRecord, ...]:
    """The cards that every term of the query takes, in their order.

    A term is ``deck:``, ``tag:``, ``kind:`` or ``state:`` with a value, or text that the uid, the
    question or the answer holds, letter case apart.

    Raises:
        UsageError: a field or a value is unknown.
    """
    tests = [_test(term) for term in query]
    return tuple(card for card in cards if all(test(card) for test in tests))


def _test(term: str) -> Test:
    name, colon, value = term.partition(":")
    if not colon or not name.isalpha() or " " in term:
        return _text(term)
    field = _FIELDS.get(name)
    if field is None:
        raise UsageError(f"No field {name!r} in {term!r}; fields: {', '.join(_FIELDS)}.")
    test = field.test(value)
    if test is None:
        raise UsageError(f"{term!r}: {name} is one of {field.values}.")
    return test


def _text(term: str) -> Test:
    wanted = term.casefold()

    def holds(card: CardRecord) -> bool:
        texts = (card.uid, card.face.question, card.face.answer)
        return any(wanted in text.casefold() for text in texts)

    return holds


def _state(value: str) -> Test | None:
    if value == "suspended":
        return lambda card: card.memory.suspended
    if value == "retired":
        return lambda card: card.retired
    if value not in {phase.value for phase in Phase}:
        return None
    return lambda card: phase_of(card.memory.state) == value


_FIELDS = {
    "deck": _Field("the decks", lambda value: lambda card: card.deck.startswith(value)),
    "tag": _Field("the tags", lambda value: lambda card: value in card.tags),
    "kind": _Field("the kinds", lambda value: lambda card: card.kind == value),
    "state": _Field(", ".join((*Phase, "suspended", "retired")), _state),
}
