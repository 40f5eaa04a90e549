"""Beginning a deck."""

from collections.abc import Iterator
from pathlib import Path

from drillbank.authoring.scan import NOT_DECKS
from drillbank.authoring.slugs import is_slug, slugify
from drillbank.authoring.splice import ExistsError, create_file
from drillbank.authoring.templates import deck_text, lesson_text
from drillbank.base.errors import UsageError
from drillbank.base.words import Slug
from drillbank.cli.install_schema import put_schema
from drillbank.cli.own_decks import library
from drillbank.cli.workplace import Workplace


def begin(place: Workplace, name: str) -> Iterator[Path]:
    """Writes a deck, its lesson's stub and the schema its first line names; yields each file.

    A lesson that is there stays.

    Raises:
        UsageError: the name is no slug, or a deck has it.
        DrillbankError: a file cannot be written.
    """
    slug = _checked(place, name)
    path = place.user_decks / f"{slug}.yaml"
    create_file(path, deck_text(slug).encode())
    yield path
    lesson = path.with_suffix(".md")
    if not lesson.exists():
        create_file(lesson, lesson_text(slug).encode())
        yield lesson
    schema = put_schema(place.user_decks)
    if schema is not None:
        yield schema


def _checked(place: Workplace, name: str) -> Slug:
    if not is_slug(name):
        offer = slugify(name.removesuffix(".yaml"))
        hint = f"Try {offer}." if offer else "It takes lower-case letters, digits and hyphens."
        raise UsageError(f"{name!r} cannot be the name of a deck. {hint}")
    if f"{name}.yaml" in NOT_DECKS:
        raise UsageError(f"{name}.yaml is read for something else. Choose another name.")
    taken = library(place).get(name)
    if taken is not None and taken.shipped:
        raise UsageError(
            f"A deck {name!r} comes with drillbank, and yours would hide it. Choose another name, "
            "or change its cards with `drillbank edit CARD`."
        )
    if taken is not None:
        raise ExistsError(taken.deck.path)
    return Slug(name)
