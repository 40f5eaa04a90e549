"""Slugs: the names that ids and facets go by."""

import re
import unicodedata
from functools import lru_cache

from drillbank.base.words import Slug

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHER = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}]")
_LETTER = re.compile(r"[a-z]")
# Latin letters that Unicode does not take apart into a base letter and a mark.
_WHOLE = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)

PROVISIONAL_WORDS = 6
"""How many words of the head a provisional id is made of."""


def is_slug(text: str) -> bool:
    """Whether ``text`` is lower-case letters and digits, joined by single hyphens."""
    return _SLUG.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def slugify(words: str) -> Slug | None:
    """The words as a slug: ``L6 / platform`` gives ``l6-platform``; None if nothing is left."""
    if is_slug(words):
        return Slug(words)
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", words).casefold().translate(_WHOLE))
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    slug = _OTHER.sub("-", bare).strip("-")
    return Slug(slug) if slug else None


def provisional_id(head: str) -> Slug | None:
    """The id of a note whose author has not written one: its head's first six words.

    None if they hold no Latin letter, for then only the author can name it.
    """
    words = [word for word in map(slugify, head.split()) if word]
    slug = "-".join(words[:PROVISIONAL_WORDS])
    return Slug(slug) if _LETTER.search(slug) else None
