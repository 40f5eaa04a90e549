"""Where code is written, kept and tried."""

from dataclasses import dataclass

from drillbank.authoring.cards import Code
from drillbank.bank.values import CardRecord
from drillbank.review.trust import Trust
from drillbank.review.written import Written

TRY_S = 10.0
"""How long tests may take."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One user's."""

    written: Written
    trust: Trust

    def tried(self, record: CardRecord, written: str | None) -> str:
        """How the card's tests went with the code, or why they were not run."""
        code = record.face.code
        if code is None or code.tests is None or code.entry_strong is None:
            return "This card has no tests."
        if not written:
            return "There is no code yet; c opens a page for it."
        return self._ran(record, code, written)

    def _ran(self, record: CardRecord, code: Code, written: str) -> str:
        from drillbank.review.run_code import LANGUAGES, Program, run  # noqa: PLC0415 - when wanted

        if code.lang not in LANGUAGES:
            return f"Tests in {code.lang} cannot be run here."
        if not self.trust.holds(record):
            return (
                f"Not run: `drillbank trust {record.deck}` shows what would run, "
                "and lets it once you agree."
            )
        program = Program(code.given or "", written, code.tests or "", code.entry_strong or "")
        ran = run(program, TRY_S)
        told = f"The tests fail: {ran.failure}." if ran.failure else "The tests pass."
        return f"{told} It printed: {ran.printed.strip()}" if ran.printed.strip() else told
