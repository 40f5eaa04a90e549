"""What an author starts from: a new deck, its lesson, an empty note."""

import re
from collections.abc import Sequence

from drillbank.authoring.diagnostics import Diagnostic
from drillbank.base.words import Slug

SCHEMA_LINE = "# yaml-language-server: $schema=../.drillbank/deck.schema.json"
"""Tells an editor where the schema is that ``drillbank schema --install`` writes."""

_DECK = """\
{schema}
title: {title}

notes:
  # Three examples: take the '# ' off, or write your own.  `drillbank add {slug}` adds one too.
  #
  # - id: capital-of-france
  #   q: What is the capital of France?
  #   a: Paris
  #   hint: It stands on the Seine.
  #
  # - id: delta
  #   term: delta
  #   means: Land that a river builds at its mouth.
  #
  # - id: nile
  #   cloze: The Nile is {{{{1::6,650}}}} km long and ends in {{{{2::the Mediterranean}}}}.
"""

_LESSON = """\
# {title}

What the cards do not say: how it hangs together.  A note shows a section of this page with
`see: "#the-heading"`.
"""

_NOTE = """\
# A note for the deck {slug}.  Save and close to add it; leave it empty to add nothing.
# Another kind of note starts with: {heads}
# Lines that start with '#' at the left edge are left out.
q:
a:
"""

_EMPTY = re.compile(r"[ -]*(?:\w+:)?\s*")


def title_of(slug: str) -> str:
    """A deck's name for people, made from its slug."""
    return slug.replace("-", " ").capitalize()


def deck_text(slug: Slug) -> str:
    """A deck without notes and with three examples in comments."""
    return _DECK.format(schema=SCHEMA_LINE, title=title_of(slug), slug=slug)


def lesson_text(slug: Slug) -> str:
    """A lesson to be written."""
    return _LESSON.format(title=title_of(slug))


def note_text(slug: Slug, heads: Sequence[str]) -> str:
    """An empty note."""
    return _NOTE.format(slug=slug, heads=", ".join(f"{head}:" for head in heads if head != "q"))


def without_remarks(text: str) -> str:
    """What was typed: the text without its comments at the left edge, and blanks around it."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines if not line.startswith("#")).strip("\n")


def is_left_empty(typed: str) -> bool:
    """Whether no key of a note got a value."""
    return all(_EMPTY.fullmatch(line) for line in typed.split("\n"))


def with_problems(typed: str, problems: Sequence[Diagnostic]) -> str:
    """The note again, below what is wrong with it."""
    lines = ["# This does not compile yet.  Mend it, or delete everything to add nothing."]
    for problem in problems:
        begins = problem.span.begins
        shown = problem.span.source.line(begins.line) if problem.span.source.text else ""
        lines += ["#", f"# {problem.level}[{problem.code}]: {problem.message}"]
        if shown.strip():
            indent = len(shown) - len(shown.lstrip(" "))
            lines.append(f"#     {shown.strip()}")
            lines.append(f"#     {' ' * max(begins.column - 1 - indent, 0)}^")
        lines += [f"#   {problem.help}"] if problem.help else []
    return "\n".join([*lines, typed, ""])
