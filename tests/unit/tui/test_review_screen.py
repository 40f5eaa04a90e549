"""The full screen, key by key."""

import re
import shutil
from pathlib import Path

import pytest
from helpers_desk import held
from helpers_review import moment
from helpers_screen import LARGE, MIDDLE, SMALL, Screen, screen
from textual.geometry import Size

from drillbank.bank.hot import open_hot
from drillbank.base.errors import BankError
from drillbank.base.words import Uid
from drillbank.memory.card_memory import CardMemory
from drillbank.memory.preset import Presets
from drillbank.memory.rating import Rating
from drillbank.review.inputs import Rate
from drillbank.review.table import Answered, Asking, Ending, Over, Speaking
from drillbank.review.terms import Terms

QUESTION = "What does EXPLAIN QUERY PLAN print"
ANSWER = "full table scan"
CLOZE = "The GIL is released around"
PROMPT = "Design a rate limiter"
LONG = "Walk through the design of a feed."


def memory(bank: Path, uid: str) -> CardMemory:
    """What the bank knows of a card, as another program sees it."""
    reader = open_hot(bank, Presets(), 1.0)
    assert reader is not None
    try:
        return reader.card(Uid(uid)).memory
    finally:
        reader.close()


async def to_prompt(seen: Screen) -> None:
    """Grades what stands before the prompt."""
    await seen.press("space", "space", "space", "space")
    assert PROMPT in seen.text


async def to_rubric(seen: Screen) -> None:
    """Speaks for half a minute and stops."""
    await to_prompt(seen)
    await seen.press("space")
    await seen.tick(30)
    await seen.press("space")


# Question and answer


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_one_key_shows_the_answer_and_then_takes_good(bank: Path, key: str) -> None:
    async with screen(bank) as seen:
        assert QUESTION in seen.text
        assert ANSWER not in seen.text
        await seen.press(key)
        assert ANSWER in seen.text
        await seen.press(key)
        assert CLOZE in seen.text
        assert [done.rating for done in seen.session.tally.grades] == [Rating.GOOD]


@pytest.mark.parametrize(("key", "rating"), [("1", 1), ("2", 2), ("3", 3), ("4", 4)])
async def test_digits_rate_once_the_answer_is_there(bank: Path, key: str, rating: int) -> None:
    async with screen(bank) as seen:
        await seen.press(key)
        assert isinstance(seen.session.phase, Answered)
        assert "Here is the answer first; now rate it." in seen.text
        assert not seen.session.tally.grades
        await seen.press(key)
        assert [done.rating for done in seen.session.tally.grades] == [Rating(rating)]


async def test_the_question_stays_in_its_place_when_the_answer_appears(bank: Path) -> None:
    async with screen(bank) as seen:
        before = row_of(seen, QUESTION)
        await seen.press("space")
        assert row_of(seen, QUESTION) == before


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
async def test_a_key_brings_one_picture(bank: Path, size: tuple[int, int]) -> None:
    async with screen(bank, size=size) as seen:
        laid_out: list[object] = []
        review = seen.app.review
        review.screen_layout_refresh_signal.subscribe(review, laid_out.append, immediate=True)
        await seen.press("space")
        assert len(laid_out) == 1, "the answer"
        await seen.press("3")
        assert len(laid_out) == 2, "the next card"
        await seen.tick(1)
        assert len(laid_out) == 2, "a second on the clock of the last line moves nothing"


def row_of(seen: Screen, text: str) -> int:
    """The row of the screen that shows this."""
    return next(row for row, line in enumerate(seen.text.splitlines()) if text in line)


async def test_each_grade_is_committed_before_the_next_card_is_shown(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "3")
        assert CLOZE in seen.text
        assert memory(bank, "demo/scan").reps == 1


async def test_behind_the_next_card_the_grade_is_brought_into_the_file_itself(
    bank: Path, tmp_path: Path
) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "3")

        def is_in_the_file(_seen: Screen) -> bool:
            alone = tmp_path / "alone.db"
            shutil.copyfile(bank, alone)
            return memory(alone, "demo/scan").reps == 1

        await seen.comes_to(is_in_the_file)


async def test_the_hint_is_shown_on_request_and_offered_until_then(bank: Path) -> None:
    async with screen(bank) as seen:
        assert "h hint" in seen.text
        await seen.press("h")
        assert "Think of one word." in seen.text
        assert "h hint" not in seen.text


async def test_a_card_without_a_hint_says_so_and_does_not_offer_one(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "3")
        assert "h hint" not in seen.text
        await seen.press("h")
        assert "This card has no hint." in seen.text


async def test_the_buttons_carry_intervals_and_the_default_stands_in_brackets(
    bank: Path,
) -> None:
    async with screen(bank) as seen:
        await seen.press("space")
        bar = seen.text.splitlines()[-2]
        assert re.fullmatch(
            r" +1 Again 1m +2 Hard 6m +\[3 Good 10m\] +4 Easy \d+d +SPACE = Good", bar
        )
        assert any("reverse" in style for style in seen.styles("Good"))


async def test_the_header_counts_what_is_left_and_marks_the_pile(bank: Path) -> None:
    async with screen(bank) as seen:
        assert "▸5 new   0 learn   0 due" in seen.text
        assert "1/5" in seen.text
        await seen.press("space", "1")
        assert "▸4 new   1 learn   0 due" in seen.text
        assert "2/6" in seen.text


async def test_a_step_that_is_due_comes_back_and_is_counted_there(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "1", "space")
        seen.clock.pass_seconds(120)
        await seen.press("3")
        assert QUESTION in seen.text
        assert "▸2 learn" in seen.text


# Speaking


async def test_a_prompt_waits_for_its_clock_to_be_started(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_prompt(seen)
        assert isinstance(seen.session.phase, Asking)
        assert "SPACE start the clock" in seen.text
        assert "to speak" in seen.text
        await seen.press("space")
        assert isinstance(seen.session.phase, Speaking)
        assert "left of 1:30" in seen.text


async def test_the_clock_counts_down_and_then_up_without_cutting_off(bank: Path) -> None:
    async with screen(bank, size=SMALL) as seen:
        await to_prompt(seen)
        await seen.press("space")
        await seen.tick(26)
        assert "1:04  left of 1:30" in seen.text
        await seen.tick(73)
        assert "+0:09  over 1:30" in seen.text
        assert "Time. Finish the sentence" in seen.text
        await seen.tick(60)
        assert "Hard at best" in seen.text
        assert isinstance(seen.session.phase, Speaking)
        await seen.press("space")
        assert "You spoke 2:40 of 1:30, 1:10 over." in seen.text


async def test_the_clock_starts_and_stops_with_the_same_key(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        assert "You spoke 0:31 of 1:30, in time." in seen.text


async def test_the_clock_stands_still_while_paused_and_in_the_shell(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_prompt(seen)
        await seen.press("space")
        await seen.tick(20)
        await seen.press("p")
        await seen.tick(60)
        assert "paused" in seen.text
        await seen.press("space")
        seen.app.app_suspend_signal.publish(seen.app)
        await seen.tick(60)
        seen.app.app_resume_signal.publish(seen.app)
        await seen.painted()
        await seen.press("space")

        phase = seen.session.phase
        assert isinstance(phase, Answered)
        assert phase.speaking_ms == 22_000


async def test_a_clock_paused_before_the_shell_is_paused_after_it(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_prompt(seen)
        await seen.press("space", "p")
        seen.app.app_suspend_signal.publish(seen.app)
        seen.app.app_resume_signal.publish(seen.app)
        await seen.painted()

        phase = seen.session.phase
        assert isinstance(phase, Speaking)
        assert phase.watch.paused


async def test_an_answer_is_begun_anew_and_given_more_time(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_prompt(seen)
        await seen.press("space")
        await seen.tick(20)
        await seen.press("r", "+")
        await seen.tick(4)

        assert "left of 2:00" in seen.text
        phase = seen.session.phase
        assert isinstance(phase, Speaking)
        assert phase.watch.elapsed_ms(seen.clock.now()) == 5000


@pytest.mark.parametrize(("key", "level"), [("1", 1), ("2", 2), ("3", 3), ("space", None)])
async def test_how_sure_one_is_is_asked_where_it_is_wanted(
    bank: Path, key: str, level: int | None
) -> None:
    async with screen(bank, terms=Terms(confidence=True)) as seen:
        await to_rubric(seen)
        assert "How sure are you" in seen.text
        assert "token bucket" not in seen.text
        await seen.press(key)
        phase = seen.session.phase
        assert isinstance(phase, Answered)
        assert (phase.confidence, phase.speaking_ms) == (level, 31_000)


# The rubric


async def test_y_and_n_judge_and_the_marker_moves_on(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        assert "▸ [ ] ! asked about scope" in seen.text
        await seen.press("y", "n")
        assert "  [y] ! asked about scope" in seen.text
        assert "  [n] ! named token bucket" in seen.text
        assert "▸ [ ]   shared state" in seen.text
        assert "1 made, 1 missed, 3 points left" in seen.text


async def test_j_and_k_move_the_marker_and_a_verdict_can_be_changed(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        await seen.press("n", "k", "y")
        assert "  [y] ! asked about scope" in seen.text
        await seen.press("j", "j")
        assert "▸ [ ]   fail open" in seen.text


async def test_nothing_is_the_default_while_a_point_is_open(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        await seen.press("y")
        assert "[3" not in seen.text
        await seen.press("space")
        assert "Points are open" in seen.text
        assert isinstance(seen.session.phase, Answered)


async def test_space_goes_to_the_next_open_point(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        await seen.press("y", "k", "space")
        assert "▸ [ ] ! named token bucket" in seen.text


async def test_a_missed_must_point_suggests_again_and_says_why(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        await seen.press("y", "n", "y", "y", "y")
        assert "→ Again   a must point is missing: named" in seen.text
        assert "[1 Again 1m]" in seen.text
        await seen.press("space")
        assert seen.session.tally.grades[-1].rating is Rating.AGAIN


async def test_hooks_and_traps_are_shown_once_all_is_judged(bank: Path) -> None:
    async with screen(bank, size=(100, 50)) as seen:
        await to_rubric(seen)
        await seen.press("y", "y", "y", "y")
        assert "They may ask" not in seen.text
        await seen.press("y")
        assert "They may ask" in seen.text
        assert "And if Redis is gone" in seen.text
        assert "Traps" in seen.text


async def test_a_rating_can_be_given_while_points_are_open(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        await seen.press("y", "4")
        done = seen.session.tally.grades[-1]
        assert (done.uid, done.rating, done.missed) == ("demo/limiter#tell", Rating.EASY, ())


@pytest.mark.parametrize("size", [MIDDLE, SMALL])
async def test_the_marked_point_is_scrolled_into_view(bank: Path, size: tuple[int, int]) -> None:
    async with screen(bank, size=size) as seen:
        await to_rubric(seen)
        for _ in range(4):
            await seen.press("y")
            assert "▸" in "".join(seen.text.splitlines()[1:])
        await seen.press("y")
        assert "→ Good" in seen.text


# Undo


async def test_undo_goes_back_through_the_session_with_ticks(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_rubric(seen)
        await seen.press("y", "n", "2")
        assert LONG in seen.text
        await seen.press("u")
        assert "Undone: Hard on demo/limiter#tell." in seen.text
        assert "  [y] ! asked about scope" in seen.text
        assert "  [n] ! named token bucket" in seen.text
        assert "▸ [ ]   shared state" in seen.text
        await seen.press("u", "u")
        assert QUESTION in seen.text
        assert not seen.session.tally.grades
        assert memory(bank, "demo/scan").reps == 0


async def test_undo_with_nothing_to_undo_says_so(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("u")
        assert "There is nothing to undo." in seen.text
        assert QUESTION in seen.text


async def test_undo_while_speaking(bank: Path) -> None:
    async with screen(bank) as seen:
        await to_prompt(seen)
        await seen.press("space", "u")
        assert "Undone: Good on demo/gil#1." in seen.text
        assert CLOZE in seen.text


async def test_undo_on_the_summary(bank: Path) -> None:
    async with screen(bank, terms=Terms(limit=1)) as seen:
        await seen.press("space", "3")
        assert "1 card, 1 answer in 1 s." in seen.text
        await seen.press("u")
        assert "Undone: Good on demo/scan." in seen.text
        assert ANSWER in seen.text


# Putting away


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("-", "Buried until tomorrow: demo/gil#1."),
        ("=", "Buried until tomorrow: demo/gil#1 and 1 sibling."),
        ("@", "Suspended: demo/gil#1."),
        ("!", "Suspended: demo/gil#1 and 1 sibling."),
    ],
)
async def test_a_card_and_its_note_can_be_put_away(bank: Path, key: str, said: str) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "3", key)
        assert said in seen.text
        assert PROMPT in seen.text
        await seen.press("u")
        assert "Undone" in seen.text
        assert CLOZE in seen.text


@pytest.mark.parametrize("key", ["=", "!"])
async def test_a_note_takes_its_siblings_along(bank: Path, key: str) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "3", key)
    sibling = memory(bank, "demo/gil#2")
    assert sibling.suspended if key == "!" else sibling.buried_until is not None


# Scrolling


async def to_long(seen: Screen) -> None:
    """Goes to the long answer and shows it."""
    await to_prompt(seen)
    await seen.press("-")
    assert LONG in seen.text
    await seen.press("space")


async def test_a_long_answer_says_which_lines_are_seen(bank: Path) -> None:
    async with screen(bank, size=MIDDLE) as seen:
        await to_long(seen)
        assert "lines 1-" in seen.text
        await seen.press("down")
        assert "lines 2-" in seen.text


@pytest.mark.parametrize(
    ("there", "back"),
    [
        ("down", "up"),
        ("j", "k"),
        ("pagedown", "pageup"),
        ("ctrl+d", "ctrl+u"),
        ("G", "g"),
        ("end", "home"),
    ],
)
async def test_scrolling_there_and_back(bank: Path, there: str, back: str) -> None:
    async with screen(bank, size=MIDDLE) as seen:
        await to_long(seen)
        at_top = seen.text
        await seen.press(there)
        assert seen.text != at_top
        await seen.press(back)
        assert seen.text == at_top


async def test_nothing_of_a_long_answer_is_out_of_reach(bank: Path) -> None:
    async with screen(bank, size=SMALL) as seen:
        await to_long(seen)
        read = seen.text
        for _ in range(12):
            await seen.press("pagedown")
            read += seen.text
        assert all(f"{number}. " in read for number in range(1, 24))
        assert "What I would do with one more" in read


async def test_the_next_card_begins_at_its_top(bank: Path) -> None:
    async with screen(bank, size=MIDDLE) as seen:
        await to_long(seen)
        await seen.press("G", "3")
        assert "Write two_sum" in seen.text.splitlines()[2]


# Other screens


async def test_the_keys_screen_opens_over_the_card_and_any_key_closes_it(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("?")
        assert "undo, any number of times, also" in seen.text
        await seen.press("3")
        assert QUESTION in seen.text
        assert isinstance(seen.session.phase, Asking)


async def test_the_keys_screen_scrolls_where_it_does_not_fit(bank: Path) -> None:
    async with screen(bank, size=SMALL) as seen:
        await seen.press("?")
        assert "quit;" not in seen.text
        await seen.press("G")
        assert "quit;" in seen.text
        await seen.press("escape")
        assert QUESTION[:20] in seen.text


async def test_the_summary_at_the_end(bank: Path) -> None:
    async with screen(bank, terms=Terms(limit=2), notices=["2 errors in decks/x.yaml:4"]) as seen:
        await seen.press("space", "1", "space", "3")
        assert isinstance(seen.session.phase, Over)
        assert seen.session.phase.why is Ending.LIMIT
        assert "2 cards, 2 answers in 2 s." in seen.text
        assert "Again: demo/scan (demo.yaml:3)" in seen.text
        assert "Tomorrow: 2 due, " in seen.text
        assert "2 errors in decks/x.yaml:4" in seen.text
        await seen.press("enter")
        assert not seen.app.is_running


async def test_notices_are_told_at_the_first_card_only(bank: Path) -> None:
    async with screen(bank, notices=["2 errors in decks/x.yaml:4 [rubric]"]) as seen:
        assert "2 errors in decks/x.yaml:4 [rubric]" in seen.text
        await seen.press("space", "3")
        assert "2 errors" not in seen.text


# Leaving


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
@pytest.mark.parametrize("before", [(), ("space",), ("?",)], ids=["question", "answer", "keys"])
async def test_quitting_at_once(bank: Path, key: str, before: tuple[str, ...]) -> None:
    async with screen(bank) as seen:
        await seen.press(*before)
        if before == ("?",) and key == "q":
            await seen.press("q")
            assert seen.app.is_running
        await seen.press(key)
        assert not seen.app.is_running
        session, code = seen.app.ended()
        assert (session.phase, code) == (Over(Ending.QUIT), 0)


async def test_escape_never_ends_a_session(bank: Path) -> None:
    async with screen(bank, terms=Terms(limit=1)) as seen:
        for key in ("escape", "space", "escape", "3", "escape"):
            await seen.press(key)
        assert seen.app.is_running
        assert isinstance(seen.session.phase, Over)


async def test_keys_without_a_meaning_do_nothing(bank: Path) -> None:
    async with screen(bank) as seen:
        before = seen.session
        await seen.press("x", "Q", "tab", "f1", "ctrl+p", "y", "n", "5", "0")
        assert seen.session == before


async def test_redrawing_shows_the_same(bank: Path) -> None:
    async with screen(bank) as seen:
        before = seen.text
        await seen.press("ctrl+l")
        assert QUESTION in seen.text
        assert seen.text.splitlines()[2:] == before.splitlines()[2:]


# Held keys


@pytest.mark.parametrize("key", ["space", "enter", "3"])
async def test_a_held_key_rates_no_unseen_card(bank: Path, key: str) -> None:
    async with screen(bank) as seen:
        await seen.press(key)
        await seen.press(*[key] * 40, every_s=0.03)
        assert not seen.session.tally.grades
        assert ANSWER in seen.text


async def test_space_does_not_rate_what_has_only_just_appeared(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space")
        await seen.press("space", every_s=0.29)
        assert not seen.session.tally.grades
        await seen.press("space", every_s=0.3)
        assert len(seen.session.tally.grades) == 1


async def test_a_digit_pressed_twice_does_not_rate_what_it_has_only_just_shown(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("3")
        await seen.press("3", every_s=0.25)
        assert not seen.session.tally.grades
        await seen.press("3", every_s=0.25)
        assert len(seen.session.tally.grades) == 1


async def test_certain_pressed_twice_is_no_rating(bank: Path) -> None:
    async with screen(bank, terms=Terms(confidence=True)) as seen:
        await to_rubric(seen)
        graded = len(seen.session.tally.grades)
        await seen.press("3")
        await seen.press("3", every_s=0.2)
        await seen.press(*["3"] * 20, every_s=0.03)
        assert isinstance(seen.session.phase, Answered)
        assert len(seen.session.tally.grades) == graded


@pytest.mark.parametrize("name", ["again", "good"])
async def test_a_key_held_in_the_palette_rates_no_unseen_card(bank: Path, name: str) -> None:
    async with screen(bank) as seen:
        await seen.press("space", ":", *name)
        await seen.press(*["enter"] * 40, every_s=0.03)
        assert len(seen.session.tally.grades) == 1


@pytest.mark.parametrize("key", ["3", "space", "c", "enter"])
async def test_a_key_held_over_the_end_of_a_session_rates_nothing_more(
    bank: Path, key: str
) -> None:
    async with screen(bank, terms=Terms(limit=1)) as seen:
        await seen.press("space", "3")
        await seen.press(*[key] * 40, every_s=0.03)
        assert len(seen.session.tally.grades) == 1


async def test_a_brisk_rhythm_loses_no_key(bank: Path) -> None:
    async with screen(bank) as seen:
        for _ in range(2):
            await seen.press("space", every_s=0.15)
            await seen.press("space", every_s=0.4)
        assert len(seen.session.tally.grades) == 2


# Sizes and colours


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL, (40, 10), (200, 60)])
async def test_every_line_fits_the_screen(bank: Path, size: tuple[int, int]) -> None:
    async with screen(bank, size=size) as seen:
        await to_rubric(seen)
        assert len(seen.text.splitlines()) == size[1]
        assert max(map(len, seen.text.splitlines())) <= size[0]
        assert "4" in seen.text.splitlines()[-2]
        assert "q quit" in seen.text


async def test_below_40_by_10_one_line_names_plain(bank: Path) -> None:
    async with screen(bank, size=(39, 9)) as seen:
        assert "--plain" in seen.text.replace("\n", " ")
        assert "EXPLAIN" not in seen.text
        assert "q quit" not in seen.text
        await seen.press("q")
        assert not seen.app.is_running


async def test_the_screen_comes_back_when_the_window_grows_again(bank: Path) -> None:
    async with screen(bank, size=LARGE) as seen:
        await seen.pilot.resize_terminal(30, 8)
        await seen.painted()
        assert "EXPLAIN" not in seen.text
        await seen.pilot.resize_terminal(60, 20)
        await seen.painted()
        assert seen.app.size == Size(60, 20)
        assert "EXPLAIN" in seen.text
        assert "--plain" not in seen.text


async def test_text_is_at_most_96_columns_wide(bank: Path) -> None:
    async with screen(bank, size=(200, 40)) as seen:
        await seen.press("space")
        card = seen.text.splitlines()[1:-3]
        assert max(map(len, card)) <= 98


async def _painted(bank: Path) -> set[str]:
    """The styles of a session's screens."""
    styles: set[str] = set()
    async with screen(bank, size=(100, 60)) as seen:
        styles |= seen.styles("")
        await to_rubric(seen)
        await seen.press("y", "n", "y", "y", "y")
        styles |= seen.styles("")
        await seen.press("?")
        styles |= seen.styles("")
    return styles


SIXTEEN = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "default"}
ATTRIBUTES = {"bold", "dim", "italic", "underline", "reverse", "not", "on", "none", "strike"}


async def test_only_the_users_sixteen_colours_are_used(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    words = {word for style in await _painted(bank) for word in style.split()}

    assert {word.removeprefix("bright_") for word in words} <= SIXTEEN | ATTRIBUTES
    assert words & {"red", "green"}
    assert not {word for style in words for word in style.split() if word.startswith("#")}


async def test_no_color_leaves_bold_dim_and_reverse(
    bank: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with screen(bank) as seen:
        filters = seen.app.get_line_filters()
        assert [type(one).__name__ for one in filters] == ["NoColor"]
        await seen.press("space")
        strips = seen.app.screen._compositor.render_strips()  # noqa: SLF001 - what is painted
        background = seen.app.screen.background_colors[1]
        painted = {
            segment.style.color.name
            for strip in strips
            for segment in strip.apply_filter(filters[0], background)
            if segment.style is not None and segment.style.color is not None
        }
        assert painted <= {"default"}
        assert any("reverse" in style for style in seen.styles("Good"))


# The bank


async def waiting(seen: Screen) -> None:
    """Grades the first card Good while the bank is held."""
    seen.type("space")
    await seen.painted()
    seen.clock.pass_seconds(1)
    seen.type("3")
    await seen.until("Your 3 good is not saved yet.")


async def test_a_busy_bank_is_waited_for_with_the_screen_alive(bank: Path) -> None:
    async with screen(bank) as seen:
        with held(bank) as let_go:
            await waiting(seen)
            assert "waiting for the bank" in seen.text
            assert ANSWER in seen.text
            seen.type("?")
            await seen.until("any key closes")
            seen.type("x")
            let_go()
        await seen.until(CLOZE)
        assert "waiting" not in seen.text
    assert memory(bank, "demo/scan").reps == 1


async def test_quitting_while_the_bank_is_busy_says_what_is_lost(bank: Path) -> None:
    async with screen(bank) as seen:
        with held(bank):
            await waiting(seen)
            seen.type("q")
            await seen.until("q again quits without it")
            assert seen.app.is_running
            seen.type("q")
            await seen.painted()
            assert not seen.app.is_running
            session, code = seen.app.ended()
            assert (session.tally.grades, code) == ((), 0)
            assert seen.app.review.lost(session) == "Not saved: Good on demo/scan."
    assert memory(bank, "demo/scan").reps == 0


async def test_a_grade_under_way_is_known_when_one_quits(bank: Path) -> None:
    async with screen(bank) as seen:
        await seen.press("space")
        seen.app.review.give(Rate(Rating.GOOD, moment(9)))
        seen.app.review.leave()
        await seen.painted()
        session, _ = seen.app.ended()
        assert [done.uid for done in session.tally.grades] == ["demo/scan"]
        assert seen.app.review.lost(session) is None
    assert memory(bank, "demo/scan").reps == 1


def spoil(bank: Path) -> None:
    """Writes something else over the bank."""
    bank.write_bytes(b"This is no bank at all. " * 400)


async def test_another_failure_of_the_bank_ends_the_session_with_its_sentence(
    bank: Path,
) -> None:
    async with screen(bank) as seen:
        await seen.press("space", "3", "space")
        spoil(bank)
        seen.type("3")
        await seen.until_ended()
        with pytest.raises(BankError, match=r"is not a drillbank bank|is damaged"):
            seen.app.ended()
