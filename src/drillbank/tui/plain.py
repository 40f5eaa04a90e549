"""The session line by line: for screen readers, pipes and dumb terminals.

Lines are only ever appended: no cursor movement, no colour, no wrapping.  On a terminal an empty
line takes the suggested rating; from a pipe a rating has to be spelled, so that a stray newline
never grades a card.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drillbank.base.prose import counted
from drillbank.memory.rating import Rating
from drillbank.memory.study_day import Moment
from drillbank.review.advance import advance
from drillbank.review.compared import compared
from drillbank.review.desk import Desk
from drillbank.review.inputs import (
    Action,
    Bury,
    GoOn,
    Judge,
    MoreTime,
    Pause,
    Quit,
    Rate,
    Restart,
    Resume,
    Reveal,
    RunTests,
    Scope,
    ShowHint,
    Speak,
    Sure,
    Suspend,
    Undo,
)
from drillbank.review.session import Session, Step
from drillbank.review.table import Answered, Asking, Gauging, OnTable, Over, Phase, Shown, Speaking
from drillbank.review.terms import Terms
from drillbank.tui.actions import ACTIONS
from drillbank.tui.actions import Action as TableAction
from drillbank.tui.lines import Lines
from drillbank.tui.plain_keys import as_usual, help_lines
from drillbank.tui.plain_trips import PlainTrips, is_trip
from drillbank.tui.spoken import spoken
from drillbank.tui.summary import summary
from drillbank.tui.words import clock_runs, interval, left, minutes_left, position, took

HELP = (
    "Enter shows the answer. At a rubric: y made, n missed. Then 1 again, 2 hard, 3 good, 4 easy.",
    "While the clock runs: p pauses it, r begins anew, + gives 30 s more.",
    "h hint, u undo, - bury card, = bury note, @ suspend card, ! suspend note, q quit.",
    "c write code, t run its tests.",
    "* mark, f3 flag 3, D 3d due in three days, i what is known of it, L its lesson, E edit it.",
)
"""What ``?`` says."""

_RATINGS = {str(rating.value): rating for rating in Rating}
_CERTAINTY = {"1": 1, "2": 2, "3": 3}
_VERDICTS = {"y": True, "n": False}
_ANYWHERE: dict[str, Action] = {
    "u": Undo(),
    "t": RunTests(),
    "q": Quit(),
    "h": ShowHint(),
    "-": Bury(Scope.CARD),
    "=": Bury(Scope.NOTE),
    "@": Suspend(Scope.CARD),
    "!": Suspend(Scope.NOTE),
}


@dataclass(frozen=True, slots=True)
class Plain:
    """A session in lines."""

    desk: Desk
    lines: Lines
    actions: Sequence[TableAction] = ACTIONS
    """What can be done, with the user's keys."""

    def run(self, terms: Terms | None = None) -> Session:
        """Drills until nothing is left, the limit is reached, or the learner quits.

        Raises:
            BankError: the bank could not be read or written; what was graded before is saved.
        """
        session = self._after(None, self.desk.begin(terms or Terms()))
        while True:
            while not isinstance(session.phase, Over):
                session = self._turn(session)
            for line in summary(session, self.desk.clock, self.desk.tomorrow()):
                self.lines.write(line)
            if not self._goes_on(session):
                return session
            session = self._after(session, advance(session, GoOn(self.desk.now().at)))

    def _goes_on(self, session: Session) -> bool:
        """Whether a person wants more than the limit or the minutes they set."""
        if not (self.lines.typed and session.may_go_on):
            return False
        return (self.lines.read("Enter ends; c goes on: ") or "").strip() == "c"

    def _after(self, before: Session | None, step: Step) -> Session:
        """Has the desk do what was asked, and says what is new."""
        session, effect = step
        messages = [session.message]
        while effect is not None:
            session, effect = advance(session, self.desk.perform(effect))
            messages.append(session.message)
        for message in filter(None, messages):
            self.lines.write(message)
        for line in news(before, session):
            self.lines.write(line)
        if isinstance(session.phase, Asking) and session.phase.shown.spoken:
            session, _ = advance(session, Speak(self.desk.now().at))
        return session

    def _turn(self, session: Session) -> Session:
        """The next line, and what comes of it."""
        line = self.lines.read(prompt(session, typed=self.lines.typed))
        if line is None:
            return self._after(session, advance(session, Quit()))
        line = line.strip()
        usual = as_usual(line, session, self.actions)
        if usual is not None and session.shown is not None and is_trip(usual):
            return self._trip(session, session.shown, usual)
        typed = self.lines.typed
        action = None if usual is None else action_of(usual, session, self.desk.now(), typed=typed)
        if action is not None:
            return self._after(session, advance(session, action))
        own_help = self.actions is not ACTIONS and usual == "?"
        told = help_lines(self.actions) if own_help else advice(line, session, typed=typed)
        for one in told:
            self.lines.write(one)
        return session

    def _trip(self, session: Session, shown: Shown, line: str) -> Session:
        """Leaves the card and comes back to it; its clock stands still meanwhile."""
        ran = clock_runs(session)
        if ran:
            session, _ = advance(session, Pause(self.desk.now().at))
        came_to = PlainTrips(self.desk, self.lines).go(line, shown)
        if ran:
            session, _ = advance(session, Resume(self.desk.now().at))
        return session if came_to is None else self._after(session, advance(session, came_to))


def action_of(line: str, session: Session, now: Moment, *, typed: bool) -> Action | None:
    """What a line asks for; None where it asks for nothing that can be done now."""
    phase = session.phase
    if line in _RATINGS and not isinstance(phase, Gauging):
        return Rate(_RATINGS[line], now)
    if line in _ANYWHERE:
        return _ANYWHERE[line]
    if isinstance(phase, Speaking):
        clock_words = _of_clock(line, phase, now)
        if clock_words is not None:
            return clock_words
    if isinstance(phase, Gauging) and line in _CERTAINTY:
        return Sure(_CERTAINTY[line], now)
    if isinstance(phase, Asking | Speaking | Gauging) and not line:
        return Reveal(now)
    if isinstance(phase, Answered) and line in _VERDICTS and not phase.all_judged:
        return Judge(_VERDICTS[line])
    if isinstance(phase, Answered) and not line and typed and phase.default is not None:
        return Rate(phase.default, now)
    return None


def _of_clock(line: str, speaking: Speaking, now: Moment) -> Action | None:
    """What a line asks of the clock of a spoken answer; an empty one lets a paused one run on."""
    if speaking.watch.paused and line in ("", "p"):
        return Resume(now.at)
    match line:
        case "p":
            return Pause(now.at)
        case "r":
            return Restart(now.at)
        case "+":
            return MoreTime()
        case _:
            return None


def advice(line: str, session: Session, *, typed: bool) -> tuple[str, ...]:
    """What to type instead of a line that meant nothing."""
    phase = session.phase
    if line == "?":
        return HELP
    if isinstance(phase, Answered) and not phase.all_judged:
        return ("Type y if you made the point, n if you missed it, or rate with 1-4.",)
    if isinstance(phase, Answered) and not line and not typed:
        return ("Spell the rating: 1, 2, 3 or 4.",)
    return (f"{line!r} does nothing here; ? says what does.",)


def prompt(session: Session, *, typed: bool) -> str:
    """What is asked of the learner, choices last."""
    match session.phase:
        case Speaking(watch=watch) if watch.paused:
            return "The clock stands still; Enter lets it run on: "
        case Speaking(limit_s=limit):
            target = f" for up to {limit} s" if limit else ""
            return f"Answer aloud{target}, then Enter: "
        case Gauging():
            return "How sure are you: 1 a guess, 2 fairly, 3 certain; Enter leaves it open: "
        case Answered() as answered if not answered.all_judged:
            point = answered.shown.points[answered.marker]
            said = " ".join(spoken(point.text))
            place = f"{answered.marker + 1} of {len(answered.judged)}"
            must = ", must" if point.must else ""
            return f"Point {place}{must}: {said} y/n: "
        case Answered() as answered:
            return _rating_prompt(answered, cram=session.terms.cram, typed=typed)
        case _:
            return "Enter for the answer: "


def _rating_prompt(answered: Answered, *, cram: bool, typed: bool) -> str:
    choices = ", ".join(
        f"{rating.value} {rating.name.lower()}"
        + ("" if cram else f" {interval(answered.outcomes.of(rating).interval)}")
        for rating in Rating
    )
    if not typed or answered.default is None:
        return f"Rate {choices}: "
    return f"Rate {choices}; Enter for {answered.default.name.lower()}: "


def news(before: Session | None, now: Session) -> Iterator[str]:
    """The lines that say what the table shows now and did not show before."""
    was = before.phase if before else None
    match now.phase:
        case Asking() as asking if not isinstance(was, Asking) or _differ(was, asking):
            yield from _question(now, asking)
        case (Asking(hinted=True) | Speaking(hinted=True)) as asked if not _hinted(was):
            yield from _block("Hint", asked.shown.record.face.hint)
        case Answered() as answered:
            same = isinstance(was, Answered) and not _differ(was, answered)
            if not same:
                yield from _answer(answered)
            if answered.judged and answered.all_judged and not (same and _all_judged(was)):
                yield from _verdict(answered)
        case _:
            pass


def _differ(was: OnTable, now: OnTable) -> bool:
    """Whether something else is asked or answered; a card that was only marked is the same."""
    one, other = was.shown.record, now.shown.record
    return (one.uid, one.face) != (other.uid, other.face)


def _hinted(phase: Phase | None) -> bool:
    return isinstance(phase, Asking | Speaking) and phase.hinted


def _all_judged(phase: Phase | None) -> bool:
    return isinstance(phase, Answered) and phase.all_judged


def _question(session: Session, asking: Asking) -> Iterator[str]:
    number, of = position(session)
    new, steps, due = left(session.queue)
    yield ""
    yield (
        f"Card {number} of {of}, {asking.shown.record.deck}. "
        f"Left: {new} new, {steps} learning, {due} due, about {minutes_left(session)} min."
    )
    gaps = asking.shown.record.kind == "cloze"
    yield from _block("Question", asking.shown.question, gaps=gaps)


def _answer(answered: Answered) -> Iterator[str]:
    face = answered.shown.record.face
    if answered.speaking_ms is not None:
        target = f" of {face.limit_s} s" if face.limit_s else ""
        yield f"You spoke for {took(answered.speaking_ms / 1000)}{target}."
    yield from _block("Answer", face.answer)
    if answered.shown.written and face.code:
        yield "Compared:"
        for side, line in compared(answered.shown.written, face.code.strong):
            yield f"{side.name.lower()}: {line}"
        yield "end of comparison"
    yield from _block("Why", face.why)
    if face.points:
        musts = sum(point.must for point in face.points)
        yield f"Rubric: {counted(len(face.points), 'point')}, {musts} of them must be made."


def _verdict(answered: Answered) -> Iterator[str]:
    yield from _block("Afterwards", answered.shown.record.face.afterwards)
    if answered.suggestion:
        for point in answered.missed_last_time:
            became = "made now" if point.id in answered.judged_as(made=True) else "missed again"
            yield f"Missed last time, {became}: {' '.join(spoken(point.text))}"
        rating = answered.suggestion.rating.name.capitalize()
        # The reason may end in a point, which the author may have ended with a full stop.
        reason = " ".join(spoken(answered.suggestion.reason)).removesuffix(".")
        yield f"Suggested: {rating}, because {reason}."


def _block(heading: str, markdown: str | None, *, gaps: bool = False) -> Iterator[str]:
    if markdown:
        yield f"{heading}:"
        yield from spoken(markdown, gaps=gaps)
