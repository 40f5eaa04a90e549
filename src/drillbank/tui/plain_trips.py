"""What the learner leaves the card for in plain lines: to look something up, to mend it."""

import re
from dataclasses import dataclass

from drillbank.base.errors import DrillbankError
from drillbank.memory.due_text import EXAMPLES, day_named
from drillbank.memory.state import New
from drillbank.review import lesson
from drillbank.review.desk import Desk
from drillbank.review.inputs import Action, Edited, Flag, SetDue
from drillbank.review.lesson import NoSection
from drillbank.review.table import Shown
from drillbank.tui.intent import mark
from drillbank.tui.lines import Lines
from drillbank.tui.words import suffix_of

_TRIP = re.compile(r"(?P<key>[iLEec*]|f(?= *\d?$)|D\b)(?P<rest>.*)")
_NO_REST = frozenset("iLEec*")
_FLAGS = 7


def is_trip(line: str) -> bool:
    """Whether a line asks for what is done here."""
    found = _TRIP.fullmatch(line)
    return found is not None and not (found["key"] in _NO_REST and found["rest"])


@dataclass(frozen=True, slots=True)
class PlainTrips:
    """From one card."""

    desk: Desk
    lines: Lines

    def go(self, line: str, shown: Shown) -> Action | None:
        """Does what the line asks for; what the session is to know of it.

        What cannot be done is said, and comes to nothing.
        """
        found = _TRIP.fullmatch(line)
        key, rest = (found["key"], found["rest"].strip()) if found else ("", "")
        try:
            match key:
                case "i":
                    self._info(shown)
                case "L":
                    self._lesson(shown)
                case "*":
                    return mark(shown)
                case "f":
                    return self._flag(rest)
                case "D":
                    return self._set_due(rest, shown)
                case "c":
                    return self._write(shown)
                case "E" | "e":
                    return self._edit(shown)
        except DrillbankError as problem:
            self.lines.write(str(problem))
        return None

    def _info(self, shown: Shown) -> None:
        from drillbank.review import card_facts  # noqa: PLC0415 - when asked for
        from drillbank.tui.card_info import info_lines  # noqa: PLC0415 - loads Rich

        facts = card_facts.look_up(self.desk, shown.uid)
        for line in info_lines(facts, self.desk.clock):
            self.lines.write(line)

    def _lesson(self, shown: Shown) -> None:
        from drillbank.tui.spoken import spoken  # noqa: PLC0415 - when asked for

        section = lesson.look_up(self.desk, shown.record)
        if isinstance(section, NoSection):
            self.lines.write(section.reason)
            return
        self.lines.write(f"From {section.place}:")
        for line in spoken(section.markdown):
            self.lines.write(line)

    def _flag(self, rest: str) -> Action | None:
        asked = rest or self.lines.read(f"Flag 1-{_FLAGS}, 0 for none: ") or ""
        if asked.strip() not in set(map(str, range(_FLAGS + 1))):
            why = f"{asked.strip()!r} is no flag: 1-{_FLAGS}, or 0 for none. " if asked else ""
            self.lines.write(f"{why}The flag is left as it is.")
            return None
        return Flag(int(asked))

    def _set_due(self, rest: str, shown: Shown) -> Action | None:
        today = self.desk.now().day
        if isinstance(shown.record.memory.state, New):
            return SetDue(today)
        asked = rest or self.lines.read(f"Due when ({EXAMPLES}): ") or ""
        return SetDue(day_named(asked, today)) if asked.strip() else None

    def _write(self, shown: Shown) -> Action | None:
        """In the user's editor where a person types; else line by line, up to a single dot."""
        code = shown.record.face.code
        if code is None or self.desk.bench is None:
            self.lines.write("This card asks for no code.")
            return None
        if self.lines.typed and self.desk.workshop is not None:
            text = self.desk.workshop().edit_text(shown.written or "", suffix_of(code.lang))
        else:
            text = "".join(f"{line}\n" for line in iter(self._code_line, "."))
        self.desk.bench().written.keep(shown.record, text)
        return Edited(())

    def _code_line(self) -> str:
        line = self.lines.read("Code, a dot alone ends it: ")
        return "." if line is None else line

    def _edit(self, shown: Shown) -> Action | None:
        if not self.lines.typed or self.desk.workshop is None:
            self.lines.write("There is no terminal here for an editor.")
            return None
        workshop = self.desk.workshop()
        told = workshop.open_editor(shown.record)
        return Edited((*told, *workshop.bring_up_to_date(shown.record)))
