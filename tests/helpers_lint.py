"""Decks in the author's language, and what lint says of them."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import dedent

from helpers_authoring import source

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.decks import compile_deck
from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lessons import Lessons
from drillbank.authoring.lint.base import CheckedDeck, checked_deck
from drillbank.authoring.lint.library import DEFAULTS, lint, lint_library
from drillbank.authoring.lint.thresholds import Settings

COMPILERS = frozenset({Code.TEXT_LOST, Code.UNNUMBERED_GAPS, Code.EMPTY_DECK})
"""Advice that needs no lint to be given."""


def checked(text: str, path: Path | str = "deck.yaml") -> CheckedDeck:
    """A deck written in the test, as rules see it."""
    written = source(dedent(text), path)
    deck = checked_deck(compile_deck(written, Lessons()))
    assert deck is not None
    return deck


def advice(
    *texts: str, settings: Settings = DEFAULTS, whole: bool = True
) -> tuple[Diagnostic, ...]:
    """What lint says of decks ``deck.yaml``, ``deck2.yaml`` …, drafts passed over."""
    decks = [checked(t, f"deck{n if n > 1 else ''}.yaml") for n, t in enumerate(texts, start=1)]
    told = lint(decks, settings=settings, whole_library=whole)
    return tuple(problem for problem in told if problem.code is not Code.DRAFT)


def note_advice(text: str, settings: Settings = DEFAULTS) -> tuple[Diagnostic, ...]:
    """What lint says of notes, written without the ``notes:`` above them."""
    lines = dedent(text).splitlines(keepends=True)
    return advice("notes:\n" + "".join(f"  {line}" for line in lines), settings=settings)


def told(problems: Iterable[Diagnostic]) -> list[str]:
    """Each as ``W312 the words pointed at``."""
    return [f"{problem.code} {problem.span.text}" for problem in problems]


def problems_in(paths: Iterable[Path], code: Code) -> tuple[Diagnostic, ...]:
    """Told of the files of a page about a code: by ``check`` if lint gives it, else by compile."""
    compilation = compile_decks(paths)
    if not code.is_advice or code in COMPILERS:
        return compilation.diagnostics
    return lint_library(compilation.decks, compilation.diagnostics)
