"""Packages in the real Anki, in its own process: imported, edited at the source, imported again."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from helpers_program import MORNING, Home

from drillbank.anki.note_types import LAST_CHANGED, note_types
from drillbank.anki.package import write_package
from drillbank.authoring.cards import Face, Mode, Point
from drillbank.authoring.scan import scan, user_folder
from drillbank.bank.bank import open_bank
from drillbank.bank.library import compile_library
from drillbank.bank.location import locate
from drillbank.bank.queries import SqlReader
from drillbank.bank.values import ExportCard, ExportDeck, ExportNote
from drillbank.base.words import NoteUid, Slug, Uid, UtcMs
from drillbank.memory.preset import Presets
from drillbank.memory.study_day import Calendar

ROOT = Path(__file__).parents[2]
ORACLE = Path(__file__).with_name("anki_oracle.py")
NOON = 1_789_000_000_000
SECOND = 1000

Ask = Callable[..., list[Any]]


def anki_python() -> Path:
    """The Python that has the anki package."""
    named = os.environ.get("DRILLBANK_ANKI_PYTHON")
    path = Path(named) if named else ROOT / ".venv-anki" / "bin" / "python"
    if not path.exists():
        pytest.fail(
            f"There is no {path}: run scripts/test once with a network, "
            "or let DRILLBANK_ANKI_PYTHON name a Python that has the anki package."
        )
    return path


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Carries out steps on one collection of Anki's and returns what each answered."""
    python = anki_python()
    scratch = tmp_path / "anki-tmp"
    scratch.mkdir()

    def carry_out(*steps: dict[str, Any]) -> list[Any]:
        run = subprocess.run(  # noqa: S603 - our own script
            [python, ORACLE],
            input=json.dumps({"collection": str(tmp_path / "c.anki2"), "steps": steps}),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, "TMPDIR": str(scratch)},
        )
        assert run.returncode == 0, run.stderr
        answers: list[Any] = json.loads(run.stdout)
        return answers

    return carry_out


def card(uid: str, number: int, face: Face | None = None) -> ExportCard:
    face = face or Face(f"Asks {uid}?", f"Answers {uid}.")
    return ExportCard(Uid(uid), f"card {uid}", UtcMs(NOON + number), face, retired=False)


def note(kind: str, head: str, *cards: ExportCard, tags: Sequence[str] = ()) -> ExportNote:
    uid = cards[0].uid.partition("#")[0]
    deck = Slug(uid.partition("/")[0])
    return ExportNote(
        NoteUid(uid), f"note {uid}", deck, kind, head, tuple(tags), UtcMs(NOON), False, cards
    )


QUESTION = note("q", "Why?", card("one/why", 1), tags=["two words"])
TERM = note("term", "hook", card("one/hook#means", 2))
BOTH_WAYS = note("term", "bar", card("one/bar#means", 3), card("one/bar#term", 4))
CLOZE = note(
    "cloze",
    "{{3::Third}} and {{1::first::which}}, `std::{{x}}`, $y^{{1::2}}$",
    card("one/gaps#3", 5),
    card("one/gaps#1", 6),
)
STEPS = note("steps", "How?", card("one/how#all", 7), card("one/how#first", 8))
PROMPT = note(
    "prompt",
    "Tell me.",
    card(
        "two/tell#tell",
        9,
        Face(
            "Tell me.",
            "**Situation.** …",
            mode=Mode.SPEAK,
            points=(Point(Slug("p"), "Names it", "judgement", must=True),),
            limit_s=90,
        ),
    ),
    card("two/tell#hook/why-not", 10),
)
LATER = note("q", "Later?", card("two/later", 11))


def decks(*notes: ExportNote) -> list[ExportDeck]:
    by_deck: dict[Slug, list[ExportNote]] = {}
    for each in notes:
        by_deck.setdefault(each.deck, []).append(each)
    return [ExportDeck(slug, slug.title(), None, "", tuple(own)) for slug, own in by_deck.items()]


def package(tmp_path: Path, *notes: ExportNote, name: str = "x.apkg") -> dict[str, Any]:
    """Writes a package; the step that imports it."""
    write_package(tmp_path / name, decks(*notes), UtcMs(NOON))
    return {"do": "import", "path": str(tmp_path / name)}


def reworded(old: ExportNote, text: str, *, later_s: int = 60) -> ExportNote:
    """The note after its author changed every answer."""
    cards = tuple(replace(card, face=replace(card.face, answer=text)) for card in old.cards)
    return replace(old, cards=cards, changed_at=UtcMs(old.changed_at + later_s * SECOND))


ALL = (QUESTION, TERM, BOTH_WAYS, CLOZE, STEPS, PROMPT, LATER)


def by_guid(notes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    assert len({note["guid"] for note in notes}) == len(notes)
    return {note["guid"]: note for note in notes}


def test_anki_takes_every_note_card_field_and_tag(tmp_path: Path, ask: Ask) -> None:
    log, notes, decks_, check, empty = ask(
        package(tmp_path, *ALL),
        {"do": "notes"},
        {"do": "decks"},
        {"do": "check"},
        {"do": "empty_cards"},
    )
    assert (log["found"], log["new"], log["other"]) == (9, 9, 0)
    found = by_guid(notes)
    assert {guid: note["type"] for guid, note in found.items()} == {
        "note one/why": "drillbank q",
        "note one/hook": "drillbank term",
        "note one/bar": "drillbank term",
        "note one/gaps": "drillbank cloze",
        "card one/how#all": "drillbank steps",
        "card one/how#first": "drillbank steps",
        "card two/tell#tell": "drillbank prompt",
        "card two/tell#hook/why-not": "drillbank prompt",
        "note two/later": "drillbank q",
    }
    assert found["note one/why"]["tags"] == ["drillbank::deck::one", "two_words"]
    assert found["note one/why"]["mod"] == NOON // SECOND
    assert found["note one/why"]["fields"]["Answer"] == "<p>Answers one/why.</p>"
    assert found["note one/why"]["fields"]["Uid"] == "one/why"
    places = {
        guid: [(card["id"] - NOON, card["ord"], card["deck"]) for card in note["cards"]]
        for guid, note in found.items()
    }
    assert places["note one/hook"] == [(2, 0, "drillbank::One")]
    assert places["note one/bar"] == [(3, 0, "drillbank::One"), (4, 1, "drillbank::One")]
    assert places["note one/gaps"] == [(6, 0, "drillbank::One"), (5, 2, "drillbank::One")]
    assert places["note two/later"] == [(11, 0, "drillbank::Two")]
    assert {deck["name"]: deck["new"] for deck in decks_} == {
        "drillbank": 11,
        "drillbank::One": 8,
        "drillbank::Two": 3,
    }
    assert check == {"report": "Database rebuilt and optimized.", "sound": True}
    assert empty == []


def test_anki_draws_each_side_as_meant(tmp_path: Path, ask: Ask) -> None:
    _, notes = ask(package(tmp_path, *ALL), {"do": "notes"})
    found = by_guid(notes)
    term = found["note one/bar"]["cards"][1]
    assert text_of(term["question"]) == "Asks one/bar#term?"
    assert "Answers one/bar#term." in term["answer"]
    assert "one/bar#means" not in term["answer"]
    first, third = found["note one/gaps"]["cards"]
    literal = "std::&#123;&#123;x&#125;&#125;"
    assert text_of(first["question"]) == rf"Third and [which], {literal}, \(y^[...]\)"
    assert text_of(third["question"]).startswith("[...] and first,")
    assert 'data-ordinal="3">Third</span> and' in third["answer"]
    told = found["card two/tell#tell"]["cards"][0]
    assert "Answer aloud within 1:30." in told["question"]
    assert "Names it" not in told["question"]
    assert '<li class="must"><label><input type="checkbox">' in told["answer"]


def text_of(html: str) -> str:
    return re.sub("<[^>]*>", "", html).replace("&#58;", ":").strip()


def test_an_edited_source_updates_and_neither_doubles_nor_loses(tmp_path: Path, ask: Ask) -> None:
    old_steps = replace(STEPS.cards[1], retired=True)
    edited = (
        reworded(QUESTION, "Reworded."),
        TERM,
        reworded(BOTH_WAYS, "Both reworded."),
        replace(
            CLOZE,
            head=CLOZE.head + " {{4::more}}",
            cards=(*CLOZE.cards, card("one/gaps#4", 20)),
            changed_at=UtcMs(NOON + 60 * SECOND),
        ),
        replace(
            STEPS,
            cards=(STEPS.cards[0], card("one/how#second", 21), old_steps),
            changed_at=UtcMs(NOON + 60 * SECOND),
        ),
        replace(PROMPT, retired=True, changed_at=UtcMs(NOON + 60 * SECOND)),
        # Moved to the other deck.
        replace(
            LATER,
            deck=Slug("one"),
            uid=NoteUid("one/later"),
            cards=(replace(LATER.cards[0], uid=Uid("one/later")),),
            changed_at=UtcMs(NOON + 60 * SECOND),
        ),
        note("q", "New?", card("one/new", 22)),
    )
    first, before, second, after, third, check, empty = ask(
        package(tmp_path, *ALL),
        {"do": "notes"},
        package(tmp_path, *edited, name="y.apkg"),
        {"do": "notes"},
        {"do": "import", "path": str(tmp_path / "y.apkg")},
        {"do": "check"},
        {"do": "empty_cards"},
    )
    assert first["new"] == 9
    assert (second["new"], second["updated"], second["duplicate"]) == (2, 8, 1)
    assert (second["conflicting"], second["other"]) == (0, 0)
    assert (third["new"], third["updated"], third["duplicate"]) == (0, 0, 11)
    old, new = by_guid(before), by_guid(after)
    assert new.keys() - old.keys() == {"card one/how#second", "note one/new"}
    assert old.keys() <= new.keys()
    for guid, was in old.items():
        kept = {card["id"]: (card["deck"], card["ord"]) for card in new[guid]["cards"]}
        for each in was["cards"]:
            assert kept[each["id"]] == (each["deck"], each["ord"])
    assert new["note one/why"]["fields"]["Answer"] == "<p>Reworded.</p>"
    assert new["note one/hook"] == old["note one/hook"]
    assert [card["ord"] for card in new["note one/gaps"]["cards"]] == [0, 2, 3]
    assert "drillbank::retired" in new["card one/how#first"]["tags"]
    assert "drillbank::retired" not in new["card one/how#all"]["tags"]
    assert "drillbank::retired" in new["card two/tell#tell"]["tags"]
    assert "drillbank::deck::one" in new["note two/later"]["tags"]
    assert new["note two/later"]["fields"]["Uid"] == "one/later"
    assert check["sound"]
    assert check["report"] == "Database rebuilt and optimized."
    assert empty == []


FIRST = """\
title: Layers
notes:
  - {id: first-layer, q: "How long is a first layer?", a: "60 seconds"}
  - id: hook
    term: hook
    means: A detail dropped on purpose.
    ask: both
  - {id: gaps, cloze: "{{1::Two}} or {{2::three}} hooks"}
  - {id: gone, q: "Will this stay?", a: "As retired"}
  - id: moves
    steps: Which moves?
    of: {frame: Say what is decided., weigh: Write criteria down.}
"""
SECOND_DRAFT = """\
title: Layers, renamed
notes:
  - {id: length, was: first-layer, q: "How long is the first layer?", a: "About 90 seconds"}
  - id: hook
    term: hook
    means: A detail dropped on purpose.
    ask: both
  - {id: gaps, cloze: "{{1::Two}}, {{3::never one}}, or {{2::three}} hooks"}
  - id: moves
    steps: Which moves?
    of: {frame: Say what is decided., weigh: Write the criteria down., decide: Commit.}
"""


def exported(tmp_path: Path, source: str, day: int) -> dict[str, Any]:
    """Compiles a deck's source into a bank that lives on, and exports it; the step that imports."""
    folder = tmp_path / "decks"
    folder.mkdir(exist_ok=True)
    (folder / "layers.yaml").write_text(source)
    now = UtcMs(NOON + day * 86_400 * SECOND)
    bank = open_bank(
        locate(str(tmp_path / "bank.db")),
        calendar=Calendar(),
        presets=Presets(),
        backups=None,
        device="test",
    )
    try:
        compiled, diagnostics = compile_library(scan([user_folder(folder)]))
        assert not any(diagnostic.is_error for diagnostic in diagnostics)
        bank.compile(compiled, now)
        with bank.reading() as session:
            wanted = SqlReader(session, Presets()).for_export()
        written = write_package(tmp_path / f"{day}.apkg", wanted, now)
        with bank.change(now) as change:
            change.freeze_anki_names(written.decks)
    finally:
        bank.close()
    return {"do": "import", "path": str(tmp_path / f"{day}.apkg")}


def test_a_deck_file_edited_and_exported_again_brings_its_edits(tmp_path: Path, ask: Ask) -> None:
    first, before, second, after, check = ask(
        exported(tmp_path, FIRST, 1),
        {"do": "notes"},
        exported(tmp_path, SECOND_DRAFT, 2),
        {"do": "notes"},
        {"do": "check"},
    )
    assert (first["new"], len(before)) == (7, 7)
    assert (second["new"], second["conflicting"], second["other"]) == (1, 0, 0)
    old, new = by_guid(before), by_guid(after)
    by_uid = {note["fields"]["Uid"]: note for note in after}
    assert old.keys() < new.keys()
    assert {guid: note["id"] for guid, note in old.items()}.items() <= {
        guid: note["id"] for guid, note in new.items()
    }.items()
    assert by_uid["layers/length"]["fields"]["Answer"] == "<p>About 90 seconds</p>"
    assert [card["ord"] for card in by_uid["layers/gaps"]["cards"]] == [0, 1, 2]
    assert len(by_uid["layers/hook"]["cards"]) == 2
    assert "drillbank::retired" in by_uid["layers/gone"]["tags"]
    assert "criteria" in by_uid["layers/moves#weigh"]["fields"]["Answer"]
    assert by_uid["layers/moves#decide"]["cards"]
    assert {card["deck"] for note in after for card in note["cards"]} == {"drillbank::Layers"}
    assert check["sound"]


def test_a_users_own_edit_holds_until_the_source_changes_again(tmp_path: Path, ask: Ask) -> None:
    mine = {"do": "edit", "query": "Uid:one/why", "field": "Answer", "value": "Mine"}
    import_ = package(tmp_path, *ALL)
    much_later = reworded(QUESTION, "Theirs", later_s=60 * 60 * 24 * 365 * 40)
    _, _, again, kept, newer, taken = ask(
        import_,
        mine,
        import_,
        {"do": "notes"},
        package(tmp_path, much_later, name="y.apkg"),
        {"do": "notes"},
    )
    assert again["updated"] == 0
    assert by_guid(kept)["note one/why"]["fields"]["Answer"] == "Mine"
    assert newer["updated"] == 1
    assert by_guid(taken)["note one/why"]["fields"]["Answer"] == "<p>Theirs</p>"


def test_any_two_banks_share_their_note_types(tmp_path: Path, ask: Ask) -> None:
    elsewhere = replace(
        QUESTION, guid="another bank's", cards=(replace(QUESTION.cards[0], guid="theirs"),)
    )
    _, one, log, two = ask(
        package(tmp_path, QUESTION, CLOZE),
        {"do": "note_types"},
        package(tmp_path, elsewhere, name="y.apkg"),
        {"do": "note_types"},
    )
    assert one == two
    assert (log["new"], log["conflicting"]) == (1, 0)
    ours = {kind["id"]: kind for kind in one if kind["name"].startswith("drillbank ")}
    specs = [note_types()["q"], note_types()["cloze"]]
    assert set(ours) == {spec.id for spec in specs}
    for spec in specs:
        assert ours[spec.id]["type"] == int(spec.is_cloze)
        assert ours[spec.id]["fields"] == [[field.name, field.id] for field in spec.fields]
        assert ours[spec.id]["templates"] == [[card.name, card.id] for card in spec.templates]


def test_a_deleted_note_comes_back_with_its_card_ids(tmp_path: Path, ask: Ask) -> None:
    import_ = package(tmp_path, QUESTION)
    _, _, back, notes = ask(
        import_, {"do": "delete", "query": "Uid:one/why"}, import_, {"do": "notes"}
    )
    assert back["new"] == 1
    assert notes[0]["cards"][0]["id"] == NOON + 1


def test_nothing_is_left_in_the_temporary_folder(
    tmp_path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "private-tmp"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (log,) = ask(package(tmp_path, *ALL))
    assert log["new"] == 9
    assert list(scratch.iterdir()) == []


def test_nasty_texts_arrive_as_they_were_written(tmp_path: Path, ask: Ask) -> None:
    nasty = "a < b && c > d \"q\" 'q' {{x}} }} {{{ [sound:x.mp3] <b>no</b> \N{GRINNING FACE} é"
    face = Face(f"{nasty}?", f"```\n{nasty}\n```", hint=nasty)
    _, notes, check = ask(
        package(tmp_path, note("q", nasty, card("one/nasty", 1, face))),
        {"do": "notes"},
        {"do": "check"},
    )
    shown = notes[0]["cards"][0]
    for entity in ("&#123;&#123;x&#125;&#125;", "&lt;b&gt;no&lt;/b&gt;", "&#91;sound:x.mp3]", "😀"):
        assert entity in shown["question"]
        assert entity in shown["answer"]
    assert check["sound"]


def test_a_new_look_reaches_cards_that_are_there(tmp_path: Path, ask: Ask) -> None:
    old = package(tmp_path, QUESTION)
    plain = ".card { color: teal; }"
    look = replace(note_types()["q"], css=plain, changed_at=UtcMs(LAST_CHANGED + SECOND))
    write_package(tmp_path / "y.apkg", decks(QUESTION), UtcMs(NOON), types={"q": look})
    _, _, types, notes = ask(
        old,
        {"do": "import", "path": str(tmp_path / "y.apkg")},
        {"do": "note_types"},
        {"do": "notes"},
    )
    ours = [kind for kind in types if kind["name"].startswith("drillbank")]
    assert [kind["css"] for kind in ours] == [plain]
    assert len(notes) == 1


# Images

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
"""A whole one, of one pixel."""

DRAWN = """\
    title: Loops
    notes:
      - {id: loop, q: "Which loop? ![The *two* halves](<pictures/My größe.png>)", a: "Both"}
      - {id: gap, cloze: "{{1::Two}} halves ![of the {{2::loop}}](loop.png)"}
      - {id: bare, q: "No image?", a: "None"}
    """
AFTERNOON = "2026-11-21T15:00:00+01:00"


def drawn_home(home: Home) -> Path:
    """A home with a deck that shows two images; where they are."""
    folder = home.deck("loops", DRAWN).parent
    (folder / "pictures").mkdir()
    paint(folder / "loop.png", PNG, MORNING)
    paint(folder / "pictures" / "My größe.png", PNG + b"1", MORNING)
    return folder


def paint(path: Path, content: bytes, at: str) -> None:
    """Writes an image at a time."""
    path.write_bytes(content)
    when = datetime.fromisoformat(at).timestamp()
    os.utime(path, (when, when))


def export(home: Home, name: str, now: str = MORNING) -> dict[str, Any]:
    """Exports all without a word of warning; the step that imports."""
    result = home.run("export", "anki", name, "loops", now=now)
    assert (result.code, result.err) == (0, "")
    return {"do": "import", "path": str(home.path / name)}


def sources(note: dict[str, Any]) -> list[str]:
    return re.findall('<img src="([^"]*)"', "".join(note["fields"].values()))


def uids(notes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {note["fields"]["Uid"]: note for note in notes}


def test_images_arrive_and_are_shown(home: Home, ask: Ask) -> None:
    drawn_home(home)
    log, notes, media, check = ask(
        export(home, "x.apkg"), {"do": "notes"}, {"do": "media"}, {"do": "check"}
    )
    assert log["new"] == 3
    loop, gap, bare = (uids(notes)[f"loops/{name}"] for name in ("loop", "gap", "bare"))
    (shown,), (beside,) = sources(loop), sources(gap)
    assert sources(bare) == []
    assert media["files"] == {shown: (PNG + b"1").hex(), beside: PNG.hex()}
    assert (media["missing"], media["unused"]) == ([], [])
    assert f'<img src="{shown}" alt="The two halves">' in loop["cards"][0]["question"]
    first, second = gap["cards"]
    assert text_of(first["question"]) == "[...] halves of the loop"
    assert text_of(second["question"]) == "Two halves of the [...]"
    for card in (first, second):
        assert f'<img src="{beside}" alt="">' in card["question"]
    assert check["sound"]


def test_an_image_that_changed_replaces_the_old_one(home: Home, ask: Ask) -> None:
    folder = drawn_home(home)
    before = export(home, "x.apkg")
    again = export(home, "y.apkg", AFTERNOON)
    paint(folder / "loop.png", PNG + b"changed", AFTERNOON)
    after = export(home, "z.apkg", AFTERNOON)
    _, old, same, changed, new, media, last = ask(
        before, {"do": "notes"}, again, after, {"do": "notes"}, {"do": "media"}, after
    )
    assert (same["new"], same["updated"], same["duplicate"]) == (0, 0, 3)
    assert (changed["new"], changed["updated"], changed["duplicate"]) == (0, 1, 2)
    assert (last["updated"], last["duplicate"]) == (0, 3)
    was, now = (uids(notes)["loops/gap"] for notes in (old, new))
    assert media["files"][sources(now)[0]] == (PNG + b"changed").hex()
    assert (media["missing"], media["unused"]) == ([], sources(was))
    assert uids(new)["loops/loop"] == uids(old)["loops/loop"]
    assert [card["id"] for card in now["cards"]] == [card["id"] for card in was["cards"]]


def test_an_image_that_is_gone_is_told_and_the_cards_go_on(home: Home, ask: Ask) -> None:
    folder = drawn_home(home)
    export(home, "x.apkg")
    (folder / "loop.png").unlink()
    result = home.run("export", "anki", "y.apkg", "loops")
    assert result.code == 0
    assert result.err == "loops/gap shows words for its image loop.png, which cannot be read.\n"
    log, notes, media = ask(
        {"do": "import", "path": str(home.path / "y.apkg")}, {"do": "notes"}, {"do": "media"}
    )
    assert log["new"] == 3
    assert text_of(uids(notes)["loops/gap"]["cards"][0]["question"]) == "[...] halves of the loop"
    assert list(media["files"]) == sources(uids(notes)["loops/loop"])
    assert media["missing"] == []


def test_an_empty_image_stops_no_import(home: Home, ask: Ask) -> None:
    folder = drawn_home(home)
    paint(folder / "loop.png", b"", MORNING)
    log, _ = ask(export(home, "x.apkg"), {"do": "media"})
    assert log["new"] == 3


# The shipped library

MARKS = re.compile(r"\*\*|`|fact:|\]\(|\{\{|\}\}|\[sound:")
"""What a card would show of its source if something were not drawn."""


def test_the_shipped_library_arrives_whole_and_clean(library_home: Home, ask: Ask) -> None:
    result = library_home.run("export", "anki", "all.apkg")
    assert (result.code, result.err) == (0, "")
    import_ = {"do": "import", "path": str(library_home.path / "all.apkg")}
    steps = [{"do": step} for step in ("check", "empty_cards", "media", "notes")]
    first, second, check, empty, media, notes = ask(import_, import_, *steps)
    assert first["found"] == first["new"] == len(notes)
    assert second["duplicate"] == len(notes)
    assert second["new"] == second["updated"] == second["conflicting"] == second["other"] == 0
    assert (check["sound"], empty, media["missing"]) == (True, [], [])
    for note in notes:
        for card in note["cards"]:
            for side in ("question", "answer"):
                read = text_of(without_code(card[side]))
                assert read, f"{note['fields']['Uid']} has an empty {side}"
                assert not MARKS.search(read), f"{note['fields']['Uid']}: {read}"


def without_code(html: str) -> str:
    return re.sub(r"<(pre|code)\b.*?</\1>", "code", html, flags=re.DOTALL)
