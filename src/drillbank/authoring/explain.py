"""What each code means: a page a code, with a deck that has the problem and one that has not.

The pages are the one place where this is written.  ``drillbank explain`` prints them, and the tests
hold them to the compiler: the wrong deck gets these very words, the right one passes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drillbank.authoring.diagnostics import Code

FOLDER = Path(__file__).parent / "explanations"
RIGHT = "\n## Right\n"
"""Stands between what is wrong and what to write instead."""

_FENCE = re.compile(
    r"^```(?P<kind>yaml|markdown|hex|absent)(?: (?P<name>\S+))?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_ANY_FENCE = re.compile(r"^```(?P<kind>\w+)(?: (?P<name>\S+))?$")
_NAMES = {"yaml": "deck.yaml", "markdown": "deck.md", "hex": "deck.yaml", "absent": "deck.yaml"}
_SAID = {"hex": "The bytes of the file:", "absent": "A file that is not there.", "text": ""}


@dataclass(frozen=True, slots=True)
class Page:
    """The explanation of a code, in Markdown."""

    code: Code
    title: str
    """A few words, to be read in a list."""

    why: str
    wrong: str
    """The files of a deck that has the problem, and what is printed for it."""

    right: str
    """The files of one that has not."""


@dataclass(frozen=True, slots=True)
class Example:
    """A file of an example."""

    name: str
    data: bytes | None
    """None for a file that is not there."""


def page_of(code: Code) -> Page | None:
    """The page of a code; None while nobody has written it."""
    try:
        text = (FOLDER / f"{code}.md").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    wrong_side, _, right = text.partition(RIGHT)
    head, _, rest = wrong_side.partition("\n\n")
    why, _, wrong = rest.partition("\n\n")
    return Page(code, head.removeprefix("# ").strip(), why.strip(), wrong.strip(), right.strip())


def examples_in(markdown: str) -> Iterator[Example]:
    """The files that fences hold: ``deck.yaml`` and ``deck.md`` unless they name another.

    A fence of ``hex`` gives the bytes of a file, one that is ``absent`` asks for none.
    """
    for fence in _FENCE.finditer(markdown):
        name = fence["name"] or _NAMES[fence["kind"]]
        if fence["kind"] == "absent":
            yield Example(name, None)
        elif fence["kind"] == "hex":
            yield Example(name, bytes.fromhex(fence["body"]))
        else:
            yield Example(name, fence["body"].encode())


def shown(page: Page) -> str:
    """The page as text for a terminal: examples indented, fences gone."""
    parts = [f"{page.code} ({page.code.level}): {page.title}", page.why]
    parts += ["Wrong:", _indented(page.wrong), "Right:", _indented(page.right)]
    return "\n\n".join(parts) + "\n"


def _indented(markdown: str) -> str:
    lines: list[str] = []
    inside = False
    for line in markdown.split("\n"):
        fence = _ANY_FENCE.match(line)
        if not inside and fence:
            inside = True
            label = _SAID.get(fence["kind"], "")
            if fence["name"] or fence["kind"] == "markdown":
                label = f"{fence['name'] or _NAMES['markdown']}:"
            lines += [f"    {label}"] if label else []
        elif line == "```":
            inside = False
        else:
            lines.append(f"    {line}".rstrip())
    return "\n".join(lines).strip("\n")
