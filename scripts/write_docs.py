"""Write what the documentation takes from the program, or say what is not up to date.

Usage: python -m scripts.write_docs [--check] [--text | --large]     (from the root of the checkout)
"""

import argparse
import sys
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from scripts.docs_commands import commands_page
from scripts.docs_library import library_page
from scripts.docs_tables import MarkError, with_tables

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
WITH_TABLES = (DOCS / "authoring.md", DOCS / "review.md", ROOT / "README.md")
_SHOWN = 60
"""Characters of a line that are shown around its first difference."""


def written(*, pictures: bool, large: bool = False) -> Iterator[tuple[Path, str]]:
    """Every file as it should be; of the pictures, those of the largest size where that is said.

    Raises:
        MarkError: the marks in a page are not as they should be, or a deck is on no path.
    """
    yield DOCS / "commands.md", commands_page()
    yield DOCS / "library.md", library_page()
    for path in WITH_TABLES:
        try:
            yield path, with_tables(path.read_text(encoding="utf-8"))
        except MarkError as problem:
            raise MarkError(f"{path.relative_to(ROOT)}: {problem}.") from problem
    if pictures:
        from scripts.docs_gallery import LARGE, SIZES, take_pictures  # noqa: PLC0415 - Textual

        for name, svg in take_pictures([LARGE] if large else SIZES).items():
            yield PICTURES / f"{name}.svg", svg


def difference(old: str, new: str) -> str:
    """The first line that differs, in a sentence; the two texts are not equal."""
    pairs = zip_longest(old.splitlines(), new.splitlines())
    for number, (here, there) in enumerate(pairs, start=1):
        if here != there:
            return f"line {number} {_says(here, there)}, and should {_be(there, here)}"
    return "the last line has no end" if new.endswith("\n") else "the last line has an end"


def _says(line: str | None, other: str | None) -> str:
    return "is missing" if line is None else f"is {_around(line, other)}"


def _be(line: str | None, other: str | None) -> str:
    return "not be there" if line is None else f"be {_around(line, other)}"


def _around(line: str, other: str | None) -> str:
    """The part of a line in which it differs from the other."""
    same = 0
    while other is not None and same < min(len(line), len(other)) and line[same] == other[same]:
        same += 1
    start = max(0, min(same, len(line)) - _SHOWN // 2)
    end = start + _SHOWN
    return f"“{'…' * (start > 0)}{line[start:end]}{'…' * (end < len(line))}”"


def stale(path: Path, text: str) -> str | None:
    """Why the file is not as it should be; None where it is."""
    name = path.relative_to(ROOT)
    if not path.exists():
        return f"{name} is missing."
    old = path.read_text(encoding="utf-8")
    return None if old == text else f"{name} is stale: {difference(old, text)}."


def left_over() -> Iterator[str]:
    """Pictures that nothing writes any more."""
    from scripts.docs_gallery import SCREENS, SIZES, name_of  # noqa: PLC0415 - Textual

    names = {name_of(screen, size) for screen in SCREENS for size in SIZES}
    for path in sorted(PICTURES.glob("*.svg")):
        if path.stem not in names:
            yield f"{path.relative_to(ROOT)} is written by nothing; delete it."


def main() -> int:
    """Write or check; return 1 where something is not up to date."""
    parser = argparse.ArgumentParser(
        prog="scripts/docs", description="Write what the documentation takes from the program."
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail if stale")
    parser.add_argument("--text", action="store_true", help="leave the pictures alone")
    parser.add_argument("--large", action="store_true", help="only the largest pictures")
    chosen = parser.parse_args()
    try:
        files = dict(written(pictures=not chosen.text, large=chosen.large))
    except MarkError as problem:
        sys.stderr.write(f"drillbank: {problem}\n")
        return 1
    told = [sentence for path, text in files.items() if (sentence := stale(path, text))]
    if not chosen.text:
        told += left_over()
    if chosen.check:
        for sentence in told:
            sys.stderr.write(f"drillbank: {sentence}\n")
        if told:
            sys.stderr.write("drillbank: `scripts/docs` brings the documentation up to date.\n")
        return 1 if told else 0
    for path, text in files.items():
        if stale(path, text):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
