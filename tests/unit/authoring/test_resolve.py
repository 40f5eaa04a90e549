"""What notes name beside themselves is followed over all decks, and silence where it may be."""

from pathlib import Path

import pytest

from drillbank.authoring.compile import Compilation, compile_decks

STORY = """\
notes:
  - id: moving
    was: migration
    story: Moving payments
    headline: We moved it.
    facts: {rows: 41 million, peak: {text: 900 a second, was: load}}
"""


def compiled(folder: Path, **decks: str) -> Compilation:
    """Compiles decks written by name; ``facts`` is ``facts.yaml``."""
    for name, text in decks.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return compile_decks([folder])


def asking(answer: str, *more: str) -> str:
    """A deck of one question with this answer."""
    return "\n    ".join(["notes:\n  - id: ask", "q: How many?", f'a: "{answer}"', *more]) + "\n"


def codes(compilation: Compilation) -> list[str]:
    return [diagnostic.code.value for diagnostic in compilation.diagnostics]


@pytest.mark.parametrize(
    "answer",
    [
        "[41 million](fact:moving.rows)",
        "[41  million](fact:stories/moving.rows)",
        "[900 a second](fact:moving.peak)",
        "[Ten](fact:engineers) of us, [41 million](fact:moving.rows) rows",
        "[10](fact:engineers) of us, [41,000,000](fact:moving.rows) rows, [900](fact:moving.peak)",
    ],
)
def test_a_fact_that_is_repeated_is_sound(tmp_path: Path, answer: str) -> None:
    done = compiled(tmp_path, deck=asking(answer), stories=STORY, facts="engineers: ten\n")
    assert codes(done) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("[40 million](fact:moving.rows)", "E253"),
        ("[41 million lines](fact:moving.rows)", "E253"),
        ("[40](fact:moving.row)", "E252"),
        ("[40](fact:moved.rows)", "E254"),
        ("[40](fact:migration.rows)", "E254"),
        ("[40](fact:engineer)", "E252"),
        ("[9](fact:engineers)", "E253"),
        ("[9](fact:)", "E252"),
    ],
)
def test_any_other_takes_its_note_out(tmp_path: Path, answer: str, code: str) -> None:
    done = compiled(tmp_path, deck=asking(answer), stories=STORY, facts="engineers: ten\n")
    assert codes(done) == [code]
    assert [note.uid for note in done.notes] == ["stories/moving"]
    assert [deck.sound for deck in done.decks] == [False, True]
    assert done.diagnostics[0].note_uid == "deck/ask"


@pytest.mark.parametrize(
    ("answer", "mended"),
    [
        ("[90](fact:moving.peak) a second", "write '900'"),
        ("[90 a second](fact:moving.peak)", "write '900 a second'"),
        ("[40](fact:moving.rows) of them", "write '41 million'"),
    ],
)
def test_a_number_alone_is_mended_by_a_number(tmp_path: Path, answer: str, mended: str) -> None:
    (problem,) = compiled(tmp_path, deck=asking(answer), stories=STORY).diagnostics
    assert problem.fix is not None
    assert problem.fix.title == mended


def test_a_story_of_the_same_deck_comes_before_one_of_the_same_name(tmp_path: Path) -> None:
    own = STORY.replace("41 million", "7") + asking("[7](fact:moving.rows)").partition("\n")[2]
    other = asking("[7](fact:moving.rows)")
    done = compiled(tmp_path, own=own, stories=STORY, other=other)
    assert codes(done) == []
    assert codes(compiled(tmp_path, own=own.replace('"[7]', '"[41 million]'))) == ["E253"]


def test_facts_stand_beside_the_deck_or_above_it(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    (deep / "deck.yaml").write_text(asking("[10](fact:engineers)"))
    (tmp_path / "facts.yaml").write_text("engineers: 10\n")
    assert codes(compile_decks([deep])) == []
    (deep.parent / "facts.yaml").write_text("engineers: 11\n")
    assert codes(compile_decks([deep])) == ["E253"]


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("rows: 41: 42\n", ["E101"]),
        ("rows: [41]\n", ["E206"]),
        ("rows:\n", ["E205"]),
        ("Rows moved: 41\n", ["E210"]),
        ("- rows\n", ["E206"]),
        ("rows: 41\nrows: 42\n", ["E110"]),
        ("", []),
    ],
)
def test_what_is_wrong_with_the_facts_is_told_once(
    tmp_path: Path, facts: str, told: list[str]
) -> None:
    decks = {"one": asking("41"), "two": asking("42")}
    assert codes(compiled(tmp_path, facts=facts, **decks)) == told
    assert codes(compile_decks([tmp_path / "facts.yaml"])) == told


def test_a_name_that_a_broken_file_may_hold_is_passed_over(tmp_path: Path) -> None:
    deck = asking("[41](fact:rows) [x](fact:gone.rows)", "after: other/lost")
    other = "notes:\n  - id: lost\n    q: What: now?\n" + STORY.partition("\n")[2]
    done = compiled(tmp_path, deck=deck, other=other, facts="rows: a: b\n")
    assert sorted(codes(done)) == ["E101", "E101"]


def test_a_deck_alone_says_nothing_of_decks_beside_it(tmp_path: Path) -> None:
    deck = asking("[41](fact:gone.rows)", "after: other/gone") + STORY.partition("\n")[2]
    compiled(tmp_path, deck=deck, other=asking("x"))
    assert codes(compile_decks([tmp_path / "deck.yaml"])) == []
    assert codes(compile_decks([tmp_path])) == ["E254", "E217"]


def test_where_no_story_is_known_none_is_missed(tmp_path: Path) -> None:
    prompt = "notes:\n  - {prompt: Why?, story: gone, answer: 'So [41](fact:gone.rows).'}\n"
    assert codes(compiled(tmp_path, deck=prompt)) == []
    assert codes(compiled(tmp_path, stories=STORY)) == ["E254", "E254"]


def test_a_broken_story_still_has_its_facts(tmp_path: Path) -> None:
    broken = STORY.replace("    headline: We moved it.\n", "")
    deck = asking("[41 million](fact:moving.rows)")
    assert codes(compiled(tmp_path, deck=deck, stories=broken)) == ["E204"]


@pytest.mark.parametrize(
    ("key", "told"), [("story", "E201"), ("id", "E203"), ("facts", "E203"), ("headline", "E203")]
)
def test_a_misspelt_key_of_a_story_is_told_there_alone(tmp_path: Path, key: str, told: str) -> None:
    stories = STORY.replace(f" {key}:", f" {key}x:") + STORY.replace("moving", "other")[7:]
    prompt = "  - {prompt: Why?, story: moving, answer: 'So [41 million](fact:moving.rows).'}\n"
    deck = asking("[41 million](fact:moving.rows)") + prompt
    found = codes(compiled(tmp_path, deck=deck, stories=stories.replace("was: migration", "")))
    assert set(found) <= {told, "E204"}
    assert told in found


def test_a_name_beside_a_broken_story_is_still_missed(tmp_path: Path) -> None:
    stories = STORY.replace("story:", "storyx:") + STORY.replace("moving", "other")[7:]
    deck = asking("[41 million](fact:moved.rows)")
    done = compiled(tmp_path, deck=deck, stories=stories.replace("was: migration", ""))
    assert codes(done) == ["E254", "E201"]


def test_decks_compiled_elsewhere_may_be_named(tmp_path: Path) -> None:
    for folder in ("own", "shipped"):
        (tmp_path / folder).mkdir()
    shipped = compiled(tmp_path / "shipped", stories=STORY)
    deck = asking("[42](fact:moving.rows)", "after: stories/moving")
    (tmp_path / "own" / "deck.yaml").write_text(deck)
    assert codes(compile_decks([tmp_path / "own"])) == ["E217"]
    assert codes(compile_decks([tmp_path / "own"], shipped.decks)) == ["E253"]


def test_after_names_notes_of_this_deck_and_of_others(tmp_path: Path) -> None:
    first = asking("41", "after: [second/ask, base]") + "  - {id: base, q: What?, a: That.}\n"
    done = compiled(tmp_path, first=first, second=asking("42"))
    assert codes(done) == []
    assert done.notes[0].after == ("second/ask", "first/base")
    assert done.notes[1].after == ()


def test_a_loop_is_told_once_and_what_waits_for_it_is_sound(tmp_path: Path) -> None:
    deck = "notes:\n" + "".join(
        f"  - {{id: {one}, q: What is {one}?, a: It., after: {other}}}\n"
        for one, other in (("a", "b"), ("b", "c"), ("c", "b"), ("d", "a"), ("e", "e"))
    )
    done = compiled(tmp_path, deck=deck)
    assert codes(done) == ["E218", "E218"]
    assert "b → c → b" in done.diagnostics[0].message
    assert [note.uid for note in done.notes] == ["deck/a", "deck/c", "deck/d"]


@pytest.mark.parametrize("key", ["story", "after"])
def test_a_name_that_is_empty_is_told_once(key: str, tmp_path: Path) -> None:
    prompt = f"notes:\n  - prompt: Tell me.\n    answer: It was.\n    {key}:\n"
    assert codes(compiled(tmp_path, prompts=prompt, stories=STORY)) == ["E205"]


def test_a_name_that_may_stand_in_a_conflict_is_passed_over(tmp_path: Path) -> None:
    one = "  - {id: one, q: What is one?, a: Less than two.}\n"
    conflict = f"<<<<<<< HEAD\n{one}=======\n{one}>>>>>>> theirs\n"
    two = "  - {id: two, q: What is two?, a: More than one., after: one}\n"
    assert codes(compiled(tmp_path, deck=f"notes:\n{conflict}{two}")) == ["E115"]
