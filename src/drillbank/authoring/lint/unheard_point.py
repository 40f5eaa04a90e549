"""W334: a rubric point that the model answer does not make."""

from collections.abc import Iterator

from drillbank.authoring.diagnostics import Code, Diagnostic
from drillbank.authoring.lint.base import CheckedNote
from drillbank.authoring.lint.thresholds import Thresholds
from drillbank.authoring.lint.told import TOLD, answer_texts
from drillbank.authoring.lint.words import stem, terms_of
from drillbank.authoring.nodes import Mapping, Text

_OF_RUBRICS = frozenset(
    map(
        stem,
        """
        admits answer asks before begins both brings calls candidate carries claims closes cost
        counts decision describes explains fact figure finds gives grants leaves makes mentions
        names number opens owns part plainly point price puts reason regrets result says sees shows
        side situation starts states story tells thing took wrote
        """.split(),  # noqa: SIM905 - a list of strings would fill a page
    )
)
"""What rubrics say of any answer."""

KINDS = TOLD


def check(note: CheckedNote, limits: Thresholds) -> Iterator[Diagnostic]:
    """Then the model answer itself would lose the point, or the point is of another story.

    Make the answer say it, or reword the point in the answer's words.
    """
    rubric = note.at("rubric")
    if not isinstance(rubric, Mapping):
        return
    told = {word for text in answer_texts(note) for word in terms_of(text.value)}
    if not told:
        return
    for group in rubric.entries:
        for _, point in note.texts_by_name("rubric", group.key.value):
            if _is_unheard(point, told, limits):
                yield note.finding(
                    Code.UNHEARD_POINT,
                    point,
                    "the model answer has none of this point's words: does it make the point?",
                    "let the answer say it, or word the point as the answer does",
                )


def _is_unheard(point: Text, told: set[str], limits: Thresholds) -> bool:
    rare = {*terms_of(point.value)} - _OF_RUBRICS
    return len(rare) >= limits.point_words and not rare & told
