"""Following decks: the pause is the test's own, so nothing waits."""

from collections.abc import Callable, Iterator
from pathlib import Path

from drillbank.authoring.watch import Seen, watch

DECK = "notes:\n  - {id: x, q: What?, a: That.}\n  - {id: y, q: Why?, a: So.}\n"


def seen(folder: Path, *turns: Callable[[], object]) -> list[Seen]:
    """What is seen when each turn is taken in one pause."""
    left: Iterator[Callable[[], object]] = iter(turns)

    def pause() -> bool:
        turn = next(left, None)
        if turn is not None:
            turn()
        return turn is not None

    return list(watch(lambda: sorted(folder.glob("*.*")), pause))


def test_the_note_that_changed_is_shown_with_its_problems(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK, encoding="utf-8")
    first, second = seen(
        tmp_path,
        lambda: None,
        lambda: deck.write_text(DECK.replace("So.", "Because."), encoding="utf-8"),
        lambda: deck.write_text(DECK.replace("a: So.", "aa: So"), encoding="utf-8"),
    )
    assert first.note is not None
    assert (first.note.uid, first.problems) == ("deck/y", ())
    assert second.note is None
    assert [problem.code for problem in second.problems] == ["E203"]


def test_advice_on_the_note_is_given_but_not_where_it_is_silenced(tmp_path: Path) -> None:
    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK, encoding="utf-8")
    asks = f"{DECK}  - {{q: Is it so?, a: No.}}\n"
    silenced = f"# drillbank: ignore W313\n{asks.replace('it so', 'it thus')}"
    advised, silent = seen(
        tmp_path,
        lambda: deck.write_text(asks, encoding="utf-8"),
        lambda: deck.write_text(silenced, encoding="utf-8"),
    )
    assert [problem.code for problem in advised.problems] == ["W313"]
    assert silent.note is not None
    assert silent.problems == ()


def test_new_decks_and_lessons_are_seen_and_gone_ones_are_not(tmp_path: Path) -> None:
    deck, lesson = tmp_path / "deck.yaml", tmp_path / "deck.md"
    added, touched = seen(
        tmp_path,
        lambda: deck.write_text(DECK, encoding="utf-8"),
        lambda: lesson.write_text("# Deck\n", encoding="utf-8"),
        deck.unlink,
    )
    assert added.note is not None
    assert added.note.uid == "deck/x"
    assert (touched.path, touched.note, touched.problems) == (deck, None, ())
