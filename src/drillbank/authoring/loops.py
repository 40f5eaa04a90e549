"""Notes that wait for each other: ``after`` that leads round in a circle."""

from collections import defaultdict
from collections.abc import Container, Iterable

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.links import After, Link
from drillbank.base.words import NoteUid


def loops_in(links: Iterable[After], notes: Container[NoteUid]) -> dict[Link, list[Diagnostic]]:
    """A problem for one link of each loop; a link that leads to none of the notes bars nothing."""
    waits: dict[NoteUid, list[After]] = defaultdict(list)
    for link in links:
        if link.uid in notes:
            waits[link.note].append(link)
    found: dict[Link, list[Diagnostic]] = {}
    while loop := _loop(waits):
        found[loop[0]] = [_looping(loop)]
        for link in loop:
            waits.pop(link.note, None)
    return found


def _loop(waits: dict[NoteUid, list[After]]) -> list[After]:
    """The links of one loop; empty if there is none.  Notes whose turn comes are dropped."""
    _drop_free(waits)
    if not waits:
        return []
    # Every note left waits for one that is left, so following the links must come round.
    passed: dict[NoteUid, After] = {}
    note = next(iter(waits))
    while note not in passed:
        passed[note] = next(link for link in waits[note] if link.uid in waits)
        note = passed[note].uid
    way = list(passed)
    return [passed[uid] for uid in way[way.index(note) :]]


def _drop_free(waits: dict[NoteUid, list[After]]) -> None:
    """Drops the notes that wait for none of the others, until there is none to drop."""
    behind: dict[NoteUid, list[NoteUid]] = defaultdict(list)
    barred: dict[NoteUid, int] = {}
    for note, links in waits.items():
        bars = [link.uid for link in links if link.uid in waits]
        barred[note] = len(bars)
        for uid in bars:
            behind[uid].append(note)
    free = [note for note, count in barred.items() if not count]
    while free:
        note = free.pop()
        del waits[note]
        for other in behind[note]:
            barred[other] -= 1
            if not barred[other]:
                free.append(other)


def _looping(loop: list[After]) -> Diagnostic:
    first, *others = loop
    names = [link.note.rpartition("/")[2] for link in loop]
    told = " → ".join([*names, names[0]])
    message = f"these notes wait for each other: {told}"
    if not others:
        message = "this note waits for itself"
    return Diagnostic(
        Code.AFTER_LOOP,
        first.span,
        message,
        "one of them must be learnt first: delete its 'after'",
        tuple(Label(link.span, "and this one") for link in others),
        note_uid=first.note,
    )
