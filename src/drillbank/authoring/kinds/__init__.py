"""The kinds of note.  A new kind is one module here and one name in ``KINDS``.

Reading order: ``fields`` (what values may be), ``note_model`` (what every note has), ``context``
(what a kind is given to make cards), ``base`` (what a kind says of itself), ``rubric`` and
``spoken`` (what several kinds share), then a module a kind.
"""

from collections.abc import Mapping
from typing import Any

from drillbank.authoring.kinds import (
    axis,
    case,
    cloze,
    contrast,
    prompt,
    q,
    steps,
    story,
    table,
    term,
)
from drillbank.authoring.kinds.base import Kind

KINDS: tuple[Kind[Any], ...] = (
    q.KIND,
    term.KIND,
    cloze.KIND,
    steps.KIND,
    table.KIND,
    axis.KIND,
    contrast.KIND,
    prompt.KIND,
    story.KIND,
    case.KIND,
)
"""In the order that help and editors list them."""

BY_HEAD: Mapping[str, Kind[Any]] = {str(kind.head): kind for kind in KINDS}
"""By the key that tells the kind."""
