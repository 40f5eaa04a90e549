"""What the learner leaves the card for, and comes back from: to look something up, to mend it.

The card's clock stands still meanwhile.  Loaded at the first of them.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from textual.app import App
from textual.screen import Screen

from drillbank.base.errors import DrillbankError
from drillbank.memory.due_text import EXAMPLES, day_named
from drillbank.memory.state import New
from drillbank.review import card_facts, lesson
from drillbank.review.desk import Desk
from drillbank.review.inputs import Edited, Flag, Input, Pause, Resume, SetDue
from drillbank.review.lesson import NoSection
from drillbank.review.session import Session
from drillbank.review.table import Shown
from drillbank.review.workshop import NoteText, Workshop
from drillbank.tui.actions import Act, Action
from drillbank.tui.asking import DigitScreen, LineScreen
from drillbank.tui.card_info import CardInfo
from drillbank.tui.hands import Hands
from drillbank.tui.lending import lend_terminal
from drillbank.tui.reading import ReadingScreen
from drillbank.tui.render import Prose
from drillbank.tui.words import clock_runs, suffix_of

Result = TypeVar("Result")

FLAGS = 7
"""Flags are numbered from 1."""

_NO_WORKSHOP = "Decks cannot be edited from here."


class Home(Protocol):
    """The review screen, as far as a trip needs it."""

    @property
    def app(self) -> App[None]:
        """What shows screens."""

    @property
    def session(self) -> Session:
        """As it is now."""

    @property
    def actions(self) -> Sequence[Action]:
        """What can be done, with the user's keys."""

    @property
    def hands(self) -> Hands:
        """The desk's thread."""

    def give(self, given: Input) -> None:
        """Hands the session an input."""

    def tell(self, text: str) -> None:
        """Says something until the next key."""


@dataclass(frozen=True, slots=True)
class SideTrips:
    """From one card's screen."""

    home: Home
    desk: Desk

    async def go(self, act: Act) -> None:
        """Goes, and comes back to the card; what goes wrong on the way is told there.

        Raises:
            Exception: what is not for the learner to mend.
        """
        shown = self.home.session.shown
        if shown is None:
            return
        # Writing is answering: that clock runs.
        ran = clock_runs(self.home.session) and act is not Act.WRITE
        if ran:
            self.home.give(Pause(self.desk.now().at))
        try:
            came_to = await _TRIPS[act](self, shown)
            problem = None
        except DrillbankError as failed:
            came_to, problem = None, str(failed)
        if ran:
            self.home.give(Resume(self.desk.now().at))
        if came_to is not None:
            self.home.give(came_to)
        if problem is not None:
            self.home.tell(problem)

    async def info(self, shown: Shown) -> None:
        """All that is known of the card."""
        facts = await self.home.hands.look(partial(card_facts.look_up, self.desk, shown.uid))
        body = CardInfo(facts, self.desk.clock)
        await self._visit(ReadingScreen("card", body, Act.INFO, self.home.actions))

    async def lesson(self, shown: Shown) -> None:
        """The lesson section that the card comes from."""
        section = await self.home.hands.look(partial(lesson.look_up, self.desk, shown.record))
        if isinstance(section, NoSection):
            self.home.tell(section.reason)
            return
        body = Prose(section.markdown)
        await self._visit(ReadingScreen(section.place, body, Act.LESSON, self.home.actions))

    async def flag(self, shown: Shown) -> Input | None:
        """Asks which flag."""
        now = shown.record.memory.flag
        has = f"This card has flag {now}. " if now else ""
        question = f"{has}Flag 1-{FLAGS}, 0 for none; any other key leaves it as it is."
        number = await self._visit(DigitScreen(question, FLAGS))
        return None if number is None else Flag(number)

    async def set_due(self, shown: Shown) -> Input | None:
        """Asks when the card is to be shown next."""
        today = self.desk.now().day
        if isinstance(shown.record.memory.state, New):
            return SetDue(today)
        question = "When is this card due?"
        reads = partial(day_named, today=today)
        day = await self._visit(LineScreen(question, EXAMPLES, reads))
        return None if day is None else SetDue(day)

    async def edit_file(self, shown: Shown) -> Input:
        """Opens the user's editor at the card's line."""
        workshop = self._workshop()
        told = lend_terminal(self.home.app, partial(workshop.open_editor, shown.record))
        return await self._compiled(workshop, shown, told)

    async def edit_here(self, shown: Shown) -> Input | None:
        """Edits the note's lines."""
        from drillbank.tui.note_editor import NoteEditor  # noqa: PLC0415 - loads a text area

        workshop = self._workshop()
        note = workshop.note(shown.record)
        editor = NoteEditor(
            note,
            workshop.draft(note),
            partial(self._save, workshop, note),
            partial(_keep, workshop, note),
        )
        saved = await self._visit(editor)
        return await self._compiled(workshop, shown, (workshop.where(note),)) if saved else None

    async def write(self, shown: Shown) -> Input | None:
        """Writes the code that the card asks for."""
        from drillbank.tui.code_editor import CodeEditor  # noqa: PLC0415 - loads a text area

        code, record = shown.record.face.code, shown.record
        if code is None or self.desk.bench is None:
            self.home.tell("This card asks for no code.")
            return None
        keeps = partial(self.desk.bench().written.keep, record)
        lends = partial(self._lend, suffix=suffix_of(code.lang))
        task, actions = shown.question, self.home.actions
        page = CodeEditor(task, code.lang, shown.written or "", keeps, lends, actions=actions)
        await self._visit(page)
        return Edited(())

    def _lend(self, text: str, suffix: str) -> str:
        return lend_terminal(self.home.app, partial(self._workshop().edit_text, text, suffix))

    def _workshop(self) -> Workshop:
        if self.desk.workshop is None:
            raise DrillbankError(_NO_WORKSHOP)
        return self.desk.workshop()

    async def _save(self, workshop: Workshop, note: NoteText, text: str) -> Sequence[str]:
        return await self.home.hands.look(partial(workshop.save, note, text))

    async def _compiled(self, workshop: Workshop, shown: Shown, told: tuple[str, ...]) -> Edited:
        self.home.tell("Compiling what has changed.")
        wrong = await self.home.hands.look(partial(workshop.bring_up_to_date, shown.record))
        return Edited((*told, *wrong))

    async def _visit(self, screen: Screen[Result]) -> Result | None:
        return await self.home.app.push_screen_wait(screen)


def _keep(workshop: Workshop, note: NoteText, text: str | None) -> None:
    if text is None:
        workshop.drop_draft(note)
    else:
        workshop.keep_draft(note, text)


_TRIPS: dict[Act, Callable[[SideTrips, Shown], Awaitable[Input | None]]] = {
    Act.INFO: SideTrips.info,
    Act.LESSON: SideTrips.lesson,
    Act.FLAG: SideTrips.flag,
    Act.SET_DUE: SideTrips.set_due,
    Act.EDIT_FILE: SideTrips.edit_file,
    Act.EDIT_HERE: SideTrips.edit_here,
    Act.WRITE: SideTrips.write,
}
