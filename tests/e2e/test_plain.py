"""The session line by line, through a pipe, as a script or a screen reader drives it."""

from datetime import datetime, timedelta
from itertools import pairwise

from helpers_program import MORNING, Home


def test_a_card_is_asked_answered_and_graded(home: Home) -> None:
    home.deck("geo")

    session = home.run("review", "geo", "--plain", "--limit", "1", typed="\n3\n")

    assert session.code == 0, session.err
    assert "What is the capital of France?" in session.out
    assert session.out.index("capital of France") < session.out.index("Paris")
    assert "1 card, 1 answer" in session.out
    (graded,) = home.log("geo/france")
    assert graded["rating"] == 3


def test_from_a_pipe_an_empty_line_never_rates(home: Home) -> None:
    home.deck("geo")

    session = home.run("review", "geo", "--plain", typed="\n" * 50)

    assert session.code == 0
    assert "Spell the rating" in session.out
    assert all(card["state"] == "new" for card in home.cards("deck:geo"))


def test_the_end_of_input_rates_nothing_and_quits(home: Home) -> None:
    home.deck("geo")

    session = home.run("review", "geo", "--plain", typed="\n")

    assert session.code == 0
    assert "Nothing was graded." in session.out


def test_a_prompt_is_judged_point_by_point(home: Home) -> None:
    home.deck("geo")

    session = home.run(
        "review", "geo", "--plain", "--tag", "geo", typed="\n3\n" * 6 + "\nn\ny\n1\n"
    )

    assert session.code == 0, session.err
    assert "Answer aloud for up to 60 s" in session.out
    assert (
        "Suggested: Again, because a must point is missing: Says when it floods.\n" in session.out
    )
    (graded,) = home.log("geo/river#tell")
    assert (graded["ticked"], graded["missed"]) == (["plan"], ["flood"])
    assert (graded["rating"], graded["suggested"]) == (1, 1)
    assert graded["speaking_ms"] is not None


def test_a_rating_typed_early_ends_the_judging(home: Home) -> None:
    home.deck("geo")

    home.run("review", "geo", "--plain", typed="\n3\n" * 6 + "\ny\n2\nq\n")

    (graded,) = home.log("geo/river#tell")
    assert (graded["ticked"], graded["missed"]) == (["flood"], [])
    assert (graded["rating"], graded["suggested"]) == (2, None)


def test_undo_goes_back_over_sessions(home: Home) -> None:
    home.deck("geo")
    home.run("review", "geo", "--plain", "--limit", "2", typed="\n3\n\n4\n")

    session = home.run("review", "geo", "--plain", typed="u\nu\nq\n")

    assert "Undone: Easy on geo/peru" in session.out
    assert "Undone: Good on geo/france" in session.out
    assert all(card["state"] == "new" for card in home.cards("deck:geo"))
    assert [event["undone"] for event in home.log("geo/france")] == [True, False]


def test_burying_and_suspending_put_cards_away(home: Home) -> None:
    home.deck("geo")

    home.run("review", "geo", "--plain", "--limit", "1", typed="-\n@\n\n3\n")

    assert [card["uid"] for card in home.cards("state:suspended")] == ["geo/peru"]
    assert [card["uid"] for card in home.cards("deck:geo") if card["reps"]] == ["geo/kenya"]
    tomorrow = "2026-11-22T08:00:00+01:00"
    session = home.run("review", "geo", "--plain", typed="\n3\nq\n", now=tomorrow)
    assert "capital of France" in session.out
    assert "capital of Peru" not in session.out


def test_thirty_days_of_answers(home: Home) -> None:
    """Every morning all that is due is asked, and nothing else; nothing is ever due twice."""
    home.deck("geo")
    asked_on: dict[str, list[int]] = {}
    start = datetime.fromisoformat(MORNING)
    for day in range(30):
        now = (start + timedelta(days=day)).isoformat()
        due = {
            card["uid"]
            for card in home.cards("deck:geo", now=now)
            if card["state"] == "review" and card["due"] <= now[:10]
        }
        session = home.run(
            "review", "geo", "--plain", typed="\n3\n" * 12 + "\ny\ny\n3\n" * 3, now=now
        )
        assert session.code == 0, session.err
        for uid in due:
            asked_on.setdefault(uid, []).append(day)
        left = home.run("due", "--json", now=now).json()["decks"].get("geo", {"due": 0})
        assert left["due"] == 0
    assert len(asked_on) == 7
    for days in asked_on.values():
        waits = [later - earlier for earlier, later in pairwise(days)]
        assert waits == sorted(waits), "a card always recalled waits longer each time"
