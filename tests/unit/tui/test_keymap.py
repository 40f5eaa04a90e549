"""The user's own keys: laid over the table, checked, shown."""

from pathlib import Path

import pytest
from helpers_desk import desk_for
from helpers_plain import Script
from helpers_screen import screen

from drillbank.config import Keys
from drillbank.memory.rating import Rating
from drillbank.review.table import Answered
from drillbank.tui.actions import ACTIONS, Act, Action, Place, action_for, topics
from drillbank.tui.keymap import keymap
from drillbank.tui.plain import Plain


def actions(vi_rate: bool = False, **keys: str | tuple[str, ...]) -> tuple[Action, ...]:
    """The table with these keys, which nothing is wrong with."""
    found = keymap(wanted(vi_rate, **keys))
    assert found.problems == ()
    return found.actions


def wanted(vi_rate: bool = False, **keys: str | tuple[str, ...]) -> Keys:
    named = {name.replace("_", "-"): given for name, given in keys.items()}
    listed = {name: (one,) if isinstance(one, str) else one for name, one in named.items()}
    return Keys(listed, vi_rate)


def act(key: str, place: Place, table: tuple[Action, ...]) -> Act | None:
    action = action_for(key, place, table)
    return action.act if action else None


def test_without_keys_of_ones_own_the_table_is_as_it_is() -> None:
    assert keymap(Keys()).actions == ACTIONS


def test_an_action_has_the_keys_that_it_was_given_and_no_others() -> None:
    table = actions(undo=("z", "^t"), half_page_down="PgDn", page_down="f2")

    assert act("z", Place.SUMMARY, table) is Act.UNDO
    assert act("ctrl+t", Place.QUESTION, table) is Act.UNDO
    assert act("u", Place.QUESTION, table) is None
    assert act("pagedown", Place.QUESTION, table) is Act.HALF_DOWN


def test_what_stands_twice_in_the_table_gets_one_line_for_all_its_places() -> None:
    table = actions(line_down="x", line_up="w")

    assert {place for place in Place if act("x", place, table) is Act.LINE_DOWN} == set(Place)
    assert act("down", Place.QUESTION, table) is None


def test_digits_rate_and_control_c_quits_whatever_is_set() -> None:
    table = actions(again="a", quit="x")

    assert act("a", Place.ANSWER, table) is act("1", Place.ANSWER, table) is Act.AGAIN
    assert act("ctrl+c", Place.ANSWER, table) is act("x", Place.BUSY, table) is Act.QUIT
    assert act("q", Place.ANSWER, table) is None


def test_with_vi_rate_h_j_k_l_rate_and_their_old_work_has_other_keys() -> None:
    table = actions(vi_rate=True)

    for key, rates in zip("hjkl", (Act.AGAIN, Act.HARD, Act.GOOD, Act.EASY), strict=True):
        assert act(key, Place.ANSWER, table) is act(key, Place.JUDGING, table) is rates
    assert act("H", Place.QUESTION, table) is Act.HINT
    assert act("J", Place.JUDGING, table) is Act.POINT_DOWN
    assert act("down", Place.ANSWER, table) is Act.LINE_DOWN


@pytest.mark.parametrize(
    ("keys", "problem"),
    [
        (wanted(undoo="z"), "keys.undoo: no such action; did you mean undo?"),
        (wanted(xyzzy="z"), "keys.xyzzy: no such action; known: show-answer, "),
        (wanted(undo="zz"), "keys.undo: no such key 'zz'; write it like"),
        (wanted(undo="escape"), "keys.undo: no such key 'escape'"),
        (wanted(undo="^"), ""),
        (wanted(undo="e"), "keys.undo: e does edit-here at the same time; give one of them"),
        (wanted(undo="1"), "keys.undo: 1 does again at the same time"),
        (wanted(True, undo="j"), "keys.undo: j does hard (vi_rate) at the same time"),
        (wanted(undo="z", hint="z"), "keys.hint: z does undo at the same time"),
    ],
)
def test_what_is_wrong_with_a_key_is_said(keys: Keys, problem: str) -> None:
    problems = keymap(keys).problems

    assert len(problems) == (1 if problem else 0), problems
    assert "".join(problems).startswith(problem)


def test_the_example_of_the_documentation_is_sound() -> None:
    assert keymap(wanted(True, undo="z", half_page_down=("^f", "f2"))).problems == ()


def test_two_actions_may_share_a_key_where_they_never_meet() -> None:
    table = actions(hint="s", easy="9")

    assert act("9", Place.ANSWER, table) is Act.EASY
    assert keymap(wanted(hint="y")).problems == (), "points are judged when the hint is gone"


async def test_the_screen_shows_and_obeys_them(bank: Path) -> None:
    table = actions(undo="z", accept="x", again="a", keys="K")
    async with screen(bank, actions=table) as seen:
        assert "z undo" in seen.text
        await seen.press("space")
        assert "x = Good" in seen.text
        await seen.press("u", "space")
        assert isinstance(seen.session.phase, Answered)
        await seen.press("a", "z")
        assert isinstance(seen.session.phase, Answered)
        await seen.press("x")
        assert [done.rating for done in seen.session.tally.grades] == [Rating.GOOD]
        await seen.press("K")
        assert " z " in next(line for line in seen.text.splitlines() if "undo, any" in line)
        await seen.press("escape", ":", "u", "n", "d")
        assert "▸ undo" in seen.text
        assert " z" in next(line for line in seen.text.splitlines() if "▸ undo" in line)


def drilled(bank: Path, table: tuple[Action, ...], *typing: str) -> tuple[list[Rating], list[str]]:
    script = Script(list(typing))
    desk = desk_for(bank)
    try:
        session = Plain(desk, script, table).run()
    finally:
        desk.close()
    return [done.rating for done in session.tally.grades], script.said


def test_in_lines_they_are_read_and_told(bank: Path) -> None:
    table = actions(undo="z", flag="w", show_answer="x", again="a")
    graded, said = drilled(bank, table, "x", "a", "z", "u", "4", "w3", "?")

    assert graded == [Rating.EASY]
    assert "'u' does nothing here; ? says what does." in said
    assert "Flag 3: demo/gil#1." in said
    assert "z: undo, any number of times, also on the summary" in said


def test_the_table_tells_the_keys_that_hold() -> None:
    told = {topic: keys for keys, topic in topics(actions(undo="z"))}

    assert told["undo, any number of times, also on the summary"] == "z"
