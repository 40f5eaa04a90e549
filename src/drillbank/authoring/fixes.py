"""Applying what diagnostics offer: every safe fix, until nothing changes, no other note touched."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drillbank.authoring.data import Data, data_of
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import Code, Edit, Fix, Safety
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.loader import load
from drillbank.authoring.source import Source
from drillbank.authoring.splice import edited
from drillbank.base.prose import counted

_MOST_ROUNDS = 50
"""Each round mends every mistake that can be seen; some hide another in the same note."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A deck after its safe fixes."""

    source: Source
    applied: int
    """How many fixes it took."""

    refused: tuple[Fix, ...]
    """Safe fixes left out because another note would have changed."""


def mended(
    source: Source, lessons: Lessons | None = None, *, only: frozenset[Code] | None = None
) -> Mended:
    """Applies the safe fixes of a deck's problems, in memory; ``only`` names the codes to mend."""
    applied = 0
    refused: list[Fix] = []
    for _ in range(_MOST_ROUNDS):
        fixes = [fix for fix in _safe_fixes(source, lessons, only) if fix not in refused]
        if not fixes:
            break
        after = edited(source, _edits(fixes))
        if _others_stay(source, after, _edits(fixes)):
            source, applied = after, applied + len(fixes)
            continue
        for fix in reversed(fixes):  # from the end, so that the places before it stay
            after = edited(source, fix.edits)
            if _others_stay(source, after, fix.edits):
                source, applied = after, applied + 1
            else:
                refused.append(fix)
    return Mended(source, applied, tuple(refused))


def _safe_fixes(source: Source, lessons: Lessons | None, only: frozenset[Code] | None) -> list[Fix]:
    """In file order, without those that touch one before them."""
    if only is not None and all(code < "E2" for code in only):
        diagnostics = load(source).problems
    else:
        diagnostics = compile_deck(source, lessons or Lessons()).diagnostics
    found = sorted(
        {
            problem.fix
            for problem in diagnostics
            if problem.fix is not None
            and problem.fix.safety is Safety.SAFE
            and problem.span.source.path == source.path
            and (only is None or problem.code in only)
        },
        key=lambda fix: (fix.edits[0].start, fix.edits[-1].end),
    )
    chosen: list[Fix] = []
    done = -1
    for fix in found:
        if fix.edits[0].start > done:
            chosen.append(fix)
            done = fix.edits[-1].end
    return chosen


def _edits(fixes: Sequence[Fix]) -> list[Edit]:
    return [edit for fix in fixes for edit in fix.edits]


def _others_stay(before: Source, after: Source, edits: Sequence[Edit]) -> bool:
    """Whether every note without an edit in it is still there, with the same data, in order."""
    untouched = [
        data_of(note)
        for note in load(before).notes
        if not any(note.start <= edit.end and edit.start <= note.end for edit in edits)
    ]
    return _in_order(untouched, [data_of(note) for note in load(after).notes])


def _in_order(some: Sequence[Data], many: Sequence[Data]) -> bool:
    """Whether ``some`` stand among ``many`` in the same order."""
    left = iter(many)
    return all(any(one == other for other in left) for one in some)


def objection_to(before: Source) -> Callable[[Source], str | None]:
    """A check for ``rewrite``: the edited deck may not have more errors than it had."""
    errors = _errors(before)

    def check(after: Source) -> str | None:
        found = _errors(after)
        return f"{counted(found, 'error')} instead of {errors}" if found > errors else None

    return check


def _errors(source: Source) -> int:
    problems = compile_deck(source, Lessons()).diagnostics
    return sum(problem.is_error for problem in problems)
