"""Mending a note in the middle of a session: the files, the bank, what is told."""

import shutil
from pathlib import Path
from textwrap import dedent

import pytest

from drillbank.authoring.splice import ChangedMeanwhileError
from drillbank.bank.values import CardRecord
from drillbank.base.words import Uid
from drillbank.cli.note_workshop import NoNoteError, NoteWorkshop
from drillbank.cli.prepare import bring_up_to_date
from drillbank.cli.workplace import Workplace, workplace
from drillbank.review.workshop import Draft

DECK = """\
    # The top.
    notes:
      - id: peru
        q: What is the capital of Peru?   # asked often
        a: Lima

      # About Africa
      - id: kenya
        q: What is the capital of Kenya?
        a: Nairobi
"""


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    (home / "decks").mkdir()
    (home / "decks" / "geo.yaml").write_text(dedent(DECK), encoding="utf-8")
    bring_up_to_date(workplace(environment={"DRILLBANK_HOME": str(home)}))
    shutil.copy(home / "bank.db", home / "bank.kept")
    return home


@pytest.fixture
def place(_made: Path) -> Workplace:
    """A user's folder whose bank holds one deck of theirs; the same for each test, put in order."""
    for left in (*(_made / "decks").iterdir(), *_made.glob("bank.db*")):
        left.unlink()
    (_made / "decks" / "geo.yaml").write_text(dedent(DECK), encoding="utf-8")
    shutil.copy(_made / "bank.kept", _made / "bank.db")
    return workplace(environment={"DRILLBANK_HOME": str(_made)})


def record(place: Workplace, uid: str) -> CardRecord:
    with place.reader() as reader:
        return reader.card(Uid(uid))


def deck(place: Workplace) -> str:
    return (place.user_decks / "geo.yaml").read_text(encoding="utf-8")


def test_a_note_is_its_own_lines_and_nothing_else(place: Workplace) -> None:
    note = NoteWorkshop(place).note(record(place, "geo/peru"))

    assert note.line == 3
    assert note.text == (
        "  - id: peru\n    q: What is the capital of Peru?   # asked often\n    a: Lima\n"
    )


def test_saving_changes_the_note_and_no_other_byte(place: Workplace) -> None:
    workshop = NoteWorkshop(place)
    before = deck(place)
    note = workshop.note(record(place, "geo/kenya"))

    assert workshop.save(note, note.text.replace("Nairobi", "Nairobi, on the Athi")) == ()

    assert deck(place) == before.replace("Nairobi", "Nairobi, on the Athi")
    assert workshop.bring_up_to_date(note.record) == ()
    assert record(place, "geo/kenya").face.answer == "Nairobi, on the Athi"


def test_with_errors_nothing_is_saved_and_each_is_told_with_its_place(place: Workplace) -> None:
    workshop = NoteWorkshop(place)
    before = deck(place)
    note = workshop.note(record(place, "geo/kenya"))

    problems = workshop.save(note, note.text.replace("    a:", "    an:"))

    assert deck(place) == before
    assert any(problem.startswith("10:5 ") and "'an'" in problem for problem in problems)


def test_an_edit_that_spoils_another_note_is_not_saved(place: Workplace) -> None:
    workshop = NoteWorkshop(place)
    note = workshop.note(record(place, "geo/kenya"))

    assert workshop.save(note, note.text.replace("id: kenya", "id: peru")) != ()
    assert workshop.save(note, "") != ()


def test_a_file_changed_meanwhile_is_left_alone(place: Workplace) -> None:
    workshop = NoteWorkshop(place)
    note = workshop.note(record(place, "geo/kenya"))
    path = place.user_decks / "geo.yaml"
    path.write_text(deck(place).replace("Nairobi", "Mombasa"), encoding="utf-8")

    with pytest.raises(ChangedMeanwhileError):
        workshop.save(note, note.text.replace("Nairobi", "Kisumu"))
    assert "Mombasa" in deck(place)


def test_a_note_that_is_gone_cannot_be_edited_here(place: Workplace) -> None:
    card = record(place, "geo/kenya")
    (place.user_decks / "geo.yaml").write_text("notes: []\n", encoding="utf-8")

    with pytest.raises(NoNoteError, match=r"geo\.yaml cannot be edited here"):
        NoteWorkshop(place).note(card)


def test_a_shipped_deck_is_copied_before_its_note_is_saved(place: Workplace) -> None:
    with place.reader() as reader:
        slug = next(one.slug for one in reader.decks() if one.root == "shipped")
        uid = reader.uids(f"{slug}/")[0]
    workshop = NoteWorkshop(place)
    card = record(place, uid)
    shipped = Path(card.path).read_bytes()
    note = workshop.note(card)

    assert workshop.save(note, note.text + "    # mine\n") == ()
    assert workshop.where(note).startswith("Saved in your own copy of the deck")
    assert all(place.trust.decks().values()), "a deck without tests is not trusted"
    workshop.bring_up_to_date(card)

    assert Path(card.path).read_bytes() == shipped
    assert "    # mine\n" in (place.user_decks / Path(card.path).name).read_text(encoding="utf-8")
    assert Path(record(place, uid).path).parent == place.user_decks
    assert workshop.note(record(place, uid)).text.startswith(note.text[:20])


def test_what_is_being_written_outlives_the_process(place: Workplace) -> None:
    note = NoteWorkshop(place).note(record(place, "geo/kenya"))
    NoteWorkshop(place).keep_draft(note, "  - id: ken")

    assert NoteWorkshop(place).draft(note) == Draft("  - id: ken", note.text)
    assert NoteWorkshop(place).draft(NoteWorkshop(place).note(record(place, "geo/peru"))) is None

    NoteWorkshop(place).drop_draft(note)
    assert NoteWorkshop(place).draft(note) is None


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that spoils or mends a line, and remembers what it was called with."""
    script = tmp_path / "ed"
    script.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/called\nsed -i "$CHANGE" "$2"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    return tmp_path / "called"


def test_the_editor_opens_at_the_note_and_what_is_wrong_is_told(
    place: Workplace, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = NoteWorkshop(place)
    card = record(place, "geo/kenya")
    monkeypatch.setenv("CHANGE", "s/a: Nairobi/an: Nairobi/")

    assert workshop.open_editor(card) == ()
    told = workshop.bring_up_to_date(card)

    assert editor.read_text() == "+8\n"
    assert told[0].startswith("geo.yaml:10:5 ")
    assert record(place, "geo/kenya").face.answer == "Nairobi"

    monkeypatch.setenv("CHANGE", "s/an: Nairobi/a: Mombasa/")
    workshop.open_editor(card)
    assert workshop.bring_up_to_date(card) == ()
    assert record(place, "geo/kenya").face.answer == "Mombasa"
