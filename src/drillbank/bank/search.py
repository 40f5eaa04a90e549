"""The query of ``cards``: words that narrow a list of cards.  Pure."""

import operator
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.bank.values import CardRecord
from drillbank.base.errors import UsageError
from drillbank.base.words import StudyDay
from drillbank.memory.due_text import day_named
from drillbank.memory.events import Phase
from drillbank.memory.parts import phase_of
from drillbank.memory.state import DueAt, Memory, New
from drillbank.memory.study_day import Calendar, day_from

Test = Callable[[CardRecord], bool]

_COMPARISON = re.compile(r"(?P<name>[a-z]+)(?P<sign><=|>=|<|>|=)(?P<value>\S+)")

_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
}

_NUMBERS: Mapping[str, Callable[[CardRecord], float | None]] = {
    "lapses": lambda card: card.memory.lapses,
    "reps": lambda card: card.memory.reps,
    "stability": lambda card: _of_memory(card, lambda memory: memory.stability),
    "difficulty": lambda card: _of_memory(card, lambda memory: memory.difficulty),
}
"""What is compared with a number; None, which fits nothing, where a card has no such number yet."""

_OPEN: Mapping[str, Callable[[CardRecord], Iterable[str]]] = {
    "deck": lambda card: (card.deck,),
    "tag": lambda card: card.tags,
    "kind": lambda card: (card.kind,),
}
"""Fields whose values are the authors', and what a card has of them."""

_STATES = (*Phase, "suspended", "buried", "retired")
_FLAGS = (*"01234567", "any", "none")
_FIELDS = (*_OPEN, "state", "flag", *_NUMBERS, "due")


@dataclass(frozen=True, slots=True)
class Query:
    """Terms, all of which a card has to fit.

    A term is ``deck:``, ``tag:``, ``kind:``, ``state:`` or ``flag:`` with a value; ``lapses``,
    ``reps``, ``stability`` or ``difficulty`` compared with a number, or ``due`` with a day; or text
    that the uid, the question or the answer holds, letter case apart.
    """

    terms: Sequence[str]
    calendar: Calendar
    today: StudyDay

    def find(self, cards: Iterable[CardRecord]) -> tuple[CardRecord, ...]:
        """The cards that fit, in their order.

        Raises:
            UsageError: a field or a value is unknown.
        """
        tests = [self._test(term) for term in self.terms]
        return tuple(card for card in cards if all(test(card) for test in tests))

    def hints(self, cards: Sequence[CardRecord]) -> Iterator[str]:
        """A sentence for each deck, tag and kind that no card has and that is nearly another.

        Kinds are few, so all there are is told of any that is none.
        """
        for term in self.terms:
            name, _, value = term.partition(":")
            if name in _OPEN:
                known = {one for card in cards for one in _OPEN[name](card)}
                near = did_you_mean(value, sorted(known))
                begins = name == "deck" and any(one.startswith(value) for one in known)
                if near and near != value and not begins:
                    yield f"There is no {name} {value!r}. Did you mean {name}:{near}?"
                elif name == "kind" and known and value not in known:
                    yield f"There is no kind {value!r}. There are {', '.join(sorted(known))}."

    def _test(self, term: str) -> Test:
        compared = _COMPARISON.fullmatch(term)
        if compared and (compared["name"] in _FIELDS or did_you_mean(compared["name"], _FIELDS)):
            return self._compared(term, compared["name"], compared["sign"], compared["value"])
        name, colon, value = term.partition(":")
        if not colon or not name.isalpha() or " " in term:
            return _text(term)
        if name in _NUMBERS or name == "due":
            raise UsageError(f"{term!r}: {name} is compared, as in {_example(name)}.")
        if name == "deck":
            return lambda card: card.deck.startswith(value)
        if name in _OPEN:
            return lambda card: value in _OPEN[name](card)
        if name not in ("state", "flag"):
            raise UsageError(_unknown(name, term))
        return self._state(value) if name == "state" else _flag(value)

    def _compared(self, term: str, name: str, sign: str, value: str) -> Test:
        if name == "due":
            return self._due(sign, value)
        if name in _FIELDS and name not in _NUMBERS:
            raise UsageError(f"{term!r}: write {name}:{value}.")
        if name not in _NUMBERS:
            raise UsageError(_unknown(name, term))
        number_of, fits = _NUMBERS[name], _SIGNS[sign]
        try:
            wanted = float(value)
        except ValueError:
            message = f"{term!r}: {name} is compared with a number, as in {_example(name)}."
            raise UsageError(message) from None
        return lambda card: (has := number_of(card)) is not None and fits(has, wanted)

    def _due(self, sign: str, value: str) -> Test:
        try:
            day = day_from(value)
        except ValueError:
            day = day_named(value, self.today)
        fits = _SIGNS[sign]
        return lambda card: (due := self._day_due(card)) is not None and fits(due, day)

    def _day_due(self, card: CardRecord) -> StudyDay | None:
        state = card.memory.state
        if isinstance(state, New):
            return None
        due = state.due
        return self.calendar.day_of(due.at) if isinstance(due, DueAt) else due.day

    def _state(self, value: str) -> Test:
        match value:
            case "suspended":
                return lambda card: card.memory.suspended
            case "buried":
                return lambda card: card.memory.is_buried(self.today)
            case "retired":
                return lambda card: card.retired
            case _ if value in _STATES:
                return lambda card: phase_of(card.memory.state) == value
            case _:
                raise UsageError(_no_value("state", value, _STATES))


def _flag(value: str) -> Test:
    if value not in _FLAGS:
        raise UsageError(_no_value("flag", value, _FLAGS))
    if value == "any":
        return lambda card: card.memory.flag > 0
    number = 0 if value == "none" else int(value)
    return lambda card: card.memory.flag == number


def _text(term: str) -> Test:
    wanted = term.casefold()

    def holds(card: CardRecord) -> bool:
        texts = (card.uid, card.face.question, card.face.answer)
        return any(wanted in text.casefold() for text in texts)

    return holds


def _of_memory(card: CardRecord, part: Callable[[Memory], float]) -> float | None:
    state = card.memory.state
    return None if isinstance(state, New) else part(state.memory)


def _unknown(name: str, term: str) -> str:
    near = did_you_mean(name, _FIELDS)
    hint = f"Did you mean {near}?" if near else f"Fields: {', '.join(_FIELDS)}."
    return f"No field {name!r} in {term!r}. {hint}"


def _no_value(name: str, value: str, known: Sequence[str]) -> str:
    near = did_you_mean(value, known)
    hint = f"Did you mean {name}:{near}?" if near else f"It is one of {', '.join(known)}."
    return f"No {name} {value!r}. {hint}"


def _example(name: str) -> str:
    return "'due<=2026-12-01'" if name == "due" else f"'{name}>5'"
