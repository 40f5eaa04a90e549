"""``contrast``: a weak version beside a strong one, and the names of what changed between them."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field

from drillbank.authoring import diagnostics
from drillbank.authoring.cards import Card, Code
from drillbank.authoring.did_you_mean import did_you_mean
from drillbank.authoring.kinds.base import Facets, Kind
from drillbank.authoring.kinds.context import Context
from drillbank.authoring.kinds.fields import Defaultable, Part, Points, Prose, refuse
from drillbank.authoring.kinds.note_model import NoteModel
from drillbank.authoring.kinds.rubric import bullets, points_of
from drillbank.base.words import Slug

ENTRY = "entry"
"""What tests call the version under test."""

_WORD = re.compile(r"[^\W\d]\w*")
_TICKS = re.compile(r"`+")


def _lang(text: str) -> str:
    if re.fullmatch(r"[\w+#.-]+", text):
        return text
    raise refuse(
        diagnostics.Code.WRONG_VALUE,
        f"'{text}' is not the name of a language",
        "write one word, such as python, go or c++",
    )


def _tests_need_entry(schema: dict[str, Any]) -> None:
    schema["anyOf"] = [{"required": ["entry"]}, {"not": {"required": ["tests"]}}]


class Entry(Part):
    """What the tests call in each version."""

    weak: Prose = Field(description="The name to call in `weak`.")
    strong: Prose = Field(description="The name to call in `strong`, and the learner's to use.")


class Contrast(NoteModel):
    """Two versions of one piece of code: what is to be changed, then the better one written."""

    model_config = ConfigDict(json_schema_extra=_tests_need_entry)

    contrast: Prose = Field(description="The task that both versions do.")
    lang: Annotated[str, AfterValidator(_lang), Defaultable()] = Field(
        default="python", description="The language, as a Markdown fence names it."
    )
    given: Prose | None = Field(
        default=None, description="Code that both need: shown above them, and run before them."
    )
    weak: Prose = Field(description="The first version.")
    strong: Prose = Field(description="The better version.")
    entry: Entry | None = Field(
        default=None, description="The names that the tests call in `weak` and in `strong`."
    )
    tests: Prose | None = Field(
        default=None, description="Code that calls `entry(…)` and fails if the answer is wrong."
    )
    changed: Points = Field(
        min_length=1, description="`name: what changed` lines; ticked after rewriting."
    )


def expand(note: Contrast, context: Context) -> tuple[Card, ...]:
    """``#spot`` asks what to change, ``#rewrite`` for the better version; both show the first."""
    _check_entry(note, context)
    points = points_of(note.changed)
    setting = _setting(note)
    strong = fenced(note.strong, note.lang)
    named = f" Call it `{note.entry.strong}`." if note.entry else ""
    return (
        context.card(
            f"{setting}\n\nWhat would you change?",
            f"{strong}\n\n{bullets(points)}",
            facet=("spot",),
        ),
        context.card(
            f"{setting}\n\nWrite a better one.{named}",
            strong,
            facet=("rewrite",),
            points=points,
            code=_code(note),
        ),
    )


def _setting(note: Contrast) -> str:
    parts = [note.contrast]
    if note.given:
        parts += ["Given:", fenced(note.given, note.lang)]
    return "\n\n".join([*parts, "A first version:", fenced(note.weak, note.lang)])


def _code(note: Contrast) -> Code:
    return Code(
        lang=note.lang,
        weak=note.weak,
        strong=note.strong,
        given=note.given,
        entry_weak=note.entry.weak if note.entry else None,
        entry_strong=note.entry.strong if note.entry else None,
        tests=note.tests,
    )


def fenced(code: str, lang: str) -> str:
    """The code as a Markdown fence, longer than any run of backticks in it."""
    longest = max((len(ticks) for ticks in _TICKS.findall(code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{lang}\n{code}\n{fence}"


def _check_entry(note: Contrast, context: Context) -> None:
    """Reports tests that have nothing to call, and names that are not in the code."""
    if note.tests and not note.entry:
        context.problem(
            diagnostics.Code.MISSING_KEY,
            ("tests",),
            "these tests have no 'entry' to call",
            "add 'entry: {weak: …, strong: …}' with the name to call in each version",
            on_key=True,
        )
    if not note.entry:
        return
    for side, name, code in (
        ("weak", note.entry.weak, note.weak),
        ("strong", note.entry.strong, note.strong),
    ):
        words = dict.fromkeys(_WORD.findall(code))
        if name not in words:
            near = did_you_mean(name, words)
            context.problem(
                diagnostics.Code.NOT_IN_CODE,
                ("entry", side),
                f"'{name}' is nowhere in '{side}'",
                f"did you mean '{near}'?" if near else f"write the name to call in '{side}'",
            )
    if note.tests and ENTRY not in _WORD.findall(note.tests):
        context.problem(
            diagnostics.Code.NOT_IN_CODE,
            ("tests",),
            f"these tests never call '{ENTRY}'",
            f"call either version by the name '{ENTRY}', as in 'assert {ENTRY}([]) == 0'",
            on_key=True,
        )


KIND = Kind(
    head=Slug("contrast"),
    model=Contrast,
    facets=Facets(fixed=("spot", "rewrite")),
    expand=expand,
    snippet=(
        "contrast: ${1:the task}\nweak: |\n  ${2:the first version}\n"
        "strong: |\n  ${3:the better version}\nchanged:\n  ${4:name}: ${5:what changed}"
    ),
    code_keys=frozenset({"given", "weak", "strong", "tests"}),
)
