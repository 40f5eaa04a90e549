"""Leaving the card to look something up or to mend it, and coming back to it."""

import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from helpers_bank import review
from helpers_desk import desk_for, opened_bank
from helpers_review import NOON, TODAY
from helpers_screen import LARGE, MIDDLE, SMALL, Screen, screen

from drillbank.authoring.scan import scan, user_folder
from drillbank.authoring.splice import ChangedMeanwhileError
from drillbank.bank.hot import open_hot
from drillbank.bank.library import compile_library
from drillbank.bank.values import CardRecord
from drillbank.base.words import StudyDay, Uid, UtcMs
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.preset import Presets
from drillbank.memory.queue import Limits
from drillbank.memory.rating import Rating
from drillbank.memory.state import DueOn, Review
from drillbank.review.day import Choice
from drillbank.review.desk import Desk
from drillbank.review.table import Answered, Asking, Speaking
from drillbank.review.workshop import Draft, NoteText

DAY_MS = 86_400_000
SIZES = [LARGE, MIDDLE, SMALL]


@dataclass(slots=True)
class FakeWorkshop:
    """A workshop whose editor changes the deck as it is told."""

    bank: Path
    deck: Path
    edit: tuple[str, str] = ("", "")
    saving: Sequence[str] = ()
    fails: Exception | None = None
    kept: dict[str, Draft] = field(default_factory=dict)
    saved: list[str] = field(default_factory=list)

    def open_editor(self, record: CardRecord) -> tuple[str, ...]:
        """Changes the deck."""
        del record
        if self.fails:
            raise self.fails
        self.deck.write_text(self.deck.read_text().replace(*self.edit))
        return ()

    def bring_up_to_date(self, record: CardRecord) -> tuple[str, ...]:
        """Compiles it; tells its errors."""
        del record
        compiled, diagnostics = compile_library(scan([user_folder(self.deck.parent)]))
        bank = opened_bank(self.bank)
        bank.compile(compiled, UtcMs(NOON + 1))
        bank.close()
        return tuple(f"demo.yaml:{one.span.begins.line} {one.message}" for one in diagnostics)

    def note(self, record: CardRecord) -> NoteText:
        """Three lines, one of them longer than any screen of the tests."""
        long = "SCAN t; an index turns it into SEARCH t USING INDEX, and where no index serves the "
        text = f"  - id: scan\n    q: What does it print?\n    a: {long}order, it sorts.\n"
        return NoteText(record, Path("demo.yaml"), 3, text)

    def save(self, note: NoteText, text: str) -> Sequence[str]:
        """Says what is wrong, or remembers the text."""
        del note
        if self.fails:
            raise self.fails
        if not self.saving:
            self.saved.append(text)
        return self.saving

    def where(self, note: NoteText) -> str:
        """Names the file."""
        return f"Saved in {note.path.name}."

    def edit_text(self, text: str, suffix: str) -> str:
        """Adds a line."""
        return f"{text}# by hand in an {suffix} file\n"

    def draft(self, note: NoteText) -> Draft | None:
        """The one kept."""
        return self.kept.get(note.record.uid)

    def keep_draft(self, note: NoteText, text: str) -> None:
        """Keeps it."""
        self.kept[note.record.uid] = Draft(text, note.text)

    def drop_draft(self, note: NoteText) -> None:
        """Forgets it."""
        self.kept.pop(note.record.uid, None)


@pytest.fixture
def learned(bank: Path) -> Path:
    """The bank with a history of the first card, which is due today."""
    opened = opened_bank(bank)
    for days, rating in (
        (30, Rating.AGAIN),
        (29, Rating.GOOD),
        (27, Rating.HARD),
        (20, Rating.GOOD),
    ):
        review(opened, "demo/scan", UtcMs(NOON - days * DAY_MS), rating)
    opened.close()
    return bank


@pytest.fixture
def workshop(bank: Path, tmp_path: Path) -> FakeWorkshop:
    """A workshop over a copy of the deck."""
    compiled = desk_for(bank)
    with compiled.read() as reader:
        path = Path(reader.card(Uid("demo/scan")).path)
    shutil.copytree(path.parent / "img", tmp_path / "img")
    return FakeWorkshop(bank, Path(shutil.copy(path, tmp_path / "demo.yaml")))


def desk(bank: Path, workshop: FakeWorkshop | None = None, new: int = 100) -> Desk:
    made = desk_for(bank)
    made.workshop = None if workshop is None else lambda: workshop
    made.choice = Choice(limits=Limits(new_per_day=new))
    return made


def memory(bank: Path, uid: str = "demo/scan") -> CardMemory:
    reader = open_hot(bank, Presets(), 5)
    assert reader is not None
    found = reader.card(Uid(uid)).memory
    reader.close()
    return found


# Marks and flags


async def test_a_card_is_flagged_by_a_digit_and_stays_where_it_is(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "f")
        assert "Flag 1-7, 0 for none" in seen.text
        assert "SCAN t" in seen.text
        await seen.press("3")

        assert "Flag 3: demo/scan." in seen.text
        assert "demo · flag 3" in seen.text
        assert isinstance(seen.session.phase, Answered)
        assert memory(bank).flag == 3

        await seen.press("f", "0")
        assert "flag 3" not in seen.text
        assert memory(bank).flag == 0


async def test_another_key_leaves_the_flag_and_does_nothing_else(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "f", "q", "f", "8", "f", "escape")

        assert isinstance(seen.session.phase, Answered)
        assert memory(bank).last_event is None


async def test_the_mark_is_put_and_taken_away_by_the_same_key(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("*")
        assert memory(bank).flag == 1
        assert isinstance(seen.session.phase, Asking)

        await seen.press("*")
        assert memory(bank).flag == 0


async def test_a_mark_leaves_the_card_where_it_was_scrolled_to(bank: Path) -> None:
    async with screen(bank, size=SMALL) as seen:
        await seen.press("space", "ctrl+d")
        before = seen.text.splitlines()[2:6]
        await seen.press("*")

        assert "flag 1" in seen.text
        assert seen.text.splitlines()[2:6] == before


async def test_the_lines_in_sight_are_told_beside_a_message_too(bank: Path) -> None:
    async with screen(bank, size=SMALL) as seen:
        await seen.press("space")
        assert "lines 1-8 of" in seen.text
        await seen.press("*")

        assert "Flag 1: demo/scan." in seen.text
        assert "lines 1-7 of" in seen.text
        await seen.press("down")
        await seen.press("3", "space", "3")
        assert "lines" not in seen.text


async def test_a_flagged_card_is_graded_and_all_of_it_is_undone(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("*", "space", "3", "u")
        assert isinstance(seen.session.phase, Answered)
        await seen.press("u")

        assert "Undone: flagging demo/scan." in seen.text
        assert isinstance(seen.session.phase, Answered)
        assert memory(bank).flag == 0
        await seen.press("3")
        assert memory(bank).reps == 1


# When it is due


async def test_a_card_is_put_off_until_the_day_that_is_written(learned: Path) -> None:
    async with screen(learned, desk=desk(learned, new=0)) as seen:
        await seen.press("D")
        assert "When is this card due?" in seen.text
        await seen.press("3", "d", "enter")
        await seen.until("Due on 2026-11-24: demo/scan.")

        assert seen.session.shown is None
        state = memory(learned).state
        assert isinstance(state, Review)
        assert state.due == DueOn(StudyDay(TODAY + 3))

        await seen.press("u")
        assert "Undone: setting the due day of demo/scan." in seen.text
        assert seen.session.shown is not None
        assert seen.session.shown.uid == "demo/scan"


async def test_a_day_that_cannot_be_read_is_asked_again(learned: Path) -> None:
    async with screen(learned, desk=desk(learned, new=0)) as seen:
        await seen.press("D", "s", "o", "o", "n", "enter")
        assert "'soon' names no day. Write 3d, 2w, tomorrow" in seen.text
        await seen.press("escape")

        assert seen.session.shown is not None
        assert seen.session.shown.uid == "demo/scan"
        await seen.press("D", "0", "enter")
        await seen.until("Due today: demo/scan.")
        assert isinstance(seen.session.phase, Asking)


async def test_a_new_card_has_no_due_day(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("D")

        assert "A new card has no due day yet" in seen.text


# Looking something up


async def test_the_clock_of_the_card_stands_still_meanwhile(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("i")
        await seen.until("Esc closes")
        await seen.tick(100)
        await seen.press("escape")
        await seen.press("space")

        assert isinstance(seen.session.phase, Answered)
        assert seen.session.phase.thinking_ms < 5_000


@pytest.mark.parametrize("key", ["?", ":"])
async def test_keys_and_palette_stop_the_clock_too(bank: Path, key: str) -> None:
    async with screen(bank) as seen:
        await seen.press(key)
        await seen.tick(100)
        await seen.press("escape", "space")

        assert isinstance(seen.session.phase, Answered)
        assert seen.session.phase.thinking_ms < 5_000


@pytest.mark.parametrize("key", ["escape", "q", "i"])
async def test_card_info_is_closed_and_never_the_session(bank: Path, key: str) -> None:
    async with screen(bank) as seen:
        await seen.press("i")
        await seen.until("Esc closes")
        await seen.press("3", "space", key)
        await seen.until("SPACE show answer")

        assert isinstance(seen.session.phase, Asking)
        assert seen.app.is_running


async def test_a_clock_that_was_paused_stays_so(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "3", "space", "3", "space", "p", "L")
        await seen.until("Esc closes")
        await seen.press("L")
        await seen.until("go on")

        assert isinstance(seen.session.phase, Speaking)
        assert seen.session.phase.watch.paused


# Mending a note


async def test_the_editor_comes_back_to_the_recompiled_card_with_its_ticks(
    bank: Path, workshop: FakeWorkshop
) -> None:
    workshop.edit = ("asked about scope, burst, accuracy", "asked about the scope")
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("space", "3", "space", "3", "space", "space", "y", "n")
        await seen.press("E")
        await seen.until("asked about the scope")

        assert isinstance(seen.session.phase, Answered)
        assert seen.session.phase.judged == (True, False, None, None, None)
        assert seen.session.phase.marker == 2


async def test_errors_in_the_file_are_told_and_the_card_stays(
    bank: Path, workshop: FakeWorkshop
) -> None:
    workshop.edit = ("    hint: Think", "    hnit: Think")
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("space", "E")
        await seen.until("demo.yaml:14 'hnit'")

        assert isinstance(seen.session.phase, Answered)
        await seen.press("3")
        assert memory(bank).reps == 1


@pytest.mark.parametrize("was", ["", "    was: scan\n"], ids=["alike", "was"])
async def test_a_card_goes_on_under_its_new_name(
    bank: Path, workshop: FakeWorkshop, was: str
) -> None:
    workshop.edit = ("  - id: scan\n", f"  - id: scan-or-search\n{was}")
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("space", "E")
        await seen.until("demo/scan is now demo/scan-or-search.")

        assert isinstance(seen.session.phase, Answered)
        await seen.press("3", "u")
        assert "Undone: Good on demo/scan-or-search." in seen.text
        await seen.press("3")
        assert memory(bank, "demo/scan-or-search").reps == 1
        assert seen.session.shown is not None
        assert seen.session.shown.uid == "demo/gil#1"


async def test_the_next_cards_of_a_renamed_note_are_asked_under_their_new_names(
    bank: Path, workshop: FakeWorkshop
) -> None:
    workshop.edit = ("  - id: gil\n", "  - id: lock\n")
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("E")
        await seen.press("space", "3")

        assert seen.session.shown is not None
        assert seen.session.shown.uid == "demo/lock#1"
        await seen.press("space", "3")
        assert memory(bank, "demo/lock#1").reps == 1
        assert {card.uid for card in seen.session.queue.steps} == {"demo/scan", "demo/lock#1"}


async def test_a_card_that_is_gone_is_left_for_the_next_one(
    bank: Path, workshop: FakeWorkshop
) -> None:
    question = "What does `EXPLAIN QUERY PLAN` print in SQLite when a query has to read the whole"
    workshop.edit = (f"  - id: scan\n    q: {question}", "  - id: star\n    q: Whose is the")
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("space", "E")
        await seen.until("demo/scan is no longer in its deck.")
        await seen.settled()

        assert seen.session.shown is not None
        assert seen.session.shown.uid == "demo/gil#1"


async def test_an_editor_that_cannot_be_had_is_told(bank: Path, workshop: FakeWorkshop) -> None:
    workshop.fails = ChangedMeanwhileError(Path("demo.yaml"))
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("E")
        await seen.until("changed on disk")

        assert isinstance(seen.session.phase, Asking)
        assert seen.session.phase.watch.since is not None


async def test_without_a_workshop_editing_says_so(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("e")
        await seen.until("Decks cannot be edited from here.")


async def test_a_note_is_edited_here_and_saved(bank: Path, workshop: FakeWorkshop) -> None:
    workshop.edit = ("`SCAN t`; an index", "`SCAN t`; the index")
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("space", "e")
        await seen.until("^s saves")
        assert "3    - id: scan" in seen.text
        await seen.press("x", "y")
        assert workshop.kept["demo/scan"].text.startswith("xy  - id: scan")
        workshop.open_editor(seen.session.shown.record)  # type: ignore[union-attr]
        await seen.press("ctrl+s")
        await seen.until("the index turns")

        assert "Saved in demo.yaml." in seen.text
        assert workshop.saved[0].startswith("xy  - id: scan")
        assert workshop.kept == {}
        assert isinstance(seen.session.phase, Answered)


async def test_with_errors_nothing_is_saved(bank: Path, workshop: FakeWorkshop) -> None:
    workshop.saving = ["3:5 there is no key 'an'"]
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("e")
        await seen.until("^s saves")
        await seen.press("x", "ctrl+s")
        await seen.until("3:5 there is no key 'an'")

        workshop.fails = ChangedMeanwhileError(Path("demo.yaml"))
        await seen.press("ctrl+s")
        await seen.until("changed on disk")
        assert workshop.saved == []


async def test_ctrl_z_takes_back_what_was_typed_and_ctrl_y_brings_it_again(
    bank: Path, workshop: FakeWorkshop
) -> None:
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("e")
        await seen.until("^s saves")
        await seen.press("x", "ctrl+z")
        assert "x  - id: scan" not in seen.text
        await seen.press("ctrl+y")
        assert "x  - id: scan" in seen.text

        await seen.press("ctrl+z", "escape")
        await seen.until("SPACE show answer")


async def test_leaving_asks_only_where_something_was_changed(
    bank: Path, workshop: FakeWorkshop
) -> None:
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("e")
        await seen.until("^s saves")
        await seen.press("escape")
        await seen.until("SPACE show answer")

        await seen.press("e")
        await seen.until("^s saves")
        await seen.press("x", "escape")
        assert "Esc again throws the changes away" in seen.text
        await seen.press("y")
        assert "Esc again throws the changes away" not in seen.text
        await seen.press("escape")
        assert "Esc again throws the changes away" in seen.text
        await seen.press("escape")
        await seen.until("SPACE show answer")
        assert workshop.kept == {}
        assert workshop.saved == []


async def test_what_was_being_written_is_there_again(bank: Path, workshop: FakeWorkshop) -> None:
    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("e")
        await seen.until("^s saves")
        await seen.press("z", "z", "ctrl+c")
        await seen.until_ended()
    assert workshop.kept["demo/scan"].text.startswith("zz")

    async with screen(bank, desk=desk(bank, workshop)) as seen:
        await seen.press("e")
        await seen.until("what you were writing when a session was cut short")
        assert "zz  - id: scan" in seen.text


# The palette


async def test_the_palette_lists_what_can_be_done_with_this_card_and_how_much_that_is(
    bank: Path,
) -> None:
    async with screen(bank) as seen:
        await seen.press(":")
        assert "▸ show answer" in seen.text
        assert "hint" in seen.text
        assert "run tests" not in seen.text
        assert "write code" not in seen.text
        assert "1 of 31 · Enter does it" in seen.text
        await seen.press("down", "z", "z")
        assert "Nothing is called so here." in seen.text
        assert " of " not in seen.text.splitlines()[-1]


async def test_the_palette_finds_an_action_by_a_few_letters(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press(":", "b", "u", "r")
        assert "▸ bury card" in seen.text
        assert "flag" not in seen.text
        await seen.press("down")
        assert "▸ bury note" in seen.text
        await seen.press("enter")

        assert "Buried until tomorrow: demo/scan" in seen.text


async def test_the_palette_sets_out_on_trips_and_escape_leaves_it(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press(":", "z", "z", "enter")
        assert "Nothing is called so here." in seen.text
        await seen.press("escape", ":", "i", "n", "f", "o", "enter")
        await seen.until("Esc closes")
        assert "demo/scan (q)" in seen.text


# What it looks like


Walk = Callable[[Screen], Awaitable[None]]


def to(*keys: str, shows: str = "") -> Walk:
    """A walk of keys, until something is seen."""

    async def walk(seen: Screen) -> None:
        await seen.press(*keys)
        await seen.until(shows)
        await seen.painted()

    return walk


WALKS: dict[str, Walk] = {
    "info": to("i", shows="Esc closes"),
    "lesson": to("L", shows="Esc closes"),
    "flag": to("space", "f", shows="Flag 1-7"),
    "flagged": to("space", "f", "3", shows="flag 3"),
    "set-due": to("D", "s", "o", "o", "n", "enter", shows="names no day"),
    "palette": to(":", "c", "a", "r", shows="▸"),
    "edit": to("e", shows="^s saves"),
}


@pytest.mark.parametrize("size", SIZES, ids=["large", "middle", "small"])
@pytest.mark.parametrize("name", WALKS)
async def test_screen(
    learned: Path,
    workshop: FakeWorkshop,
    name: str,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with desk_for(learned).read() as reader:
        monkeypatch.chdir(Path(reader.card(Uid("demo/scan")).path).parent)
    async with screen(learned, size=size, desk=desk(learned, workshop, new=0)) as seen:
        await WALKS[name](seen)
        seen.looks_like(name)
