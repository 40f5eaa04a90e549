"""Milliseconds of processor time that the stages of a check take, as JSON; each in turn, once.

Usage: python scripts/bench_stages.py FOLDER

``parse``: every deck from its file to a tree of texts.  ``scan``: the search for nearly equal
questions over all decks.
"""

import gc
import json
import sys
import time
from pathlib import Path

from drillbank.authoring.compile import compile_decks, find_decks
from drillbank.authoring.lint import near_duplicate
from drillbank.authoring.lint.base import Library, checked_deck
from drillbank.authoring.lint.thresholds import DEFAULTS
from drillbank.authoring.loader import load
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import read


def stages(folder: Path) -> dict[str, float]:
    """What each stage takes."""
    gc.disable()
    paths = find_decks(folder).decks
    begun = time.process_time()
    trees = [load(source) for path in paths if isinstance(source := read(path), Source)]
    parsed = time.process_time()
    compiled = compile_decks(paths, keep_written=True)
    library = Library(tuple(filter(None, map(checked_deck, compiled.decks))))
    ready = time.process_time()
    found = list(near_duplicate.check(library, DEFAULTS))
    done = time.process_time()
    return {
        "notes": sum(len(tree.notes) for tree in trees),
        "parse": (parsed - begun) * 1000,
        "scan": (done - ready) * 1000,
        "found": len(found),
    }


if __name__ == "__main__":
    print(json.dumps(stages(Path(sys.argv[1]))))
