"""Ids across the notes of a deck: each is one note's, and none is an earlier name of another."""

from collections.abc import Iterable, Sequence

from drillbank.authoring.diagnostics import Code, Diagnostic, Label
from drillbank.authoring.nodes import Node, Text
from drillbank.authoring.notes import ReadNote
from drillbank.authoring.source import Source, Span
from drillbank.base.words import Slug


def check_ids(notes: Sequence[ReadNote], source: Source) -> dict[int, Diagnostic]:
    """A problem for each note whose id another has already taken, by its position.

    Frozen ids take precedence over provisional ones, earlier notes over later ones.
    """
    owners: dict[Slug, ReadNote] = {}
    problems: dict[int, Diagnostic] = {}
    by_claim = sorted(range(len(notes)), key=lambda i: (notes[i].provisional, i))
    for index in by_claim:
        note = notes[index]
        if note.id is None or note.named_by is None:
            continue
        owner = owners.setdefault(note.id, note)
        if owner is not note:
            problems[index] = _taken(note, owner, source)
    return problems


def _taken(note: ReadNote, owner: ReadNote, source: Source) -> Diagnostic:
    label = Label(_span(source, owner.named_by), "the other note")
    span = _span(source, note.named_by)
    if not note.provisional:
        return Diagnostic(
            Code.DUPLICATE_ID,
            span,
            f"two notes have the id '{note.id}'",
            "give the newer one another id; the older keeps its history by keeping its id",
            (label,),
        )
    both = "both get" if owner.provisional else "one has, and the other gets,"
    return Diagnostic(
        Code.DRAFTS_COLLIDE,
        span,
        f"two notes begin alike: {both} the id '{note.id}'",
        "write an 'id:' of its own in this one",
        (label,),
    )


def check_was(notes: Iterable[ReadNote], deck: Slug, source: Source) -> tuple[Diagnostic, ...]:
    """Earlier ids that are a living note's, or that two notes claim."""
    living = {f"{deck}/{note.id}": note for note in notes if note.id}
    claimed: dict[str, Text] = {}
    problems: list[Diagnostic] = []
    for note in living.values():
        for name, text in note.was:
            uid = name if "/" in name else f"{deck}/{name}"
            span = _span(source, text)
            if uid in living:
                problems.append(
                    Diagnostic(
                        Code.WAS_IS_LIVING,
                        span,
                        f"'{name}' is the id of a note that still exists",
                        "an earlier id must be free: rename the other note, or remove this line",
                        (Label(_span(source, living[uid].named_by), "the other note"),),
                    )
                )
            elif uid in claimed:
                problems.append(
                    Diagnostic(
                        Code.WAS_CLAIMED_TWICE,
                        span,
                        f"two notes say that they were '{name}'",
                        "only one can keep its history; remove the line from the other",
                        (Label(_span(source, claimed[uid]), "claimed here"),),
                    )
                )
            claimed.setdefault(uid, text)
    return tuple(problems)


def _span(source: Source, node: Node | None) -> Span:
    if node is None:
        return Span(source, 0, 0)
    end = source.text.find("\n", node.start, node.end)
    return Span(source, node.start, node.end if end < 0 else end)
