"""Note types that any two banks share, for ever."""

import hashlib

import pytest

from drillbank.anki.note_types import (
    LAST_CHANGED,
    AuthorNamed,
    Facets,
    Gaps,
    NoteTypeSpec,
    note_type,
    note_types,
)
from drillbank.anki.styling import CSS
from drillbank.authoring.kinds import BY_HEAD

# These never change: with another id, every card of the kind would come twice into a collection
# that has it already.
IDS = {
    "q": (5314395335498405, 6370252073472679, 369879773389619),
    "term": (481526475559927, 5950206164912339, 5560804327432059),
    "cloze": (7782473760292649, 1753874209714317, 468118662339787),
    "steps": (6576292404162619, 3907081029234051, 4599562469647165),
    "prompt": (4120423483553449, 1250550149704449, 5057280366666529),
    "table": (5889703413490605, 1035819907933561, 2194808656644743),
    "axis": (7446916394911701, 1545542594799887, 6748652717278013),
    "contrast": (2621149717129891, 3764913723865073, 1594325909976923),
    "story": (8583850848845841, 2626641940326985, 7945662994016231),
    "case": (6539380334191965, 3090266267618985, 1877717780660211),
}
SINGLE = ["Question", "Answer", "Hint", "Why", "See", "Uid", "Spare 1", "Spare 2"]


@pytest.mark.parametrize("kind", IDS)
def test_ids_are_what_they_were_at_the_first_export(kind: str) -> None:
    spec = note_types()[kind]
    assert (spec.id, spec.fields[0].id, spec.templates[0].id) == IDS[kind]


def test_every_kind_has_a_note_type_and_all_ids_differ() -> None:
    specs = note_types()
    assert list(specs) == list(BY_HEAD)
    ids = [spec.id for spec in specs.values()]
    ids += [field.id for spec in specs.values() for field in spec.fields]
    ids += [card.id for spec in specs.values() for card in spec.templates]
    assert len(set(ids)) == len(ids)
    assert all(0 < id_ < 2**53 for id_ in ids)


def names(spec: NoteTypeSpec) -> list[str]:
    return [field.name for field in spec.fields]


def test_the_schemas_are_what_they_were_at_the_first_export() -> None:
    """Changing one would part a collection's notes from their note type: use the spare fields."""
    specs = note_types()
    assert names(specs["q"]) == names(specs["steps"]) == names(specs["prompt"]) == SINGLE
    assert names(specs["cloze"]) == ["Text", *SINGLE[2:]]
    sides = ["Means question", "Means answer", "Term question", "Term answer"]
    assert names(specs["term"]) == ["Title", *sides, *SINGLE[2:]]
    assert [card.name for card in specs["term"].templates] == ["Means", "Term"]


def test_an_axis_has_a_place_for_each_pole() -> None:
    spec = note_type("axis", Facets(("pull/*", "pull/*", "decide")))
    assert spec.slots == ("Pull 1", "Pull 2", "Decide")


def test_an_eleventh_kind_needs_no_line_here() -> None:
    assert len(note_type("riddle", Facets(("ask", "solve"))).templates) == 2
    assert names(note_type("riddle", Facets((None,)))) == SINGLE
    assert names(note_type("riddle", AuthorNamed())) == SINGLE
    assert note_type("riddle", Gaps()).is_cloze


def test_a_field_that_the_type_has_not_is_refused() -> None:
    with pytest.raises(KeyError):
        note_type("q", Facets((None,))).values({"Qestion": "x"})


def test_a_change_of_look_comes_with_a_later_date() -> None:
    """Anki takes new templates and CSS only of a later date.

    If this fails, raise LAST_CHANGED to the present day and write the new digest here.
    """
    looks = [CSS]
    for kind, spec in sorted(note_types().items()):
        if kind in IDS:
            looks += [side for card in spec.templates for side in (card.front, card.back)]
    digest = hashlib.sha256("\0".join(looks).encode()).hexdigest()[:16]
    assert (LAST_CHANGED, digest) == (1_795_267_800_000, "2a3132f8da07ad90")
