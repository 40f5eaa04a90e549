"""How long the program takes to say something, and to show the first card."""

import codecs
import json
import os
import re
import select
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.measuring import BenchError, Case, Cost, Ratio, measure, output_of, report, run

ROOT = Path(__file__).resolve().parent.parent
DRILLBANK = (sys.executable, str(Path(sys.executable).with_name("drillbank")))
DECK = "leading-without-authority"
NOW = "2026-03-02T09:00:00+00:00"
COLUMNS, LINES = 100, 30
PATIENCE = 30.0
"""Seconds after which a first card will not come any more."""

ESCAPES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[()#%*+]?.)"
)


def startup(rounds: int) -> None:
    """How long the program takes to say something, and to show the first card."""
    with tempfile.TemporaryDirectory(prefix="drillbank-bench-") as temp:
        folder = Path(temp)
        environment = {**os.environ, "DRILLBANK_HOME": str(folder / "home"), "DRILLBANK_NOW": NOW}
        environment |= {"COLUMNS": str(COLUMNS), "LINES": str(LINES), "TERM": "xterm-256color"}
        for name in ("PYTHONDONTWRITEBYTECODE", "DRILLBANK_BANK", "DRILLBANK_DECKS", "NO_COLOR"):
            environment.pop(name, None)
        output_of(DRILLBANK, "compile", environment=environment)
        words = first_words(environment)
        empty = empty_app(folder, environment)
        same_help = output_of(DRILLBANK, "--help", environment=environment) == output_of(
            empty, "--help", environment=environment
        )

        def process(name: str, *command: str) -> Case:
            return Case(name, lambda: Cost(run(command, environment).wall_ms))

        report(
            measure(
                [
                    process("python -c pass", sys.executable, "-c", "pass"),
                    process("empty app --help", *empty, "--help"),
                    process("drillbank --help", *DRILLBANK, "--help"),
                    process("drillbank --version", *DRILLBANK, "--version"),
                    process("scripts/drillbank", str(ROOT / "scripts/drillbank"), "--version"),
                    process("drillbank due", *DRILLBANK, "due"),
                    process("import textual.app", sys.executable, "-c", "import textual.app"),
                    Case("first card", lambda: Cost(first_card_ms(words, environment))),
                ],
                rounds,
            ),
            [
                Ratio("drillbank --help", "empty app --help", target=1.2),
                Ratio("drillbank --version", "python -c pass"),
                Ratio("scripts/drillbank", "drillbank --version"),
                Ratio("drillbank due", "python -c pass"),
                Ratio("first card", "import textual.app", target=1.4),
            ],
        )
        print(f"\nThe empty app prints the same help: {'yes' if same_help else 'NO'}.")
        print(f"First card: {' '.join(words)!r} on a terminal of {COLUMNS}x{LINES}.")


def empty_app(folder: Path, environment: Mapping[str, str]) -> tuple[str, ...]:
    """How to run an app with drillbank's commands and none of its code."""
    write = (sys.executable, str(ROOT / "scripts/empty_app.py"))
    app = "drillbank.cli.app:app"
    return (sys.executable, output_of(write, app, str(folder), environment=environment).strip())


def first_words(environment: Mapping[str, str]) -> list[str]:
    """The first words of the card a review of the deck shows first."""
    cards = json.loads(output_of(DRILLBANK, "cards", DECK, "--json", environment=environment))
    plain = squeezed(output_of(DRILLBANK, "review", DECK, "--plain", environment=environment))
    beginnings = [squeezed(re.sub(r"[*_`]", "", card["front"])).split()[:3] for card in cards]
    shown = [words for words in beginnings if words and " ".join(words) in plain]
    if not shown:
        raise BenchError(f"`review {DECK} --plain` shows the front of no card of the deck.")
    return min(shown, key=lambda words: plain.index(" ".join(words)))


def first_card_ms(words: Sequence[str], environment: Mapping[str, str]) -> float:
    """Milliseconds from starting a review on a terminal until the card's first words arrive."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (LINES, COLUMNS))
    sought = " ".join(words)
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    screen = ""
    begun = time.perf_counter()
    review = subprocess.Popen(  # noqa: S603 - our own command
        [*DRILLBANK, "review", DECK],
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    try:
        while sought not in squeezed(screen):
            left = PATIENCE - (time.perf_counter() - begun)
            if left <= 0 or not select.select([ours], [], [], left)[0]:
                raise BenchError(f"No {sought!r} after {PATIENCE:.0f} s of `review {DECK}`.")
            screen += decoder.decode(read(ours))
        return (time.perf_counter() - begun) * 1000
    finally:
        review.kill()  # nothing was graded: nothing is lost
        review.wait()
        os.close(ours)


def read(terminal: int) -> bytes:
    """What has arrived on the terminal; an end is an error, as the review should go on."""
    try:
        arrived = os.read(terminal, 65536)
    except OSError:  # how Linux tells that the other side is closed
        arrived = b""
    if not arrived:
        raise BenchError(f"`review {DECK}` ended before it showed a card.")
    return arrived


def squeezed(text: str) -> str:
    """The words alone: no escape sequences, single spaces."""
    return " ".join(ESCAPES.sub("", text).split())
