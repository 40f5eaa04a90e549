"""The user's own keys: ``[keys]`` of the configuration laid over the one table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.config import Keys
from drillbank.tui.actions import ACTIONS, RATED, Act, Action, Place, spelled

_NAMES = {
    **{name: name for name in ("space", "enter", "tab", "backspace", "delete", "insert")},
    **{name: name for name in ("up", "down", "left", "right", "home", "end")},
    **{name: name for name in ("pageup", "pagedown", *(f"f{n}" for n in range(1, 13)))},
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "↑": "up",
    "↓": "down",
}
"""Keys that have a name, as people write it, and as Textual does."""

_KEPT = frozenset({"1", "2", "3", "4", "ctrl+c", "ctrl+q", "ctrl+l", "ctrl+z"})
"""What these do they always do, so that no one is ever locked in or rates by surprise."""

_VI = {"h": Act.AGAIN, "j": Act.HARD, "k": Act.GOOD, "l": Act.EASY}
_MOVED = {("h", Act.HINT): "H", ("j", Act.POINT_DOWN): "J", ("k", Act.POINT_UP): "K"}
"""Where the keys that rate come from; what scrolled by them has other keys."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """The table with the user's keys, and what is wrong with them."""

    actions: tuple[Action, ...] = ACTIONS
    problems: tuple[str, ...] = ()
    """A sentence each, beginning with the setting."""


def keymap(keys: Keys) -> Keymap:
    """Every action with the keys the user gave it; the others keep theirs."""
    wanted: dict[Act, tuple[str, ...]] = {}
    problems: list[str] = []
    for name, given in keys.by_action.items():
        act = next((one for one in Act if one == name), None)
        if act is None:
            near = did_you_mean(name, [act.value for act in Act])
            hint = f"did you mean {near}?" if near else f"known: {', '.join(Act)}"
            problems.append(f"keys.{name}: no such action; {hint}")
            continue
        read = [_key_named(text) for text in given]
        problems += [
            f'keys.{name}: no such key {text!r}; write it like "z", "^x", "space" or "f2"'
            for text, key in zip(given, read, strict=True)
            if key is None
        ]
        wanted[act] = tuple(key for key in read if key is not None)
    actions = _laid_over(_with_vi(ACTIONS) if keys.vi_rate else ACTIONS, wanted)
    return Keymap(actions, (*problems, *_clashes(actions, wanted, vi_rate=keys.vi_rate)))


def _key_named(text: str) -> str | None:
    """A key as Textual names it; None for what is none, and for Escape, which only closes."""
    plain = text.casefold().replace("ctrl-", "ctrl+").replace("^", "ctrl+", len(text) > 1)
    if len(text) == 1 and text.isprintable():
        return _NAMES.get(text, "space" if text == " " else text)
    if plain.startswith("ctrl+") and len(plain) == len("ctrl+x") and plain[-1].isascii():
        return plain if plain[-1].isalnum() else None
    return _NAMES.get(plain)


def _with_vi(actions: Sequence[Action]) -> tuple[Action, ...]:
    """H j k l rate as well; what they did is moved, or left to its other keys."""
    taken = frozenset(_VI)
    moved = []
    for action in actions:
        keys = tuple(
            _MOVED.get((key, action.act), "" if action.places & RATED else key)
            if key in taken
            else key
            for key in action.keys
        )
        keys += tuple(key for key, act in _VI.items() if act is action.act)
        moved.append(replace(action, keys=tuple(filter(None, keys))))
    return tuple(action for action in moved if action.keys)


def _laid_over(
    actions: Sequence[Action], wanted: Mapping[Act, tuple[str, ...]]
) -> tuple[Action, ...]:
    """The user's keys in the first line of each action, its other lines gone."""
    places: dict[Act, frozenset[Place]] = {}
    for action in actions:
        places[action.act] = places.get(action.act, frozenset()) | action.places
    done: set[Act] = set()
    table: list[Action] = []
    for action in actions:
        if action.act not in wanted:
            table.append(action)
        elif action.act not in done:
            done.add(action.act)
            kept = tuple(
                key for key in action.keys if key in _KEPT and key not in wanted[action.act]
            )
            keys = (*wanted[action.act], *kept)
            table.append(replace(action, keys=keys, places=places[action.act]))
    return tuple(table)


def _clashes(
    actions: Sequence[Action], wanted: Mapping[Act, tuple[str, ...]], *, vi_rate: bool
) -> list[str]:
    """Keys that would do two things in one place, each told once, of an action the user named."""
    told: dict[str, str] = {}
    keys = dict.fromkeys(key for action in actions for key in action.keys)
    for key, place in product(keys, Place):
        acts = [one.act for one in actions if key in one.keys and place in one.places]
        if len(dict.fromkeys(acts)) > 1 and key not in told:
            mine = next((act for act in acts if act in wanted), acts[0])
            other = next(act for act in acts if act is not mine)
            why = " (vi_rate)" if vi_rate and _VI.get(key) is other else ""
            told[key] = (
                f"keys.{mine}: {spelled(key)} does {other}{why} at the same time; "
                "give one of them another key"
            )
    return list(told.values())
