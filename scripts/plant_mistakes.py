"""Plant mistakes in copies of real decks, and see whether each is reported where it is.

Prints a line for each miss and a closing count.  Exit status: 0 all were reported exactly, 1 some
were not, 2 there was nothing to plant in.

A miss names its corpus; `scripts/test --only-tests tests/property/test_corpus.py --corpus-seed
SEED` plants by a seed of one's own too.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from helpers_corpus import (
    FILES,
    LINTED,
    Flavour,
    RealDeck,
    UnsoundDeckError,
    Verdict,
    corpus,
    judged,
    judged_file,
    real_decks,
)

from drillbank.authoring.compile import compile_decks
from drillbank.authoring.lint.library import lint_library
from drillbank.authoring.shipped import shipped_folder

PER_CORPUS = 50
"""Mistakes planted at once, at most one in four notes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Plants, compiles, counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", default="0", help="what all chance comes from (%(default)s)")
    parser.add_argument("--count", type=int, default=2_000, help="how many (%(default)s)")
    parser.add_argument("--decks", type=Path, metavar="DIR", help="instead of the shipped decks")
    asked = parser.parse_args(arguments)
    folder: Path = asked.decks or shipped_folder().path
    try:
        decks = real_decks(folder)
    except UnsoundDeckError as error:
        complain(f"mistakes are planted in sound decks only: {error}")
        return 2
    if not any(deck.sites for deck in decks):
        complain(f"there is no note with an id in {folder}")
        return 2
    wanted = flavours(decks)
    verdict = planted_in_notes(decks, asked.seed, asked.count, wanted)
    files = planted_in_files(decks, asked.seed, wanted)
    for miss in (*verdict.misses, *files.misses):
        print(miss)
    for what, found in (("notes", verdict), ("whole files", files)):
        tried, missed = found.tried.total(), found.missed.total()
        sorts = f"{len(found.tried)} sorts"
        print(f"{what}: {tried - missed} of {tried} mistakes reported exactly, {sorts}")
    return 1 if verdict.misses or files.misses else 0


def planted_in_notes(
    decks: Sequence[RealDeck], seed: str, count: int, wanted: Sequence[Flavour]
) -> Verdict:
    """At least ``count`` mistakes, a few in each copy of the decks."""
    verdict = Verdict()
    most = min(PER_CORPUS, max(1, sum(len(deck.sites) for deck in decks) // 4))
    for number, flavour in enumerate(cycle(wanted)):
        if verdict.tried.total() >= count:
            break
        name = f"{seed}/{number}"
        found = corpus(decks, name, min(most, count - verdict.tried.total()), flavour)
        with tempfile.TemporaryDirectory() as folder:
            judgement = judged(found, Path(folder))
        judgement.misses = [f"{name} {flavour.value}: {miss}" for miss in judgement.misses]
        verdict.add(judgement)
        if not found.planted:
            break
    return verdict


def planted_in_files(decks: Sequence[RealDeck], seed: str, wanted: Sequence[Flavour]) -> Verdict:
    """Every mistake in a whole file, once in each deck."""
    verdict = Verdict()
    for deck in decks:
        for name, (codes, _) in FILES.items():
            if Flavour.ADVICE not in wanted and LINTED.intersection(codes):
                continue
            roll = Random(f"{seed}/{name}")  # noqa: S311 - chance that can be repeated is wanted
            with tempfile.TemporaryDirectory() as folder:
                verdict.add(judged_file(deck, name, Path(folder), roll))
    return verdict


def flavours(decks: Sequence[RealDeck]) -> list[Flavour]:
    """All of them; without advice if the linter has something to say of the decks as they are."""
    compiled = compile_decks([deck.path for deck in decks])
    if not lint_library(compiled.decks, compiled.diagnostics):
        return list(Flavour)
    complain("no mistakes are planted for the linter: it has advice on these decks already")
    return [flavour for flavour in Flavour if flavour is not Flavour.ADVICE]


def complain(sentence: str) -> None:
    """Says it where errors go."""
    sys.stderr.write(f"plant-mistakes: {sentence}\n")


if __name__ == "__main__":
    sys.exit(main())
