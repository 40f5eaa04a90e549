"""Milliseconds of processor time that the stages of a check take, as JSON; each in turn, once.

Usage: python scripts/bench_stages.py FOLDER

``parse``: every deck from its file to a tree of texts.  ``scan``: the search for nearly equal
questions over all decks, on one core.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path

from drillbank.authoring.compile import find_decks
from drillbank.authoring.decks import read_deck
from drillbank.authoring.lint import near_duplicate
from drillbank.authoring.lint.base import checked_deck
from drillbank.authoring.lint.thresholds import DEFAULTS
from drillbank.authoring.loader import load
from drillbank.authoring.source import Source
from drillbank.authoring.source_file import read


def stages(folder: Path) -> dict[str, float]:
    """What each stage takes."""
    gc.disable()
    if hasattr(os, "sched_setaffinity"):  # else nothing is shared with another process anyway
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    paths = find_decks(folder).decks
    begun = time.process_time()
    trees = [load(source) for path in paths if isinstance(source := read(path), Source)]
    parsed = time.process_time()
    decks = (checked_deck(read_deck(path, keep_written=True)) for path in paths)
    checked = [deck for deck in decks if deck]
    ready = time.process_time()
    gathered = [near_duplicate.gather(deck, DEFAULTS) for deck in checked]
    found = list(near_duplicate.check(gathered, DEFAULTS))
    done = time.process_time()
    return {
        "notes": sum(len(tree.notes) for tree in trees),
        "parse": (parsed - begun) * 1000,
        "scan": (done - ready) * 1000,
        "found": len(found),
    }


if __name__ == "__main__":
    print(json.dumps(stages(Path(sys.argv[1]))))
