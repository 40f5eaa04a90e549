"""Cards that ask for code: written, kept, tried and compared, on both faces."""

from dataclasses import replace
from pathlib import Path

import pytest
from helpers_desk import compiled_bank, desk_for, opened_bank
from helpers_review import NOON, record
from helpers_screen import LARGE, MIDDLE, SMALL, Screen, screen
from textual.widgets import TextArea

from drillbank.bank.values import CardRecord
from drillbank.base.words import Uid, UtcMs
from drillbank.review.bench import Bench
from drillbank.review.compared import compared
from drillbank.review.desk import Desk
from drillbank.review.drafts import Drafts
from drillbank.review.table import Answered, Asking
from drillbank.review.trust import Trust
from drillbank.review.written import Written
from drillbank.tui.plain import Plain

DECK = '''\
title: Code
notes:
  - id: double
    contrast: Double every number.
    weak: |
      def f(x):
          r = []
          for i in x:
              r.append(i * 2)
          return r
    strong: |
      def doubled(numbers: list[int]) -> list[int]:
          """Twice each number, in order."""
          return [2 * number for number in numbers]
    entry: {weak: f, strong: doubled}
    tests: |
      assert entry([]) == []
      assert entry([1, 2]) == [2, 4]
    changed:
      types: The types say what goes in and what comes out.
      names: The name says what comes back.
'''
CODE = "def doubled(xs):\n    return [2 * x for x in xs]\n"
SIZES = [LARGE, MIDDLE, SMALL]


class Hand:
    """An editor that adds a line."""

    def edit_text(self, text: str, suffix: str) -> str:
        """See ``Workshop``."""
        return f"{text}# by hand, in a {suffix} file\n"


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """The folder of one such card; its sibling, which asks what to change, is suspended."""
    compiled_bank(tmp_path, code=DECK)
    bank = opened_bank(tmp_path / "bank.db")
    with bank.change(UtcMs(NOON - 1000)) as change:
        change.suspend([Uid("code/double#spot")])
    bank.close()
    return tmp_path


def desk(folder: Path, *, trusted: bool = True) -> Desk:
    """A desk that keeps drafts in the folder; the deck counts as shipped where it is trusted."""
    made = desk_for(folder / "bank.db")
    shipped = folder if trusted else folder / "elsewhere"
    trust = Trust(folder / "trust.json", shipped)
    made.bench = lambda: Bench(Written(Drafts(folder / "drafts")), trust)
    made.workshop = Hand  # type: ignore[assignment]
    return made


async def written(seen: Screen, text: str = CODE) -> None:
    """A page filled, as if pasted, and left."""
    await seen.press("c")
    seen.app.screen.query_one(TextArea).insert(text)
    await seen.painted()
    await seen.press("ctrl+s")


@pytest.mark.parametrize("size", SIZES, ids=["large", "middle", "small"])
async def test_the_page_and_the_comparison(code: Path, size: tuple[int, int]) -> None:
    async with screen(code / "bank.db", size=size, desk=desk(code)) as seen:
        await seen.press("c")
        seen.app.screen.query_one(TextArea).insert(CODE)
        await seen.painted()
        seen.looks_like("writing")
        await seen.press("escape")
        seen.looks_like("written")
        await seen.press("space")
        seen.looks_like("compared")


async def test_the_answer_opens_at_the_comparison_unless_the_question_leaves_room_for_it(
    code: Path,
) -> None:
    async with screen(code / "bank.db", size=MIDDLE, desk=desk(code)) as seen:
        await written(seen)
        await seen.press("space")
        assert "Double every number." not in seen.text
        assert "Yours (-) and the model's (+)" in seen.text
        assert "return [2 * number for number in numbers]" in seen.text

        await seen.press("y", "y", "3", "u")
        assert "Double every number." not in seen.text
        await seen.press("*", "g", "*")
        assert "Double every number." in seen.text

    async with screen(code / "bank.db", desk=desk(code)) as seen:
        await seen.press("space")
        assert "Double every number." in seen.text


async def test_a_task_longer_than_its_room_can_be_read_to_its_end(code: Path) -> None:
    async with screen(code / "bank.db", size=SMALL, desk=desk(code)) as seen:
        await seen.press("c")
        assert "Call it doubled." not in seen.text
        assert "^t shows the whole task" in seen.text
        await seen.press("x", "ctrl+t", "G")
        assert "Call it doubled." in seen.text
        await seen.press("ctrl+t")

        assert "your code" in seen.text
        await seen.press("y")
        assert seen.app.screen.query_one(TextArea).text == "xy"


async def test_a_task_has_a_hint_only_while_it_is_cut(code: Path) -> None:
    async with screen(code / "bank.db", desk=desk(code)) as seen:
        await seen.press("c")
        assert "^t" not in seen.text
        await seen.pilot.resize_terminal(100, 16)
        await seen.until("^t shows the whole task")
        await seen.pilot.resize_terminal(100, 40)
        await seen.comes_to(lambda seen: "^t" not in seen.text)


async def test_ctrl_z_takes_back_what_was_typed(code: Path) -> None:
    async with screen(code / "bank.db", desk=desk(code)) as seen:
        await seen.press("c", "x", "y", "ctrl+z")
        page = seen.app.screen.query_one(TextArea)
        assert page.text == ""
        await seen.press("ctrl+y")
        assert page.text == "xy"


async def test_the_clock_runs_while_one_writes(code: Path) -> None:
    async with screen(code / "bank.db", desk=desk(code)) as seen:
        await seen.press("c")
        seen.clock.pass_seconds(240)
        await seen.press("escape", "space")

        phase = seen.session.phase
        assert isinstance(phase, Answered)
        assert phase.took[0] >= 240_000


async def test_what_is_typed_is_kept_at_once_and_found_again(code: Path) -> None:
    first = desk(code)
    async with screen(code / "bank.db", desk=first) as seen:
        await seen.press("c")
        seen.app.screen.query_one(TextArea).insert(CODE)
        await seen.painted()
        # No key after it: the process might have been killed here.

    async with screen(code / "bank.db", desk=desk(code)) as seen:
        assert "return [2 * x for x in xs]" in seen.text


async def test_the_editor_of_the_user_changes_the_page(code: Path) -> None:
    async with screen(code / "bank.db", desk=desk(code)) as seen:
        await seen.press("c", "ctrl+e", "escape")
        assert "# by hand, in a .py file" in seen.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (CODE, "The tests pass."),
        ("def doubled(xs):\n    return xs\n", "The tests fail: AssertionError at tests line 2"),
        ("def doubled(xs):\n    print(xs)\n    return [2 * x for x in xs]", "It printed: []"),
    ],
    ids=["right", "wrong", "prints"],
)
async def test_t_runs_the_tests_before_the_answer_and_after_it(
    code: Path, text: str, told: str
) -> None:
    async with screen(code / "bank.db", desk=desk(code)) as seen:
        await written(seen, text)
        await seen.press("t")
        assert told in seen.text
        assert isinstance(seen.session.phase, Asking)
        await seen.press("space", "y", "t")
        assert told in seen.text
        phase = seen.session.phase
        assert isinstance(phase, Answered)
        assert phase.judged == (True, None)


async def test_untrusted_code_is_never_run(code: Path) -> None:
    proof = code / "proof"
    async with screen(code / "bank.db", desk=desk(code, trusted=False)) as seen:
        await written(seen, f"open({str(proof)!r}, 'w')\n")
        await seen.press("t")
        assert "Not run: `drillbank trust code` shows what would run" in seen.text
    assert not proof.exists()


async def test_without_code_and_on_other_cards_t_says_what_is_missing(code: Path) -> None:
    async with screen(code / "bank.db", desk=desk(code)) as seen:
        assert "run tests" not in seen.text
        await seen.press("t")
        assert "There is no code yet; c opens a page for it." in seen.text


async def test_undo_brings_the_code_back(code: Path) -> None:
    async with screen(code / "bank.db", desk=desk(code)) as seen:
        await written(seen)
        await seen.press("space", "y", "y", "3", "u")

        phase = seen.session.phase
        assert isinstance(phase, Answered)
        assert phase.shown.written == CODE


def test_each_attempt_begins_blank_and_the_last_two_are_kept(tmp_path: Path) -> None:
    kept = Written(Drafts(tmp_path))
    attempts = [attempt(n) for n in range(4)]
    for number, record_ in enumerate(attempts):
        assert kept.find(record_) is None
        kept.keep(record_, f"attempt {number}")

    found = [kept.find(record_) for record_ in attempts]
    assert found == [None, None, "attempt 2", "attempt 3"]


def attempt(number: int) -> CardRecord:
    """A card that has been graded so often."""
    card = record()
    return replace(card, memory=replace(card.memory, live_reviews=number))


@pytest.mark.parametrize(
    ("mine", "model", "lines"),
    [
        ("a\nb\nc", "a\nx\nc", [" a", "-b", "+x", " c"]),
        ("a\n", "a", [" a"]),
        ("", "a", ["+a"]),
    ],
)
def test_codes_are_compared_line_by_line(mine: str, model: str, lines: list[str]) -> None:
    assert [f"{side.value}{line}" for side, line in compared(mine, model)] == lines


def test_lines_take_code_up_to_a_dot_and_compare_it(code: Path) -> None:
    script = Script(["c", *CODE.splitlines(), ".", "t", "", "q"])
    Plain(desk(code), script).run()

    assert "The tests pass." in script.said
    assert script.said[script.said.index("Compared:") :][:4] == [
        "Compared:",
        "yours: def doubled(xs):",
        "yours:     return [2 * x for x in xs]",
        "model: def doubled(numbers: list[int]) -> list[int]:",
    ]


def test_where_a_person_types_lines_the_editor_takes_the_code(code: Path) -> None:
    script = Script(["c", "", "q"])
    script.typed = True
    Plain(desk(code), script).run()

    assert "yours: # by hand, in a .py file" in script.said


class Script:
    """Lines typed from a pipe."""

    typed = False

    def __init__(self, typing: list[str]) -> None:
        self.typing = typing
        self.said: list[str] = []

    def read(self, prompt: str) -> str | None:
        """See ``Lines``."""
        self.said.append(prompt)
        return self.typing.pop(0) if self.typing else None

    def write(self, line: str) -> None:
        """See ``Lines``."""
        self.said.append(line)
