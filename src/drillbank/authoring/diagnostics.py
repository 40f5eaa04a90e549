"""What a problem in a source *is*: a code, a place, a sentence, and what to write instead.

How it is drawn is the business of ``render_text`` and ``render_json``.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from drillbank.authoring.source import Source, Span
from drillbank.base.words import NoteUid


class Level(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    """The note, or the file, cannot be used."""

    WARNING = "warning"
    """It compiles, and is probably not what was meant."""

    NOTE = "note"
    """It compiles, and may be just what was meant; never fails but for a draft, and then only
    where everything must be in order (``check --strict``)."""


class Code(StrEnum):
    """The name of a sort of problem; a code is never used again for another sort.

    E1xx: the text is not YAML as decks use it.  E2xx: the notes are not sound.  W3xx: advice, on
    what compiles (``lint`` gives most of it, and E220).
    """

    COLON_IN_VALUE = "E101"
    TAB = "E102"
    QUOTE_NOT_CLOSED = "E103"
    TEXT_AFTER_QUOTE = "E104"
    RESERVED_CHARACTER = "E105"
    BRACKET = "E106"
    OUT_OF_LINE = "E107"
    NO_SPACE_AFTER_COLON = "E108"
    DASH_IN_VALUE = "E109"
    DUPLICATE_KEY = "E110"
    ALIAS = "E111"
    TAG = "E112"
    MERGE_KEY = "E113"
    SECOND_DOCUMENT = "E114"
    GIT_CONFLICT = "E115"
    ESCAPE = "E116"
    KEY_NOT_TEXT = "E117"
    COMMA_IN_BRACES = "E118"
    NESTED_TOO_DEEP = "E119"
    BLOCK_MARK = "E120"
    OTHER_SYNTAX = "E121"
    CANNOT_READ = "E130"
    NOT_UTF8 = "E131"
    CONTROL_CHARACTER = "E132"

    NO_KIND = "E201"
    TWO_KINDS = "E202"
    UNKNOWN_KEY = "E203"
    MISSING_KEY = "E204"
    NO_VALUE = "E205"
    WRONG_SHAPE = "E206"
    WRONG_VALUE = "E207"
    BAD_SLUG = "E210"
    DUPLICATE_ID = "E211"
    NEEDS_ID = "E212"
    DRAFTS_COLLIDE = "E213"
    FACETS_COLLIDE = "E214"
    WAS_IS_LIVING = "E215"
    WAS_CLAIMED_TWICE = "E216"
    UNKNOWN_NOTE = "E217"
    AFTER_LOOP = "E218"
    SAME_QUESTION = "E220"
    BAD_GAP = "E230"
    NO_GAP = "E231"
    MUST_NOT_A_POINT = "E240"
    DUPLICATE_POINT = "E241"
    UNKNOWN_FACET = "E242"
    ROW_WIDTH = "E243"
    UNKNOWN_COLUMN = "E244"
    NOT_A_POLE = "E245"
    NOT_IN_CODE = "E246"
    NO_SUCH_FILE = "E250"
    NO_SUCH_HEADING = "E251"
    UNKNOWN_FACT = "E252"
    FACT_DIFFERS = "E253"
    UNKNOWN_STORY = "E254"
    NO_SUCH_IMAGE = "E255"
    IMAGE_ON_THE_WEB = "E256"
    PATH_ABSOLUTE = "E257"
    PATH_OUTSIDE = "E258"
    NOT_A_DECK = "E260"
    DUPLICATE_DECK = "E261"
    BAD_DECK_SLUG = "E262"
    NO_PLACE = "E263"

    TEXT_LOST = "W301"
    DRAFT = "W302"
    UNNUMBERED_GAPS = "W303"
    EMPTY_DECK = "W304"
    LONG_ANSWER = "W310"
    TWO_QUESTIONS = "W311"
    ENUMERATION = "W312"
    YES_NO = "W313"
    LEAK = "W314"
    PRONOUN = "W315"
    NEAR_DUPLICATE = "W321"
    OVER_LIMIT = "W330"
    WE_WITHOUT_I = "W331"
    NO_NUMBER = "W332"
    LONG_SITUATION = "W333"
    UNHEARD_POINT = "W334"
    NO_MUST = "W335"
    UNUSED_IMAGE = "W340"
    LARGE_IMAGE = "W341"
    UNASKED_HEADING = "W350"
    LONE_TAG = "W351"
    BAD_IGNORE = "W390"
    IDLE_IGNORE = "W391"

    @property
    def level(self) -> Level:
        """Told by the first letter; advice that is often not to be followed is a note."""
        if self.value.startswith("E"):
            return Level.ERROR
        return Level.NOTE if self in _NOTES else Level.WARNING

    @property
    def is_advice(self) -> bool:
        """Whether it may be ignored: no error but the one that is found between sound notes."""
        return self.level is not Level.ERROR or self is Code.SAME_QUESTION

    def fails(self, *, strict: bool) -> bool:
        """Whether it makes ``check`` fail: errors always, and if strict, warnings and drafts."""
        return self.level is Level.ERROR or (
            strict and (self.level is Level.WARNING or self is Code.DRAFT)
        )


_NOTES = frozenset(
    {
        Code.DRAFT,
        Code.YES_NO,
        Code.LEAK,
        Code.PRONOUN,
        Code.UNHEARD_POINT,
        Code.UNUSED_IMAGE,
        Code.LARGE_IMAGE,
        Code.UNASKED_HEADING,
        Code.LONE_TAG,
        Code.IDLE_IGNORE,
    }
)


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that belongs to a problem, such as the first of two equal keys."""

    span: Span
    message: str


class Safety(StrEnum):
    """Whether a fix may be applied without asking."""

    SAFE = "safe"
    """The result is what the author meant."""

    SUGGESTED = "suggested"
    """The result is sound, and may not be what the author meant."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replaces ``text[start:end]`` of the problem's source; start == end inserts."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that make a problem go away: in file order, none touching another."""

    title: str
    edits: tuple[Edit, ...]
    safety: Safety

    def moved(self, by: int) -> "Fix":
        """The fix for a text that stands ``by`` characters further down."""
        edits = tuple(Edit(edit.start + by, edit.end + by, edit.text) for edit in self.edits)
        return Fix(self.title, edits, self.safety)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem."""

    code: Code
    span: Span
    """As narrow as the mistake."""

    message: str
    """One sentence in the author's words."""

    help: str | None = None
    """What to write instead."""

    labels: tuple[Label, ...] = ()
    fix: Fix | None = None
    note_uid: NoteUid | None = None
    """The note it was found in; None where there is none, or its id is not known."""

    @property
    def level(self) -> Level:
        """Its code's."""
        return self.code.level

    @property
    def is_error(self) -> bool:
        """Whether it keeps its note, or its file, from being sound."""
        return self.level is Level.ERROR


def about_file(code: Code, path: Path, message: str, help_: str | None = None) -> Diagnostic:
    """A problem with a file or folder as a whole: it has a path, and no line to show."""
    return Diagnostic(code, Span(Source(path, ""), 0, 0), message, help_)


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by path, then by place."""
    return tuple(
        sorted(diagnostics, key=lambda d: (str(d.span.source.path), d.span.start, d.code.value))
    )
