"""The session in lines, driven by what a person or a script types."""

from pathlib import Path

import pytest
from helpers_plain import drill

from drillbank.memory.rating import Rating
from drillbank.review.session import Session
from drillbank.review.table import Ending, Over
from drillbank.review.terms import Terms
from drillbank.tui.plain import HELP

TO_PROMPT = ("", "3", "", "3")
"""Grades what stands before the prompt."""


def ratings(session: Session) -> list[Rating]:
    return [done.rating for done in session.tally.grades]


def test_a_card_is_asked_answered_and_rated(bank: Path) -> None:
    session, script = drill(bank, "", "4")

    assert script.said[:3] == [
        "",
        "Card 1 of 5, demo. Left: 5 new, 0 learning, 0 due, about 11 min.",
        "Question:",
    ]
    assert script.after("Enter for the answer: ")[:6] == [
        "Answer:",
        "SCAN t; an index turns it into SEARCH t USING INDEX …",
        "Output: SCAN t; Meaning: full table scan",
        "Output: SEARCH t USING INDEX i; Meaning: b-tree lookup",
        "Output: USE TEMP B-TREE FOR ORDER BY; Meaning: separate sort step",
        "Why:",
    ]
    assert ratings(session) == [Rating.EASY]


def test_the_choices_come_last_on_the_line(bank: Path) -> None:
    _, script = drill(bank, "")

    assert script.said[-3].startswith("Rate 1 again 1m, 2 hard 6m, 3 good 10m, 4 easy ")
    assert script.said[-3].endswith("; Enter for good: ")


def test_on_a_terminal_an_empty_line_takes_the_default(bank: Path) -> None:
    session, _ = drill(bank, "", "")

    assert ratings(session) == [Rating.GOOD]


def test_from_a_pipe_a_rating_must_be_spelled(bank: Path) -> None:
    session, script = drill(bank, "", "", "", "2", typed=False)

    assert ratings(session) == [Rating.HARD]
    assert script.said.count("Spell the rating: 1, 2, 3 or 4.") == 2
    assert not any("Enter for good" in line for line in script.said)


def test_the_end_of_input_rates_nothing_and_quits(bank: Path) -> None:
    session, script = drill(bank, "")

    assert session.phase == Over(Ending.QUIT)
    assert script.said[-2:] == ["Nothing was graded.", "Left today: 5 new, 0 learning, 0 due."]


def test_a_rating_before_the_answer_shows_it_first(bank: Path) -> None:
    session, script = drill(bank, "3", "1")

    assert "Here is the answer first; now rate it." in script.said
    assert ratings(session) == [Rating.AGAIN]


def test_a_gap_is_said_as_a_blank(bank: Path) -> None:
    _, script = drill(bank, "", "3")

    said = "The GIL is released around blank (what a socket read does) calls, and not in"
    assert any(line.startswith(said) for line in script.said)


def test_a_prompt_says_its_target_and_then_the_time_taken(bank: Path) -> None:
    _, script = drill(bank, *TO_PROMPT, "")

    assert "Answer aloud for up to 90 s, then Enter: " in script.said
    assert "You spoke for 0 s of 90 s." in script.said
    assert "Rubric: 5 points, 2 of them must be made." in script.said


def test_the_clock_of_a_spoken_answer_can_be_stopped_and_begun_anew(bank: Path) -> None:
    _, script = drill(bank, *TO_PROMPT, "+", "p", "", "r", "p", "p", "")

    assert "Answer aloud for up to 120 s, then Enter: " in script.said
    assert script.said.count("The clock stands still; Enter lets it run on: ") == 2
    assert "You spoke for 0 s of 90 s." in script.said


def test_how_sure_one_is_is_asked_before_the_answer_where_it_is_wanted(bank: Path) -> None:
    sure = Terms(confidence=True)
    asked = "How sure are you: 1 a guess, 2 fairly, 3 certain; Enter leaves it open: "

    certain, script = drill(bank, *TO_PROMPT, "", "3", *"yyyyy", "", terms=sure)
    open_, _ = drill(bank, *TO_PROMPT, "", "", *"yyyyy", "", terms=sure)

    assert script.said.index(asked) < script.said.index("Answer:", script.said.index(asked))
    assert ratings(certain)[-1] is Rating.EASY
    assert ratings(open_)[-1] is Rating.GOOD


def test_points_are_judged_one_line_at_a_time(bank: Path) -> None:
    session, script = drill(bank, *TO_PROMPT, "", "y", "n", "y", "y", "y", "")

    asked = [line for line in script.said if line.startswith("Point ")]
    assert asked[:3] == [
        "Point 1 of 5, must: asked about scope, burst, accuracy y/n: ",
        "Point 2 of 5, must: named token bucket or sliding window, and why y/n: ",
        "Point 3 of 5: shared state, the race, and how it is closed y/n: ",
    ]
    assert len(asked) == 5
    reason = "a must point is missing: named token bucket or sliding window, and why"
    assert f"Suggested: Again, because {reason}." in script.said
    assert ratings(session)[-1] is Rating.AGAIN
    assert script.after("Points missed:")[1] == "    named token bucket or sliding window, and why"
    assert [point.id for point in session.tally.grades[-1].missed] == ["algorithm"]


def test_what_was_missed_last_time_is_told_after_the_ticking(bank: Path) -> None:
    first = (*TO_PROMPT, "", "y", "n", "y", "n", "y", "1")
    _, script = drill(bank, *first, "-", "-", *("", "y", "y", "y", "n", "y"))

    told = [line for line in script.said if line.startswith("Missed last time")]
    assert told == [
        "Missed last time, made now: named token bucket or sliding window, and why",
        "Missed last time, missed again: fail open or closed, decided and justified",
    ]


def test_hooks_and_traps_are_told_once_and_after_the_ticking(bank: Path) -> None:
    _, script = drill(bank, *TO_PROMPT, "", "y", "y", "y", "y", "y", "h", "?")

    last = next(line for line in script.said if line.startswith("Point 5"))
    assert "They may ask" in script.after(last)
    assert script.said.count("They may ask") == 1


def test_a_rating_ends_the_ticking_early(bank: Path) -> None:
    session, _ = drill(bank, *TO_PROMPT, "", "y", "2")

    done = session.tally.grades[-1]
    assert (done.rating, done.missed) == (Rating.HARD, ())


def test_an_empty_line_rates_nothing_while_a_point_is_open(bank: Path) -> None:
    session, script = drill(bank, *TO_PROMPT, "", "")

    assert len(session.tally.grades) == 2
    assert "Type y if you made the point, n if you missed it, or rate with 1-4." in script.said


def test_the_hint_is_said_once(bank: Path) -> None:
    _, script = drill(bank, "h", "y", "h", "")

    assert script.said.count("Think of one word.") == 1


def test_undo_brings_the_card_back(bank: Path) -> None:
    session, script = drill(bank, "", "3", "u", "1")

    assert "Undone: Good on demo/scan." in script.said
    assert ratings(session) == [Rating.AGAIN]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("-", "Buried until tomorrow: demo/scan."),
        ("=", "Buried until tomorrow: demo/scan."),
        ("@", "Suspended: demo/scan."),
        ("!", "Suspended: demo/scan."),
    ],
)
def test_cards_can_be_put_away(bank: Path, key: str, said: str) -> None:
    session, script = drill(bank, key)

    assert said in script.said
    assert not session.tally.grades


def test_help_and_nonsense(bank: Path) -> None:
    _, script = drill(bank, "?", "banana")

    assert all(line in script.said for line in HELP)
    assert "'banana' does nothing here; ? says what does." in script.said


def test_q_quits_with_the_summary(bank: Path) -> None:
    session, script = drill(bank, "", "3", "q", "never read")

    assert script.typing == ["never read"]
    assert "1 card, 1 answer in 0 s." in script.said
    assert session.phase == Over(Ending.QUIT)


def test_the_limit_ends_the_session(bank: Path) -> None:
    session, _ = drill(bank, "", "3", "", "3", "", "3", terms=Terms(limit=2))

    assert session.phase == Over(Ending.LIMIT)
    assert len(session.tally.grades) == 2


def test_lines_hold_no_control_characters(bank: Path) -> None:
    _, script = drill(bank, *TO_PROMPT, "", "y", "y", "y", "y", "y", "", "", "3", "", "3")

    assert not [line for line in script.said if any(ord(one) < 32 for one in line)]
