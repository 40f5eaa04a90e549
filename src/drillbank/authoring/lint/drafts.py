"""What is told without the advice on learning: the compiler's problems, and missing ids.

Loads none of the other rules.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint import draft
from drillbank.authoring.lint.base import NoteRule, Rules
from drillbank.base.prose import counted

DRAFTS = Rules(of_notes=(NoteRule(draft.check),), of_comments=False)
"""Holds decks to nothing but this."""


def drafts_told_once(
    problems: Iterable[Diagnostic], sound: Collection[Path]
) -> Iterator[Diagnostic]:
    """One for each of the sound decks, at its first draft: one command writes all ids."""
    drafts: dict[Path, list[Diagnostic]] = {}
    for problem in problems:
        if problem.code is Code.DRAFT:
            if problem.span.source.path not in sound:
                continue
            drafts.setdefault(problem.span.source.path, []).append(problem)
        else:
            yield problem
    for first, *others in drafts.values():
        more = f" (and {counted(len(others), 'note')} below)" if others else ""
        yield replace(first, message=f"{first.message}{more}")
