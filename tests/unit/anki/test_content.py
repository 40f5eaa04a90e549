"""Our notes as Anki's."""

import os
from pathlib import Path

import pytest

from drillbank.anki.content import AnkiNote, Schedule, anki_notes
from drillbank.anki.images import DeckImages
from drillbank.anki.note_types import AuthorNamed, Facets, Naming, note_type, note_types
from drillbank.authoring.cards import Face
from drillbank.bank.values import ExportCard, ExportNote
from drillbank.base.words import NoteUid, Slug, Uid, UtcMs

NOON = 1_795_219_200_000
NO_IMAGES = DeckImages(Path("no such folder"), UtcMs(NOON))


def card(uid: str, number: int, face: Face | None = None, *, retired: bool = False) -> ExportCard:
    face = face or Face(f"Asks {uid}", "Answers")
    return ExportCard(Uid(uid), f"card-{uid}", UtcMs(NOON + number), face, retired)


def note(
    kind: str,
    *cards: ExportCard,
    head: str = "Head",
    tags: tuple[str, ...] = (),
    retired: bool = False,
) -> ExportNote:
    return ExportNote(
        NoteUid("d/n"), "note-d/n", Slug("d"), kind, head, tags, UtcMs(NOON), retired, cards
    )


def made(note: ExportNote, naming: Naming | None = None) -> list[AnkiNote]:
    type_ = note_types()[note.kind] if naming is None else note_type(note.kind, naming)
    return list(anki_notes(note, type_, {}, NO_IMAGES))


def fields(made_note: AnkiNote) -> dict[str, str]:
    names = [field.name for field in made_note.type.fields]
    return dict(zip(names, made_note.fields, strict=True))


def places(made_note: AnkiNote) -> list[tuple[str, int]]:
    return [(card.uid, card.ord) for card in made_note.cards]


def test_a_question_is_one_note_by_the_notes_guid() -> None:
    (one,) = made(note("q", card("d/n", 7)))
    assert (one.guid, one.id, places(one)) == ("note-d/n", NOON + 7, [("d/n", 0)])
    assert fields(one)["Question"] == "<p>Asks d/n</p>"
    assert fields(one)["Uid"] == "d/n"


def test_a_term_has_a_card_for_each_side_asked() -> None:
    (both,) = made(note("term", card("d/n#means", 1), card("d/n#term", 2)))
    assert places(both) == [("d/n#means", 0), ("d/n#term", 1)]
    (second,) = made(note("term", card("d/n#term", 2)))
    assert places(second) == [("d/n#term", 1)]
    assert fields(second)["Means question"] == ""
    assert fields(second)["Title"] == "Head"


def test_a_facet_that_is_retired_stays_and_says_so() -> None:
    (one,) = made(note("term", card("d/n#means", 1), card("d/n#term", 2, retired=True)))
    assert places(one) == [("d/n#means", 0), ("d/n#term", 1)]
    assert [card.schedule.queue for card in one.cards] == [0, -1]
    assert "drillbank::retired-card::term" in one.tags


def test_a_living_card_takes_the_place_of_a_retired_one() -> None:
    cards = (card("d/n#pull/new", 3), card("d/n#pull/b", 2), card("d/n#pull/a", 1, retired=True))
    (one,) = made(note("axis", *cards), Facets(("pull/*", "pull/*")))
    assert places(one) == [("d/n#pull/b", 0), ("d/n#pull/new", 1)]


def test_a_gaps_card_has_its_number_whatever_the_order() -> None:
    text = "{{3::c}} {{1::a}} {{3::d}}"
    (one,) = made(note("cloze", card("d/n#3", 1), card("d/n#1", 2), head=text))
    assert places(one) == [("d/n#1", 0), ("d/n#3", 2)]
    assert one.id == NOON + 1
    assert fields(one)["Text"] == "<p>{{c3::c}} {{c1::a}} {{c3::d}}</p>"


def test_a_gap_that_is_gone_has_no_place() -> None:
    cards = (card("d/n#1", 1), card("d/n#2", 2, retired=True))
    (one,) = made(note("cloze", *cards, head="{{1::a}}"))
    assert places(one) == [("d/n#1", 0)]


def test_cards_that_the_author_names_are_notes_of_their_own() -> None:
    all_, first = made(note("steps", card("d/n#all", 1), card("d/n#first", 2)))
    assert (all_.guid, first.guid) == ("card-d/n#all", "card-d/n#first")
    assert fields(first)["Uid"] == "d/n#first"


def test_only_the_retired_step_of_a_living_note_is_tagged() -> None:
    alive, gone = made(note("steps", card("d/n#all", 1), card("d/n#x", 2, retired=True)))
    assert "drillbank::retired" not in alive.tags
    assert "drillbank::retired" in gone.tags


def test_what_all_cards_share_has_a_field_of_its_own() -> None:
    shared = Face("Q", "A", hint="H", why="W", see="#s")
    (one,) = made(note("term", card("d/n#means", 1, shared), card("d/n#term", 2, shared)))
    assert [fields(one)[name] for name in ("Hint", "Why", "See")] == ["<p>H</p>", "<p>W</p>", "#s"]
    assert "H" not in fields(one)["Means question"]


def test_what_the_cards_do_not_share_stays_with_its_card() -> None:
    hinted = Face("Q", "A", hint="H", why="W", see="#s")
    (one,) = made(note("term", card("d/n#means", 1, hinted), card("d/n#term", 2)))
    assert fields(one)["Hint"] == ""
    assert "<p>H</p>" in fields(one)["Means question"]
    assert "<p>W</p>" in fields(one)["Means answer"]
    assert "#s" in fields(one)["Means answer"]
    assert "H" not in fields(one)["Term question"]


def test_tags_have_no_blanks_and_no_repeats() -> None:
    (one,) = made(note("q", card("d/n", 1), tags=("two words", "Staff", "staff", "a\u3000b", " ")))
    assert one.tags == ("two_words", "Staff", "a_b", "drillbank::deck::d")


def test_a_retired_note_is_tagged_and_kept_back() -> None:
    (one,) = made(note("q", card("d/n", 1, retired=True), retired=True))
    assert one.tags[-1] == "drillbank::retired"
    assert one.cards[0].schedule.queue == -1


def test_a_card_that_asks_nothing_makes_no_card() -> None:
    assert made(note("q", card("d/n", 1, Face("  ", "A")))) == []


def with_image(folder: Path, *, mtime_s: int = NOON // 1000) -> DeckImages:
    (folder / "map.png").write_bytes(b"map")
    os.utime(folder / "map.png", (0, mtime_s))
    return DeckImages(folder, UtcMs(NOON + 3_600_000))


SHOWS = Face("![a](map.png)", "![b](map.png)", why="![c](gone.png)")


def test_a_note_brings_its_images_and_tells_what_it_misses(tmp_path: Path) -> None:
    images = with_image(tmp_path)
    (one,) = anki_notes(note("q", card("d/n", 1, SHOWS)), note_types()["q"], {}, images)
    (image,) = one.images
    assert image == images.image("map.png")
    assert fields(one)["Question"] == f'<p><img src="{image.name}" alt="a"></p>'
    assert fields(one)["Why"] == '<p><span class="picture">c</span></p>'
    assert one.missing_images == ("gone.png",)


def test_a_cards_own_note_brings_only_its_own_images(tmp_path: Path) -> None:
    cards = (card("d/n#all", 1, SHOWS), card("d/n#first", 2))
    images = with_image(tmp_path)
    all_, first = anki_notes(note("steps", *cards), note_types()["steps"], {}, images)
    assert (len(all_.images), all_.missing_images) == (1, ("gone.png",))
    assert (first.images, first.missing_images) == ((), ())


@pytest.mark.parametrize(("image_s", "note_s"), [(60, 60), (0, 0), (-60, 0)])
def test_a_note_is_as_new_as_the_newest_of_its_images(
    tmp_path: Path, image_s: int, note_s: int
) -> None:
    images = with_image(tmp_path, mtime_s=NOON // 1000 + image_s)
    shows, other = note("q", card("d/n", 1, SHOWS)), note("q", card("d/m", 2))
    (changed,) = anki_notes(shows, note_types()["q"], {}, images)
    (unchanged,) = anki_notes(other, note_types()["q"], {}, images)
    assert (changed.changed_at, unchanged.changed_at) == (NOON + note_s * 1000, NOON)


def test_a_gap_text_brings_its_images(tmp_path: Path) -> None:
    gaps = note("cloze", card("d/n#1", 1), head="{{1::a}} ![b](map.png)")
    (one,) = anki_notes(gaps, note_types()["cloze"], {}, with_image(tmp_path))
    assert [image.content for image in one.images] == [b"map"]
    assert one.images[0].name in fields(one)["Text"]


def test_progress_that_is_handed_in_is_written() -> None:
    learnt = Schedule(type=2, queue=2, due=9, ivl=3, factor=2500, reps=2)
    asked = note("q", card("d/n", 1))
    (one,) = anki_notes(asked, note_types()["q"], {Uid("d/n"): learnt}, NO_IMAGES)
    assert one.cards[0].schedule == learnt


def test_a_kind_nobody_knows_any_more_shows_its_cards() -> None:
    (one,) = made(note("riddle", card("d/n#ask", 1)), AuthorNamed())
    assert fields(one)["Question"] == "<p>Asks d/n#ask</p>"
